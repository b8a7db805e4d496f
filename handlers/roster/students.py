"""«Students»: how many there are, their groups, one of them; from here the file goes in and out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import roster, russian
from cluster.calendar import to_moscow
from cluster.people import OFFICE_ROLES
from cluster.roster import Card, Group, Member, Overview, Page
from handlers import menu
from handlers.naming import organisation_name, programme_name
from handlers.roster.common import desk_button, feature, send_button
from storage.errors import Forbidden, NotFound
from storage.internship import Placement

MOST_PAST = 4


@feature.press("open")
async def opened(_update: Update, context: Context) -> None:
    """Show the students of one's own college; who works for others alone chooses one."""
    mine = sorted(await context.read(roster.colleges_of, context.person.id))
    own = context.person.organisation
    if own in mine or len(mine) < 2:
        context.show(await desk_screen(context, own if own in mine else "".join(mine)))
        return
    await _choose(context, mine)


@feature.press("colleges")
async def colleges(_update: Update, context: Context) -> None:
    """Choose among the colleges for which one works."""
    await _choose(context, sorted(await context.read(roster.colleges_of, context.person.id)))


async def _choose(context: Context, mine: Sequence[str]) -> None:
    if not mine:
        raise Forbidden
    rows = menu.college_rows(context, mine, partial(feature.action, "desk"))
    context.show(Screen("roster-which-college", keyboard=[*rows, [menu.BACK]]))


@feature.press("desk")
async def desk(_update: Update, context: Context) -> None:
    """Show the students of a college, in place."""
    context.show(await desk_screen(context, menu.word(context)))


@feature.press("fresh")
async def fresh(_update: Update, context: Context) -> None:
    """Show the students of a college below a message that has to stay."""
    context.send(await desk_screen(context, menu.word(context)))


async def desk_screen(context: Context, college: str, note: Markup | None = None) -> Screen:
    """Return how the students of a college stand; `note` goes above it."""
    seen: Overview = await context.read(roster.overview, context.now, context.person.id, college)
    parts = [note] if note else []
    parts.append(context.text("roster-desk", college=organisation_name(context.content, college, context.language)))
    counts = seen.numbers
    if counts.students:
        parts.append(
            context.text("roster-desk-numbers", students=counts.students, bot=counts.with_bot, placed=counts.placed)
        )
    else:
        parts.append(context.text("roster-desk-empty"))
    if seen.busy:
        parts.append(context.text("roster-busy"))
    elif seen.last is not None and seen.last.applied_at is not None:
        at = f"{to_moscow(seen.last.applied_at):%d.%m %H:%M}"
        parts.append(context.text("roster-desk-last", at=at, who=seen.last_by))
    mine = await context.read(roster.colleges_of, context.person.id)
    return Screen("", body=BLANK.join(parts), keyboard=_rows(seen, several=len(mine) > 1))


def _rows(seen: Overview, *, several: bool) -> list[list[Button]]:
    college = seen.college
    rows = [[Button("roster-template", feature.action("template", college)), send_button(college)]]
    if seen.numbers.students:
        links = Button("roster-links", Action.of("invites", "college", college))
        rows.insert(0, [Button("roster-groups", feature.action("groups", college, 0)), links])
    if seen.last is not None and seen.may_undo:
        rows.append([Button("roster-undo", feature.action("undo", seen.last.id))])
    others = [Button("roster-colleges", feature.action("colleges"))] if several else []
    return [*rows, [*others, menu.BACK]]


# --- groups ----------------------------------------------------------------------------------------------


@feature.press("groups")
async def groups(_update: Update, context: Context) -> None:
    """Show the study groups of a college, page by page."""
    college = menu.word(context)
    found: Page[Group] = await context.read(roster.groups, context.person.id, college, menu.number(context, 1))
    rows = [[_group_button(one)] for one in found.items]
    where = organisation_name(context.content, college, context.language)
    args = {"college": where, "count": found.total, "page": found.page + 1, "pages": found.pages}
    turn = _turning(found, "groups", college)
    context.show(Screen("roster-groups-list", args, [*rows, [*turn, desk_button(college)]]))


def _group_button(one: Group) -> Button:
    args = {"group": one.name, "count": one.students, "bot": one.with_bot}
    return Button("roster-group-line", feature.action("group", one.handle, 0), args=args)


@feature.press("group")
async def group(_update: Update, context: Context) -> None:
    """Show who is in a study group, page by page."""
    handle = menu.number(context)
    of, found = await context.read(roster.members, context.person.id, handle, menu.number(context, 1))
    rows = [[_member_button(context, one)] for one in found.items]
    args = {
        "group": of.study_group,
        "programme": _programme(context, of.programme),
        "count": found.total,
        "page": found.page + 1,
        "pages": found.pages,
    }
    back = Button("roster-to-groups", feature.action("groups", of.college, 0))
    context.show(Screen("roster-group", args, [*rows, [*_turning(found, "group", handle), back]]))


def _member_button(context: Context, one: Member) -> Button:
    key = "roster-line-bot" if one.student.person_id is not None else "roster-line"
    name = one.name or context.text("roster-erased")
    return Button(key, feature.action("card", one.student.id), args={"name": name})


def _turning(found: Page[Group] | Page[Member], verb: str, of: object) -> list[Button]:
    if found.pages == 1:
        return []
    before, after = (found.page - 1) % found.pages, (found.page + 1) % found.pages
    return [
        Button("roster-page-before", feature.action(verb, of, before)),
        Button("form-page-next", feature.action(verb, of, after)),
    ]


@feature.press("card")
async def card(_update: Update, context: Context) -> None:
    """Show one student: group, whether they opened the bot, their practice."""
    seen: Card = await context.read(roster.card, context.person.id, menu.number(context))
    one = seen.student
    lines = [
        context.text("roster-card-group", group=one.study_group, programme=_programme(context, one.programme)),
        context.text("roster-card-bot" if one.person_id is not None else "roster-card-no-bot"),
        context.text("roster-card-supervisor", name=seen.supervisor),
    ]
    parts = [
        context.text("roster-card", name=seen.name or context.text("roster-erased")),
        LINE.join(lines),
        *_practices(context, seen.current),
    ]
    back = Button("roster-to-group", feature.action("group", one.id, 0))
    context.show(Screen("", body=BLANK.join(parts), keyboard=[*_ways(context, seen), [back, desk_button(one.college)]]))


def _ways(context: Context, seen: Card) -> list[list[Button]]:
    """Return what may be done with a student: their practice, links for them and for a parent."""
    one = seen.student
    rows = [[Button("roster-practice", Action.of("internship", "card", placement.id))] for placement in seen.current]
    rows += [[_past(context, placement)] for placement in seen.past[:MOST_PAST]]
    links = (
        [] if one.person_id is not None else [Button("roster-link-student", Action.of("invites", "student", one.id))]
    )
    return [*rows, [*links, Button("roster-link-parent", Action.of("invites", "parent", one.id))]]


def _past(context: Context, one: Placement) -> Button:
    args = {
        "module": _module(context, one.module),
        "plant": organisation_name(context.content, one.enterprise, context.language),
        "last": russian.format_date(one.date_to, context.language),
    }
    return Button("roster-practice-past", Action.of("internship", "card", one.id), args=args)


def _practices(context: Context, current: Sequence[Placement]) -> list[Markup]:
    if not current:
        return [context.text("roster-card-unplaced")]
    return [
        context.text(
            "roster-card-practice",
            module=_module(context, one.module),
            plant=organisation_name(context.content, one.enterprise, context.language),
            first=russian.format_short_day(one.date_from, context.language),
            last=russian.format_date(one.date_to, context.language),
            status=context.text(f"roster-status-{one.status}"),
        )
        for one in current
    ]


def _programme(context: Context, key: str) -> str:
    try:
        return programme_name(context.text, context.language, context.content.programme(key))
    except NotFound:  # the content has it no more
        return key


def _module(context: Context, key: str) -> str:
    try:
        return str(context.content.module(key).code)
    except NotFound:
        return key


menu.offer(menu.MenuEntry("roster-menu", feature.action("open"), order=40, roles=OFFICE_ROLES))
