"""Practice as staff of a college and of a plant see it: the desk, the card, the readiness list, the steps."""

from handlers.internship import card, declining, desk, items, notices, noting, offer_notices, offers, steps
from handlers.internship.common import feature

__all__ = ["card", "declining", "desk", "feature", "items", "notices", "noting", "offer_notices", "offers", "steps"]
