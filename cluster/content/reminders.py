"""What content says of reminders: one row a kind, with its switch, its days and whom it is for.

What a kind is about, and what of it may be set, is `SHAPES`: a row leaves out what it does not want to change.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Final

from pydantic import Field

from cluster.calendar import QUIET_FROM, QUIET_UNTIL
from cluster.content.values import Complaint, Item

MOST_DAYS: Final = 60
Days = Annotated[tuple[Annotated[int, Field(ge=0, le=MOST_DAYS)], ...], Field(min_length=1, max_length=5)]


class ReminderKind(enum.StrEnum):
    """What people are reminded of; its name is `reminders-kind-<value>`."""

    DRAFT = "draft"  # a form that was begun and not sent
    NEEDS_INFO = "needs_info"  # answers and papers that the college asked for
    ORIGINALS = "originals_end"  # the original of who is recommended
    OPENING = "opening"  # admission opens, for who asked to be told
    EXTRA_SEATS = "extra_seats"  # a programme has extra seats, for who asked to be told
    PAPERS = "practice_papers"  # a practice begins: what has to be there
    PLAN = "practice_plan"  # the same: how it goes
    FIRST_DAY = "practice_first_day"  # the same: where and when, what to bring
    READINESS = "readiness"  # the gate: what is missing, to whose turn it is
    MEDICAL = "medical"  # the clearance ends before the practice does
    BRIEFING = "briefing"  # the briefing at the post has to be repeated
    DIARY = "diary_missing"  # a day of practice of which nothing is written
    REVIEW = "diary_review"  # a week of the diary that its mentor has not looked at
    MARKS = "review_missing"  # a practice ends, or is over, and its mentor has not given review and marks
    SIGN = "sign_off"  # its papers wait for the supervisor's signature
    PAY = "pay_date"  # whether the pay has come
    BIRTHDAY = "birthday"  # 16 or 18 within a practice: other limits
    AGREEMENT = "agreement_ends"  # the agreement ends before the practice does
    CONSENT = "consent_ends"  # a consent whose text names a term


class ReminderRole(enum.StrEnum):
    """In which part somebody is reminded; who is several is reminded as the first of the row."""

    APPLICANT = "applicant"
    STUDENT = "student"
    PARENT = "parent"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"  # of the practice in the college; where there is none, its coordinators
    ENTERPRISE = "enterprise"  # the plant's personnel and head
    COORDINATORS = "coordinators"  # of the college, beside the supervisor
    GIVER = "giver"  # whoever gave a consent; of one on paper the college that has it


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind is where content says nothing, and the fields that content may set.

    `before` and `after` are days from what it is about. `always`: it is about safety and may not be off.
    """

    to: tuple[ReminderRole, ...]
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    at: time | None = None
    months: int | None = None
    may_be_told: frozenset[ReminderRole] = frozenset()
    settable: frozenset[str] = frozenset()
    always: bool = False


_MORNING, _EVENING = time(10), time(18)
_R = ReminderRole
_HOME = (_R.STUDENT, _R.PARENT)
_WORK = (_R.SUPERVISOR, _R.ENTERPRISE)
_BEFORE = frozenset({"before", "at", "to"})

SHAPES: Final[Mapping[ReminderKind, Shape]] = {
    ReminderKind.DRAFT: Shape((_R.APPLICANT,), after=(1, 7)),
    ReminderKind.NEEDS_INFO: Shape(
        (_R.APPLICANT, _R.PARENT), (1,), (1, 3), _MORNING, settable=frozenset({"before", "after", "at"})
    ),
    ReminderKind.ORIGINALS: Shape(
        (_R.APPLICANT, _R.PARENT), (5, 1), at=_MORNING, settable=frozenset({"before", "at"})
    ),
    ReminderKind.OPENING: Shape((_R.APPLICANT,), (0,), at=_MORNING, settable=frozenset({"at"})),
    ReminderKind.EXTRA_SEATS: Shape((_R.APPLICANT,), at=_MORNING, settable=frozenset({"at"})),
    ReminderKind.PAPERS: Shape(
        (_R.STUDENT,), (14,), at=_MORNING, may_be_told=frozenset(_HOME), settable=_BEFORE
    ),
    ReminderKind.PLAN: Shape(
        (_R.STUDENT, _R.MENTOR), (3,), at=_MORNING, may_be_told=frozenset({*_HOME, _R.MENTOR}), settable=_BEFORE
    ),
    ReminderKind.FIRST_DAY: Shape(
        (_R.STUDENT,), (1,), at=_EVENING, may_be_told=frozenset(_HOME), settable=_BEFORE
    ),
    ReminderKind.READINESS: Shape(
        (_R.SUPERVISOR, _R.ENTERPRISE, *_HOME), (14, 7, 3, 1), at=_MORNING, settable=frozenset({"before"})
    ),
    ReminderKind.MEDICAL: Shape(
        _WORK, (14, 3), at=_MORNING, may_be_told=frozenset({*_WORK, *_HOME}), settable=_BEFORE, always=True
    ),
    ReminderKind.BRIEFING: Shape(
        _WORK, (14, 3), at=_MORNING, months=6, may_be_told=frozenset({*_WORK, _R.MENTOR}),
        settable=_BEFORE | {"months"}, always=True,
    ),
    ReminderKind.DIARY: Shape((_R.STUDENT, _R.SUPERVISOR)),
    ReminderKind.REVIEW: Shape(
        (_R.MENTOR, _R.SUPERVISOR), after=(1, 2), at=_MORNING, may_be_told=frozenset({_R.MENTOR, _R.SUPERVISOR}),
        settable=frozenset({"after", "at", "to"}),
    ),
    ReminderKind.MARKS: Shape(
        (_R.MENTOR, *_WORK, _R.COORDINATORS), (2,), (2, 3, 5), _MORNING,
        may_be_told=frozenset({_R.MENTOR, *_WORK, _R.COORDINATORS}), settable=_BEFORE | {"after"},
    ),
    ReminderKind.SIGN: Shape(
        (_R.SUPERVISOR, _R.COORDINATORS), (1, 0), (1,), _MORNING,
        may_be_told=frozenset({_R.SUPERVISOR, _R.COORDINATORS}), settable=_BEFORE | {"after"},
    ),
    ReminderKind.PAY: Shape((_R.STUDENT,), (0,), at=_EVENING, settable=frozenset({"at"})),
    ReminderKind.BIRTHDAY: Shape(
        _WORK, (7,), at=_MORNING, may_be_told=frozenset({*_WORK, _R.MENTOR}), settable=_BEFORE
    ),
    ReminderKind.AGREEMENT: Shape(
        (_R.SUPERVISOR,), (7, 0), at=_MORNING, may_be_told=frozenset(_WORK), settable=_BEFORE
    ),
    ReminderKind.CONSENT: Shape((_R.GIVER,), (7, 0), at=_MORNING, settable=frozenset({"before", "at"})),
}  # fmt: skip
"""Every kind, in the order in which the table is shown."""


_NOT_AT_ONCE: Final[Mapping[ReminderKind, str]] = {
    ReminderKind.REVIEW: "a mentor has at least a working day after the week: 1 or more",
    ReminderKind.MARKS: "the day itself stands in before: 1 or more",
    ReminderKind.SIGN: "the day itself stands in before: 1 or more",
}
"""Kinds that are told after a day, not on it, and why."""


class ReminderRule(Item):
    """One row of the table of reminders. The key is the kind's name; what is left out is as `SHAPES` has it."""

    noun = "reminder"

    on: bool = True
    before: Days | None = None
    """So many days before the day that it is about."""
    after: Days | None = None
    """So many days after its cause began."""
    at: time | None = None
    """On Moscow clocks, outside the quiet hours."""
    to: tuple[ReminderRole, ...] | None = None
    months: Annotated[int, Field(ge=1, le=12)] | None = None
    """How long a briefing holds."""

    @property
    def kind(self) -> ReminderKind:
        """Return the kind of a checked row."""
        return ReminderKind(self.key)

    @property
    def shape(self) -> Shape:
        """Return what the kind is where this row says nothing."""
        return SHAPES[self.kind]

    @property
    def days_before(self) -> tuple[int, ...]:
        """Return the days before, the earliest reminder first."""
        return tuple(sorted(self.shape.before if self.before is None else self.before, reverse=True))

    @property
    def days_after(self) -> tuple[int, ...]:
        """Return the days after, the earliest reminder first."""
        return tuple(sorted(self.shape.after if self.after is None else self.after))

    @property
    def clock(self) -> time:
        """Return the Moscow time at which it comes."""
        return self.at or self.shape.at or _MORNING

    @property
    def told(self) -> tuple[ReminderRole, ...]:
        """Return whom it is for."""
        return self.shape.to if self.to is None else self.to

    @property
    def holds_months(self) -> int:
        """Return how long a briefing holds; of other kinds nothing holds."""
        return self.months or self.shape.months or 0

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the row."""
        if self.key not in set(ReminderKind):
            yield "key", f'"{self.key}" is no reminder; there are: {", ".join(ReminderKind)}'
            return
        if self.shape.always and not self.on:
            yield "on", "it is about safety and may not be off"
        for name in ("before", "after", "at", "to", "months"):
            if getattr(self, name) is not None and name not in self.shape.settable:
                known = ", ".join(["on", *sorted(self.shape.settable)])
                yield name, f"{name} may not be set here; there may be: {known}"
        for name in ("before", "after", "to"):
            values = getattr(self, name) or ()
            for value in sorted({value for value in values if values.count(value) > 1}):
                yield name, f"{value} stands there twice"
        if self.kind in _NOT_AT_ONCE and 0 in self.days_after:
            yield "after", _NOT_AT_ONCE[self.kind]
        if self.at is not None and not QUIET_UNTIL <= self.at < QUIET_FROM:
            yield "at", f"{self.at:%H:%M} lies in the quiet hours, {QUIET_FROM:%H:%M} to {QUIET_UNTIL:%H:%M}"
        if self.to is not None and "to" in self.shape.settable:
            yield from self._complaints_of_to(self.to)

    def _complaints_of_to(self, to: tuple[ReminderRole, ...]) -> Iterator[Complaint]:
        if not to:
            yield "to", "nobody is told; write on = false instead"
        for role in to:
            if role not in self.shape.may_be_told:
                known = ", ".join(role for role in ReminderRole if role in self.shape.may_be_told)
                yield "to", f'"{role}" is not told of it; there may be: {known}'


def default_rule(kind: ReminderKind) -> ReminderRule:
    """Return the row of a kind of which content says nothing: on, as its shape is."""
    return ReminderRule(key=kind.value)
