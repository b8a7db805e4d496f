"""Ranking in the chat: the file in, the preview, applying, taking back; what applicants see and what they never do."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from bot.workshop import Workshop
from cluster.admission.status import ApplicationStatus as S
from cluster.people import Role
from storage import people, roles
from storage.admission import Application, applications
from storage.ranking import lists, seats
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Bubble, Stage
from tests.ranking import (
    AFTER_DOCS,
    AFTER_ORIGINALS,
    CAMPAIGN,
    COLLEGE,
    MOUNTING,
    NAMES,
    WELDER,
    content,
    register,
    walk,
)

TITLES = ["Рег. №", "Программа", "Средний балл", "Преимущественное право", "Целевой договор", "Достижения, баллы",
          "Оригинал", "Место"]  # fmt: skip
WELDERS, MOUNTERS = "Сварщик, 9 классов", "Монтаж оборудования, 9 классов"
OWNER = 5100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES, sheet: str = "Список") -> bytes:
    """Return a workbook as a coordinator saves it."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = sheet
    page.append(list(titles))
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opened(bubble: Bubble) -> openpyxl.Workbook:
    """Return the workbook that a message carries."""
    name, _mime, content = bubble.body["_files"]["document"]
    assert name.endswith(".xlsx")
    return openpyxl.load_workbook(io.BytesIO(base64.b64decode(content)))


@pytest.fixture
async def staff(house: Stage) -> Actor:
    await with_role(house, 899, Role.COORDINATOR, "electronics")  # the base college answers for those without staff
    return await with_role(house, 900, Role.COORDINATOR, COLLEGE, "Ольга Петровна")


async def lay(house: Stage, *numbers: str, programmes: Sequence[str] = (WELDER,)) -> list[Application]:
    """Register applicants; the first one's owner is `OWNER`, the next one's the number after."""

    def add(session: Session) -> list[Application]:
        return [
            register(session, house.clock.now(), no, *programmes, owner=OWNER + at) for at, no in enumerate(numbers)
        ]

    return await house.database.run(add)


async def status(house: Stage, one: Application) -> S:
    return (await house.database.read(applications.get, [one.id]))[one.id].status


async def send(staff: Actor, content: bytes, name: str = "list.xlsx", button: str = "Загрузить список") -> Bubble:
    """Open the ranking, send a file and wait for what became of it."""
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press(button)
    await staff.sends_document(name, content, XLSX)
    await staff.stage.work()
    return staff.screen


def give_seats(house: Stage, **numbers: int) -> None:
    house.content = content(**numbers)


# --- the list in --------------------------------------------------------------------------------------


async def test_a_list_is_sent_looked_at_and_applied(house: Stage, staff: Actor) -> None:
    one, other = await lay(house, "17", "18")
    applicant = Actor(house, OWNER)
    shown = await send(staff, book([["18", WELDERS, 4.75], ["17", WELDERS, "4,5"], ["П-1", WELDERS, 4.6]]))
    assert "Строк: 3" in shown.text
    assert "Нет в боте: 1 (П-1)" in shown.text
    assert await status(house, one) is S.REGISTERED
    shown = await staff.press("Применить")
    assert "Список применён" in shown.text
    assert {await status(house, each) for each in (one, other)} == {S.RANKED}
    await house.pass_time(seconds=1)
    assert "вы 3-й из 3, мест 25. Данные на 14.07 10:00" in applicant.screen.text
    assert len([b for b in applicant.bubbles if "вы 3-й" in b.text]) == 1
    await applicant.say("/menu")
    card = await applicant.press("Моя заявка")
    assert "вы 3-й из 3" in card.text
    assert "18" not in card.text.replace("18.08", "").replace("18 августа", "")


async def test_the_template_comes_back_as_a_list(house: Stage, staff: Actor) -> None:
    await lay(house, "17", "18", programmes=(WELDER, MOUNTING))
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("Шаблон")
    await house.work()
    made = opened(staff.screen)
    rows = list(made.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("Рег. №", "Кто это", "Программа", "Средний балл")
    assert {(row[0], row[2]) for row in rows[1:]} == {
        (number, programme) for number in ("17", "18") for programme in (WELDERS, MOUNTERS)
    }
    out = io.BytesIO()
    made.save(out)
    shown = await send(staff, out.getvalue())
    assert "Строк: 4" in shown.text
    assert "Применить" in shown.labels


async def test_faulty_rows_come_back_marked(house: Stage, staff: Actor) -> None:
    one, gone = await lay(house, "17", "18")
    await house.database.run(walk, house.clock.now(), gone, S.WITHDRAWN)
    rows = [
        ["17", WELDERS, 4.75, "Да"], ["17", WELDERS, 4.5], ["18", WELDERS, 4], ["19", "Повар", 4],
        ["20", WELDERS, "=4+1"], ["21", WELDERS, "четыре"], ["22", MOUNTERS, 4, "наверно"], ["", WELDERS, 3],
    ]  # fmt: skip
    shown = await send(staff, book(rows))
    assert "В 7 строках есть ошибки" in shown.text
    made = opened(shown)
    page = made["Список"]
    marked = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert sorted(marked) == ["A3", "A4", "A9", "B5", "C6", "C7", "D8"]
    assert "уже есть в строке 2" in marked["A3"]
    assert "Заявка закрыта" in marked["A4"]
    assert "«Повар» нет среди программ" in marked["B5"]
    assert "формула" in marked["C6"]
    assert await status(house, one) is S.REGISTERED


def merged() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book([["17", WELDERS, 4], ["18", WELDERS, 4]])))
    made.active.merge_cells("B2:B3")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def with_macros() -> bytes:
    out = io.BytesIO(book([["17", WELDERS, 4]]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Workbook_Open()")
    return out.getvalue()


DOCX = zipped(word__document_xml="<w:document/>", Content_Types_xml="<Types/>")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "list.xlsx", "Файл пустой"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00" * 40, "list.xls", ".xls"),
        (b"PK\x03\x04 nothing of a workbook", "list.xlsx", "повреждён"),
        (DOCX, "list.xlsx", "не таблица Excel"),
        (with_macros(), "list.xlsx", "макросы"),
        (b"plain words", "list.xlsx", "не таблица Excel"),
        (book([]), "list.xlsx", "ни одной строки"),
        (book([["17", WELDERS]], TITLES[:2]), "list.xlsx", "Нет столбцов: Средний балл"),
        (book([["17", WELDERS, 4, 4]], [*TITLES[:3], "Средний балл"]), "list.xlsx", "дважды: Средний балл"),
        (merged(), "list.xlsx", "В 2 строках есть ошибки"),
    ],
)
async def test_files_that_are_no_list(house: Stage, staff: Actor, content: bytes, name: str, expected: str) -> None:
    shown = await send(staff, content, name)
    assert expected in shown.text
    assert any("Загрузить" in label for label in shown.labels)
    assert await house.database.read(lists.current, COLLEGE, CAMPAIGN) == {}


async def test_numbers_are_read_as_people_type_them(house: Stage, staff: Actor) -> None:
    one, other, third = await lay(house, "17", "0018", "19")
    rows = [
        [17, WELDERS, "4,5"],
        ["0018", "сварщик,  9 классов ", 4.66666666666667],
        [" 19 ", WELDERS, "5", "да", "нет", "3"],
    ]
    await send(staff, book(rows))
    await staff.press("Применить")
    found = await house.database.read(lists.own_places, [one.id, other.id, third.id])
    assert [found[each.id][0].place for each in (one, other, third)] == [3, 2, 1]
    shown = await send(staff, book([["17", WELDERS, date(2026, 5, 4)]]))
    assert "В 1 строке есть ошибка" in shown.text


async def test_ten_thousand_rows(house: Stage, staff: Actor) -> None:
    (one,) = await lay(house, "17")
    rows = [[f"P-{n}", WELDERS, 2 + n % 3000 / 1000] for n in range(9_999)]
    shown = await send(staff, book([*rows, ["17", WELDERS, 5]]))
    assert "Строк: 10\u00a0000" in shown.text
    assert len(shown.text) <= 3500
    await staff.press("Применить")
    (place,) = (await house.database.read(lists.own_places, [one.id]))[one.id]
    assert (place.place, place.total) == (1, 10_000)


async def test_twenty_thousand_and_one_rows(house: Stage, staff: Actor) -> None:
    shown = await send(staff, book([["P", WELDERS, 4]] * 20_001))
    assert "не больше 20\u00a0000" in shown.text


async def test_two_files_at_once(house: Stage, staff: Actor) -> None:
    """The second waits for the first: a person's files are read one after the other."""
    await lay(house, "17")
    for _ in range(2):
        await staff.say("/menu")
        await staff.press("Рейтинг")
        await staff.press("Загрузить список")
        await staff.sends_document("list.xlsx", book([["17", WELDERS, 4]]), XLSX)
    assert "уже читается" in staff.screen.text
    await house.work()
    assert "Строк: 1" in staff.screen.text


async def test_nobody_reads_other_peoples_places(house: Stage, staff: Actor) -> None:
    """Neither notices nor cards of an applicant name anybody else, or anybody else's number."""
    await lay(house, "1717", "1818", "1919")
    await send(staff, book([["1818", WELDERS, 5], ["1717", WELDERS, 4], ["1919", WELDERS, 3]]))
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    for at, own in enumerate(("1717", "1818", "1919")):
        owner = Actor(house, OWNER + at)
        await owner.say("/menu")
        await owner.press("Моя заявка")
        read = " ".join(bubble.text for bubble in owner.bubbles)
        assert not [other for other in ("1717", "1818", "1919") if other != own and other in read]
        assert sum(name in read for name in NAMES) <= 1


async def test_a_photo_is_no_list(house: Stage, staff: Actor) -> None:
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("Загрузить список")
    shown = await staff.sends_photo(b"a photo")
    assert "файлом" in shown.text


async def test_a_list_of_another_college(house: Stage, staff: Actor) -> None:
    def add(session: Session) -> None:
        for no in ("1", "2"):
            register(session, house.clock.now(), no, "klepiki-welder-9", college="klepiki")

    await house.database.run(add)
    shown = await send(staff, book([["1", WELDERS, 4], ["2", WELDERS, 4]]))
    assert "список другого колледжа" in shown.text


async def test_ties_and_missing_are_named_in_the_preview(house: Stage, staff: Actor) -> None:
    await lay(house, "17", "18", "19")
    give_seats(house, welder=1)
    shown = await send(staff, book([["17", WELDERS, 4], ["18", WELDERS, 4]]))
    assert "Одинаковые результаты на границе мест: 17, 18. Решает комиссия" in shown.text
    assert "не в списке: 1 (19)" in shown.text


async def test_the_real_workshop_reads_it(house: Stage, staff: Actor) -> None:
    """The whole way through a process of its own, whose answer may hold only what papers make."""
    await lay(house, "17")
    house.runner._maker = Workshop()
    shown = await send(staff, book([["17", WELDERS, 4.5], ["18", WELDERS, 4]]))
    assert "Строк: 2" in shown.text
    shown = await send(staff, book([["17", WELDERS, 7]]))
    assert opened(shown)["Список"]["C2"].comment is not None


# --- rights and presses -----------------------------------------------------------------------------


async def test_a_double_press_applies_once(house: Stage, staff: Actor) -> None:
    (one,) = await lay(house, "17")
    shown = await send(staff, book([["17", WELDERS, 4]]))
    data = next(data for name, data in shown.buttons if name == "Применить")
    await house.play(*({"callback_query": staff.query(data, shown.message_id)} for _ in range(2)))
    await house.pass_time(seconds=1)
    history = await house.database.read(applications.history, one.id)
    assert sum(line.after == S.RANKED for line in history) == 1
    assert len([b for b in Actor(house, OWNER).bubbles if "вы 1-й" in b.text]) == 1


async def test_a_role_that_ended_a_second_ago(house: Stage, staff: Actor) -> None:
    (one,) = await lay(house, "17")
    await send(staff, book([["17", WELDERS, 4]]))

    def end(session: Session) -> None:
        person = people.by_telegram_ids(session, [900])[900]
        for grant in roles.of_person(session, person.id):
            roles.revoke(session, grant.id, house.clock.now(), None)

    await house.database.run(end)
    await staff.press("Применить")
    assert await status(house, one) is S.REGISTERED


async def test_forged_buttons_open_nothing(house: Stage, staff: Actor) -> None:
    await lay(house, "17")
    shown = await send(staff, book([["17", WELDERS, 4]]))
    step = next(data for name, data in shown.buttons if name == "Применить").split(";")[-1]
    stranger = await with_role(house, 901, Role.COORDINATOR, "klepiki")
    applicant = Actor(house, OWNER)
    for actor in (stranger, applicant):
        for data in (
            f"1;ranking;apply;{step}", f"1;ranking;drop;{step}", f"1;ranking;undo-sure;{step}", f"1;ranking;undo;{step}",
            "1;ranking;desk;kasimov", "1;ranking;fresh;kasimov", "1;ranking;template;kasimov",
            "1;ranking;recommend;kasimov", f"1;ranking;seats;{WELDER}", "1;ranking;free;kasimov",
            "1;ranking;offer;kasimov", "1;ranking;enrolment;kasimov", "1;ranking-list;open;kasimov",
            "1;ranking-enrol;open;kasimov",
        ):  # fmt: skip
            before = len(actor.bubbles)
            await actor.presses(data)
            await house.work()
            assert all("Касимов" not in bubble.text for bubble in actor.bubbles[before:]), data
            assert not any(bubble.body.get("_files") for bubble in actor.bubbles[before:]), data
    assert await house.database.read(lists.current, COLLEGE, CAMPAIGN) == {}
    for data in ("1;ranking;apply;0", "1;ranking;apply", "1;ranking;seats;nothing", "1;ranking;desk;nowhere"):
        await staff.presses(data)


async def test_who_works_for_several_colleges_chooses_one(house: Stage, staff: Actor) -> None:
    await with_role(house, 900, Role.COORDINATOR, "klepiki")
    await staff.say("/menu")
    shown = await staff.press("Рейтинг")
    assert "какого колледжа" in shown.text
    shown = await staff.press("Касимов")
    assert "Рейтинг: " in shown.text


async def test_taking_back(house: Stage, staff: Actor) -> None:
    (one,) = await lay(house, "17")
    await send(staff, book([["17", WELDERS, 4]]))
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    await staff.press("Отменить: список")
    ask = staff.screen
    shown = await staff.press("Да, отменить")
    assert "Вернулись на прежнее место: 1" in shown.text
    assert await status(house, one) is S.REGISTERED
    await house.pass_time(seconds=1)
    assert "исправил ошибку" in Actor(house, OWNER).screen.text
    again = next(data for name, data in ask.buttons if name == "Да, отменить")
    await staff.presses(again, ask.message_id)
    assert "прежнее место: 0" in staff.screen.text


async def test_an_hour_later_nothing_is_taken_back(house: Stage, staff: Actor) -> None:
    await lay(house, "17")
    await send(staff, book([["17", WELDERS, 4]]))
    shown = await staff.press("Применить")
    await house.pass_time(hours=1, seconds=1)
    await staff.press("Отменить: список", shown)
    assert (
        any("Прошёл час" in str(a.get("text", "")) for a in house.phones.answers) or "Прошёл час" in staff.screen.text
    )


# --- seats --------------------------------------------------------------------------------------------


async def ranked(house: Stage, staff: Actor, *numbers: str, seats_given: int = 1) -> list[Application]:
    """Return applicants who have places in this order; papers are no longer taken."""
    found = await lay(house, *numbers)
    give_seats(house, welder=seats_given)
    await send(staff, book([[no, WELDERS, 5 - at / 10] for at, no in enumerate(numbers)]))
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    forward = AFTER_DOCS - house.clock.now()
    await house.pass_time(seconds=forward.total_seconds())
    return found


async def test_from_the_list_to_the_order(house: Stage, staff: Actor) -> None:
    first, second, third = await ranked(house, staff, "1", "2", "3")
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("Рекомендовать")
    shown = await staff.press(WELDERS)
    assert "Рекомендовать: 1 (1)" in shown.text
    assert "В резерв: 2" in shown.text
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    owner, next_one = Actor(house, OWNER), Actor(house, OWNER + 1)
    assert "рекомендованы к зачислению" in owner.screen.text
    assert "в резерве" in next_one.screen.text
    # The first one leaves, the seat is offered and taken.
    await owner.presses(f"1;admission;withdraw-sure;{first.id}")
    await house.pass_time(seconds=1)
    offer = next_one.screen
    assert "Освободилось место: Сварщик, 9 классов" in offer.text
    assert "17 августа" in offer.text
    await next_one.say("/menu")
    card = await next_one.press("Моя заявка")
    assert "Вам предложили место" in card.text
    shown = await next_one.press("Беру место", offer)
    assert "Место ваше" in shown.text
    assert await status(house, second) is S.RECOMMENDED
    await next_one.press("Беру место", offer)
    assert "Место ваше" in next_one.screen.text

    # The original comes, the order goes out and comes back.
    def bring(session: Session) -> None:
        applications.set_original(session, second.id, house.clock.now())

    await house.database.run(bring)
    await house.pass_time(seconds=(AFTER_ORIGINALS - house.clock.now()).total_seconds())
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("К зачислению (1)")
    await house.work()
    made = opened(staff.screen)
    page = made.worksheets[0]
    titles = [cell.value for cell in page[1]]
    page.cell(2, titles.index("№ приказа") + 1).value = "17-у"
    page.cell(2, titles.index("Дата приказа") + 1).value = AFTER_ORIGINALS.date()
    out = io.BytesIO()
    made.save(out)
    shown = await send(staff, out.getvalue(), button="Загрузить приказ")
    assert "Зачислить: 1" in shown.text
    assert "Приказ № 17-у от 19 августа 2026: 1" in shown.text
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    assert "Вы зачислены. Приказ № 17-у" in next_one.screen.text
    assert await status(house, third) is S.RESERVE


async def recommended(house: Stage, staff: Actor, *numbers: str) -> list[Application]:
    """Return applicants of whom the first has the seat, the others stand in the reserve."""
    found = await ranked(house, staff, *numbers)
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("Рекомендовать")
    await staff.press(WELDERS)
    await staff.press("Применить")
    await house.pass_time(seconds=1)
    return found


async def test_declining_and_being_late(house: Stage, staff: Actor) -> None:
    first, second, third = await recommended(house, staff, "1", "2", "3")
    await Actor(house, OWNER).presses(f"1;admission;withdraw-sure;{first.id}")
    await house.pass_time(seconds=1)
    second_owner, third_owner = Actor(house, OWNER + 1), Actor(house, OWNER + 2)
    offer = second_owner.screen
    await second_owner.press("Отказаться", offer)
    shown = await second_owner.press("Да, отказаться")
    assert "Заявка остаётся в резерве" in shown.text
    late = third_owner.screen
    assert "Освободилось место" in late.text
    await second_owner.presses(next(data for name, data in offer.buttons if name == "Беру место"))
    assert await status(house, second) is S.RESERVE
    assert any("не взяли, отказ" in bubble.text for bubble in staff.bubbles)
    await house.pass_time(hours=25)
    assert "ответа не было вовремя" in third_owner.screen.text
    await third_owner.presses(next(data for name, data in late.buttons if name == "Беру место"))
    assert await status(house, third) is S.RESERVE
    assert any("не взяли, ответа не было" in bubble.text for bubble in staff.bubbles)
    # Nobody is left in the line: none of the texts claims that the next one got the seat.
    assert not any("предложили следующему" in bubble.text for bubble in third_owner.bubbles)


async def test_a_list_is_taken_though_its_form_was_left_before(house: Stage, staff: Actor) -> None:
    """Whoever opened the form and went away sends the file at the next opening, without a question in between."""
    await lay(house, "17")
    await staff.say("/menu")
    await staff.press("Рейтинг")
    await staff.press("Загрузить список")
    shown = await send(staff, book([["17", WELDERS, 4]]))
    assert "Строк: 1" in shown.text


async def test_originals_are_reminded_of_in_the_morning(house: Stage, staff: Actor) -> None:
    await recommended(house, staff, "1")
    owner = Actor(house, OWNER)
    await house.pass_time(days=1)
    reminders = [b.text for b in owner.bubbles if "Без него место перейдёт следующему" in b.text]
    assert len(reminders) == 1
    assert "18 августа" in reminders[0]


async def test_seats_without_an_original_are_freed(house: Stage, staff: Actor) -> None:
    first, second = await recommended(house, staff, "1", "2")
    await house.pass_time(seconds=(AFTER_ORIGINALS - house.clock.now()).total_seconds())
    await staff.say("/menu")
    await staff.press("Рейтинг")
    shown = await staff.press("Освободить места")
    assert "Освободить мест: 1" in shown.text
    await staff.press("Применить")
    await house.pass_time(seconds=2)
    assert await status(house, first) is S.REJECTED
    assert "Оригинал документа об образовании не принесли в срок" in Actor(house, OWNER).screen.text
    assert "Освободилось место" in Actor(house, OWNER + 1).screen.text
    assert len(await house.database.read(seats.open_offers, [second.id])) == 1


async def test_in_english(house: Stage) -> None:
    await with_role(house, 899, Role.COORDINATOR, "electronics")
    staff = await with_role(house, 900, Role.COORDINATOR, COLLEGE, language="en")
    await lay(house, "17")
    await staff.say("/menu")
    await staff.press("Ranking")
    await staff.press("Send a list")
    # A colleague made it from the Russian template.
    await staff.sends_document("list.xlsx", book([["17", WELDERS, 4], ["18", WELDERS, 3]]), XLSX)
    await house.work()
    assert "Not in the bot: 1 (18)" in staff.screen.text
    shown = await staff.press("Apply")
    assert "The list is applied" in shown.text
