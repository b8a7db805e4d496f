"""A file of students: shown before it is applied, applied, dropped, taken back."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import roster, russian
from cluster.calendar import to_moscow
from cluster.roster import Applied, Import, Preview, Undone
from handlers import menu
from handlers.roster import parts
from handlers.roster.common import desk_button, feature, rows_of
from handlers.roster.students import desk_screen
from storage.errors import Refusal

MOST_SHORT = 5
"""So many lines tell of days that hold too few hours."""


async def show_preview(context: Context, import_id: int) -> None:
    """Show what a file would come to, and the two ways on."""
    seen: Preview = await context.read(roster.preview, context.now, context.person.id, import_id)
    apply = [[Button("roster-apply", feature.action("apply", import_id))]]
    rows = [
        *(apply if _does_something(seen) else []),
        [Button("roster-drop", feature.action("drop", import_id)), desk_button(seen.found.college)],
    ]
    context.show(Screen("", body=BLANK.join(_said(context, seen)), keyboard=rows))


def _does_something(seen: Preview) -> bool:
    return bool(seen.numbers["new"] or seen.numbers["changed"])


def _said(context: Context, seen: Preview) -> list[Markup]:
    numbers = dict(seen.numbers)
    college = context.content.college(seen.found.college).short.in_(context.language)
    title = context.text("roster-preview", college=college, rows=numbers["rows"])
    people = [context.text("roster-preview-people", **_some(numbers, "new", "changed", "same"))]
    if seen.fields:
        fields = ", ".join(f"{context.text(f'roster-field-{name}')} {count}" for name, count in seen.fields.items())
        people.append(context.text("roster-preview-fields", fields=fields))
    if numbers["missing"]:
        people.append(context.text("roster-preview-missing", count=numbers["missing"]))
    if numbers["linked"]:
        people.append(context.text("roster-preview-linked", count=numbers["linked"]))
    said = [title, LINE.join(people)]
    if numbers["planned"] or numbers["replanned"]:
        said.append(context.text("roster-preview-practice", **_some(numbers, "planned", "replanned", "seated")))
    warned = [
        context.text(f"roster-warning-{code}", count=len(found), rows=rows_of(found))
        for code, found in seen.warned.items()
    ]
    for plan, found in seen.short[:MOST_SHORT]:
        fits, wanted = (russian.format_half_hours(one, context.language) for one in (plan.half_hours, plan.wanted))
        warned.append(
            context.text("roster-warning-short", fits=fits, wanted=wanted, count=len(found), rows=rows_of(found))
        )
    if more := sum(len(found) for _, found in seen.short[MOST_SHORT:]):
        warned.append(context.text("roster-warning-short-more", count=more))
    if warned:
        said.append(LINE.join(warned))
    if not _does_something(seen):
        said.append(context.text("roster-preview-nothing"))
    return said


def _some(numbers: dict[str, int], *names: str) -> dict[str, int]:
    return {name: numbers[name] for name in names}


async def _refused(context: Context, refusal: Refusal) -> None:
    """Say why an old button does nothing, above the students as they stand; who may not see them is refused again."""
    await context.undo()
    found: Import = await context.read(roster.load, context.person.id, menu.number(context))
    note = context.text(refusal.text_key, **refusal.args_)
    context.show(await desk_screen(context, found.college, note))


@feature.press("apply")
async def apply(_update: Update, context: Context) -> None:
    """Apply what was looked at."""
    number, me = menu.number(context), context.person.id
    try:
        if await context.read(roster.is_large, me, number):
            found: Import = await context.run(roster.begin, context.now, me, number)
            await parts.start(context, number, found.college)
            return
        done: Applied = await context.run(roster.apply, context.now, me, number, context.content)
    except Refusal as refusal:
        await _refused(context, refusal)
        return
    context.show(applied_screen(context, done))


def applied_screen(context: Context, done: Applied) -> Screen:
    """Return what a file came to, with the way back."""
    found = done.found
    until = f"{to_moscow((found.applied_at or context.now) + roster.UNDO_FOR):%H:%M}"
    numbers = dict(done.numbers)
    said = [context.text("roster-applied", **_some(numbers, "new", "changed", "planned", "replanned"))]
    if done.without_chat:
        said.append(context.text("roster-applied-without-chat", count=len(done.without_chat)))
    said.append(context.text("roster-applied-until", until=until))
    undo = Button("roster-undo", feature.action("undo", found.id))
    cards = [Button("invites-to-cards", Action.of("invites", "cards", found.college))]
    rows = [*([cards] if done.without_chat else []), [undo], [desk_button(found.college)]]
    return Screen("", body=BLANK.join(said), keyboard=rows)


@feature.press("drop")
async def drop(_update: Update, context: Context) -> None:
    """Cancel what was prepared."""
    try:
        found: Import = await context.run(roster.drop, context.now, context.person.id, menu.number(context))
    except Refusal as refusal:
        await _refused(context, refusal)
        return
    context.show(await desk_screen(context, found.college, context.text("roster-dropped")))


@feature.press("undo")
async def ask_to_undo(_update: Update, context: Context) -> None:
    """Ask before a file is taken back."""
    try:
        found: Import = await context.read(roster.ask_undo, context.now, context.person.id, menu.number(context))
    except Refusal as refusal:
        await _refused(context, refusal)
        return
    yes = Button("roster-undo-yes", feature.action("undo-sure", found.id))
    context.show(Screen("roster-undo-ask", keyboard=[[yes], [desk_button(found.college)]]))


@feature.press("undo-sure")
async def undo(_update: Update, context: Context) -> None:
    """Take a file back."""
    number, me = menu.number(context), context.person.id
    try:
        if await context.read(roster.is_large_undo, me, number):
            found: Import = await context.run(roster.begin_undo, context.now, me, number)
            await parts.start_undo(context, number, found.college)
            return
        done: Undone = await context.run(roster.undo, context.now, me, number)
    except Refusal as refusal:
        await _refused(context, refusal)
        return
    context.show(undone_screen(context, done))


def undone_screen(context: Context, done: Undone) -> Screen:
    """Return what an undoing came to, and who was left."""
    said = [context.text("roster-undone", gone=done.gone, back=done.back, unplanned=done.unplanned)]
    if done.left_count:
        people = ", ".join(done.left) + (", …" if done.left_count > len(done.left) else "")
        said.append(context.text("roster-undone-left", count=done.left_count, people=people))
    for one in done.lost:
        people = ", ".join(one.people) + (", …" if one.count > len(one.people) else "")
        said.append(context.text(f"roster-undone-{one.what}", count=one.count, people=people))
    return Screen("", body=BLANK.join(said), keyboard=[[desk_button(done.found.college)]])
