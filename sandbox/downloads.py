"""The bytes of files over HTTP, `/file/bot<token>/<path>`, whole or broken off as the faults say.

A path is good for the bot that asked for it with getFile, with that bot's token, for an hour of virtual time.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send

from sandbox.answering import Hangup, Trouble, answer, begin, disconnected, go_wrong, hang_up, refusal, refuse_by_fault
from sandbox.botapi import bot_id_of
from sandbox.core import Sandbox
from sandbox.errors import ApiError
from sandbox.model import Bot, File

# What faults and the record call a download, as if it were a method.
DOWNLOAD = "download"
# Telegram promises "at least 1 hour"; a bot that counts on more has to find out here.
PATH_LIVES_S = 3600

_PIECE = 256 * 1024


@dataclass(slots=True)
class _Download:
    """One request, for the record."""

    path: str
    bot: Bot | None = None
    file: File | None = None
    sent: int = 0  # bytes
    began: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True)
class _Flow:
    """How the bytes flow: in pieces with a pause before each, up to where they break off."""

    size: int  # of the whole file
    ends_at: int  # as many bytes are sent
    reset: bool = False
    piece: int = _PIECE
    pause_s: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing at the end."""
        return self.ends_at == self.size


class Downloads:
    """Serves files to bots, as a plain ASGI application."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        token, _, path = scope["path"].removeprefix("/file/bot").partition("/")
        download = _Download(path)
        try:
            if scope["method"] not in ("GET", "HEAD"):
                raise ApiError(405, "Method Not Allowed")
            download.bot = self._bot(token)
            download.file = file = self._file(download.bot, path)
            await self._fault_before(download.bot, file)
            flow = self._flow(file)
        except Trouble as trouble:
            self._record(download, trouble.status, trouble.said)
            await go_wrong(trouble, receive, send)
        except ApiError as error:
            self._record(download, error.code, error.description)
            await answer(send, *refusal(error))
        else:
            await self._send(download, file, flow, receive, send)

    def _bot(self, token: str) -> Bot:
        bot = self._sandbox.world.bots.get(bot_id_of(token) or 0)
        # A bot of the cast that never called has no token yet, and asked for no file either.
        if bot is None or bot.token != token:
            raise ApiError(404, "Not Found")
        return bot

    def _file(self, bot: Bot, path: str) -> File:
        world = self._sandbox.world
        file = next((file for file in world.files.values() if file.path == path), None)
        if file is None or world.clock.unix() - file.opened.get(bot.id, -PATH_LIVES_S) >= PATH_LIVES_S:
            raise ApiError(404, "Not Found")
        return file

    async def _fault_before(self, bot: Bot, file: File) -> None:
        faults = self._sandbox.faults
        await refuse_by_fault(faults, DOWNLOAD)
        if faults.happens("expired", DOWNLOAD):
            file.opened.pop(bot.id, None)
            self._sandbox.world.save_file(file)
            raise ApiError(404, "Not Found")

    def _flow(self, file: File) -> _Flow:
        """Decide how the bytes flow; raise `Hangup` when none do."""
        faults, size = self._sandbox.faults, file.size
        if found := faults.happens("reset", DOWNLOAD):
            if not found.get("bytes"):
                raise Hangup(reset=True)
            return _Flow(size, min(found["bytes"], size), reset=True)
        if found := faults.happens("cut", DOWNLOAD) or faults.happens("lost_answer", DOWNLOAD):
            return _Flow(size, min(found.get("bytes", size // 2), size))
        if found := faults.happens("slow", DOWNLOAD):
            piece = max(1, found.get("bytes", size // 4))
            return _Flow(size, size, piece=piece, pause_s=found.get("ms", 1000) / 1000)
        return _Flow(size, size)

    async def _send(self, download: _Download, file: File, flow: _Flow, receive: Receive, send: Send) -> None:
        await begin(send, 200, file.size, [(b"content-type", b"application/octet-stream")])
        data = self._sandbox.world.get_bytes(file)[: flow.ends_at]
        gone = asyncio.ensure_future(disconnected(receive))
        pieces = [data[at : at + flow.piece] for at in range(0, len(data), flow.piece)] or [b""]
        for piece in pieces:
            if flow.pause_s:
                await asyncio.wait([gone], timeout=flow.pause_s)
            if gone.done():
                self._record(download, 200, "the peer went away")
                return
            download.sent += len(piece)
            is_last = download.sent == len(data)
            if is_last:
                # Before the peer can have it all, so that whoever then reads the record finds this in it.
                self._record(download, 200, None if flow.is_whole else f"broken off after {len(data)} bytes")
            await send({"type": "http.response.body", "body": piece, "more_body": not (is_last and flow.is_whole)})
        gone.cancel()
        if not flow.is_whole:
            # A reset throws away what the peer has not read yet; the pause lets it read.
            await asyncio.sleep(0.05 if flow.reset else 0)
            await hang_up(receive, reset=flow.reset)

    def _record(self, download: _Download, status: int, error: str | None) -> None:
        """Write a download down, with how many bytes went out; a token is never written."""
        world, file = self._sandbox.world, download.file
        shown: dict[str, Any] = {"file_id": file.id, "size": file.size} if file else {}
        if error:
            shown["error"] = error
        entry = world.record.add(
            DOWNLOAD,
            bot_id=download.bot.id if download.bot else None,
            method=DOWNLOAD,
            params={"file_path": download.path},
            status=status,
            ok=error is None,
            ms=round((time.perf_counter() - download.began) * 1000, 1),
            sent=download.sent,
            **shown,
        )
        world.events.publish("call", **{key: value for key, value in entry.items() if key != "kind"})
        world.commit()
