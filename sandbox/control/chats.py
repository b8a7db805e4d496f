"""One chat: read it, write into it, press, wait."""

import time
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox import chats, people
from sandbox.control import Endpoint, Json, json_body, number, taken
from sandbox.core import Sandbox
from sandbox.errors import ControlError
from sandbox.files import MAX_FROM_PERSON
from sandbox.methods.about import commands_for, menu_button_of
from sandbox.model import Bot, Chat, Message, Person
from sandbox.wire import Upload

_MAX_WAIT_S = 120.0
# More are refused with a word; a form around the files needs some bytes of its own.
_MAX_FILES = 100
_FORM_BYTES = 1024 * 1024
_SEND: dict[str, Any] = {
    "text": str,
    "person": int,
    "reply_to_message_id": int,
    "forward": bool,
    "entities": list,
}


def _chat(sandbox: Sandbox, request: Request) -> tuple[Chat, Bot]:
    try:
        chat_id, bot_id = int(request.path_params["chat_id"]), int(request.path_params["bot_id"])
    except ValueError:
        raise ControlError(404, "chat and bot are named by their ids") from None
    return sandbox.world.chat(chat_id, bot_id), sandbox.world.bot(bot_id)


async def _acting(sandbox: Sandbox, request: Request, **types: Any) -> tuple[Chat, Bot, Person, Json]:
    chat, bot = _chat(sandbox, request)
    given = taken(await json_body(request), person=int, **types)
    return chat, bot, people.actor(sandbox, chat, given.pop("person", None)), given


def _done(sandbox: Sandbox, chat: Chat) -> None:
    sandbox.commit_and_wake(*sandbox.bots_in(chat))


async def show(sandbox: Sandbox, request: Request) -> Json:
    """Return a chat as a person sees it, and mark it as read unless `read` is false."""
    chat, bot = _chat(sandbox, request)
    person_id = request.query_params.get("person")
    viewer = int(number(person_id, 0, "person")) if person_id else (chat.id if chat.is_private else None)
    person = sandbox.world.people.get(viewer) if viewer is not None else None
    if chat.unread and request.query_params.get("read", "true").lower() not in ("false", "0", "no"):
        chat.unread = 0
        sandbox.world.save_chat(chat)
        sandbox.world.commit()
    return {
        "chat": sandbox.world.chat_object(chat),
        "bot": sandbox.bot_public(bot),
        "started": chat.started or not chat.is_private,
        "blocked": chat.blocked,
        "messages": [chats.view(chat, message, viewer) for message in chat.messages.values()],
        "reply_keyboard": chat.reply_keyboard,
        "commands": commands_for(bot, chat, viewer or 0, person.language_code if person else None),
        "menu_button": menu_button_of(bot, chat.id if chat.is_private else None),
        "pinned_message_id": chat.pinned[-1] if chat.pinned else None,
        "typing": sandbox.typing(bot.id, chat),
        "members": {str(member): status for member, status in chat.members.items()},
        "version": sandbox.world.events.version,
    }


async def send(sandbox: Sandbox, request: Request) -> Json:
    """Send a text."""
    chat, _, person, given = await _acting(sandbox, request, **{k: v for k, v in _SEND.items() if k != "person"})
    message = people.send_text(sandbox, chat, person, given)
    _done(sandbox, chat)
    return chats.view(chat, message, person.id)


async def start(sandbox: Sandbox, request: Request) -> Json:
    """Open the bot by a link."""
    chat, _, person, given = await _acting(sandbox, request, payload=str)
    message = people.start(sandbox, chat, person, given.get("payload", ""))
    _done(sandbox, chat)
    return chats.view(chat, message, person.id)


async def press(sandbox: Sandbox, request: Request) -> Json:
    """Press a button."""
    types = {"message_id": int, "row": int, "column": int, "label": str, "data": str}
    chat, bot, person, given = await _acting(sandbox, request, **types)
    result = people.press(sandbox, chat, person, bot, given)
    _done(sandbox, chat)
    if isinstance(result.get("message"), Message):
        result["message"] = chats.view(chat, result["message"], person.id)
    return result


async def contact(sandbox: Sandbox, request: Request) -> Json:
    """Share a contact."""
    types = {"own": bool, "phone_number": str, "first_name": str, "last_name": str, "user_id": int}
    chat, _, person, given = await _acting(sandbox, request, **types)
    message = people.send_contact(sandbox, chat, person, given)
    _done(sandbox, chat)
    return chats.view(chat, message, person.id)


async def upload(sandbox: Sandbox, request: Request) -> Json:
    """Send files; several make an album unless `album` is false."""
    chat, _ = _chat(sandbox, request)
    if int(request.headers.get("content-length", 0)) > MAX_FROM_PERSON + _FORM_BYTES:
        raise ControlError(413, f"a file may have up to {MAX_FROM_PERSON} bytes")
    async with request.form(max_files=_MAX_FILES) as form:
        uploads = [
            Upload(value.filename or "file", value.content_type or "", await value.read())
            for _, value in form.multi_items()
            if isinstance(value, UploadFile)
        ]
        texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    person_id = int(number(texts["person"], 0, "person")) if texts.get("person") else None
    person = people.actor(sandbox, chat, person_id)
    reply_to = int(number(texts.get("reply_to_message_id"), 0, "reply_to_message_id"))
    kind, caption = texts.get("kind", "document"), texts.get("caption", "")
    as_album = texts.get("album", "true").lower() not in ("false", "0", "no")
    batches = [uploads] if as_album or not uploads else [[each] for each in uploads]
    sent = []
    for i, batch in enumerate(batches):
        sent += people.upload(sandbox, chat, person, kind, batch, caption if i == 0 else "", reply_to)
    _done(sandbox, chat)
    return {"messages": [chats.view(chat, message, person.id) for message in sent]}


async def edit(sandbox: Sandbox, request: Request) -> Json:
    """Change a person's own message."""
    chat, _, person, given = await _acting(sandbox, request, message_id=int, text=str)
    message = people.edit_text(sandbox, chat, person, given.get("message_id"), given.get("text", ""))
    _done(sandbox, chat)
    return chats.view(chat, message, person.id)


async def delete(sandbox: Sandbox, request: Request) -> Json:
    """Take a message away."""
    chat, _, _, given = await _acting(sandbox, request, message_id=int)
    people.delete(sandbox, chat, given.get("message_id"))
    _done(sandbox, chat)
    return {"deleted": True}


async def block(sandbox: Sandbox, request: Request) -> Json:
    """Block the bot."""
    chat, _, person, _ = await _acting(sandbox, request)
    people.set_blocked(sandbox, chat, person, blocked=True)
    _done(sandbox, chat)
    return {"blocked": True}


async def unblock(sandbox: Sandbox, request: Request) -> Json:
    """Unblock the bot."""
    chat, _, person, _ = await _acting(sandbox, request)
    people.set_blocked(sandbox, chat, person, blocked=False)
    _done(sandbox, chat)
    return {"blocked": False}


async def wait(sandbox: Sandbox, request: Request) -> Json:
    """Wait for messages of bots after `after`, or edits newer than version `after_version`."""
    chat, _ = _chat(sandbox, request)
    query, events = request.query_params, sandbox.world.events
    after = int(number(query.get("after"), 0, "after"))
    after_version = query.get("after_version")
    since = int(number(after_version, 0, "after_version")) if after_version else None
    until = time.monotonic() + min(_MAX_WAIT_S, max(0.0, number(query.get("timeout"), 30, "timeout")))
    settle_s = min(10.0, number(query.get("settle_ms"), 0, "settle_ms") / 1000)
    found = _news(chat, after, since)
    while not found and time.monotonic() < until and not events.stopped:
        await events.changed(until - time.monotonic())
        found = _news(chat, after, since)
    while found and settle_s > 0 and not events.stopped:
        quiet_until, seen = time.monotonic() + settle_s, [m.version for m in found]
        while time.monotonic() < quiet_until and [m.version for m in found] == seen and not events.stopped:
            await events.changed(quiet_until - time.monotonic())
            found = _news(chat, after, since)
        if [m.version for m in found] == seen:
            break
    return {"messages": [chats.view(chat, message) for message in found], "version": events.version}


def _news(chat: Chat, after: int, since: int | None) -> list[Message]:
    by_bot = [message for message in chat.messages.values() if message.bot_id is not None]
    return [m for m in by_bot if m.id > after or (since is not None and m.version > since)]


_AT = "/chats/{chat_id}/{bot_id}"
TABLE: list[tuple[str, str, Endpoint]] = [
    ("GET", _AT, show),
    ("POST", f"{_AT}/send", send),
    ("POST", f"{_AT}/start", start),
    ("POST", f"{_AT}/press", press),
    ("POST", f"{_AT}/contact", contact),
    ("POST", f"{_AT}/upload", upload),
    ("POST", f"{_AT}/edit", edit),
    ("POST", f"{_AT}/delete", delete),
    ("POST", f"{_AT}/block", block),
    ("POST", f"{_AT}/unblock", unblock),
    ("GET", f"{_AT}/wait", wait),
]
