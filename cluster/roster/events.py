"""What a file of students leads to, for those who are to be told."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event


@dataclass(frozen=True)
class StudentLinked(Event):
    """An enrolled applicant stands in their college's list of students: they are a student in the bot, too.

    `grant_id` is the role that was given, so that one tap chooses it.
    """

    student_id: int
    person_id: int
    college: str
    grant_id: int
