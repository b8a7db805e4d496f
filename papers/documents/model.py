"""What a paper is made of, and what may be wrong with its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

from papers.errors import PaperError

Values: TypeAlias = Mapping[str, str | Sequence[Mapping[str, str]]]
"""What goes into a paper: a text a slot, and for a list a row of texts for each of its items."""

NUMBER = "number"
"""In every list, and filled by itself: which item that is, from 1."""


class Need(Enum):
    """Whether a template has to show a slot, and whether a paper may leave it empty."""

    ESSENTIAL = "essential"  # every template shows it, no paper leaves it empty: without it the paper says nothing
    REQUIRED = "required"  # a template may leave it out; where it is shown it is never empty
    OPTIONAL = "optional"  # it may be empty


@dataclass(frozen=True)
class Slot:
    """A place in a template that is filled by `name`; one with `items` is a list, whose items have slots themselves."""

    name: str
    need: Need = Need.REQUIRED
    items: tuple[Slot, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is gone through, not shown."""
        return bool(self.items)

    def item(self, name: str) -> Slot | None:
        """Return the slot `name` of its items."""
        return next((one for one in self.items if one.name == name), None)


class Kind(StrEnum):
    """The papers of a practice; `<value>.docx` is the name of a template."""

    DIARY = "diary"
    ATTESTATION_SHEET = "attestation_sheet"
    REFERENCE_LETTER = "reference_letter"
    REPORT_TITLE = "report_title"
    STUDENT_LIST = "student_list"

    @property
    def file_name(self) -> str:
        """Return what its template is called."""
        return f"{self.value}.docx"


@dataclass(frozen=True)
class Paper:
    """A kind of paper with its slots, in the order in which people read them."""

    kind: Kind
    slots: tuple[Slot, ...]

    def slot(self, name: str) -> Slot | None:
        """Return its slot `name`."""
        return next((one for one in self.slots if one.name == name), None)


class Code(StrEnum):
    """What is wrong with a template. The codes of `papers/package.py` stand for the file as a whole."""

    UNKNOWN_SLOT = "unknown_slot"  # `name` is no slot of this paper; `meant` may be one
    MISSING_SLOT = "missing_slot"  # an essential slot is not shown anywhere
    NOT_IN_ITS_LIST = "not_in_its_list"  # `name` has a dot, but no loop around it says what stands before it
    LIST_AS_TEXT = "list_as_text"  # a list is shown like a text
    TEXT_AS_LIST = "text_as_list"  # a text is gone through like a list
    BROKEN_TAG = "broken_tag"  # braces that are none of the tags that papers know
    UNCLOSED = "unclosed"  # a loop or condition that has no end, or an end that has no beginning, at its place
    CROWDED = "crowded"  # a tag that takes away its row or paragraph is not alone there
    MISPLACED = "misplaced"  # braces where nothing is filled: a comment, a field, the text of a picture
    TRACKED = "tracked"  # changes that were neither accepted nor rejected
    COMMENTED = "commented"  # comments in the margin would be in every paper
    LINKED = "linked"  # something is fetched from elsewhere when the paper is opened
    EMBEDDED = "embedded"  # another file or a control lies within
    UNFILLABLE = "unfillable"  # everything reads well, and filling it with samples still fails


class Part(StrEnum):
    """Where in a document something stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTES = "notes"
    OTHER = "other"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a template: what, with which slot or tag, in which part, near which words."""

    code: str  # a `Code`, or a code of `papers/package.py`
    name: str = ""
    part: Part | None = None
    near: str = ""
    meant: str = ""


class TemplateRefused(PaperError):
    """A template cannot be filled; `faults` say why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("template_refused", {"faults": tuple(faults)})
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type[TemplateRefused], tuple[tuple[Fault, ...]]]:  # type: ignore[override]
        """Rebuild it from its faults."""
        return type(self), (self.faults,)


class MissingValues(PaperError):
    """A paper would show empty places; `names` are their slots, `students.name` for that of an item."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("values_missing", {"names": tuple(names)})
        self.names = tuple(names)

    def __reduce__(self) -> tuple[type[MissingValues], tuple[tuple[str, ...]]]:  # type: ignore[override]
        """Rebuild it from its names."""
        return type(self), (self.names,)
