"""Ranking as people see it: the lists of a college, seats given out, offered and taken, the enrolment order."""

from handlers.ranking import desk, enrolling, extra, giving, importing, offers, steps
from handlers.ranking.common import feature

__all__ = ["desk", "enrolling", "extra", "feature", "giving", "importing", "offers", "steps"]
