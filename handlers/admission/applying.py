"""Applying: the consent, the form, and sending it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from bot.feature import Feature
from bot.form import FormSpec, Option, Question
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import admission, consents, russian
from cluster.admission import ApplicationForm, PersonalData, Submitted
from cluster.calendar import after_quiet_hours
from handlers.admission.questions import FORM, QUESTIONS, consent_text
from storage.errors import Refusal

feature = Feature(FORM)

CONSENT_OPTIONS = (
    Option(True, "admission-option-consent_pd-yes", code="1"),
    Option(False, "admission-option-consent_pd-no", code="0"),
)


async def may_open(context: Context) -> None:
    """Refuse at the door where nothing could be sent: another mode of personal data, no campaign."""
    if context.room.settings.get("personal_data") != PersonalData.FULL.value:
        raise Refusal("admission-refuse-mode")
    admission.frame_on(context.content, context.now)


async def record_consent(context: Context, value: Any) -> None:
    """Put a consent on the record at the moment it is given, with the hash of the text that was shown."""
    if value is True:
        document = admission.consent_document(context.content, context.language)
        await context.run(consents.give, context.now, context.person.id, document, consents.APPLICATION)


async def submit(context: Context, filled: BaseModel) -> None:
    """Send the form, and show what was sent and what comes next."""
    assert isinstance(filled, ApplicationForm)
    sent: Submitted = await context.run(
        admission.submit,
        context.now,
        context.person.id,
        filled,
        context.content,
        context.room.settings["personal_data"],
    )
    numbers = ", ".join(one.number for one in sent.applications)
    due = max(one.answer_due for one in sent.applications)
    context.show(
        Screen(
            "admission-submitted",
            {"no": numbers, "count": len(sent.applications), "date": russian.format_day(due, context.language)},
            [[Button("admission-menu-mine", Action.of(FORM, "mine"))]],
        )
    )


async def declined(context: Context) -> None:
    """After a refused consent: what stays possible."""
    context.show(Screen("admission-declined", keyboard=[[Button("admission-open", Action.of(FORM, "open"))]]))


SPEC = FormSpec(
    name=FORM,
    model=ApplicationForm,
    questions=[
        Question(
            "consent_pd",
            options=CONSENT_OPTIONS,
            prompt_args=consent_text,
            on_answer=record_consent,
            leave_on=False,
            reviewed=False,
        ),
        *QUESTIONS,
    ],
    submit=submit,
    may_open=may_open,
    declined=declined,
    after_quiet=after_quiet_hours,
)
feature.form(SPEC)

__all__ = ["SPEC", "feature"]
