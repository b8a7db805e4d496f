"""A prototype, no product: how fast a bot can be that loses nothing and keeps each chat in order.

Updates are kept before they are acknowledged, each chat has a lane, and a turn's state, its update and the calls that
it owes go into one group commit before anything is sent. It has no retries, no errors, no rules: a yardstick, not code
to copy.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import time
from collections import deque
from collections.abc import Coroutine
from typing import Any

import aiohttp
import orjson
import uvloop
from aiohttp import web
from telegram import Update
from telegram._telegramobject import TelegramObject
from telegram.ext import Application, ContextTypes, TypeHandler

from bench.rivals.proto_store import Owed, Turn, Writer
from bench.rivals.script import BASE_URL, TOKEN, WEBHOOK_PORT, WEBHOOK_URL, Step, steps

# The library's guard against changes, in Python, is two thirds of what it costs to read an update.
del TelegramObject.__setattr__, TelegramObject.__delattr__

JSON = {"Content-Type": "application/json"}


def body(step: Step, chat: int, message_id: int | None) -> bytes:
    said: dict[str, Any] = {"chat_id": chat, "text": step.text, "parse_mode": "HTML", "method": "sendMessage"}
    if step.edit and message_id is not None:
        said |= {"method": "editMessageText", "message_id": message_id}
    if step.inline:
        rows = [
            [{"text": label, "callback_data": step.data(i, j)} for j, label in enumerate(row)]
            for i, row in enumerate(step.inline)
        ]
        said["reply_markup"] = {"inline_keyboard": rows}
    elif step.keyboard:
        rows = [[{"text": one["text"], "request_contact": one["contact"]} for one in row] for row in step.keyboard]
        said["reply_markup"] = {"keyboard": rows, "resize_keyboard": True}
    return orjson.dumps(said)


class Bot:
    """The prototype."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._steps = steps()
        self._ids = itertools.count(time.time_ns())
        self._states: dict[int, tuple[int, dict[str, Any]]] = {}
        self._lanes: dict[int, deque[dict[str, Any]]] = {}
        self._owed: dict[int, deque[Owed]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._calls: list[Owed] = []
        self._writer = Writer(asyncio.get_running_loop())
        self._application = Application.builder().token(TOKEN).base_url(f"{BASE_URL}/bot").updater(None).build()
        self._application.add_handler(TypeHandler(Update, self._handle))

    async def serve(self) -> None:
        """Serve until SIGTERM."""
        await self._application.initialize()
        self._writer.start()
        intake = asyncio.create_task(self._listen() if WEBHOOK_PORT else self._poll())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, intake.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await intake
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)
        self._writer.stop()
        await self._application.shutdown()

    async def _post(self, method: str, data: bytes) -> bytes:
        async with self._http.post(f"{BASE_URL}/bot{TOKEN}/{method}", data=data, headers=JSON) as answer:
            return await answer.read()

    async def _poll(self) -> None:
        offset = 0
        while True:
            asked = orjson.dumps({"offset": offset, "timeout": 10, "limit": 100})
            updates = orjson.loads(await self._post("getUpdates", asked))["result"]
            if not updates:
                continue
            offset = updates[-1]["update_id"] + 1
            await self._receive(updates)

    async def _listen(self) -> None:
        application = web.Application()
        application.router.add_post("/hook", self._posted)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", WEBHOOK_PORT).start()
        await self._post("setWebhook", orjson.dumps({"url": WEBHOOK_URL}))
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _posted(self, request: web.Request) -> web.Response:
        await self._receive([orjson.loads(await request.read())])
        return web.Response()

    async def _receive(self, updates: list[dict[str, Any]]) -> None:
        new = await self._writer.arrived([(update["update_id"], orjson.dumps(update)) for update in updates])
        for update in updates:
            if update["update_id"] in new:
                self._route(update)

    def _route(self, update: dict[str, Any]) -> None:
        message = update.get("message") or update["callback_query"]["message"]
        chat = message["chat"]["id"]
        if chat in self._lanes:
            self._lanes[chat].append(update)
        else:
            self._lanes[chat] = deque([update])
            self._spawn(self._walk(chat))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _walk(self, chat: int) -> None:
        lane = self._lanes[chat]
        while lane:
            update = Update.de_json(lane[0], self._application.bot)
            calls: list[Owed] = []
            self._calls = calls
            # The handler awaits nothing, so nobody else's calls get among these.
            await self._application.process_update(update)
            number, data = self._states[chat]
            await self._writer.turn(Turn(chat, number, data, update.update_id, calls))
            for call in calls:
                self._owe(call)
            lane.popleft()
        del self._lanes[chat]

    async def _handle(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query, message, chat = update.callback_query, update.effective_message, update.effective_chat
        assert message is not None
        assert chat is not None
        number, data = self._states.get(chat.id, (0, {}))
        said = query.data if query is not None else message.text
        step = self._steps[number]
        if query is not None:
            self._calls.append((next(self._ids), chat.id, _answer(query.id)))
            if step.tidy:
                self._calls.append((next(self._ids), chat.id, _tidy(chat.id, message.message_id)))
        self._calls.append((next(self._ids), chat.id, body(step, chat.id, message.message_id if query else None)))
        self._states[chat.id] = (0, {}) if step.last else (step.next, data | {str(number): said})

    def _owe(self, call: Owed) -> None:
        """Send the messages of a chat one after the other, the answers to presses at once."""
        chat = call[1]
        if b"callback_query_id" in call[2]:
            self._spawn(self._send(call))
        elif chat in self._owed:
            self._owed[chat].append(call)
        else:
            self._owed[chat] = deque([call])
            self._spawn(self._drain(chat))

    async def _drain(self, chat: int) -> None:
        waiting = self._owed[chat]
        while waiting:
            await self._send(waiting[0])
            waiting.popleft()
        del self._owed[chat]

    async def _send(self, call: Owed) -> None:
        said = orjson.loads(call[2])
        await self._post(said.pop("method"), orjson.dumps(said))
        self._writer.sent(call[0])


def _answer(query_id: str) -> bytes:
    return orjson.dumps({"method": "answerCallbackQuery", "callback_query_id": query_id})


def _tidy(chat: int, message_id: int) -> bytes:
    return orjson.dumps({"method": "editMessageReplyMarkup", "chat_id": chat, "message_id": message_id})


async def main() -> None:
    connector = aiohttp.TCPConnector(limit=256, keepalive_timeout=60)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as http:
        await Bot(http).serve()


if __name__ == "__main__":
    uvloop.run(main())
