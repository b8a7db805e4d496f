"""When operators were told what, so that each kind of trouble comes at most once an hour, across restarts too.

What was last told lies with the facts about the database. A moment after `now` is one that a clock set back has left
behind; it counts as none.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import orjson
from sqlalchemy.orm import Session

from storage import facts

EVERY = timedelta(hours=1)
OUTAGE = "outage"


@dataclass(frozen=True)
class Alarm:
    """One kind of trouble: when it was last told of, how many came since, and the newest row it told of."""

    told_at: datetime | None = None
    held: int = 0
    newest_at: datetime | None = None
    newest_id: int = 0


@dataclass(frozen=True)
class Outage:
    """Telegram out of reach: since when, and how many messages waited at most."""

    since: datetime
    waited: int


def ring(session: Session, kind: str, now: datetime) -> int | None:
    """Note that something happened; return how many were held back before, None where this one is held back too."""
    alarm = _read(session, kind, now)
    if not _may_tell(alarm, now):
        _write(session, kind, replace(alarm, held=alarm.held + 1))
        return None
    _write(session, kind, replace(alarm, told_at=now, held=0))
    return alarm.held


def release(session: Session, kind: str, now: datetime) -> int:
    """Return how many were held back, once their hour is over; they count as told now. 0 where there is nothing."""
    if not is_held(session, kind, now):
        return 0
    alarm = _read(session, kind, now)
    _write(session, kind, replace(alarm, told_at=now, held=0))
    return alarm.held


def ring_for(session: Session, kind: str, now: datetime, newest: tuple[datetime, int] | None) -> bool:
    """Note that operators are told of rows now; False where it is not due."""
    if newest is None or not is_due_for(session, kind, now, newest):
        return False
    _write(session, kind, Alarm(now, 0, *newest))
    return True


def is_due_for(session: Session, kind: str, now: datetime, newest: tuple[datetime, int] | None) -> bool:
    """Whether operators are to be told of rows: one of them is newer than what was told, and the hour is over."""
    alarm = _read(session, kind, now)
    known = (alarm.newest_at, alarm.newest_id) if alarm.newest_at is not None else None
    return newest is not None and (known is None or newest > known) and _may_tell(alarm, now)


def is_held(session: Session, kind: str, now: datetime) -> bool:
    """Whether something was held back whose hour is over."""
    alarm = _read(session, kind, now)
    return alarm.held > 0 and _may_tell(alarm, now)


def outage(session: Session) -> Outage | None:
    """Return the outage that operators have to hear of when it is over."""
    said = facts.read(session, OUTAGE)
    if not said:
        return None
    known = orjson.loads(said)
    return Outage(datetime.fromisoformat(known["since"]), known["waited"])


def note_outage(session: Session, since: datetime, waited: int) -> Outage:
    """Keep an outage that lasts; of one that is known the first moment and the longest queue count."""
    known = outage(session) or Outage(since, waited)
    found = Outage(min(known.since, since), max(known.waited, waited))
    facts.write(session, OUTAGE, orjson.dumps(asdict(found)).decode())
    return found


def end_outage(session: Session) -> None:
    """Forget an outage that is over."""
    facts.write(session, OUTAGE, "")


def _may_tell(alarm: Alarm, now: datetime) -> bool:
    return alarm.told_at is None or now - alarm.told_at >= EVERY


def _read(session: Session, kind: str, now: datetime) -> Alarm:
    said = facts.read(session, _name(kind))
    if not said:
        return Alarm()
    known = orjson.loads(said)
    told_at, newest_at = _moment(known["told_at"], now), _moment(known["newest_at"], now)
    return Alarm(told_at, known["held"], newest_at, known["newest_id"])


def _write(session: Session, kind: str, alarm: Alarm) -> None:
    facts.write(session, _name(kind), orjson.dumps(asdict(alarm)).decode())


def _moment(text: str | None, now: datetime) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    return moment if moment is not None and moment <= now else None


def _name(kind: str) -> str:
    return f"alarm:{kind}"
