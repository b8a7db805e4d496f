"""The states of a practice, each with a note. Which leads to which is in `cluster/internship/status.py`."""

from __future__ import annotations

import enum
from typing import Final


class PlacementStatus(enum.StrEnum):
    """Where one student's practice at one enterprise stands."""

    PLANNED = "planned"  # matched by a coordinator, nobody was told
    OFFERED = "offered"  # the student and the enterprise were asked
    CONFIRMED = "confirmed"  # the student wants it, the enterprise takes them
    DOCS_PENDING = "docs_pending"  # agreement, orders, mentor, briefings and the rest are being gathered
    READY = "ready"  # nothing is missing, the first day may come
    ACTIVE = "active"  # the student is at the plant
    PAUSED = "paused"  # interrupted, to be gone on with
    REPORTING = "reporting"  # the days are over, the papers are being made
    ASSESSED = "assessed"  # the mentor has given marks, the supervisor has to sign
    COMPLETED = "completed"  # signed off: the end that everybody wants
    CANCELLED = "cancelled"  # ended before the first day
    TERMINATED = "terminated"  # ended early, with a reason
    FAILED = "failed"  # never came, or did not pass


OVER: Final = frozenset(
    {
        PlacementStatus.COMPLETED,
        PlacementStatus.CANCELLED,
        PlacementStatus.TERMINATED,
        PlacementStatus.FAILED,
    }
)
"""Ended: such a placement holds no seat, asks nothing of anybody, and stands in nobody's way."""

CURRENT: Final = frozenset(PlacementStatus) - OVER

NOT_BEGUN: Final = frozenset(
    {
        PlacementStatus.PLANNED,
        PlacementStatus.OFFERED,
        PlacementStatus.CONFIRMED,
        PlacementStatus.DOCS_PENDING,
        PlacementStatus.READY,
    }
)
"""Before the first day, or after it without having begun."""

UNDER_WAY: Final = frozenset({PlacementStatus.ACTIVE, PlacementStatus.PAUSED})
"""Between the first day and the last."""


class PracticeKind(enum.StrEnum):
    """What a practice is in the curriculum."""

    EDUCATIONAL = "educational"  # mostly in the college's workshop
    PRODUCTION = "production"  # at a plant


class PayBasis(enum.StrEnum):
    """What the enterprise pays a practice by. The cluster shows what was entered and promises nothing itself."""

    EMPLOYMENT = "employment_fixed_term"  # a fixed-term employment contract
    APPRENTICE = "apprentice"  # an apprentice's contract
    CIVIL = "civil"  # a civil contract
    STIPEND = "stipend"  # a scholarship of the enterprise
    NONE = "none"  # unpaid


class Recommendation(enum.StrEnum):
    """What a mentor recommends at the end."""

    HIRE = "hire"  # take them on
    TARGET = "target"  # sign a target contract
    REPEAT = "repeat"  # practise once more
    NO = "no"


class BriefingKind(enum.StrEnum):
    """Which safety briefing was held."""

    INTRODUCTORY = "introductory"  # on the first day, for the whole plant
    PRIMARY = "primary_workplace"  # at the post, by the foreman
    REPEAT = "repeat"  # again, after months
    UNSCHEDULED = "unscheduled"  # after a change or an accident
    TARGETED = "targeted"  # for one job


FIRST_BRIEFINGS: Final = (BriefingKind.INTRODUCTORY, BriefingKind.PRIMARY)
"""Without these nobody starts."""


class PlacementHistoryKind(enum.StrEnum):
    """What a line of a placement's history tells."""

    STATUS = "status"  # the status changed
    EDIT = "edit"  # facts changed; only the names of the fields are kept
    MENTOR = "mentor"  # another mentor, or the first
    BRIEFING = "briefing"  # a briefing was noted
    OVERRIDE = "override"  # an open item was let pass, by name and with a reason
    IMPORT = "import"  # brought by a roster file
    UNDO = "undo"  # an import was taken back
    ERASED = "erased"  # personal data were deleted
