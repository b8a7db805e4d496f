"""Taking a step back within its hour: everybody who has not moved on since stands again where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition_all
from cluster.events import Done
from cluster.ranking import telling
from cluster.ranking.desk import load, reclaim
from cluster.ranking.importing import names_of, note_places_back, places_now
from storage.admission import applications
from storage.errors import Refusal
from storage.ranking import Move, PreviewState, RankingState, Step, StepKind, lists, seats, steps

S = ApplicationStatus
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undoing came to: how many stand where they stood, who moved on since and is left there."""

    step: Step
    back: int
    left: tuple[tuple[str, str], ...]
    """Human numbers and short names of the first few who were left."""
    left_count: int


def undo(session: Session, now: datetime, actor: int, step_id: int) -> Done[Undone]:
    """Take an applied step back. A second tap changes nothing."""
    step = load(session, actor, step_id, StepKind.LIST, StepKind.RECOMMEND, StepKind.ENROL)
    if step.state is PreviewState.UNDONE:
        return Done(Undone(step, 0, (), 0))
    if step.kind is StepKind.LIST and any(
        state is not RankingState.CURRENT for _, state in lists.of_step(session, step.id)
    ):
        raise Refusal("ranking-undo-newer")
    reclaim(session, now, actor, step)
    moves = steps.moves(session, step.id)
    back = [one for one in moves if one.status is one.after]
    stands_again = {one.application_id for one in back}
    left = [one for one in moves if one.application_id not in stands_again]
    _lead_back(session, now, actor, step, back)
    if step.kind is StepKind.LIST:
        before = places_now(session, step)
        lists.go_back(session, step.id)
        note_places_back(session, now, step, before)
    telling.begin(session, now, step.id)
    return Done(Undone(load(session, actor, step_id), len(back), _named(session, left), len(left)))


def _lead_back(session: Session, now: datetime, actor: int, step: Step, moves: Sequence[Move]) -> None:
    found = applications.get(session, [one.application_id for one in moves])
    by = By(Actor.STAFF, actor)
    facts = Facts(undoable=True)
    for before in sorted({one.before for one in moves}):
        for after in sorted({one.after for one in moves if one.before is before}):
            some = [found[one.application_id] for one in moves if (one.before, one.after) == (before, after)]
            transition_all(session, now, [(one, facts) for one in some], before, by)
    ids = [one.application_id for one in moves]
    if step.kind is StepKind.RECOMMEND:
        seats.let_go(session, ids)
    if step.kind is StepKind.ENROL:
        for one in ids:
            applications.set_order(session, one, None, None)
    steps.mark_undone(session, step.id, ids, now)


def _named(session: Session, left: Sequence[Move]) -> tuple[tuple[str, str], ...]:
    ids = [one.application_id for one in left[:MOST_NAMED]]
    found, names = applications.get(session, ids), names_of(session, ids)
    return tuple((found[one].number, names[one]) for one in ids)
