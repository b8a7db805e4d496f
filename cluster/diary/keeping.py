"""What the diary and the absences keep about a student, and how the words of it go (`/privacy`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.events import Event
from cluster.privacy import KEEPERS, Kept
from storage import absences, diary
from storage.internship import CURRENT, Placement, placements, students

FEATURE = "diary"


class DiaryKeeper:
    """Keeps entries and absences of a student. Days and hours of a practice under way are the college's to prove."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return how many entries and absences may be emptied, and how many may not while a practice goes on."""
        found = []
        for under_way, deletable in ((False, True), (True, False)):
            ids = [one.id for one in _placements(session, person_id) if (one.status in CURRENT) is under_way]
            written, away = diary.personal(session, ids), absences.personal(session, ids)
            suffix = "-now" if under_way else ""
            found.append(Kept(FEATURE, f"diary-kept-entries{suffix}", written, deletable))
            found.append(Kept(FEATURE, f"diary-kept-absences{suffix}", away, deletable))
        return [kept for kept in found if kept.count]

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Empty the words of practices that are over; days and hours stay without them."""
        ids = [one.id for one in _placements(session, person_id) if one.status not in CURRENT]
        diary.forget_words(session, ids)
        absences.forget_words(session, ids)
        return ()

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Rest on no consent: practice is part of the curriculum."""
        return ()


KEEPERS[FEATURE] = DiaryKeeper()


def _placements(session: Session, person_id: int) -> list[Placement]:
    return [
        one for student in students.of_person(session, person_id) for one in placements.of_student(session, student.id)
    ]
