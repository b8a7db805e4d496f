"""Duplicates: one person whom two owners filled in, a child and a parent for instance. A human makes them one, or not.

`finding` shows them, `merging` joins them. Nothing is ever joined by itself: two people may share name and birth date.
"""

from cluster.duplicates.events import AskedAboutSame, Merged
from cluster.duplicates.finding import Elsewhere, Pair, Side, listed, of_application, read_pair
from cluster.duplicates.merging import ask_other, merge, tell_apart

__all__ = [
    "AskedAboutSame",
    "Elsewhere",
    "Merged",
    "Pair",
    "Side",
    "ask_other",
    "listed",
    "merge",
    "of_application",
    "read_pair",
    "tell_apart",
]
