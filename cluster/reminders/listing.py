"""The table of reminders as staff see it, and its switches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster import content_store
from cluster.access import Action, Kind, Target, allowed
from cluster.content import Content, ReminderKind, ReminderRule, serialise
from cluster.events import Done
from cluster.internship import desk
from cluster.people.organisations import circle_of
from cluster.reminders.causes import OF_THE_DIARY
from cluster.reminders.events import Line
from cluster.reminders.planning import look_at_all
from cluster.reminders.telling import standing_line
from storage.internship import causes


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in the order of their kinds, and whether this person may switch them."""

    rules: tuple[ReminderRule, ...]
    may_switch: bool


def table(session: Session, actor: int, content: Content) -> Table:
    """Return the table. It tells about nobody, so everybody may read it, as all content."""
    rules = tuple(content.reminder(kind) for kind in ReminderKind)
    target = Target(Kind.CONTENT, organisations=circle_of(session, None))
    return Table(rules, allowed(session, actor, Action.WRITE, target))


def switch(session: Session, now: datetime, actor: int, kind: ReminderKind, *, on: bool) -> Done[Content]:
    """Switch a kind on or off, and return the content as it is then. A second tap changes nothing.

    `Forbidden` to whom content is not theirs to change; `ContentRefused` where a kind may not be off.
    """
    rule = content_store.snapshot(session).reminder(kind)
    body = {name: value for name, value in serialise(rule).items() if name != "on"}
    content_store.change(session, now, actor, "reminders", kind.value, body if on else {**body, "on": False})
    if rule.on is not on:
        look_at_all(session, now)
    return Done(content_store.snapshot(session))


def look(
    session: Session, now: datetime, actor: int, kind: ReminderKind, placement_id: int, day: date, content: Content
) -> Line | None:
    """Return one reminder as its person would be told it now; None where it holds no more. `NotFound`, `Forbidden`."""
    desk.load_placement(session, actor, placement_id)
    practice = causes.load(session, [placement_id], diaries=kind in OF_THE_DIARY)[placement_id]
    return standing_line(session, now, actor, practice, kind, day, content)
