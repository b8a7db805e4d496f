"""What content says of notices of practice: one row an event, with whether and when each part of people is told.

Whom an event concerns at all, and what of it is about safety, is `TOLD`: a row leaves out what it does not want to
change.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cluster.content.notices import NoticeMode
from cluster.content.values import Complaint, Item


class PracticeEvent(enum.StrEnum):
    """What happens in a practice, and around it, that somebody may be told of."""

    OFFER_MADE = "offer_made"  # the student and the enterprise are asked
    OFFER_NOTED = "offer_noted"  # the college wrote down whose yes it was told on paper
    OFFER_CONFIRMED = "offer_confirmed"  # both said yes
    OFFER_DECLINED = "offer_declined"  # one of them said no
    OFFER_OVERDUE = "offer_overdue"  # somebody has not answered in time
    READY = "ready"  # nothing is missing, the first day may come
    NOT_STARTED = "not_started"  # the first day has come and something is missing: the student must not go there
    ACTIVE = "active"  # it has begun
    PAUSED = "paused"  # it is interrupted
    RESUMED = "resumed"  # it goes on
    REPORTING = "reporting"  # its days are over
    ASSESSED = "assessed"  # the mentor has given marks
    COMPLETED = "completed"  # the supervisor has the signed papers
    CANCELLED = "cancelled"  # ended before the first day
    TERMINATED = "terminated"  # ended early; by a move to another plant, too
    FAILED = "failed"  # they never came, or did not pass
    DAYS_MOVED = "days_moved"  # it has new days before it has begun
    MENTOR_CHANGED = "mentor_changed"  # told to the new mentor and to the one before
    PLACES_OFFERED = "places_offered"  # an enterprise offers places
    PLACES_SHUT = "places_shut"  # they are offered no longer, or again
    PLACES_CHANGED = "places_changed"  # other days, hours or another site
    ABSENCE_TOLD = "absence_told"  # they do not come; parents hear of somebody under 18 alone
    ABSENCE_WITHDRAWN = "absence_withdrawn"  # they come after all
    ABSENCE_ASKED = "absence_asked"  # they are missed, and asked where they are
    ABSENCE_ALARM = "absence_alarm"  # nobody knows where they are
    DIARY_RETURNED = "diary_returned"  # the mentor wants an entry written anew
    DAY_LEFT_OUT = "day_left_out"  # the college left a day out of the diary
    DAYS_MISSED = "days_missed"  # two days in a row without an entry; falls silent with the reminder of the diary
    HOURS_BEHIND = "hours_behind"  # less than 70 % of the hours due so far are written; each week
    HELP_WANTED = "help_wanted"  # the diary says that the student wants help
    COMFORT_LOW = "comfort_low"  # the diary says that the student is ill at ease
    DAY_TOO_LONG = "day_too_long"  # the diary tells a day that is longer than the age allows
    PAY_ANSWERED = "pay_answered"  # the student says that pay has not come, or has come after all
    STUDENT_LINKED = "student_linked"  # an enrolled applicant became a student by a list


class PracticeRole(enum.StrEnum):
    """In which part somebody is told; who is several hears as the first of them."""

    STUDENT = "student"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"  # of the practice in the college; where there is none, its coordinators
    COORDINATORS = "coordinators"  # of the college, beside the supervisor
    ENTERPRISE = "enterprise"  # the plant's personnel and head
    PARENT = "parent"  # a parent in a chat of their own


@dataclass(frozen=True, slots=True)
class Told:
    """Who may be told of an event, and when where content says nothing.

    What is told `always` is about safety: never off, and never later than here.
    """

    modes: Mapping[PracticeRole, NoticeMode]
    always: frozenset[PracticeRole] = frozenset()


R, E = PracticeRole, PracticeEvent
_STAFF = (R.SUPERVISOR, R.COORDINATORS)
_EVERYBODY = (R.STUDENT, R.MENTOR, R.SUPERVISOR, R.ENTERPRISE, R.PARENT)


def _told(
    *roles: PracticeRole,
    mode: NoticeMode = NoticeMode.DAY,
    always: Iterable[PracticeRole] = (),
    others: Iterable[PracticeRole] = (),
) -> Told:
    """Tell these; `others` may be told, and are where content says so."""
    return Told({**dict.fromkeys(roles, mode), **dict.fromkeys(others, NoticeMode.OFF)}, frozenset(always))


TOLD: Final[Mapping[PracticeEvent, Told]] = {
    E.OFFER_MADE: _told(R.STUDENT, R.ENTERPRISE, R.PARENT),
    E.OFFER_NOTED: _told(R.STUDENT, R.ENTERPRISE),
    E.OFFER_CONFIRMED: _told(R.STUDENT, *_STAFF, R.ENTERPRISE, R.PARENT),
    E.OFFER_DECLINED: _told(R.STUDENT, *_STAFF, R.ENTERPRISE, R.PARENT),
    E.OFFER_OVERDUE: _told(*_STAFF),
    E.READY: _told(R.STUDENT, R.MENTOR, R.PARENT, others=(R.SUPERVISOR, R.ENTERPRISE)),
    E.NOT_STARTED: _told(*_EVERYBODY, mode=NoticeMode.NOW, always=_EVERYBODY),
    E.ACTIVE: _told(R.STUDENT, R.MENTOR, R.PARENT, others=(R.SUPERVISOR, R.ENTERPRISE)),
    E.PAUSED: _told(*_EVERYBODY),
    E.RESUMED: _told(R.STUDENT, R.MENTOR, R.PARENT, others=(R.SUPERVISOR, R.ENTERPRISE)),
    E.REPORTING: _told(R.STUDENT, R.MENTOR, R.SUPERVISOR, others=(R.ENTERPRISE, R.PARENT)),
    E.ASSESSED: _told(R.STUDENT, R.SUPERVISOR, others=(R.PARENT,)),
    E.COMPLETED: _told(R.STUDENT, R.MENTOR, R.ENTERPRISE, R.PARENT, others=(R.SUPERVISOR,)),
    E.CANCELLED: _told(*_EVERYBODY),
    E.TERMINATED: _told(*_EVERYBODY),
    E.FAILED: _told(*_EVERYBODY),
    E.DAYS_MOVED: _told(*_EVERYBODY),
    E.MENTOR_CHANGED: _told(R.STUDENT, R.MENTOR),
    E.PLACES_OFFERED: _told(R.COORDINATORS, R.ENTERPRISE),
    E.PLACES_SHUT: _told(R.COORDINATORS, R.ENTERPRISE),
    E.PLACES_CHANGED: _told(R.STUDENT, R.MENTOR, R.COORDINATORS, R.ENTERPRISE),
    # Whoever is alarmed, or is to be, has to learn where the student is.
    E.ABSENCE_TOLD: _told(R.MENTOR, R.SUPERVISOR, R.PARENT, always=(R.SUPERVISOR,)),
    E.ABSENCE_WITHDRAWN: _told(R.MENTOR, R.SUPERVISOR, R.PARENT, always=(R.SUPERVISOR,)),
    E.ABSENCE_ASKED: _told(R.STUDENT, mode=NoticeMode.NOW, always=(R.STUDENT,)),
    E.ABSENCE_ALARM: _told(R.SUPERVISOR, mode=NoticeMode.NOW, always=(R.SUPERVISOR,)),
    E.DIARY_RETURNED: _told(R.STUDENT),
    E.DAY_LEFT_OUT: _told(R.STUDENT),
    E.DAYS_MISSED: _told(R.SUPERVISOR),
    E.HOURS_BEHIND: _told(R.SUPERVISOR),
    E.HELP_WANTED: _told(R.SUPERVISOR, always=(R.SUPERVISOR,)),
    E.COMFORT_LOW: _told(R.SUPERVISOR),
    E.DAY_TOO_LONG: _told(R.SUPERVISOR, always=(R.SUPERVISOR,)),
    E.PAY_ANSWERED: _told(R.SUPERVISOR),
    E.STUDENT_LINKED: _told(R.STUDENT),
}
"""Every event, in the order in which a practice meets them."""


class PracticeNoticeRule(Item):
    """Who is told of one event of practice, and when. The key is the event's name."""

    noun = "notice of practice"

    student: NoticeMode | None = None
    mentor: NoticeMode | None = None
    supervisor: NoticeMode | None = None
    coordinators: NoticeMode | None = None
    enterprise: NoticeMode | None = None
    parent: NoticeMode | None = None

    @property
    def told(self) -> Told:
        """Return what the event is where this row says nothing."""
        return TOLD[PracticeEvent(self.key)]

    def mode(self, role: PracticeRole) -> NoticeMode:
        """Return whether and when `role` is told."""
        said: NoticeMode | None = getattr(self, role.value)
        return self.told.modes.get(role, NoticeMode.OFF) if said is None else said

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the row."""
        if self.key not in set(PracticeEvent):
            yield "key", f'"{self.key}" is no event of practice; there are: {", ".join(PracticeEvent)}'
            return
        told, by_haste = self.told, list(NoticeMode)
        for role in PracticeRole:
            mode, least = self.mode(role), told.modes.get(role, NoticeMode.OFF)
            if role not in told.modes and mode is not NoticeMode.OFF:
                known = ", ".join(one for one in PracticeRole if one in told.modes)
                yield role.value, f'"{role}" is not told of it; there may be: {known}'
            if role in told.always and by_haste.index(mode) < by_haste.index(least):
                allowed = " or ".join(f'"{one}"' for one in by_haste[by_haste.index(least) :])
                yield role.value, f'it is about safety: {role} may not be "{mode}", only {allowed}'


def default_row(event: PracticeEvent) -> PracticeNoticeRule:
    """Return the row of an event of which content says nothing."""
    return PracticeNoticeRule(key=event.value)
