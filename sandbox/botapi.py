"""The methods of the Bot API over HTTP, `/bot<token>/METHOD`, as a plain ASGI application."""

import asyncio
import contextlib
import re
import time
from typing import Any

import orjson
from starlette.types import Message, Receive, Scope, Send

from sandbox import methods
from sandbox.answering import Answer, Hangup, Silence, Trouble, answer, disconnected, go_wrong, refusal, refuse_by_fault
from sandbox.core import Sandbox
from sandbox.errors import ApiError, too_many_requests
from sandbox.limits import LIMITED
from sandbox.methods import HANDLERS, Call
from sandbox.model import Bot, Json
from sandbox.schema import METHOD_NAMES, check
from sandbox.wire import MAX_BODY, Upload, parse_request

_TOKEN = re.compile(r"(\d{1,15}):[A-Za-z0-9_-]{35}")


class BotApi:
    """Answers bots; `sandbox` is set in the application's state before the first request."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        sandbox.updates.on_answer = self._from_webhook

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        path: str = scope["path"]
        try:
            status, body, headers = await self._method(path.removeprefix("/bot"), scope, receive)
        except Trouble as trouble:
            await go_wrong(trouble, receive, send)
            return
        except ApiError as error:
            status, body, headers = refusal(error)
        await answer(send, status, body, headers)

    # --- one call -----------------------------------------------------------------------------------

    async def _method(self, rest: str, scope: Scope, receive: Receive) -> Answer:
        token, _, called = rest.partition("/")
        bot = self._bot(token)
        body = await _body(scope, receive)
        name = METHOD_NAMES.get(called.lower())
        if name is None:
            raise ApiError(404, "Not Found: method not found")
        if scope["method"] not in ("GET", "POST"):
            raise ApiError(405, "Method Not Allowed")
        began = time.perf_counter()
        given: Json = {}
        try:
            content_type = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1")
            given = parse_request(scope["query_string"], content_type, body)
            await refuse_by_fault(self._sandbox.faults, name, given.get("chat_id"))
            if self._sandbox.faults.happens("reset", name, given.get("chat_id")):
                raise Hangup(reset=True)
            result, call, gone = await self._run(bot, name, given, receive)
        except ApiError as error:
            self._record(bot, name, given, began, error=error)
            raise
        except Trouble as trouble:
            self._record(bot, name, given, began, error=ApiError(trouble.status, trouble.said))
            raise
        if name == "getUpdates" and (gone or self._sandbox.faults.down()):
            raise Hangup(reset=False)
        lost = self._lost(name, given.get("chat_id"))
        if name != "getUpdates" or result or lost:
            self._record(bot, name, given, began, call=call, lost=lost is not None)
        if lost is not None:
            raise lost
        return 200, orjson.dumps({"ok": True, "result": result}, option=orjson.OPT_NON_STR_KEYS), []

    def _lost(self, name: str, chat_id: Any) -> Trouble | None:
        """Return what becomes of the answer to a call that happened, None when it arrives."""
        if self._sandbox.faults.happens("lost_answer", name, chat_id):
            return Hangup(reset=False)
        return Silence() if self._sandbox.faults.happens("silence", name, chat_id) else None

    def _bot(self, token: str) -> Bot:
        bot_id = bot_id_of(token)
        if bot_id is None or bot_id in self._sandbox.world.people:
            raise ApiError(401, "Unauthorized: invalid token specified")
        world, known = self._sandbox.world, bot_id in self._sandbox.world.bots
        bot = world.bot_of_token(bot_id)
        if bot.token != token:
            bot.token = token
            world.save_bot(bot)
        if not known:
            world.commit()
        return bot

    async def _run(self, bot: Bot, name: str, given: Json, receive: Receive) -> tuple[Any, Call, bool]:
        sandbox = self._sandbox
        handler = HANDLERS.get(name)
        if handler is None and name != "getUpdates":
            sandbox.world.unsupported[name] = sandbox.world.unsupported.get(name, 0) + 1
            sandbox.world.save_settings()
            raise methods.unsupported(name)
        call = Call(sandbox, bot, check(name, given))
        if handler is None:
            gone = asyncio.ensure_future(disconnected(receive))
            try:
                batch = await sandbox.updates.poll(bot, call.given, gone)
                return batch, call, gone.done()
            finally:
                gone.cancel()
        self._limit(bot, name, given)
        result = handler(call)
        return result, call, False

    def _limit(self, bot: Bot, name: str, given: Json) -> None:
        if self._sandbox.faults.values["limits"] and name in LIMITED:
            wait = self._sandbox.limits[bot.id].retry_after(str(given.get("chat_id", "")))
            if wait:
                raise too_many_requests(wait)

    def _from_webhook(self, bot: Bot, called: str, given: Json) -> None:
        """Do what a webhook answered with; errors are only recorded."""
        name, began = METHOD_NAMES.get(called.lower(), called), time.perf_counter()
        handler = HANDLERS.get(name)
        try:
            if handler is None:
                raise methods.unsupported(name)
            call = Call(self._sandbox, bot, check(name, given))
            handler(call)
        except ApiError as error:
            self._record(bot, name, given, began, error=error)
        else:
            self._record(bot, name, given, began, call=call)

    # --- what is left of it -------------------------------------------------------------------------

    def _record(
        self,
        bot: Bot,
        name: str,
        given: Json,
        began: float,
        *,
        call: Call | None = None,
        error: ApiError | None = None,
        lost: bool = False,
    ) -> None:
        """Write the call down, commit what it did, and wake who got something."""
        sandbox = self._sandbox
        ms = round((time.perf_counter() - began) * 1000, 1)
        sandbox.durations.append(ms)
        entry = sandbox.world.record.add(
            "call",
            bot_id=bot.id,
            method=name,
            params={key: _shown(value) for key, value in given.items()},
            status=error.code if error else 200,
            ok=error is None,
            ms=ms,
            chat_id=call.chat_id if call else _chat_id(given),
            message_id=call.message_id if call else None,
            **({"error": error.description} if error else {}),
            **({"lost": True} if lost else {}),
        )
        if lost:
            lost_call = {key: entry[key] for key in ("bot_id", "method", "params", "chat_id", "message_id")}
            sandbox.world.record.add("effect_lost", call=entry["n"], **lost_call)
        shown = {key: value for key, value in entry.items() if key != "kind"}
        sandbox.world.events.publish("call", **shown)
        sandbox.commit_and_wake(*(call.woken if call else ()))


def bot_id_of(token: str) -> int | None:
    """Return the bot's id that a token begins with; None for a token that is not well-formed."""
    found = _TOKEN.fullmatch(token)
    return int(found.group(1)) if found and 0 < int(found.group(1)) < 2**52 else None


def _shown(value: Any) -> Any:
    """Return a parameter as the record shows it: JSON text decoded, files named, wild strings made printable."""
    if isinstance(value, Upload):
        return f"<file {value.name}, {len(value.data)} bytes>"
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            with contextlib.suppress(orjson.JSONDecodeError):
                return orjson.loads(value)
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _chat_id(given: Json) -> int | str | None:
    chat_id = _shown(given.get("chat_id"))
    if isinstance(chat_id, str) and chat_id.lstrip("-").isdecimal() and len(chat_id) < 20:
        return int(chat_id)
    return chat_id if isinstance(chat_id, int | str) else None


async def _body(scope: Scope, receive: Receive) -> bytes:
    pieces, size = [], 0
    while True:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise Hangup(reset=False)
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > MAX_BODY:
            raise ApiError(413, "Request Entity Too Large")
        if not message.get("more_body", False):
            return b"".join(pieces) if len(pieces) > 1 else pieces[0]
