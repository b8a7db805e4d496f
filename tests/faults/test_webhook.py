"""The webhook of the real process: what it takes and what it refuses, a crowd of connections, and when it says 200."""

from __future__ import annotations

import asyncio
import contextlib
import io
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.intake.webhook import MOST_BYTES, SECRET_HEADER
from storage.inbox import InboxRow
from tests.faults.conftest import Scene, free_port, scene_in
from tests.faults.ledger import calm
from tests.faults.owing import arrived, met

SECRET = "a-secret-of-the-tests"
SLOW = 150
AT_ONCE = 100
HEAD = f"POST /hook HTTP/1.1\r\nHost: bot\r\n{SECRET_HEADER}: {SECRET}\r\n"
# Connections that never come to an end: nothing, half a line, half a head, half a body.
DROPS = (b"", b"PO", HEAD.encode(), f"{HEAD}Content-Length: 100\r\n\r\n{{".encode())


class Hook:
    """The webhook as somebody calls it who is not Telegram."""

    def __init__(self, scene: Scene, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.url = scene.bot.environment["ISKRA_WEBHOOK__URL"]
        self.port = int(self.url.rpartition(":")[2].partition("/")[0])

    async def __call__(
        self, body: bytes = b"", *, path: str = "/hook", method: str = "POST", secret: str | None = SECRET
    ) -> tuple[int, bytes, dict[str, str]]:
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self._session.request(
            method, url, data=io.BytesIO(body), headers=headers, allow_redirects=False
        ) as answer:
            told = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, await answer.read(), told


@contextlib.asynccontextmanager
async def hooked(folder: Path) -> AsyncIterator[tuple[Scene, Hook]]:
    health = f"127.0.0.1:{free_port()}"
    async with (
        scene_in(folder, mode="webhook", WEBHOOK__SECRET=SECRET, HEALTH__LISTEN=health) as scene,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
    ):
        yield scene, Hook(scene, session)


def poll(update_id: int) -> bytes:
    """Return an update that nobody answers."""
    return orjson.dumps({"update_id": update_id, "gravity_wave": {"from": {"id": update_id}}})


async def test_only_updates_from_telegram_are_taken_whoever_else_calls(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (scene, hook):
        await scene.bot.start()
        await scene.bot.serving()
        await met(scene.control, [701])
        await calm(scene.control, scene.bot)
        before = await scene.bot.look(_numbers)
        answers = [await hook(poll(1), secret=told) for told in (None, "", "a", SECRET[:-1], SECRET + "a")]
        assert [(status, body) for status, body, _ in answers] == [(401, b"")] * 5
        assert len({tuple(sorted(told)) for _, _, told in answers}) == 1
        assert all(told.keys() <= {"date", "content-length", "connection"} for _, _, told in answers)
        for path in ("/", "/hook/", "/hook/1", "/docs", "/redoc", "/openapi.json", "/healthz", "/readyz", "/metrics"):
            assert (await hook(poll(1), path=path))[0] == 404, path
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"):
            assert (await hook(method=method))[0] == 405, method
        for body, status in ((b"", 400), (b"{", 400), (b"[]", 400), (b"[" * 100_000, 400), (b"{}", 400)):
            assert (await hook(body))[0] == status, body[:10]
        assert await _announced(hook.port, MOST_BYTES + 1) == 413
        almost = b'{"update_id":1,"x":"' + b"x" * (MOST_BYTES - 22) + b'"}'
        assert len(almost) == MOST_BYTES
        assert (await hook(almost))[0] == 200
        assert await scene.bot.look(_numbers) - before == {1}
        health = scene.bot.environment["ISKRA_HEALTH__LISTEN"]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{health}/healthz") as alive:
                assert alive.status == 200
            async with session.post(f"http://{health}/hook", data=poll(3), headers={SECRET_HEADER: SECRET}) as other:
                assert other.status == 404
        assert SECRET not in scene.bot.said()


async def _announced(port: int, size: int) -> int:
    """Announce a body of `size` bytes and send none of it; return the status of the answer, after which nothing comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /hook HTTP/1.1\r\nHost: a\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: {size}\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


async def test_a_hundred_connections_are_served_beside_those_that_never_end(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (scene, hook):
        await scene.bot.start()
        await scene.bot.serving()
        async with contextlib.AsyncExitStack() as slow:
            for n in range(SLOW):
                _, writer = await asyncio.open_connection("127.0.0.1", hook.port)
                slow.callback(writer.close)
                writer.write(DROPS[n % len(DROPS)])
            answers = await asyncio.gather(*(hook(poll(n)) for n in range(1, 3 * AT_ONCE + 1)))
            assert {status for status, _, _ in answers} == {200}
            (chat,) = await met(scene.control, [701])
        await calm(scene.control, scene.bot)
        assert await scene.bot.look(_numbers) >= set(range(1, 3 * AT_ONCE + 1))
        assert len((await arrived(scene.control))[chat.chat_id]) == 1


async def test_200_is_said_only_when_the_update_is_safe(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (scene, hook):
        control = scene.control
        await scene.bot.start()
        await scene.bot.serving()
        (chat,) = await met(control, [701])
        await calm(control, scene.bot)
        with _nothing_can_be_stored(scene):
            status, _, told = await hook(poll(1))
            assert (status, told["retry-after"]) == (503, "5")
            await chat.send("/menu")
            async with asyncio.timeout(30):
                while 503 not in await _statuses(scene):
                    await asyncio.sleep(0.05)
            assert await scene.bot.look(_waiting) == 0
        await chat.wait_for("Меню")
        await calm(control, scene.bot)
        await scene.bot.end()

        await scene.bot.start("intake.fetched:1")
        await scene.bot.serving()
        await chat.send("/language")
        await scene.bot.killed()
        assert (await control.state())["bots"][0]["pending_updates"] == 1
        await scene.bot.start()
        await chat.wait_for("Сменить язык?")
        await calm(control, scene.bot)
        assert [text[:6] for text in (await arrived(control))[701][1:]] == ["<b>Мен", "Русски"]


@contextlib.contextmanager
def _nothing_can_be_stored(scene: Scene) -> Iterator[None]:
    """Let every commit of an arrived update fail, as on a full disk."""
    with contextlib.closing(sqlite3.connect(scene.bot.folder / "var/iskra.db")) as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        database.commit()
        yield
        database.execute("DROP TRIGGER full")
        database.commit()


async def _statuses(scene: Scene) -> set[Any]:
    return {entry.get("status") for entry in await scene.control.record(kind="delivered")}


def _numbers(session: Session) -> set[int]:
    return set(session.scalars(select(InboxRow.update_id)))


def _waiting(session: Session) -> int:
    return len(session.scalars(select(InboxRow.id).where(InboxRow.state == "waiting")).all())
