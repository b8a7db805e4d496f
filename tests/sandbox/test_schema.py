"""The schema of aiogram agrees with the documentation's own, where that lies beside the repository."""

from pathlib import Path
from typing import Any

import orjson

from sandbox.schema import METHODS, TYPES

# A scrape of the documentation (Bot API 10.1), older than the schema (10.3).
DOCUMENTED = Path(__file__).resolve().parents[3] / "shared" / "bot-api" / "api.json"
SIMPLE = {"Integer": "int", "String": "str", "Boolean": "bool", "Float": "float", "InputFile": "file", "True": "true"}
NEWER = {
    "deleteEphemeralMessage", "editEphemeralMessageCaption", "editEphemeralMessageMedia",
    "editEphemeralMessageReplyMarkup", "editEphemeralMessageText",
}  # fmt: skip
# aiogram keeps these deprecated parameters, and so does Telegram.
DEPRECATED = {
    "allow_sending_without_reply", "disable_web_page_preview", "reply_to_message_id", "correct_option_id",
    "sticker_format", "switch_pm_text", "switch_pm_parameter", "exclude_limited",
}  # fmt: skip
NEWER_FIELDS = {
    "ephemeral_message_parameters", "receiver_user_id", "callback_query_id", "can_stop", "keep_on_stop",
    "can_send_welcome_messages",
}  # fmt: skip


def documented() -> dict[str, Any]:
    """Return the documentation's data; without the file nothing, so that only the facts in the tests are checked."""
    return orjson.loads(DOCUMENTED.read_bytes()) if DOCUMENTED.is_file() else {"methods": {}, "types": {}}


def spoken(name: str, types: dict[str, Any]) -> set[str]:
    """Return the names that the schema uses for a documented type: unions are written out."""
    if name.startswith("Array of "):
        return {"[" + "|".join(sorted(spoken(name.removeprefix("Array of "), types))) + "]"}
    members = types.get(name, {}).get("subtypes") or []
    return {each for member in members for each in spoken(member, types)} if members else {SIMPLE.get(name, name)}


def names(declared: str) -> set[str]:
    """Return the members of a schema type, lists with their members sorted."""
    found, depth, start = [], 0, 0
    for i, letter in enumerate(declared + "|"):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "|" and not depth:
            found.append(declared[start:i])
            start = i + 1
    return {"[" + "|".join(sorted(names(each[1:-1]))) + "]" if each.startswith("[") else each for each in found}


def test_every_documented_method_and_parameter_is_in_the_schema() -> None:
    wrong = []
    data = documented()
    for name, method in data["methods"].items():
        for field in method.get("fields", []):
            declared = METHODS.get(name, {}).get(field["name"])
            if declared is None or declared.endswith("!") != field["required"]:
                wrong.append((name, field["name"], declared, field["required"]))
    assert wrong == []
    assert METHODS["sendMessage"]["text"] == "str!"
    assert METHODS["getUpdates"]["allowed_updates"] == "[str]"
    assert METHODS["sendMessage"]["reply_markup"].startswith("InlineKeyboardMarkup|")


def test_types_agree_with_the_documented_ones() -> None:
    wrong = []
    data = documented()
    for name, method in data["methods"].items():
        for field in method.get("fields", []):
            mine = names(METHODS[name][field["name"]].rstrip("!"))
            theirs = {each for kind in field["types"] for each in spoken(kind, data["types"])}
            # The documentation lists arrays of a union one by one, and says InputFile or String for thumbnails.
            if not (mine <= theirs or theirs <= mine or any(each.startswith("[") for each in mine)):
                wrong.append((name, field["name"], mine, theirs))
    assert wrong == []
    assert names(METHODS["sendMessage"]["chat_id"].rstrip("!")) == {"int", "str"}


def test_fields_of_types_agree_with_the_documented_ones() -> None:
    wrong = []
    for name, documented_type in documented()["types"].items():
        for field in documented_type.get("fields", []) if name in TYPES else []:
            declared = TYPES[name].get(field["name"])
            if declared is None or declared.endswith("!") != field["required"]:
                wrong.append((name, field["name"], declared, field["required"]))
    # Since 10.3 a reply may name an ephemeral message instead.
    assert [each for each in wrong if each[:2] != ("ReplyParameters", "message_id")] == []
    assert TYPES["ReplyKeyboardRemove"] == {"remove_keyboard": "true!", "selective": "bool"}
    assert TYPES["BotCommandScopeChat"]["type"] == "=chat!"


def test_the_schema_has_nothing_that_is_not_documented_newer_or_deprecated() -> None:
    methods = documented()["methods"]
    if methods:
        assert set(METHODS) - set(methods) == NEWER
    extra = {
        (name, field)
        for name, method in methods.items()
        for field in set(METHODS[name]) - {each["name"] for each in method.get("fields", [])}
        if field not in DEPRECATED | NEWER_FIELDS
    }
    assert extra == set()
    assert "sendMessage" in METHODS
