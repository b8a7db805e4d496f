"""What content says of notices: of each event of admission, who is told of it, and when."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from cluster.content.values import Complaint, Item


class NoticeEvent(enum.StrEnum):
    """What happens in admission that somebody may be told of; its texts are `notice-<event>-<role>`."""

    SUBMITTED = "submitted"  # sent to the college
    IN_REVIEW = "in_review"  # somebody of the college took it
    HANDED_ON = "handed_on"  # a colleague handed it on
    NEEDS_INFO = "needs_info"  # the college asks for answers or papers
    INFO_REMINDED = "info_reminded"  # they are still owed
    INFO_GIVEN = "info_given"  # they came
    EDITED = "edited"  # the applicant changed answers
    PAPER_VERIFIED = "paper_verified"
    PAPER_RETURNED = "paper_returned"
    PARENT_CONSENT = "parent_consent"  # the college has the representative's consent
    PARENT_DROPPED = "parent_dropped"  # unconfirmed data of a parent were deleted
    INVITED = "invited"
    REGISTERED = "registered"
    ORIGINAL_BROUGHT = "original_brought"
    ORIGINAL_BACK = "original_back"
    ORIGINAL_DUE = "original_due"  # the term for originals comes near
    RANKED = "ranked"
    RECOMMENDED = "recommended"
    RESERVE = "reserve"
    OFFERED = "offered"  # a seat became free for the next in reserve
    OFFER_PASSED = "offer_passed"  # it was not taken in time, or declined
    ENROLLED = "enrolled"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    MERGED = "merged"  # two records of one person became one
    CORRECTED = "corrected"  # the college took a step back
    DECISION_FAILED = "decision_failed"  # a held decision could not be carried out


class NoticeRole(enum.StrEnum):
    """In which part somebody is told."""

    APPLICANT = "applicant"  # who filled the application in
    PARENT = "parent"  # a parent who reads along in a chat of their own
    ASSIGNEE = "assignee"  # the member of staff who took it, or whom it is about
    COLLEGE = "college"  # the college's coordinators


class NoticeMode(enum.StrEnum):
    """Whether and when somebody is told."""

    OFF = "off"
    DAY = "day"  # at once by day, at 9:00 where it happens in the quiet hours
    NOW = "now"  # at any hour: the person has just asked for it, or waits for it


class NoticeRule(Item):
    """Who is told of one event of admission, and when. The key is the event's name."""

    noun = "notice"

    applicant: NoticeMode = NoticeMode.DAY
    parent: NoticeMode = NoticeMode.DAY
    assignee: NoticeMode = NoticeMode.OFF
    college: NoticeMode = NoticeMode.OFF

    def mode(self, role: NoticeRole) -> NoticeMode:
        """Return whether and when `role` is told."""
        found: NoticeMode = getattr(self, role.value)
        return found

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the rule."""
        if self.key not in set(NoticeEvent):
            yield "key", f'"{self.key}" is no event; there are: {", ".join(NoticeEvent)}'
