"""«I need help» in the chat: two taps from anywhere, who is told, who answers, what happens when nobody does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from cluster.people import Role
from storage import incidents as stored
from storage import outbox, roles
from storage import people as known
from storage.database import Database
from storage.incidents import IncidentKind, IncidentState
from tests.conversation.people import open_house
from tests.conversation.stage import Actor, Bubble, Stage
from tests.incidents import CAST, NOW, Plant, lay, practise, telegram_id

KINDS = {
    "Травма": IncidentKind.INJURY,
    "Чуть не случилось": IncidentKind.NEAR_MISS,
    "Здесь опасно": IncidentKind.UNSAFE,
    "Сломалось оборудование": IncidentKind.EQUIPMENT,
    "Конфликт, обижают": IncidentKind.CONFLICT,
    "Оплата": IncidentKind.PAY,
    "Другое": IncidentKind.OTHER,
}
URGENT = {"Травма", "Чуть не случилось", "Здесь опасно", "Конфликт, обижают"}
OPERATORS = 999
OF_PLANT = ("mentor", "other mentor", "hr")


@dataclass
class Yard:
    """Everybody's phone."""

    stage: Stage
    plant: Plant
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        return self.actors.setdefault(name, Actor(self.stage, telegram_id(name)))

    async def call(self, kind: str = "Травма") -> Actor:
        """Let the student call for help, in two taps from wherever they are."""
        student = self["student"]
        await student.say("/sos")
        await student.press(kind, student.screen)
        return student

    def heard(self) -> set[str]:
        """Return who has got any message."""
        return {name for name in CAST if self.stage.phones.chats.get(telegram_id(name))}

    def card(self, name: str, number: int = 1) -> Bubble:
        """Return the message of an incident that changes with it."""
        _, message_id = self.stage.phones.anchors[f"incident:{number}:{self.plant.ids[name]}"]
        return next(one for one in self[name].bubbles if one.message_id == message_id)

    async def again(self, name: str, data: str, bubble: Bubble) -> None:
        """Press a button twice in one breath."""
        query = {"callback_query": self[name].query(data, bubble.message_id)}
        await self.stage.play(query, {"callback_query": self[name].query(data, bubble.message_id)})

    async def incident(self, number: int = 1) -> stored.Incident:
        found = await self.stage.database.read(stored.find, number)
        assert found is not None
        return found


async def open_yard(database: Database, now: datetime = NOW, **how: Any) -> Yard:
    stage = await open_house(database, now)
    return Yard(stage, await stage.database.run(lambda session: lay(session, now, **how)))


@pytest.fixture
async def yard(sqlite_database: Database) -> AsyncIterator[Yard]:
    opened = await open_yard(sqlite_database)
    yield opened
    await opened.stage.close()


# --- calling ---------------------------------------------------------------------------------------------


async def test_help_is_two_taps_away_and_numbers_come_first(yard: Yard) -> None:
    student = yard["student"]
    await student.say("/menu")
    assert student.screen.labels[0] == "Нужна помощь"
    await student.press("Нужна помощь")
    assert student.screen.text.startswith("112 — все службы, 103 — скорая")
    assert "потом скажите наставнику" in student.screen.text
    assert "Охрана труда, Сборочно-сварочный цех № 4: +7 4912 00-00-31" in student.screen.text
    assert student.screen.labels == [*KINDS, "В меню"]
    await student.press("Травма", student.screen)
    text = student.screen.text
    assert text.startswith("Травма · № 1\n\nОставайтесь на месте")
    assert "⏳ Сообщение отправлено: 10:00. Ответят до 10:15" in text
    assert (
        "Знают: наставник Громов В. П., кадры предприятия (Лаврентьева Н. И.), "
        "руководитель практики Соколова Н. П., координатор Тайнова О.\n" in text
    )
    assert "Позвонить:\n112" in text
    assert yard.heard() == {"student", "mentor", "hr", "supervisor", "coordinator", "parent"}


@pytest.mark.parametrize(
    ("name", "said"),
    [("mentor", "звоните сразу, потом сообщите отсюда: узнают предприятие и колледж."), ("hr", "звоните сразу."),
     ("parent", "звоните сразу."), ("supervisor", "звоните сразу.")],
)  # fmt: skip
async def test_nobody_but_a_student_is_told_to_tell_the_mentor(yard: Yard, name: str, said: str) -> None:
    await yard[name].say("/sos")
    assert said in yard[name].screen.text
    assert "скажите наставнику" not in yard[name].screen.text


async def test_where_nobody_answers_in_the_evening_it_says_when_the_college_opens(sqlite_database: Database) -> None:
    """21:01 is when others are reminded, not when somebody answers: that is said, and who answers now."""
    yard = await open_yard(sqlite_database, datetime(2026, 10, 15, 16, 1, tzinfo=UTC))
    await yard.call("Конфликт, обижают")
    assert "Колледж сейчас закрыт" not in yard.card("student").text
    await yard.stage.pass_time(hours=1)
    text = yard.card("student").text
    assert "если будут молчать, напомним им ещё раз: 21:01. Не ждите, звоните сами: номера ниже." in text
    assert "Колледж сейчас закрыт, по его телефону ответят: 16 октября, пт, 08:30. Если опасно" in text
    await yard.stage.pass_time(hours=4)
    assert "Никто не ответил. Звоните сами" in yard.card("student").text
    assert "по его телефону ответят: 16 октября, пт, 08:30" in yard.card("student").text
    await yard.stage.close()


async def test_from_inside_a_form_it_is_two_taps_as_well(yard: Yard) -> None:
    student = await yard.call("Другое")
    await student.press("Добавить слова")
    await student.say("/sos")
    await student.press("Травма", student.screen)
    assert (await yard.incident(2)).kind is IncidentKind.INJURY
    await student.say("это уже не слова к первому")
    assert (await yard.incident(1)).words is None


@pytest.mark.parametrize("label", KINDS)
async def test_each_kind_has_its_button(yard: Yard, label: str) -> None:
    await yard.call(label)
    assert (await yard.incident()).kind is KINDS[label]
    assert label in yard["supervisor"].screen.text


async def test_two_taps_in_one_breath_are_one_call(yard: Yard) -> None:
    student = yard["student"]
    await student.say("/sos")
    await yard.again("student", dict(student.screen.buttons)["Травма"], student.screen)
    assert "№ 1" in student.screen.text
    assert len(yard["mentor"].bubbles) == len(yard["parent"].bubbles) == 1


async def test_an_open_call_is_found_again(yard: Yard) -> None:
    student = await yard.call()
    await student.say("/sos")
    await student.press("№ 1 · Травма")
    assert "Ответят до 10:15" in student.screen.text


async def test_a_student_without_a_practice_reaches_the_college(sqlite_database: Database) -> None:
    yard = await open_yard(sqlite_database, placed=False)
    student = await yard.call()
    assert "Охрана труда" not in student.screen.text
    assert yard.heard() == {"student", "supervisor", "coordinator", "parent"}
    assert "практики сейчас нет" in yard["supervisor"].screen.text
    await yard.stage.close()


@pytest.mark.parametrize("name", ["classmate", "parent", "hr", "coordinator", "admin"])
async def test_who_calls_for_nobody_finds_numbers(yard: Yard, name: str) -> None:
    """A student whom no college has entered, and whoever is no student, are told whom to call."""
    actor = yard[name]
    await actor.say("/sos")
    assert actor.screen.text.startswith("112 — все службы")
    assert actor.screen.labels == ["В меню"]
    await actor.presses("1;incidents;tell;injury")
    assert "Позвоните: номера" in actor.toast
    assert await yard.stage.database.read(stored.find, 1) is None


@pytest.mark.parametrize("data", ["fire", "", "injury;abc", "injury;999", "injury;-1"])
async def test_a_forged_kind_or_student_is_refused(yard: Yard, data: str) -> None:
    await yard["student"].presses(f"1;incidents;tell;{data}")
    assert await yard.stage.database.read(stored.find, 1) is None
    assert yard.heard() == set()


async def test_a_mentor_calls_for_their_student(yard: Yard) -> None:
    mentor = yard["mentor"]
    await mentor.say("/menu")
    await mentor.press("Сообщить")
    await mentor.press("Ёлкин П.")
    assert "О ком сообщаете: Ёлкин Пётр" in mentor.screen.text
    await mentor.press("Травма", mentor.screen)
    assert "Сообщил наставник Громов В. П.: 10:00" in mentor.screen.text
    assert "Беру" in mentor.screen.labels
    assert "Наставник сообщил о вас: 10:00" in yard["student"].screen.text
    assert len(mentor.bubbles) == 1, "no second card for who told it"
    assert "Нажал случайно" not in yard["student"].screen.labels


async def test_an_english_student_reads_english(yard: Yard) -> None:
    student = Actor(yard.stage, telegram_id("student"), language="en")
    await student.presses("1;language;set;en")
    await student.say("/sos")
    await student.press("Injury", student.screen)
    assert "The message was sent: 10:00. Somebody answers by 10:15" in student.screen.text
    assert "⚠️ Травма · № 1" in yard["mentor"].screen.text


# --- afterwards ------------------------------------------------------------------------------------------


async def test_words_reach_those_who_answer(yard: Yard) -> None:
    student = await yard.call()
    await student.press("Добавить слова")
    assert "Диагнозы и сведения о здоровье не пишите" in student.screen.text
    await student.say("я" * 501)
    assert "от 1 до 500 знаков" in student.screen.text
    await student.say("Цех 4, у второго поста")
    assert "Вы написали: Цех 4, у второго поста" in student.screen.text
    assert "Слова студента: Цех 4, у второго поста" in yard.card("mentor").text
    assert "добавлены подробности" in yard["mentor"].screen.text
    assert "Цех 4" not in "".join(one.text for one in yard["parent"].bubbles)
    await student.press("Исправить слова")
    await student.say("Цех 5")
    assert "Слова студента: Цех 5" in yard.card("coordinator").text


async def test_the_question_stays_while_the_card_changes(yard: Yard) -> None:
    """Somebody takes it while the student types: the card above changes, the question is still there."""
    student = await yard.call()
    status = student.screen.message_id
    await student.press("Добавить слова")
    question = student.screen
    await yard["mentor"].press("Беру")
    shown = {one.message_id: one.text for one in student.bubbles}
    assert "Вам помогает Громов В. П." in shown[status]
    assert shown[question.message_id] == question.text
    await student.say("Цех 4")
    assert (await yard.incident()).words == "Цех 4"


async def test_pressed_by_mistake_is_told_to_everybody(yard: Yard) -> None:
    student = await yard.call()
    await yard.stage.pass_time(minutes=4)
    button = dict(student.screen.buttons)["Нажал случайно"]
    await yard.again("student", button, student.screen)
    assert student.screen.text.startswith("Травма · № 1\n\nОтозвано: нажато случайно")
    for name in ("mentor", "hr", "supervisor", "coordinator"):
        assert yard[name].screen.text.startswith("Отбой: Травма · № 1 · Ёлкин П.")
        assert sum(one.text.startswith("Отбой") for one in yard[name].bubbles) == 1
        assert "Отозвано" in yard[name].bubbles[0].text
        assert "Беру" not in yard[name].bubbles[0].labels
    assert "отозвана, кнопку нажали случайно" in yard["parent"].screen.text
    await yard.stage.pass_time(days=3)
    assert "staff" not in yard.heard(), "nobody is told further"


async def test_after_five_minutes_words_are_the_way(yard: Yard) -> None:
    student = await yard.call()
    await yard.stage.pass_time(minutes=6)
    await student.press("Нажал случайно")
    assert student.toast.startswith("Отозвать можно 5 минут")
    assert (await yard.incident()).state is IncidentState.OPEN


async def test_what_is_closed_has_no_way_on(yard: Yard) -> None:
    student = await yard.call()
    old = dict(student.screen.buttons)
    await student.press("Добавить слова")
    await yard["mentor"].press("Решено")
    await yard["mentor"].say("Дали новые перчатки")
    assert "Что сделано: Дали новые перчатки" in yard.card("student").text
    await student.say("слова, которые опоздали")
    assert "Это обращение уже закрыто" in student.screen.text
    await student.presses(old["Нажал случайно"])
    assert student.toast.startswith("Это обращение уже закрыто")
    assert (await yard.incident()).words is None


async def test_an_outcome_that_nobody_wrote_says_that_the_call_is_still_open(yard: Yard) -> None:
    await yard.call()
    await yard["mentor"].press("Решено")
    await yard["mentor"].say("/menu")
    assert "Дописать, чем закончилось" in yard["mentor"].screen.labels
    await yard.stage.pass_time(days=1, minutes=1)
    told = next(one for one in yard["mentor"].bubbles if "черновик удалён" in one.text)
    assert "Просьба осталась открытой" in told.text
    assert told.labels == ["Закрыть просьбу о помощи"]


# --- a conflict ------------------------------------------------------------------------------------------


async def test_a_conflict_stays_in_the_college(yard: Yard) -> None:
    student = await yard.call("Конфликт, обижают")
    text = student.screen.text
    assert "Знают только в колледже: руководитель практики Соколова Н. П., координатор Тайнова О." in text
    assert "Наставник и предприятие этого не увидят." in text
    assert "Охрана труда" not in text
    assert "скажите наставнику" not in text
    assert yard.heard() == {"student", "supervisor", "coordinator", "parent"}
    assert "Конфликт" not in yard["parent"].screen.text, "that something was told, not what"


@pytest.mark.parametrize("whom", ["Наставник", "Кто-то на предприятии", "Другой студент", "Не хочу говорить"])
async def test_who_is_named_meets_it_nowhere(yard: Yard, whom: str) -> None:
    student = await yard.call("Конфликт, обижают")
    await student.press("Сказать, о ком речь")
    await student.press(whom, student.screen)
    assert "Изменить, о ком речь" in student.screen.labels
    await yard["coordinator"].press("Беру")
    await student.press("Добавить слова")
    await student.say("Тайна")
    await yard.stage.pass_time(days=2)
    for name in OF_PLANT:
        await yard[name].say("/menu")
        assert "Просьбы о помощи" not in " ".join(yard[name].screen.labels)
        for verb in ("card;1", "take;1", "call;1", "hand;1;0", "give;1;9", "whom;1", "named;1;nobody", "oops;1"):
            await yard[name].presses(f"1;incidents;{verb}")
            assert yard[name].toast == "Этого больше нет. Откройте меню: /menu"
        for form in ("words", "note", "outcome"):
            await yard[name].presses(f"1;incident-{form};open;1")
            assert yard[name].toast == "Этого больше нет. Откройте меню: /menu"
        await yard[name].presses("1;incidents;list;0")
        assert "Ёлкин" not in "".join(one.text + " ".join(one.labels) for one in yard[name].bubbles)
    await yard["coordinator"].press("Передать")
    assert not {"Громов В. П.", "Чужов П. П.", "Лаврентьева Н. И."} & set(yard["coordinator"].screen.labels)


async def test_a_mentor_without_a_placement_cannot_be_named(sqlite_database: Database) -> None:
    yard = await open_yard(sqlite_database, placed=False)
    student = await yard.call("Конфликт, обижают")
    await student.press("Сказать, о ком речь")
    assert student.screen.labels == ["Другой студент", "Не хочу говорить", "К обращению"]
    await student.presses("1;incidents;named;1;mentor")
    assert student.toast.startswith("Этого больше нет")
    await yard.stage.close()


# --- answering -------------------------------------------------------------------------------------------


async def test_a_card_says_who_where_and_whom_to_call(yard: Yard) -> None:
    await yard.call()
    text = yard["mentor"].screen.text
    assert text.startswith("⚠️ Травма · № 1\nЁлкин Пётр, группа СВ-21, 17 лет\nТяжпрессмаш, Сборочно-сварочный цех № 4")
    assert "Нажмите «Беру» до 10:15, иначе сообщим следующим" in text
    assert "Студент: +7 910 123-45-67" in text
    assert "+7 910" not in yard["hr"].screen.text, "who only watches needs no number of a minor"
    assert yard["hr"].screen.labels == ["Меню"]


async def test_the_longest_card_is_whole(yard: Yard) -> None:
    """Whatever is written, the numbers below it are not cut off."""
    student, olga = await yard.call(), yard["coordinator"]
    await student.press("Добавить слова")
    await student.say("я" * 500)
    for _ in range(5):
        await olga.press("Заметка", yard.card("coordinator"))
        await olga.say("з" * 500)
    assert yard.card("coordinator").text.endswith("+7 4912 00-00-04")
    assert len(yard.card("coordinator").text) < 3500
    await olga.press("Решено", yard.card("coordinator"))
    await olga.say("р" * 500)
    assert len(yard.card("coordinator").text) < 3500
    assert "…" not in yard.card("coordinator").text


async def test_of_two_the_second_reads_who_has_it(yard: Yard) -> None:
    student = await yard.call()
    old = dict(yard["mentor"].screen.buttons)["Беру"], yard["mentor"].screen.message_id
    await yard["supervisor"].press("Беру")
    assert "Занимаетесь вы, с 10:00" in yard["supervisor"].screen.text
    for name in ("mentor", "hr", "coordinator"):
        assert "Занимается Соколова Н. П., с 10:00" in yard[name].screen.text
        assert "Беру" not in yard[name].screen.labels
        assert len(yard[name].bubbles) == 1, "settled in place"
    assert "✅ Вам помогает Соколова Н. П., с 10:00" in yard.card("student").text
    assert student.screen.text == "✅ Травма · № 1: вам помогает Соколова Н. П.", "the student's telephone rings"
    await yard["mentor"].presses(*old)
    assert yard["mentor"].toast == "Этим уже занимается Соколова Н. П., с 14.10.2026 10:00."
    assert "Занимается Соколова Н. П." in yard["mentor"].screen.text
    await yard.stage.pass_time(days=1)
    assert "staff" not in yard.heard()


async def test_the_second_tap_of_who_took_it_does_no_harm(yard: Yard) -> None:
    await yard.call()
    card = yard["mentor"].screen
    await yard.again("mentor", dict(card.buttons)["Беру"], card)
    assert "Занимаетесь вы" in yard["mentor"].screen.text
    assert len(yard["mentor"].bubbles) == 1


async def test_handed_on_noted_and_closed(yard: Yard) -> None:
    student = await yard.call()
    olga = yard["coordinator"]
    await olga.press("Беру")
    await olga.press("Передать")
    assert olga.screen.labels[:4] == ["Возьму себе", "Соколова Н. П.", "Скрытнева Д.", "Громов В. П."]
    await olga.press("Скрытнева Д.")
    assert len(yard["staff"].bubbles) == 1
    assert "Передали: Скрытнева Д., ответ будет до 10:15" in yard.card("student").text
    assert "Передано: Скрытнева Д., ждём ответа до 10:15" in yard.card("mentor").text
    assert "Вам передали это обращение. Нажмите «Беру» до 10:15" in yard["staff"].screen.text
    await yard["staff"].press("Беру", yard["staff"].screen)
    assert "Занимаетесь вы" in yard["staff"].screen.text
    await yard["staff"].press("Заметка")
    await yard["staff"].say("Еду к проходной")
    assert "10:00, Скрытнева Д.: Еду к проходной" in yard.card("mentor").text
    assert not any("Еду" in one.text for one in student.bubbles)
    await yard["staff"].press("Решено", yard.card("staff"))
    await yard["staff"].say("Отвезли домой")
    assert "✅ Закрыто, 10:00: Скрытнева Д.\nЧто сделано: Отвезли домой" in yard.card("student").text
    assert student.screen.text == "✅ Травма · № 1: закрыто. Что сделано: Отвезли домой"
    assert "закрыта" in yard["parent"].screen.text
    for name in ("mentor", "coordinator", "supervisor", "hr"):
        assert any("Что сделано: Отвезли домой" in one.text for one in yard[name].bubbles)


async def test_staff_find_open_ones_on_top_of_the_menu(yard: Yard) -> None:
    await yard.call("Оплата")
    await yard.call()
    olga = yard["coordinator"]
    await olga.say("/menu")
    assert "Просьбы о помощи (2)" in olga.screen.labels
    await olga.press("Просьбы о помощи (2)")
    assert "Открыто 2 обращения." in olga.screen.text
    assert olga.screen.labels[:2] == ["⚠️ Травма · Ёлкин П. · 10:00", "⚠️ Оплата · Ёлкин П. · 10:00"]
    listed = olga.screen.message_id
    await olga.press("⚠️ Травма", olga.screen)
    assert "Беру" in olga.screen.labels
    assert olga.screen.message_id != listed, "the list stays"
    await olga.press("Решено", olga.screen)
    await olga.say("Всё в порядке")
    await yard.stage.pass_time(days=29)
    await olga.say("/menu")
    await olga.press("Просьбы о помощи (1)")
    assert "Закрыто за 30 дней: 1 обращение." in olga.screen.text
    await yard.stage.pass_time(days=2)
    await olga.say("/menu")
    await olga.press("Просьбы о помощи (1)")
    assert "Закрыто" not in olga.screen.text


@pytest.mark.parametrize("name", ["mentor", "hr"])
async def test_the_plant_sees_those_of_its_own_students(yard: Yard, name: str) -> None:
    await yard.call()
    await yard[name].say("/menu")
    await yard[name].press("Просьбы о помощи (1)")
    assert yard[name].screen.labels[0] == "⚠️ Травма · Ёлкин П. · 10:00"


async def test_others_see_neither_list_nor_entry(yard: Yard) -> None:
    await yard.call()
    for name in ("other mentor", "other hr", "other coordinator", "classmate", "parent", "admin"):
        await yard[name].say("/menu")
        assert not [label for label in yard[name].screen.labels if "Просьбы" in label]


# --- by the clock ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", KINDS)
@pytest.mark.parametrize(
    ("begins", "quiet"),
    [
        ("2026-10-14T10:00+03:00", False),
        ("2026-10-14T22:00+03:00", True),
        ("2026-10-17T04:00+03:00", True),  # a Saturday
        ("2026-10-18T12:00+03:00", False),
    ],
)
async def test_only_urgent_kinds_ring_at_night(sqlite_database: Database, label: str, begins: str, quiet: bool) -> None:
    yard = await open_yard(sqlite_database, datetime.fromisoformat(begins))
    await yard.call(label)
    at_once = label in URGENT or not quiet
    assert ("supervisor" in yard.heard()) is at_once
    if label in {"Травма", "Чуть не случилось", "Здесь опасно"}:
        assert {"mentor", "hr", "supervisor", "coordinator", "parent"} <= yard.heard()
    if not at_once:
        await yard.stage.pass_time(hours=11)
        assert "supervisor" in yard.heard()
    await yard.stage.close()


async def test_at_night_an_injury_climbs_every_quarter_of_an_hour(sqlite_database: Database) -> None:
    yard = await open_yard(sqlite_database, datetime.fromisoformat("2026-10-17T03:00+03:00"))
    student = await yard.call()
    for minutes, newcomers in ((14, set()), (1, {"staff"}), (14, set()), (1, {"base coordinator", "admin"})):
        before = yard.heard()
        await yard.stage.pass_time(minutes=minutes)
        assert yard.heard() - before == newcomers
    rung = [one.text for one in student.bubbles if "Не ждите, звоните сами" in one.text]
    assert len(rung) == 2, "one message of its own, and the card"
    assert "напомним им ещё раз: 04:30" in yard.card("student").text
    assert yard["mentor"].screen.text.startswith("⚠️ Травма · № 1 · Ёлкин П.: с 03:00 никто не ответил")
    assert "Студент: +7 910" in yard["mentor"].screen.text
    for name in ("base coordinator", "admin"):
        assert "Ёлкин" not in yard[name].screen.text
        assert "Клепиковский техникум: +7 4912 00-00-04" in yard[name].screen.text
    await yard["staff"].press("Беру")
    assert "ответили, помогают" in yard["admin"].screen.text
    calls = len(yard.stage.phones.calls)
    await yard.stage.pass_time(days=2)
    assert len(yard.stage.phones.calls) == calls, "answered, it rings no more"


async def test_operators_hear_of_the_last_step_in_numbers_alone(yard: Yard) -> None:
    yard.stage.room.operator_chat_id = OPERATORS
    student = await yard.call()
    await student.press("Добавить слова")
    await student.say("придавило руку, Громов рядом")
    await yard.stage.pass_time(minutes=29)
    assert OPERATORS not in yard.stage.phones.chats
    await yard.stage.pass_time(minutes=1)
    (told,) = yard.stage.phones.chats[OPERATORS]
    assert "№ 1 без ответа с 10:00" in told.text
    assert "Всего без ответа: 1." in told.text
    assert not any(word in told.text for word in ("Ёлкин", "Громов", "руку", "Травма", "Клепик", "Тяжпрессмаш"))
    assert told.buttons == []
    await yard.stage.pass_time(hours=5)
    assert len(yard.stage.phones.chats[OPERATORS]) == 1, "once for each call"


async def test_operators_hear_nothing_of_what_is_answered_in_time(yard: Yard) -> None:
    yard.stage.room.operator_chat_id = OPERATORS
    await yard.call()
    await yard.stage.pass_time(minutes=16)
    await yard["staff"].press("Беру")
    await yard.stage.pass_time(days=1)
    assert OPERATORS not in yard.stage.phones.chats


async def test_what_is_taken_and_never_closed_is_brought_to_mind(yard: Yard) -> None:
    """Taken on Wednesday: on Thursday who has it, on Tuesday and the next Friday the coordinator with them."""
    await yard.call("Оплата")
    await yard["supervisor"].press("Беру")
    yard.stage.phones.chats.clear()
    for moment, hearing in (
        ("2026-10-15T09:59", set()),
        ("2026-10-15T10:00", {"supervisor"}),
        ("2026-10-20T10:00", {"supervisor", "coordinator"}),
        ("2026-10-23T10:00", {"supervisor", "coordinator"}),
        ("2026-11-30T10:00", set()),
    ):
        await yard.stage.pass_until(datetime.fromisoformat(f"{moment}+03:00"))
        assert yard.heard() == hearing, moment
        if hearing:
            assert "Вы занимаетесь им с" in yard["supervisor"].screen.text
        if "coordinator" in hearing:
            assert "Им занимается Соколова Н. П. с" in yard["coordinator"].screen.text
            assert yard["coordinator"].screen.labels == ["Решено", "Открыть"]
        yard.stage.phones.chats.clear()


async def test_closing_ends_being_reminded(yard: Yard) -> None:
    await yard.call("Оплата")
    await yard["supervisor"].press("Беру")
    await yard.stage.pass_time(days=1)
    await yard["supervisor"].press("Решено", yard["supervisor"].screen)
    await yard["supervisor"].say("Заплатили")
    yard.stage.phones.chats.clear()
    await yard.stage.pass_time(days=21)
    assert yard.heard() == set()


async def test_where_who_took_it_has_left_the_coordinator_is_reminded(yard: Yard) -> None:
    await yard.call("Оплата")
    await yard["supervisor"].press("Беру")

    def leave(session: Any) -> None:
        (grant,) = roles.of_person(session, yard.plant.ids["supervisor"])
        roles.revoke(session, grant.id, NOW, None)

    await yard.stage.database.run(leave)
    yard.stage.phones.chats.clear()
    await yard.stage.pass_time(days=1)
    assert yard.heard() == {"coordinator"}


async def test_over_a_weekend_pay_waits_for_the_office(sqlite_database: Database) -> None:
    yard = await open_yard(sqlite_database, datetime.fromisoformat("2026-10-16T16:30+03:00"))
    student = await yard.call("Оплата")
    assert "Ответят до 19 октября, пн, 16:45" in student.screen.text
    await yard.stage.pass_time(days=3, minutes=14)
    assert "staff" not in yard.heard()
    await yard.stage.pass_time(minutes=1)
    assert "staff" in yard.heard()
    assert "если будут молчать, напомним им ещё раз: 20 октября, вт, 17:00" in yard.card("student").text
    await yard.stage.close()


async def test_what_is_settled_at_night_comes_settled_in_the_morning(sqlite_database: Database) -> None:
    yard = await open_yard(sqlite_database, datetime.fromisoformat("2026-10-14T22:00+03:00"))
    await yard.call("Другое")
    olga = yard["coordinator"]
    await olga.say("/menu")
    await olga.press("Просьбы о помощи (1)")
    await olga.press("Другое", olga.screen)
    await olga.press("Беру", olga.screen)
    await yard.stage.pass_time(hours=11)
    assert [one.text for one in yard["supervisor"].bubbles if "Занимается Тайнова О." in one.text]
    assert len(yard["supervisor"].bubbles) == 1
    await yard.stage.close()


async def test_an_outage_of_a_night_rings_once(yard: Yard) -> None:
    """The bot was down: what was slept through is caught up with one message a person."""
    await yard.call()
    counted = len(yard["mentor"].bubbles)
    yard.stage.clock.forward(hours=9)
    for source in yard.stage.due:
        await source.run(yard.stage.clock.now())
    assert len(yard["mentor"].bubbles) == counted + 1


async def test_nothing_that_was_said_stands_where_it_must_not(yard: Yard) -> None:
    """Neither in what buttons carry nor in the keys by which messages are known."""
    student = await yard.call("Конфликт, обижают")
    await student.press("Добавить слова")
    await student.say("Громов тайна")
    for name in CAST:
        for bubble in yard.stage.phones.chats.get(telegram_id(name), []):
            assert not any(word in data for _, data in bubble.buttons for word in ("Громов", "тайна", "Ёлкин"))
    rows = await yard.stage.database.read(
        lambda session: session.query(outbox.OutboxRow.dedupe_key, outbox.OutboxRow.anchor).all()
    )
    for row in rows:
        assert not any(word in str(row) for word in ("Громов", "тайна", "Ёлкин"))


async def test_a_mentor_who_is_the_parent_gets_one_message(yard: Yard) -> None:
    def adopt(session: Any) -> None:
        mentor = yard.plant.ids["mentor"]
        roles.add(session, mentor, Role.PARENT, None, NOW, None)
        roles.add_guardian(session, mentor, yard.plant.ids["student"], NOW)

    await yard.stage.database.run(adopt)
    await yard.call()
    assert len(yard["mentor"].bubbles) == 1
    assert "Беру" in yard["mentor"].screen.labels


async def test_where_nobody_can_be_told_the_student_is_told_so(yard: Yard) -> None:
    for name in set(CAST) - {"student"}:
        await yard.stage.database.run(known.mark_unreachable, telegram_id(name), NOW)
    student = await yard.call()
    assert "в боте сейчас некому ответить. Звоните сами" in student.screen.text


async def test_a_student_moved_to_another_plant_is_told_about_there(yard: Yard) -> None:
    from storage.internship import PlacementStatus, placements

    def move(session: Any) -> None:
        assert yard.plant.placement is not None
        placements.set_status(session, yard.plant.placement.id, PlacementStatus.TERMINATED, NOW, reason="other")
        practise(session, NOW, yard.plant.student, yard.plant.ids["other mentor"], yard.plant.ids["supervisor"])

    await yard.call()
    await yard.stage.database.run(move)
    yard.stage.clock.forward(minutes=3)
    await yard["supervisor"].press("Решено")
    await yard["supervisor"].say("Всё хорошо")
    yard.stage.phones.chats.clear()
    await yard.call()
    assert "other mentor" in yard.heard()
    assert "mentor" not in yard.heard()
