"""The error texts of the official server, each in a table: what is called, what comes back."""

import io
from typing import Any

import aiohttp

from sandbox.client import ChatClient
from sandbox.testing import RunningSandbox, token
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]

PNG = (
    bytes.fromhex("89504e470d0a1a0a0000000d49484452") + (600).to_bytes(4) + (400).to_bytes(4) + b"\x08\x02" + b"\0" * 40
)
BAD = "Bad Request: "
ENTITIES = BAD + "can't parse entities: "
MODIFIED = (
    BAD + "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
OLD_QUERY = BAD + "query is too old and response timeout expired or query ID is invalid"


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **fields}]]}


# Each: method, parameters (Anna is 501, with message 1 of hers), description of the refusal.
REFUSED = [
    ("sendMessage", {"chat_id": 501}, BAD + "message text is empty"),
    ("sendMessage", {"chat_id": 501, "text": ""}, BAD + "message text is empty"),
    ("sendMessage", {"chat_id": 501, "text": " \n\t "}, BAD + "text must be non-empty"),
    ("sendMessage", {"chat_id": 501, "text": "<b> </b>", "parse_mode": "HTML"}, BAD + "text must be non-empty"),
    ("sendMessage", {"chat_id": 501, "text": "ы" * 4097}, BAD + "message is too long"),
    ("sendMessage", {"chat_id": 501, "text": f"<b>{'ы' * 4097}</b>", "parse_mode": "HTML"}, BAD + "message is too long"),
    ("sendMessage", {"text": "a"}, BAD + "chat_id is empty"),
    ("sendMessage", {"chat_id": "", "text": "a"}, BAD + "chat_id is empty"),
    ("sendMessage", {"chat_id": 999, "text": "a"}, BAD + "chat not found"),
    ("sendMessage", {"chat_id": -999, "text": "a"}, BAD + "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "a"}, BAD + "chat not found"),
    ("sendMessage", {"chat_id": "Anna", "text": "a"}, BAD + "chat not found"),
    ("sendMessage", {"chat_id": 501, "text": "a", "parse_mode": "XML"}, BAD + "unsupported parse_mode"),
    ("sendMessage", {"chat_id": 501, "text": "a", "colour": "red"}, BAD + 'unknown parameter "colour" of method sendMessage'),
    ("sendMessage", {"chat_id": [1], "text": "a"}, BAD + 'parameter "chat_id" must be of type Integer or String'),
    ("sendMessage", {"chat_id": 501, "text": {"a": 1}}, BAD + 'parameter "text" must be of type String'),
    ("sendMessage", {"chat_id": 501, "text": "a", "protect_content": "maybe"}, BAD + 'parameter "protect_content" must be of type Boolean'),
    ("sendMessage", {"chat_id": 501, "text": "a", "entities": [{"type": "bold"}]}, BAD + 'can\'t find field "offset" of MessageEntity in "entities"'),
    ("sendMessage", {"chat_id": 501, "text": "a", "entities": "["}, BAD + "can't parse entities JSON object"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_parameters": {"message_id": 99}}, BAD + "message to be replied not found"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": "{"}, BAD + "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": "[]"}, BAD + "object expected as reply markup"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button()}, BAD + "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button(callback_data="")}, BAD + "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button(callback_data="x" * 65)}, BAD + "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button(callback_data="ы" * 33)}, BAD + "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button(url="localhost")}, BAD + "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": button(url="https://x.ru", color="red")}, BAD + 'unknown field "color" of InlineKeyboardButton in "reply_markup.inline_keyboard"'),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}}, BAD + 'can\'t parse inline keyboard button: Can\'t find field "text"'),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": {"inline_keyboard": [{"text": "x"}]}}, BAD + 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": {"keyboard": [[5]]}}, BAD + "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    ("sendMessage", {"chat_id": 501, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 8] * 13}}, BAD + "reply markup is too long"),
    ("sendPhoto", {"chat_id": 501}, BAD + "there is no photo in the request"),
    ("sendPhoto", {"chat_id": 501, "photo": "nothing"}, BAD + "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": 501, "photo": "https://example.com/a.jpg"}, BAD + "failed to get HTTP URL content"),
    ("sendDocument", {"chat_id": 501}, BAD + "there is no document in the request"),
    ("sendDocument", {"chat_id": 501, "document": "x", "caption": "ы" * 1025}, BAD + "message caption is too long"),
    ("sendVenue", {"chat_id": 501, "longitude": 1, "title": "a", "address": "b"}, BAD + "latitude is empty"),
    ("sendChatAction", {"chat_id": 501, "action": "dancing"}, BAD + "wrong parameter action in request"),
    ("editMessageText", {"chat_id": 501, "text": "b"}, BAD + "message identifier is not specified"),
    ("editMessageText", {"chat_id": 501, "message_id": 99, "text": "b"}, BAD + "message to edit not found"),
    ("editMessageText", {"chat_id": 501, "message_id": 1, "text": "b"}, BAD + "message can't be edited"),
    ("deleteMessage", {"chat_id": 501, "message_id": 99}, BAD + "message to delete not found"),
    ("deleteMessage", {"chat_id": 501}, BAD + "message identifier is not specified"),
    ("pinChatMessage", {"chat_id": 501, "message_id": 99}, BAD + "message to pin not found"),
    ("unpinChatMessage", {"chat_id": 501}, BAD + "message to unpin not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, OLD_QUERY),
    ("answerCallbackQuery", {}, OLD_QUERY),
    ("getFile", {}, BAD + "file_id not specified"),
    ("getFile", {"file_id": "x"}, BAD + "wrong file_id or the file is temporarily unavailable"),
    ("setMyCommands", {"commands": [{"command": "Start", "description": "d"}]}, BAD + "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "start", "description": ""}]}, BAD + "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "start"}]}, BAD + 'can\'t find field "description" of BotCommand in "commands"'),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 999}}, BAD + "chat not found"),
    ("setMyCommands", {"commands": [], "language_code": "russian"}, BAD + "invalid language code specified"),
    ("setMyShortDescription", {"short_description": "x" * 121}, BAD + "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    ("getChat", {"chat_id": 12345}, BAD + "chat not found"),
    ("getChatMember", {"chat_id": 501, "user_id": 77}, BAD + "PARTICIPANT_ID_INVALID"),
    ("getChatAdministrators", {"chat_id": 501}, BAD + "there are no administrators in the private chat"),
    ("setWebhook", {"url": "http://example.com/"}, BAD + "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://example.com:9000/"}, BAD + "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "no spaces"}, BAD + "secret token contains unallowed characters"),
    ("sendPoll", {"chat_id": 501}, BAD + "method sendPoll is not supported here"),
]  # fmt: skip

# HTML, and what is said about it; offsets count bytes of UTF-8.
UNPARSABLE = [
    ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
    ("ы<x>", 'Unsupported start tag "x" at byte offset 2'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("👋<b", "Unclosed start tag at byte offset 4"),
    ("</b>", "Unexpected end tag at byte offset 0"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>x</b ", "Unclosed end tag at byte offset 4"),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
    ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ("&#55296;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"),
]  # fmt: skip


async def test_refusals(anna: ChatClient, api: BotApi) -> None:
    wrong = []
    for method, parameters, description in REFUSED:
        refusal = await api.refusal(method, **parameters)
        if refusal != (400, description):
            wrong.append((method, parameters, description, refusal))
    assert wrong == []


async def test_html_that_cannot_be_parsed(anna: ChatClient, api: BotApi) -> None:
    for html, why in UNPARSABLE:
        refusal = await api.refusal("sendMessage", chat_id=501, text=html, parse_mode="HTML")
        assert refusal == (400, ENTITIES + why), html


async def test_tokens_and_methods(running: RunningSandbox, api: BotApi) -> None:
    assert (await api.raw("sendNonsense", json={}))[1]["description"] == "Not Found: method not found"
    assert (await api.raw("GETme"))[0] == 200
    api.token = "1:short"
    assert await api.refusal("getMe") == (401, "Unauthorized: invalid token specified")
    api.token = token(42)
    assert (await api("getMe"))["id"] == 42


async def test_who_cannot_be_written_to(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    await running.control.add_person("Boris", id=502)
    refusal = await api.refusal("sendMessage", chat_id=502, text="hi")
    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")
    await anna.block()
    refusal = await api.refusal("sendMessage", chat_id=501, text="hi")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    await running.control.remove_person(501)
    assert await api.refusal("sendMessage", chat_id=501, text="hi") == (403, "Forbidden: user is deactivated")
    await api("setWebhook", url="http://127.0.0.1:9/")
    conflict = (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert await api.refusal("getUpdates") == (409, conflict)


async def test_edits(anna: ChatClient, api: BotApi) -> None:
    keys = button(callback_data="x")
    sent = await api("sendMessage", chat_id=501, text="<i>one</i>", parse_mode="HTML", reply_markup=keys)
    place = {"chat_id": 501, "message_id": sent["message_id"]}
    same = {**place, "text": "<i>one</i>", "parse_mode": "HTML", "reply_markup": keys}
    assert await api.refusal("editMessageText", **same) == (400, MODIFIED)
    wrong = {**place, "text": "two", "reply_markup": {"remove_keyboard": True}}
    assert await api.refusal("editMessageText", **wrong) == (400, BAD + "inline keyboard expected")
    assert await api.refusal("editMessageCaption", **place, caption="c") == (
        400,
        BAD + "there is no caption in the message to edit",
    )
    edited = await api("editMessageText", **place, text="two")
    assert "reply_markup" not in edited
    assert "entities" not in edited
    assert edited["edit_date"] >= edited["date"] == sent["date"]
    assert await api.refusal("editMessageReplyMarkup", **place) == (400, MODIFIED)
    keyboard = await api("sendMessage", chat_id=501, text="k", reply_markup={"keyboard": [["a"]]})
    refusal = await api.refusal("editMessageText", chat_id=501, message_id=keyboard["message_id"], text="l")
    assert refusal == (400, BAD + "message can't be edited")
    await api("deleteMessage", **place)
    assert await api.refusal("editMessageText", **place, text="3") == (400, BAD + "message to edit not found")


async def test_a_callback_query_is_answered_once_and_soon(anna: ChatClient, api: BotApi) -> None:
    await api("sendMessage", chat_id=501, text="?", reply_markup=button(callback_data="x"))
    pressed = await anna.press("a")
    long = await api.refusal("answerCallbackQuery", **pressed, text="x" * 201)
    assert long == (400, BAD + "MESSAGE_TOO_LONG")
    assert await api("answerCallbackQuery", **pressed) is True
    assert await api.refusal("answerCallbackQuery", **pressed) == (400, OLD_QUERY)
    pressed = await anna.press("a")
    await anna.client.advance(61)
    assert await api.refusal("answerCallbackQuery", **pressed) == (400, OLD_QUERY)


async def test_old_messages_cannot_be_deleted(anna: ChatClient, api: BotApi) -> None:
    sent = await api("sendMessage", chat_id=501, text="old")
    await anna.client.advance(48 * 3600 + 1)
    refusal = await api.refusal("deleteMessage", chat_id=501, message_id=sent["message_id"])
    assert refusal == (400, BAD + "message can't be deleted for everyone")


async def test_photos(anna: ChatClient, api: BotApi) -> None:
    cases = [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (PNG[:16] + (9000).to_bytes(4) + (2000).to_bytes(4) + PNG[24:], "PHOTO_INVALID_DIMENSIONS"),
        (PNG + b"\0" * 10 * 1024**2, f"file of size {len(PNG) + 10 * 1024**2} bytes is too big for a photo; the maximum size is 10485760 bytes"),
    ]  # fmt: skip
    for data, why in cases:
        body = await photo(api, data)
        assert body.get("description") == BAD + why
    body = await photo(api, PNG)
    (size,) = body["result"]["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (600, 400, len(PNG))
    again = await api("sendPhoto", chat_id=501, photo=size["file_id"])
    assert again["photo"] == body["result"]["photo"]
    mismatch = await api.refusal("sendDocument", chat_id=501, document=size["file_id"])
    assert mismatch == (400, BAD + "type of file mismatch")


async def photo(api: BotApi, data: bytes) -> dict[str, Any]:
    form = aiohttp.FormData({"chat_id": "501"})
    form.add_field("photo", io.BytesIO(data), filename="photo.png")
    return (await api.raw("sendPhoto", data=form))[1]
