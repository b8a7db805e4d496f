"""Rules of «I need help»: one call however often it is pressed, whoever is named sees nothing, the first who takes it wins."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import duties, incidents, people, privacy
from cluster.access import Forbidden
from cluster.events import Done
from cluster.incidents import (
    IncidentClosed,
    IncidentReported,
    IncidentStepped,
    IncidentUnanswered,
    Step,
    TakenByOther,
    Whom,
)
from cluster.people import Role
from storage import access_log
from storage import incidents as stored
from storage.errors import NotFound, Refusal
from storage.incidents import Incident, IncidentKind, IncidentState
from storage.internship import placements
from tests.conversation.people import CONTENT
from tests.incidents import CAST, NOW, PLANT, Plant, lay

K = IncidentKind
MINUTE = timedelta(minutes=1)
MAY_READ = {"student", "mentor", "hr", "supervisor", "staff", "coordinator"}
MAY_ANSWER = {"mentor", "supervisor", "staff", "coordinator"}
OF_PLANT = {"mentor", "other mentor", "hr"}


@pytest.fixture
def plant(session: Session) -> Plant:
    people.register_organisations(session, people.organisations_of(CONTENT))
    return lay(session)


def call(session: Session, plant: Plant, kind: IncidentKind = K.INJURY, now: datetime = NOW) -> Incident:
    return incidents.report(session, now, plant.ids["student"], kind, CONTENT).value


def entered(plant: Plant, door: Callable[[int], Any]) -> set[str]:
    """Return who gets through a door; all the others have to read that there is nothing."""
    found = set()
    for name, person in plant.ids.items():
        with contextlib.suppress(NotFound):
            door(person)
            found.add(name)
    return found


def event_of(done: Done[Any]) -> IncidentStepped:
    (event,) = done.events
    assert isinstance(event, IncidentStepped)
    return event


# --- pressed once, pressed twice -------------------------------------------------------------------------


def test_pressed_twice_is_one_call(session: Session, plant: Plant) -> None:
    first = incidents.report(session, NOW, plant.ids["student"], K.PAY, CONTENT)
    again = incidents.report(session, NOW + timedelta(days=2), plant.ids["student"], K.PAY, CONTENT)
    assert isinstance(first.events[0], IncidentReported)
    assert (again.value.id, again.events) == (first.value.id, ())
    assert call(session, plant, K.OTHER).id != first.value.id


def test_the_mentor_and_the_student_call_once(session: Session, plant: Plant) -> None:
    first = call(session, plant)
    again = incidents.report(session, NOW, plant.ids["mentor"], K.INJURY, CONTENT, plant.student.id)
    assert (again.value.id, again.events) == (first.id, ())


@pytest.mark.parametrize(
    ("kind", "later", "same"),
    [(K.INJURY, MINUTE, True), (K.INJURY, 2 * MINUTE, False), (K.PAY, MINUTE, True), (K.PAY, timedelta(days=3), True)],
)
def test_after_somebody_took_it_an_urgent_press_is_another_accident(
    session: Session, plant: Plant, kind: IncidentKind, later: timedelta, same: bool
) -> None:
    first = call(session, plant, kind)
    incidents.acknowledge(session, NOW, plant.ids["supervisor"], first.id, CONTENT)
    assert (call(session, plant, kind, NOW + later).id == first.id) is same


def test_what_is_over_does_not_stand_in_the_way(session: Session, plant: Plant) -> None:
    first = call(session, plant)
    incidents.withdraw(session, NOW, plant.ids["student"], first.id, CONTENT)
    assert call(session, plant).id != first.id


# --- who sees it, who answers ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(set(IncidentKind) - {K.CONFLICT}))
def test_who_sees_an_incident(session: Session, plant: Plant, kind: IncidentKind) -> None:
    one = call(session, plant, kind)
    assert entered(plant, lambda who: incidents.card(session, NOW, who, one.id, CONTENT)) == MAY_READ


def test_nobody_answers_their_own_call_nor_one_that_they_only_watch(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    doors: list[Callable[[int], Any]] = [
        lambda who: incidents.acknowledge(session, NOW, who, one.id, CONTENT),
        lambda who: incidents.resolve(session, NOW, who, one.id, "да", CONTENT),
        lambda who: incidents.add_note(session, NOW, who, one.id, "да", CONTENT),
        lambda who: incidents.hand_on(session, NOW, who, one.id, plant.ids["staff"], CONTENT),
        lambda who: incidents.receivers(session, who, one.id, CONTENT),
    ]
    for door in doors:
        for name in set(CAST) - MAY_ANSWER:
            with pytest.raises(Forbidden if name in MAY_READ else NotFound):
                door(plant.ids[name])
    assert stored.find(session, one.id) == one


def test_a_conflict_is_the_colleges_alone(session: Session, plant: Plant) -> None:
    one = call(session, plant, K.CONFLICT)
    assert entered(plant, lambda who: incidents.card(session, NOW, who, one.id, CONTENT)) == MAY_READ - OF_PLANT


@pytest.mark.parametrize("whom", Whom)
def test_who_is_named_sees_nothing_at_any_door(session: Session, plant: Plant, whom: Whom) -> None:
    one = call(session, plant, K.CONFLICT)
    incidents.acknowledge(session, NOW, plant.ids["supervisor"], one.id, CONTENT)
    told = event_of(incidents.name(session, NOW, plant.ids["student"], one.id, whom, CONTENT))
    assert not OF_PLANT & plant.names((*told.cards, *told.bare, *told.ring))
    card = incidents.card(session, NOW, plant.ids["student"], one.id, CONTENT)
    assert card.whom is whom
    assert not OF_PLANT & {name for name, person in plant.ids.items() if person in {who for _, who in card.told}}
    assert not {"safety", "plant"} & {found.kind.value for found in card.calls}
    staff = plant.ids["staff"]
    doors: list[Callable[[int], Any]] = [
        lambda who: incidents.card(session, NOW, who, one.id, CONTENT),
        lambda who: incidents.look(session, NOW, who, one.id, CONTENT),
        lambda who: incidents.acknowledge(session, NOW, who, one.id, CONTENT),
        lambda who: incidents.hand_on(session, NOW, who, one.id, staff, CONTENT),
        lambda who: incidents.receivers(session, who, one.id, CONTENT),
        lambda who: incidents.add_note(session, NOW, who, one.id, "заметка", CONTENT),
        lambda who: incidents.resolve(session, NOW, who, one.id, "решено", CONTENT),
        lambda who: incidents.add_words(session, NOW, who, one.id, "слова", CONTENT),
        lambda who: incidents.name(session, NOW, who, one.id, Whom.NOBODY, CONTENT),
        lambda who: incidents.withdraw(session, NOW, who, one.id, CONTENT),
        lambda who: incidents.bare(session, who, one.id, CONTENT),
    ]
    for name in OF_PLANT:
        for door in doors:
            with pytest.raises(NotFound, match="access-not-found"):
                door(plant.ids[name])
        assert incidents.seen(session, NOW, plant.ids[name], CONTENT) == []
        assert incidents.count_open(session, NOW, plant.ids[name], CONTENT) == 0
        assert plant.ids[name] not in incidents.receivers(session, staff, one.id, CONTENT)
        with pytest.raises(NotFound):
            incidents.hand_on(session, NOW, staff, one.id, plant.ids[name], CONTENT)


def test_a_coordinator_who_also_works_at_the_plant_hears_nothing_of_a_conflict(session: Session, plant: Plant) -> None:
    people.grant(session, NOW, None, plant.ids["coordinator"], Role.ENTERPRISE_HR, PLANT)
    told = incidents.report(session, NOW, plant.ids["student"], K.CONFLICT, CONTENT)
    (event,) = told.events
    assert isinstance(event, IncidentReported)
    assert plant.names((*event.cards, *event.bare)) == {"supervisor"}


def test_a_mentor_who_told_of_it_reads_along_until_he_is_named(session: Session, plant: Plant) -> None:
    mentor = plant.ids["mentor"]
    one = incidents.report(session, NOW, mentor, K.CONFLICT, CONTENT, plant.student.id).value
    assert incidents.acknowledge(session, NOW, mentor, one.id, CONTENT).value.acknowledged_by == mentor
    told = event_of(incidents.name(session, NOW, plant.ids["student"], one.id, Whom.MENTOR, CONTENT))
    after = stored.find(session, one.id)
    assert after is not None
    assert (after.is_waiting, after.acknowledged_by) == (True, None), "it waits for somebody else"
    assert after.due_at == NOW + 30 * MINUTE
    assert mentor not in told.cards
    with pytest.raises(NotFound):
        incidents.card(session, NOW, mentor, one.id, CONTENT)


def test_a_mentor_who_is_named_has_no_way_back_by_another_role(session: Session, plant: Plant) -> None:
    one = call(session, plant, K.CONFLICT)
    incidents.name(session, NOW, plant.ids["student"], one.id, Whom.MENTOR, CONTENT)
    people.grant(session, NOW, None, plant.ids["mentor"], Role.COLLEGE_STAFF, "klepiki")
    with pytest.raises(NotFound):
        incidents.card(session, NOW, plant.ids["mentor"], one.id, CONTENT)


def test_only_the_student_says_whom_a_conflict_is_about(session: Session, plant: Plant) -> None:
    conflict, injury = call(session, plant, K.CONFLICT), call(session, plant)
    for name in ("coordinator", "mentor", "parent", "classmate"):
        with pytest.raises(NotFound):
            incidents.name(session, NOW, plant.ids[name], conflict.id, Whom.STUDENT, CONTENT)
    with pytest.raises(NotFound):
        incidents.name(session, NOW, plant.ids["student"], injury.id, Whom.STUDENT, CONTENT)


def test_without_a_practice_neither_mentor_nor_plant_can_be_named(session: Session) -> None:
    people.register_organisations(session, people.organisations_of(CONTENT))
    plant = lay(session, placed=False)
    one = call(session, plant, K.CONFLICT)
    for whom in (Whom.MENTOR, Whom.PLANT):
        with pytest.raises(NotFound):
            incidents.name(session, NOW, plant.ids["student"], one.id, whom, CONTENT)
    assert incidents.name(session, NOW, plant.ids["student"], one.id, Whom.STUDENT, CONTENT).events


# --- words, taking back ----------------------------------------------------------------------------------


def test_words_are_added_corrected_and_told_once(session: Session, plant: Plant) -> None:
    one, student = call(session, plant), plant.ids["student"]
    told = event_of(incidents.add_words(session, NOW, student, one.id, "Цех 4", CONTENT))
    assert plant.names(told.ring) == {"mentor", "hr", "supervisor", "coordinator"}
    assert incidents.add_words(session, NOW, student, one.id, "Цех 4", CONTENT).events == ()
    incidents.acknowledge(session, NOW, plant.ids["supervisor"], one.id, CONTENT)
    told = event_of(incidents.add_words(session, NOW, student, one.id, "Цех 5", CONTENT))
    assert plant.names(told.ring) == {"supervisor"}, "who deals with it"
    assert incidents.card(session, NOW, plant.ids["hr"], one.id, CONTENT).case.incident.words == "Цех 5"


@pytest.mark.parametrize(("length", "kept"), [(0, False), (1, True), (500, True), (501, False)])
def test_words_have_a_length(session: Session, plant: Plant, length: int, kept: bool) -> None:
    one = call(session, plant)
    with contextlib.nullcontext() if kept else pytest.raises(Refusal, match="incidents-words-length"):
        incidents.add_words(session, NOW, plant.ids["student"], one.id, "я" * length, CONTENT)
    found = stored.find(session, one.id)
    assert found is not None
    assert (found.words is not None) is kept


@pytest.mark.parametrize("name", sorted(set(CAST) - {"student"}))
def test_nobody_else_puts_words_into_the_students_mouth(session: Session, plant: Plant, name: str) -> None:
    one = call(session, plant)
    with pytest.raises(NotFound):
        incidents.add_words(session, NOW, plant.ids[name], one.id, "да", CONTENT)
    with pytest.raises(NotFound):
        incidents.withdraw(session, NOW, plant.ids[name], one.id, CONTENT)


@pytest.mark.parametrize(
    ("after", "works"), [(timedelta(0), True), (5 * MINUTE, True), (timedelta(minutes=5, seconds=1), False)]
)
def test_a_call_is_taken_back_within_five_minutes(
    session: Session, plant: Plant, after: timedelta, works: bool
) -> None:
    one, student = call(session, plant), plant.ids["student"]
    if not works:
        with pytest.raises(Refusal, match="incidents-withdraw-late"):
            incidents.withdraw(session, NOW + after, student, one.id, CONTENT)
        return
    told = event_of(incidents.withdraw(session, NOW + after, student, one.id, CONTENT))
    everybody = {"mentor", "hr", "supervisor", "coordinator"}
    assert (plant.names(told.cards), plant.names(told.ring), plant.names(told.parents)) == (
        everybody,
        everybody,
        {"parent"},
    )
    assert incidents.withdraw(session, NOW + after, student, one.id, CONTENT).events == ()
    with pytest.raises(IncidentClosed):
        incidents.acknowledge(session, NOW, plant.ids["mentor"], one.id, CONTENT)
    assert not due(session)


def test_whoever_took_it_already_hears_that_it_was_taken_back(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    incidents.acknowledge(session, NOW, plant.ids["staff"], one.id, CONTENT)
    told = event_of(incidents.withdraw(session, NOW + MINUTE, plant.ids["student"], one.id, CONTENT))
    assert plant.ids["staff"] in told.cards
    assert plant.ids["staff"] in told.ring


def test_the_student_does_not_take_back_what_the_mentor_told(session: Session, plant: Plant) -> None:
    one = incidents.report(session, NOW, plant.ids["mentor"], K.INJURY, CONTENT, plant.student.id).value
    with pytest.raises(NotFound):
        incidents.withdraw(session, NOW, plant.ids["student"], one.id, CONTENT)
    assert incidents.withdraw(session, NOW, plant.ids["mentor"], one.id, CONTENT).value.state is IncidentState.WITHDRAWN


# --- answering -------------------------------------------------------------------------------------------


def test_the_first_takes_it_and_the_others_read_who_has_it(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    told = event_of(incidents.acknowledge(session, NOW, plant.ids["supervisor"], one.id, CONTENT))
    assert (told.step, told.owner_id) == (Step.ACKNOWLEDGED, plant.ids["student"])
    assert plant.names(told.cards) == {"mentor", "hr", "coordinator"}
    assert incidents.acknowledge(session, NOW, plant.ids["supervisor"], one.id, CONTENT).events == ()
    with pytest.raises(TakenByOther) as refused:
        incidents.acknowledge(session, NOW, plant.ids["mentor"], one.id, CONTENT)
    assert refused.value.args_ == {"who": "Соколова Н. П.", "at": "14.10.2026 10:00"}


def test_it_is_handed_on_to_who_may_answer_it(session: Session, plant: Plant) -> None:
    one, olga = call(session, plant), plant.ids["coordinator"]
    incidents.acknowledge(session, NOW, olga, one.id, CONTENT)
    listed = incidents.receivers(session, olga, one.id, CONTENT)
    assert plant.names(tuple(listed)) == MAY_ANSWER
    told = event_of(incidents.hand_on(session, NOW, olga, one.id, plant.ids["staff"], CONTENT))
    assert (told.ring, plant.ids["staff"] in told.cards) == ((), True), "the card itself is a message"
    assert incidents.hand_on(session, NOW, olga, one.id, plant.ids["staff"], CONTENT).events == ()
    assert incidents.acknowledge(session, NOW, plant.ids["staff"], one.id, CONTENT).events
    for name in set(CAST) - MAY_ANSWER:
        with pytest.raises(NotFound):
            incidents.hand_on(session, NOW, olga, one.id, plant.ids[name], CONTENT)
    told = event_of(incidents.hand_on(session, NOW, olga, one.id, plant.ids["mentor"], CONTENT))
    assert plant.names(told.ring) == {"mentor"}, "who had a card already"
    taken_over = event_of(incidents.hand_on(session, NOW, olga, one.id, olga, CONTENT))
    assert taken_over.ring == ()


def test_a_colleague_who_is_silent_counts_as_nobody(session: Session, plant: Plant) -> None:
    one, olga, staff = call(session, plant), plant.ids["coordinator"], plant.ids["staff"]
    incidents.acknowledge(session, NOW, olga, one.id, CONTENT)
    incidents.hand_on(session, NOW + MINUTE, olga, one.id, staff, CONTENT)
    (told,) = let_pass(session, NOW + 16 * MINUTE)
    assert staff in told.again
    assert incidents.acknowledge(session, NOW + 17 * MINUTE, plant.ids["mentor"], one.id, CONTENT).events
    assert let_pass(session, NOW + timedelta(days=1)) == []
    with pytest.raises(TakenByOther):
        incidents.acknowledge(session, NOW + 18 * MINUTE, staff, one.id, CONTENT)


def test_handed_on_after_the_last_step_it_is_told_again_and_never_counts_as_taken(
    session: Session, plant: Plant
) -> None:
    one, moment = call(session, plant), NOW
    for hours in range(1, 20):
        moment = NOW + timedelta(hours=hours)
        let_pass(session, moment)
    incidents.hand_on(session, moment, plant.ids["coordinator"], one.id, plant.ids["staff"], CONTENT)
    rung = [event.level for hours in range(1, 20) for event in let_pass(session, moment + timedelta(hours=hours))]
    assert rung == [3, 4, 5, 6]
    found = stored.find(session, one.id)
    assert found is not None
    assert found.is_waiting
    assert incidents.acknowledge(session, moment, plant.ids["mentor"], one.id, CONTENT).events


def test_who_took_it_is_named_while_another_call_is_open(session: Session, plant: Plant) -> None:
    """Of a kind one is open, and there is another by then: the first waits for somebody all the same."""
    first = incidents.report(session, NOW, plant.ids["mentor"], K.CONFLICT, CONTENT, plant.student.id).value
    incidents.acknowledge(session, NOW, plant.ids["mentor"], first.id, CONTENT)
    second = call(session, plant, K.CONFLICT, NOW + 2 * MINUTE)
    assert second.id != first.id
    incidents.name(session, NOW + 2 * MINUTE, plant.ids["student"], first.id, Whom.MENTOR, CONTENT)
    assert {event.incident_id for event in let_pass(session, NOW + 32 * MINUTE)} == {first.id, second.id}


def test_notes_are_for_those_who_answer(session: Session, plant: Plant) -> None:
    one, olga = call(session, plant), plant.ids["coordinator"]
    for number in range(20):
        incidents.add_note(session, NOW, olga, one.id, f"Звоню, {number}", CONTENT)
    with pytest.raises(Refusal, match="incidents-notes-many"):
        incidents.add_note(session, NOW, olga, one.id, "ещё", CONTENT)
    found = stored.find(session, one.id)
    assert found is not None
    assert [note.text for note in found.notes][:2] == ["Звоню, 0", "Звоню, 1"]
    assert found.outcome is None


def test_it_is_closed_with_what_was_done(session: Session, plant: Plant) -> None:
    one, olga = call(session, plant), plant.ids["coordinator"]
    with pytest.raises(Refusal, match="incidents-words-length"):
        incidents.resolve(session, NOW, olga, one.id, "", CONTENT)
    told = event_of(incidents.resolve(session, NOW, olga, one.id, "Дали перчатки", CONTENT))
    assert plant.names(told.parents) == {"parent"}
    found = stored.find(session, one.id)
    assert found is not None
    assert (found.state, found.outcome, found.acknowledged_by) == (IncidentState.RESOLVED, "Дали перчатки", olga)
    student = plant.ids["student"]
    for act in (
        lambda: incidents.resolve(session, NOW, olga, one.id, "Ещё", CONTENT),
        lambda: incidents.acknowledge(session, NOW, plant.ids["mentor"], one.id, CONTENT),
        lambda: incidents.add_words(session, NOW, student, one.id, "Спасибо", CONTENT),
        lambda: incidents.withdraw(session, NOW, student, one.id, CONTENT),
    ):
        with pytest.raises(IncidentClosed):
            act()


def test_a_new_mentor_does_not_inherit_the_incidents_of_another_plant(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    assert plant.placement is not None
    placements.change(session, plant.placement.id, mentor_id=plant.ids["other mentor"])
    assert "mentor" not in entered(plant, lambda who: incidents.card(session, NOW, who, one.id, CONTENT))
    assert "other mentor" in entered(plant, lambda who: incidents.card(session, NOW, who, one.id, CONTENT))


# --- when nobody answers ---------------------------------------------------------------------------------


def due(session: Session, now: datetime = NOW + timedelta(days=365)) -> list[duties.Duty]:
    return [one for one in duties.due(session, now) if one.kind == "incident-escalate"]


def let_pass(session: Session, now: datetime) -> list[IncidentUnanswered]:
    """Do what is due at a moment."""
    events = [
        event
        for one in due(session, now)
        for event in duties.perform(session, now, one, incidents.DUTIES, CONTENT).events
    ]
    assert all(isinstance(event, IncidentUnanswered) for event in events)
    return events  # type: ignore[return-value]


def test_the_ladder_climbs_until_somebody_answers(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    assert let_pass(session, NOW + 15 * MINUTE - timedelta(seconds=1)) == []
    (first,) = let_pass(session, NOW + 15 * MINUTE)
    at_once = {"mentor", "hr", "supervisor", "coordinator"}
    assert (first.level, plant.names(first.fresh), plant.names(first.again)) == (1, {"staff"}, at_once)
    (second,) = let_pass(session, NOW + 30 * MINUTE)
    assert plant.names(second.bare) == {"base coordinator", "admin"}, "they have no right to a name"
    incidents.acknowledge(session, NOW + 31 * MINUTE, plant.ids["staff"], one.id, CONTENT)
    assert let_pass(session, NOW + timedelta(days=30)) == []


def test_an_outage_costs_one_message_a_person(session: Session, plant: Plant) -> None:
    call(session, plant)
    late = NOW + timedelta(hours=9)
    assert [event.level for event in let_pass(session, late)] == [1]
    assert let_pass(session, late + 14 * MINUTE) == []
    assert [event.level for event in let_pass(session, late + 15 * MINUTE)] == [2]


def test_it_does_not_ring_for_ever(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    levels = []
    moment = NOW
    for _ in range(50):
        moment += timedelta(hours=1)
        levels += [event.level for event in let_pass(session, moment)]
    assert levels == [1, 2, 3, 4, 5, 6]
    found = stored.find(session, one.id)
    assert found is not None
    assert (found.state, found.due_at) == (IncidentState.OPEN, None)
    assert incidents.count_open(session, moment, plant.ids["coordinator"], CONTENT) == 1


@pytest.mark.parametrize(
    ("begins", "until"),
    [
        (datetime.fromisoformat("2026-10-14T10:00+03:00"), "2026-10-14T14:45+03:00"),  # 4 hours, lunch left out
        (datetime.fromisoformat("2026-10-16T16:00+03:00"), "2026-10-19T11:30+03:00"),  # over the weekend
        (datetime.fromisoformat("2026-10-17T03:00+03:00"), "2026-10-19T12:30+03:00"),
    ],
)
def test_what_is_not_urgent_waits_for_office_hours(
    session: Session, plant: Plant, begins: datetime, until: str
) -> None:
    one = call(session, plant, K.OTHER, begins)
    found = stored.find(session, one.id)
    assert found is not None
    assert found.due_at is not None
    assert found.due_at.isoformat() == datetime.fromisoformat(until).astimezone(found.due_at.tzinfo).isoformat()
    assert let_pass(session, found.due_at - MINUTE) == []
    assert len(let_pass(session, found.due_at)) == 1


# --- kept ------------------------------------------------------------------------------------------------


def test_each_step_is_written_down(session: Session, plant: Plant) -> None:
    one, student, olga = call(session, plant, K.CONFLICT), plant.ids["student"], plant.ids["coordinator"]
    incidents.add_words(session, NOW, student, one.id, "тайна", CONTENT)
    incidents.name(session, NOW, student, one.id, Whom.MENTOR, CONTENT)
    incidents.look(session, NOW, olga, one.id, CONTENT)
    incidents.look(session, NOW, student, one.id, CONTENT)
    incidents.acknowledge(session, NOW, olga, one.id, CONTENT)
    incidents.hand_on(session, NOW, olga, one.id, plant.ids["staff"], CONTENT)
    incidents.add_note(session, NOW, olga, one.id, "тайна", CONTENT)
    incidents.resolve(session, NOW, olga, one.id, "тайна", CONTENT)
    steps = [(one.actor_id, one.reason) for one in reversed(access_log.about(session, student))]
    assert steps == [
        (student, "reported"), (student, "words"), (student, "named mentor"), (olga, "looked"), (olga, "taken"),
        (olga, f"handed on to {plant.ids['staff']}"), (olga, "noted"), (olga, "resolved"),
    ]  # fmt: skip


def test_incidents_are_kept_for_their_term_and_forgotten_after_it(session: Session, plant: Plant) -> None:
    one, student = call(session, plant, K.CONFLICT), plant.ids["student"]
    incidents.add_words(session, NOW, student, one.id, "тайна", CONTENT)
    incidents.name(session, NOW, student, one.id, Whom.MENTOR, CONTENT)
    incidents.resolve(session, NOW, plant.ids["coordinator"], one.id, "тайна", CONTENT)
    (kept,) = [found for found in privacy.summary(session, student).kept if found.feature == "incidents"]
    assert (kept.count, kept.deletable) == (1, False)
    with pytest.raises(Refusal, match="privacy-kept-by-law"):
        privacy.delete_kept(session, NOW, student, "incidents")
    term = NOW + timedelta(days=CONTENT.cluster.incidents_kept_days)
    for one_due in duties.due(session, term):
        duties.perform(session, term, one_due, incidents.DUTIES, CONTENT)
    found = stored.find(session, one.id)
    assert found is not None
    assert (found.words, found.notes, found.named_ids, found.kind) == (None, (), (), K.CONFLICT)
    assert not [found for found in privacy.summary(session, student).kept if found.feature == "incidents"]


def test_nothing_that_was_said_is_readable_in_the_database(session: Session, plant: Plant) -> None:
    one = call(session, plant)
    incidents.add_words(session, NOW, plant.ids["student"], one.id, "тайна", CONTENT)
    incidents.resolve(session, NOW, plant.ids["coordinator"], one.id, "секрет", CONTENT)
    raw: Any = session.connection().connection.driver_connection
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in raw.execute(f"SELECT * FROM {table}").fetchall():
            assert not any(word in str(value) for value in row for word in ("тайна", "секрет")), table
