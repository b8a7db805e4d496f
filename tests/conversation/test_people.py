"""Requests for access, invites, roles, names and contacts, through the chat."""

from __future__ import annotations

import re

import pytest

from cluster.people import Role
from tests.conversation.people import role_of, with_role
from tests.conversation.stage import Actor, Bubble, Stage

FACTORY = "tyazhpressmash"


async def ask(stage: Stage, telegram_id: int = 201) -> Actor:
    """Let a mentor ask for access, up to the sent request."""
    victor = Actor(stage, telegram_id)
    await victor.say("/start")
    await victor.press("Наставник")
    await victor.press("Тяжпрессмаш")
    await victor.say("громов виктор павлович")
    await victor.say("цех 4, мастер")
    await victor.press("Отправить запрос")
    return victor


@pytest.fixture
async def olga(house: Stage) -> Actor:
    """The coordinator of the base college, who decides for the enterprises."""
    return await with_role(house, 301, Role.COORDINATOR, "electronics", "Орлова Т. С.")


@pytest.fixture
async def boris(house: Stage) -> Actor:
    """A second coordinator of the base college, who told no name."""
    return await with_role(house, 302, Role.COORDINATOR, "electronics")


def link_of(bubble: Bubble) -> str:
    """Return the start payload of the link on the screen."""
    found = re.search(r"https://t\.me/iskra_bot\?start=(\S+)", bubble.text)
    assert found is not None, bubble.text
    return found[1]


async def invite(inviter: Actor, role: str = "Наставник", where: str = "Тяжпрессмаш") -> str:
    """Make an invite and return the start payload of its link."""
    await inviter.say("/menu")
    await inviter.press("Пригласить")
    await inviter.press(role)
    await inviter.press(where)
    return link_of(inviter.screen)


# --- asking for access ------------------------------------------------------------------------------------


async def test_asked_carded_granted_told(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    assert "Запрос отправлен. Ответит координатор: Колледж электроники" in victor.screen.text
    assert "обычно до 15 июля, ср" in victor.screen.text
    for words in ("Громов Виктор Павлович", "наставник, Тяжпрессмаш", "цех 4, мастер", "14 июля, вт, 10:00"):
        assert words in olga.screen.text
    await olga.press("Дать доступ")
    assert "доступ открыт" in olga.screen.text
    assert "Решение: вы, 14 июля, вт, 10:00" in olga.screen.text
    assert "✅ Доступ открыт. Ваша роль: наставник, Тяжпрессмаш" in victor.screen.text
    await victor.press("Меню")
    assert victor.screen.text.startswith("Меню · наставник, Тяжпрессмаш")


async def test_a_declined_person_learns_whom_to_call_and_must_wait_a_day(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    await olga.press("Отказать")
    assert "В доступе отказано" in victor.screen.text
    assert "+7 4912 00-00-21" in victor.screen.text
    await ask(house)
    assert victor.toast.startswith("По этому запросу уже ответили отказом. Спросить снова можно после 15.07.2026 10:00")
    assert "Проверьте и отправьте" in victor.screen.text
    await house.pass_time(days=1)
    await victor.press("Отправить запрос")
    assert "Запрос отправлен" in victor.screen.text


async def test_of_two_coordinators_the_second_reads_who_decided(house: Stage, olga: Actor, boris: Actor) -> None:
    await ask(house)
    card, buttons = boris.screen, dict(boris.screen.buttons)
    await olga.press("Дать доступ")
    settled = next(b for b in boris.bubbles if b.message_id == card.message_id)
    assert "Решение: Орлова Т. С." in settled.text
    assert settled.labels == []
    for label in ("Отказать", "Дать доступ"):
        await boris.presses(buttons[label], card.message_id)
        assert boris.toast == "По этому запросу уже дали доступ: 14.07.2026 10:00. Решение: Орлова Т. С."


async def test_the_second_tap_of_the_one_who_decided_changes_nothing(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    data, card = dict(olga.screen.buttons)["Дать доступ"], olga.screen.message_id
    await house.play({"callback_query": olga.query(data, card)}, {"callback_query": olga.query(data, card)})
    assert "Решение: вы" in olga.screen.text
    assert sum("Доступ открыт" in bubble.text for bubble in victor.bubbles) == 1


async def test_a_double_tap_on_send_asks_once(house: Stage, olga: Actor) -> None:
    victor = Actor(house, 201)
    await victor.say("/start")
    await victor.press("Студент")
    await victor.press("Клепиковский техникум")
    await victor.say("Мамедов Рустам Октай оглы")
    await victor.press("Пропустить")
    data, review = dict(victor.screen.buttons)["Отправить запрос"], victor.screen.message_id
    await house.play({"callback_query": victor.query(data, review)}, {"callback_query": victor.query(data, review)})
    cards = [bubble for bubble in olga.bubbles if "Запрос доступа" in bubble.text]
    assert len(cards) == 1
    assert "Должность не указана" in cards[0].text


async def test_whoever_waits_sees_the_request_and_can_take_it_back(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    await victor.say("/start")
    await victor.press("Студент")
    assert victor.screen.text.startswith("⏳ Ваш запрос ждёт ответа с 14 июля, вт, 10:00. Роль: наставник")
    await victor.say("/menu")
    await victor.press("Мой запрос")
    await victor.press("Отозвать запрос")
    assert "имя и должность удалены" in victor.screen.text
    assert "Мой запрос" not in victor.screen.labels
    assert "Запрос отозван" in olga.screen.text
    assert olga.screen.labels == []


async def test_the_card_is_shown_again_after_a_day(house: Stage, olga: Actor) -> None:
    await ask(house)
    await house.pass_time(days=1)
    assert "ждёт больше суток: Громов Виктор Павлович" in olga.screen.text
    await olga.press("Открыть запрос")
    await olga.press("Отказать")
    assert "отказано" in olga.screen.text


async def test_a_request_at_night_is_shown_in_the_morning_as_it_stands_then(house: Stage, olga: Actor) -> None:
    house.clock.forward(hours=12)  # 22:00
    victor = await ask(house)
    assert olga.bubbles == []
    await victor.press("Отозвать запрос")
    await house.pass_time(hours=11)
    assert [bubble.text for bubble in olga.bubbles] == [
        "Запрос отозван тем, кто его отправил. Роль: наставник, Тяжпрессмаш."
    ]


async def test_the_waiting_requests_are_listed(house: Stage, olga: Actor) -> None:
    for telegram_id in range(201, 208):
        await ask(house, telegram_id)
    await olga.say("/menu")
    assert "Запросы доступа (7)" in olga.screen.labels
    await olga.press("Запросы доступа (7)")
    assert "Ждут 7 человек" in olga.screen.text
    await olga.press("Ещё")
    await olga.press("Громов Виктор Павлович", olga.screen)
    await olga.press("Дать доступ", olga.screen)
    await olga.press("Запросы доступа", olga.screen)
    assert len([label for label in olga.screen.labels if label.startswith("Громов")]) == 5


async def test_without_anybody_to_decide_the_operator_is_told(house: Stage) -> None:
    house.room.operator_chat_id = 999
    victor = await ask(house)
    assert "координатора пока нет" in victor.screen.text
    assert "iskra invite coordinator" in house.phones.chats[999][-1].text


async def test_an_enterprise_says_who_asks(house: Stage, olga: Actor) -> None:
    elena = Actor(house, 202)
    await elena.say("/start")
    await elena.press("С предприятия")
    assert "Чем вы занимаетесь?" in elena.screen.text
    await elena.press("Кадровик предприятия")
    await elena.press("РНПК")
    await elena.press("Назад")
    await elena.press("Назад")
    await elena.press("Назад")
    await elena.press("Из колледжа")
    assert "Чем вы занимаетесь?" in elena.screen.text
    assert elena.screen.labels[:2] == ["Сотрудник колледжа", "Руководитель практики"]


@pytest.mark.parametrize("verb", ["grant", "decline", "card"])
@pytest.mark.parametrize("role", [None, Role.MENTOR, Role.COORDINATOR])
async def test_a_card_is_worth_nothing_to_others(house: Stage, olga: Actor, verb: str, role: Role | None) -> None:
    """A stranger, a mentor of the same plant and the coordinator of another college press a forwarded card."""
    victor = await ask(house)
    number = dict(olga.screen.buttons)["Дать доступ"].rsplit(";", 1)[1]
    organisation = {Role.MENTOR: FACTORY, Role.COORDINATOR: "klepiki"}.get(role) if role else None
    other = await with_role(house, 401, role, organisation) if role else Actor(house, 401)
    await other.presses(f"1;people;{verb};{number}")
    assert other.toast.startswith("Это вам недоступно")
    assert "Громов" not in other.toast
    assert await role_of(house, victor) is None


# --- invites ----------------------------------------------------------------------------------------------


async def test_invited_shown_accepted_told(house: Stage, olga: Actor) -> None:
    payload = await invite(olga)
    assert "действует до 17 июля, пт, 10:00" in olga.screen.text
    assert house.phones.calls[-1][0] == "sendPhoto"
    nina = Actor(house, 202)
    await nina.say(f"/start {payload}")
    assert "Вас приглашают. Роль: наставник, Тяжпрессмаш" in nina.screen.text
    assert "Приглашает: Орлова Т. С." in nina.screen.text
    await nina.press("Принять")
    assert "✅ Готово. Ваша роль: наставник, Тяжпрессмаш" in nina.screen.text
    assert "Меню · наставник" in nina.screen.text
    assert "✅ Ваше приглашение принято. Роль: наставник, Тяжпрессмаш" in olga.screen.text


async def test_not_now_leaves_the_link_good(house: Stage, olga: Actor) -> None:
    payload = await invite(olga)
    wrong, right = Actor(house, 202), Actor(house, 203)
    await wrong.say(f"/start {payload}")
    await wrong.press("Не сейчас")
    assert await role_of(house, wrong) is None
    await right.say(f"/start {payload}")
    await right.press("Принять")
    assert await role_of(house, right) == (Role.MENTOR, FACTORY)


async def test_a_double_tap_on_accept_tells_once(house: Stage, olga: Actor) -> None:
    nina = Actor(house, 202)
    await nina.say(f"/start {await invite(olga)}")
    data, offer = dict(nina.screen.buttons)["Принять"], nina.screen.message_id
    await house.play({"callback_query": nina.query(data, offer)}, {"callback_query": nina.query(data, offer)})
    assert sum("принято" in bubble.text for bubble in olga.bubbles) == 1
    assert "Готово" in nina.screen.text


async def test_a_double_tap_on_a_role_makes_one_link(house: Stage, olga: Actor) -> None:
    await olga.say("/menu")
    await olga.press("Пригласить")
    await olga.press("Наставник")
    data, screen = dict(olga.screen.buttons)["РНПК"], olga.screen.message_id
    await house.play({"callback_query": olga.query(data, screen)}, {"callback_query": olga.query(data, screen)})
    assert sum("Приглашение готово" in bubble.text for bubble in olga.bubbles) == 1
    assert olga.toast.startswith("Приглашение уже готово")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        ("expire", "Срок приглашения вышел: оно действует 72 часа"),
        ("use", "Это приглашение уже использовано"),
        ("revoke", "Это приглашение отозвано"),
        ("forge", "Такого приглашения нет"),
        ("empty", "Такого приглашения нет"),
    ],
)
@pytest.mark.parametrize("late", [False, True])
async def test_a_bad_link_says_what_to_do(house: Stage, olga: Actor, spoil: str, expected: str, late: bool) -> None:
    """The same, whether the link was good when it was followed (`late`) or not."""
    payload, nina = await invite(olga), Actor(house, 202)
    if late and spoil not in ("forge", "empty"):
        await nina.say(f"/start {payload}")
    if spoil == "expire":
        await house.pass_time(hours=72)
    elif spoil == "use":
        other = Actor(house, 203)
        await other.say(f"/start {payload}")
        await other.press("Принять")
    elif spoil == "revoke":
        await olga.press("Отозвать ссылку")
    elif spoil == "forge":
        payload = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    else:
        payload = "inv"
    if late and spoil not in ("forge", "empty"):
        await nina.press("Принять")
        assert nina.toast.startswith(expected)
    else:
        await nina.say(f"/start {payload}")
        assert nina.screen.text.startswith(expected)
        assert nina.screen.labels == ["Запросить доступ", "В меню"]
    assert await role_of(house, nina) is None


async def test_ones_own_link_is_not_used_up_by_trying_it(house: Stage, olga: Actor) -> None:
    payload = await invite(olga)
    await olga.say(f"/start {payload}")
    assert olga.screen.text.startswith("Это ваша ссылка")
    assert "Принять" not in olga.screen.labels


async def test_invites_are_listed_and_revoked(house: Stage, olga: Actor) -> None:
    payload = await invite(olga)
    await invite(olga, where="РНПК")
    await Actor(house, 202).say(f"/start {payload}")
    await olga.say("/menu")
    await olga.press("Пригласить")
    await olga.press("Мои приглашения (2)")
    assert "2. наставник, Тяжпрессмаш · до 17 июля, пт, 10:00 · открыта: 1" in olga.screen.text
    await olga.press("Отозвать 2")
    assert olga.toast.startswith("Ссылка отозвана")
    assert "Действует 1 ссылка" in olga.screen.text


@pytest.mark.parametrize("data", ["revoke", "confirm"])
async def test_a_foreign_invite_is_out_of_reach(house: Stage, olga: Actor, data: str) -> None:
    await invite(olga)
    number = dict(olga.screen.buttons)["Отозвать ссылку"].rsplit(";", 1)[1]
    fomin = await with_role(house, 401, Role.COORDINATOR, "kasimov")
    await fomin.presses(f"1;people;{data};{number}")
    assert fomin.toast.startswith("Это вам недоступно")


@pytest.mark.parametrize(
    "data",
    ["invite", "as;mentor", "as;admin", "as;nonsense", "as", "make;mentor;tyazhpressmash", "make;coordinator;electronics",
     "make;admin", "make;mentor;nowhere", "team", "member;1", "end;1", "requests", "parent;x"],
)  # fmt: skip
async def test_a_mentor_hands_out_nothing(house: Stage, olga: Actor, data: str) -> None:
    nina = await with_role(house, 202, Role.MENTOR, FACTORY)
    await nina.say("/menu")
    await nina.presses(f"1;people;{data}", nina.screen.message_id)
    if data in ("team", "requests"):  # empty lists show nothing
        assert "Орлова" not in nina.screen.text
        assert nina.screen.labels == ["В меню"]
    elif data == "parent;x":  # everybody may invite a parent of their own
        assert "родитель" in nina.screen.text
    else:
        assert re.match("Это вам недоступно|Этого больше нет|Для этой роли нужна", nina.toast)
    assert not any("Приглашение готово" in b.text and "родитель" not in b.text for b in nina.bubbles)


async def test_a_coordinator_takes_two(house: Stage, olga: Actor, boris: Actor) -> None:
    await olga.say("/menu")
    await olga.press("Пригласить")
    await olga.press("Координатор")
    await olga.press("Колледж электроники")
    payload = link_of(olga.screen)
    assert "Такую роль выдают двое" in olga.screen.text
    guest = Actor(house, 203)
    await guest.say(f"/start {payload}")
    assert guest.screen.text.startswith("Приглашение ещё не подтверждено вторым человеком")
    assert "Орлова Т. С. приглашает человека. Роль: координатор, Колледж электроники" in boris.screen.text
    word, card = dict(boris.screen.buttons)["Подтвердить"], boris.screen.message_id
    await house.play({"callback_query": boris.query(word, card)}, {"callback_query": boris.query(word, card)})
    assert "Подтверждено, ссылка работает" in boris.screen.text
    assert "ссылка работает" in olga.screen.text
    await guest.say(f"/start {payload}")
    await guest.press("Принять")
    assert await role_of(house, guest) == (Role.COORDINATOR, "electronics")


async def test_an_applicant_invites_a_parent(house: Stage) -> None:
    artyom, mother = Actor(house, 101), Actor(house, 102)
    await artyom.say("/start")
    await artyom.press("Поступаю")
    await artyom.press("Пригласить родителя")
    payload = link_of(artyom.screen)
    await artyom.say(f"/start {payload}")
    assert artyom.screen.text.startswith("Это ваша ссылка")
    await mother.say(f"/start {payload}")
    await mother.press("Принять")
    assert await role_of(house, mother) == (Role.PARENT, None)


# --- roles, names, contacts -------------------------------------------------------------------------------


async def test_a_role_is_ended_and_the_person_is_told(house: Stage, olga: Actor) -> None:
    nina = await with_role(house, 202, Role.MENTOR, FACTORY, "Лаврентьева Н. И.")
    await olga.say("/menu")
    await olga.press("Роли сотрудников")
    await olga.press("Лаврентьева Н. И. · наставник, Тяжпрессмаш")
    await olga.press("Снять роль")
    assert olga.toast == "Роль снята: наставник, Тяжпрессмаш."
    assert "Роль «наставник, Тяжпрессмаш» у вас больше не действует" in nina.screen.text
    await nina.press("Меню")
    assert "Кто вы, ещё не указано" in nina.screen.text


async def test_several_roles_are_switched_in_the_menu(house: Stage) -> None:
    await with_role(house, 202, Role.MENTOR, FACTORY)
    nina = await with_role(house, 202, Role.STUDENT, "klepiki")
    await nina.say("/menu")
    await nina.press("Роль: студент")
    await nina.press("Наставник, Тяжпрессмаш")
    assert nina.screen.text.startswith("Меню · наставник, Тяжпрессмаш")


async def test_a_role_is_given_up_after_a_question(house: Stage) -> None:
    nina = await with_role(house, 202, Role.MENTOR, FACTORY)
    await nina.say("/menu")
    await nina.press("Роль: наставник")
    await nina.press("Отказаться от роли")
    await nina.press("Наставник, Тяжпрессмаш")
    assert "Вернуть её сможет только тот, кто её выдаёт" in nina.screen.text
    data = dict(nina.screen.buttons)["Отказаться"]
    await nina.press("Отказаться")
    assert "Роль снята: наставник, Тяжпрессмаш" in nina.screen.text
    await nina.presses(data)
    assert nina.toast.startswith("Этой роли у вас больше нет")


@pytest.mark.parametrize(
    "verb", ["1;menu;role", "1;people;leaving", "1;people;left", "1;people;member", "1;people;end"]
)
async def test_a_foreign_role_is_out_of_reach(house: Stage, olga: Actor, verb: str) -> None:
    await with_role(house, 202, Role.MENTOR, FACTORY)
    stranger = Actor(house, 401)
    for number in ("1", "2", "3", "-1", "99999999999999999999", "x", ""):
        await stranger.presses(f"{verb};{number}")
        assert re.match("Этой роли у вас больше нет|Этого больше нет|Это вам недоступно", stranger.toast)
    assert await role_of(house, olga) == (Role.COORDINATOR, "electronics")


async def test_whoever_came_by_invite_can_tell_a_name(house: Stage, olga: Actor, boris: Actor) -> None:
    await boris.say("/menu")
    await boris.press("Указать имя")
    await boris.say("Зайцев Игорь Петрович")
    await boris.press("Сохранить")
    assert "Коллеги увидят: Зайцев Игорь Петрович" in boris.screen.text
    assert "Указать имя" not in boris.screen.labels
    await ask(house)
    await boris.press("Отказать")
    assert "Решение: Зайцев Игорь Петрович" in olga.screen.text


async def test_contacts_are_those_of_ones_organisation(house: Stage) -> None:
    nina = await with_role(house, 202, Role.MENTOR, FACTORY)
    await nina.say("/menu")
    await nina.press("Контакты")
    assert "Кузнецова Елена Юрьевна, отдел кадров" in nina.screen.text
    assert "Мельникова" not in nina.screen.text
    anna = Actor(house, 101)
    await anna.say("/menu")
    await anna.press("Контакты")
    assert "Мельникова Анна Викторовна" in anna.screen.text
    assert "пн–пт 8:30–17:00" in anna.screen.text
