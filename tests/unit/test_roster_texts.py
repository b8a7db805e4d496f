"""The texts of students: whatever can be wrong with a file, and whatever a screen may say, is told in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import Texts
from cluster.roster.importing import FIELDS
from cluster.roster.planning import MENDED, REST_DAY, SIMILAR, TOO_YOUNG
from handlers.roster.tables import COLUMNS, HINTS
from handlers.tables import COMMON
from storage.internship import PlacementStatus

ROOT = Path(__file__).parents[2]
TEXTS = Texts(ROOT / "locales")
RULES = "".join(path.read_text() for path in sorted((ROOT / "cluster" / "roster").glob("*.py")))
CODES = {
    *re.findall(r'RowFault\([^,]+, "\w+", "(\w+)"', RULES),
    *re.findall(r'_fault\([^,]+, "(\w+)"', RULES),
    "name", "name_long", "date_year", "date_not_real", "not_date", "module_other", "not_listed", "person_twice",
    "supervisor_unknown", "mentor_unknown",
}  # fmt: skip
ARGS = {
    **dict.fromkeys(["value", "status", "first", "last", "who", "at"], "<x>"),
    "age": 13, "least": 14, "limit": 60, "row": 3, "most": 5, "more": 1, "count": 2, "rows": "2, 3",
}  # fmt: skip
KEYS = sorted(
    {f"tables-fault-{code}" if code in COMMON else f"roster-fault-{code}" for code in CODES}
    | set(re.findall(r'Refusal\("(roster-[\w-]+)"', RULES))
    | {f"roster-warning-{code}" for code in (REST_DAY, MENDED, TOO_YOUNG, SIMILAR)}
    | {f"roster-status-{status}" for status in PlacementStatus}
    | {f"roster-field-{name}" for name in FIELDS}
    | {f"roster-column-{name}" for name in COLUMNS}
    | {f"roster-hint-{name}" for name in HINTS}
)


def test_the_codes_were_found() -> None:
    assert {"day_past", "overlap", "twice", "moved_on", "group_date", "practice_part", "birth_young"} <= CODES
    assert {"roster-changed", "roster-undo-late", "roster-preview-outdated"} <= set(KEYS)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_everything_has_a_text(language: str, key: str) -> None:
    said = TEXTS.get(language, key, **ARGS)
    assert 0 < len(said) <= 300
    assert "<x>" not in said, "an argument went in unescaped"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_two_columns_are_called_alike(language: str) -> None:
    titles = [TEXTS.get(language, f"roster-column-{name}").casefold() for name in COLUMNS]
    assert len(set(titles)) == len(COLUMNS)
