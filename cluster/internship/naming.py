"""How a student is called, wherever one stands: on screens, on paper, in lists."""

from __future__ import annotations

from cluster import russian
from storage.internship import Student


def full_name(student: Student) -> str:
    """Return the student's whole name; "" once it is erased, in part or as a whole: half a name is nobody's."""
    if not (student.last_name and student.first_name):
        return ""
    return russian.format_full_name(student.last_name, student.first_name, student.middle_name)


def short_name(student: Student) -> str:
    """Return last name and initials; "" once they are erased."""
    if not (student.last_name and student.first_name):
        return ""
    return russian.short_name(student.last_name, student.first_name, student.middle_name)
