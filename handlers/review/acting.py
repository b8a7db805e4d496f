"""What staff do at once: take, hand on, papers, the parent's consent, the original, the reserve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, FormView, Given, Question, Subject
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import people, review, russian
from cluster.calendar import after_quiet_hours
from handlers import menu
from handlers.paper_files import staff_rows
from handlers.review.card import show_card
from handlers.review.common import MARKS, card_button, feature
from storage.admission import ConsentWay, DocumentState
from storage.errors import NotFound, Refusal

ON_A_PAGE = 6
GIVE_BACK = "giveback"


@feature.press("take")
async def take(_update: Update, context: Context) -> None:
    """Take an application to work on."""
    await context.run(review.take, context.now, context.person.id, menu.number(context))
    context.toast("review-taken-toast")
    await show_card(context, menu.number(context))


@feature.press("hand")
async def hand(_update: Update, context: Context) -> None:
    """Choose a colleague to hand an application to."""
    found = await context.read(review.read_card, context.now, context.person.id, menu.number(context), context.content)
    one, listed = found.application, found.receivers
    if not found.workable:
        raise Refusal("review-closed")
    names = {person: await context.read(people.name_of, person) for person in listed}
    pages = max(1, -(-len(listed) // ON_A_PAGE))
    page = menu.number(context, 1) % pages
    rows = [
        [_colleague(context, one.id, person, names[person])]
        for person in listed[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    turn = [Button("form-page-next", feature.action("hand", one.id, (page + 1) % pages))] if pages > 1 else []
    key = "review-hand-whom" if listed else "review-hand-nobody"
    context.show(Screen(key, {"no": one.number}, [*rows, [*turn, card_button(one)]]))


def _colleague(context: Context, application_id: int, person_id: int, name: str | None) -> Button:
    own = person_id == context.person.id
    action = feature.action("give", application_id, person_id)
    if own:
        return Button("review-hand-me", action)
    return Button(label=name, action=action) if name else Button("review-hand-unnamed", action)


@feature.press("give")
async def give(_update: Update, context: Context) -> None:
    """Hand an application to a colleague."""
    await context.run(review.hand_on, context.now, context.person.id, menu.number(context), menu.number(context, 1))
    context.toast("review-handed-toast")
    await show_card(context, menu.number(context))


# --- papers ------------------------------------------------------------------------------------------


@feature.press("papers")
async def papers(_update: Update, context: Context) -> None:
    """Show the checklist, a button for each paper."""
    found = await context.read(review.read_card, context.now, context.person.id, menu.number(context), context.content)
    rows = [
        [
            Button(
                label=f"{MARKS[state]} {document.label.in_(context.language)}",
                action=feature.action("paper", found.application.id, document.key),
            )
        ]
        for document, state in found.papers
    ]
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    page = menu.number(context, 1) % pages
    one = found.application
    turn = [Button("form-page-next", feature.action("papers", one.id, (page + 1) % pages))] if pages > 1 else []
    listed = rows[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ready = sum(state is DocumentState.VERIFIED for _, state in found.papers)
    args = {"no": one.number, "ready": ready, "total": len(found.papers)}
    files = await staff_rows(context, one.id)
    context.show(Screen("review-papers-of", args, [*listed, *files, [*turn, card_button(one)]]))


@feature.press("paper")
async def paper(_update: Update, context: Context) -> None:
    """Show one paper and how it may be marked."""
    found = await context.read(review.read_card, context.now, context.person.id, menu.number(context), context.content)
    one, kind = found.application, menu.word(context, 1)
    listed = next(((document, state) for document, state in found.papers if document.key == kind), None)
    if listed is None:
        raise NotFound
    document, state = listed
    ways = review.paper_moves(state)
    marks = [
        Button(f"review-mark-{wanted}", feature.action("mark", one.id, kind, wanted))
        for wanted in (DocumentState.VERIFIED, DocumentState.BROUGHT)
        if wanted in ways
    ]
    back = Button("review-mark-returned", Action.of(GIVE_BACK, "open", one.id, kind))
    returned = [back] if DocumentState.RETURNED in ways else []
    rows = [marks, returned, [Button("form-back", feature.action("papers", one.id, 0))]]
    args = {"paper": document.label.in_(context.language), "state": context.text(f"review-paper-{state}")}
    context.show(Screen("review-paper-of", args, [row for row in rows if row]))


@feature.press("mark")
async def mark(_update: Update, context: Context) -> None:
    """Note that a paper was brought or verified."""
    try:
        state = DocumentState(menu.word(context, 2))
    except ValueError:
        raise NotFound from None
    application_id, kind = menu.number(context), menu.word(context, 1)
    await context.run(review.check_paper, context.now, context.person.id, application_id, kind, state, context.content)
    context.args = [str(application_id), "0"]
    await papers(_update, context)


class GivenBack(BaseModel):
    """Why a paper is given back."""

    reason: str


async def _of_paper(context: Context, subject: Subject) -> Mapping[str, Any]:
    await _still(context, subject)
    return {}


async def _still(context: Context, subject: Subject) -> None:
    """Refuse to who may not act on the application, or may not any more."""
    await context.read(review.load, context.person.id, menu.read_number(subject[0]) if subject else 0)


async def _give_back(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, GivenBack)
    application_id = menu.read_number(subject[0]) if subject else 0
    kind = subject[1] if len(subject) > 1 else ""
    await context.run(
        review.check_paper, context.now, context.person.id, application_id, kind,
        DocumentState.RETURNED, context.content, filled.reason,
    )  # fmt: skip
    await show_card(context, application_id)


def words(limit: int) -> Any:
    """Return how a free text of staff is read: tidied, not empty, not longer than `limit`."""

    def parse(text: str, _view: FormView) -> Given:
        tidied = russian.tidy(text)
        if not tidied:
            raise Refusal("admission-refuse-empty")
        if len(tidied) > limit:
            raise Refusal("admission-refuse-long", limit=limit)
        return Given(tidied)

    return parse


feature.form(
    FormSpec(
        name=GIVE_BACK,
        model=GivenBack,
        questions=[Question("reason", parse=words(300))],
        submit=_give_back,
        initial=_of_paper,
        still=_still,
        review=False,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)


# --- the parent's consent, the original, the reserve --------------------------------------------------


@feature.press("consent")
async def consent(_update: Update, context: Context) -> None:
    """Ask how the parent's consent came."""
    found = await context.read(review.read_card, context.now, context.person.id, menu.number(context), context.content)
    one = found.application
    rows = [[Button(f"review-consent-{way}", feature.action("consented", one.id, way))] for way in ConsentWay]
    context.show(Screen("review-consent-how", {"no": one.number}, [*rows, [card_button(one)]]))


@feature.press("consented")
async def consented(_update: Update, context: Context) -> None:
    """Note that the parent agreed."""
    try:
        way = ConsentWay(menu.word(context, 1))
    except ValueError:
        raise NotFound from None
    await context.run(review.receive_consent, context.now, context.person.id, menu.number(context), way)
    await show_card(context, menu.number(context))


@feature.press("original")
async def original(_update: Update, context: Context) -> None:
    """Note that the original certificate was brought."""
    await context.run(review.bring_original, context.now, context.person.id, menu.number(context), context.content)
    await show_card(context, menu.number(context))


@feature.press("unoriginal")
async def original_back(_update: Update, context: Context) -> None:
    """Note that the original certificate was given back."""
    await context.run(review.give_original_back, context.now, context.person.id, menu.number(context))
    await show_card(context, menu.number(context))


@feature.press("reserve")
async def reserve(_update: Update, context: Context) -> None:
    """Put somebody of the ranking into the reserve."""
    await context.run(review.reserve, context.now, context.person.id, menu.number(context), context.content)
    await show_card(context, menu.number(context))
