"""The room where turns happen: everything a turn needs, and the way from an arrived update to a commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol

import orjson
import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from telegram import Update, User

from bot import operators
from bot.clock import Clock
from bot.commits import Finished, GroupCommit, finish
from bot.conversation import Talks, set_current_talks
from bot.counts import Counts
from bot.feature import Errand, Listener, NoticeContext, RegistrationError, ToOperators
from bot.feature import Job as Do
from bot.jobs.result import FAILED, JobUpdate, brings_job
from bot.screens import IN_PLACE, Screen, send_call
from bot.seams import handled, seam
from bot.texts import Texts
from bot.turn.context import language_lookup
from bot.turn.guard import guarded
from bot.turn.loading import Loader
from bot.turn.offline import TurnApplication
from bot.turn.reading import parse
from bot.turn.state import Turn, set_current_turn
from storage import inbox, jobs, outbox, people, restored
from storage.base import new_id
from storage.database import Database, is_serialization_failure, patience_s
from storage.errors import AlreadyHandled, Refusal, StaleConversation
from storage.inbox import Arrival
from storage.jobs import Job
from storage.outbox import Lane, Outgoing
from storage.people import Newcomer, Person
from storage.restored import Restored
from storage.settling import Stuck
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 3
MOST_REPEATS = 30
RETRY_AFTER_S = (0.5, 3.0)
BLOCKED = frozenset({"kicked", "left"})


class Sender(Protocol):
    """Where calls go after the commit."""

    def offer(self, calls: Sequence[Outgoing]) -> None:
        """Take calls that are owed now."""
        ...

    def answer(self, params: dict[str, Any]) -> None:
        """Answer a callback query at once."""
        ...


@dataclass
class Room:
    """What all turns share. `content()` gives the present content; `settings` is what handlers read of the config.

    `look_again()` makes delivery look in the database for calls that nobody offered, `look_for_jobs()` the runner for
    jobs that a turn has started. Of the span `restored` nothing is told again that was told then.
    """

    bot_id: int
    database: Database
    commits: GroupCommit
    clock: Clock
    texts: Texts
    sender: Sender
    content: Callable[[], Any]
    notices: dict[type, Callable[[Any, NoticeContext], Iterable[Any]]]
    operator_chat_id: int | None = None
    retry_after_s: tuple[float, ...] = RETRY_AFTER_S
    settings: Mapping[str, Any] = field(default_factory=dict)
    look_again: Callable[[], None] = lambda: None
    look_for_jobs: Callable[[], None] = lambda: None
    counts: Counts = field(default_factory=Counts)
    restored: Restored | None = None

    def __post_init__(self) -> None:
        """Make what only this room uses."""
        self.loader = Loader(self.database, self.bot_id)
        self.application: TurnApplication | None = None
        self.forms: dict[str, Any] = {}
        self.jobs: dict[str, Do] = {}
        self.listeners: dict[type, list[Listener]] = {}

    def render(self, session: Session, now: datetime, events: Iterable[Any]) -> list[Outgoing]:
        """Return the calls that tell people what happened. Who cannot be reached is left out."""
        context = NoticeContext(session, now, self.content(), language_lookup(session), self.texts)
        calls = []
        for event in events:
            if type(event) not in self.notices:
                raise RegistrationError(f"nobody registered how {type(event).__name__} looks")
            for listener in self.listeners.get(type(event), ()):
                listener(session, now, event)
            for notice in self.notices[type(event)](event, context):
                if isinstance(notice, ToOperators):
                    calls += self._to_operators(notice, now)
                    continue
                person = people.get(session, [notice.person_id]).get(notice.person_id)
                if person is None or person.chat_id is None or person.unreachable:
                    log.info("notice left out", person_id=notice.person_id, notice_event=type(event).__name__)
                    continue
                if isinstance(notice, Errand):
                    self._start(session, now, notice, person.chat_id)
                    continue
                call = self.outgoing(
                    notice.screen,
                    person.chat_id,
                    person.language,
                    now,
                    lane=notice.lane,
                    dedupe_key=f"{notice.dedupe_key}:{person.id}",
                    not_before=notice.not_before,
                    careful=notice.careful,
                )
                calls.append(call)
                if notice.pin:
                    calls.append(self._pin(call))
        return calls

    def _pin(self, call: Outgoing) -> Outgoing:
        """Return the call that pins the named message of another one, without ringing."""
        body = orjson.dumps({"chat_id": call.chat_id, "disable_notification": True})
        return replace(call, id=new_id(), method="pinChatMessage", body=body, dedupe_key=f"{call.dedupe_key}:pin")

    def _to_operators(self, notice: ToOperators, now: datetime) -> list[Outgoing]:
        if not self.operator_chat_id:
            return []
        more = {"lane": Lane.NOTICE, "dedupe_key": notice.dedupe_key, "not_before": notice.not_before}
        return [self.outgoing(notice.screen, self.operator_chat_id, operators.LANGUAGE, now, **more)]

    def _start(self, session: Session, now: datetime, errand: Errand, chat_id: int) -> None:
        """Keep a job that nobody has pressed for; the runner sees it at its next look."""
        # A person's chat has the number of the person.
        job = Job(new_id(), self.bot_id, errand.kind, errand.key, chat_id, chat_id, errand.payload, now)
        jobs.start(session, job)

    def outgoing(self, screen: Screen, chat_id: int, language: str, now: datetime, **more: Any) -> Outgoing:
        """Return the call that sends `screen`; with an anchor, one that edits it in place where it stands."""
        method, body = send_call(screen, chat_id, self.texts, language)
        if screen.anchor is not None and method == "sendMessage":
            method = "editMessageText"
            body = {**body, IN_PLACE: True} if screen.in_place else body
        lane = more.pop("lane", Lane.REPLY)
        return Outgoing(
            new_id(), self.bot_id, chat_id, lane, method, orjson.dumps(body), now, anchor=screen.anchor, **more
        )

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        """Give updates (one, or the parts of an album) their turn; return when they are done or set aside.

        While the database is in trouble the turn waits: that is no failure of its own, and is not counted.
        """
        attempt = arrivals[0].attempts
        while True:
            try:
                await self._repeated(arrivals)
            except DatabaseTrouble:
                await self.database.condition.well()
            except AlreadyHandled:
                self._heard_late(arrivals)
                return
            except Exception as error:
                if await self._failed(arrivals, error, first=attempt == 0):
                    return
                await asyncio.sleep(self.retry_after_s[min(attempt, len(self.retry_after_s) - 1)])
                attempt += 1
            else:
                return

    async def _repeated(self, arrivals: Sequence[Arrival]) -> None:
        for repeat in range(1, MOST_REPEATS + 1):
            try:
                await self._turn(arrivals)
            except StaleConversation:
                if repeat == MOST_REPEATS:
                    raise
            except DBAPIError as error:
                if repeat == MOST_REPEATS or not is_serialization_failure(error):
                    raise
            else:
                return
            await asyncio.sleep(patience_s(repeat))

    async def _turn(self, arrivals: Sequence[Arrival]) -> None:
        began = perf_counter()
        turn = await self._begin(arrivals)
        set_current_turn(turn)
        set_current_talks(turn.talks)
        try:
            await guarded(self._process(turn), turn.transaction)
            seam("turn.handled")
            finished = Finished(turn.inbox_ids, turn.now, turn.talks.changed(turn.now), tuple(turn.calls))
            if turn.transaction.holding:
                calls = await turn.transaction.conclude(finish, [finished])
            else:
                calls = await self.commits.finish(finished)
        except BaseException:
            await turn.transaction.rollback()
            raise
        seam("turn.committed")
        self.counts.turned("done" if turn.failure is None else "refused", perf_counter() - began)
        self.sender.offer(calls)
        if turn.started_job:
            self.look_for_jobs()
        if turn.update.callback_query is not None:
            # Without an answer the button would keep spinning on the phone.
            self.sender.answer(turn.answer or {"callback_query_id": turn.update.callback_query.id})

    async def _begin(self, arrivals: Sequence[Arrival]) -> Turn:
        assert self.application is not None
        updates = [parse(arrival, self.application.bot) for arrival in arrivals]
        update, now = updates[0], self.clock.now()
        user, chat = update.effective_user, update.effective_chat
        chat_id = chat.id if chat is not None else arrivals[0].lane
        person: Person | None = None
        rows = []
        language = "ru"
        if user is not None and not user.is_bot:
            loaded = await self.loader.load(chat_id, user.id)
            person, rows = await self._seen(update, user, loaded.person, now), loaded.conversations
            language = person.language if person is not None else self.texts.language_of(user.language_code)
        return Turn(
            bot_id=self.bot_id,
            arrivals=tuple(arrivals),
            update=update,
            album=tuple(updates[1:]),
            now=now,
            person=person,
            language=language,
            talks=Talks(self.bot_id, chat_id, user.id if user is not None else 0, rows),
            transaction=self.database.transaction(),
        )

    async def _seen(self, update: Update, user: User, person: Person | None, now: datetime) -> Person | None:
        """Return who acts, known from now on where they speak to Iskra. What a job brings is nobody's doing."""
        if isinstance(update, JobUpdate):
            return person
        chat = update.effective_chat
        private = chat.id if chat is not None and chat.id == user.id else None
        # Whoever merely talks in a group has nothing to do with Iskra: of them nothing is kept.
        spoke = private is not None or chat is None or update.callback_query is not None
        back = private is not None and person is not None and (person.chat_id is None or person.unreachable)
        if (person is None and spoke) or back:
            language = self.texts.language_of(user.language_code)
            return await self.commits.meet(Newcomer(user.id, private, language, now))
        return person

    async def _process(self, turn: Turn) -> None:
        assert self.application is not None
        member = turn.update.my_chat_member
        if member is not None:
            if member.chat.type == "private" and member.new_chat_member.status in BLOCKED:
                await turn.transaction.run(people.mark_unreachable, member.chat.id, turn.now)
            return
        if isinstance(turn.update, JobUpdate) and turn.person is None:
            log.info("a job's result is left out: its person is gone", kind=turn.update.job.kind)
            return
        await self.application.process_update(turn.update)
        if isinstance(turn.failure, Refusal):
            await self._refuse(turn, turn.failure)
        elif turn.failure is not None:
            raise turn.failure
        handled(turn.arrivals[0].raw)
        if isinstance(turn.update, JobUpdate):
            await self._keep_back(turn, turn.update)

    async def _keep_back(self, turn: Turn, update: JobUpdate) -> None:
        """Leave out what a job's result must not tell: to who cannot be reached, and what may have been told before."""
        if turn.person is not None and turn.person.unreachable:
            turn.calls[:] = [call for call in turn.calls if call.chat_id != turn.person.chat_id]
        if self.restored is not None:
            calls = tuple(turn.calls)
            turn.calls[:] = await turn.transaction.run(restored.keep_of_job, -update.update_id, calls, self.restored)

    async def _refuse(self, turn: Turn, refusal: Refusal) -> None:
        """Take back what the turn did, and tell the person why."""
        await turn.transaction.rollback()
        turn.calls.clear()
        turn.talks.restore()
        text = self.texts.get(turn.language, refusal.text_key, **refusal.args_)
        query = turn.update.callback_query
        if query is not None:
            turn.answer = {"callback_query_id": query.id, "text": text.striptags()[:200], "show_alert": True}
        elif turn.update.effective_chat is not None:
            chat_id = turn.update.effective_chat.id
            turn.owe(*send_call(Screen("", body=text), chat_id, self.texts, turn.language))

    async def _failed(self, arrivals: Sequence[Arrival], error: Exception, *, first: bool) -> bool:
        """Count a failed attempt; tell the person at the first. Return whether the updates were set aside."""
        ids = [arrival.id for arrival in arrivals]
        log.error("turn failed", update_id=arrivals[0].update_id, lane=arrivals[0].lane, exc_info=error)
        try:
            aside, owed = await self.database.run(
                self._count, ids, type(error).__name__, self.clock.now(), arrivals[0], first
            )
        except AlreadyHandled:
            self._heard_late(arrivals)
            return True
        except DatabaseTrouble:  # nothing is counted, the lane waits
            await self.database.condition.well()
            return False
        except Exception as worse:
            log.exception("the database cannot be written", error=type(worse).__name__)
            self.counts.errors["database"] += 1
            return False
        self.counts.failed(aside=aside)
        self.sender.offer(owed)
        return aside

    def _heard_late(self, arrivals: Sequence[Arrival]) -> None:
        """Leave updates alone that are done; nobody has offered what their turn owes."""
        log.warning("turn was committed, though the answer was lost", update_id=arrivals[0].update_id)
        self.look_again()
        self.look_for_jobs()

    def _count(
        self, session: Session, ids: list[int], error: str, now: datetime, arrival: Arrival, first: bool
    ) -> tuple[bool, list[Outgoing]]:
        """Count an attempt; owe an apology to the chat and, where the updates are set aside, a word to operators.

        Who waits for a job hears of it only where nothing comes any more.
        """
        aside = inbox.count_attempt(session, ids, error, MOST_ATTEMPTS, now)
        calls = []
        apology, told = (FAILED, aside) if brings_job(arrival) else ("core-failed", first)
        if told and arrival.lane > 0:
            known = people.by_telegram_ids(session, [arrival.lane])
            language = known[arrival.lane].language if arrival.lane in known else "ru"
            key = f"failed:{ids[0]}"
            calls.append(self.outgoing(Screen(apology), arrival.lane, language, now, dedupe_key=key))
        if aside:
            calls += operators.tell_stuck(session, self, Stuck.QUARANTINE, now)
        return aside, outbox.add(session, calls)
