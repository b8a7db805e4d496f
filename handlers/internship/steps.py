"""The steps of a placement that staff take: with a press, with a reason, and the mentor's word at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import BLANK, LINE, Button, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.calendar import after_quiet_hours
from cluster.internship import card as cards
from cluster.internship import desk, life
from cluster.internship.desk import PlacementOutdated
from cluster.internship.life import HIGHEST_MARK, LONGEST_REVIEW, LOWEST_MARK, REASONS, SHORTEST_REVIEW, Why
from cluster.internship.naming import short_name
from handlers import menu
from handlers.internship.card import ASSESS, STEP, outdated, show_card
from handlers.internship.common import card_button, feature, reason_words, version
from handlers.review.acting import words
from handlers.review.reading import page_of
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import HistoryEntry, PlacementHistoryKind, PlacementStatus, Recommendation, competences


@feature.press("step")
async def step(_update: Update, context: Context) -> None:
    """Take a step that asks for nothing: a start by the college's word, going on after a pause."""
    placement_id, seen, target = menu.number(context), menu.number(context, 1) or None, _target(menu.word(context, 2))
    try:
        await context.run(life.step, context.now, context.person.id, placement_id, seen, target, context.content)
    except PlacementOutdated:
        await outdated(context, placement_id)
        return
    context.toast("internship-step-done")
    await show_card(context, placement_id)


@feature.press("sign")
async def sign(_update: Update, context: Context) -> None:
    """Ask whether the signed papers are there: nothing leads back from what that ends."""
    one, student = await context.read(life.may_sign, context.person.id, menu.number(context))
    if one.status is PlacementStatus.COMPLETED:
        await show_card(context, one.id)
        return
    yes = Button("internship-sign-yes", feature.action("signed", one.id, one.version))
    name = short_name(student) or context.text("internship-erased")
    args = {"name": name, "mark": one.mark or 0}
    context.show(Screen("internship-sign-sure", args, [[yes], [card_button(one.id)]]))


@feature.press("signed")
async def signed(_update: Update, context: Context) -> None:
    """Note that the signed papers are in the college."""
    placement_id = menu.number(context)
    try:
        await context.run(life.sign, context.now, context.person.id, placement_id, context.content, version(context))
    except PlacementOutdated:
        await outdated(context, placement_id)
        return
    context.toast("internship-signed")
    await show_card(context, placement_id)


def _target(word: str) -> PlacementStatus:
    try:
        return PlacementStatus(word)
    except ValueError:
        raise NotFound from None


# --- with a reason ----------------------------------------------------------------------------------------


class Stepped(BaseModel):
    """Why a practice is interrupted, or ends."""

    why: Why
    words: str | None = None


def about(subject: Subject) -> tuple[int, int | None, PlacementStatus]:
    """Return the placement that a form is about, the version of its card, and where it is to go."""
    numbers = [menu.read_number(word) for word in subject[:2]]
    seen = (numbers[1] if len(numbers) > 1 else 0) or None
    return (numbers[0] if numbers else 0), seen, _target(subject[2] if len(subject) > 2 else "")


async def _initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id, _, target = about(subject)
    await _still(context, subject)
    _, student = await context.read(desk.load_placement, context.person.id, placement_id)
    return {
        "_target": target.value,
        "_name": short_name(student),
        "_what": str(context.text(f"internship-step-{target}")),
    }


async def _still(context: Context, subject: Subject) -> None:
    """Refuse to who may not take the step, or may not any more."""
    placement_id, _, target = about(subject)
    found, _ = await context.read(desk.load_placement, context.person.id, placement_id)
    part = await context.read(desk.part_of, context.person.id, found)
    if part.value not in {"college", "enterprise"}:
        raise Forbidden
    if target not in await context.read(life.steps, context.now, context.person.id, found) or target not in REASONS:
        raise Refusal("internship-transition-refused")


def _said(view: FormView) -> Mapping[str, Any]:
    return {"what": view.answers.get("_what", ""), "name": view.answers.get("_name", "")}


def _whys(view: FormView) -> Sequence[Option]:
    target = view.answers.get("_target", "")
    known = REASONS.get(PlacementStatus(target), ()) if target in set(PlacementStatus) else ()
    return [Option(why.value, f"internship-why-{why}") for why in known]


async def _submit(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Stepped)
    placement_id, seen, target = about(subject)
    if filled.why is Why.OTHER and not filled.words:
        raise Refusal("internship-guard-reason")
    reason = f"{filled.why.value}: {filled.words}" if filled.words else filled.why.value
    try:
        await context.run(
            life.step, context.now, context.person.id, placement_id, seen, target, context.content, reason
        )
    except PlacementOutdated:
        await outdated(context, placement_id)
        return
    await show_card(context, placement_id)


feature.form(
    FormSpec(
        name=STEP,
        model=Stepped,
        questions=[
            Question("why", options=_whys, prompt_args=_said),
            Question("words", parse=words(300), required=False, prompt_args=_said),
        ],
        submit=_submit,
        initial=_initial,
        still=_still,
        reminders=(),
        after_quiet=after_quiet_hours,
    )
)


# --- the mentor's word -------------------------------------------------------------------------------------


class Assessed(BaseModel):
    """What a mentor says at the end."""

    mastered: list[str]
    hours: dict[str, int] = {}
    mark: int
    recommendation: Recommendation
    words: str


async def _assess_initial(context: Context, subject: Subject) -> Mapping[str, Any]:
    placement_id = menu.read_number(subject[0]) if subject else 0
    await _assess_still(context, subject)
    found, student = await context.read(desk.load_placement, context.person.id, placement_id)
    module = context.content.module(found.module)
    known = await context.read(competences.of_placement, placement_id)
    by_diary = await context.read(diary.accepted_hours, placement_id, [one.code for one in module.competences])
    first = {
        "_name": short_name(student),
        "_competences": [[one.code, one.label.in_(context.language)] for one in module.competences],
        "_by_diary": dict(by_diary.half_hours),
        "_unaccepted": by_diary.unaccepted,
        "hours": {one.code: one.hours for one in known if one.hours is not None},
    }
    if found.mark is None or found.recommendation is None:
        return first
    return {
        **first,
        "mastered": [one.code for one in known if one.mastered],
        "mark": found.mark,
        "recommendation": found.recommendation.value,
        "words": found.review or "",
    }


def _hours_said(value: Mapping[str, int], view: FormView) -> list[tuple[str, str]]:
    """Return the hours of each competence as they would be printed: as written, else as the diary has them."""
    by_diary = view.answers.get("_by_diary", {})
    half_hours = {code: 2 * hours for code, hours in value.items()} if value else by_diary
    return [(code, russian.format_half_hours(half, view.language)) for code, half in half_hours.items()]


def _shown_hours(value: Any, view: FormView) -> str:
    lines = ", ".join(f"{code} {hours}" for code, hours in _hours_said(value, view))
    args = {"list": lines or "none", "written": int(bool(value)), "left": view.answers.get("_unaccepted", 0)}
    return str(view.texts.get(view.language, "practice-assess-hours-shown", **args))


def _hours_asked(view: FormView) -> Mapping[str, Any]:
    known = dict(_hours_said({}, view))
    codes = view.answers.get("_competences", [])
    lines = [f"{code} {label}: {known.get(code, '0')}" for code, label in codes]
    example = ", ".join(f"{code} {hours}" for (code, _), hours in zip(codes, (80, 40), strict=False))
    return {**_said(view), "list": "\n".join(lines), "example": example}


def _read_hours(text: str, view: FormView) -> Given:
    found = russian.read_hours_by_code(text, [code for code, _ in view.answers.get("_competences", [])])
    if found is None:
        raise Refusal("practice-assess-hours-unclear")
    total, by_diary = sum(found.values()), sum(view.answers.get("_by_diary", {}).values())
    if by_diary and abs(2 * total - by_diary) > 1:
        args = {"said": str(total), "diary": russian.format_half_hours(by_diary, view.language)}
        return Given(found, "practice-assess-hours-differ", args)
    return Given(found)


async def _assess_still(context: Context, subject: Subject) -> None:
    await context.read(life.may_assess, context.person.id, menu.read_number(subject[0]) if subject else 0)


def _competences(view: FormView) -> Sequence[Option]:
    return [Option(code, label=f"{code} {label}", code=code) for code, label in view.answers.get("_competences", [])]


def _shown_competences(value: Any, _view: FormView) -> str:
    return ", ".join(value)


def _review(text: str, _view: FormView) -> Given:
    tidied = russian.tidy(text)
    if not SHORTEST_REVIEW <= len(tidied) <= LONGEST_REVIEW:
        raise Refusal("internship-review-length", least=str(SHORTEST_REVIEW), most=str(LONGEST_REVIEW))
    return Given(tidied)


async def _assess(context: Context, filled: BaseModel, subject: Subject) -> None:
    assert isinstance(filled, Assessed)
    placement_id = menu.read_number(subject[0]) if subject else 0
    found, _ = await context.run(desk.load_placement, context.person.id, placement_id)
    codes = [one.code for one in context.content.module(found.module).competences]
    mastered = {code: code in filled.mastered for code in codes}
    await context.run(
        life.assess, context.now, context.person.id, placement_id, mastered, filled.mark, filled.recommendation,
        filled.words, context.content, filled.hours or None,
    )  # fmt: skip
    if found.mentor_id == context.person.id:
        await menu.show(context, context.text("internship-assessed-thanks"))
        return
    await show_card(context, placement_id)


feature.form(
    FormSpec(
        name=ASSESS,
        model=Assessed,
        questions=[
            Question(
                "mastered",
                options=_competences,
                many=(0, 10),
                ordered=False,
                show=_shown_competences,
                prompt_args=_said,
            ),
            Question(
                "mark",
                options=[Option(mark, label=str(mark)) for mark in range(HIGHEST_MARK, LOWEST_MARK - 1, -1)],
                columns=4,
                prompt_args=_said,
            ),
            Question(
                "recommendation",
                options=[Option(one.value, f"internship-recommendation-{one}") for one in Recommendation],
                prompt_args=_said,
            ),
            Question("words", parse=_review, prompt_args=_said),
            Question(
                "hours",
                parse=_read_hours,
                options=[Option({}, "practice-assess-hours-diary", code="diary")],
                show=_shown_hours,
                prompt_args=_hours_asked,
            ),
        ],
        submit=_assess,
        initial=_assess_initial,
        still=_assess_still,
        after_quiet=after_quiet_hours,
    )
)


# --- what happened -------------------------------------------------------------------------------------------


@feature.press("history")
async def history(_update: Update, context: Context) -> None:
    """Show what happened to a placement: who, when, from what to what, why."""
    placement_id = menu.number(context)
    found, names = await context.run(cards.history, context.person.id, placement_id)
    lines = [_history_line(context, entry, names) for entry in found]
    shown, number, pages = page_of(lines, menu.number(context, 1))
    action = feature.action("history", placement_id, (number + 1) % pages)
    turn = [Button("form-page-next", action)] if pages > 1 else []
    body = BLANK.join([context.text("internship-history"), LINE.join(shown)])
    context.show(Screen("", body=body, keyboard=[[*turn, card_button(placement_id)]]))


def _history_line(context: Context, entry: HistoryEntry, names: Mapping[int, str]) -> Markup:
    who = names.get(entry.actor_id or 0, "none") if entry.actor_id is not None else "clock"
    if entry.kind is PlacementHistoryKind.STATUS:
        what = context.text(f"internship-status-{entry.after}")
    elif entry.fields:
        kind = "override" if entry.kind is PlacementHistoryKind.OVERRIDE else "edit"
        what = context.text(f"internship-history-{kind}", item=context.text(f"internship-item-{entry.fields[0]}"))
    else:
        what = context.text(f"internship-history-{entry.kind}")
    args = {
        "at": russian.format_moment(entry.at, context.language),
        "what": what,
        "who": who,
        "reason": reason_words(context.room.texts, context.language, entry.reason),
    }
    return context.text("internship-history-line", **args)
