"""The menu: by role, with what was left unfinished, and no button that leads nowhere."""

from __future__ import annotations

import re

import pytest

from bot.feature import RegistrationError
from bot.screens import MOST_ROWS, Action, Button
from cluster.people import BELONGS_TO, OrganisationKind, Role
from handlers import menu
from storage import inbox
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Stage, house_texts

ALWAYS = ["Контакты", "Мои данные", "Язык", "Помощь"]
APPLYING = ["Подать заявку", "Моя заявка", "Документы", "Когда и куда"]
STAFF = ["Очередь", "Практика", "Рейтинг", "Отчёты"]
MENUS = {
    Role.APPLICANT: [*APPLYING, "Пригласить родителя", *ALWAYS],
    Role.PARENT: [*APPLYING, *ALWAYS],
    Role.STUDENT: ["Нужна помощь", "Пригласить родителя", *ALWAYS],
    Role.MENTOR: ALWAYS,
    Role.ENTERPRISE_HR: ["Практика", *ALWAYS],
    Role.ENTERPRISE_ADMIN: ["Практика", "Пригласить", "Роли сотрудников", *ALWAYS],
    Role.COLLEGE_STAFF: [*STAFF, "Студенты", *ALWAYS],
    Role.COLLEGE_SUPERVISOR: ["Практика", "Очередь", "Рейтинг", "Отчёты", *ALWAYS],
    Role.COORDINATOR: [*STAFF, "Студенты", "Запросы доступа", "Пригласить", "Роли сотрудников", *ALWAYS],
    Role.MINISTRY_VIEWER: ALWAYS,
    Role.ADMIN: ["Запросы доступа", "Пригласить", "Роли сотрудников", "Напоминания", *ALWAYS],
}
FEWEST_BUTTONS = 50


def place_of(role: Role) -> str | None:
    """Return an organisation that the role can be held for."""
    return {OrganisationKind.COLLEGE: "klepiki", OrganisationKind.ENTERPRISE: "tyazhpressmash"}.get(
        BELONGS_TO.get(role, OrganisationKind.MINISTRY)
    )


async def everybody(house: Stage) -> dict[Role, Actor]:
    """Return a person for every role."""
    return {
        role: await with_role(house, 500 + number, role, place_of(role), f"Имя {role}")
        for number, role in enumerate(Role)
    }


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_has_its_menu(house: Stage, role: Role) -> None:
    person = await with_role(house, 500, role, place_of(role), "Имя")
    await person.say("/menu")
    *entries, last = person.screen.labels
    assert entries == MENUS[role]
    assert last.startswith("Роль: ")


async def test_a_strangers_menu_leads_to_the_first_question(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/menu")
    assert anna.screen.labels == ["Сказать, кто вы", *ALWAYS]
    await anna.press("Сказать, кто вы")
    assert anna.screen.text.startswith("Искра")


async def test_every_button_of_every_menu_leads_somewhere_and_back(house: Stage) -> None:
    for role, person in (await everybody(house)).items():
        await person.say("/menu")
        for label in person.screen.labels:
            before = person.screen.text
            await person.press(label, person.screen)
            assert person.screen.text != before, (role, label)
            assert person.screen.labels or person.screen.reply_buttons, (role, label)
            await person.say("/menu")
    assert await house.database.read(inbox.counts) == {}


async def test_an_unfinished_form_stands_on_top(house: Stage) -> None:
    anna = await with_role(house, 101, Role.APPLICANT)
    await anna.say("/menu")
    await anna.press("Подать заявку")
    await anna.press("Даю согласие")
    asked = anna.screen.text
    await anna.say("/menu")
    assert anna.screen.labels[0] == "Продолжить заявку"
    await anna.say("/cancel")
    assert anna.screen.text.startswith("Сейчас отменять нечего. Черновик ждёт")
    await anna.press("Продолжить заявку")
    assert anna.screen.text == asked


async def test_what_can_be_continued_is_not_offered_anew(house: Stage) -> None:
    anna = await with_role(house, 101, Role.APPLICANT)
    await anna.say("/menu")
    await anna.press("Подать заявку")
    await anna.say("/menu")
    assert "Подать заявку" not in anna.screen.labels
    await anna.press("Продолжить заявку")
    await anna.press("Отмена")
    await anna.press("Удалить черновик")
    await anna.say("/menu")
    assert "Подать заявку" in anna.screen.labels
    assert "Продолжить заявку" not in anna.screen.labels


async def test_another_language_in_the_middle_of_a_form_leads_back_to_it(house: Stage) -> None:
    anna = await with_role(house, 101, Role.APPLICANT)
    await anna.say("/menu")
    await anna.press("Подать заявку")
    await anna.press("Даю согласие")
    await anna.say("/language")
    await anna.press("English")
    await anna.press("Continue the application")
    assert "Who fills in the application?" in anna.screen.text


async def test_a_role_without_sections_is_told_so(house: Stage) -> None:
    victor = await with_role(house, 101, Role.MENTOR, "rnpk")
    await victor.say("/menu")
    assert "Отдельных разделов для этой роли пока нет" in victor.screen.text
    anna = await with_role(house, 102, Role.APPLICANT)
    await anna.say("/menu")
    assert "Отдельных разделов" not in anna.screen.text


async def test_an_unfinished_request_for_access_stands_there_too(house: Stage) -> None:
    nina = Actor(house, 202)
    await nina.say("/start")
    await nina.press("Наставник")
    await nina.press("РНПК")
    await nina.say("/menu")
    assert nina.screen.labels[0] == "Продолжить запрос доступа"
    await nina.press("Продолжить запрос доступа")
    assert "Как вас зовут?" in nina.screen.text
    await house.pass_time(days=1)
    assert "Запрос доступа не отправлен" in nina.screen.text


async def test_help_tells_who_answers_and_when(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/help")
    assert "Ответит человек: +7 4912 00-00-01\nпн–пт 8:30–17:00, время московское" in anna.screen.text


HELP = {
    Role.STUDENT: ("практику на предприятии", "«Дневник»", "«Не приду»", "«Нужна помощь»", "руководителя"),
    Role.MENTOR: ("«Мои практиканты»", "«Кто не пришёл»", "«Сообщить»", "«Замена»"),
    Role.ENTERPRISE_HR: ("«Места»", "«Ответить колледжу»", "«Практика»"),
    Role.COLLEGE_SUPERVISOR: ("«Практика»", "«Дневники практики»", "«Просьбы о помощи»"),
    Role.PARENT: ("«Мой ребёнок»", "«Подать заявку»"),
}


@pytest.mark.parametrize("role", list(HELP))
async def test_help_says_what_it_does_for_this_role(house: Stage, role: Role) -> None:
    person = await with_role(house, 101, role, place_of(role), "Имя")
    await person.say("/help")
    assert [part for part in HELP[role] if part not in person.screen.text] == []
    assert "Я принимаю предварительные заявки" not in person.screen.text


async def test_help_names_entries_as_the_menus_do() -> None:
    """What is in quotes are names of buttons, in both languages."""
    texts = house_texts()
    for language, marks in (("ru", "«»"), ("en", "“”")):
        names = {str(texts.get(language, entry.key)) for entry in menu.ENTRIES} | {
            str(texts.get(language, "places-menu"))
        }
        for part in [*dict.fromkeys(menu.HELPED.values()), "none"]:
            said = str(texts.get(language, "menu-help", part=part, phone="", hours=""))
            named = set(re.findall(f"{marks[0]}([^{marks[1]}]+){marks[1]}", said))
            assert named <= names | {str(texts.get(language, "people-menu-contacts"))}, (language, part)


async def test_a_stranger_presses_everything_that_anybody_was_shown(house: Stage) -> None:
    """Whatever stands under other people's messages does nothing for others, and nothing breaks."""
    seen: set[str] = set()
    for person in (await everybody(house)).values():
        await person.say("/menu")
        for label in person.screen.labels:
            await person.press(label, person.screen)
            await person.say("/menu")
        seen |= {data for bubble in person.bubbles for _, data in bubble.buttons if data}
    stranger = Actor(house, 401)
    await stranger.say("/menu")
    names = [f"Имя {role}" for role in Role]
    for data in sorted(seen):
        await stranger.presses(data, stranger.screen.message_id)
        assert not any(name in stranger.screen.text + stranger.toast for name in names), data
    assert len(seen) > FEWEST_BUTTONS
    assert await house.database.read(inbox.counts) == {}


def test_two_entries_cannot_stand_for_the_same() -> None:
    entry = menu.MenuEntry("menu-help-button", Action.of("x", "y"), order=1)
    with pytest.raises(RegistrationError, match="menu-help-button"):
        menu.offer(entry)


def test_however_much_a_role_has_to_do_its_menu_fits_a_phone() -> None:
    role, rest = Button("role"), [Button(f"rest {n}") for n in range(4)]
    for count in range(1, 13):
        rows = menu._laid_out([Button(f"own {n}") for n in range(count)], rest, role)
        assert len(rows) <= MOST_ROWS
        assert [button.key for row in rows for button in row] == [
            *(f"own {n}" for n in range(count)), *(f"rest {n}" for n in range(4)), "role",
        ]  # fmt: skip
        assert max(len(row) for row in rows) <= 3
