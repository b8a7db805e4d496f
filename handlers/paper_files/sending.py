"""The form that waits for files: the consent, the first file, then more until «Done».

Every message goes to a job at once, so that nothing is lost, whatever becomes of the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.form.spec import FileRule
from bot.screens import Screen
from bot.turn.context import Context
from cluster import consents, paper_files, privacy
from handlers import menu
from handlers.naming import with_leads
from handlers.paper_files.common import FORM, MOST, feature, paper_button, require_on
from handlers.paper_files.receiving import start
from handlers.short_forms import AT_ONCE
from storage.errors import NotFound

AGREED = "_agreed"
"""Beside the answers: the consent stands already, so it is not asked."""
DONE = "done"
ANY_FILE = FileRule(most=10, partial=True)
"""What does not fit is named one by one, so nothing is judged at the door. An album has at most ten parts."""


class Sending(BaseModel):
    """What the form gathers; the files themselves are with their jobs."""

    consent: Literal[True] = True
    first: list[dict[str, Any]]
    more: Literal["done"]


def _paper(view: FormView) -> Mapping[str, Any]:
    return {"paper": view.content.document(view.subject[1]).label.in_(view.language), "most": MOST}


def _consent_text(view: FormView) -> Mapping[str, Any]:
    consent = view.content.consent(consents.PHOTO_FILES)
    return {"title": consent.title.in_(view.language), "text": with_leads(consent.text.in_(view.language))}


async def _record_consent(context: Context, value: Any) -> None:
    """Put a consent on the record; who goes back and refuses takes it back, and the files with it."""
    now, person = context.now, context.person.id
    if value is True:
        document = paper_files.consent_document(context.content, context.language)
        await context.run(consents.give, now, person, document, consents.PHOTO_FILES)
    else:
        await context.run(privacy.withdraw_consent, now, person, consents.PHOTO_FILES)


def _strip(files: Any, _view: FormView) -> Given:
    """Leave of each file only what finds it: no name that a person gave."""
    return Given([_place(file) for file in files] if isinstance(files, list) else files)


def _shown(value: Any, view: FormView) -> str:
    return view.texts.get(view.language, "files-answered", count=len(value))


def _place(file: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return {"fault": "other"} if file is None else {"file_id": file["file_id"], "size": file["size"]}


async def _hand_over(context: Context, value: Any) -> None:
    """Give the files of a message to a job, in this very turn."""
    if isinstance(value, list):
        await start(context, _subject(context), value)


def _subject(context: Context) -> Subject:
    talk = context.talks.get(FORM)
    return tuple(talk.data["subject"]) if talk is not None else ()


def read_subject(subject: Sequence[str]) -> tuple[int, str]:
    """Return whose paper a button is about, and which; `NotFound` for a forged one."""
    if len(subject) != 2:
        raise NotFound
    return menu.read_number(subject[0]), subject[1]


async def at_door(context: Context) -> None:
    """Refuse where files are switched off."""
    require_on(context)


async def beginning(context: Context, subject: Subject) -> Mapping[str, Any]:
    """Refuse what may not be sent before anything is asked; skip the consent that stands."""
    applicant_id, kind = read_subject(subject)
    person = context.person.id
    await context.read(paper_files.sendable_paper, person, applicant_id, kind, context.content)
    asked = await context.read(paper_files.consent_needed, context.now, person, context.content)
    return {} if asked else {AGREED: True}


async def finish(context: Context, _filled: BaseModel, subject: Subject) -> None:
    """Say that what came is looked at, and told."""
    context.show(Screen("files-done", keyboard=[[paper_button(*read_subject(subject))], [menu.BACK]]))


async def declined(context: Context) -> None:
    """After a refused consent: what stays possible."""
    context.show(Screen("files-declined", keyboard=[[menu.BACK]]))


feature.form(
    FormSpec(
        name=FORM,
        model=Sending,
        questions=(
            Question(
                "consent",
                options=(
                    Option(True, "files-option-consent-yes", code="1"),
                    Option(False, "files-option-consent-no", code="0"),
                ),
                when=lambda view: AGREED not in view.answers,
                prompt_args=_consent_text,
                on_answer=_record_consent,
                leave_on=False,
            ),
            Question("first", file=ANY_FILE, check=_strip, show=_shown, prompt_args=_paper, on_answer=_hand_over),
            Question(
                "more",
                file=ANY_FILE,
                options=(Option(DONE, "files-option-done"),),
                check=_strip,
                holds=lambda value, _view: value == DONE,
                prompt_args=_paper,
                on_answer=_hand_over,
            ),
        ),
        submit=finish,
        at_door=at_door,
        declined=declined,
        initial=beginning,
        **AT_ONCE,
    )
)
