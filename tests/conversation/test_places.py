"""Places in the chat: offered, repeated, changed, closed; who is told, and what somebody else did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import places as rules
from cluster.internship import offering, placing
from cluster.people import Role
from storage import people as stored
from storage.internship import Place, placements, places, students
from tests.conversation.people import CONTENT, with_role
from tests.conversation.stage import Actor, Bubble, Stage
from tests.practice import MODULE, PLACES, PLANT, student

NINA, EGOR, OLGA, PETYA, VIKTOR = 701, 702, 703, 704, 705
ANSWERS = (
    "Сварщик", "4 места", "5 октября", "27 ноября", "Сборочно-сварочный цех № 4", "с 8 до 12.30", "30 мин",
    "стипендия предприятия", "22 000", "5 и 20", "1", "Костюм, маска", "16", "Да", "Громов В. П., мастер",
    "8 4912 00-00-21", "Вторая проходная", "тетрадь", "паспорт",
)  # fmt: skip


async def hr(stage: Stage) -> Actor:
    return await with_role(stage, NINA, Role.ENTERPRISE_HR, PLANT, "Лаврентьева Нина")


async def coordinator(stage: Stage) -> Actor:
    return await with_role(stage, OLGA, Role.COORDINATOR, "klepiki", "Тайнова Ольга")


async def answer(actor: Actor, answers: Sequence[str]) -> Bubble:
    for words in answers:
        if any(words == label for label in actor.screen.labels):
            await actor.press(words)
        else:
            await actor.say(words)
    return actor.screen


async def to_places(actor: Actor) -> Bubble:
    await actor.say("/practice")
    return await actor.press("Места")


async def kept(stage: Stage) -> list[Place]:
    return await stage.database.read(places.of_enterprise, PLANT, date(2026, 1, 1))


async def lay(stage: Stage, **changes: Any) -> Place:
    return await stage.database.run(places.add, replace(PLACES, **changes), stage.clock.now())


async def placed(stage: Stage, place: Place) -> int:
    """Give Petya a seat of a place, ask him, and name Viktor as his mentor."""
    await with_role(stage, PETYA, Role.STUDENT, "klepiki")
    await with_role(stage, VIKTOR, Role.MENTOR, PLANT)
    await coordinator(stage)

    def give(session: Session) -> int:
        now = stage.clock.now()
        known = stored.by_telegram_ids(session, [PETYA, OLGA, VIKTOR])
        who, _ = students.keep(session, student(known[PETYA].id), now)
        batch = placing.assign(session, now, known[OLGA].id, [(who.id, place.id)], MODULE, CONTENT)
        offering.offer(session, now, known[OLGA].id, batch.placements[0].id, CONTENT)
        placements.change(session, batch.placements[0].id, mentor_id=known[VIKTOR].id)
        return batch.placements[0].id

    return await stage.database.run(give)


# --- offering ----------------------------------------------------------------------------------------


async def test_an_enterprise_offers_places_and_the_college_is_told(house: Stage) -> None:
    olga, nina = await coordinator(house), await hr(house)
    assert "Мест пока нет" in (await to_places(nina)).text
    await nina.press("Предложить места")
    screen = await answer(nina, ANSWERS)
    for words in (
        "Мест: 4",
        "5 октября 2026",
        "8:00–12:30",
        "22\u00a0000\u00a0₽",
        "5, 20",
        "+7 4912 00-00-21",
        "паспорт",
    ):
        assert words in screen.text
    screen = await nina.press("Предложить")
    assert "Места предложены: 4" in screen.text
    assert "Свободно 4 из 4" in screen.text
    (one,) = await kept(house)
    assert (one.number, one.beds, one.age_min, one.pay_days) == (4, 1, 16, (5, 20))
    assert "Тяжпрессмаш предлагает места практики: 4" in olga.screen.text
    assert "Свободно 4 из 4" in (await olga.press("К месту")).text
    assert "свободно 4 из 4" in " ".join((await to_places(nina)).labels)


async def test_by_night_the_college_is_told_in_the_morning(house: Stage) -> None:
    olga, nina = await coordinator(house), await hr(house)
    await house.pass_time(hours=12)  # 22:00
    await to_places(nina)
    await nina.press("Предложить места")
    await answer(nina, ANSWERS)
    await nina.press("Предложить")
    assert olga.bubbles == []
    await house.pass_time(hours=11)
    assert "предлагает места" in olga.screen.text


async def test_a_double_tap_on_offer_makes_one_place(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    screen = await answer(nina, ANSWERS)
    data = next(data for label, data in screen.buttons if label == "Предложить")
    await house.play(*({"callback_query": nina.query(data, screen.message_id)} for _ in range(2)))
    assert len(await kept(house)) == 1


async def test_what_makes_no_sense_is_told_at_once_and_a_day_off_is_asked_about(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    await nina.press("Сварщик")
    assert "от 1 до 100" in (await nina.say("сто один")).text
    assert "от 1 до 100" in (await nina.say("101")).text
    await nina.say("4")
    assert "уже прошёл" in (await nina.say("13.07.2026")).text
    assert "больше года" in (await nina.say("01.09.2027")).text
    assert "4 октября, вс — выходной" in (await nina.say("4 октября")).text
    await nina.press("Исправить")
    await nina.say("5 октября")
    assert "раньше первого" in (await nina.say("04.10.2026")).text
    assert "длиннее года" in (await nina.say("07.10.2027")).text
    await nina.say("27 ноября")
    await nina.press("Сборочно-сварочный")
    assert "на следующий день" in (await nina.say("22:00-6:00")).text
    await nina.press("Исправить")
    assert "Не похоже на смену" in (await nina.say("утром")).text


async def test_a_first_day_after_the_last_one_asks_for_the_last_one_again(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    await answer(nina, ANSWERS)
    await nina.press("Изменить")
    await nina.press("Первый день")
    screen = await nina.say("30 ноября")
    assert "Последний день практики?" in screen.text


async def test_a_form_that_was_left_is_gone_on_with(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    await answer(nina, ANSWERS[:6])
    await nina.say("/menu")
    await nina.press("Продолжить: новые места")
    await answer(nina, ANSWERS[6:])
    await nina.press("Предложить")
    assert len(await kept(house)) == 1


async def test_places_like_others_ask_for_their_number_and_days_alone(house: Stage) -> None:
    nina = await hr(house)
    one = await lay(house)
    await to_places(nina)
    await nina.press("Сварщик")
    screen = await nina.press("Предложить ещё такие же")
    assert "Сколько студентов" in screen.text
    screen = await answer(nina, ("2", "1 декабря", "25 декабря"))
    assert "Вторая проходная" in screen.text
    await nina.press("Предложить")
    first, second = await kept(house)
    assert first == one
    assert (second.number, second.date_from, second.meeting) == (2, date(2026, 12, 1), replace_point(one, second))


def replace_point(one: Place, other: Place) -> Any:
    """Return how the first place is met, at the point of the second: content knows its site by now."""
    assert one.meeting is not None
    assert other.meeting is not None
    return replace(one.meeting, latitude=other.meeting.latitude, longitude=other.meeting.longitude)


async def test_the_next_time_little_is_asked(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    await answer(nina, ANSWERS)
    await nina.press("Предложить")
    await to_places(nina)
    await nina.press("Предложить места")
    assert nina.screen.text.startswith("Шаг 1 из 5")
    assert "остальное возьмём как в прошлый раз (Тяжпрессмаш · 5 октября)" in nina.screen.text
    await nina.press("Сварщик")
    for said in ("2", "12.10.2026", "27.11.2026"):
        await nina.say(said)
    assert nina.screen.text.startswith("Шаг 5 из 5")
    assert "перечня тяжёлых и вредных" in nina.screen.text
    screen = await nina.press("Да")
    assert "8:00–12:30" in screen.text
    await nina.press("Предложить")
    first, second = await kept(house)
    assert (second.number, second.shift_from, second.pay_days) == (2, first.shift_from, first.pay_days)


async def test_a_coordinator_writes_down_places_for_an_enterprise(house: Stage) -> None:
    olga, nina = await coordinator(house), await hr(house)
    await to_places(olga)
    await olga.press("Предприятия")
    await olga.press("Тяжпрессмаш")
    await olga.press("Предложить места")
    await answer(olga, ANSWERS)
    await olga.press("Предложить")
    assert len(await kept(house)) == 1
    assert "Тяжпрессмаш предлагает места практики: 4" in nina.screen.text
    assert olga.screen.text != nina.screen.text


async def test_whose_role_has_ended_offers_nothing(house: Stage) -> None:
    nina = await hr(house)
    await to_places(nina)
    await nina.press("Предложить места")
    await answer(nina, ANSWERS)

    def end(session: Session) -> None:
        from cluster import people

        me = stored.by_telegram_ids(session, [NINA])[NINA].id
        for held in people.roles_of(session, me):
            people.revoke(session, house.clock.now(), None, held.id)

    await house.database.run(end)
    assert "недоступно" in (await nina.press("Предложить")).text
    assert await kept(house) == []


# --- changing ----------------------------------------------------------------------------------------


async def test_new_days_are_told_to_who_goes_there_with_what_changed(house: Stage) -> None:
    nina = await hr(house)
    place = await lay(house)
    await placed(house, place)
    petya, viktor, olga = (Actor(house, who) for who in (PETYA, VIKTOR, OLGA))
    house.phones.chats.clear()
    await to_places(nina)
    await nina.press("Сварщик")
    await nina.press("Изменить")
    await nina.press("Изменить")
    await nina.press("Последний день")
    await nina.say("20 ноября")
    screen = await nina.press("Сохранить")
    assert "Сохранено. Кто по этим дням живёт, тому напишем: студентов 1" in screen.text
    for told in (petya, viktor):
        assert len(told.bubbles) == 1
        assert "Изменилось: последний день" in told.screen.text
        assert "5 октября – 20 ноября 2026" in told.screen.text
    assert "изменило места практики" in olga.screen.text
    (one,) = await kept(house)
    assert one.date_to == date(2026, 11, 20)


async def test_more_places_are_told_to_no_student(house: Stage) -> None:
    nina = await hr(house)
    place = await lay(house)
    await placed(house, place)
    house.phones.chats.clear()
    await to_places(nina)
    await nina.press("Сварщик")
    await nina.press("Изменить")
    await nina.press("Изменить")
    assert "Занято 1, меньше нельзя" in (await nina.press("Мест")).text
    assert "от 1 до 100" in (await nina.say("0")).text
    await nina.say("9")
    assert (await nina.press("Сохранить")).text.startswith("✅ Сохранено.\n")
    assert Actor(house, PETYA).bubbles == []
    assert "Мест: 9" in Actor(house, OLGA).screen.text


async def test_of_two_who_change_at_once_the_second_sees_what_stands(house: Stage) -> None:
    nina = await hr(house)
    egor = await with_role(house, EGOR, Role.ENTERPRISE_ADMIN, PLANT, "Котов Егор")
    await lay(house)
    for actor in (nina, egor):
        await to_places(actor)
        await actor.press("Сварщик")
        await actor.press("Изменить")
        await actor.press("Изменить")
        await actor.press("Мест")
    await nina.say("5")
    await egor.say("7")
    await nina.press("Сохранить")
    screen = await egor.press("Сохранить")
    assert "изменил кто-то ещё" in screen.text
    assert "из 5" in screen.text
    (one,) = await kept(house)
    assert one.number == 5


async def test_places_are_closed_and_opened_again_and_an_old_card_does_no_harm(house: Stage) -> None:
    olga, nina = await coordinator(house), await hr(house)
    place = await lay(house)
    await to_places(nina)
    card = await nina.press("Сварщик")
    data = next(data for label, data in card.buttons if label == "Закрыть")
    screen = await nina.press("Закрыть")
    assert "Закрыто: новых студентов не ждут" in screen.text
    assert "больше не ждёт студентов" in olga.screen.text
    told = len(olga.bubbles)
    await nina.presses(data, card.message_id)
    assert len(olga.bubbles) == told
    assert "закрыто" in " ".join((await nina.press("К местам")).labels)
    await nina.press("Сварщик")
    assert "Свободно 3 из 3" in (await nina.press("Открыть снова")).text
    assert "снова ждёт студентов" in olga.screen.text
    assert (await house.database.read(places.get, place.id)).closed_at is None


async def test_a_stranger_to_the_plant_neither_sees_nor_changes(house: Stage) -> None:
    place = await lay(house)
    egor = await with_role(house, EGOR, Role.ENTERPRISE_HR, "rnpk")
    for data in (f"1;places;place;{place.id}", f"1;places;close;{place.id}", f"1;placeedit;open;{place.id}",
                 f"1;place;open;{PLANT}", f"1;places;of;{PLANT};0", "1;places;place;404"):  # fmt: skip
        await egor.presses(data)
        assert house.phones.answers[-1].get("show_alert"), data
        house.phones.answers.clear()
    assert (await kept(house)) == [place]


async def test_everything_is_said_in_english_as_well(house: Stage) -> None:
    nina = await with_role(house, NINA, Role.ENTERPRISE_HR, PLANT, language="en")
    await lay(house)
    await nina.say("/practice")
    await nina.press("Places")
    screen = await nina.press("Welder")
    for words in ("3 of 3 free", "Shift:", "Pay (as the enterprise says)", "October"):
        assert words in screen.text
    assert rules.professions(CONTENT)
    assert not any("А" <= letter <= "я" for letter in " ".join(screen.labels))


@pytest.mark.parametrize("page", [0, 1])
async def test_many_places_are_shown_page_by_page(house: Stage, page: int) -> None:
    nina = await hr(house)
    for _ in range(7):
        await lay(house)
    screen = await to_places(nina)
    for _ in range(page):
        screen = await nina.press("Ещё")
    assert sum("Сварщик" in label for label in screen.labels) == (5, 2)[page]
