"""«Мой путь» and «Сегодня» on the phones of a student, an applicant and a parent: the pinned card through a whole life."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, consents, duties, people, review
from cluster.admission.status import Actor as Part
from cluster.admission.status import ApplicationStatus as A
from cluster.admission.status import By, Facts, transition
from cluster.internship import gate, items
from cluster.internship.items import Given
from cluster.internship.readiness import Item
from cluster.path import agenda, drawing
from cluster.people import Role
from storage import outbox, roles
from storage import people as stored
from storage.admission import DocumentState, applications
from storage.database import Database
from storage.internship import PlacementStatus, placements, places, students
from tests.conversation.desk import ARTYOM, apply, open_desk, parent_of
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.stage import Actor, Bubble, Stage
from tests.practice import MOTHER, NOW, OLGA, PETYA, PLACES, Practice, lead, open_practice, plan, student
from tests.unit.test_admission_rules import form

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
ACTIVE = (*GATHERING, S.READY, S.ACTIVE)
TURNS = ("За ", "Ждём ", "Первый день", "Последний день")


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    await stage.database.run(gate.ensure, NOW)
    yield stage
    await stage.close()


async def opens(actor: Actor, *labels: str) -> Bubble:
    """Press labels one after another, beginning in a fresh menu."""
    await actor.say("/menu")
    for label in labels:
        await actor.press(label, actor.screen)
    return actor.screen


def card(actor: Actor) -> Bubble:
    """Return what the pinned card of somebody shows."""
    pinned = actor.stage.phones.pinned[actor.id]
    return next(bubble for bubble in actor.bubbles if bubble.message_id == pinned)


def line(actor: Actor, stage_name: str) -> str:
    """Return a line of the pinned card: its mark, its sentence, and who has the ball."""
    rows = card(actor).text.split("\n")
    at = next(n for n, row in enumerate(rows) if f" {stage_name}: " in row)
    more = rows[at + 1] if at + 1 < len(rows) and rows[at + 1].startswith(TURNS) else ""
    return f"{rows[at]} | {more}" if more else rows[at]


# --- the whole life --------------------------------------------------------------------------------------------


async def test_the_card_of_one_student_from_the_application_to_the_signed_papers(house: Stage) -> None:
    """Every step of somebody else edits the one message; no second one comes, and none rings."""
    desk = await open_desk(house)
    artyom, olga = desk.artyom, await _person(house, desk.olga)
    await opens(artyom, "Мой путь")
    assert house.phones.pinned[artyom.id] == card(artyom).message_id
    assert line(artyom, "Заявка") == "⏳ Заявка: колледж рассматривает | Ждём колледж, до 17 июля, пт"
    assert line(artyom, "Документы").startswith("⏳ Документы: есть 0 из ")
    assert line(artyom, "Зачисление") == "▫️ Зачисление: позже"
    assert "Соберите документы" in card(artyom).text.split("\n")[2]
    shown = _sends(house, artyom)

    await _do(house, review.take, olga, desk.application.id)
    await _do(house, review.ask, olga, desk.application.id, None, (["phone"], ["passport"]), None, CONTENT)
    assert line(artyom, "Заявка") == "⏳ Заявка: ответить на вопросы колледжа | За вами, до 21 июля, вт"
    await _do(house, _step, desk.application.id, A.IN_REVIEW, Part.APPLICANT)
    await _do(house, _step, desk.application.id, A.INVITED, Part.STAFF)
    assert line(artyom, "Заявка") == "⏳ Заявка: прийти с документами и родителем | За вами, до 15 августа, сб"
    await _do(house, review.check_paper, olga, desk.application.id, "passport", DocumentState.VERIFIED, CONTENT)
    assert line(artyom, "Документы").startswith("⏳ Документы: есть 1 из ")
    await _do(house, _register, desk.application.id)
    assert line(artyom, "Заявка") == "✅ Заявка: принята, № 45"
    assert line(artyom, "Документы") == "⏳ Документы: принести оригинал аттестата | За вами, до 18 августа, вт"
    assert line(artyom, "Зачисление") == "⏳ Зачисление: ждём списки | Ждём колледж, до 18 августа, вт"
    await _do(house, review.bring_original, olga, desk.application.id, CONTENT)
    assert line(artyom, "Документы") == "✅ Документы: в колледже"
    for status in (A.RANKED, A.RECOMMENDED):
        await _do(house, _step, desk.application.id, status, Part.CLOCK if status is A.RANKED else Part.STAFF)
    assert line(artyom, "Зачисление") == "⏳ Зачисление: ждём приказ | Ждём колледж"
    await _do(house, _enrol, desk.application.id)
    assert line(artyom, "Зачисление") == "✅ Зачисление: приказ № 112"
    assert line(artyom, "Практика") == "▫️ Практика: позже"

    placement = await _do(house, _study, await _person(house, artyom))
    assert line(artyom, "Практика") == "⏳ Практика: предложено место, Тяжпрессмаш. Нужен ответ | За вами"
    await _do(house, _lead, placement, S.CONFIRMED, S.DOCS_PENDING)
    assert line(artyom, "Практика").endswith("к первому дню осталось 2 дела | За вами, до 21 сентября, пн")
    assert line(artyom, "Наставник") == "⏳ Наставник: предприятие назначит | Ждём предприятие, до 21 сентября, пн"
    await _do(house, _lead, placement, S.READY, S.ACTIVE)
    assert line(artyom, "Практика") == "⏳ Практика: Тяжпрессмаш, идёт | Последний день: 27 ноября, пт"
    await _do(house, _lead, placement, S.PAUSED)
    assert line(artyom, "Практика") == "⚠️ Практика: Тяжпрессмаш, прервана | Ждём колледж"
    assert "Ждём: колледж" in card(artyom).text
    await _do(house, _lead, placement, S.ACTIVE, S.REPORTING)
    assert line(artyom, "Практика") == "✅ Практика: Тяжпрессмаш, дни пройдены"
    waits = "⏳ Итоги практики: ждём отзыв и оценку наставника | Ждём предприятие, до 1 декабря, вт"
    assert line(artyom, "Итоги практики") == waits
    await _do(house, _mark, placement)
    await _do(house, _lead, placement, S.ASSESSED)
    assert line(artyom, "Итоги практики").startswith("⏳ Итоги практики: оценка 5, осталось подписать в колледже")
    await _do(house, _lead, placement, S.COMPLETED)
    assert line(artyom, "Итоги практики") == "✅ Итоги практики: оценка 5, подписаны"
    assert "Сейчас ничего делать не нужно" in card(artyom).text

    cards = [body for method, body in _sends(house, artyom)[len(shown) :] if "Мой путь" in str(body.get("text"))]
    assert cards == [], "the card came a second time"


def _sends(stage: Stage, actor: Actor) -> list[tuple[str, dict[str, Any]]]:
    return [(m, b) for m, b in stage.phones.calls if m.startswith("send") and b["chat_id"] == actor.id]


async def _person(stage: Stage, actor: Actor) -> int:
    return (await stage.database.read(stored.by_telegram_ids, [actor.id]))[actor.id].id


async def _do(stage: Stage, use_case: Callable[..., Any], *args: Any) -> Any:
    """Have something done by somebody else, tell of it, and let a second pass."""
    now = stage.clock.now()

    def perform(session: Session) -> Any:
        done = use_case(session, now, *args)
        if not hasattr(done, "events"):
            return done
        stage.phones.offer(outbox.add(session, stage.room.render(session, now, done.events)))
        return done.value

    done = await stage.database.run(perform)
    await stage.pass_time(seconds=1)
    return done


def _step(session: Session, now: datetime, application: int, status: A, part: Part) -> None:
    known = Facts(
        items_changed=True, checklist_seen=True, parent_told=True, registration_number="45", parent_consent=True,
        papers_verified=1, ranking_imported=True, after_docs_end=True, original_verified=True, order_number="112",
        order_date=date(2026, 8, 17),
    )  # fmt: skip
    transition(session, now, applications.get(session, [application])[application], status, By(part), known)


def _register(session: Session, now: datetime, application: int) -> None:
    applications.set_registration(session, application, "45")
    _step(session, now, application, A.REGISTERED, Part.STAFF)


def _enrol(session: Session, now: datetime, application: int) -> None:
    applications.set_order(session, application, "112", date(2026, 8, 17))
    _step(session, now, application, A.ENROLLED, Part.STAFF)


def _study(session: Session, now: datetime, person: int) -> int:
    """Enter who was enrolled as a student, and offer them a place."""
    people.grant(session, now, None, person, Role.STUDENT, "klepiki", choose=True)
    who, _ = students.keep(session, student(person), now)
    place = places.add(session, replace(PLACES, created_by=person), now)
    placement = plan(session, who, place, now)
    drawing.touch_students(session, now, [who.id])
    lead(session, placement, S.OFFERED, now=now)
    return placement.id


def _lead(session: Session, now: datetime, placement: int, *way: PlacementStatus) -> None:
    lead(session, placements.get(session, placement), *way, now=now)


def _mark(session: Session, now: datetime, placement: int) -> None:
    placements.change(session, placement, mark=5, assessed_at=now)


# --- one card ---------------------------------------------------------------------------------------------------


async def test_the_card_is_pinned_in_silence_and_pressed_again_it_stays_the_one(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    petya = practice.petya
    await opens(petya, "Мой путь")
    assert petya.toast == "Карточка закреплена вверху чата и обновляется сама."
    assert card(petya).body["disable_notification"] is True
    pins = [body for method, body in stage.phones.calls if method == "pinChatMessage"]
    assert [body["disable_notification"] for body in pins] == [True]
    first = card(petya).message_id
    menu = await petya.say("/menu")
    for _ in range(2):  # the second tap of a double tap
        await petya.press("Мой путь", menu)
    assert card(petya).message_id == first
    assert [b.message_id for b in petya.bubbles if b.text.startswith("Мой путь")] == [first, menu.message_id]


async def test_what_a_button_of_the_card_brings_comes_below_it(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    petya = practice.petya
    await opens(petya, "Мой путь")
    before, text = len(petya.bubbles), card(petya).text
    for label in ("Практика", "Наставник", "Зачисление", "Сегодня"):
        await petya.press(label, card(petya))
    assert card(petya).text == text
    assert len(petya.bubbles) == before + 4
    assert petya.screen.text.startswith("Сегодня")
    await petya.press("Указать размеры", petya.screen)
    assert "Размер одежды" in petya.screen.text
    assert card(petya).text == text


async def test_many_changes_of_a_second_are_one_edit(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await opens(practice.petya, "Мой путь")
    edits = _edits(practice)
    await practice.gather(Item.GEAR)
    assert _edits(practice) == edits
    await stage.pass_time(seconds=1)
    assert _edits(practice) == edits + 1
    assert "осталось 1 дело" in line(practice.petya, "Практика")


async def test_what_changes_no_line_edits_nothing(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.AGREEMENT, Item.COLLEGE_ORDER, Item.GEAR)
    await opens(practice.petya, "Мой путь")
    edits = _edits(practice)
    await _do(
        stage, items.note, practice.ids[OLGA], practice.placement.id, Item.AGREEMENT,
        Given(number="7", day=date(2026, 9, 7)), CONTENT,
    )  # fmt: skip
    await stage.pass_time(days=2)
    assert _edits(practice) == edits


async def test_a_day_that_passes_is_told_by_the_card(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await opens(practice.petya, "Мой путь")
    assert "до 21 сентября" in line(practice.petya, "Практика")
    await stage.pass_until(datetime(2026, 9, 22, 6, tzinfo=UTC))
    assert "срок был 21 сентября" in line(practice.petya, "Практика")


async def test_the_first_offer_lays_the_card_once_and_in_silence(stage: Stage) -> None:
    """It does not wait to be pressed: whoever never finds the button would never see where their practice stands."""
    practice = await open_practice(stage)
    await stage.pass_time(minutes=1)
    assert practice.petya.id not in stage.phones.pinned, "a plan is its college's own business"
    await practice.lead(S.OFFERED)
    await stage.pass_time(minutes=1)
    assert "предложено место, Тяжпрессмаш" in line(practice.petya, "Практика")
    assert card(practice.petya).body["disable_notification"] is True
    await practice.lead(S.CONFIRMED, S.DOCS_PENDING)
    await practice.gather()
    await stage.pass_time(days=2)
    assert _cards(practice.petya) == 1
    assert _pins(practice.petya) == [True]
    assert not any(bubble.text.startswith("Мой путь") for bubble in practice.mother.bubbles)


async def test_sending_an_application_lays_the_card(house: Stage) -> None:
    anna = await with_role(house, 501, Role.APPLICANT)
    now = house.clock.now()

    def send(session: Session) -> list[outbox.Outgoing]:
        person = stored.by_telegram_ids(session, [anna.id])[anna.id].id
        consents.give(session, now, person, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
        done = admission.submit(session, now, person, form(choices=["klepiki-welder-9"]), CONTENT)
        return outbox.add(session, house.room.render(session, now, done.events))

    house.phones.offer(await house.database.run(send))
    assert anna.id not in house.phones.pinned
    await house.pass_time(seconds=1)
    assert line(anna, "Заявка").startswith("⏳ Заявка: колледж рассматривает")


async def test_who_unpins_or_deletes_the_card_is_left_alone_until_they_ask(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    petya = practice.petya
    await stage.pass_time(minutes=1)
    assert _pins(petya) == [True]
    await stage.pass_time(seconds=1)
    stage.phones.anchors.clear()  # as Telegram answers an edit of a message that is gone
    await practice.lead(S.CONFIRMED, S.DOCS_PENDING)
    await practice.gather()
    await stage.pass_time(days=3)
    assert _cards(petya) == 1
    assert _pins(petya) == [True]
    await opens(petya, "Мой путь")
    assert _pins(petya) == [True, True]
    assert "всё готово к первому дню" in line(petya, "Практика")


async def test_a_card_that_did_not_arrive_comes_at_the_next_look(stage: Stage) -> None:
    practice = await open_practice(stage)
    petya = practice.petya
    await stage.database.run(stored.mark_unreachable, petya.id, NOW)
    await practice.lead(S.OFFERED)
    await stage.pass_time(minutes=1)
    assert _cards(petya) == 0
    await petya.say("/menu")
    await stage.pass_time(days=1)
    assert (_cards(petya), _pins(petya)) == (1, [True])


def _cards(actor: Actor) -> int:
    return sum(str(body.get("text")).startswith("<b>Мой путь") for _, body in _sends(actor.stage, actor))


def _pins(actor: Actor) -> list[bool]:
    calls = actor.stage.phones.calls
    return [body["disable_notification"] for m, body in calls if m == "pinChatMessage" and body["chat_id"] == actor.id]


async def test_who_is_no_student_any_more_keeps_no_card_of_the_practice(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await opens(practice.petya, "Мой путь")
    text = card(practice.petya).text

    def revoke(session: Session) -> None:
        for held in roles.of_person(session, practice.ids[PETYA]):
            people.revoke(session, stage.clock.now(), None, held.id)

    await stage.database.run(revoke)
    await practice.lead(S.READY)
    await stage.pass_time(minutes=1)
    assert card(practice.petya).text == text
    await practice.petya.presses(f"1;path;today;{practice.placement.id}")
    assert "Смена" not in practice.petya.screen.text


def _edits(practice: Practice) -> int:
    return sum(
        method == "editMessageText" and str(body["text"]).startswith("<b>Мой путь")
        for method, body in practice.stage.phones.calls
    )


# --- today ---------------------------------------------------------------------------------------------------------


async def test_before_the_first_day_it_counts_down_and_says_what_is_missing(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    shown = await opens(practice.petya, "Сегодня")
    for part in ("до первого дня осталось 25 дней", "Медосмотр, до 21 сентября", "Размеры спецодежды, до 28 сентября",
                 "Колледж и предприятие доделают без вас: 9", "Смена: 8:00–12:30, перерыв 30 мин, работы 4 часа",
                 "Встречает в первый день: Мастер Орлов, Вторая проходная, +7 4912 00-00-41", "паспорт, СНИЛС",
                 "костюм, краги, щиток", "Вам 17 лет: в день не больше 4 часов, в неделю не больше 35 часов.",
                 "Оплата (так указало предприятие): стипендия, 22\xa0000\xa0₽ в месяц, ближайший день выплаты 10 октября",
                 "Колледж: Руднев Сергей", "Предприятие: Тяжпрессмаш"):  # fmt: skip
        assert part in shown.text
    assert "Наставник:" not in shown.text
    await practice.petya.press("Про медосмотр", shown)
    assert "отнесите справку в колледж до 21 сентября" in practice.petya.screen.text
    await practice.gather()
    await practice.petya.presses(f"1;path;item;{practice.placement.id};medical", practice.petya.screen.message_id)
    assert "Медосмотр" not in practice.petya.screen.text  # an old button shows what is true now
    assert "Наставник: Громов Виктор" in practice.petya.screen.text


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 10, 5, 4, 30, tzinfo=UTC), "5 октября, пн: практика, Тяжпрессмаш."),
        (datetime(2026, 10, 5, 9, 29, tzinfo=UTC), "5 октября, пн: практика, Тяжпрессмаш."),
        (datetime(2026, 10, 5, 9, 30, tzinfo=UTC), "Сегодня смена закончилась. Следующая: 6 октября, вт"),
        (datetime(2026, 10, 9, 15, 0, tzinfo=UTC), "Сегодня смена закончилась. Следующая: 12 октября, пн"),
        (datetime(2026, 10, 10, 9, 0, tzinfo=UTC), "Сегодня выходной. Следующая смена: 12 октября, пн"),
        (datetime(2026, 11, 4, 9, 0, tzinfo=UTC), "Сегодня выходной. Следующая смена: 5 ноября, чт"),
        (datetime(2026, 11, 27, 15, 0, tzinfo=UTC), "Последняя смена прошла."),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), "Дни практики прошли 27 ноября, пт."),
    ],
)
async def test_each_day_says_what_is_true_of_it(stage: Stage, moment: datetime, said: str) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await stage.pass_until(moment)
    shown = await opens(practice.petya, "Сегодня")
    assert said in shown.text
    assert ("Встречает в первый день" in shown.text) is said.startswith("5 октября")


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ((S.PAUSED,), "На предприятие пока не приходите"),
        ((S.TERMINATED,), "на предприятие приходить не нужно"),
    ],
)
async def test_where_there_is_nowhere_to_go_it_says_so(
    stage: Stage, way: tuple[PlacementStatus, ...], said: str
) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await stage.pass_until(datetime(2026, 10, 7, 5, tzinfo=UTC))
    await practice.lead(*way)
    shown = await opens(practice.petya, "Сегодня")
    assert said in shown.text
    assert "Смена" not in shown.text


async def test_on_a_first_day_that_nobody_is_ready_for_one_does_not_go(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.PASS)
    await stage.pass_until(datetime(2026, 10, 5, 4, tzinfo=UTC))
    shown = await opens(practice.petya, "Сегодня")
    assert "Не выходите на предприятие, пока колледж не скажет" in shown.text
    assert "Смена" not in shown.text


async def test_a_birthday_changes_what_is_said_of_the_hours(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE, birth_date=date(2008, 10, 7))
    await stage.pass_until(datetime(2026, 10, 6, 5, tzinfo=UTC))
    assert "Вам 17 лет" in (await opens(practice.petya, "Сегодня")).text
    await stage.pass_until(datetime(2026, 10, 7, 5, tzinfo=UTC))
    assert "не больше" not in (await opens(practice.petya, "Сегодня")).text


async def test_the_place_is_a_venue_on_the_map(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await opens(practice.petya, "Сегодня", "На карте")
    method, body = stage.phones.calls[-1]
    assert method == "sendVenue"
    assert (body["latitude"], body["longitude"]) == (54.637, 39.656)
    assert body["title"] == "Сборочно-сварочный цех № 4"


# --- the menu ---------------------------------------------------------------------------------------------------


async def test_the_menu_of_a_student_begins_with_the_path_and_fits(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    shown = await practice.petya.say("/menu")
    own = ("Мой путь", "Сегодня", "Наставник", "Нужна помощь")
    assert sorted(set(own) - set(shown.labels)) == []
    assert len(shown.body["reply_markup"]["inline_keyboard"]) <= 8
    await practice.petya.press("Наставник", shown)
    assert "✅ Наставник: Громов Виктор" in practice.petya.screen.text


async def test_who_was_only_planned_for_hears_nothing_of_it(stage: Stage) -> None:
    practice = await open_practice(stage)
    shown = await practice.petya.say("/menu")
    assert "Сегодня" not in shown.labels
    await opens(practice.petya, "Мой путь")
    assert line(practice.petya, "Практика") == "▫️ Практика: колледж подберёт место"
    assert "Тяжпрессмаш" not in card(practice.petya).text


async def test_who_has_neither_applied_nor_studies_has_no_path(stage: Stage) -> None:
    anna = await with_role(stage, 777, Role.APPLICANT)
    assert "Мой путь" not in (await anna.say("/menu")).labels
    await anna.presses("1;path;path", anna.screen.message_id)
    assert anna.toast == "Пути пока нет: он появится после заявки."


async def test_contacts_of_a_student_on_practice_begin_with_those_of_the_practice(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    shown = await opens(practice.petya, "Контакты")
    first = shown.text.split("\n\n")[1].split("\n")
    assert first == [
        "Практика, Тяжпрессмаш", "Руководитель от колледжа: Руднев Сергей, +7 4912 00-00-04",
        "Наставник: Громов Виктор. О «Не приду» ему скажет бот",
        "Охрана труда предприятия: +7 4912 00-00-31",
    ]  # fmt: skip
    assert "Мельникова" in shown.text
    assert shown.labels == ["Нужна помощь", "В меню"]
    await practice.lead(S.ACTIVE)
    assert (await opens(practice.petya, "Контакты")).labels == ["Не приду", "Нужна помощь", "В меню"]
    told = await opens(practice.mother, "Контакты")
    assert "Практика · Ёлкин П., Тяжпрессмаш\nРуководитель от колледжа: Руднев Сергей" in told.text
    assert "Громов" not in told.text
    assert "Касимовский" not in told.text, "of the colleges theirs alone"
    assert told.labels == ["В меню"]


async def test_who_was_only_offered_a_place_has_the_contacts_of_the_college(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    assert "Охрана труда" not in (await opens(practice.petya, "Контакты")).text


# --- parents ------------------------------------------------------------------------------------------------------


async def test_a_parent_reads_the_path_and_the_day_and_presses_nothing_of_the_childs(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather(Item.PARENT_CONSENT, Item.GEAR)
    mother = practice.mother
    shown = await opens(mother, "Мой ребёнок", "Путь")
    assert shown.text.startswith("Путь · Ёлкин П.\n\nРебёнку нужно подготовиться к практике: 1 пункт, до ")
    data = [data for _, data in shown.buttons]
    assert all(one.startswith(("1;path;", "1;menu;")) for one in data), data
    day = await mother.press("Сегодня", shown)
    assert "Ваше согласие на практику, отдать в колледж, до 21 сентября" in day.text
    assert "Смена: 8:00–12:30" in day.text
    for private in ("Громов", "Орлов", "00-00-41"):
        assert private not in day.text
    assert "В календарь" not in day.labels
    assert mother.id not in stage.phones.pinned


async def test_who_has_two_children_says_whose(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    second = await with_role(stage, 702, Role.STUDENT, "klepiki")

    def add(session: Session) -> None:
        known = stored.by_telegram_ids(session, [second.id])[second.id].id
        new = student(known, identity="ёлкина|2010-01-02", last_name="Ёлкина", first_name="Мария")
        students.keep(session, new, NOW)
        roles.add_guardian(session, practice.ids[MOTHER], known, NOW)

    await stage.database.run(add)
    shown = await opens(practice.mother, "Мой ребёнок", "Ёлкина", "Путь")
    assert shown.text.startswith("Путь · Ёлкина М.")
    await practice.mother.press("Назад", practice.mother.screen)
    assert practice.mother.screen.labels == ["Ёлкин П.", "Ёлкина М.", "В меню"]


async def test_a_parent_of_an_applicant_reads_along(house: Stage) -> None:
    desk = await open_desk(house)
    mother = await parent_of(house, 502, ARTYOM)
    shown = await opens(mother, "Путь ребёнка")
    assert "⏳ Заявка: колледж рассматривает" in shown.text
    assert desk.artyom.id not in house.phones.pinned


async def test_a_parent_who_applied_for_a_child_walks_the_path_themselves(house: Stage) -> None:
    mother = await with_role(house, 502, Role.PARENT)
    await apply(house, 502, filled_by="parent")
    shown = await opens(mother, "Путь ребёнка")
    assert shown.text.startswith("Путь · Соловьёв А. И.\n\nСоберите документы: есть 0 из ")
    await mother.press("Документы", shown)
    assert "Документы" in mother.screen.text


async def test_another_parent_sees_nothing(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    stranger = await with_role(stage, 703, Role.PARENT)
    assert "Путь ребёнка" not in (await stranger.say("/menu")).labels
    for verb in ("child", "childday", "line;practice"):
        await stranger.presses(f"1;path;{verb};{practice.ids[PETYA]}", stranger.screen.message_id)
        assert "Ёлкин" not in stranger.screen.text
        assert "Тяжпрессмаш" not in stranger.screen.text


# --- the calendar ------------------------------------------------------------------------------------------------


def files(actor: Actor) -> list[str]:
    """Return the calendar files that somebody got, oldest first."""
    found = [body["_files"]["document"] for _, body in _sends(actor.stage, actor) if "_files" in body]
    assert all(name == "practice.ics" for name, _, _ in found)
    return [base64.b64decode(content).decode().replace("\r\n ", "") for _, _, content in found]


async def fetched(stage: Stage, *way: PlacementStatus) -> Practice:
    """Give a practice whose calendar Petya has fetched."""
    practice = await open_practice(stage, *way)
    await opens(practice.petya, "Сегодня", "В календарь")
    await stage.work()
    return practice


async def test_the_calendar_has_every_working_day(stage: Stage) -> None:
    practice = await fetched(stage, *GATHERING)
    (file,) = files(practice.petya)
    assert file.count("BEGIN:VEVENT") == 39  # eight weeks without 4 November
    assert "DTSTART;TZID=Europe/Moscow:20261005T080000" in file
    assert "20261104T" not in file
    assert "SEQUENCE:0" in file
    assert "Ёлкин" not in file
    assert "X-WR-CALNAME:Практика" in file


async def test_pressed_twice_it_is_made_once_and_nothing_new_has_the_same_number(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    day = await opens(practice.petya, "Сегодня")
    for _ in range(2):
        await practice.petya.press("В календарь", day)
    await stage.work()
    assert len(files(practice.petya)) == 1
    await opens(practice.petya, "Сегодня", "В календарь")
    await stage.work()
    assert [("SEQUENCE:0" in file, "SEQUENCE:1" in file) for file in files(practice.petya)] == [(True, False)] * 2


async def test_a_pause_takes_the_days_away_and_going_on_brings_them_back(stage: Stage) -> None:
    practice = await fetched(stage, *ACTIVE)
    await stage.pass_until(datetime(2026, 10, 7, 20, tzinfo=UTC))  # eleven at night
    await practice.lead(S.PAUSED)
    await stage.pass_time(minutes=5)
    await stage.work()
    assert len(files(practice.petya)) == 1, "a file rings, so not at night"
    await stage.pass_until(datetime(2026, 10, 8, 6, 1, tzinfo=UTC))
    await stage.work()
    paused = files(practice.petya)[-1]
    assert paused.count("STATUS:CONFIRMED") == 3
    assert paused.count("STATUS:CANCELLED") == 36
    assert "SEQUENCE:1" in paused
    await practice.lead(S.ACTIVE)
    await stage.pass_time(minutes=1)
    await stage.work()
    again = files(practice.petya)[-1]
    assert (again.count("STATUS:CONFIRMED"), again.count("STATUS:CANCELLED")) == (39, 0)
    assert "SEQUENCE:2" in again


async def test_other_days_reach_who_has_the_old_ones_once_and_nobody_else(stage: Stage) -> None:
    practice = await fetched(stage, *GATHERING)
    await stage.database.run(placements.change, practice.placement.id, date_to=date(2026, 11, 20))
    await stage.pass_time(days=3)
    await stage.work()
    assert len(files(practice.petya)) == 2
    assert files(practice.petya)[-1].count("STATUS:CANCELLED") == 5
    assert practice.petya.screen.text.startswith("Расписание практики изменилось.")


async def test_who_never_fetched_it_gets_no_file(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await practice.lead(S.PAUSED)
    await stage.pass_time(days=2)
    await stage.work()
    assert files(practice.petya) == []


async def test_a_practice_that_ends_early_cancels_the_rest_and_then_is_quiet(stage: Stage) -> None:
    practice = await fetched(stage, *ACTIVE)
    await stage.pass_until(datetime(2026, 10, 14, 9, tzinfo=UTC))
    await practice.lead(S.TERMINATED)
    await stage.pass_time(minutes=1)
    await stage.work()
    assert files(practice.petya)[-1].count("STATUS:CONFIRMED") == 8
    await stage.pass_time(days=3)
    await stage.work()
    assert len(files(practice.petya)) == 2
    assert await stage.database.read(duties.open_one, agenda.CHECK, str(practice.placement.id)) is None


async def test_the_line_of_practice_opens_the_offer_to_the_student_alone(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    offer = await opens(practice.petya, "Мой путь", "Практика")
    assert offer.labels[:2] == ["Согласен", "Не подходит"]
    line = await opens(practice.mother, "Мой ребёнок", "Путь", "Практика")
    assert "Согласен" not in line.labels


async def test_a_calendar_is_not_for_who_has_only_an_offer(stage: Stage) -> None:
    practice = await open_practice(stage, S.OFFERED)
    day = await opens(practice.petya, "Сегодня")
    assert "В календарь" not in day.labels
    await practice.petya.presses(f"1;path;calendar;{practice.placement.id}", day.message_id)
    assert practice.petya.toast == "Календарь появится, когда место подтвердят и будет известна смена."
    await practice.mother.presses(f"1;path;calendar;{practice.placement.id}")
    await stage.work()
    assert files(practice.petya) + files(practice.mother) == []


async def test_a_plan_that_was_dropped_was_never_there(stage: Stage) -> None:
    """Whoever was not asked hears nothing of a place that fell through, and neither do their parents."""
    practice = await open_practice(stage)
    await practice.lead(S.CANCELLED)
    await opens(practice.petya, "Мой путь")
    assert line(practice.petya, "Практика") == "▫️ Практика: колледж подберёт место"
    assert "Сегодня" not in practice.petya.screen.labels
    await practice.petya.say("/menu")
    assert "Сегодня" not in practice.petya.screen.labels
    await practice.mother.say("/menu")
    await practice.mother.presses(f"1;path;childday;{practice.ids[PETYA]}", practice.mother.screen.message_id)
    assert "Тяжпрессмаш" not in practice.mother.screen.text


async def test_what_was_cancelled_before_the_first_day_did_not_end(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING, S.CANCELLED)
    await opens(practice.petya, "Сегодня")
    assert "Практика отменена (Тяжпрессмаш), на предприятие приходить не нужно" in practice.petya.screen.text
