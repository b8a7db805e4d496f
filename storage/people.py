"""People: everybody who has spoken to the bot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, String, and_, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, table_of
from storage.roles import Grant, Role, RoleRow
from storage.upsert import by_dialect
from storage.values import value


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


@value
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


@value
class Newcomer:
    """Somebody who speaks to Iskra for the first time, or again. `chat_id` is their private chat, where they did so."""

    telegram_id: int
    chat_id: int | None
    language: str
    at: datetime


_PEOPLE = table_of(PersonRow)
_ROLES = table_of(RoleRow)
_CHOSEN = and_(
    _ROLES.c.id == _PEOPLE.c.active_role_id,
    _ROLES.c.person_id == _PEOPLE.c.id,
    _ROLES.c.revoked_at.is_(None),
)
_PERSON = select(
    _PEOPLE.c.id,
    _PEOPLE.c.telegram_id,
    _PEOPLE.c.chat_id,
    _PEOPLE.c.language,
    _PEOPLE.c.active_role_id,
    _PEOPLE.c.unreachable_since,
    _ROLES.c.role,
    _ROLES.c.organisation,
).outerjoin(_ROLES, _CHOSEN)
_BY_TELEGRAM_ID = _PERSON.where(_PEOPLE.c.telegram_id.in_(bindparam("_ids", expanding=True)))
_BY_ID = _PERSON.where(_PEOPLE.c.id.in_(bindparam("_ids", expanding=True)))
_CHOSEN_ROLE = select(_ROLES).join(_PEOPLE, _CHOSEN).where(_PEOPLE.c.id == bindparam("_id"))
_NAMES = select(_PEOPLE.c.id, _PEOPLE.c.name).where(
    _PEOPLE.c.id.in_(bindparam("_ids", expanding=True)), _PEOPLE.c.name.is_not(None)
)
_CHANGE = _PEOPLE.update().where(_PEOPLE.c.id == bindparam("_id"))


_MEET = by_dialect(lambda insert: insert(_PEOPLE).on_conflict_do_nothing().returning(_PEOPLE.c.telegram_id))
_COME_BACK = (
    _PEOPLE.update()
    .where(_PEOPLE.c.telegram_id == bindparam("_telegram_id"))
    .values(chat_id=bindparam("_chat_id"), unreachable_since=None)
)


def by_telegram_ids(session: Session, telegram_ids: Sequence[int]) -> dict[int, Person]:
    """Return the known people among `telegram_ids`."""
    return {person.telegram_id: person for person in _load(session, _BY_TELEGRAM_ID, telegram_ids)}


def meet(session: Session, telegram_id: int, chat_id: int | None, language: str, now: datetime) -> Person:
    """Keep a person, as `meet_all` does."""
    return meet_all(session, [Newcomer(telegram_id, chat_id, language, now)])[telegram_id]


def meet_all(session: Session, newcomers: Sequence[Newcomer]) -> dict[int, Person]:
    """Keep people at first sight; return everybody by Telegram id.

    A second call, or a race, changes nothing but the chat of who speaks there: they can be reached again.
    """
    session.flush()
    connection = session.connection()
    rows = [
        {
            "telegram_id": one.telegram_id,
            "chat_id": one.chat_id,
            "language": one.language,
            "language_chosen": False,
            "created_at": one.at,
        }
        for one in newcomers
    ]
    new = set(connection.scalars(_MEET[connection.dialect.name], rows))
    back = [
        {"_telegram_id": one.telegram_id, "_chat_id": one.chat_id}
        for one in newcomers
        if one.telegram_id not in new and one.chat_id is not None
    ]
    if back:
        connection.execute(_COME_BACK, back)
    return by_telegram_ids(session, [one.telegram_id for one in newcomers])


def get(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    """Return people by Iskra's id."""
    return {person.id: person for person in _load(session, _BY_ID, person_ids)}


def set_language(session: Session, person_id: int, language: str) -> None:
    """Keep the language that a person chose."""
    _change(session, person_id, language=language, language_chosen=True)


def set_active_role(session: Session, person_id: int, grant_id: int | None) -> None:
    """Keep which role a person has chosen in the menu."""
    _change(session, person_id, active_role_id=grant_id)


def chosen_role(session: Session, person_id: int) -> Grant | None:
    """Return the role that a person has chosen in the menu; None where they chose none, or hold it no more."""
    row = session.connection().execute(_CHOSEN_ROLE, {"_id": person_id}).first()
    return None if row is None else Grant.of(row)


def set_name(session: Session, person_id: int, name: str | None) -> None:
    """Keep the name under which a person acts for an organisation."""
    _change(session, person_id, name=name)


def names(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """Return the names of those among `person_ids` who told one."""
    return {row.id: row.name for row in session.connection().execute(_NAMES, {"_ids": list(person_ids)})}


def mark_unreachable(session: Session, chat_id: int, now: datetime) -> None:
    """Note that a person blocked the bot or is gone; their next update heals it."""
    session.execute(
        update(PersonRow)
        .where(PersonRow.chat_id == chat_id, PersonRow.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


def unlink(session: Session, person_id: int) -> None:
    """Forget who a person is in Telegram. What points at the row stays whole; a new message makes a new person."""
    _change(session, person_id, telegram_id=-person_id, chat_id=None, name=None, active_role_id=None, language="ru")


def _change(session: Session, person_id: int, **values: object) -> None:
    session.connection().execute(_CHANGE, {"_id": person_id, **values})


def _load(session: Session, query: Select[Any], ids: Sequence[int]) -> Iterator[Person]:
    for r in session.connection().execute(query, {"_ids": list(ids)}):
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
