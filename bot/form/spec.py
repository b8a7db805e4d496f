"""What a form is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from storage.errors import Refusal
from storage.values import value

if TYPE_CHECKING:
    from markupsafe import Markup

    from bot.screens import Keyboard, Screen
    from bot.texts import Texts
    from bot.turn.context import Context

REVIEW = "review"

Subject = tuple[str, ...]


@value
class FormView:
    """What a question may look at: the answers so far, the moment (aware, UTC), the content, who fills, about what."""

    answers: Mapping[str, Any]
    now: datetime
    content: Any
    language: str
    person_id: int
    texts: Texts
    subject: Subject = ()


@value
class Given:
    """An answer understood: a JSON value. With `warning` (a text key) the person is asked whether it is meant so."""

    value: Any
    warning: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """A ready answer on a button. `value` is the answer; `code` (default: the value) names it in callback data."""

    value: Any
    key: str = ""
    label: str | None = None
    code: str | None = None

    @property
    def name(self) -> str:
        """Return the short name in callback data."""
        return self.code if self.code is not None else str(self.value)


@dataclass(frozen=True)
class Alternative:
    """Another way to answer the same question: a button changes the prompt and how the text is read."""

    name: str
    key: str
    prompt: str
    parse: Callable[[str, FormView], Given]


@dataclass(frozen=True)
class FileRule:
    """What may be sent in answer: how (`document`, `photo`), each of at most `most_bytes`, `most` at once as an album.

    Nothing is downloaded in the turn: the answer is a list of `{file_id, unique_id, name, mime, size, kind}`, as
    Telegram tells them; a job looks at the bytes. With `partial`, a part of an album that is no such file is None in
    the list, and sizes and numbers are judged by who takes it: one bad part does not cost the others.
    """

    kinds: frozenset[str] = frozenset({"document", "photo"})
    most_bytes: int = 20 * 1024 * 1024
    most: int = 1
    partial: bool = False


def always(_view: FormView) -> bool:
    """Return True: the question is always asked."""
    return True


def at_once(moment: datetime) -> datetime:
    """Return `moment`: no quiet hours are kept."""
    return moment


@dataclass(frozen=True)
class Question:
    """One question = one message.

    Texts by convention: `<form>-question-<key>` (the prompt), `<form>-label-<key>` (on the review).
    `parse` reads a typed answer and raises `Refusal`; without it only options answer (typed labels count).
    `check` looks at a value, however given, in the light of the other answers; it may warn or refuse.
    `many=(least, most)` makes a choice of several options: the value is a list. Where it is `ordered`, its buttons
    number the wishes, else they tick them.
    `file` makes it a question that is answered by sending files.
    `when` hides the question (and drops its answer); `holds` drops an answer that other answers made wrong.
    `on_answer` runs in the turn's transaction at the moment of the answer and may refuse; `leave_on` is the value
    that closes the form.
    """

    key: str
    parse: Callable[[str, FormView], Given] | None = None
    options: Sequence[Option] | Callable[[FormView], Sequence[Option]] = ()
    columns: int = 1
    required: bool = True
    contact: bool = False
    many: tuple[int, int] | None = None
    ordered: bool = True
    file: FileRule | None = None
    when: Callable[[FormView], bool] = always
    holds: Callable[[Any, FormView], bool] | None = None
    check: Callable[[Any, FormView], Given] | None = None
    show: Callable[[Any, FormView], str] | None = None
    prompt_args: Callable[[FormView], Mapping[str, Any]] | None = None
    alternatives: Sequence[Alternative] = ()
    on_answer: Callable[[Context, Any], Awaitable[None]] | None = None
    leave_on: Any = None
    reviewed: bool = True

    def choices(self, view: FormView) -> Sequence[Option]:
        """Return the options as they are for these answers."""
        return self.options(view) if callable(self.options) else self.options

    def leaves(self, value: Any) -> bool:
        """Whether this answer closes the form."""
        return self.leave_on is not None and value == self.leave_on


@dataclass(frozen=True)
class Again:
    """What `submit` gives back where the form stays open and is asked anew: `note` goes above its first question.

    Unlike a `Refusal` it undoes nothing. `ways` are shown instead of the question's own buttons.
    """

    note: Markup
    ways: Keyboard = ()


class AnswerRefused(Refusal):
    """The form cannot be sent because of one answer: the person is taken to that `question`."""

    def __init__(self, question: str, text_key: str, **args: object) -> None:
        super().__init__(text_key, **args)
        self.question = question


@dataclass(frozen=True)
class FormSpec:
    """A form: its questions in order, the model they fill, and what happens at the end.

    `subject` is whatever followed the verb in the button that opened the form: what the form is about.
    `model` is validated with the answers of the visible questions. `submit(context, filled, subject)` runs in the
    turn's transaction and shows what comes next; a `Refusal` keeps the form on its review, `AnswerRefused` leads to
    the answer, `Again` begins anew. `at_door` may refuse, or show another screen instead. `initial` gives the answers
    to begin with. `still` is asked each time somebody touches an open form, or is shown it again; where it refuses, as
    a right has ended meanwhile, the draft is deleted and its screen says why.
    `declined` shows what stays possible after an answer that closes the form. Texts are `<texts>-question-<key>` and
    so on, `texts` being the form's name unless two forms share their questions.
    `review=False` sends the form with its last answer: for a note, a number, a search. What is refused then stands
    above the last question.
    Reminders go out `reminders` after the last answer, never in the quiet hours (`after_quiet`), and the draft is
    forgotten after `expires`. `reminds`, given the content, may say that nobody is reminded at all.
    """

    name: str
    model: type[BaseModel]
    questions: Sequence[Question]
    submit: Callable[[Context, BaseModel, Subject], Awaitable[Again | None]]
    at_door: Callable[[Context], Awaitable[Screen | None]] | None = None
    declined: Callable[[Context], Awaitable[None]] | None = None
    initial: Callable[[Context, Subject], Awaitable[Mapping[str, Any]]] | None = None
    still: Callable[[Context, Subject], Awaitable[None]] | None = None
    shared_texts: str | None = None
    review: bool = True
    reminders: Sequence[timedelta] = (timedelta(days=1), timedelta(days=7))
    expires: timedelta = timedelta(days=14)
    after_quiet: Callable[[datetime], datetime] = at_once
    reminds: Callable[[Any], bool] = lambda _content: True

    @property
    def texts(self) -> str:
        """Return what the keys of the questions' texts begin with."""
        return self.shared_texts or self.name

    def states(self) -> list[str]:
        """Return the names of all places that a person can be at."""
        return [*(question.key for question in self.questions), REVIEW]

    @cached_property
    def _by_key(self) -> dict[str | None, Question]:
        return {question.key: question for question in self.questions}

    def question(self, key: str | None) -> Question | None:
        """Return the question with this key."""
        return self._by_key.get(key)
