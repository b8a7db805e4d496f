"""Matching in the chat: one student with reasons, a whole group, a place that is filled, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster.people import Role
from storage.internship import Place, Placement, PlacementStatus, Student, places, seats, students
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Bubble, Stage
from tests.practice import MODULE, PLACES, plan, student

OLGA, PAVEL, NINA = 711, 712, 713
NAMES = (("Ёлкин", "Пётр"), ("Щеглова", "Анна"), ("Мамедов", "Рустам"), ("Абрамова", "Алёна"))


@pytest.fixture
async def olga(house: Stage) -> Actor:
    return await with_role(house, OLGA, Role.COORDINATOR, "klepiki", "Тайнова Ольга")


async def lay(stage: Stage, count: int = 1, **changes: Any) -> list[Student]:
    """Lay students of one group; `changes` are facts of the first."""

    def keep(session: Session) -> list[Student]:
        found = []
        for number, (last, first) in enumerate(NAMES[:count]):
            new = student(
                identity=f"{last} {first}", last_name=last, first_name=first, **(changes if not number else {})
            )
            found.append(students.keep(session, new, stage.clock.now())[0])
        return found

    return await stage.database.run(keep)


async def lay_place(stage: Stage, **changes: Any) -> Place:
    return await stage.database.run(places.add, replace(PLACES, **changes), stage.clock.now())


async def to_group(actor: Actor) -> Bubble:
    await actor.say("/practice")
    await actor.press("Места")
    await actor.press("Без места")
    await actor.press("СВ-21")
    return await actor.press("ПМ.02")


async def held(stage: Stage, place: Place) -> list[Placement]:
    return await stage.database.read(seats.at_place, place.id)


async def taken(stage: Stage, place: Place) -> int:
    return (await stage.database.read(places.get, place.id)).taken


# --- one ---------------------------------------------------------------------------------------------


async def test_one_student_is_suggested_places_with_reasons_and_gets_one(house: Stage, olga: Actor) -> None:
    await lay(house, wish="mikhailovcement", needs_bed=True)
    far = await lay_place(house, enterprise="mikhailovcement", site="Ремонтно-механический цех", number=2)
    await lay_place(house)
    await olga.say("/practice")
    screen = await olga.press("Места")
    assert "Без места 1 студент. Свободных мест: 5." in screen.text
    screen = await olga.press("Свободно (")
    assert "Михайловцемент · 5 октября · Сварщик · 2, коек 1" in screen.labels
    await olga.press("Без места")
    await olga.press("СВ-21")
    screen = await olga.press("ПМ.02")
    assert "Ёлкин П. · хочет Михайловцемент · общежитие" in screen.labels
    screen = await olga.press("Ёлкин")
    assert "желание: Михайловцемент · нужно общежитие" in screen.text
    first, second = screen.text.split("1. ")[1].split("2. ")
    assert "студент просил это предприятие · есть место в общежитии · 140 км" in first
    assert "студент просил другое предприятие · есть место в общежитии · 70 км" in second
    assert "⚠️ В эти даты помещается 156 из 288 часов." in first
    screen = await olga.press("1. Михайловцемент")
    assert "Место дано 1 студенту. Пока об этом никто не знает." in screen.text
    assert "⚠️ В эти даты помещается 156 из 288 часов." in screen.text
    (made,) = await held(house, far)
    assert (made.status, made.bed, made.hours_total) == (PlacementStatus.PLANNED, True, 288)
    screen = await olga.press("Отменить распределение")
    assert "Отменено: 1. Места снова свободны" in screen.text
    assert await taken(house, far) == 0
    screen = await olga.press("Отменить распределение", bubble=None) if "Отменить" in str(screen.labels) else screen
    assert "Без места 1 студент" in screen.text


async def test_a_second_tap_on_a_place_gives_nothing_twice(house: Stage, olga: Actor) -> None:
    await lay(house)
    place = await lay_place(house)
    await to_group(olga)
    screen = await olga.press("Ёлкин")
    data = next(data for label, data in screen.buttons if label.startswith("1. "))
    await house.play(*({"callback_query": olga.query(data, screen.message_id)} for _ in range(2)))
    assert "Место дано 1 студенту" in olga.screen.text
    assert len(await held(house, place)) == await taken(house, place) == 1


async def test_an_old_button_of_a_place_that_is_full_by_now_says_so(house: Stage, olga: Actor) -> None:
    await lay(house, 2)
    place = await lay_place(house, number=1)
    await to_group(olga)
    old = await olga.press("Ёлкин")
    data = next(data for label, data in old.buttons if label.startswith("1. "))
    await to_group(olga)
    await olga.press("Щеглова")
    await olga.press("1. ")
    await olga.presses(data, old.message_id)
    assert "Ёлкин Пётр: это место только что заняли" in olga.toast
    assert await taken(house, place) == 1


async def test_where_nothing_suits_it_is_said_why(house: Stage, olga: Actor) -> None:
    await lay(house)
    await lay_place(house, age_min=18)
    await to_group(olga)
    assert "Подходящих мест нет" in (await olga.press("Ёлкин")).text


async def test_who_is_asked_no_more_cannot_be_taken_back(house: Stage, olga: Actor) -> None:
    await lay(house)
    place = await lay_place(house)
    await to_group(olga)
    await olga.press("Ёлкин")
    screen = await olga.press("1. ")
    data = next(data for label, data in screen.buttons if label == "Отменить распределение")
    assert "Предложение записано: студентов 1, ответ до 21 июля, вт" in (await olga.press("Спросить (1)")).text
    screen = await olga.presses(data, screen.message_id)
    assert "Отменять нечего" in screen.text
    assert [one.status for one in await held(house, place)] == [PlacementStatus.OFFERED]


# --- many --------------------------------------------------------------------------------------------


async def test_a_group_is_matched_lines_are_taken_out_and_all_is_applied(house: Stage, olga: Actor) -> None:
    await lay(house, 4)
    place = await lay_place(house, number=3)
    await to_group(olga)
    screen = await olga.press("Подобрать всей группе")
    assert screen.text.count("→ Тяжпрессмаш · 5 октября") == 3
    assert screen.text.count("· ⚠️ 156 из 288 ч") == 3
    assert "Без места останется 1 студент" in screen.text
    await olga.press("Изменить")
    await olga.press("Кого и куда")
    await olga.press("Щеглова")
    screen = await olga.press("Готово")
    assert "Щеглова" not in screen.text
    screen = await olga.press("Распределить")
    assert "Места даны 2 студентам" in screen.text
    assert "⚠️ В эти даты помещается 156 из 288 часов: 2 студента." in screen.text
    assert await taken(house, place) == 2
    screen = await olga.press("Спросить (2)")
    assert "Ждём ответа: 2" in screen.text


async def test_a_seat_that_went_meanwhile_stops_all_and_says_whose(house: Stage, olga: Actor) -> None:
    found = await lay(house, 3)
    place = await lay_place(house, number=2)
    await to_group(olga)
    await olga.press("Подобрать всей группе")
    await house.database.run(plan, found[2], place, house.clock.now())
    screen = await olga.press("Распределить")
    assert "Щеглова Анна: это место только что заняли. Никто не распределён." in screen.text
    assert await taken(house, place) == 1
    await olga.press("✓ Щеглова")
    await olga.press("Готово")
    assert "Место дано 1 студенту" in (await olga.press("Распределить")).text
    assert await taken(house, place) == 2


async def test_a_double_tap_on_apply_gives_nothing_twice(house: Stage, olga: Actor) -> None:
    await lay(house, 3)
    place = await lay_place(house)
    await to_group(olga)
    screen = await olga.press("Подобрать всей группе")
    data = next(data for label, data in screen.buttons if label == "Распределить")
    await house.play(*({"callback_query": olga.query(data, screen.message_id)} for _ in range(2)))
    assert len(await held(house, place)) == await taken(house, place) == 3


async def test_where_nothing_is_free_no_form_opens(house: Stage, olga: Actor) -> None:
    await lay(house)
    await to_group(olga)
    await olga.press("Подобрать всей группе")
    assert "нет свободных мест" in olga.toast


async def test_students_are_picked_for_a_place_and_never_more_than_there_is_room(house: Stage, olga: Actor) -> None:
    await lay(house, 3, wish="tyazhpressmash")
    place = await lay_place(house, number=2)
    await olga.say("/practice")
    await olga.press("Места")
    await olga.press("Свободно (")
    await olga.press("Тяжпрессмаш")
    await olga.press("Подобрать студентов")
    screen = await olga.press("ПМ.02")
    assert "Свободно мест: 2" in screen.text
    assert screen.labels[0].startswith("Ёлкин П."), "whom it suits best comes first"
    for name in ("Ёлкин", "Щеглова", "Мамедов"):
        await olga.press(name)
    await olga.press("Готово")
    assert "Столько мест нет: свободно 2" in olga.toast
    await olga.press("✓ Мамедов")
    screen = await olga.press("Готово")
    assert "Ёлкин П. → СВ-21: студент просил это предприятие · 70 км" in screen.text
    assert "Места даны 2 студентам" in (await olga.press("Распределить")).text
    assert await taken(house, place) == 2


async def test_where_the_plant_hears_only_the_students_are_named(house: Stage, olga: Actor) -> None:
    await with_role(house, NINA, Role.ENTERPRISE_HR, PLACES.enterprise)
    await lay(house)
    await lay_place(house)
    await to_group(olga)
    await olga.press("Ёлкин")
    await olga.press("1. ")
    screen = await olga.press("Спросить (1)")
    assert "✅ Спросили 1 студента и предприятие. Ответ ждём до 21 июля, вт" in screen.text
    assert "Студент ещё не в боте и вопроса не увидит" in screen.text
    assert "никого нет" not in screen.text


async def test_who_cannot_hear_is_told_at_once_and_stays_on_a_shelf(house: Stage, olga: Actor) -> None:
    await lay(house, 2)
    await lay_place(house)
    await to_group(olga)
    await olga.press("Подобрать всей группе")
    await olga.press("Распределить")
    screen = await olga.press("Спросить (2)")
    assert "Предложение записано: студентов 2, ответ до 21 июля, вт. Но увидеть его некому." in screen.text
    assert "⚠️ 2 из 2 ещё не в боте и вопроса не увидят. Напечатайте карточки" in screen.text
    assert "в боте никого нет, вопрос никто не увидит. Позвоните" in screen.text
    assert screen.labels[0] == "Карточки и ссылки"
    assert "📵 Не в боте (2)" in screen.labels
    await olga.say("/menu")
    assert "Практика (2)" in olga.screen.labels
    await olga.say("/practice")
    await olga.press("📵 Не в боте (2)")
    assert "Предложений: 2." in olga.screen.text
    screen = await olga.press("Ёлкин")
    assert "Студент не в боте и предложения не видит" in screen.text
    assert "Ссылка студенту" in screen.labels
    await olga.press("Студент согласен (на бумаге)")
    assert "Студент не в боте" not in olga.screen.text
    assert "Ссылка студенту" not in olga.screen.labels
    await olga.press("Предприятие согласно (на бумаге)")
    await olga.say("/practice")
    await olga.press("📵 Не в боте (1)")
    await olga.press("Карточки и ссылки")
    assert "Ещё не в боте: 2" in olga.screen.text


async def test_who_goes_there_is_listed_and_asked_from_the_place(house: Stage, olga: Actor) -> None:
    (pyotr,) = await lay(house)
    place = await lay_place(house)
    await house.database.run(plan, pyotr, place, house.clock.now())
    desk = await olga.say("/practice")
    await olga.presses(f"1;places;place;{place.id}", desk.message_id)
    screen = await olga.press("Кто идёт (1)")
    assert "Ёлкин П. · запланирован" in screen.labels
    assert "Ёлкин Пётр, СВ-21" in (await olga.press("Ёлкин")).text
    await olga.press("К месту")
    assert "Предложение записано: студентов 1" in (await olga.press("Спросить распределённых (1)")).text


# --- others ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["group", "student", "assign"])
async def test_another_college_places_nobody(house: Stage, olga: Actor, verb: str) -> None:
    (pyotr,) = await lay(house)
    place = await lay_place(house)
    pavel = await with_role(house, PAVEL, Role.COORDINATOR, "kasimov")
    nina = await with_role(house, NINA, Role.ENTERPRISE_HR, "tyazhpressmash")
    carried = f"{pyotr.id};{place.id};{MODULE}" if verb == "assign" else f"{pyotr.id};{MODULE};0"
    for actor in (pavel, nina):
        await actor.presses(f"1;places;{verb};{carried}")
        assert "недоступно" in actor.toast
    await pavel.presses(f"1;placematch;open;{pyotr.id};{MODULE};programme")
    assert "недоступно" in pavel.toast
    assert await taken(house, place) == 0


@pytest.mark.parametrize("data", ["undo;99999999999999999", "undo;x", "ask;", "group;404;x", "fill;404", "who;404;9"])
async def test_forged_buttons_do_no_harm(house: Stage, olga: Actor, data: str) -> None:
    await olga.presses(f"1;places;{data}")
    assert house.phones.calls or house.phones.answers
    assert "Ответ не потерян" not in olga.toast
