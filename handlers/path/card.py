"""The card of one's path: pinned once, edited in place. To who comes from the menu it is shown in place, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram import Update

from bot.feature import Notice, NoticeContext
from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster.access import load_actor
from cluster.admission.events import ApplicationSubmitted
from cluster.invites.events import StudentJoined
from cluster.path import drawing, keeping, reading
from cluster.path.drawing import PathChanged, anchor_of
from cluster.path.lines import Line, Path, Stage
from cluster.people import Role
from cluster.ranking.events import OfferPassed, SeatOffered
from cluster.review.events import OriginalMoved, PaperChecked, ParentConsentReceived
from cluster.roster.events import StudentLinked
from handlers import menu
from handlers.path.common import PATH, TODAY, feature, whom_to_ask
from handlers.path.looks import MARKS, Look
from storage.admission import applications
from storage.errors import NotFound
from storage.outbox import Outgoing

__all__ = ["anchor_of", "keeping", "pinned"]

feature.on_duty(drawing.DUTIES)


@feature.press("path")
async def path_pressed(_update: Update, context: Context) -> None:
    """Show one's path. The first time it is a card below, to be pinned; then the card is brought up to date, too."""
    found, stands = await context.run(drawing.open_card, context.now, context.person.id, context.content)
    look = Look(context.text, context.content, context.language)
    card = pinned(look, found)
    if stands:
        context.show(Screen("", body=look.text(found), keyboard=[*look.rows(found), _last(found)]))
        context.turn.calls.append(_edit(context, card))
    else:
        context.toast("path-pinned")
        context.send(card)
    context.pin(anchor_of(found.person_id))


def _edit(context: Context, card: Screen) -> Outgoing:
    chat_id = context.person.chat_id or 0
    return context.room.outgoing(card, chat_id, context.language, context.now)


def pinned(look: Look, found: Path) -> Screen:
    """Return the card that is pinned: what its buttons bring comes below it."""
    rows = [*look.rows(found, below=True), [replace(button, below=True) for button in _ways(found)]]
    return Screen("", body=look.text(found), keyboard=[*rows], anchor=anchor_of(found.person_id), silent=True)


def _ways(found: Path) -> list[Button]:
    return [TODAY] if found.placement is not None else []


def _last(found: Path) -> list[Button]:
    return [*_ways(found), menu.BACK]


@feature.notice(PathChanged)
def changed(event: PathChanged, context: NoticeContext) -> Iterable[Notice]:
    """Send the first card, and pin it; then edit it in place. Whoever deleted its message gets no other one."""
    language = context.language_of(event.person_id)
    found = reading.path(context.session, context.now, event.person_id, event.person_id, context.content)
    look = Look(lambda key, **args: context.texts.get(language, key, **args), context.content, language)
    card = replace(pinned(look, found), in_place=not event.is_new)
    yield Notice(event.person_id, card, f"path:{context.now.isoformat()}", pin=event.is_new)


# --- what others change ------------------------------------------------------------------------------------


@feature.listen(PaperChecked, ParentConsentReceived, OriginalMoved, SeatOffered, OfferPassed)
def application_changed(
    session: Session,
    now: datetime,
    event: PaperChecked | ParentConsentReceived | OriginalMoved | SeatOffered | OfferPassed,
) -> None:
    """Have the card looked at when something about the application was noted."""
    drawing.touch(session, now, (one.owner_id for one in applications.get(session, [event.application_id]).values()))


@feature.listen(ApplicationSubmitted)
def application_sent(session: Session, now: datetime, event: ApplicationSubmitted) -> None:
    """Lay the card of who has applied."""
    drawing.begin(session, now, [event.owner_id])


@feature.listen(StudentJoined, StudentLinked)
def student_joined(session: Session, now: datetime, event: StudentJoined | StudentLinked) -> None:
    """Lay the card of who turned out to be a student; perhaps they applied in this chat and have one."""
    drawing.begin(session, now, [event.person_id])
    drawing.touch(session, now, [event.person_id])


# --- one line ------------------------------------------------------------------------------------------------


@feature.press("line")
async def line(_update: Update, context: Context) -> None:
    """Show one stage: what it is for, how it stands, who has the ball, whom to ask."""
    person = menu.number(context, 1) or context.person.id
    found = await context.read(reading.path, context.now, context.person.id, person, context.content)
    chosen = found.of(_stage(menu.word(context)))
    if chosen is None:
        raise NotFound
    own = found.child is None
    back = PATH if own else Button("path-to-child", feature.action("child", person))
    context.show(Screen("", body=_about(context, found, chosen), keyboard=[[back, menu.BACK]]))


def _about(context: Context, found: Path, chosen: Line) -> Markup:
    look, own = Look(context.text, context.content, context.language), found.child is None
    stage = context.text(f"path-stage-{chosen.stage}")
    said = context.text("path-line", mark=MARKS[chosen.state], stage=stage, text=look.sentence(chosen))
    turn = look.turn(chosen, own=own)
    plant = found.placement.enterprise if found.placement is not None else None
    ask = whom_to_ask(context.text, context.content, context.language, found.college, plant, found.supervisor)
    parts = [LINE.join([said, turn]) if turn else said, context.text(f"path-about-{chosen.stage}")]
    return BLANK.join([*parts, LINE.join([context.text("path-ask"), *ask])] if ask else parts)


def _stage(word: str) -> Stage:
    try:
        return Stage(word)
    except ValueError:
        raise NotFound from None


# --- in the menu ---------------------------------------------------------------------------------------------


def _has_path(view: menu.MenuView) -> bool:
    return reading.exists(view.session, view.person_id)


def _has_mentor(view: menu.MenuView) -> bool:
    _, placement = reading.found_practice(
        view.session, view.now, load_actor(view.session, view.person_id), view.person_id
    )
    return placement is not None and placement.mentor_id is not None


menu.offer(
    menu.MenuEntry(
        "path-menu", feature.action("path"), order=12, roles=frozenset({Role.STUDENT, Role.APPLICANT}), when=_has_path
    ),
    menu.MenuEntry(
        "path-menu-mentor", feature.action("line", Stage.MENTOR), order=40, roles=frozenset({Role.STUDENT}),
        when=_has_mentor,
    ),
)  # fmt: skip
