"""Time: one clock, injected, aware datetimes only; and the ticks that find what is due."""

from bot.clock.clocks import Clock, FollowedClock, SystemClock
from bot.clock.ticker import DueSource, Ticker

__all__ = ["Clock", "DueSource", "FollowedClock", "SystemClock", "Ticker"]
