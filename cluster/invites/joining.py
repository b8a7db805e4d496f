"""Coming by an invite: what it offers, and whether the name that the guest gives is the record's.

Nothing here tells which part of a name or a date was wrong. What failed is counted in the access log, so none of it
may be undone by a refusal: an answer is a value.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, Kind, log
from cluster.events import Done
from cluster.invites.admitting import admit, hindrance
from cluster.invites.bound import by_token, state_of
from cluster.invites.claims import claim, overtaken
from cluster.people import InviteState, Role
from storage import access_log, invites
from storage.errors import Refusal
from storage.internship import Student
from storage.invites import StoredInvite

MOST_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a guest sees before saying who they are: nothing about the person. Only a state where it is unknown.

    `why_not` is a text key: the invite is good, but not for them. `waits`: they wait for the college's word.
    """

    state: InviteState
    role: Role | None = None
    college: str | None = None
    study_group: str | None = None
    expires_at: datetime | None = None
    why_not: str | None = None
    waits: bool = False
    invite_id: int | None = None


class Answer(enum.StrEnum):
    """What became of a name that a guest gave."""

    JOINED = "joined"
    AGAIN = "again"  # not the record's: once more, with the day of birth
    WAITS = "waits"  # the college has to say who it is
    BUSY = "busy"  # not the record's, and somebody else waits for the college already
    ELSEWHERE = "elsewhere"  # not the record's, and they wait on another invite


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of it, by which invite; `is_anybody_there`: somebody at the college can say who it is."""

    answer: Answer
    invite_id: int
    role: Role
    college: str
    is_anybody_there: bool = True


def look(session: Session, now: datetime, person_id: int, token: str) -> Done[Offer]:
    """Count that a link was followed and say what it offers. Never refuses: a refusal would undo the counting."""
    found = by_token(session, token)
    if found is None:
        return Done(Offer(InviteState.UNKNOWN))
    stored, student = found
    invites.count_opening(session, stored.id)
    waits = stored.has_waiting_claim and stored.claimed_by == person_id
    state = state_of(session, stored, student, now)
    mine = state is InviteState.USED and stored.used_by == person_id
    why_not = hindrance(session, person_id, stored, student) if state is InviteState.GOOD or mine else None
    return Done(
        Offer(
            InviteState.GOOD if mine else state, stored.role, student.college, student.study_group,
            stored.expires_at, why_not, waits, stored.id,
        )
    )  # fmt: skip


def begin(session: Session, now: datetime, person_id: int, token: str) -> tuple[Role, bool]:
    """Return what a guest comes as, and whether a name that they gave here lately was not the record's.

    Refuses where the invite is not good, or not for this person.
    """
    stored, _ = _good(session, now, person_id, token)
    return stored.role, stored.id in _failed(session, now, person_id)


def check(session: Session, now: datetime, person_id: int, token: str) -> None:
    """Refuse where the invite is not good, or not for this person."""
    _good(session, now, person_id, token)


def answer(
    session: Session, now: datetime, person_id: int, token: str, said: str, born: date | None = None
) -> Done[Answered]:
    """Take the name that a guest gives: the student's, whose record or whose parent it is about.

    The record's name lets them in; with a slip in it, the name and the day of birth do. Else the college is asked.
    After `MOST_TRIES` failures within an hour, on whatever invites, nothing is compared any more: the college decides.
    """
    stored, student = _good(session, now, person_id, token)
    failed = _failed(session, now, person_id)
    if len(failed) < MOST_TRIES:
        if _is_record(student, said, born):
            return _joined(session, now, person_id, stored, student)
        log(session, now, person_id, Action.READ, Kind.INVITE, person_id, stored.id, reason="another name")
        if stored.id not in failed and len(failed) + 1 < MOST_TRIES:
            return Done(_answered(Answer.AGAIN, stored, student))
    if any(one.id != stored.id for one in invites.claims_of(session, person_id)):
        return Done(_answered(Answer.ELSEWHERE, stored, student))
    if stored.claimed_by == person_id:
        return Done(_answered(Answer.WAITS, stored, student))
    made = claim(session, now, person_id, stored, student, said)
    if not made.value:
        return Done(_answered(Answer.BUSY, stored, student))
    (asked,) = made.events
    anybody = bool(getattr(asked, "deciders", ()))
    return Done(_answered(Answer.WAITS, stored, student, is_anybody_there=anybody), made.events)


def _joined(session: Session, now: datetime, person_id: int, stored: StoredInvite, student: Student) -> Done[Answered]:
    if not invites.take(session, stored.id, person_id, now):
        raise Refusal("invites-used")
    events = admit(session, now, stored, student, person_id, None)
    over = overtaken(session, stored, student, person_id)
    return Done(_answered(Answer.JOINED, stored, student), (*events, *over))


def _answered(answer: Answer, stored: StoredInvite, student: Student, *, is_anybody_there: bool = True) -> Answered:
    return Answered(answer, stored.id, stored.role, student.college, is_anybody_there)


def _good(session: Session, now: datetime, person_id: int, token: str) -> tuple[StoredInvite, Student]:
    found = by_token(session, token)
    if found is None:
        raise Refusal("invites-unknown")
    stored, student = found
    state = state_of(session, stored, student, now)
    why_not = hindrance(session, person_id, stored, student)
    if stored.used_by == person_id and why_not is not None:
        raise Refusal(why_not)  # they are in already: better than that somebody has used it
    if state is not InviteState.GOOD:
        raise Refusal(f"invites-{state}")
    if why_not is not None:
        raise Refusal(why_not)
    return stored, student


def _failed(session: Session, now: datetime, person_id: int) -> list[int]:
    return access_log.objects_since(session, person_id, Action.READ, Kind.INVITE, now - TRIES_WITHIN)


def _is_record(student: Student, said: str, born: date | None) -> bool:
    if student.last_name is None or student.first_name is None:
        return False
    if born is not None and born != student.birth_date:
        return False
    if russian.is_name_of(said, student.last_name, student.first_name, student.middle_name):
        return True
    return born is not None and russian.is_nearly_name_of(said, student.last_name, student.first_name)
