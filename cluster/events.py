"""Events: how a use case tells others what happened, without knowing how it will look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Event:
    """Something that happened. Subclasses are frozen and carry ids, not sentences."""


@dataclass(frozen=True)
class Done(Generic[T]):
    """What a use case gives back: its value, and the events to be told in the same transaction."""

    value: T
    events: tuple[Event, ...] = ()
