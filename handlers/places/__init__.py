"""Places for practice: what an enterprise offers, and whom a college gives them to."""

from handlers.places import giving, listing, matching, moving, notices, offering, together
from handlers.places.common import feature

__all__ = ["feature", "giving", "listing", "matching", "moving", "notices", "offering", "together"]
