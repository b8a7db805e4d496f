"""What review tells others, beside the changes of status. Events carry ids; names are read where a notice is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster.events import Event
from storage.admission import ApplicationStatus, DocumentState
from storage.review import DecisionKind


@dataclass(frozen=True)
class HandedOn(Event):
    """An application was handed to a colleague, who is told."""

    application_id: int
    from_id: int
    to_id: int


@dataclass(frozen=True)
class PaperChecked(Event):
    """Staff verified a paper, or gave it back. `kind` is its key in content."""

    application_id: int
    kind: str
    state: DocumentState
    by_id: int


@dataclass(frozen=True)
class ParentConsentReceived(Event):
    """The college has the representative's consent."""

    application_id: int
    by_id: int


@dataclass(frozen=True)
class DecisionCarried(Event):
    """A held decision was carried out when its time had come; the screen of who took it says so."""

    application_id: int
    decided_by: int
    after: ApplicationStatus


@dataclass(frozen=True)
class DecisionFailed(Event):
    """A held decision could not be carried out; who took it reads why: `text_key` with `args`."""

    application_id: int
    kind: DecisionKind
    decided_by: int
    text_key: str
    args: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class OriginalMoved(Event):
    """The original certificate was brought, or given back."""

    application_id: int
    brought: bool
    by_id: int


@dataclass(frozen=True)
class InfoReminded(Event):
    """An applicant still owes what the college asked for; reminded once on this Moscow day."""

    application_id: int
    day: date
