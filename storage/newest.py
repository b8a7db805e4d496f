"""The newest of the ids that `storage.base.new_id` has ever given in this database."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.files import FileRow
from storage.inbox import InboxRow
from storage.jobs import JobRow
from storage.outbox import OutboxRow
from storage.ranking.tables import RankingRow

GIVEN_TO = (InboxRow, OutboxRow, JobRow, FileRow, RankingRow)


def newest_id(session: Session) -> int:
    """Return it, 0 where there is none."""
    return max(session.scalar(select(func.max(table.id))) or 0 for table in GIVEN_TO)
