"""How a form looks: a question, a warning, the review, the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from bot.form.draft import TOKENS, Draft, is_first, progress, visible
from bot.form.spec import REVIEW, FormSpec, FormView, Option, Question
from bot.screens import BLANK, LINE, Action, Button, Keyboard, ReplyButton, Screen

ROWS_OF_OPTIONS = 6
FIELDS_A_PAGE = 10


def current(spec: FormSpec, draft: Draft, view: FormView, note: Markup | None = None) -> Screen:
    """Return the screen of the place where the person stands; `note` goes above it."""
    draft.token = (draft.token + 1) % TOKENS
    question = spec.question(draft.cursor)
    if draft.leaving:
        return _leaving(spec, draft, view, note)
    if question is None:
        return _review(spec, draft, view, note)
    if draft.pending is not None:
        return _warning(spec, draft, view, question, note)
    return _question(spec, draft, view, question, note)


def offer(spec: FormSpec, draft: Draft, view: FormView) -> Screen:
    """Return the screen that offers to continue a draft or to begin anew."""
    step, steps = progress(spec, view, draft.cursor, draft.known)
    rows = [
        [Button("form-resume", Action.of(spec.name, "resume"))],
        [Button("form-restart", Action.of(spec.name, "restart"))],
    ]
    return Screen(f"{spec.name}-unfinished", {"step": step, "steps": steps}, rows)


def shown(question: Question, value: Any, view: FormView) -> str:
    """Return an answer as the person reads it, escaped or not yet."""
    if value is None:
        return _text(view, "form-none")
    if question.show is not None:
        return question.show(value, view)
    if question.file is not None:
        return ", ".join(_text(view, "form-photo") if file["kind"] == "photo" else file["name"] for file in value)
    if isinstance(value, list):
        return ", ".join(_label(question, one, view) for one in value)
    return _label(question, value, view)


def _label(question: Question, value: Any, view: FormView) -> str:
    option = next((o for o in question.choices(view) if o.value == value), None)
    if option is not None:
        return _option(option, view)
    if isinstance(value, bool):
        return _text(view, "form-yes" if value else "form-no")
    return str(value)


def _option(option: Option, view: FormView) -> str:
    return option.label if option.label is not None else _text(view, option.key)


def _text(view: FormView, key: str, **args: Any) -> Markup:
    return view.texts.get(view.language, key, **args)


def _question(spec: FormSpec, draft: Draft, view: FormView, question: Question, note: Markup | None) -> Screen:
    step, steps = progress(spec, view, question.key, draft.known)
    alternative = next((a for a in question.alternatives if a.name == draft.mode), None)
    args = question.prompt_args(view) if question.prompt_args is not None else {}
    prompt = _text(view, alternative.prompt if alternative else f"{spec.texts}-question-{question.key}", **args)
    # Who is asked one thing needs no count of steps.
    counted = _text(view, "form-step", step=step, steps=steps) + LINE if steps > 1 or spec.review else Markup()
    parts = [counted + prompt]
    if question.key in draft.answers:
        parts.append(_text(view, "form-answered", answer=shown(question, draft.answers[question.key], view)))
    body = _under(note, parts)
    if question.contact:
        return Screen("", body=body, reply_keyboard=_contact_rows(spec, draft, view, question))
    return Screen("", body=body, keyboard=_question_rows(spec, draft, view, question))


def _question_rows(spec: FormSpec, draft: Draft, view: FormView, question: Question) -> Keyboard:
    options = question.choices(view)
    size = ROWS_OF_OPTIONS * question.columns
    if question.many is not None or question.alternatives:
        size -= question.columns
    clear = [[Button("form-clear", _action(spec, draft, "s"))]] if _may_clear(draft, question) else []
    if clear and len(options) > size:
        size -= question.columns
    pages = max(1, -(-len(options) // size))
    page = draft.page % pages
    buttons = [_option_button(spec, draft, view, question, o) for o in options[page * size : (page + 1) * size]]
    rows = [buttons[i : i + question.columns] for i in range(0, len(buttons), question.columns)]
    if question.many is not None and len(draft.picked) >= question.many[0]:
        rows.append([Button("form-done", _action(spec, draft, "d"))])
    rows += [[Button(a.key, _action(spec, draft, "m", a.name))] for a in question.alternatives if a.name != draft.mode]
    rows += _page_row(spec, draft, page, pages)
    return [*rows, *clear, _ways(spec, draft, view, question)]


def _may_clear(draft: Draft, question: Question) -> bool:
    return not question.required and draft.answers.get(question.key) is not None


def _may_keep(draft: Draft, question: Question) -> bool:
    # An ordered choice has its own way on, and what was skipped can be skipped again.
    known = question.key in draft.answers and question.many is None
    return known and (question.required or _may_clear(draft, question))


def _option_button(spec: FormSpec, draft: Draft, view: FormView, question: Question, option: Option) -> Button:
    label = _option(option, view)
    if option.value in draft.picked and not question.ordered:
        label = _text(view, "form-chosen", option=label)
    elif option.value in draft.picked:
        label = _text(view, "form-picked", place=draft.picked.index(option.value) + 1, option=label)
    elif question.many is None and draft.answers.get(question.key, draft) == option.value:
        label = _text(view, "form-chosen", option=label)
    return Button(label=label, action=_action(spec, draft, "a", option.name))


def _ways(spec: FormSpec, draft: Draft, view: FormView, question: Question) -> list[Button]:
    ways = []
    if not is_first(spec, view, question.key):
        ways.append(Button("form-back", _action(spec, draft, "b")))
    if _may_keep(draft, question):
        ways.append(Button("form-keep", _action(spec, draft, "g")))
    elif not question.required:
        ways.append(Button("form-skip", _action(spec, draft, "s")))
    return [*ways, Button("form-cancel", _action(spec, draft, "c"))]


def _contact_rows(spec: FormSpec, draft: Draft, view: FormView, question: Question) -> Sequence[Sequence[ReplyButton]]:
    ways = [ReplyButton("form-back")] if not is_first(spec, view, question.key) else []
    if _may_keep(draft, question):
        ways.append(ReplyButton("form-keep"))
    elif not question.required:
        ways.append(ReplyButton("form-skip"))
    return [[ReplyButton("form-share-contact", contact=True)], [*ways, ReplyButton("form-cancel")]]


def _warning(spec: FormSpec, draft: Draft, view: FormView, question: Question, note: Markup | None) -> Screen:
    pending = draft.pending or {}
    warning, answer = _text(view, str(pending["warning"]), **pending["args"]), shown(question, pending["value"], view)
    parts = [warning]
    if escape(answer) not in warning:
        parts.append(_text(view, "form-your-answer", answer=answer))
    rows = [
        [Button("form-confirm", _action(spec, draft, "y"))],
        [Button("form-fix", _action(spec, draft, "n"))],
    ]
    return Screen("", body=_under(note, parts), keyboard=rows)


def _review(spec: FormSpec, draft: Draft, view: FormView, note: Markup | None) -> Screen:
    lines = [
        Markup("<b>{}</b>: {}").format(
            _text(view, f"{spec.texts}-label-{q.key}"), _answer(q, draft.answers.get(q.key), view)
        )
        for q in visible(spec, view)
        if q.reviewed
    ]
    parts = [_text(view, f"{spec.name}-review"), LINE.join(lines)]
    if draft.choosing:
        asked = [_text(view, "form-what-to-change")]
        return Screen("", body=_under(note, asked), keyboard=_field_rows(spec, draft, view))
    rows = [
        [Button(f"{spec.name}-submit", _action(spec, draft, "ok"))],
        [Button("form-edit", _action(spec, draft, "v"))],
        [Button("form-back", _action(spec, draft, "b")), Button("form-cancel", _action(spec, draft, "c"))],
    ]
    return Screen("", body=_under(note, parts), keyboard=rows)


def _answer(question: Question, value: Any, view: FormView) -> Markup:
    return escape(shown(question, value, view))


def _field_rows(spec: FormSpec, draft: Draft, view: FormView) -> Keyboard:
    questions = [q for q in visible(spec, view) if q.reviewed]
    pages = max(1, -(-len(questions) // FIELDS_A_PAGE))
    page = draft.page % pages
    buttons = [
        Button(f"{spec.texts}-label-{q.key}", _action(spec, draft, "e", q.key))
        for q in questions[page * FIELDS_A_PAGE : (page + 1) * FIELDS_A_PAGE]
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    rows += _page_row(spec, draft, page, pages)
    return [*rows, [Button("form-to-review", _action(spec, draft, "v"))]]


def _page_row(spec: FormSpec, draft: Draft, page: int, pages: int) -> list[list[Button]]:
    """Return the row that turns the pages of a long list, empty where all fits."""
    before = [Button("form-page-before", _action(spec, draft, "p", page - 1))] if page > 0 else []
    after = [Button("form-page-next", _action(spec, draft, "p", page + 1))] if page < pages - 1 else []
    return [[*before, *after]] if before or after else []


def _leaving(spec: FormSpec, draft: Draft, view: FormView, note: Markup | None) -> Screen:
    rows = [
        [Button("form-go-on", _action(spec, draft, "k"))],
        [Button("form-leave", _action(spec, draft, "l"))],
        [Button("form-delete", _action(spec, draft, "x"))],
    ]
    return Screen("", body=_under(note, [_text(view, "form-leaving")]), keyboard=rows)


def _under(note: Markup | None, parts: list[Markup]) -> Markup:
    return BLANK.join([note, *parts] if note else parts)


def _action(spec: FormSpec, draft: Draft, verb: str, *args: object) -> Action:
    return Action.of(spec.name, verb, draft.token, *args)


__all__ = ["REVIEW", "current", "offer", "shown"]
