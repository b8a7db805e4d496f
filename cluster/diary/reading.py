"""A day of practice in one message: hours, competences by code or by words, a mark, and the words themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cluster import russian
from cluster.content.practice import Competence


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a message. What is missing is asked for; nothing is kept before the student says so."""

    half_hours: int | None
    competences: tuple[str, ...]
    guessed: tuple[str, ...]
    """Where no word names a competence: those that the words may mean, the likeliest first."""
    comfort: int | None
    words: str | None


def understand(text: str, competences: Sequence[Competence]) -> Understood:
    """Read a message about one day, in Russian or English; `competences` are those of the module."""
    line = russian.read_diary(text, [one.code for one in competences])
    by_words = _by_words(line.words, competences)
    named = tuple(one.code for one in competences if one.code in line.codes or one.code in by_words)
    guessed = () if named else _likely(line.words, competences)
    return Understood(line.half_hours, named, guessed, line.rating, line.words or None)


def _shared(words: str, competences: Sequence[Competence]) -> dict[str, frozenset[str]]:
    """Return the words of each competence's name that stand in `words`, by code."""
    return {
        one.code: frozenset(
            stem for label in {one.label.in_("ru"), one.label.in_("en")} for stem in russian.shared_stems(label, words)
        )
        for one in competences
    }


def _likely(words: str, competences: Sequence[Competence]) -> tuple[str, ...]:
    """Return the competences that have a word of `words`, those with most of them first, in the module's order."""
    shared = _shared(words, competences)
    return tuple(sorted((code for code, stems in shared.items() if stems), key=lambda code: -len(shared[code])))


def _by_words(words: str, competences: Sequence[Competence]) -> frozenset[str]:
    """Return the competences that a word tells from all others: "weld" alone tells none of three kinds of welding."""
    shared = _shared(words, competences)
    known = Counter(stem for stems in shared.values() for stem in stems)
    return frozenset(code for code, stems in shared.items() if any(known[stem] == 1 for stem in stems))
