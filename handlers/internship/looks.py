"""How a placement looks to who works on it: where it stands, the facts, what is missing."""

from __future__ import annotations

from markupsafe import Markup

from bot.screens import BLANK, LINE
from bot.turn.context import Context
from cluster import russian
from cluster.calendar import age_on, day_of
from cluster.internship import items
from cluster.internship.card import PlacementCard
from cluster.internship.items import Given
from cluster.internship.naming import full_name
from cluster.internship.readiness import Item, Line, State
from cluster.internship.status import Actor
from handlers.internship.common import hours_short, reason_words
from handlers.naming import organisation_name, site_name
from storage.internship import CURRENT, NOT_BEGUN, UNDER_WAY

MARKS = {State.DONE: "\u2705", State.OPEN: "\u23f3", State.PASSED: "\u26a0\ufe0f", State.NOT_NEEDED: "\u2013"}
MOST_OPEN = 6


def text(context: Context, card: PlacementCard) -> Markup:
    """Return the whole card."""
    parts = [_heading(context, card), *_undecided(context, card), _facts(context, card)]
    return BLANK.join([*parts, *_missing(context, card), *_end(context, card)])


def _undecided(context: Context, card: PlacementCard) -> list[Markup]:
    """Return what there is to decide where a practice should have begun days ago: the college's to do."""
    if not card.undecided or card.part is not Actor.COLLEGE:
        return []
    first = russian.format_day(card.placement.date_from, context.language)
    return [context.text("internship-card-undecided", first=first)]


def _heading(context: Context, card: PlacementCard) -> Markup:
    one, student = card.placement, card.student
    status = context.text(f"internship-status-{one.status}")
    name = full_name(student) or context.text("internship-erased")
    lines = [context.text("internship-card-title", name=name, status=status)]
    born = student.birth_date
    age = "none" if born is None else str(age_on(born, day_of(context.now)))
    lines.append(context.text("internship-card-student", group=student.study_group, age=age))
    if one.reason:
        lines.append(
            context.text(
                "internship-card-reason", reason=reason_words(context.room.texts, context.language, one.reason)
            )
        )
    return LINE.join(lines)


def _facts(context: Context, card: PlacementCard) -> Markup:
    one, place = card.placement, card.place
    lines = [
        context.text(
            "internship-card-where",
            plant=organisation_name(context.content, one.enterprise, context.language),
            site=site_name(context.content, place, context.language) if place is not None else "none",
        ),
        context.text(
            "internship-card-days",
            days=russian.format_period(one.date_from, one.date_to, context.language),
            hours=russian.format_half_hours(card.plan.half_hours, context.language),
        ),
    ]
    if card.part is Actor.COLLEGE and one.status in NOT_BEGUN | UNDER_WAY:  # while somebody may change it
        lines += hours_short(context.text, context.language, card.plan)
    if place is not None:
        shift = f"{place.shift_from:%-H:%M}\u2013{place.shift_to:%-H:%M}"
        lines.append(context.text("internship-card-shift", shift=shift))
    lines.append(context.text("internship-card-module", module=module_name(context, one.module)))
    lines.append(context.text("internship-card-mentor", name=_called(context, card.mentor)))
    if card.deputy is not None:
        name, until = card.deputy
        day = russian.format_day(until, context.language)
        lines.append(context.text("internship-card-deputy", name=_called(context, name), day=day))
    lines.append(context.text("internship-card-supervisor", name=_called(context, card.supervisor)))
    lines += _agreement(context, card)
    if card.behind is not None:
        real, planned = (russian.format_half_hours(one, context.language) for one in card.behind)
        lines.append(context.text("internship-card-behind", real=real, planned=planned))
    if card.student.person_id is None:
        lines.append(context.text("internship-card-no-chat"))
    return LINE.join(lines)


def _agreement(context: Context, card: PlacementCard) -> list[Markup]:
    """Give the agreement that was noted, and that it ends too early."""
    one = card.placement
    given = items.noted(one, Item.AGREEMENT)
    if given is None or given.day is None:
        return []
    until = "none" if given.ends is None else russian.format_numeric_date(given.ends)
    args = {"number": given.number, "day": russian.format_numeric_date(given.day), "until": until}
    early = items.ends_early(one) and one.status in CURRENT
    return [context.text("internship-card-agreement", **args), *([ends_line(context, card)] if early else [])]


def ends_line(context: Context, card: PlacementCard) -> Markup:
    """Warn of an agreement that ends before the practice does."""
    last = russian.format_day(card.placement.date_to, context.language)
    until = russian.format_day(card.placement.agreement_until or card.placement.date_to, context.language)
    return context.text("internship-agreement-ends", until=until, last=last)


def _called(context: Context, name: str | None) -> str | Markup:
    if name is None:
        return context.text("internship-nobody")
    return name or context.text("internship-nameless")


def module_name(context: Context, key: str) -> str:
    """Return a module's code and name; its key where the content has it no more."""
    found = next((module for module in context.content.modules if module.key == key), None)
    return key if found is None else f"{found.code} {found.name.in_(context.language)}"


def _missing(context: Context, card: PlacementCard) -> list[Markup]:
    lines = [line for line in card.readiness.lines if line.state in {State.OPEN, State.PASSED}]
    begun = card.placement.status not in NOT_BEGUN
    if card.placement.status not in CURRENT or (not lines and begun):
        return []
    if not lines:
        return [context.text("internship-card-all-there")]
    shown = [passed_line(context, card, line) or item_line(context, line) for line in lines[:MOST_OPEN]]
    more = len(lines) - len(shown)
    rest = [context.text("internship-card-more", count=more)] if more else []
    without = begun and all(line.state is State.PASSED for line in lines)
    key = "internship-card-begun-without" if without else "internship-card-missing"
    return [LINE.join([context.text(key, count=len(lines)), *shown, *rest])]


def passed_line(context: Context, card: PlacementCard, line: Line) -> Markup | None:
    """Return an item that was let pass, with who did so; None for any other."""
    if line.state is not State.PASSED:
        return None
    by = _called(context, card.passed_by.get(line.item.value, ""))
    return context.text("internship-item-passed", name=context.text(line.item.text_key), by=by)


def item_line(context: Context, line: Line) -> Markup:
    """Return one item: its mark, its name, and while it is open by when and whose turn it is."""
    name = context.text(line.item.text_key)
    if line.state is not State.OPEN:
        return Markup("{} {}").format(MARKS[line.state], name)
    due = russian.format_short_day(line.due, context.language)
    ball = context.text(f"internship-ball-{line.ball}")
    late = int(line.due < day_of(context.now))
    return context.text("internship-item-open", name=name, due=due, ball=ball, late=late)


def value_words(context: Context, card: PlacementCard, line: Line) -> Markup:
    """Return what was noted of an item; empty where nothing is there to read."""
    if line.item is Item.MENTOR:
        return Markup.escape(_called(context, card.mentor)) if card.mentor is not None else Markup()
    return Markup("; ").join(_value(context, line.item, given) for given in card.noted.get(line.item, ()))


def _value(context: Context, item: Item, given: Given) -> Markup:
    days = {
        name: "none" if day is None else russian.format_numeric_date(day)
        for name, day in (("day", given.day), ("until", given.until), ("ends", given.ends))
    }
    if given.held_by is not None:
        return context.text("internship-value-briefing", by=given.held_by, journal=given.journal or "none", **days)
    if item is Item.GEAR:
        return context.text("internship-value-sizes", clothes=given.clothes or "?", shoes=given.shoes or "?")
    if given.number is not None:
        return context.text("internship-value-paper", number=given.number, **days)
    return context.text("internship-value-until" if given.until is not None else "internship-value-day", **days)


def _end(context: Context, card: PlacementCard) -> list[Markup]:
    one = card.placement
    if one.mark is None or one.recommendation is None:
        return []
    args = {
        "mark": one.mark,
        "recommendation": context.text(f"internship-recommendation-{one.recommendation}"),
        "review": one.review or "",
    }
    return [context.text("internship-card-assessed", **args)]
