"""How an offer of practice is told: to student, parents of a minor, enterprise and college, as content says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.feature import Notice, NoticeContext
from bot.screens import BLANK, Action, Button, Screen
from cluster import russian
from cluster.access import Action as Access
from cluster.access import allows, load_actor
from cluster.calendar import is_minor
from cluster.content import PracticeEvent, PracticeRole
from cluster.internship import desk, parties
from cluster.internship.events import OfferAnswered, OfferConfirmed, OfferDeclined, OfferOverdue, PracticeOffered
from cluster.internship.naming import short_name
from cluster.internship.offers import Offer, answer_due
from cluster.internship.status import Actor
from cluster.people import coordinators_of, enterprise_staff
from cluster.people.guardians import parents_of_student
from handlers import menu
from handlers.internship.common import feature, reason_words
from handlers.internship.offer_looks import about_offer
from handlers.naming import organisation_name
from handlers.places.common import Say
from handlers.telling import Hearer, hearers
from storage.internship import Place, Placement, PlacementStatus, Student, placements, places, students

MOST_NAMES = 10

E, R = PracticeEvent, PracticeRole
STAFF = frozenset({R.SUPERVISOR, R.COORDINATORS})
Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Teller:
    """One placement and who has to do with it."""

    context: NoticeContext
    placement: Placement
    student: Student
    place: Place | None
    plant: frozenset[int]
    """Who acts for the enterprise."""

    @classmethod
    def all_of(cls, context: NoticeContext, placement_ids: Sequence[int]) -> list[Teller]:
        """Read what is told about; what several share is read once."""
        found = [placements.get(context.session, one) for one in placement_ids]
        known = students.many(context.session, [one.student_id for one in found])
        shared = {one: places.get(context.session, one) for one in {one.place_id for one in found} if one is not None}
        plants = {one: frozenset(enterprise_staff(context.session, one)) for one in {one.enterprise for one in found}}
        return [
            cls(context, one, known[one.student_id], shared.get(one.place_id or 0), plants[one.enterprise])
            for one in found
        ]

    @classmethod
    def of(cls, context: NoticeContext, placement_id: int) -> Teller:
        """Read what is told about one placement."""
        return cls.all_of(context, [placement_id])[0]

    @property
    def due(self) -> date:
        """Return by when an answer is awaited."""
        return answer_due(self.placement, self.context.content)

    def args(self, language: str, due: date | None = None) -> dict[str, object]:
        """Return what every text gets."""
        return {
            "name": short_name(self.student) or self.context.texts.get(language, "internship-erased"),
            "group": self.student.study_group,
            "enterprise": organisation_name(self.context.content, self.placement.enterprise, language),
            "from": russian.format_short_day(self.placement.date_from, language),
            "due": "" if due is None else russian.format_day(due, language),
        }

    def whole(self, key: str, language: str, rows: Rows = (), due: date | None = None) -> Screen:
        """Return a text with all that is offered below it."""
        say: Say = partial(self.context.texts.get, language)
        offer = Offer(self.placement, self.student, self.place, None, None)
        about = about_offer(say, self.context.content, language, offer)
        body = BLANK.join([say(key, **self.args(language, due)), about])
        return Screen("", body=body, keyboard=list(rows) or [[menu.FRESH]])

    def concerned(self) -> dict[PracticeRole, list[int]]:
        """Return whom an offer concerns (people.id by part)."""
        session = self.context.session
        return {
            R.STUDENT: self.child(),
            R.SUPERVISOR: parties.supervisor_of(session, self.placement),
            R.COORDINATORS: coordinators_of(session, self.placement.college),
            R.ENTERPRISE: sorted(self.plant),
            R.PARENT: self.parents(),
        }

    def child(self) -> list[int]:
        """Return the student, while the record is theirs to read."""
        return parties.themselves(self.context.session, self.placement, self.student)

    def parents(self) -> list[int]:
        """Return the representatives of somebody under 18 on the first day, who may still read it."""
        born = self.student.birth_date
        if born is None or not is_minor(born, self.placement.date_from):
            return []
        target = desk.target(self.context.session, self.placement, self.student)
        family = parents_of_student(self.context.session, self.student)
        return [one for one in family if allows(load_actor(self.context.session, one), Access.READ, target)]


# --- offered -------------------------------------------------------------------------------------------


@feature.notice(PracticeOffered)
def offered(event: PracticeOffered, context: NoticeContext) -> Iterable[Notice]:
    """Ask each student, copy it to the parents of a minor, and ask each enterprise once for all of its students."""
    plants: dict[str, list[Teller]] = {}
    for teller in Teller.all_of(context, event.placement_ids):
        plants.setdefault(teller.placement.enterprise, []).append(teller)
    for tellers in plants.values():
        own = {one.student.person_id for one in tellers} | {event.actor_id}
        asked = list(_asked_plant(tellers, own))
        yield from asked
        # Who acts for the enterprise as well is asked, and needs no copy.
        for teller in tellers:
            yield from _asked_student(teller, {one.person_id for one in asked})


def _asked_plant(tellers: Sequence[Teller], but: Collection[int | None]) -> Iterator[Notice]:
    first = tellers[0]
    ids = [one.placement.id for one in tellers]
    once = f"internship-offered:plant:{min(ids)}:{max(ids)}:{len(ids)}"
    rows = [[Button("internship-offer-to-asked", feature.action("asked", 0))], [menu.FRESH]]
    names = [f"{short_name(one.student)}, {one.student.study_group}" for one in tellers]
    row = first.context.content.practice_notice(E.OFFER_MADE)
    for one in hearers(first.context, row, {R.ENTERPRISE: sorted(first.plant)}, but=but):
        args = {**first.args(one.language, min(teller.due for teller in tellers)), **_many(names, "; ")}
        yield one.notice(Screen("internship-offer-told-plant", args, rows), once)


def _asked_student(teller: Teller, asked: Collection[int]) -> Iterator[Notice]:
    row = teller.context.content.practice_notice(E.OFFER_MADE)
    family = {R.STUDENT: teller.child(), R.PARENT: [one for one in teller.parents() if one not in asked]}
    for one in hearers(teller.context, row, family):
        rows = [*_answer_rows(teller, Actor.STUDENT), [menu.FRESH]] if one.role is R.STUDENT else []
        screen = teller.whole(f"internship-offer-told-{one.role}", one.language, rows, teller.due)
        yield one.notice(screen, f"internship-offered:{teller.placement.id}")


def _answer_rows(teller: Teller, part: Actor) -> list[list[Button]]:
    number = teller.placement.id
    verb = "offer-yes" if part is Actor.STUDENT else "offer-take"
    return [
        [Button(f"internship-{verb}", feature.action(verb, number))],
        [Button("internship-offer-no", Action.of("offerno", "open", number, part))],
    ]


# --- answered ------------------------------------------------------------------------------------------


@feature.notice(OfferAnswered)
def answered(event: OfferAnswered, context: NoticeContext) -> Iterable[Notice]:
    """Tell whose yes a college noted for them; who said yes themselves knows, and the other side has its own answer."""
    if event.actor != Actor.COLLEGE:
        return
    teller, role = Teller.of(context, event.placement_id), R(event.part)
    row, concerned = context.content.practice_notice(E.OFFER_NOTED), {role: teller.concerned()[role]}
    for one in hearers(context, row, concerned, but={event.actor_id}):
        screen = Screen(f"internship-offer-told-noted-{role}", teller.args(one.language), _look(teller))
        yield one.notice(screen, f"internship-noted:{event.placement_id}:{role}")


@feature.notice(OfferConfirmed)
def confirmed(event: OfferConfirmed, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody whom it concerns that both said yes; a college and an enterprise once for all."""
    row = context.content.practice_notice(E.OFFER_CONFIRMED)
    staff: dict[int, tuple[Hearer[PracticeRole], list[Teller]]] = {}
    told: set[int] = set()
    for teller in Teller.all_of(context, event.placement_ids):
        concerned = teller.concerned()
        family = {role: concerned[role] for role in (R.STUDENT, R.PARENT)}
        for one in hearers(context, row, {**family, **concerned}, but={event.actor_id}):
            if one.role not in family:
                staff.setdefault(one.person_id, (one, []))[1].append(teller)
                continue
            told.add(one.person_id)
            rows = _look(teller) if one.role is R.STUDENT else []
            screen = teller.whole(f"internship-offer-told-confirmed-{one.role}", one.language, rows)
            yield one.notice(screen, f"internship-confirmed:{teller.placement.id}")
    yield from (_confirmed_many(one, tellers) for one, tellers in staff.values() if one.person_id not in told)


def _confirmed_many(one: Hearer[PracticeRole], tellers: Sequence[Teller]) -> Notice:
    first = tellers[0]
    args = {**first.args(one.language), **_many([short_name(teller.student) for teller in tellers], ", ")}
    ids = [teller.placement.id for teller in tellers]
    once = f"internship-confirmed:staff:{min(ids)}:{max(ids)}:{len(ids)}"
    rows = [*(_look(first, "offer-of") if len(tellers) == 1 else []), [menu.FRESH]]
    return one.notice(Screen("internship-offer-told-confirmed-staff", args, rows), once)


# --- over ----------------------------------------------------------------------------------------------


@feature.notice(OfferDeclined)
def declined(event: OfferDeclined, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody who knew of it; why stays between who said no and the college."""
    teller = Teller.of(context, event.placement_id)
    row = context.content.practice_notice(E.OFFER_DECLINED)
    for one in hearers(context, row, teller.concerned(), but={event.actor_id}):
        of_college = one.role in STAFF
        reason = reason_words(context.texts, one.language, teller.placement.reason) if of_college else ""
        args = {**teller.args(one.language), "actor": event.actor, "reason": reason}
        rows = [*(_look(teller, "offer-of") if of_college else []), [menu.FRESH]]
        role = "college" if of_college else one.role.value
        screen = Screen(f"internship-offer-told-declined-{role}", args, rows)
        yield one.notice(screen, f"internship-declined:{event.placement_id}")


@feature.notice(OfferOverdue)
def overdue(event: OfferOverdue, context: NoticeContext) -> Iterable[Notice]:
    """Tell the college who has not answered in time."""
    teller = Teller.of(context, event.placement_id)
    if teller.placement.status is not PlacementStatus.OFFERED:
        return
    awaited = Offer(teller.placement, teller.student, None, None, None).awaited
    who = "both" if len(awaited) > 1 else awaited[0].value
    rows = [*_look(teller, "offer-of"), [menu.FRESH]]
    for one in hearers(context, context.content.practice_notice(E.OFFER_OVERDUE), teller.concerned()):
        args = {**teller.args(one.language), "who": who}
        screen = Screen("internship-offer-told-overdue", args, rows)
        yield one.notice(screen, f"internship-overdue:{event.placement_id}")


# --- how a notice looks --------------------------------------------------------------------------------


def _look(teller: Teller, verb: str = "offer") -> list[list[Button]]:
    return [[Button("internship-offer-look", feature.action(verb, teller.placement.id))]]


def _many(names: Sequence[str], by: str) -> dict[str, object]:
    """Return how many there are, the first of them by name, and how many more."""
    shown = names[:MOST_NAMES]
    return {"count": len(names), "names": by.join(shown), "more": len(names) - len(shown)}
