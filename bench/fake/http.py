"""HTTP/1.1 by hand: what a Bot API client sends, and no more. A web framework here would cost more than the bots."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

import orjson

LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
TYPE = re.compile(rb"\r\ncontent-type:\s*([^\r;]+)", re.IGNORECASE)
UNREADABLE = re.compile(rb"\r\n(transfer-encoding|expect):", re.IGNORECASE)
REASONS = {
    200: b"OK",
    400: b"Bad Request",
    401: b"Unauthorized",
    404: b"Not Found",
    409: b"Conflict",
    429: b"Too Many Requests",
}


class Connection(asyncio.Protocol):
    """One connection of a client; `asked(connection, path, parameters)` is called for each request."""

    __slots__ = ("_asked", "_busy", "_received", "_transport")

    def __init__(self, asked: Callable[[Connection, str, dict[str, Any]], None]) -> None:
        self._asked = asked
        self._received = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not asserted: uvloop's transports are of classes of their own.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._busy:
            self._read()

    def answer(self, status: int, payload: bytes) -> None:
        """Answer the request that is open, and take the next one."""
        if self._transport is None:
            return
        head = b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % (status, REASONS[status], len(payload)) + payload)
        self._busy = False
        if self._received:
            self._read()

    def _read(self) -> None:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head, body_at = self._received[: end + 2], end + 4
        if UNREADABLE.search(head):
            raise ValueError("a body without a Content-Length is not understood here")
        length = LENGTH.search(head)
        body_end = body_at + (int(length[1]) if length else 0)
        if len(self._received) < body_end:
            return
        body, self._received = self._received[body_at:body_end], self._received[body_end:]
        path, _, query = head[: head.find(b"\r\n")].split(b" ", 2)[1].decode().partition("?")
        self._busy = True
        self._asked(self, path, _parameters(head, body) | dict(parse_qsl(query)))


def _parameters(head: bytes, body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    kind = TYPE.search(head)
    if kind is not None and kind[1] == b"application/json":
        said: dict[str, Any] = orjson.loads(body)
        return said
    if kind is not None and kind[1] == b"application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    raise ValueError(f"a body of the type {kind and kind[1]!r} is not understood here")
