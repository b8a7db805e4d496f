"""Write `sandbox/schema.json`: what every Bot API method takes, from aiogram's typed methods.

Run by `make schema`. The sandbox checks calls against this file and never imports aiogram; the source is a
second library on purpose, since python-telegram-bot checked with its own idea of the API would prove nothing.

A type is written `true`, `=constant`, `int`, `str`, `bool`, `float`, `file` (an upload or `attach://`), `[T]`
(a list), the name of an entry under `types`, `any`, or several of these joined by `|`; a trailing `!` marks what
is required.
"""

import datetime
import enum
import json
import sys
import types
import typing
from pathlib import Path
from typing import Any, Literal, Union

import aiogram
import aiogram.methods
import aiogram.types
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types.base import TelegramObject
from pydantic import BaseModel
from typing_extensions import TypeAliasType

TARGET = Path(__file__).resolve().parent.parent / "sandbox" / "schema.json"
SIMPLE = {int: "int", str: "str", bool: "bool", float: "float"}
# aiogram offers these for convenience; on the wire they are unix times.
TIMES = (datetime.datetime, datetime.timedelta)
DROPPED = (Default, type(None))


def type_names(annotation: Any, used: set[type[BaseModel]]) -> list[str]:
    """Return the names of `annotation` in the notation above; models that it mentions are added to `used`."""
    origin = typing.get_origin(annotation)
    if origin in (Union, types.UnionType):
        names: list[str] = []
        for part in typing.get_args(annotation):
            names += [name for name in type_names(part, used) if name not in names]
        return names
    if origin is typing.Annotated:
        return type_names(typing.get_args(annotation)[0], used)
    if origin is list:
        return ["[" + "|".join(type_names(typing.get_args(annotation)[0], used)) + "]"]
    if origin is Literal:
        return [constant_name(value) for value in typing.get_args(annotation)]
    if annotation is Any or annotation in DROPPED:
        return []
    if isinstance(annotation, TypeAliasType):
        # The only alias is RichTextUnion, which holds itself; it is not followed.
        return ["any"]
    return [class_name(annotation, used)]


def constant_name(value: object) -> str:
    """Return `=text` for a constant that tells the members of a union apart, `true` for the constant True."""
    if isinstance(value, enum.Enum):
        value = value.value
    return "true" if value is True else f"={value}"


def class_name(annotation: Any, used: set[type[BaseModel]]) -> str:
    """Return the name of one class."""
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    if issubclass(annotation, TIMES):
        return "int"
    if issubclass(annotation, enum.Enum):
        return "str"
    if annotation.__name__ in ("InputFile", "InputFileUnion"):
        return "file"
    if issubclass(annotation, BaseModel):
        used.add(annotation)
        return str(annotation.__name__)
    raise TypeError(f"no notation for {annotation!r}")


def fields(model: type[BaseModel], used: set[type[BaseModel]]) -> dict[str, str]:
    """Return {name on the wire: type} of one method or type."""
    found = {}
    for name, field in model.model_fields.items():
        names = type_names(field.annotation, used)
        # A constant such as ReplyKeyboardRemove.remove_keyboard has a default in aiogram and is required on the wire.
        constant = typing.get_origin(field.annotation) is Literal
        required = field.is_required() or constant
        found[field.alias or name] = "|".join(names) + ("!" if required else "")
    return found


def schema() -> dict[str, Any]:
    """Return the whole schema."""
    used: set[type[BaseModel]] = set()
    methods = {}
    for name in sorted(aiogram.methods.__all__):
        method = getattr(aiogram.methods, name)
        if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod:
            methods[method.__api_method__] = fields(method, used)
    found: dict[str, dict[str, str]] = {}
    while waiting := [model for model in used if model.__name__ not in found]:
        for model in waiting:
            if not issubclass(model, TelegramObject):
                raise TypeError(f"{model!r} is no Telegram type")
            found[model.__name__] = fields(model, used)
    return {
        "api": aiogram.__api_version__,
        "source": f"aiogram {aiogram.__version__}",
        "methods": methods,
        "types": dict(sorted(found.items())),
    }


def main() -> int:
    """Write the file and say how much stands in it."""
    made = schema()
    lines = [
        "{",
        f' "api": {json.dumps(made["api"])},',
        f' "source": {json.dumps(made["source"])},',
    ]
    for part in ("methods", "types"):
        rows = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in made[part].items()]
        lines += [f' "{part}": {{', ",\n".join(rows), " }" + ("," if part == "methods" else "")]
    TARGET.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: Bot API {made['api']}, {len(made['methods'])} methods, {len(made['types'])} types")
    return 0


if __name__ == "__main__":
    sys.exit(main())
