"""What admission tells others. Events carry ids and numbers; names are read where a notice is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster.content import NoticeEvent
from cluster.events import Event
from storage.admission import ApplicationStatus


@dataclass(frozen=True)
class ApplicationSubmitted(Event):
    """An application reached a college: its owner and its `coordinators` (people.id) are told."""

    application_id: int
    owner_id: int
    college: str
    number: str
    answer_due: date
    coordinators: tuple[int, ...]


@dataclass(frozen=True)
class StatusChanged(Event):
    """An application went from one status to another. `notice` is what people may be told of it, None for silence."""

    application_id: int
    owner_id: int
    college: str
    number: str
    before: ApplicationStatus
    after: ApplicationStatus
    notice: NoticeEvent | None
    by_owner: bool
    actor_id: int | None = None


@dataclass(frozen=True)
class ApplicationEdited(Event):
    """The owner changed answers; who has taken the application is told. `fields` are names, never values."""

    application_id: int
    owner_id: int
    college: str
    number: str
    fields: tuple[str, ...]
    assignee_id: int | None


@dataclass(frozen=True)
class ParentDataDropped(Event):
    """A parent did not agree in time, so their name and phone were deleted; the owner is asked to give them again."""

    applicant_id: int
    owner_id: int


@dataclass(frozen=True)
class CampaignOpened(Event):
    """Admission has opened, and this person wanted to be told."""

    person_id: int
    campaign: str


@dataclass(frozen=True)
class SeatsOpened(Event):
    """Programmes that this person waited for take applications again, in the order of the campaign."""

    person_id: int
    campaign: str
    programmes: tuple[str, ...]
