"""Outages: when Telegram cannot be reached at all, one call at a time tries, later and later, and nothing is lost."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.clock import Clock
from bot.delivery.pacing import backoff_s
from bot.errors import TelegramDown, TelegramError, Unauthorized

log = structlog.get_logger(__name__)

FAILURES_IN_A_ROW = 3
PROBE_MOST_S = 5.0


class Outage:
    """Counts failures in a row, of any chat. Times named `now` are monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0
        self._first_at: datetime | None = None
        self._first_chat = 0
        self._many_chats = False
        self._known = False
        self._probes = 0
        self._closed_until = 0.0
        self.successes = 0

    @property
    def since(self) -> datetime | None:
        """Return since when Telegram is unreachable, None while it is not."""
        return self._first_at if self._known else None

    @property
    def gated(self) -> bool:
        """Whether only single calls are let through, to see if Telegram is back."""
        return self._probes > 0

    def most_in_flight(self, now: float, usually: int) -> int:
        """Return how many calls may be under way at once now."""
        if not self._probes:
            return usually
        return 0 if now < self._closed_until else 1

    def opens_at(self) -> float:
        """Return when the next call may try, in the past when one may now."""
        return self._closed_until

    def failed(self, chat_id: int, error: TelegramError, now: float) -> None:
        """Count a call to which Telegram gave no answer, or none of use."""
        if not self._failures:
            self._first_at, self._first_chat, self._many_chats = self._clock.now(), chat_id, False
        self._failures += 1
        self._many_chats = self._many_chats or chat_id != self._first_chat
        unknown_token = isinstance(error, Unauthorized)
        if self._failures < FAILURES_IN_A_ROW and not unknown_token:
            return
        if not self._known:
            self._known = True
            hint = "check telegram.token" if unknown_token else "messages are kept and go out later"
            log.warning("telegram is unreachable", since=str(self._first_at), error=str(error), hint=hint)
        # One chat whose call always fails at Telegram's side must not hold up the others.
        everybody = self._many_chats or unknown_token or isinstance(error, TelegramDown)
        if everybody and now >= self._closed_until:
            self._probes += 1
            self._closed_until = now + backoff_s(self._probes, PROBE_MOST_S)

    def succeeded(self) -> bool:
        """Note that Telegram answered. Return whether that ended an outage that held everybody up."""
        self.successes += 1
        if not self._failures:
            return False
        gated = self.gated
        if self._known:
            log.info("telegram is reachable again", since=str(self._first_at), failures=self._failures)
        self._failures = self._probes = 0
        self._closed_until = 0.0
        self._known = False
        self._first_at = None
        return gated
