"""The description of the control API in OpenAPI 3.1, written as one short table."""

from typing import Any

from sandbox.faults import NAMES

Json = dict[str, Any]

_STRING, _INTEGER, _NUMBER, _BOOLEAN = ({"type": name} for name in ("string", "integer", "number", "boolean"))
_OBJECT: Json = {"type": "object"}
_TEXTS: Json = {"type": "object", "properties": {"ru": _STRING, "en": _STRING}}


def _many(of: Json) -> Json:
    return {"type": "array", "items": of}


def _fields(*required: str, **properties: Json) -> Json:
    described: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**described, "required": list(required)} if required else described


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_PERSON = {
    "first_name": _STRING, "last_name": _STRING, "username": _STRING, "language_code": _STRING,
    "note": _TEXTS, "hints": _many(_TEXTS),
}  # fmt: skip
_WHO = {"person": _INTEGER}
_CONTACT = {"phone_number": _STRING, "first_name": _STRING, "last_name": _STRING, "user_id": _INTEGER}
_FAULTS = _fields(
    latency_ms=_NUMBER, p429=_NUMBER, retry_after=_NUMBER, p5xx=_NUMBER, status5xx=_INTEGER, p_reset=_NUMBER,
    p_duplicate_update=_NUMBER, p_lost_answer=_NUMBER, limits=_BOOLEAN,
    down_until={"type": ["string", "null"]},
    methods={"type": ["array", "null"], "items": _STRING},
    next=_many(_fields(
        "fault", method=_STRING, fault={"enum": list(NAMES)},
        chat_id={}, count=_INTEGER, skip=_INTEGER, retry_after=_INTEGER, status=_INTEGER, ms=_INTEGER, code=_INTEGER,
        description=_STRING, bytes=_INTEGER,
    )),
    seed={"type": ["integer", "null"]},
)  # fmt: skip

_SCHEMAS: Json = {
    "Person": _fields("id", "first_name", id=_INTEGER, **_PERSON),
    "Bot": {
        "type": "object",
        "properties": {
            "id": _INTEGER, "first_name": _STRING, "username": _STRING, "commands": _many(_OBJECT),
            "description": _STRING, "short_description": _STRING, "online": _BOOLEAN, "pending_updates": _INTEGER,
        },
    },
    "Message": {
        "type": "object",
        "description": "The Bot API Message with `out` (a person wrote it), `html` (safe) and `version`.",
        "properties": {"message_id": _INTEGER, "out": _BOOLEAN, "html": _STRING, "version": _INTEGER},
    },
    "Clock": _fields("now", "rate", now={"type": "string", "format": "date-time"}, rate=_NUMBER),
    "Faults": _FAULTS,
    "Error": _fields("error", error=_STRING),
}  # fmt: skip

_CHAT = "/control/chats/{chat_id}/{bot_id}"
# Verb, path, what it does, body, answer, names of the query string.
_TABLE: list[tuple[str, str, str, Json | None, Json, str]] = [
    ("get", "/control/state", "Everything at a glance", None, _OBJECT, ""),
    ("post", "/control/people", "Create a person", _fields("first_name", id=_INTEGER, **_PERSON), _ref("Person"), ""),
    ("patch", "/control/people/{id}", "Change a person", _fields(**_PERSON), _ref("Person"), ""),
    ("delete", "/control/people/{id}", "Remove a person", None, _OBJECT, ""),
    ("post", "/control/groups", "Create a group, supergroup or channel", _fields(
        "title", title=_STRING, type={"enum": ["group", "supergroup", "channel"]}, members=_many(_INTEGER),
        admins=_many(_INTEGER), username=_STRING), _OBJECT, ""),
    ("post", "/control/groups/{chat_id}/upgrade", "Make a supergroup of a group", None, _OBJECT, ""),
    ("put", "/control/groups/{chat_id}/members/{user_id}", "Change somebody's status in a group", _fields(
        "status", status={"enum": ["member", "administrator", "left", "kicked"]}), _OBJECT, ""),
    ("patch", "/control/bots/{id}", "Rename a bot", _fields(first_name=_STRING, username=_STRING), _ref("Bot"), ""),
    ("post", "/control/bots/{id}/updates", "Send any update object", _OBJECT, _fields(update_id=_INTEGER), ""),
    ("post", "/control/bots/{id}/batch", "Send several update objects at once", _fields("updates",
        updates=_many(_OBJECT)), _fields(update_ids=_many(_INTEGER)), ""),
    ("post", "/control/reset", "Forget everything", None, _OBJECT, ""),
    ("get", _CHAT, "Read a chat", None, _OBJECT, "person read"),
    ("post", f"{_CHAT}/send", "Send a text", _fields("text", text=_STRING, reply_to_message_id=_INTEGER,
        forward=_BOOLEAN, entities=_many(_OBJECT), **_WHO), _ref("Message"), ""),
    ("post", f"{_CHAT}/start", "Open the bot by a link", _fields(payload=_STRING, **_WHO), _ref("Message"), ""),
    ("post", f"{_CHAT}/press", "Press a button", _fields(message_id=_INTEGER, row=_INTEGER, column=_INTEGER,
        label=_STRING, data=_STRING, **_WHO), _OBJECT, ""),
    ("post", f"{_CHAT}/contact", "Share a contact", _fields(own=_BOOLEAN, **_CONTACT, **_WHO), _ref("Message"), ""),
    ("post", f"{_CHAT}/upload", "Send files", None, _fields(messages=_many(_ref("Message"))), ""),
    ("post", f"{_CHAT}/edit", "Change an own message", _fields("message_id", "text", message_id=_INTEGER,
        text=_STRING, **_WHO), _ref("Message"), ""),
    ("post", f"{_CHAT}/delete", "Take a message away", _fields("message_id", message_id=_INTEGER, **_WHO), _OBJECT, ""),
    ("post", f"{_CHAT}/block", "Block the bot", _fields(**_WHO), _OBJECT, ""),
    ("post", f"{_CHAT}/unblock", "Unblock the bot", _fields(**_WHO), _OBJECT, ""),
    ("get", f"{_CHAT}/wait", "Wait for the bot", None, _fields(messages=_many(_ref("Message")), version=_INTEGER),
        "after after_version timeout settle_ms"),
    ("get", "/control/clock", "Read the virtual clock", None, _ref("Clock"), ""),
    ("post", "/control/clock", "Jump forward or change the rate", _fields(advance_s=_NUMBER, to=_STRING,
        rate=_NUMBER), _ref("Clock"), ""),
    ("get", "/control/faults", "Read the faults", None, _ref("Faults"), ""),
    ("put", "/control/faults", "Change the named faults", _ref("Faults"), _ref("Faults"), ""),
    ("get", "/control/record", "Everything said, called and delivered", None, _many(_OBJECT), "after kind limit"),
    ("get", "/control/calls", "The bots' API calls and downloads", None, _many(_OBJECT), "after limit"),
    ("get", "/control/events", "Server-sent events", None, _OBJECT, "after"),
    ("get", "/control/texts", "The sentences of the page", None, _OBJECT, "lang"),
    ("get", "/control/files/{file_id}", "The bytes of a file", None, _OBJECT, ""),
    ("get", "/control/openapi.json", "This description", None, _OBJECT, ""),
]  # fmt: skip


def _operation(path: str, summary: str, body: Json | None, answer: Json, query: str) -> Json:
    in_path = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    parameters = [{"name": name, "in": "path", "required": True, "schema": {}} for name in in_path]
    parameters += [{"name": name, "in": "query", "schema": {}} for name in query.split()]
    refused = {"description": "Refused", "content": {"application/json": {"schema": _ref("Error")}}}
    done = {"description": "Done", "content": {"application/json": {"schema": answer}}}
    if path.endswith("/events"):
        done["content"] = {"text/event-stream": {"schema": _STRING}}
    described: Json = {"summary": summary, "parameters": parameters, "responses": {"200": done, "4XX": refused}}
    if path.endswith("/upload"):
        form = {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}, "caption": _STRING}
        kinds = {"enum": ["photo", "document", "voice", "sticker"]}
        schema = {
            "type": "object",
            "properties": {**form, "kind": kinds, "album": _BOOLEAN, "reply_to_message_id": _INTEGER, **_WHO},
        }
        described["requestBody"] = {"content": {"multipart/form-data": {"schema": schema}}}
    elif body is not None:
        described["requestBody"] = {"content": {"application/json": {"schema": body}}}
    return described


def _paths() -> Json:
    paths: Json = {}
    for verb, path, summary, body, answer, query in _TABLE:
        paths.setdefault(path, {})[verb] = _operation(path, summary, body, answer, query)
    return paths


DESCRIPTION: Json = {
    "openapi": "3.1.0",
    "info": {"title": "Control API of the sandbox", "version": "1", "description": "See sandbox/CONTROL.md."},
    "paths": _paths(),
    "components": {"schemas": _SCHEMAS},
}
