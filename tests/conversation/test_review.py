"""Staff at work on applications: the whole story, the moment of a decision, quiet hours, notices in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import people
from cluster.admission.status import Actor as Part
from cluster.admission.status import ApplicationStatus as S
from cluster.admission.status import By, Facts, transition
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.admission import Application, applications
from tests.conversation.desk import ARTYOM, MOTHER, OLGA, Desk, apply, open_desk, parent_of, reread
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Stage

USUAL_ROOM = "приёмная комиссия"


@pytest.fixture
async def desk(house: Stage) -> Desk:
    return await open_desk(house)


def fits_a_phone(actor: Actor) -> None:
    """No button of the newest screen is cut at 390 px: 36 characters fill a row, 18 half of it."""
    for row in (actor.screen.body.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            assert len(button["text"]) <= {1: 36, 2: 18}.get(len(row), 12), button["text"]


async def walk(actor: Actor, *labels: str) -> None:
    for label in labels:
        await actor.press(label)
        fits_a_phone(actor)


async def open_card(actor: Actor, shelf: str = "Новые", name: str = "Соловьёв") -> None:
    await actor.say("/queue")
    await walk(actor, shelf, name)


async def invite(actor: Actor, day: str = "16 июля", clock: str = "10:00") -> None:
    """Fill the invitation in, from the card to the held decision."""
    await walk(actor, "Пригласить", "Список просмотрен", day, clock, USUAL_ROOM, "Родитель знает", "Пригласить")


async def to_recommended(desk: Desk) -> None:
    """Live through the ranking and the end of the papers."""

    def go(session: Session) -> None:
        one = applications.get(session, [desk.application.id])[desk.application.id]
        facts = Facts(ranking_imported=True, after_docs_end=True)
        for target, part in ((S.RANKED, Part.CLOCK), (S.RECOMMENDED, Part.STAFF)):
            one, _ = transition(session, desk.stage.clock.now(), one, target, By(part), facts)

    await desk.stage.database.run(go)


async def status_of(desk: Desk) -> S:
    return (await reread(desk.stage, desk.application)).status


async def test_from_the_queue_to_enrolled_with_a_mother_who_reads_along(desk: Desk) -> None:
    olga, artyom = desk.olga, desk.artyom
    mother = await parent_of(desk.stage, MOTHER, ARTYOM)
    await olga.say("/menu")
    await walk(olga, "Очередь (1)", "Новые (1)", "Соловьёв")
    assert "Соловьёв Артём Игоревич, 15 лет" in olga.screen.text
    await walk(olga, "Взять в работу")
    assert "Ведёт: Тайнова Ольга" in olga.screen.text
    assert artyom.bubbles == []  # that somebody took it is no news

    await walk(olga, "Уточнить", "Телефон", "Готово", "Паспорт", "Готово")
    await olga.say("Номер <b>не отвечает</b> & занят")
    await walk(olga, "Спросить")
    assert "Нужно уточнить: Телефон, Паспорт. До 21 июля" in artyom.screen.text
    assert "«Номер <b>не отвечает</b> & занят»" in artyom.screen.text  # as it was typed, no markup
    assert "Нужно уточнить: Телефон, Паспорт" in mother.screen.text
    assert "занят" not in mother.screen.text
    await artyom.press("Ответить на вопросы")
    await artyom.say("+79101112233")
    await walk(artyom, "Паспорт", "Готово", "Пропустить", "Отправить")
    assert "снова у сотрудника" in artyom.screen.text
    assert "поступающий ответил" in olga.screen.text

    await open_card(olga, "В работе")
    assert "+7 910 111-22-33" in olga.screen.text
    await invite(olga)
    assert "узнает через 30 секунд" in olga.screen.text
    await desk.stage.pass_time(seconds=30)
    assert "Ждём с документами 16 июля, чт в 10:00" in artyom.screen.text
    assert USUAL_ROOM in artyom.screen.text
    assert "Ждём вас вместе с документами 16 июля" in mother.screen.text

    await walk(olga, "К заявке", "Документы", "Паспорт", "Проверен", "К заявке", "Согласие родителя", "На бумаге")
    assert "Согласие родителя получено" in artyom.screen.text
    assert "Ваше согласие получено" in mother.screen.text
    await walk(olga, "Зарегистрировать")
    await olga.say("45")
    await walk(olga, "Отправить сейчас")
    assert olga.toast == "Отправлено."
    assert "Рег. № 45" in olga.screen.text
    assert "принято официально, № 45" in artyom.screen.text

    await walk(olga, "Принесли оригинал")
    assert "Оригинал аттестата в колледже" in artyom.screen.text
    await to_recommended(desk)
    await open_card(olga, "К зачислению")
    await olga.press("Зачислить")
    await olga.say("112-у")
    await walk(olga, "14 июля", "Зачислить")
    await desk.stage.pass_time(seconds=30)
    assert await status_of(desk) is S.ENROLLED
    assert "Вы зачислены. Приказ № 112-у от 14 июля 2026" in artyom.screen.text
    assert "зачисление состоялось" in mother.screen.text
    await walk(olga, "К заявке")
    assert "Приказ № 112-у" in olga.screen.text
    assert olga.screen.labels == ["Заметки (0)", "История", "Очередь"]


# --- the moment of a decision --------------------------------------------------------------------------


async def test_taken_back_the_applicant_never_hears(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    held = desk.olga.screen
    await desk.olga.press("Отменить", held)
    assert desk.olga.toast == "Отменено. Поступающий ничего не узнал."
    assert "в работе" in desk.olga.screen.text
    await desk.stage.pass_time(minutes=5)
    assert desk.artyom.bubbles == []
    await desk.olga.press("Отменить", held)  # the second tap of a double tap
    assert desk.olga.toast == "Поздно: решение уже отправлено или отменено."


async def test_the_held_screen_alone_turns_into_what_became_of_it(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    held = desk.olga.screen.message_id
    await desk.olga.press("К заявке")  # a new message below
    texts = {bubble.message_id: bubble.text for bubble in desk.olga.bubbles}
    assert "Решение «пригласить», Тайнова Ольга: вступит в силу 14 июля, вт, 10:00" in desk.olga.screen.text
    await desk.stage.pass_time(seconds=31)
    after = {bubble.message_id: bubble.text for bubble in desk.olga.bubbles}
    assert {number for number in after if after[number] != texts.get(number)} == {held}
    assert after[held] == "✅ Заявка № КЛ-26-0001: ждём с документами. Поступающему сообщили."


async def test_in_the_evening_the_applicant_hears_at_nine(desk: Desk) -> None:
    desk.stage.clock.forward(hours=12)  # 22:00 in Moscow
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    assert "вступит в силу через 30 секунд, поступающий узнает в 9:00" in desk.olga.screen.text
    await desk.stage.pass_time(seconds=31)
    assert await status_of(desk) is S.INVITED
    assert "Поступающий узнает в 9:00" in desk.olga.screen.text
    assert desk.artyom.bubbles == []
    await desk.stage.pass_time(hours=10, minutes=58)
    assert desk.artyom.bubbles == []
    await desk.stage.pass_time(minutes=2)
    assert "Ждём с документами" in desk.artyom.screen.text
    assert len(desk.artyom.bubbles) == 1


async def test_sent_at_night_the_toast_tells_when_it_is_heard(desk: Desk) -> None:
    desk.stage.clock.forward(hours=12)
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    await desk.olga.press("Отправить сейчас")
    assert desk.olga.toast == "Решено. Поступающий узнает в 9:00."


async def test_withdrawn_meanwhile_who_decided_reads_why(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    held = desk.olga.screen.message_id
    await desk.artyom.say("/menu")
    await walk(desk.artyom, "Моя заявка", "Отозвать", "Отозвать")
    heard = len(desk.artyom.bubbles)
    await desk.stage.pass_time(seconds=31)
    assert await status_of(desk) is S.WITHDRAWN
    assert len(desk.artyom.bubbles) == heard
    told = {bubble.message_id: bubble for bubble in desk.olga.bubbles}
    assert told[held].text == "Заявка № КЛ-26-0001: решение «пригласить» не состоялось."
    assert told[held].labels == ["К заявке", "Очередь"]
    assert any("Решение «пригласить» не состоялось: Этого уже нельзя" in one.text for one in desk.olga.bubbles)


async def test_what_cannot_be_sent_at_once_is_dropped_and_says_why(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    await desk.artyom.say("/menu")
    await walk(desk.artyom, "Моя заявка", "Отозвать", "Отозвать")
    heard = len(desk.artyom.bubbles)
    await desk.olga.press("Отправить сейчас")
    assert desk.olga.toast.startswith("Этого уже нельзя сделать: заявка изменилась.")
    assert "отозвана" in desk.olga.screen.text
    assert desk.olga.screen.labels == ["Заметки (0)", "История", "Очередь"]
    await desk.stage.pass_time(minutes=1)
    assert await status_of(desk) is S.WITHDRAWN
    assert len(desk.artyom.bubbles) == heard


async def test_a_reason_that_content_lost_meanwhile_refuses_nobody(desk: Desk) -> None:
    """The applicant would read a refusal without a reason."""
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу", "Отказать", "Нет мест", "Пропустить", "Отказать")
    left = tuple(one for one in desk.stage.content.reasons if one.key != "no_seats")
    desk.stage.content = replace(desk.stage.content, reasons=left)
    await desk.stage.pass_time(seconds=31)
    assert await status_of(desk) is S.IN_REVIEW
    assert desk.artyom.bubbles == []
    assert any("не состоялось: Такой причины больше нет" in one.text for one in desk.olga.bubbles)


async def test_a_right_that_ended_meanwhile_carries_nothing_out(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)

    def dismiss(session: Session) -> None:
        person = stored.by_telegram_ids(session, [OLGA])[OLGA]
        for grant in roles.of_person(session, person.id):
            people.revoke(session, desk.stage.clock.now(), None, grant.id)

    await desk.stage.database.run(dismiss)
    await desk.stage.pass_time(seconds=31)
    assert await status_of(desk) is S.IN_REVIEW
    assert desk.artyom.bubbles == []
    assert any("не состоялось: Это вам недоступно" in one.text for one in desk.olga.bubbles)


async def test_an_unreachable_applicant_is_called(desk: Desk) -> None:
    await desk.stage.database.run(stored.mark_unreachable, ARTYOM, desk.stage.clock.now())
    await desk.olga.say("/queue")
    await walk(desk.olga, "Без связи (1)")
    assert desk.olga.screen.labels[0].startswith("⚠️ нет связи")
    await walk(desk.olga, "Соловьёв")
    assert "Сообщения не доходят: бот заблокирован или чата нет. Второй контакт: +7 910 765-43-21" in (
        desk.olga.screen.text
    )
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    await desk.stage.pass_time(seconds=31)
    assert "Бот не может написать поступающему: позвоните" in desk.olga.screen.text


async def test_nothing_is_called_sent_that_cannot_be(desk: Desk) -> None:
    await desk.stage.database.run(stored.mark_unreachable, ARTYOM, desk.stage.clock.now())
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    assert "Поступающий узнает" not in desk.olga.screen.text
    await walk(desk.olga, "Отправить сейчас")
    assert desk.olga.toast == "Решено. ⚠️ Бот не может написать поступающему: позвоните."


# --- two at one card -----------------------------------------------------------------------------------


async def test_two_on_one_card_the_second_reads_who_and_when(desk: Desk) -> None:
    await open_card(desk.olga)
    await open_card(desk.dasha)
    await desk.dasha.press("Взять в работу")
    await desk.olga.press("Взять в работу")
    assert desk.olga.toast == "Заявку уже взял другой сотрудник: Скрытнева Дарья, 14.07.2026 10:00."
    await open_card(desk.olga, "В работе")
    await invite(desk.olga)

    await open_card(desk.dasha, "В работе")
    assert "Отправить сейчас" not in desk.dasha.screen.labels  # it is not hers to send
    assert "Решение «пригласить», Тайнова Ольга" in desk.dasha.screen.text
    held = next(data for label, data in desk.olga.screen.buttons if label == "Отправить сейчас")
    await desk.dasha.presses(held)  # forged
    assert desk.dasha.toast.startswith("Решение уже принято: Тайнова Ольга, 14.07.2026 10:00.")
    assert not any("не состоялось" in one.text for one in desk.olga.bubbles)
    await desk.dasha.press("Отменить")
    assert "решение «пригласить» не состоялось" not in desk.dasha.screen.text
    assert any("не состоялось: его отменили, Скрытнева Дарья" in one.text for one in desk.olga.bubbles)
    await desk.stage.pass_time(minutes=1)
    assert desk.artyom.bubbles == []


async def test_a_card_of_before_a_handover_decides_nothing(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    old = desk.olga.screen
    refuse = next(data for label, data in old.buttons if label == "Отказать")
    await walk(desk.olga, "Передать", "Скрытнева")
    assert desk.olga.toast == "Передано."
    assert "Вам передали заявку" in desk.dasha.screen.text
    await desk.olga.presses(refuse, old.message_id)
    await walk(desk.olga, "Нет мест", "Пропустить", "Отказать")
    assert desk.olga.toast == "Заявка изменилась. Показываю, что сейчас."
    assert "Ведёт: Скрытнева Дарья" in desk.olga.screen.text
    await desk.stage.pass_time(minutes=1)
    assert await status_of(desk) is S.IN_REVIEW


async def test_staff_hand_on_their_own_and_take_over_from_others(desk: Desk) -> None:
    await open_card(desk.dasha)
    assert "Передать" not in desk.dasha.screen.labels  # to take it says the same
    await open_card(desk.olga)
    await walk(desk.olga, "Передать")
    assert desk.olga.screen.labels == ["Взять себе", "Скрытнева Дарья", "К заявке"]
    await walk(desk.olga, "Взять себе")
    await open_card(desk.dasha, "В работе")
    await walk(desk.dasha, "Передать")
    assert desk.dasha.screen.labels == ["Взять себе", "К заявке"]
    await walk(desk.dasha, "Взять себе")
    assert "Ведёт: Скрытнева Дарья" in desk.dasha.screen.text
    await walk(desk.dasha, "Передать", "Тайнова")
    assert "Вам передали заявку" in desk.olga.screen.text
    assert "Ведёт: Тайнова Ольга" in desk.dasha.screen.text


async def test_an_edit_of_the_applicant_is_seen_before_it_is_decided(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу", "Отказать", "Нет мест", "Пропустить")
    await desk.artyom.say("/menu")
    await walk(desk.artyom, "Моя заявка", "Изменить ответы", "Изменить")
    await desk.artyom.press("Населённый пункт")
    await desk.artyom.say("Тума")
    await desk.artyom.press("Сохранить изменения")
    await desk.olga.press("Отказать", next(b for b in desk.olga.bubbles if "Проверьте отказ" in b.text))
    assert desk.olga.toast == "Заявка изменилась. Показываю, что сейчас."
    assert "Тума" in desk.olga.screen.text


async def test_who_has_no_colleagues_hands_on_to_nobody(house: Stage) -> None:
    alone = await with_role(house, 911, Role.COORDINATOR, "kasimov", "Одинокова Анна")
    await apply(house, ARTYOM, choices=["kasimov-welder-9"])
    house.phones.chats.clear()
    await open_card(alone)
    assert "Передать" not in alone.screen.labels
    await walk(alone, "Взять в работу")
    assert "Передать" not in alone.screen.labels
    await alone.presses("1;review;hand;1;0", alone.screen.message_id)  # of a card of before a colleague left
    assert alone.screen.text == "Передать заявку № КС-26-0001 пока некому: других сотрудников нет."
    await walk(alone, "К заявке")
    assert "Заявка № КС-26-0001" in alone.screen.text


async def test_a_college_of_another_sees_nothing(desk: Desk) -> None:
    await open_card(desk.olga)
    card = next(data for label, data in desk.olga.screen.buttons if label == "История")
    await desk.pavel.say("/queue")
    assert "Заявок пока нет" in desk.pavel.screen.text
    await desk.pavel.presses(card)
    assert desk.pavel.toast.startswith("Это вам недоступно")
    assert all("Соловьёв" not in one.text for one in desk.pavel.bubbles)


# --- languages, other applications ----------------------------------------------------------------------


async def test_each_reads_in_their_own_language(house: Stage) -> None:
    await with_role(house, ARTYOM, Role.APPLICANT, language="en")
    desk = await open_desk(house)
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")
    await invite(desk.olga)
    mother = await parent_of(house, MOTHER, ARTYOM)
    await house.pass_time(seconds=31)
    assert "Come with your papers on 16 July, Thu at 10:00" in desk.artyom.screen.text
    assert "Ждём вас вместе с документами" in mother.screen.text
    assert desk.olga.screen.text.startswith("✅ Заявка")


@pytest.mark.parametrize(("choice", "left"), [("Отозвать", S.WITHDRAWN), ("Оставить", S.SUBMITTED)])
async def test_after_an_enrolment_the_other_applications_are_asked_about(house: Stage, choice: str, left: S) -> None:
    desk = await open_desk(house, choices=["klepiki-welder-9", "zhivago-welder-9"])
    other = await _other(desk)
    await desk.stage.database.run(_bring_to_recommended, desk)
    await open_card(desk.olga, "К зачислению")
    await desk.olga.press("Зачислить")
    await desk.olga.say("112-у")
    await walk(desk.olga, "14 июля", "Зачислить", "Отправить сейчас")
    await desk.artyom.press("Другие мои заявки")
    assert f"{other.number} (Автотранспортный техникум)" in desk.artyom.screen.text
    await desk.artyom.press(choice)
    assert (await reread(house, other)).status is left
    assert (await reread(house, desk.application)).status is S.ENROLLED


async def _other(desk: Desk) -> Application:
    found = await desk.stage.database.read(applications.of_applicant, desk.application.applicant_id)
    return next(one for one in found if one.id != desk.application.id)


def _bring_to_recommended(session: Session, desk: Desk) -> None:
    now = desk.stage.clock.now() - timedelta(minutes=1)
    one = applications.get(session, [desk.application.id])[desk.application.id]
    facts = Facts(
        checklist_seen=True, parent_told=True, registration_number="7", parent_consent=True, papers_verified=1,
        ranking_imported=True, after_docs_end=True,
    )  # fmt: skip
    for target in (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED):
        part = Part.CLOCK if target is S.RANKED else Part.STAFF
        one, _ = transition(session, now, one, target, By(part), facts)
    applications.set_original(session, one.id, now)
