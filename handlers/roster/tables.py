"""The table of students: its columns, what its cells may say in every language, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cluster import russian
from cluster.content import Content, Module
from cluster.roster import Directory, Labels, Raw
from cluster.tables import RowFault
from handlers.naming import programme_name
from handlers.tables import Words
from papers.tables import Column, Kind, Table

MOST_ROWS: Final = 5_000
LONGEST_NAME, LONGEST_GROUP, LONGEST_LABEL = 120, 40, 300
WIDTHS: Final[Mapping[str, float]] = {
    "last_name": 20, "middle_name": 20, "programme": 26, "district": 20, "wish": 26, "supervisor": 30,
    "module": 40, "enterprise": 26, "mentor": 30, "hours": 8, "group": 10,
}  # fmt: skip
REQUIRED: Final = frozenset({"last_name", "first_name", "birth_date", "programme", "group"})
DAYS: Final = frozenset({"birth_date", "date_from", "date_to"})
LONGEST: Final[Mapping[str, int]] = {
    "last_name": LONGEST_NAME, "first_name": LONGEST_NAME, "middle_name": LONGEST_NAME, "group": LONGEST_GROUP,
}  # fmt: skip
COLUMNS: Final = (
    "last_name", "first_name", "middle_name", "birth_date", "phone", "programme", "group", "district", "wish",
    "needs_bed", "supervisor", "module", "enterprise", "date_from", "date_to", "hours", "mentor",
)  # fmt: skip
HINTS: Final = frozenset({"birth_date", "programme", "needs_bed", "module", "hours", "mentor", "supervisor"})


def columns(words: Words) -> list[Column]:
    """Return the columns of the table. What a cell may say is looked up later: people shorten and mistype labels."""
    return [_column(key, words) for key in COLUMNS]


def _column(key: str, words: Words) -> Column:
    kind, choices = Kind.TEXT, tuple[str, ...]()
    if key in DAYS:
        kind = Kind.DAY
    elif key == "hours":
        kind = Kind.INTEGER
    elif key == "needs_bed":
        kind, choices = Kind.YES_NO, (words("form-yes"), words("form-no"))
    hint = words(f"roster-hint-{key}") if key in HINTS else None
    return Column(
        key, words(f"roster-column-{key}"), kind, WIDTHS.get(key, 14), choices, key in REQUIRED, hint,
        LONGEST.get(key, LONGEST_LABEL),
    )  # fmt: skip


def allowed(content: Content, college: str, found: Directory, words: Words) -> dict[str, list[str]]:
    """Return what the template offers in its lists, by column; a column without anything to offer is left out."""
    language = words.language
    programmes = [one for one in content.programmes if one.college == college]
    modules = dict.fromkeys(module for one in programmes for module in content.modules_of(one.key))
    enterprises = [one.short.in_(language) for one in content.enterprises]
    lists = {
        "programme": list(_labelled([(_programme(words, content, one.key), one.key) for one in programmes])),
        "district": [one.label.in_(language) for one in content.districts],
        "wish": enterprises,
        "supervisor": sorted(set(found.supervisors.names.values())),
        "module": [_module(one, language) for one in modules],
        "enterprise": enterprises,
        "mentor": sorted({name for known in found.mentors.values() for name in known.names.values()}),
    }
    return {key: items for key, items in lists.items() if items}


def labels(content: Content, college: str, found: Directory, words: Iterable[Words]) -> Labels:
    """Return what cells may say, in whatever language of the house they were filled in."""
    programmes: dict[str, str] = {}
    districts: dict[str, str] = {}
    enterprises: dict[str, str] = {}
    modules: dict[str, dict[str, str]] = {one.key: {} for one in content.programmes if one.college == college}
    for say in words:
        named = [(_programme(say, content, one), one) for one in modules]
        programmes |= {russian.plain(label): key for label, key in _labelled(named).items()}
        districts |= {russian.plain(one.label.in_(say.language)): one.key for one in content.districts}
        for plant in content.enterprises:
            spoken = (plant.short.in_(say.language), plant.name.in_(say.language))
            enterprises |= {russian.plain(label): plant.key for label in spoken}
        for programme, known in modules.items():
            for module in content.modules_of(programme):
                known |= {russian.plain(label): module.key for label in (_module(module, say.language), module.code)}
    return Labels(programmes, districts, enterprises, modules, found.supervisors, found.mentors)


def raw_rows(table: Table) -> list[Raw]:
    """Return the rows of a table, as they were read."""
    return [Raw(row.number, row.values) for row in table.rows]


def fault_text(fault: RowFault, words: Words) -> str:
    """Return what is wrong with a cell, in words."""
    args = dict(fault.args)
    if "status" in args:
        args["status"] = words(f"roster-status-{args['status']}")
    return words(f"roster-fault-{fault.code}", **args)


def _programme(words: Words, content: Content, key: str) -> str:
    return programme_name(words, words.language, content.programme(key))


def _module(module: Module, language: str) -> str:
    return f"{module.code} {module.name.in_(language)}"


def _labelled(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return labels with their keys; where two would be alike, the later one says its key."""
    found: dict[str, str] = {}
    for label, key in named:
        found[f"{label} ({key})" if label in found else label] = key
    return found
