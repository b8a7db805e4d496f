"""Whether the days of a placement suit the student's age: the place's shift, held to the rules on work under 18."""

from __future__ import annotations

from typing import Final

from cluster.calendar import is_minor
from cluster.content import Content
from cluster.minors import Finding, Kind, Outcome, Reason, Verdict, check_schedule, planned_days
from storage.internship import PayBasis, Place, Placement, Student

__all__ = ["CONTRACTS", "schedule_verdict"]

CONTRACTS: Final = frozenset({PayBasis.EMPLOYMENT, PayBasis.APPRENTICE})
"""What makes an employee of a student, so that the limits of the labour code bind strictly."""


def schedule_verdict(place: Place | None, placement: Placement, student: Student, content: Content) -> Verdict:
    """Say what the plan of a placement has against it; `Seen.blocked` of the readiness list is its `blocks`.

    Both kinds of practice are part of the curriculum, so both are held to the same column. Without a place nobody
    knows the shift: for somebody under 18 that keeps the item open until there is one.
    """
    if place is None:
        return _unknown(placement, student)
    days = planned_days(
        placement.date_from,
        placement.date_to,
        place.shift_from,
        place.shift_to,
        place.break_minutes,
        content.calendar,
    )
    return check_schedule(
        content.minor_rules,
        student.birth_date,
        days,
        kind=Kind.PRACTICE,
        listed_work=place.listed_work,
        calendar=content.calendar,
        contract=place.pay_basis in CONTRACTS,
    )


def _unknown(placement: Placement, student: Student) -> Verdict:
    born = student.birth_date
    if born is not None and not is_minor(born, placement.date_from):
        return Verdict()
    return Verdict((Finding(placement.date_from, Reason.PLAN_UNKNOWN, Outcome.BLOCK),))
