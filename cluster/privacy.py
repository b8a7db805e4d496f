"""Privacy: what is kept about a person and why, and how they get rid of it.

Each feature that keeps something about people adds a `Keeper` to `KEEPERS`; so this file knows none of them, and a
feature that forgets to register is found by the test that walks the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from cluster import consents, duties
from cluster.access import Action, Kind, Target, log, require
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from storage import access_requests, conversations, erasures, people, roles
from storage.access_requests import AccessRequest, RequestState
from storage.consents import Consent
from storage.erasures import Erasure, ErasureState
from storage.errors import NotFound, Refusal
from storage.roles import Grant

ERASE_AFTER = timedelta(days=14)
UNLINK_AFTER = timedelta(days=1)  # the last message, "everything is deleted", must still find its way

ERASE = "privacy-erase"
UNLINK = "privacy-unlink"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a feature keeps about a person: `text_key` says what and why (with `$count`).

    `deletable=False` where another law wants it kept; the same text then says so.
    """

    feature: str
    text_key: str
    count: int
    deletable: bool = True


class Keeper(Protocol):
    """A feature that keeps something about people."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return what is kept about the person; nothing where nothing is."""
        ...

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Delete what may be deleted; an open application is withdrawn first, and who works on it is told."""
        ...

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Stop what rested on a consent that has just been withdrawn."""
        ...


KEEPERS: dict[str, Keeper] = {}
"""The features that keep something about people, by name. A feature registers once, when it is imported."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that a person began and has not sent."""

    name: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything kept about a person, for `/privacy`."""

    person_id: int
    consents: tuple[Consent, ...]
    roles: tuple[Grant, ...]
    requests: tuple[AccessRequest, ...]
    drafts: tuple[Draft, ...]
    kept: tuple[Kept, ...]
    erasure: Erasure | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept but the Telegram number and the language."""
        return not (self.consents or self.roles or self.requests or self.drafts or self.kept)


@dataclass(frozen=True)
class ErasureRequested(Event):
    """A person asked that everything be deleted; it happens at `due_at` unless they cancel."""

    person_id: int
    due_at: datetime


@dataclass(frozen=True)
class ErasureCancelled(Event):
    """The person wants to stay after all."""

    person_id: int


@dataclass(frozen=True)
class Erased(Event):
    """Everything about the person is deleted; a day later Iskra forgets who they are in Telegram.

    `whole=False`: another law wants something kept, and the person is told so.
    """

    person_id: int
    whole: bool = True


def summary(session: Session, actor: int, person_id: int | None = None) -> Summary:
    """Return what is kept about a person (None: the actor)."""
    subject = actor if person_id is None else person_id
    require(session, actor, Action.READ, Target(Kind.PERSON, subject))
    open_requests = [r for r in access_requests.of_person(session, subject) if r.name is not None]
    return Summary(
        person_id=subject,
        consents=tuple(consents.given(session, subject)),
        roles=tuple(roles.of_person(session, subject)),
        requests=tuple(open_requests),
        drafts=tuple(Draft(c.name, c.updated_at) for c in _drafts(session, subject)),
        kept=tuple(kept for keeper in KEEPERS.values() for kept in keeper.kept(session, subject)),
        erasure=erasures.waiting(session, subject),
    )


def withdraw_consent(session: Session, now: datetime, actor: int, purpose: str) -> Done[bool]:
    """Withdraw one's consent to a purpose; every feature stops what rested on it. A second tap changes nothing."""
    withdrawn = consents.withdraw(session, now, actor, purpose)
    if not withdrawn.value:
        return withdrawn
    stopped = [event for keeper in KEEPERS.values() for event in keeper.consent_withdrawn(session, now, actor, purpose)]
    return Done(True, (*withdrawn.events, *stopped))


def delete_draft(session: Session, now: datetime, actor: int, name: str) -> Done[bool]:
    """Delete one's unsent form; the value says whether there was one. A second tap changes nothing."""
    require(session, actor, Action.WRITE, Target(Kind.DRAFT, actor))
    found = [c for c in _drafts(session, actor) if c.name == name]
    for draft in found:
        conversations.erase(session, draft.bot_id, draft.chat_id, draft.user_id, draft.name)
    return Done(bool(found))


def delete_kept(session: Session, now: datetime, actor: int, feature: str) -> Done[bool]:
    """Delete what one feature keeps about oneself; refuses where a law wants it kept. A second tap changes nothing."""
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    keeper = KEEPERS.get(feature)
    if keeper is None:
        raise NotFound
    kept = keeper.kept(session, actor)
    if not kept:
        return Done(False)
    if not any(one.deletable for one in kept):
        raise Refusal("privacy-kept-by-law")
    log(session, now, actor, Action.WRITE, Kind.PERSON, actor, reason=f"delete {feature}")
    return Done(True, tuple(keeper.delete(session, now, actor)))


def request_erasure(session: Session, now: datetime, actor: int) -> Done[Erasure]:
    """Ask that everything about oneself be deleted, in 14 days; until then it can be cancelled. Idempotent."""
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    due_at = now + ERASE_AFTER
    new = erasures.add(session, actor, now, due_at)
    erasure = erasures.waiting(session, actor)
    if erasure is None:
        raise AssertionError("the request has just been written, or was there")
    if not new:
        return Done(erasure)
    duties.schedule(session, ERASE, str(actor), due_at, {"person": actor})
    return Done(erasure, (ErasureRequested(actor, due_at),))


def cancel_erasure(session: Session, now: datetime, actor: int) -> Done[bool]:
    """Take one's request for erasure back; the value says whether one was waiting."""
    require(session, actor, Action.WRITE, Target(Kind.PERSON, actor))
    erasure = erasures.waiting(session, actor)
    if erasure is None or not erasures.settle(session, erasure.id, ErasureState.CANCELLED, now):
        return Done(False)
    duties.cancel(session, ERASE, str(actor))
    return Done(True, (ErasureCancelled(actor),))


def _erase(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Delete everything about a person but the record of consents, which has to prove what was done by right."""
    person_id = int(duty.payload["person"])
    erasure = erasures.waiting(session, person_id)
    if erasure is None:
        return Done(None)
    events = [e for keeper in KEEPERS.values() for e in keeper.delete(session, now, person_id)]
    for draft in _drafts(session, person_id):
        conversations.erase(session, draft.bot_id, draft.chat_id, draft.user_id)
    for request in access_requests.of_person(session, person_id):
        access_requests.decide(session, request.id, RequestState.WITHDRAWN, None, now)
    access_requests.forget_names(session, person_id=person_id)
    for purpose in {c.purpose for c in consents.given(session, person_id)}:
        withdrawn = consents.withdraw(session, now, person_id, purpose)
        events += withdrawn.events
    for held in roles.of_person(session, person_id):
        roles.revoke(session, held.id, now, person_id)
    roles.forget_family(session, person_id)
    people.set_active_role(session, person_id, None)
    people.set_name(session, person_id, None)
    erasures.settle(session, erasure.id, ErasureState.DONE, now)
    log(session, now, None, Action.WRITE, Kind.PERSON, person_id, reason="erasure")
    duties.schedule(session, UNLINK, str(person_id), now + UNLINK_AFTER, {"person": person_id})
    left = any(keeper.kept(session, person_id) for keeper in KEEPERS.values())
    return Done(None, (*events, Erased(person_id, whole=not left)))


def _unlink(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Forget who an erased person is in Telegram, unless they have begun anew."""
    person_id = int(duty.payload["person"])
    person = people.get(session, [person_id]).get(person_id)
    if person is not None and summary(session, person_id).is_empty:
        conversations.forget(session, person.telegram_id)
        people.unlink(session, person_id)
    return Done(None)


DUTIES: duties.Duties = {ERASE: _erase, UNLINK: _unlink}


def _drafts(session: Session, person_id: int) -> list[conversations.Conversation]:
    person = people.get(session, [person_id]).get(person_id)
    return [] if person is None else conversations.of_person(session, person.telegram_id)
