"""The college leaves out of a diary what nobody settled, by name and with a reason; and takes it in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, FormView, Given, Question, Subject
from bot.screens import Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import EntryOutdated, Unsettled
from handlers import menu
from handlers.diary.common import LEAVE, entry_of, feature, name_of
from handlers.diary.overseeing import show_look
from handlers.short_forms import AT_ONCE


class LeaveForm(BaseModel):
    """Why a day is left out."""

    reason: str


async def _read(context: Context, subject: Subject) -> Unsettled:
    found: Unsettled = await context.read(
        diary.read_unsettled, context.now, context.person.id, entry_of(subject)[0], context.content
    )
    return found


async def _still(context: Context, subject: Subject) -> None:
    await _read(context, subject)


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    found = await _read(context, subject)
    return {
        "_name": str(name_of(context.room.texts, context.language, found.book)),
        "_day": found.entry.day.isoformat(),
        "_comment": found.entry.comment or "",
    }


def _which(view: FormView) -> Mapping[str, Any]:
    comment = view.answers.get("_comment", "")
    return {
        "name": view.answers.get("_name", ""),
        "day": russian.format_day(menu.read_day(view.answers["_day"]), view.language),
        "comment": comment,
        "returned": int(bool(comment)),
    }


def _reason(text: str, _view: FormView) -> Given:
    return Given(diary.check_comment(text))


async def _leave_out(context: Context, filled: BaseModel, subject: Subject) -> None:
    """Leave the day out; where it changed meanwhile, show the diary as it stands."""
    assert isinstance(filled, LeaveForm)
    entry_id, version = entry_of(subject)
    placement_id = (await _read(context, subject)).entry.placement_id
    try:
        await context.run(
            diary.leave_out, context.now, context.person.id, entry_id, version, filled.reason, context.content
        )
    except EntryOutdated as outdated:
        await context.undo()
        context.send(Screen(outdated.text_key))
    await show_look(context, placement_id)


@feature.press("takein")
async def take_in(_update: Update, context: Context) -> None:
    """Take a day in again that was left out."""
    entry_id, version = menu.number(context), menu.number(context, 1)
    try:
        entry = await context.run(diary.take_in, context.now, context.person.id, entry_id, version, context.content)
    except EntryOutdated as outdated:
        await context.undo()
        context.alert(outdated.text_key)
        return
    context.toast("diary-taken-in")
    await show_look(context, entry.placement_id)


feature.form(
    FormSpec(
        name=LEAVE,
        model=LeaveForm,
        questions=[Question("reason", parse=_reason, prompt_args=_which)],
        submit=_leave_out,
        initial=_initial,
        still=_still,
        **AT_ONCE,
    )
)
