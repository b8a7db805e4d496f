"""Delivery: takes calls after their commit and sees each one through."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
import structlog

from bot.clock import Clock, DueSource
from bot.commits import GroupCommit
from bot.counts import Counts
from bot.delivery.answers import Answers
from bot.delivery.backlog import Backlog
from bot.delivery.board import PACED, Board, Chat
from bot.delivery.budget import Budget, Ticket, Tries
from bot.delivery.outage import Outage
from bot.delivery.pacing import Limits, backoff_s
from bot.delivery.recording import Recorder, cancel, keep
from bot.delivery.sending import Sender, Verdict
from bot.errors import ServerFailed
from bot.http import BotApi
from bot.seams import seam
from storage import outbox
from storage.database import Database
from storage.outbox import Lane, OutboxState, Outgoing, Settlement
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

# Of the pool's 256 connections the rest is for updates and for answers to presses.
MOST_IN_FLIGHT = 192
MOST_PACED_IN_FLIGHT = 96
FLOOD_MARGIN_S = 0.05
FLUSH_S = 5.0
# A call that Telegram fails on this often while others get through blocks its chat for nothing.
MOST_LONELY_FAILURES = 200


@dataclass(frozen=True, slots=True)
class Health:
    """How delivery fares. `waiting` counts calls in memory, the database may hold more."""

    unreachable_since: datetime | None
    waiting: int
    in_flight: int


class Delivery:
    """Sends what is owed: in order within a chat and lane, replies before notices before broadcasts.

    Replies go first; notices and broadcasts are paced by `limits`, where replies count too. Nothing is lost: a call
    stays in the outbox until Telegram has it, refuses it for good, or nobody needs it. Stop it before `commits`.
    """

    def __init__(
        self,
        api: BotApi,
        database: Database,
        commits: GroupCommit,
        clock: Clock,
        bot_id: int,
        limits: Limits,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        counts: Counts | None = None,
    ) -> None:
        self._database, self._clock, self._bot_id = database, clock, bot_id
        self._monotonic = monotonic
        self._board = Board(limits)
        self._backlog = Backlog(database, bot_id, self._push, self._board.counts)
        self._sender = Sender(api, database, bot_id)
        self._counts = counts or Counts()
        self._answers = Answers(api, self._counts)
        self._recorder = Recorder(database, commits, clock, bot_id)
        self._outage = Outage(clock)
        self._budget = Budget(limits.per_second, monotonic, self._look)
        self._in_flight = self._paced_in_flight = 0
        self._backing_off: set[Chat] = set()
        self._moved: dict[int, int] = {}
        self._calls: set[asyncio.Task[None]] = set()
        self._reader: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = float("inf")
        self._changed = asyncio.Event()
        self._draining = self._ended = False

    async def start(self) -> None:
        """Owe again what the last run left; careful calls that were under way then become uncertain."""
        now = self._clock.now()
        uncertain = await self._database.run(outbox.find_uncertain, self._bot_id, now)
        if uncertain:
            log.error("messages may or may not have arrived; somebody has to settle them", count=uncertain)
            self._counts.stuck += uncertain
        self._backlog.begin(now)
        self._reader = asyncio.create_task(self._backlog.run(), name="outbox reader")

    async def stop(self, timeout_s: float) -> None:
        """Start no notices any more, send the replies that are owed, record everything. The rest stays owed."""
        deadline = self._monotonic() + timeout_s
        self._draining = True
        try:
            async with asyncio.timeout(timeout_s):
                while self._is_busy():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            log.warning("replies are cut off; they wait for the next start", in_flight=self._in_flight)
        self._ended = True
        if self._timer is not None:
            self._timer.cancel()
        await self._answers.stop()
        await cancel([*self._calls, *([self._reader] if self._reader else [])])
        await self._recorder.flush(max(FLUSH_S, deadline - self._monotonic()))

    def offer(self, calls: Sequence[Outgoing]) -> None:
        """Take calls whose commit has just succeeded. Those held back by `not_before` come by themselves."""
        if self._moved:
            calls = [_moved(call, self._moved[call.chat_id]) if call.chat_id in self._moved else call for call in calls]
        self._backlog.admit(calls)

    def answer(self, params: Mapping[str, Any]) -> None:
        """Answer a callback query now; who presses a button waits for nothing else. A failure is only logged."""
        self._answers.send(params)

    def holds(self, call_id: int) -> bool:
        """Whether a call is under way or waits in memory."""
        return self._backlog.holds(call_id)

    def wake(self) -> None:
        """Look in the outbox for calls that nobody offered, as after making a broadcast of many."""
        self._backlog.page_all()

    def due_source(self) -> DueSource:
        """Return what takes up the calls that are held back, when their moment comes."""
        return DueSource("outbox", self._backlog.next_due, self._backlog.take_due, self._backlog.rewind)

    def health(self) -> Health:
        """Return since when Telegram is unreachable, and how much waits."""
        return Health(self._outage.since, sum(self._board.counts), self._in_flight)

    # --- the way of a call: push, start, carry, conclude

    def _push(self, calls: Iterable[Outgoing]) -> None:
        now = self._monotonic()
        for call in calls:
            self._board.push(call, now)
        self._changed.set()
        self._pump(now)

    def _pump(self, now: float) -> None:
        """Start every call that may go now, and set the alarm for the next one."""
        if self._ended:
            return
        board = self._board
        board.wake(now)
        most = self._outage.most_in_flight(now, MOST_IN_FLIGHT)
        while (
            self._in_flight < most
            and self._budget.admits_reply(now, waiting=board.has_ready(Lane.REPLY))
            and (chat := board.next(Lane.REPLY, now)) is not None
        ):
            self._start(chat, Lane.REPLY, now)
        while self._in_flight < most and self._may_start_paced(now):
            lane = next((lane for lane in PACED if (chat := board.next(lane, now)) is not None), None)
            if lane is None or chat is None:
                break
            self._start(chat, lane, now)
        self._set_alarm(now)

    def _may_start_paced(self, now: float) -> bool:
        return self._budget.paced_at(now) <= now and self._paced_in_flight < MOST_PACED_IN_FLIGHT and not self._draining

    def _set_alarm(self, now: float) -> None:
        moments = [self._board.next_moment(now), self._outage.opens_at(), self._budget.reply_at(now)]
        if not self._draining and any(map(self._board.has_ready, PACED)):
            moments.append(self._budget.paced_at(now))
        at = min((moment for moment in moments if moment > now), default=float("inf"))
        if self._timer is not None:
            if now < self._timer_at <= at:
                return
            self._timer.cancel()
            self._timer = None
        self._timer_at = at
        if at != float("inf"):
            self._timer = asyncio.get_running_loop().call_later(at - now, self._ring)

    def _look(self) -> None:
        asyncio.get_running_loop().call_soon(self._ring)

    def _ring(self) -> None:
        self._timer, self._timer_at = None, float("inf")
        self._pump(self._monotonic())

    def _start(self, chat: Chat, lane: Lane, now: float) -> None:
        call = self._board.take(chat, now)
        self._in_flight += 1
        ticket = self._budget.charge(now, paced=lane != Lane.REPLY)
        self._paced_in_flight += lane != Lane.REPLY
        keep(self._calls, self._carry(chat, call, ticket))

    async def _carry(self, chat: Chat, call: Outgoing, ticket: Ticket | None) -> None:
        tries = Tries(self._budget, ticket, self._monotonic, paced=call.lane != Lane.REPLY)
        try:
            if call.careful:
                await self._recorder.begin(call)
            verdict = await self._sender.send(call, tries)
            seam("delivery.sent")
        except (ValueError, TypeError, KeyError) as error:
            log.exception("a call cannot be read", call_id=call.id, method=call.method)
            verdict = Verdict(OutboxState.DEAD, f"cannot be read: {type(error).__name__}", local=True)
        except DatabaseTrouble as trouble:
            verdict = Verdict(error=trouble.kind, local=True)
        except Exception as error:
            log.exception("a call cannot be prepared", call_id=call.id, method=call.method)
            verdict = Verdict(error=type(error).__name__, local=True)
        tries.close()
        if call.careful and verdict.state is None:
            await self._recorder.owe_again(call, verdict.error or "")
        self._conclude(chat, call, verdict)

    def _conclude(self, chat: Chat, call: Outgoing, verdict: Verdict) -> None:
        now = self._monotonic()
        self._in_flight -= 1
        self._paced_in_flight -= call.lane != Lane.REPLY
        if verdict.answered and self._outage.succeeded():
            self._resume(now)
        if verdict.state is None:
            verdict = self._again(chat, call, verdict, now)
        self._counts.sent(call.method, verdict.outcome)
        if verdict.state is not None:
            chat.failures = chat.lonely_failures = 0
            self._backing_off.discard(chat)
            self._settle(chat, call, verdict, verdict.state)
        self._board.place(chat, now)
        self._backlog.nudge()
        self._changed.set()
        self._pump(now)

    # --- what becomes of a call

    def _settle(self, chat: Chat, call: Outgoing, verdict: Verdict, state: OutboxState) -> None:
        # A channel that threw Iskra out is somebody's to mend: what it is owed becomes dead letters, to be sent again.
        gone = verdict.blocked and chat.id > 0
        if gone:
            log.info("a person cannot be reached any more", chat_id=chat.id, error=verdict.error)
        elif state is OutboxState.DEAD:
            log.warning("message cannot be delivered", call_id=call.id, method=call.method, error=verdict.error)
        elif state is OutboxState.UNCERTAIN:
            log.warning("message may or may not have arrived", call_id=call.id, method=call.method, error=verdict.error)
        dropped = self._board.drop(chat) if gone else []

        def recorded() -> None:
            self._backlog.forget([call.id], state)
            self._counts.stuck += state in (OutboxState.DEAD, OutboxState.UNCERTAIN)
            if verdict.anchor is not None:
                self._sender.stored(verdict.anchor)
            if gone:
                # After the call itself, which stays a dead letter and is not dropped with the others.
                ids = [one.id for one in dropped]
                self._recorder.give_up(call.chat_id, lambda: self._backlog.forget(ids, OutboxState.DROPPED))

        self._recorder.settle(Settlement(call.id, state, self._clock.now(), verdict.error), verdict.anchor, recorded)

    def _again(self, chat: Chat, call: Outgoing, verdict: Verdict, now: float) -> Verdict:
        """Let a call wait for another try. Return a verdict with a state where another try makes no sense."""
        if verdict.new_chat_id is not None:
            return self._follow(chat, call, verdict, verdict.new_chat_id, now)
        if verdict.retry_after is not None:
            until = now + verdict.retry_after + FLOOD_MARGIN_S
            paused = self._board.flooded(chat, call.lane, until, now)
            log.info("flood limit", chat_id=chat.id, retry_after_s=verdict.retry_after, lane_paused=paused)
        elif self._count(chat, verdict, now) > MOST_LONELY_FAILURES:
            return replace(verdict, state=OutboxState.DEAD)
        else:
            chat.paused_until = now + backoff_s(chat.failures)
            self._backing_off.add(chat)
        self._board.put_back(chat, call)
        return verdict

    def _count(self, chat: Chat, verdict: Verdict, now: float) -> int:
        """Count a failure; return how often in a row Telegram failed on this call while others got through."""
        chat.failures += 1
        if verdict.fault is not None:
            self._outage.failed(chat.id, verdict.fault, now)
        if isinstance(verdict.fault, ServerFailed) and self._outage.successes != chat.successes:
            chat.lonely_failures += 1
        chat.successes = self._outage.successes
        return chat.lonely_failures

    def _resume(self, now: float) -> None:
        """Telegram answers again after an outage: nobody waits for the end of a backoff."""
        for chat in self._backing_off:
            if chat.failures:
                self._board.resume(chat, now)
        self._backing_off.clear()

    def _follow(self, chat: Chat, call: Outgoing, verdict: Verdict, new_chat_id: int, now: float) -> Verdict:
        """Carry what is owed to a group over to the supergroup that it became."""
        if orjson.loads(call.body).get("chat_id") == new_chat_id:
            return replace(verdict, state=OutboxState.DEAD)  # it moved to itself: no way to follow that
        log.info("a group became a supergroup", chat_id=chat.id, new_chat_id=new_chat_id)
        if chat.id == new_chat_id:  # the row was moved in an earlier run, its body was not
            self._board.put_back(chat, _moved(call, new_chat_id))
            return verdict
        self._moved[chat.id] = new_chat_id
        self._recorder.move(chat.id, new_chat_id)
        for one in (call, *self._board.strip(chat)):
            self._board.push(_moved(one, new_chat_id), now)
        return verdict

    def _is_busy(self) -> bool:
        """Whether something is under way, or replies are owed that can go out."""
        if self._in_flight:
            return True
        owed = self._board.counts[Lane.REPLY] or self._backlog.is_paged(Lane.REPLY)
        return bool(owed) and not self._outage.gated


def _moved(call: Outgoing, new_chat_id: int) -> Outgoing:
    body = orjson.loads(call.body)
    body["chat_id"] = new_chat_id
    return replace(call, chat_id=new_chat_id, body=orjson.dumps(body))
