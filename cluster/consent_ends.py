"""Consents that end: whoever gave one is told in time, and may give it again.

One look a day finds the consents whose last day comes near, so one that was withdrawn or renewed, and one whose use is
over, is not told. Nothing ends by force: a consent that is over is asked for again at its next use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import consents, duties
from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.calendar import after_quiet_hours, at, day_of, is_quiet
from cluster.consents import Consent, ConsentBy, ConsentDocument
from cluster.content import Consent as Text
from cluster.content import Content, ReminderKind, ReminderRule
from cluster.content.reminders import MOST_DAYS
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship.gate import checkpoint
from cluster.people import COLLEGE_ROLES
from cluster.people.organisations import coordinators_of
from storage import consents as stored
from storage import erasures, people, roles
from storage.errors import Refusal

LOOK: Final = "consent-ends"
LOOK_AT: Final = time(10, 0)
EVERYBODY: Final = "all"
AT_ONCE: Final = 100
LONGEST_REST: Final = 10
"""So many days off may bring a reminder for who works forward."""
RENEWABLE: Final = timedelta(days=MOST_DAYS)
"""So long before its end a consent may be given again: no reminder comes earlier."""
MARK: Final = 12
"""So many letters of the hash tell which text was on the screen."""


@dataclass(frozen=True)
class ConsentEnds(Event):
    """A consent ends soon, or today: told to who gave it."""

    person_id: int
    consent: Consent
    left: int


@dataclass(frozen=True)
class PaperConsentsEnd(Event):
    """Consents of representatives end whom the bot does not know: told to the college that has them on paper."""

    person_id: int
    day: date
    found: tuple[Consent, ...]


InUse = Callable[[Session, int], bool]
_IN_USE: Final[dict[str, InUse]] = {}


def in_use(purpose: str) -> Callable[[InUse], InUse]:
    """Register how to tell whether something rests on a consent of a person still; without it, it always does."""

    def register(rests: InUse) -> InUse:
        _IN_USE[purpose] = rests
        return rests

    return register


# --- every day ---------------------------------------------------------------------------------------


def ensure(session: Session, now: datetime) -> None:
    """Make sure that the next look is due: at the very first start, and where one was given up after failing."""
    if duties.open_one(session, LOOK, EVERYBODY) is None:
        today = day_of(now)
        day = today if now < at(today, LOOK_AT) else today + timedelta(days=1)
        last = today - timedelta(days=1)
        duties.schedule(session, LOOK, EVERYBODY, at(day, LOOK_AT), {"last": last.isoformat()})


def _look(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Tell whose consents end, some at a time, and look again tomorrow."""
    if is_quiet(now):
        duties.schedule(session, LOOK, EVERYBODY, after_quiet_hours(now), duty.payload)
        return Done(None)
    rule, last = content.reminder(ReminderKind.CONSENT), date.fromisoformat(duty.payload["last"])
    # What is told in several steps is about one day, though a night comes between them.
    day = date.fromisoformat(duty.payload.get("day", day_of(now).isoformat()))
    due = _Due.of(last, day, rule, content)
    found = stored.ending(session, due.days, int(duty.payload.get("after", 0)), AT_ONCE) if rule.on else []
    if len(found) == AT_ONCE:
        more = {"last": last.isoformat(), "day": day.isoformat(), "after": found[-1].id}
        duties.schedule(session, LOOK, EVERYBODY, now, more)
    else:
        tomorrow = at(day + timedelta(days=1), rule.clock)
        duties.schedule(session, LOOK, EVERYBODY, max(now, tomorrow), {"last": day.isoformat()})
    return Done(None, tuple(_told(session, day, found, due, content)))


@dataclass(frozen=True, slots=True)
class _Due:
    """The last days that are told of now, with how many days they are away: at home, and at work."""

    home: dict[date, int]
    work: dict[date, int]

    @classmethod
    def of(cls, last: date, day: date, rule: ReminderRule, content: Content) -> _Due:
        """Return what is due after the day of the last look, until `day`; what an outage skipped is told once."""
        ahead = [day + timedelta(days=n) for n in range(max(rule.days_before) + LONGEST_REST + 1)]
        home = {end for end in ahead for left in rule.days_before if last < end - timedelta(days=left) <= day}
        work = {
            end for end in ahead for left in rule.days_before if last < checkpoint(end, left, content.calendar) <= day
        }
        return cls({end: (end - day).days for end in home}, {end: (end - day).days for end in work})

    @property
    def days(self) -> frozenset[date]:
        """Return every last day of which somebody may be told."""
        return frozenset({*self.home, *self.work})


def _told(session: Session, day: date, found: list[Consent], due: _Due, content: Content) -> Iterator[Event]:
    papers: dict[int, list[Consent]] = {}
    for one in found:
        if not _stands(session, one):
            continue
        givers = _givers(session, one)
        if givers and one.valid_until in due.home and _text(content, one.purpose) is not None:
            for person in givers:
                yield ConsentEnds(person, one, due.home[one.valid_until])
        if not givers and one.valid_until in due.work:
            for person in _who_has_the_paper(session, one):
                papers.setdefault(person, []).append(one)
    for person, theirs in papers.items():
        yield PaperConsentsEnd(person, day, tuple(theirs))


def _stands(session: Session, one: Consent) -> bool:
    """Whether nothing newer stands beside a consent, something rests on it still, and the person wants to stay."""
    if erasures.waiting(session, one.subject_id) is not None:
        return False
    newest = consents.newest(session, one.subject_id, one.purpose, one.given_by)
    rests = _IN_USE.get(one.purpose)
    return newest is not None and newest.id == one.id and (rests is None or rests(session, one.subject_id))


def _givers(session: Session, one: Consent) -> list[int]:
    """Return who may give a consent again: the person, or the parent who gave it, else every parent in the bot."""
    if one.given_by is ConsentBy.SELF:
        return [one.subject_id]
    target = Target(Kind.CONSENT, one.subject_id)
    parents = [
        parent
        for parent in roles.parents_of(session, one.subject_id)
        if allows(load_actor(session, parent), Action.WRITE, target)
    ]
    return [one.recorded_by] if one.recorded_by in parents else parents


def _who_has_the_paper(session: Session, one: Consent) -> list[int]:
    """Return the coordinators of the college whose staff recorded a consent; of the base college if they have left."""
    held = roles.of_person(session, one.recorded_by)
    colleges = {grant.organisation for grant in held if grant.role in COLLEGE_ROLES}
    if not colleges and one.evidence is None:  # a parent's own word, who is no parent any more
        return []
    return sorted({person for college in colleges or {None} for person in coordinators_of(session, college)})


DUTIES: Duties = {LOOK: _look}


# --- giving it again ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Renewal:
    """A consent as it was given, with the text as it is now; `wanted`: it may be given again now."""

    text: Text
    given: Consent
    wanted: bool

    def mark(self, language: str) -> str:
        """Return what tells this text from any other."""
        return self.text.sha256(language)[:MARK]


def look(session: Session, now: datetime, actor: int, purpose: str, subject: int, content: Content) -> Renewal:
    """Return a consent of one's own, or as a parent of one's child's, to be given again.

    `Forbidden` for anybody else's; `Refusal` where it was withdrawn meanwhile, or is asked for no more.
    """
    require(session, actor, Action.WRITE, Target(Kind.CONSENT, subject))
    given = consents.newest(session, subject, purpose, _by(actor, subject))
    text = _text(content, purpose)
    if given is None or text is None:
        raise Refusal("consent_ends-gone")
    return Renewal(text, given, is_renewable(given, text, now))


def renew(
    session: Session, now: datetime, actor: int, purpose: str, subject: int, mark: str, content: Content, language: str
) -> Done[Consent]:
    """Give a consent again to the text whose `mark` was on the screen. A second tap changes nothing.

    `Refusal` where it was withdrawn meanwhile, or the text has changed.
    """
    found = look(session, now, actor, purpose, subject, content)
    if not found.wanted:
        return Done(found.given)
    if found.mark(language) != mark:
        raise Refusal("consent_ends-changed")
    by = _by(actor, subject)
    name = people.names(session, [actor]).get(actor) if by is ConsentBy.REPRESENTATIVE else None
    document = ConsentDocument.from_content(found.text, language)
    return consents.give(session, now, actor, document, purpose, subject_id=subject, by=by, representative=name)


def is_renewable(given: Consent, text: Text, now: datetime) -> bool:
    """Whether a consent may be given again: it ends soon, or has ended, or its text is another by now."""
    if (given.document, given.version) != (text.key, str(text.version)):
        return True
    return given.valid_until is not None and given.valid_until <= day_of(now) + RENEWABLE and _lasts(given, text, now)


def _lasts(given: Consent, text: Text, now: datetime) -> bool:
    """Whether giving it now would make it last longer."""
    until = ConsentDocument.from_content(text, "ru").until(day_of(now))
    return until is None or given.valid_until is None or until > given.valid_until


def _by(actor: int, subject: int) -> ConsentBy:
    return ConsentBy.SELF if actor == subject else ConsentBy.REPRESENTATIVE


def _text(content: Content, purpose: str) -> Text | None:
    return next((one for one in content.consents if one.purpose == purpose), None)
