"""The card: one application, and what may be done with it now."""

from __future__ import annotations

from telegram import Update

from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import review
from cluster.review import Card, CardOutdated
from handlers import menu
from handlers.review import looks
from handlers.review.common import QUEUE, feature
from storage.admission import ApplicationStatus as S

DECIDED_BY = {
    S.INVITED: ("review-invite", "invite"),
    S.REGISTERED: ("review-register", "register"),
    S.ENROLLED: ("review-enrol", "enrol"),
}
"""The forms that lead to a status, by the text of their button."""


@feature.press("card")
async def card(_update: Update, context: Context) -> None:
    """Show a card, in place."""
    await show_card(context, menu.number(context))


@feature.press("fresh")
async def fresh(_update: Update, context: Context) -> None:
    """Show a card below a message that has to stay."""
    await show_card(context, menu.number(context), fresh=True)


async def show_card(context: Context, application_id: int, *, fresh: bool = False) -> None:
    """Show an application as it stands now; the look is written down."""
    await context.run(review.look, context.now, context.person.id, application_id)
    found: Card = await context.run(review.read_card, context.now, context.person.id, application_id, context.content)
    screen = Screen("", body=looks.text(context, found), keyboard=rows(context, found))
    if fresh:
        context.send(screen)
    else:
        context.show(screen)


async def outdated(context: Context, application_id: int) -> None:
    """Say that the card was old, and show the present one."""
    context.alert("review-card-outdated")
    await context.undo()
    await show_card(context, application_id)


def rows(context: Context, found: Card) -> list[list[Button]]:
    """Return what may be done with an application, by its state: at most seven rows and the way back."""
    one = found.application
    seen = (one.id, one.version)
    if found.held is not None:
        own = found.held.decided_by == context.person.id
        return [*held_rows(one.id, own=own), [*_reading(found)], [QUEUE]]
    first = [[Button("review-take", feature.action("take", *seen))]] if found.may_take else []
    return [*first, *_pairs([*_decisions(found), *_actions(found)]), _reading(found), [*_ways(context, found), QUEUE]]


def _decisions(found: Card) -> list[Button]:
    one = found.application
    seen = (one.id, one.version)
    buttons = []
    for status, (key, form) in DECIDED_BY.items():
        if status in found.steps:
            again = status is one.status
            buttons.append(Button(f"{key}-again" if again else key, Action.of(form, "open", *seen)))
    if S.NEEDS_INFO in found.steps:
        buttons.append(Button("review-ask", Action.of("ask", "open", *seen)))
    if S.RESERVE in found.steps and one.status is S.RANKED:
        buttons.append(Button("review-reserve", feature.action("reserve", *seen)))
    return buttons


def _actions(found: Card) -> list[Button]:
    one = found.application
    if not found.workable:
        # Papers of who did not make it are fetched weeks later.
        left = one.original_since is not None and one.status is not S.ENROLLED
        return [Button("review-original-back", feature.action("unoriginal", one.id))] if left else []
    buttons = [Button("review-papers", feature.action("papers", one.id))]
    if found.consent_awaited and found.may_receive_consent:
        buttons.append(Button("review-consent", feature.action("consent", one.id)))
    if one.status in {S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE}:
        given = one.original_since is not None
        key, verb = ("review-original-back", "unoriginal") if given else ("review-original", "original")
        buttons.append(Button(key, feature.action(verb, one.id)))
    if S.REJECTED in found.steps:
        buttons.append(Button("review-reject", Action.of("reject", "open", one.id, one.version)))
    return buttons


def _reading(found: Card) -> list[Button]:
    one = found.application
    notes = Button("review-notes", feature.action("notes", one.id), args={"count": found.notes})
    return [notes, Button("review-history", feature.action("history", one.id, 0))]


def _ways(context: Context, found: Card) -> list[Button]:
    one = found.application
    # Who may take it has a button for that: handing it to oneself is the same.
    further = [person for person in found.receivers if not (found.may_take and person == context.person.id)]
    hand = [Button("review-hand", feature.action("hand", one.id, 0))] if further else []
    same = [Button("review-repeat", Action.of("duplicates", "of", one.id))] if found.is_repeated else []
    return [*hand, *same]


def held_rows(application_id: int, *, own: bool) -> list[list[Button]]:
    """Return what may be done about a decision that is held: only its `own`er sends it before its time."""
    cancel = Button("review-held-cancel", feature.action("unhold", application_id))
    return [[cancel], [Button("review-held-now", feature.action("now", application_id))]] if own else [[cancel]]


def _pairs(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


__all__ = ["CardOutdated", "held_rows", "outdated", "rows", "show_card"]
