"""Many at once: proposals for a whole group, students picked for a place. All of them get their place, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from bot.form import AnswerRefused, FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import LINE
from bot.turn.context import Context
from cluster.internship import placing, unplaced
from cluster.internship.hours import plan_at
from cluster.internship.matching import Suggestion
from cluster.internship.naming import short_name
from cluster.internship.placing import Batch, NotPlaced
from cluster.internship.unplaced import Candidate
from handlers import menu
from handlers.internship.common import hours_of
from handlers.places.common import FILL_FORM, MATCH_FORM, feature, label, reasons
from handlers.places.giving import show_batch
from handlers.short_forms import SHORT
from storage.errors import Refusal
from storage.internship import Student

MOST_LINES = 100
MOST_SHOWN = 15
LINES, LEFT, ROOM = "_lines", "_left", "_room"
"""Beside the answers: lines as [student, place, button, words], how many found no place, how many seats there are."""


class Picked(BaseModel):
    """Which lines are to be applied: students by id."""

    students: list[int]


def _line(context: Context, student: Student, one: Suggestion, module: str, *, target: str) -> list[Any]:
    name = short_name(student) or context.text("internship-erased")
    said = context.text("places-proposal", name=name, place=target, reasons=reasons(context, one))
    plan = plan_at(one.place, student, context.content.module(module).hours, context.content)
    words = (
        context.text("places-proposal-short", line=said, **hours_of(plan, context.language)) if plan.is_short else said
    )
    return [student.id, one.place.id, f"{name} \u2192 {target}", str(words)]


def _lines(view: FormView) -> Sequence[Sequence[Any]]:
    found: Sequence[Sequence[Any]] = view.answers.get(LINES, ())
    return found


def _options(view: FormView) -> Sequence[Option]:
    return [Option(student, label=button) for student, _place, button, _words in _lines(view)]


def _counts(view: FormView) -> Mapping[str, Any]:
    return {"count": len(_lines(view)), "left": view.answers.get(LEFT, 0), "room": view.answers.get(ROOM, 0)}


def _show(value: Any, view: FormView) -> str:
    """Return the lines that are picked, with their reasons; of many the first."""
    picked = [words for student, _place, _button, words in _lines(view) if student in value]
    more = len(picked) - MOST_SHOWN
    # The words were escaped when they were put together.
    shown = [Markup(words) for words in picked[:MOST_SHOWN]]  # noqa: S704
    if more > 0:
        shown.append(view.texts.get(view.language, "places-more", count=more))
    if view.answers.get(LEFT):
        shown.append(view.texts.get(view.language, "places-left-over", count=view.answers[LEFT]))
    return LINE + LINE.join(shown)


async def _apply(context: Context, filled: BaseModel, module: str, form: str) -> None:
    assert isinstance(filled, Picked)
    talk = context.talks.get(form)
    lines = talk.data["answers"].get(LINES, ()) if talk is not None else ()
    pairs = [(student, place) for student, place, *_ in lines if student in filled.students]
    try:
        batch: Batch = await context.run(placing.assign, context.now, context.person.id, pairs, module, context.content)
    except NotPlaced as refused:
        raise AnswerRefused("students", refused.text_key, **refused.args_) from refused
    await show_batch(context, batch)


# --- a whole group -----------------------------------------------------------------------------------


def _about(subject: Subject) -> tuple[int, str, bool]:
    words = [*subject, "", "", ""]
    return menu.read_number(words[0]), words[1], words[2] == "programme"


async def _proposals(context: Context, subject: Subject) -> Mapping[str, Any]:
    sample_id, module, whole = _about(subject)
    found: list[tuple[Student, Suggestion | None]] = await context.read(
        unplaced.propose, context.now, context.person.id, sample_id, module, context.content, whole_programme=whole
    )
    lines = [
        _line(context, one, best, module, target=label(context, best.place)) for one, best in found if best is not None
    ]
    if not lines:
        raise Refusal("places-match-none")
    shown = lines[:MOST_LINES]
    return {LINES: shown, LEFT: len(found) - len(shown), "students": [line[0] for line in shown]}


async def _may_plan(context: Context, subject: Subject) -> None:
    await context.read(unplaced.modules_for, context.person.id, _about(subject)[0], context.content)


async def _match(context: Context, filled: BaseModel, subject: Subject) -> None:
    await _apply(context, filled, _about(subject)[1], MATCH_FORM)


_STUDENTS = Question("students", options=_options, many=(1, MOST_LINES), ordered=False, prompt_args=_counts, show=_show)
feature.form(
    FormSpec(
        name=MATCH_FORM,
        model=Picked,
        questions=[_STUDENTS],
        submit=_match,
        initial=_proposals,
        still=_may_plan,
        **SHORT,
    )
)


# --- a place -----------------------------------------------------------------------------------------


async def _candidates(context: Context, subject: Subject) -> Mapping[str, Any]:
    place_id, module, _ = _about(subject)
    found: list[Candidate] = await context.read(
        unplaced.candidates, context.now, context.person.id, place_id, module, context.content
    )
    if not found:
        raise Refusal("places-fill-none")
    lines = [
        _line(context, one.student, one.suggestion, module, target=one.student.study_group)
        for one in found[:MOST_LINES]
    ]
    return {LINES: lines, ROOM: found[0].suggestion.place.free}


def _check_room(value: Any, view: FormView) -> Given:
    if len(value) > view.answers.get(ROOM, 0):
        raise Refusal("places-fill-many", room=view.answers.get(ROOM, 0))
    return Given(value)


async def _may_fill(context: Context, subject: Subject) -> None:
    await context.read(unplaced.place_and_modules, context.person.id, _about(subject)[0], context.content)


async def _fill(context: Context, filled: BaseModel, subject: Subject) -> None:
    await _apply(context, filled, _about(subject)[1], FILL_FORM)


feature.form(
    FormSpec(
        name=FILL_FORM,
        model=Picked,
        questions=[replace(_STUDENTS, check=_check_room)],
        submit=_fill,
        initial=_candidates,
        still=_may_fill,
        **SHORT,
    )
)
