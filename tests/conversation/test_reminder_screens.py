"""Reminders on the phones: told together, after an outage, to who is still there; the answer about pay; the table."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import content_store, diary, duties, people, privacy, reminders
from cluster.content import ReminderKind
from cluster.internship import items
from cluster.internship.readiness import Item
from cluster.people import Role
from cluster.reminders import planning
from storage import alarms, roles
from storage import people as stored
from storage.database import Database
from storage.internship import PlacementStatus, placements, students
from storage.internship.tables import PlaceRow
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.reminded import ACTIVE, GATHERING, moscow, with_rule
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_reminder_table import asleep_until, heard, speak
from tests.practice import GIVEN, NOW, OLGA, PETYA, SERGEY, VIKTOR, Practice, lead, open_practice, plan, student

K, S = ReminderKind, PlacementStatus
FIRST_MORNING = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


async def ready(stage: Stage) -> Practice:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()
    return practice


async def active(stage: Stage) -> Practice:
    """Return a practice that began this morning, with its mentor."""
    stage.clock.forward(seconds=(FIRST_MORNING - stage.clock.now()).total_seconds())
    practice = await open_practice(stage, *ACTIVE)
    await change(stage, placements.change, practice.placement.id, mentor_id=practice.ids[VIKTOR])
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()
    return practice


async def change(stage: Stage, query: Callable[..., Any], *args: Any, **values: Any) -> Any:
    return await stage.database.run(query, *args, **values)


async def classmates(stage: Stage, practice: Practice, count: int, until: date) -> None:
    """Let more students go to the same plant, whose clearance ends on a day."""

    def lay(session: Session) -> None:
        for n in range(count):
            name = "Сидоров" + "абвгдежзиклмн"[n]
            new = student(None, last_name=name, identity=f"{name.lower()} иван|2008-01-01", birth_date=date(2008, 1, 1),
                          supervisor_id=practice.ids[SERGEY])  # fmt: skip
            who, _ = students.keep(session, new, stage.clock.now())
            students.change(session, who.id, stage.clock.now(), medical_until=until)
            given = {"supervisor_id": practice.ids[SERGEY], "mentor_id": practice.ids[VIKTOR]}
            lead(session, plan(session, who, None, stage.clock.now(), **given), *ACTIVE, now=stage.clock.now())

    await stage.database.run(lay)
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()


async def test_each_part_goes_on_where_it_works(stage: Stage) -> None:
    """The student to the day and the map, the parent to the child, staff to the card: and each button opens."""
    practice = await ready(stage)
    stage.content = with_rule(K.FIRST_DAY, to=("student", "parent"))
    await change(stage, reminders.lay_soon, stage.clock.now(), practice.placement.id)
    await stage.pass_until(moscow(date(2026, 10, 4), "18:01"))
    assert practice.petya.screen.labels == ["Сегодня", "Меню"]
    await practice.petya.press("Сегодня")
    assert "Вторая проходная" in practice.petya.screen.text
    assert practice.mother.screen.labels == ["Путь ребёнка", "Меню"]
    await practice.mother.press("Путь ребёнка")
    assert practice.mother.screen.text.startswith("Путь · Ёлкин П.")


async def test_a_place_on_the_map_has_its_button(stage: Stage) -> None:
    practice = await ready(stage)

    def put(session: Session) -> None:
        meeting = {"person": "Орлов", "phone": None, "where": "Проходная", "latitude": 54.6, "longitude": 39.7}
        session.get_one(PlaceRow, practice.place.id).meeting = meeting

    await stage.database.run(put)
    await stage.pass_until(moscow(date(2026, 10, 4), "18:01"))
    assert practice.petya.screen.labels == ["На карте", "Сегодня", "Меню"]
    await practice.petya.press("На карте")
    assert stage.phones.calls[-1][0] == "sendVenue"


# --- told together -------------------------------------------------------------------------------------------


async def test_who_works_hears_of_many_trainees_in_one_message(stage: Stage) -> None:
    practice = await active(stage)
    await classmates(stage, practice, 3, date(2026, 11, 20))
    await stage.pass_until(moscow(date(2026, 11, 6), "10:02"))
    for actor in (practice.sergey, practice.nina):
        (told,) = heard(actor, "Напоминания · 6 ноября, пт")
        assert told.count("Медосмотр заканчивается · 20 ноября, пт, Сидоров") == 3
        assert len(heard(actor, "Медосмотр")) == 1
    await practice.sergey.press("2 · Медосмотр")
    assert "Медосмотр действует по 20 ноября, пт: Сидоровб П." in practice.sergey.screen.text


async def test_a_list_ends_after_ten_lines(stage: Stage) -> None:
    practice = await active(stage)
    await classmates(stage, practice, 12, date(2026, 11, 20))
    await stage.pass_until(moscow(date(2026, 11, 6), "10:02"))
    (told,) = heard(practice.sergey, "Напоминания")
    assert told.count("\n") == 12  # the heading, an empty line, ten lines, the rest
    assert told.endswith("…и ещё 2")
    assert len([label for label in practice.sergey.screen.labels if " · " in label]) == 10


async def test_a_day_off_at_work_is_the_working_day_before(stage: Stage) -> None:
    practice = await active(stage)
    await classmates(stage, practice, 1, date(2026, 11, 22))  # fourteen days before lies a Sunday
    await stage.pass_until(moscow(date(2026, 11, 6), "10:02"))
    assert len(heard(practice.sergey, "Медосмотр действует по 22 ноября, вс")) == 1
    await stage.pass_until(moscow(date(2026, 11, 9), "10:02"))
    assert len(heard(practice.sergey, "Медосмотр")) == 1


# --- an outage -----------------------------------------------------------------------------------------------


async def test_a_week_of_outage_is_one_summary_of_what_still_holds(stage: Stage) -> None:
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 9, 20), "12:00"))
    stage.phones.chats.clear()
    await asleep_until(stage, moscow(date(2026, 10, 3), "12:00"))
    assert practice.petya.bubbles == []
    await stage.pass_time(minutes=6)
    (bubble,) = practice.petya.bubbles
    assert bubble.text == (
        "Пока бот был недоступен, подошли сроки. Вот что ещё важно:\n\n"
        "1. Документы к практике · 5 октября, пн\n"
        "2. План практики · 5 октября, пн"
    )
    assert bubble.labels == ["1 · Документы к практике", "2 · План практики", "Меню"]
    await practice.petya.press("2 · План практики")
    assert "Наставник: Громов Виктор" in practice.petya.screen.text
    # The mentor has missed one thing alone, and reads it as it is.
    assert len(heard(practice.viktor, "К вам приходит практикант")) == 1
    await stage.pass_until(moscow(date(2026, 10, 4), "18:01"))
    assert len(heard(practice.petya, "Первый день практики")) == 1, "what is in time comes as always"
    assert len(practice.petya.bubbles) == 3


async def test_what_is_over_by_the_end_of_an_outage_is_never_told(stage: Stage) -> None:
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 9, 20), "12:00"))
    stage.phones.chats.clear()
    await asleep_until(stage, moscow(date(2026, 10, 8), "12:00"))
    await stage.pass_time(hours=5)
    assert heard(practice.petya, "Ваша практика начинается") == []
    assert heard(practice.petya, "Пока бот был недоступен") == []


async def test_a_summary_asks_again_what_still_holds(stage: Stage) -> None:
    """Between the end of the outage and the summary the practice is cancelled."""
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 9, 20), "12:00"))
    await asleep_until(stage, moscow(date(2026, 10, 3), "12:00"))
    await practice.lead(S.CANCELLED)
    stage.phones.chats.clear()
    await stage.pass_time(minutes=10)
    assert practice.petya.bubbles == []
    assert practice.viktor.bubbles == []


async def test_a_short_outage_is_made_up_for_at_once(stage: Stage) -> None:
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 10, 4), "17:00"))
    stage.phones.chats.clear()
    await asleep_until(stage, moscow(date(2026, 10, 4), "20:30"))
    assert len(heard(practice.petya, "Первый день практики")) == 1


async def test_while_telegram_is_out_of_reach_reminders_wait_to_be_one_message(stage: Stage) -> None:
    """The watch notes the outage in the database; what comes due in it is told when it is over, if it still holds."""
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 9, 20), "12:00"))
    stage.phones.chats.clear()
    await change(stage, alarms.note_outage, stage.clock.now(), 0)
    await stage.pass_until(moscow(date(2026, 10, 3), "12:00"))
    assert practice.petya.bubbles == []
    assert practice.viktor.bubbles == []
    await change(stage, alarms.end_outage)
    await stage.pass_time(minutes=11)
    (bubble,) = practice.petya.bubbles
    assert bubble.text.startswith("Пока бот был недоступен, подошли сроки.")
    assert len(heard(practice.viktor, "К вам приходит практикант")) == 1


async def test_nobody_comes_back_to_days_of_questions_about_the_diary(stage: Stage) -> None:
    practice = await active(stage)
    await change(stage, diary.ensure, stage.clock.now())
    await change(stage, alarms.note_outage, stage.clock.now(), 0)
    await stage.pass_until(moscow(date(2026, 10, 7), "21:00"))
    await change(stage, alarms.end_outage)
    assert heard(practice.petya, "дневник") == []
    await stage.pass_until(moscow(date(2026, 10, 8), "12:01"))
    assert len(heard(practice.petya, "В дневнике нет записи: 7 октября, ср.")) == 1


# --- who hears -----------------------------------------------------------------------------------------------


async def test_a_person_in_two_parts_hears_once(stage: Stage) -> None:
    """The mentor is the student's father, too; both parts are told of the plan, each by their own calendar."""
    practice = await ready(stage)
    stage.content = with_rule(K.PLAN, to=("student", "mentor", "parent"))
    await with_role(stage, VIKTOR, Role.PARENT)
    await change(stage, roles.add_guardian, practice.ids[VIKTOR], practice.ids[PETYA], stage.clock.now())
    await change(stage, reminders.lay_soon, stage.clock.now(), practice.placement.id)
    await stage.pass_until(moscow(date(2026, 10, 3), "12:00"))
    assert len(heard(practice.viktor, "5 октября, пн")) == 1
    assert len(heard(practice.viktor, "К вам приходит практикант")) == 1
    assert len(heard(practice.mother, "Практика начинается 5 октября")) == 1


async def test_a_right_that_ended_ends_the_reminders(stage: Stage) -> None:
    practice = await ready(stage)

    def end(session: Session) -> None:
        for name in (PETYA, VIKTOR):
            for held in roles.of_person(session, practice.ids[name]):
                people.revoke(session, stage.clock.now(), None, held.id)

    await stage.database.run(end)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 10, 4), "20:00"))
    assert practice.petya.bubbles == []
    assert practice.viktor.bubbles == []


async def test_coordinators_stand_in_where_the_supervisor_has_gone(stage: Stage) -> None:
    practice = await active(stage)
    await classmates(stage, practice, 1, date(2026, 11, 20))

    def end(session: Session) -> None:
        for held in roles.of_person(session, practice.ids[SERGEY]):
            people.revoke(session, stage.clock.now(), None, held.id)

    await stage.database.run(end)
    await stage.pass_until(moscow(date(2026, 11, 6), "10:02"))
    assert heard(practice.sergey, "Медосмотр") == []
    assert len(heard(practice.olga, "Медосмотр")) == 1


async def test_who_cannot_be_reached_is_left_out(stage: Stage) -> None:
    practice = await ready(stage)
    for name in (PETYA, VIKTOR):
        await change(stage, stored.mark_unreachable, name, stage.clock.now())
    await stage.pass_until(moscow(date(2026, 10, 4), "20:00"))
    assert practice.petya.bubbles == []
    assert practice.viktor.bubbles == []


async def test_the_gate_and_the_reminder_of_papers_are_one_message(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await stage.pass_time(minutes=1)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 9, 22), "12:00"))
    assert heard(practice.petya, "Ваша практика начинается") == []
    without_gate = with_rule(K.READINESS, on=False)
    stage.content = with_rule(K.PAPERS, without_gate, before=(10,))
    await change(stage, reminders.lay_soon, stage.clock.now(), practice.placement.id)
    await stage.pass_until(moscow(date(2026, 9, 25), "12:00"))
    (told,) = heard(practice.petya, "Ваша практика начинается")
    assert "• Размеры спецодежды: до 28 сентября" in told
    assert practice.petya.screen.labels == ["Указать размеры", "Меню"]


# --- the rows in the database ---------------------------------------------------------------------------------


async def laid(stage: Stage, practice: Practice, kind: ReminderKind, audience: str = "home") -> Any:
    return await stage.database.read(duties.open_one, reminders.REMIND, f"{kind}:{practice.placement.id}:{audience}")


@pytest.mark.parametrize("end", [S.CANCELLED, S.FAILED])
async def test_rows_go_with_their_cause_in_its_transaction(stage: Stage, end: PlacementStatus) -> None:
    practice = await ready(stage)
    assert await laid(stage, practice, K.PLAN, "work") is not None
    await practice.lead(end)
    for kind in reminders.STANDING:
        for audience in ("home", "work"):
            assert await laid(stage, practice, kind, audience) is None


async def test_a_pause_takes_nothing_that_still_matters(stage: Stage) -> None:
    practice = await active(stage)
    await classmates(stage, practice, 1, date(2026, 11, 20))
    before = await laid(stage, practice, K.PAY)
    await practice.lead(S.PAUSED)
    await stage.pass_time(minutes=1)
    assert (await laid(stage, practice, K.PAY)).due_at == before.due_at


async def test_the_night_puts_right_what_slipped_past(stage: Stage) -> None:
    """Dates that changed unheard, a row that is lost, a row that nothing asks for."""
    practice = await ready(stage)
    await change(stage, reminders.ensure, stage.clock.now())
    await change(stage, placements.change, practice.placement.id, date_from=date(2026, 10, 12))

    def spoil(session: Session) -> None:
        duties.cancel(session, reminders.REMIND, f"{K.PLAN}:{practice.placement.id}:work")
        stray = {"kind": "medical", "audience": "work", "placement": practice.placement.id, "day": "2026-11-20",
                 "left": 14, "at": "2026-11-06T07:00:00+00:00"}  # fmt: skip
        key = f"{K.MEDICAL}:{practice.placement.id}:work"
        duties.schedule(session, reminders.REMIND, key, datetime(2026, 11, 6, 7, tzinfo=UTC), stray)

    await stage.database.run(spoil)
    await stage.pass_until(moscow(date(2026, 9, 11), "04:01"))
    assert (await laid(stage, practice, K.FIRST_DAY)).due_at == moscow(date(2026, 10, 11), "18:00")
    assert (await laid(stage, practice, K.PLAN, "work")).due_at == moscow(date(2026, 10, 9), "10:00")
    assert await laid(stage, practice, K.MEDICAL, "work") is None
    version = (await laid(stage, practice, K.PLAN)).version
    await stage.pass_until(moscow(date(2026, 9, 12), "04:01"))
    assert (await laid(stage, practice, K.PLAN)).version == version, "the next night there is nothing to do"


async def test_a_date_that_moves_moves_its_reminders(stage: Stage) -> None:
    """Whoever was reminded of the old day is reminded of the new one, and of the old one never again."""
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 10, 2), "12:00"))
    assert len(heard(practice.petya, "Ваша практика начинается 5 октября")) == 2
    await change(stage, placements.change, practice.placement.id, date_from=date(2026, 10, 12))
    await change(stage, reminders.lay_soon, stage.clock.now(), practice.placement.id)
    await stage.pass_until(moscow(date(2026, 10, 4), "19:00"))
    assert heard(practice.petya, "Первый день практики") == []
    await stage.pass_until(moscow(date(2026, 10, 11), "19:00"))
    assert len(heard(practice.petya, "Ваша практика начинается 12 октября")) == 1
    assert len(heard(practice.petya, "Первый день практики: 12 октября, пн")) == 1


async def test_an_item_that_is_noted_lays_its_reminder(stage: Stage) -> None:
    practice = await active(stage)
    assert await laid(stage, practice, K.MEDICAL, "work") is None
    given = replace(GIVEN, until=date(2026, 11, 20))
    await change(
        stage, items.note, stage.clock.now(), practice.ids[OLGA], practice.placement.id, Item.MEDICAL, given, CONTENT
    )
    await stage.pass_time(seconds=1)
    assert (await laid(stage, practice, K.MEDICAL, "work")).due_at == moscow(date(2026, 11, 6), "10:00")


# --- an old button ---------------------------------------------------------------------------------------------


async def test_a_line_of_what_is_over_says_so(stage: Stage) -> None:
    practice = await ready(stage)
    data = f"1;reminders;show;practice_plan;{practice.placement.id};261005"
    await practice.petya.presses(data)
    assert "Ваша практика начинается" in practice.petya.screen.text
    await practice.lead(S.CANCELLED)
    await practice.petya.presses(data)
    assert practice.petya.toast == "Это напоминание уже не нужно: всё изменилось. Вот меню."


@pytest.mark.parametrize(
    "data", ["nothing;1;261005", "practice_plan;x;261005", "practice_plan;{one};2610", "draft;{one};261005"]
)
async def test_a_forged_line_shows_nothing(stage: Stage, data: str) -> None:
    practice = await ready(stage)
    await practice.petya.presses("1;reminders;show;" + data.format(one=practice.placement.id))
    assert heard(practice.petya, "Ваша практика") == []


# --- pay -------------------------------------------------------------------------------------------------------


async def asked(stage: Stage) -> Practice:
    practice = await active(stage)
    await stage.pass_until(moscow(date(2026, 10, 9), "18:01"))
    stage.phones.chats[SERGEY].clear()
    return practice


async def test_pay_that_came_disturbs_nobody(stage: Stage) -> None:
    practice = await asked(stage)
    await practice.petya.press("Да, пришла")
    assert practice.petya.screen.text == "✅ Отметили, что оплата пришла. День выплаты: 10 октября, сб."
    await stage.pass_time(days=10)
    assert practice.sergey.bubbles == []
    assert len(heard(practice.petya, "Пришла оплата")) == 0


async def test_pay_that_is_missing_is_an_incident_and_asked_for_again(stage: Stage) -> None:
    practice = await asked(stage)
    bubble = practice.petya.screen
    for _ in range(2):
        await practice.petya.presses(bubble.buttons[1][1], bubble.message_id)
    assert practice.petya.screen.text.startswith("Передали: оплата не пришла, день выплаты 10 октября, сб.")
    assert practice.petya.screen.labels == ["Да, пришла", "К обращению", "Меню"]
    for actor in (practice.sergey, practice.nina):
        assert len(heard(actor, "Оплата")) == 1
        assert "Ёлкин П" in actor.screen.text
    await practice.petya.press("К обращению")
    assert "Оплата" in practice.petya.screen.text
    await stage.pass_until(moscow(date(2026, 10, 14), "18:01"))  # three working days after Friday
    assert len(heard(practice.petya, "Пришла оплата за практику?")) == 1
    bubble = practice.petya.bubbles[-1]
    for _ in range(2):
        await practice.petya.presses(bubble.buttons[1][1], bubble.message_id)
        await stage.pass_time(minutes=1)
    assert practice.petya.screen.text.endswith("ответят в рабочее время.")
    assert len(heard(practice.sergey, "Оплата так и не пришла")) == 1, "the second answer is told, too, and once"
    await practice.petya.press("Да, пришла")
    assert len(heard(practice.sergey, "Студент говорит, что оплата пришла")) == 1
    await stage.pass_time(days=8)
    assert heard(practice.petya, "Пришла оплата") == []


async def test_a_wrong_answer_about_pay_is_corrected(stage: Stage) -> None:
    """Within five minutes nothing is left of it; later who looks into it is told."""
    practice = await asked(stage)
    await practice.petya.press("Нет, не пришла")
    told = len(practice.sergey.bubbles)
    await practice.petya.press("Да, пришла")
    assert "отозв" in practice.sergey.bubbles[-1].text.lower()
    assert len(practice.sergey.bubbles) == told, "its card is settled in place"
    await stage.pass_time(minutes=1)
    await practice.petya.press("Нет, не пришла")
    await stage.pass_time(minutes=6)
    await practice.petya.press("Да, пришла")
    assert len(heard(practice.sergey, "Студент говорит, что оплата пришла: Ёлкин П.")) == 1
    await stage.pass_time(days=6)
    assert heard(practice.petya, "Пришла оплата") == []


async def test_an_old_question_about_pay_is_closed(stage: Stage) -> None:
    practice = await asked(stage)
    bubble = practice.petya.screen
    await practice.lead(S.TERMINATED)
    await practice.petya.presses(bubble.buttons[1][1], bubble.message_id)
    assert practice.petya.toast.startswith("Этот вопрос об оплате уже закрыт.")
    assert heard(practice.sergey, "оплата") == []


@pytest.mark.parametrize(
    "data", ["{one};261009;no", "{one};261025;no", "{one};261010;maybe", "{one};x;no", "999;261010;no"]
)
async def test_a_forged_answer_about_pay_tells_nobody(stage: Stage, data: str) -> None:
    """A day that is no pay day, one that has not come, no answer, no placement."""
    practice = await asked(stage)
    await practice.petya.presses("1;reminders;paid;" + data.format(one=practice.placement.id))
    assert practice.sergey.bubbles == []


async def test_nobody_answers_for_the_student(stage: Stage) -> None:
    practice = await asked(stage)
    for actor in (practice.mother, practice.viktor, practice.olga, practice.nina):
        await actor.presses(f"1;reminders;paid;{practice.placement.id};261010;no")
    assert practice.sergey.bubbles == []


# --- the table ---------------------------------------------------------------------------------------------------


async def admin_of(stage: Stage) -> Actor:
    return await with_role(stage, 900, Role.ADMIN)


async def test_staff_reads_the_table(stage: Stage) -> None:
    practice = await ready(stage)
    await with_role(stage, 901, Role.COORDINATOR, "electronics")  # the base college
    await practice.olga.say("/menu")
    await practice.olga.press("Отчёты")
    await practice.olga.press("Напоминания")
    text = practice.olga.screen.text
    assert f"{list(K).index(K.FIRST_DAY) + 1}. Первый день практики: за 1 дн., в 18:00; студент" in text
    assert "2. Ждём уточнений: через 1, 3 дн., за 1 дн., в 10:00; поступающий, родитель" in text
    assert len(text) < 3500
    await practice.olga.press(str(list(K).index(K.BIRTHDAY) + 1))
    assert practice.olga.screen.text.startswith("Исполнится 16 или 18: включено")
    assert practice.olga.screen.labels == ["Ко всем напоминаниям"]


async def test_an_admin_switches_a_row(stage: Stage) -> None:
    practice, admin = await ready(stage), await admin_of(stage)
    await admin.say("/menu")
    await admin.press("Напоминания")
    await admin.press(str(list(K).index(K.FIRST_DAY) + 1))
    for _ in range(2):
        await admin.presses("1;reminders;switch;practice_first_day;off", admin.screen.message_id)
        assert admin.screen.text.startswith("Первый день практики: выключено")
    await take_content(stage)
    await stage.pass_until(moscow(date(2026, 9, 11), "04:01"))
    assert await laid(stage, practice, K.FIRST_DAY) is None
    await admin.press("Включить")
    await take_content(stage)
    await stage.pass_time(minutes=1)
    assert await laid(stage, practice, K.FIRST_DAY) is not None


async def take_content(stage: Stage) -> None:
    """Let the process see the content that was changed, as it does every few seconds."""
    stage.content = await stage.database.read(content_store.refresh, None)


async def test_what_is_about_safety_has_no_switch(stage: Stage) -> None:
    admin = await admin_of(stage)
    await admin.say("/menu")
    await admin.presses("1;reminders;row;medical", admin.screen.message_id)
    assert admin.screen.labels == ["Ко всем напоминаниям"]
    assert admin.screen.text.endswith("Это о безопасности, поэтому не выключается.")
    await admin.presses("1;reminders;switch;medical;off", admin.screen.message_id)
    await take_content(stage)
    assert stage.content.reminder(K.MEDICAL).on


async def test_a_coordinator_of_another_college_switches_nothing(stage: Stage) -> None:
    practice = await ready(stage)
    await with_role(stage, 901, Role.COORDINATOR, "electronics")  # the base college
    await practice.olga.presses("1;reminders;switch;birthday;off")
    await take_content(stage)
    assert stage.content.reminder(K.BIRTHDAY).on


# --- what is kept ------------------------------------------------------------------------------------------------


async def test_an_erased_person_is_told_nothing_that_waited(stage: Stage) -> None:
    practice = await ready(stage)
    await stage.pass_until(moscow(date(2026, 9, 20), "12:00"))
    await asleep_until(stage, moscow(date(2026, 10, 3), "12:00"))
    stage.phones.chats.clear()
    keeper = privacy.KEEPERS["reminders"]
    await change(stage, keeper.delete, stage.clock.now(), practice.ids[PETYA])
    await stage.pass_time(minutes=10)
    assert practice.petya.bubbles == []
    assert len(heard(practice.viktor, "К вам приходит практикант")) == 1


async def test_the_night_goes_through_everybody_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 2)
    practice = await active(stage)
    await classmates(stage, practice, 5, date(2026, 11, 20))
    everybody = [f"{K.MEDICAL}:{practice.placement.id + n}:work" for n in range(1, 6)]
    await change(stage, duties.cancel_all, reminders.REMIND, everybody)
    await change(stage, reminders.ensure, stage.clock.now())
    await stage.pass_time(seconds=1)
    assert sorted(await stage.database.read(duties.open_ones, reminders.REMIND, everybody)) == sorted(everybody)
    assert (await stage.database.read(duties.open_one, planning.PLAN, "all")).due_at == moscow(
        date(2026, 10, 6), "04:00"
    )


# --- in English ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "shown"),
    [("Сборочно-сварочный цех № 4", "Assembly and welding shop No. 4"), ("Цех у реки", "Цех у реки")],
    ids=["of content", "in the plant's words"],
)
async def test_a_site_is_named_in_the_reader_s_language_where_content_knows_it(
    stage: Stage, site: str, shown: str
) -> None:
    practice = await ready(stage)
    assert practice.placement.place_id is not None

    def move(session: Session) -> None:
        session.get_one(PlaceRow, practice.placement.place_id).site = site

    await stage.database.run(move)
    await speak(stage, "en")
    await stage.pass_until(moscow(date(2026, 10, 4), "18:01"))
    assert f"Where: {shown}" in practice.petya.screen.text
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert shown in practice.olga.screen.text
