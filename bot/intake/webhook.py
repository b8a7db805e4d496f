"""Webhook: Telegram delivers, and hears "200" only when the update is safe."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import socket
from collections.abc import Generator, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.delivery.pacing import backoff_s
from bot.errors import BadCall, TelegramError
from bot.http import BotApi, decode
from bot.intake.polling import ALLOWED_UPDATES, RETRY_MOST_S, Receive
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_BYTES = 1 << 20
MOST_CONNECTIONS = 100
RETRY_AFTER_S = 5


class Webhook:
    """Serves the path of `url` on `listen` ("host:port", port 0 for a free one) and tells Telegram to deliver there."""

    def __init__(self, api: BotApi, receive: Receive, *, url: str, listen: str, secret: str) -> None:
        self._api = api
        self._receive = receive
        self._url = url
        self._host, _, port = listen.rpartition(":")
        self._port = int(port)
        self._secret = secret
        self._socket: socket.socket | None = None
        self._server: _Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def port(self) -> int:
        """Return the port that is listened on, once started."""
        assert self._socket is not None
        port: int = self._socket.getsockname()[1]
        return port

    async def start(self) -> None:
        """Listen, then set the webhook; while Telegram is unreachable that is tried on. `BadCall` for a wrong URL."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        self._socket = socket.create_server((self._host.strip("[]"), self._port), family=family)
        self._server = _Server(
            uvicorn.Config(
                webhook_app(self._receive, urlsplit(self._url).path or "/", self._secret),
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=10,
            )
        )
        self._tasks.append(asyncio.create_task(self._server.serve([self._socket]), name="webhook"))
        try:
            is_set = await self._set()
        except BadCall:
            await self.stop()
            raise
        if not is_set:
            self._tasks.append(asyncio.create_task(self._keep_setting(), name="set webhook"))

    async def stop(self) -> None:
        """Answer what is under way and close. The webhook stays set: Telegram keeps updates for the next start."""
        for task in self._tasks[1:]:
            task.cancel()
        if self._server is not None:
            self._server.should_exit = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket is not None:
            self._socket.close()

    async def _set(self) -> bool:
        try:
            await self._api.call(
                "setWebhook",
                {
                    "url": self._url,
                    "secret_token": self._secret,
                    "allowed_updates": ALLOWED_UPDATES,
                    "max_connections": MOST_CONNECTIONS,
                },
            )
        except BadCall:
            raise
        except TelegramError as error:
            log.warning("the webhook is not set yet", error=str(error))
            return False
        log.info("webhook is set")
        return True

    async def _keep_setting(self) -> None:
        for attempt in range(1, 1_000_000):
            await asyncio.sleep(backoff_s(attempt, RETRY_MOST_S))
            try:
                if await self._set():
                    return
            except BadCall as error:
                log.error("telegram refuses the webhook; check webhook.url", error=error.description)  # noqa: TRY400
                return


def webhook_app(receive: Receive, path: str, secret: str) -> Starlette:
    """Return an application that answers POST on `path` only, and only to who knows `secret`."""
    expected = secret.encode()

    async def take(request: Request) -> Response:
        told = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(told, expected):
            return Response(status_code=401)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        try:
            update: Any = decode(body)
        except ValueError:
            update = None
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            return Response(status_code=400)
        try:
            await receive([update])
        except Exception as error:
            if not isinstance(error, DatabaseTrouble):  # of that the log is told once a minute
                log.exception("an update cannot be stored; telegram delivers it again")
            return Response(status_code=503, headers={"Retry-After": str(RETRY_AFTER_S)})
        return Response(status_code=200)

    app = Starlette(routes=[Route(path, take, methods=["POST"])])
    app.router.redirect_slashes = False
    return app


async def _read(request: Request) -> bytes | None:
    """Return the body, or None when it is longer than `MOST_BYTES`."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


class _Server(uvicorn.Server):
    """A server that leaves signals to the front door."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def serve(self, sockets: Sequence[socket.socket] | None = None) -> None:
        await super().serve(list(sockets or ()))
