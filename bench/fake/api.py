"""The server's side of the Bot API: long polling, messages, and the control plane of the runner.

The round trip is injected here: half of it before a call is carried out, half before its answer leaves.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson

from bench.fake.crowd import Crowd, Load, Telegram
from bench.fake.http import Connection
from bench.fake.limits import Limits
from bench.fake.people import Update, parsed
from bench.fake.webhook import Webhook

MOST_UPDATES = 100
LONGEST_POLL_S = 50.0
AUDIENCE = 10_000_000_000
"""Chats from this number on belong to nobody of the crowd: they are told things, and when they were is kept."""
TRUE = b'{"ok":true,"result":true}'
SILENT = ("set", "delete", "answer", "log", "close")
"""Methods that begin so answer True and show nothing to anybody."""


class FakeTelegram:
    """One bot's Telegram. `moment` is where its clock starts: texts that name a date are the same in any year.

    `strict`: what exceeds Telegram's limits is refused.
    """

    def __init__(self, token: str, round_trip_s: float, moment: datetime, *, strict: bool = False) -> None:
        self._root = f"/bot{token}/"
        self._half_s = round_trip_s / 2
        self._moment, self._started = moment, time.monotonic()
        self._limits = Limits() if strict else None
        self._last_id = 100
        self._updates: deque[tuple[int, bytes]] = deque()
        self._poller: tuple[Connection, asyncio.TimerHandle] | None = None
        self._polls = 0
        self._webhook: Webhook | None = None
        self._events: Counter[str] = Counter()
        self._told: list[tuple[int, float]] = []
        self._crowd: Crowd | None = None
        self._walking: asyncio.Task[None] | None = None
        self._me = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        self._control: dict[str, Callable[[dict[str, Any]], Any]] = {
            "state": lambda _said: {"ready": self._polls > 0 or self._webhook is not None},
            "clock": lambda _said: {"now": self._now().isoformat(), "rate": 1.0},
            "load": self._begin,
            "result": lambda _said: self._crowd.result if self._crowd else None,
            "told": lambda said: {"told": self._told[int(said.get("after", 0)) :], "refused": self._refused()},
        }

    def asked(self, connection: Connection, path: str, parameters: dict[str, Any]) -> None:
        """Take a request: from the runner, or from the bot."""
        if path.startswith("/control/"):
            said = self._control[path.removeprefix("/control/")](parameters)
            connection.answer(200, orjson.dumps(said))
        elif not path.startswith(self._root):
            self._later(connection.answer, 404, _refusal(404, "Not Found"))
        else:
            self._later(self._call, connection, path.removeprefix(self._root), parameters)

    def _later(self, act: Callable[..., None], *arguments: Any) -> None:
        if self._half_s:
            asyncio.get_running_loop().call_later(self._half_s, act, *arguments)
        else:
            act(*arguments)

    def _call(self, connection: Connection, method: str, parameters: dict[str, Any]) -> None:
        if method == "getUpdates":
            self._poll(connection, parameters)
        else:
            self._later(connection.answer, *self._carry_out(method, parameters))

    def _carry_out(self, method: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        if self._limits is not None and "chat_id" in parameters:
            wait_s = self._limits.retry_after(int(parameters["chat_id"]), time.monotonic())
            if wait_s:
                return 429, _refusal(429, f"Too Many Requests: retry after {wait_s}", retry_after=wait_s)
        if method in ("sendMessage", "editMessageText"):
            return self._show(method, parameters)
        if method == "setWebhook":
            return self._set_webhook(parameters)
        if method == "editMessageReplyMarkup":
            return self._tidy(parameters)
        if method == "getMe":
            return 200, orjson.dumps({"ok": True, "result": self._me})
        if method.startswith(SILENT):
            return 200, TRUE
        self._events[f"unknown method {method}"] += 1
        return 404, _refusal(404, "Not Found: method not found")

    def _show(self, method: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        chat_id, text = int(parameters["chat_id"]), parameters.get("text")
        if not text or len(text) > 4096:
            return 400, _refusal(400, "Bad Request: message text is empty or too long")
        message_id = self._new_id() if method == "sendMessage" else int(parameters["message_id"])
        if chat_id >= AUDIENCE:
            self._told.append((chat_id - AUDIENCE, round(time.monotonic() - self._started, 4)))
        elif self._crowd is not None:
            self._crowd.hears(method, chat_id, parameters, message_id)
        message = self._message(message_id, chat_id, text)
        markup = parsed(parameters.get("reply_markup"))
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        return 200, orjson.dumps({"ok": True, "result": message})

    def _set_webhook(self, parameters: dict[str, Any]) -> tuple[int, bytes]:
        url, secret = str(parameters.get("url") or ""), str(parameters.get("secret_token") or "")
        self._webhook = Webhook(url, secret, self._half_s, self._events) if url else None
        while self._webhook is not None and self._updates:
            self._webhook.deliver(self._updates.popleft()[1])
        return 200, TRUE

    def _refused(self) -> int:
        return self._limits.refused.total() if self._limits is not None else 0

    def _tidy(self, parameters: dict[str, Any]) -> tuple[int, bytes]:
        """Take the buttons of a message away: nobody changes them otherwise here."""
        chat_id = int(parameters["chat_id"])
        if self._crowd is not None:
            self._crowd.loses_buttons(chat_id)
        return 200, orjson.dumps({"ok": True, "result": self._message(int(parameters["message_id"]), chat_id, "…")})

    def _message(self, message_id: int, chat_id: int, text: str) -> dict[str, Any]:
        chat = {"id": chat_id, "type": "private", "first_name": f"P{chat_id}"}
        return {"message_id": message_id, "from": self._me, "date": self._date(), "chat": chat, "text": text}

    # --- long polling

    def _poll(self, connection: Connection, parameters: dict[str, Any]) -> None:
        self._polls += 1
        if self._poller is not None:
            conflict = _refusal(409, "Conflict: terminated by other getUpdates request")
            self._later(self._release().answer, 409, conflict)
        offset = int(parameters.get("offset") or 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        wait_s = min(LONGEST_POLL_S, float(parameters.get("timeout") or 0))
        if self._updates or wait_s <= 0:
            self._hand_over(connection)
        else:
            timer = asyncio.get_running_loop().call_later(wait_s, self._wake)
            self._poller = connection, timer

    def _release(self) -> Connection:
        assert self._poller is not None
        (connection, timer), self._poller = self._poller, None
        timer.cancel()
        return connection

    def _wake(self) -> None:
        if self._poller is not None:
            self._hand_over(self._release())

    def _hand_over(self, connection: Connection) -> None:
        batch = [self._updates[i][1] for i in range(min(MOST_UPDATES, len(self._updates)))]
        self._later(connection.answer, 200, b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

    def _deliver(self, update: Update) -> None:
        update["update_id"] = self._new_id()
        if self._webhook is not None:
            self._webhook.deliver(orjson.dumps(update))
            return
        self._updates.append((update["update_id"], orjson.dumps(update)))
        if self._poller is not None:
            # What others do in the same moment goes with it.
            asyncio.get_running_loop().call_soon(self._wake)

    # --- the runner's side

    def _begin(self, said: dict[str, Any]) -> dict[str, Any]:
        telegram = Telegram(self._deliver, self._new_id, self._date, self._me)
        self._crowd = Crowd(said["scenario"], Load(**said["load"]), telegram, self._events)
        self._walking = asyncio.create_task(self._crowd.run())
        return {}

    def _new_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _now(self) -> datetime:
        return self._moment + timedelta(seconds=time.monotonic() - self._started)

    def _date(self) -> int:
        return int(self._now().timestamp())


def _refusal(code: int, description: str, **parameters: int) -> bytes:
    refusal = {"ok": False, "error_code": code, "description": description}
    return orjson.dumps(refusal | ({"parameters": parameters} if parameters else {}))
