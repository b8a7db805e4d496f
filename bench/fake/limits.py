"""Telegram's flood limits as a strict Telegram would hold them. The real ones are not published exactly."""

from __future__ import annotations

from collections import Counter, deque

PER_SECOND = 30
PER_CHAT_PER_SECOND = 1.0
CHAT_BURST = 3.0
"""So many calls a chat may get at once, as an answer of several parts does."""
RETRY_AFTER_S = 1


class Limits:
    """Never more than 30 calls in any second, and one a second to a chat on average. `now` is in seconds."""

    def __init__(self) -> None:
        self._lately: deque[float] = deque()
        self._chats: dict[int, tuple[float, float]] = {}
        self.refused: Counter[str] = Counter()

    def retry_after(self, chat_id: int, now: float) -> int:
        """Count a call that comes now; return 0, or how long to wait where it is one too many."""
        while self._lately and self._lately[0] <= now - 1:
            self._lately.popleft()
        if len(self._lately) >= PER_SECOND:
            self.refused["overall"] += 1
            return RETRY_AFTER_S
        left, then = self._chats.get(chat_id, (CHAT_BURST, now))
        left = min(CHAT_BURST, left + (now - then) * PER_CHAT_PER_SECOND)
        if left < 1:
            self.refused["chat"] += 1
            return RETRY_AFTER_S
        self._chats[chat_id] = left - 1, now
        self._lately.append(now)
        return 0
