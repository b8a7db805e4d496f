"""Clock, faults, the record, events, texts and files."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import orjson
from fluent.syntax import FluentParser, ast
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox import files
from sandbox.control import Endpoint, Json, json_body, number, taken
from sandbox.control.openapi import DESCRIPTION
from sandbox.core import Sandbox
from sandbox.errors import ControlError

_LOCALES = Path(__file__).resolve().parent.parent.parent / "locales"


async def show_clock(sandbox: Sandbox, _request: Request) -> Json:
    """Return the virtual moment and its rate."""
    sandbox.world.keep_clock()
    return sandbox.world.clock.dump()


async def set_clock(sandbox: Sandbox, request: Request) -> Json:
    """Jump forward (`advance_s`, `to`) or change the rate."""
    given = taken(await json_body(request), advance_s=(int, float), to=str, rate=(int, float))
    if not given:
        raise ControlError(400, "advance_s, to or rate is needed")
    clock = sandbox.world.clock
    if "to" in given:
        try:
            moment = datetime.fromisoformat(given["to"])
        except ValueError:
            raise ControlError(400, "to: a moment as in 2026-10-05T09:00:00+03:00 expected") from None
        clock.move_to(moment)
    if "advance_s" in given:
        if not abs(given["advance_s"]) < 1e10:
            raise ControlError(400, "advance_s is too large")
        clock.advance(timedelta(seconds=given["advance_s"]))
    if "rate" in given:
        clock.set_rate(float(given["rate"]))
    shown = clock.dump()
    sandbox.world.events.publish("clock", **shown)
    sandbox.world.keep_clock()
    return shown


async def show_faults(sandbox: Sandbox, _request: Request) -> Json:
    """Return the faults in force."""
    return sandbox.faults.values


async def set_faults(sandbox: Sandbox, request: Request) -> Json:
    """Change the named faults."""
    sandbox.faults.change(await json_body(request))
    sandbox.world.faults = sandbox.faults.values
    if sandbox.faults.down():
        sandbox.updates.interrupt()
    sandbox.world.save_settings()
    sandbox.world.events.publish("faults", faults=sandbox.faults.values)
    sandbox.world.commit()
    return sandbox.faults.values


async def record(sandbox: Sandbox, request: Request) -> list[Json]:
    """Return the record after entry `after`; `confirmed` of an update tells whether the bot acknowledged it."""
    query = request.query_params
    after, limit = int(number(query.get("after"), 0, "after")), int(number(query.get("limit"), 10_000, "limit"))
    kinds = query["kind"].split(",") if query.get("kind") else None
    entries = sandbox.world.record.after(after, kinds, limit)
    for entry in entries:
        if entry["kind"] == "update":
            entry["confirmed"] = entry["update_id"] not in sandbox.world.updates.get(entry["bot_id"], {})
    return entries


async def calls(sandbox: Sandbox, request: Request) -> list[Json]:
    """Return the API calls and downloads after entry `after` of the record, for the drawer."""
    query = request.query_params
    after, limit = int(number(query.get("after"), 0, "after")), int(number(query.get("limit"), 1000, "limit"))
    entries = sandbox.world.record.after(after, ["call", "download"], limit)
    return [{key: value for key, value in entry.items() if key != "kind"} for entry in entries]


async def events(sandbox: Sandbox, request: Request) -> Response:
    """Stream events after `after`, or after the Last-Event-ID of a reconnecting page."""
    hub = sandbox.world.events
    asked = request.headers.get("last-event-id") or request.query_params.get("after")
    after = int(number(asked, hub.version, "after"))

    async def stream() -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        async for event in hub.follow(after):
            if event is None:
                yield b": still here\n\n"
                continue
            data = orjson.dumps(event, option=orjson.OPT_NON_STR_KEYS)
            yield b"id: %d\ndata: %b\n\n" % (event["version"], data)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)


async def texts(_sandbox: Sandbox, request: Request) -> Json:
    """Return the sentences of the page in a language."""
    language = request.query_params.get("lang", "ru")
    if language not in ("ru", "en"):
        raise ControlError(400, "lang is ru or en")
    path = _LOCALES / language / "sandbox.ftl"
    if not path.is_file():
        return {}
    return fluent_texts(path.read_text(encoding="utf-8"))


def fluent_texts(source: str) -> dict[str, str]:
    """Return {key: text} of a Fluent file; a placeable stays as it is written, `{ $name }`."""
    found = {}
    for entry in FluentParser(with_spans=True).parse(source).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            pieces = []
            for element in entry.value.elements:
                if isinstance(element, ast.TextElement):
                    pieces.append(element.value)
                elif isinstance(element.expression, ast.StringLiteral):
                    pieces.append(element.expression.parse()["value"])
                elif element.span is not None:
                    pieces.append(source[element.span.start : element.span.end])
            found[entry.id.name] = "".join(pieces)
    return found


async def file(sandbox: Sandbox, request: Request) -> Response:
    """Return the bytes of a file."""
    found = sandbox.world.files.get(request.path_params["file_id"])
    if found is None:
        raise ControlError(404, "no such file")
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",
        "Content-Disposition": f"{'inline' if files.is_shown(found) else 'attachment'}; {_file_name(found.name)}",
        # A document must not run as a page of ours, whatever is in it and however somebody opens it.
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    # Not `media_type`, which would say that a text is in UTF-8: nobody knows.
    return Response(sandbox.world.get_bytes(found), headers={**headers, "Content-Type": found.mime_type})


def _file_name(name: str) -> str:
    """Return the parameters of Content-Disposition for a name of any letters (RFC 6266)."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def openapi(_sandbox: Sandbox, _request: Request) -> Json:
    """Return the description of the control API."""
    return DESCRIPTION


TABLE: list[tuple[str, str, Endpoint]] = [
    ("GET", "/clock", show_clock),
    ("POST", "/clock", set_clock),
    ("GET", "/faults", show_faults),
    ("PUT", "/faults", set_faults),
    ("GET", "/record", record),
    ("GET", "/calls", calls),
    ("GET", "/events", events),
    ("GET", "/texts", texts),
    ("GET", "/files/{file_id}", file),
    ("GET", "/openapi.json", openapi),
]
