"""Practice on the screens of those who work on it: the desk, the card, the readiness list, the steps, the days."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import diary, people
from cluster.calendar import day_of
from cluster.internship import gate, items
from cluster.internship.readiness import Item
from cluster.people import Role
from storage import roles
from storage.database import Database
from storage.internship import PlacementStatus, joining, placements, students
from tests.conversation.people import CONTENT, open_house
from tests.conversation.stage import Actor, Stage
from tests.practice import (
    COLLEGE,
    GIVEN,
    MOTHER,
    NEEDED,
    NOW,
    PETYA,
    PLANT,
    SERGEY,
    Practice,
    lead,
    open_practice,
    plan,
    student,
)

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
ACTIVE = (*GATHERING, S.READY, S.ACTIVE)
EVENING_BEFORE = datetime(2026, 10, 4, 18, 0, tzinfo=UTC)


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    await stage.database.run(gate.ensure, NOW)
    yield stage
    await stage.close()


def heard(actor: Actor) -> list[str]:
    """Return what somebody's phone shows, oldest first."""
    return [bubble.text for bubble in actor.stage.phones.chats.get(actor.id, [])]


# --- the desk and the card ----------------------------------------------------------------------------------


async def test_the_desk_shows_where_each_placement_lies(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels == ["Собирают документы: 1", "Места", "В меню"]
    await practice.olga.press("Собирают документы")
    assert practice.olga.screen.labels[0] == "Ёлкин П. · Тяжпрессмаш · 5 октября · ⏳ 11"
    await practice.olga.press("Ёлкин")
    text = practice.olga.screen.text
    for part in ("Ёлкин Пётр", "собираем документы", "Группа СВ-21, полных лет: 17", "Сборочно-сварочный цех № 4",
                 "5 октября – 27 ноября 2026, 156 ч", "Смена 8:00–12:30", "Руднев Сергей", "Не готово: 11"):  # fmt: skip
        assert part in text


async def test_five_days_before_it_is_late_and_the_menu_counts_it(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.olga.say("/menu")
    assert "Практика" in practice.olga.screen.labels
    await stage.pass_until(datetime(2026, 9, 30, 9, tzinfo=UTC))
    await practice.olga.say("/menu")
    assert "Практика (1)" in practice.olga.screen.labels
    await practice.olga.press("Практика")
    assert practice.olga.screen.labels[0] == "⚠️ Скоро, не готовы: 1"


async def test_what_has_not_begun_after_days_waits_for_a_decision(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await stage.pass_until(datetime(2026, 10, 7, 9, tzinfo=UTC))
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels[:2] == ["⚠️ Скоро, не готовы: 1", "Собирают документы: 1"]
    await stage.pass_until(datetime(2026, 10, 8, 9, tzinfo=UTC))
    await practice.olga.say("/menu")
    assert "Практика (1)" in practice.olga.screen.labels
    await practice.olga.press("Практика")
    assert "ждут решения: 1" in practice.olga.screen.text
    assert practice.olga.screen.labels[:2] == ["⚠️ Не начаты, решите: 1", "Места"]
    await practice.olga.press("Не начаты")
    assert practice.olga.screen.labels[0] == "Ёлкин П. · Тяжпрессмаш · 5 октября · ⏳ 11"
    await practice.olga.press("Ёлкин")
    assert "Практика не началась, первый день был 5 октября, пн" in practice.olga.screen.text
    assert {"Начать практику", "Новые дни", "Отменить", "Не пройдена"} <= set(practice.olga.screen.labels)
    await practice.nina.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "не началась" not in practice.nina.screen.text


@pytest.mark.parametrize(
    "way",
    [(), (S.OFFERED,), (S.OFFERED, S.CONFIRMED), GATHERING, (*GATHERING, S.READY)],
    ids=("planned", "offered", "confirmed", "gathering", "ready"),
)
async def test_wherever_it_stands_that_has_not_begun_it_lies_on_one_shelf(
    stage: Stage, way: tuple[PlacementStatus, ...]
) -> None:
    practice = await open_practice(stage, *way)
    stage.clock.forward(days=60)  # nothing was running meanwhile
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels == ["⚠️ Не начаты, решите: 1", "Места", "В меню"]


@pytest.mark.parametrize(("target", "button"), [(S.CANCELLED, "Отменить"), (S.FAILED, "Не пройдена")])
async def test_what_is_decided_leaves_the_shelf_and_after_a_year_the_desk(
    stage: Stage, target: PlacementStatus, button: str
) -> None:
    practice = await open_practice(stage, *GATHERING)
    stage.clock.forward(days=60)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press(button)
    await practice.olga.press("по желанию студента" if target is S.CANCELLED else "не пришёл")
    await practice.olga.press("Пропустить")
    await practice.olga.press("Подтвердить")
    assert (await practice.now()).status is target
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels == ["Отменены, прекращены: 1", "Места", "В меню"]
    await practice.olga.press("Отменены, прекращены: 1")
    assert practice.olga.screen.labels[0].endswith("отменена" if target is S.CANCELLED else "не пройдена")
    await practice.olga.say("/practice")
    stage.clock.forward(days=366)
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels == ["Места", "В меню"]
    await practice.olga.presses_in_menu(f"1;roster;card;{practice.student.id}")
    await practice.olga.press("ПМ.02, Тяжпрессмаш, до 27 ноября 2026")
    assert "Ёлкин Пётр" in practice.olga.screen.text


async def test_a_card_names_who_let_an_item_pass_and_stops_speaking_of_the_first_day(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.PASS)
    await stage.pass_until(datetime(2026, 10, 5, 9, tzinfo=UTC))
    card = f"1;internship;card;{practice.placement.id}"
    await stage.database.run(
        items.let_pass, stage.clock.now(), practice.ids[SERGEY], practice.placement.id, Item.PASS, "выдадут завтра"
    )
    await practice.lead(S.ACTIVE)
    await practice.olga.presses_in_menu(card)
    assert "Начали без этого: 1" in practice.olga.screen.text
    assert "⚠️ Пропуск — допущено без этого: Руднев Сергей" in practice.olga.screen.text
    await practice.gather()
    await practice.lead(S.REPORTING)
    await practice.olga.presses_in_menu(card)
    assert "К первому дню" not in practice.olga.screen.text


# --- new days -------------------------------------------------------------------------------------------------


async def test_what_has_not_begun_gets_new_days_and_everybody_is_told(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await stage.pass_until(datetime(2026, 10, 8, 9, tzinfo=UTC))
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press("Новые дни")
    assert practice.olga.screen.labels[:3] == ["9 октября, пт", "12 октября, пн", "13 октября, вт"]
    await practice.olga.press("12 октября")
    await practice.olga.press("27 ноября")
    await practice.olga.press("Да, всё верно")  # fewer hours fit: test_planned_hours.py
    await practice.olga.press("Назначить")
    found = await practice.now()
    assert (found.date_from, found.date_to, found.status) == (date(2026, 10, 12), date(2026, 11, 27), S.DOCS_PENDING)
    for actor in (practice.petya, practice.mother, practice.nina, practice.sergey):
        assert any("12 октября, пн – 27 ноября, пт" in text for text in heard(actor)), actor.id
    await practice.olga.say("/practice")
    assert practice.olga.screen.labels[:2] == ["⚠️ Скоро, не готовы: 1", "Собирают документы: 1"]
    await practice.gather()
    await stage.pass_until(datetime(2026, 10, 12, 9, tzinfo=UTC))
    assert (await practice.now()).status is S.ACTIVE


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("28.11.2026", "30.11.2026", "Место занято с 05.10.2026 по 27.11.2026"),
        ("12.10.2026", "30.11.2026", "Место занято с 05.10.2026 по 27.11.2026"),
        ("02.11.2026", "20.11.2026", "другая практика"),
        ("08.10.2026", "20.11.2026", "не раньше завтра"),
    ],
)
async def test_new_days_that_cannot_be_are_refused(stage: Stage, first: str, last: str, why: str) -> None:
    practice = await open_practice(stage, *GATHERING)

    def another(session: Session) -> None:
        days = {"date_from": date(2026, 11, 20), "date_to": date(2026, 11, 25)}
        plan(session, practice.student, None, NOW, module="weld-pm04", **days)

    await stage.database.run(another)
    await stage.pass_until(datetime(2026, 10, 8, 9, tzinfo=UTC))
    await practice.olga.presses_in_menu(f"1;practice-days;open;{practice.placement.id}")
    await practice.olga.say(first)
    if "Так и оставить?" in practice.olga.screen.text:
        await practice.olga.press("Да")
    await practice.olga.say(last)
    await practice.olga.press("Да, всё верно")  # fewer hours fit
    await practice.olga.press("Назначить")
    assert why in practice.olga.screen.text
    assert (await practice.now()).date_from == date(2026, 10, 5)


async def test_nobody_but_the_college_sets_new_days_and_not_before_the_first(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    opens = f"1;practice-days;open;{practice.placement.id}"
    await practice.olga.presses_in_menu(opens)
    assert "когда первый день наступил" in practice.olga.toast + practice.olga.screen.text
    stage.clock.forward(days=60)
    for actor in (practice.petya, practice.mother, practice.viktor, practice.nina, practice.pavel):
        await actor.presses_in_menu(opens)
        assert "С какого дня" not in actor.screen.text


async def test_a_supervisor_sees_their_own(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.sergey.say("/practice")
    await practice.sergey.press("Только мои студенты")
    assert "Мои студенты на практике" in practice.sergey.screen.text
    assert practice.sergey.screen.labels[0] == "Собирают документы: 1"
    await practice.olga.say("/practice")
    assert "Только мои студенты" not in practice.olga.screen.labels


async def test_who_has_no_desk_is_refused(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    for actor in (practice.petya, practice.mother, practice.viktor):
        await actor.say("/practice")
    await practice.pavel.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    for actor in (practice.petya, practice.mother, practice.viktor, practice.pavel):
        assert not any("Ёлкин" in text for text in heard(actor))


@pytest.mark.parametrize("verb", ["card", "fresh", "items", "item"])
async def test_a_student_and_a_parent_never_see_the_card_of_staff(stage: Stage, verb: str) -> None:
    practice = await open_practice(stage, *GATHERING)
    one = practice.placement.id
    await stage.database.run(items.let_pass, NOW, practice.ids[practice.olga.id], one, Item.PASS, "секретная причина")
    await stage.database.run(placements.change, one, reason="other: секретные слова", review="секретный отзыв")
    for actor in (practice.petya, practice.mother):
        await actor.presses_in_menu(f"1;internship;{verb};{one};pass")
        assert "секретн" not in " ".join(heard(actor))
        assert "Тайнова" not in " ".join(heard(actor))
        assert "недоступно" in actor.toast + actor.screen.text
    await practice.olga.presses_in_menu(f"1;internship;{verb};{one};pass")
    assert "недоступно" not in practice.olga.toast


# --- the readiness list --------------------------------------------------------------------------------------


async def test_an_agreement_is_noted_with_its_number_and_day(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.olga.presses_in_menu(f"1;internship;items;{practice.placement.id}")
    assert "Готовность · Ёлкин П.: 1 из 12" in practice.olga.screen.text
    await practice.olga.press("Договор")
    await practice.olga.press("Отметить")
    await practice.olga.say("44-П")
    await practice.olga.say("01.10.2026")
    assert "Этот день ещё не наступил" in practice.olga.screen.text
    await practice.olga.say("на днях")
    today = f"{day_of(stage.clock.now()):%d.%m.%Y}"
    assert f"Не похоже на дату. Напишите так: {today}. Можно словом" in practice.olga.screen.text
    await practice.olga.say("вчера")
    await practice.olga.press("Пропустить")
    await practice.olga.press("Отметить")
    found = await practice.now()
    assert (found.agreement_no, found.agreement_date) == ("44-П", day_of(stage.clock.now()) - timedelta(days=1))
    assert found.agreement_until is None
    assert "Договор колледжа с предприятием" in practice.olga.screen.text
    assert "Договор" not in " ".join(practice.olga.screen.labels)


async def test_the_last_item_makes_it_ready_and_everybody_hears(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.GEAR)
    assert (await practice.now()).status is S.DOCS_PENDING
    await practice.petya.presses_in_menu(f"1;practice-item;open;{practice.placement.id};gear")
    await practice.petya.say("48–50, рост 176")
    await practice.petya.say("43")
    await practice.petya.press("Отметить")
    assert (await practice.now()).status is S.READY
    known = await stage.database.read(students.get, practice.student.id)
    assert known.sizes == {"clothes": "48–50, рост 176", "shoes": "43"}
    assert any("К практике всё готово" in text for text in heard(practice.petya))
    assert any(
        "Ёлкин П.: к практике" in text or "К практике всё готово: Ёлкин П." in text for text in heard(practice.viktor)
    )
    assert any("Ёлкин П.: к практике всё готово" in text for text in heard(practice.mother))


async def test_a_plant_notes_its_own_part_and_no_more(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.nina.presses_in_menu(f"1;internship;items;{practice.placement.id}")
    labels = " ".join(practice.nina.screen.labels)
    assert "Наставник" in labels
    assert "Пропуск" in labels
    assert "Медосмотр" not in labels
    await practice.nina.presses_in_menu(f"1;practice-item;open;{practice.placement.id};medical")
    await practice.nina.say("01.06.2027")
    assert (await stage.database.read(students.get, practice.student.id)).medical_until is None
    await practice.nina.presses_in_menu(f"1;practice-item;open;{practice.placement.id};mentor")
    assert "Громов Виктор · 0/2" in practice.nina.screen.labels
    await practice.nina.press("Громов Виктор")
    await practice.nina.press("Отметить")
    assert (await practice.now()).mentor_id == practice.ids[practice.viktor.id]
    assert any("Ёлкин П.: у вас новый практикант" in text for text in heard(practice.viktor))
    assert any("Ваш наставник: Громов Виктор" in text for text in heard(practice.petya))


async def test_an_open_item_is_let_pass_by_name_and_with_a_reason(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.PASS)
    await stage.pass_until(datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert (await practice.now()).status is S.DOCS_PENDING
    assert any("Не выходите на предприятие" in text for text in heard(practice.petya))
    assert any("Ёлкин П., Тяжпрессмаш: не начата" in text for text in heard(practice.sergey))
    card = f"1;internship;card;{practice.placement.id}"
    await practice.olga.presses_in_menu(card)
    await practice.olga.press("Начать практику")
    assert "Для каждого открытого пункта нужно решение" in practice.olga.screen.text + practice.olga.toast
    await practice.olga.presses_in_menu(f"1;internship;item;{practice.placement.id};pass")
    await practice.olga.press("Допустить без этого")
    await practice.olga.say("Пропуск выдадут на проходной, договорились с Ниной")
    assert "допущено без этого: Тайнова Ольга" in practice.olga.screen.text
    await practice.olga.presses_in_menu(card)
    await practice.olga.press("Начать практику")
    assert (await practice.now()).status is S.ACTIVE
    await practice.olga.press("Что было")
    assert "допущено без: Пропуск" in practice.olga.screen.text
    assert "Пропуск выдадут на проходной" in practice.olga.screen.text


async def test_a_plant_and_a_mentor_let_nothing_pass(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    for actor in (practice.nina, practice.viktor, practice.petya):
        await actor.presses_in_menu(f"1;practice-pass;open;{practice.placement.id};pass")
        await actor.say("Просто так")
    assert await stage.database.read(placements.passed, practice.placement.id) == {}


async def test_a_mentor_sees_who_is_to_come(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.viktor.say("/menu")
    assert "Мои практиканты" not in practice.viktor.screen.labels
    await practice.gather()
    await practice.viktor.say("/menu")
    assert "Кто не пришёл" not in practice.viktor.screen.labels
    await practice.viktor.press("Мои практиканты")
    assert practice.viktor.screen.text == "Скоро придут\nЁлкин П.: 5 октября, пн – 27 ноября"
    await stage.pass_until(datetime(2026, 10, 5, 9, tzinfo=UTC))
    await practice.viktor.say("/menu")
    await practice.viktor.press("Мои практиканты")
    assert "Скоро придут" not in practice.viktor.screen.text
    assert "Ёлкин П." in practice.viktor.screen.text


# --- the gate ---------------------------------------------------------------------------------------------------


async def test_two_weeks_a_week_three_days_and_a_day_before_everybody_hears_their_part(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.GEAR, Item.PASS)
    stage.phones.chats.clear()
    days = []
    while stage.clock.now() < EVENING_BEFORE:
        await stage.pass_time(days=1)
        if any("осталось за вами" in text for text in heard(practice.petya)):
            days.append(stage.clock.now().date().isoformat())
            assert any("Первые дни близко" in text and "Пропуск" in text for text in heard(practice.sergey))
            assert any("Пропуск" in text and "одежды" not in text for text in heard(practice.nina))
            assert any("Размеры спецодежды" in text and "Пропуск" not in text for text in heard(practice.petya))
            stage.phones.chats.clear()
    # Fourteen, seven days before it is a Monday; the other two fall on a weekend: told on the Friday before.
    assert days == ["2026-09-21", "2026-09-28", "2026-10-02"]


async def test_nobody_hears_of_the_gate_when_all_is_there(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    stage.phones.chats.clear()
    await stage.pass_until(EVENING_BEFORE)
    for actor in (practice.petya, practice.nina, practice.sergey, practice.olga, practice.mother):
        assert not any("осталось за вами" in text or "Первые дни близко" in text for text in heard(actor))


# --- the days ---------------------------------------------------------------------------------------------------


async def test_eight_weeks_from_the_first_day_to_the_signed_papers(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.pass_until(datetime(2026, 10, 5, 2, 59, tzinfo=UTC))
    assert (await practice.now()).status is S.READY
    await stage.pass_until(datetime(2026, 10, 5, 3, 0, tzinfo=UTC))
    assert (await practice.now()).status is S.ACTIVE
    await stage.pass_until(datetime(2026, 11, 27, 20, 0, tzinfo=UTC))
    assert (await practice.now()).status is S.ACTIVE
    await stage.pass_until(datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    assert (await practice.now()).status is S.REPORTING
    await practice.viktor.say("/menu")  # the message that asked for it may be far above
    await practice.viktor.press("Мои практиканты", practice.viktor.screen)
    await practice.viktor.press("Отзыв и оценка", practice.viktor.screen)
    for label in ("ПК2.1", "ПК2.4", "Готово", "5", "взять на работу"):
        await practice.viktor.press(label)
    await practice.viktor.say("Хорошо")
    assert "от 50 до 1000 знаков" in practice.viktor.screen.text
    await practice.viktor.say("Работал старательно, швы ровные, технику безопасности соблюдал. Жду на работу.")
    await practice.viktor.press("Сохранить отзыв")
    found = await practice.now()
    assert (found.status, found.mark, found.recommendation) == (S.ASSESSED, 5, "hire")
    await practice.sergey.press("Открыть карточку")
    await practice.sergey.press("Документы подписаны")
    await practice.sergey.press("Да, завершить практику")
    assert (await practice.now()).status is S.COMPLETED
    assert any("Практика завершена, документы в колледже" in text for text in heard(practice.petya))
    assert any("практика завершена" in text for text in heard(practice.mother))


async def test_signed_papers_are_asked_about_once_before_they_end_a_practice(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE, S.REPORTING, S.ASSESSED)
    await practice.sergey.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    keyboard = practice.sergey.screen.body["reply_markup"]["inline_keyboard"]
    rows = [[button["text"] for button in row] for row in keyboard]
    assert ["Документы подписаны"] in rows  # alone: nothing that is pressed daily lies beside it
    await practice.sergey.press("Документы подписаны")
    assert (await practice.now()).status is S.ASSESSED
    assert "Ёлкин П.: все документы подписаны и лежат в колледже?" in practice.sergey.screen.text
    assert "вернуть практику назад" in practice.sergey.screen.text
    asked = practice.sergey.screen
    await practice.sergey.press("К карточке")
    assert (await practice.now()).status is S.ASSESSED
    await practice.sergey.press("Документы подписаны")
    await practice.sergey.press("Да, завершить практику")
    assert (await practice.now()).status is S.COMPLETED
    told = len(heard(practice.petya))
    await practice.sergey.press("Да, завершить практику", asked)  # the second tap of a double tap
    assert len(heard(practice.petya)) == told


async def test_a_practice_is_not_completed_by_a_question_from_before_the_mark_was_changed(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE, S.REPORTING, S.ASSESSED)
    await practice.sergey.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.sergey.press("Документы подписаны")
    await stage.database.run(placements.change, practice.placement.id, mark=3)
    await practice.sergey.press("Да, завершить практику")
    assert (await practice.now()).status is S.ASSESSED
    await practice.sergey.press("Документы подписаны")
    assert "Оценку 3" in practice.sergey.screen.text


async def test_a_pause_ends_what_was_to_come_and_a_second_press_does_nothing(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.pass_until(datetime(2026, 10, 12, 9, tzinfo=UTC))
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press("Прервать")
    await practice.olga.press("болезнь")
    await practice.olga.press("Пропустить")
    await practice.olga.press("Подтвердить")
    assert (await practice.now()).status is S.PAUSED
    assert any("Практика прервана: болезнь" in text for text in heard(practice.petya))
    assert "Причина: болезнь" in practice.olga.screen.text
    resume = next(data for name, data in practice.olga.screen.buttons if name == "Продолжить")
    await practice.olga.presses_in_menu(resume)
    assert (await practice.now()).status is S.ACTIVE
    version = (await practice.now()).version
    await practice.olga.presses_in_menu(resume)
    assert (await practice.now()).version == version
    assert "Продолжить" not in practice.olga.screen.labels


async def test_an_old_card_ends_nothing(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await practice.olga.presses_in_menu(
        f"1;practice-step;open;{practice.placement.id};{practice.placement.version};terminated"
    )
    await practice.olga.press("нарушение правил")
    await practice.olga.press("Пропустить")
    await stage.database.run(placements.change, practice.placement.id, agreement_no="9")
    await practice.olga.press("Подтвердить")
    assert (await practice.now()).status is S.ACTIVE
    assert "Практика изменилась" in practice.olga.toast


@pytest.mark.parametrize("target", ["paused", "terminated", "failed", "cancelled"])
async def test_a_student_a_parent_and_a_mentor_end_nothing(stage: Stage, target: str) -> None:
    practice = await open_practice(stage, *ACTIVE)
    for actor in (practice.petya, practice.mother, practice.viktor, practice.pavel):
        await actor.presses_in_menu(
            f"1;practice-step;open;{practice.placement.id};{practice.placement.version};{target}"
        )
        assert not any("Почему?" in text for text in heard(actor))
    assert (await practice.now()).status is S.ACTIVE


async def test_an_end_takes_every_moment_with_it(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.PASS)
    await practice.lead(S.CANCELLED)
    await stage.pass_time(minutes=1)  # the card of the student's path
    stage.phones.chats.clear()
    await stage.pass_until(EVENING_BEFORE + timedelta(days=60))
    for actor in (practice.petya, practice.nina, practice.sergey, practice.viktor, practice.mother):
        assert heard(actor) == []


async def test_what_is_a_mentor_s_own_makes_all_their_practices_ready(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.MENTOR_CONSENT)
    vasya = await stage.database.run(another_student, practice)
    for item in NEEDED:
        if item is not Item.MENTOR_CONSENT:
            given = replace(GIVEN, mentor_id=practice.ids[practice.viktor.id])
            await stage.database.run(items.note, NOW, practice.ids[practice.olga.id], vasya, item, given, CONTENT)
    assert (await stage.database.read(placements.get, vasya)).status is S.DOCS_PENDING
    await practice.nina.presses_in_menu(f"1;practice-item;open;{practice.placement.id};mentor_consent")
    await practice.nina.say("07.09.2026")
    await practice.nina.press("Отметить")
    assert (await practice.now()).status is S.READY
    assert (await stage.database.read(placements.get, vasya)).status is S.READY
    assert sum("к практике всё готово" in text.lower() for text in heard(practice.viktor)) == 2


def another_student(session: Session, practice: Practice) -> int:
    """Lay a second student at the same plant, whose papers are being gathered; return the placement's id."""
    vasya, _ = students.keep(session, student(identity="вася", last_name="Белов", first_name="Вася"), NOW)
    return lead(session, plan(session, vasya, practice.place), *GATHERING, now=NOW).id


async def test_what_never_began_does_not_begin_after_its_last_day(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await stage.pass_until(datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    await practice.gather()
    found = await practice.now()
    assert found.status is S.READY
    await practice.olga.presses_in_menu(f"1;internship;card;{found.id}")
    assert "Начать" not in " ".join(practice.olga.screen.labels)
    await practice.olga.presses(f"1;internship;step;{found.id};{found.version};active", practice.olga.screen.message_id)
    assert (await practice.now()).status is S.READY
    assert "Не пройдена" in practice.olga.screen.labels


# --- rights that have ended -------------------------------------------------------------------------------------


async def leaves(practice: Practice, actor: Actor, role: Role, organisation: str | None) -> None:
    """End somebody's role."""

    def end(session: Session) -> None:
        held = roles.find(session, practice.ids[actor.id], role, organisation)
        assert held is not None
        people.revoke(session, practice.stage.clock.now(), None, held.id)

    await practice.stage.database.run(end)


async def test_when_a_supervisor_has_left_the_coordinators_hear_of_the_gate(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await leaves(practice, practice.sergey, Role.COLLEGE_SUPERVISOR, COLLEGE)
    await stage.pass_until(datetime(2026, 9, 21, 9, 0, tzinfo=UTC))
    assert any("Первые дни близко" in text for text in heard(practice.olga))
    assert not any("Ёлкин" in text for text in heard(practice.sergey))


async def test_whose_record_was_freed_hears_no_more_of_it(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await leaves(practice, practice.petya, Role.STUDENT, COLLEGE)
    stage.phones.chats.clear()
    await stage.pass_until(datetime(2026, 10, 5, 4, 0, tzinfo=UTC))
    assert any("Тяжпрессмаш" in text for text in heard(practice.mother))
    assert heard(practice.petya) == []


async def test_nobody_begins_with_a_mentor_who_has_left(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await leaves(practice, practice.viktor, Role.MENTOR, PLANT)
    stage.phones.chats.clear()
    await stage.pass_until(datetime(2026, 10, 5, 3, 0, tzinfo=UTC))
    assert (await practice.now()).status is S.DOCS_PENDING
    assert heard(practice.viktor) == []
    await practice.nina.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "⚠️ Наставник назначен — срок был" in practice.nina.screen.text
    assert any("Не выходите на предприятие" in text for text in heard(practice.petya))


# --- a plan is its college's own ----------------------------------------------------------------------------------


async def test_a_plan_is_shown_to_nobody_but_its_college(stage: Stage) -> None:
    practice = await open_practice(stage)
    await stage.database.run(placements.change, practice.placement.id, mentor_id=practice.ids[practice.viktor.id])
    card = f"1;internship;card;{practice.placement.id}"
    await practice.nina.say("/practice")
    assert not any("Ёлкин" in label or "Намечены" in label for label in practice.nina.screen.labels)
    for actor in (practice.nina, practice.viktor, practice.petya, practice.mother):
        await actor.presses_in_menu(card)
        assert "Ёлкин" not in actor.screen.text
    await practice.olga.presses_in_menu(card)
    assert "Ёлкин Пётр" in practice.olga.screen.text
    await practice.lead(S.CANCELLED)
    for actor in (practice.nina, practice.petya):
        await actor.presses_in_menu(card)
        assert "Ёлкин" not in actor.screen.text
    await practice.petya.say("/path")
    assert "отмен" not in practice.petya.screen.text.lower()


async def test_of_a_mentor_in_a_plan_the_student_hears_nothing(stage: Stage) -> None:
    practice = await open_practice(stage)
    await practice.olga.presses_in_menu(f"1;practice-item;open;{practice.placement.id};mentor")
    await practice.olga.press("Громов Виктор")
    await practice.olga.press("Отметить")
    assert (await practice.now()).mentor_id == practice.ids[practice.viktor.id]
    assert heard(practice.viktor) == []
    assert heard(practice.petya) == []


# --- the eve ------------------------------------------------------------------------------------------------------


async def test_who_agrees_on_the_eve_hears_not_to_go_before_the_shift(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    stage.clock.forward(seconds=(EVENING_BEFORE - stage.clock.now()).total_seconds())
    await practice.lead(S.CONFIRMED)
    stage.phones.chats.clear()
    await stage.pass_until(datetime(2026, 10, 5, 4, 0, tzinfo=UTC))
    assert sum("Не выходите на предприятие" in text for text in heard(practice.petya)) == 1
    await stage.pass_until(datetime(2026, 10, 6, 9, 0, tzinfo=UTC))
    assert sum("Не выходите на предприятие" in text for text in heard(practice.petya)) == 1


async def test_a_parent_who_came_before_the_student_hears_of_the_first_day(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)

    def before_the_student(session: Session) -> None:
        students.change(session, practice.student.id, NOW, person_id=None)
        joining.add_parent(session, practice.student.id, practice.ids[practice.mother.id], NOW)

    await stage.database.run(before_the_student)
    await stage.pass_until(datetime(2026, 10, 5, 4, 0, tzinfo=UTC))
    assert sum("Согласие родителя" in text for text in heard(practice.mother)) == 3
    assert any("практика сегодня не начинается" in text for text in heard(practice.mother))


@pytest.mark.parametrize("who", [PETYA, MOTHER])
async def test_who_gave_up_the_role_hears_no_more(stage: Stage, who: int) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await stage.database.run(diary.ensure, NOW)
    (held,) = await stage.database.read(people.roles_of, practice.ids[who])
    await stage.database.run(people.revoke, NOW, practice.ids[who], held.id)
    for hour, minute in ((16, 30), (17, 0)):  # the diary's questions are planned at 19:30, asked at 20:00
        await stage.pass_until(datetime(2026, 10, 5, hour, minute, tzinfo=UTC))
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    for label in ("Прервать", "болезнь", "Пропустить", "Подтвердить"):
        await practice.olga.press(label)
    await stage.pass_time(days=1)
    assert any("практика прервана" in text for text in heard(practice.nina))
    actor = practice.petya if who == PETYA else practice.mother
    assert heard(actor) == []
