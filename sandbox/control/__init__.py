"""The control API: what the page, tests and tools do with the sandbox. Described in `CONTROL.md` and `openapi.json`."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox.core import Sandbox
from sandbox.errors import ControlError

Json = dict[str, Any]
Endpoint = Callable[[Sandbox, Request], Awaitable[Any]]


class JsonResponse(Response):
    """JSON written by orjson."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the bytes of the body."""
        return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


def endpoint(sandbox: Sandbox, handler: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a handler: what it returns is JSON, a `ControlError` becomes `{error}`."""

    async def run(request: Request) -> Response:
        try:
            if not _is_local(request):
                raise ControlError(403, "the control API answers this machine only")
            result = await handler(sandbox, request)
        except ControlError as error:
            return JsonResponse({"error": error.message}, status_code=error.status)
        return result if isinstance(result, Response) else JsonResponse(result)

    return run


def _is_local(request: Request) -> bool:
    """Loopback peers only; and no foreign web page may drive the sandbox through its visitor's browser."""
    host = request.client.host if request.client else "127.0.0.1"
    if not (host.startswith("127.") or host in ("::1", "localhost", "testclient")):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == "null" or origin.partition("://")[2] == request.headers.get("host")


async def json_body(request: Request) -> Json:
    """Return the JSON object of a request, {} for an empty body; raise `ControlError` 400."""
    body = await request.body()
    if not body:
        return {}
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ControlError(400, f"not JSON: {error.msg}") from None
    if not isinstance(value, dict):
        raise ControlError(400, "a JSON object expected")
    return value


def taken(given: Json, **types: type | tuple[type, ...]) -> Json:
    """Return `given` after a look at names and types; raise `ControlError` 400. None stands for absent."""
    for name, value in given.items():
        if name not in types:
            raise ControlError(400, f"unknown field {name!r}; known: {', '.join(sorted(types))}")
        declared = types[name]
        kinds = declared if isinstance(declared, tuple) else (declared,)
        # In Python True is an integer, in JSON it is not.
        wrong_bool = isinstance(value, bool) and bool not in kinds
        if value is not None and (wrong_bool or not isinstance(value, kinds)):
            raise ControlError(400, f"{name}: {' or '.join(kind.__name__ for kind in kinds)} expected")
    return {name: value for name, value in given.items() if value is not None}


def number(text: str | None, default: float, name: str) -> float:
    """Return a number of the query string."""
    if text is None or text == "":
        return default
    try:
        value = float(text)
    except ValueError:
        raise ControlError(400, f"{name}: a number expected") from None
    if not abs(value) < 2**53:
        raise ControlError(400, f"{name}: a number expected")
    return value


def control_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """Return all routes below /control."""
    from sandbox.control import chats, people, watch

    table: list[tuple[str, str, Endpoint]] = [*people.TABLE, *chats.TABLE, *watch.TABLE]
    return [Route(path, endpoint(sandbox, handler), methods=[verb]) for verb, path, handler in table]
