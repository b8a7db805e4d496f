"""What a job may do: download, read and write the database, have something heavy made in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.orm import Session

from bot.turn.context import Told
from storage import outbox
from storage.base import new_id
from storage.files import StoredFile
from storage.jobs import Job
from storage.outbox import Outgoing

if TYPE_CHECKING:
    from bot.turn.room import Room

P = ParamSpec("P")
T = TypeVar("T")

MOST_BYTES = 20 * 1024 * 1024  # Telegram's own servers give bots nothing larger
MAKE_TIMEOUT_S = 60.0
KEEP = timedelta(days=1)


class Files(Protocol):
    """Where the files are that people send."""

    async def fetch(self, file_id: str, most_bytes: int) -> bytes:
        """Return a file; `FileTooLarge`, `FileGone`, or a `TelegramError` that may heal."""
        ...


class Maker(Protocol):
    """Where heavy things are made (`bot.workshop`)."""

    async def make(self, function: Callable[..., T], *args: Any, timeout_s: float = MAKE_TIMEOUT_S, **named: Any) -> T:
        """Call a function of `papers` elsewhere; what it raises of the papers' own errors comes through."""
        ...


class Work:
    """What one job is given. It may be cut at any moment and done again from its beginning."""

    def __init__(self, job: Job, room: Room, files: Files, maker: Maker) -> None:
        self._job, self._room, self._files, self._maker = job, room, files, maker
        self.kept: list[StoredFile] = []

    @property
    def job_id(self) -> int:
        """Return the job's number: the same whenever it is done again."""
        return self._job.id

    @property
    def bot_id(self) -> int:
        """Return the number of the bot that does the job."""
        return self._job.bot_id

    @property
    def chat_id(self) -> int:
        """Return the chat where the result goes."""
        return self._job.chat_id

    @property
    def user_id(self) -> int:
        """Return the Telegram number of who started the job."""
        return self._job.user_id

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return self._room.clock.now()

    def content(self) -> Any:
        """Return the present content."""
        return self._room.content()

    def setting(self, name: str) -> Any:
        """Return what handlers may read of the configuration; None where it is not set."""
        return self._room.settings.get(name)

    def text(self, language: str, key: str, **args: Any) -> str:
        """Return a text as plain words: what is made here is no message."""
        return self._room.texts.get(language, key, **args).unescape()

    async def download(self, file_id: str, most_bytes: int = MOST_BYTES) -> bytes:
        """Return a file that somebody sent; `FileTooLarge` and `FileGone` tell the person where nobody catches them."""
        return await self._files.fetch(file_id, most_bytes)

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read without waiting for any writer."""
        return await self._room.database.read(query, *args, **kwargs)

    async def run(self, use_case: Callable[Concatenate[Session, P], Any], *args: P.args, **kwargs: P.kwargs) -> Any:
        """Run a use case in a transaction of its own, committed at once; what it tells is owed there too.

        A job that is cut after this is done again: the use case must not mind.
        """

        def perform(session: Session) -> tuple[Any, list[Outgoing]]:
            done = use_case(session, *args, **kwargs)
            if not isinstance(done, Told):
                return done, []
            return done.value, outbox.add(session, self._room.render(session, self.now(), done.events))

        value, calls = await self._room.database.run(perform)
        self._room.sender.offer(calls)
        return value

    async def make(self, function: Callable[..., T], *args: Any, timeout_s: float = MAKE_TIMEOUT_S, **named: Any) -> T:
        """Call a function of `papers` in a process of its own; `WorkshopError` where that takes too much."""
        return await self._maker.make(function, *args, timeout_s=timeout_s, **named)

    def keep(self, name: str, content: bytes, mime: str, keep_for: timedelta = KEEP) -> int:
        """Keep a file together with the job's result; return its number for `storage.files`.

        It is deleted after `keep_for` unless somebody adopts it.
        """
        now = self.now()
        file = StoredFile(new_id(), name, mime, content, now, now + keep_for)
        self.kept.append(file)
        return file.id
