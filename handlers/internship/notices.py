"""How what became of a practice is told, and what is missing before the first day.

Who hears of it is content (`practice_notices.toml`); the texts are `internship-told-<event>-<role>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markupsafe import Markup

from bot.feature import Notice, NoticeContext
from bot.screens import BLANK, LINE, Action, Button, Screen
from cluster import russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.content import PracticeEvent, PracticeRole
from cluster.internship import gate, items, keeping, life, parties
from cluster.internship.events import DaysMoved, MentorChanged, NotReady, NotStarted, PlacementChanged
from cluster.internship.gate import open_by_ball
from cluster.internship.naming import short_name
from cluster.internship.readiness import Ball, Line, State
from cluster.people.guardians import parents_of_student
from handlers import menu
from handlers.internship.card import ASSESS
from handlers.internship.common import card_button, feature, reason_words
from handlers.internship.items import NOTE
from handlers.naming import organisation_name
from handlers.telling import hearers
from storage import people, roles
from storage.internship import Placement, PlacementStatus, Student, placements, students
from storage.roles import Role

S = PlacementStatus
MOST_LISTED = 10

feature.on_duty(life.DUTIES)
feature.on_duty(gate.DUTIES)
feature.on_duty(keeping.DUTIES)
feature.at_start(gate.ensure)
feature.at_start(keeping.ensure)


def event_of(before: PlacementStatus, after: PlacementStatus) -> PracticeEvent | None:
    """Return what a step is called in the table of content; None where nobody is told of it here."""
    if before is S.PLANNED or after.value not in set(PracticeEvent):  # of a plan nobody knew
        return None
    return PracticeEvent.RESUMED if before is S.PAUSED and after is S.ACTIVE else PracticeEvent(after.value)


@feature.notice(PlacementChanged)
def changed(event: PlacementChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell what became of a placement."""
    what = event_of(event.before, event.after)
    if what is not None:
        once = f"placement:{event.placement_id}:{what}:{context.now.isoformat()}"
        yield from _tell(context, what, event.placement_id, once, event.actor_id)


@feature.notice(NotStarted)
def not_started(event: NotStarted, context: NoticeContext) -> Iterable[Notice]:
    """On the first day, when something is open: the student must not simply go, staff must act. At once, even early."""
    placement = placements.get(context.session, event.placement_id)
    once = f"placement:{event.placement_id}:not-started:{placement.date_from}"

    def more(language: str) -> dict[str, Any]:
        return _late_facts(context, event, placement, language)

    text = "not_started_late" if event.late else "not_started"
    yield from _tell(context, PracticeEvent.NOT_STARTED, event.placement_id, once, text=text, more=more)


def _late_facts(context: NoticeContext, event: NotStarted, placement: Placement, language: str) -> dict[str, Any]:
    if not event.late:
        return {}
    college = context.content.college(placement.college)
    return {
        "next": "none" if event.next_day is None else russian.format_day(event.next_day, language),
        "from": "none" if event.shift_from is None else f"{event.shift_from:%-H:%M}",
        "phone": russian.format_phone(college.phones[0]),
    }


@feature.notice(DaysMoved)
def days_moved(event: DaysMoved, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody the new days of a practice that has not begun."""
    once = f"placement:{event.placement_id}:days:{context.now.isoformat()}"
    yield from _tell(context, PracticeEvent.DAYS_MOVED, event.placement_id, once, event.actor_id)


def _no_more(_language: str) -> dict[str, Any]:
    return {}


def _tell(
    context: NoticeContext,
    what: PracticeEvent,
    placement_id: int,
    once: str,
    actor: int | None = None,
    *,
    text: str | None = None,
    more: Callable[[str], dict[str, Any]] = _no_more,
) -> Iterator[Notice]:
    placement = placements.get(context.session, placement_id)
    student = students.get(context.session, placement.student_id)
    row, concerned = context.content.practice_notice(what), parties.concerned(context.session, placement, student)
    if what is PracticeEvent.REPORTING:  # marks are the mentor's own, whoever stands in for them: they come first
        concerned = {**concerned, PracticeRole.MENTOR: list(concerned[PracticeRole.MENTOR])[:1]}
    for one in hearers(context, row, concerned, but={actor}):
        args = {
            **facts(context, placement, student, one.language),
            "reason": reason_words(context.texts, one.language, placement.reason),
            **more(one.language),
        }
        said = f"internship-told-{text or what}-{one.role}"
        yield one.notice(Screen(said, args, _ways(what, one.role, placement)), once)


def facts(context: NoticeContext, placement: Placement, student: Student, language: str) -> dict[str, Any]:
    """Return what every text about a placement may say."""
    return {
        "name": short_name(student) or context.texts.get(language, "internship-erased"),
        "plant": organisation_name(context.content, placement.enterprise, language),
        "first": russian.format_day(placement.date_from, language),
        "last": russian.format_day(placement.date_to, language),
        "mark": placement.mark or 0,
    }


def _ways(what: PracticeEvent, role: PracticeRole, placement: Placement) -> list[list[Button]]:
    if role in {PracticeRole.SUPERVISOR, PracticeRole.ENTERPRISE}:
        return [[card_button(placement.id, "internship-open-card")]]
    if role is PracticeRole.MENTOR and what is PracticeEvent.REPORTING:
        return [[Button("internship-step-assess", Action.of(ASSESS, "open", placement.id))]]
    return [[menu.FRESH]]


@feature.notice(MentorChanged)
def mentor_changed(event: MentorChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell the new mentor, the one before, and the student; to the mentor no phone is shown."""
    session = context.session
    placement = placements.get(session, event.placement_id)
    student = students.get(session, placement.student_id)
    if placement.status is S.PLANNED:  # nobody but the college knows of it
        return
    mentors = [event.after]
    if event.before is not None and roles.find(session, event.before, Role.MENTOR, placement.enterprise):
        mentors.append(event.before)
    concerned = {
        PracticeRole.MENTOR: mentors,
        PracticeRole.STUDENT: parties.themselves(session, placement, student),
    }
    names = people.names(session, [event.after])
    row = context.content.practice_notice(PracticeEvent.MENTOR_CHANGED)
    for one in hearers(context, row, concerned, but={event.actor_id}):
        name = "student" if one.role is PracticeRole.STUDENT else "new" if one.person_id == event.after else "before"
        mentor = names.get(event.after) or context.texts.get(one.language, "internship-nameless")
        args = {**facts(context, placement, student, one.language), "mentor": mentor}
        key = f"placement:{placement.id}:mentor-{name}:{event.after}:{context.now.isoformat()}"
        yield one.notice(Screen(f"internship-told-mentor-{name}", args, [[menu.FRESH]]), key)


# --- the gate ------------------------------------------------------------------------------------------------


@feature.notice(NotReady)
def not_ready(event: NotReady, context: NoticeContext) -> Iterable[Notice]:
    """One message a person and day: what is missing, the nearest first day first."""
    language = context.language_of(event.person_id)
    lines = sorted(event.lines, key=lambda one: (one[1], one[0]))
    blocks = [_gate_block(context, event, placement, left, language) for placement, left in lines[:MOST_LISTED]]
    more = len(lines) - MOST_LISTED
    if more > 0:
        blocks.append(context.texts.get(language, "internship-gate-more", count=more))
    title = context.texts.get(language, "internship-gate-all" if event.whole else "internship-gate-yours")
    rows = _gate_rows(context, event, lines[0][0])
    screen = Screen("", body=BLANK.join([title, *[block for block in blocks if block]]), keyboard=rows)
    key = f"gate:{event.day.isoformat()}:{event.person_id}:{int(event.whole)}"
    yield Notice(event.person_id, screen, key, not_before=after_quiet_hours(context.now))


def _gate_block(context: NoticeContext, event: NotReady, placement_id: int, left: int, language: str) -> Markup:
    placement = placements.get(context.session, placement_id)
    student = students.get(context.session, placement.student_id)
    listed = items.ready(context.session, placement, student, context.content)
    wanted = [line for line in listed.lines if line.state is State.OPEN and _is_theirs(context, event, student, line)]
    args = facts(context, placement, student, language)
    own = int(student.person_id == event.person_id)
    title = context.texts.get(language, "internship-gate-one", **{**args, "days": left, "own": own})
    return LINE.join([title, *(_gate_line(context, line, language) for line in wanted)])


def _gate_line(context: NoticeContext, line: Line, language: str) -> Markup:
    name = context.texts.get(language, line.item.text_key)
    ball = context.texts.get(language, f"internship-ball-{line.ball}")
    due = russian.format_short_day(line.due, language)
    late = int(line.due < day_of(context.now))
    return context.texts.get(language, "internship-item-open", name=name, due=due, ball=ball, late=late)


def _is_theirs(context: NoticeContext, event: NotReady, student: Student, line: Line) -> bool:
    if event.whole:
        return True
    if student.person_id == event.person_id:
        return line.ball is Ball.STUDENT
    parents = parents_of_student(context.session, student)
    return line.ball is (Ball.PARENT if event.person_id in parents else Ball.ENTERPRISE)


def _gate_rows(context: NoticeContext, event: NotReady, placement_id: int) -> list[list[Button]]:
    placement = placements.get(context.session, placement_id)
    student = students.get(context.session, placement.student_id)
    if student.person_id != event.person_id:
        if event.person_id in parents_of_student(context.session, student):
            return [[menu.FRESH]]
        return [[Button("internship-menu-desk", feature.action("desk"))]]
    listed = items.ready(context.session, placement, student, context.content)
    if any(line.item.value == "gear" for line in open_by_ball(listed.lines).get(Ball.STUDENT, ())):
        return [[Button("internship-tell-sizes", Action.of(NOTE, "open", placement_id, "gear"))]]
    return [[menu.FRESH]]
