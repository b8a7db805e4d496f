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
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.delivery.pacing import backoff_s
from bot.errors import BadCall, TelegramError, TooManyRequests
from bot.http import BotApi, decode
from bot.intake.polling import RETRY_MOST_S, Receive
from bot.intake.routing import number_of
from bot.kinds import ALLOWED_UPDATES
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_BYTES = 1 << 20
MOST_CONNECTIONS = 100
RETRY_AFTER_S = 5
LOOK_EVERY_S = 300.0
KEEPALIVE_S = 75
HEAD_S = 10.0  # how long the head of a request may take to arrive
BODY_S = 20.0


class Webhook:
    """Serves the path of `url` on `listen` ("host:port", port 0 for a free one) and tells Telegram to deliver there.

    It looks now and then whether Telegram still does: another process with the same token may have ended it.
    """

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
                http=_Connection,
                ws="none",
                timeout_keep_alive=KEEPALIVE_S,
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._tasks.append(asyncio.create_task(self._server.serve([self._socket]), name="webhook"))
        trouble: TelegramError | None = None
        try:
            await self._set()
        except BadCall:
            await self.stop()
            raise
        except TelegramError as error:
            log.warning("the webhook is not set yet", error=str(error))
            trouble = error
        self._tasks.append(asyncio.create_task(self._keep_set(trouble), name="keep webhook"))

    async def stop(self) -> None:
        """Answer what is under way and close. The webhook stays set: Telegram keeps updates for the next start."""
        for task in self._tasks[1:]:
            task.cancel()
        if self._server is not None:
            self._server.should_exit = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket is not None:
            self._socket.close()

    async def _set(self) -> None:
        await self._api.call(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._secret,
                "allowed_updates": ALLOWED_UPDATES,
                "max_connections": MOST_CONNECTIONS,
            },
        )
        log.info("webhook is set")

    async def _keep_set(self, trouble: TelegramError | None) -> None:
        """Set the webhook until that succeeds, which it did without `trouble`, and again whenever it is gone."""
        failures = 0
        while not isinstance(trouble, BadCall):
            if trouble is None:
                failures = 0
                await self._until_gone()
            else:
                failures += 1
                asked_s = trouble.retry_after if isinstance(trouble, TooManyRequests) else 0.0
                await asyncio.sleep(max(asked_s, backoff_s(failures, RETRY_MOST_S)))
            try:
                await self._set()
            except TelegramError as error:
                trouble = error
            else:
                trouble = None
        log.error("telegram refuses the webhook; check webhook.url", error=trouble.description)

    async def _until_gone(self) -> None:
        """Return when Telegram says that it delivers elsewhere, or nowhere."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            with contextlib.suppress(TelegramError):
                found = await self._api.call("getWebhookInfo", {})
                if found.get("url") != self._url:
                    log.warning("the webhook is gone; another process with this token may have ended it")
                    return


def webhook_app(receive: Receive, path: str, secret: str) -> Starlette:
    """Return an application that answers POST on `path` only, and only to who knows `secret`."""
    expected = secret.encode()

    async def take(request: Request) -> Response:
        told = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(told, expected):
            return _refusal(401)
        try:
            async with asyncio.timeout(BODY_S):
                body = await _read(request)
        except TimeoutError:
            return _refusal(408)
        except ClientDisconnect:
            return _refusal(400)
        if body is None:
            return _refusal(413)
        try:
            update: Any = decode(body)
        except ValueError:
            update = None
        if number_of(update) is None:
            return _refusal(400)
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


def _refusal(status: int) -> Response:
    """Return an answer that says nothing more and ends the connection: whatever else it would bring is not read."""
    return Response(status_code=status, headers={"Connection": "close"})


async def _read(request: Request) -> bytes | None:
    """Return the body, or None when it is, or says that it is, longer than `MOST_BYTES`; the rest is not read."""
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > MOST_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


class _Connection(H11Protocol):
    """A connection that does not wait for ever: whoever sends a request drop by drop would hold it, and a hundred more.

    The server itself limits only the pause after an answer.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Take what came; a request whose head is whole has its own time for the body."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._relax()
        elif self._deadline is None:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._relax()
        super().connection_lost(exc)

    def _expect(self) -> None:
        self._deadline = self.loop.call_later(HEAD_S, self.transport.abort)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class _Server(uvicorn.Server):
    """A server that leaves signals to the front door."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def serve(self, sockets: Sequence[socket.socket] | None = None) -> None:
        await super().serve(list(sockets or ()))
