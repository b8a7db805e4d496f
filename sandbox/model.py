"""What the sandbox's world is made of: people, bots, chats and their messages."""

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """A Telegram user played by whoever sits at the page; the id of their private chat with a bot is theirs."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    note: Json | None = None  # {ru, en}
    hints: list[Json] = field(default_factory=list)  # of {ru, en}
    removed: bool = False

    def user(self) -> Json:
        """Return the Bot API User."""
        shown = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {**shown, **{key: value for key, value in optional.items() if value}}

    def public(self) -> Json:
        """Return the Person of the control API."""
        return {key: value for key, value in asdict(self).items() if key != "removed"}


@dataclass
class Webhook:
    """Where a bot wants its updates; dates are unix times of the virtual clock."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass
class Bot:
    """A bot: whoever calls with a token that begins with its id."""

    id: int
    first_name: str
    username: str
    token: str = ""  # of its latest method call; whoever downloads must hold the same one
    next_update_id: int = 1
    next_message_id: int = 1  # in private chats and basic groups, as an account counts them
    allowed_updates: list[str] = field(default_factory=list)  # empty = Telegram's default
    webhook: Webhook | None = None
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by "scope|language"
    texts: dict[str, dict[str, str]] = field(default_factory=dict)  # name, description, short_description by language
    menu_buttons: dict[str, Json] = field(default_factory=dict)  # by chat id, "" is the default

    def user(self) -> Json:
        """Return the Bot API User as others see it."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def text(self, what: str, language: str) -> str:
        """Return a description in a language, else the one for all languages."""
        by_language = self.texts.get(what, {})
        return by_language.get(language) or by_language.get("", "")


@dataclass
class Message:
    """A message of a chat: the Bot API object and what Telegram does not tell a bot."""

    body: Json
    bot_id: int | None  # the bot that wrote it, None for a person's
    version: int  # of the world when it was written or edited last
    had_reply_markup: bool = False  # a keyboard that is not inline: such a message can't be edited

    @property
    def id(self) -> int:
        """Return the message_id."""
        return int(self.body["message_id"])


@dataclass
class Chat:
    """A private chat of one bot with one person, or a group, supergroup or channel."""

    id: int
    type: str
    bot_id: int | None = None  # private chats only
    title: str | None = None
    username: str | None = None
    members: dict[int, str] = field(default_factory=dict)  # status by id of person or bot; groups only
    next_message_id: int = 1  # supergroups and channels count their own
    started: bool = False
    blocked: bool = False
    unread: int = 0
    pinned: list[int] = field(default_factory=list)
    reply_keyboard: Json | None = None
    migrated_to: int | None = None  # the supergroup that this group became
    messages: dict[int, Message] = field(default_factory=dict)  # by id, oldest first; stored one by one

    @property
    def key(self) -> str:
        """Return what tells this chat from all others."""
        return f"{self.id}:{self.bot_id or 0}"

    @property
    def is_private(self) -> bool:
        """Tell whether this is a chat of one person and one bot."""
        return self.type == "private"

    def dump(self) -> Json:
        """Return the chat without its messages."""
        saved = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "messages"}
        saved["members"] = {str(member): status for member, status in self.members.items()}
        return saved


@dataclass
class File:
    """A file that was sent; its bytes are in `files/<unique_id>` of the state, or in memory."""

    id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    path: str  # as getFile gives it
    bots: list[int] | None = None  # who may use its id; None in a state that an older version kept: everybody
    opened: dict[int, int] = field(default_factory=dict)  # unix time of the latest getFile, by bot

    def known_to(self, bot_id: int) -> bool:
        """Tell whether a bot sent or got this file."""
        return self.bots is None or bot_id in self.bots


@dataclass
class Callback:
    """A pressed inline button that waits for answerCallbackQuery."""

    id: str
    bot_id: int
    person_id: int
    chat_key: str
    at: int  # unix time of the virtual clock
    answered: bool = False
