"""The diary of a practice: one entry a day, in the student's words, accepted or returned by the mentor."""

from __future__ import annotations

import dataclasses
import enum
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.upsert import insert_missing


class EntryState(enum.StrEnum):
    """What the mentor, or the college, said of an entry."""

    WRITTEN = "written"  # nothing yet
    ACCEPTED = "accepted"
    RETURNED = "returned"  # with a comment: to be written anew
    LEFT_OUT = "left_out"  # by the college, with a reason: it counts for nothing


class DiaryRow(Base):
    """What a student did on one day of one placement, and what was said of it."""

    __tablename__ = "diary_entries"
    __table_args__ = (
        UniqueConstraint("placement_id", "day"),
        Index("ix_diary_entries_state", "placement_id", "state"),
        CheckConstraint("half_hours BETWEEN 0 AND 48", name="half_hours"),
        CheckConstraint("comfort IS NULL OR comfort BETWEEN 1 AND 5", name="comfort"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)  # a Moscow day
    half_hours: Mapped[int] = mapped_column()  # hours in steps of half an hour
    competences: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of the module's competences
    words: Mapped[str | None] = mapped_column(EncryptedText)
    comfort: Mapped[int | None] = mapped_column()  # 1 to 5, for the supervisor alone
    needs_help: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EntryState] = mapped_column(enum_column(EntryState), default=EntryState.WRITTEN)
    comment: Mapped[str | None] = mapped_column(EncryptedText)  # why it was returned, or left out
    decided_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a student wrote of one day, and what the mentor said of it."""

    id: int
    placement_id: int
    day: date
    half_hours: int
    competences: tuple[str, ...]
    words: str | None
    comfort: int | None
    needs_help: bool
    state: EntryState
    comment: str | None
    decided_by: int | None
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a student says of a day."""

    half_hours: int
    competences: tuple[str, ...]
    comfort: int | None
    words: str | None = None
    needs_help: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What lists and sums need of an entry: no words, so nothing has to be decrypted for them."""

    id: int
    placement_id: int
    day: date
    half_hours: int
    competences: tuple[str, ...]
    comfort: int | None
    needs_help: bool
    state: EntryState
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a closed diary comes to: the last day written, how many wait for the mentor, and the first of these.

    What was given back waits for the mentor as well: nobody can write it anew any more.
    """

    last: date
    waiting: int
    first_waiting: date | None


_MARK = tuple(getattr(DiaryRow, field.name) for field in dataclasses.fields(Mark))
_ENTRY = tuple(field.name for field in dataclasses.fields(Entry))


def find(session: Session, placement_id: int, day: date) -> Entry | None:
    """Return what was written of a day; None where nothing was."""
    row = _row(session, placement_id, day)
    return None if row is None else _entry(row)


def get(session: Session, entry_id: int) -> Entry | None:
    """Return an entry by id; None where there is none."""
    row = session.get(DiaryRow, entry_id)
    return None if row is None else _entry(row)


def marks(session: Session, placement_ids: Collection[int]) -> Mapping[int, list[Mark]]:
    """Return the entries of some placements without their words, each placement's by day."""
    found: dict[int, list[Mark]] = defaultdict(list)
    query = select(*_MARK).where(DiaryRow.placement_id.in_(sorted(placement_ids)))
    for row in session.execute(query.order_by(DiaryRow.placement_id, DiaryRow.day)):
        values = {**row._mapping, "competences": tuple(row.competences)}
        found[row.placement_id].append(Mark(**values))
    return found


def waiting(session: Session, placement_ids: Collection[int]) -> Mapping[int, list[tuple[date, datetime]]]:
    """Return the days in some diaries that wait for the mentor, each with when it was last written, by day."""
    found: dict[int, list[tuple[date, datetime]]] = defaultdict(list)
    query = select(DiaryRow.placement_id, DiaryRow.day, DiaryRow.updated_at).where(
        DiaryRow.placement_id.in_(sorted(placement_ids)), DiaryRow.state == EntryState.WRITTEN
    )
    for placement_id, day, written_at in session.execute(query.order_by(DiaryRow.placement_id, DiaryRow.day)):
        found[placement_id].append((day, written_at))
    return found


def outlines(session: Session, placement_ids: Collection[int]) -> Mapping[int, Outline]:
    """Return what the closed diaries of some placements come to; those in which nothing is written are left out."""
    waits = DiaryRow.state.in_((EntryState.WRITTEN, EntryState.RETURNED))
    query = select(
        DiaryRow.placement_id,
        func.max(DiaryRow.day),
        func.count().filter(waits),
        func.min(DiaryRow.day).filter(waits),
    ).where(DiaryRow.placement_id.in_(sorted(placement_ids)))
    found = session.execute(query.group_by(DiaryRow.placement_id))
    return {placement_id: Outline(last, count, first) for placement_id, last, count, first in found}


def entries(session: Session, placement_id: int, first: date, last: date) -> list[Entry]:
    """Return what was written of some days, by day."""
    query = select(DiaryRow).where(DiaryRow.placement_id == placement_id, DiaryRow.day.between(first, last))
    return [_entry(row) for row in session.scalars(query.order_by(DiaryRow.day))]


def write(session: Session, placement_id: int, day: date, written: Written, now: datetime) -> Entry:
    """Keep what a student says of a day, in place of what they said before; whatever the mentor said of that is over.

    Two at once make one entry: on PostgreSQL the later of two is told to run again.
    """
    values = {**dataclasses.asdict(written), "competences": list(written.competences)}
    new = {"state": EntryState.WRITTEN, "created_at": now, "updated_at": now, "version": 1}
    if insert_missing(session, DiaryRow, placement_id=placement_id, day=day, **values, **new):
        return _entry(_the_row(session, placement_id, day))
    row = _the_row(session, placement_id, day)
    decided: dict[str, Any] = {"comment": None, "decided_by": None, "decided_at": None}
    return _change(session, row, **values, **decided, state=EntryState.WRITTEN, updated_at=now)


def change(session: Session, entry_id: int, **values: Any) -> Entry:
    """Put something into the columns of an entry."""
    return _change(session, session.get_one(DiaryRow, entry_id), **values)


def accept(session: Session, entry_ids: Collection[int], by_id: int, now: datetime) -> int:
    """Accept those of the entries that wait for it; return how many that were."""
    session.flush()
    waiting = (DiaryRow.id.in_(sorted(entry_ids)), DiaryRow.state == EntryState.WRITTEN)
    values = {"state": EntryState.ACCEPTED, "decided_by": by_id, "decided_at": now}
    statement = update(DiaryRow).where(*waiting).values(**values, version=DiaryRow.version + 1).returning(DiaryRow.id)
    return len(session.scalars(statement, execution_options={"synchronize_session": "fetch"}).all())


def personal(session: Session, placement_ids: Collection[int]) -> int:
    """Return how many entries of some placements hold words, or how at ease somebody was."""
    said = or_(DiaryRow.words.is_not(None), DiaryRow.comment.is_not(None), DiaryRow.comfort.is_not(None))
    query = select(func.count()).where(DiaryRow.placement_id.in_(sorted(placement_ids)), said)
    return session.scalar(query) or 0


def forget_words(session: Session, placement_ids: Sequence[int]) -> None:
    """Empty whatever was said in words in some placements; days and hours stay, as the college answers for them."""
    for row in session.scalars(select(DiaryRow).where(DiaryRow.placement_id.in_(sorted(placement_ids)))):
        row.words = row.comment = row.comfort = None
        row.needs_help = False
    session.flush()


def _row(session: Session, placement_id: int, day: date) -> DiaryRow | None:
    return session.scalars(
        select(DiaryRow).where(DiaryRow.placement_id == placement_id, DiaryRow.day == day)
    ).one_or_none()


def _the_row(session: Session, placement_id: int, day: date) -> DiaryRow:
    row = _row(session, placement_id, day)
    if row is None:
        raise AssertionError("the entry has just been written, or was there")
    return row


def _change(session: Session, row: DiaryRow, **values: Any) -> Entry:
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _entry(row)


def _entry(row: DiaryRow) -> Entry:
    values = {name: getattr(row, name) for name in _ENTRY}
    return Entry(**{**values, "competences": tuple(row.competences)})
