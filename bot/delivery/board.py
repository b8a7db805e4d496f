"""The board: which calls wait in memory, chat by chat, and which chat may go next. No I/O; times are monotonic seconds.

A chat stands in one place at a time:

    idle ──push──► ready (in the lane of its most urgent call) ──take──► busy ──place──► idle, ready or delayed
                     ▲                                                                         │
                     └────────────────────────── its moment comes ─────────────────────────────┘

Moving a chat leaves its old entry behind in a queue; an entry counts only while `chat.where` agrees with it.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Iterator

from bot.delivery.pacing import Limits, Pace
from storage.outbox import Lane, Outgoing

IDLE, BUSY, DELAYED = -1, -2, -3  # other places are the numbers of lanes
PACED = (Lane.NOTICE, Lane.BROADCAST)
LANES = len(Lane)
RANGE = range(LANES)
MINUTE_S = 60.0


class Chat:
    """What waits for one chat."""

    __slots__ = (
        "failures",
        "id",
        "lonely_failures",
        "opens_at",
        "paused_until",
        "queues",
        "successes",
        "wake_at",
        "where",
    )

    def __init__(self, chat_id: int) -> None:
        self.id = chat_id
        self.queues: list[deque[Outgoing] | None] = [None] * LANES
        self.where = IDLE
        self.wake_at = 0.0  # while delayed
        self.opens_at = 0.0  # when its pace allows the next call that Iskra starts itself
        self.paused_until = 0.0  # after a 429, or after failures
        self.failures = 0  # of the call at the head, in a row
        self.lonely_failures = 0  # of these, how many while other chats got through
        self.successes = 0  # of everybody, seen at the last failure

    def lane(self) -> int | None:
        """Return the lane of the most urgent call."""
        for lane, queue in enumerate(self.queues):
            if queue:
                return lane
        return None


class Board:
    """Chooses who goes next: replies before notices before broadcasts, one call a chat at a time."""

    def __init__(self, limits: Limits) -> None:
        private = Pace(limits.per_chat_per_second)
        self._private = private
        self._group = Pace(limits.per_group_per_minute, MINUTE_S) if limits.per_group_per_minute else private
        self._chats: dict[int, Chat] = {}
        self._ready: tuple[deque[Chat], ...] = tuple(deque() for _ in Lane)
        self._delayed: list[tuple[float, int, Chat]] = []
        self._idle: deque[tuple[float, Chat]] = deque()
        self._order = itertools.count()
        self._lane_paused_until = [0.0] * LANES
        self._last_flood: list[tuple[int, float]] = [(0, 0.0)] * LANES
        self.counts = [0] * LANES  # calls that wait here, by lane

    def __len__(self) -> int:
        return len(self._chats)

    def push(self, call: Outgoing, now: float) -> None:
        """Let a call wait behind those of its chat and lane."""
        chat = self._chats.get(call.chat_id)
        if chat is None:
            chat = self._chats[call.chat_id] = Chat(call.chat_id)
        self._queue(chat, call.lane).append(call)
        self.counts[call.lane] += 1
        if chat.where != BUSY:
            self.place(chat, now)

    def put_back(self, chat: Chat, call: Outgoing) -> None:
        """Let a call that was taken wait again, before all others of its chat and lane."""
        self._queue(chat, call.lane).appendleft(call)
        self.counts[call.lane] += 1

    def next(self, lane: Lane, now: float) -> Chat | None:
        """Return a chat whose most urgent call is in `lane` and may go now. It has to be taken."""
        if self._pause_end(lane) > now:
            return None
        ready = self._ready[lane]
        while ready:
            chat = ready.popleft()
            if chat.where == lane:
                return chat
        return None

    def take(self, chat: Chat, now: float) -> Outgoing:
        """Take the most urgent call of a chat that `next` returned; the chat is busy until it is placed again."""
        lane = chat.where
        queue = chat.queues[lane]
        assert queue
        call = queue.popleft()
        self.counts[lane] -= 1
        chat.where = BUSY
        chat.opens_at = (self._group if chat.id < 0 else self._private).after(chat.opens_at, now)
        return call

    def place(self, chat: Chat, now: float) -> None:
        """Put a chat where it belongs now: after a call of its was answered, or a new one came."""
        lane = chat.lane()
        if lane is None:
            self._rest(chat, now)
            return
        at = chat.paused_until if lane == Lane.REPLY else max(chat.paused_until, chat.opens_at)
        if at > now:
            if chat.where != DELAYED or at != chat.wake_at:
                chat.where, chat.wake_at = DELAYED, at
                heapq.heappush(self._delayed, (at, next(self._order), chat))
        elif chat.where != lane:
            chat.where = lane
            self._ready[lane].append(chat)

    def wake(self, now: float) -> None:
        """Place the chats whose moment has come; forget those that nothing is owed to."""
        delayed = self._delayed
        while delayed and delayed[0][0] <= now:
            _, _, chat = heapq.heappop(delayed)
            if chat.where == DELAYED and chat.wake_at <= now:
                self.place(chat, now)
        while self._idle and self._idle[0][0] <= now:
            _, chat = self._idle.popleft()
            if chat.where == IDLE and self._chats.get(chat.id) is chat:
                self._rest(chat, now)

    def next_moment(self, now: float) -> float:
        """Return when something that waits for its moment may go; infinity when nothing does."""
        moments = [self._delayed[0][0]] if self._delayed else []
        moments += [end for lane in RANGE if self._ready[lane] and (end := self._pause_end(lane)) > now]
        return min(moments, default=float("inf"))

    def has_ready(self, lane: Lane) -> bool:
        """Whether a chat may go in `lane`, as far as one can tell without looking closer."""
        return bool(self._ready[lane])

    def flooded(self, chat: Chat, lane: Lane, until: float, now: float) -> bool:
        """Pause a chat after a 429; pause the lane too when another chat got one whose pause still runs.

        A paused lane holds back less urgent lanes as well. Return whether the lane was paused.
        """
        chat.paused_until = max(chat.paused_until, until)
        other, other_until = self._last_flood[lane]
        second = other != chat.id and now < other_until
        if second:
            self._lane_paused_until[lane] = max(self._lane_paused_until[lane], until)
        if until >= other_until or not second:
            self._last_flood[lane] = (chat.id, until)
        return second

    def drop(self, chat: Chat) -> list[Outgoing]:
        """Take away everything but replies from a chat that cannot be reached, and return it."""
        dropped = [call for lane in PACED for call in chat.queues[lane] or ()]
        for lane in PACED:
            self.counts[lane] -= len(chat.queues[lane] or ())
            chat.queues[lane] = None
        return dropped

    def strip(self, chat: Chat) -> Iterator[Outgoing]:
        """Take every call away from a chat, most urgent first."""
        for lane, queue in enumerate(chat.queues):
            while queue:
                self.counts[lane] -= 1
                yield queue.popleft()

    def resume(self, chat: Chat, now: float) -> None:
        """End a chat's pause."""
        chat.paused_until = 0.0
        if chat.where == DELAYED:
            self.place(chat, now)

    def _pause_end(self, lane: int) -> float:
        return max(self._lane_paused_until[: lane + 1])

    def _rest(self, chat: Chat, now: float) -> None:
        # A chat is remembered until its pace and its pause are over, else the next call to it would come too early.
        chat.where = IDLE
        until = max(chat.opens_at, chat.paused_until)
        if until <= now:
            self._chats.pop(chat.id, None)
        else:
            self._idle.append((until, chat))

    @staticmethod
    def _queue(chat: Chat, lane: int) -> deque[Outgoing]:
        queue = chat.queues[lane]
        if queue is None:
            queue = chat.queues[lane] = deque()
        return queue
