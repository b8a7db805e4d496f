"""The texts of ranking: whatever can be wrong with a file or a row is told in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import Texts
from cluster.content import BaseEducation
from cluster.ranking import StepKind
from handlers.tables import COMMON
from storage.ranking import OfferState

ROOT = Path(__file__).parents[2]
TEXTS = Texts(ROOT / "locales")
OPENED = [*(ROOT / "papers" / "tables").glob("*.py"), ROOT / "papers" / "package.py", ROOT / "papers" / "markup.py"]
TABLES = "".join(path.read_text() for path in OPENED)
RULES = "".join(path.read_text() for path in (ROOT / "cluster" / "ranking").glob("*.py"))
# Raised as `Unreadable(code, …)` with the code in a variable.
IN_VARIABLES = {"not_integer", "not_number"}
ARGS = {
    **dict.fromkeys(["value", "titles", "status", "number", "row", "longest", "last", "most", "name", "who", "at", "college"], "<x>"),
    "most": 3, "row": 3, "last": 3, "longest": 3, "more": 1, "megabytes": 3,
}  # fmt: skip


def fault_key(code: str) -> str:
    return f"tables-fault-{code}" if code in COMMON else f"ranking-fault-{code}"


KEYS = sorted(
    {f"tables-file-{code}" for code in re.findall(r'PaperError\(\s*"(\w+)"', TABLES)}
    | {"tables-file-not_excel", "tables-file-old_excel", "tables-file-forgotten"}
    | {fault_key(code) for code in re.findall(r'(?:Unreadable|Odd|Fault)\("(\w+)"', TABLES)}
    | {fault_key(code) for code in IN_VARIABLES}
    | {fault_key(code) for code in re.findall(r'RowFault\([^,]+, "\w+", "(\w+)"', RULES)}
    | set(re.findall(r'Refusal\("(ranking-[\w-]+)"', RULES))
    | {f"ranking-offer-{state}" for state in OfferState if state not in {OfferState.OPEN, OfferState.TAKEN}}
    | {f"ranking-base-{base}" for base in BaseEducation}
    | {f"ranking-kind-{kind}" for kind in StepKind}
)


def test_the_codes_were_found() -> None:
    assert {"tables-file-macros", "tables-fault-merged", "ranking-fault-number_twice", "ranking-undo-late"} <= set(KEYS)
    assert len(KEYS) > 50


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_everything_that_can_be_wrong_has_a_text(language: str, key: str) -> None:
    text = TEXTS.get(language, key, **ARGS)
    assert 0 < len(text) <= 300
    assert "<x>" not in text, "an argument went in unescaped"
