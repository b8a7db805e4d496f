"""How a bot is answered over HTTP: JSON, refusals, faults that come before the work, connections that break."""

import asyncio
import contextlib
import socket
import struct

import orjson
from starlette.types import Receive, Send

from sandbox.errors import ApiError, too_many_requests
from sandbox.faults import Faults
from sandbox.model import Json

Headers = list[tuple[bytes, bytes]]
Answer = tuple[int, bytes, Headers]

_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
_JSON = (b"content-type", b"application/json")


class Trouble(Exception):  # control flow: no answer of Telegram's comes
    """A call that goes wrong; `status` and `said` are for the record."""

    status = 0
    said = ""


class Hangup(Trouble):
    """The connection is to be closed; `reset` makes the peer see a reset, not an end."""

    said = "connection reset"

    def __init__(self, *, reset: bool) -> None:
        super().__init__()
        self.reset = reset


class Silence(Trouble):
    """The connection stays open, for as long as the peer waits for an answer."""

    said = "never answered"


class StrayPage(Trouble):
    """Something on the way answers in place of Telegram, with a page for people."""

    said = "a page of HTML"

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


async def refuse_by_fault(faults: Faults, name: str, chat_id: object = None) -> None:
    """Wait as `latency` says, then raise the `ApiError` or `Trouble` of a fault that happens to this call."""
    if faults.down():
        raise Hangup(reset=True)
    latency_ms = faults.values["latency_ms"] if faults.concerns(name) else 0
    if scripted := faults.happens("latency", name, chat_id):
        latency_ms += scripted.get("ms", 1000)
    if latency_ms:
        await asyncio.sleep(latency_ms / 1000)
    if found := faults.happens("429", name, chat_id):
        raise too_many_requests(int(found["retry_after"]))
    if found := faults.happens("5xx", name, chat_id):
        raise ApiError(found["status"], _REASONS.get(found["status"], "Internal Server Error"))
    if found := faults.happens("error", name, chat_id):
        raise ApiError(found.get("code", 400), str(found.get("description", "Bad Request")))
    if found := faults.happens("page", name, chat_id):
        raise StrayPage(int(found["status"]))
    if faults.happens("hang", name, chat_id):
        raise Silence


def refusal(error: ApiError) -> Answer:
    """Return the answer that tells a bot of an error."""
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = []
    if error.parameters:
        body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers.append((b"retry-after", str(error.parameters["retry_after"]).encode()))
    return error.code, orjson.dumps(body), headers


async def answer(send: Send, status: int, body: bytes, headers: Headers) -> None:
    """Send a whole answer, JSON unless the headers say otherwise."""
    await begin(send, status, len(body), headers)
    await send({"type": "http.response.body", "body": body})


async def begin(send: Send, status: int, size: int, headers: Headers) -> None:
    """Send the head of an answer whose body has `size` bytes."""
    if not any(name == b"content-type" for name, _ in headers):
        headers = [_JSON, *headers]
    headers = [*headers, (b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def go_wrong(trouble: Trouble, receive: Receive, send: Send) -> None:
    """Do to the connection what the trouble says."""
    if isinstance(trouble, StrayPage):
        title = f"{trouble.status} {_REASONS.get(trouble.status, 'Welcome')}"
        body = f"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"
        await answer(send, trouble.status, body.encode(), [(b"content-type", b"text/html")])
    elif isinstance(trouble, Silence):
        await disconnected(receive)
    else:
        await hang_up(receive, reset=isinstance(trouble, Hangup) and trouble.reset)


async def disconnected(receive: Receive) -> None:
    """Wait until the peer is gone; the body was read before."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def hang_up(receive: Receive, *, reset: bool) -> None:
    """Close the connection without an answer; `reset` makes the peer see a reset, not an end.

    ASGI has no word for that; uvicorn's `receive` is a method of the object that holds the transport.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is not None:
        if reset and (raw := transport.get_extra_info("socket")) is not None:
            with contextlib.suppress(OSError, ValueError):  # the peer may be gone already
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # What was written already still reaches the peer when the connection only ends.
        transport.abort() if reset else transport.close()
    # The server sees the closed connection a moment later and then does not miss an answer.
    await asyncio.sleep(0.01)
