"""What stands in the file: one row an application, its values as a table wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from cluster import consents, russian
from cluster.admission import rules
from cluster.calendar import day_of
from cluster.content import Content
from cluster.exports.asking import permitted
from cluster.exports.choosing import Choice, filter_for
from storage import exports
from storage.admission import DocumentState
from storage.exports import ExportLine

Cell: TypeAlias = str | int | Decimal | date | bool | None
PAGE: Final = 250
"""Applications that are read at once: a reader of the database is back for others within hundredths of a second."""
FIELDS: Final = (
    "number", "registration", "name", "birth_date", "school", "education", "grade", "programmes", "priority", "target",
    "dorm", "phone", "status", "submitted", "papers", "consent",
)  # fmt: skip
IN_COLLEGE = frozenset({DocumentState.BROUGHT, DocumentState.VERIFIED})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the reader's language for what is kept as keys. Content has its own, by `language`."""

    language: str
    statuses: Mapping[str, str]
    educations: Mapping[str, str]
    targets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of the file, and the id to go on after; an empty page is the end."""

    rows: tuple[Mapping[str, Cell], ...]
    last: int


def page(
    session: Session, now: datetime, actor: int, export_id: int, after: int, content: Content, words: Words
) -> Page:
    """Return the next rows of an export's file to who asked for it, if they still may have it."""
    export = permitted(session, now, actor, export_id)
    # What was overdue when it was asked for is meant, however long the file takes.
    wanted = filter_for(Choice(export.college, export.campaign, export.shelf), export.asked_by, export.asked_at)
    found = exports.lines(session, wanted, after, PAGE, consents.APPLICATION)
    sheet = _Sheet(content, words)
    return Page(tuple(sheet.row(line) for line in found), found[-1].id if found else after)


class _Sheet:
    """Turns applications into rows. Which papers are asked is the same for many, so it is worked out once a case."""

    def __init__(self, content: Content, words: Words) -> None:
        self._content, self._words = content, words
        self._asked: dict[Any, frozenset[str]] = {}
        self._programmes = {one.key: one.short.in_(words.language) for one in content.programmes}
        self._enterprises = {one.key: one.short.in_(words.language) for one in content.enterprises}

    def row(self, line: ExportLine) -> dict[str, Cell]:
        """Return one row, by the names of `FIELDS`."""
        words = self._words
        erased = line.last_name is None or line.first_name is None
        name = "" if erased else russian.format_full_name(line.last_name or "", line.first_name or "", line.middle_name)
        return {
            "number": line.number,
            "registration": line.registration_number,
            "name": name,
            "birth_date": line.birth_date,
            "school": line.school,
            "education": words.educations.get(line.base_education, line.base_education),
            "grade": line.avg_grade,
            "programmes": "; ".join(self._programmes.get(key, key) for key in line.programmes),
            "priority": line.priority,
            "target": self._target(line),
            "dorm": line.dorm_needed,
            # Without the plus, behind which a table would expect a formula: the number stays whole and can be dialled.
            "phone": russian.format_phone(line.phone).removeprefix("+") if line.phone else None,
            "status": words.statuses.get(line.status, line.status.value),
            "submitted": day_of(line.submitted_at),
            "papers": self._papers(line),
            "consent": _consent(line),
        }

    def _target(self, line: ExportLine) -> str:
        enterprise = line.target_enterprise
        said = self._words.targets.get(line.target_interest, line.target_interest)
        return f"{said}: {self._enterprises.get(enterprise, enterprise)}" if enterprise else said

    def _papers(self, line: ExportLine) -> str | None:
        """Return how many of the papers that are asked lie in the college, as 3/7."""
        if line.birth_date is None:
            return None
        minor = rules.parent_needed(line.birth_date, day_of(line.submitted_at))
        case = (line.base_education, line.programmes, minor, line.target_interest, line.priority_right)
        if case not in self._asked:
            asked = rules.papers(
                self._content,
                base_education=line.base_education,
                choices=line.programmes,
                minor=minor,
                target_interest=line.target_interest,
                priority_right=line.priority_right,
            )
            self._asked[case] = frozenset(one.key for one in asked)
        asked_keys = self._asked[case]
        have = sum(kind in asked_keys and state in IN_COLLEGE for kind, state in line.documents)
        return f"{have}/{len(asked_keys)}"


def _consent(line: ExportLine) -> str | None:
    if line.consent is None:
        return None
    version, given_at = line.consent
    return f"{version}, {russian.format_numeric_date(day_of(given_at))}"
