"""What a person does in Telegram, turned into updates for the bots of the chat. The caller commits and wakes."""

import hashlib
import re
from typing import Any

from sandbox import chats, files
from sandbox.core import Sandbox
from sandbox.errors import ApiError, ControlError
from sandbox.model import Bot, Callback, Chat, Json, Message, Person
from sandbox.schema import Mismatch, checker
from sandbox.text.formatted import MAX_CAPTION, MAX_TEXT, formatted
from sandbox.text.links import found_in
from sandbox.wire import Upload

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_CALLBACKS_KEPT = 2000
_ALBUMS = ("photo", "document")


def actor(sandbox: Sandbox, chat: Chat, person_id: int | None) -> Person:
    """Return who acts in a chat: the named person, else the one whose private chat it is."""
    if person_id is None:
        if not chat.is_private:
            raise ControlError(400, "say which person acts in a group: `person`")
        person_id = chat.id
    person = sandbox.world.person(person_id)
    if person.removed:
        raise ControlError(409, f"person {person_id} was removed")
    return person


def say(sandbox: Sandbox, chat: Chat, person: Person, content: Json) -> Message:
    """Post a person's message and tell the bots that hear it."""
    if chat.is_private and chat.id == person.id:
        if chat.blocked:
            raise ControlError(409, "the person blocked the bot; unblock it first")
        if not chat.started:
            chat.started = True
            chats.changed(sandbox, chat, started=True)
    if chat.type == "channel" and chat.members.get(person.id) not in ("creator", "administrator"):
        raise ControlError(403, "only administrators write into a channel")
    message = chats.post(sandbox, chat, person, content)
    chat.unread = 0
    for bot in sandbox.bots_in(chat):
        if _hears(bot, chat, message):
            sandbox.updates.add(bot, _kind(chat, "message"), message.body, chat)
    return message


def _kind(chat: Chat, kind: str) -> str:
    if chat.type != "channel":
        return kind
    return {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]


def _hears(bot: Bot, chat: Chat, message: Message) -> bool:
    """Tell whether a bot in privacy mode gets a message: commands, replies to it; administrators get all."""
    if chat.type in ("private", "channel") or chat.members.get(bot.id) == "administrator":
        return True
    body = message.body
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot.id or "text" not in body:
        return "reply_to_message" in body or "new_chat_members" in body
    for entity in body.get("entities", []):
        if entity["type"] == "bot_command":
            command = body["text"][entity["offset"] : entity["offset"] + entity["length"]]
            return "@" not in command or bool(command.lower().endswith(f"@{bot.username.lower()}"))
    return False


def send_text(sandbox: Sandbox, chat: Chat, person: Person, given: Json) -> Message:
    """Send a text; `given` as the control API takes it."""
    text, entities = _formatted(given.get("text", ""), given.get("entities"), MAX_TEXT, "message")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if given.get("forward"):
        content["forward_origin"] = {
            "type": "user",
            "sender_user": person.user(),
            "date": sandbox.world.clock.unix(),
        }
    if reply_to := given.get("reply_to_message_id"):
        content["reply_to_message"] = chats.quoted(_message(chat, reply_to))
    return say(sandbox, chat, person, content)


def _formatted(text: str, entities: list[Json] | None, limit: int, what: str) -> tuple[str, list[Json]]:
    try:
        return formatted(text, None, checker("[MessageEntity]")(entities or [], "entities"), limit, what)
    except ApiError as error:
        raise ControlError(400, error.description) from None
    except Mismatch as error:
        raise ControlError(400, str(error)) from None


def _message(chat: Chat, message_id: Any) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise ControlError(404, f"no message {message_id} in this chat")
    return message


def start(sandbox: Sandbox, chat: Chat, person: Person, payload: str) -> Message:
    """Open the bot as a link `?start=payload` does, unblocking it where needed."""
    if not _PAYLOAD.fullmatch(payload):
        raise ControlError(400, "payload: up to 64 letters, digits, _ and -")
    if chat.blocked:
        set_blocked(sandbox, chat, person, blocked=False)
    text = f"/start {payload}".strip()
    return say(sandbox, chat, person, {"text": text, "entities": found_in(text, [])})


def send_contact(sandbox: Sandbox, chat: Chat, person: Person, given: Json) -> Message:
    """Share a contact: the person's own (`own`), or somebody's by phone number."""
    if given.get("own"):
        number = str(given.get("phone_number") or f"+7900{person.id % 10_000_000:07d}")
        contact: Json = {"phone_number": number, "first_name": person.first_name}
        if person.last_name:
            contact["last_name"] = person.last_name
        contact["user_id"] = person.id
    elif given.get("phone_number") and given.get("first_name"):
        names = ("phone_number", "first_name", "last_name", "user_id")
        contact = {name: given[name] for name in names if given.get(name)}
    else:
        raise ControlError(400, "a contact needs own, or phone_number and first_name")
    return say(sandbox, chat, person, {"contact": contact})


def upload(
    sandbox: Sandbox, chat: Chat, person: Person, kind: str, uploads: list[Upload], caption: str, reply_to: int = 0
) -> list[Message]:
    """Send files; several photos or documents at once make an album, the caption stands at the first."""
    files.check_sent(uploads, kind)
    text, entities = _formatted(caption, None, MAX_CAPTION, "message caption")
    quoted = {"reply_to_message": chats.quoted(_message(chat, reply_to))} if reply_to else {}
    group = {"media_group_id": str(10**16 + sandbox.world.number())} if len(uploads) > 1 and kind in _ALBUMS else {}
    sent: list[Message] = []
    for each in uploads:
        file = files.keep(sandbox.world, each, kind, sandbox.bots_in(chat))
        shown: Any = files.photo(sandbox.world, file) if kind == "photo" else getattr(files, kind)(file)
        content: Json = {kind: shown, **group, **quoted}
        if text and not sent:
            content |= {"caption": text, **({"caption_entities": entities} if entities else {})}
        sent.append(say(sandbox, chat, person, content))
    return sent


def edit_text(sandbox: Sandbox, chat: Chat, person: Person, message_id: Any, text: str) -> Message:
    """Change the text or caption of a person's own message."""
    message = _message(chat, message_id)
    if message.bot_id is not None or message.body.get("from", {}).get("id", person.id) != person.id:
        raise ControlError(403, "only one's own messages can be edited")
    what = "text" if "text" in message.body else "caption"
    text, entities = _formatted(text, None, MAX_TEXT if what == "text" else MAX_CAPTION, "message")
    names = {what: text, "entities" if what == "text" else "caption_entities": entities or None}
    chats.edit(sandbox, chat, message, names, by="person")
    for bot in sandbox.bots_in(chat):
        if _hears(bot, chat, message):
            sandbox.updates.add(bot, _kind(chat, "edited_message"), message.body, chat)
    return message


def delete(sandbox: Sandbox, chat: Chat, message_id: Any) -> None:
    """Take a message away, about which Telegram tells bots nothing."""
    chats.delete(sandbox, chat, _message(chat, message_id), by="person")


def set_blocked(sandbox: Sandbox, chat: Chat, person: Person, *, blocked: bool) -> None:
    """Block or unblock the bot of a private chat."""
    if not chat.is_private:
        raise ControlError(400, "only a bot in a private chat is blocked")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    chats.changed(sandbox, chat, blocked=blocked)
    bot = sandbox.world.bots[chat.id if chat.bot_id is None else chat.bot_id]
    was, now = ("member", "kicked") if blocked else ("kicked", "member")
    membership(sandbox, chat, person, bot, was, now)


def membership(sandbox: Sandbox, chat: Chat, person: Person, bot: Bot, was: str, now: str) -> None:
    """Tell a bot that its own status in a chat changed."""
    world = sandbox.world
    change = {
        "chat": world.chat_object(chat),
        "from": person.user(),
        "date": world.clock.unix(),
        "old_chat_member": chats.member(chat, bot.user(), was),
        "new_chat_member": chats.member(chat, bot.user(), now),
    }
    sandbox.updates.add(bot, "my_chat_member", change, chat)


def upgrade(sandbox: Sandbox, chat: Chat) -> Chat:
    """Make a supergroup of a group; both say so in a service message. Calls to the old id are refused from now on."""
    world = sandbox.world
    creator = next(world.people[member] for member, status in chat.members.items() if status == "creator")
    new = world.add_group(chat.title or "", "supergroup", dict(chat.members), chat.username)
    for place, note in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
        message = chats.post(sandbox, place, creator, note)
        for bot in sandbox.bots_in(place):
            sandbox.updates.add(bot, "message", message.body, place)
    chat.migrated_to, chat.username = new.id, None
    chats.changed(sandbox, chat, migrated_to=new.id)
    return new


# --- pressing buttons -------------------------------------------------------------------------------


def press(sandbox: Sandbox, chat: Chat, person: Person, bot: Bot, given: Json) -> Json:
    """Press a button, named by place, by label, or forged by its data; return what came of it."""
    if "data" in given:
        message = _message(chat, given.get("message_id"))
        return _callback(sandbox, chat, person, bot, message, str(given["data"]))
    message_id, label = given.get("message_id"), given.get("label")
    if label is None:
        rows = _message(chat, message_id).body.get("reply_markup", {}).get("inline_keyboard", [])
        try:
            row, column = int(given["row"]), int(given["column"])
            if min(row, column) < 0:
                raise IndexError
            return _press_inline(sandbox, chat, person, bot, _message(chat, message_id), rows[row][column])
        except (KeyError, IndexError, TypeError, ValueError):
            raise ControlError(404, "no button at this row and column") from None
    found = _labelled(chat, label, message_id)
    if found is not None:
        return _press_inline(sandbox, chat, person, bot, *found)
    for row in [] if message_id is not None else (chat.reply_keyboard or {}).get("keyboard", []):
        for button in row:
            if button["text"] == label:
                return _press_reply(sandbox, chat, person, button)
    raise ControlError(404, f"no button {label!r}; there are {labels(chat)}")


def _labelled(chat: Chat, label: str, message_id: Any) -> tuple[Message, Json] | None:
    """Return the newest message with an inline button of this label, and the button."""
    messages = reversed(chat.messages.values()) if message_id is None else [_message(chat, message_id)]
    for message in messages:
        for row in message.body.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    return message, button
    return None


def labels(chat: Chat) -> list[str]:
    """Return the labels that can be pressed, the newest message first."""
    rows = [
        row
        for m in reversed(chat.messages.values())
        for row in m.body.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    rows += (chat.reply_keyboard or {}).get("keyboard", [])
    return list(dict.fromkeys(button["text"] for row in rows for button in row))[:40]


def _press_inline(sandbox: Sandbox, chat: Chat, person: Person, bot: Bot, message: Message, button: Json) -> Json:
    if button.get("callback_data"):
        return _callback(sandbox, chat, person, bot, message, button["callback_data"])
    for kind in ("url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat"):
        if kind in button:
            return {kind: button[kind]}
    for kind in ("web_app", "login_url"):
        if kind in button:
            return {"url": button[kind]["url"]}
    raise ControlError(400, "this kind of button does nothing in the sandbox")


def _callback(sandbox: Sandbox, chat: Chat, person: Person, bot: Bot, message: Message, data: str) -> Json:
    world = sandbox.world
    number = world.number()
    seed = hashlib.sha256(f"{bot.id}:{chat.key}".encode()).digest()
    callback_id = str(4_000_000_000_000_000_000 + number)
    callback = Callback(callback_id, bot.id, person.id, chat.key, world.clock.unix())
    world.callbacks[callback.id] = callback
    world.save_callback(callback)
    while len(world.callbacks) > _CALLBACKS_KEPT:
        old, _ = world.callbacks.popitem(last=False)
        world.forget("callback", old)
    query = {
        "id": callback.id,
        "from": person.user(),
        "message": dict(message.body),
        "chat_instance": str(int.from_bytes(seed[:8], signed=True)),
        "data": data,
    }
    sandbox.updates.add(bot, "callback_query", query, chat)
    return {"callback_query_id": callback.id}


def _press_reply(sandbox: Sandbox, chat: Chat, person: Person, button: Json) -> Json:
    if (chat.reply_keyboard or {}).get("one_time_keyboard"):
        chats.set_reply_keyboard(sandbox, chat, None)
    if button.get("request_contact"):
        return {"message": send_contact(sandbox, chat, person, {"own": True})}
    if button.get("request_location"):
        place = {"latitude": 54.6296, "longitude": 39.7412}
        return {"message": say(sandbox, chat, person, {"location": place})}
    if button.get("web_app"):
        return {"url": button["web_app"]["url"]}
    return {"message": send_text(sandbox, chat, person, {"text": button["text"]})}
