"""Webhook delivery: updates are posted to the bot over at most 100 kept connections, as the Bot API server does."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import cast
from urllib.parse import urlsplit

from bench.fake.http import LENGTH

MOST_CONNECTIONS = 100
RETRY_S = 0.1


class Webhook:
    """Posts updates to `url`, `half_s` late; what is not answered by 200 is posted again and counted in `events`."""

    def __init__(self, url: str, secret: str, half_s: float, events: Counter[str]) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self._head = (
            f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
        ).encode()
        self._half_s = half_s
        self.events = events
        self._waiting: deque[bytes] = deque()
        self._idle: list[_Line] = []
        self._lines = 0
        self._opening: set[asyncio.Task[None]] = set()

    def deliver(self, update: bytes) -> None:
        """Post an update as soon as a connection is free."""
        self._waiting.append(update)
        self._pump()

    def free(self, line: _Line) -> None:
        """Take a connection back, half a round trip after its answer left."""
        asyncio.get_running_loop().call_later(self._half_s, self._freed, line)

    def again(self, update: bytes, why: str) -> None:
        """Post an update once more, a little later."""
        self.events[f"webhook {why}"] += 1
        self._waiting.appendleft(update)
        asyncio.get_running_loop().call_later(RETRY_S, self._pump)

    def lost(self) -> None:
        """Note that a connection is gone."""
        self._lines -= 1

    def _freed(self, line: _Line) -> None:
        self._idle.append(line)
        self._pump()

    def _pump(self) -> None:
        while self._waiting and self._idle:
            line = self._idle.pop()
            if line.is_open:
                update = self._waiting.popleft()
                request = self._head + b"%d\r\n\r\n" % len(update) + update
                line.update = update
                asyncio.get_running_loop().call_later(self._half_s, line.send, request)
        while len(self._waiting) > len(self._opening) and self._lines < MOST_CONNECTIONS:
            self._lines += 1
            task = asyncio.create_task(self._open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self) -> None:
        try:
            _, line = await asyncio.get_running_loop().create_connection(lambda: _Line(self), self.host, self.port)
        except OSError:
            self._lines -= 1
            self.events["webhook unreachable"] += 1
            await asyncio.sleep(RETRY_S)
            asyncio.get_running_loop().call_soon(self._pump)
        else:
            self._freed(line)


class _Line(asyncio.Protocol):
    """One connection to the bot, with one update under way at most."""

    def __init__(self, webhook: Webhook) -> None:
        self._webhook = webhook
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self.update: bytes | None = None

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def send(self, request: bytes) -> None:
        if self._transport is not None:
            self._transport.write(request)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None
        self._webhook.lost()
        if self.update is not None:
            self._webhook.again(self.update, "connection lost")

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        length = LENGTH.search(self._received[: end + 2])
        if len(self._received) < end + 4 + (int(length[1]) if length else 0):
            return
        status, self._received = self._received[9:12], b""
        update, self.update = self.update, None
        if status != b"200" and update is not None:
            self._webhook.again(update, f"status {status.decode()}")
        self._webhook.free(self)
