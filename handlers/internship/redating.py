"""New days for a practice that should have begun: the first, the last, and everybody is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.form import AnswerRefused, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Action, Button
from bot.turn.context import Context
from cluster import places, russian
from cluster.calendar import day_of
from cluster.internship import redating
from cluster.internship.card import PlacementCard
from cluster.internship.desk import PlacementOutdated
from cluster.internship.hours import Pace, Plan, fitting, paces, working_days
from cluster.internship.naming import short_name
from cluster.internship.redating import DayRefused
from cluster.internship.status import Actor
from handlers import menu
from handlers.internship.card import offer, outdated, show_card
from handlers.internship.common import feature, hours_of
from handlers.short_forms import SHORT
from storage.internship import Place, Student

DAYS = "practice-days"


class Days(BaseModel):
    """The new days of a practice."""

    first: date
    last: date


@offer
def _on_card(found: PlacementCard) -> list[Button]:
    one = found.placement
    if found.part is not Actor.COLLEGE or not found.movable:
        return []
    return [Button("internship-step-days", Action.of(DAYS, "open", one.id, one.version))]


def _about(subject: Subject) -> tuple[int, int | None]:
    numbers = [menu.read_number(word) for word in [*subject, "", ""][:2]]
    return numbers[0], numbers[1] or None


async def _still(context: Context, subject: Subject) -> None:
    await context.read(redating.load, context.now, context.person.id, _about(subject)[0])


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    found, student, place = await context.read(redating.load, context.now, context.person.id, _about(subject)[0])
    first = redating.first_days(place, day_of(context.now), context.content.calendar)
    return {
        "_name": short_name(student),
        "_first": [day.isoformat() for day in first],
        "_last": found.date_to.isoformat(),
        "_hours": found.hours_total,
        "_paces": [[day.isoformat(), half_hours] for day, half_hours in _paces(context, student, place)],
    }


def _paces(context: Context, student: Student, place: Place | None) -> Sequence[Pace]:
    today = day_of(context.now)
    furthest = place.date_to if place is not None else today + 2 * redating.LONGEST
    return paces(place, student.birth_date, today, max(today, furthest), context.content)


def _plan(last: str, view: FormView) -> Plan:
    """Return how many hours the days that are said so far would hold."""
    days = working_days(
        date.fromisoformat(view.answers.get("first") or last), date.fromisoformat(last), view.content.calendar
    )
    known = [(date.fromisoformat(day), half_hours) for day, half_hours in view.answers.get("_paces", ())]
    wanted = 2 * int(view.answers.get("_hours", 0))
    return Plan(wanted, fitting(known, days) if known else None)


def _said(view: FormView) -> Mapping[str, Any]:
    return {"name": view.answers.get("_name", "")}


def _option(day: date, view: FormView) -> Option:
    return Option(day.isoformat(), label=russian.format_day(day, view.language), code=f"{day:%Y%m%d}")


def _firsts(view: FormView) -> Sequence[Option]:
    return [_option(date.fromisoformat(day), view) for day in view.answers.get("_first", ())]


def _lasts(view: FormView) -> Sequence[Option]:
    first, last = view.answers.get("first"), view.answers.get("_last")
    if first is None or last is None or last < first:
        return []
    return [_option(date.fromisoformat(last), view)]


def _day(text: str, view: FormView) -> Given:
    return Given(russian.parse_near_day(text, day_of(view.now)).value.isoformat())


def _warned(value: Any, warning: str | None, view: FormView) -> Given:
    return Given(value, warning, {"day": _show(value, view)} if warning else {})


def _check_first(value: Any, view: FormView) -> Given:
    return _warned(value, places.check_first_day(date.fromisoformat(value), day_of(view.now), view.content), view)


def _check_last(value: Any, view: FormView) -> Given:
    first = date.fromisoformat(view.answers.get("first") or value)
    warning = places.check_last_day(date.fromisoformat(value), first, view.content)
    plan = _plan(value, view)
    if plan.is_short:
        return Given(value, "internship-days-short", hours_of(plan, view.language))
    return _warned(value, warning, view)


def _show_last(value: Any, view: FormView) -> str:
    """Show the last day, with what it leaves out: the first one may have been changed after it."""
    plan = _plan(value, view)
    shown = _show(value, view)
    if not plan.is_short:
        return shown
    return str(view.texts.get(view.language, "internship-days-last-short", day=shown, **hours_of(plan, view.language)))


def _last_holds(value: Any, view: FormView) -> bool:
    return bool(value >= (view.answers.get("first") or value))


def _show(value: Any, view: FormView) -> str:
    return russian.format_day(date.fromisoformat(value), view.language)


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Days)
    placement_id, seen = _about(subject)
    try:
        await context.run(
            redating.move, context.now, context.person.id, placement_id, seen, filled.first, filled.last,
            context.content,
        )  # fmt: skip
    except PlacementOutdated:
        await outdated(context, placement_id)
        return
    except DayRefused as refused:
        raise AnswerRefused(refused.question, refused.text_key, **refused.args_) from refused
    await show_card(context, placement_id)


feature.form(
    FormSpec(
        name=DAYS,
        model=Days,
        questions=[
            Question("first", options=_firsts, parse=_day, check=_check_first, show=_show, prompt_args=_said),
            Question(
                "last",
                options=_lasts,
                parse=_day,
                check=_check_last,
                holds=_last_holds,
                show=_show_last,
                prompt_args=_said,
            ),
        ],
        submit=_submit,
        initial=_initial,
        still=_still,
        **SHORT,
    )
)
