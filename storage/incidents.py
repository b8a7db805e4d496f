"""Incidents: what went wrong on practice, who was told, who answered, what came of it."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, func, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.internship.tables import PlacementRow, StudentRow
from storage.upsert import insert_missing_id


class IncidentKind(enum.StrEnum):
    """What went wrong. No medical words are asked for, nor kept."""

    INJURY = "injury"
    NEAR_MISS = "near_miss"
    UNSAFE = "unsafe"
    EQUIPMENT = "equipment"
    CONFLICT = "conflict"  # bypasses whoever is named in it
    PAY = "pay"
    OTHER = "other"


class IncidentState(enum.StrEnum):
    """Where an incident stands."""

    OPEN = "open"  # told, nobody has answered
    ACKNOWLEDGED = "acknowledged"  # somebody deals with it; with `due_at` they were asked to and have not said so yet
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"  # pressed by mistake, said within minutes


STANDING: Final = frozenset({IncidentState.OPEN, IncidentState.ACKNOWLEDGED})
"""Somebody still has to do something."""


FORGOTTEN: Final = 0
"""Who told an incident whose term is over: nobody's people.id."""


class Named(enum.IntEnum):
    """Whom a conflict is about, where no person is named. Stands among people.id, of which none is below one."""

    PLANT = -1  # somebody of the plant
    STUDENT = -2  # another student
    NOBODY = -3  # whom the student does not want to name


class IncidentRow(Base):
    """One incident of one student."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_student", "student_id", "id"),
        Index("ix_incidents_college", "college", "state"),
        Index("ix_incidents_enterprise", "enterprise", "state"),
        # Pressed twice is one incident: of a kind one is open.
        Index(
            "uq_incidents_open",
            "student_id",
            "kind",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placements.id"))
    college: Mapped[str] = mapped_column(String(60))
    enterprise: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[IncidentKind] = mapped_column(enum_column(IncidentKind))
    state: Mapped[IncidentState] = mapped_column(enum_column(IncidentState), default=IncidentState.OPEN)
    words: Mapped[str | None] = mapped_column(EncryptedText)
    named_ids: Mapped[list[int]] = mapped_column(JSON, default=list)  # people.id: nobody of them is told
    told_by: Mapped[int] = mapped_column(BigId)  # people.id: the student, the mentor, or somebody of the college
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the next ones are told, unless one answers
    level: Mapped[int] = mapped_column(default=0)  # how often it was escalated
    acknowledged_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolution: Mapped[str | None] = mapped_column(EncryptedText)  # JSON: what those who answer wrote, in order
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody who answers wrote: for the colleagues, or (`final`) what came of it."""

    at: datetime
    by_id: int
    text: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident to be kept."""

    student_id: int
    placement_id: int | None
    college: str
    enterprise: str | None
    kind: IncidentKind
    told_by: int


@dataclass(frozen=True, slots=True)
class Incident(NewIncident):
    """An incident as it is kept. `named_ids` are people.id, and members of `Named`; words are None once forgotten."""

    id: int
    state: IncidentState
    words: str | None
    named_ids: tuple[int, ...]
    told_at: datetime
    due_at: datetime | None
    level: int
    acknowledged_by: int | None
    acknowledged_at: datetime | None
    resolved_by: int | None
    resolved_at: datetime | None
    notes: tuple[Note, ...]
    version: int

    @property
    def is_standing(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in STANDING

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has said yet that they deal with it: it is open, or was handed to somebody who is silent."""
        return self.state is IncidentState.OPEN or (self.is_standing and self.due_at is not None)

    @property
    def outcome(self) -> str | None:
        """Return what came of it."""
        return next((note.text for note in reversed(self.notes) if note.final), None)


def add(session: Session, new: NewIncident, now: datetime) -> Incident | None:
    """Keep a new incident; None where the student has an open one of this kind.

    Two at once make one row: on PostgreSQL the later of two is told to run again.
    """
    values = {**asdict(new), "state": IncidentState.OPEN, "named_ids": [], "told_at": now, "level": 0, "version": 1}
    incident_id = insert_missing_id(session, IncidentRow, **values)
    return None if incident_id is None else find(session, incident_id)


def find(session: Session, incident_id: int) -> Incident | None:
    """Return an incident by id; None where there is none."""
    row = session.get(IncidentRow, incident_id)
    return None if row is None else _incident(row)


def of_student(session: Session, student_id: int) -> list[Incident]:
    """Return the incidents of a student, newest first."""
    return _load(session, IncidentRow.student_id == student_id)


def standing(
    session: Session, colleges: Collection[str], enterprises: Collection[str], mentor_id: int, closed_since: datetime
) -> list[Incident]:
    """Return what these colleges, these enterprises or a mentor may have to do with: still open, or closed lately.

    Newest first. Who may see which of them is for `cluster.incidents` to say.
    """
    of_mentor = select(PlacementRow.id).where(PlacementRow.mentor_id == mentor_id)
    return _load(
        session,
        or_(IncidentRow.state.in_(sorted(STANDING)), IncidentRow.resolved_at >= closed_since),
        or_(
            IncidentRow.college.in_(sorted(colleges)),
            IncidentRow.enterprise.in_(sorted(enterprises)),
            IncidentRow.placement_id.in_(of_mentor),
            IncidentRow.told_by == mentor_id,
        ),
    )


def change(session: Session, incident_id: int, **values: Any) -> Incident:
    """Put facts of an incident into its columns; the version rises."""
    row = session.get_one(IncidentRow, incident_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _incident(row)


def write(session: Session, incident_id: int, note: Note, **values: Any) -> Incident:
    """Add what somebody who answers wrote, beside facts that change with it."""
    row = session.get_one(IncidentRow, incident_id)
    notes = [*_notes(row.resolution), note]
    return change(session, incident_id, resolution=orjson.dumps(notes).decode(), **values)


def count_of_person(session: Session, person_id: int) -> int:
    """Return how many incidents of a person are kept whole, in whichever college they study."""
    told = select(func.count()).select_from(IncidentRow).join(StudentRow, StudentRow.id == IncidentRow.student_id)
    return session.scalar(told.where(StudentRow.person_id == person_id, IncidentRow.told_by != FORGOTTEN)) or 0


def count_waiting(session: Session) -> int:
    """Return of how many incidents nobody has said yet that they deal with them (`Incident.is_waiting`)."""
    silent = and_(IncidentRow.state == IncidentState.ACKNOWLEDGED, IncidentRow.due_at.is_not(None))
    query = select(func.count()).select_from(IncidentRow)
    return session.scalar(query.where(or_(IncidentRow.state == IncidentState.OPEN, silent))) or 0


def forget(session: Session, incident_id: int) -> None:
    """Forget who told an incident, what was said and who was named; what kind it was, when and where, stays."""
    row = session.get(IncidentRow, incident_id)
    if row is not None:
        row.told_by, row.words, row.resolution, row.named_ids = FORGOTTEN, None, None, []
        session.flush()


def _load(session: Session, *conditions: ColumnElement[bool]) -> list[Incident]:
    query = select(IncidentRow).where(*conditions).order_by(IncidentRow.id.desc())
    return [_incident(row) for row in session.scalars(query)]


def _incident(row: IncidentRow) -> Incident:
    values = {field.name: getattr(row, field.name) for field in fields(Incident) if field.name != "notes"}
    return Incident(**{**values, "named_ids": tuple(row.named_ids), "notes": _notes(row.resolution)})


def _notes(text: str | None) -> tuple[Note, ...]:
    written = [] if text is None else orjson.loads(text)
    return tuple(Note(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in written)
