"""Time: one clock, injected, aware datetimes only; and the ticks that find what is due."""

from bot.clock.clocks import Clock, FollowedClock, SystemClock
from bot.clock.ticker import AT_ONCE, DueSource, Ticker

__all__ = ["AT_ONCE", "Clock", "DueSource", "FollowedClock", "SystemClock", "Ticker"]
