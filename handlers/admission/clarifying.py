"""Answering what the college asked: only those questions, the papers that were missing, a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.form import AnswerRefused, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Screen
from bot.turn.context import Context
from cluster import admission, russian
from cluster.admission import ApplicationForm, FormRefused, StillMissing
from cluster.calendar import after_quiet_hours, day_of
from handlers import menu
from handlers.admission.applying import MINE, draft_is_reminded, feature
from handlers.admission.questions import FORM, QUESTIONS, SUBMITTED_ON
from storage.admission import Application
from storage.errors import Refusal

CLARIFY = "clarify"
SENT, ASKED, PAPERS, WORDS = "_sent", "_asked", "_papers", "_words"
"""Beside the answers: what was sent, what is asked of it, papers asked for, and what staff wrote."""
REPLY_LIMIT = 500
MOST_PAPERS = 20


class Clarified(BaseModel):
    """Whatever was asked; the answers themselves are read together with those that were sent."""

    model_config = {"extra": "allow"}

    papers: list[str] = []
    reply: str | None = None


async def what_is_asked(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Return what the form is about: answers that were sent, names of those asked anew, papers with their labels."""
    application_id = menu.read_number(subject[0]) if subject else 0
    asked = await context.read(admission.asked_of_me, context.person.id, application_id)
    choices = sorted((choice for one in asked.standing for choice in one.choices), key=lambda choice: choice.place)
    sent = admission.prefill(asked.applicant, [choice.programme for choice in choices])
    sent[SUBMITTED_ON] = day_of(min(one.submitted_at for one in asked.standing)).isoformat()
    papers = [
        [key, context.content.document(key).label.in_(context.language)]
        for key in asked.request.papers
        if key in asked.request.missing
    ]
    fields = [name for name in asked.request.fields if name in asked.request.missing] if asked.may_edit else []
    return {SENT: sent, ASKED: fields, PAPERS: papers, WORDS: asked.request.comment or ""}


def _whole(view: FormView) -> FormView:
    """Return the view with what was sent beneath what is answered now."""
    return replace(view, answers={**view.answers.get(SENT, {}), **view.answers})


def _anew(question: Question) -> Question:
    """Return a question of the application form, asked only where the college wants it anew."""

    def over(work: Callable[..., Any] | None) -> Any:
        if work is None:
            return None
        return lambda *args: work(*args[:-1], _whole(args[-1]))

    return replace(
        question,
        parse=over(question.parse),
        options=over(question.options) if callable(question.options) else question.options,
        check=over(question.check),
        show=over(question.show),
        prompt_args=over(question.prompt_args),
        holds=None,
        when=lambda view: question.key in view.answers.get(ASKED, ()),
    )


def _papers(view: FormView) -> Sequence[Option]:
    return [Option(key, label=label) for key, label in view.answers.get(PAPERS, ())]


def _words(view: FormView) -> Mapping[str, Any]:
    said = view.answers.get(WORDS, "")
    return {"comment": said, "words": int(bool(said))}


def _reply(text: str, _view: FormView) -> Given:
    tidied = russian.tidy(text)
    if len(tidied) > REPLY_LIMIT:
        raise Refusal("admission-refuse-long", limit=REPLY_LIMIT)
    return Given(tidied or None)


async def submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Give what was asked; the college goes on from here."""
    assert isinstance(filled, Clarified)
    known = await what_is_asked(context, subject)
    answers = filled.model_extra or {}
    form = _form({**known[SENT], **answers}) if answers else None
    application_id = menu.read_number(subject[0]) if subject else 0
    try:
        given: Application = await context.run(
            admission.clarify, context.now, context.person.id, application_id, form,
            filled.papers, filled.reply, context.content,
        )  # fmt: skip
    except FormRefused as refused:
        first = refused.problems[0]
        place = first.question if first.question in answers else "reply"
        raise AnswerRefused(place, first.text_key, **first.args) from refused
    except StillMissing as missing:
        raise _still_missing(context, known, missing.item) from missing
    context.show(Screen("clarify-sent", {"no": given.number}, [[MINE]]))


def _still_missing(context: Context, known: Mapping[str, Any], item: str) -> AnswerRefused:
    """Lead to where the answer is still owed; why an answer stays is told in words, never typed over the answer."""
    papers = dict(known[PAPERS])
    if item in papers:
        return AnswerRefused("papers", "clarify-missing-paper", what=papers[item])
    what = context.text(f"admission-label-{item}")
    same = item in known[ASKED]
    return AnswerRefused("reply", "clarify-missing-same" if same else "clarify-missing-locked", what=what)


def _form(answers: Mapping[str, Any]) -> ApplicationForm:
    wanted = {name: answers[name] for name in ApplicationForm.model_fields if name in answers}
    try:
        return ApplicationForm.model_validate(wanted)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise AnswerRefused(name if name in answers else "reply", "form-check-again") from error


feature.form(
    FormSpec(
        name=CLARIFY,
        model=Clarified,
        questions=[
            *(_anew(question) for question in QUESTIONS if question.key != "choices"),
            Question(
                "papers", options=_papers, many=(0, MOST_PAPERS), ordered=False, when=lambda view: bool(_papers(view))
            ),
            Question("reply", parse=_reply, required=False, prompt_args=_words),
        ],
        submit=submit,
        initial=what_is_asked,
        shared_texts=FORM,
        after_quiet=after_quiet_hours,
        reminds=draft_is_reminded,
    )
)
