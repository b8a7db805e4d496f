"""Review as staff see it: the queue, the card, acting, inviting, deciding, holding, asking, notes and history."""

from handlers.review import acting, asking, card, deciding, holding, inviting, notices, queue, reading
from handlers.review.common import feature

__all__ = ["acting", "asking", "card", "deciding", "feature", "holding", "inviting", "notices", "queue", "reading"]
