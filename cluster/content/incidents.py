"""What content says of «I need help»: who is told of which kind, how fast somebody answers, and who is told next."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from cluster.content.values import Complaint, Item, Label, LocalText, Strict
from storage.incidents import IncidentKind


class IncidentParty(enum.StrEnum):
    """In which part somebody is told of an incident."""

    MENTOR = "mentor"  # of the placement
    ENTERPRISE = "enterprise"  # the plant's personnel and head
    SUPERVISOR = "supervisor"  # of the practice, in the college
    COORDINATOR = "coordinator"  # of the college, else who decides for it
    COLLEGE = "college"  # everybody who works for the college
    BASE = "base"  # the base college's coordinators: without names where they have no right to them
    ADMIN = "admin"  # who keeps the house: without names


class IncidentCall(enum.StrEnum):
    """Whom to call, in the order in which content lists them; numbers stand where plants and colleges do."""

    EMERGENCY = "emergency"  # 112 and 103
    SAFETY = "safety"  # the plant's safety officer at the site
    PLANT = "plant"  # who answers for trainees at the plant
    COLLEGE = "college"
    CLUSTER = "cluster"


OF_THE_PLANT = frozenset({IncidentParty.MENTOR, IncidentParty.ENTERPRISE})
_CALLS_OF_THE_PLANT = frozenset({IncidentCall.SAFETY, IncidentCall.PLANT})
_LONGEST_URGENT_WAIT = 60


class IncidentStep(Strict):
    """Who is told at one level, whom to call then, and how long is waited for an answer before the next one.

    An urgent kind waits `minutes` at any hour, any other `office_hours` in which the college is open.
    """

    told: Annotated[tuple[IncidentParty, ...], Field(min_length=1)]
    calls: Annotated[tuple[IncidentCall, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    office_hours: Annotated[int, Field(ge=1, le=80)] | None = None

    @property
    def wait(self) -> timedelta:
        """Return how long an answer is waited for."""
        return timedelta(minutes=self.minutes or 0, hours=self.office_hours or 0)


class IncidentRoute(Item):
    """The way of one kind of incident. The key is the kind's name."""

    noun = "incident route"

    label: Label
    hint: LocalText | None = None
    """What to do at once; stands above everything else once it is told."""
    urgent: bool = True
    """Told at any hour, quiet or not, and switched off by nobody."""
    closed_to_plant: bool = False
    """Nobody of the plant sees it, whoever is named."""
    asks_whom: bool = False
    """Whether the student is asked whom it is about."""
    parents: bool = False
    """Whether the parents of a minor hear that something was told."""
    close_after_days: Annotated[int, Field(ge=1, le=10)] = 1
    """After so many working days whoever deals with it is reminded that it is not closed."""
    close_every_days: Annotated[int, Field(ge=1, le=20)] = 3
    """Then after so many each, together with the coordinators of the college."""
    close_reminders: Annotated[int, Field(ge=0, le=5)] = 3
    """How often in all."""
    steps: Annotated[tuple[IncidentStep, ...], Field(min_length=2, max_length=3)]
    """The first is told at once, each next one when nobody has answered."""

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the route."""
        if self.key not in set(IncidentKind):
            yield "key", f'"{self.key}" is no kind of incident; there are: {", ".join(IncidentKind)}'
        for number, step in enumerate(self.steps, 1):
            yield from self._complaints_of(number, step)
        if self.urgent and not self.close_reminders:
            yield "close_reminders", "of an urgent kind that is not closed somebody is reminded"
        told = [party for step in self.steps for party in step.told]
        for party in sorted({party for party in told if told.count(party) > 1}):
            yield "steps", f'"{party}" is told twice'

    def _complaints_of(self, number: int, step: IncidentStep) -> Iterator[Complaint]:
        named = f"step {number}"
        if self.urgent and (step.minutes is None or step.office_hours is not None):
            yield "steps", f"{named}: an urgent kind waits minutes, not office_hours"
        elif not self.urgent and (step.office_hours is None or step.minutes is not None):
            yield "steps", f"{named}: a kind that is not urgent waits office_hours, not minutes"
        if self.urgent and (step.minutes or 0) > _LONGEST_URGENT_WAIT:
            yield "steps", f"{named}: {step.minutes} minutes are too long for an urgent kind"
        if self.urgent and IncidentCall.EMERGENCY not in step.calls:
            yield "steps", f'{named}: the calls of an urgent kind begin with "emergency"'
        if self.closed_to_plant and (OF_THE_PLANT & set(step.told) or _CALLS_OF_THE_PLANT & set(step.calls)):
            yield "steps", f"{named}: the plant is told, or called, of a kind that is closed to it"


def default_route(kind: IncidentKind) -> IncidentRoute:
    """Return the way of a kind of which content says nothing: the college hears of it at once."""
    told = (IncidentParty.SUPERVISOR, IncidentParty.COORDINATOR)
    calls = (IncidentCall.EMERGENCY, IncidentCall.COLLEGE, IncidentCall.CLUSTER)
    first = IncidentStep(told=told, calls=calls, minutes=15)
    then = IncidentStep(told=(IncidentParty.BASE, IncidentParty.ADMIN), calls=calls, minutes=15)
    label = LocalText(ru=kind.value, en=kind.value)
    return IncidentRoute(key=kind.value, label=label, closed_to_plant=True, steps=(first, then))
