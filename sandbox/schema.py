"""Check what a bot sends against `schema.json`, and turn the strings of a form into values.

Telegram ignores parameters that it does not know and reads a wrong number as 0; the sandbox refuses both, because
either is a mistake in the bot. Where Telegram has a text for a missing parameter, that text is used.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from sandbox.errors import bad_request
from sandbox.wire import Upload

Json = dict[str, Any]
Checker = Callable[[Any, str], Any]

_SCHEMA: Json = orjson.loads((Path(__file__).parent / "schema.json").read_bytes())
METHODS: dict[str, dict[str, str]] = _SCHEMA["methods"]
TYPES: dict[str, dict[str, str]] = _SCHEMA["types"]
METHOD_NAMES = {name.lower(): name for name in METHODS}

# What Telegram answers when one of these is missing or empty.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "user_id": "invalid user_id specified",
}
_TRUE = {"true", "yes", "1", "True"}
_FALSE = {"false", "no", "0", "False", ""}
_SPOKEN = {"int": "Integer", "str": "String", "bool": "Boolean", "float": "Float", "file": "InputFile", "true": "True"}
# These have their own parser with Telegram's own texts; here only their outer shape is checked.
_PARSED_LATER = {"reply_markup"}
_INT64 = 2**63


class Mismatch(Exception):  # the message is the expectation
    """A value is not of the type; the text says what was expected and where."""


def check(method: str, given: Json) -> Json:
    """Return the parameters of a call as typed values.

    Raises `ApiError` 400 for a parameter that is unknown, missing or of a wrong type. `given` holds strings from a
    form, or any JSON value.
    """
    fields = METHODS[method]
    checked: Json = {}
    for name, value in given.items():
        declared = fields.get(name)
        if declared is None:
            raise bad_request(f'unknown parameter "{name}" of method {method}')
        if value is None or (value == "" and declared.rstrip("!") != "str"):
            continue
        if name in _PARSED_LATER:
            checked[name] = value
            continue
        try:
            checked[name] = checker(declared.rstrip("!"))(value, name)
        except Mismatch as error:
            raise bad_request(str(error)) from None
    for name, declared in fields.items():
        if declared.endswith("!") and (name not in checked or checked[name] == ""):
            if name in checked and name not in _MISSING:
                continue
            raise bad_request(_MISSING.get(name) or f'parameter "{name}" is required')
    return checked


@cache
def checker(declared: str) -> Checker:
    """Return the function (value, where) -> typed value for a type in the notation of `tools/make_schema.py`."""
    parts = _split(declared)
    if len(parts) > 1:
        return _union(declared, parts)
    if declared.startswith("[") and declared.endswith("]"):
        return _array(checker(declared[1:-1]))
    if declared.startswith("="):
        return _constant(declared[1:])
    if declared in _SIMPLE:
        return _SIMPLE[declared]
    return _object(declared)


def _split(declared: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for i, letter in enumerate(declared):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "|" and not depth:
            parts.append(declared[start:i])
            start = i + 1
    return [*parts, declared[start:]]


def _wrong(where: str, declared: str) -> Mismatch:
    return Mismatch(f'parameter "{where}" must be of type {_SPOKEN.get(declared, declared)}')


def _int(value: Any, where: str) -> int:
    if isinstance(value, str) and value.lstrip("-").isdecimal() and value.isascii() and len(value) < 21:
        try:
            value = int(value)
        except ValueError:
            raise _wrong(where, "int") from None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -_INT64 <= value < _INT64:
        raise _wrong(where, "int")
    return value


def _float(value: Any, where: str) -> float:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise _wrong(where, "float") from None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e300:
        raise _wrong(where, "float")
    return float(value)


def _bool(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int) and str(value) in _TRUE | _FALSE:
        return str(value) in _TRUE
    raise _wrong(where, "bool")


def _true(value: Any, where: str) -> bool:
    if _bool(value, where) is not True:
        raise _wrong(where, "true")
    return True


def _str(value: Any, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(where, "str")
    return str(value)


def _file(value: Any, where: str) -> Upload:
    if not isinstance(value, Upload):
        raise _wrong(where, "file")
    return value


_SIMPLE: dict[str, Checker] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "true": _true,
    "str": _str,
    "file": _file,
    "any": lambda value, _where: value,
}


def _constant(text: str) -> Checker:
    def check_constant(value: Any, where: str) -> str:
        if value != text:
            raise _wrong(where, f'"{text}"')
        return text

    return check_constant


def _decoded(value: Any, where: str) -> Any:
    """Return what a string holds: in a form, and in JSON too, objects and arrays may travel as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise Mismatch(f"can't parse {where} JSON object") from None


def _array(item: Checker) -> Checker:
    def check_array(value: Any, where: str) -> list[Any]:
        value = _decoded(value, where)
        if not isinstance(value, list):
            raise _wrong(where, "Array")
        return [item(each, where) for each in value]

    return check_array


def _object(name: str) -> Checker:
    def check_object(value: Any, where: str) -> Json:
        value = _decoded(value, where)
        if not isinstance(value, dict):
            raise _wrong(where, name)
        fields, checked = TYPES[name], {}
        for key, inner in value.items():
            if key not in fields:
                raise Mismatch(f'unknown field "{key}" of {name} in "{where}"')
            if inner is not None:
                checked[key] = checker(fields[key].rstrip("!"))(inner, f"{where}.{key}")
        for key, declared in fields.items():
            if declared.endswith("!") and key not in checked:
                raise Mismatch(f'can\'t find field "{key}" of {name} in "{where}"')
        return checked

    return check_object


def _union(declared: str, parts: list[str]) -> Checker:
    checkers = [checker(part) for part in parts]

    def check_union(value: Any, where: str) -> Any:
        first: Mismatch | None = None
        for each in checkers:
            try:
                return each(value, where)
            except Mismatch as error:
                # The message of a member that the value clearly means is better than "none of these".
                if first is None or _is_deeper(error, where):
                    first = error
        if len(parts) == 2 and set(parts) <= set(_SPOKEN):
            raise Mismatch(f'parameter "{where}" must be of type {" or ".join(_SPOKEN[part] for part in parts)}')
        raise first or _wrong(where, declared)

    return check_union


def _is_deeper(error: Mismatch, where: str) -> bool:
    return f'"{where}.' in str(error) and '.type" must be' not in str(error)
