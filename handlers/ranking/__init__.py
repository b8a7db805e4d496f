"""Ranking as people see it: the lists of a college, seats given out, offered and taken, the enrolment order."""

from handlers.ranking import desk, enrolling, giving, importing, offers, steps
from handlers.ranking.common import feature

__all__ = ["desk", "enrolling", "feature", "giving", "importing", "offers", "steps"]
