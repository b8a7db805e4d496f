"""One small JSON call over a kept connection of aiohttp, past its session.

The session builds, merges and checks some twenty objects a request: 120 µs CPU, four fifths of what a call costs.
Iskra's calls are all alike: a POST to one host, JSON out, JSON in, no cookies, no redirects. So connecting (DNS, TLS,
limits, keeping alive) and reading (the parser and its limits) are aiohttp's, and only the request is written here.
What needs more (a proxy, a file) takes the session.

`aiohttp` is pinned. What is used of it here beyond its documented interface: `TCPConnector.connect`, `ClientRequest`,
and of a connection's protocol `set_response_params`, `start_timeout` and `read`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

_OPENING = "POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: iskra\r\nAccept: */*\r\n"
_CONTENT = "Content-Type: application/json\r\nContent-Length: "
_END = b"\r\n\r\n"
INFORMATIONAL = range(100, 200)


class Target:
    """An address that calls go to: what every request to it begins with."""

    def __init__(self, url: URL) -> None:
        host = url.host_subcomponent or ""
        host = host if url.is_default_port() else f"{host}:{url.port}"
        self.url = url
        self.opening = (_OPENING.format(path=url.raw_path_qs, host=host) + _CONTENT).encode("ascii")
        self.request: aiohttp.ClientRequest | None = None


async def call(
    connector: aiohttp.TCPConnector,
    target: Target,
    body: bytes,
    timeout: aiohttp.ClientTimeout,
    left: Callable[[], None] | None = None,
) -> tuple[int, bytes]:
    """Post `body`; return the answer's HTTP status and body. Errors are those of aiohttp's session.

    `left` is called when the request has left: at once, or after a connection had to be made for it.
    """
    if target.request is None:
        # Tells the connector where to connect to; nothing of it is sent.
        target.request = aiohttp.ClientRequest("POST", target.url)
    try:
        connection = await connector.connect(target.request, [], timeout)
    except TimeoutError as error:
        raise aiohttp.ConnectionTimeoutError(f"Connection timeout to host {target.url.host}") from error
    end: asyncio.TimerHandle | None = None
    try:
        protocol = connection.protocol
        if protocol is None or protocol.transport is None:
            raise aiohttp.ServerDisconnectedError
        protocol.set_response_params(read_timeout=timeout.sock_read)
        protocol.transport.write(b"%b%d%b%b" % (target.opening, len(body), _END, body))
        if left is not None:
            left()
        protocol.start_timeout()
        # Each piece of an answer renews the time for the next one; all of them together have an end too.
        if timeout.total is not None:
            end = asyncio.get_running_loop().call_later(timeout.total, protocol.transport.abort)
        message, content = await protocol.read()
        while message.code in INFORMATIONAL:
            message, content = await protocol.read()
        answer = await content.read()
    except HttpProcessingError as error:
        connection.close()
        raise aiohttp.ClientPayloadError(f"no HTTP: {type(error).__name__}") from error
    except BaseException:
        connection.close()
        raise
    finally:
        if end is not None:
            end.cancel()
    connection.release()
    return message.code, answer
