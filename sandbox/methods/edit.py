"""Methods that change a message, take it away or pin it."""

from datetime import timedelta
from typing import Any

from sandbox import chats
from sandbox.errors import bad_request
from sandbox.keyboards import parse_inline
from sandbox.methods import Call, find_chat, find_message, has_rights, method, writable_chat
from sandbox.methods.send import captioned, complete
from sandbox.model import Chat, Json, Message
from sandbox.text.formatted import MAX_TEXT, formatted

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_DELETABLE = timedelta(hours=48)
_MEDIA = ("photo", "document", "voice", "video", "audio", "animation")


@method("editMessageText")
def edit_message_text(call: Call) -> Any:
    """Change text and keyboard of a message."""
    if not call.given.get("text"):
        raise bad_request("message text is empty")
    chat, message = _own(call)
    markup = parse_inline(call.given.get("reply_markup"))
    text, entities = formatted(call.given["text"], call.given.get("parse_mode"), call.given.get("entities"), MAX_TEXT)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    content = {"text": text, "entities": complete(call, entities) or None}
    if "link_preview_options" in call.given:
        content["link_preview_options"] = call.given["link_preview_options"]
    return _change(call, chat, message, {**content, "reply_markup": markup})


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Any:
    """Change caption and keyboard of a picture or file."""
    chat, message = _own(call)
    markup = parse_inline(call.given.get("reply_markup"))
    if not any(kind in message.body for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    caption = captioned(call, call.given)
    content = {name: caption.get(name) for name in ("caption", "caption_entities", "show_caption_above_media")}
    return _change(call, chat, message, {**content, "reply_markup": markup})


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Any:
    """Change only the keyboard of a message."""
    chat, message = _own(call)
    return _change(call, chat, message, {"reply_markup": parse_inline(call.given.get("reply_markup"))})


def _own(call: Call) -> tuple[Chat, Message]:
    """Return the message that the bot means and may edit."""
    if call.given.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat_id = call.given.get("chat_id")
    if chat_id is None:
        raise bad_request("chat_id is empty")
    if not call.given.get("message_id"):
        raise bad_request("message identifier is not specified")
    chat = writable_chat(call, chat_id)
    message = find_message(chat, call.given["message_id"], "message to edit not found")
    if message.bot_id != call.bot.id or message.had_reply_markup or "pinned_message" in message.body:
        raise bad_request("message can't be edited")
    return chat, message


def _change(call: Call, chat: Chat, message: Message, content: Json) -> Json:
    if all(message.body.get(name) == value for name, value in content.items()):
        raise bad_request(_SAME)
    chats.edit(call.sandbox, chat, message, content, by="bot")
    call.message_id = message.id
    return message.body


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Take a message away."""
    if not call.given["message_id"]:
        raise bad_request("message identifier is not specified")
    chat = find_chat(call, call.given["chat_id"])
    message = find_message(chat, call.given["message_id"], "message to delete not found")
    is_own = message.bot_id == call.bot.id
    if not is_own and not has_rights(call, chat):
        raise bad_request("message can't be deleted")
    age_s = call.sandbox.world.clock.unix() - message.body["date"]
    if age_s > _DELETABLE.total_seconds() and (chat.is_private or not has_rights(call, chat)):
        raise bad_request("message can't be deleted for everyone")
    chats.delete(call.sandbox, chat, message, by="bot")
    call.message_id = message.id
    return True


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin a message, which leaves a note in the chat that the bot hears of, too."""
    chat = writable_chat(call, call.given["chat_id"])
    message = find_message(chat, call.given["message_id"], "message to pin not found")
    if not has_rights(call, chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if chat.pinned and chat.pinned[-1] == message.id:
        return True
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    chats.changed(call.sandbox, chat, pinned_message_id=message.id)
    note = chats.post(call.sandbox, chat, call.bot, {"pinned_message": chats.quoted(message)})
    kind = "channel_post" if chat.type == "channel" else "message"
    if call.sandbox.updates.add(call.bot, kind, note.body, chat):
        call.woken.append(call.bot)
    call.message_id = message.id
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin a message, the latest one when none is named."""
    chat = writable_chat(call, call.given["chat_id"])
    if not has_rights(call, chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message_id = call.given.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    chats.changed(call.sandbox, chat, pinned_message_id=chat.pinned[-1] if chat.pinned else None)
    call.message_id = message_id
    return True
