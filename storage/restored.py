"""What a restored database may still say: the time between its backup and its return was lived once already.

    backup `since` ──── people wrote, were answered, were reminded ──── `until` the restore ──── now

Of that span the database knows nothing, but people heard of it. So nothing of it is told a second time by itself:

- what was owed at the backup, and could go out before the restore, becomes *uncertain*: operators send it or drop it;
- an update that waited at the backup is set aside: operators have it replayed or drop it;
- what the clock brings about at a moment of the span happens, at that moment, but what it tells is uncertain;
- a job that waited is done again, and what its result tells is uncertain, too;
- an update that the replaced database knows is not handled again, should Telegram hand it over once more.

What is held back until a moment after the restore cannot have gone out; it stays owed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage import facts, inbox, outbox
from storage.inbox import Arrival, InboxRow, InboxState
from storage.jobs import JobRow
from storage.outbox import OutboxRow, OutboxState, Outgoing
from storage.parts import in_parts

FACT = "restored"
OWED = "restored from a backup: it may have gone out since"
TOLD = "restored from a backup: it may have been told before"
WAITED = "restored from a backup: it may have been handled since"
UNHANDLED = "restored from a backup: it waited when the database was replaced"


@dataclass(frozen=True)
class Restored:
    """The span that a restored database does not know: from its backup until it was restored."""

    since: datetime
    until: datetime

    def may_have_told(self, call: Outgoing) -> bool:
        """Whether a call that the clock brings about may have gone out in the span."""
        return call.created_at <= self.until and (call.not_before is None or call.not_before <= self.until)


@dataclass(frozen=True)
class SetAside:
    """How much an operator has to look at after a restore."""

    messages: int
    updates: int


def read(session: Session) -> Restored | None:
    """Return the last span that was lost, None where the database was never restored."""
    noted = facts.read(session, FACT)
    if noted is None:
        return None
    said = orjson.loads(noted)
    return Restored(datetime.fromisoformat(said["since"]), datetime.fromisoformat(said["until"]))


def begin_again(session: Session, since: datetime, now: datetime) -> SetAside:
    """Prepare a database of the moment `since` to be served from `now` on."""
    span = Restored(since, max(since, now))
    facts.write(
        session,
        FACT,
        orjson.dumps({"since": span.since.isoformat(), "until": span.until.isoformat()}).decode(),
    )
    owed = (
        OutboxRow.state.in_([OutboxState.WAITING, OutboxState.SENDING]),
        (OutboxRow.not_before.is_(None)) | (OutboxRow.not_before <= span.until),
    )
    waiting = InboxRow.state == InboxState.WAITING, InboxRow.update_id >= 0
    return SetAside(_doubt(session, now, OWED, *owed), _set_aside(session, now, WAITED, *waiting))


def keep(session: Session, calls: Sequence[Outgoing], span: Restored | None) -> list[Outgoing]:
    """Keep calls that the clock brings about; return those that are new and may go out now."""
    new = outbox.add(session, calls)
    told = {call.id for call in new if span is not None and span.may_have_told(call)}
    if told and span is not None:
        _doubt(session, span.until, TOLD, OutboxRow.id.in_(told))
    return [call for call in new if call.id not in told]


def keep_of_job(session: Session, job_id: int, calls: Sequence[Outgoing], span: Restored) -> list[Outgoing]:
    """Keep what the result of a job tells, where the job was started before the restore; return what is left over."""
    if session.scalar(select(JobRow.id).where(JobRow.id == job_id, JobRow.created_at <= span.until)) is None:
        return list(calls)
    new = outbox.add(session, calls)
    _doubt(session, span.until, TOLD, OutboxRow.id.in_([call.id for call in new]))
    return []


# --- what the replaced database still knows ----------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What the replaced database knows of the span: updates, and how many messages went out."""

    handled: tuple[Arrival, ...]
    unhandled: tuple[Arrival, ...]
    sent: int


def known_since(session: Session, since: datetime) -> Known:
    """Return what happened from a moment on; of what is handled the content is gone."""
    rows = session.scalars(
        select(InboxRow).where(InboxRow.received_at >= since, InboxRow.update_id >= 0).order_by(InboxRow.id)
    )
    found = [(row.state, _arrival(row)) for row in rows]
    sent = select(OutboxRow.id).where(OutboxRow.state == OutboxState.SENT, OutboxRow.settled_at >= since)
    return Known(
        handled=tuple(one for state, one in found if state is InboxState.DONE),
        unhandled=tuple(one for state, one in found if state is not InboxState.DONE),
        sent=len(session.scalars(sent).all()),
    )


def remember(session: Session, known: Known, now: datetime) -> int:
    """Keep the updates that the replaced database knows, done or set aside; return how many were set aside."""
    for some in in_parts(known.handled):
        new = inbox.store(session, some)
        inbox.mark_done(session, [one.id for one in some if one.id in new], now)
    aside = 0
    for some in in_parts(known.unhandled):
        aside += _set_aside(session, now, UNHANDLED, InboxRow.id.in_(list(inbox.store(session, some))))
    return aside


def _arrival(row: InboxRow) -> Arrival:
    return Arrival(row.id, row.bot_id, row.update_id, row.lane, row.album, row.raw or b"{}", row.received_at)


def _doubt(session: Session, at: datetime, why: str, *which: ColumnElement[bool]) -> int:
    doubted = session.execute(
        update(OutboxRow)
        .where(*which)
        .values(state=OutboxState.UNCERTAIN, settled_at=at, error=why)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(doubted, "rowcount", 0))


def _set_aside(session: Session, at: datetime, why: str, *which: ColumnElement[bool]) -> int:
    aside = session.execute(
        update(InboxRow)
        .where(*which)
        .values(state=InboxState.QUARANTINED, done_at=at, error=why)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(aside, "rowcount", 0))
