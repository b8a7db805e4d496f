"""Giving the seats of a programme out: who gets one, who waits in the reserve, whom the commission decides between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from cluster.admission.status import Actor, ApplicationStatus, By, Facts, Guard, GuardFailed, transition_all
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done
from cluster.ranking import telling
from cluster.ranking.desk import check, check_fresh, claim, load, prepare
from cluster.ranking.order import Line, Result, give_out
from storage.admission import applications
from storage.errors import Refusal
from storage.ranking import Candidate, PlaceRow, PreviewState, SeatState, Step, StepKind, lists, seats, steps

S = ApplicationStatus
ASKING = frozenset({S.RANKED, S.RESERVE})
HOLDING = frozenset({S.RECOMMENDED, S.ENROLLED})


@dataclass(frozen=True, slots=True)
class SeatPreview:
    """How the seats of one programme would be given out now. Tuples hold registration numbers, best place first."""

    step: Step
    seats: int
    held: int
    """Seats that somebody has already, or is offered."""
    chosen: tuple[str, ...]
    on_paper: int
    """How many of the seats go to people whom the bot does not know."""
    reserve: tuple[str, ...]
    tied: tuple[str, ...]
    elsewhere: int
    """How many get a seat of this college for a wish that matters more to them."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What would happen, with the applications that it would happen to."""

    seats: int
    held: int
    result: Result
    known: Mapping[str, Candidate]
    line: tuple[PlaceRow, ...]
    elsewhere: int


def prepare_seats(
    session: Session, now: datetime, actor: int, college: str, campaign: str, programme: str, content: Content
) -> Done[Step]:
    """Begin to give the seats of a programme out; nothing changes yet."""
    check(session, actor, college)
    _check_term(now, campaign, content)
    _check_programme(session, college, campaign, programme, content)
    return Done(prepare(session, now, actor, StepKind.RECOMMEND, college, campaign, None, programme))


def preview_seats(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> SeatPreview:
    """Return how the seats would be given out now."""
    step = load(session, actor, step_id, StepKind.RECOMMEND)
    check_fresh(session, now, step)
    plan = _plan(session, step, content)
    return SeatPreview(
        step=step,
        seats=plan.seats,
        held=plan.held,
        chosen=tuple(r.number for r in plan.line if r.number in plan.result.chosen and r.application_id is not None),
        on_paper=sum(r.number in plan.result.chosen and r.application_id is None for r in plan.line),
        reserve=tuple(r.number for r in plan.line if r.number in plan.result.left),
        tied=tuple(r.number for r in plan.line if r.number in plan.result.tied),
        elsewhere=plan.elsewhere,
    )


def apply_seats(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> Done[Step]:
    """Give the seats out: some are recommended, the others stand in the reserve. A second tap is nothing."""
    step = load(session, actor, step_id, StepKind.RECOMMEND)
    if step.state is PreviewState.APPLIED:
        return Done(step)
    check_fresh(session, now, step)
    _check_term(now, step.campaign, content)
    plan = _plan(session, step, content)
    claim(session, now, actor, step)
    programme = step.programme or ""
    chosen = [plan.known[n] for n in sorted(plan.result.chosen) if n in plan.known]
    left = [plan.known[n] for n in sorted(plan.result.left) if plan.known[n].status is S.RANKED]
    seats.hold(session, step.campaign, programme, [one.id for one in chosen], now)
    _close_free_seats(session, step)
    _lead(session, now, actor, step, chosen, S.RECOMMENDED)
    _lead(session, now, actor, step, left, S.RESERVE)
    telling.begin(session, now, step.id)
    return Done(load(session, actor, step_id))


def _check_term(now: datetime, campaign: str, content: Content) -> None:
    if day_of(now) <= content.campaign(campaign).docs_end:
        raise GuardFailed(Guard.AFTER_DOCS_END)


def _check_programme(session: Session, college: str, campaign: str, programme: str, content: Content) -> None:
    if content.programme(programme).college != college:
        raise Refusal("ranking-no-list")
    if programme not in lists.current(session, college, campaign):
        raise Refusal("ranking-no-list")


def _plan(session: Session, step: Step, content: Content) -> _Plan:
    programme = step.programme or ""
    current = lists.current(session, step.college, step.campaign)
    if programme not in current:
        raise Refusal("ranking-no-list")
    rows = lists.places(session, [one.id for one in current.values()])
    known = {one.id: one for one in lists.candidates(session, step.college, step.campaign)}
    held = seats.held(session, step.campaign, current)
    holding = [one.programme for one in held.values() if known[one.application_id].status in HOLDING]
    offered = seats.offered(session, step.campaign, current)
    wishes: dict[str, list[str]] = {}
    lines: dict[str, Line] = {}
    for key, ranking in current.items():
        listed = [row for row in rows[ranking.id] if row.application_id is None or _asks(known[row.application_id])]
        for row in listed:
            if row.application_id is not None:
                wishes.setdefault(row.number, []).append(key)
        total = content.programme(key).funded_seats
        lines[key] = Line(_groups(listed), max(0, total - holding.count(key) - offered.get(key, 0)))
    asking = {one.registration_number or "": one for one in known.values() if _asks(one)}
    ordered = {no: sorted(keys, key=lambda key, one=asking[no]: one.wishes[key]) for no, keys in wishes.items()}  # type: ignore[misc]
    results = give_out(lines, ordered)
    line = tuple(rows[current[programme].id])
    settled = set().union(*(r.chosen | r.tied for key, r in results.items() if key != programme)) & ordered.keys()
    return _Plan(
        seats=content.programme(programme).funded_seats,
        held=holding.count(programme) + offered.get(programme, 0),
        result=results[programme],
        known={no: asking[no] for no in ordered},
        line=line,
        elsewhere=sum(row.number in settled for row in line),
    )


def _asks(one: Candidate) -> bool:
    return one.status in ASKING


def _groups(rows: Sequence[PlaceRow]) -> list[list[str]]:
    return [[row.number for row in group] for _, group in groupby(rows, key=lambda row: row.place)]


def _close_free_seats(session: Session, step: Step) -> None:
    """The seats that were left are among those given out now."""
    free = seats.free_seats(session, step.campaign, step.college)
    seats.set_seat(session, [one.id for one in free if one.programme == step.programme], SeatState.CLOSED)


def _lead(
    session: Session, now: datetime, actor: int, step: Step, some: Sequence[Candidate], target: ApplicationStatus
) -> None:
    found = applications.get(session, [one.id for one in some])
    facts = Facts(after_docs_end=True)
    transition_all(session, now, [(one, facts) for one in found.values()], target, By(Actor.STAFF, actor))
    steps.note_moves(session, step.id, [(one.id, one.status, target) for one in found.values()])
