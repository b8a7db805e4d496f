"""The diary of practice: the student writes, the mentor accepts, the college and the plant look."""

from handlers.diary import book, deciding, hearing, leaving, notices, overseeing, past, returning, writing
from handlers.diary.common import feature

__all__ = ["book", "deciding", "feature", "hearing", "leaving", "notices", "overseeing", "past", "returning", "writing"]
