"""How each row of the table of notices of practice is brought about, and whom it concerns: for `test_practice_notices`.

A new row fails there until it has a case here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from cluster import absences
from cluster.absences import AbsenceAlarm, AbsenceAsked, AbsenceTold, AbsenceWithdrawn
from cluster.absences.telling import Days
from cluster.content import PracticeEvent, PracticeRole
from cluster.diary import (
    ComfortLow,
    DaysMissed,
    DayTooLong,
    EntryLeftOut,
    EntryReturned,
    HelpWanted,
    HoursBehind,
    give_back,
    leave_out,
)
from cluster.events import Event
from cluster.internship import items, life, offering
from cluster.internship.events import (
    DaysMoved,
    MentorChanged,
    NotStarted,
    OfferAnswered,
    OfferConfirmed,
    OfferDeclined,
    OfferOverdue,
    PlacementChanged,
    PracticeOffered,
)
from cluster.internship.readiness import Item
from cluster.internship.status import Actor as Part
from cluster.internship.status import By, Facts, transition
from cluster.people import Role
from cluster.places import PlacesChanged, PlacesOffered, PlacesShut, close
from cluster.reminders import PayMissing
from cluster.roster import StudentLinked
from storage import diary
from storage.absences import AbsenceReason
from storage.duties import Duty
from storage.internship import PlacementStatus, placements
from storage.people import by_telegram_ids
from tests.conversation.people import CONTENT, with_role
from tests.conversation.stage import Stage
from tests.practice import (
    COLLEGE,
    GIVEN,
    MOTHER,
    NINA,
    OLGA,
    PAVEL,
    PETYA,
    PLANT,
    SERGEY,
    VIKTOR,
    Practice,
    lead,
    open_practice,
)

E, R, S = PracticeEvent, PracticeRole, PlacementStatus
BORIS, GALINA = 608, 609  # the plant's head, another mentor
NAMES = {
    PETYA: "petya", MOTHER: "mother", VIKTOR: "viktor", GALINA: "galina", SERGEY: "sergey", OLGA: "olga",
    PAVEL: "pavel", NINA: "nina", BORIS: "boris",
}  # fmt: skip
TODAY = date(2026, 10, 5)  # the first day
MORNING, NIGHT = datetime(2026, 10, 5, 7, tzinfo=UTC), datetime(2026, 10, 5, 19, tzinfo=UTC)
"""10:00 and 22:00 in Moscow."""
NINE = datetime(2026, 10, 6, 6, tzinfo=UTC)

PETYA_IS_ASKED = (S.OFFERED,)
GATHERING = (*PETYA_IS_ASKED, S.CONFIRMED, S.DOCS_PENDING)
READY = (*GATHERING, S.READY)
ACTIVE = (*READY, S.ACTIVE)
FAMILY = {R.STUDENT: {"petya"}, R.PARENT: {"mother"}}
EVERYBODY = {**FAMILY, R.MENTOR: {"viktor"}, R.SUPERVISOR: {"sergey"}, R.ENTERPRISE: {"nina", "boris"}}
OFFERED = {**FAMILY, R.SUPERVISOR: {"sergey"}, R.COORDINATORS: {"olga"}, R.ENTERPRISE: {"boris"}}
TO_SUPERVISOR = {R.SUPERVISOR: {"sergey"}}


@dataclass
class Scene:
    """A practice on the stage, inside a transaction."""

    session: Session
    practice: Practice
    galina: int

    @property
    def one(self) -> int:
        """The placement."""
        return self.practice.placement.id

    def id_of(self, telegram_id: int) -> int:
        """Return people.id."""
        return self.practice.ids[telegram_id]

    @property
    def duty(self) -> Duty:
        """A duty about the placement whose time has come."""
        return Duty(1, "test", str(self.one), MORNING, {"placement": self.one}, 1)


Deed = Callable[[Scene], Iterable[Event]]


@dataclass(frozen=True)
class Case:
    """What tells of it, whom it concerns by part (who acted left out), how it comes about, and from where."""

    event: type[Event]
    told: Mapping[PracticeRole, set[str]]
    deed: Deed
    way: tuple[PlacementStatus, ...] = ACTIVE


async def open_scene(stage: Stage, way: tuple[PlacementStatus, ...]) -> tuple[Practice, int]:
    """Open a practice with its mentor that stands where `way` leads; return it with Galina (people.id)."""
    practice = await open_practice(stage)
    await with_role(stage, BORIS, Role.ENTERPRISE_ADMIN, PLANT)
    await with_role(stage, GALINA, Role.MENTOR, PLANT, "Зорина Галина")

    def lay(session: Session) -> int:
        placements.change(session, practice.placement.id, mentor_id=practice.ids[VIKTOR])
        lead(session, placements.get(session, practice.placement.id), *way, now=MORNING)
        return by_telegram_ids(session, [GALINA])[GALINA].id

    return practice, await stage.database.run(lay)


# --- deeds ---------------------------------------------------------------------------------------------------


def _step(target: PlacementStatus) -> Deed:
    """Take a step of the table as the coordinator, who is told of none as such."""

    def take(scene: Scene) -> list[Event]:
        facts = Facts(open_items=(), begun=True, ended=True, assessed=True, signed=True, reason="own_wish")
        placement = placements.get(scene.session, scene.one)
        by = By(Part.COLLEGE, scene.id_of(OLGA))
        return [transition(scene.session, MORNING, placement, target, by, facts)[1]]

    return take


def _moved(target: PlacementStatus, way: tuple[PlacementStatus, ...], told: Mapping[PracticeRole, set[str]]) -> Case:
    return Case(PlacementChanged, told, _step(target), way)


def _offer(scene: Scene) -> Iterable[Event]:
    return offering.offer(scene.session, MORNING, scene.id_of(OLGA), scene.one, CONTENT).events


def _note_both(scene: Scene) -> Iterable[Event]:
    """Note the student's yes; the enterprise's would confirm it, so it is told as if it had come first."""
    (noted,) = offering.note_agreed(scene.session, MORNING, scene.id_of(OLGA), scene.one, Part.STUDENT).events
    assert isinstance(noted, OfferAnswered)
    return noted, replace(noted, part=Part.ENTERPRISE.value)


def _agree(scene: Scene) -> Iterable[Event]:
    offering.agree(scene.session, MORNING, scene.id_of(PETYA), scene.one, Part.STUDENT)
    return offering.agree(scene.session, MORNING, scene.id_of(NINA), scene.one, Part.ENTERPRISE).events


def _decline(scene: Scene) -> Iterable[Event]:
    return offering.decline(scene.session, MORNING, scene.id_of(NINA), scene.one, Part.ENTERPRISE, "no_room").events


def _new_mentor(scene: Scene) -> Iterable[Event]:
    given = replace(GIVEN, mentor_id=scene.galina)
    return items.note(scene.session, MORNING, scene.id_of(OLGA), scene.one, Item.MENTOR, given, CONTENT).events


def _away(scene: Scene) -> Iterable[Event]:
    days = Days(TODAY, TODAY, AbsenceReason.ILLNESS)
    return absences.tell(scene.session, MORNING, scene.id_of(PETYA), scene.one, days, CONTENT).events


def _comes(scene: Scene) -> Iterable[Event]:
    (told,) = _away(scene)
    assert isinstance(told, AbsenceTold)
    return absences.come(scene.session, MORNING, scene.id_of(PETYA), told.absence_id, CONTENT).events


def _missed(event: Callable[[int], Event]) -> Deed:
    def miss(scene: Scene) -> list[Event]:
        found = absences.miss(scene.session, MORNING, scene.id_of(VIKTOR), scene.one, CONTENT).value
        return [event(found.id)]

    return miss


def _give_back(scene: Scene) -> Iterable[Event]:
    written = diary.Written(half_hours=8, competences=("ПК2.1",), words="варил швы", comfort=4)
    entry = diary.write(scene.session, scene.one, TODAY, written, MORNING)
    comment = "Какие швы?"
    return give_back(scene.session, MORNING, scene.id_of(VIKTOR), entry.id, entry.version, comment, CONTENT).events


def _leave_out(scene: Scene) -> Iterable[Event]:
    (returned,) = _give_back(scene)
    assert isinstance(returned, EntryReturned)
    later = MORNING + timedelta(days=4)
    entry, version = returned.entry_id, returned.version
    return leave_out(scene.session, later, scene.id_of(OLGA), entry, version, "Так и не исправлено", CONTENT).events


def _said(event: type[Any], *facts: object) -> Deed:
    """Tell what a diary says of today."""
    return lambda scene: [event(scene.one, TODAY, *facts)]


def _linked(scene: Scene) -> Iterable[Event]:
    return [StudentLinked(scene.practice.student.id, scene.id_of(PETYA), COLLEGE, 1)]


CASES: Mapping[PracticeEvent, Case] = {
    E.OFFER_MADE: Case(PracticeOffered, {**FAMILY, R.ENTERPRISE: {"nina", "boris"}}, _offer, ()),
    E.OFFER_NOTED: Case(
        OfferAnswered, {R.STUDENT: {"petya"}, R.ENTERPRISE: {"nina", "boris"}}, _note_both, PETYA_IS_ASKED
    ),
    E.OFFER_CONFIRMED: Case(OfferConfirmed, OFFERED, _agree, PETYA_IS_ASKED),
    E.OFFER_DECLINED: Case(OfferDeclined, OFFERED, _decline, PETYA_IS_ASKED),
    E.OFFER_OVERDUE: Case(
        OfferOverdue,
        {**TO_SUPERVISOR, R.COORDINATORS: {"olga"}},
        lambda scene: [OfferOverdue(scene.one)],
        PETYA_IS_ASKED,
    ),
    E.READY: _moved(S.READY, GATHERING, EVERYBODY),
    E.NOT_STARTED: Case(
        NotStarted,
        EVERYBODY,
        lambda scene: life.DUTIES[life.BEGIN](scene.session, MORNING, scene.duty, CONTENT).events,
        GATHERING,
    ),
    E.ACTIVE: _moved(S.ACTIVE, READY, EVERYBODY),
    E.PAUSED: _moved(S.PAUSED, ACTIVE, EVERYBODY),
    E.RESUMED: _moved(S.ACTIVE, (*ACTIVE, S.PAUSED), EVERYBODY),
    E.REPORTING: _moved(S.REPORTING, ACTIVE, EVERYBODY),
    E.ASSESSED: _moved(S.ASSESSED, (*ACTIVE, S.REPORTING), {**FAMILY, **TO_SUPERVISOR}),
    E.COMPLETED: _moved(S.COMPLETED, (*ACTIVE, S.REPORTING, S.ASSESSED), EVERYBODY),
    E.CANCELLED: _moved(S.CANCELLED, GATHERING, EVERYBODY),
    E.TERMINATED: _moved(S.TERMINATED, ACTIVE, EVERYBODY),
    E.FAILED: _moved(S.FAILED, ACTIVE, EVERYBODY),
    E.DAYS_MOVED: Case(DaysMoved, EVERYBODY, lambda scene: [DaysMoved(scene.one, scene.id_of(OLGA))], READY),
    E.MENTOR_CHANGED: Case(
        MentorChanged, {R.STUDENT: {"petya"}, R.MENTOR: {"viktor", "galina"}}, _new_mentor, GATHERING
    ),
    E.PLACES_OFFERED: Case(
        PlacesOffered,
        {R.COORDINATORS: {"olga", "pavel"}, R.ENTERPRISE: {"boris"}},
        lambda scene: [PlacesOffered(scene.practice.place.id, scene.id_of(NINA))],
    ),
    E.PLACES_SHUT: Case(
        PlacesShut,
        {R.COORDINATORS: {"olga", "pavel"}, R.ENTERPRISE: {"boris"}},
        lambda scene: close(scene.session, MORNING, scene.id_of(NINA), scene.practice.place.id).events,
    ),
    E.PLACES_CHANGED: Case(
        PlacesChanged,
        {
            R.STUDENT: {"petya"},
            R.MENTOR: {"viktor"},
            R.COORDINATORS: {"olga", "pavel"},
            R.ENTERPRISE: {"boris"},
        },
        lambda scene: [PlacesChanged(scene.practice.place.id, ("shift",), (scene.one,), scene.id_of(NINA))],
    ),
    E.ABSENCE_TOLD: Case(AbsenceTold, {R.MENTOR: {"viktor"}, **TO_SUPERVISOR, R.PARENT: {"mother"}}, _away),
    E.ABSENCE_WITHDRAWN: Case(AbsenceWithdrawn, {R.MENTOR: {"viktor"}, **TO_SUPERVISOR, R.PARENT: {"mother"}}, _comes),
    E.ABSENCE_ASKED: Case(AbsenceAsked, {R.STUDENT: {"petya"}}, _missed(AbsenceAsked)),
    E.ABSENCE_ALARM: Case(AbsenceAlarm, TO_SUPERVISOR, _missed(AbsenceAlarm)),
    E.DIARY_RETURNED: Case(EntryReturned, {R.STUDENT: {"petya"}}, _give_back),
    E.DAY_LEFT_OUT: Case(EntryLeftOut, {R.STUDENT: {"petya"}}, _leave_out),
    E.DAYS_MISSED: Case(DaysMissed, TO_SUPERVISOR, _said(DaysMissed, TODAY + timedelta(days=1), 2)),
    E.HOURS_BEHIND: Case(HoursBehind, TO_SUPERVISOR, _said(HoursBehind, 39, 312)),
    E.HELP_WANTED: Case(HelpWanted, TO_SUPERVISOR, _said(HelpWanted)),
    E.COMFORT_LOW: Case(ComfortLow, TO_SUPERVISOR, _said(ComfortLow)),
    E.DAY_TOO_LONG: Case(DayTooLong, TO_SUPERVISOR, _said(DayTooLong, 18, 14)),
    E.PAY_ANSWERED: Case(PayMissing, TO_SUPERVISOR, lambda scene: [PayMissing(scene.one, TODAY, scene.id_of(PETYA))]),
    E.STUDENT_LINKED: Case(StudentLinked, {R.STUDENT: {"petya"}}, _linked),
}
