"""The application: the Bot API, the control API and the page, as one Starlette app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.botapi import BotApi
from sandbox.control import control_routes
from sandbox.core import Sandbox
from sandbox.downloads import Downloads
from sandbox.settings import SandboxSettings

PAGE = Path(__file__).parent / "page"
# The page takes nothing from outside, and nobody frames it.
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def create_app(settings: SandboxSettings) -> Starlette:
    """Return the application; its `state.sandbox` is the `Sandbox`.

    Raises `SandboxError` for a state or cast that cannot be used.
    """
    sandbox = Sandbox(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        sandbox.start()
        yield
        await sandbox.stop()
        sandbox.close()

    bot_api = BotApi(sandbox)
    routes: list[BaseRoute] = [
        Route("/bot{rest:path}", bot_api),
        Route("/file/bot{rest:path}", Downloads(sandbox)),
        Mount("/control", routes=control_routes(sandbox)),
        Route("/", _page),
        Mount("/static", StaticFiles(directory=PAGE, check_dir=False)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.sandbox = sandbox
    return app


async def _page(_request: Request) -> Response:
    index = PAGE / "index.html"
    if not index.is_file():
        return PlainTextResponse("The sandbox is ready; its page is not built.\n")
    return FileResponse(index, headers=_PAGE_HEADERS)
