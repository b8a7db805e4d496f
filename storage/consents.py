"""Consents: who agreed to what, when, to which text. Rows are added, renewed by newer ones and withdrawn, no more."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, bindparam, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column, table_of
from storage.upsert import insert_missing


class ConsentBy(enum.StrEnum):
    """Who gave a consent."""

    SELF = "self"  # the person whose data it is
    REPRESENTATIVE = "rep"  # the legal representative of somebody under age


_STANDING = text("withdrawn_at IS NULL AND renewed_at IS NULL")


class ConsentRow(Base):
    """One consent, to one document in one version.

    `recorded_by` is the person at the button: the subject, a parent, or staff with a paper in hand.
    """

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_standing",
            "subject_id",
            "purpose",
            "document",
            "version",
            "given_by",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        Index("ix_consents_valid_until", "valid_until"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    purpose: Mapped[str] = mapped_column(String(60))
    document: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    channel: Mapped[str] = mapped_column(String(20))
    given_by: Mapped[ConsentBy] = mapped_column(enum_column(ConsentBy))
    representative: Mapped[str | None] = mapped_column(EncryptedText)
    evidence: Mapped[str | None] = mapped_column(EncryptedText)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    valid_until: Mapped[date | None] = mapped_column(Date)  # its last Moscow day by its text; None where it names none
    renewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when one that lasts longer took its place
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as it was given. `sha256` is the hash of the text that was shown; `channel` how it came in.

    `valid_until` is its last Moscow day, by what the text said then; None where it named none.
    """

    id: int
    subject_id: int
    purpose: str
    document: str
    version: str
    sha256: str
    given_at: datetime
    channel: str
    given_by: ConsentBy
    representative: str | None
    evidence: str | None
    recorded_by: int
    valid_until: date | None = None
    renewed_at: datetime | None = None
    withdrawn_at: datetime | None = None


_CONSENTS = table_of(ConsentRow)
_OF_PERSON = select(_CONSENTS).where(_CONSENTS.c.subject_id == bindparam("_subject_id")).order_by(_CONSENTS.c.id)


def add(
    session: Session,
    *,
    subject_id: int,
    purpose: str,
    document: str,
    version: str,
    sha256: str,
    given_at: datetime,
    channel: str,
    given_by: ConsentBy,
    representative: str | None,
    evidence: str | None,
    recorded_by: int,
    valid_until: date | None = None,
) -> bool:
    """Keep a consent; return False where the same one stands already."""
    return insert_missing(
        session,
        ConsentRow,
        subject_id=subject_id,
        purpose=purpose,
        document=document,
        version=version,
        sha256=sha256,
        given_at=given_at,
        channel=channel,
        given_by=given_by,
        representative=representative,
        evidence=evidence,
        recorded_by=recorded_by,
        valid_until=valid_until,
    )


def renew(session: Session, consent_id: int, now: datetime) -> None:
    """Note that a consent that lasts longer takes the place of this one."""
    query = update(ConsentRow).where(ConsentRow.id == consent_id, ConsentRow.renewed_at.is_(None))
    session.execute(query.values(renewed_at=now))


def ending(session: Session, days: Collection[date], after: int, limit: int) -> list[Consent]:
    """Return the next consents by id whose last day is one of these, and that nobody renewed or withdrew."""
    query = (
        select(_CONSENTS)
        .where(
            _CONSENTS.c.valid_until.in_(sorted(days)),
            _CONSENTS.c.renewed_at.is_(None),
            _CONSENTS.c.withdrawn_at.is_(None),
            _CONSENTS.c.id > after,
        )
        .order_by(_CONSENTS.c.id)
        .limit(limit)
    )
    return [Consent(**row) for row in session.connection().execute(query).mappings()]


def of_person(session: Session, subject_id: int) -> list[Consent]:
    """Return every consent about a person, renewed and withdrawn ones too, oldest first."""
    found = session.connection().execute(_OF_PERSON, {"_subject_id": subject_id})
    return [Consent(**row) for row in found.mappings()]


def withdraw(session: Session, subject_id: int, purpose: str, now: datetime) -> int:
    """Withdraw every consent of a person to a purpose that nobody renewed, also one that is over; return how many."""
    ended = session.execute(
        update(ConsentRow)
        .where(
            ConsentRow.subject_id == subject_id,
            ConsentRow.purpose == purpose,
            ConsentRow.renewed_at.is_(None),
            ConsentRow.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
        .returning(ConsentRow.id)
    )
    return len(ended.all())
