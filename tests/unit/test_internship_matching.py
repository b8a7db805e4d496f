"""Which place is suggested to whom: ten cases made by hand, and what holds for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster.internship.matching import WEIGHTS, Reason, suggest, suggest_all
from storage.internship import PayBasis, Place, Student

WELDER, FITTER = "15.01.05", "15.01.31"
FIRST_DAY = date(2026, 9, 1)


def place(key: int, enterprise: str, **changes: Any) -> Place:
    known = Place(
        enterprise, WELDER, 2, FIRST_DAY, date(2026, 10, 24), "Цех", time(8), time(12), PayBasis.STIPEND, 9, id=key
    )
    return replace(known, **changes)


def student(**changes: Any) -> Student:
    known = Student(
        id=1, person_id=None, applicant_id=None, college="klepiki", programme="klepiki-welder-9", study_group="СВ-21",
        last_name="Ёлкин", first_name="Пётр", middle_name=None, birth_date=date(2009, 9, 5), phone=None, sizes={},
        district="klepikovsky", wish=None, needs_bed=False, medical_until=None, parent_consent=True,
        supervisor_id=None,
    )  # fmt: skip
    return replace(known, **changes)


# Kilometres from the district of Klepiki: as in domain.md, about 70 to Ryazan and 140 to Mikhailov.
KM = {"workshop": 5, "tyazhpressmash": 70, "mikhailovcement": 140, "serebryansky": 145}


def way(district: str | None, enterprise: str) -> int | None:
    return KM.get(enterprise) if district == "klepikovsky" else None


RYAZAN, MIKHAILOV = place(1, "tyazhpressmash"), place(2, "mikhailovcement", beds=2)
SEREBRO, NEAR = place(3, "serebryansky"), place(4, "workshop")
ALL = (RYAZAN, MIKHAILOV, SEREBRO, NEAR)

CASES = [
    ("nothing wished: the nearest first", student(), ALL, [4, 1, 2, 3], (Reason.NEAR,)),
    ("a wish outweighs the way", student(wish="tyazhpressmash"), ALL, [1, 4, 2, 3], (Reason.WISH,)),
    ("a far wish still wins", student(wish="mikhailovcement"), ALL, [2, 4, 1, 3], (Reason.WISH, Reason.FAR)),
    ("a bed decides for who needs one", student(needs_bed=True), ALL, [2, 4, 1, 3], (Reason.BED,)),
    (
        "no wish outweighs a bed that is not there",
        student(needs_bed=True, wish="serebryansky"),
        ALL,
        [2, 3, 4, 1],
        (Reason.OTHER_WISH, Reason.BED),
    ),
    (
        "beds that are gone are none",
        student(needs_bed=True),
        (replace(MIKHAILOV, beds_taken=2), NEAR),
        [4, 2],
        (Reason.NO_BED,),
    ),
    ("a full place is none", student(wish="tyazhpressmash"), (replace(RYAZAN, taken=2), NEAR), [4], (Reason.OTHER_WISH, Reason.NEAR)),
    ("another trade is ruled out", student(), (replace(NEAR, profession=FITTER), RYAZAN), [1], ()),
    ("too young on the first day", student(birth_date=date(2010, 9, 2)), (replace(NEAR, age_min=16), replace(RYAZAN, age_min=15)), [1], ()),
    (
        "of unknown age and district: suggested in order, and said",
        student(birth_date=None, district=None),
        ALL,
        [1, 2, 3, 4],
        (Reason.DISTANCE_UNKNOWN, Reason.AGE_UNKNOWN),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("who", "places", "order", "reasons"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_ten_cases_made_by_hand(
    who: Student, places: tuple[Place, ...], order: list[int], reasons: tuple[Reason, ...]
) -> None:
    found = suggest(who, WELDER, places, way)
    assert [one.place.id for one in found] == order
    assert found[0].reasons == reasons


def test_a_closed_place_is_none_and_sixteen_on_the_first_day_is_old_enough(now: Any) -> None:
    assert suggest(student(), WELDER, [replace(NEAR, closed_at=now)], way) == []
    assert suggest(student(birth_date=date(2010, 9, 1)), WELDER, [NEAR], way)


def test_who_wants_a_target_contract_is_led_to_the_enterprise_wished_for() -> None:
    (best, *_) = suggest(student(wish="tyazhpressmash"), WELDER, ALL, way, wants_target=True)
    assert best.reasons == (Reason.WISH, Reason.TARGET)


def test_every_reason_weighs() -> None:
    assert set(WEIGHTS) == set(Reason)


def test_whoever_has_one_possible_place_is_not_left_over() -> None:
    young = student(id=1, birth_date=date(2011, 1, 1))  # only where 15 is enough
    grown = student(id=2, wish="workshop")
    one_seat = replace(NEAR, number=1, age_min=15)
    given_ = suggest_all([(grown, WELDER), (young, WELDER)], [one_seat, RYAZAN], way)
    assert [(who.id, best.place.id if best else None) for who, best in given_] == [(2, 1), (1, 4)]


def test_who_is_left_over_is_named_with_nothing() -> None:
    found = suggest_all([(student(id=n), WELDER) for n in (1, 2, 3)], [RYAZAN], way)
    assert [best is not None for _, best in found] == [True, True, False]


@given(
    wishes=st.lists(
        st.tuples(
            st.sampled_from([None, *KM]), st.booleans(), st.sampled_from([date(2011, 1, 1), date(2008, 1, 1), None])
        ),
        max_size=12,
    ),
    seats=st.lists(st.tuples(st.sampled_from(list(KM)), st.integers(1, 3), st.integers(0, 2)), max_size=5),
)
def test_no_seat_and_no_bed_is_promised_twice(wishes: list[Any], seats: list[Any]) -> None:
    places = [place(n, where, number=number, beds=beds) for n, (where, number, beds) in enumerate(seats, 1)]
    students = [
        (student(id=n, wish=wish, needs_bed=bed, birth_date=born), WELDER)
        for n, (wish, bed, born) in enumerate(wishes, 1)
    ]
    found = suggest_all(students, places, way)
    assert [who.id for who, _ in found] == [who.id for who, _ in students]
    for one in places:
        mine = [best for _, best in found if best is not None and best.place.id == one.id]
        assert len(mine) <= one.number
        assert sum(Reason.BED in best.reasons for best in mine) <= one.beds
    left = sum(one.number for one in places) - sum(best is not None for _, best in found)
    if left:  # somebody is left over only where no seat that is left would do
        full = {one.id: sum(b is not None and b.place.id == one.id for _, b in found) for one in places}
        open_ones = [one for one in places if full[one.id] < one.number]
        assert not [who for who, best in found if best is None and suggest(who, WELDER, open_ones, way)]
