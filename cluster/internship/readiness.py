"""What has to be there before the first day: one list, each item with who has the ball and by when.

Nobody starts while an item is open, unless somebody in the college lets it pass by name and with a reason. The list is
worked out anew from what is kept, so no item can be ticked that is not so.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cluster.calendar import is_minor
from storage.internship import BriefingKind, Mentor, Place, Placement, Student

__all__ = ["ITEMS", "Ball", "Item", "Readiness", "Seen", "State", "readiness"]


class Item(enum.StrEnum):
    """One thing that has to be there."""

    AGREEMENT = "agreement"  # between college and enterprise, not over before the first day
    COLLEGE_ORDER = "college_order"
    ENTERPRISE_ORDER = "enterprise_order"  # names the mentor
    MENTOR = "mentor"
    MENTOR_CONSENT = "mentor_consent"  # written
    PARENT_CONSENT = "parent_consent"  # of the representative of somebody under 18
    MEDICAL = "medical"  # the clearance lasts to the last day
    SCHEDULE = "schedule"  # the plan keeps to what the age allows
    GEAR = "gear"  # sizes are known
    PASS = "pass"  # noqa: S105 - to get in at the gate
    BED = "bed"
    INTRODUCTORY = "introductory"  # the first briefing, on the day before or on the first day
    PRIMARY = "primary_workplace"  # the briefing at the post

    @property
    def text_key(self) -> str:
        """Return the key of its name."""
        return f"internship-item-{self.value}"


class Ball(enum.StrEnum):
    """Who has to do something about an item."""

    STUDENT = "student"
    PARENT = "parent"
    ENTERPRISE = "enterprise"
    COLLEGE = "college"


class State(enum.StrEnum):
    """How an item stands."""

    OPEN = "open"
    DONE = "done"
    PASSED = "passed"  # open, and let pass by somebody
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the list is worked out from. `medical_required` is the programme's rule, `blocked` that of the ages.

    The latter is `schedule_verdict(…).blocks` of `cluster.internship.schedule`.
    """

    placement: Placement
    student: Student
    place: Place | None
    mentor: Mentor | None
    briefed: frozenset[BriefingKind]
    medical_required: bool
    blocked: bool
    passed: frozenset[str] = frozenset()

    @property
    def minor(self) -> bool:
        """Whether a representative has a say: under 18 on the first day, or of unknown age."""
        born = self.student.birth_date
        return born is None or is_minor(born, self.placement.date_from)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the list: whose turn it is, how many days before the first day it should be done, and when it is."""

    item: Item
    ball: Ball
    days_before: int
    done: Callable[[Seen], bool]
    needed: Callable[[Seen], bool] = lambda _seen: True


def _is_agreed(one: Placement) -> bool:
    """Whether an agreement stands on the first day. One that ends within the practice is warned of."""
    until = one.agreement_until
    return bool(one.agreement_no and one.agreement_date) and (until is None or until >= one.date_from)


ITEMS: Final[tuple[Rule, ...]] = (
    Rule(Item.AGREEMENT, Ball.COLLEGE, 14, lambda s: _is_agreed(s.placement)),
    Rule(
        Item.COLLEGE_ORDER,
        Ball.COLLEGE,
        14,
        lambda s: bool(s.placement.college_order_no and s.placement.college_order_date),
    ),
    Rule(
        Item.ENTERPRISE_ORDER,
        Ball.ENTERPRISE,
        7,
        lambda s: bool(s.placement.enterprise_order_no and s.placement.enterprise_order_date),
    ),
    Rule(Item.MENTOR, Ball.ENTERPRISE, 14, lambda s: s.placement.mentor_id is not None),
    Rule(Item.MENTOR_CONSENT, Ball.ENTERPRISE, 7, lambda s: s.mentor is not None and s.mentor.consent_date is not None),
    Rule(Item.PARENT_CONSENT, Ball.PARENT, 14, lambda s: s.student.parent_consent, lambda s: s.minor),
    Rule(
        Item.MEDICAL,
        Ball.STUDENT,
        14,
        lambda s: s.student.medical_until is not None and s.student.medical_until >= s.placement.date_to,
        # For work under 18 the law asks for it, whatever the programme says.
        lambda s: s.medical_required or s.minor,
    ),
    Rule(Item.SCHEDULE, Ball.COLLEGE, 14, lambda s: not s.blocked, lambda s: s.minor),
    Rule(Item.GEAR, Ball.STUDENT, 7, lambda s: bool(s.student.sizes), lambda s: s.place is None or bool(s.place.gear)),
    Rule(Item.PASS, Ball.ENTERPRISE, 3, lambda s: s.placement.pass_issued_on is not None),
    Rule(Item.BED, Ball.COLLEGE, 7, lambda s: s.placement.bed is True, lambda s: s.student.needs_bed),
    Rule(Item.INTRODUCTORY, Ball.ENTERPRISE, 1, lambda s: BriefingKind.INTRODUCTORY in s.briefed),
    Rule(Item.PRIMARY, Ball.ENTERPRISE, 1, lambda s: BriefingKind.PRIMARY in s.briefed),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one placement: how it stands, whose turn it is, by which Moscow day."""

    item: Item
    ball: Ball
    due: date
    state: State

    @property
    def needed(self) -> bool:
        """Whether this placement needs it at all."""
        return self.state is not State.NOT_NEEDED


@dataclass(frozen=True, slots=True)
class Readiness:
    """The list of one placement, in the order in which things are due."""

    lines: tuple[Line, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """Return what is not there, whether it was let pass or not."""
        return tuple(line.item for line in self.lines if line.state in {State.OPEN, State.PASSED})

    @property
    def passed(self) -> tuple[Item, ...]:
        """Return what is not there and was let pass."""
        return tuple(line.item for line in self.lines if line.state is State.PASSED)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.open

    def of(self, ball: Ball) -> tuple[Line, ...]:
        """Return the open lines that `ball` has to do something about, the most urgent first."""
        return tuple(line for line in self.lines if line.ball is ball and line.state is State.OPEN)


def readiness(seen: Seen) -> Readiness:
    """Work the list out. Items are due at the latest on the day before the first day."""
    lines = [
        Line(rule.item, rule.ball, seen.placement.date_from - timedelta(days=rule.days_before), _state(rule, seen))
        for rule in ITEMS
    ]
    order: Mapping[Item, int] = {rule.item: number for number, rule in enumerate(ITEMS)}
    return Readiness(tuple(sorted(lines, key=lambda line: (line.due, order[line.item]))))


def _state(rule: Rule, seen: Seen) -> State:
    if not rule.needed(seen):
        return State.NOT_NEEDED
    if rule.done(seen):
        return State.DONE
    return State.PASSED if rule.item.value in seen.passed else State.OPEN
