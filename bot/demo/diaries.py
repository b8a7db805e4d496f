"""What the demo's students have written in their diaries, and on which days they were away.

Most of them have no chat, so their days are laid as they are kept, not said by the use cases that a chat leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from cluster.calendar import MOSCOW
from cluster.content import Content
from cluster.internship.hours import working_days
from storage import absences, diary
from storage.absences import AbsenceReason, NewAbsence
from storage.diary import EntryState, Written
from storage.internship import Placement


def lay_diary(session: Session, placement: Placement, told: Mapping[str, Any], content: Content) -> None:
    """Keep the days that a student of the story wrote (`diary`, `diary_hours`) and those of absence (`away`)."""
    for day, hours, what, comfort, state, *said in [*told.get("diary", ()), *_every_day(placement, told, content)]:
        written = Written(int(hours * 2), tuple(what), comfort, said[0] if said else None)
        entry = diary.write(session, placement.id, day, written, _evening(day))
        if state != EntryState.WRITTEN:
            comment = said[1] if state == EntryState.RETURNED else None
            decided = {"decided_by": placement.mentor_id, "decided_at": _evening(day), "comment": comment}
            diary.change(session, entry.id, state=EntryState(state), **decided)
    for first, last, reason in told.get("away", ()):
        away = NewAbsence(placement.id, first, last, AbsenceReason(reason), None)
        absences.add(session, away, datetime.combine(first, time(7, 30), MOSCOW))


def _every_day(placement: Placement, told: Mapping[str, Any], content: Content) -> Iterator[list[Any]]:
    if "diary_hours" not in told:
        return
    codes = [one.code for one in content.module(placement.module).competences]
    for number, day in enumerate(working_days(placement.date_from, placement.date_to, content.calendar)):
        yield [day, told["diary_hours"], [codes[number % len(codes)]], 4, EntryState.ACCEPTED]


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18, 30), MOSCOW)
