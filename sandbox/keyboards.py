"""Parse `reply_markup` as Telegram does, with its error texts."""

from typing import Any, Literal
from urllib.parse import urlsplit

import orjson

from sandbox.errors import ApiError, bad_request
from sandbox.schema import Mismatch, checker

Json = dict[str, Any]
Kind = Literal["inline", "keyboard", "remove", "force_reply"]

_MAX_BUTTONS = {"inline": 100, "keyboard": 300}
_MAX_BYTES = 10_240
_INLINE_TYPES = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text", "disabled",
)  # fmt: skip
_TYPES = {
    "inline": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}


def parse_markup(value: Any) -> tuple[Kind, Json] | None:
    """Return (kind, markup) of a `reply_markup`; None where Telegram takes it for no markup at all."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    kind, markup = _parse(value)
    if kind is None:
        return None
    try:
        checked = checker(_TYPES[kind])(markup, "reply_markup")
    except Mismatch as error:
        raise bad_request(str(error)) from None
    if len(orjson.dumps(checked)) > _MAX_BYTES * (3 if kind == "keyboard" else 1):
        raise bad_request("reply markup is too long")
    return kind, checked


def parse_inline(value: Any) -> Json | None:
    """Return the inline keyboard of an edit, None for none; raise `ApiError` 400 for any other markup."""
    parsed = parse_markup(value)
    if parsed is None:
        return None
    if parsed[0] != "inline":
        raise bad_request("inline keyboard expected")
    return parsed[1]


def _parse(value: Json) -> tuple[Kind | None, Json]:
    if rows := _rows(value, "keyboard"):
        return "keyboard", {**value, "keyboard": [[_button(each) for each in row] for row in rows]}
    if rows := _rows(value, "inline_keyboard"):
        return "inline", {**value, "inline_keyboard": [[_inline_button(each) for each in row] for row in rows]}
    if value.get("remove_keyboard"):
        return "remove", value
    if value.get("force_reply"):
        return "force_reply", value
    if unknown := set(value) - {"keyboard", "inline_keyboard", "remove_keyboard", "force_reply", "selective"}:
        raise bad_request(f'unknown field "{min(unknown)}" in "reply_markup"')
    return None, value


def _rows(value: Json, field: str) -> list[list[Any]]:
    rows = value.get(field)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        of = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
        raise bad_request(f'field "{field}"{of} must be an Array of Arrays')
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > _MAX_BUTTONS["inline" if field == "inline_keyboard" else "keyboard"]:
        raise bad_request("reply markup is too long")
    return rows


def _text(button: Json, what: str) -> None:
    if "text" not in button:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{what} text must be non-empty")


def _button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    _text(button, "keyboard button")
    return button


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    _text(button, "inline keyboard button")
    for field in ("url", "callback_data"):
        if not isinstance(button.get(field, ""), str):
            raise bad_request(f'can\'t parse inline keyboard button: Field "{field}" must be of type String')
    meant = [field for field in _INLINE_TYPES if button.get(field) not in (None, "")]
    empty_query = any(isinstance(button.get(field), str) for field in _INLINE_TYPES if field.startswith("switch_"))
    if not meant and not empty_query:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if button.get("url"):
        _check_url(button["url"])
    elif len(str(button.get("callback_data", "")).encode("utf-8", "surrogatepass")) > 64:
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return button


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
        good = parts.scheme in ("http", "https", "tg", "ton") and (parts.scheme == "tg" or "." in host)
        if parts.port is not None:
            good = good and parts.port > 0
    except ValueError:
        good = False
    if not good or any(letter.isspace() for letter in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
