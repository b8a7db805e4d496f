"""Who is told by a table of content, and when: the one way of every notice that a college may switch.

A feature says who is concerned in which part; the row of the table says which parts are told, and whether by day or at
any hour. Nobody hears the same twice, whoever else they are; who acted has it on the screen.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.feature import Notice, NoticeContext
from bot.screens import Screen
from cluster.calendar import after_quiet_hours
from cluster.content import NoticeMode

R = TypeVar("R", bound=enum.StrEnum)
Asked = TypeVar("Asked", bound=enum.StrEnum, contravariant=True)


class Row(Protocol[Asked]):
    """A row of a table of content."""

    def mode(self, role: Asked, /) -> NoticeMode:
        """Return whether and when somebody is told in a part."""
        ...


@dataclass(frozen=True)
class Hearer(Generic[R]):
    """Somebody who is told: in which part, in which language, and until when it waits (None: at once)."""

    role: R
    person_id: int
    language: str
    not_before: datetime | None

    def notice(self, screen: Screen, once: str) -> Notice:
        """Return what they are told; the same `once` reaches a person once."""
        return Notice(self.person_id, screen, once, not_before=self.not_before)


def hearers(
    context: NoticeContext,
    row: Row[R],
    concerned: Mapping[R, Iterable[int]],
    *,
    but: Iterable[int | None] = (),
    by_day: datetime | None = None,
) -> Iterator[Hearer[R]]:
    """Give who of those concerned (people.id by part) is told, each once and in their first part; nobody of `but`.

    What is told by day waits until `by_day`; None: until the quiet hours end.
    """
    told = set(but)
    morning = after_quiet_hours(context.now) if by_day is None else by_day
    for role, people in concerned.items():
        mode = row.mode(role)
        if mode is NoticeMode.OFF:
            continue
        waits = mode is NoticeMode.DAY and morning > context.now
        for person_id in people:
            if person_id not in told:
                told.add(person_id)
                yield Hearer(role, person_id, context.language_of(person_id), morning if waits else None)
