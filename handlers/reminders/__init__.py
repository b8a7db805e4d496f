"""Reminders as people get them, the answers they ask for, and the table of them that staff see."""

from handlers.reminders import answers, notices, table
from handlers.reminders.common import feature

__all__ = ["answers", "feature", "notices", "table"]
