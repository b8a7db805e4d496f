"""What a parent reads: the path and the day of each child. Nothing of it can be pressed on the child's behalf."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster.path import family, reading, today
from cluster.people import Role
from handlers import menu
from handlers.invites.children import WAYS
from handlers.path.common import feature
from handlers.path.looks import Look
from handlers.path.today import text as day_text
from storage.internship import Student, joining

MOST_CHILDREN = 7


@feature.press("children")
async def children(_update: Update, context: Context) -> None:
    """Show the child's path; where there are several, whose."""
    found = await context.read(family.children, context.person.id)
    if len(found) == 1:
        await _show(context, found[0].person_id, several=False)
        return
    if not found:
        context.show(Screen("path-children-none", keyboard=[[menu.BACK]]))
        return
    rows = [
        [Button(label=one.name or context.text("path-nameless"), action=feature.action("child", one.person_id))]
        for one in found[:MOST_CHILDREN]
    ]
    context.show(Screen("path-children", keyboard=[*rows, [menu.BACK]]))


@feature.press("child")
async def child(_update: Update, context: Context) -> None:
    """Show the path of one child."""
    several = len(await context.read(family.children, context.person.id)) > 1
    await _show(context, menu.number(context), several=several)


async def _show(context: Context, person: int, *, several: bool) -> None:
    found = await context.read(reading.path, context.now, context.person.id, person, context.content)
    look = Look(context.text, context.content, context.language)
    ways = []
    if found.placement is not None and found.child is not None:
        ways.append(Button("path-child-day", feature.action("childday", person)))
    if several:
        ways.append(Button("form-back", feature.action("children")))
    context.show(Screen("", body=look.text(found), keyboard=[*look.rows(found), [*ways, menu.BACK]]))


@feature.press("childday")
async def child_day(_update: Update, context: Context) -> None:
    """Show the present day of a child's practice."""
    person = menu.number(context)
    found = await context.read(today.today, context.now, context.person.id, person, context.content)
    on_map = []
    if found.point is not None and found.kind in today.WITH_SHIFT:
        on_map.append(Button("today-map", feature.action("map", found.placement.id)))
    back = Button("path-to-child", feature.action("child", person))
    context.show(Screen("", body=day_text(context, found), keyboard=[on_map, [back, menu.BACK]]))


def _to_path(student: Student) -> Button | None:
    """Return the way from a child's card to their path; who has not opened the bot yet has none."""
    return None if student.person_id is None else Button("path-of-child", feature.action("child", student.person_id))


WAYS.append(_to_path)


def _has_others(view: menu.MenuView) -> bool:
    """Whether a parent has children whom no college knows as students yet: the others have a card of their own."""
    known = {one.person_id for one in joining.children(view.session, view.person_id)}
    return any(one.person_id not in known for one in family.children(view.session, view.person_id))


menu.offer(
    menu.MenuEntry(
        "path-menu-child", feature.action("children"), order=16, roles=frozenset({Role.PARENT}), when=_has_others
    )
)
