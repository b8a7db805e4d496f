"""Anchors: sent messages with a name, so that a later screen can edit them in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base


class AnchorRow(Base):
    """Where the message with a name stands now."""

    __tablename__ = "anchors"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named message: its chat and its number there."""

    bot_id: int
    name: str
    chat_id: int
    message_id: int


def find(session: Session, bot_id: int, names: Sequence[str]) -> dict[str, Anchor]:
    """Return the anchors that exist among `names`."""
    rows = session.scalars(select(AnchorRow).where(AnchorRow.bot_id == bot_id, AnchorRow.name.in_(list(names))))
    return {r.name: Anchor(r.bot_id, r.name, r.chat_id, r.message_id) for r in rows}


def stands(session: Session, name: str) -> bool:
    """Whether a message of this name was ever sent, by whatever bot."""
    return session.scalar(select(AnchorRow.name).where(AnchorRow.name == name).limit(1)) is not None


def put(session: Session, anchors: Sequence[Anchor]) -> None:
    """Remember where named messages stand; the newest wins."""
    if not anchors:
        return
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(AnchorRow)
    statement = statement.on_conflict_do_update(
        index_elements=["bot_id", "name"],
        set_={"chat_id": statement.excluded.chat_id, "message_id": statement.excluded.message_id},
    )
    session.connection().execute(
        statement,
        [
            {"bot_id": a.bot_id, "name": a.name, "chat_id": a.chat_id, "message_id": a.message_id}
            for a in {(a.bot_id, a.name): a for a in anchors}.values()
        ],
    )
