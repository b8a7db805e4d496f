"""The order of a list and who gets a seat by it: ties, borders, wishes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster.content import TieBreaker
from cluster.ranking.order import Line, ListRow, Placed, give_out, rank, tied_at_border
from tests.ranking import row

PRIORITY, TARGET, ACHIEVEMENTS = TieBreaker.PRIORITY_RIGHT, TieBreaker.TARGET_CONTRACT, TieBreaker.ACHIEVEMENTS
ALL = (PRIORITY, TARGET, ACHIEVEMENTS)


@pytest.mark.parametrize(
    ("rows", "breakers", "expected"),
    [
        ([row(1, "a", "4.5"), row(2, "b", "4.7")], ALL, [("b", 1), ("a", 2)]),
        # The full grade counts, beyond the two digits that are shown.
        ([row(1, "a", "4.2549"), row(2, "b", "4.2551")], (), [("b", 1), ("a", 2)]),
        # Equal in everything: they share a place, and the next one is as much lower.
        ([row(n, str(n), g) for n, g in enumerate(["5", "4", "4", "3"])], (), [("0", 1), ("1", 2), ("2", 2), ("3", 4)]),
        # The first tie-breaker decides before the second is looked at.
        (
            [row(1, "a", target_contract=True, achievements=9), row(2, "b", priority_right=True)],
            ALL,
            [("b", 1), ("a", 2)],
        ),
        (
            [row(1, "a", target_contract=True), row(2, "b", priority_right=True)],
            (TARGET, PRIORITY),
            [("a", 1), ("b", 2)],
        ),
        ([row(1, "a", achievements=2), row(2, "b", achievements=10)], ALL, [("b", 1), ("a", 2)]),
        # What content does not name decides nothing.
        ([row(1, "a", achievements=2), row(2, "b", achievements=10)], (PRIORITY,), [("a", 1), ("b", 1)]),
        # The college's own places count, whatever the grades.
        ([row(1, "a", "5", place=2), row(2, "b", "3", place=1)], ALL, [("b", 1), ("a", 2)]),
        ([], ALL, []),
    ],
)
def test_the_order(rows: list[ListRow], breakers: Sequence[TieBreaker], expected: list[tuple[str, int]]) -> None:
    assert [(one.number, place) for one, place in rank(rows, breakers)] == expected


GRADES = st.integers(20000, 50000).map(lambda n: Decimal(n) / 10000)
ROWS = st.lists(st.tuples(GRADES, st.booleans(), st.booleans(), st.integers(0, 3)), max_size=20).map(
    lambda given: [row(n, f"{n:03}", str(g), priority_right=p, target_contract=t, achievements=a)
                   for n, (g, p, t, a) in enumerate(given)]
)  # fmt: skip


@given(ROWS, st.permutations(range(20)))
def test_places_do_not_depend_on_the_order_of_rows(rows: list[ListRow], order: list[int]) -> None:
    shuffled = [rows[n] for n in order if n < len(rows)]
    assert rank(rows, ALL) == rank(shuffled, ALL)


@given(ROWS)
def test_a_place_counts_those_who_are_better(rows: list[ListRow]) -> None:
    def strength(one: ListRow) -> tuple[object, ...]:
        return one.grade, one.priority_right, one.target_contract, one.achievements

    for one, place in rank(rows, ALL):
        assert place == 1 + sum(strength(other) > strength(one) for other in rows)


@pytest.mark.parametrize(
    ("places", "seats", "tied"),
    [
        ([1, 2, 2, 4], 2, ["b", "c"]),
        ([1, 2, 2, 4], 3, []),
        ([1, 2, 2, 4], 1, []),
        ([1, 1, 1], 2, ["a", "b", "c"]),
        ([1, 2], 0, []),
        ([], 3, []),
    ],
)
def test_ties_at_the_border(places: list[int], seats: int, tied: list[str]) -> None:
    placed = [Placed("abcd"[n], place) for n, place in enumerate(places)]
    assert [one.number for one in tied_at_border(placed, seats)] == tied


def line(seats: int, *groups: str) -> Line:
    return Line([list(group) for group in groups], seats)


@pytest.mark.parametrize(
    ("lines", "wishes", "expected"),
    [
        # One programme: the best get the seats, the others wait.
        ({"w": line(2, "a", "b", "c")}, {"a": ["w"], "b": ["w"], "c": ["w"]}, {"w": ("ab", "", "c")}),
        # Who is not in the bot takes a seat, too, and is nowhere in the reserve.
        ({"w": line(1, "P", "a")}, {"a": ["w"]}, {"w": ("P", "", "a")}),
        # Equals that the seats do not reach are not decided on, nobody behind them passes.
        ({"w": line(2, "a", "bc", "d")}, {key: ["w"] for key in "abcd"}, {"w": ("a", "bc", "d")}),
        # The wish that matters more is granted, and the other seat goes to the next.
        (
            {"w": line(1, "a", "b"), "m": line(1, "a", "b")},
            {"a": ["w", "m"], "b": ["w", "m"]},
            {"w": ("a", "", ""), "m": ("b", "", "")},
        ),
        # Turned away from the first wish, good enough for the second; who held that one before has to go.
        (
            {"w": line(1, "a", "b"), "m": line(1, "b", "c")},
            {"a": ["w"], "b": ["w", "m"], "c": ["m"]},
            {"w": ("a", "", ""), "m": ("b", "", "c")},
        ),
        # Undecided at the first wish: the second one is not taken from anybody.
        (
            {"w": line(1, "ab"), "m": line(1, "a", "c")},
            {"a": ["w", "m"], "b": ["w"], "c": ["m"]},
            {"w": ("", "ab", ""), "m": ("c", "", "")},
        ),
        ({"w": line(0, "a")}, {"a": ["w"]}, {"w": ("", "", "a")}),
    ],
)
def test_giving_out(lines: dict[str, Line], wishes: dict[str, list[str]], expected: dict[str, tuple[str, ...]]) -> None:
    found = give_out(lines, wishes)
    shown = {k: tuple("".join(sorted(part)) for part in (r.chosen, r.tied, r.left)) for k, r in found.items()}
    assert shown == expected


@given(st.data())
def test_nobody_misses_a_wish_that_their_place_is_good_enough_for(data: st.DataObject) -> None:
    people = [f"{n}" for n in range(data.draw(st.integers(0, 8)))]
    wishes = {one: data.draw(st.permutations("xyz"))[: data.draw(st.integers(1, 3))] for one in people}
    lines = {}
    for key in "xyz":
        asking = [one for one in people if key in wishes[one]]
        lines[key] = Line([[one] for one in data.draw(st.permutations(asking))], data.draw(st.integers(0, 4)))
    found = give_out(lines, wishes)
    got = {one: key for key, result in found.items() for one in result.chosen}
    assert sum(len(result.chosen) for result in found.values()) == len(got)
    for key, wanted in lines.items():
        ordered = [group[0] for group in wanted.groups]
        assert len(found[key].chosen) <= wanted.seats
        for one in ordered:
            rank_of_mine = wishes[one].index(got[one]) if one in got else len(wishes[one])
            if wishes[one].index(key) < rank_of_mine:
                better = [other for other in found[key].chosen if ordered.index(other) < ordered.index(one)]
                assert len(better) == wanted.seats, "a seat went to somebody worse, or to nobody"
