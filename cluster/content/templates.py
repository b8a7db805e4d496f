"""The Word templates of papers in a folder of content: which there are, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from papers.documents import Code, Fault, Kind, Part, check, glance

TEMPLATES: Final = "templates"
"""The folder within a folder of content."""

_PLACES: Final[Mapping[Part, str]] = {
    Part.BODY: "",
    Part.HEADER: " in a header",
    Part.FOOTER: " in a footer",
    Part.NOTES: " in a footnote",
    Part.OTHER: " where nothing is filled",
}
_SENTENCES: Final[Mapping[str, str]] = {
    Code.UNKNOWN_SLOT: 'unknown slot "{name}"',
    Code.MISSING_SLOT: 'the slot "{name}" has to be shown',
    Code.NOT_IN_ITS_LIST: '"{name}" stands outside the loop over its list',
    Code.LIST_AS_TEXT: '"{name}" is a list, go through it with "for"',
    Code.TEXT_AS_LIST: '"{name}" is no list',
    Code.BROKEN_TAG: '"{name}" is no tag that templates know',
    Code.UNCLOSED: '"{name}" has no counterpart in the same paragraph, cell or table',
    Code.CROWDED: '"{name}" must stand alone in its row or paragraph',
    Code.MISPLACED: "braces in a field, a comment, or the text of a picture",
    Code.TRACKED: "accept or reject all tracked changes",
    Code.COMMENTED: "delete the comments in the margin",
    Code.LINKED: "something is fetched from elsewhere ({name}): embed it",
    Code.EMBEDDED: "another file or a control lies within ({name}): take it out",
    Code.UNFILLABLE: "filling it with samples fails ({name})",
    "empty": "the file is empty",
    "not_word": "no Word document (.docx)",
    "old_word": "an old Word file (.doc): save it as .docx",
    "encrypted": "protected by a password",
    "macros": "holds macros",
    "too_large": "too large",
    "broken": "damaged",
}


def template_kinds(folder: Path) -> tuple[Kind, ...]:
    """Return the papers for which a folder of content has a template."""
    return tuple(kind for kind in Kind if (folder / TEMPLATES / kind.file_name).is_file())


def template_faults(folder: Path, *, filled: bool = False) -> Iterator[tuple[str, str]]:
    """Give each fault of a template: the file, a sentence for an operator.

    They are read, which costs milliseconds; with `filled` they are filled with samples as well, which tells everything.
    """
    known = {kind.file_name: kind for kind in Kind}
    for path in sorted((folder / TEMPLATES).glob("*")):
        name = f"{TEMPLATES}/{path.name}"
        if path.name.startswith((".", "~$")):  # Word keeps such a file beside one that is open
            continue
        if path.name not in known:
            yield name, f"no such paper; known: {', '.join(known)}"
            continue
        for fault in (check if filled else glance)(path.read_bytes(), known[path.name]):
            yield name, _sentence(fault)


def _sentence(fault: Fault) -> str:
    said = _SENTENCES[fault.code].format(name=fault.name)
    where = _PLACES[fault.part] if fault.part else ""
    near = f', near "{fault.near}"' if fault.near and fault.near != fault.name else ""
    meant = f'; did you mean "{fault.meant}"?' if fault.meant else ""
    return f"{said}{where}{near}{meant}"
