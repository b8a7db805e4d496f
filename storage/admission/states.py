"""The states of admission, each with a note. Which leads to which is in `cluster/admission/status.py`."""

from __future__ import annotations

import enum
from typing import Final


class ApplicationStatus(enum.StrEnum):
    """Where one application to one college stands."""

    DRAFT = "draft"  # being filled in; lives in the conversation, no row is kept
    SUBMITTED = "submitted"  # sent, nobody has taken it
    IN_REVIEW = "in_review"  # a coordinator has taken it
    NEEDS_INFO = "needs_info"  # the applicant was asked for something
    INVITED = "invited"  # awaited with the papers
    REGISTERED = "registered"  # officially accepted; answers are locked from here on
    RANKED = "ranked"  # has a place in the list
    RECOMMENDED = "recommended"  # has a seat if the original comes in time
    RESERVE = "reserve"  # next in line for a seat that becomes free
    ENROLLED = "enrolled"  # in the enrolment order: the end that everybody wants
    REJECTED = "rejected"  # refused by the college, with a reason
    WITHDRAWN = "withdrawn"  # taken back by who filled it in
    EXPIRED = "expired"  # a draft left for long, or invited and never came


CLOSED: Final = frozenset({ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN, ApplicationStatus.EXPIRED})
"""Ended without a seat: these no longer stand in the way of a new application to the same college."""

ACTIVE: Final = frozenset(ApplicationStatus) - CLOSED


class FilledBy(enum.StrEnum):
    """Who answers the questions."""

    APPLICANT = "applicant"  # the person who will study
    PARENT = "parent"  # a parent or guardian, for the child
    STAFF = "staff"  # college staff, with the applicant beside them


class DocumentState(enum.StrEnum):
    """Where one paper of the checklist stands."""

    NONE = "none"  # not there yet
    HAVE = "have"  # the applicant says that it is at home
    BROUGHT = "brought"  # staff hold it
    VERIFIED = "verified"  # staff compared it with the original
    RETURNED = "returned"  # staff gave it back with a reason


class ParentState(enum.StrEnum):
    """Whether a parent's own data may be kept."""

    NONE = "none"  # nothing of a parent is kept
    UNCONFIRMED = "unconfirmed"  # typed by the applicant; dropped after 30 days
    CONFIRMED = "confirmed"  # the parent agreed, to staff or in an own chat
    DROPPED = "dropped"  # not confirmed in time, deleted


class ParentConsent(enum.StrEnum):
    """The legal representative's consent, without which nobody under 18 is registered."""

    NOT_NEEDED = "not_needed"  # of age on the day of submitting
    PENDING = "pending"  # awaited
    RECEIVED = "received"  # staff have it


class ConsentWay(enum.StrEnum):
    """How the legal representative's consent reached the college."""

    PAPER = "paper"  # signed on paper, brought by somebody
    IN_PERSON = "in_person"  # the parent came
    EID = "eid"  # with an electronic signature


class HistoryKind(enum.StrEnum):
    """What a line of an application's history tells."""

    STATUS = "status"  # the status changed
    EDIT = "edit"  # answers changed; only the names of the fields are kept
    DOCUMENT = "document"  # a paper changed its state; `fields` names it
    ASSIGN = "assign"  # somebody took it, or handed it on to a colleague
    CONSENT = "consent"  # the representative's consent was received, and how
    PLACE = "place"  # its place in the ranking changed
    OFFER = "offer"  # a free seat was offered, taken, declined or passed on
    MERGE = "merge"  # found to be the same person as another application
    UNDO = "undo"  # a decision or an import was taken back
    ERASED = "erased"  # personal data were deleted
