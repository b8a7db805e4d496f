"""Asking for an export, the second person's word, and handing the file over: each step asks the rights anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.access import Action, Kind, log
from cluster.content import Content
from cluster.duties import Duties, Duty
from cluster.events import Done
from cluster.exports.choosing import Choice, check_college, checked, filter_for
from cluster.exports.events import ExportDecided, ExportExpired, ExportNeedsSecond
from cluster.review.desk import colleagues, colleges_of, who
from storage import exports
from storage.errors import Forbidden, NotFound, Refusal
from storage.exports import Export, ExportState
from storage.review import queues

E = ExportState
MOST_ALONE = 50
"""How many applications one person may take out of the house within a day without a second person's word."""
VALID_FOR = timedelta(hours=24)
EXPIRE: Final = "export-expire"


def ask(session: Session, now: datetime, actor: int, choice: Choice, content: Content) -> Done[Export]:
    """Ask for an export. The value is `ALLOWED`, or `WAITING` for a colleague's word; a second tap finds the same.

    Where a second word is needed and the college has nobody to give it, the export goes through as `alone`.
    """
    checked(session, actor, choice, content)
    planned = queues.count(session, filter_for(choice, actor, now))
    if not planned:
        raise Refusal("exports-nothing")
    wanted = Export(
        0, choice.college, choice.campaign, choice.shelf, E.ALLOWED, actor, now, now + VALID_FOR, planned
    )  # fmt: skip
    standing = exports.open_one(session, wanted)
    if standing is not None:
        if now < standing.expires_at:
            return Done(standing)
        exports.move(session, standing.id, standing.state, E.EXPIRED)
    needs_second = _is_mass(session, now, wanted, planned)
    others = _deciders(session, wanted)
    state = E.WAITING if needs_second and others else E.ALLOWED
    new = exports.add(session, replace(wanted, state=state, alone=needs_second and not others))
    if new is None:  # the second tap of a double tap
        return Done(exports.open_one(session, wanted) or wanted)
    if state is E.ALLOWED:
        return Done(new)
    duties.schedule(session, EXPIRE, str(new.id), new.expires_at, {"export": new.id})
    return Done(new, (ExportNeedsSecond(new.id, others),))


def decide(session: Session, now: datetime, actor: int, export_id: int, *, confirm: bool) -> Done[Export]:
    """Give a second person's word. Of two who decide at once one wins; the winner's second tap changes nothing."""
    export = read(session, actor, export_id)
    if export.asked_by == actor:
        raise Refusal("exports-own")
    target = E.ALLOWED if confirm else E.DECLINED
    if export.state is E.WAITING and now >= export.expires_at:
        raise Refusal("exports-too-late")
    noted = {"decided_by": actor, "decided_at": now, "expires_at": now + VALID_FOR}
    if confirm and export.state is E.WAITING:
        check_asker(session, export)
    if not exports.move(session, export_id, E.WAITING, target, **noted):
        export = read(session, actor, export_id)
        if export.decided_by == actor and (export.state is E.DECLINED) is not confirm:
            return Done(export)
        raise _settled(session, export)
    duties.cancel(session, EXPIRE, str(export_id))
    event = ExportDecided(export_id, export.asked_by, actor, _deciders(session, export))
    return Done(read(session, actor, export_id), (event,))


def withdraw(session: Session, now: datetime, actor: int, export_id: int) -> Done[Export]:
    """Take one's own request back while it waits. A second tap changes nothing."""
    export = _own(session, actor, export_id)
    if not exports.move(session, export_id, E.WAITING, E.WITHDRAWN, decided_at=now):
        if export.state is E.WITHDRAWN:
            return Done(export)
        raise _settled(session, export)
    duties.cancel(session, EXPIRE, str(export_id))
    event = ExportDecided(export_id, actor, actor, _deciders(session, export))
    return Done(_own(session, actor, export_id), (event,))


def permitted(session: Session, now: datetime, actor: int, export_id: int) -> Export:
    """Return an export whose file may be made for who asked; asked at the press, and for each page of the file."""
    export = _own(session, actor, export_id)
    check_asker(session, export)
    if export.state is not E.ALLOWED:
        raise _settled(session, export)
    if now >= export.expires_at:
        raise Refusal("exports-too-late")
    return export


def deliver(session: Session, now: datetime, actor: int, export_id: int, rows: int) -> Done[Export]:
    """Note that a file of `rows` applications is handed over; whoever lost the right meanwhile gets none.

    Also where there are more by now than one person may take alone.
    """
    export = permitted(session, now, actor, export_id)
    if export.decided_by is None and not export.alone and _is_mass(session, now, export, rows):
        raise Refusal("exports-grew", most=MOST_ALONE)
    exports.move(session, export_id, E.ALLOWED, E.DONE, rows=rows, done_at=now)
    # One line for the whole file: a line for each of thousands of people would bury every other look.
    log(session, now, actor, Action.READ, Kind.APPLICATION, actor, export_id, f"export of {rows} applications")
    return Done(_own(session, actor, export_id))


def read(session: Session, actor: int, export_id: int) -> Export:
    """Return one export to the staff of its college."""
    export = exports.get(session, export_id)
    if export is None:
        raise NotFound
    check_college(session, actor, export.college)
    return export


def record(session: Session, actor: int, college: str, limit: int, offset: int = 0) -> tuple[list[Export], int]:
    """Return the exports of a college, newest first, and how many there are in all."""
    check_college(session, actor, college)
    return exports.of_college(session, college, limit, offset), exports.count(session, college)


def is_answerable(export: Export, actor: int, now: datetime) -> bool:
    """Whether this member of staff may give the second word now."""
    return export.state is E.WAITING and export.asked_by != actor and now < export.expires_at


def check_asker(session: Session, export: Export) -> None:
    """Refuse where who asked works there no longer."""
    if export.college not in colleges_of(session, export.asked_by):
        raise Forbidden


def _expire(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    export = exports.get(session, int(duty.payload["export"]))
    if export is None or not exports.move(session, export.id, E.WAITING, E.EXPIRED, decided_at=now):
        return Done(None)
    return Done(None, (ExportExpired(export.id, export.asked_by, _deciders(session, export)),))


DUTIES: Duties = {EXPIRE: _expire}


def _is_mass(session: Session, now: datetime, export: Export, rows: int) -> bool:
    """Whether this is more than one person may take alone; what they took within a day counts, shelf by shelf."""
    before = exports.rows_on_one_word(session, export.asked_by, export.college, now - VALID_FOR, export.id)
    return before + rows > MOST_ALONE


def _deciders(session: Session, export: Export) -> tuple[int, ...]:
    return tuple(one for one in colleagues(session, export.college) if one != export.asked_by)


def _own(session: Session, actor: int, export_id: int) -> Export:
    export = exports.get(session, export_id)
    if export is None or export.asked_by != actor:
        raise NotFound
    return export


def _settled(session: Session, export: Export) -> Refusal:
    at = russian.format_numeric_moment(export.decided_at or export.done_at or export.asked_at)
    return Refusal(f"exports-already-{export.state}", who=who(session, export.decided_by), at=at)
