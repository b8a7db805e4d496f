"""Places as an enterprise tells them: how answers are read, what makes no sense, what a change leads along."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import duties, places
from cluster.access import Forbidden
from cluster.internship import life
from cluster.internship.events import PlacementChanged
from cluster.internship.touching import _TOUCHERS, on_touch
from cluster.places import PlaceForm, PlaceRefused, PlacesChanged, PlacesOffered, PlacesOutdated, PlacesShut, answers_of
from storage.duties import open_one
from storage.errors import NotFound, Refusal
from storage.internship import PayBasis, PlacementHistoryKind, placements
from storage.internship import PlacementStatus as S
from storage.internship import places as stored
from tests.conversation.people import CONTENT
from tests.practice import FIRST, LAST, NOW, PLANT, lead
from tests.unit.seats_desk import Desk, open_desk

TODAY = date(2026, 9, 10)


@pytest.fixture
def desk(session: Session) -> Desk:
    return open_desk(session)


def form(**changes: Any) -> PlaceForm:
    known = {
        "profession": "15.01.05", "number": 4, "date_from": FIRST, "date_to": LAST, "site": "Сборочно-сварочный цех № 4",
        "shift": "08:00-12:30", "break_minutes": 30, "pay_basis": "stipend", "pay_amount": 22000, "pay_days": [5, 20],
        "beds": 1, "gear": "Маска", "age_min": 16, "listed_work": True, "meeting_person": "Громов В. П.",
        "meeting_phone": "+74912000021", "meeting_where": "Проходная № 2", "bring": "Тетрадь", "papers": "Паспорт",
    }  # fmt: skip
    return PlaceForm.model_validate({**known, **changes})


# --- reading answers ---------------------------------------------------------------------------------

SHIFTS = [
    ("8:00–16:30", "08:00-16:30"), ("8-17", "08:00-17:00"), ("с 8 до 17", "08:00-17:00"), ("08.00 - 12.30", "08:00-12:30"),
    ("22:00-06:00", "22:00-06:00"), ("16-24", "16:00-00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shift"), SHIFTS)
def test_a_shift_is_read_as_people_write_it(text: str, shift: str) -> None:
    assert places.parse_shift(text) == shift


@pytest.mark.parametrize("text", ["", "утро", "8:00", "8:00-8:00", "8-12-16", "8:99-17:00", "25-26", "812-17"])
def test_what_is_no_shift_is_asked_for_again(text: str) -> None:
    with pytest.raises(Refusal, match="places-shift-unclear"):
        places.parse_shift(text)


@pytest.mark.parametrize(("text", "amount"), [("22 000", 22000), ("22000 руб.", 22000), ("34 000 ₽", 34000)])
def test_a_sum_is_read_as_people_write_it(text: str, amount: int) -> None:
    assert places.parse_amount(text) == amount


@pytest.mark.parametrize("text", ["", "много", "22 тыс", "22-25 тыс", "999", "1000001", "9" * 30, "-5000"])
def test_what_is_no_sum_is_asked_for_again(text: str) -> None:
    with pytest.raises(Refusal, match="places-pay-unclear"):
        places.parse_amount(text)


def test_numbers_and_days_of_the_month_are_read() -> None:
    assert places.parse_number("6 мест", 1, 100) == 6
    assert places.parse_days("20 и 5, 5") == [5, 20]
    for text in ("0", "101", "шесть", "6,5", "1" * 30, ""):
        with pytest.raises(Refusal, match="places-number-wrong"):
            places.parse_number(text, 1, 100)
    for text in ("", "32", "0", "1 2 3 4 5", "конец месяца"):
        with pytest.raises(Refusal, match="places-days-unclear"):
            places.parse_days(text)


# --- what makes no sense -----------------------------------------------------------------------------

WRONG = [
    ({"date_from": TODAY - timedelta(days=1)}, "date_from", "places-first-past"),
    ({"date_from": TODAY + timedelta(days=367), "date_to": TODAY + timedelta(days=400)}, "date_from", "places-first-far"),
    ({"date_to": FIRST - timedelta(days=1)}, "date_to", "places-last-before"),
    ({"date_to": FIRST + timedelta(days=367)}, "date_to", "places-last-far"),
    ({"number": 0}, "number", "places-number-taken"),
    ({"number": 101}, "number", "places-number-taken"),
    ({"beds": 5}, "beds", "places-beds-taken"),
    ({"beds": -1}, "beds", "places-beds-taken"),
    ({"age_min": 13}, "age_min", "places-number-wrong"),
    ({"age_min": 19}, "age_min", "places-number-wrong"),
    ({"break_minutes": 241}, "break_minutes", "places-break-long"),
    ({"shift": "08:00-09:00", "break_minutes": 60}, "break_minutes", "places-break-long"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "question", "key"), WRONG)
def test_what_makes_no_sense_leads_back_to_its_question(
    desk: Desk, changes: dict[str, Any], question: str, key: str
) -> None:
    with pytest.raises(PlaceRefused) as refused:
        places.offer(desk.session, NOW, desk.nina, PLANT, form(**changes), CONTENT)
    assert (refused.value.question, refused.value.text_key) == (question, key)


def test_the_first_and_the_last_possible_day_will_do(desk: Desk) -> None:
    places.offer(desk.session, NOW, desk.nina, PLANT, form(date_from=TODAY, date_to=TODAY), CONTENT)
    last = TODAY + places.FARTHEST
    places.offer(desk.session, NOW, desk.nina, PLANT, form(date_from=last, date_to=last), CONTENT)


def test_a_day_off_is_warned_of_and_not_forbidden() -> None:
    sunday, holiday = date(2026, 10, 4), date(2026, 11, 4)
    assert places.check_first_day(sunday, TODAY, CONTENT) == "places-warn-day-off"
    assert places.check_last_day(holiday, FIRST, CONTENT) == "places-warn-day-off"
    assert places.check_first_day(FIRST, TODAY, CONTENT) is None
    assert places.check_last_day(LAST, FIRST, CONTENT) is None


# --- offering ----------------------------------------------------------------------------------------


def test_what_is_told_is_what_is_kept(desk: Desk) -> None:
    done = places.offer(desk.session, NOW, desk.nina, PLANT, form(), CONTENT)
    made = done.value
    assert done.events == (PlacesOffered(made.id, desk.nina),)
    assert (made.shift_from, made.shift_to, made.pay_basis) == (time(8), time(12, 30), PayBasis.STIPEND)
    assert PlaceForm.model_validate(answers_of(made)) == form()
    site = CONTENT.enterprise(PLANT).sites[0]
    assert made.meeting is not None
    assert site.point is not None
    assert (made.meeting.latitude, made.meeting.longitude) == (site.point.latitude, site.point.longitude)
    elsewhere = places.offer(desk.session, NOW, desk.nina, PLANT, form(site="Новый цех"), CONTENT).value
    assert elsewhere.meeting is not None
    assert elsewhere.meeting.latitude is None


def test_who_pays_nothing_names_no_sum(desk: Desk) -> None:
    made = places.offer(desk.session, NOW, desk.nina, PLANT, form(pay_basis="none"), CONTENT).value
    assert (made.pay_amount, made.pay_days) == (None, ())


def test_a_coordinator_writes_down_what_a_plant_says_and_nobody_else_does(desk: Desk) -> None:
    places.offer(desk.session, NOW, desk.olga, PLANT, form(), CONTENT)
    for other in (desk.egor, desk.sergey, desk.petya, desk.mother):
        with pytest.raises(Forbidden):
            places.offer(desk.session, NOW, other, PLANT, form(), CONTENT)
    with pytest.raises(NotFound):
        places.offer(desk.session, NOW, desk.olga, "nowhere", form(), CONTENT)
    with pytest.raises(NotFound):
        places.offer(desk.session, NOW, desk.olga, PLANT, form(profession="99.99.99"), CONTENT)


# --- changing ----------------------------------------------------------------------------------------


def test_a_change_of_days_leads_everybody_along_and_tells_who_knew(desk: Desk) -> None:
    place = desk.place()
    asked = desk.offered(place)
    planned = desk.assign((desk.student("вася"), place)).placements[0]
    heard = []
    on_touch(lambda _session, _now, one: heard.append((one.id, one.date_to)))
    new_last = LAST - timedelta(days=7)
    seen = answers_of(stored.get(desk.session, place.id))
    done = places.change(
        desk.session, NOW, desk.nina, place.id, PlaceForm.model_validate({**seen, "date_to": new_last}), seen, CONTENT
    )
    _TOUCHERS.pop()
    assert done.value == 1
    assert done.events == (PlacesChanged(place.id, ("date_to",), (asked.id,), desk.nina),)
    assert [desk.again(one).date_to for one in (asked, planned)] == [new_last, new_last]
    assert [desk.again(one).calendar_sequence for one in (asked, planned)] == [1, 1]
    assert sorted(heard) == sorted([(asked.id, new_last), (planned.id, new_last)])
    (*_, line) = placements.history(desk.session, asked.id)
    assert (line.kind, line.actor_kind, line.fields) == (PlacementHistoryKind.EDIT, "enterprise", ("date_to",))


TOLD = [
    ({"shift": "09:00-13:30"}, {"shift"}), ({"break_minutes": 15}, {"shift"}), ({"site": "Цех 9"}, {"site"}),
    ({"meeting_where": "Вторая"}, {"meeting"}), ({"bring": None}, {"meeting"}),
    ({"date_from": FIRST + timedelta(days=1)}, {"date_from"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "fields"), TOLD)
def test_whatever_a_day_is_planned_by_is_told(desk: Desk, change: dict[str, Any], fields: set[str]) -> None:
    one = desk.offered()
    assert one.place_id is not None
    seen = answers_of(stored.get(desk.session, one.place_id))
    changed = PlaceForm.model_validate({**seen, **change})
    done = places.change(desk.session, NOW, desk.nina, one.place_id, changed, seen, CONTENT)
    (event,) = done.events
    assert isinstance(event, PlacesChanged)
    assert (set(event.fields), event.placement_ids) == (fields, (one.id,))
    assert desk.again(one).calendar_sequence == 1


def test_what_no_day_is_planned_by_tells_no_student_and_nothing_tells_nobody(desk: Desk) -> None:
    one = desk.offered()
    assert one.place_id is not None
    seen = answers_of(stored.get(desk.session, one.place_id))
    more = PlaceForm.model_validate({**seen, "number": 9, "pay_amount": 30000})
    (event,) = places.change(desk.session, NOW, desk.nina, one.place_id, more, seen, CONTENT).events
    assert isinstance(event, PlacesChanged)
    assert (event.fields, event.placement_ids) == (("number", "pay_amount"), ())
    assert desk.again(one).calendar_sequence == 0
    now = answers_of(stored.get(desk.session, one.place_id))
    same = PlaceForm.model_validate(now)
    assert places.change(desk.session, NOW, desk.nina, one.place_id, same, now, CONTENT).events == ()


def test_days_of_a_roster_and_days_that_are_over_stay(desk: Desk) -> None:
    place = desk.place()
    own_days = desk.offered(place)
    placements.change(desk.session, own_days.id, date_to=LAST - timedelta(days=1))
    reporting = desk.assign((desk.student("вася"), place)).placements[0]
    lead(desk.session, reporting, S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE, S.REPORTING)
    seen = answers_of(stored.get(desk.session, place.id))
    sooner = PlaceForm.model_validate({**seen, "date_to": LAST - timedelta(days=14)})
    places.change(desk.session, NOW, desk.nina, place.id, sooner, seen, CONTENT)
    assert desk.again(own_days).date_to == LAST - timedelta(days=1)
    assert (desk.again(reporting).date_to, desk.again(reporting).calendar_sequence) == (LAST, 0)


def test_the_clock_waits_for_the_new_first_day(desk: Desk) -> None:
    place = desk.place()
    one = lead(desk.session, desk.offered(place), S.CONFIRMED, S.DOCS_PENDING)
    seen = answers_of(stored.get(desk.session, place.id))
    sooner = FIRST - timedelta(days=7)
    changed = PlaceForm.model_validate({**seen, "date_from": sooner})
    places.change(desk.session, NOW, desk.nina, place.id, changed, seen, CONTENT)
    duty = open_one(desk.session, life.BEGIN, str(one.id))
    assert duty is not None
    assert duty.due_at == datetime(2026, 9, 28, 3, 0, tzinfo=NOW.tzinfo)
    assert duties.cancel(desk.session, life.BEGIN, str(one.id))


def test_the_first_day_of_who_is_there_already_stays(desk: Desk) -> None:
    place = desk.place()
    one = lead(desk.session, desk.offered(place), S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE)
    seen = answers_of(stored.get(desk.session, place.id))
    later = PlaceForm.model_validate({**seen, "date_from": FIRST + timedelta(days=14)})
    with pytest.raises(PlaceRefused, match="places-first-begun"):
        places.change(desk.session, NOW, desk.nina, place.id, later, seen, CONTENT)
    assert desk.again(one).date_from == FIRST


def test_who_was_ready_by_the_old_days_is_looked_at_again(desk: Desk) -> None:
    place = desk.place(gear=None)
    one = lead(desk.session, desk.offered(place), S.CONFIRMED, S.DOCS_PENDING, S.READY)
    seen = answers_of(stored.get(desk.session, place.id))
    longer = PlaceForm.model_validate({**seen, "date_to": LAST + timedelta(days=30)})
    done = places.change(desk.session, NOW, desk.nina, place.id, longer, seen, CONTENT)
    assert desk.again(one).status is S.DOCS_PENDING
    assert [type(event) for event in done.events] == [PlacesChanged, PlacementChanged]


def test_a_bed_of_closed_places_goes_to_who_has_a_seat(desk: Desk) -> None:
    place = desk.place(beds=1)
    assert stored.take_seat(desk.session, place.id)
    places.close(desk.session, NOW, desk.nina, place.id)
    assert stored.take_bed(desk.session, place.id)
    assert not stored.take_bed(desk.session, place.id)
    assert desk.seats(place) == (1, 1)


def test_days_on_which_somebody_has_another_practice_are_refused(desk: Desk) -> None:
    place = desk.place()
    early = desk.place(date_from=date(2026, 9, 14), date_to=date(2026, 10, 2))
    pyotr = desk.student()
    desk.assign((pyotr, place))
    desk.assign((pyotr, early), module="weld-pm04")
    seen = answers_of(stored.get(desk.session, place.id))
    sooner = PlaceForm.model_validate({**seen, "date_from": date(2026, 10, 2)})
    with pytest.raises(PlaceRefused, match="places-days-overlap"):
        places.change(desk.session, NOW, desk.nina, place.id, sooner, seen, CONTENT)


def test_there_are_never_fewer_places_or_beds_than_are_given_away(desk: Desk) -> None:
    place = desk.place(number=3, beds=2)
    desk.assign((desk.student("а", needs_bed=True), place), (desk.student("б"), place))
    seen = answers_of(stored.get(desk.session, place.id))
    for wrong, question in (({"number": 1, "beds": 1}, "number"), ({"beds": 0}, "beds")):
        changed = PlaceForm.model_validate({**seen, **wrong})
        with pytest.raises(PlaceRefused) as refused:
            places.change(desk.session, NOW, desk.nina, place.id, changed, seen, CONTENT)
        assert refused.value.question == question
    fewest = PlaceForm.model_validate({**seen, "number": 2, "beds": 1})
    places.change(desk.session, NOW, desk.nina, place.id, fewest, seen, CONTENT)
    assert stored.get(desk.session, place.id).free == 0


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    place = desk.place()
    seen = answers_of(place)
    desk.assign((desk.student(), place))  # a seat that is given away meanwhile is no such change
    first = PlaceForm.model_validate({**seen, "number": 5})
    places.change(desk.session, NOW, desk.nina, place.id, first, seen, CONTENT)
    second = PlaceForm.model_validate({**seen, "site": "Цех 9"})
    with pytest.raises(PlacesOutdated):
        places.change(desk.session, NOW, desk.olga, place.id, second, seen, CONTENT)
    found = stored.get(desk.session, place.id)
    assert (found.number, found.site) == (5, place.site)


def test_places_that_have_begun_may_be_changed_but_not_ended_in_the_past(desk: Desk) -> None:
    place = desk.place(date_from=date(2026, 9, 1))
    seen = answers_of(place)
    changed = PlaceForm.model_validate({**seen, "site": "Цех 9"})
    places.change(desk.session, NOW, desk.nina, place.id, changed, seen, CONTENT)
    seen = answers_of(stored.get(desk.session, place.id))
    over = PlaceForm.model_validate({**seen, "date_to": date(2026, 9, 9)})
    with pytest.raises(PlaceRefused, match="places-last-past"):
        places.change(desk.session, NOW, desk.nina, place.id, over, seen, CONTENT)


# --- closing -----------------------------------------------------------------------------------------


def test_closed_places_keep_who_has_one_and_open_again(desk: Desk) -> None:
    place = desk.place()
    one = desk.offered(place)
    done = places.close(desk.session, NOW, desk.nina, place.id)
    assert done.events == (PlacesShut(place.id, closed=True, actor_id=desk.nina),)
    assert places.close(desk.session, NOW, desk.nina, place.id).events == ()
    assert done.value.free == 0
    assert desk.again(one).status is S.OFFERED
    done = places.reopen(desk.session, NOW, desk.nina, place.id)
    assert done.events == (PlacesShut(place.id, closed=False, actor_id=desk.nina),)
    assert places.reopen(desk.session, NOW, desk.nina, place.id).events == ()
    assert done.value.free == 2
    for other in (desk.egor, desk.sergey, desk.petya):
        with pytest.raises(Forbidden):
            places.close(desk.session, NOW, other, place.id)


def test_what_has_begun_opens_no_more(desk: Desk) -> None:
    place = desk.place(date_from=date(2026, 9, 9))
    places.close(desk.session, NOW, desk.nina, place.id)
    with pytest.raises(Refusal, match="places-begun"):
        places.reopen(desk.session, NOW, desk.nina, place.id)


def test_a_college_sees_the_names_of_its_own_students_alone(desk: Desk) -> None:
    place = desk.place()
    one = desk.offered(place)
    for who, names in ((desk.olga, 1), (desk.nina, 1), (desk.pavel, 0)):
        card = places.card(desk.session, NOW, who, place.id)
        assert (len(card.placed), card.others) == (names, 1 - names)
    assert places.card(desk.session, NOW, desk.olga, place.id).placed[0][0].id == one.id
    with pytest.raises(Forbidden):
        places.card(desk.session, NOW, desk.egor, place.id)


def test_an_enterprise_sees_no_name_before_it_is_asked(desk: Desk) -> None:
    place = desk.place()
    planned = desk.assign((desk.student(person_id=desk.petya), place)).placements[0]
    card = places.card(desk.session, NOW, desk.nina, place.id)
    assert (card.placed, card.others) == ((), 1)
    assert len(places.card(desk.session, NOW, desk.olga, place.id).placed) == 1
    lead(desk.session, planned, S.OFFERED)
    assert len(places.card(desk.session, NOW, desk.nina, place.id).placed) == 1
