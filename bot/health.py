"""For a monitor: is the process alive, is it ready, since when is Telegram out of reach."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.clock import Clock
from storage import inbox, outbox
from storage.database import Database

log = structlog.get_logger(__name__)


class HealthServer:
    """Answers `/healthz` (the process is alive) and `/readyz` (it serves; what waits and since when)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._down: str | None = "starting"
        self._unreachable_since: Callable[[], datetime | None] | None = None
        self._server: uvicorn.Server | None = None
        self._task: asyncio.Task[None] | None = None

    def telegram_down(self, reason: str) -> None:
        """Note that the bot cannot start serving yet."""
        self._down = reason

    def ready(self, unreachable_since: Callable[[], datetime | None]) -> None:
        """Note that the bot serves; `unreachable_since()` tells since when Telegram does not answer, or None."""
        self._down, self._unreachable_since = None, unreachable_since

    async def start(self, host: str, port: int) -> None:
        """Listen; a taken port is told and survived, since a bot without a monitor still serves."""
        app = Starlette(routes=[Route("/healthz", self._alive), Route("/readyz", self._ready)])
        config = uvicorn.Config(app, host, port, log_config=None, access_log=False, lifespan="off")
        self._server = _Quiet(config)
        self._task = asyncio.create_task(self._serve(host, port), name="health")

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await self._task

    async def _serve(self, host: str, port: int) -> None:
        assert self._server is not None
        try:
            await self._server.serve()
        except SystemExit:
            log.warning("health address is taken; set health.listen to another or to nothing", host=host, port=port)

    async def _alive(self, _request: Request) -> JSONResponse:
        return JSONResponse({"alive": True})

    async def _ready(self, _request: Request) -> JSONResponse:
        try:
            undelivered = await self._database.read(outbox.oldest_owed, self._clock.now())
            unhandled = await self._database.read(inbox.oldest_waiting)
        except Exception as error:
            return JSONResponse({"ready": False, "database": type(error).__name__}, status_code=503)
        since = self._unreachable_since() if self._unreachable_since is not None else None
        return JSONResponse(
            {
                "ready": self._down is None,
                "waiting_for": self._down,
                "telegram_unreachable_since": _iso(since),
                "oldest_undelivered": _iso(undelivered),
                "oldest_unhandled": _iso(unhandled),
            },
            status_code=200 if self._down is None else 503,
        )


class _Quiet(uvicorn.Server):
    """A server inside another program: signals are the program's own."""

    def install_signal_handlers(self) -> None:
        return None

    def capture_signals(self):  # type: ignore[no-untyped-def]
        import contextlib

        return contextlib.nullcontext()


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
