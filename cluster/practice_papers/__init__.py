"""The papers of a practice: what each says, from the records, and what is still missing for it.

Nobody gets a paper with blanks. `values_of` tells what is missing, in the order of the paper, by `Missing`; with
nothing missing its values are what `papers.documents.fill` takes.
"""

from cluster.practice_papers.facts import (
    DiaryEntryFacts,
    DiaryFacts,
    ListFacts,
    Member,
    PracticeFacts,
    Signer,
)
from cluster.practice_papers.gathering import NONE_YET, facts_for, kinds_for
from cluster.practice_papers.missing import DATA, Missing
from cluster.practice_papers.values import Filled, Say, values_of

__all__ = [
    "DATA",
    "NONE_YET",
    "DiaryEntryFacts",
    "DiaryFacts",
    "Filled",
    "ListFacts",
    "Member",
    "Missing",
    "PracticeFacts",
    "Say",
    "Signer",
    "facts_for",
    "kinds_for",
    "values_of",
]
