"""What a parent sees of their children: a card to read, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import invites, russian
from cluster.internship.naming import short_name
from cluster.invites import Placement, Student
from cluster.people import Role
from handlers import menu
from handlers.invites.common import call, feature
from handlers.naming import organisation_name
from storage.internship import joining

PARENTS = frozenset({Role.PARENT})
MOST_CHILDREN = 6

Part = Callable[[Context, Student, Sequence[Placement]], Markup | None]


def _practice(context: Context, _student: Student, current: Sequence[Placement]) -> Markup | None:
    """Return where the child is in practice, or will be."""
    lines = [
        context.text(
            "invites-child-practice",
            enterprise=organisation_name(context.content, one.enterprise, context.language),
            period=russian.format_period(one.date_from, one.date_to, context.language),
        )
        for one in current
    ]
    return LINE.join(lines) if lines else context.text("invites-child-no-practice")


PARTS: list[Part] = [_practice]
"""What the card shows below the name, in order; a feature adds its own part. None: nothing to say of this child."""

Way = Callable[[Student], Button | None]
WAYS: list[Way] = []
"""Where one goes on from the card, in order; a feature adds its own. None: nowhere for this child."""


@feature.press("children")
async def children(_update: Update, context: Context) -> None:
    """Show the child, or the children to choose from."""
    found = await context.read(invites.children, context.person.id)
    if len(found) == 1:
        await _show(context, found[0].id, alone=True)
        return
    rows = [[Button(label=short_name(one), action=feature.action("child", one.id))] for one in found[:MOST_CHILDREN]]
    context.show(Screen("invites-children", {"count": len(found)}, [*rows, [menu.BACK]]))


@feature.press("child")
async def child(_update: Update, context: Context) -> None:
    """Show one child."""
    await _show(context, menu.number(context), alone=False)


async def _show(context: Context, student_id: int, *, alone: bool) -> None:
    student, current = await context.read(invites.child, context.person.id, student_id)
    args = {
        "name": short_name(student),
        "group": student.study_group,
        "college": organisation_name(context.content, student.college, context.language),
        "there": "no" if student.person_id is None else "yes",
    }
    parts = [part(context, student, current) for part in PARTS]
    body = [context.text("invites-child", **args), *(one for one in parts if one), call(context, student.college)]
    ways = [menu.BACK] if alone else [Button("invites-to-children", feature.action("children")), menu.BACK]
    onward = [button for way in WAYS if (button := way(student)) is not None]
    context.show(Screen("", body=BLANK.join(body), keyboard=[onward, ways]))


def _has_children(view: menu.MenuView) -> bool:
    return bool(joining.children(view.session, view.person_id))


menu.offer(
    menu.MenuEntry("invites-menu-children", feature.action("children"), order=15, roles=PARENTS, when=_has_children)
)
