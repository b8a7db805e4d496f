"""What previews say: numbers first, then the few things that somebody has to look at. Names are short ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from markupsafe import Markup

from bot.screens import LINE
from bot.turn.context import Context
from cluster import russian
from cluster.ranking import EnrolPreview, FreePreview, ListPreview, Mover, ProgrammePreview, SeatPreview
from handlers.naming import programme_name
from handlers.ranking.common import numbers

Part: TypeAlias = Markup


def of_list(context: Context, seen: ListPreview) -> list[Part]:
    """Return what a list would change, a paragraph for each programme."""
    college = context.content.college(seen.step.college).short.in_(context.language)
    title = context.text("ranking-preview-list", college=college, count=seen.rows)
    return [title, *(_programme(context, one) for one in seen.programmes)]


def _programme(context: Context, one: ProgrammePreview) -> Part:
    name = programme_name(context.text, context.language, context.content.programme(one.programme))
    lines = [context.text("ranking-preview-programme", programme=name, rows=one.rows, seats=one.seats)]
    if one.first:
        lines.append(context.text("ranking-preview-first"))
    else:
        moves = {"new": one.new, "risen": one.risen, "fallen": one.fallen, "gone": one.gone}
        lines.append(context.text("ranking-preview-moves", **moves))
    if one.movers:
        movers = "; ".join(_mover(each) for each in one.movers[:3])
        lines.append(context.text("ranking-preview-movers", movers=movers))
    if one.tied:
        lines.append(context.text("ranking-preview-tied", numbers=numbers(one.tied)))
    for key, found in (("missing", one.missing), ("unknown", one.unknown), ("originals", one.originals)):
        if found:
            lines.append(context.text(f"ranking-preview-{key}", count=len(found), numbers=numbers(found)))
    return LINE.join(lines)


def _mover(one: Mover) -> str:
    name = f" {one.name}" if one.name else ""
    return f"{one.number}{name}: {one.before} \u2192 {one.after}"


def of_seats(context: Context, seen: SeatPreview) -> list[Part]:
    """Return how seats would be given out."""
    programme = context.content.programme(seen.step.programme or "")
    name = programme_name(context.text, context.language, programme)
    lines = [context.text("ranking-seats-chosen", count=len(seen.chosen), numbers=numbers(seen.chosen))]
    for key, count in (("on-paper", seen.on_paper), ("held", seen.held), ("elsewhere", seen.elsewhere)):
        if count:
            lines.append(context.text(f"ranking-seats-{key}", count=count))
    lines.append(context.text("ranking-seats-reserve", count=len(seen.reserve)))
    if seen.tied:
        lines.append(context.text("ranking-preview-tied", numbers=numbers(seen.tied)))
    return [context.text("ranking-seats-title", programme=name, seats=seen.seats), LINE.join(lines)]


def of_freeing(context: Context, seen: FreePreview) -> list[Part]:
    """Return whose seats would become free."""
    named = people(seen.named, seen.count)
    return [context.text("ranking-free-title", count=seen.count), context.text("ranking-free-who", people=named)]


def of_enrolment(context: Context, seen: EnrolPreview) -> list[Part]:
    """Return who would be enrolled, by which orders."""
    parts = [context.text("ranking-enrol-title", count=seen.count)]
    orders = [
        context.text("ranking-enrol-order", order=order, date=russian.format_date(day, context.language), count=count)
        for order, day, count in seen.orders[:5]
    ]
    parts.append(LINE.join(orders))
    parts.append(context.text("ranking-free-who", people=people(seen.named, seen.count)))
    if seen.without:
        parts.append(context.text("ranking-enrol-without", count=seen.without))
    return parts


def people(named: Sequence[tuple[str, str]], count: int) -> str:
    """Return the first few people by number and short name, and a mark that there are more."""
    shown = ", ".join(f"{number} {name}".strip() for number, name in named)
    return shown + (", …" if count > len(named) else "")
