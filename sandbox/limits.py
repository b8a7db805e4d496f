"""Telegram's flood limits, which it documents only roughly: 30 messages a second, 1 a second in a chat, 20 a minute
in a group. A private chat may run ahead by a short burst, as it may at Telegram."""

import time
from collections import deque

_PER_SECOND = 30
_PER_GROUP_MINUTE = 20
_BURST = 3.0
_FORGET_AFTER = 10_000

LIMITED = {
    "sendMessage", "sendPhoto", "sendDocument", "sendVenue", "editMessageText", "editMessageCaption",
    "editMessageReplyMarkup", "pinChatMessage", "unpinChatMessage",
}  # fmt: skip


class FloodLimits:
    """The budget of one bot, in real time."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque()
        self._groups: dict[str, deque[float]] = {}
        self._chats: dict[str, tuple[float, float]] = {}  # messages to spare, and when that was so

    def retry_after(self, chat_id: str) -> int:
        """Count a message to a chat; return 0 when it may go, else the seconds to wait."""
        now = time.monotonic()
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) >= _PER_SECOND:
            return 1
        is_group = chat_id.startswith(("-", "@"))
        wait = self._group(chat_id, now) if is_group else self._chat(chat_id, now)
        if not wait:
            self._sent.append(now)
        return wait

    def _group(self, chat_id: str, now: float) -> int:
        sent = self._groups.setdefault(chat_id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        if len(sent) >= _PER_GROUP_MINUTE:
            return int(sent[0] + 60 - now) + 1
        sent.append(now)
        return 0

    def _chat(self, chat_id: str, now: float) -> int:
        if len(self._chats) > _FORGET_AFTER:
            self._chats = {key: value for key, value in self._chats.items() if value[1] > now - _BURST}
        spare, since = self._chats.get(chat_id, (_BURST, now))
        spare = min(_BURST, spare + now - since)
        self._chats[chat_id] = (max(0.0, spare - 1) if spare >= 1 else spare, now)
        return 0 if spare >= 1 else 1
