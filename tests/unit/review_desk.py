"""A college's desk for rules of review, without Telegram: staff, an applicant, an application in any status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from cluster import admission, consents, duties, review
from cluster.admission.status import Actor, By, Facts, transition
from cluster.admission.status import ApplicationStatus as S
from cluster.calendar import at
from cluster.events import Done, Event
from storage import organisations, roles
from storage import people as met
from storage.admission import Application, DocumentState, HistoryEntry, ParentConsent, applicants, applications
from storage.admission import Document as Paper
from storage.organisations import Organisation, OrganisationKind
from storage.review import HeldDecision
from storage.roles import Role
from tests.unit.test_admission_rules import ADULT, CONTENT, form

ALL_DUTIES = {**admission.DUTIES, **review.DUTIES}
LAST_DAY = date(2026, 8, 15)
EVERYTHING: dict[str, Any] = {
    "items_listed": ("phone",), "items_changed": True, "checklist_seen": True, "parent_told": True,
    "registration_number": "7", "parent_consent": True, "papers_verified": 1, "ranking_imported": True,
    "after_docs_end": True, "original_verified": True, "order_number": "12", "order_date": date(2026, 8, 19),
    "reason": "no_seats",
}  # fmt: skip
WAY: dict[S, tuple[S, ...]] = {
    S.SUBMITTED: (),
    S.IN_REVIEW: (S.IN_REVIEW,),
    S.NEEDS_INFO: (S.IN_REVIEW, S.NEEDS_INFO),
    S.INVITED: (S.IN_REVIEW, S.INVITED),
    S.REGISTERED: (S.IN_REVIEW, S.INVITED, S.REGISTERED),
    S.RANKED: (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED),
    S.RECOMMENDED: (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED),
    S.RESERVE: (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RESERVE),
    S.ENROLLED: (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.ENROLLED),
    S.REJECTED: (S.IN_REVIEW, S.REJECTED),
    S.WITHDRAWN: (S.WITHDRAWN,),
    S.EXPIRED: (S.IN_REVIEW, S.INVITED, S.EXPIRED),
}
"""How an application comes to stand where a test wants it."""
_BY = {S.RANKED: Actor.CLOCK, S.EXPIRED: Actor.CLOCK, S.WITHDRAWN: Actor.APPLICANT}


@dataclass
class Desk:
    """Olga coordinates and Dasha works in Klepiki, Pavel coordinates elsewhere; Artyom has applied to Klepiki."""

    session: Session
    now: datetime
    olga: int
    dasha: int
    pavel: int
    artyom: int
    application: Application

    @property
    def id(self) -> int:
        return self.application.id

    def reread(self, application: Application | None = None) -> Application:
        wanted = (application or self.application).id
        return applications.get(self.session, [wanted])[wanted]

    def stand(self, status: S, application: Application | None = None) -> Application:
        """Put an application where a test wants it, taken by Olga where staff had it."""
        one = application or self.application
        for target in WAY[status]:
            if target is S.IN_REVIEW and one.status is S.SUBMITTED:
                one = review.take(self.session, self.now, self.olga, one.id).value
                continue
            by = By(_BY.get(target, Actor.STAFF), None if target in _BY else self.olga)
            one, _ = transition(self.session, self.now, one, target, by, Facts(**EVERYTHING))
        if application is None:
            self.application = one
        return one

    def ask(self, *items: str, papers: Sequence[str] = (), words: str | None = None) -> Done[Application]:
        """Ask Artyom for answers and papers, from a fresh card."""
        if self.reread().status is S.SUBMITTED:
            review.take(self.session, self.now, self.olga, self.id)
        version = self.reread().version
        return review.ask(self.session, self.now, self.olga, self.id, version, (items, papers), words, CONTENT)

    def clarify(self, papers: Sequence[str] = (), reply: str | None = None, **changes: Any) -> Done[Application]:
        """Answer as Artyom: with changed answers, papers at home, words."""
        filled = form(choices=["klepiki-welder-9"], **changes)
        return admission.clarify(self.session, self.now, self.artyom, self.id, filled, papers, reply, CONTENT)

    def decide(
        self, decision: Any, actor: int | None = None, application: Application | None = None, seen: int | None = None
    ) -> Done[HeldDecision]:
        """Decide from a fresh card, or from one of the version `seen`."""
        one = self.reread(application)
        by = self.olga if actor is None else actor
        return review.decide(
            self.session, self.now, by, one.id, one.version if seen is None else seen, decision, CONTENT
        )

    def invitation(self, day: date = date(2026, 7, 16), clock: str = "10:00", room: str = "", **more: Any) -> Any:
        college = CONTENT.college("klepiki")
        made = review.invitation(CONTENT, self.application, day, clock, room or college.room.ru, parent_told=True)
        return made.model_copy(update=more)

    def ready_to_register(self, application: Application | None = None) -> Application:
        """Invited, with a verified paper and the parent's consent."""
        one = self.stand(S.INVITED, application)
        self.paper("passport", DocumentState.VERIFIED, one)
        person = applicants.get(self.session, [one.applicant_id])[one.applicant_id]
        applicants.set_parent(self.session, person.id, person.parent_state, ParentConsent.RECEIVED, self.now)
        return one

    def paper(self, kind: str, state: DocumentState, application: Application | None = None) -> None:
        owner = (application or self.application).applicant_id
        applicants.expect_documents(self.session, owner, [kind], self.now)
        applicants.set_document(self.session, owner, Paper(kind, state, self.now, self.olga, None))

    def paper_state(self, kind: str) -> DocumentState:
        papers = applicants.documents(self.session, self.application.applicant_id)
        return next((one.state for one in papers if one.kind == kind), DocumentState.NONE)

    def history(self, application: Application | None = None) -> list[HistoryEntry]:
        return applications.history(self.session, (application or self.application).id)

    def due(self, moment: datetime) -> list[Event]:
        """Do what is due at a moment, in the order in which it came due; return what it tells."""
        self.now = moment
        told: list[Event] = []
        while found := [duty for duty in duties.due(self.session, moment) if duty.kind in ALL_DUTIES]:
            for duty in found:
                told += duties.perform(self.session, moment, duty, ALL_DUTIES, CONTENT).events
        return told

    def later(self, **by: float) -> list[Event]:
        return self.due(self.now + timedelta(**by))

    def dismiss(self, person: int) -> None:
        """End somebody's roles."""
        for grant in roles.of_person(self.session, person):
            assert roles.revoke(self.session, grant.id, self.now, None)

    def apply(self, telegram_id: int, **changes: Any) -> Application:
        """Let somebody else apply to Klepiki, or where `choices` say."""
        return apply(self.session, self.now, telegram_id, **changes)


def apply(session: Session, now: datetime, telegram_id: int, **changes: Any) -> Application:
    """Send an application as somebody; return the first of it."""
    changes.setdefault("choices", ["klepiki-welder-9"])
    owner = met.meet(session, telegram_id, telegram_id, "ru", now)
    consents.give(session, now, owner.id, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    return admission.submit(session, now, owner.id, form(**changes), CONTENT).value.applications[0]


def staff(session: Session, now: datetime, telegram_id: int, role: Role, college: str, name: str) -> int:
    """Return somebody who works in a college."""
    person = met.meet(session, telegram_id, telegram_id, "ru", now)
    met.set_name(session, person.id, name)
    roles.add(session, person.id, role, college, now, None)
    return person.id


def open_desk(session: Session, now: datetime, **changes: Any) -> Desk:
    """Open a desk with one application on it; `changes` are answers that differ."""
    organisations.put(session, [Organisation(one.key, OrganisationKind.COLLEGE) for one in CONTENT.colleges])
    olga = staff(session, now, 901, Role.COORDINATOR, "klepiki", "Тайнова Ольга")
    dasha = staff(session, now, 902, Role.COLLEGE_STAFF, "klepiki", "Скрытнева Дарья")
    pavel = staff(session, now, 903, Role.COORDINATOR, "zhivago", "Просителев Павел")
    sent = apply(session, now, 501, **changes)
    return Desk(session, now, olga, dasha, pavel, sent.owner_id, sent)


def moscow(day: date, clock: str) -> datetime:
    """Return when Moscow clocks show `HH:MM` on a day."""
    hours, minutes = clock.split(":")
    return at(day, datetime.min.time().replace(hour=int(hours), minute=int(minutes)))


__all__ = ["ADULT", "CONTENT", "LAST_DAY", "Desk", "apply", "form", "moscow", "open_desk", "staff"]
