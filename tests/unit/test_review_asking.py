"""Asking an applicant, and answering: what counts as an answer, who is reminded when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, review
from cluster.admission import ApplicationEdited, StatusChanged, StillMissing
from cluster.admission.status import Actor, By, Facts, Guard, GuardFailed, TransitionRefused, transition
from cluster.admission.status import ApplicationStatus as S
from cluster.content import ReminderKind
from cluster.review import CardOutdated, InfoReminded
from cluster.review.asking import reminder_days
from storage.admission import Application, DocumentState, HistoryKind, applications
from storage.errors import Forbidden, Refusal
from storage.review import requests
from tests.unit.review_desk import CONTENT, EVERYTHING, Desk, form, moscow, open_desk

TWO_COLLEGES = ["klepiki-welder-9", "zhivago-welder-9"]


@pytest.fixture
def desk(session: Session, now: datetime) -> Desk:
    return open_desk(session, now)


def statuses(events: Any) -> list[tuple[int, S]]:
    return [(one.application_id, one.after) for one in events if isinstance(one, StatusChanged)]


# --- asking ------------------------------------------------------------------------------------------


def test_what_is_asked_is_kept_with_its_term(desk: Desk) -> None:
    done = desk.ask("phone", "school", "phone", papers=["passport"], words=" Номер  <b>не отвечает</b> ")
    asked = requests.open_one(desk.session, desk.id)
    assert asked is not None
    assert (asked.fields, asked.papers, asked.given) == (("phone", "school"), ("passport",), ())
    assert (asked.comment, asked.asked_by) == ("Номер <b>не отвечает</b>", desk.olga)
    assert asked.due == date(2026, 7, 21)  # five working days
    assert statuses(done.events) == [(desk.id, S.NEEDS_INFO)]


@pytest.mark.parametrize(
    ("fields", "papers", "words", "expected"),
    [
        (["salary"], [], None, "review-ask-unknown"),
        (["choices"], [], None, "review-ask-unknown"),
        (["consent_pd"], [], None, "review-ask-unknown"),
        ([], ["diploma"], None, "review-ask-unknown"),  # of who has finished a college
        (["phone"], ["passport", "certificate_of_birth"], None, "review-ask-unknown"),
        ([], [], None, "admission-guard-items_listed"),
        ([], [], "Позвоните нам", "admission-guard-items_listed"),
        (["phone"], [], "ы" * 501, "admission-refuse-long"),
        (["phone"], [], "<b>x</b>" * 500, "admission-refuse-long"),
    ],
)
def test_what_cannot_be_asked(
    desk: Desk, fields: list[str], papers: list[str], words: str | None, expected: str
) -> None:
    with pytest.raises(Refusal) as refused:
        desk.ask(*fields, papers=papers, words=words)
    assert refused.value.text_key == expected
    assert desk.reread().status is S.IN_REVIEW
    assert requests.open_one(desk.session, desk.id) is None


def test_everything_that_may_be_asked_is_a_question_of_the_form() -> None:
    assert set(review.ASKABLE) <= set(admission.ApplicationForm.model_fields)


@pytest.mark.parametrize("status", [s for s in S if s not in {S.DRAFT, S.IN_REVIEW}])
def test_only_who_has_taken_it_asks(desk: Desk, status: S) -> None:
    desk.stand(status)
    with pytest.raises((TransitionRefused, GuardFailed)) as refused:
        review.ask(desk.session, desk.now, desk.olga, desk.id, desk.reread().version, (["phone"], []), None, CONTENT)
    assert not isinstance(refused.value, GuardFailed) or refused.value.guard is not Guard.ITEMS_LISTED


def test_nobody_asks_from_an_old_card(desk: Desk) -> None:
    version = review.take(desk.session, desk.now, desk.olga, desk.id).value.version
    review.hand_on(desk.session, desk.now, desk.olga, desk.id, desk.dasha)
    with pytest.raises(CardOutdated):
        review.ask(desk.session, desk.now, desk.olga, desk.id, version, (["phone"], []), None, CONTENT)
    with pytest.raises(Forbidden):
        review.ask(desk.session, desk.now, desk.pavel, desk.id, version, (["phone"], []), None, CONTENT)


def test_a_second_request_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.ask("phone", words="Первый раз")
    desk.clarify(phone="+79101112233")
    desk.ask("school", words="Второй раз")
    asked = requests.open_one(desk.session, desk.id)
    assert asked is not None
    assert (asked.fields, asked.comment) == (("school",), "Второй раз")
    requests.ask(desk.session, asked)  # by itself the table holds one open request, whatever a rule forgets
    assert requests.open_one(desk.session, desk.id) == asked


# --- answering ---------------------------------------------------------------------------------------


def test_a_changed_answer_goes_back_to_who_asked(desk: Desk) -> None:
    desk.ask("phone")
    done = desk.clarify(phone="+79101112233", reply="Сменил номер")
    assert (done.value.status, done.value.assignee_id) == (S.IN_REVIEW, desk.olga)
    assert statuses(done.events) == [(desk.id, S.IN_REVIEW)]
    assert not [one for one in done.events if isinstance(one, ApplicationEdited)], "told already: the answer came"
    assert desk.history()[-1].comment == "Сменил номер"
    assert requests.open_one(desk.session, desk.id) is None


def test_the_same_answer_counts_once_it_is_explained(desk: Desk) -> None:
    desk.ask("phone")
    with pytest.raises(StillMissing) as missing:
        desk.clarify()
    assert missing.value.item == "phone"
    done = desk.clarify(reply="Номер верный, звоните после 15:00")
    assert (done.value.status, desk.history()[-1].comment) == (S.IN_REVIEW, "Номер верный, звоните после 15:00")
    assert [one for one in done.events if isinstance(one, ApplicationEdited)] == []


@pytest.mark.parametrize(
    ("changes", "papers", "reply", "missing"),
    [
        ({"phone": "+79101112233"}, [], None, "school"),
        ({"phone": "+79101112233", "school": "Школа № 2"}, [], None, "passport"),
        ({"phone": "+79101112233", "school": "Школа № 2"}, [], "Паспорт меняю", "passport"),
        ({}, ["passport"], None, "phone"),
        ({"phone": "+79101112233", "school": "Школа № 2"}, ["certificate"], None, "passport"),
        ({"phone": "+79101112233"}, ["passport"], "Школа та же", None),
        ({"phone": "+79101112233", "school": "Школа № 2"}, ["passport"], None, None),
    ],
)
def test_what_is_still_missing(
    desk: Desk, changes: dict[str, Any], papers: list[str], reply: str | None, missing: str | None
) -> None:
    desk.ask("phone", "school", papers=["passport"])
    if missing is None:
        assert desk.clarify(papers, reply, **changes).value.status is S.IN_REVIEW
        assert desk.paper_state("passport") is DocumentState.HAVE
        return
    with pytest.raises(StillMissing) as told:
        desk.clarify(papers, reply, **changes)
    assert told.value.item == missing


def test_parts_of_the_parent_are_answers_of_their_own(desk: Desk) -> None:
    desk.ask("parent_phone")
    with pytest.raises(StillMissing):
        desk.clarify(parent_name="Соловьёва Анна Петровна")
    assert desk.clarify(parent_phone="+79105550000").value.status is S.IN_REVIEW


def test_an_ordinary_change_answers_too_and_in_steps(desk: Desk) -> None:
    desk.ask("phone", "school", papers=["passport"])
    applicant_id = desk.application.applicant_id

    def edit(**changes: Any) -> Any:
        filled = form(choices=["klepiki-welder-9"], **changes)
        return admission.edit(desk.session, desk.now, desk.artyom, applicant_id, filled, CONTENT).events

    assert statuses(edit(phone="+79101112233")) == []
    asked = requests.open_one(desk.session, desk.id)
    assert asked is not None
    assert asked.missing == ("school", "passport")
    assert statuses(edit(phone="+79101112233", school="Школа № 2")) == []
    done = admission.mark_document(desk.session, desk.now, desk.artyom, applicant_id, "passport", True, CONTENT)
    assert statuses(done.events) == [(desk.id, S.IN_REVIEW)]


@pytest.mark.parametrize("state", [DocumentState.BROUGHT, DocumentState.VERIFIED])
def test_a_paper_that_is_brought_instead_answers_too(desk: Desk, state: DocumentState) -> None:
    desk.ask(papers=["passport"])
    done = review.check_paper(desk.session, desk.now, desk.olga, desk.id, "passport", state, CONTENT)
    assert done.value.status is S.IN_REVIEW
    assert statuses(done.events) == [(desk.id, S.IN_REVIEW)]
    assert desk.later(days=10) == []  # no reminder of what is there


def test_two_colleges_hear_what_each_asked_and_read_only_their_own_words(session: Session, now: datetime) -> None:
    desk = open_desk(session, now, choices=TWO_COLLEGES)
    klepiki, zhivago = applications.of_applicant(session, desk.application.applicant_id)
    _ask(desk, klepiki, desk.olga, ["phone"], ["passport"])
    _ask(desk, zhivago, desk.pavel, ["phone"], ["passport"])
    filled = form(choices=TWO_COLLEGES, phone="+79101112233")
    done = admission.clarify(session, now, desk.artyom, klepiki.id, filled, ["passport"], "Только вам", CONTENT)
    assert sorted(statuses(done.events)) == [(klepiki.id, S.IN_REVIEW), (zhivago.id, S.IN_REVIEW)]
    assert desk.history(klepiki)[-1].comment == "Только вам"
    assert [line.comment for line in desk.history(zhivago)] == [None] * len(desk.history(zhivago))


def test_where_another_college_has_registered_words_have_to_do(session: Session, now: datetime) -> None:
    desk = open_desk(session, now, choices=TWO_COLLEGES)
    klepiki, zhivago = applications.of_applicant(session, desk.application.applicant_id)
    other = review.take(session, now, desk.pavel, zhivago.id).value
    for target in (S.INVITED, S.REGISTERED):
        other, _ = transition(session, now, other, target, By(Actor.STAFF, desk.pavel), Facts(**EVERYTHING))
    _ask(desk, klepiki, desk.olga, ["phone"], [])
    assert not admission.asked_of_me(session, desk.artyom, klepiki.id).may_edit
    changed = form(choices=TWO_COLLEGES, phone="+79101112233")
    with pytest.raises(StillMissing):
        admission.clarify(session, now, desk.artyom, klepiki.id, changed, [], None, CONTENT)
    done = admission.clarify(session, now, desk.artyom, klepiki.id, None, [], "Новый номер +7 910 111-22-33", CONTENT)
    assert done.value.status is S.IN_REVIEW
    kept = admission.own_applicant(session, desk.artyom, klepiki.applicant_id).answers
    assert kept is not None
    assert kept.phone == "+79101234567"  # locked


def _ask(desk: Desk, one: Application, staff: int, fields: list[str], papers: list[str]) -> None:
    version = review.take(desk.session, desk.now, staff, one.id).value.version
    review.ask(desk.session, desk.now, staff, one.id, version, (fields, papers), None, CONTENT)


def test_what_was_withdrawn_meanwhile_asks_nothing(desk: Desk) -> None:
    desk.ask("phone")
    admission.withdraw(desk.session, desk.now, desk.artyom, desk.id)
    with pytest.raises(Refusal, match="admission-clarify-nothing"):
        desk.clarify(phone="+79101112233")
    assert requests.open_one(desk.session, desk.id) is None


def test_nobody_answers_for_another(desk: Desk) -> None:
    desk.ask("phone")
    for stranger in (desk.olga, desk.pavel):
        with pytest.raises(Forbidden):
            admission.asked_of_me(desk.session, stranger, desk.id)


# --- reminders ---------------------------------------------------------------------------------------

REMINDED = [date(2026, 7, 15), date(2026, 7, 17), date(2026, 7, 20)]


def reminders(desk: Desk, until: date) -> list[datetime]:
    """Live minute by minute as the ticker does, from due moment to due moment; return when reminders went out."""
    told = []
    day = desk.now.date()
    while day <= until:
        for clock in ("09:59", "10:00"):
            moment = moscow(day, clock)
            if moment > desk.now:
                told += [moment for event in desk.due(moment) if isinstance(event, InfoReminded)]
        day += timedelta(days=1)
    return told


def test_an_applicant_is_reminded_three_times_at_ten(desk: Desk) -> None:
    desk.ask("phone")
    assert reminders(desk, date(2026, 8, 10)) == [moscow(day, "10:00") for day in REMINDED]


@pytest.mark.parametrize(
    ("asked_on", "due", "days"),
    [
        (date(2026, 7, 14), date(2026, 7, 21), REMINDED),
        # The last one falls together with another, or before it.
        (date(2026, 7, 14), date(2026, 7, 18), [date(2026, 7, 15), date(2026, 7, 17)]),
        (date(2026, 7, 14), date(2026, 7, 16), [date(2026, 7, 15)]),
        (date(2026, 7, 14), date(2026, 7, 15), []),
    ],
)
def test_days_of_reminders(asked_on: date, due: date, days: list[date]) -> None:
    assert list(reminder_days(asked_on, due, CONTENT.reminder(ReminderKind.NEEDS_INFO))) == days


@pytest.mark.parametrize("end", ["answered", "withdrawn", "rejected"])
def test_nobody_is_reminded_of_what_is_over(desk: Desk, end: str) -> None:
    desk.ask("phone")
    desk.due(moscow(REMINDED[0], "10:00"))
    match end:
        case "answered":
            desk.clarify(phone="+79101112233")
        case "withdrawn":
            admission.withdraw(desk.session, desk.now, desk.artyom, desk.id)
        case "rejected":
            desk.decide(review.Reject(reason="no_seats"))
            desk.later(seconds=30)
    assert reminders(desk, date(2026, 8, 10)) == []


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (moscow(date(2026, 7, 18), "12:00"), [date(2026, 7, 18), date(2026, 7, 20)]),
        (moscow(date(2026, 7, 20), "12:00"), [date(2026, 7, 20)]),
        (moscow(date(2026, 7, 21), "12:00"), [date(2026, 7, 21)]),
        (moscow(date(2026, 7, 22), "00:00"), []),  # the term has passed: staff see it among the overdue
        (moscow(date(2026, 9, 1), "12:00"), []),
    ],
)
def test_after_an_outage_one_reminder_stands_for_those_missed(desk: Desk, back: datetime, told: list[date]) -> None:
    desk.ask("phone")
    events = desk.due(back)
    assert [event.day for event in events if isinstance(event, InfoReminded)] == told[:1]
    assert [moment.date() for moment in reminders(desk, date(2026, 9, 10))] == told[1:]


def test_asked_again_the_days_count_anew(desk: Desk) -> None:
    desk.ask("phone")
    desk.due(moscow(date(2026, 7, 16), "12:00"))
    desk.clarify(phone="+79101112233")
    desk.ask("school")
    assert [moment.date() for moment in reminders(desk, date(2026, 8, 10))] == [
        date(2026, 7, 17), date(2026, 7, 19), date(2026, 7, 22),
    ]  # fmt: skip


def test_history_never_holds_what_was_answered(desk: Desk) -> None:
    desk.ask("phone")
    desk.clarify(phone="+79101112233")
    line = next(one for one in desk.history() if one.kind is HistoryKind.EDIT)
    assert (line.fields, line.comment, line.before, line.after) == (("phone",), None, None, None)
