"""Checks an outgoing call against the Bot API's schema, as every test does with every call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.errors import ApiError
from sandbox.schema import check, checker


def check_call(method: str, params: dict[str, Any], files: Sequence[str] = ()) -> None:
    """Raise AssertionError where the Bot API would not take these parameters."""
    given = {**params, **dict.fromkeys(files, "attach://file")}
    try:
        check(method, given)
        if markup := params.get("reply_markup"):
            kind = "InlineKeyboardMarkup" if "inline_keyboard" in markup else None
            kind = kind or ("ReplyKeyboardMarkup" if "keyboard" in markup else "ReplyKeyboardRemove")
            checker(kind)(markup, "reply_markup")
    except ApiError as error:
        raise AssertionError(f"{method} {sorted(params)}: {error}") from error
