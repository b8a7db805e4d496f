"""An offer of practice in the chat: asked, answered in either order, declined, noted on paper, not answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import people
from cluster.people import Role
from storage import people as stored
from storage.internship import Placement, placements, places, students
from storage.internship import PlacementStatus as S
from tests.conversation.stage import Actor, Bubble, Stage
from tests.practice import MOTHER, NINA, PETYA, PLACES, PLANT, Practice, open_practice, plan, student


@dataclass
class Told:
    """What somebody was told since the last look."""

    actor: Actor
    seen: int = 0

    def now(self) -> list[str]:
        texts = [bubble.text for bubble in self.actor.bubbles[self.seen :]]
        self.seen = len(self.actor.bubbles)
        return texts


async def asked(stage: Stage, **changes: Any) -> Practice:
    """Open a practice whose student and plant have just been asked."""
    practice = await open_practice(stage, **changes)
    await reach(practice, f"offer-of;{practice.placement.id}")
    await practice.olga.press("Спросить студента")
    return practice


async def reach(practice: Practice, verb: str) -> Bubble:
    """Have Olga press a button below the desk of practice."""
    desk = await practice.olga.say("/practice")
    return await practice.olga.presses(f"1;internship;{verb}", desk.message_id)


def texts(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles]


# --- asking ------------------------------------------------------------------------------------------


async def test_everybody_whom_it_concerns_is_asked_in_their_own_words(house: Stage) -> None:
    practice = await asked(house)
    (student_,), (parent,), (plant,) = (texts(one) for one in (practice.petya, practice.mother, practice.nina))
    assert "Вам предлагают практику: Тяжпрессмаш, с 5 октября. Решаете вы и предприятие" in student_
    for words in (
        "Ответьте до 21 июля, вт",
        "Смена: 8:00–12:30",
        "стипендия предприятия, 22\u00a0000\u00a0₽",
        "10, 25",
    ):
        assert words in student_
    assert practice.petya.screen.labels == ["Согласен", "Не подходит", "Меню"]
    assert "копия для родителя" in parent
    assert "Вам отвечать не нужно" in parent
    assert practice.mother.screen.labels == ["Меню"]
    assert "Колледж предлагает студентов: 1. Тяжпрессмаш, с 5 октября" in plant
    assert "Ёлкин П., СВ-21" in plant
    assert practice.viktor.bubbles == []
    assert "Ждём студента и предприятие до 21 июля" in practice.olga.screen.text


async def test_a_bed_and_its_lack_are_told(house: Stage) -> None:
    practice = await open_practice(house)
    await house.database.run(placements.change, practice.placement.id, bed=False)
    await practice.olga.presses(f"1;internship;offer-ask;{practice.placement.id}")
    assert "Общежитие: мест нет, колледж ищет" in practice.petya.screen.text


async def test_a_second_tap_asks_nobody_twice(house: Stage) -> None:
    practice = await asked(house)
    await practice.olga.presses(f"1;internship;offer-ask;{practice.placement.id}")
    await practice.olga.presses("1;places;askall", practice.olga.screen.message_id)
    assert "Спрашивать некого" in practice.olga.screen.text
    assert len(practice.petya.bubbles) == len(practice.mother.bubbles) == len(practice.nina.bubbles) == 1


async def test_who_is_parent_and_personnel_is_told_once(house: Stage) -> None:
    practice = await open_practice(house)

    def more(session: Session) -> None:
        known = stored.by_telegram_ids(session, [MOTHER])[MOTHER].id
        people.grant(session, house.clock.now(), None, known, Role.ENTERPRISE_ADMIN, PLANT)

    await house.database.run(more)
    await practice.olga.presses(f"1;internship;offer-ask;{practice.placement.id}")
    (one,) = texts(practice.mother)
    assert "Колледж предлагает студентов: 1" in one
    await practice.petya.press("Согласен")
    await practice.nina.presses(f"1;internship;offer-take;{practice.placement.id}")
    assert len([one for one in texts(practice.mother) if "согласована" in one]) == 1


async def test_an_adult_s_parents_are_not_told(house: Stage) -> None:
    from datetime import date

    practice = await asked(house, birth_date=date(2008, 10, 5))
    assert practice.mother.bubbles == []


async def test_by_night_everybody_is_asked_in_the_morning(house: Stage) -> None:
    practice = await open_practice(house)
    await house.pass_time(hours=12)
    await practice.olga.presses(f"1;internship;offer-ask;{practice.placement.id}")
    assert practice.petya.bubbles == practice.nina.bubbles == []
    await house.pass_time(hours=11)
    assert len(practice.nina.bubbles) == 1
    card, asked = practice.petya.bubbles
    assert card.text.startswith("Мой путь")
    assert "Согласен" in asked.labels[0]


# --- saying yes --------------------------------------------------------------------------------------


async def by_student(practice: Practice) -> Bubble:
    return await practice.petya.press("Согласен")


async def by_plant(practice: Practice) -> Bubble:
    await practice.nina.press("К ответам")
    await practice.nina.press("Ёлкин")
    return await practice.nina.press("Берём")


@pytest.mark.parametrize(
    "order", [(by_student, by_plant), (by_plant, by_student)], ids=["student first", "plant first"]
)
async def test_the_whole_life_of_an_offer(house: Stage, order: Sequence[Any]) -> None:
    practice = await asked(house)
    first, last = order
    screen = await first(practice)
    assert "Записали" in screen.text
    assert (await practice.now()).status is S.OFFERED
    told = {one.id: Told(one, len(one.bubbles)) for one in (practice.petya, practice.mother, practice.nina)}
    screen = await last(practice)
    assert (await practice.now()).status is S.CONFIRMED
    actor = practice.petya if last is by_student else practice.nina
    other = practice.nina if last is by_student else practice.petya
    assert told[actor.id].now() in ([], [screen.text])
    (news,) = told[other.id].now()
    assert "Практика согласована: Тяжпрессмаш, с 5 октября" in news
    (copy,) = told[MOTHER].now()
    assert "Практика согласована, копия для родителя" in copy
    (told,) = [one for one in texts(practice.sergey) if "Практика согласована" in one]  # the supervisor
    assert told.endswith("с 5 октября. Дальше документы. Студент: Ёлкин П.")
    await house.pass_time(hours=23)
    assert (await practice.now()).status is S.DOCS_PENDING


async def test_a_yes_is_shown_with_what_comes_next(house: Stage) -> None:
    practice = await asked(house)
    screen = await practice.petya.press("Согласен")
    assert "Записали: вы согласны." in screen.text
    assert "Ждём предприятие до 21 июля, вт" in screen.text
    assert screen.labels == ["Передумать", "В меню"]
    assert "Предложение практики" in (await practice.petya.say("/menu")).labels
    screen = await practice.nina.say("/menu")
    assert "Ответить колледжу (1)" in screen.labels
    await practice.nina.press("Ответить колледжу")
    screen = await practice.nina.press("Ёлкин")
    assert "Ёлкин Пётр, СВ-21, на первый день возраст 17" in screen.text
    assert "Студент согласен, решаете вы" in screen.text
    assert "никого не ждут" not in screen.text
    await practice.nina.press("Берём")
    assert "Ответить колледжу" not in str((await practice.nina.say("/menu")).labels)


async def test_pressed_twice_confirms_once(house: Stage) -> None:
    practice = await asked(house)
    offer = practice.petya.screen
    data = next(data for label, data in offer.buttons if label == "Согласен")
    await practice.nina.presses(f"1;internship;offer-take;{practice.placement.id}")
    before = len(practice.mother.bubbles)
    await house.play(*({"callback_query": practice.petya.query(data, offer.message_id)} for _ in range(3)))
    assert (await practice.now()).status is S.CONFIRMED
    assert len(practice.mother.bubbles) == before + 1


async def test_many_are_asked_and_taken_with_one_message_each(house: Stage) -> None:
    practice = await open_practice(house)

    def more(session: Session) -> None:
        now = house.clock.now()
        place = places.add(session, replace(PLACES, number=20), now)
        for number in range(12):
            new = student(identity=f"студент {number}", last_name=f"Студент{'абвгдежзиклм'[number]}")
            plan(session, students.keep(session, new, now)[0], place, now)

    await house.database.run(more)
    await practice.olga.say("/practice")
    await practice.olga.press("Места")
    screen = await practice.olga.press("Не спрошены (13)")
    await practice.olga.press("Спросить всех (13)")
    assert "Ждём ответа: 13" in practice.olga.screen.text
    (plant,) = texts(practice.nina)
    assert "Колледж предлагает студентов: 13" in plant
    assert "и ещё 3" in plant
    await practice.petya.press("Согласен")
    await practice.nina.press("К ответам")
    screen = await practice.nina.press("Берём всех (13)")
    assert "берёте 13 студентов" in screen.text
    assert (await practice.now()).status is S.CONFIRMED
    assert sum("согласована" in one for one in texts(practice.sergey)) == 1


# --- saying no ---------------------------------------------------------------------------------------


async def test_a_student_says_no_and_the_reason_stays_with_the_college(house: Stage) -> None:
    practice = await asked(house)
    await practice.petya.press("Не подходит")
    screen = await practice.petya.say("Дома нужно сидеть с братом")
    assert "Колледж подберёт другое место" in screen.text
    assert (await practice.now()).status is S.CANCELLED
    assert (await house.database.read(places.get, practice.place.id)).taken == 0
    assert "Студент отказался: Дома нужно сидеть с братом." in practice.olga.screen.text
    for other in (practice.nina, practice.mother):
        assert "Студент отказался." in other.screen.text
        assert "братом" not in str(texts(other))
    assert practice.viktor.bubbles == []


async def test_own_words_that_are_called_like_a_text_stay_words(house: Stage) -> None:
    practice = await asked(house)
    await practice.petya.press("Не подходит")
    await practice.petya.say("with: <b>")
    assert "Студент отказался: with: &lt;b&gt;." in practice.olga.screen.html


async def test_a_plant_says_no_with_a_ready_reason(house: Stage) -> None:
    practice = await asked(house)
    await practice.petya.press("Согласен")
    await practice.nina.press("К ответам")
    await practice.nina.press("Ёлкин")
    await practice.nina.press("Не подходит")
    screen = await practice.nina.press("нет места или наставника")
    assert "Записали: не берёте" in screen.text
    assert "Предприятие не сможет вас принять. Колледж подберёт другое место" in practice.petya.screen.text
    assert "Предприятие отказалось: нет места или наставника." in practice.olga.screen.text
    assert (await practice.now()).status is S.CANCELLED
    screen = await practice.olga.press("Посмотреть")
    assert "Отменено. Место снова свободно." in screen.text


async def test_an_old_yes_after_a_no_says_that_it_is_over(house: Stage) -> None:
    practice = await asked(house)
    offer = practice.petya.screen
    await practice.petya.press("Не подходит")
    await practice.petya.press("далеко ездить")
    await practice.petya.press("Согласен", offer)
    assert "больше не действует" in practice.petya.toast
    assert (await practice.now()).status is S.CANCELLED


async def test_a_no_that_was_left_changes_nothing_and_is_gone_on_with(house: Stage) -> None:
    practice = await asked(house)
    await practice.petya.press("Не подходит")
    await practice.petya.say("/menu")
    assert (await practice.now()).status is S.OFFERED
    await practice.petya.press("Продолжить: отказ")
    await practice.petya.press("не подходят дни")
    assert (await practice.now()).status is S.CANCELLED


async def test_the_college_takes_somebody_off_from_the_card_and_the_seat_is_free(house: Stage) -> None:
    practice = await asked(house)
    olga = practice.olga
    await reach(practice, f"card;{practice.placement.id}")
    assert "Ждём студента и предприятие" in (await olga.press("Предложение и ответы")).text
    await olga.press("Снять с места")
    await olga.press("предприятие не может")
    await olga.press("Пропустить")
    await olga.press(olga.screen.labels[0])
    assert (await practice.now()).status is S.CANCELLED
    assert (await house.database.read(places.get, practice.place.id)).taken == 0
    assert len(texts(practice.petya)) == 2


# --- on paper ----------------------------------------------------------------------------------------


async def test_what_was_agreed_on_paper_is_noted_and_told_to_whose_word_it_is(house: Stage) -> None:
    practice = await asked(house)
    screen = await practice.olga.press("Студент согласен (на бумаге)")
    assert "Отмечено" in screen.text
    assert "Студент согласен (на бумаге)" not in screen.labels
    assert "Колледж отметил, что вы согласны на практику" in practice.petya.screen.text
    await practice.olga.press("Предприятие согласно (на бумаге)")
    assert (await practice.now()).status is S.CONFIRMED
    assert "Практика согласована" in practice.petya.screen.text
    assert "Практика согласована" in practice.nina.screen.text


async def test_who_is_not_in_the_bot_is_named_and_answered_for(house: Stage) -> None:
    practice = await open_practice(house)

    def away(session: Session) -> None:
        students.change(session, practice.student.id, house.clock.now(), person_id=None)
        for held in people.roles_of(session, practice.ids[NINA]):
            people.revoke(session, house.clock.now(), None, held.id)

    await house.database.run(away)
    await reach(practice, f"offer-ask;{practice.placement.id}")
    assert "Предложение записано, но его никто не увидит" in practice.olga.screen.text
    assert "Студент не в боте" in practice.olga.screen.text
    assert "У предприятия никого нет в боте" in practice.olga.screen.text
    assert practice.petya.bubbles == practice.nina.bubbles == []


async def test_who_opens_the_bot_later_finds_the_offer_in_the_menu(house: Stage) -> None:
    practice = await asked(house)
    house.phones.chats.clear()
    assert "Предложение практики (1)" in (await practice.petya.say("/menu")).labels
    screen = await practice.petya.press("Предложение практики")
    assert "Решаете вы и предприятие" in screen.text
    await practice.petya.press("Согласен")
    assert (await practice.now()).student_agreed_at is not None


# --- not answered ------------------------------------------------------------------------------------


async def test_after_five_working_days_the_college_hears_who_has_not_answered(house: Stage) -> None:
    practice = await asked(house)  # a Tuesday: five working days end on the next Tuesday
    await practice.petya.press("Согласен")
    house.phones.chats.clear()
    await house.pass_time(days=7)  # Tuesday, 10:00
    assert practice.olga.bubbles == []
    await house.pass_time(days=1)
    (line,) = texts(practice.sergey)
    assert "Нет ответа на предложение практики: Ёлкин П." in line
    assert "Ждём предприятие." in line
    screen = await practice.sergey.press("Посмотреть")
    assert "Предприятие согласно (на бумаге)" in screen.labels
    await practice.olga.say("/practice")
    await practice.olga.press("Места")
    screen = await practice.olga.press("Ждём ответа (1)")
    assert "Срок прошёл: 1" in screen.text
    assert screen.labels[0].startswith("⚠️ Ёлкин П.")


async def test_nobody_is_bothered_about_what_was_answered(house: Stage) -> None:
    practice = await asked(house)
    await practice.petya.press("Согласен")
    await practice.nina.presses(f"1;internship;offer-take;{practice.placement.id}")
    house.phones.chats.clear()
    await house.pass_time(days=10)
    assert not [one for one in texts(practice.olga) + texts(practice.sergey) if "Нет ответа" in one]


# --- others ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["offer-yes", "offer-take", "offer-ask", "offer-noted", "offer", "offer-of"])
async def test_an_offer_is_worth_nothing_to_strangers(house: Stage, verb: str) -> None:
    practice = await asked(house)
    before = await practice.now()
    await practice.pavel.presses(f"1;internship;{verb};{practice.placement.id};student")
    assert "недоступно" in practice.pavel.toast
    if verb in ("offer-yes", "offer-take"):
        await practice.mother.presses(f"1;internship;{verb};{practice.placement.id}")
        assert "недоступно" in practice.mother.toast
        await practice.mother.presses(f"1;offerno;open;{practice.placement.id};student")
        assert "недоступно" in practice.mother.toast
    assert await practice.now() == before


async def test_a_parent_reads_along_and_answers_nothing(house: Stage) -> None:
    practice = await asked(house)
    offer = practice.mother.screen
    screen = await practice.mother.presses(f"1;internship;offer;{practice.placement.id}", offer.message_id)
    assert "Ёлкин Пётр" in screen.text
    assert screen.labels == ["В меню"]


async def test_the_offer_is_said_in_english_as_well(house: Stage) -> None:
    practice = await open_practice(house)

    def speak(session: Session) -> None:
        stored.set_language(session, practice.ids[PETYA], "en")

    await house.database.run(speak)
    await practice.olga.presses(f"1;internship;offer-ask;{practice.placement.id}")
    text = practice.petya.screen.text
    assert "You are offered practice: Tyazhpressmash, from 5 October" in text
    assert practice.petya.screen.labels == ["I agree", "Does not suit", "Menu"]


async def test_a_card_leads_to_the_offer_whom_it_concerns(house: Stage) -> None:
    practice = await open_practice(house)

    async def labels(actor: Actor) -> list[str]:
        desk = await actor.say("/practice")
        return (await actor.presses(f"1;internship;card;{practice.placement.id}", desk.message_id)).labels

    assert "Предложение и ответы" in await labels(practice.olga)
    assert "Предложение и ответы" not in await labels(practice.nina), "of a plan the plant was not asked"
    await practice.lead(S.OFFERED)
    assert "Предложение и ответы" in await labels(practice.nina)
    screen = await practice.nina.press("Предложение и ответы")
    assert screen.labels == ["Берём", "Не подходит", "К карточке", "В меню"]
    await practice.lead(S.CONFIRMED, S.DOCS_PENDING)
    assert "Предложение и ответы" not in await labels(practice.nina)


async def test_what_content_has_no_more_is_named_by_its_key(house: Stage) -> None:
    practice = await open_practice(house)
    gone = {"module": "gone-pm", "enterprise": "gone-plant", "programme": "gone-programme"}
    await house.database.run(placements.change, practice.placement.id, **gone)
    await reach(practice, f"offer-ask;{practice.placement.id}")
    for words in ("gone-plant", "gone-programme: gone-pm"):
        assert words in practice.petya.screen.text


async def test_nothing_personal_travels_in_buttons(house: Stage) -> None:
    practice = await asked(house)
    for actor in (practice.petya, practice.nina, practice.olga):
        for bubble in actor.bubbles:
            assert not [data for _, data in bubble.buttons if "лкин" in data]
    one: Placement = await practice.now()
    assert one.status is S.OFFERED
