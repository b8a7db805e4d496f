"""Papers of a practice as Word documents: the college's templates, checked and filled.

    PAPERS              what each paper can say: its slots    declared.py
    slots_of, glance    a template -> its slots, its faults   reading.py, checking.py: cheap, no library
    check               the same, and filled with samples     filling.py over docxtpl
    fill                a template + values -> a paper

A template is written by people, who are no programmers, and may be changed by anybody who gets at it. So it may do
little: show a slot (`{{ student_name }}`), go through a list (`{%tr for entry in entries %}`), leave something out
(`{%p if site %}`). Whatever else stands in braces is refused, before Jinja sees it.

The functions are doors, as those of `papers.tables`: naming one for a process of its own imports no library.
"""

from __future__ import annotations

from papers.documents.declared import PAPERS
from papers.documents.model import (
    NUMBER,
    Code,
    Fault,
    Kind,
    MissingValues,
    Need,
    Paper,
    Part,
    Slot,
    TemplateRefused,
    Values,
)

__all__ = [
    "NUMBER",
    "PAPERS",
    "Code",
    "Fault",
    "Kind",
    "MissingValues",
    "Need",
    "Paper",
    "Part",
    "Slot",
    "TemplateRefused",
    "Values",
    "check",
    "fill",
    "glance",
    "slots_of",
]


def slots_of(template: bytes) -> frozenset[str]:
    """Return the slots that a template shows; one of an item as `entries.day`.

    `PaperError` where it is no document that may be opened. A slot in a loop over what is no list is left out.
    """
    from papers.documents import checking

    return checking.slots_of(template)


def glance(template: bytes, kind: Kind) -> tuple[Fault, ...]:
    """Return what is wrong with a template, as far as reading it tells."""
    from papers.documents import checking

    return checking.faults_of(template, PAPERS[kind])


def check(template: bytes, kind: Kind) -> tuple[Fault, ...]:
    """Return what is wrong with a template: by reading it, then by filling it with samples."""
    from papers.documents import filling

    return filling.check(template, PAPERS[kind])


def fill(template: bytes, kind: Kind, values: Values) -> bytes:
    """Return the paper: the same bytes for the same template and values.

    A slot that `values` does not name is empty, a name that is no slot a `ValueError`. `TemplateRefused` where the
    template is faulty, `MissingValues` where the paper would show an empty place that must not be one.
    """
    from papers.documents import filling

    return filling.fill(template, PAPERS[kind], values)
