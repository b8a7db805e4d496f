"""Content from its files: every fault at once, each with file and line.

A folder such as `content/ryazan` holds TOML files; a file holds tables of any kinds (`[[colleges]]`, `[cluster]`).
The holidays of the country stand beside the folder, in `holidays/`. A long text may be a file of its own, named by
`text_file = { ru = "…", en = "…" }` in place of `text`. Word templates of papers lie in `templates/` (templates.py).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from pydantic import ValidationError

from cluster.content.catalogue import Content
from cluster.content.checks import gaps, problems
from cluster.content.lines import Lines
from cluster.content.models import KINDS
from cluster.content.templates import template_faults
from cluster.content.values import Item
from storage.errors import IskraError


class Fault(NamedTuple):
    """What is wrong, and where: the file, the line from 1 (0 where there is none), the field where it is known."""

    file: str
    line: int
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class ContentError(IskraError):
    """The content makes no sense. `str()` gives one line a fault: `colleges.toml:14: college "x": …`."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class _Reading:
    """What was read so far: items by kind, where each stands, and the faults."""

    items: dict[str, list[Item]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    places: dict[tuple[str, int], _Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Place(NamedTuple):
    """Where one table stands: its file, and the path inside it."""

    file: str
    lines: Lines
    path: tuple[str | int, ...]

    def fault(self, inside: tuple[str | int, ...], message: str) -> Fault:
        return Fault(self.file, self.lines.of((*self.path, *inside)), message)


def load_content(folder: Path) -> Content:
    """Return the content of `folder` and the holidays beside it; `ContentError` with all faults otherwise."""
    reading = _Reading()
    files = [*sorted(folder.glob("*.toml")), *sorted((folder.parent / "holidays").glob("*.toml"))]
    for file in files:
        _read_file(file, reading)
    if not reading.items["cluster"] and not reading.faults:
        reading.faults.append(Fault(str(folder), 0, "no TOML file here has a [cluster] table"))
    # References to an item that was refused itself would only repeat the fault in other words.
    if not reading.faults:
        for problem in (*problems(reading.items), *gaps(reading.items)):
            place = reading.places[problem.kind, problem.place]
            reading.faults.append(place.fault((problem.field,), problem.sentence))
    reading.faults.extend(Fault(file, 0, message) for file, message in template_faults(folder))
    if reading.faults:
        raise ContentError(reading.faults)
    return Content.of(reading.items)


def serialise(item: Item) -> dict[str, Any]:
    """Return the item as plain JSON values; defaults are left out, so a new optional field changes no old item."""
    return item.model_dump(mode="json", exclude_defaults=True)


def deserialise(kind: str, body: Mapping[str, Any]) -> Item:
    """Return the item of a JSON body; `ContentError` when it does not fit."""
    model = KINDS[kind]
    try:
        return model.model_validate_json(orjson.dumps(body, default=_plain))
    except ValidationError as error:
        label = f'{model.noun} "{body.get("key", "?")}"'
        faults = [Fault(kind, 0, f"{label}: {said}", str(path[0]) if path else "") for path, said in _said(error)]
        raise ContentError(faults) from None


def _read_file(file: Path, reading: _Reading) -> None:
    name = file.name if file.parent.name != "holidays" else f"holidays/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        reading.faults.append(Fault(name, 0, f"not UTF-8 at byte {error.start}"))
        return
    except tomllib.TOMLDecodeError as error:
        reading.faults.append(_syntax_fault(name, str(error)))
        return
    lines = Lines(text)
    for kind, place, body in _tables(name, lines, tables, reading.faults):
        item = _read_item(kind, place, body, file.parent, reading.faults)
        if item is not None:
            reading.places[kind, len(reading.items[kind])] = place
            reading.items[kind].append(item)


def _tables(
    name: str, lines: Lines, tables: dict[str, Any], faults: list[Fault]
) -> Iterator[tuple[str, _Place, dict[str, Any]]]:
    """Give every table of a known kind with its place."""
    for kind, value in tables.items():
        header = f"[{kind}]" if kind == "cluster" else f"[[{kind}]]"
        members = [value] if kind == "cluster" else value
        if kind not in KINDS:
            known = ", ".join(KINDS)
            faults.append(Fault(name, lines.of((kind,)), f'unknown kind "{kind}"; known: {known}'))
        elif not isinstance(members, list) or not all(isinstance(body, dict) for body in members):
            faults.append(Fault(name, lines.of((kind,)), f"write {header} and its keys below"))
        else:
            for number, body in enumerate(members):
                yield kind, _Place(name, lines, (kind,) if kind == "cluster" else (kind, number)), body


def _read_item(kind: str, place: _Place, body: dict[str, Any], folder: Path, faults: list[Fault]) -> Item | None:
    model = KINDS[kind]
    label = f'{model.noun} "{body.get("key", "?")}"'
    before = len(faults)
    if isinstance(body.get("text_file"), dict):
        texts = {language: _read_text(folder, name) for language, name in body.pop("text_file").items()}
        for language, text in texts.items():
            if text is None:
                faults.append(place.fault(("text_file", language), f"{label}: text_file.{language}: no such file"))
        body["text"] = texts
    if len(faults) > before:
        return None
    try:
        return model.model_validate_json(orjson.dumps(body, default=_plain))
    except ValidationError as error:
        faults.extend(place.fault(path, f"{label}: {said}") for path, said in _said(error))
        return None


def _read_text(folder: Path, name: object) -> str | None:
    file = (folder / str(name)).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return None
    return file.read_text(encoding="utf-8").strip()


def _said(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give each fault of a model: the path inside the item, and a sentence."""
    faults = error.errors(include_url=False, include_context=False)
    for fault in faults:
        if fault["type"] == "too_short" and any(_is_inside(other["loc"], fault["loc"]) for other in faults):
            continue  # the list is short only because its members were refused
        path = tuple(part for part in fault["loc"] if part != "[key]")
        name = ".".join(map(str, path))
        match fault["type"]:
            case "missing":
                yield path, f'"{name}" is missing'
            case "extra_forbidden" | "unexpected_keyword_argument":
                yield path, f'unknown key "{name}"'
            case _:
                yield path, f"{name}: {fault['msg'].removeprefix('Value error, ')}"


def _is_inside(path: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    return len(path) > len(other) and path[: len(other)] == other


def _syntax_fault(name: str, message: str) -> Fault:
    found = re.search(r" ?\(at line (\d+), column \d+\)", message)
    line = int(found[1]) if found else 1
    return Fault(name, line, f"not TOML: {message.replace(found[0], '') if found else message}")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        # A JSON number, so that a strict field tells 4.25 from "4.25"; its shortest form is what the file says.
        return float(value)
    raise TypeError(type(value).__name__)
