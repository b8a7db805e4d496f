"""What is over and old is forgotten: handled updates, sent messages, finished duties and jobs, ended conversations.

A table is walked in the order of its primary key, a page at a time: pages are read beside the writer, and only where
something on one is over does a short transaction delete it. So no turn waits, and no index has to be kept up by every
update for the sake of one visit a night.

What repeats are known by stays long enough. An update is known by (bot, update id): Telegram hands an unconfirmed one
over for 24 hours, and configuration keeps at least 2 days. A message is known by its dedupe key, which guards
reminders of a whole admission campaign: rows with a key stay for `KEYS_FOR`, emptied, a hundred bytes each.
Quarantined updates, dead and uncertain messages, and failed jobs wait for an operator, however old.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from storage.access_log import AccessLogRow
from storage.base import table_of
from storage.conversations import ConversationRow
from storage.duties import DutyRow
from storage.inbox import InboxRow, InboxState
from storage.jobs import JobRow, JobState
from storage.outbox import OutboxRow, OutboxState

KEYS_FOR = timedelta(days=400)
"""How long the dedupe key of a settled message is remembered: a year's campaign, and a month."""
LOG_FOR = timedelta(days=365)
"""How long it stays written down who looked at, or changed, whose data."""
PAGE = 500

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Rule:
    """What of a table is over before a moment."""

    table: Table
    over: Callable[[datetime], ColumnElement[bool]]
    kept_for: timedelta | None = None
    """A term of its own; None: the one of the configuration."""

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.table.name


@dataclass(frozen=True)
class Page:
    """A page of a table: the keys of what is over on it, and where the next one begins (None: it was the last)."""

    over: tuple[Key, ...]
    last: Key | None


def _messages(before: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxRow.state.in_([OutboxState.SENT, OutboxState.DROPPED]),
        OutboxRow.settled_at < before,
        or_(OutboxRow.dedupe_key.is_(None), OutboxRow.settled_at < before - KEYS_FOR),
    )


RULES: Sequence[Rule] = (
    Rule(table_of(InboxRow), lambda before: and_(InboxRow.state == InboxState.DONE, InboxRow.done_at < before)),
    Rule(table_of(OutboxRow), _messages),
    Rule(table_of(DutyRow), lambda before: DutyRow.done_at < before),
    Rule(table_of(JobRow), lambda before: and_(JobRow.state == JobState.DONE, JobRow.done_at < before)),
    Rule(
        table_of(ConversationRow),
        lambda before: and_(ConversationRow.state.is_(None), ConversationRow.updated_at < before),
    ),
    Rule(table_of(AccessLogRow), lambda before: AccessLogRow.at < before, LOG_FOR),
)


def look(session: Session, rule: Rule, before: datetime, after: Key | None = None, limit: int = PAGE) -> Page:
    """Return the page of a table that follows the key `after`."""
    columns = list(rule.table.primary_key)
    query = select(*columns, rule.over(before).label("over")).order_by(*columns).limit(limit)
    if after is not None:
        query = query.where(tuple_(*columns) > tuple_(*after))
    rows = [tuple(row) for row in session.execute(query)]
    over = tuple(row[:-1] for row in rows if row[-1])
    return Page(over, rows[-1][:-1] if len(rows) == limit else None)


def forget(session: Session, rule: Rule, before: datetime, keys: Sequence[Key]) -> int:
    """Delete those rows out of `keys` that are over still; return how many."""
    columns = list(rule.table.primary_key)
    gone = session.connection().execute(delete(rule.table).where(tuple_(*columns).in_(keys), rule.over(before)))
    return int(gone.rowcount)
