"""Who is told about an export that takes two: colleagues who may say yes, and who asked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.feature import Notice, NoticeContext
from bot.screens import Button, Screen
from cluster import exports
from cluster.calendar import after_quiet_hours
from cluster.exports import ExportDecided, ExportExpired, ExportNeedsSecond, ExportState
from cluster.review import desk
from handlers.exports.common import facts, feature
from handlers.exports.deciding import card
from storage.exports import Export
from storage.exports import get as get_export

feature.on_duty(exports.DUTIES)


@feature.notice(ExportNeedsSecond)
def asked(event: ExportNeedsSecond, context: NoticeContext) -> Iterable[Notice]:
    """A card for each who may give the second word."""
    return _cards(context, event.export_id, event.deciders, "export-asked")


@feature.notice(ExportDecided)
def decided(event: ExportDecided, context: NoticeContext) -> Iterable[Notice]:
    """Who asked learns the answer; the other cards are settled."""
    export = _export(context, event.export_id)
    if export is None:
        return
    if event.decided_by != event.asked_by:
        yield _answer(context, export)
    others = tuple(one for one in event.deciders if one != event.decided_by)
    yield from _cards(context, event.export_id, others, "export-settled")


@feature.notice(ExportExpired)
def expired(event: ExportExpired, context: NoticeContext) -> Iterable[Notice]:
    """Who asked learns that nobody answered; the cards are settled."""
    export = _export(context, event.export_id)
    if export is None:
        return
    yield _answer(context, export)
    yield from _cards(context, event.export_id, event.deciders, "export-settled")


def _answer(context: NoticeContext, export: Export) -> Notice:
    """Return what who asked is told, with the button that makes the file where it was allowed."""
    args = facts(context.texts, context.content, context.language_of(export.asked_by), export)
    args["by"] = desk.who(context.session, export.decided_by)
    allowed = export.state is ExportState.ALLOWED
    rows = [[Button("exports-make", feature.action("make", export.id))]] if allowed else []
    screen = Screen(f"exports-answer-{export.state}", args, rows)
    key = f"export-answer:{export.id}"
    return Notice(export.asked_by, screen, key, not_before=after_quiet_hours(context.now))


def _cards(context: NoticeContext, export_id: int, people: tuple[int, ...], once: str) -> Iterable[Notice]:
    """Give the cards, each in place of the one before. They keep quiet hours, settled ones too, or they would pass."""
    export = _export(context, export_id)
    if export is None:
        return
    asker, decider = desk.who(context.session, export.asked_by), desk.who(context.session, export.decided_by)
    for person in people:
        screen = card(context.texts, context.content, context.language_of(person), export, asker, decider)
        anchored = Screen(screen.key, screen.args, screen.keyboard, anchor=f"export:{export_id}:{person}")
        yield Notice(person, anchored, f"{once}:{export_id}", not_before=after_quiet_hours(context.now))


def _export(context: NoticeContext, export_id: int) -> Export | None:
    return get_export(context.session, export_id)
