"""Features: how a file in `handlers/` tells the machine room what it answers to. One line registers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Update

from bot.screens import Action, Screen
from storage.errors import IskraError
from storage.outbox import Lane

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.form.spec import FormSpec
    from bot.jobs.work import Work
    from bot.texts import Texts
    from bot.turn.context import Context

Handler = Callable[[Update, "Context"], Awaitable[None]]
FreeText = Callable[[Update, "Context"], Awaitable[bool]]
Job = Callable[["Work", Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
Start = Callable[["Session", datetime], None]
Listener = Callable[["Session", datetime, Any], None]
HandlerT = TypeVar("HandlerT", bound=Handler)
FreeTextT = TypeVar("FreeTextT", bound=FreeText)
JobT = TypeVar("JobT", bound=Job)
NoticeT = TypeVar("NoticeT", bound="Callable[[Any, NoticeContext], Iterable[Told | Errand]]")
ListenerT = TypeVar("ListenerT", bound=Listener)


class RegistrationError(IskraError):
    """Two features claim the same command, button, link or event."""


@dataclass(frozen=True)
class Notice:
    """A screen for somebody else than who acted. `dedupe_key` makes sure that it goes out once.

    `pin`: its message, which needs an anchor, is pinned, and no phone rings for that.
    """

    person_id: int
    screen: Screen
    dedupe_key: str
    lane: Lane = Lane.NOTICE
    not_before: datetime | None = None
    careful: bool = False
    pin: bool = False


@dataclass(frozen=True)
class ToOperators:
    """A screen for the operators' chat, where there is one: counts and numbers, never whom or what it is about."""

    screen: Screen
    dedupe_key: str
    not_before: datetime | None = None


Told = Notice | ToOperators


@dataclass(frozen=True)
class Errand:
    """A job for somebody who has pressed nothing; its result comes to their chat as that of a job they started.

    Of one kind and key one waits at a time.
    """

    person_id: int
    kind: str
    payload: Mapping[str, Any]
    key: str


@dataclass(frozen=True)
class NoticeContext:
    """What a notice may look at: the transaction it belongs to, the moment, the content, the texts, the languages."""

    session: Session
    now: datetime
    content: Any
    language_of: Callable[[int], str]
    texts: Texts


@dataclass(frozen=True)
class Feature:
    """What one feature answers to."""

    name: str
    commands: dict[str, Handler] = field(default_factory=dict)
    presses: dict[str, Handler] = field(default_factory=dict)
    links: dict[str, Handler] = field(default_factory=dict)
    texts: list[FreeText] = field(default_factory=list)
    notices: dict[type, Callable[[Any, NoticeContext], Iterable[Told | Errand]]] = field(default_factory=dict)
    listeners: dict[type, Listener] = field(default_factory=dict)
    forms: list[FormSpec] = field(default_factory=list)
    duties: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    results: dict[str, Handler] = field(default_factory=dict)
    starts: list[Start] = field(default_factory=list)

    def command(self, name: str) -> Callable[[HandlerT], HandlerT]:
        """Register who answers `/name`. Its words come as `context.args`."""
        return _register(self.commands, name)

    def press(self, verb: str) -> Callable[[HandlerT], HandlerT]:
        """Register who answers a button with `Action(feature, verb, …)`. Its arguments come as `context.args`."""
        return _register(self.presses, verb)

    def deep_link(self, prefix: str) -> Callable[[HandlerT], HandlerT]:
        """Register who answers `/start prefix_rest`. The rest comes as `context.args[0]`."""
        return _register(self.links, prefix)

    def free_text(self, handler: FreeTextT) -> FreeTextT:
        """Register who may take a text that no form awaits; it returns False where the text is not for it."""
        self.texts.append(handler)
        return handler

    def notice(self, event: type) -> Callable[[NoticeT], NoticeT]:
        """Register how an event looks, and for whom."""
        return _register(self.notices, event)

    def listen(self, *events: type) -> Callable[[ListenerT], ListenerT]:
        """Register what this feature writes, in the same transaction, when another's event is told: `(session, now,
        event)`. Who is told of it is not its business.
        """

        def register(listener: ListenerT) -> ListenerT:
            for event in events:
                _register(self.listeners, event)(listener)
            return listener

        return register

    def form(self, spec: FormSpec) -> FormSpec:
        """Register a form."""
        self.forms.append(spec)
        return spec

    def on_duty(self, duties: Mapping[str, Any]) -> None:
        """Register what is done when a duty of these kinds is due."""
        for kind, run in duties.items():
            _register(self.duties, kind)(run)

    def at_start(self, use_case: Start) -> Start:
        """Register what is done in a transaction each time the bot starts to serve; again and again, so idempotent."""
        self.starts.append(use_case)
        return use_case

    def job(self, kind: str) -> Callable[[JobT], JobT]:
        """Register what is done, outside any turn, when a handler says `context.start_job(kind, …)`.

        It may be cut at any moment and is then done again; it returns JSON values.
        """
        return _register(self.jobs, kind)

    def job_done(self, kind: str) -> Callable[[HandlerT], HandlerT]:
        """Register who takes the result of a job, as `context.job`, in a turn of the chat that started it."""
        return _register(self.results, kind)

    def action(self, verb: str, *args: object) -> Action:
        """Return the action of a button that this feature answers."""
        return Action.of(self.name, verb, *args)


def _register(table: dict[Any, Any], key: Any) -> Callable[[Any], Any]:
    def register(handler: Any) -> Any:
        if key in table:
            raise RegistrationError(f"{key!r} is registered twice")
        table[key] = handler
        return handler

    return register
