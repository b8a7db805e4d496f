"""One call: made ready, sent, its answer judged. What can be mended in the call itself is mended here."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import orjson

from bot.delivery.budget import Tries
from bot.errors import (
    BadCall,
    Blocked,
    ChatMigrated,
    OutcomeUnknown,
    TelegramError,
    TooManyRequests,
)
from bot.http import BotApi, Upload
from bot.screens import IN_PLACE
from storage import anchors
from storage.anchors import Anchor
from storage.database import Database
from storage.outbox import OutboxState, Outgoing
from storage.values import value

EDIT, PIN = "editMessageText", "pinChatMessage"
# These speak of a message that is there already: with an anchor and no `message_id` they mean the named one.
ANCHORED = frozenset(
    {EDIT, "editMessageReplyMarkup", "editMessageCaption", "editMessageMedia"}
    | {"deleteMessage", PIN, "unpinChatMessage"}
)
TIDYING = ANCHORED - {EDIT, "editMessageCaption", "editMessageMedia", PIN}
# sendMessage knows these and editMessageText does not.
SEND_ONLY = ("message_thread_id", "disable_notification", "protect_content", "reply_parameters", "message_effect_id")
GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
)
TIDY = ("message to delete not found", "message can't be deleted", "message to unpin not found", *GONE)
# Telegram knows no such person (any more), or knows no way to them: a new bot on an old database meets this.
NOBODY = ("chat not found", "user not found", "peer_id_invalid")
REPLY_GONE = ("message to be replied not found", "replied message not found")
FILES_MARK = b'"_files"'
MOST_MENDS = 4


@value
class Verdict:
    """What became of a call. With `state` it is over; else it stays owed, for one of the reasons below."""

    state: OutboxState | None = None
    error: str | None = None
    anchor: Anchor | None = None  # where the named message stands now
    blocked: bool = False  # the person of this chat cannot be reached
    retry_after: float | None = None  # 429, in seconds
    new_chat_id: int | None = None
    fault: TelegramError | None = None  # Telegram gave no answer, or none of use
    local: bool = False  # the call never left

    @property
    def answered(self) -> bool:
        """Whether Telegram answered."""
        return self.fault is None and not self.local and self.state is not OutboxState.UNCERTAIN

    @property
    def outcome(self) -> str:
        """Return the word for it that a monitor sees."""
        if self.state is not None:
            return self.state.value
        if self.retry_after is not None:
            return "flood"
        return "moved" if self.new_chat_id is not None else "failed"


@value
class Request:
    """A call as it goes over the wire."""

    method: str
    body: bytes
    files: Mapping[str, Upload] | None = None
    anew: Mapping[str, Any] | None = None
    """What an edit leaves out and sending the same as a new message needs."""
    in_place: bool = False

    def without(self, *names: str, method: str | None = None) -> Request:
        """Return this call with some parameters left out."""
        body = {**orjson.loads(self.body), **((self.anew or {}) if method is not None else {})}
        kept = orjson.dumps({k: v for k, v in body.items() if k not in names})
        return Request(method or self.method, kept, self.files, in_place=self.in_place)


SENT = Verdict(OutboxState.SENT)
DROPPED = Verdict(OutboxState.DROPPED)


class Sender:
    """Sends calls, one at a time a chat. Knows which named messages stand where before the database does."""

    def __init__(self, api: BotApi, database: Database, bot_id: int) -> None:
        self._api = api
        self._database = database
        self._bot_id = bot_id
        self._fresh: dict[str, Anchor] = {}

    async def send(self, call: Outgoing, tries: Tries) -> Verdict:
        """Send a call and judge the answer; what it takes to mend it counts as a try of its own."""
        request: Request | None = Request(call.method, call.body)
        if FILES_MARK in call.body or (call.anchor is not None and call.method in ANCHORED):
            request = await self._prepared(call)
        for _ in range(MOST_MENDS):
            if request is None:
                return DROPPED
            try:
                result = await self._api.call(request.method, request.body, files=request.files, left=tries.begin())
            except BadCall as error:
                verdict, request = mend(request, error)
                if verdict is not None:
                    return verdict
            except TelegramError as error:
                return judge(error, careful=call.careful)
            else:
                return SENT if call.anchor is None else self._named(call.anchor, call.chat_id, result)
        return Verdict(OutboxState.DEAD, "Telegram refuses every way to send it")

    def stored(self, anchor: Anchor) -> None:
        """Note that the database knows this anchor."""
        if self._fresh.get(anchor.name) is anchor:
            del self._fresh[anchor.name]

    async def _prepared(self, call: Outgoing) -> Request | None:
        """Unpack files and fill in the named message; None when the call is about a message that is not there."""
        body: dict[str, Any] = orjson.loads(call.body)
        packed: dict[str, list[str]] = body.pop("_files", None) or {}
        files = {field: Upload(name, mime, base64.b64decode(data)) for field, (name, mime, data) in packed.items()}
        in_place = body.pop(IN_PLACE, False)
        method, anew = call.method, None
        if call.anchor is not None and method in ANCHORED and "message_id" not in body:
            anchor = await self._find(call.anchor)
            if anchor is not None and anchor.chat_id == call.chat_id:
                if method == EDIT:
                    anew = {name: body.pop(name) for name in SEND_ONLY if name in body}
                body["message_id"] = anchor.message_id
            elif method == EDIT and not in_place:
                method = "sendMessage"
            else:
                return None
        return Request(method, orjson.dumps(body), files or None, anew, in_place)

    async def _find(self, name: str) -> Anchor | None:
        fresh = self._fresh.get(name)
        return fresh or (await self._database.read(anchors.find, self._bot_id, [name])).get(name)

    def _named(self, name: str, chat_id: int, result: Any) -> Verdict:
        message_id = result.get("message_id") if isinstance(result, dict) else None
        if not isinstance(message_id, int):
            return SENT
        anchor = self._fresh[name] = Anchor(self._bot_id, name, chat_id, message_id)
        return Verdict(OutboxState.SENT, anchor=anchor)


def mend(request: Request, error: BadCall) -> tuple[Verdict | None, Request | None]:
    """Return what a 400 means in the end, or the call that brings the same to the person in another way."""
    said = error.description.lower()
    if "message is not modified" in said:
        return SENT, None
    if "query is too old" in said:
        return DROPPED, None
    if request.method == EDIT and any(text in said for text in GONE):
        if request.in_place:
            return DROPPED, None
        return None, request.without("message_id", "inline_message_id", method="sendMessage")
    if request.method == PIN:  # the message is there without it
        return DROPPED, None
    if request.method in TIDYING and any(text in said for text in TIDY):
        return DROPPED, None
    if any(text in said for text in REPLY_GONE):
        return None, request.without("reply_parameters", "reply_to_message_id")
    return Verdict(OutboxState.DEAD, error.description, blocked=any(text in said for text in NOBODY)), None


def judge(error: TelegramError, *, careful: bool) -> Verdict:
    """Return what an error means for a call. `careful`: a duplicate would do harm."""
    if isinstance(error, TooManyRequests):
        return Verdict(retry_after=error.retry_after, error=str(error))
    if isinstance(error, Blocked):
        return Verdict(OutboxState.DEAD, error.description, blocked=True)
    if isinstance(error, ChatMigrated):
        return Verdict(new_chat_id=error.new_chat_id, error=str(error))
    if isinstance(error, OutcomeUnknown) and careful:
        return Verdict(OutboxState.UNCERTAIN, str(error))
    return Verdict(fault=error, error=str(error))
