"""Methods that put a message into a chat."""

from typing import Any

from sandbox import files
from sandbox.chats import post, quoted, set_reply_keyboard
from sandbox.errors import bad_request
from sandbox.keyboards import parse_markup
from sandbox.methods import Call, method, writable_chat
from sandbox.model import Chat, Json
from sandbox.text.formatted import MAX_CAPTION, MAX_TEXT, formatted

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


@method("sendMessage")
def send_message(call: Call) -> Json:
    """Send text."""
    given = call.given
    if not given.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(given["text"], given.get("parse_mode"), given.get("entities"), MAX_TEXT)
    content: Json = {"text": text}
    if entities:
        content["entities"] = complete(call, entities)
    if "link_preview_options" in given:
        content["link_preview_options"] = given["link_preview_options"]
    return _send(call, content)


@method("sendPhoto")
def send_photo(call: Call) -> Json:
    """Send a picture by upload or file_id."""
    chat = writable_chat(call, call.given["chat_id"])
    caption = captioned(call, call.given)
    file = files.from_parameter(call.sandbox.world, call.bot, call.given["photo"], "photo")
    return _send(call, {"photo": files.photo(call.sandbox.world, file), **caption}, chat)


@method("sendDocument")
def send_document(call: Call) -> Json:
    """Send a file by upload or file_id."""
    chat = writable_chat(call, call.given["chat_id"])
    caption = captioned(call, call.given)
    file = files.from_parameter(call.sandbox.world, call.bot, call.given["document"], "document")
    return _send(call, {"document": files.document(file), **caption}, chat)


@method("sendVenue")
def send_venue(call: Call) -> Json:
    """Send a place."""
    given = call.given
    if abs(given["latitude"]) > 90 or abs(given["longitude"]) > 180:
        raise bad_request("wrong geo point specified")
    if not given["title"].strip() or not given["address"].strip():
        raise bad_request("VENUE_TITLE_EMPTY" if not given["title"].strip() else "VENUE_ADDRESS_EMPTY")
    location = {"latitude": given["latitude"], "longitude": given["longitude"]}
    extra = {name: given[name] for name in ("foursquare_id", "foursquare_type") if given.get(name)}
    venue = {"location": location, "title": given["title"], "address": given["address"], **extra}
    return _send(call, {"location": location, "venue": venue})


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Show that the bot does something."""
    if call.given["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.sandbox.set_typing(call.bot, writable_chat(call, call.given["chat_id"]), on=True)
    return True


def captioned(call: Call, given: Json) -> Json:
    """Return caption and caption_entities of a message, as far as there are any."""
    caption, entities = formatted(
        given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities"), MAX_CAPTION, "message caption"
    )
    content: Json = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = complete(call, entities)
    if given.get("show_caption_above_media") and caption:
        content["show_caption_above_media"] = True
    return content


def complete(call: Call, entities: list[Json]) -> list[Json]:
    """Fill in whom a text mention means; mentions of nobody we know are dropped."""
    known = call.sandbox.world.people
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            person = known.get(entity["user"]["id"])
            if person is None:
                continue
            entity = {**entity, "user": person.user()}
        kept.append(entity)
    return kept


def _send(call: Call, content: Json, chat: Chat | None = None) -> Json:
    given = call.given
    chat = chat or writable_chat(call, given["chat_id"])
    parsed = parse_markup(given.get("reply_markup"))
    content |= _reply(call, chat)
    if given.get("protect_content"):
        content["has_protected_content"] = True
    if given.get("message_effect_id") and chat.is_private:
        content["effect_id"] = given["message_effect_id"]
    kind, markup = parsed or ("", {})
    if kind == "inline":
        content["reply_markup"] = markup
    message = post(call.sandbox, chat, call.bot, content)
    message.had_reply_markup = kind in ("keyboard", "force_reply")
    if kind in ("keyboard", "remove"):
        set_reply_keyboard(call.sandbox, chat, markup if kind == "keyboard" else None)
    call.message_id = message.id
    return message.body


def _reply(call: Call, chat: Chat) -> Json:
    """Return the `reply_to_message` that reply_parameters or the older parameters ask for."""
    wanted: dict[str, Any] = call.given.get("reply_parameters") or {
        "message_id": call.given.get("reply_to_message_id"),
        "allow_sending_without_reply": call.given.get("allow_sending_without_reply"),
    }
    if not wanted.get("message_id"):
        return {}
    message = chat.messages.get(wanted["message_id"])
    if message is not None:
        return {"reply_to_message": quoted(message)}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
