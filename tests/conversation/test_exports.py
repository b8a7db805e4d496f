"""Exports in the chat: the way to the file, what stands in it, the second person, rights that end on the way."""

from __future__ import annotations

import asyncio
import base64
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from cluster import consents, people
from cluster.consents import ConsentDocument
from cluster.people import Role
from storage import access_log, exports, inbox, roles
from storage import people as stored
from storage.admission import ApplicationStatus, Document, DocumentState, applicants, applications
from storage.exports import ExportState
from tests import applied
from tests.conversation.people import with_role
from tests.conversation.stage import BOT_ID, Actor, Stage

OLGA, IRINA, EVE, BASE = 201, 202, 203, 204


@pytest.fixture
async def olga(house: Stage) -> Actor:
    # With nobody at the base college, the only coordinator would answer for all colleges.
    await with_role(house, BASE, Role.COORDINATOR, "electronics")
    return await with_role(house, OLGA, Role.COORDINATOR, "klepiki", "Ольга Петрова")


@pytest.fixture
async def irina(house: Stage) -> Actor:
    return await with_role(house, IRINA, Role.COLLEGE_STAFF, "klepiki", "Ирина Сергеева")


async def lay(house: Stage, count: int, college: str = "klepiki", first: int = 0) -> None:
    await house.database.run(applied.many, house.clock.now(), count, college, first)


async def to_shelves(actor: Actor) -> None:
    await actor.say("/menu")
    await actor.press("Отчёты")
    await actor.press("Заявки в Excel")


async def ask_all(actor: Actor) -> None:
    await to_shelves(actor)
    await actor.press("Все заявки")


def file_of(actor: Actor) -> tuple[str, Any]:
    """Return the name and the sheet of the file that came last."""
    sent = [bubble.body for bubble in actor.bubbles if "_files" in bubble.body]
    name, _, content = sent[-1]["_files"]["document"]
    return name, openpyxl.load_workbook(io.BytesIO(base64.b64decode(content))).active


def files_of(actor: Actor) -> int:
    return sum("_files" in bubble.body for bubble in actor.bubbles)


async def kept(house: Stage) -> list[exports.Export]:
    return await house.database.read(exports.of_college, "klepiki", 100)


async def lose_role(house: Stage, actor: Actor) -> None:
    def revoke(session: Session) -> None:
        person = stored.by_telegram_ids(session, [actor.id])[actor.id]
        for held in roles.of_person(session, person.id):
            people.revoke(session, house.clock.now(), None, held.id)

    await house.database.run(revoke)


async def test_a_coordinator_gets_the_file(house: Stage, olga: Actor, now: datetime) -> None:
    await house.database.run(lay_artyom, now)
    await to_shelves(olga)
    assert olga.screen.text == "Клепиковский техникум, набор 2026. Какие заявки выгрузить?"
    assert olga.screen.labels == ["Все заявки (1)", "Придут (1)", "К отчётам"]
    await olga.press("Все заявки")
    assert "Готовлю файл" in olga.screen.text
    await house.work()
    assert "персональные данные" in olga.screen.text
    name, sheet = file_of(olga)
    assert name == "applications-klepiki-2026-2026-07-14.xlsx"
    assert sheet.title == "Клепиковский техникум"
    header, row = ([cell.value for cell in line] for line in list(sheet.iter_rows())[1:3])
    assert dict(zip(header, row, strict=True)) == {
        "№": "KLEPIKI-0001",
        "Рег. №": None,
        "ФИО": "Соловьёв Артём Игоревич",
        "Дата рождения": datetime.fromisoformat("2010-09-05"),
        "Школа": "Клепиковская школа № 1",
        "Класс, образование": "9 классов",
        "Средний балл": 4.255,
        "Программа": "Сварщик; Сварщик",
        "Приоритет": 1,
        "Целевой договор": "Хочу: Тяжпрессмаш",
        "Общежитие": "да",
        "Телефон": "7 910 123-45-67",
        "Статус": "ждём с документами",
        "Дата": datetime.fromisoformat("2026-07-14"),
        "Документы в колледже": "2/7",
        "Согласие: версия, дата": "1, 14.07.2026",
    }
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:P3"
    assert sheet["A3"].number_format == sheet["L3"].number_format == "@"
    assert sheet["D3"].number_format == sheet["N3"].number_format == "dd.mm.yyyy"


def lay_artyom(session: Session, now: datetime) -> None:
    """Lay one application with papers and a consent."""
    person = applied.owner(session, 101, now)
    said = applied.answers(target_interest="want", target_enterprise="tyazhpressmash")
    programmes = ("klepiki-welder-9", "klepiki-welder-11")
    one = applied.apply(session, person, now, said, programmes=programmes)
    applied.stand(session, one, ApplicationStatus.INVITED)
    states = {
        "certificate": DocumentState.VERIFIED, "passport": DocumentState.BROUGHT, "photos": DocumentState.HAVE,
        "unknown": DocumentState.VERIFIED,
    }  # fmt: skip
    applicants.expect_documents(session, one.applicant_id, list(states), now)
    for kind, state in states.items():
        applicants.set_document(session, one.applicant_id, Document(kind, state, now, None, None))
    consents.give(session, now, person, ConsentDocument("application", "1", "0" * 64), consents.APPLICATION)


TRIGGERS = [mark + "1+1" for mark in "=+-@\t\r\n"] + ["=cmd|' /C calc'!A0", " =1", "'=1", "\ufeff=1"]
FILLED = {"last_name": "C", "first_name": "C", "middle_name": "C", "school": "E", "target_enterprise": "J"}
"""What people fill and where it stands; some of these the form's own rules would not let through."""


async def test_nothing_that_people_fill_runs(house: Stage, olga: Actor, now: datetime) -> None:
    cases = [(field, letter, trigger) for field, letter in FILLED.items() for trigger in TRIGGERS]

    def lay_them(session: Session) -> None:
        for n, (field, _, trigger) in enumerate(cases):
            person = applied.owner(session, 1000 + n, now)
            one = applied.apply(session, person, now, applied.answers(**{field: trigger}))
            applications.set_registration(session, one.id, f"{trigger}{n}")

    await house.database.run(lay_them)
    await ask_all(olga)
    await house.work()
    sheet = file_of(olga)[1]
    for row, (field, letter, trigger) in enumerate(cases, 3):
        for cell in sheet[row]:
            assert cell.data_type != "f"
            assert not str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (field, trigger)
        whole = str(sheet[f"{letter}{row}"].value)
        assert trigger.strip("\t\r\n") in whole.replace("_x000D_", ""), (field, trigger)
        assert str(sheet[f"B{row}"].value).startswith("'"), trigger
        if letter != "J" and field in {"last_name", "school"}:
            assert whole.startswith("'"), (field, trigger)


async def test_one_shelf_is_exported(house: Stage, olga: Actor, now: datetime) -> None:
    await lay(house, 3)
    await house.database.run(lambda s: applied.stand(s, _first(s), ApplicationStatus.IN_REVIEW))
    await to_shelves(olga)
    assert olga.screen.labels == ["Все заявки (3)", "Новые (2)", "В работе (1)", "К отчётам"]
    await olga.press("В работе")
    await house.work()
    assert [row[0].value for row in list(file_of(olga)[1].iter_rows())[2:]] == ["KLEPIKI-0001"]


def _first(session: Session) -> Any:
    return applications.get(session, [1])[1]


async def test_more_than_a_page_is_read_whole_and_once(
    house: Stage, olga: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluster.exports.rows.PAGE", 7)
    await lay(house, 30)
    await ask_all(olga)
    await house.work()
    numbers = [row[0].value for row in list(file_of(olga)[1].iter_rows())[2:]]
    assert numbers == [f"KLEPIKI-{n:04}" for n in range(1, 31)]


async def test_another_chat_is_answered_while_the_file_is_made(house: Stage, olga: Actor) -> None:
    await lay(house, 3)
    making, go_on = asyncio.Event(), asyncio.Event()
    make = house.workshop.make

    class Slow:
        async def make(self, function: Any, *args: Any, timeout_s: float = 0) -> Any:
            making.set()
            await go_on.wait()
            return await make(function, *args)

    house.runner._maker = Slow()
    await ask_all(olga)
    working = asyncio.create_task(house.work())
    await making.wait()
    anna = Actor(house, 999)
    await anna.say("/menu")
    assert "Меню" in anna.screen.text
    assert files_of(olga) == 0
    go_on.set()
    await working
    assert files_of(olga) == 1


async def test_of_two_colleges_one_is_chosen(house: Stage, olga: Actor) -> None:
    await with_role(house, OLGA, Role.COORDINATOR, "kasimov", "Ольга Петрова")
    await lay(house, 2)
    await lay(house, 3, "kasimov", 10)
    await to_shelves(olga)
    assert olga.screen.labels == ["Касимовский колледж", "Клепиковский техникум", "К отчётам"]
    await olga.press("Касимовский")
    await olga.press("Все заявки (3)")
    await house.work()
    assert file_of(olga)[1].title == "Касимовский колледж"


async def test_the_present_campaign_stands_first(house: Stage, olga: Actor, now: datetime) -> None:
    await lay(house, 1)

    def lay_next(session: Session) -> None:
        applied.apply(session, applied.owner(session, 101, now), now, campaign="2027")

    await house.database.run(lay_next)
    await to_shelves(olga)
    assert olga.screen.labels == ["Набор 2026", "Набор 2027", "К отчётам"]


# --- two people ------------------------------------------------------------------------------------


async def test_many_need_a_second_word(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    assert "Больше 50 заявок за день один человек не выгружает" in olga.screen.text
    await house.work()
    assert files_of(olga) == 0
    assert irina.screen.text.startswith("📄 Ольга Петрова просит выгрузить заявки в Excel: Клепиковский техникум")
    await irina.press("Подтвердить")
    assert "Выгрузку подтвердили" in irina.screen.text
    assert "Подтвердил: Ирина Сергеева" in olga.screen.text
    await olga.press("Получить файл")
    await house.work()
    assert len(list(file_of(olga)[1].iter_rows())) == 53
    assert files_of(irina) == 0
    (one,) = await kept(house)
    assert (one.state, one.rows, one.alone) == (ExportState.DONE, 51, False)


async def test_fifty_need_none(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 50)
    await ask_all(olga)
    await house.work()
    assert files_of(olga) == 1
    assert irina.bubbles == []


async def test_small_files_of_one_day_add_up(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 30)
    await ask_all(olga)
    await house.work()
    await ask_all(olga)
    await house.work()
    assert files_of(olga) == 1
    assert "Коллеги получили запрос" in olga.screen.text
    await house.pass_time(days=2)
    await ask_all(olga)
    await house.work()
    assert files_of(olga) == 2


async def test_a_colleague_declines(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await irina.press("Отклонить")
    assert "Выгрузку отклонили" in olga.screen.text
    await olga.presses("1;exports;make;1")
    await house.work()
    assert files_of(olga) == 0
    assert "уже отклонили" in olga.toast


async def test_nobody_answers_for_a_day(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await house.pass_time(hours=24)
    assert "никто не подтвердил за сутки" in olga.screen.text
    await irina.presses("1;exports;confirm;1")
    assert "прошёл" in irina.toast
    await olga.presses("1;exports;make;1")
    await house.work()
    assert files_of(olga) == 0


async def test_one_takes_the_request_back(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await olga.press("Отозвать запрос")
    assert olga.screen.text == "Запрос на выгрузку отозван."
    assert "отозвали" in irina.screen.text
    assert irina.screen.labels == []
    await ask_all(olga)
    assert len(await kept(house)) == 2


async def test_nobody_confirms_their_own(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await olga.presses("1;exports;confirm;1")
    assert olga.toast == "Подтвердить должен другой сотрудник."
    await house.work()
    assert files_of(olga) == 0


async def test_where_there_is_nobody_else_the_operators_are_told(house: Stage, olga: Actor) -> None:
    house.room.operator_chat_id = 900
    await lay(house, 51)
    await ask_all(olga)
    await house.work()
    assert files_of(olga) == 1
    (told,) = (bubble.text for bubble in house.phones.chats[900])
    assert told == (
        "⚠️ Большая выгрузка без второго человека: Клепиковский техникум, набор 2026, все заявки, заявок 51. "
        "В колледже некому подтвердить."
    )
    assert [one.alone for one in await kept(house)] == [True]


async def test_what_grew_meanwhile_is_not_handed_over(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 50)
    await ask_all(olga)
    await lay(house, 1, first=60)
    await house.work()
    assert files_of(olga) == 0
    assert "Заявок стало больше 50" in olga.screen.text


async def test_two_taps_ask_once(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await to_shelves(olga)
    data = dict(olga.screen.buttons)["Все заявки (51)"]
    await house.play(*({"callback_query": olga.query(data, olga.screen.message_id)} for _ in range(2)))
    assert len(await kept(house)) == 1
    assert len(irina.bubbles) == 1


# --- rights ----------------------------------------------------------------------------------------


async def test_who_lost_the_role_before_the_file_was_made_gets_none(house: Stage, olga: Actor) -> None:
    await lay(house, 3)
    await ask_all(olga)
    await lose_role(house, olga)
    await house.work()
    assert files_of(olga) == 0
    assert [one.state for one in await kept(house)] == [ExportState.ALLOWED]


async def test_who_lost_the_role_after_the_file_was_made_gets_none(house: Stage, olga: Actor) -> None:
    await lay(house, 3)
    await ask_all(olga)
    accept, house.runner._accept = house.runner._accept, lambda _arrivals: None
    await house.runner.idle()
    await lose_role(house, olga)
    house.runner._accept = accept
    house.lanes.accept(await house.database.read(inbox.waiting, BOT_ID))
    await house.lanes.idle()
    assert files_of(olga) == 0
    assert [one.state for one in await kept(house)] == [ExportState.ALLOWED]


async def test_a_colleague_who_left_confirms_nothing(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await lose_role(house, irina)
    await irina.press("Подтвердить")
    assert [one.state for one in await kept(house)] == [ExportState.WAITING]


async def test_who_asked_and_left_is_not_confirmed(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await lose_role(house, olga)
    await irina.press("Подтвердить")
    assert [one.state for one in await kept(house)] == [ExportState.WAITING]


FORGED = [
    "reports", "college", "campaign;klepiki", "shelves;klepiki;2026", "ask;klepiki;2026;all", "ask;klepiki;2026;new",
    "make;1", "card;1", "confirm;1", "decline;1", "withdraw;1", "record", "list;klepiki;0",
]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "college"), [(Role.COORDINATOR, "kasimov"), (Role.APPLICANT, None), (Role.MINISTRY_VIEWER, None)]
)
async def test_a_stranger_gets_nothing(
    house: Stage, olga: Actor, irina: Actor, role: Role, college: str | None
) -> None:
    await lay(house, 51)
    await ask_all(olga)
    before = await kept(house)
    eve = await with_role(house, EVE, role, college)
    for data in FORGED:
        await eve.presses(f"1;exports;{data}")
        await house.work()
        assert files_of(eve) == 0
        assert await kept(house) == before, data
    shown = " ".join([*(b.text for b in eve.bubbles), *(str(a.get("text")) for a in house.phones.answers)])
    assert "51" not in shown
    assert "Ольга" not in shown


@pytest.mark.parametrize(
    "data", ["ask;klepiki;2026;mine", "ask;klepiki;2026;x", "ask;klepiki;1999;all", "ask;x;2026;all", "ask", "make;x", "list"]
)  # fmt: skip
async def test_a_forged_choice_is_refused(house: Stage, olga: Actor, data: str) -> None:
    await lay(house, 3)
    await olga.presses(f"1;exports;{data}")
    await house.work()
    assert await kept(house) == []
    assert olga.toast


# --- the record ------------------------------------------------------------------------------------


async def test_the_record_tells_who_and_on_whose_word(house: Stage, olga: Actor, irina: Actor) -> None:
    await lay(house, 51)
    await ask_all(olga)
    await irina.say("/menu")
    await irina.press("Отчёты")
    await irina.press("Журнал выгрузок")
    assert "все заявки: 51 · ждёт подтверждения" in irina.screen.text
    await irina.press("Запрос № 1")
    await irina.press("Подтвердить")
    await olga.press("Получить файл")
    await house.work()
    await irina.say("/menu")
    await irina.press("Отчёты")
    await irina.press("Журнал выгрузок")
    assert "Ольга Петрова" in irina.screen.text
    assert "все заявки: 51 · отправлена · второй: Ирина Сергеева" in irina.screen.text


async def test_an_export_is_logged_once_with_its_count(house: Stage, olga: Actor) -> None:
    await lay(house, 3)
    await ask_all(olga)
    await house.work()
    person = (await house.database.read(stored.by_telegram_ids, [OLGA]))[OLGA]
    (line,) = await house.database.read(access_log.about, person.id)
    assert (line.actor_id, line.action, line.object_id, line.reason) == (
        person.id,
        "read",
        1,
        "export of 3 applications",
    )


async def test_in_english_too(house: Stage) -> None:
    await lay(house, 1)
    await with_role(house, BASE, Role.COORDINATOR, "electronics")
    anna = await with_role(house, OLGA, Role.COORDINATOR, "klepiki", "Olga", "en")
    await anna.say("/menu")
    await anna.press("Reports")
    await anna.press("Applications in Excel")
    await anna.press("All applications")
    await house.work()
    assert [cell.value for cell in file_of(anna)[1][2]][:3] == ["No.", "Reg. no.", "Name"]
