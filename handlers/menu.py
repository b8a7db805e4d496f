"""The menu: what a person can do now, in the role they have chosen. Also /help and /cancel.

A feature adds its entries when it is imported; an entry stands only where it leads somewhere:

    menu.offer(
        MenuEntry("admission-open", Action.of("admission", "open"), order=10, roles=APPLYING),
        MenuEntry("admission-menu-mine", feature.action("mine"), order=20, roles=APPLYING, when=has_applications),
    )

An entry may stand elsewhere for a role: `orders={Role.MENTOR: 5}`.

`roles=None` shows it to everybody; `None` among `roles` is who has no role yet. `when` looks into the database and may
hide the entry, `count` shows a number behind its name. Orders: 10-79 the role's own work, 80-99 what everybody has.
A form that was left is offered on top, with the text `<form>-continue` ("Continue the application").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram import Update

from bot.feature import Feature, RegistrationError
from bot.screens import BLANK, MOST_ROWS, Action, Button, Screen
from bot.turn.context import Context
from cluster import people, russian
from cluster.content import Content
from cluster.people import Grant, Role
from handlers.naming import capital, held_role, office_hours, role_name
from storage.errors import NotFound

feature = Feature("menu")

BACK = Button("menu-back", feature.action("open"))
FRESH = Button("menu-open", feature.action("fresh"))
MOST_ROLES = 6
MOST_COLLEGES = MOST_ROWS - 1
EVERYBODYS = 90
"""From this order on an entry is everybody's: contacts, one's data, the language, help."""

HELPED: Mapping[Role, str] = {
    Role.STUDENT: "student",
    Role.PARENT: "parent",
    Role.MENTOR: "mentor",
    Role.ENTERPRISE_HR: "enterprise",
    Role.ENTERPRISE_ADMIN: "enterprise",
    Role.COLLEGE_SUPERVISOR: "supervisor",
    Role.COLLEGE_STAFF: "college",
    Role.COORDINATOR: "college",
    Role.MINISTRY_VIEWER: "ministry",
    Role.ADMIN: "admin",
}
"""The part in which somebody reads the help; all others read what an applicant does."""


@dataclass(frozen=True)
class MenuView:
    """What an entry may look at. `held` is the chosen role, None for a stranger."""

    session: Session
    now: datetime
    content: Content
    person_id: int
    held: Grant | None

    @property
    def role(self) -> Role | None:
        """Return the chosen role."""
        return self.held.role if self.held is not None else None


@dataclass(frozen=True)
class MenuEntry:
    """One button of the menu: its text key, what it does, its place, and for whom it stands there."""

    key: str
    action: Action
    order: int
    roles: frozenset[Role | None] | None = None
    when: Callable[[MenuView], bool] | None = None
    count: Callable[[MenuView], int] | None = None
    orders: Mapping[Role, int] = field(default_factory=dict)

    def order_for(self, view: MenuView) -> int:
        """Return its place in this person's menu."""
        return self.orders.get(view.role, self.order) if view.role is not None else self.order

    def is_for(self, view: MenuView) -> bool:
        """Whether this person sees the entry now."""
        return (self.roles is None or view.role in self.roles) and (self.when is None or self.when(view))


ENTRIES: list[MenuEntry] = []
"""Every entry, in the order of registration."""


def offer(*entries: MenuEntry) -> None:
    """Add entries to the menu; `RegistrationError` where two stand for the same text."""
    for entry in entries:
        if any(entry.key == known.key for known in ENTRIES):
            raise RegistrationError(f"{entry.key!r} is in the menu already")
        ENTRIES.append(entry)


@dataclass(frozen=True)
class _Seen:
    """What the database says about a person's menu. Entries come with their count."""

    held: Grant | None
    entries: Sequence[tuple[MenuEntry, int]]


def _look(session: Session, now: datetime, content: Content, person_id: int) -> _Seen:
    held = people.active_role(session, person_id)
    view = MenuView(session, now, content, person_id, held)
    shown = sorted((entry for entry in ENTRIES if entry.is_for(view)), key=lambda entry: entry.order_for(view))
    return _Seen(held, [(entry, entry.count(view) if entry.count else 0) for entry in shown])


async def screen(context: Context, note: Markup | None = None) -> Screen:
    """Return the person's menu; `note` goes above it."""
    seen = await context.read(_look, context.now, context.content, context.person.id)
    left = {Action.of(talk.name, "open") for talk in context.talks.suspended()}  # to be continued, not opened anew
    shown = [(entry, count) for entry, count in seen.entries if entry.action not in left]
    own = [_button(context, entry, count) for entry, count in shown if entry.order < EVERYBODYS]
    rest = [_button(context, entry, count) for entry, count in shown if entry.order >= EVERYBODYS]
    if seen.held is None:
        text = context.text("menu-stranger")
        rows = _pairs([*own, *rest])
    else:
        text = context.text("menu-title", **_role_of(context, seen.held))
        name = role_name(context.room.texts, context.language, seen.held.role)
        rows = _laid_out(own, rest, Button("menu-role", feature.action("roles"), args={"role": name}))
        if all(entry.roles is None for entry, _ in seen.entries):
            text = BLANK.join([text, context.text("menu-quiet")])
    waiting = unfinished(context)[: max(0, MOST_ROWS - len(rows))]
    body = BLANK.join([note, text]) if note else text
    return Screen("", body=body, keyboard=[*waiting, *rows])


async def show(context: Context, note: Markup | None = None) -> None:
    """Show the person's menu."""
    context.show(await screen(context, note))


def _pairs(buttons: Sequence[Button]) -> list[list[Button]]:
    """Return two buttons a row; of an odd number the first, the most important one, has a row of its own."""
    first = len(buttons) % 2
    return [list(buttons[:first]), *(list(buttons[i : i + 2]) for i in range(first, len(buttons), 2))][1 - first :]


def _laid_out(own: Sequence[Button], rest: Sequence[Button], role: Button) -> list[list[Button]]:
    """Return the rows of a menu, the role last; what everybody has moves together where a role has very much to do."""
    rows = [*_pairs([*own, *rest]), [role]]
    if len(rows) < MOST_ROWS:  # one is left for a form that waits
        return rows
    last = [*rest, role]
    return [*_pairs(own), *(last[i : i + 3] for i in range(0, len(last), 3))]


def _button(context: Context, entry: MenuEntry, count: int) -> Button:
    if not count:
        return Button(entry.key, entry.action)
    return Button("menu-badge", entry.action, args={"label": context.text(entry.key), "count": count})


def unfinished(context: Context) -> list[list[Button]]:
    """Return the forms that were left, to be continued."""
    rows = []
    for talk in context.talks.suspended():
        if talk.name in context.room.forms:
            key = f"{talk.name}-continue"
            known = key if context.room.texts.has(key) else "form-resume"
            rows.append([Button(known, Action.of(talk.name, "resume"))])
    return rows


def _role_of(context: Context, held: Grant) -> dict[str, Markup]:
    return {"role": held_role(context.room.texts, context.content, context.language, held.role, held.organisation)}


@feature.command("menu")
async def menu(_update: Update, context: Context) -> None:
    """Show the menu."""
    await show(context)


@feature.press("open")
async def reopen(_update: Update, context: Context) -> None:
    """Come back to the menu, in place."""
    await show(context)


@feature.press("fresh")
async def fresh(_update: Update, context: Context) -> None:
    """Show the menu below a message that has to stay."""
    context.send(await screen(context))


@feature.press("roles")
async def roles(_update: Update, context: Context) -> None:
    """Show the roles that the person holds, to choose from."""
    grants: list[Grant] = await context.read(people.roles_of, context.person.id)
    active: Grant | None = await context.read(people.active_role, context.person.id)
    rows = [[_choice(context, held, chosen=held == active)] for held in grants[:MOST_ROLES]]
    ways = [Button("menu-role-new", Action.of("start", "who")), Button("menu-role-leave", Action.of("people", "leave"))]
    context.show(Screen("menu-roles", keyboard=[*rows, ways, [BACK]]))


def _choice(context: Context, held: Grant, *, chosen: bool) -> Button:
    key = "menu-role-chosen" if chosen else "menu-role-other"
    role = capital(_role_of(context, held)["role"])
    return Button(key, feature.action("role", held.id), args={"role": role})


@feature.press("role")
async def choose(_update: Update, context: Context) -> None:
    """Go on in another role."""
    await context.run(people.choose_role, context.now, context.person.id, number(context))
    await show(context)


@feature.press("help")
async def help_pressed(_update: Update, context: Context) -> None:
    """Tell what can be done, in place of the menu."""
    context.show(await _help(context))


@feature.command("help")
async def help_asked(_update: Update, context: Context) -> None:
    """Tell what can be done, and who answers."""
    context.show(await _help(context))


async def _help(context: Context) -> Screen:
    """Say what Iskra does for this person, in the role in which they go on."""
    held: Grant | None = await context.read(people.active_role, context.person.id)
    part = "none" if held is None else HELPED.get(held.role, "none")
    cluster = context.content.cluster
    hours = office_hours(cluster.office_hours, context.language)
    args = {"part": part, "phone": russian.format_phone(cluster.phone), "hours": hours}
    return Screen("menu-help", args, [[BACK]])


@feature.command("cancel")
async def cancel(_update: Update, context: Context) -> None:
    """Say that nothing is open: an open form answers /cancel itself."""
    waiting = unfinished(context)
    key = "menu-put-aside" if waiting else "menu-nothing-to-cancel"
    context.show(Screen(key, keyboard=[*waiting[: MOST_ROWS - 1], [BACK]]))


def college_rows(context: Context, keys: Sequence[str], way: Callable[[str], Action]) -> list[list[Button]]:
    """Return a button a college, for who works for several; `way` is given the key of one."""
    return [
        [Button(label=context.content.college(key).short.in_(context.language), action=way(key))]
        for key in keys[:MOST_COLLEGES]
    ]


def number(context: Context, place: int = 0) -> int:
    """Return a pressed button's argument as a number; 0, which is nobody's, where it is forged."""
    return read_number(word(context, place))


def word(context: Context, place: int = 0) -> str:
    """Return a pressed button's argument; "" where it is missing."""
    words = context.args or []
    return words[place] if place < len(words) else ""


def day(context: Context, place: int = 0) -> date:
    """Return a pressed button's argument as a day; `NotFound` where it is forged."""
    return read_day(word(context, place))


def read_day(text: str) -> date:
    """Return a day out of callback data; `NotFound` where it is forged."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if not russian.FIRST_YEAR <= found.year <= russian.LAST_YEAR:
        raise NotFound
    return found


def read_number(text: str) -> int:
    """Return a number out of callback data, small enough for the database; 0, which is nobody's, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


offer(
    MenuEntry("menu-who", Action.of("start", "who"), order=5, roles=frozenset({None})),
    MenuEntry("menu-help-button", feature.action("help"), order=99),
)
