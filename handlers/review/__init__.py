"""Review as staff see it: the queue, the card, acting, deciding, asking, notes and history."""

from handlers.review import acting, asking, card, deciding, notices, queue, reading
from handlers.review.common import feature

__all__ = ["acting", "asking", "card", "deciding", "feature", "notices", "queue", "reading"]
