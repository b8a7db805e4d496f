"""Students in the chat: the file in, the preview, applying, taking back, looking through; what students are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.workshop import Workshop
from cluster.people import Role
from papers import package
from storage import people, roles
from storage.admission import ApplicationStatus
from storage.internship import Mentor, PlacementStatus, Student, placements, places, students
from storage.roster import PreviewState, imports
from tests import applied
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Bubble, Stage
from tests.conversation.test_ranking import XLSX, opened, with_macros, zipped
from tests.roster import COLLEGE, FIRST, LAST, MENTOR, PLANT, name_of, offer

TITLES = [
    "Фамилия", "Имя", "Отчество", "Дата рождения", "Телефон", "Программа", "Группа", "Район", "Куда хочет",
    "Нужно общежитие", "Руководитель практики", "Модуль практики", "Предприятие", "Практика с", "Практика по", "Часов",
    "Наставник",
]  # fmt: skip
WELDERS = "Сварщик, 9 классов"
OLGA, DASHA, ARTYOM = 900, 901, 501
LEAST = ["Соловьёв", "Артём", "Игоревич", "05.09.2008", None, WELDERS, "СВ-21"]
WHOLE = [
    *LEAST,
    "Рязань",
    "Тяжпрессмаш",
    "да",
    "Тайнова О. П.",
    "ПМ.02",
    "Тяжпрессмаш",
    FIRST,
    LAST,
    288,
    "Громов В. П.",
]


def book(rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES) -> bytes:
    """Return a workbook as a coordinator saves it."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Студенты"
    page.append(list(titles))
    for row in rows:
        page.append(list(row))
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def least(last: str, **cells: Any) -> list[Any]:
    """Return a row with somebody else's name."""
    found: list[Any] = [last, *LEAST[1:], *[None] * (len(TITLES) - len(LEAST))]
    for title, value in cells.items():
        found[{"birth": 3, "group": 6, "phone": 4, "bed": 9}[title]] = value
    return found


async def takes(house: Stage, most: int) -> None:
    """Have the mentor take so many students at a time."""

    def note(session: Session) -> None:
        viktor = people.by_telegram_ids(session, [MENTOR])[MENTOR].id
        placements.put_mentor(session, Mentor(viktor, PLANT, most_students=most))

    await house.database.run(note)


@pytest.fixture
async def staff(house: Stage) -> Actor:
    await with_role(house, 899, Role.COORDINATOR, "electronics")  # the base college answers for those without staff
    await with_role(house, MENTOR, Role.MENTOR, PLANT, "Громов Виктор Павлович")
    await takes(house, 1000)
    return await with_role(house, OLGA, Role.COORDINATOR, COLLEGE, "Тайнова Ольга Петровна")


async def open_students(actor: Actor) -> Bubble:
    await actor.say("/menu")
    return await actor.press("Студенты")


async def send(actor: Actor, content: bytes, name: str = "list.xlsx") -> Bubble:
    """Open the students, send a file and wait for what became of it."""
    await open_students(actor)
    await actor.press("Загрузить список")
    await actor.sends_document(name, content, XLSX)
    await actor.stage.work()
    return actor.screen


async def everybody(house: Stage) -> list[Student]:
    def find(session: Session) -> list[Student]:
        ids = session.execute(text("SELECT id FROM students ORDER BY id")).scalars().all()
        return [students.get(session, one) for one in ids]

    return await house.database.read(find)


# --- the whole way --------------------------------------------------------------------------------------


async def test_a_list_is_sent_looked_at_applied_and_taken_back(house: Stage, staff: Actor) -> None:
    await house.database.run(offer, house.clock.now())
    shown = await open_students(staff)
    assert "пока никого нет" in shown.text
    shown = await send(staff, book([WHOLE, least("Белов")]))
    assert "Строк: 2. Пока ничего не изменилось" in shown.text
    assert "новых 2." in shown.text
    assert "запланируем 1. С местом от предприятия: 1" in shown.text
    assert "⚠️ В эти даты помещается 173,5 из 288 часов: 1 (строка 2)." in shown.text
    assert await everybody(house) == []
    shown = await staff.press("Применить")
    assert "новых 2. Практик запланировано: 1." in shown.text
    assert "Ещё не открыли бота: 2" in shown.text
    assert shown.labels == ["Карточки и ссылки", "Отменить последний список", "К студентам"]
    assert "Отменить можно до 11:00" in shown.text
    one, _ = await everybody(house)
    (planned,) = await house.database.read(placements.current_of, one.id)
    assert (planned.date_from, planned.date_to, planned.hours_total, planned.bed) == (FIRST, LAST, 288, True)
    shown = await staff.press("К студентам")
    assert "Всего 2, открыли бота 0, на практику распределены 1" in shown.text
    assert "14.07 10:00, Тайнова Ольга Петровна" in shown.text
    ask = await staff.press("Отменить последний список")
    shown = await staff.press("Да, отменить")
    assert "Убраны студенты: 2, вернулись к прежнему: 0, снято практик: 1" in shown.text
    assert await everybody(house) == []
    assert (await house.database.read(places.get, planned.place_id)).taken == 0
    again = next(data for name, data in ask.buttons if name == "Да, отменить")
    await staff.presses(again, ask.message_id)
    assert "Убраны студенты: 0" in staff.screen.text


async def test_the_same_list_again_has_nothing_to_apply(house: Stage, staff: Actor) -> None:
    content = book([WHOLE, least("Белов")])
    await send(staff, content)
    await staff.press("Применить")
    shown = await send(staff, content)
    assert "новых 0, без изменений 2." in shown.text
    assert "менять нечего" in shown.text
    assert "Применить" not in shown.labels


async def test_what_changes_and_who_is_missing_is_counted(house: Stage, staff: Actor) -> None:
    await send(staff, book([least("Абрамов"), least("Белов"), least("Власов")]))
    await staff.press("Применить")
    shown = await send(
        staff, book([least("Абрамов", phone="89101234567", group="СВ-31"), least("Белов", group="СВ-31")])
    )
    assert "новых 0, изменятся 2." in shown.text
    assert "группа 2" in shown.text
    assert "телефон 1" in shown.text
    assert "нет в файле: 1" in shown.text


async def test_the_template_comes_back_as_a_list(house: Stage, staff: Actor) -> None:
    await open_students(staff)
    await staff.press("Шаблон")
    await house.work()
    made = opened(staff.screen)
    page, values = made.worksheets
    assert [cell.value for cell in page[1]] == TITLES
    assert page.max_row == 1
    assert values.title == "Допустимые значения"
    offered = {cell.value for row in values.iter_rows(min_row=2) for cell in row if cell.value}
    assert {WELDERS, "Рязань", "Тяжпрессмаш", "Тайнова Ольга Петровна", "Громов Виктор Павлович"} <= offered
    assert any(str(value).startswith("ПМ.02 ") for value in offered)
    for at, value in enumerate(WHOLE, 1):
        page.cell(2, at, value)
    shown = await send(staff, saved(made))
    assert "новых 1" in shown.text


async def test_a_template_in_english_is_read_from_somebody_who_speaks_russian(house: Stage, staff: Actor) -> None:
    titles = ["Last name", "First name", "Patronymic", "Birth date", "Phone", "Programme", "Group"]
    row = ["Соловьёв", "Артём", "Игоревич", "2008-09-05", 89101234567, "Welder, grade 9", "СВ-21"]
    shown = await send(staff, book([row], titles))
    assert "новых 1" in shown.text


# --- faults ---------------------------------------------------------------------------------------------


async def test_faulty_cells_come_back_marked_and_explained(house: Stage, staff: Actor) -> None:
    def with_(last: str, **cells: Any) -> list[Any]:
        row = [last, *WHOLE[1:]]
        for title, value in cells.items():
            row[TITLES.index(title.replace("_", " "))] = value
        return row

    rows = [
        with_("Абрамов1"), with_("Белов", Дата_рождения="05.09.20"), with_("Власов", Дата_рождения=date(2013, 1, 1)),
        with_("Громов", Телефон="12"), with_("Демидов", Программа="Повар"), with_("Ершов", Практика_по=date(2026, 8, 1)),
        with_("Жуков", Практика_с=date(2026, 7, 1)), with_("Зайцев", Наставник="Никто Иван"), with_("Ильин"),
        with_("Ильин"), with_("Комаров", Часов="=1+1"), with_("Лыков", Модуль_практики=None), with_(""),
        with_("Майоров", Нужно_общежитие="наверно", Группа=date(2021, 1, 1)),
    ]  # fmt: skip
    shown = await send(staff, book(rows))
    assert "В 13 строках есть ошибки" in shown.text
    page = opened(shown)["Студенты"]
    marked = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert sorted(marked) == sorted(
        ["A2", "D3", "D4", "E5", "F6", "O7", "N8", "Q9", "A11", "P12", "L13", "A14", "G15", "J15"]
    )
    for place, said in {
        "A2": "русские буквы", "D3": "четырьмя цифрами", "D4": "Младше 14 лет (сейчас 13)", "E5": "не российский номер",
        "F6": "«Повар» нет на листе", "O7": "Раньше первого дня (01.09.2026)", "N8": "уже прошёл",
        "Q9": "нет такого наставника", "A11": "уже есть в строке 10", "P12": "формула", "L13": "нужны модуль",
        "A14": "нужно значение", "G15": "сделал из группы дату: 01.01.2021", "J15": "«Да» или «Нет»",
    }.items():  # fmt: skip
        assert said in marked[place], place
    assert await everybody(house) == []


async def test_a_corrected_file_is_taken_without_a_press(house: Stage, staff: Actor) -> None:
    await send(staff, book([least("Белов1")]))
    assert "Исправьте и пришлите снова" in staff.screen.text
    await staff.sends_document("list.xlsx", b"plain words", XLSX)
    await house.work()
    assert "не таблица Excel" in staff.screen.text
    await staff.sends_document("list.xlsx", book([least("Белов")]), XLSX)
    await house.work()
    assert "новых 1." in staff.screen.text
    await staff.press("Применить")
    assert len(await everybody(house)) == 1
    await staff.press("Карточки и ссылки")
    assert "Ещё не в боте: 1" in staff.screen.text


async def test_a_file_that_is_read_while_its_sender_writes_elsewhere_leaves_that_form_open(
    house: Stage, staff: Actor
) -> None:
    await open_students(staff)
    await staff.press("Загрузить список")
    await staff.sends_document("list.xlsx", book([least("Белов1")]), XLSX)
    await staff.presses_in_menu("1;name;open")
    asked = staff.screen.text
    await house.work()
    assert "Исправьте и пришлите снова" in staff.screen.text
    await staff.say("Скрытнева Дарья Ивановна")
    assert "Excel" not in staff.screen.text, asked


async def test_somebody_twice_is_told_in_the_same_round_as_what_else_is_wrong(house: Stage, staff: Actor) -> None:
    shown = await send(staff, book([least("Белов", phone="12"), least("Белов"), least("Власов", phone="13")]))
    assert "В 3 строках есть ошибки" in shown.text
    page = opened(shown)["Студенты"]
    assert "уже есть в строке 2" in page["A3"].comment.text
    assert "не российский номер" in page["E2"].comment.text


async def test_a_mentor_who_would_have_too_many_is_marked(house: Stage, staff: Actor) -> None:
    await takes(house, 2)
    await send(staff, book([["Абрамов", *WHOLE[1:]]]))
    await staff.press("Применить")
    shown = await send(staff, book([[last, *WHOLE[1:]] for last in ("Абрамов", "Белов", "Власов")]))
    assert "В 1 строке есть ошибка" in shown.text
    marked = [cell for row in opened(shown)["Студенты"].iter_rows() for cell in row if cell.comment]
    assert [cell.coordinate for cell in marked] == ["Q4"]
    assert "берёт сразу не больше 2 студентов" in marked[0].comment.text


async def test_what_is_doubtful_is_told_and_stops_nothing(house: Stage, staff: Actor) -> None:
    await send(staff, book([least("Абрамов")]))
    await staff.press("Применить")
    sunday = [*WHOLE[:13], date(2026, 9, 6), *WHOLE[14:]]
    latin = ["Бeлoв", *sunday[1:]]
    shown = await send(staff, book([latin, least("Абрамов", birth=date(2008, 9, 6))]))
    assert "выпадает на выходной: 1 (строка 2)" in shown.text
    assert "Латинские буквы в имени заменим русскими: 1 (строка 2)" in shown.text
    assert "Похожи на тех, кто уже есть в боте с другой датой рождения или отчеством: 1 (строка 3)" in shown.text
    await staff.press("Применить")
    assert [one.last_name for one in await everybody(house)] == ["Абрамов", "Белов", "Абрамов"]


async def test_dates_and_numbers_as_people_and_excel_write_them(house: Stage, staff: Actor) -> None:
    rows = [
        least("Абрамов", birth="5 сентября 2008"), least("Белов", birth=date(2008, 9, 5)), least("Власов", birth=39696),
        least("Громов", birth="5/9/2008", phone=89101234567, group=21), least("Демидов", birth="2008-09-05"),
    ]  # fmt: skip
    await send(staff, book(rows))
    await staff.press("Применить")
    found = await everybody(house)
    assert {one.birth_date for one in found} == {date(2008, 9, 5)}
    assert (found[3].phone, found[3].study_group) == ("+79101234567", "21")


def merged() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book([least("Абрамов"), least("Белов")])))
    made.active.merge_cells("G2:G3")
    return saved(made)


def bomb() -> bytes:
    """Return a small file that would unpack to more than a workbook may."""
    out = io.BytesIO(book([least("Абрамов")]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (package.MOST_UNPACKED + 1))
    return out.getvalue()


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00" * 40
DOCX = zipped(word__document_xml="<w:document/>", Content_Types_xml="<Types/>")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: b"", "Файл пустой"),
        (lambda: OLD_EXCEL, ".xls"),
        (lambda: b"PK\x03\x04 nothing of a workbook", "повреждён"),
        (lambda: DOCX, "не таблица Excel"),
        (with_macros, "макросы"),
        (bomb, "слишком большой"),
        (lambda: b"plain words", "не таблица Excel"),
        (lambda: book([]), "ни одной строки"),
        (lambda: book([LEAST], TITLES[1:]), "Нет столбцов: Фамилия"),
        (lambda: book([[*LEAST, "СВ-22"]], [*TITLES[:7], "Группа"]), "дважды: Группа"),
        (merged, "В 2 строках есть ошибки"),
        (lambda: book([LEAST] * 5_001), "не больше 5\u00a0000"),
    ],
)
async def test_files_that_are_no_list(house: Stage, staff: Actor, content: Any, expected: str) -> None:
    house.runner._maker = Workshop()  # in a process of its own, as strangers' files are read
    shown = await send(staff, content())
    assert expected in shown.text
    assert any("Загрузить" in label for label in shown.labels)
    assert await everybody(house) == []


async def test_sixty_megabytes_are_refused_before_anything_is_read(house: Stage, staff: Actor) -> None:
    await open_students(staff)
    await staff.press("Загрузить список")
    sent = {**staff.document("list.xlsx", b"", XLSX), "file_size": 60 * 1024 * 1024}
    shown = await staff.sends(document=sent)
    assert "20" in shown.text
    await house.work()
    assert house.cupboard.asked == []


async def test_a_photo_is_no_list(house: Stage, staff: Actor) -> None:
    await open_students(staff)
    await staff.press("Загрузить список")
    assert "файлом" in (await staff.sends_photo(b"a photo")).text


async def test_sending_is_left_and_gone_on_with(house: Stage, staff: Actor) -> None:
    await open_students(staff)
    await staff.press("Загрузить список")
    await staff.say("/cancel")
    await staff.say("/menu")
    assert await everybody(house) == []
    shown = await send(staff, book([LEAST]))
    assert "новых 1" in shown.text


async def test_five_hundred_rows_through_the_real_workshop(house: Stage, staff: Actor) -> None:
    house.runner._maker = Workshop()
    await house.database.run(offer, house.clock.now(), number=100)
    rows = [[name_of(n), *WHOLE[1:]] for n in range(500)]
    shown = await send(staff, book(rows))
    assert "новых 500" in shown.text
    assert "местом от предприятия: 100" in shown.text
    await staff.press("Применить")
    assert len(await everybody(house)) == 500
    assert len(staff.screen.text) <= 3500


async def test_a_large_file_is_applied_part_by_part(house: Stage, staff: Actor) -> None:
    rows = [[name_of(n), *WHOLE[1:]] for n in range(501)]
    shown = await send(staff, book(rows))
    data = next(data for name, data in shown.buttons if name == "Применить")
    await house.play(*({"callback_query": staff.query(data, shown.message_id)} for _ in range(2)))
    assert "Применяю список" in staff.screen.text
    shown = await staff.press("К студентам")
    assert "применяется или отменяется большой список" in shown.text
    await house.work()
    assert "новых 501. Практик запланировано: 501." in staff.screen.text
    assert len(await everybody(house)) == 501
    told = [bubble for bubble in staff.bubbles if "Список применён" in bubble.text]
    assert len(told) == 1
    await staff.presses(data, shown.message_id)
    assert "новых 501" in staff.screen.text
    await staff.press("Отменить последний список")
    shown = await staff.press("Да, отменить")
    assert "Отменяю список" in shown.text
    await house.work()
    assert "Убраны студенты: 501, вернулись к прежнему: 0, снято практик: 501" in staff.screen.text
    assert await everybody(house) == []


async def test_a_large_file_into_which_somebody_comes_is_taken_back(house: Stage, staff: Actor) -> None:
    rows = [[name_of(n), *WHOLE[1:]] for n in range(501)]
    await send(staff, book(rows[-1:]))
    await staff.press("Применить")
    (last,) = await everybody(house)
    moved = [*rows[:-1], [*rows[-1][:14], date(2026, 10, 31), *rows[-1][15:]]]
    await send(staff, book(moved))
    (standing,) = await house.database.read(placements.current_of, last.id)
    await staff.press("Применить")
    await house.database.run(placements.set_status, standing.id, PlacementStatus.OFFERED, house.clock.now())
    await house.work()
    assert "С момента проверки изменилось то, о чём говорит строка 502" in staff.screen.text
    assert "Загрузить ещё раз" in staff.screen.labels
    assert [one.id for one in await everybody(house)] == [last.id]


@pytest.mark.parametrize("count", [1, 501], ids=("small", "large"))
async def test_undo_says_what_somebody_else_has_by_now(house: Stage, staff: Actor, count: int) -> None:
    place = await house.database.run(offer, house.clock.now(), number=1000, beds=count)
    rows = [[name_of(n), *WHOLE[1:]] for n in range(count)]
    await send(staff, book(rows))
    await staff.press("Применить")
    await house.work()
    moved = [[*one[:12], "РНПК", *one[13:16], None] for one in rows]
    await send(staff, book(moved))
    await staff.press("Применить")
    await house.work()
    await house.database.run(places.take_seat, place.id)
    await house.database.run(places.take_bed, place.id)
    await staff.press("Отменить последний список")
    await staff.press("Да, отменить")
    await house.work()
    assert f"вернулись к прежнему: {count}" in staff.screen.text
    assert "а в общежитии уже занято: 1 (" in staff.screen.text
    found = await house.database.read(places.get, place.id)
    assert (found.taken, found.beds_taken) == (count + 1, count)


# --- presses and rights -----------------------------------------------------------------------------------


async def test_a_double_press_applies_once(house: Stage, staff: Actor) -> None:
    shown = await send(staff, book([WHOLE]))
    data = next(data for name, data in shown.buttons if name == "Применить")
    await house.play(*({"callback_query": staff.query(data, shown.message_id)} for _ in range(2)))
    assert "новых 1" in staff.screen.text
    (one,) = await everybody(house)
    (planned,) = await house.database.read(placements.current_of, one.id)
    assert len(await house.database.read(placements.history, planned.id)) == 1


async def test_two_files_at_once(house: Stage, staff: Actor) -> None:
    for _ in range(2):
        await open_students(staff)
        await staff.press("Загрузить список")
        await staff.sends_document("list.xlsx", book([LEAST]), XLSX)
    assert "уже читается" in staff.screen.text
    await house.work()
    assert "Строк: 1" in staff.screen.text


async def test_of_two_coordinators_one_applies_and_the_other_is_told_who(house: Stage, staff: Actor) -> None:
    dasha = await with_role(house, DASHA, Role.COLLEGE_STAFF, COLLEGE, "Скрытнева Дарья")
    await send(staff, book([LEAST]))
    await send(dasha, book([LEAST, least("Белов")]))
    await dasha.press("Применить")
    shown = await staff.press("Применить")
    assert "изменили: Скрытнева Дарья, 14.07.2026 10:00" in shown.text
    assert len(await everybody(house)) == 2
    shown = await send(staff, book([LEAST]))
    assert "без изменений 1" in shown.text


async def test_old_buttons(house: Stage, staff: Actor) -> None:
    first = await send(staff, book([LEAST]))
    await send(staff, book([least("Белов")]))
    shown = await staff.press("Применить", first)
    assert "уже закрыт" in shown.text
    await staff.press("Применить")
    assert [one.last_name for one in await everybody(house)] == ["Белов"]
    await house.pass_time(hours=1, seconds=1)
    shown = await staff.press("Отменить последний список")
    assert "Прошёл час" in shown.text
    assert len(await everybody(house)) == 1


async def test_cancelling_a_preview(house: Stage, staff: Actor) -> None:
    shown = await send(staff, book([LEAST]))
    drop = next(data for name, data in shown.buttons if name == "Отменить")
    await staff.presses(drop, shown.message_id)
    assert "Отменено, ничего не изменилось" in staff.screen.text
    await staff.press("Применить", shown)
    assert await everybody(house) == []
    number = int(drop.split(";")[-1])
    found = await house.database.read(imports.get, number)
    assert found is not None
    assert (found.state, found.payload) == (PreviewState.DROPPED, None)


async def test_a_preview_is_forgotten_after_an_hour(house: Stage, staff: Actor) -> None:
    shown = await send(staff, book([LEAST]))
    await house.pass_time(hours=1, seconds=1)
    number = int(shown.buttons[0][1].split(";")[-1])
    found = await house.database.read(imports.get, number)
    assert found is not None
    assert found.payload is None
    assert "закрыт" in (await staff.press("Применить", shown)).text


async def test_a_role_that_ended_while_the_file_was_read(house: Stage, staff: Actor) -> None:
    await open_students(staff)
    await staff.press("Загрузить список")
    await staff.sends_document("list.xlsx", book([LEAST]), XLSX)

    def end(session: Session) -> None:
        person = people.by_telegram_ids(session, [OLGA])[OLGA]
        for grant in roles.of_person(session, person.id):
            roles.revoke(session, grant.id, house.clock.now(), None)

    await house.database.run(end)
    await house.work()
    assert "Применить" not in staff.screen.labels
    assert await everybody(house) == []


async def test_who_works_for_several_colleges_sees_their_own_first(house: Stage, staff: Actor) -> None:
    await with_role(house, OLGA, Role.COORDINATOR, "klepiki")
    shown = await open_students(staff)
    assert "Студенты: Клепиковский техникум" in shown.text
    shown = await staff.press("Другие колледжи")
    assert "какого колледжа" in shown.text
    shown = await staff.press("Касимов")
    assert "Студенты: Касимовский колледж" in shown.text


async def test_who_is_not_staff_has_no_such_button(house: Stage, staff: Actor) -> None:
    for telegram_id, role, organisation in (
        (601, Role.APPLICANT, None), (602, Role.COLLEGE_SUPERVISOR, COLLEGE), (MENTOR, Role.MENTOR, PLANT),
    ):  # fmt: skip
        other = await with_role(house, telegram_id, role, organisation)
        shown = await other.say("/menu")
        assert "Студенты" not in shown.labels


# --- looking through --------------------------------------------------------------------------------------


async def test_groups_and_a_card(house: Stage, staff: Actor) -> None:
    rows = [WHOLE, *(least(name_of(n), group="СВ-22") for n in range(8))]
    await send(staff, book(rows))
    await staff.press("Применить")
    await staff.press("К студентам")
    shown = await staff.press("По группам")
    assert "Всего групп: 2." in shown.text
    assert "СВ-21 (1, в боте 0)" in shown.labels
    shown = await staff.press("СВ-22")
    assert "Страница 1 из 2" in shown.text
    shown = await staff.press("Ещё")
    assert "Страница 2 из 2" in shown.text
    await staff.press("К группам")
    await staff.press("СВ-21")
    shown = await staff.press("Соловьёв А. И.")
    assert "Соловьёв Артём Игоревич" in shown.text
    assert "Бот: ещё не открыт" in shown.text
    assert "Руководитель практики: Тайнова Ольга Петровна" in shown.text
    assert "Практика ПМ.02: Тяжпрессмаш" in shown.text
    assert "1 сентября – 24 октября 2026, запланирована" in shown.text
    shown = await staff.press("К группе")
    assert "СВ-21" in shown.text


async def test_a_card_of_somebody_who_is_gone(house: Stage, staff: Actor) -> None:
    await send(staff, book([LEAST]))
    await staff.press("Применить")
    await staff.press("К студентам")
    await staff.press("По группам")
    listed = await staff.press("СВ-21")
    card = next(data for name, data in listed.buttons if "Соловьёв" in name)
    await staff.press("К группам")
    await open_students(staff)
    await staff.press("Отменить последний список")
    await staff.press("Да, отменить")
    await staff.presses(card, listed.message_id)
    assert "Соловьёв" not in staff.screen.text


# --- who applied in the bot -------------------------------------------------------------------------------


async def test_an_enrolled_applicant_is_told_after_the_hour(house: Stage, staff: Actor) -> None:
    def lay(session: Session) -> None:
        owner = applied.owner(session, ARTYOM, house.clock.now())
        said = applied.answers(birth_date=date(2008, 9, 5))
        one = applied.apply(session, owner, house.clock.now(), said, COLLEGE, ("kasimov-welder-9",))
        applied.stand(session, one, ApplicationStatus.ENROLLED)

    await house.database.run(lay)
    artyom = Actor(house, ARTYOM)
    shown = await send(staff, book([LEAST]))
    assert "Узнаем по заявке в боте: 1" in shown.text
    shown = await staff.press("Применить")
    assert "Ещё не открыли бота" not in shown.text
    assert not [bubble for bubble in artyom.bubbles if "список студентов" in bubble.text]
    await house.pass_time(hours=1, seconds=1)
    assert "Колледж внёс вас в список студентов: Касимовский колледж" in artyom.screen.text
    shown = await artyom.press("Меню студента")
    assert "студент" in shown.text
    await house.pass_time(hours=20)
    assert len([bubble for bubble in artyom.bubbles if "список студентов" in bubble.text]) <= 1


# --- who is told ------------------------------------------------------------------------------------------


async def test_nothing_of_the_list_lies_open(house: Stage, staff: Actor) -> None:
    await send(staff, book([WHOLE]))

    def lying(session: Session) -> str:
        tables = ("roster_imports", "roster_moves", "students", "jobs", "duties")
        rows = [tuple(row) for table in tables for row in session.execute(text(f"SELECT * FROM {table}"))]
        return " ".join(str(value) for row in rows for value in row)

    for button in ("Применить", "К студентам"):
        found = await house.database.read(lying)
        assert not [word for word in ("Соловьёв", "Артём", "2008-09-05", "9101234567") if word in found]
        await staff.press(button)
