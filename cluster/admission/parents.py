"""A parent's own data: typed by somebody else, so kept for 30 days unless the parent agrees."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission.events import ParentDataDropped
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done
from storage.admission import Applicant, FilledBy, Parent, ParentConsent, ParentState, applicants

KEEP_UNCONFIRMED: Final = timedelta(days=30)
DROP_PARENT: Final = "admission-parent-drop"


def note_parent(
    session: Session, now: datetime, applicant: Applicant, *, minor: bool, before: Parent | None = None
) -> None:
    """Bring the parent's state in line with answers just kept; `before` is the parent that was kept till now.

    The same parent as before stays confirmed; a parent who fills the form in has agreed by doing so. The
    representative's consent on paper is another matter, staff receive it.
    """
    parent = applicant.answers.parent if applicant.answers else None
    key = str(applicant.id)
    if parent is None or not minor:
        needed = ParentConsent.PENDING if minor else ParentConsent.NOT_NEEDED
        applicants.set_parent(session, applicant.id, ParentState.NONE, needed, now)
        duties.cancel(session, DROP_PARENT, key)
        return
    if parent == before and applicant.parent_state is not ParentState.NONE:
        return
    agreed = applicant.filled_by is FilledBy.PARENT
    state = ParentState.CONFIRMED if agreed else ParentState.UNCONFIRMED
    applicants.set_parent(session, applicant.id, state, ParentConsent.PENDING, now)
    if agreed:
        duties.cancel(session, DROP_PARENT, key)
    else:
        duties.schedule(session, DROP_PARENT, key, now + KEEP_UNCONFIRMED, {"applicant": applicant.id})


def drop_unconfirmed(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Delete a parent's data that nobody confirmed in time, and ask the owner for them again."""
    applicant_id = int(duty.payload["applicant"])
    applicant = applicants.get(session, [applicant_id]).get(applicant_id)
    if applicant is None or applicant.parent_state is not ParentState.UNCONFIRMED:
        return Done(None)
    applicants.set_parent(session, applicant_id, ParentState.DROPPED, applicant.parent_consent, now)
    return Done(None, (ParentDataDropped(applicant_id, applicant.owner_id),))
