"""The queue: shelves and their order, finding, and what is left of somebody who was erased."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import admission, privacy, review
from cluster.admission.status import ApplicationStatus as S
from cluster.review import Shelf
from storage import people as met
from storage.admission import Application, ConsentWay, HistoryKind, applications
from storage.errors import Forbidden, Refusal
from storage.review import holding, requests
from tests.unit.review_desk import ADULT, CONTENT, Desk, moscow, open_desk

NAMES = ("Пётр", "Иван", "Олег", "Глеб", "Юрий", "Яков", "Фёдор", "Семён")


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    return open_desk(session, now)


def shelf_of(desk: Desk, shelf: Shelf, actor: int | None = None) -> list[int]:
    found = review.page(desk.session, desk.now, actor or desk.olga, shelf)
    return [line.application.id for line in found.lines]


def found(desk: Desk, typed: str, actor: int | None = None) -> list[int]:
    return [line.application.id for line in review.search(desk.session, desk.now, actor or desk.olga, typed)]


# --- shelves -----------------------------------------------------------------------------------------

SHELVES = {
    S.SUBMITTED: {Shelf.NEW},
    S.IN_REVIEW: {Shelf.REVIEW, Shelf.MINE},
    S.NEEDS_INFO: {Shelf.INFO, Shelf.MINE},
    S.INVITED: {Shelf.INVITED, Shelf.MINE},
    S.REGISTERED: {Shelf.REGISTERED},
    S.RANKED: {Shelf.RANKED},
    S.RECOMMENDED: {Shelf.RECOMMENDED},
    S.RESERVE: {Shelf.RESERVE},
    S.ENROLLED: {Shelf.ENROLLED},
    S.REJECTED: {Shelf.CLOSED},
    S.WITHDRAWN: {Shelf.CLOSED},
    S.EXPIRED: {Shelf.CLOSED},
}


@pytest.mark.parametrize("status", SHELVES)
def test_on_which_shelves_an_application_lies(session: Session, now: datetime, status: S) -> None:
    desk = open_desk(session, now, **ADULT)
    desk.stand(status)
    assert set(review.counts(session, now, desk.olga)) == SHELVES[status]
    for shelf in SHELVES[status]:
        assert shelf_of(desk, shelf) == [desk.id]
    # Of Olga's own nothing is Dasha's.
    assert set(review.counts(session, now, desk.dasha)) == SHELVES[status] - {Shelf.MINE}
    assert review.counts(session, now, desk.pavel) == {}


def test_who_has_no_college_has_no_queue(desk: Desk) -> None:
    for ask in (
        lambda: review.counts(desk.session, desk.now, desk.artyom),
        lambda: review.page(desk.session, desk.now, desk.artyom, Shelf.NEW),
        lambda: review.search(desk.session, desk.now, desk.artyom, "соловьёв"),
        lambda: review.next_in_line(desk.session, desk.now, desk.artyom),
    ):
        with pytest.raises(Forbidden):
            ask()  # type: ignore[no-untyped-call]
    assert review.waiting(desk.session, desk.now, desk.artyom) == 0
    assert review.waiting(desk.session, desk.now, desk.olga) == 1


@pytest.mark.parametrize(
    ("status", "day", "late"),
    [
        (S.SUBMITTED, date(2026, 7, 17), False),
        (S.SUBMITTED, date(2026, 7, 18), True),
        (S.IN_REVIEW, date(2026, 7, 18), True),
        (S.INVITED, date(2026, 7, 18), False),
        (S.NEEDS_INFO, date(2026, 7, 21), False),
        (S.NEEDS_INFO, date(2026, 7, 22), True),
    ],
)
def test_what_is_overdue(desk: Desk, status: S, day: date, late: bool) -> None:
    if status is S.NEEDS_INFO:
        desk.ask("phone")
    else:
        desk.stand(status)
    desk.now = moscow(day, "00:00")
    assert (desk.id in shelf_of(desk, Shelf.OVERDUE)) is late
    assert (Shelf.OVERDUE in review.counts(desk.session, desk.now, desk.olga)) is late


def many(desk: Desk, count: int) -> list[Application]:
    """Let others apply, an hour after each other, a day after Artyom."""
    sent = []
    for place in range(count):
        desk.now += timedelta(hours=1)
        sent.append(desk.apply(700 + place, first_name=NAMES[place % len(NAMES)], school=f"Школа № {place}"))
    return sent


def test_what_is_late_comes_first_and_then_the_oldest(desk: Desk) -> None:
    desk.now += timedelta(days=1)
    later = many(desk, 2)
    assert shelf_of(desk, Shelf.NEW) == [desk.id, *(one.id for one in later)]
    first = review.next_in_line(desk.session, desk.now, desk.olga)
    assert first is not None
    assert first.id == desk.id
    review.take(desk.session, desk.now, desk.olga, desk.id)
    second = review.next_in_line(desk.session, desk.now, desk.olga)
    assert second is not None
    assert second.id == later[0].id
    # Asked for and late stands behind what the college itself owes.
    desk.ask("phone")
    desk.now = moscow(date(2026, 8, 1), "12:00")
    assert shelf_of(desk, Shelf.OVERDUE) == [later[0].id, later[1].id, desk.id]


def test_a_shelf_is_read_page_by_page(desk: Desk) -> None:
    sent = [desk.application, *many(desk, 8)]
    pages = [review.page(desk.session, desk.now, desk.olga, Shelf.NEW, number) for number in range(3)]
    assert [(one.page, one.pages, one.total) for one in pages] == [(0, 2, 9), (1, 2, 9), (0, 2, 9)]
    assert [line.application.id for one in pages[:2] for line in one.lines] == [one.id for one in sent]
    assert pages[0].lines[0].name == "Соловьёв А. И."


@pytest.mark.parametrize("shelf", Shelf)
def test_an_empty_shelf_has_one_page(desk: Desk, shelf: Shelf) -> None:
    empty = review.page(desk.session, desk.now, desk.pavel, shelf, 5)
    assert (empty.lines, empty.total, empty.page, empty.pages) == ((), 0, 0, 1)


def test_who_gets_no_messages_is_seen(desk: Desk) -> None:
    assert shelf_of(desk, Shelf.UNREACHABLE) == []
    met.mark_unreachable(desk.session, 501, desk.now)
    assert shelf_of(desk, Shelf.UNREACHABLE) == [desk.id]
    assert review.page(desk.session, desk.now, desk.olga, Shelf.NEW).lines[0].unreachable
    card = review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert (card.reach.in_chat, card.reach.second_phone) == (False, "+79107654321")


def test_whose_parents_consent_is_awaited(desk: Desk) -> None:
    assert shelf_of(desk, Shelf.CONSENT) == [desk.id]
    review.receive_consent(desk.session, desk.now, desk.olga, desk.id, ConsentWay.PAPER)
    assert shelf_of(desk, Shelf.CONSENT) == []


# --- finding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Соловьёв", "соловьев", "СОЛОВЬЕВ АРТЕМ", "артём соловьёв", "Сол", "соловь арт игор",  # beginnings, any order
        "Соловёв", "Соловььёв", "Солавьёв", "Слоовьёв", "оловьёв", "Соловьёва",  # one letter wrong
        "cjkjdmtd", "cjkjdm`d fhnv",  # a Latin keyboard
        "Coлoвьёв",  # Latin letters that look the same
        "КЛ-26-0001", "кл-26-0001", "№ КЛ-26-0001", "№1", "1", "0001", " 1 ",
        "+79101234567", "8 (910) 123-45-67", "9101234567", "7 910 123 45 67", "8-910-123-45-67",
        "45-п",
    ],
)  # fmt: skip
def test_an_application_is_found(desk: Desk, typed: str) -> None:
    applications.set_registration(desk.session, desk.id, "45-п")
    assert found(desk, typed) == [desk.id]


@pytest.mark.parametrize(
    "typed",
    ["Со", "Салавьёв", "Петров", "Соловьёв Пётр", "КЛ-26-0002", "2", "99999999", "+79101234568", "45", "---", "😀", "%",
     "_", "'; DROP TABLE applications; --", "<b>Соловьёв"],
)  # fmt: skip
def test_what_is_not_found(desk: Desk, typed: str) -> None:
    applications.set_registration(desk.session, desk.id, "45-п")
    assert found(desk, typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "ы" * 101])
def test_what_is_not_looked_for(desk: Desk, typed: str) -> None:
    with pytest.raises(Refusal):
        found(desk, typed)


@pytest.mark.parametrize("typed", ["Соловьёв", "КЛ-26-0001", "1", "+79101234567", "45"])
def test_nothing_of_another_college_is_found(desk: Desk, typed: str) -> None:
    applications.set_registration(desk.session, desk.id, "45")
    assert found(desk, typed, desk.pavel) == []


def test_the_newest_is_found_first(desk: Desk) -> None:
    sent = many(desk, 2)
    assert found(desk, "соловьёв") == [sent[1].id, sent[0].id, desk.id]
    assert found(desk, "соловьёв пётр") == [sent[0].id]


# --- erased ------------------------------------------------------------------------------------------


def test_of_somebody_erased_no_word_is_left(desk: Desk) -> None:
    desk.ask("phone", papers=["passport"], words="Соловьёв, перезвоните")
    review.add_note(desk.session, desk.now, desk.olga, desk.id, "Мама Соловьёва звонила")
    desk.clarify(["passport"], "Это Артём Соловьёв", phone="+79101112233")
    desk.ask("school", words="Соловьёв, какая школа?")
    assert privacy.delete_kept(desk.session, desk.now, desk.artyom, "admission").events
    card = review.read_card(desk.session, desk.now, desk.olga, desk.id, CONTENT)
    assert (card.applicant.answers, card.request, card.papers, card.reach.second_phone) == (None, None, (), None)
    assert card.application.status is S.WITHDRAWN
    lines, _ = review.read_history(desk.session, desk.olga, desk.id)
    assert lines[0].kind is HistoryKind.ERASED
    assert {line.comment for line in lines} == {None}
    assert [note.text for note in review.read_notes(desk.session, desk.olga, desk.id)[0]] == [""]
    assert requests.open_one(desk.session, desk.id) is None
    assert [line.name for line in review.page(desk.session, desk.now, desk.olga, Shelf.CLOSED).lines] == [""]
    for typed in ("Соловьёв", "+79101112233", "+79101234567"):
        assert found(desk, typed) == []
    assert found(desk, "КЛ-26-0001") == [desk.id]  # the number stays, for the counts


def test_a_refusal_held_about_somebody_erased_is_dropped_with_its_words(desk: Desk) -> None:
    desk.stand(S.IN_REVIEW)
    desk.decide(review.Reject(reason="other", comment="Соловьёв не подходит"))
    privacy.delete_kept(desk.session, desk.now, desk.artyom, "admission")
    desk.later(seconds=30)
    assert holding.get(desk.session, [desk.id]) == {}
    assert {line.comment for line in desk.history()} == {None}


def test_the_owner_sees_nothing_of_the_notes(desk: Desk) -> None:
    review.add_note(desk.session, desk.now, desk.olga, desk.id, "Только для своих")
    seen = admission.my_applications(desk.session, desk.artyom)
    assert seen
    assert "Только" not in repr(seen)
