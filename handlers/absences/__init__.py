"""«I am not coming»: told by the student in three taps, read by those it concerns; and who is missed."""

from handlers.absences import marking, notices, telling
from handlers.absences.common import feature

__all__ = ["feature", "marking", "notices", "telling"]
