"""How long files of papers are kept: with the consent, with the person's data, and some days after it is all over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import consents, duties
from cluster.consent_ends import in_use
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done, Event
from cluster.privacy import KEEPERS, Kept
from storage import paper_files
from storage.admission import CLOSED, ApplicationStatus, applications

FEATURE = "files"
FORGET: Final = "paper-files-forget"
OVER = CLOSED | {ApplicationStatus.ENROLLED}
"""Where nobody needs the files any more: after enrolment the original lies in the college."""
LOOK_AGAIN: Final = timedelta(days=7)
"""Not longer than the shortest term that content may name: so no end of an application is noticed too late."""
_RESTS_ON = frozenset({consents.PHOTO_FILES, consents.APPLICATION})


class PaperFilesKeeper:
    """Keeps the files of the people whom an owner filled in. No law wants them kept: originals are shown on paper."""

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        """Return how many files there are."""
        count = paper_files.count_of_owner(session, person_id)
        return [Kept(FEATURE, "files-kept", count)] if count else []

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        """Delete every file; nobody works on files alone, so nobody is told."""
        paper_files.forget_of_owner(session, person_id)
        return ()

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        """Delete what rested on the consent to files, or on that to the application itself."""
        return self.delete(session, now, person_id) if purpose in _RESTS_ON else ()


KEEPERS[FEATURE] = PaperFilesKeeper()


@in_use(consents.PHOTO_FILES)
def _rests_on_consent(session: Session, person_id: int) -> bool:
    """Whether files of somebody's lie here."""
    return paper_files.count_of_owner(session, person_id) > 0


def expect_end(session: Session, now: datetime, applicant_id: int) -> None:
    """See to it that a person's files go some days after their last application is over."""
    duties.schedule(session, FORGET, str(applicant_id), now + LOOK_AGAIN, {"applicant": applicant_id})


def forget_over(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Delete the files of a person whose applications have been over for the days that content says.

    Looked at again and again until then, for nothing that ends an application needs to know of files.
    """
    applicant_id = int(duty.payload["applicant"])
    if not paper_files.counts(session, applicant_id):
        return Done(None)
    standing = applications.of_applicant(session, applicant_id)
    days = timedelta(days=content.cluster.files_kept_days)
    since = max((one.status_since for one in standing), default=now - days)
    if any(one.status not in OVER for one in standing):
        expect_end(session, now, applicant_id)
    elif now < since + days:
        duties.schedule(session, FORGET, str(applicant_id), since + days, {"applicant": applicant_id})
    else:
        paper_files.forget_of(session, applicant_id)
    return Done(None)
