"""The draft of a form and the one rule that moves it: the first unanswered question, else the review."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.form.spec import REVIEW, FormSpec, FormView, Given, Option, Question
from storage.errors import Refusal

TOKENS = 100_000_000
REMEMBERED_MESSAGES = 40


@dataclass
class Draft:
    """The answers so far and where the person stands. Lives as JSON in the conversation's row.

    `token` numbers the screen, so that a button of an older one is known as outdated; `last_press` is the button that
    led to the present screen, so that its second tap is known as such. `sources` maps message ids to the question
    that they answered (and the alternative, after a slash), so that an edited message corrects its answer. `known` are
    the questions that were answered when the form was opened.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    cursor: str = ""
    token: int = 0
    last_press: str | None = None
    pending: dict[str, Any] | None = None
    mode: str | None = None
    page: int = 0
    picked: list[Any] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    touched_at: str = ""
    reminded: int = 0
    leaving: bool = False
    choosing: bool = False
    keyboard: bool = False
    subject: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, data: dict[str, Any]) -> Draft:
        """Read a draft; what another release wrote and this one does not know is left out."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**known)

    def data(self) -> dict[str, Any]:
        """Return the draft as JSON values, which are the draft's own: they are written down at the end of the turn."""
        return dict(vars(self))

    @property
    def touched(self) -> datetime:
        """Return when the person last did something, aware."""
        return datetime.fromisoformat(self.touched_at)


def visible(spec: FormSpec, view: FormView) -> list[Question]:
    """Return the questions that these answers ask, in order."""
    return [question for question in spec.questions if question.when(view)]


def is_first(spec: FormSpec, view: FormView, key: str) -> bool:
    """Whether a question is the first that these answers ask."""
    return next((question.key for question in spec.questions if question.when(view)), None) == key


def is_blank(spec: FormSpec, draft: Draft) -> bool:
    """Whether nothing has been answered yet, nor begun to be."""
    return not (draft.picked or draft.pending or any(question.key in draft.answers for question in spec.questions))


def progress(spec: FormSpec, view: FormView, key: str, known: Sequence[str] = ()) -> tuple[int, int]:
    """Return (step, steps) of a question among those visible, counted from 1.

    What was `known` from the beginning is not asked, so it counts only where it is looked at all the same.
    """
    keys = [question.key for question in visible(spec, view)]
    if key not in known:
        keys = [one for one in keys if one not in known]
    return (keys.index(key) + 1 if key in keys else len(keys)), len(keys)


def next_cursor(spec: FormSpec, view: FormView) -> str:
    """Return the first visible question without an answer, else the review."""
    return next((q.key for q in spec.questions if q.key not in view.answers and q.when(view)), REVIEW)


def before(spec: FormSpec, view: FormView, key: str) -> str | None:
    """Return the visible question before `key` (before the review: the last), or None at the first."""
    keys = [question.key for question in visible(spec, view)]
    at = keys.index(key) if key in keys else len(keys)
    return keys[at - 1] if at > 0 else None


def put(spec: FormSpec, draft: Draft, view: FormView, key: str, value: Any) -> None:
    """Keep an answer, drop those that it made wrong, and move on."""
    draft.answers[key] = value
    prune(spec, draft, view)
    move(draft, next_cursor(spec, replace(view, answers=draft.answers)))


def move(draft: Draft, cursor: str) -> None:
    """Go to a question or to the review; what was half done at the present one is forgotten."""
    draft.cursor = cursor
    draft.pending, draft.mode, draft.page = None, None, 0
    draft.picked, draft.leaving, draft.choosing = [], False, False


def prune(spec: FormSpec, draft: Draft, view: FormView) -> list[str]:
    """Drop answers that the others made wrong or whose question is asked no more; return their keys."""
    dropped = []
    now = replace(view, answers=draft.answers)  # sees each answer go
    for question in spec.questions:
        if question.key not in draft.answers:
            continue
        value = draft.answers[question.key]
        asked = question.when(now)
        holds = question.holds is None or value is None or question.holds(value, now)
        if not asked or not holds:
            del draft.answers[question.key]
            dropped.append(question.key)
    return dropped


def mend(spec: FormSpec, draft: Draft, view: FormView) -> None:
    """Bring a draft that an older release left back to a question that exists."""
    prune(spec, draft, view)
    now = replace(view, answers=draft.answers)
    question = spec.question(draft.cursor)
    if draft.cursor != REVIEW and (question is None or not question.when(now)):
        move(draft, next_cursor(spec, now))
        question = spec.question(draft.cursor)
    if question is not None and draft.picked:
        offered = [option.value for option in question.choices(now)]
        draft.picked = [value for value in draft.picked if value in offered]


def understand(question: Question, draft: Draft, view: FormView, text: str) -> Given:
    """Read a typed answer; `Refusal` where it cannot be one."""
    alternative = next((a for a in question.alternatives if a.name == draft.mode), None)
    if alternative is not None:
        return weigh(question, alternative.parse(text, view), view)
    option = match(question, view, text)
    if option is not None:
        return weigh(question, Given(option.value), view)
    if question.parse is None:
        raise Refusal("form-choose-button")
    return weigh(question, question.parse(text, view), view)


def weigh(question: Question, given: Given, view: FormView) -> Given:
    """Look at an answer in the light of the others; keep the first warning."""
    if question.check is None or given.value is None:
        return given
    checked = question.check(given.value, view)
    return given if given.warning and not checked.warning else checked


def match(question: Question, view: FormView, text: str) -> Option | None:
    """Return the option whose label was typed, whatever its case and spaces."""
    wanted = _folded(text)
    for option in question.choices(view):
        label = option.label if option.label is not None else view.texts.get(view.language, option.key)
        if _folded(str(label)) == wanted:
            return option
    return None


def remember_source(draft: Draft, message_id: int, key: str) -> None:
    """Note which question a message answered, and in which way; only the newest are kept."""
    draft.sources[str(message_id)] = f"{key}/{draft.mode or ''}"
    for old in list(draft.sources)[:-REMEMBERED_MESSAGES]:
        del draft.sources[old]


def source_of(draft: Draft, message_id: int) -> tuple[str, str | None]:
    """Return which question a message answered, and by which alternative; `("", None)` where it answered none."""
    key, _, mode = draft.sources.get(str(message_id), "").partition("/")
    return key, mode or None


def corrected_by(spec: FormSpec, draft: Draft, view: FormView, message_id: int) -> Question | None:
    """Return the question that an edited message answers; None where nobody waits for its answer any more."""
    question = spec.question(source_of(draft, message_id)[0])
    if question is None or not question.when(view):
        return None
    waits = draft.cursor == question.key and not draft.leaving
    return question if waits or question.key in draft.answers else None


def first_token(now: datetime, old: Draft | None) -> int:
    """Return what the screens of a new draft are numbered from.

    By the clock, since nobody turns a page a second: no button of an earlier draft is taken for one of this.
    """
    counted = int(now.timestamp()) % TOKENS
    return max(counted, old.token) if old is not None else counted


def toggle(picked: Sequence[Any], value: Any, most: int) -> list[Any] | None:
    """Add a value to an ordered choice or take it out; None where it is full."""
    if value in picked:
        return [one for one in picked if one != value]
    return [*picked, value] if len(picked) < most else None


def _folded(text: str) -> str:
    # Letters count without their marks: who types on a phone leaves the dots and accents out.
    letters = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def next_due(spec: FormSpec, draft: Draft) -> datetime:
    """Return when the next reminder, or the end of the draft, is due: outside the quiet hours, since both are told."""
    waits = (*spec.reminders[draft.reminded :], spec.expires)
    return spec.after_quiet(draft.touched + waits[0])
