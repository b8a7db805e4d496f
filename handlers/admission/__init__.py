"""Admission as people see it: applying, one's applications, papers and dates."""

from bot.screens import Action
from cluster.people import Role
from handlers import menu
from handlers.admission import clarifying, dates, mine, notices, seats
from handlers.admission.applying import feature
from handlers.admission.questions import FORM

APPLYING = frozenset({Role.APPLICANT, Role.PARENT})

menu.offer(
    menu.MenuEntry("admission-open", Action.of(FORM, "open"), order=10, roles=APPLYING),
    menu.MenuEntry("admission-menu-mine", feature.action("mine"), order=20, roles=APPLYING),
    menu.MenuEntry("admission-menu-papers", feature.action("papers"), order=30, roles=APPLYING),
    menu.MenuEntry("admission-menu-when", feature.action("when"), order=40, roles=APPLYING),
)

__all__ = ["clarifying", "dates", "feature", "mine", "notices", "seats"]
