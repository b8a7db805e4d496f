"""Listen: uvicorn around the application, on loopback, with a ready line and one line for a taken port."""

import asyncio
import errno
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from sandbox.settings import PortTakenError, SandboxSettings

if TYPE_CHECKING:
    from starlette.applications import Starlette


class SandboxServer(uvicorn.Server):
    """A server that ends long polls and streams before it closes its connections."""

    def __init__(self, app: "Starlette", settings: SandboxSettings) -> None:
        config = uvicorn.Config(
            app,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=75,
            lifespan="on",
        )
        super().__init__(config)
        self._socket = listen(settings.host, settings.port)
        self.host, self.port = self._socket.getsockname()[:2]
        self.app = app
        self.ready = asyncio.Event()

    @property
    def url(self) -> str:
        """Return the address of the page and of the Bot API."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    async def run_here(self) -> None:
        """Serve in the running loop until `should_exit` is set; signals are left to the caller."""
        await self._serve([self._socket])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything that waits, then close."""
        await self.app.state.sandbox.stop()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise `PortTakenError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(2048)
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(host, port) from error
        raise
    opened.setblocking(False)
    return opened


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve(settings: SandboxSettings, announce: Callable[[str], None] = _say) -> None:
    """Run a sandbox until SIGINT or SIGTERM; `announce` gets the ready line once it listens.

    Raises `PortTakenError`, and `SandboxError` for a state or cast that cannot be used.
    """
    from sandbox.app import create_app

    async def run() -> None:
        server = SandboxServer(create_app(settings), settings)
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, setattr, server, "should_exit", True)
        task = asyncio.ensure_future(server.run_here())
        ready = asyncio.ensure_future(server.ready.wait())
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if not ready.cancel():
            announce(f"sandbox ready at {server.url}")
        await task

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(run())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
