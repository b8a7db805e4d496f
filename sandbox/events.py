"""What happens, as numbered events for pages and for whoever waits."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

Event = dict[str, Any]
_KEPT = 4000


class EventHub:
    """The last few thousand events, each with a version one higher than the one before."""

    def __init__(self) -> None:
        self.version = 0
        self._kept: deque[Event] = deque(maxlen=_KEPT)
        self._held: list[Event] = []
        self._changed: asyncio.Future[None] | None = None
        self.stopped = False

    def publish(self, kind: str, **fields: Any) -> int:
        """Add an event; it is heard at the next `release`. Return its version."""
        self.version += 1
        self._held.append({"version": self.version, "kind": kind, **fields})
        return self.version

    def release(self) -> None:
        """Let everybody hear the events published since the last release."""
        if not self._held:
            return
        self._kept.extend(self._held)
        self._held.clear()
        self._wake()

    def stop(self) -> None:
        """End everybody's waiting."""
        self.stopped = True
        self._wake()

    def _wake(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)
        self._changed = None

    async def changed(self, timeout_s: float) -> None:
        """Wait for the next release or stop, at most `timeout_s` seconds."""
        if self.stopped or timeout_s <= 0:
            return
        if self._changed is None:
            self._changed = asyncio.get_running_loop().create_future()
        await asyncio.wait([self._changed], timeout=timeout_s)

    def since(self, after: int) -> list[Event] | None:
        """Return the events after version `after`; None when some of them are no longer kept."""
        if after == self.version:
            return []
        if after > self.version or not self._kept or self._kept[0]["version"] > after + 1:
            return None
        found: list[Event] = []
        for event in reversed(self._kept):
            if event["version"] <= after:
                break
            found.append(event)
        return found[::-1]

    async def follow(self, after: int) -> AsyncIterator[Event | None]:
        """Yield events after version `after` for ever; None every 15 s without one; a gap yields kind `reset`."""
        while not self.stopped:
            events = self.since(after)
            if events is None:
                after = self.version
                yield {"version": after, "kind": "reset"}
                continue
            for event in events:
                yield event
                after = event["version"]
            if not events:
                before = self.version
                await self.changed(15)
                if self.version == before:
                    yield None
