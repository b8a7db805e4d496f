"""When something comes again: APScheduler's triggers, which know clocks that are set forward and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, tzinfo


def daily(clock: time, zone: tzinfo) -> Callable[[datetime], datetime]:
    """Return a function from a moment to the next one after it (UTC) when clocks of `zone` show `clock`.

    On a day that leaves this hour out it comes as much later; on a day that has it twice, at the first.
    """
    from apscheduler.triggers.cron import CronTrigger  # 20 ms that a start has better uses for

    trigger = CronTrigger(hour=clock.hour, minute=clock.minute, second=clock.second, timezone=zone)

    def following(moment: datetime) -> datetime:
        # Around an hour that comes twice the trigger may answer with a moment that is over, or the second time.
        for past in (timedelta(microseconds=1), timedelta(hours=1), timedelta(hours=2)):
            found: datetime = trigger.get_next_fire_time(None, moment + past)
            if found > moment and not found.fold:
                return found.astimezone(UTC)
        raise AssertionError("a clock shows every hour within a day")

    return following
