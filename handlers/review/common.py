"""What the screens of review share."""

from __future__ import annotations

from markupsafe import Markup

from bot.feature import Feature
from bot.form.spec import FormView
from bot.screens import Button
from bot.turn.context import Context
from cluster import russian
from cluster.review import Card
from handlers import menu
from handlers.admission.mine import MARKS as APPLICANT_MARKS
from storage.admission import Applicant, Application, DocumentState

feature = Feature("review")

# For staff a paper that lies at the applicant's home is none yet.
MARKS = {**APPLICANT_MARKS, DocumentState.HAVE: APPLICANT_MARKS[DocumentState.NONE]}
QUEUE = Button("review-to-queue", feature.action("queue"))


def version(context: Context, place: int = 1) -> int | None:
    """Return the version of the card that a button was drawn on; None where the button carries none."""
    return menu.number(context, place) or None


def card_button(application: Application, key: str = "review-to-card", *, fresh: bool = False) -> Button:
    """Return the button that opens a card; a `fresh` one leaves the message above it as it stands."""
    return Button(key, feature.action("fresh" if fresh else "card", application.id))


def full_name(person: Applicant) -> str:
    """Return the applicant's whole name; "" once it is erased."""
    answers = person.answers
    return russian.format_full_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""


def view_of(context: Context, answers: dict[str, object]) -> FormView:
    """Return what questions look at, to show answers that were given."""
    return FormView(answers, context.now, context.content, context.language, context.person.id, context.room.texts)


def status_text(context: Context, card: Card) -> Markup:
    """Return where an application stands, as staff read it."""
    return context.text(f"review-status-{card.application.status}")
