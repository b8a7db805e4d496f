"""The right to serve from a PostgreSQL database: an advisory lock, held by a connection that does nothing else.

Two processes that serve one bot would answer everybody twice. The lock ends with its connection, so a killed process
gives it back by dying; one whose connection breaks takes it again, and gives way where somebody else was faster.
Behind a pooler that lends a connection for one transaction (PgBouncer's `transaction` mode) the lock cannot live:
`storage.url` has to lead to the server itself, or to a pooler that lends for the session.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import asyncpg
import structlog
from sqlalchemy.engine import URL

from storage.errors import DatabaseInUse
from storage.trouble import shown, trouble_of

log = structlog.get_logger(__name__)

LOCK = 0x15C4B
HOLDER = "iskra serve"
CHECK_EVERY_S = 2.0
ANSWER_S = 10.0
# The server notices the death of a process on this machine at once, unless it is busy.
PATIENCE_S = 3.0
PAUSE_S = 0.2
SETTINGS = {
    "application_name": HOLDER,
    "idle_session_timeout": "0",
    # A machine that vanished holds the lock for half a minute, not for two hours.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "4",
}

_TAKE = "SELECT pg_try_advisory_lock($1)"
_HOLDER = (
    "SELECT coalesce(client_addr::text, 'the machine of the server') FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND granted "
    "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class ServerHold:
    """Holds the lock of one database. `lost` is called when another process has it."""

    def __init__(self, url: URL, lost: Callable[[DatabaseInUse], None]) -> None:
        self._url = url
        self._lost = lost
        # A bare connection of the driver: to break it off at any moment is what a lock wants and a pool does not.
        self._connection: asyncpg.Connection | None = None
        self._task: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Take the lock and keep it from now on; `DatabaseInUse` where another process has it."""
        try:
            await self._take()
        except BaseException as error:
            self._drop()
            trouble = trouble_of(error, self._url)
            if trouble is None:
                raise
            raise trouble from error
        self._task = asyncio.create_task(self._keep(), name="right to serve")

    async def release(self) -> None:
        """Let another process serve."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._drop()

    async def _take(self) -> None:
        _, options = self._url.get_dialect()().create_connect_args(self._url)
        settings = {**options.pop("server_settings", {}), **SETTINGS}
        self._connection = await asyncpg.connect(**options, server_settings=settings)
        until = time.monotonic() + PATIENCE_S
        while not await self._connection.fetchval(_TAKE, LOCK):
            if time.monotonic() >= until:
                holder = await self._connection.fetchval(_HOLDER, LOCK)
                raise DatabaseInUse(shown(self._url), f"another process, on {holder or 'an unknown machine'}")
            await asyncio.sleep(PAUSE_S)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(PAUSE_S if self._connection is None else CHECK_EVERY_S)
            try:
                await self._check()
            except DatabaseInUse as error:
                self._drop()
                self._lost(error)
                return
            except Exception as error:  # the server is away: whoever asks it something says so
                log.debug("the right to serve is not back yet", error=type(error).__name__)
                self._drop()

    async def _check(self) -> None:
        async with asyncio.timeout(ANSWER_S):
            if self._connection is None:
                await self._take()
                log.info("the right to serve was taken again")
            else:
                await self._connection.execute("SELECT 1")

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
