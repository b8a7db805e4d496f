"""Matching students and places: who has none beside what is free, what suits one student and why."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import LINE, Action, Button, Keyboard, Screen
from bot.turn.context import Context
from cluster import russian
from cluster.calendar import age_on, day_of
from cluster.internship import unplaced
from cluster.internship.desk import colleges_of
from cluster.internship.hours import plan_at
from cluster.internship.matching import Suggestion
from cluster.internship.naming import full_name, short_name
from cluster.internship.unplaced import Group, Overview, Suggested
from handlers import menu
from handlers.internship import desk as practice
from handlers.internship.common import DESK as PRACTICE
from handlers.internship.common import hours_short
from handlers.naming import organisation_name, programme_name, site_name
from handlers.places.common import (
    DESK,
    MATCH_FORM,
    NONE,
    feature,
    joined,
    label,
    paged,
    profession_name,
    reasons,
    turn,
)
from handlers.places.listing import show_enterprises
from storage.internship import Place, Student

SHOWN_SUGGESTIONS = 4
MOST_MODULES = 6


@feature.press("open")
async def opened(_update: Update, context: Context) -> None:
    """Show places: to who gives them to students what there is to do, to an enterprise its own."""
    if await context.read(colleges_of, context.person.id):
        context.show(await desk_screen(context))
        return
    await show_enterprises(context, 0)


@feature.press("desk")
async def desk(_update: Update, context: Context) -> None:
    """Show what there is to do about places in one's colleges."""
    context.show(await desk_screen(context))


async def desk_screen(context: Context, note: Markup | None = None, ways: Keyboard = ()) -> Screen:
    """Return the desk; `note` goes above it, `ways` above its buttons."""
    seen: Overview = await context.read(unplaced.overview, context.now, context.person.id, context.content)
    args = {"without": seen.without, "free": seen.free_seats, "planned": seen.planned, "offered": seen.offered}
    silent = Button("places-unheard", Action.of("internship", "offer-unheard", 0), args={"count": seen.unheard})
    rows = [
        *ways,
        [
            Button("places-without", feature.action("without", 0), args={"count": seen.without}),
            Button("places-free", feature.action("free", 0), args={"count": seen.free_seats}),
        ],
        [
            Button("places-planned", Action.of("internship", "offer-planned", 0), args={"count": seen.planned}),
            Button("places-waiting", Action.of("internship", "offer-waiting", 0), args={"count": seen.offered}),
        ],
        *([[silent]] if seen.unheard else []),
        [Button("places-enterprises", feature.action("enterprises", 0)), PRACTICE],
    ]
    text = context.text("places-desk", **args)
    return Screen("", body=joined([note, text] if note else [text]), keyboard=rows)


# --- who has none, what is free ----------------------------------------------------------------------


@feature.press("without")
async def without(_update: Update, context: Context) -> None:
    """List the study groups in which somebody has no place."""
    found: list[Group] = await context.read(unplaced.groups, context.person.id)
    several = len({one.college for one in found}) > 1
    rows = [[_group_button(context, one, named=several)] for one in found]
    args = {"count": sum(one.count for one in found)}
    free = Button("places-to-free", feature.action("free", 0))
    shown = paged(rows, menu.number(context), turn("without"))
    context.show(Screen("places-without-list", args, [*shown, [free, DESK]]))


def _group_button(context: Context, one: Group, *, named: bool) -> Button:
    college = context.content.college(one.college).short.in_(context.language)
    args = {
        "where": f"{college} \u00b7 " if named else "",
        "programme": _programme(context, one.programme),
        "group": one.study_group,
        "count": one.count,
    }
    return Button("places-group-line", feature.action("group", one.sample_id), args=args)


def _programme(context: Context, key: str) -> str:
    known = next((one for one in context.content.programmes if one.key == key), None)
    return key if known is None else programme_name(context.text, context.language, known)


@feature.press("free")
async def free(_update: Update, context: Context) -> None:
    """List the places that have room."""
    found: list[Place] = await context.read(unplaced.free_places, context.now, context.person.id, context.content)
    rows = [[Button("places-free-line", feature.action("place", one.id), args=_room(context, one))] for one in found]
    args = {"count": sum(one.free for one in found)}
    students = Button("places-to-without", feature.action("without", 0))
    shown = paged(rows, menu.number(context), turn("free"))
    context.show(Screen("places-free-list", args, [*shown, [students, DESK]]))


def _room(context: Context, one: Place) -> dict[str, object]:
    return {
        "place": label(context, one),
        "profession": profession_name(context.content, one.profession, context.language),
        "free": one.free,
        "beds": one.free_beds,
    }


@feature.press("group")
async def group(_update: Update, context: Context) -> None:
    """Ask which practice a group is to be placed for, where there is a choice; show who has none."""
    sample_id, module = menu.number(context), menu.word(context, 1)
    if not module:
        await _which_module(context, "group", sample_id)
        return
    found: list[Student] = await context.read(unplaced.group_of, context.person.id, sample_id, module, context.content)
    if not found:
        context.show(await desk_screen(context, context.text("places-group-done")))
        return
    rows = [
        [Button("places-student", feature.action("student", one.id, module, 0), args=_student_line(context, one))]
        for one in found
    ]
    shown = paged(rows, menu.number(context, 2), turn("group", sample_id, module), 4)
    everybody = [
        Button("places-match-group", Action.of(MATCH_FORM, "open", found[0].id, module, "group")),
        Button("places-match-programme", Action.of(MATCH_FORM, "open", found[0].id, module, "programme")),
    ]
    back = Button("places-to-without", feature.action("without", 0))
    args = {"group": found[0].study_group, "count": len(found), "module": module_name(context, module)}
    context.show(Screen("places-group", args, [*shown, *([one] for one in everybody), [back, DESK]]))


def _student_line(context: Context, one: Student) -> dict[str, object]:
    wish = NONE if one.wish is None else organisation_name(context.content, one.wish, context.language)
    return {"name": short_name(one), "wish": wish, "bed": int(one.needs_bed)}


async def _which_module(context: Context, verb: str, about: int) -> None:
    """Show the modules to choose from, or go on with the only one."""
    found = await context.read(unplaced.modules_for, context.person.id, about, context.content)
    rows = [
        [Button(label=module_name(context, one.key), action=feature.action(verb, about, one.key))]
        for one in found[:MOST_MODULES]
    ]
    names = LINE.join(
        context.text("places-module-line", code=one.code, name=one.name.in_(context.language), hours=one.hours)
        for one in found
    )
    body = joined([context.text("places-which-module"), names])
    context.show(Screen("", body=body, keyboard=[*rows, [DESK]]))


def module_name(context: Context, key: str) -> str:
    """Return a module as a button shows it."""
    one = context.content.module(key)
    return context.text("places-module", code=one.code, hours=one.hours)


# --- one student -------------------------------------------------------------------------------------


@feature.press("student")
async def student(_update: Update, context: Context) -> None:
    """Show what suits a student, the best first, each with its reasons."""
    about, module = menu.number(context), menu.word(context, 1)
    await context.run(unplaced.look, context.now, context.person.id, about)
    seen: Suggested = await context.read(
        unplaced.suggestions, context.now, context.person.id, about, module, context.content
    )
    page = menu.number(context, 2)
    pages = max(1, -(-len(seen.found) // SHOWN_SUGGESTIONS))
    first = page % pages * SHOWN_SUGGESTIONS
    shown = list(enumerate(seen.found[first : first + SHOWN_SUGGESTIONS], first + 1))
    key = "places-suggestions" if seen.found else "places-suggestions-none"
    title = context.text(key, **_about(context, seen))
    rows = [[_give(context, number, one, seen)] for number, one in shown]
    more = [turn("student", seen.student.id, seen.module.key)((page + 1) % pages)] if pages > 1 else []
    back = Button("places-to-group", feature.action("group", seen.student.id, seen.module.key, 0))
    body = joined([title, *(_suggestion(context, number, one, seen) for number, one in shown)])
    context.show(Screen("", body=body, keyboard=[*rows, more, [back, DESK]]))


def _about(context: Context, seen: Suggested) -> dict[str, object]:
    one = seen.student
    district = next((d.label.in_(context.language) for d in context.content.districts if d.key == one.district), NONE)
    return {
        "name": full_name(one),
        "group": one.study_group,
        "age": -1 if one.birth_date is None else age_on(one.birth_date, day_of(context.now)),
        "district": district,
        "wish": NONE if one.wish is None else organisation_name(context.content, one.wish, context.language),
        "bed": int(one.needs_bed),
        "module": module_name(context, seen.module.key),
    }


def _suggestion(context: Context, number: int, one: Suggestion, seen: Suggested) -> Markup:
    place = one.place
    plan = plan_at(place, seen.student, seen.module.hours, context.content)
    said = context.text(
        "places-suggestion",
        number=number,
        enterprise=organisation_name(context.content, place.enterprise, context.language),
        site=site_name(context.content, place, context.language),
        days=russian.format_period(place.date_from, place.date_to, context.language),
        free=place.free,
        beds=place.free_beds,
        reasons=reasons(context, one),
    )
    return LINE.join([said, *hours_short(context.text, context.language, plan)])


def _give(context: Context, number: int, one: Suggestion, seen: Suggested) -> Button:
    args = {"number": number, "place": label(context, one.place)}
    return Button("places-give", feature.action("assign", seen.student.id, one.place.id, seen.module.key), args=args)


practice.MORE.append(Button("places-menu", feature.action("open")))
