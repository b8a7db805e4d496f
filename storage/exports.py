"""Exports: whole lists of applications that left as a file, or wait for a second person's word; and their rows."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.admission.states import ApplicationStatus, DocumentState
from storage.admission.tables import ApplicantDocumentRow, ApplicantRow, ApplicationChoiceRow, ApplicationRow
from storage.base import Base, BigId, UtcDateTime, enum_column
from storage.consents import ConsentRow
from storage.review.queues import QueueFilter, conditions
from storage.upsert import insert_missing


class ExportState(enum.StrEnum):
    """Where an export stands."""

    WAITING = "waiting"  # for the word of a second person
    ALLOWED = "allowed"  # the file may be made, or is being made
    DONE = "done"  # it was sent
    DECLINED = "declined"  # the second person said no
    WITHDRAWN = "withdrawn"  # who asked changed their mind
    EXPIRED = "expired"  # nobody said anything in time, or the file was never fetched


_OPEN = text("state IN ('waiting', 'allowed')")


class ExportRow(Base):
    """One export: who, when, which applications, how many, on whose word. Never deleted: it is the college's record."""

    __tablename__ = "exports"
    __table_args__ = (
        # Asking twice for the same is asking once.
        Index(
            "uq_exports_open",
            "asked_by",
            "college",
            "campaign",
            "shelf",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_exports_college", "college", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    college: Mapped[str] = mapped_column(String(60))  # an id of content, as is the campaign
    campaign: Mapped[str] = mapped_column(String(60))
    shelf: Mapped[str] = mapped_column(String(20))  # of the queue; "all" is no shelf but everything
    state: Mapped[ExportState] = mapped_column(enum_column(ExportState))
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned: Mapped[int] = mapped_column()  # applications when it was asked for
    alone: Mapped[bool] = mapped_column(default=False)  # a second word was needed, and there is nobody to give it
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rows: Mapped[int | None] = mapped_column()  # that were sent
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it stands."""

    id: int
    college: str
    campaign: str
    shelf: str
    state: ExportState
    asked_by: int
    asked_at: datetime
    expires_at: datetime
    planned: int
    alone: bool = False
    decided_by: int | None = None
    decided_at: datetime | None = None
    rows: int | None = None
    done_at: datetime | None = None


def add(session: Session, wanted: Export) -> Export | None:
    """Keep a new export (its `id` is given here); None where an equal one is open."""
    values = {name: getattr(wanted, name) for name in Export.__slots__ if name != "id"}
    if not insert_missing(session, ExportRow, **values):
        return None
    return open_one(session, wanted)


def open_one(session: Session, like: Export) -> Export | None:
    """Return the open export of the same person, college, campaign and shelf."""
    same = (getattr(ExportRow, name) == getattr(like, name) for name in ("asked_by", "college", "campaign", "shelf"))
    return next(iter(_load(session, *same, _is_open())), None)


def get(session: Session, export_id: int) -> Export | None:
    """Return one export."""
    return next(iter(_load(session, ExportRow.id == export_id)), None)


def of_college(session: Session, college: str, limit: int, offset: int = 0) -> list[Export]:
    """Return the exports of a college, newest first."""
    query = select(ExportRow.__table__).where(ExportRow.college == college).order_by(ExportRow.id.desc())
    return [Export(**row) for row in session.execute(query.limit(limit).offset(offset)).mappings()]


def count(session: Session, college: str) -> int:
    """Return how many exports of a college there were."""
    return int(session.scalar(select(func.count()).where(ExportRow.college == college)) or 0)


def move(session: Session, export_id: int, source: ExportState, target: ExportState, **values: Any) -> bool:
    """Take an export from one state to another, with what else is noted; False where it stands elsewhere by now."""
    moved = session.execute(
        update(ExportRow)
        .where(ExportRow.id == export_id, ExportRow.state == source)
        .values(state=target, **values)
        .returning(ExportRow.id)
        .execution_options(synchronize_session=False)
    )
    return moved.first() is not None


def rows_on_one_word(session: Session, asked_by: int, college: str, since: datetime, but: int = 0) -> int:
    """Return how many rows a person got since a moment without a second word; export `but` is left out."""
    rows = func.coalesce(ExportRow.rows, ExportRow.planned)
    return int(
        session.scalar(
            select(func.coalesce(func.sum(rows), 0)).where(
                ExportRow.asked_by == asked_by,
                ExportRow.college == college,
                ExportRow.asked_at > since,
                ExportRow.decided_by.is_(None),
                ExportRow.state.in_((ExportState.ALLOWED, ExportState.DONE)),
                ExportRow.id != but,
            )
        )
        or 0
    )


def _is_open() -> ColumnElement[bool]:
    return ExportRow.state.in_((ExportState.WAITING, ExportState.ALLOWED))


def _load(session: Session, *where: ColumnElement[bool]) -> list[Export]:
    return [Export(**row) for row in session.execute(select(ExportRow.__table__).where(*where)).mappings()]


# --- the rows of a file ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExportLine:
    """What a file says about one application. The person's own data are None once they are erased.

    `consent` is the version of the standing consent of who filled the application in, and when it was given.
    """

    id: int
    number: str
    registration_number: str | None
    last_name: str | None
    first_name: str | None
    middle_name: str | None
    birth_date: date | None
    phone: str | None
    school: str | None
    base_education: str
    avg_grade: Decimal | None
    target_interest: str
    target_enterprise: str | None
    priority_right: str | None
    dorm_needed: bool
    status: ApplicationStatus
    submitted_at: datetime
    priority: int
    programmes: tuple[str, ...]
    documents: tuple[tuple[str, DocumentState], ...]
    consent: tuple[str, datetime] | None


def campaigns(session: Session, college: str) -> dict[str, int]:
    """Return the campaigns in which a college has applications, with how many."""
    query = select(ApplicationRow.campaign, func.count()).where(ApplicationRow.college == college)
    return {key: int(n) for key, n in session.execute(query.group_by(ApplicationRow.campaign))}


def lines(session: Session, wanted: QueueFilter, after: int, limit: int, purpose: str) -> list[ExportLine]:
    """Return the matching applications with ids above `after`, in their order: four queries, however many there are.

    `purpose` is that of the consent which is shown.
    """
    owned, applicant = ApplicationRow.__table__.c, ApplicantRow.__table__.c
    query = (
        select(
            owned.id, owned.number, owned.registration_number, owned.status, owned.submitted_at, owned.priority,
            owned.applicant_id, applicant.owner_person_id, applicant.last_name, applicant.first_name,
            applicant.middle_name, applicant.birth_date, applicant.phone, applicant.school, applicant.base_education,
            applicant.avg_grade, applicant.target_interest, applicant.target_enterprise, applicant.special,
            applicant.dorm_needed,
        )
        .join_from(ApplicationRow, ApplicantRow, ApplicantRow.id == ApplicationRow.applicant_id)
        .where(*conditions(wanted), ApplicationRow.id > after)
        .order_by(ApplicationRow.id)
        .limit(limit)
    )  # fmt: skip
    found = session.execute(query).all()
    programmes = _programmes(session, [row.id for row in found])
    papers = _papers(session, {row.applicant_id for row in found})
    given = _consents(session, {row.owner_person_id for row in found}, purpose)
    return [
        ExportLine(
            id=r.id,
            number=r.number,
            registration_number=r.registration_number,
            last_name=r.last_name,
            first_name=r.first_name,
            middle_name=r.middle_name,
            birth_date=date.fromisoformat(r.birth_date) if r.birth_date else None,
            phone=r.phone,
            school=r.school,
            base_education=r.base_education,
            avg_grade=r.avg_grade,
            target_interest=r.target_interest,
            target_enterprise=r.target_enterprise,
            priority_right=(r.special or {}).get("priority_right"),
            dorm_needed=r.dorm_needed,
            status=r.status,
            submitted_at=r.submitted_at,
            priority=r.priority,
            programmes=tuple(programmes.get(r.id, ())),
            documents=tuple(papers.get(r.applicant_id, ())),
            consent=given.get(r.owner_person_id),
        )
        for r in found
    ]


def _programmes(session: Session, application_ids: Sequence[int]) -> dict[int, list[str]]:
    query = select(ApplicationChoiceRow.application_id, ApplicationChoiceRow.programme)
    found: dict[int, list[str]] = {}
    for one in session.execute(
        query.where(ApplicationChoiceRow.application_id.in_(application_ids)).order_by(ApplicationChoiceRow.place)
    ):
        found.setdefault(one.application_id, []).append(one.programme)
    return found


def _papers(session: Session, applicant_ids: set[int]) -> dict[int, list[tuple[str, DocumentState]]]:
    query = select(ApplicantDocumentRow.applicant_id, ApplicantDocumentRow.kind, ApplicantDocumentRow.state)
    found: dict[int, list[tuple[str, DocumentState]]] = {}
    for one in session.execute(query.where(ApplicantDocumentRow.applicant_id.in_(sorted(applicant_ids)))):
        found.setdefault(one.applicant_id, []).append((one.kind, one.state))
    return found


def _consents(session: Session, owner_ids: set[int], purpose: str) -> dict[int, tuple[str, datetime]]:
    query = select(ConsentRow.subject_id, ConsentRow.version, ConsentRow.given_at).where(
        ConsentRow.subject_id.in_(sorted(owner_ids)),
        ConsentRow.purpose == purpose,
        ConsentRow.withdrawn_at.is_(None),
    )
    return {one.subject_id: (one.version, one.given_at) for one in session.execute(query.order_by(ConsentRow.id))}
