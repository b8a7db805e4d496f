"""Marks of a certificate and their average."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cluster.russian.words import Parsed, Unclear, tidy

MARKS_LIMIT = 60
LOWEST_GRADE, HIGHEST_GRADE, DOUBTFUL_GRADE = Decimal(2), Decimal(5), Decimal(3)
GRADE_STEP, SHOWN_GRADE_STEP = Decimal("0.0001"), Decimal("0.01")

_GRADE = re.compile(r"([0-9])(?:[.,]([0-9]{1,20}))?(?:\s*(?:б|балл|балла|баллов))?\.?")
_MARK_WORDS = {
    "отлично": 5, "отл": 5, "пять": 5, "пятерка": 5, "хорошо": 4, "хор": 4, "четыре": 4, "четверка": 4,
    "удовлетворительно": 3, "удовл": 3, "уд": 3, "три": 3, "тройка": 3,
    "неудовлетворительно": 2, "неуд": 2, "два": 2, "двойка": 2,
}  # fmt: skip


def parse_grade(text: str) -> Parsed[Decimal]:
    """Return an average grade from 2 to 5 with at most 4 decimals, more are rounded half up.

    Below 3 it gets `confirm-low-grade`: a certificate holds no twos.
    """
    found = _GRADE.fullmatch(unicodedata.normalize("NFKC", tidy(text)).lower())
    if not found:
        raise Unclear("russian-grade-unclear")
    typed = Decimal(f"{found[1]}.{found[2] or 0}")
    if not LOWEST_GRADE <= typed <= HIGHEST_GRADE:
        raise Unclear("russian-grade-unclear")
    grade = typed if -int(typed.as_tuple().exponent) <= 4 else typed.quantize(GRADE_STEP, ROUND_HALF_UP)
    return Parsed(grade, "confirm-low-grade" if grade < DOUBTFUL_GRADE else None)


def parse_marks(text: str) -> Parsed[tuple[int, ...]]:
    """Return the marks of a certificate typed as `5 4 4 3`, `5,4,4,3`, `5443` or «отл хор уд»."""
    typed = unicodedata.normalize("NFKC", tidy(text)).lower().replace("ё", "е")
    if re.fullmatch(r"[2-5][.,][2-5]", typed):
        raise Unclear("russian-marks-unclear")  # «4,5» is an average or two marks: ask
    words = list(typed) if re.fullmatch(r"[2-5]+", typed) else re.split(r"[\s,;+/.]+", typed.strip(" .,;"))
    if len(words) > MARKS_LIMIT:
        raise Unclear("russian-marks-many", limit=MARKS_LIMIT)
    marks = tuple(int(word) if word in {"2", "3", "4", "5"} else _MARK_WORDS.get(word, 0) for word in words)
    if not all(marks):
        raise Unclear("russian-marks-unclear")
    return Parsed(marks)


def average(marks: Sequence[int]) -> Decimal:
    """Return the mean of at least one mark, kept to 4 decimals, rounded half up."""
    return (Decimal(sum(marks)) / len(marks)).quantize(GRADE_STEP, ROUND_HALF_UP)


def format_grade(grade: Decimal, language: str = "ru") -> str:
    """Return «4,26»: two digits, rounded half up; the stored value stays whole."""
    shown = f"{grade.quantize(SHOWN_GRADE_STEP, ROUND_HALF_UP):f}"
    return shown.replace(".", ",") if language == "ru" else shown
