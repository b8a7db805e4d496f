"""Applying: the consent, the form, sending it; and changing what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.feature import Feature
from bot.form import AnswerRefused, FormSpec, Option, Question, Subject
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import admission, consents, russian
from cluster.admission import ApplicationForm, Edited, FormRefused, PersonalData, Submitted
from cluster.admission.status import Guard, GuardFailed
from cluster.calendar import after_quiet_hours, day_of
from cluster.content import Content, ReminderKind
from handlers import menu
from handlers.admission.questions import FORM, QUESTIONS, SUBMITTED_ON, consent_text
from storage.admission import ACTIVE
from storage.errors import Refusal

AMEND = "amend"
MINE = Button("admission-menu-mine", Action.of(FORM, "mine"))
feature = Feature(FORM)


def draft_is_reminded(content: Content) -> bool:
    """Whether people are reminded of a form that they began."""
    return content.reminder(ReminderKind.DRAFT).on


async def at_door(context: Context) -> Screen | None:
    """Refuse where no personal data are kept; out of campaign tell when the next one opens, and offer to remind."""
    if context.room.settings.get("personal_data") != PersonalData.FULL.value:
        raise Refusal("admission-refuse-mode")
    if admission.open_campaign(context.content, context.now) is not None:
        return None
    return closed_screen(context)


def seats_button() -> Button:
    """Return the way to asking to be told of extra seats."""
    return Button("admission-seats-ask", feature.action("seats"))


def seats_rows(context: Context) -> list[list[Button]]:
    """Return the row with the way to extra seats; none where there is nothing to wait for."""
    return [[seats_button()]] if admission.colleges_to_wait_for(context.now, context.content) else []


def closed_screen(context: Context) -> Screen:
    """Return what a person sees between campaigns."""
    campaign = admission.next_opening(context.content, context.now)
    if campaign is None:
        return Screen("admission-opening-unknown", keyboard=seats_rows(context))
    told = admission.is_told(context.content)
    rows = [[Button("admission-opening-remind", feature.action("remind"))]] if told else []
    rows += seats_rows(context)
    return Screen("admission-closed", {"date": russian.format_date(campaign.docs_start, context.language)}, rows)


async def record_consent(context: Context, value: Any) -> None:
    """Put a consent on the record at the moment it is given, with the hash of the text that was shown."""
    if value is True:
        document = admission.consent_document(context.content, context.language)
        await context.run(consents.give, context.now, context.person.id, document, consents.APPLICATION)


async def submit(context: Context, filled: BaseModel, _subject: Subject) -> None:
    """Send the form, and show what was sent and what comes next."""
    mode = context.room.settings["personal_data"]
    assert isinstance(filled, ApplicationForm)
    try:
        sent: Submitted = await context.run(
            admission.submit, context.now, context.person.id, filled, context.content, mode
        )
    except (FormRefused, GuardFailed) as refused:
        raise _leading_to(refused) from refused
    due = russian.format_day(max(one.answer_due for one in sent.applications), context.language)
    args = {"no": ", ".join(one.number for one in sent.applications), "count": len(sent.applications), "date": due}
    key = "admission-repeated" if sent.repeated else "admission-submitted"
    context.show(Screen(key, args, [[MINE, Button("admission-menu-papers", feature.action("papers"))]]))


async def declined(context: Context) -> None:
    """After a refused consent: what stays possible."""
    context.show(Screen("admission-declined", keyboard=[[Button("admission-open", Action.of(FORM, "open"))]]))


async def sent_answers(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Return the answers that were sent for a person, to be changed."""
    applicant_id = menu.read_number(subject[0]) if subject else 0
    sent = await context.read(admission.own_applicant, context.person.id, applicant_id)
    mine = await context.read(admission.my_applications, context.person.id)
    standing = [
        one.application for one in mine if one.applicant.id == applicant_id and one.application.status in ACTIVE
    ]
    if not standing:
        raise Refusal("admission-edit-nothing")
    choices = sorted((choice for one in standing for choice in one.choices), key=lambda choice: choice.place)
    answers = admission.prefill(sent, [choice.programme for choice in choices])
    if not await context.read(admission.consent_given, context.now, context.content, context.person.id):
        del answers["consent_pd"]  # withdrawn, or to another version: it is asked again
    answers[SUBMITTED_ON] = day_of(min(one.submitted_at for one in standing)).isoformat()
    return answers


async def amend(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Save what was changed."""
    assert isinstance(filled, ApplicationForm)
    try:
        edited: Edited = await context.run(
            admission.edit, context.now, context.person.id, int(subject[0]), filled, context.content
        )
    except (FormRefused, GuardFailed) as refused:
        raise _leading_to(refused) from refused
    context.show(Screen("admission-edited", {"count": len(edited.changed)}, [[MINE]]))


def _leading_to(refused: FormRefused | GuardFailed) -> Refusal:
    """Return what takes the person to the answer that is in the way; as it was, where no answer is."""
    if isinstance(refused, GuardFailed):
        # Withdrawn in the middle of the form, or to another version: it is asked again.
        return AnswerRefused("consent_pd", refused.text_key) if refused.guard is Guard.CONSENT else refused
    first = refused.problems[0]
    return AnswerRefused(first.question, first.text_key, **first.args)


CONSENT = Question(
    "consent_pd",
    options=(
        Option(True, "admission-option-consent_pd-yes", code="1"),
        Option(False, "admission-option-consent_pd-no", code="0"),
    ),
    prompt_args=consent_text,
    on_answer=record_consent,
    leave_on=False,
    reviewed=False,
)
APPLYING = feature.form(
    FormSpec(
        name=FORM,
        model=ApplicationForm,
        questions=(CONSENT, *QUESTIONS),
        submit=submit,
        at_door=at_door,
        declined=declined,
        after_quiet=after_quiet_hours,
        reminds=draft_is_reminded,
    )
)
feature.form(
    FormSpec(
        name=AMEND,
        model=ApplicationForm,
        questions=(CONSENT, *QUESTIONS),
        submit=amend,
        declined=declined,
        initial=sent_answers,
        shared_texts=FORM,
        after_quiet=after_quiet_hours,
        reminds=draft_is_reminded,
    )
)
