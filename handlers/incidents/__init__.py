"""«I need help» on the screen: calling, answering, the list, and who is told what."""

from handlers.incidents import answering, calling, listing, notices
from handlers.incidents.common import HELP, feature

__all__ = ["HELP", "answering", "calling", "feature", "listing", "notices"]
