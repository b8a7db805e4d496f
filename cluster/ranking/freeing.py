"""Freeing the seats of those who brought no original in time, all of them at once, each then offered to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.admission.originals import original_due
from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition_all
from cluster.calendar import day_of
from cluster.content import Content
from cluster.events import Done, Event
from cluster.ranking import telling
from cluster.ranking.desk import check, check_fresh, claim, load, prepare
from cluster.ranking.importing import names_of
from cluster.ranking.offering import offer_next
from cluster.ranking.originals import is_awaited
from storage.admission import Application, applications
from storage.errors import Refusal
from storage.ranking import PreviewState, Step, StepKind, lists, seats, steps

S = ApplicationStatus
NO_ORIGINAL: Final = "no_original"
"""The reason of content that the applicants read."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class FreePreview:
    """Whose seats would become free: how many, and the first few by registration number and short name."""

    step: Step
    count: int
    named: tuple[tuple[str, str], ...]
    by_programme: tuple[tuple[str, int], ...]


def prepare_freeing(
    session: Session, now: datetime, actor: int, college: str, campaign: str, content: Content
) -> Done[Step]:
    """Begin to free seats; nothing changes yet. `Refusal` before the term is over, and where everybody brought it."""
    check(session, actor, college)
    if day_of(now) <= content.campaign(campaign).originals_end:
        raise Refusal("ranking-free-early")
    late = late_ones(session, now, college, campaign, content)
    if not late:
        raise Refusal("ranking-free-none")
    return Done(prepare(session, now, actor, StepKind.FREE, college, campaign, [one.id for one in late]))


def preview_freeing(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> FreePreview:
    """Return whose seats would become free now."""
    step = load(session, actor, step_id, StepKind.FREE)
    check_fresh(session, now, step)
    late = _still_late(session, now, step, content)
    programmes: dict[str, int] = {}
    for one in late:
        held = seats.held_by(session, one.id)
        if held is not None:
            programmes[held.programme] = programmes.get(held.programme, 0) + 1
    names = names_of(session, [one.id for one in late[:MOST_NAMED]])
    named = tuple((one.registration_number or one.number, names[one.id]) for one in late[:MOST_NAMED])
    return FreePreview(step, len(late), named, tuple(programmes.items()))


def apply_freeing(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> Done[Step]:
    """Refuse those whose original did not come. Who brought it since the preview keeps the seat."""
    step = load(session, actor, step_id, StepKind.FREE)
    if step.state is PreviewState.APPLIED:
        return Done(step)
    check_fresh(session, now, step)
    late = _still_late(session, now, step, content)
    claim(session, now, actor, step)
    facts = Facts(reason=NO_ORIGINAL)
    transition_all(session, now, [(one, facts) for one in late], S.REJECTED, By(Actor.STAFF, actor))
    steps.note_moves(session, step.id, [(one.id, one.status, S.REJECTED) for one in late])
    telling.begin(session, now, step.id)
    return Done(load(session, actor, step_id))


def late_ones(session: Session, now: datetime, college: str, campaign: str, content: Content) -> list[Application]:
    """Return the recommended applicants of a college whose original did not come in time."""
    recommended = [one.id for one in lists.candidates(session, college, campaign) if one.status is S.RECOMMENDED]
    found = applications.get(session, recommended).values()
    term = content.campaign(campaign)
    return [one for one in found if is_awaited(one) and day_of(now) > original_due(term, day_of(one.status_since))]


def offer_free(session: Session, now: datetime, actor: int, college: str, campaign: str, content: Content) -> Done[int]:
    """Offer the seats that are free to whoever is next in line now; return how many were offered."""
    check(session, actor, college)
    events: list[Event] = []
    for seat in seats.free_seats(session, campaign, college):
        events += offer_next(session, now, seat, content)
    return Done(len(events), tuple(events))


def _still_late(session: Session, now: datetime, step: Step, content: Content) -> list[Application]:
    prepared = set(step.payload)
    late = late_ones(session, now, step.college, step.campaign, content)
    return [one for one in late if one.id in prepared]
