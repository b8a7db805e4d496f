"""People: everybody who has spoken to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, UtcDateTime


class PersonRow(Base):
    """A person in Telegram. Of Telegram's profile only the id and the language are kept."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    language_chosen: Mapped[bool] = mapped_column(default=False)
    active_role_id: Mapped[int | None] = mapped_column(BigInteger)
    unreachable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a turn sees them. `id` is Iskra's own; `chat_id` the private chat, None until they wrote there."""

    id: int
    telegram_id: int
    chat_id: int | None
    language: str
    active_role_id: int | None
    unreachable: bool


def by_telegram_ids(session: Session, telegram_ids: Sequence[int]) -> dict[int, Person]:
    """Return the known people among `telegram_ids`."""
    rows = session.execute(select(PersonRow.__table__).where(PersonRow.telegram_id.in_(list(telegram_ids))))
    return {
        r.telegram_id: Person(
            r.id, r.telegram_id, r.chat_id, r.language, r.active_role_id, r.unreachable_since is not None
        )
        for r in rows
    }


def meet(session: Session, telegram_id: int, chat_id: int | None, language: str, now: datetime) -> Person:
    """Keep a person at first sight; a second call, or a race, changes nothing but a missing chat."""
    row = session.scalar(select(PersonRow).where(PersonRow.telegram_id == telegram_id))
    if row is None:
        row = PersonRow(telegram_id=telegram_id, chat_id=chat_id, language=language, created_at=now)
        session.add(row)
    elif chat_id is not None:
        row.chat_id = chat_id
    session.flush()
    return Person(
        row.id,
        row.telegram_id,
        row.chat_id,
        row.language,
        row.active_role_id,
        row.unreachable_since is not None,
    )


def get(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    """Return people by Iskra's id."""
    rows = session.execute(select(PersonRow.__table__).where(PersonRow.id.in_(list(person_ids))))
    return {
        r.id: Person(
            r.id, r.telegram_id, r.chat_id, r.language, r.active_role_id, r.unreachable_since is not None
        )
        for r in rows
    }


def set_language(session: Session, person_id: int, language: str) -> None:
    """Keep the language that a person chose."""
    session.execute(
        update(PersonRow).where(PersonRow.id == person_id).values(language=language, language_chosen=True)
    )


def mark_unreachable(session: Session, chat_id: int, now: datetime) -> None:
    """Note that a person blocked the bot or is gone; their next update heals it."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.chat_id == chat_id, PersonRow.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


def mark_reachable(session: Session, person_id: int) -> None:
    """Note that a person is back."""
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(unreachable_since=None))
