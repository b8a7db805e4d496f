"""The list of incidents: what still stands on top, then what was closed in the last thirty days."""

from __future__ import annotations

from telegram import Update

from bot.screens import Button, Screen
from bot.turn.context import Context
from cluster import incidents
from cluster.incidents import Case
from cluster.people import COLLEGE_ROLES, ENTERPRISE_ROLES, Role
from handlers import menu
from handlers.incidents.common import feature
from handlers.incidents.looks import Look

ON_A_PAGE = 6


@feature.press("list")
async def listed(_update: Update, context: Context) -> None:
    """Show the incidents that one answers or watches."""
    found: list[Case] = await context.read(incidents.seen, context.now, context.person.id, context.content)
    look = Look(context.room.texts, context.content, context.language, context.now, context.person.id)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = menu.number(context) % pages
    rows = [
        [Button("incidents-line", feature.action("card", case.incident.id), args=look.line(case))]
        for case in found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    turn = [Button("form-page-next", feature.action("list", (page + 1) % pages))] if pages > 1 else []
    standing = sum(case.incident.is_standing for case in found)
    args = {"standing": standing, "closed": len(found) - standing}
    context.show(Screen("incidents-list", args, [*rows, [*turn, menu.BACK]]))


def _anything(view: menu.MenuView) -> bool:
    return bool(incidents.seen(view.session, view.now, view.person_id, view.content))


def _count(view: menu.MenuView) -> int:
    return incidents.count_open(view.session, view.now, view.person_id, view.content)


menu.offer(
    menu.MenuEntry(
        "incidents-menu-list",
        feature.action("list", 0),
        order=2,
        roles=COLLEGE_ROLES | ENTERPRISE_ROLES | {Role.MENTOR},
        when=_anything,
        count=_count,
    )
)
