"""Who is told what became of a practice, and of what is missing before the first day.

`TOLD` says for each status who hears of it; its texts are `internship-told-<status>-<part>`. Nobody gets the same
twice, whoever else they are, and who acted has it on the screen already.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from bot.feature import Notice, NoticeContext
from bot.screens import BLANK, LINE, Action, Button, Screen
from cluster import russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.internship import gate, items, keeping, life, parties
from cluster.internship.events import DaysMoved, MentorChanged, NotReady, NotStarted, PlacementChanged
from cluster.internship.gate import open_by_ball
from cluster.internship.naming import short_name
from cluster.internship.readiness import Ball, Line, State
from cluster.people.guardians import parents_of_student
from cluster.people.organisations import enterprise_staff
from handlers import menu
from handlers.internship.card import ASSESS
from handlers.internship.common import card_button, feature, reason_words
from handlers.internship.items import NOTE
from handlers.naming import organisation_name
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


class Part(enum.StrEnum):
    """In which part somebody hears of a placement; who is several hears as the first of them."""

    STUDENT = "student"
    MENTOR = "mentor"
    COLLEGE = "college"
    PLANT = "plant"
    PARENT = "parent"


P = Part
EVERYBODY = tuple(Part)

TOLD: Final[Mapping[PlacementStatus, tuple[Part, ...]]] = {
    S.READY: (P.STUDENT, P.MENTOR, P.PARENT),
    S.ACTIVE: (P.STUDENT, P.MENTOR, P.PARENT),
    S.PAUSED: EVERYBODY,
    S.REPORTING: (P.STUDENT, P.MENTOR, P.COLLEGE),
    S.ASSESSED: (P.STUDENT, P.COLLEGE),
    S.COMPLETED: (P.STUDENT, P.MENTOR, P.PLANT, P.PARENT),
    S.CANCELLED: EVERYBODY,
    S.TERMINATED: EVERYBODY,
    S.FAILED: EVERYBODY,
}


@feature.notice(PlacementChanged)
def changed(event: PlacementChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody of `TOLD` what became of a placement."""
    if event.before is S.PLANNED:  # nobody knew of it
        return
    placement = placements.get(context.session, event.placement_id)
    student = students.get(context.session, placement.student_id)
    told = {event.actor_id}
    for part in TOLD.get(event.after, ()):
        for person in recipients(context, placement, student, part):
            if person not in told:
                told.add(person)
                yield _told(context, event, placement, student, part, person)


def recipients(context: NoticeContext, placement: Placement, student: Student, part: Part) -> list[int]:
    """Return who hears of a placement in a part."""
    session = context.session
    match part:
        case Part.STUDENT:
            return parties.themselves(session, placement, student)
        case Part.MENTOR:
            return parties.mentor_of(session, placement)
        case Part.COLLEGE:
            return parties.supervisor_of(session, placement)
        case Part.PLANT:
            return enterprise_staff(session, placement.enterprise)
        case Part.PARENT:
            return parents_of_student(session, student)


def _told(
    context: NoticeContext, event: PlacementChanged, placement: Placement, student: Student, part: Part, person: int
) -> Notice:
    resumed = event.before is S.PAUSED and event.after is S.ACTIVE
    name = "resumed" if resumed else event.after.value
    language = context.language_of(person)
    args = {
        **facts(context, placement, student, language),
        "reason": reason_words(context.texts, language, placement.reason),
    }
    screen = Screen(f"internship-told-{name}-{part}", args, _ways(event.after, part, placement))
    key = f"placement:{placement.id}:{name}:{context.now.isoformat()}"
    return Notice(person, screen, key, not_before=after_quiet_hours(context.now))


def facts(context: NoticeContext, placement: Placement, student: Student, language: str) -> dict[str, Any]:
    """Return what every text about a placement may say."""
    return {
        "name": short_name(student) or context.texts.get(language, "internship-erased"),
        "plant": organisation_name(context.content, placement.enterprise, language),
        "first": russian.format_day(placement.date_from, language),
        "last": russian.format_day(placement.date_to, language),
        "mark": placement.mark or 0,
    }


def _ways(after: PlacementStatus, part: Part, placement: Placement) -> list[list[Button]]:
    if part in {Part.COLLEGE, Part.PLANT}:
        return [[card_button(placement.id, "internship-open-card")]]
    if part is Part.MENTOR and after is S.REPORTING:
        return [[Button("internship-step-assess", Action.of(ASSESS, "open", placement.id))]]
    return [[menu.FRESH]]


@feature.notice(MentorChanged)
def mentor_changed(event: MentorChanged, context: NoticeContext) -> Iterable[Notice]:
    """Tell the new mentor, the one before, and the student; to the mentor no phone is shown."""
    placement = placements.get(context.session, event.placement_id)
    student = students.get(context.session, placement.student_id)
    if placement.status is S.PLANNED:  # nobody but the college knows of it
        return
    told = [("mentor-new", event.after)]
    if event.before is not None and roles.find(context.session, event.before, Role.MENTOR, placement.enterprise):
        told.append(("mentor-before", event.before))
    told += [("mentor-student", one) for one in parties.themselves(context.session, placement, student)]
    names = people.names(context.session, [event.after])
    for name, person in told:
        if person == event.actor_id:
            continue
        language = context.language_of(person)
        mentor = names.get(event.after) or context.texts.get(language, "internship-nameless")
        args = {**facts(context, placement, student, language), "mentor": mentor}
        key = f"placement:{placement.id}:{name}:{event.after}:{context.now.isoformat()}"
        yield Notice(
            person, Screen(f"internship-told-{name}", args, [[menu.FRESH]]), key,
            not_before=after_quiet_hours(context.now),
        )  # fmt: skip


@feature.notice(DaysMoved)
def days_moved(event: DaysMoved, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody the new days of a practice that has not begun."""
    placement = placements.get(context.session, event.placement_id)
    student = students.get(context.session, placement.student_id)
    told = {event.actor_id}
    for part in Part:
        for person in recipients(context, placement, student, part):
            if person in told:
                continue
            told.add(person)
            args = facts(context, placement, student, context.language_of(person))
            name = "student" if part is P.STUDENT else "others"
            screen = Screen(f"internship-told-days-{name}", args, _ways(placement.status, part, placement))
            key = f"placement:{placement.id}:days:{context.now.isoformat()}"
            yield Notice(person, screen, key, not_before=after_quiet_hours(context.now))


@feature.notice(NotStarted)
def not_started(event: NotStarted, context: NoticeContext) -> Iterable[Notice]:
    """On the first day, when something is open: the student must not simply go, staff must act. At once, even early.

    Where it is `late` (`life.py`), when to come next and whom to ask.
    """
    placement = placements.get(context.session, event.placement_id)
    student = students.get(context.session, placement.student_id)
    told: set[int] = set()
    for part in (Part.STUDENT, Part.MENTOR, Part.COLLEGE, Part.PLANT, Part.PARENT):
        for person in recipients(context, placement, student, part):
            if person in told:
                continue
            told.add(person)
            language = context.language_of(person)
            args = {**facts(context, placement, student, language), **_late_facts(context, event, placement, language)}
            ways = _ways(S.DOCS_PENDING, part, placement)
            screen = Screen(f"internship-told-not_started{'_late' if event.late else ''}-{part}", args, ways)
            yield Notice(person, screen, f"placement:{placement.id}:not-started:{placement.date_from}")


def _late_facts(context: NoticeContext, event: NotStarted, placement: Placement, language: str) -> dict[str, Any]:
    if not event.late:
        return {}
    college = context.content.college(placement.college)
    return {
        "next": "none" if event.next_day is None else russian.format_day(event.next_day, language),
        "from": "none" if event.shift_from is None else f"{event.shift_from:%-H:%M}",
        "phone": russian.format_phone(college.phones[0]),
    }


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
