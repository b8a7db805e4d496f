"""What duplicates tell others. Events carry ids; names are read where a notice is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cluster.events import Event


@dataclass(frozen=True)
class Merged(Event):
    """Two records became one.

    `standing` are the applications that were joined or came over; `gone_application` is what the other record had in
    the college that decided.
    """

    merge_id: int
    actor: int
    gone_owner: int
    gone_application: int
    standing: tuple[int, ...]
    at: datetime


@dataclass(frozen=True)
class AskedAboutSame(Event):
    """Staff of `college` ask another college about its application: the same person applied to both."""

    college: str
    application_id: int
    asked_by: int
    day: date
