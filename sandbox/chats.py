"""What happens in a chat whoever does it: a message is posted, changed, taken away, shown."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.model import Bot, Chat, Json, Message, Person
from sandbox.text.render import to_html

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
_GROUP_RIGHTS = ("can_pin_messages",)
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")


def view(chat: Chat, message: Message, person_id: int | None = None) -> Json:
    """Return the Message of the control API: the Bot API object, `out`, `html` and `version`.

    `out` tells that the person wrote it: `person_id`, or any person when that is None.
    """
    body = message.body
    author = body.get("from", {}).get("id")
    out = message.bot_id is None and (person_id is None or chat.is_private or author == person_id)
    text, entities = body.get("text"), body.get("entities", [])
    if text is None:
        text, entities = body.get("caption", ""), body.get("caption_entities", [])
    return {**body, "out": out, "html": to_html(text, entities) if text else "", "version": message.version}


def post(sandbox: Sandbox, chat: Chat, author: Bot | Person, content: Json) -> Message:
    """Put a new message into a chat; the caller commits."""
    world = sandbox.world
    body: Json = {"message_id": _next_id(sandbox, chat)}
    if chat.type == "channel":
        body["sender_chat"] = world.chat_object(chat)
    else:
        body["from"] = author.user()
    body |= {"chat": world.chat_object(chat), "date": world.clock.unix(), **content}
    by_bot = author.id if isinstance(author, Bot) else None
    message = Message(body, by_bot, 0)
    chat.messages[message.id] = message
    if by_bot is not None:
        chat.unread += 1
        sandbox.set_typing(sandbox.world.bots[by_bot], chat, on=False)
    announce(sandbox, "message", chat, message)
    world.save_chat(chat)
    return message


def _next_id(sandbox: Sandbox, chat: Chat) -> int:
    # A private chat shares the counter of the bot's account, the others count for themselves.
    counter: Bot | Chat = chat if chat.bot_id is None else sandbox.world.bots[chat.bot_id]
    message_id = counter.next_message_id
    counter.next_message_id += 1
    if isinstance(counter, Bot):
        sandbox.world.save_bot(counter)
    return message_id


def announce(sandbox: Sandbox, kind: str, chat: Chat, message: Message) -> None:
    """Publish that a message is new (`message`) or changed (`edit`), and save it."""
    for bot in sandbox.bots_in(chat):
        # Every bot of a group has its own view of the chat on the page.
        message.version = sandbox.world.events.version + 1
        sandbox.world.events.publish(kind, chat_id=chat.id, bot_id=bot.id, message=view(chat, message))
    sandbox.world.save_message(chat, message)


def changed(sandbox: Sandbox, chat: Chat, **what: Any) -> None:
    """Publish that a chat itself changed: keyboard, blocked, pinned, commands."""
    sandbox.world.save_chat(chat)
    for bot in sandbox.bots_in(chat):
        sandbox.world.events.publish("chat", chat_id=chat.id, bot_id=bot.id, **what)


def edit(sandbox: Sandbox, chat: Chat, message: Message, content: Json, *, by: str) -> None:
    """Replace parts of a message; None takes one away. `edit_date` is set. `by` is "bot" or "person"."""
    for name, value in content.items():
        if value is None:
            message.body.pop(name, None)
        else:
            message.body[name] = value
    message.body["edit_date"] = sandbox.world.clock.unix()
    announce(sandbox, "edit", chat, message)
    sandbox.world.record.add("edit", chat_id=chat.id, bot_id=chat.bot_id, message_id=message.id, by=by)


def delete(sandbox: Sandbox, chat: Chat, message: Message, *, by: str) -> None:
    """Take a message away."""
    del chat.messages[message.id]
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
        changed(sandbox, chat, pinned_message_id=chat.pinned[-1] if chat.pinned else None)
    sandbox.world.forget("message", f"{chat.key}:{message.id}")
    for bot in sandbox.bots_in(chat):
        sandbox.world.events.publish("delete", chat_id=chat.id, bot_id=bot.id, message_id=message.id)
    sandbox.world.record.add("delete", chat_id=chat.id, bot_id=chat.bot_id, message_id=message.id, by=by)


def quoted(message: Message) -> Json:
    """Return a message as `reply_to_message`: without what it replies to itself."""
    return {key: value for key, value in message.body.items() if key != "reply_to_message"}


def set_reply_keyboard(sandbox: Sandbox, chat: Chat, keyboard: Json | None) -> None:
    """Show a reply keyboard under the chat, or none."""
    if chat.reply_keyboard != keyboard:
        chat.reply_keyboard = keyboard
        changed(sandbox, chat, reply_keyboard=keyboard)


def member(chat: Chat, user: Json, status: str) -> Json:
    """Return the Bot API ChatMember of a user with this status."""
    found: Json = {"user": user, "status": status}
    if status == "kicked":
        found["until_date"] = 0
    if status in ("creator", "administrator"):
        found["is_anonymous"] = False
    if status == "administrator":
        extra = _CHANNEL_RIGHTS if chat.type == "channel" else _GROUP_RIGHTS
        found |= {"can_be_edited": False} | dict.fromkeys((*_RIGHTS, *extra), True)
    return found
