"""A college's students as its staff see them: numbers, groups, one student; the whole list in as an Excel file."""

from handlers.roster import importing, notices, parts, steps, students
from handlers.roster.common import feature

__all__ = ["feature", "importing", "notices", "parts", "steps", "students"]
