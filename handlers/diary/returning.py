"""The mentor gives an entry back to be written anew, with a comment that the student reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.form import FormSpec, FormView, Given, Question, Subject
from bot.screens import Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import EntryOutdated, Read
from handlers import menu
from handlers.diary.common import RETURN, entry_of, feature, name_of
from handlers.diary.deciding import show_entry
from handlers.short_forms import AT_ONCE


class ReturnForm(BaseModel):
    """Why an entry is given back."""

    comment: str


async def _read(context: Context, subject: Subject) -> Read:
    read: Read = await context.read(
        diary.read_to_give_back, context.now, context.person.id, entry_of(subject)[0], context.content
    )
    return read


async def _still(context: Context, subject: Subject) -> None:
    await _read(context, subject)


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    found = await _read(context, subject)
    return {
        "_name": str(name_of(context.room.texts, context.language, found.book)),
        "_day": found.entry.day.isoformat(),
    }


def _whose(view: FormView) -> Mapping[str, Any]:
    return {
        "name": view.answers.get("_name", ""),
        "day": russian.format_day(menu.read_day(view.answers["_day"]), view.language),
    }


def _comment(text: str, _view: FormView) -> Given:
    return Given(diary.check_comment(text))


async def _give_back(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Give the entry back; where it changed meanwhile, show it as it stands."""
    assert isinstance(filled, ReturnForm)
    entry_id, version = entry_of(subject)
    try:
        await context.run(
            diary.give_back, context.now, context.person.id, entry_id, version, filled.comment, context.content
        )
    except EntryOutdated as outdated:
        await context.undo()
        context.send(Screen(outdated.text_key))
    await show_entry(context, entry_id)


feature.form(
    FormSpec(
        name=RETURN,
        model=ReturnForm,
        questions=[Question("comment", parse=_comment, prompt_args=_whose)],
        submit=_give_back,
        initial=_initial,
        still=_still,
        **AT_ONCE,
    )
)
