"""Faults on demand: what may go wrong between a bot and Telegram, by chance or scripted."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.clock import VirtualClock
from sandbox.errors import ControlError

Json = dict[str, Any]

DEFAULTS: Json = {
    "latency_ms": 0,
    "p429": 0.0,
    "retry_after": 1,
    "p5xx": 0.0,
    "status5xx": 502,
    "p_reset": 0.0,
    "p_duplicate_update": 0.0,
    "p_lost_answer": 0.0,
    "limits": False,
    "down_until": None,
    "methods": None,
    "next": [],
    "seed": None,
}
NAMES = (
    *("429", "5xx", "reset", "lost_answer", "duplicate_update", "latency", "error", "hang", "silence", "page"),
    *("cut", "slow", "expired"),  # of downloads only
)
_NUMBERS = {"count", "skip", "retry_after", "status", "ms", "code", "bytes"}
_NEXT_FIELDS = {"method", "fault", "chat_id", "description", *_NUMBERS}
_CHANCES = {
    "429": "p429",
    "5xx": "p5xx",
    "reset": "p_reset",
    "lost_answer": "p_lost_answer",
    "duplicate_update": "p_duplicate_update",
}


class Faults:
    """The faults in force, as `/control/faults` shows and sets them."""

    def __init__(self, saved: Json, clock: VirtualClock) -> None:
        self.values: Json = {**DEFAULTS, **saved}
        self._clock = clock
        self._random = random.Random(self.values["seed"])

    def change(self, given: Json) -> None:
        """Set the named values and leave the others; raise `ControlError` 400 for nonsense."""
        for name, value in given.items():
            check = _CHECKS.get(name)
            if check is None or not check(value):
                raise ControlError(400, f"faults: {name} = {value!r} is not possible")
        self.values = {**self.values, **given}
        self.values["next"] = [dict(entry) for entry in self.values["next"]]
        if "seed" in given:
            self._random = random.Random(given["seed"])

    def down(self) -> bool:
        """Tell whether nobody reaches Telegram now, and it reaches nobody: until a moment of the virtual clock."""
        until = self.values["down_until"]
        return until is not None and self._clock.now() < datetime.fromisoformat(until)

    def concerns(self, method: str) -> bool:
        """Tell whether faults by chance and latency touch a method."""
        methods = self.values["methods"]
        return methods is None or method in methods

    def happens(self, fault: str, method: str, chat_id: Any = None) -> Json | None:
        """Decide whether a fault happens now; return its details. A scripted one is used up."""
        scripted = self._scripted(fault, method, chat_id)
        if scripted is not None:
            return scripted
        chance = self.values[_CHANCES[fault]] if fault in _CHANCES else 0
        if chance and self.concerns(method) and self._random.random() < chance:
            return {"retry_after": self.values["retry_after"], "status": self.values["status5xx"]}
        return None

    def _scripted(self, fault: str, method: str, chat_id: Any) -> Json | None:
        for entry in self.values["next"]:
            if entry["fault"] != fault or (entry.get("method") or method).lower() != method.lower():
                continue
            if entry.get("chat_id") is not None and str(entry["chat_id"]) != str(chat_id):
                continue
            if entry.get("skip", 0) > 0:
                entry["skip"] -= 1
                continue
            entry["count"] = entry.get("count", 1) - 1
            if entry["count"] <= 0:
                self.values["next"].remove(entry)
            return {"retry_after": self.values["retry_after"], "status": self.values["status5xx"], **entry}
        return None


def _is_chance(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _is_script(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict)
        and entry.get("fault") in NAMES
        and isinstance(entry.get("method"), str | None)
        and set(entry) <= _NEXT_FIELDS
        and all(isinstance(entry.get(name, 0), int) and entry.get(name, 0) >= 0 for name in _NUMBERS)
        for entry in value
    )


def _is_moment(value: Any) -> bool:
    try:
        return value is None or datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "latency_ms": _is_number(0, 60_000),
    "p429": _is_chance,
    "retry_after": _is_number(0, 3600),
    "p5xx": _is_chance,
    "status5xx": _is_number(500, 599),
    "p_reset": _is_chance,
    "p_duplicate_update": _is_chance,
    "p_lost_answer": _is_chance,
    "limits": lambda value: isinstance(value, bool),
    "down_until": _is_moment,
    "methods": lambda value: value is None or (isinstance(value, list) and all(isinstance(m, str) for m in value)),
    "next": _is_script,
    "seed": lambda value: value is None or isinstance(value, int),
}
