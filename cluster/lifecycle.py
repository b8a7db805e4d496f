"""How a thing lives: one table of the steps it may take, what each needs, and who goes along with it.

A feature states data alone: its states, actors, guards and facts as enumerations and a dataclass, the rows, what makes
each guard hold, and two refusals of its own. What is not in the table cannot happen, whatever a button says.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from sqlalchemy.orm import Session

from storage.errors import Refusal

__all__ = ["By", "Follower", "Followers", "GuardFailed", "Table", "Transition", "TransitionRefused"]

StatusT = TypeVar("StatusT", bound=enum.StrEnum)
ActorT = TypeVar("ActorT", bound=enum.StrEnum)
GuardT = TypeVar("GuardT", bound=enum.StrEnum)
NoticeT = TypeVar("NoticeT")
FactsT = TypeVar("FactsT")
SubjectT = TypeVar("SubjectT")
EventT = TypeVar("EventT")


# No slots: a class with both slots and frozen fields cannot be called by an alias such as `By[Actor]` before 3.12.
@dataclass(frozen=True)
class Transition(Generic[StatusT, ActorT, GuardT, NoticeT]):
    """One row of a table. `notice` is what people may be told of it; None where nobody is."""

    source: StatusT
    actor: ActorT
    target: StatusT
    guards: tuple[GuardT, ...] = ()
    notice: NoticeT | None = None


@dataclass(frozen=True)
class By(Generic[ActorT]):
    """Who takes a step: the part they act in, and people.id (None for the clock)."""

    actor: ActorT
    person_id: int | None = None


class TransitionRefused(Refusal, Generic[StatusT, ActorT]):
    """The table has no such step: the thing stands elsewhere by now, or this actor may not take it.

    A subclass names its feature; the text is `<feature>-transition-refused`.
    """

    feature: ClassVar[str]

    def __init__(self, source: StatusT, actor: ActorT, target: StatusT) -> None:
        text_key = f"{self.feature}-transition-refused"
        super().__init__(text_key, source=source.value, actor=actor.value, target=target.value)
        self.source, self.actor, self.target = source, actor, target


class GuardFailed(Refusal, Generic[GuardT]):
    """The step exists, but something it needs is missing; `guard` says what.

    A subclass names its feature; the text is `<feature>-guard-<value>`.
    """

    feature: ClassVar[str]

    def __init__(self, guard: GuardT) -> None:
        super().__init__(f"{self.feature}-guard-{guard.value}")
        self.guard = guard


class Table(Generic[StatusT, ActorT, GuardT, NoticeT, FactsT]):
    """The steps of one kind of thing, at most one for each state, actor and target.

    `holds` tells of each guard whether it holds; `refused` and `failed` are the feature's own refusals. Raises
    `ValueError` for a step that is written twice, and for a guard that `holds` knows nothing of.
    """

    def __init__(
        self,
        rows: Iterable[Transition[StatusT, ActorT, GuardT, NoticeT]],
        holds: Mapping[GuardT, Callable[[FactsT], bool]],
        refused: type[TransitionRefused[StatusT, ActorT]],
        failed: type[GuardFailed[GuardT]],
    ) -> None:
        self.rows = tuple(rows)
        self.holds = holds
        self._refused, self._failed = refused, failed
        self._by_step = {(row.source, row.actor, row.target): row for row in self.rows}
        if len(self._by_step) < len(self.rows):
            raise ValueError("a step is written twice")
        if unknown := {guard for row in self.rows for guard in row.guards} - set(holds):
            raise ValueError(f"nothing says when these hold: {', '.join(sorted(unknown))}")

    def ways(self, source: StatusT, actor: ActorT) -> tuple[Transition[StatusT, ActorT, GuardT, NoticeT], ...]:
        """Return the rows by which `actor` may lead on what stands in `source`, guards aside, in the table's order."""
        return tuple(row for row in self.rows if row.source is source and row.actor is actor)

    def targets(self, source: StatusT, actor: ActorT) -> tuple[StatusT, ...]:
        """Return where `actor` may take what stands in `source`, guards aside."""
        return tuple(row.target for row in self.ways(source, actor))

    def allow(
        self, source: StatusT, actor: ActorT, target: StatusT, facts: FactsT
    ) -> Transition[StatusT, ActorT, GuardT, NoticeT]:
        """Return the row of a step, or raise `TransitionRefused`, or `GuardFailed` for its first guard that fails."""
        row = self._by_step.get((source, actor, target))
        if row is None:
            raise self._refused(source, actor, target)
        for guard in row.guards:
            if not self.holds[guard](facts):
                raise self._failed(guard)
        return row


Follower = Callable[[Session, datetime, Sequence[tuple[SubjectT, EventT]]], None]
"""Is given every change of one transaction: a thing as it was, and what became of it."""


class Followers(Generic[SubjectT, EventT]):
    """What is written whenever statuses change, in the same transaction.

    Whatever hangs on a status is ended here, whoever ended it: an offer, a reminder, a seat that becomes free. What
    needs more than a row (content, somebody to be told) schedules a duty that is due at once.
    """

    def __init__(self) -> None:
        self.known: list[Follower[SubjectT, EventT]] = []

    def add(self, follower: Follower[SubjectT, EventT]) -> Follower[SubjectT, EventT]:
        """Register a follower, while modules are imported; a decorator."""
        self.known.append(follower)
        return follower

    def tell(self, session: Session, now: datetime, changes: Sequence[tuple[SubjectT, EventT]]) -> None:
        """Let every follower write what follows, in the order in which they came."""
        for follower in self.known:
            follower(session, now, changes)
