"""Claims: somebody came by an invite under another name, and waits for the word of the college."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.invites.admitting import admit, hindrance
from cluster.invites.bound import colleges_of, deciders_of, load, load_for
from cluster.invites.events import ClaimMade, ClaimSettled
from storage import invites, people
from storage.errors import NotFound, Refusal
from storage.internship import Student, students
from storage.invites import StoredInvite

REMIND = "invites-claim"
REMIND_AFTER = timedelta(hours=24)
FORGET_AFTER = timedelta(days=14)


def claim(
    session: Session, now: datetime, person_id: int, stored: StoredInvite, student: Student, said: str
) -> Done[bool]:
    """Let somebody who calls themselves `said` wait for the college; the value is False where another waits already."""
    if not invites.claim(session, stored.id, person_id, said, now):
        return Done(False)
    duties.schedule(session, REMIND, str(stored.id), now + REMIND_AFTER, {"invite": stored.id})
    return Done(True, (ClaimMade(stored.id, deciders_of(session, student)),))


def waiting(session: Session, actor: int) -> list[tuple[StoredInvite, Student]]:
    """Return the claims that this person may decide about, oldest first."""
    found = invites.claims_in(session, colleges_of(session, actor))
    return [(one, students.get(session, one.student_id or 0)) for one in found]


def read(session: Session, actor: int, invite_id: int) -> tuple[StoredInvite, Student]:
    """Return a claim, as it stands now, to who may decide about it."""
    return load_for(session, actor, invite_id)


def is_granted(stored: StoredInvite) -> bool:
    """Whether the college said of a claim that it is them."""
    return stored.used_by is not None and stored.used_by == stored.claimed_by


def decide(session: Session, now: datetime, actor: int, invite_id: int, *, grant: bool) -> Done[StoredInvite]:
    """Say that it is them, or that it is not, which makes the invite worthless.

    Of two who decide at once one wins, the other reads when it was decided. The winner's second tap changes nothing.
    """
    stored, student = load_for(session, actor, invite_id)
    if not stored.has_waiting_claim or stored.claimed_by is None:
        return Done(_decided(session, stored, actor, grant=grant))
    if stored.claimed_by == actor:
        raise Refusal("invites-claim-own")
    if grant and hindrance(session, stored.claimed_by, stored, student) is not None:
        raise Refusal("invites-claim-hindered")
    done = (invites.grant_claim if grant else invites.decline_claim)(session, invite_id, actor, now)
    after, _ = load(session, invite_id)
    if not done:
        return Done(_decided(session, after, actor, grant=grant))
    events = admit(session, now, after, student, stored.claimed_by, actor) if grant else ()
    return Done(after, (*_settled(session, stored, student, grant, actor), *events))


def take_back(session: Session, now: datetime, actor: int, invite_id: int) -> Done[None]:
    """Take one's own claim back: what it said is forgotten, the invite can be used on."""
    stored, student = load(session, invite_id)
    if stored.claimed_by != actor or not invites.unclaim(session, invite_id, actor):
        raise Refusal("invites-claim-over")
    return Done(None, _settled(session, stored, student, None, actor))


def drop(session: Session, now: datetime, stored: StoredInvite, by: int | None) -> tuple[Event, ...]:
    """Decline a claim that waits as its invite becomes worthless; return what is to be told."""
    _, student = load(session, stored.id)
    invites.decline_claim(session, stored.id, by, now)
    return _settled(session, stored, student, False, by)


def overtaken(session: Session, stored: StoredInvite, student: Student, person_id: int) -> tuple[Event, ...]:
    """Return what is to be told as a person has used the invite on which somebody, perhaps they themselves, waits."""
    granted = None if stored.claimed_by == person_id else False
    return _settled(session, stored, student, granted, None) if stored.has_waiting_claim else ()


def forget_claims(session: Session, now: datetime, person_id: int) -> tuple[Event, ...]:
    """Forget every claim of a person, and what they called themselves; return what is to be told."""
    found = [load(session, one.id) for one in invites.claims_of(session, person_id)]
    invites.unclaim_all(session, person_id)
    return tuple(e for stored, student in found for e in _settled(session, stored, student, None, person_id))


def _settled(
    session: Session, stored: StoredInvite, student: Student, granted: bool | None, by: int | None
) -> tuple[Event, ...]:
    duties.cancel(session, REMIND, str(stored.id))
    claimant = stored.claimed_by
    return () if claimant is None else (ClaimSettled(stored.id, claimant, granted, by, deciders_of(session, student)),)


def _decided(session: Session, stored: StoredInvite, actor: int, *, grant: bool) -> StoredInvite:
    """Return a claim that this person has settled so before; refuse with what became of it otherwise."""
    granted = is_granted(stored)
    by, at = (stored.confirmed_by, stored.used_at) if granted else (stored.revoked_by, stored.revoked_at)
    if at is None or stored.claimed_by is None:
        raise Refusal("invites-claim-over")
    if (by, granted) == (actor, grant):
        return stored
    who = people.names(session, [by or 0]).get(by or 0, "none")
    shown = russian.format_numeric_moment(at)
    raise Refusal("invites-claim-already-granted" if granted else "invites-claim-already-declined", at=shown, who=who)


def _remind(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Show the card again every day to whoever decides by then; after two weeks nobody will, and the name goes."""
    try:
        stored, student = load(session, int(duty.payload["invite"]))
    except NotFound:  # the roster that had brought the student was taken back
        return Done(None)
    if not stored.has_waiting_claim or stored.claimed_at is None:
        return Done(None)
    if now >= stored.claimed_at + FORGET_AFTER:
        return Done(None, drop(session, now, stored, None))
    duties.schedule(session, REMIND, duty.key, now + REMIND_AFTER, duty.payload)
    return Done(None, (ClaimMade(stored.id, deciders_of(session, student), again=True),))


DUTIES: duties.Duties = {REMIND: _remind}
