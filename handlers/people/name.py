"""Telling the name under which one acts: who came by an invite has told none, and colleagues read it on decisions."""

from __future__ import annotations

from pydantic import BaseModel

from bot.form import FormSpec, Question, Subject
from bot.screens import Action
from bot.turn.context import Context
from cluster import people
from cluster.calendar import after_quiet_hours
from handlers import menu
from handlers.people.asking import FORM as ACCESS
from handlers.people.asking import read_name
from handlers.people.common import feature

FORM = "name"


class NameForm(BaseModel):
    """The name to act under."""

    name: str


async def _submit(context: Context, filled: BaseModel, _subject: Subject) -> None:
    assert isinstance(filled, NameForm)
    await context.run(people.tell_name, context.person.id, filled.name)
    await menu.show(context, context.text("people-name-kept", name=filled.name))


def _is_missing(view: menu.MenuView) -> bool:
    acts = view.held is not None and view.held.organisation is not None
    return acts and people.name_of(view.session, view.person_id) is None


feature.form(
    FormSpec(
        name=FORM,
        model=NameForm,
        questions=[Question("name", parse=read_name)],
        submit=_submit,
        shared_texts=ACCESS,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)
menu.offer(menu.MenuEntry("people-menu-name", Action.of(FORM, "open"), order=85, when=_is_missing))
