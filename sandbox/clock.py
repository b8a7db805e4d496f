"""The sandbox's own time: it runs at any rate, jumps forward and never goes back."""

import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from sandbox.errors import ControlError

FURTHEST = datetime(2200, 1, 1, tzinfo=UTC)


class VirtualClock:
    """A clock whose moment is `base` plus the real time since it was set, times `rate`."""

    def __init__(self, start_at: datetime | None = None, rate: float = 1.0) -> None:
        self._zone: tzinfo = (start_at.tzinfo if start_at is not None else None) or UTC
        self._base = (start_at or datetime.now(UTC)).astimezone(UTC)
        self._set_at = time.monotonic()
        self.rate = rate

    def now(self) -> datetime:
        """Return the virtual moment, aware, in UTC."""
        return min(FURTHEST, self._base + timedelta(seconds=(time.monotonic() - self._set_at) * self.rate))

    def unix(self) -> int:
        """Return the virtual moment as a unix time in whole seconds, as messages carry it."""
        return int(self.now().timestamp())

    def advance(self, delta: timedelta) -> None:
        """Jump forward by `delta`."""
        if delta < timedelta(0):
            raise ControlError(400, "the clock does not go backwards")
        self._rebase(min(FURTHEST, self.now() + delta))

    def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment`, which is aware."""
        if moment.tzinfo is None:
            raise ControlError(400, "the moment needs an offset, as in 2026-10-05T09:00:00+03:00")
        if moment < self.now():
            raise ControlError(400, f"the clock does not go backwards; it shows {self.now().isoformat()}")
        self._rebase(min(FURTHEST, moment.astimezone(UTC)))

    def set_rate(self, rate: float) -> None:
        """Run `rate` virtual seconds a real second from now on; 0 stops the clock."""
        if not 0 <= rate <= 1_000_000:
            raise ControlError(400, "rate is a number from 0 to 1000000")
        self._rebase(self.now())
        self.rate = rate

    def dump(self) -> dict[str, Any]:
        """Return `{now, rate}` for the wire and for the state; `now` keeps the offset of the start."""
        return {"now": self.now().astimezone(self._zone).isoformat(), "rate": self.rate}

    def restore(self, saved: dict[str, Any]) -> None:
        """Go on from a saved moment; the time while the sandbox was off does not count."""
        self.rate = float(saved["rate"])
        moment = datetime.fromisoformat(saved["now"])
        self._zone = moment.tzinfo or UTC
        self._rebase(moment.astimezone(UTC))

    def _rebase(self, moment: datetime) -> None:
        self._base = moment
        self._set_at = time.monotonic()
