"""Small calls over kept connections: what a server may answer, and what becomes of the connection."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot import http
from bot.errors import OutcomeUnknown
from bot.http import AiohttpRequest, BotApi, Upload

TOKEN = "4711:AAE-abcdefghijklmnopqrstuvwxyz01234"
OK = b'{"ok":true,"result":"done"}'
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(OK), OK)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (
    OK[:5],
    len(OK) - 5,
    OK[5:],
)
LAST = PLAIN.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)


@dataclass
class Server:
    """A server that answers each request of each connection with what `answer` gives it; None is silence."""

    answer: Callable[[int], bytes | None]
    port: int = 0
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:"))
                self.requests.append(head + await reader.readexactly(length))
                answer = self.answer(len(self.requests))
                if answer is not None:
                    writer.write(answer)
                if answer is LAST:
                    break
        writer.close()


@contextlib.asynccontextmanager
async def served(answer: Callable[[int], bytes | None]) -> AsyncIterator[tuple[Server, BotApi]]:
    server = Server(answer)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with AiohttpRequest() as request:
        yield server, BotApi(request, TOKEN, f"http://127.0.0.1:{server.port}")
    listening.close()


async def test_calls_share_a_kept_connection() -> None:
    async with served(lambda _n: PLAIN) as (server, api):
        for n in range(5):
            assert await api.call("sendMessage", {"chat_id": n, "text": "привет"}) == "done"
        assert server.connections == 1
        first = server.requests[0]
        assert first.startswith(b"POST /bot4711:AAE-abcdefghijklmnopqrstuvwxyz01234/sendMessage HTTP/1.1\r\n")
        assert f"\r\nHost: 127.0.0.1:{server.port}\r\n".encode() in first
        assert b"\r\nContent-Type: application/json\r\n" in first
        assert first.endswith('{"chat_id":0,"text":"привет"}'.encode())


@pytest.mark.parametrize(
    "answer",
    [
        PLAIN,
        CHUNKED,
        b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN,
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + CHUNKED,
    ],
)
async def test_every_way_of_answering_is_read(answer: bytes) -> None:
    async with served(lambda _n: answer) as (server, api):
        assert [await api.call("getMe", {}) for _ in range(3)] == ["done"] * 3
        assert server.connections == 1


async def test_a_connection_that_the_server_ends_is_not_used_again() -> None:
    async with served(lambda _n: LAST) as (server, api):
        assert [await api.call("getMe", {}) for _ in range(3)] == ["done"] * 3
        assert server.connections == 3


async def _garbage(api: BotApi) -> Any:
    return await api.call("getMe", {})


async def _in_vain(api: BotApi) -> Any:
    return await api.call("getMe", {}, timeout_s=0.05)


@pytest.mark.parametrize(
    ("first", "call"),
    [
        (b"no HTTP at all\r\n\r\n", _garbage),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", _in_vain),
        (None, _in_vain),
    ],
)
async def test_after_a_broken_answer_another_connection_is_used(
    first: bytes | None, call: Callable[[BotApi], Awaitable[Any]]
) -> None:
    async with served(lambda n: first if n == 1 else PLAIN) as (server, api):
        with pytest.raises(OutcomeUnknown):
            await call(api)
        assert await api.call("getMe", {}) == "done"
        assert server.connections == 2


async def test_a_call_that_is_given_up_leaves_nothing_for_the_next() -> None:
    async with served(lambda n: None if n == 1 else PLAIN) as (server, api):
        call = asyncio.create_task(api.call("getMe", {}))
        while not server.requests:
            await asyncio.sleep(0.001)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await api.call("getMe", {}) == "done"
        assert server.connections == 2


async def test_an_answer_that_comes_drop_by_drop_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "CONNECT_TIMEOUT_S", 0.2)
    endless = PLAIN.replace(b"%d" % len(OK), b"1000000")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(endless)
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()
        ended.set()

    ended = asyncio.Event()
    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with AiohttpRequest(read_timeout_s=0.2) as request:
        api = BotApi(request, TOKEN, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
        with pytest.raises(OutcomeUnknown):
            await asyncio.wait_for(api.call("sendMessage", {"chat_id": 1}), 20)
    await asyncio.wait_for(ended.wait(), 20)
    listening.close()


@pytest.mark.parametrize("files", [None, {"document": Upload("a.txt", "text/plain", b"a")}])
@pytest.mark.parametrize("proxied", [False, True])
async def test_a_call_is_told_to_have_left_before_its_answer_is_there(
    proxied: bool, files: dict[str, Upload] | None
) -> None:
    seen: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.05)
        await reader.read(100_000)  # what is left unread would break the connection
        seen.append("answered")
        writer.write(LAST)
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    async with AiohttpRequest(proxy=address if proxied else "") as request:
        api = BotApi(request, TOKEN, "http://elsewhere.invalid" if proxied else address)
        assert await api.call("sendDocument", {"chat_id": 1}, files=files, left=lambda: seen.append("left")) == "done"
    listening.close()
    assert seen == ["left", "answered"]
