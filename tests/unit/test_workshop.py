"""The workshop: what is made elsewhere comes back whole, what goes wrong there stays there."""

from __future__ import annotations

import asyncio
import os
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.workshop import Workshop, WorkshopError, _read
from papers import qr, tables
from papers.errors import PaperError
from tests import trouble

OURS = ("papers", "tests")
MEMORY = 256 << 20


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(packages=OURS, memory_bytes=MEMORY)


async def test_what_papers_make_comes_back() -> None:
    assert await Workshop().make(qr.png, "iskra", 2) == qr.png("iskra", 2)


async def test_a_long_table_goes_through_the_real_limits() -> None:
    columns = [tables.Column("name", "Name"), tables.Column("mark", "Mark", tables.Kind.NUMBER)]
    rows = [{"name": f"Welder {n}", "mark": Decimal("4.5")} for n in range(10_000)]
    content = await Workshop().make(tables.write, [tables.Sheet("All", columns, rows)])
    found = await Workshop().make(tables.read, content, columns, most_rows=10_000)
    assert [row.values for row in found.rows] == rows
    with pytest.raises(PaperError) as refused:
        await Workshop().make(tables.read, content, columns, most_rows=9_999)
    assert (refused.value.code, refused.value.args_) == ("too_many_rows", {"most": 9_999})


VALUES = [
    ("nothing", None),
    ("plain", {"a": [1, 2.5, "ё", b"\x00", True, (1,), {2}]}),
    ("dates and money", [date(2026, 7, 14), Decimal("4.5")]),
    ("large bytes", b"x" * (20 << 20)),
    ("a thing of ours", trouble.Chest([1])),
]


@pytest.mark.parametrize("value", [c[1] for c in VALUES], ids=[c[0] for c in VALUES])
async def test_values_go_there_and_back(workshop: Workshop, value: Any) -> None:
    assert await workshop.make(trouble.echo, value) == (value,)


async def test_a_paper_that_is_refused_says_why(workshop: Workshop) -> None:
    with pytest.raises(trouble.Refused) as refused:
        await workshop.make(trouble.refuses)
    assert isinstance(refused.value, PaperError)
    assert (refused.value.code, refused.value.args_) == ("bad-row", {"row": 7})


async def test_what_a_library_prints_is_no_answer(workshop: Workshop) -> None:
    assert await workshop.make(trouble.prints) == "quiet"


TROUBLES = [
    (trouble.burn, 1.0, "time", False),
    (trouble.grow, 60.0, "memory", False),
    (trouble.dies, 60.0, "died", True),
    (trouble.breaks, 60.0, "broke", False),
    (trouble.trap, 60.0, "answer", False),
]


@pytest.mark.parametrize(
    ("function", "timeout_s", "reason", "may_heal"), TROUBLES, ids=lambda v: getattr(v, "__name__", "")
)
async def test_trouble_ends_there(
    workshop: Workshop, function: Any, timeout_s: float, reason: str, may_heal: bool
) -> None:
    with pytest.raises(WorkshopError) as error:
        await workshop.make(function, timeout_s=timeout_s)
    assert (error.value.reason, error.value.may_heal) == (reason, may_heal)
    assert "passport" not in str(error.value)
    assert await workshop.make(trouble.echo, 1) == (1,)


async def test_a_bug_says_where(workshop: Workshop) -> None:
    with pytest.raises(WorkshopError, match=r"ValueError at trouble\.py:\d+"):
        await workshop.make(trouble.breaks)


async def test_the_child_knows_no_secret_and_steps_back(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISKRA_TELEGRAM__TOKEN", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    found = await workshop.make(trouble.surroundings)
    assert "secret" not in found["env"].values()
    assert found["nice"] == min(19, os.nice(0) + 10)


@pytest.mark.parametrize("function", [os.getcwd, trouble.echo, lambda: 1, trouble.Chest.__eq__])
async def test_only_functions_of_papers_are_made(function: Any) -> None:
    with pytest.raises(TypeError, match="only what functions of papers"):
        await Workshop().make(function)


async def test_a_cut_call_leaves_no_child(workshop: Workshop) -> None:
    call = asyncio.create_task(workshop.make(trouble.burn))
    while not _children():
        await asyncio.sleep(0.01)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert _children() == []


def _children() -> list[str]:
    me = os.getpid()
    return Path(f"/proc/{me}/task/{me}/children").read_text().split()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense",
        pickle.dumps(("made", os.getenv)),
        # As a child that a file has taken over would answer: others' functions through a module of ours.
        b"\x80\x04\x8c\x0dtests.trouble\x94\x8c\x09os.getenv\x93.",
        b"\x80\x04\x8c\x0dtests.trouble\x94\x8c\x02os\x93.",
        b"\x80\x04\x8c\x0dtests.trouble\x94\x8c\x04burn\x93.",
    ],
)
def test_an_answer_holds_no_code(said: bytes) -> None:
    with pytest.raises(WorkshopError, match="answer"):
        _read(said, OURS)
