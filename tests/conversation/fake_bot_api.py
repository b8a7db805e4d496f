"""A Bot API server for tests: records every call, answers as told."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web

from bot.http import AiohttpRequest, BotApi

TOKEN = "4711:" + "A" * 35
CUT = "cut"  # the connection breaks after the call had its effect
Reply = tuple[int, dict[str, Any]] | str


@dataclass
class Call:
    """One call as it arrived. `began` and `ended` are monotonic seconds."""

    method: str
    params: dict[str, Any]
    began: float
    ended: float = 0.0
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.params.get("text", ""))


def refused(code: int, description: str, **parameters: Any) -> Reply:
    """Return Telegram's "no"."""
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        said["parameters"] = parameters
    return code, said


class FakeBotApi:
    """Answers "ok" unless something else is scripted for the next call with this (chat id, method or text)."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scripts: dict[object, deque[Reply]] = {}
        self.always: Callable[[Call], Reply | None] = lambda _call: None
        self.delay_s: Callable[[Call], float] = lambda _call: 0.0
        self.updates: list[dict[str, Any]] = []
        self.offsets: list[int | None] = []
        self.files: dict[str, bytes | int] = {}  # content by path, or the HTTP status to answer
        self.root = ""
        self._message_id = 100
        self._changed = asyncio.Event()

    def script(self, key: object, *replies: Reply) -> None:
        self.scripts.setdefault(key, deque()).extend(replies)

    def sent(self, *methods: str) -> list[Call]:
        return [c for c in self.calls if not methods or c.method in methods]

    def texts(self, chat_id: int | None = None) -> list[str]:
        return [c.text for c in self.calls if chat_id is None or c.params.get("chat_id") == chat_id]

    async def until(self, condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Wait until `condition()` holds, looking again whenever a call comes or ends."""
        async with asyncio.timeout(timeout_s):
            while not condition():
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.02)
                except TimeoutError:
                    continue

    async def handle(self, request: web.Request) -> web.StreamResponse:
        call = await _read(request)
        self.calls.append(call)
        self._changed.set()
        await asyncio.sleep(self.delay_s(call))
        reply = self._reply(call)
        call.ended = time.monotonic()
        self._changed.set()
        if reply == CUT:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if call.method == "getUpdates" and reply is None:
            return await self._get_updates(call)
        status, said = reply if isinstance(reply, tuple) else (200, self._ok(call))
        if "raw" in said:
            return web.Response(status=status, body=said["raw"])
        return web.json_response(said, status=status)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        assert request.match_info["token"] == TOKEN
        found = self.files.get(request.match_info["path"], 404)
        if isinstance(found, int):
            return web.Response(status=found)
        answer = web.StreamResponse()  # in pieces, without saying how much it is
        await answer.prepare(request)
        for at in range(0, len(found), 1 << 16):
            await answer.write(found[at : at + (1 << 16)])
        return answer

    def _reply(self, call: Call) -> Reply | None:
        for key in (call.params.get("chat_id"), call.method, call.text):
            if script := self.scripts.get(key):
                return script.popleft()
        return self.always(call)

    def _ok(self, call: Call) -> dict[str, Any]:
        if call.method in ("answerCallbackQuery", "deleteMessage", "pinChatMessage", "setWebhook", "deleteWebhook"):
            return {"ok": True, "result": True}
        self._message_id += 1
        message_id = call.params.get("message_id", self._message_id)
        chat = {"id": call.params.get("chat_id"), "type": "private"}
        return {"ok": True, "result": {"message_id": message_id, "date": 0, "chat": chat}}

    async def _get_updates(self, call: Call) -> web.Response:
        offset = call.params.get("offset")
        self.offsets.append(offset)
        for _ in range(100):
            waiting = [u for u in self.updates if offset is None or u["update_id"] >= offset]
            if waiting:
                return web.json_response({"ok": True, "result": waiting[: call.params["limit"]]})
            await asyncio.sleep(0.01)
        return web.json_response({"ok": True, "result": []})


async def _read(request: web.Request) -> Call:
    params: dict[str, Any] = {}
    files: dict[str, tuple[str, str, bytes]] = {}
    if request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = (value.filename, value.content_type, value.file.read())
            else:
                params[name] = value
    else:
        params = orjson.loads(await request.read() or b"{}")
    assert request.match_info["token"] == TOKEN
    return Call(request.match_info["method"], params, time.monotonic(), files=files)


@asynccontextmanager
async def fake_bot_api() -> AsyncIterator[FakeBotApi]:
    """Serve a fake on a free port of loopback."""
    fake = FakeBotApi()
    app = web.Application(client_max_size=1 << 26)
    app.router.add_post("/bot{token}/{method}", fake.handle)
    app.router.add_get("/file/bot{token}/{path:.*}", fake.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield fake
    finally:
        await runner.cleanup()


@asynccontextmanager
async def client_of(root: str, **options: Any) -> AsyncIterator[BotApi]:
    """Give a client of the server at `root`."""
    request = AiohttpRequest(**options)
    await request.initialize()
    try:
        yield BotApi(request, TOKEN, root)
    finally:
        await request.shutdown()
