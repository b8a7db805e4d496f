"""What happened about an absence, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event


@dataclass(frozen=True)
class AbsenceTold(Event):
    """A student said on which days they do not come, or said more about it."""

    absence_id: int
    version: int


@dataclass(frozen=True)
class AbsenceSeen(Event):
    """The first of those told read it."""

    absence_id: int
    version: int


@dataclass(frozen=True)
class AbsenceWithdrawn(Event):
    """A student comes after all, or the mentor noted one in error. `asked`, `alarmed`: who had been written to."""

    absence_id: int
    version: int
    by_id: int
    asked: bool = True
    alarmed: bool = True


@dataclass(frozen=True)
class AbsenceAsked(Event):
    """An hour into the shift a student is missed and has said nothing: they are asked."""

    absence_id: int


@dataclass(frozen=True)
class AbsenceAlarm(Event):
    """Two hours into the shift nobody knows where a student is: the supervisor has to call."""

    absence_id: int
