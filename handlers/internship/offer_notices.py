"""Who is told of an offer of practice: student, parents of a minor, enterprise, college; nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from bot.feature import Notice, NoticeContext
from bot.screens import BLANK, Action, Button, Screen
from cluster import russian
from cluster.access import Action as Access
from cluster.access import Target, allows, load_actor
from cluster.calendar import after_quiet_hours, is_minor
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
from storage.internship import Place, Placement, PlacementStatus, Student, placements, places, students

MOST_NAMES = 10


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

    def say(self, person_id: int) -> Say:
        """Return what gives a text in somebody's language."""
        return partial(self.context.texts.get, self.context.language_of(person_id))

    def about(self, person_id: int) -> Markup:
        """Return what is offered."""
        offer = Offer(self.placement, self.student, self.place, None, None)
        language = self.context.language_of(person_id)
        return about_offer(self.say(person_id), self.context.content, language, offer)

    def args(self, person_id: int, due: date | None = None) -> dict[str, object]:
        """Return what every text gets."""
        language = self.context.language_of(person_id)
        return {
            "name": short_name(self.student) or self.say(person_id)("internship-erased"),
            "group": self.student.study_group,
            "enterprise": organisation_name(self.context.content, self.placement.enterprise, language),
            "from": russian.format_short_day(self.placement.date_from, language),
            "due": "" if due is None else russian.format_day(due, language),
        }

    # Who has to do with it

    def parents(self) -> Iterator[int]:
        """Give the representatives of somebody under 18 on the first day, who may still read it."""
        born = self.student.birth_date
        if born is None or not is_minor(born, self.placement.date_from):
            return
        target = desk.target(self.context.session, self.placement, self.student)
        family = parents_of_student(self.context.session, self.student)
        yield from (one for one in family if self._may_read(one, target))

    def child(self) -> int | None:
        """Return the student, while the record is theirs to read."""
        return next(iter(parties.themselves(self.context.session, self.placement, self.student)), None)

    def college(self) -> Iterator[int]:
        """Give who answers for it in the college: the supervisor, and the coordinators."""
        target = desk.target(self.context.session, self.placement, self.student)
        supervisor = self.placement.supervisor_id
        if supervisor is not None and self._may_read(supervisor, target):
            yield supervisor
        yield from coordinators_of(self.context.session, self.placement.college)

    def _may_read(self, person_id: int, target: Target) -> bool:
        return allows(load_actor(self.context.session, person_id), Access.READ, target)


# --- offered -------------------------------------------------------------------------------------------


@feature.notice(PracticeOffered)
def offered(event: PracticeOffered, context: NoticeContext) -> Iterable[Notice]:
    """Ask each student, copy it to the parents of a minor, and ask each enterprise once for all of its students."""
    plants: dict[str, list[Teller]] = {}
    for teller in Teller.all_of(context, event.placement_ids):
        plants.setdefault(teller.placement.enterprise, []).append(teller)
        yield from _asked_student(teller)
    for tellers in plants.values():
        own = {one.student.person_id for one in tellers} | {event.actor_id}
        for person_id in sorted(tellers[0].plant):
            if person_id not in own:
                yield _asked_plant(tellers, person_id)


def _asked_student(teller: Teller) -> Iterator[Notice]:
    once = f"internship-offered:{teller.placement.id}"
    student, due = teller.child(), teller.due
    if student is not None:
        rows = [*_answer_rows(teller, Actor.STUDENT), [menu.FRESH]]
        yield _told(teller, student, "internship-offer-told-student", once, rows, due=due, whole=True)
    # Who acts for the enterprise as well is asked, and needs no copy.
    for person_id in teller.parents():
        if person_id not in {student, *teller.plant}:
            yield _told(teller, person_id, "internship-offer-told-parent", once, due=due, whole=True)


def _answer_rows(teller: Teller, part: Actor) -> list[list[Button]]:
    number = teller.placement.id
    verb = "offer-yes" if part is Actor.STUDENT else "offer-take"
    return [
        [Button(f"internship-{verb}", feature.action(verb, number))],
        [Button("internship-offer-no", Action.of("offerno", "open", number, part))],
    ]


def _asked_plant(tellers: Sequence[Teller], person_id: int) -> Notice:
    first = tellers[0]
    names = [f"{short_name(one.student)}, {one.student.study_group}" for one in tellers[:MOST_NAMES]]
    more = len(tellers) - len(names)
    args = {
        **first.args(person_id, min(one.due for one in tellers)),
        "count": len(tellers),
        "names": "; ".join(names),
        "more": max(0, more),
    }
    ids = [one.placement.id for one in tellers]
    once = f"internship-offered:plant:{min(ids)}:{max(ids)}:{len(ids)}"
    rows = [[Button("internship-offer-to-asked", feature.action("asked", 0))], [menu.FRESH]]
    return _notice(first.context, person_id, Screen("internship-offer-told-plant", args, rows), once)


# --- answered ------------------------------------------------------------------------------------------


@feature.notice(OfferAnswered)
def answered(event: OfferAnswered, context: NoticeContext) -> Iterable[Notice]:
    """Tell whose yes a college noted for them; who said yes themselves knows, and the other side has its own answer."""
    if event.actor != Actor.COLLEGE:
        return
    teller = Teller.of(context, event.placement_id)
    once = f"internship-noted:{event.placement_id}:{event.part}"
    if event.part == Actor.STUDENT:
        people = [one for one in (teller.child(),) if one is not None]
    else:
        people = sorted(teller.plant)
    for person_id in people:
        if person_id != event.actor_id:
            yield _told(teller, person_id, f"internship-offer-told-noted-{event.part}", once, _look(teller))


@feature.notice(OfferConfirmed)
def confirmed(event: OfferConfirmed, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody whom it concerns that both said yes; a college and an enterprise once for all."""
    tellers = Teller.all_of(context, event.placement_ids)
    told = {event.actor_id}
    for teller in tellers:
        for notice in _confirmed_one(teller, event.actor_id):
            told.add(notice.person_id)
            yield notice
    for person_id in _staff(tellers):
        if person_id not in told:
            yield _confirmed_many([one for one in tellers if person_id in _staff([one])], person_id)


def _staff(tellers: Sequence[Teller]) -> list[int]:
    """Return who answers for these placements at the enterprises and in the colleges, each once."""
    return list(dict.fromkeys(one for teller in tellers for one in (*teller.plant, *teller.college())))


def _confirmed_one(teller: Teller, actor: int | None) -> Iterator[Notice]:
    once = f"internship-confirmed:{teller.placement.id}"
    student = teller.child()
    if student is not None and student != actor:
        yield _told(teller, student, "internship-offer-told-confirmed-student", once, _look(teller), whole=True)
    for person_id in teller.parents():
        if person_id not in {student, actor}:
            yield _told(teller, person_id, "internship-offer-told-confirmed-parent", once, whole=True)


def _confirmed_many(tellers: Sequence[Teller], person_id: int) -> Notice:
    first = tellers[0]
    names = [short_name(one.student) for one in tellers[:MOST_NAMES]]
    args = {
        **first.args(person_id),
        "count": len(tellers),
        "names": ", ".join(names),
        "more": max(0, len(tellers) - len(names)),
    }
    ids = [one.placement.id for one in tellers]
    once = f"internship-confirmed:staff:{min(ids)}:{max(ids)}:{len(ids)}"
    rows = [*(_look(first, "offer-of") if len(tellers) == 1 else []), [menu.FRESH]]
    return _notice(first.context, person_id, Screen("internship-offer-told-confirmed-staff", args, rows), once)


# --- over ----------------------------------------------------------------------------------------------


@feature.notice(OfferDeclined)
def declined(event: OfferDeclined, context: NoticeContext) -> Iterable[Notice]:
    """Tell everybody who knew of it; why stays between who said no and the college."""
    teller = Teller.of(context, event.placement_id)
    once = f"internship-declined:{event.placement_id}"
    told = {event.actor_id}
    for role, person_id in _knew(teller):
        if person_id in told:
            continue
        told.add(person_id)
        reason = reason_words(context.texts, context.language_of(person_id), teller.placement.reason)
        args = {**teller.args(person_id), "actor": event.actor, "reason": reason if role == "college" else ""}
        rows = _look(teller, "offer-of") if role == "college" else []
        screen = Screen(f"internship-offer-told-declined-{role}", args, [*rows, [menu.FRESH]])
        yield _notice(context, person_id, screen, once)


def _knew(teller: Teller) -> Iterator[tuple[str, int]]:
    child = teller.child()
    if child is not None:
        yield "student", child
    yield from (("college", one) for one in teller.college())
    yield from (("plant", one) for one in teller.plant)
    yield from (("parent", one) for one in teller.parents())


@feature.notice(OfferOverdue)
def overdue(event: OfferOverdue, context: NoticeContext) -> Iterable[Notice]:
    """Tell the college who has not answered in time."""
    teller = Teller.of(context, event.placement_id)
    if teller.placement.status is not PlacementStatus.OFFERED:
        return
    awaited = Offer(teller.placement, teller.student, None, None, None).awaited
    who = "both" if len(awaited) > 1 else awaited[0].value
    for person_id in dict.fromkeys(teller.college()):
        args = {**teller.args(person_id), "who": who}
        rows = [*_look(teller, "offer-of"), [menu.FRESH]]
        once = f"internship-overdue:{event.placement_id}"
        yield _notice(context, person_id, Screen("internship-offer-told-overdue", args, rows), once)


# --- how a notice is made ------------------------------------------------------------------------------


def _look(teller: Teller, verb: str = "offer") -> list[list[Button]]:
    return [[Button("internship-offer-look", feature.action(verb, teller.placement.id))]]


def _told(
    teller: Teller,
    person_id: int,
    key: str,
    once: str,
    rows: Sequence[Sequence[Button]] = (),
    *,
    due: date | None = None,
    whole: bool = False,
) -> Notice:
    """Return a text about one placement; `whole`: with all that is offered below it."""
    words = teller.say(person_id)(key, **teller.args(person_id, due))
    body = BLANK.join([words, teller.about(person_id)]) if whole else words
    return _notice(teller.context, person_id, Screen("", body=body, keyboard=list(rows) or [[menu.FRESH]]), once)


def _notice(context: NoticeContext, person_id: int, screen: Screen, once: str) -> Notice:
    morning = after_quiet_hours(context.now)
    return Notice(person_id, screen, once, not_before=morning if morning > context.now else None)
