"""Conversations: where each person stands in each form, with the draft answers, one row a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import BigInteger, Index, Row, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, EncryptedBytes, UtcDateTime, not_by, table_of
from storage.errors import StaleConversation
from storage.prepared import Prepared
from storage.upsert import by_dialect
from storage.values import value

ChatPerson = tuple[int, int]  # chat id, Telegram id of the person


class ConversationRow(Base):
    """One person's place in one form in one chat. `due_at` is the next reminder or the expiry."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_due_at", "due_at"),)

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str | None] = mapped_column(String(80))
    active: Mapped[bool] = mapped_column(default=False)
    data: Mapped[bytes | None] = mapped_column(EncryptedBytes)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@value
class Conversation:
    """A conversation as a turn carries it. `state=None` means ended; `version` is that of the row it was read from."""

    bot_id: int
    chat_id: int
    user_id: int
    name: str
    state: str | None
    active: bool
    data: bytes
    version: int
    updated_at: datetime
    due_at: datetime | None = None


_CONVERSATIONS = table_of(ConversationRow)
_LOAD = select(_CONVERSATIONS).where(
    _CONVERSATIONS.c.bot_id == bindparam("_bot_id"),
    _CONVERSATIONS.c.chat_id.in_(bindparam("_chat_ids", expanding=True)),
)


def _saving(insert: Any) -> Any:
    statement = insert(_CONVERSATIONS)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["bot_id", "chat_id", "user_id", "name"],
        set_={
            "state": new.state,
            "active": new.active,
            "data": new.data,
            "version": new.version,
            "updated_at": new.updated_at,
            "due_at": new.due_at,
        },
        where=_CONVERSATIONS.c.version == new.version - 1,
    )


_SAVED = ("bot_id", "chat_id", "user_id", "name", "state", "active", "data", "version", "updated_at", "due_at")
_SAVING = by_dialect(_saving)
_SAVE = Prepared(_SAVING["sqlite"], *_SAVED)
_SAVE_AND_TELL = _SAVING["postgresql"].returning(_CONVERSATIONS.c.version)


def load(session: Session, bot_id: int, keys: Sequence[ChatPerson]) -> dict[ChatPerson, list[Conversation]]:
    """Return the open conversations of each (chat, person)."""
    chats = list({chat_id for chat_id, _ in keys})
    found: dict[ChatPerson, list[Conversation]] = {key: [] for key in keys}
    for r in session.connection().execute(_LOAD, {"_bot_id": bot_id, "_chat_ids": chats}):
        # By chat alone, which the index begins with: a list of pairs costs twice as much to ask for, and in a private
        # chat there is one person.
        if (of := found.get((r.chat_id, r.user_id))) is not None:
            of.append(_conversation(r))
    return found


def save(session: Session, conversations: Sequence[Conversation]) -> None:
    """Write conversations; `StaleConversation` when another turn has written one since it was read."""
    if not conversations:
        return
    rows = [
        (c.bot_id, c.chat_id, c.user_id, c.name, c.state, c.active, c.data, c.version + 1, c.updated_at, c.due_at)
        for c in conversations
    ]
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        written = _SAVE.run(connection, rows)
    else:  # its driver does not count what many rows have touched
        written = len(connection.execute(_SAVE_AND_TELL, [dict(zip(_SAVED, row, strict=True)) for row in rows]).all())
    if written != len(rows):
        raise StaleConversation(f"{len(rows) - written} of {len(rows)} conversations changed meanwhile")


def due(session: Session, bot_id: int, moment: datetime, limit: int = 100) -> list[Conversation]:
    """Return conversations whose reminder or expiry is due at `moment`, longest due first."""
    rows = session.execute(
        select(ConversationRow.__table__)
        .where(not_by(ConversationRow.bot_id) == bot_id, ConversationRow.due_at <= moment)
        .order_by(ConversationRow.due_at)
        .limit(limit)
    )
    return [_conversation(r) for r in rows]


def next_due(session: Session, bot_id: int) -> datetime | None:
    """Return the next moment at which a conversation is due."""
    return session.scalar(
        select(ConversationRow.due_at)
        .where(not_by(ConversationRow.bot_id) == bot_id, ConversationRow.due_at.is_not(None))
        .order_by(ConversationRow.due_at)
        .limit(1)
    )


def erase(session: Session, bot_id: int, chat_id: int, user_id: int, name: str | None = None) -> None:
    """Forget a person's draft in a form, or in every form."""
    statement = delete(ConversationRow).where(
        ConversationRow.bot_id == bot_id,
        ConversationRow.chat_id == chat_id,
        ConversationRow.user_id == user_id,
    )
    session.execute(statement if name is None else statement.where(ConversationRow.name == name))


def forget(session: Session, user_id: int) -> None:
    """Delete every row of a person, those of ended forms too: they hold who the person is in Telegram."""
    session.execute(delete(ConversationRow).where(ConversationRow.user_id == user_id))


def of_person(session: Session, user_id: int) -> list[Conversation]:
    """Return every open conversation of a person, for `/privacy`."""
    rows = session.execute(
        select(ConversationRow.__table__).where(ConversationRow.user_id == user_id, ConversationRow.state.is_not(None))
    )
    return [_conversation(r) for r in rows]


def answers(conversation: Conversation) -> dict[str, object]:
    """Return the draft as JSON values."""
    return dict(orjson.loads(conversation.data or b"{}"))


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        bot_id=row.bot_id,
        chat_id=row.chat_id,
        user_id=row.user_id,
        name=row.name,
        state=row.state,
        active=row.active,
        data=row.data or b"",
        version=row.version,
        updated_at=row.updated_at,
        due_at=row.due_at,
    )
