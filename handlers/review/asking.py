"""Asking an applicant: staff tick answers and papers, and may add words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from bot.form import AnswerRefused, FormSpec, FormView, Option, Question, Subject
from bot.screens import Screen
from bot.turn.context import Context
from cluster import review
from cluster.admission.status import Guard, GuardFailed
from cluster.review import ASKABLE, CardOutdated
from handlers.review.acting import words
from handlers.review.card import outdated
from handlers.review.common import QUEUE, card_button, feature
from handlers.review.holding import COMMON, about, read, said_whose, whose
from storage.admission import Application

ASK = "ask"


class Asked(BaseModel):
    """What is asked of an applicant."""

    fields: list[str]
    papers: list[str]
    comment: str | None = None


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    card = await read(context, subject)
    minor = card.applicant.parent_consent.value != "not_needed"
    known = [name for name in ASKABLE if minor or not name.startswith("parent_")]
    papers = [[document.key, document.label.in_(context.language)] for document, _ in card.papers]
    return {**whose(card), "_fields": known, "_papers": papers}


def _fields(view: FormView) -> Sequence[Option]:
    return [Option(name, f"admission-label-{name}") for name in view.answers.get("_fields", ())]


def _papers(view: FormView) -> Sequence[Option]:
    return [Option(key, label=label) for key, label in view.answers.get("_papers", ())]


async def _ask(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Ask, and show what happens next."""
    assert isinstance(filled, Asked)
    application_id, version = about(subject)
    try:
        asked: Application = await context.run(
            review.ask, context.now, context.person.id, application_id, version or 0,
            (filled.fields, filled.papers), filled.comment, context.content,
        )  # fmt: skip
    except CardOutdated:
        await outdated(context, application_id)
        return
    except GuardFailed as failed:
        if failed.guard is Guard.ITEMS_LISTED:
            raise AnswerRefused("fields", failed.text_key) from failed
        raise
    context.show(Screen("review-asked", {"no": asked.number}, [[card_button(asked), QUEUE]]))


feature.form(
    FormSpec(
        name=ASK,
        model=Asked,
        questions=[
            Question(
                "fields", options=_fields, many=(0, len(ASKABLE)), ordered=False, columns=2, prompt_args=said_whose
            ),
            Question("papers", options=_papers, many=(0, 20), ordered=False),
            Question("comment", parse=words(500), required=False),
        ],
        submit=_ask,
        initial=_initial,
        **COMMON,
    )
)
