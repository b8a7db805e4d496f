"""The tables of ranking. Lists that are not applied yet lie encrypted: they hold a whole college's grades."""

from __future__ import annotations

import enum
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.admission.states import ApplicationStatus
from storage.admission.tables import ExactGrade
from storage.base import Base, BigId, UtcDateTime, enum_column
from storage.previews import DeskRow, PreviewRow


class StepKind(enum.StrEnum):
    """What staff do to many applications at once, each with a preview."""

    LIST = "list"  # a new list with places
    RECOMMEND = "recommend"  # the seats of one programme are given out
    FREE = "free"  # seats of those who brought no original become free
    ENROL = "enrol"  # the enrolment order


class RankingState(enum.StrEnum):
    """Whether a list of a programme counts."""

    CURRENT = "current"
    SUPERSEDED = "superseded"  # a newer one came
    UNDONE = "undone"


class SeatState(enum.StrEnum):
    """What became of a seat that somebody left."""

    FREE = "free"  # nobody is in line for it now
    OFFERED = "offered"  # somebody was asked and has time to answer
    TAKEN = "taken"
    CLOSED = "closed"  # given out with the others when seats were recommended anew


class OfferState(enum.StrEnum):
    """What became of an offer."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    PASSED = "passed"  # not answered in time
    CANCELLED = "cancelled"  # who was asked left, or came to a seat in another way


class RankingDeskRow(DeskRow):
    """One college in one campaign."""

    __tablename__ = "ranking_desks"

    college: Mapped[str] = mapped_column(String(60), primary_key=True)
    campaign: Mapped[str] = mapped_column(String(60), primary_key=True)


class RankingStepRow(PreviewRow):
    """A step over many applications."""

    __tablename__ = "ranking_steps"
    __table_args__ = (Index("ix_ranking_steps_desk", "college", "campaign", "state"),)

    kind: Mapped[StepKind] = mapped_column(enum_column(StepKind))
    college: Mapped[str] = mapped_column(String(60))
    campaign: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str | None] = mapped_column(String(60))


class RankingMoveRow(Base):
    """One application that a step led from a status to another, and whether anybody was told."""

    __tablename__ = "ranking_moves"
    __table_args__ = (Index("ix_ranking_moves_told", "step_id", "told_at"),)

    step_id: Mapped[int] = mapped_column(ForeignKey("ranking_steps.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    before: Mapped[ApplicationStatus] = mapped_column(enum_column(ApplicationStatus))
    after: Mapped[ApplicationStatus] = mapped_column(enum_column(ApplicationStatus))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # who had been told was told of the undoing


class RankingRow(Base):
    """The list of one programme, as a college published it at `as_of`."""

    __tablename__ = "rankings"
    __table_args__ = (
        Index(
            "uq_rankings_current",
            "campaign",
            "programme",
            unique=True,
            sqlite_where=text("state = 'current'"),
            postgresql_where=text("state = 'current'"),
        ),
        Index("ix_rankings_step_id", "step_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("ranking_steps.id"))
    former_id: Mapped[int | None] = mapped_column(BigId)  # the list that counted before, to go back to
    campaign: Mapped[str] = mapped_column(String(60))
    college: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str] = mapped_column(String(60))
    as_of: Mapped[datetime] = mapped_column(UtcDateTime)
    total: Mapped[int] = mapped_column()
    seats: Mapped[int] = mapped_column()  # at that time
    state: Mapped[RankingState] = mapped_column(enum_column(RankingState))


class RankingPlaceRow(Base):
    """One row of a list. Without an application it is somebody who applied on paper."""

    __tablename__ = "ranking_places"
    __table_args__ = (Index("ix_ranking_places_application_id", "application_id"),)

    ranking_id: Mapped[int] = mapped_column(ForeignKey("rankings.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(40), primary_key=True)  # the official registration number
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    place: Mapped[int] = mapped_column()
    grade: Mapped[Decimal] = mapped_column(ExactGrade)


class RankingSeatRow(Base):
    """Which programme's seat a recommended or enrolled applicant holds."""

    __tablename__ = "ranking_seats"
    __table_args__ = (Index("ix_ranking_seats_programme", "campaign", "programme"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    campaign: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class FreeSeatRow(Base):
    """A seat that somebody left, until the next in line has taken it. Nobody leaves a seat of one programme twice."""

    __tablename__ = "free_seats"
    __table_args__ = (
        UniqueConstraint("left_by", "programme", "freed_at"),
        Index("ix_free_seats_programme", "campaign", "programme", "state"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    campaign: Mapped[str] = mapped_column(String(60))
    college: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str] = mapped_column(String(60))
    left_by: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    freed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[SeatState] = mapped_column(enum_column(SeatState))


_OPEN = text("state = 'open'")


class SeatOfferRow(Base):
    """A free seat offered to the next in line. A seat is offered to one person at a time, and once to each."""

    __tablename__ = "seat_offers"
    __table_args__ = (
        UniqueConstraint("seat_id", "application_id"),
        Index("uq_seat_offers_open_seat", "seat_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "uq_seat_offers_open_application",
            "application_id",
            "programme",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("free_seats.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    programme: Mapped[str] = mapped_column(String(60))
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[OfferState] = mapped_column(enum_column(OfferState))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


__all__ = [
    "FreeSeatRow",
    "OfferState",
    "RankingDeskRow",
    "RankingMoveRow",
    "RankingPlaceRow",
    "RankingRow",
    "RankingSeatRow",
    "RankingState",
    "RankingStepRow",
    "SeatOfferRow",
    "SeatState",
    "StepKind",
]
