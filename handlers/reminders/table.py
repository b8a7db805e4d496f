"""The table of reminders as staff see it: what comes when, to whom; and the switch of each row."""

from __future__ import annotations

from telegram import Update

from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import reminders
from cluster.content import Content, ReminderKind, ReminderRule
from cluster.people import Role
from cluster.reminders import Table
from handlers import menu
from handlers.reminders.common import TABLE, feature
from storage.errors import NotFound

IN_A_ROW = 4


@feature.press("table")
async def table(_update: Update, context: Context) -> None:
    """Show every kind with its number; a number opens it."""
    found: Table = await context.read(reminders.table, context.person.id, context.content)
    rows = [context.text("reminders-row", n=n, **_said(context, rule)) for n, rule in enumerate(found.rules, 1)]
    buttons = [
        Button("reminders-number", feature.action("row", rule.key), args={"n": n})
        for n, rule in enumerate(found.rules, 1)
    ]
    lines = [buttons[i : i + IN_A_ROW] for i in range(0, len(buttons), IN_A_ROW)]
    body = BLANK.join([context.text("reminders-table"), LINE.join(rows), context.text("reminders-how")])
    context.show(Screen("", body=body, keyboard=[*lines, [menu.BACK]]))


@feature.press("row")
async def row(_update: Update, context: Context) -> None:
    """Show one kind, with its switch for who may change content."""
    await _show(context, _kind(context), context.content)


@feature.press("switch")
async def switch(_update: Update, context: Context) -> None:
    """Switch a kind on or off."""
    kind, said = _kind(context), menu.word(context, 1)
    if said not in {"on", "off"}:
        raise NotFound
    content: Content = await context.run(reminders.switch, context.now, context.person.id, kind, on=said == "on")
    await _show(context, kind, content)


async def _show(context: Context, kind: ReminderKind, content: Content) -> None:
    found: Table = await context.read(reminders.table, context.person.id, content)
    rule = content.reminder(kind)
    other = "off" if rule.on else "on"
    ways = []
    if found.may_switch and not (rule.on and rule.shape.always):
        ways = [[Button(f"reminders-{other}", feature.action("switch", kind, other))]]
    args = {**_said(context, rule), "always": int(rule.shape.always), "about": context.text(f"reminders-about-{kind}")}
    context.show(Screen("reminders-card", args, [*ways, [Button("reminders-back", TABLE)]]))


def _kind(context: Context) -> ReminderKind:
    try:
        return ReminderKind(menu.word(context))
    except ValueError:
        raise NotFound from None


def _said(context: Context, rule: ReminderRule) -> dict[str, object]:
    """Return what is said of a row: its name, whether it is on, when it comes, to whom."""
    to = ", ".join(context.text(f"reminders-to-{role}") for role in rule.told)
    return {
        "name": context.text(f"reminders-kind-{rule.kind}"),
        "on": int(rule.on),
        "when": _when(context, rule),
        "to": to,
    }


def _when(context: Context, rule: ReminderRule) -> str:
    if rule.kind is ReminderKind.DIARY:
        return context.text("reminders-when-diary")
    if rule.kind is ReminderKind.EXTRA_SEATS:
        return context.text("reminders-when-seats")
    parts = []
    if rule.days_after:
        parts.append(context.text("reminders-after", days=_days(rule.days_after)))
    ahead = tuple(day for day in rule.days_before if day)
    if ahead:
        parts.append(context.text("reminders-before", days=_days(ahead)))
    if 0 in rule.days_before:
        parts.append(context.text("reminders-same-day"))
    if rule.shape.at is not None:
        parts.append(context.text("reminders-at", clock=f"{rule.clock:%-H:%M}"))
    return ", ".join(parts)


def _days(days: tuple[int, ...]) -> str:
    return ", ".join(map(str, days))


menu.offer(menu.MenuEntry("reminders-menu", TABLE, order=84, roles=frozenset({Role.ADMIN})))
