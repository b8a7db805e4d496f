"""The Bot API methods: each file registers some with `@method`; this one looks them up and has the shared parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import ApiError, bad_request, forbidden, upgraded
from sandbox.model import Bot, Chat, Json, Message

Handler = Callable[["Call"], Any]

HANDLERS: dict[str, Handler] = {}


@dataclass
class Call:
    """One call of a bot: what it gave, typed, and what came of it."""

    sandbox: Sandbox
    bot: Bot
    given: Json
    chat_id: int | None = None  # for the record, once known
    message_id: int | None = None
    woken: list[Bot] = field(default_factory=list)  # bots that got an update by this call


def method(name: str) -> Callable[[Handler], Handler]:
    """Register the handler of a Bot API method; it returns the `result` and raises `ApiError`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register


def find_chat(call: Call, chat_id: int | str | None) -> Chat:
    """Return a chat that the bot may see; raise `ApiError` 400 or 403."""
    world = call.sandbox.world
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    chat: Chat | None = None
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower() if chat_id.startswith("@") else ""
        chat = next((c for c in world.chats.values() if name and (c.username or "").lower() == name), None)
    elif chat_id > 0:
        chat = _private(call, chat_id)
    else:
        chat = world.chats.get(f"{chat_id}:0")
    if chat is None:
        raise bad_request("chat not found")
    call.chat_id = chat.id
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    return chat


def _private(call: Call, chat_id: int) -> Chat | None:
    world = call.sandbox.world
    if chat_id in world.bots:
        raise forbidden("bot can't send messages to bots")
    if chat_id not in world.people:
        return None
    return world.private_chat(call.bot.id, chat_id)


def writable_chat(call: Call, chat_id: int | str | None) -> Chat:
    """Return a chat that the bot may write to; raise `ApiError` 400 or 403."""
    chat = find_chat(call, chat_id)
    if not chat.is_private:
        check_member(call, chat)
        return chat
    if call.sandbox.world.people[chat.id].removed:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def check_member(call: Call, chat: Chat) -> str:
    """Return the bot's status in a group; raise `ApiError` when it may not write there."""
    status = chat.members.get(call.bot.id, "left")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    if chat.type == "channel" and status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return status


def find_message(chat: Chat, message_id: Any, refusal: str) -> Message:
    """Return a message of a chat, else raise `ApiError` 400 with `refusal`."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(refusal)
    return message


def has_rights(call: Call, chat: Chat) -> bool:
    """Tell whether the bot may do in a chat what administrators may."""
    return chat.is_private or chat.members.get(call.bot.id) == "administrator"


def unsupported(name: str) -> ApiError:
    """Return the refusal of a method that exists, but not in the sandbox."""
    return bad_request(f"method {name} is not supported here")


def _load() -> None:
    for name in ("about", "callbacks", "chats", "edit", "files", "send", "updates"):
        import_module(f"sandbox.methods.{name}")


_load()
