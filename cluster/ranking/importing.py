"""A college's list: prepared from what was read, shown with its numbers, applied as a whole, taken back for an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from cluster.admission.status import Actor, ApplicationStatus, By, Facts, transition_all
from cluster.content import Content, Programme, TieBreaker
from cluster.events import Done
from cluster.ranking import telling
from cluster.ranking.desk import check, check_fresh, claim, load, prepare
from cluster.ranking.listing import LISTED, Roster, find_faults, foreign_college
from cluster.ranking.order import ListRow, Placed, rank, tied_at_border
from cluster.review.queue import short_name_of
from cluster.tables import RowFault
from storage.admission import HistoryEntry, HistoryKind, applicants, applications
from storage.errors import Refusal
from storage.ranking import Candidate, PlaceRow, PreviewState, Step, StepKind, lists, steps

S = ApplicationStatus
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose place changes most. `name` is last name and initials, "" where only paper knows them."""

    number: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ProgrammePreview:
    """What a list would change for one programme."""

    programme: str
    rows: int
    seats: int
    first: bool
    """Whether there is no list of it yet."""
    new: int
    risen: int
    fallen: int
    gone: int
    """How many stood in the former list and do not in this one."""
    movers: tuple[Mover, ...]
    tied: tuple[str, ...]
    missing: tuple[str, ...]
    """Registration numbers of who is registered for it and not in the list."""
    unknown: tuple[str, ...]
    """Numbers that the bot does not know: people who applied on paper."""
    originals: tuple[str, ...]
    """Numbers whose original is there by the list, and is not by the bot, or the other way round."""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would change."""

    step: Step
    programmes: tuple[ProgrammePreview, ...]

    @property
    def rows(self) -> int:
        """Return how many rows the list has."""
        return sum(one.rows for one in self.programmes)


def check_list(session: Session, actor: int, college: str, campaign: str, rows: Sequence[ListRow]) -> list[RowFault]:
    """Return what is wrong with a list; `Refusal` where the whole of it seems to be another college's."""
    check(session, actor, college)
    roster = _roster(session, college, campaign)
    other = foreign_college(rows, roster)
    if other is not None:
        raise Refusal("ranking-list-foreign", college=other)
    return find_faults(rows, roster)


def prepare_list(
    session: Session, now: datetime, actor: int, college: str, campaign: str, rows: Sequence[ListRow]
) -> Done[Step]:
    """Keep a list without faults to be looked at; nothing changes yet."""
    if check_list(session, actor, college, campaign, rows):
        raise Refusal("ranking-list-changed-file")
    return Done(prepare(session, now, actor, StepKind.LIST, college, campaign, [_packed(row) for row in rows]))


def preview_list(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> ListPreview:
    """Return what a prepared list would change now."""
    step = load(session, actor, step_id, StepKind.LIST)
    check_fresh(session, now, step)
    known = _roster(session, step.college, step.campaign).by_registration
    current = lists.current(session, step.college, step.campaign)
    former = lists.places(session, [one.id for one in current.values()])
    by_programme = _by_programme(unpack(step))
    found = []
    for programme, rows in by_programme.items():
        ranking = current.get(programme)
        before = {row.number: row.place for row in former[ranking.id]} if ranking is not None else None
        placed = rank(rows, tie_breakers(content, step.campaign, programme))
        found.append(_preview(content.programme(programme), placed, before, known))
    return ListPreview(step, tuple(_named(session, found, known)))


def apply_list(session: Session, now: datetime, actor: int, step_id: int, content: Content) -> Done[Step]:
    """Make a list the one that counts, as a whole or not at all. A second tap finds it applied."""
    step = load(session, actor, step_id, StepKind.LIST)
    if step.state is PreviewState.APPLIED:
        return Done(step)
    check_fresh(session, now, step)
    rows = unpack(step)
    roster = _roster(session, step.college, step.campaign)
    _check_still_true(session, rows, roster)
    claim(session, now, actor, step)
    before = _places_now(session, step)
    for programme, listed in _by_programme(rows).items():
        placed = rank(listed, tie_breakers(content, step.campaign, programme))
        kept = [PlaceRow(row.number, _id(roster, row.number), place, row.grade) for row, place in placed]
        seats = content.programme(programme).funded_seats
        lists.put(session, step.id, step.college, step.campaign, step.prepared_at, programme, seats, kept)
    known = {roster.by_registration[row.number].id for row in rows if row.number in roster.by_registration}
    newly = [one.id for one in roster.by_registration.values() if one.id in known and one.status is S.REGISTERED]
    _rank(session, now, step, newly)
    _note_places(session, now, step, before, without=frozenset(newly))
    telling.begin(session, now, step.id)
    return Done(load(session, actor, step_id))


def tie_breakers(content: Content, campaign: str, programme: str) -> Sequence[TieBreaker]:
    """Return what decides between equal grades, in order: the programme's own rule, else the campaign's."""
    own = content.programme(programme).tie_breakers
    return content.campaign(campaign).tie_breakers if own is None else own


def unpack(step: Step) -> list[ListRow]:
    """Return the rows that a prepared list holds."""
    return [ListRow(r, no, p, Decimal(g), pr, tc, a, o, place) for r, no, p, g, pr, tc, a, o, place in step.payload]


def note_places_back(session: Session, now: datetime, step: Step, before: Mapping[tuple[int, str], int]) -> None:
    """Write down whose place an undone list changed back."""
    _note_places(session, now, step, before)


def places_now(session: Session, step: Step) -> dict[tuple[int, str], int]:
    """Return the places that count now, by application and programme."""
    return _places_now(session, step)


def _packed(row: ListRow) -> list[Any]:
    return [
        row.row, row.number, row.programme, str(row.grade), row.priority_right, row.target_contract,
        row.achievements, row.original, row.place,
    ]  # fmt: skip


def _roster(session: Session, college: str, campaign: str) -> Roster:
    return Roster.of(lists.candidates(session, college, campaign), lists.foreign_numbers(session, college, campaign))


def _by_programme(rows: Sequence[ListRow]) -> dict[str, list[ListRow]]:
    found: dict[str, list[ListRow]] = {}
    for row in rows:
        found.setdefault(row.programme, []).append(row)
    return found


def _id(roster: Roster, number: str) -> int | None:
    known = roster.by_registration.get(number)
    return known.id if known is not None else None


def _preview(
    programme: Programme,
    placed: Sequence[tuple[ListRow, int]],
    before: Mapping[str, int] | None,
    known: Mapping[str, Candidate],
) -> ProgrammePreview:
    here, former = {row.number for row, _ in placed}, before or {}
    moved = [Mover(row.number, "", former[row.number], at) for row, at in placed if former.get(row.number, at) != at]
    registered = [one for one in known.values() if one.status in LISTED and programme.key in one.wishes]
    return ProgrammePreview(
        programme=programme.key,
        rows=len(placed),
        seats=programme.funded_seats,
        first=before is None,
        new=len(here - former.keys()),
        risen=sum(one.after < one.before for one in moved),
        fallen=sum(one.after > one.before for one in moved),
        gone=len(former.keys() - here),
        movers=tuple(sorted(moved, key=lambda one: -abs(one.after - one.before))[:MOST_NAMED]),
        tied=tuple(
            one.number for one in tied_at_border([Placed(row.number, at) for row, at in placed], programme.funded_seats)
        ),
        missing=tuple(one.registration_number or "" for one in registered if one.registration_number not in here),
        unknown=tuple(row.number for row, _ in placed if row.number not in known),
        originals=tuple(
            row.number
            for row, _ in placed
            if row.number in known and row.original is not None and row.original != known[row.number].original
        ),
    )


def _named(
    session: Session, found: Sequence[ProgrammePreview], known: Mapping[str, Candidate]
) -> list[ProgrammePreview]:
    """Return previews with the names of those few who are named at all."""
    wanted = {known[one.number].id: one.number for p in found for one in p.movers if one.number in known}
    names = names_of(session, wanted)
    by_number = {number: names.get(application_id, "") for application_id, number in wanted.items()}
    return [
        ProgrammePreview(
            **{
                **{name: getattr(p, name) for name in ProgrammePreview.__slots__},
                "movers": tuple(Mover(m.number, by_number.get(m.number, ""), m.before, m.after) for m in p.movers),
            }
        )
        for p in found
    ]


def names_of(session: Session, application_ids: Sequence[int] | Mapping[int, Any]) -> dict[int, str]:
    """Return last names and initials of applicants, by application."""
    found = applications.get(session, list(application_ids))
    people = applicants.get(session, {one.applicant_id for one in found.values()})
    return {key: short_name_of(people[one.applicant_id]) for key, one in found.items()}


def _check_still_true(session: Session, rows: Sequence[ListRow], roster: Roster) -> None:
    """Refuse where somebody left since the list was prepared, and say who."""
    faults = find_faults(rows, roster)
    if not faults:
        return
    number = next(row.number for row in rows if row.row == faults[0].row)
    known = roster.by_registration.get(number)
    name = names_of(session, [known.id]).get(known.id, "") if known is not None else ""
    raise Refusal("ranking-list-changed", number=number, name=name, more=len(faults) - 1)


def _places_now(session: Session, step: Step) -> dict[tuple[int, str], int]:
    current = lists.current(session, step.college, step.campaign)
    rows = lists.places(session, [one.id for one in current.values()])
    return {
        (row.application_id, programme): row.place
        for programme, ranking in current.items()
        for row in rows[ranking.id]
        if row.application_id is not None
    }


def _rank(session: Session, now: datetime, step: Step, application_ids: Sequence[int]) -> None:
    found = applications.get(session, application_ids)
    facts = Facts(ranking_imported=True)
    transition_all(session, now, [(one, facts) for one in found.values()], S.RANKED, By(Actor.CLOCK))
    steps.note_moves(session, step.id, [(one, S.REGISTERED, S.RANKED) for one in found])


def _note_places(
    session: Session,
    now: datetime,
    step: Step,
    before: Mapping[tuple[int, str], int],
    without: frozenset[int] = frozenset(),
) -> None:
    """Write down whose place changed; for those `without`, the change of status says it already."""
    after = _places_now(session, step)
    lines = [
        HistoryEntry(
            application_id, now, HistoryKind.PLACE, Actor.CLOCK.value, step.prepared_by,
            before=_shown(before.get(key)), after=_shown(after.get(key)), fields=(programme,),
        )
        for key in sorted(before.keys() | after.keys())
        if (application_id := key[0]) not in without and (programme := key[1]) and before.get(key) != after.get(key)
    ]  # fmt: skip
    applications.note_all(session, lines)


def _shown(place: int | None) -> str | None:
    return None if place is None else str(place)
