"""What content says about practice: the modules of a programme with their competences, the sites of a plant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from cluster.content.values import Complaint, Item, Label, LocalText, Phone, Point, Strict
from storage.internship.states import PracticeKind

Code = Annotated[str, StringConstraints(pattern=r"^\S{1,20}$")]


class Competence(Strict):
    """A professional competence of a module, as the attestation sheet lists it."""

    code: Code
    label: Label


class Module(Item):
    """A professional module of a profession, with the practice that belongs to it."""

    noun = "module"

    code: Code
    profession: Annotated[str, StringConstraints(pattern=r"^\d{2}\.\d{2}\.\d{2}$")]
    """The code of the profession: the same module holds in every college's programme of it."""
    name: LocalText
    kind: PracticeKind = PracticeKind.PRODUCTION
    hours: Annotated[int, Field(ge=1, le=2000)]
    competences: Annotated[tuple[Competence, ...], Field(min_length=1, max_length=10)]
    """At most ten: a phone shows no more of them at once."""

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the module."""
        codes = [one.code for one in self.competences]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield "competences", f'"{code}" stands there twice'


class Site(Strict):
    """Where at a plant one comes to."""

    name: Label
    address: LocalText
    point: Point | None = None
    way: LocalText | None = None
    """How one gets there."""
    safety_phone: Phone | None = None
    """Who answers for safety at the site, day and night."""
