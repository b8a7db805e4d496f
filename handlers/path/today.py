"""«Today»: the day's shift with all that a student needs for it, or what is true instead; the place on the map."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen, Venue
from bot.turn.context import Context
from cluster import russian
from cluster.access import load_actor
from cluster.internship.readiness import Item
from cluster.path import reading, today
from cluster.path.today import WITH_SHIFT, Day, Today
from cluster.people import Role
from handlers import menu
from handlers.internship.items import NOTE
from handlers.naming import organisation_name
from handlers.path.common import PATH, feature, whom_to_ask
from storage.errors import Forbidden, NotFound
from storage.internship import OVER, PayBasis, PlacementStatus

UNTIL_THE_END = frozenset({Day.COUNTDOWN, Day.WORK, Day.NEXT, Day.OFF, Day.NOT_STARTED})
"""Of these days one is told of the pay."""


@feature.press("today")
async def today_pressed(_update: Update, context: Context) -> None:
    """Show the present day of one's practice."""
    found = await context.read(today.today, context.now, context.person.id, context.person.id, context.content)
    context.show(Screen("", body=text(context, found), keyboard=_rows(found)))


def text(context: Context, found: Today) -> Markup:
    """Return what a day is like, as its student or their parent reads it."""
    parts = [_headline(context, found), LINE.join(_missing(context, found)), LINE.join(_shift(context, found))]
    parts += [LINE.join(_meeting(context, found)), LINE.join(_rules(context, found))]
    plant, college = found.placement.enterprise, found.student.college
    ask = whom_to_ask(context.text, context.content, context.language, college, plant, found.supervisor)
    parts.append(LINE.join([context.text("path-ask"), *ask]) if ask else Markup())
    return BLANK.join([part for part in parts if part])


def _headline(context: Context, found: Today) -> Markup:
    one, language = found.placement, context.language
    title = context.text("today-title", name=found.child or "none", own=int(found.child is None))
    said = context.text(
        f"today-{found.kind}",
        own=int(found.child is None),
        plant=organisation_name(context.content, one.enterprise, language),
        day=russian.format_day(found.day, language),
        days=found.days_left,
        last=russian.format_day(one.date_to, language),
        mark=one.mark or 0,
        cancelled=int(one.status is PlacementStatus.CANCELLED),
    )
    return LINE.join([title, said])


def _shift(context: Context, found: Today) -> list[Markup]:
    if found.kind not in WITH_SHIFT:
        return []
    place, site, language = found.place, found.site, context.language
    if place is None:
        return [context.text("today-shift-unknown")]
    shift = f"{place.shift_from:%-H:%M}\u2013{place.shift_to:%-H:%M}"
    hours = context.text("today-hours", count=_number(found.hours)) if found.hours is not None else "none"
    lines = [context.text("today-shift", shift=shift, minutes=place.break_minutes, hours=hours)]
    where = site.name.in_(language) if site is not None else place.site
    address = site.address.in_(language) if site is not None else "none"
    lines.append(context.text("today-site", site=where, address=address))
    if site is not None and site.way is not None:
        lines.append(context.text("today-way", way=site.way.in_(language)))
    return lines


def _meeting(context: Context, found: Today) -> list[Markup]:
    """Return what concerns the gate and the people behind it; a parent is not told who they are."""
    if found.kind not in WITH_SHIFT or found.place is None:
        return []
    own, place, meeting, lines = found.child is None, found.place, found.place.meeting, []
    if meeting is not None and found.first and own:
        phone = russian.format_phone(meeting.phone) if meeting.phone else "none"
        lines.append(context.text("today-meets", person=meeting.person, where=meeting.where, phone=phone))
    if meeting is not None and meeting.bring:
        lines.append(context.text("today-bring", what=meeting.bring))
    if meeting is not None and meeting.papers:
        lines.append(context.text("today-papers", what=meeting.papers))
    if place.gear:
        issued = found.placement.gear_issued_on
        day = russian.format_short_day(issued, context.language) if issued is not None else "none"
        lines.append(context.text("today-gear", what=place.gear, day=day))
    if own and found.mentor is not None:
        lines.append(context.text("today-mentor", name=found.mentor or context.text("path-nameless")))
    if found.deputy is not None:
        name, until = found.deputy
        day = russian.format_day(until, context.language)
        lines.append(context.text("today-deputy", name=name or context.text("path-nameless"), day=day))
    return lines


def _missing(context: Context, found: Today) -> list[Markup]:
    lines = []
    if found.missing:
        lines.append(context.text("today-missing"))
    for line in found.missing:
        due = russian.format_short_day(line.due, context.language)
        late = int(line.due < found.today)
        lines.append(
            context.text("today-missing-item", name=context.text(f"today-want-{line.item}"), due=due, late=late)
        )
    if found.others:
        lines.append(context.text("today-missing-others", own=int(found.child is None), count=found.others))
    return lines


def _rules(context: Context, found: Today) -> list[Markup]:
    """Return how long one may work at this age, and what the plant says of pay."""
    lines = []
    if found.limits is not None and found.kind in WITH_SHIFT:
        lines.append(_limit(context, found))
    place = found.place
    if place is not None and found.kind in UNTIL_THE_END and found.placement.status not in OVER:
        amount = "none"
        if place.pay_basis is not PayBasis.NONE and place.pay_amount is not None:
            amount = russian.format_money(place.pay_amount)
        day = russian.format_short_day(found.pay_day, context.language) if found.pay_day is not None else "none"
        basis = context.text(f"today-pay-{place.pay_basis}")
        lines.append(context.text("today-pay", basis=basis, amount=amount, day=day))
    return lines


def _limit(context: Context, found: Today) -> Markup:
    limits, own = found.limits, int(found.child is None)
    assert limits is not None
    if limits.age is None or limits.day_hours is None:
        return context.text("today-limit-unknown", own=own)
    if not limits.day_hours:
        return context.text("today-limit-barred", own=own, age=limits.age)
    too_long = int(found.hours is not None and found.hours > limits.day_hours)
    week = context.text("today-most", count=_number(limits.week_hours)) if limits.week_hours is not None else "none"
    day = context.text("today-most", count=_number(limits.day_hours))
    return context.text("today-limit", own=own, age=limits.age, late=too_long, hours=day, week=week)


def _number(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)


def _rows(found: Today) -> list[list[Button]]:
    one = found.placement
    rows = [[_item_button(one.id, line.item)] for line in found.missing[:3]]
    ways = []
    if found.point is not None and found.kind not in {Day.OFFERED, Day.COMPLETED, Day.ENDED}:
        ways.append(Button("today-map", feature.action("map", one.id)))
    if found.place is not None and found.kind in {*WITH_SHIFT, Day.NOT_STARTED, Day.PAUSED}:
        ways.append(Button("today-calendar", feature.action("calendar", one.id)))
    return [*rows, ways, [PATH, menu.BACK]]


def _item_button(placement_id: int, item: Item) -> Button:
    action = Action.of(NOTE, "open", placement_id, item.value)
    if item is not Item.GEAR:  # what is noted by others is explained
        action = feature.action("item", placement_id, item.value)
    return Button(f"today-do-{item}", action)


@feature.press("item")
async def item(_update: Update, context: Context) -> None:
    """Say what the student has to do about an item that the college notes."""
    placement_id, word = menu.number(context), menu.word(context, 1)
    found = await context.read(today.of_placement, context.now, context.person.id, placement_id, context.content)
    line = next((line for line in found.missing if line.item.value == word), None)
    if found.child is not None:
        raise Forbidden
    if line is None:  # it is done by now
        context.show(Screen("", body=text(context, found), keyboard=_rows(found)))
        return
    args = {
        "due": russian.format_day(line.due, context.language),
        "last": russian.format_day(found.placement.date_to, context.language),
    }
    ask = whom_to_ask(context.text, context.content, context.language, found.student.college, None, found.supervisor)
    body = BLANK.join(
        [context.text(f"today-item-{line.item}", **args), LINE.join(ask)]
        if ask
        else [context.text(f"today-item-{line.item}", **args)]
    )
    context.show(Screen("", body=body, keyboard=[[Button("today-menu", feature.action("today")), menu.BACK]]))


@feature.press("map")
async def on_map(_update: Update, context: Context) -> None:
    """Send the place of a practice, to be opened in a map."""
    found = await context.read(
        today.of_placement, context.now, context.person.id, menu.number(context), context.content
    )
    if found.point is None or found.kind in {Day.OFFERED, Day.ENDED}:
        raise NotFound
    site, place = found.site, found.place
    title = site.name.in_(context.language) if site is not None else place.site if place is not None else ""
    address = (
        site.address.in_(context.language)
        if site is not None
        else organisation_name(context.content, found.placement.enterprise, context.language)
    )
    context.send(Screen("", body=Markup(), venue=Venue(*found.point, title, address)))


def _has_practice(view: menu.MenuView) -> bool:
    _, placement = reading.found_practice(
        view.session, view.now, load_actor(view.session, view.person_id), view.person_id
    )
    return placement is not None


menu.offer(
    menu.MenuEntry("today-menu", feature.action("today"), order=14, roles=frozenset({Role.STUDENT}), when=_has_practice)
)
