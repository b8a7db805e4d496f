"""Making invites to students' records: one for a student, for a parent, or for a whole group on printed cards."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cluster import russian
from cluster.access import Action, Kind, allowed, of_kind
from cluster.calendar import day_of, is_minor
from cluster.events import Done, Event
from cluster.internship import desk
from cluster.invites.admitting import holder_of
from cluster.invites.bound import LINK_PREFIX, check_college, load_for
from cluster.invites.claims import drop
from cluster.people import Role
from cluster.people.invites import VALID_FOR, hash_of, new_token
from cluster.people.organisations import circle_of
from storage import invites
from storage.errors import NotFound, Refusal
from storage.internship import Student, joining
from storage.internship.joining import GroupSize
from storage.invites import Bound, InviteSource, Numbers, StoredInvite

PRINTED_VALID_FOR = timedelta(days=30)
DOUBLE_TAP = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class BoundInvite:
    """A new invite: the only time that its token is seen. `payload` goes after `?start=`."""

    id: int
    token: str
    role: Role
    student: Student
    expires_at: datetime

    @property
    def payload(self) -> str:
        """Return the start payload of the link."""
        return payload_of(self.token)


@dataclass(frozen=True, slots=True)
class Group:
    """A study group as cards are printed for it. `linked` of its `absent` students hold a link that works."""

    name: str
    students: int
    absent: int
    linked: int

    @property
    def code(self) -> str:
        """Return a short name of the group that fits into a button."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:8]


def payload_of(token: str) -> str:
    """Return what goes after `?start=` in a link."""
    return f"{LINK_PREFIX}_{token}"


# --- one link -----------------------------------------------------------------------------------------------


def invite_student(session: Session, now: datetime, actor: int, student_id: int) -> Done[BoundInvite]:
    """Make an invite by which a student comes to their own record; older unused ones become worthless."""
    student = _load(session, actor, student_id)
    if holder_of(session, student) is not None:
        raise Refusal("invites-student-here")
    return _make(session, now, actor, student, Role.STUDENT)


def invite_parent(session: Session, now: datetime, actor: int, student_id: int) -> Done[BoundInvite]:
    """Make an invite for a student's parent; older unused ones become worthless.

    Of age, only the student opens their own card to a parent.
    """
    student = _load(session, actor, student_id)
    if actor != student.person_id and student.birth_date and not is_minor(student.birth_date, day_of(now)):
        raise Refusal("invites-parent-of-age")
    return _make(session, now, actor, student, Role.PARENT)


def revoke(session: Session, now: datetime, actor: int, invite_id: int) -> Done[StoredInvite]:
    """Make an unused invite worthless; `invites-used` where somebody was faster. A second tap changes nothing."""
    stored, _ = load_for(session, actor, invite_id)
    if stored.used_at is not None:
        raise Refusal("invites-used")
    events = _replace(session, now, actor, [stored]) if stored.revoked_at is None else ()
    stored, _ = load_for(session, actor, invite_id)
    return Done(stored, events)


def _load(session: Session, actor: int, student_id: int) -> Student:
    student = desk.load_student(session, actor, student_id, Action.WRITE)
    if student.last_name is None:  # erased
        raise NotFound
    return student


def _make(session: Session, now: datetime, actor: int, student: Student, role: Role) -> Done[BoundInvite]:
    old = invites.unused_of(session, [student.id], role)
    if any(one.created_by == actor and one.created_at > now - DOUBLE_TAP for one in old):
        raise Refusal("people-invite-double")  # a link can be shown only once
    events = _replace(session, now, actor, old)
    token = new_token()
    stored = invites.add(
        session,
        token_hash=hash_of(token),
        role=role,
        organisation=student.college if role is Role.STUDENT else None,
        child_id=student.person_id if role is Role.PARENT else None,
        created_at=now,
        created_by=actor,
        expires_at=now + VALID_FOR,
        student_id=student.id,
    )
    return Done(BoundInvite(stored.id, token, role, student, stored.expires_at), events)


def _replace(session: Session, now: datetime, actor: int | None, old: Sequence[StoredInvite]) -> tuple[Event, ...]:
    """Make older invites worthless; whoever waits on one for the college's word is told."""
    events = tuple(event for one in old if one.has_waiting_claim for event in drop(session, now, one, actor))
    invites.revoke_many(session, [one.id for one in old], actor, now)
    return events


# --- many links ---------------------------------------------------------------------------------------------


def groups(session: Session, now: datetime, actor: int, college: str) -> list[Group]:
    """Return a college's study groups that have students who never opened the bot, by name."""
    check_college(session, actor, college)
    linked = _linked(session, now, college)
    waiting = [one.study_group for one in joining.absent(session, college) if one.id in linked]
    sizes: list[GroupSize] = joining.groups(session, college)
    return [Group(one.study_group, one.students, one.absent, waiting.count(one.study_group)) for one in sizes]


def to_print(session: Session, now: datetime, actor: int, college: str, group: str, *, only_new: bool) -> list[Student]:
    """Return the students for whom cards are printed, by group and name; `group=""`: every group, else its code.

    `only_new` leaves out who holds a link that works: the card that they have at home stays good.
    """
    known = {one.code: one.name for one in groups(session, now, actor, college)}
    if group and group not in known:
        raise NotFound
    found = joining.absent(session, college, known.get(group))
    linked = _linked(session, now, college) if only_new else set()
    return sorted((one for one in found if one.id not in linked), key=_by_name)


def _linked(session: Session, now: datetime, college: str) -> set[int]:
    """Return the students who hold a link that works: one whose maker may invite no more does not."""
    found = invites.links_in(session, college, now)
    target = of_kind(Kind.STUDENT, None, *circle_of(session, college))
    makers = {maker for _, maker in found if maker is not None}
    able = {maker for maker in makers if allowed(session, maker, Action.WRITE, target)}
    return {student_id for student_id, maker in found if maker is None or maker in able}


def _by_name(student: Student) -> tuple[str, str, str, int]:
    # As people look a name up: a plain comparison would put all with Ё before the rest.
    last, first = (russian.plain(name or "") for name in (student.last_name, student.first_name))
    return student.study_group, last, first, student.id


def keep_printed(
    session: Session,
    now: datetime,
    actor: int,
    college: str,
    tokens: dict[int, str],
    source: InviteSource,
    expires_at: datetime,
) -> Done[int]:
    """Keep the invites that were printed (student -> token), and make older ones worthless; return how many.

    Whoever opened the bot while the printer worked needs none any more.
    """
    check_college(session, actor, college)
    absent = {one.id for one in joining.absent(session, college)}
    wanted: Collection[int] = [one for one in tokens if one in absent]
    events = _replace(session, now, actor, invites.unused_of(session, wanted, Role.STUDENT))
    bound = [Bound(one, hash_of(tokens[one])) for one in wanted]
    invites.add_many(
        session,
        bound,
        college=college,
        source=source,
        created_at=now,
        created_by=actor,
        expires_at=expires_at,
    )
    return Done(len(bound), events)


def numbers(session: Session, actor: int, college: str) -> list[Numbers]:
    """Return what became of the invites of a college's students and their parents, by source in the order of these."""
    check_college(session, actor, college)
    found = {one.source: one for one in invites.numbers(session, college)}
    return [found[source] for source in InviteSource if source in found]
