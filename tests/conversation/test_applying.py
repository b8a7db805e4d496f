"""Applying to a welding programme in the chat: the whole way, and every way off it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from cluster import content_store, people
from cluster.content import load_content
from cluster.people import Role
from handlers import FEATURES
from storage import people as people_rows
from storage.database import Database
from storage.roles import add_guardian
from tests.conversation.stage import Actor, Bubble, Stage

CONTENT = load_content(Path(__file__).parents[2] / "content" / "ryazan")


@pytest.fixture
async def stage(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    content = await sqlite_database.read(content_store.snapshot)
    stage = Stage(sqlite_database, now, content)
    stage.room.settings = {"personal_data": "full", "username": "iskra_bot"}
    yield await stage.open(FEATURES)
    await stage.close()


@pytest.fixture
async def artyom(stage: Stage) -> Actor:
    actor = Actor(stage, 101, "Артём")
    await become(stage, actor, Role.APPLICANT)
    return actor


async def become(stage: Stage, actor: Actor, role: Role, organisation: str | None = None) -> int:
    """Give an actor a role, as an invite would."""
    now = stage.clock.now()
    person = await stage.database.run(people_rows.meet, actor.id, actor.id, "ru", now)
    await stage.database.run(people.grant, now, None, person.id, role, organisation, choose=True)
    return person.id


async def begin(actor: Actor) -> Bubble:
    await actor.say("/menu")
    await actor.press("Подать заявку")
    return await actor.press("Даю согласие")


async def fill(actor: Actor, **change: str) -> Bubble:
    """Answer every question as a 15-year-old from Kasimov; `change` replaces typed answers by key."""
    await begin(actor)
    await actor.press("Поступаю я")
    await actor.say(change.get("last_name", "Соловьёв"))
    await actor.say(change.get("first_name", "Артём"))
    await actor.say("Игоревич")
    await actor.say(change.get("birth_date", "05.09.2010"))
    await actor.press("Россия")
    await actor.shares_contact("+79101234567")
    await actor.press("Пропустить")
    await actor.say("касимовский")
    await actor.press("Пропустить")
    await actor.press("9 классов")
    await actor.say("Касимовская школа № 2")
    await actor.say("2026")
    await actor.press("Посчитать")
    await actor.say("5 4 4 3")
    await actor.press("Да, всё верно")
    await actor.press("Пропустить")
    await actor.press("Клепиковский техникум · Сварщик")
    await actor.press("Касимовский колледж · Сварщик")
    await actor.press("Готово")
    await actor.press("Хочу")
    await actor.press("Тяжпрессмаш")
    await actor.press("Пропустить")
    await actor.press("Пропустить")
    await actor.press("Да")
    await actor.say("Соловьёва Ольга Петровна")
    await actor.press("Мама")
    await actor.say("+7 910 765-43-21")
    await actor.press("Писать сюда")
    await actor.press("Пропустить")
    return await actor.press("Пропустить")


async def test_a_student_applies_and_sees_the_applications_stand(artyom: Actor, stage: Stage) -> None:
    await fill(artyom)
    review = artyom.screen.text
    assert "Проверьте и отправьте" in review
    assert "Средний балл: 4,00" in review
    assert "Программы: 1. Клепиковский техникум · Сварщик; 2. Касимовский колледж · Сварщик" in review
    assert "Телефон: +7 910 123-45-67" in review
    await artyom.press("Отправить заявку")
    assert "КЛ-26-0001" in artyom.screen.text
    assert "17 июля" in artyom.screen.text
    await artyom.press("Моя заявка")
    assert "Мои заявки" in artyom.screen.text
    await artyom.press("КЛ-26-0001")
    assert "Отправлена" in artyom.screen.text
    assert "Ответим до 17 июля" in artyom.screen.text


async def test_the_paragraphs_of_a_consent_begin_in_bold(artyom: Actor) -> None:
    await artyom.say("/menu")
    await artyom.press("Подать заявку")
    assert "<b>Кому передают</b>. Только" in artyom.screen.html
    assert "Даю согласие" in artyom.screen.labels


async def test_a_parent_is_asked_about_the_child(artyom: Actor) -> None:
    asked = []
    await artyom.say("/menu")
    await artyom.press("Подать заявку")
    await artyom.press("Даю согласие")
    await artyom.press("Родитель за ребёнка")
    for answer in ("Соловьёв", "Пётр", "Игоревич", "05.09.2010"):
        asked.append(artyom.screen.text)
        await artyom.say(answer)
    asked.append(artyom.screen.text)
    assert [text.partition("\n")[2] for text in asked] == [
        "Напишите фамилию ребёнка, как в документе.",
        "Напишите имя ребёнка, как в документе.",
        "Напишите отчество ребёнка, как в документе.",
        "Дата рождения ребёнка? Например: 05.09.2010",
        "Какое гражданство у ребёнка?",
    ]


async def test_the_coordinator_of_each_college_is_told(artyom: Actor, stage: Stage) -> None:
    klepiki, other = Actor(stage, 201), Actor(stage, 202)
    await become(stage, klepiki, Role.COORDINATOR, "klepiki")
    await become(stage, other, Role.COORDINATOR, "electronics")
    await fill(artyom)
    await artyom.press("Отправить заявку")
    assert [b.text for b in klepiki.bubbles] == [
        "📄 Новая заявка № КЛ-26-0001, Клепиковский техникум. Ответить до 17 июля, пт."
    ]
    assert not other.bubbles or "Новая заявка" not in other.screen.text or "Клепики" not in other.screen.text


async def test_submitting_twice_gives_one_application(artyom: Actor, stage: Stage) -> None:
    await fill(artyom)
    data = dict(artyom.screen.buttons)["Отправить заявку"]
    query = [{"callback_query": artyom.query(data, artyom.screen.message_id)} for _ in range(2)]
    await stage.play(*query)
    await artyom.say("/menu")
    await artyom.press("Моя заявка")
    assert artyom.screen.text.splitlines()[-2:] == [
        "№ КЛ-26-0001, Клепиковский техникум: Отправлена",
        "№ КС-26-0001, Касимовский колледж: Отправлена",
    ]


async def test_no_consent_no_form(artyom: Actor) -> None:
    await artyom.say("/menu")
    await artyom.press("Подать заявку")
    assert "Согласие на обработку персональных данных" in artyom.screen.text
    await artyom.press("Не даю")
    assert "Без согласия" in artyom.screen.text
    await artyom.say("Соловьёв")
    assert "Не понял" in artyom.screen.text


async def test_under_14_only_a_parent_fills(artyom: Actor) -> None:
    await begin(artyom)
    await artyom.press("Поступаю я")
    for answer in ("Ёлкин", "Пётр"):
        await artyom.say(answer)
    await artyom.press("Нет отчества")
    await artyom.say("02.09.2012")
    assert "До 14 лет заявку заполняет родитель" in artyom.screen.text


async def test_an_adult_is_not_asked_for_a_parent(artyom: Actor) -> None:
    await begin(artyom)
    await artyom.press("Поступаю я")
    for answer in ("Ю", "Максим"):
        await artyom.say(answer)
        if "Да, всё верно" in artyom.screen.labels:
            await artyom.press("Да, всё верно")
    await artyom.press("Нет отчества")
    before = int(artyom.screen.text.split(" из ")[1].split()[0])
    await artyom.say("1 сентября 2000")
    await artyom.press("Да, всё верно")
    after = int(artyom.screen.text.split(" из ")[1].split()[0])
    assert before == after


async def test_latin_look_alikes_are_offered_in_russian(artyom: Actor) -> None:
    await begin(artyom)
    await artyom.press("Поступаю я")
    await artyom.say("Ивaнов")
    assert "Иванов" in artyom.screen.text
    await artyom.press("Да, всё верно")
    assert "Напишите имя" in artyom.screen.text


async def test_left_for_days_and_continued_from_the_menu(artyom: Actor, stage: Stage) -> None:
    await begin(artyom)
    await artyom.press("Поступаю я")
    await artyom.say("Соловьёв")
    await stage.pass_time(days=1, hours=1)
    assert "черновик хранится ещё" in artyom.screen.text
    await artyom.say("/menu")
    await artyom.press("Продолжить заявку")
    assert "Напишите имя" in artyom.screen.text
    await artyom.say("Артём")
    assert "отчество" in artyom.screen.text


async def test_edited_after_sending(artyom: Actor, stage: Stage) -> None:
    await fill(artyom)
    await artyom.press("Отправить заявку")
    await artyom.press("Моя заявка")
    await artyom.press("КЛ-26-0001")
    await artyom.press("Изменить ответы")
    assert "Проверьте и сохраните" in artyom.screen.text
    await artyom.press("Изменить")
    await artyom.press("Ещё")
    await artyom.press("Школа")
    await artyom.say("Касимовская школа № 1")
    await artyom.press("Сохранить изменения")
    assert "Изменения сохранены" in artyom.screen.text
    await artyom.press("Моя заявка")
    await artyom.press("КЛ-26-0001")
    await artyom.press("Изменить ответы")
    assert "Касимовская школа № 1" in artyom.screen.text


async def test_what_was_sent_is_edited_after_papers_close(artyom: Actor, stage: Stage) -> None:
    await stage.pass_time(days=20)
    await fill(artyom)
    await artyom.press("Отправить заявку")
    await stage.pass_time(days=14)  # 17 August: papers closed on the 15th, the order comes on the 19th
    await artyom.say("/menu")
    await artyom.press("Моя заявка")
    await artyom.press("КЛ-26-0001")
    await artyom.press("Изменить ответы")
    await artyom.press("Изменить")
    await artyom.press("Дата рождения")
    await artyom.say("06.09.2010")
    assert "Дата рождения: 6 сентября 2010" in artyom.screen.text
    await artyom.press("Сохранить изменения")
    assert "Изменения сохранены" in artyom.screen.text


async def test_withdrawn_after_a_question(artyom: Actor) -> None:
    await fill(artyom)
    await artyom.press("Отправить заявку")
    await artyom.press("Моя заявка")
    await artyom.press("КС-26-0001")
    await artyom.press("Отозвать")
    assert "Это нельзя отменить" in artyom.screen.text
    await artyom.press("Отозвать")
    assert "отозвана" in artyom.screen.text


async def test_papers_are_ticked(artyom: Actor) -> None:
    await fill(artyom)
    await artyom.press("Отправить заявку")
    await artyom.say("/menu")
    await artyom.press("Документы")
    assert "готово 0 из" in artyom.screen.text
    first = artyom.screen.labels[0]
    await artyom.press(first)
    assert "готово 1 из" in artyom.screen.text


async def test_a_stranger_reaches_nothing_of_anothers_application(artyom: Actor, stage: Stage) -> None:
    await fill(artyom)
    await artyom.press("Отправить заявку")
    eve = Actor(stage, 666)
    await become(stage, eve, Role.APPLICANT)
    for verb in ("card", "withdraw", "withdraw-sure", "papers", "paper"):
        for args in ("1", "1;passport;1;0", "999"):
            await eve.presses(f"1;admission;{verb};{args}")
    await eve.presses("1;amend;open;1")
    assert not any("Соловьёв" in bubble.text or "КЛ-26" in bubble.text for bubble in eve.bubbles)
    await artyom.say("/menu")
    await artyom.press("Моя заявка")
    assert artyom.screen.text.count("Отправлена") == 2


async def test_a_parent_reads_along_and_changes_nothing(artyom: Actor, stage: Stage) -> None:
    await fill(artyom)
    await artyom.press("Отправить заявку")
    olga = Actor(stage, 202)
    parent = await become(stage, olga, Role.PARENT)
    child = (await stage.database.read(people_rows.by_telegram_ids, [artyom.id]))[artyom.id].id
    await stage.database.run(add_guardian, parent, child, stage.clock.now())
    await olga.say("/menu")
    await olga.press("Моя заявка")
    await olga.press("КЛ-26-0001")
    assert "Соловьёв" in olga.screen.text
    assert olga.screen.labels == ["Назад", "В меню"]
    await olga.press("В меню")
    await olga.press("Документы")
    assert olga.toast == ""
    assert "Подать заявку" in olga.screen.labels


async def test_out_of_campaign_the_bot_says_when_and_reminds(artyom: Actor, stage: Stage) -> None:
    await stage.pass_time(days=200)
    await artyom.say("/menu")
    await artyom.press("Подать заявку")
    assert "Сейчас приём закрыт. Следующий откроется 18 июня 2027" in artyom.screen.text
    await artyom.press("Напомнить")
    assert "Напомним 18 июня 2027" in artyom.screen.text


async def test_in_english_too(stage: Stage) -> None:
    anna = Actor(stage, 303, "Anna", language="en")
    await anna.say("/start")
    await anna.press("I am applying")
    await anna.say("/menu")
    await anna.press("Apply")
    assert "Consent" in anna.screen.text
    assert not any("а" <= letter <= "я" for letter in anna.screen.text.lower().replace("искра", ""))


@pytest.mark.parametrize("name", ["<b>Иван</b>", "Иван & Ко", "Иван\u202eов", "А" * 61])
async def test_names_that_would_break_the_markup(artyom: Actor, name: str) -> None:
    await begin(artyom)
    await artyom.press("Поступаю я")
    await artyom.say(name)
    assert "<b>Иван" not in artyom.screen.html
