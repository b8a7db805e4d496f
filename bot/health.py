"""For a monitor: is the process alive, is it ready, how does it fare."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson
import structlog
from aiohttp import web
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.counts import Counts
from bot.reach import Reach
from storage import queues, revisions, settling
from storage.database import Database
from storage.queues import Queue
from storage.settling import Stuck

log = structlog.get_logger(__name__)

STOP_S = 1.0  # that an answer under way may take at the end


@dataclass(frozen=True)
class Vitals:
    """What the database says of the machine room, all from one moment."""

    queues: dict[str, Queue]
    stuck: dict[Stuck, int]
    revision: str | None


class HealthServer:
    """Answers `/healthz` (the process is alive), `/readyz` (it serves, and what waits since when) and `/metrics`.

    Without `head`, the newest revision that this program knows, nobody asks whether the database is at it.
    """

    def __init__(self, database: Database, clock: Clock, counts: Counts | None = None, head: str | None = None) -> None:
        self._database, self._clock, self._head = database, clock, head
        self._counts = counts or Counts()
        self._down: str | None = "starting"
        self._reach: Reach | None = None
        self._socket: socket.socket | None = None
        self._runner: web.AppRunner | None = None

    def telegram_down(self, reason: str) -> None:
        """Note that the bot cannot start serving yet."""
        self._down = reason

    def ready(self, reach: Reach) -> None:
        """Note that the bot serves; from now on `reach` knows whether Telegram answers."""
        self._down, self._reach = None, reach

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 is a free one, which the log names.

        A taken port is told and survived: a bot without a monitor still serves.
        """
        try:
            self._socket = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        except OSError as error:
            why = error.strerror or type(error).__name__
            log.warning("health address cannot be used; set health.listen to another or to nothing", error=why)
            return
        address = self._socket.getsockname()
        log.info("health answers", host=address[0], port=address[1])
        if not _is_loopback(host):
            log.warning("health.listen is open to the network: let only your monitor reach it", host=host)
        app = web.Application()
        app.add_routes(
            [
                web.get("/healthz", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._metrics),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_S)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._socket is not None:
            self._socket.close()

    async def _alive(self, _request: web.Request) -> web.Response:
        return _json({"alive": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        vitals, fault = await self._look()
        since = self._reach.unreachable_since() if self._reach is not None else None
        reachable = self._reach is not None and since is None
        reasons = [reason for reason in self._reasons(vitals, fault, since) if reason]
        said = {
            "ready": not reasons,
            "reasons": reasons,
            "telegram_reachable_since": _iso(self._reach.reachable_since if self._reach and reachable else None),
            "telegram_unreachable_since": _iso(since),
            **_shown(vitals),
        }
        return _json(said, status=503 if reasons else 200)

    def _reasons(self, vitals: Vitals | None, fault: str | None, since: datetime | None) -> Iterator[str]:
        if self._down is not None:
            yield f"not serving yet: {self._down}"
        if since is not None:
            yield f"telegram is unreachable since {since.isoformat()}"
        if vitals is None:
            yield f"the database does not answer: {fault}"
        elif self._head is not None and vitals.revision != self._head:
            yield f"the database is at revision {vitals.revision}, this version expects {self._head}"

    async def _metrics(self, _request: web.Request) -> web.Response:
        # Imported when somebody asks: a bot without a monitor does without the library.
        from bot.metrics import CONTENT_TYPE, Monitored, exposition

        vitals, _ = await self._look()
        reachable = self._reach is not None and self._reach.unreachable_since() is None
        found = Monitored(self._counts, self._clock.now(), reachable, vitals, self._head)
        return web.Response(body=exposition(found), headers={"Content-Type": CONTENT_TYPE})

    async def _look(self) -> tuple[Vitals | None, str | None]:
        try:
            return await self._database.read(vitals_of, self._clock.now()), None
        except Exception as error:
            log.warning("the database does not answer", error=type(error).__name__)
            return None, type(error).__name__


def vitals_of(session: Session, now: datetime) -> Vitals:
    """Return how the machine room fares at `now`."""
    stuck = {kind: settling.count(session, kind) for kind in Stuck}
    waiting = queues.queues(session, now)
    return Vitals(waiting, stuck, revisions.current(session))


def _shown(vitals: Vitals | None) -> dict[str, object]:
    if vitals is None:
        return {}
    owed = [vitals.queues[name].oldest for name in queues.LANES.values()]
    return {
        "oldest_undelivered": _iso(min((moment for moment in owed if moment is not None), default=None)),
        "oldest_unhandled": _iso(vitals.queues[queues.INBOX].oldest),
        "queues": {name: {"rows": one.rows, "oldest": _iso(one.oldest)} for name, one in vitals.queues.items()},
        "needs_a_person": {kind.value: count for kind, count in vitals.stuck.items()},
        "revision": vitals.revision,
    }


def _is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _json(said: dict[str, object], status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(said), status=status, content_type="application/json")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
