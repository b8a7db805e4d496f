"""When a reminder comes: its steps, for who is at home and for who is at work.

Students and parents hear on the very day. Who works for a college or a plant hears on a working day: what falls on a
day off comes on the working day before it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from cluster.calendar import WorkCalendar, at
from cluster.content import ReminderKind, ReminderRole, ReminderRule
from cluster.reminders.causes import STANDING, days
from storage.internship.causes import Practice


class Audience(enum.StrEnum):
    """By which calendar somebody is reminded."""

    HOME = "home"
    WORK = "work"


AT_WORK: Final = frozenset(
    {ReminderRole.MENTOR, ReminderRole.SUPERVISOR, ReminderRole.ENTERPRISE, ReminderRole.COORDINATORS}
)
_BY_THE_BANK: Final = frozenset({ReminderKind.PAY})
"""Pay that is due on a day off comes on the working day before, so it is asked for then."""

_BY_WORKING_DAYS: Final = frozenset({ReminderKind.MARKS, ReminderKind.SIGN})
"""Their days before are working days, as all days after are."""
_HEARS_FROM: Final[Mapping[tuple[ReminderKind, ReminderRole], int]] = {
    (ReminderKind.REVIEW, ReminderRole.SUPERVISOR): 1,
    (ReminderKind.MARKS, ReminderRole.SUPERVISOR): 1,
    (ReminderKind.MARKS, ReminderRole.ENTERPRISE): 2,
    (ReminderKind.MARKS, ReminderRole.COORDINATORS): 2,
    (ReminderKind.SIGN, ReminderRole.COORDINATORS): 0,
}
"""Who hears only where whoever has to act was silent: after so many of the reminders that come after the day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of one reminder: `left` days before `day`; below zero, so many working days after it."""

    kind: ReminderKind
    audience: Audience
    placement_id: int
    day: date
    left: int
    at: datetime

    @property
    def key(self) -> str:
        """Return the key of its duty; the step is in the payload, since there is one row for all steps in turn."""
        return key_of(self.kind, self.placement_id, self.audience)

    @property
    def once(self) -> str:
        """Return the name of the occasion."""
        return f"reminder:{self.kind}:{self.placement_id}:{self.day:%Y%m%d}:{self.left}"

    def payload(self) -> dict[str, Any]:
        """Return the step as a duty carries it."""
        return {
            "kind": self.kind.value,
            "audience": self.audience.value,
            "placement": self.placement_id,
            "day": self.day.isoformat(),
            "left": self.left,
            "at": self.at.isoformat(),
        }

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Step:
        """Return the step that a payload carries."""
        return cls(
            ReminderKind(payload["kind"]),
            Audience(payload["audience"]),
            int(payload["placement"]),
            date.fromisoformat(payload["day"]),
            int(payload["left"]),
            datetime.fromisoformat(payload["at"]),
        )


def key_of(kind: ReminderKind, placement_id: int, audience: Audience) -> str:
    """Return the key of a duty."""
    return f"{kind}:{placement_id}:{audience}"


def keys_of(kind: ReminderKind, placement_id: int) -> list[str]:
    """Return the keys of all duties that a kind may have about a placement."""
    return [key_of(kind, placement_id, audience) for audience in Audience]


def hears(step: Step, role: ReminderRole, rule: ReminderRule) -> bool:
    """Whether a part is told of this step: whoever has to act at each, others where they stay silent."""
    silent = _HEARS_FROM.get((rule.kind, role))
    return silent is None or (step.left < 0 and sum(after < -step.left for after in rule.days_after) >= silent)


def audience_of(role: ReminderRole) -> Audience:
    """Return by which calendar a part is reminded."""
    return Audience.WORK if role in AT_WORK else Audience.HOME


def steps(practice: Practice, rule: ReminderRule, audience: Audience, calendar: WorkCalendar) -> list[Step]:
    """Return the steps of one kind, the earliest first; none where nobody of the audience is to be told."""
    if not rule.on or rule.kind not in STANDING or audience not in {audience_of(role) for role in rule.told}:
        return []
    found: dict[datetime, Step] = {}
    for day in days(practice, rule, calendar):
        for left in (*rule.days_before, *(-after for after in rule.days_after)):
            by_working_days = left < 0 or rule.kind in _BY_WORKING_DAYS
            on = calendar.add_working_days(day, -left) if by_working_days else day - timedelta(days=left)
            if (audience is Audience.WORK or rule.kind in _BY_THE_BANK) and not calendar.is_working(on):
                on = calendar.add_working_days(on, -1)
            moment = at(on, rule.clock).astimezone(UTC)
            # Of two that a holiday brings to the same morning the nearer one is told.
            found[moment] = Step(rule.kind, audience, practice.placement.id, day, left, moment)
    return [found[moment] for moment in sorted(found)]
