"""Noting an item of the readiness list, and letting one pass: the forms that ask for what it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Option, Question, Subject
from bot.form.spec import Given as Answer
from bot.turn.context import Context
from cluster import russian
from cluster.access import Action as Right
from cluster.calendar import after_quiet_hours, day_of
from cluster.internship import desk, items
from cluster.internship.items import NOTED, Given, Need
from cluster.internship.naming import short_name
from cluster.internship.readiness import Item
from handlers import menu
from handlers.internship.common import feature
from handlers.internship.items import NOTE, PASS, read_item, show_list
from handlers.review.acting import words
from storage.errors import Forbidden, Refusal
from storage.internship import CURRENT, Placement, desks

LONGEST = {Need.NUMBER: 40, Need.HELD_BY: 120, Need.JOURNAL: 40, Need.CLOTHES: 20, Need.SHOES: 20}


class Noted(BaseModel):
    """What is said of an item."""

    number: str | None = None
    day: date | None = None
    mentor: int | None = None
    until: date | None = None
    held_by: str | None = None
    journal: str | None = None
    clothes: str | None = None
    shoes: str | None = None
    ends: date | None = None
    group: bool = False


def about(subject: Subject) -> tuple[int, Item]:
    """Return the placement and the item that a form is about."""
    return (menu.read_number(subject[0]) if subject else 0), read_item(subject[1] if len(subject) > 1 else "")


def _needs(need: Need) -> Any:
    def asked(view: FormView) -> bool:
        known = view.answers.get("_item")
        return known in set(Item) and need in NOTED[Item(known)].needs

    return asked


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id, chosen = about(subject)
    await _still(context, subject)
    found, student = await context.read(desk.load_placement, context.person.id, placement_id)
    mentors = await context.read(items.mentors_for, context.person.id, placement_id) if chosen is Item.MENTOR else []
    alike = await context.read(desks.alike, found, CURRENT) if NOTED[chosen].grouped else []
    return {
        "_item": chosen.value,
        "_what": str(context.text(chosen.text_key)),
        "_name": short_name(student),
        "_mentors": [[person, name or "", now, most] for person, name, now, most in mentors],
        "_alike": len(alike),
        "_first": found.date_from.isoformat(),
        "_last": found.date_to.isoformat(),
        **_known(found, chosen),
    }


def _known(found: Placement, chosen: Item) -> Mapping[str, Any]:
    """Return what was noted, to be put right; an agreement that ends too early is answered anew by the next one."""
    given = items.noted(found, chosen)
    if given is None or given.day is None or (chosen is Item.AGREEMENT and items.ends_early(found)):
        return {}
    known: dict[str, Any] = {"number": given.number, "day": given.day.isoformat()}
    if Need.ENDS in NOTED[chosen].needs:
        known["ends"] = None if given.ends is None else given.ends.isoformat()
    return known


async def _still(context: Context, subject: Subject) -> None:
    """Refuse to who may not note the item, or may not any more."""
    placement_id, chosen = about(subject)
    found, student = await context.read(desk.load_placement, context.person.id, placement_id)
    if chosen not in await context.read(items.may_note, context.person.id, found, student):
        raise Forbidden


def _said(view: FormView) -> Mapping[str, Any]:
    today = day_of(view.now)
    last = date.fromisoformat(view.answers.get("_last") or today.isoformat())
    return {
        "what": view.answers.get("_what", ""),
        "name": view.answers.get("_name", ""),
        "today": russian.format_numeric_date(today),
        "last": russian.format_numeric_date(max(today, last)),
    }


def _past_day(text: str, view: FormView) -> Answer:
    day = russian.parse_day(text, day_of(view.now)).value
    if day > day_of(view.now):
        raise Refusal("internship-day-future")
    return Answer(day.isoformat())


def _days(view: FormView) -> Sequence[Option]:
    today = day_of(view.now)
    return [Option(today.isoformat(), label=russian.format_day(today, view.language))]


def _until(text: str, view: FormView) -> Answer:
    day = russian.parse_day(text, day_of(view.now)).value
    if day < day_of(view.now):
        raise Refusal("internship-medical-past")
    last = date.fromisoformat(view.answers.get("_last", "2000-01-01"))
    return Answer(day.isoformat(), None if day >= last else "internship-medical-short")


def _ends(text: str, view: FormView) -> Answer:
    """Take the last day of an agreement; one that comes before the end of practice is asked about."""
    day = russian.parse_day(text, day_of(view.now)).value.isoformat()
    if day < view.answers.get("day", ""):
        raise Refusal("internship-agreement-backwards")
    first, last = view.answers.get("_first", ""), view.answers.get("_last", "")
    if day < first:
        return Answer(day, "internship-agreement-early", {"first": _shown(first, view)})
    if day < last:
        return Answer(day, "internship-agreement-short", {"last": _shown(last, view)})
    return Answer(day)


def _not_backwards(ends: Any, view: FormView) -> bool:
    """Whether a last day still makes sense after the date of the paper was changed."""
    return ends is None or ends >= view.answers.get("day", "")


def _mentors(view: FormView) -> Sequence[Option]:
    return [
        Option(person, label=f"{name or '?'} \u00b7 {now}/{most}", code=str(person))
        for person, name, now, most in view.answers.get("_mentors", [])
    ]


def _shown(value: Any, view: FormView) -> str:
    return russian.format_day(date.fromisoformat(value), view.language)


def _with_year(value: Any, _view: FormView) -> str:
    return russian.format_numeric_date(date.fromisoformat(value))


def _is_grouped(view: FormView) -> bool:
    known = view.answers.get("_item")
    return known in set(Item) and NOTED[Item(known)].grouped and view.answers.get("_alike", 0) > 1


def _groups(view: FormView) -> Sequence[Option]:
    count = view.answers.get("_alike", 0)
    everybody = str(view.texts.get(view.language, "practice-item-option-all", count=count))
    alone = str(view.texts.get(view.language, "practice-item-option-one"))
    return [Option(True, label=everybody, code="all"), Option(False, label=alone, code="one")]


async def _note(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Noted)
    placement_id, chosen = about(subject)
    given = Given(
        number=filled.number, day=filled.day, mentor_id=filled.mentor, until=filled.until, held_by=filled.held_by,
        journal=filled.journal, clothes=filled.clothes, shoes=filled.shoes, ends=filled.ends,
    )  # fmt: skip
    await context.run(
        items.note, context.now, context.person.id, placement_id, chosen, given, context.content, group=filled.group
    )
    await _after(context, placement_id)


async def _after(context: Context, placement_id: int) -> None:
    """Show the list to who works on it; a student goes on in the menu."""
    found, student = await context.run(desk.load_placement, context.person.id, placement_id)
    if student.person_id == context.person.id:
        await menu.show(context, context.text("internship-noted"))
        return
    await show_list(context, found.id)


def _text(need: Need) -> Question:
    return Question(
        need.value, parse=words(LONGEST[need]), when=_needs(need), prompt_args=_said, required=need is not Need.JOURNAL
    )


COMMON: dict[str, Any] = {"still": _still, "reminders": (), "after_quiet": after_quiet_hours}

feature.form(
    FormSpec(
        name=NOTE,
        model=Noted,
        questions=[
            _text(Need.NUMBER),
            Question("day", options=_days, parse=_past_day, show=_shown, when=_needs(Need.DAY), prompt_args=_said),
            Question(
                "ends",
                parse=_ends,
                holds=_not_backwards,
                show=_with_year,
                when=_needs(Need.ENDS),
                prompt_args=_said,
                required=False,
            ),
            Question("mentor", options=_mentors, when=_needs(Need.MENTOR), prompt_args=_said),
            Question("until", parse=_until, show=_shown, when=_needs(Need.UNTIL), prompt_args=_said),
            _text(Need.HELD_BY),
            _text(Need.JOURNAL),
            _text(Need.CLOTHES),
            _text(Need.SHOES),
            Question("group", options=_groups, when=_is_grouped, prompt_args=_said),
        ],
        submit=_note,
        initial=_initial,
        **COMMON,
    )
)


# --- letting pass --------------------------------------------------------------------------------------


class Passed(BaseModel):
    """Why an open item is let pass."""

    reason: str


async def _pass_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id, chosen = about(subject)
    await _pass_still(context, subject)
    _, student = await context.read(desk.load_placement, context.person.id, placement_id)
    return {"_what": str(context.text(chosen.text_key)), "_name": short_name(student)}


async def _pass_still(context: Context, subject: Subject) -> None:
    await context.read(desk.load_placement, context.person.id, about(subject)[0], Right.WRITE)


async def _let_pass(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Passed)
    placement_id, chosen = about(subject)
    await context.run(items.let_pass, context.now, context.person.id, placement_id, chosen, filled.reason)
    await show_list(context, placement_id)


feature.form(
    FormSpec(
        name=PASS,
        model=Passed,
        questions=[Question("reason", parse=words(300), prompt_args=_said)],
        submit=_let_pass,
        initial=_pass_initial,
        still=_pass_still,
        review=False,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)
