"""The words of a reminder: what it is about, by when, where; and the way on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any, Final

from markupsafe import Markup

from bot.screens import BLANK, LINE, Action, Button, Screen
from cluster import russian
from cluster.calendar import age_on, day_of
from cluster.content import Content, ReminderKind, ReminderRole
from cluster.internship import items
from cluster.internship.ending import sign_due
from cluster.internship.hours import plan_of
from cluster.internship.naming import short_name
from cluster.internship.readiness import Ball, Item, Readiness
from cluster.minors import limits_on
from cluster.reminders import OF_THE_DIARY, Line
from handlers import menu
from handlers.internship.card import ASSESS
from handlers.internship.common import card_button
from handlers.naming import organisation_name, site_name
from handlers.path.common import PATH, TODAY
from handlers.reminders.common import Teller, feature, show_action
from storage import people
from storage.internship import Place, Placement, PlacementStatus, causes
from storage.internship.causes import Practice

K, R = ReminderKind, ReminderRole

MOST_LINES: Final = 10
VOICES: Final = {R.STUDENT: "student", R.PARENT: "parent"}
"""Who works is spoken to alike: `work`."""
_BALLS: Final = {R.STUDENT: Ball.STUDENT, R.PARENT: Ball.PARENT}


def screen(teller: Teller, line: Line) -> Screen:
    """Return a reminder as a message of its own."""
    diaries = line.kind in OF_THE_DIARY
    practice = causes.load(teller.session, [line.placement_id], diaries=diaries)[line.placement_id]
    words = teller.say(f"reminders-text-{line.kind}-{VOICES.get(line.role, 'work')}", **_facts(teller, practice, line))
    more = list(_more(teller, practice, line))
    return Screen("", body=LINE.join([words, *more]), keyboard=_ways(teller, practice, line))


def gathered(teller: Teller, lines: Sequence[Line], *, late: bool) -> Screen:
    """Return several reminders in one message: a line and a button each, the nearest day first."""
    shown = lines[:MOST_LINES]
    found = causes.load(teller.session, (line.placement_id for line in shown))
    head = teller.say("reminders-late" if late else "reminders-gathered", day=_day(teller, day_of(teller.now)))
    told = [_short(teller, found[line.placement_id], line, n) for n, line in enumerate(shown, 1)]
    if len(lines) > MOST_LINES:
        told.append(teller.say("reminders-more", count=len(lines) - MOST_LINES))
    buttons = [
        Button(
            "reminders-line-button", show_action(line), args={"n": n, "what": teller.say(f"reminders-kind-{line.kind}")}
        )
        for n, line in enumerate(shown, 1)
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    return Screen("", body=BLANK.join([head, LINE.join(told)]), keyboard=[*rows, [menu.FRESH]])


def _short(teller: Teller, practice: Practice, line: Line, n: int) -> Markup:
    what = teller.say(f"reminders-kind-{line.kind}")
    name = "none" if line.role is R.STUDENT else short_name(practice.student) or "none"
    return teller.say("reminders-line", n=n, what=what, day=_day(teller, line.day), name=name)


# --- what it says --------------------------------------------------------------------------------------


def _facts(teller: Teller, practice: Practice, line: Line) -> dict[str, Any]:
    """Return what every text may say; "none" stands for what nobody has told."""
    placement, student, place = practice.placement, practice.student, practice.place
    born = student.birth_date
    return {
        "name": short_name(student) or teller.say("internship-erased"),
        "group": student.study_group,
        "plant": organisation_name(teller.content, placement.enterprise, teller.language),
        "day": _day(teller, line.day),
        "first": _day(teller, placement.date_from),
        "last": _day(teller, placement.date_to),
        "number": placement.agreement_no or "",
        "role": str(line.role),
        "hours": russian.format_half_hours(
            plan_of(placement, place, student, teller.content).half_hours, teller.language
        ),
        "from": "none" if place is None else _clock(place.shift_from),
        "to": "none" if place is None else _clock(place.shift_to),
        "mentor": _mentor(teller, placement),
        "supervisor": _named(teller, placement.supervisor_id),
        "mark": placement.mark or 0,
        "over": int(placement.status is PlacementStatus.REPORTING),
        **_signing(teller, placement),
        "age": 0 if born is None else age_on(born, line.day),
        "missing": len(_missing(teller, practice, line)),
        "eve": int(_eve_is_told(teller.content, line.role)),
        **_limits(teller.content, practice, line),
        **_waiting(teller, practice, line),
    }


def _limits(content: Content, practice: Practice, line: Line) -> dict[str, Any]:
    """Return how long somebody may work from a day on; "none" where nothing limits them, or nobody knows."""
    if line.kind is not K.BIRTHDAY:
        return {}
    listed = practice.place is None or practice.place.listed_work
    limits = limits_on(content.minor_rules, practice.student.birth_date, line.day, listed_work=listed)
    day_hours = None if limits is None else limits.day_hours
    week_hours = None if limits is None else limits.week_hours
    return {"day_hours": "none" if day_hours is None else day_hours, "week_hours": week_hours or "none"}


def _waiting(teller: Teller, practice: Practice, line: Line) -> dict[str, Any]:
    """Return of how many days the mentor has not said a word, and of which first."""
    if not practice.waiting:
        return {}
    first, _ = practice.waiting[0]
    return {"role": line.role.value, "count": len(practice.waiting), "since": _day(teller, first)}


def _eve_is_told(content: Content, role: ReminderRole) -> bool:
    """Whether somebody hears on the eve where to come: only then it is promised."""
    rule = content.reminder(K.FIRST_DAY)
    return rule.on and role in rule.told


def _mentor(teller: Teller, placement: Placement) -> str:
    return _named(teller, items.mentor_of(teller.session, placement))


def _named(teller: Teller, person: int | None) -> str:
    return "none" if person is None else people.names(teller.session, [person]).get(person) or "none"


def _signing(teller: Teller, placement: Placement) -> dict[str, Any]:
    """Return by when the papers are to be signed, and whether that day has gone by."""
    due = sign_due(placement, teller.content.calendar)
    return {} if due is None else {"due": _day(teller, due), "late": int(due < day_of(teller.now))}


def _missing(teller: Teller, practice: Practice, line: Line) -> tuple[Any, ...]:
    """Return what is not there: of what they have in hand, in the reminder of papers; of everything, on the eve."""
    if line.kind is K.PAPERS:
        return _listed(teller, practice).of(_BALLS[line.role])
    return _listed(teller, practice).open if line.kind is K.FIRST_DAY else ()


def _listed(teller: Teller, practice: Practice) -> Readiness:
    return items.ready(teller.session, practice.placement, practice.student, teller.content)


def _more(teller: Teller, practice: Practice, line: Line) -> Iterator[Markup]:
    """Give the lines that only some reminders have: the papers, the place and what to bring."""
    match line.kind:
        case K.PAPERS:
            for one in _missing(teller, practice, line):
                due = russian.format_short_day(one.due, teller.language)
                yield teller.say("reminders-missing", name=teller.say(one.item.text_key), due=due)
        case K.FIRST_DAY:
            yield from _where(teller, practice)
        case K.PLAN if line.role is R.MENTOR:
            if practice.place is not None and practice.place.meeting is not None:
                yield teller.say("reminders-where", where=practice.place.meeting.where)
            yield teller.say("reminders-cannot-meet")
        case _:
            pass


def _where(teller: Teller, practice: Practice) -> Iterator[Markup]:
    place, college = practice.place, practice.placement.college
    if place is not None:
        yield from _meeting(teller, place)
    if place is None or place.meeting is None:
        yield teller.say("reminders-nobody-said")
    phones = next((one.phones for one in teller.content.colleges if one.key == college), ())
    if phones:
        yield teller.say("reminders-cannot", phone=russian.format_phone(phones[0]))


def _meeting(teller: Teller, place: Place) -> Iterator[Markup]:
    yield teller.say("reminders-site", site=site_name(teller.content, place, teller.language))
    meeting = place.meeting
    if meeting is None:
        return
    yield teller.say("reminders-where", where=meeting.where)
    phone = "none" if meeting.phone is None else russian.format_phone(meeting.phone)
    yield teller.say("reminders-who", who=meeting.person, phone=phone)
    if meeting.bring:
        yield teller.say("reminders-bring", bring=meeting.bring)
    if meeting.papers:
        yield teller.say("reminders-gate", papers=meeting.papers)


def _day(teller: Teller, day: Any) -> str:
    return russian.format_day(day, teller.language)


def _clock(moment: time) -> str:
    return f"{moment:%-H:%M}"


# --- where it leads ------------------------------------------------------------------------------------


def _ways(teller: Teller, practice: Practice, line: Line) -> list[list[Button]]:
    """Return the buttons: an answer where one is asked for, else the screen where one goes on."""
    if line.kind is K.PAY:
        return [pay_buttons(practice.placement.id, line)]
    if line.kind is K.MARKS and line.role is R.MENTOR:
        return [[_to_marks(practice)], [menu.FRESH]]
    if line.kind is K.REVIEW:
        return [[_to_diary(practice, line)], [menu.FRESH]]
    match line.role:
        case R.STUDENT:
            return [*_student_ways(teller, practice, line), [menu.FRESH]]
        case R.PARENT if practice.student.person_id is not None:
            return [[Button("path-menu-child", Action.of("path", "child", practice.student.person_id))], [menu.FRESH]]
        case R.SUPERVISOR if line.kind is K.AGREEMENT:
            action = Action.of("internship", "item", practice.placement.id, Item.AGREEMENT.value)
            return [[Button("reminders-to-agreement", action)], [menu.FRESH]]
        case R.SUPERVISOR | R.ENTERPRISE | R.COORDINATORS:
            return [[card_button(practice.placement.id, "internship-open-card")], [menu.FRESH]]
        case _:
            return [[menu.FRESH]]


def _to_marks(practice: Practice) -> Button:
    """Return the mentor's way: to the form once the days are over, before that to what waits in the diaries."""
    if practice.placement.status is PlacementStatus.REPORTING:
        return Button("internship-step-assess", Action.of(ASSESS, "open", practice.placement.id))
    return Button("diary-menu-trainees", Action.of("diary", "mine"))


def _to_diary(practice: Practice, line: Line) -> Button:
    """Return the way to what waits: to the mentor's trainees, to the supervisor the one diary."""
    if line.role is R.MENTOR:
        return Button("diary-menu-trainees", Action.of("diary", "mine"))
    return Button("diary-open", Action.of("diary", "look", practice.placement.id, 0))


def _student_ways(teller: Teller, practice: Practice, line: Line) -> list[list[Button]]:
    placement_id, meeting = practice.placement.id, None if practice.place is None else practice.place.meeting
    if line.kind is K.PAPERS:
        if any(one.item is Item.GEAR for one in _missing(teller, practice, line)):
            return [[Button("internship-tell-sizes", Action.of("practice-item", "open", placement_id, "gear"))]]
        return [[PATH]]
    if line.kind is K.FIRST_DAY and meeting is not None and meeting.latitude is not None:
        return [[Button("today-map", Action.of("path", "map", placement_id)), TODAY]]
    return [[TODAY]]


def pay_buttons(placement_id: int, line: Line) -> list[Button]:
    """Return the two answers about pay."""
    day = f"{line.day:%y%m%d}"
    return [Button(f"reminders-pay-{said}", feature.action("paid", placement_id, day, said)) for said in ("yes", "no")]
