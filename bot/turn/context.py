"""What a handler is given: the moment, the person, the content, and the few things it may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram import CallbackQuery, Message
from telegram.ext import Application, CallbackContext

from bot.conversation import Talks
from bot.feature import Notice, NoticeContext, RegistrationError
from bot.jobs.result import JobResult, JobUpdate
from bot.screens import Screen, edit_call, send_call, stays
from bot.turn.state import Turn, current_turn
from storage import jobs, people
from storage.base import new_id
from storage.errors import IskraError
from storage.jobs import Job
from storage.people import Person

if TYPE_CHECKING:
    from bot.turn.room import Room

P = ParamSpec("P")
T = TypeVar("T")


@runtime_checkable
class Told(Protocol):
    """What a use case gives back when others must be told: its value and the events."""

    @property
    def value(self) -> Any:
        """The value for the handler."""
        ...

    @property
    def events(self) -> tuple[Any, ...]:
        """What happened."""
        ...


class NoPerson(IskraError):
    """A handler asked for the person of an update that has none."""


class NoJob(IskraError):
    """A handler asked for the job of an update that none brought."""


class Context(CallbackContext[Any, Any, Any, Any]):
    """The context of one turn."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application=application, chat_id=chat_id, user_id=user_id)
        self.turn: Turn = current_turn()
        self.room: Room = application.bot_data["room"]
        self.content: Any = self.room.content()

    @property
    def now(self) -> datetime:
        """Return the moment of this turn, aware, in UTC."""
        return self.turn.now

    @property
    def person(self) -> Person:
        """Return who acts."""
        if self.turn.person is None:
            raise NoPerson("this update has no person")
        return self.turn.person

    @property
    def language(self) -> str:
        """Return the language to speak: "ru" or "en"."""
        return self.turn.language

    @property
    def talks(self) -> Talks:
        """Return the person's open conversations in this chat."""
        return self.turn.talks

    @property  # type: ignore[override]
    def job(self) -> JobResult:
        """Return what the job brought whose turn this is."""
        if not isinstance(self.turn.update, JobUpdate):
            raise NoJob("no job brought this update")
        return self.turn.update.job

    @job.setter
    def job(self, _ignored: object) -> None:
        """Change nothing: the library's own jobs are not used."""

    def use_language(self, language: str) -> None:
        """Speak another language for the rest of this turn."""
        self.turn.language = language

    def text(self, key: str, **args: Any) -> Markup:
        """Return a text in the person's language."""
        return self.room.texts.get(self.language, key, **args)

    async def run(self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> Any:
        """Run a use case in this turn's transaction; what it tells is rendered there too. Return its value."""
        return await self.turn.transaction.run(self._told, use_case, args, kwargs)

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read without waiting for any writer; inside an open transaction, read what it sees."""
        if self.turn.transaction.holding:
            return await self.turn.transaction.run(query, *args, **kwargs)
        return await self.room.database.read(query, *args, **kwargs)

    async def start_job(self, kind: str, payload: Mapping[str, Any], *, key: str | None = None) -> bool:
        """Have slow work done after this turn; its result comes back as a turn of this chat.

        `payload` is JSON values. With `key`, one job of this kind and key at a time: False where one waits already.
        """
        if kind not in self.room.jobs:
            raise RegistrationError(f"nobody registered the job {kind!r}")
        user, chat, number = self.turn.update.effective_user, self.turn.update.effective_chat, new_id()
        if user is None or chat is None:
            raise NoPerson("this update has nobody to bring a result to")
        job = Job(number, self.turn.bot_id, kind, key or str(number), chat.id, user.id, payload, self.now)
        started: bool = await self.turn.transaction.run(jobs.start, job)
        self.turn.started_job = True
        return started

    async def undo(self) -> None:
        """Take back what the use cases of this turn wrote and owed; the turn goes on."""
        await self.turn.transaction.rollback()
        self.turn.calls.clear()
        self.turn.edited = False

    def show(self, screen: Screen) -> None:
        """Show a screen: in place of the message whose button was pressed, else as a new message."""
        pressed = self._pressed_message()
        if pressed is None or self.turn.edited:
            self.send(screen)
            return
        self.turn.edited = True
        call = edit_call(screen, pressed.chat.id, pressed.message_id, self.room.texts, self.language)
        if pressed.text is None:  # a picture, a file or a place cannot become a text
            call = None
        if call is None:
            self._take_buttons_away(pressed)
            self.send(screen)
            return
        self.turn.owe(*call, anchor=screen.anchor)

    def stay(self) -> None:
        """Let the pressed message stay as it is: what is shown comes below it."""
        self.turn.edited = True

    def send(self, screen: Screen) -> None:
        """Show a screen as a new message."""
        chat_id = self.turn.update.effective_chat.id if self.turn.update.effective_chat else self.person.chat_id
        self.turn.owe(*send_call(screen, chat_id or 0, self.room.texts, self.language), anchor=screen.anchor)

    def pin(self, anchor: str) -> None:
        """Pin a named message that was shown, without ringing; nothing where it is pinned already."""
        chat_id = self.turn.update.effective_chat.id if self.turn.update.effective_chat else self.person.chat_id
        self.turn.owe("pinChatMessage", {"chat_id": chat_id or 0, "disable_notification": True}, anchor=anchor)

    def toast(self, key: str, **args: Any) -> None:
        """Answer the pressed button with a short line on top of the chat; nothing where no button was pressed."""
        self._answer(key, args, alert=False)

    def alert(self, key: str, **args: Any) -> None:
        """Answer the pressed button with a window to be closed; nothing where no button was pressed."""
        self._answer(key, args, alert=True)

    def leave(self) -> None:
        """Put the open form aside: its answers stay, the next text does not land in it."""
        talk = self.talks.active
        if talk is None:
            return
        if talk.data.get("keyboard"):
            self.send(Screen("form-put-aside", remove_reply_keyboard=True))
            talk.data["keyboard"] = False
        self.talks.suspend()

    @property
    def pressed(self) -> CallbackQuery | None:
        """Return the pressed button's query."""
        return self.turn.update.callback_query

    def _answer(self, key: str, args: dict[str, Any], *, alert: bool) -> None:
        query = self.pressed
        if query is not None:
            # Toasts show plain text, at most 200 characters.
            text = self.text(key, **args).striptags()[:200]
            self.turn.answer = {"callback_query_id": query.id, "text": text, "show_alert": alert}

    def _pressed_message(self) -> Message | None:
        query = self.pressed
        if query is None or stays(query.data):
            return None
        return query.message if isinstance(query.message, Message) else None

    def _take_buttons_away(self, message: Message) -> None:
        if message.reply_markup is not None:
            self.turn.owe("editMessageReplyMarkup", {"chat_id": message.chat.id, "message_id": message.message_id})

    def _told(
        self, session: Session, use_case: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        result = use_case(session, *args, **kwargs)
        events = getattr(result, "events", None)
        if events is None or not hasattr(result, "value"):
            return result
        for call in self.room.render(session, self.now, events):
            self.turn.calls.append(call)
        return result.value


def language_lookup(session: Session) -> Callable[[int], str]:
    """Return a function from a person's id to their language."""

    def language_of(person_id: int) -> str:
        found = people.get(session, [person_id])
        return found[person_id].language if person_id in found else "ru"

    return language_of


__all__ = ["Context", "NoPerson", "Notice", "NoticeContext", "Told", "language_lookup"]
