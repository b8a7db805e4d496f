"""The order of a list: by grade, then by what content names; and who gets a seat by it. Pure rules, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from cluster.content import TieBreaker


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a college's list. `row` is its number in the file; a missing `place` is worked out."""

    row: int
    number: str
    programme: str
    grade: Decimal
    priority_right: bool = False
    target_contract: bool = False
    achievements: int = 0
    original: bool | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody at a place; equal ones share it, and the next place is as much higher: 1, 2, 2, 4."""

    number: str
    place: int


def rank(rows: Iterable[ListRow], tie_breakers: Sequence[TieBreaker]) -> list[tuple[ListRow, int]]:
    """Return the rows of one programme with their places, best first.

    The college's own places count where it gave them; else the full grade decides, then `tie_breakers` in their order.
    """
    listed = list(rows)
    if listed and all(one.place is not None for one in listed):
        return sorted(((one, one.place or 0) for one in listed), key=lambda pair: pair[1])
    found: list[tuple[ListRow, int]] = []
    strength = {one.row: _strength(one, tie_breakers) for one in listed}
    ordered = sorted(listed, key=lambda one: (*(-part for part in strength[one.row]), one.number))
    for _, equal in groupby(ordered, key=lambda one: strength[one.row]):
        place = len(found) + 1
        found += [(one, place) for one in equal]
    return found


def tied_at_border(placed: Iterable[Placed], seats: int) -> list[Placed]:
    """Return who shares the place that the last seats do not reach for all: the commission decides between them."""
    for group in _groups(placed):
        first = group[0].place
        if first <= seats < first + len(group) - 1:
            return group
    return []


@dataclass(frozen=True, slots=True)
class Line:
    """Who asks for the seats of one programme, in groups of equal place, best first. `seats` are those to give out."""

    groups: Sequence[Sequence[str]]
    seats: int


@dataclass(frozen=True, slots=True)
class Result:
    """How seats are given out: who gets one, between whom the commission decides, who gets none anywhere."""

    chosen: frozenset[str]
    tied: frozenset[str]
    left: frozenset[str]


def give_out(lines: Mapping[str, Line], wishes: Mapping[str, Sequence[str]]) -> dict[str, Result]:
    """Give the seats of a college's programmes out, so that nobody misses a wish that their place is good enough for.

    Each asks for their first wish; a programme keeps the best and turns the others away, who ask for their next one,
    until nobody is turned away. Equals that the last seats do not reach are kept undecided, and wait. Who has no
    `wishes` (applied on paper) asks in every line where they stand.
    """
    asking = {p: {one for group in line.groups for one in group} - wishes.keys() for p, line in lines.items()}
    turn = dict.fromkeys(wishes, 0)
    waiting = list(wishes)
    while waiting:
        touched: set[str] = set()
        for one in waiting:
            if turn[one] < len(wishes[one]):
                programme = wishes[one][turn[one]]
                asking[programme].add(one)
                touched.add(programme)
        waiting = []
        for programme in sorted(touched):
            away = _divide(lines[programme], asking[programme])[2] & wishes.keys()
            asking[programme] -= away
            waiting += sorted(away)
        for one in waiting:
            turn[one] += 1
    return _results(lines, asking, wishes)


def _divide(line: Line, asking: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """Return who of those asking gets a seat, who is tied for the last ones, who is turned away."""
    here, room = set(asking), line.seats
    chosen: set[str] = set()
    tied: set[str] = set()
    for group in line.groups:
        equal = here.intersection(group)
        if len(equal) > room and not tied and room > 0:
            tied, room = equal, 0
        elif len(equal) <= room:
            chosen |= equal
            room -= len(equal)
    return chosen, tied, here - chosen - tied


def _results(
    lines: Mapping[str, Line], asking: Mapping[str, Iterable[str]], wishes: Mapping[str, Sequence[str]]
) -> dict[str, Result]:
    divided = {programme: _divide(line, asking[programme]) for programme, line in lines.items()}
    settled = {one for chosen, tied, _ in divided.values() for one in chosen | tied}
    return {
        programme: Result(
            frozenset(divided[programme][0]),
            frozenset(divided[programme][1]),
            frozenset(one for group in line.groups for one in group if one in wishes and one not in settled),
        )
        for programme, line in lines.items()
    }


def _strength(one: ListRow, tie_breakers: Sequence[TieBreaker]) -> tuple[Decimal, ...]:
    known = {
        TieBreaker.PRIORITY_RIGHT: int(one.priority_right),
        TieBreaker.TARGET_CONTRACT: int(one.target_contract),
        TieBreaker.ACHIEVEMENTS: one.achievements,
    }
    return (one.grade, *(Decimal(known[breaker]) for breaker in tie_breakers))


def _groups(placed: Iterable[Placed]) -> list[list[Placed]]:
    ordered = sorted(placed, key=lambda one: (one.place, one.number))
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.place)]
