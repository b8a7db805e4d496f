"""People: everybody who has spoken to the bot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, String, and_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime
from storage.roles import Role, RoleRow
from storage.upsert import insert_missing


class PersonRow(Base):
    """A person in Telegram. Of Telegram's profile only the id and the language are kept.

    `name` is what staff, mentors and enterprises told about themselves, so that others know who acts; applicants'
    names stand in their applications. `active_role_id` is the role chosen in the menu and points at `roles.id`
    (without a key: the two tables would need each other).
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    language_chosen: Mapped[bool] = mapped_column(default=False)
    active_role_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str | None] = mapped_column(EncryptedText)
    unreachable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a turn sees them. `id` is Iskra's own; `chat_id` the private chat, None until they wrote there.

    `role` and `organisation` are those of the role chosen in the menu. They choose what is shown; what is allowed is
    asked of `cluster.access`, in the transaction.
    """

    id: int
    telegram_id: int
    chat_id: int | None
    language: str
    active_role_id: int | None
    unreachable: bool
    role: Role | None = None
    organisation: str | None = None


def by_telegram_ids(session: Session, telegram_ids: Sequence[int]) -> dict[int, Person]:
    """Return the known people among `telegram_ids`."""
    query = _people().where(PersonRow.telegram_id.in_(list(telegram_ids)))
    return {person.telegram_id: person for person in _load(session, query)}


def meet(session: Session, telegram_id: int, chat_id: int | None, language: str, now: datetime) -> Person:
    """Keep a person at first sight; a second call, or a race, changes nothing but a missing chat."""
    new = insert_missing(
        session,
        PersonRow,
        telegram_id=telegram_id,
        chat_id=chat_id,
        language=language,
        language_chosen=False,
        created_at=now,
    )
    if not new and chat_id is not None:
        session.execute(update(PersonRow).where(PersonRow.telegram_id == telegram_id).values(chat_id=chat_id))
    return by_telegram_ids(session, [telegram_id])[telegram_id]


def get(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    """Return people by Iskra's id."""
    return {person.id: person for person in _load(session, _people().where(PersonRow.id.in_(list(person_ids))))}


def set_language(session: Session, person_id: int, language: str) -> None:
    """Keep the language that a person chose."""
    _change(session, person_id, language=language, language_chosen=True)


def set_active_role(session: Session, person_id: int, grant_id: int | None) -> None:
    """Keep which role a person has chosen in the menu."""
    _change(session, person_id, active_role_id=grant_id)


def set_name(session: Session, person_id: int, name: str | None) -> None:
    """Keep the name under which a person acts for an organisation."""
    _change(session, person_id, name=name)


def names(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """Return the names of those among `person_ids` who told one."""
    query = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(list(person_ids)), PersonRow.name.is_not(None))
    return {row.id: row.name for row in session.execute(query)}


def mark_unreachable(session: Session, chat_id: int, now: datetime) -> None:
    """Note that a person blocked the bot or is gone; their next update heals it."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.chat_id == chat_id, PersonRow.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


def mark_reachable(session: Session, person_id: int) -> None:
    """Note that a person is back."""
    _change(session, person_id, unreachable_since=None)


def unlink(session: Session, person_id: int) -> None:
    """Forget who a person is in Telegram. What points at the row stays whole; a new message makes a new person."""
    _change(session, person_id, telegram_id=-person_id, chat_id=None, name=None, active_role_id=None, language="ru")


def _change(session: Session, person_id: int, **values: object) -> None:
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(**values))


def _people() -> Select[Any]:
    chosen = and_(
        RoleRow.id == PersonRow.active_role_id,
        RoleRow.person_id == PersonRow.id,
        RoleRow.revoked_at.is_(None),
    )
    people = PersonRow.__table__
    return select(
        people.c.id,
        people.c.telegram_id,
        people.c.chat_id,
        people.c.language,
        people.c.active_role_id,
        people.c.unreachable_since,
        RoleRow.role,
        RoleRow.organisation,
    ).outerjoin(RoleRow, chosen)


def _load(session: Session, query: Select[Any]) -> Iterator[Person]:
    for r in session.execute(query):
        yield Person(
            r.id,
            r.telegram_id,
            r.chat_id,
            r.language,
            r.active_role_id,
            r.unreachable_since is not None,
            r.role,
            r.organisation,
        )
