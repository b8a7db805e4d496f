"""Invites to students' records, through the chat: the link, the name, the word of the college, cards, a parent's view."""

from __future__ import annotations

import asyncio
import base64
import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from cluster import people, russian
from cluster.people import Role
from storage import people as stored
from storage.internship import NewPlacement, NewStudent, PlacementStatus, PracticeKind, Student, placements, students
from tests.conversation.people import role_of, with_role
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_people import link_of
from tests.practice import lead

COLLEGE, OTHER, PLANT = "klepiki", "zhivago", "tyazhpressmash"
BORN = date(2008, 9, 5)
ARTYOM = "соловьев артем"
CLASS = (
    ("Соловьёв", "Артём", "Игоревич", "СВ-21"),
    ("Ёлкин", "Пётр", None, "СВ-21"),
    ("Абрамова-Жукова", "Алёна", "Сергеевна", "МР-22"),
)


def keep(session: Session, now: Any, college: str = COLLEGE) -> list[Student]:
    """Keep a class of students."""
    return [
        students.keep(
            session,
            NewStudent(
                college, f"{college}-welder-9", group, russian.identity_key(last, first, middle, BORN),
                last, first, middle, BORN,
            ),
            now,
        )[0]
        for last, first, middle, group in CLASS
    ]  # fmt: skip


@pytest.fixture
async def found(house: Stage) -> list[Student]:
    """The class in the college's records."""
    kept: list[Student] = await house.database.run(keep, house.clock.now())
    return kept


@pytest.fixture
async def olga(house: Stage) -> Actor:
    """The coordinator of the college."""
    return await with_role(house, 301, Role.COORDINATOR, COLLEGE, "Орлова Т. С.")


@pytest.fixture
async def boris(house: Stage) -> Actor:
    """Her colleague, who told no name."""
    return await with_role(house, 302, Role.COORDINATOR, COLLEGE)


@pytest.fixture
async def dasha(house: Stage) -> Actor:
    """A member of staff."""
    return await with_role(house, 303, Role.COLLEGE_STAFF, COLLEGE, "Скрытнева Дарья")


async def invite(inviter: Actor, student: Student, verb: str = "student") -> str:
    """Make an invite and return the start payload of its link."""
    await inviter.presses(f"1;invites;{verb};{student.id}")
    return link_of(inviter.screen)


async def at(actor: Actor, data: str) -> None:
    """Press an old button: its screen takes the place of the menu."""
    await actor.say("/menu")
    await actor.presses(f"1;invites;{data}", actor.screen.message_id)


async def comes(guest: Actor, payload: str, name: str) -> None:
    """Open a link and say a name."""
    await guest.say(f"/start {payload}")
    await guest.say(name)


async def claims(guest: Actor, payload: str, name: str = "Петров Пётр") -> None:
    """Open a link, and say another name twice."""
    await comes(guest, payload, name)
    await guest.say(name)
    await guest.say("01.02.2008")


async def record(house: Stage, student: Student) -> Student:
    return await house.database.read(students.get, student.id)


async def id_of(house: Stage, actor: Actor) -> int:
    return (await house.database.read(stored.by_telegram_ids, [actor.id]))[actor.id].id


# --- the student --------------------------------------------------------------------------------------------


async def test_invited_named_linked_told(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload = await invite(dasha, found[0])
    assert "Приглашение готово: студент Соловьёв А. И., группа СВ-21, Клепиковский техникум" in dasha.screen.text
    assert "действует до 17 июля, пт, 10:00" in dasha.screen.text
    artyom = Actor(house, 201)
    await artyom.say(f"/start {payload}")
    assert artyom.screen.text.startswith("Приглашение для студента.\nГруппа СВ-21, Клепиковский техникум.")
    assert not any(word in artyom.screen.text for word in ("Соловьёв", "Артём", "Скрытнева"))
    assert "Напишите свои фамилию и имя, как в паспорте" in artyom.screen.text
    await artyom.say(ARTYOM)
    assert "✅ Готово, вы вошли как студент" in artyom.screen.text
    assert "Меню · студент, Клепиковский техникум" in artyom.screen.text
    assert (await record(house, found[0])).person_id == await id_of(house, artyom)
    assert "✅ По вашей ссылке вошли: студент Соловьёв А. И." in dasha.screen.text


async def test_another_name_and_no_russian_letters(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload = await invite(dasha, found[0])
    artyom = Actor(house, 201)
    await comes(artyom, payload, "Solovyov Artyom")
    assert "Исправить" in artyom.screen.labels  # letters of another layout are shown before they count
    await artyom.press("Исправить")
    await artyom.say("Zołotov Артём")
    assert "русские буквы" in artyom.screen.text
    await artyom.say("Соловьёв")
    assert "имя" in artyom.screen.text
    assert "Продолжить" not in artyom.screen.text
    await artyom.say("Соловьев Артур")
    assert "Так вас найти не получилось" in artyom.screen.text
    await artyom.say("Соловъев Артем")
    assert "Напишите дату своего рождения" in artyom.screen.text
    await artyom.press("Назад")
    await artyom.say("Соловьев Артём")
    await artyom.say("31.02.2008")
    assert "Такого дня нет" in artyom.screen.text or "даты" in artyom.screen.text
    await artyom.say("5 сентября 2008")
    assert "✅ Готово, вы вошли как студент" in artyom.screen.text


async def test_the_form_can_be_left_and_taken_up_again(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload = await invite(dasha, found[0])
    artyom = Actor(house, 201)
    await artyom.say(f"/start {payload}")
    await artyom.say("Соловьёв")
    await artyom.press("Отмена")
    await artyom.press("Выйти, черновик сохранить")
    await artyom.say("/menu")
    await artyom.press("Войти по приглашению")
    await artyom.say(ARTYOM)
    assert await role_of(house, artyom) == (Role.STUDENT, COLLEGE)


async def test_a_name_is_taken_right_under_the_link_and_right_after_a_slip(
    house: Stage, dasha: Actor, found: list[Student]
) -> None:
    payload = await invite(dasha, found[0])
    artyom = Actor(house, 201)
    await artyom.say(f"/start {payload}")
    assert "Напишите свои фамилию и имя" in artyom.screen.text
    assert artyom.screen.labels == ["Не сейчас"]
    await artyom.say("Соловьев Андрей")
    assert "напишите ещё раз" in artyom.screen.text
    assert artyom.screen.labels == ["Не сейчас"]
    await artyom.say(ARTYOM)
    assert "дату своего рождения" in artyom.screen.text
    await artyom.say("05.09.2008")
    assert await role_of(house, artyom) == (Role.STUDENT, COLLEGE)


async def test_not_now_closes_the_question_of_the_name(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload = await invite(dasha, found[0])
    artyom = Actor(house, 201)
    await artyom.say(f"/start {payload}")
    await artyom.press("Не сейчас")
    await artyom.say(ARTYOM)
    assert "Не понял сообщение" in artyom.screen.text
    assert await role_of(house, artyom) is None
    await artyom.say("/menu")
    assert "Войти по приглашению" not in artyom.screen.labels


async def test_a_link_that_dies_while_the_form_is_open_says_so(
    house: Stage, dasha: Actor, found: list[Student]
) -> None:
    payload = await invite(dasha, found[0])
    artyom = Actor(house, 201)
    await artyom.say(f"/start {payload}")
    await dasha.press("Отозвать ссылку")
    assert "Ссылка отозвана" in dasha.screen.text
    await artyom.say(ARTYOM)
    assert artyom.screen.text.startswith("Это приглашение больше не действует")
    await dasha.press("Новая ссылка")
    await comes(artyom, link_of(dasha.screen), ARTYOM)
    assert await role_of(house, artyom) == (Role.STUDENT, COLLEGE)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        ("expire", "Срок приглашения вышел"),
        ("use", "Это приглашение уже использовано"),
        ("replace", "Это приглашение больше не действует"),
        ("forge", "Такого приглашения нет"),
        ("empty", "Такого приглашения нет"),
    ],
)
async def test_a_bad_link_says_what_to_do(
    house: Stage, dasha: Actor, found: list[Student], spoil: str, expected: str
) -> None:
    payload, guest = await invite(dasha, found[0]), Actor(house, 202)
    if spoil == "expire":
        await house.pass_time(hours=72)
    elif spoil == "use":
        await comes(Actor(house, 203), payload, ARTYOM)
    elif spoil == "replace":
        await house.pass_time(minutes=1)
        await invite(dasha, found[0])
    elif spoil == "forge":
        payload = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    else:
        payload = "join"
    await guest.say(f"/start {payload}")
    assert guest.screen.text.startswith(expected)
    assert "Вопросы: +7" in guest.screen.text
    assert guest.screen.labels == ["Запросить доступ", "В меню"]
    token = payload.removeprefix("join_").removeprefix("join")
    await guest.presses(f"1;invites-join;open;{token}")
    assert guest.toast.startswith(expected)
    assert await role_of(house, guest) is None


async def test_whoever_is_in_already_is_not_asked_again(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload, artyom = await invite(dasha, found[0]), Actor(house, 201)
    await comes(artyom, payload, ARTYOM)
    await artyom.say(f"/start {payload}")
    assert artyom.screen.text.startswith("✅ Вы уже вошли по своей записи")
    other = await invite(dasha, found[1])
    await artyom.say(f"/start {other}")
    assert artyom.screen.text.startswith("Вы уже вошли как другой студент этого колледжа")
    assert artyom.screen.labels == ["В меню"]


async def test_the_last_answer_said_twice_at_once_links_once(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload, artyom = await invite(dasha, found[0]), Actor(house, 201)
    await artyom.say(f"/start {payload}")
    said = [{"message": artyom.message(text=ARTYOM)} for _ in range(2)]
    await house.play(*said)
    assert sum("Готово, вы вошли" in one.text for one in artyom.bubbles) == 1
    assert sum("По вашей ссылке вошли" in one.text for one in dasha.bubbles) == 1


async def test_a_forged_way_past_the_question_leads_nowhere(house: Stage, dasha: Actor, found: list[Student]) -> None:
    token = (await invite(dasha, found[0])).removeprefix("join_")
    guest = Actor(house, 202)
    await guest.presses(f"1;people;accept;{token}")
    assert guest.toast.startswith("Такого приглашения нет")
    await guest.say(f"/start inv_{token}")
    assert guest.screen.text.startswith("Такого приглашения нет")
    for data in ("invites;yes;1", "invites;no;1", "invites;claim;1", "invites;revoke;1", f"invites;student;{found[0].id}",
                 f"invites;parent;{found[0].id}", f"invites;child;{found[0].id}", "invites;open", "invites;college;klepiki",
                 "invites;cards;klepiki", "invites;pick;klepiki;all", "invites;print;klepiki;all;cards;all",
                 "people;revoke;1"):  # fmt: skip
        await guest.presses(f"1;{data}")
        assert re.match("Это вам недоступно|Этого больше нет", guest.toast), data
    assert not any("Соловьёв" in one.text for one in guest.bubbles)
    assert (await record(house, found[0])).person_id is None


async def test_a_link_in_a_group_chat_opens_nothing_there(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload, guest = await invite(dasha, found[0]), Actor(house, 202)
    group = {"id": -100, "type": "supergroup", "title": "СВ-21"}
    message = {**guest.message(text=f"/start {payload}"), "chat": group}
    await house.play({"message": message})
    assert not any("Группа" in one.text for one in house.phones.chats[-100])
    assert not any("имя" in one.text for one in house.phones.chats[-100])
    assert (await record(house, found[0])).person_id is None
    await comes(Actor(house, 201), payload, ARTYOM)
    assert (await record(house, found[0])).person_id is not None


async def test_two_that_say_the_right_name_at_once(house: Stage, dasha: Actor, found: list[Student]) -> None:
    payload = await invite(dasha, found[0])
    both = [Actor(house, 201), Actor(house, 202)]
    for one in both:
        await one.say(f"/start {payload}")
    await asyncio.gather(*(one.say(ARTYOM) for one in both))
    held = [await role_of(house, one) for one in both]
    assert sorted(held, key=str) == [(Role.STUDENT, COLLEGE), None]
    loser = both[held.index(None)]
    assert loser.screen.text.startswith(("Это приглашение уже использовано", "По этой записи в бот уже вошёл"))


# --- the word of the college ----------------------------------------------------------------------------------


async def test_claimed_carded_confirmed_told(
    house: Stage, olga: Actor, boris: Actor, dasha: Actor, found: list[Student]
) -> None:
    payload, guest = await invite(dasha, found[0]), Actor(house, 202)
    await claims(guest, payload)
    assert "передали координатору: Клепиковский техникум. Ответ придёт сюда, обычно до 15 июля, ср" in guest.screen.text
    for words in ("студент Соловьёв А. И., группа СВ-21", "назвался: Петров Пётр", "14 июля, вт, 10:00"):
        assert words in olga.screen.text
    card, buttons = boris.screen, dict(boris.screen.buttons)
    await olga.press("Это он")
    assert "✅ Подтверждено" in olga.screen.text
    assert "Решение: вы, 14 июля, вт, 10:00" in olga.screen.text
    assert "✅ Колледж подтвердил, что это вы. Ваша роль: студент, Клепиковский техникум" in guest.screen.text
    assert await role_of(house, guest) == (Role.STUDENT, COLLEGE)
    settled = next(one for one in boris.bubbles if one.message_id == card.message_id)
    assert "Решение: Орлова Т. С." in settled.text
    assert (settled.labels, "Петров" in settled.text) == ([], False)
    for label in ("Нет, отозвать", "Это он"):
        await boris.presses(buttons[label], card.message_id)
        assert boris.toast == "Это уже подтвердили: 14.07.2026 10:00. Решение: Орлова Т. С."
        assert "✅ Подтверждено" in boris.screen.text


async def test_a_no_revokes_and_is_told_by_day(house: Stage, olga: Actor, dasha: Actor, found: list[Student]) -> None:
    payload, guest = await invite(dasha, found[0]), Actor(house, 202)
    await claims(guest, payload)
    house.clock.forward(hours=13)  # 23:00
    data, card = dict(olga.screen.buttons)["Нет, отозвать"], olga.screen.message_id
    await house.play({"callback_query": olga.query(data, card)}, {"callback_query": olga.query(data, card)})
    assert "❌ Не подтверждено, ссылка отозвана" in olga.screen.text
    assert not any("не подтвердил" in one.text for one in guest.bubbles)
    await house.pass_time(hours=10)
    assert "❌ Колледж не подтвердил" in guest.screen.text
    assert "+7" in guest.screen.text
    assert sum("не подтвердил" in one.text for one in guest.bubbles) == 1
    await olga.press("Новая ссылка")
    await comes(Actor(house, 201), link_of(olga.screen), ARTYOM)
    assert (await record(house, found[0])).person_id is not None


async def test_whoever_waits_sees_it_mends_the_name_or_takes_it_back(
    house: Stage, olga: Actor, dasha: Actor, found: list[Student]
) -> None:
    payload, artyom = await invite(dasha, found[0]), Actor(house, 201)
    await claims(artyom, payload, "Соловьёв Артур")
    card = olga.screen.message_id
    await artyom.say(f"/start {payload}")
    assert "передали координатору" in artyom.screen.text
    take_back = dict(artyom.screen.buttons)["Отозвать запрос"]
    await artyom.press("Отозвать запрос")
    assert "Запрос отозван, имя удалено" in artyom.screen.text
    settled = next(one for one in olga.bubbles if one.message_id == card)
    assert settled.text.startswith("Решать больше не нужно")
    await artyom.presses(take_back, artyom.screen.message_id)
    assert "Этот запрос уже закрыт" in artyom.screen.text
    await comes(artyom, payload, "Соловьёв Артур")
    await artyom.say("05.09.2008")
    await artyom.press("Исправить имя")
    await artyom.say(ARTYOM)
    await artyom.say("05.09.2008")
    assert "Готово, вы вошли как студент" in artyom.screen.text
    assert olga.screen.text.startswith("Решать больше не нужно")
    assert olga.screen.labels == []


async def test_waiting_claims_are_counted_listed_and_shown_again(
    house: Stage, olga: Actor, dasha: Actor, found: list[Student]
) -> None:
    for number, student in enumerate(found):
        await claims(Actor(house, 210 + number), await invite(dasha, student), "Петров Пётр")
    await house.pass_time(days=1)
    assert "Больше суток ждёт ответа человек, который назвал имя «Петров Пётр»" in olga.screen.text
    assert ".." not in olga.screen.text
    await olga.say("/menu")
    await olga.press("Ссылки студентам (3)")
    await olga.press("Кто пришёл под другим именем (3)")
    assert "Ждут 3 человека" in olga.screen.text
    await olga.press("Петров Пётр → Ёлкин П.")
    await olga.press("Нет, отозвать", olga.screen)
    assert "ссылка отозвана" in olga.screen.text


async def test_without_anybody_there_the_guest_is_told_to_call(house: Stage, found: list[Student]) -> None:
    supervisor = await with_role(house, 304, Role.COLLEGE_SUPERVISOR, COLLEGE)
    payload, guest = await invite(supervisor, found[0]), Actor(house, 202)
    await claims(guest, payload)
    assert "Ответить в боте сейчас некому" in guest.screen.text
    assert "Вопросы: +7" in guest.screen.text


@pytest.mark.parametrize("verb", ["yes", "no", "claim", "revoke"])
@pytest.mark.parametrize(
    ("role", "organisation"),
    [(None, None), (Role.MENTOR, PLANT), (Role.COORDINATOR, OTHER), (Role.STUDENT, COLLEGE), (Role.ADMIN, None)],
)
async def test_a_card_is_worth_nothing_to_others(
    house: Stage,
    olga: Actor,
    dasha: Actor,
    found: list[Student],
    verb: str,
    role: Role | None,
    organisation: str | None,
) -> None:
    payload, guest = await invite(dasha, found[0]), Actor(house, 202)
    await claims(guest, payload)
    number = dict(olga.screen.buttons)["Это он"].rsplit(";", 1)[1]
    other = await with_role(house, 401, role, organisation) if role else Actor(house, 401)
    await other.presses(f"1;invites;{verb};{number}")
    assert other.toast.startswith("Это вам недоступно")
    assert not any("Петров" in one.text or "Соловьёв" in one.text for one in other.bubbles)
    assert (await record(house, found[0])).person_id is None


# --- parents ------------------------------------------------------------------------------------------------


async def test_a_parent_comes_first_and_reads_the_card(house: Stage, dasha: Actor, found: list[Student]) -> None:
    mother = Actor(house, 102)
    payload = await invite(dasha, found[0], "parent")
    await mother.say(f"/start {payload}")
    assert mother.screen.text.startswith("Приглашение для родителя студента.\nГруппа СВ-21")
    assert "фамилию и имя студента, как в его паспорте" in mother.screen.text
    await mother.say(ARTYOM)
    assert "✅ Готово, вы вошли как родитель" in mother.screen.text
    await mother.press("Мой ребёнок")
    assert "Соловьёв А. И.\nГруппа СВ-21, Клепиковский техникум. В бот ещё не вошёл." in mother.screen.text
    assert "Практика пока не назначена" in mother.screen.text
    await comes(Actor(house, 201), await invite(dasha, found[0]), ARTYOM)
    planned = NewPlacement(
        found[0].id, COLLEGE, PLANT, "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION,
        date(2026, 10, 5), date(2026, 11, 27), 288,
    )  # fmt: skip
    plan = await house.database.run(placements.add, planned, house.clock.now())
    await mother.say("/menu")
    await mother.press("Мой ребёнок")
    assert "Практика пока не назначена" in mother.screen.text  # a plan is the college's own business
    assert plan is not None
    await house.database.run(lead, plan, PlacementStatus.OFFERED)
    await mother.say("/menu")
    await mother.press("Мой ребёнок")
    assert "Практика: Тяжпрессмаш, 5 октября" in mother.screen.text
    assert "ещё не вошёл" not in mother.screen.text


async def test_a_student_learns_of_a_parent_whom_the_college_invited(
    house: Stage, dasha: Actor, found: list[Student]
) -> None:
    artyom, mother = Actor(house, 201), Actor(house, 102)
    await comes(artyom, await invite(dasha, found[0]), ARTYOM)
    await comes(mother, await invite(dasha, found[0], "parent"), ARTYOM)
    assert "Ваш родитель вошёл в бот по приглашению" in artyom.screen.text
    assert sum("По вашей ссылке вошли" in one.text for one in dasha.bubbles) == 2


async def test_a_students_own_invite_tells_them_once(house: Stage, dasha: Actor, found: list[Student]) -> None:
    artyom, mother = Actor(house, 201), Actor(house, 102)
    await comes(artyom, await invite(dasha, found[0]), ARTYOM)
    before = len(artyom.bubbles)
    payload = await invite(artyom, found[0], "parent")
    await artyom.say(f"/start {payload}")
    assert "Эта ссылка для вашего родителя" in artyom.screen.text
    await comes(mother, payload, ARTYOM)
    told = [one.text for one in artyom.bubbles[before:] if "вошл" in one.text or "вошёл" in one.text]
    assert told == ["✅ По вашей ссылке вошли: родитель студента Соловьёв А. И., группа СВ-21, Клепиковский техникум."]


async def test_a_parent_of_several_chooses(house: Stage, dasha: Actor, found: list[Student]) -> None:
    mother = Actor(house, 102)
    for student, name in zip(found[:2], (ARTYOM, "елкин петр"), strict=True):
        await comes(mother, await invite(dasha, student, "parent"), name)
    await mother.say("/menu")
    await mother.press("Мой ребёнок")
    assert mother.screen.labels == ["Соловьёв А. И.", "Ёлкин П.", "В меню"]
    await mother.press("Ёлкин П.")
    assert mother.screen.text.startswith("Ёлкин П.\nГруппа СВ-21")
    await mother.press("К списку")
    await mother.presses(f"1;invites;child;{found[2].id}")
    assert mother.toast.startswith("Это вам недоступно")


async def test_a_mentor_who_is_a_parent_is_both(house: Stage, dasha: Actor, found: list[Student]) -> None:
    victor = await with_role(house, 205, Role.MENTOR, PLANT)
    await comes(victor, await invite(dasha, found[0], "parent"), ARTYOM)
    held = await house.database.read(people.roles_of, await id_of(house, victor))
    assert {one.role for one in held} == {Role.MENTOR, Role.PARENT}
    assert await role_of(house, victor) == (Role.PARENT, None)


# --- cards --------------------------------------------------------------------------------------------------


def files_of(actor: Actor) -> list[tuple[str, bytes]]:
    """Return name and content of the documents that came, in order."""
    sent = [one.body["_files"]["document"] for one in actor.bubbles if "document" in one.body.get("_files", {})]
    return [(name, base64.b64decode(content)) for name, _, content in sent]


def links_in(actor: Actor) -> dict[str, str]:
    """Return the links of the newest table: name -> start payload."""
    content = [content for name, content in files_of(actor) if name.endswith(".xlsx")][-1]
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "ФИО")
    return {str(row[0]): str(row[2]).split("start=")[1] for row in rows[top + 1 :]}


async def test_cards_for_a_group_and_then_for_the_rest(
    house: Stage, olga: Actor, dasha: Actor, found: list[Student]
) -> None:
    await olga.say("/menu")
    await olga.press("Студенты")
    await olga.press("Ссылки и карточки")
    assert "Студентов: 3, ещё не в боте: 3. Из них с действующей ссылкой: 0" in olga.screen.text
    assert "Приглашений ещё не было" in olga.screen.text
    await olga.press("Карточки и ссылки")
    assert olga.screen.labels[:3] == ["МР-22 (1)", "СВ-21 (2)", "Все группы (3)"]
    await olga.press("СВ-21 (2)")
    await olga.press("Карточки и таблица")
    assert "Готовлю файлы" in olga.screen.text
    await house.work()
    assert "✅ Готово, ссылок: 2. Действуют до 13 августа, чт, 10:00" in olga.screen.text
    names = [name for name, _ in files_of(olga)]
    assert names == ["cards-klepiki-2026-07-14.pdf", "invites-klepiki-2026-07-14.xlsx"]
    assert files_of(olga)[0][1].startswith(b"%PDF")
    links = links_in(olga)
    assert set(links) == {"Соловьёв Артём Игоревич", "Ёлкин Пётр"}
    await comes(Actor(house, 201), links["Соловьёв Артём Игоревич"], ARTYOM)
    assert (await record(house, found[0])).person_id is not None
    assert not any("По вашей ссылке" in one.text for one in olga.bubbles)

    await at(dasha, "cards;klepiki")
    await dasha.press("Все группы (2)")
    assert "действующая ссылка уже есть у 1" in dasha.screen.text
    await dasha.press("Только без ссылки (1)")
    assert "Прежние карточки остаются в силе" in dasha.screen.text
    await dasha.press("Только таблица")
    await house.work()
    assert set(links_in(dasha)) == {"Абрамова-Жукова Алёна Сергеевна"}
    await Actor(house, 202).say(f"/start {links['Ёлкин Пётр']}")
    await at(olga, "college;klepiki")
    assert "Карточки: сделано 2, открыто 2, использовано 1\nТаблицы ссылок: сделано 1, открыто 0" in olga.screen.text


async def test_making_all_anew_ends_the_cards_that_were_handed_out(
    house: Stage, olga: Actor, found: list[Student]
) -> None:
    for label in ("Карточки и таблица", "Всем заново (2)"):
        await at(olga, "cards;klepiki")
        await olga.press("СВ-21 (2)")
        await olga.press(label)
        await house.work()
    assert "⚠️ Прежние ссылки (2) перестанут работать" in olga.screen.text
    old = links_in(olga)["Ёлкин Пётр"]
    await olga.press("Карточки и таблица", olga.screen)
    await house.work()
    guest = Actor(house, 202)
    await guest.say(f"/start {old}")
    assert guest.screen.text.startswith("Это приглашение больше не действует")
    await comes(guest, links_in(olga)["Ёлкин Пётр"], "Ёлкин Пётр")
    assert await role_of(house, guest) == (Role.STUDENT, COLLEGE)


async def test_pressing_twice_makes_the_files_once(house: Stage, olga: Actor, found: list[Student]) -> None:
    await at(olga, "pick;klepiki;all")
    data, screen = dict(olga.screen.buttons)["Карточки и таблица"], olga.screen.message_id
    await house.play({"callback_query": olga.query(data, screen)}, {"callback_query": olga.query(data, screen)})
    await house.work()
    assert len(files_of(olga)) == 2


async def test_a_right_that_ends_while_the_files_are_made_gets_none(
    house: Stage, olga: Actor, found: list[Student]
) -> None:
    await at(olga, "pick;klepiki;all")
    await olga.press("Карточки и таблица")

    def end(session: Session) -> None:
        person = stored.by_telegram_ids(session, [olga.id])[olga.id]
        for held in people.roles_of(session, person.id):
            people.revoke(session, house.clock.now(), None, held.id)

    await house.database.run(end)
    await house.work()
    assert files_of(olga) == []


async def test_when_everybody_is_in_there_is_nothing_to_print(
    house: Stage, olga: Actor, dasha: Actor, found: list[Student]
) -> None:
    for number, (student, name) in enumerate(zip(found, (ARTYOM, "елкин петр", "абрамова жукова алена"), strict=True)):
        await comes(Actor(house, 210 + number), await invite(dasha, student), name)
    await olga.say("/menu")
    await olga.press("Студенты")
    await olga.press("Ссылки и карточки")
    assert "ещё не в боте: 0" in olga.screen.text
    assert "Карточки и ссылки" not in olga.screen.labels
    for data in (
        "pick;klepiki;all",
        "print;klepiki;all;cards;all",
        "pick;klepiki;ffffffff",
        "print;klepiki;all;new;all",
    ):
        await olga.presses(f"1;invites;{data}")
        assert re.match("Ссылки никому не нужны|Этого больше нет", olga.toast)


# --- those of an enterprise -----------------------------------------------------------------------------------


async def test_an_enterprise_admin_invites_to_the_own_plant_alone(house: Stage) -> None:
    head = await with_role(house, 305, Role.ENTERPRISE_ADMIN, PLANT, "Громова А. А.")
    await head.say("/menu")
    await head.press("Пригласить")
    assert set(head.screen.labels) == {"Наставник", "Кадровик предприятия", "В меню"}
    await head.press("Кадровик предприятия")  # at once: there is no choice of plants
    payload, elena = link_of(head.screen), Actor(house, 206)
    for data in (
        "make;mentor;rnpk",
        "make;enterprise_hr;rnpk",
        "make;enterprise_admin;tyazhpressmash",
        "make;student;klepiki",
    ):
        await head.presses(f"1;people;{data}")
        assert head.toast.startswith("Это вам недоступно"), data
    await elena.say(f"/start {payload}")
    await elena.press("Принять")
    assert await role_of(house, elena) == (Role.ENTERPRISE_HR, PLANT)
    assert "Ваше приглашение принято" in head.screen.text


async def test_personnel_and_the_head_of_another_plant_invite_nobody_here(house: Stage) -> None:
    hr = await with_role(house, 306, Role.ENTERPRISE_HR, PLANT)
    other = await with_role(house, 307, Role.ENTERPRISE_ADMIN, "rnpk")
    await hr.say("/menu")
    assert "Пригласить" not in hr.screen.labels
    for actor in (hr, other):
        for data in ("make;mentor;tyazhpressmash", "make;enterprise_hr;tyazhpressmash"):
            await actor.presses(f"1;people;{data}")
            assert actor.toast.startswith("Это вам недоступно")
    head = await with_role(house, 305, Role.ENTERPRISE_ADMIN, PLANT)
    await head.presses("1;people;make;mentor;tyazhpressmash")
    number = dict(head.screen.buttons)["Отозвать ссылку"].rsplit(";", 1)[1]
    for actor in (hr, other):
        await actor.presses(f"1;people;revoke;{number}")
        assert actor.toast.startswith("Это вам недоступно")


async def test_the_link_of_a_revoked_admin_is_dead(house: Stage) -> None:
    head = await with_role(house, 305, Role.ENTERPRISE_ADMIN, PLANT)
    await head.presses("1;people;make;mentor;tyazhpressmash")
    payload, nina = link_of(head.screen), Actor(house, 207)
    await nina.say(f"/start {payload}")
    accept = dict(nina.screen.buttons)["Принять"]

    def end(session: Session) -> None:
        person = stored.by_telegram_ids(session, [head.id])[head.id]
        (held,) = people.roles_of(session, person.id)
        people.revoke(session, house.clock.now(), None, held.id)

    await house.database.run(end)
    await nina.presses(accept)
    assert nina.toast.startswith("Это приглашение отозвано")
    await nina.say(f"/start {payload}")
    assert nina.screen.text.startswith("Это приглашение отозвано")
    assert await role_of(house, nina) is None
