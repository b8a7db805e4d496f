"""The enrolment list: out with whoever may be enrolled, in again with the order, applied as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from cluster import russian
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition_all
from cluster.calendar import day_of
from cluster.events import Done
from cluster.ranking import telling
from cluster.ranking.desk import check, check_fresh, claim, load, prepare
from cluster.ranking.importing import names_of
from cluster.tables import RowFault
from storage.admission import Application, applicants, applications
from storage.errors import Refusal
from storage.ranking import PreviewState, Step, StepKind, lists, seats, steps

S = ApplicationStatus
LONGEST_NUMBER = 40
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class EnrolRow:
    """A row of an enrolment list: who, and by which order. Who has no order yet is left out of the reading."""

    row: int
    number: str
    order: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class ToEnrol:
    """Somebody who may be enrolled, as the list shows them. `place` is None where no list names them any more."""

    number: str
    name: str
    programme: str
    grade: Decimal | None
    place: int | None
    original_on: date


@dataclass(frozen=True, slots=True)
class EnrolPreview:
    """Who would be enrolled: by order, and the first few by registration number and short name."""

    step: Step
    count: int
    orders: tuple[tuple[str, date, int], ...]
    named: tuple[tuple[str, str], ...]
    without: int
    """How many with a seat and an original are not in the list with an order."""


def to_enrol(session: Session, actor: int, college: str, campaign: str) -> list[ToEnrol]:
    """Return the recommended applicants of a college whose original is there, by programme and place."""
    check(session, actor, college)
    found = _ready(session, college, campaign)
    people = applicants.get(session, {one.applicant_id for one in found.values()})
    places = lists.own_places(session, found)
    listed = []
    for one in found.values():
        answers = people[one.applicant_id].answers
        held = seats.held_by(session, one.id)
        programme = held.programme if held is not None else one.choices[0].programme
        place = next((p.place for p in places.get(one.id, []) if p.programme == programme), None)
        name = russian.format_full_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""
        since = day_of(one.original_since) if one.original_since else day_of(one.status_since)
        grade = answers.avg_grade if answers else None
        listed.append(ToEnrol(one.registration_number or "", name, programme, grade, place, since))
    return sorted(listed, key=lambda one: (one.programme, one.place or 0, one.number))


def check_enrolment(
    session: Session, now: datetime, actor: int, college: str, campaign: str, rows: Sequence[EnrolRow]
) -> list[RowFault]:
    """Return what is wrong with a list that came back."""
    check(session, actor, college)
    return _faults(rows, _by_registration(session, college, campaign), day_of(now))


def prepare_enrolment(
    session: Session, now: datetime, actor: int, college: str, campaign: str, rows: Sequence[EnrolRow]
) -> Done[Step]:
    """Keep an enrolment list to be looked at; nothing changes yet."""
    if check_enrolment(session, now, actor, college, campaign, rows):
        raise Refusal("ranking-list-changed-file")
    kept = [(one.number, one.order, one.day.isoformat()) for one in rows if one.order and one.day]
    if not kept:
        raise Refusal("ranking-enrol-none")
    return Done(prepare(session, now, actor, StepKind.ENROL, college, campaign, kept))


def preview_enrolment(session: Session, now: datetime, actor: int, step_id: int) -> EnrolPreview:
    """Return who would be enrolled."""
    step = load(session, actor, step_id, StepKind.ENROL)
    check_fresh(session, now, step)
    known = _by_registration(session, step.college, step.campaign)
    numbers = [number for number, _, _ in step.payload]
    orders = Counter((order, date.fromisoformat(day)) for _, order, day in step.payload)
    first = [number for number in numbers[:MOST_NAMED] if number in known]
    names = names_of(session, [known[number].id for number in first])
    ready = {one.registration_number for one in known.values() if _is_ready(one)}
    return EnrolPreview(
        step=step,
        count=len(numbers),
        orders=tuple((order, day, n) for (order, day), n in orders.items()),
        named=tuple((number, names[known[number].id]) for number in first),
        without=len(ready - set(numbers)),
    )


def apply_enrolment(session: Session, now: datetime, actor: int, step_id: int) -> Done[Step]:
    """Enrol everybody of the list, or nobody: one who left since, or took the original back, stops it."""
    step = load(session, actor, step_id, StepKind.ENROL)
    if step.state is PreviewState.APPLIED:
        return Done(step)
    check_fresh(session, now, step)
    known = _by_registration(session, step.college, step.campaign)
    listed = [(number, order, date.fromisoformat(day)) for number, order, day in step.payload]
    _check_still_true(session, listed, known, day_of(now))
    claim(session, now, actor, step)
    some = [
        (known[number], Facts(original_verified=known[number].original_since is not None,
                              order_number=order, order_date=day))
        for number, order, day in listed
    ]  # fmt: skip
    transition_all(session, now, some, S.ENROLLED, By(Actor.STAFF, actor))
    for one, facts in some:
        applications.set_order(session, one.id, facts.order_number, facts.order_date)
    steps.note_moves(session, step.id, [(one.id, one.status, S.ENROLLED) for one, _ in some])
    telling.begin(session, now, step.id)
    return Done(load(session, actor, step_id))


def _ready(session: Session, college: str, campaign: str) -> dict[int, Application]:
    ids = [one.id for one in lists.candidates(session, college, campaign) if one.status is S.RECOMMENDED]
    return {key: one for key, one in applications.get(session, ids).items() if _is_ready(one)}


def _is_ready(one: Application) -> bool:
    return one.status is S.RECOMMENDED and one.original_since is not None


def _by_registration(session: Session, college: str, campaign: str) -> dict[str, Application]:
    numbered = [one for one in lists.candidates(session, college, campaign) if one.registration_number is not None]
    found = applications.get(session, [one.id for one in numbered])
    known: dict[str, Application] = {}
    for one in found.values():
        number = one.registration_number or ""
        if number not in known or one.status is S.RECOMMENDED:
            known[number] = one
    return known


def _faults(rows: Sequence[EnrolRow], known: Mapping[str, Application], today: date) -> list[RowFault]:
    found, first = [], dict[str, int]()
    for row in rows:
        before = first.setdefault(row.number, row.row)
        if before != row.row:
            found.append(RowFault(row.row, "number", "number_twice", {"row": before}))
        fault = _fault(row, known.get(row.number), today)
        if fault is not None:
            found.append(fault)
    return found


def _fault(row: EnrolRow, one: Application | None, today: date) -> RowFault | None:
    """Return the first thing that is wrong; who stands there without any order is left as they are."""
    if row.order is None and row.day is None:
        return None
    if row.order is None:
        return RowFault(row.row, "order", "order_missing")
    if row.day is None:
        return RowFault(row.row, "day", "day_missing")
    if len(row.order) > LONGEST_NUMBER:
        return RowFault(row.row, "order", "too_long", {"longest": LONGEST_NUMBER})
    if one is None:
        return RowFault(row.row, "number", "unknown")
    if one.status is not S.RECOMMENDED:
        return RowFault(row.row, "number", "not_recommended", {"status": one.status.value})
    if one.original_since is None:
        return RowFault(row.row, "number", "no_original")
    if row.day > today:
        return RowFault(row.row, "day", "day_future")
    return RowFault(row.row, "day", "day_before") if row.day < day_of(one.submitted_at) else None


def _check_still_true(
    session: Session, listed: Sequence[tuple[str, str, date]], known: Mapping[str, Application], today: date
) -> None:
    rows = [EnrolRow(at, number, order, day) for at, (number, order, day) in enumerate(listed)]
    faults = _faults(rows, known, today)
    if faults:
        number = rows[faults[0].row].number
        ids = [known[number].id] if number in known else []
        name = next(iter(names_of(session, ids).values()), "")
        raise Refusal("ranking-list-changed", number=number, name=name, more=len(faults) - 1)
