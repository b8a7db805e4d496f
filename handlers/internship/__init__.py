"""Practice as staff of a college and of a plant see it: the desk, the card, the readiness list, the steps."""

from handlers.internship import card, desk, items, notices, steps
from handlers.internship.common import feature

__all__ = ["card", "desk", "feature", "items", "notices", "steps"]
