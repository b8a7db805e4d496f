"""The end of a form: its answers become the model's, and `submit` takes them or says why not."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from bot.form.draft import Draft, visible
from bot.form.spec import Again, AnswerRefused, FormSpec, FormView
from bot.screens import Screen
from bot.turn.context import Context
from storage.errors import Refusal


@dataclass(frozen=True)
class NotTaken:
    """A form that was not taken: the question to go back to, and what is wrong."""

    question: str
    note: Markup


async def send(spec: FormSpec, context: Context, draft: Draft, view: FormView) -> NotTaken | Again | None:
    """Give the answers to `submit`; return None where they were taken and nothing is asked anew."""
    asked = [question.key for question in visible(spec, view)]
    try:
        filled = spec.model.model_validate({key: draft.answers[key] for key in asked})
    except ValidationError as error:
        wrong = next((str(loc) for e in error.errors() for loc in e["loc"] if loc in asked), asked[0])
        return NotTaken(wrong, context.text("form-check-again"))
    if draft.keyboard:
        context.send(Screen("form-went-on", remove_reply_keyboard=True))
    return await _submit(spec, context, filled, draft, asked[-1])


async def _submit(
    spec: FormSpec, context: Context, filled: BaseModel, draft: Draft, last: str
) -> NotTaken | Again | None:
    try:
        return await spec.submit(context, filled, tuple(draft.subject))
    except Refusal as refusal:
        if spec.review and not isinstance(refusal, AnswerRefused):
            raise  # the review is on the screen and stays there
        await context.undo()
        question = refusal.question if isinstance(refusal, AnswerRefused) else last
        return NotTaken(question, context.text(refusal.text_key, **refusal.args_))
