"""The tables of ranking: which columns they have, what was read from them, and what is wrong in the words of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cluster.content import Content, Programme
from cluster.ranking import EnrolRow, ListRow, RowFault, ToEnrol, ToList
from handlers.naming import programme_name
from handlers.tables import Words
from papers.tables import Column, Kind, Row, Sheet, Table

FOUR_PLACES = Decimal("0.0001")
LONGEST_NUMBER = 40


def programme_labels(content: Content, college: str, campaign: str, words: Words) -> dict[str, str]:
    """Return how a list names the college's programmes: label -> key, no label twice."""
    found: dict[str, str] = {}
    for key in content.campaign(campaign).programmes:
        programme: Programme = content.programme(key)
        if programme.college != college:
            continue
        label = programme_name(words, words.language, programme)
        found[f"{label} ({key})" if label in found else label] = key
    return found


def list_columns(labels: Sequence[str], words: Words) -> list[Column]:
    """Return the columns of a college's list."""
    yes_no = (words("form-yes"), words("form-no"))
    return [
        Column("number", words("ranking-column-number"), required=True, longest=LONGEST_NUMBER),
        Column("programme", words("ranking-column-programme"), Kind.CHOICE, 28, labels, required=True),
        Column("grade", words("ranking-column-grade"), Kind.NUMBER, 12, required=True),
        Column("priority_right", words("ranking-column-priority_right"), Kind.YES_NO, 14, yes_no),
        Column("target_contract", words("ranking-column-target_contract"), Kind.YES_NO, 14, yes_no),
        Column("achievements", words("ranking-column-achievements"), Kind.INTEGER, 12),
        Column("original", words("ranking-column-original"), Kind.YES_NO, 12, yes_no),
        Column("place", words("ranking-column-place"), Kind.INTEGER, 10, hint=words("ranking-hint-place")),
    ]


def template_columns(labels: Sequence[str], words: Words) -> list[Column]:
    """Return the columns of the template: a name beside the number, for the eye alone."""
    number, *others = list_columns(labels, words)
    return [number, Column("name", words("ranking-column-name"), width=24, hint=words("ranking-hint-name")), *others]


def template_rows(found: Sequence[ToList], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return who belongs on the list, as rows of the template."""
    by_key = {key: label for label, key in labels.items()}
    return [
        {
            "number": one.number, "name": one.name, "programme": by_key[one.programme], "grade": one.grade,
            "priority_right": one.priority_right, "target_contract": one.target_contract,
            "achievements": 0, "original": one.original,
        }
        for one in found
        if one.programme in by_key
    ]  # fmt: skip


def list_rows(table: Table, labels: Mapping[str, str]) -> list[ListRow]:
    """Return the rows of a list without faults of their own."""
    return [
        ListRow(
            row=row.number,
            number=str(row.values["number"]),
            programme=labels[str(row.values["programme"])],
            grade=_decimal(row.values["grade"]),
            priority_right=bool(row.values["priority_right"]),
            target_contract=bool(row.values["target_contract"]),
            achievements=_integer(row, "achievements") or 0,
            original=None if row.values["original"] is None else bool(row.values["original"]),
            place=_integer(row, "place"),
        )
        for row in table.rows
        if not row.faults
    ]


def enrol_columns(words: Words) -> list[Column]:
    """Return the columns that an enrolment list is read by."""
    return [
        Column("number", words("ranking-column-number"), required=True, longest=LONGEST_NUMBER),
        Column("order", words("ranking-column-order"), width=18),
        Column("day", words("ranking-column-day"), Kind.DATE, 14),
    ]


def enrol_sheet(found: Sequence[ToEnrol], content: Content, words: Words, title: str) -> Sheet:
    """Return the list of who may be enrolled; order and date are left to be filled in."""
    number, order, day = enrol_columns(words)
    columns = [
        Column("n", words("ranking-column-n"), Kind.INTEGER, 5),
        number,
        Column("name", words("ranking-column-full-name"), width=36),
        Column("programme", words("ranking-column-programme"), width=28),
        Column("grade", words("ranking-column-grade"), Kind.NUMBER, 12),
        Column("place", words("ranking-column-place"), Kind.INTEGER, 10),
        Column("original", words("ranking-column-original-on"), Kind.DATE, 14),
        order,
        day,
    ]
    rows: list[dict[str, Any]] = [
        {
            "n": n, "number": one.number, "name": one.name, "grade": one.grade, "place": one.place,
            "programme": programme_name(words, words.language, content.programme(one.programme)),
            "original": one.original_on,
        }
        for n, one in enumerate(found, 1)
    ]  # fmt: skip
    return Sheet(title, columns, rows)


def enrol_rows(table: Table) -> list[EnrolRow]:
    """Return the rows of an enrolment list without faults of their own."""
    return [
        EnrolRow(
            row=row.number,
            number=str(row.values["number"]),
            order=str(row.values["order"]) if row.values["order"] is not None else None,
            day=day if isinstance(day := row.values["day"], date) else None,
        )
        for row in table.rows
        if not row.faults
    ]


def fault_text(fault: RowFault, words: Words) -> str:
    """Return what is wrong with a cell, in words."""
    args = dict(fault.args)
    if "status" in args:
        args["status"] = words(f"admission-status-{args['status']}")
    return words(f"ranking-fault-{fault.code}", **args)


def _integer(row: Row, key: str) -> int | None:
    value = row.values[key]
    return value if isinstance(value, int) else None


def _decimal(value: object) -> Decimal:
    assert isinstance(value, Decimal)
    return value.quantize(FOUR_PLACES, ROUND_HALF_UP)
