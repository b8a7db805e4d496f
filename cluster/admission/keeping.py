"""What admission keeps about a person, and how it lets go of it (`/privacy`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cluster import consents, duties
from cluster.admission.opening import OPENING
from cluster.admission.parents import DROP_PARENT
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, is_editable, transition
from cluster.consent_ends import in_use
from cluster.events import Event
from cluster.privacy import KEEPERS, Kept
from storage import paper_files
from storage.admission import Applicant, HistoryEntry, HistoryKind, applicants, applications, seat_watchers
from storage.review import notes, requests

FEATURE = "admission"
ERASED = "erased"
"""Why an application was withdrawn whose owner asked that everything be deleted."""


class AdmissionKeeper:
    """Keeps applicants of an owner; those registered officially stay, since the college answers for them by law."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return how many people's applications may be deleted, and how many may not."""
        locked = [_is_locked(session, one) for one in applicants.of_owner(session, person_id)]
        found = [
            Kept(FEATURE, "admission-kept", locked.count(False)),
            Kept(FEATURE, "admission-kept-registered", locked.count(True), deletable=False),
            Kept(FEATURE, "admission-kept-seats", seat_watchers.count_of_person(session, person_id)),
        ]
        return [kept for kept in found if kept.count]

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Withdraw what is under way, delete who the people are; numbers and statuses stay for the counts."""
        duties.cancel(session, OPENING, str(person_id))
        seat_watchers.forget(session, person_id=person_id)
        events: list[Event] = []
        for applicant in applicants.of_owner(session, person_id):
            if not _is_locked(session, applicant):
                events += _erase(session, now, applicant)
        return events

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Delete what rested on the consent to process an application."""
        return self.delete(session, now, person_id) if purpose == consents.APPLICATION else ()


KEEPERS[FEATURE] = AdmissionKeeper()


@in_use(consents.APPLICATION)
def _rests_on_consent(session: Session, person_id: int) -> bool:
    """Whether an application of somebody's is under way: else its consent is needed for nothing new."""
    return any(
        applications.of_applicant(session, one.id, active=True) for one in applicants.of_owner(session, person_id)
    )


def _is_locked(session: Session, applicant: Applicant) -> bool:
    return not is_editable(applications.of_applicant(session, applicant.id, active=True))


def _erase(session: Session, now: datetime, applicant: Applicant) -> list[Event]:
    by = By(Actor.APPLICANT, applicant.owner_id)
    events: list[Event] = [
        transition(session, now, one, ApplicationStatus.WITHDRAWN, by, Facts(reason=ERASED))[1]
        for one in applications.of_applicant(session, applicant.id, active=True)
    ]
    duties.cancel(session, DROP_PARENT, str(applicant.id))
    applications.forget_reasons(session, applicant.id)
    notes.forget(session, applicant.id)
    requests.forget(session, applicant.id)
    paper_files.forget_of(session, applicant.id)
    for one in applications.of_applicant(session, applicant.id):
        entry = HistoryEntry(one.id, now, HistoryKind.ERASED, Actor.APPLICANT.value, applicant.owner_id)
        applications.note(session, entry)
    applicants.erase(session, applicant.id, now)
    return events
