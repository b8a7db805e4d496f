"""What a paper may lack, in words that tell people what to do something about: a datum, not a slot.

Several slots are made of one datum: who has no name has no initials either, and is told once.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final


class Missing(enum.StrEnum):
    """A datum that is not there yet."""

    STUDENT_NAME = "student_name"
    BIRTH_DATE = "birth_date"
    STUDY_GROUP = "study_group"
    MODULE = "module"
    HOURS = "hours"
    AGREEMENT_NO = "agreement_no"
    AGREEMENT_DATE = "agreement_date"
    COLLEGE_ORDER_NO = "college_order_no"
    COLLEGE_ORDER_DATE = "college_order_date"
    ENTERPRISE_ORDER_NO = "enterprise_order_no"
    ENTERPRISE_ORDER_DATE = "enterprise_order_date"
    SUPERVISOR = "supervisor"
    MENTOR = "mentor"
    INTRODUCTORY = "introductory"  # the first briefing
    PRIMARY = "primary_workplace"  # the one at the post
    ENTRIES = "entries"  # the diary is empty
    ENTRIES_TEXT = "entries_text"  # days of which nobody knows what was done
    UNACCEPTED = "unaccepted"  # days that wait for the mentor
    RETURNED = "returned"  # days that the student may write anew
    STUCK = "stuck"  # days that were given back, and that the student cannot write anew any more
    COMPETENCES = "competences"
    COMPETENCE_HOURS = "competence_hours"  # no day is accepted, and nobody wrote them
    RESULTS = "results"  # of one competence at least
    MARK = "mark"
    REFERENCE_TEXT = "reference_text"
    RECOMMENDATION = "recommendation"
    STUDENTS = "students"  # the list has nobody

    @property
    def text_key(self) -> str:
        """Return the key of its name."""
        return f"practice_papers-missing-{self.value}"


DATA: Final[Mapping[str, Missing]] = {
    "student_name": Missing.STUDENT_NAME,
    "student_short": Missing.STUDENT_NAME,
    "study_group": Missing.STUDY_GROUP,
    "module": Missing.MODULE,
    "hours_total": Missing.HOURS,
    "agreement_no": Missing.AGREEMENT_NO,
    "agreement_date": Missing.AGREEMENT_DATE,
    "college_order_no": Missing.COLLEGE_ORDER_NO,
    "college_order_date": Missing.COLLEGE_ORDER_DATE,
    "enterprise_order_no": Missing.ENTERPRISE_ORDER_NO,
    "enterprise_order_date": Missing.ENTERPRISE_ORDER_DATE,
    "supervisor_name": Missing.SUPERVISOR,
    "supervisor_short": Missing.SUPERVISOR,
    "mentor_name": Missing.MENTOR,
    "mentor_short": Missing.MENTOR,
    "entries": Missing.ENTRIES,
    "entries.text": Missing.ENTRIES_TEXT,
    "days_done": Missing.ENTRIES,
    "hours_done": Missing.ENTRIES,
    "competences": Missing.COMPETENCES,
    "competences.hours": Missing.COMPETENCE_HOURS,
    "competences.result": Missing.RESULTS,
    "competence_count": Missing.COMPETENCES,
    "mastered_count": Missing.RESULTS,
    "mark": Missing.MARK,
    "reference_text": Missing.REFERENCE_TEXT,
    "recommendation": Missing.RECOMMENDATION,
    "students": Missing.STUDENTS,
    "students.name": Missing.STUDENT_NAME,
    "students.birth_date": Missing.BIRTH_DATE,
    "students.study_group": Missing.STUDY_GROUP,
    "students.module": Missing.MODULE,
    "students.hours_total": Missing.HOURS,
    "student_count": Missing.STUDENTS,
    "year": Missing.STUDENTS,
}
"""The datum of every slot that may turn out empty; others come from content, or from columns that are never empty."""
