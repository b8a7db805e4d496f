"""The papers of a practice: what each says, from the records, and what is still missing for it.

Nobody gets a paper with blanks. `values_of` tells what is missing, in the order of the paper, by `Missing`; with
nothing missing its values are what `papers.documents.fill` takes.
"""

from cluster.practice_papers.facts import (
    AssessedCompetence,
    AssessmentFacts,
    DiaryEntryFacts,
    DiaryFacts,
    ListFacts,
    Member,
    PracticeFacts,
    Recommendation,
    Signer,
)
from cluster.practice_papers.missing import DATA, Missing
from cluster.practice_papers.values import Filled, Say, values_of

__all__ = [
    "DATA",
    "AssessedCompetence",
    "AssessmentFacts",
    "DiaryEntryFacts",
    "DiaryFacts",
    "Filled",
    "ListFacts",
    "Member",
    "Missing",
    "PracticeFacts",
    "Recommendation",
    "Say",
    "Signer",
    "values_of",
]
