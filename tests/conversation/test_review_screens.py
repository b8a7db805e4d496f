"""The screens of staff, one by one: lists, finding, notes, history, papers, and forms that are left and gone back to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cluster import review
from cluster.admission.status import ApplicationStatus as S
from storage import people as stored
from storage.admission import HistoryEntry, HistoryKind, applications
from storage.review import notes
from tests.conversation.desk import OLGA, Desk, apply, open_desk, reread
from tests.conversation.stage import Bubble, Stage
from tests.conversation.test_review import fits_a_phone, invite, open_card, walk
from tests.unit.review_desk import CONTENT

USUAL = "приёмная комиссия"
NAMES = ("Пётр", "Иван", "Олег", "Глеб", "Юрий", "Яков", "Фёдор", "Семён", "Борис", "Роман")


@pytest.fixture
async def desk(house: Stage) -> Desk:
    return await open_desk(house)


async def taken(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу")


async def olga_id(desk: Desk) -> int:
    return (await desk.stage.database.read(stored.by_telegram_ids, [OLGA]))[OLGA].id


# --- lists -------------------------------------------------------------------------------------------


async def test_a_shelf_of_twenty_is_turned_page_by_page(desk: Desk) -> None:
    for place in range(19):
        names = {"first_name": NAMES[place % 10], "last_name": ("Константинов", "Ким")[place // 10]}
        await apply(desk.stage, 700 + place, **names)
    desk.stage.phones.chats.clear()
    await desk.olga.say("/queue")
    await walk(desk.olga, "Новые (20)")
    seen = []
    for page in range(1, 5):
        assert f"Новые: 20. Страница {page} из 4." in desk.olga.screen.text
        fits_a_phone(desk.olga)
        seen += [data for label, data in desk.olga.screen.buttons if " · " in label]
        await walk(desk.olga, "Ещё")
    assert len(seen) == len(set(seen)) == 20
    assert "Страница 1 из 4" in desk.olga.screen.text  # past the last one begins again
    await walk(desk.olga, "← Назад")
    assert "Страница 4 из 4" in desk.olga.screen.text
    await walk(desk.olga, "Очередь")
    assert "Ждут 20 новых." in desk.olga.screen.text


async def test_what_is_late_is_said_first(desk: Desk) -> None:
    desk.stage.clock.forward(days=5)
    await desk.olga.say("/queue")
    assert "⚠️ Просрочена 1 заявка." in desk.olga.screen.text
    assert desk.olga.screen.labels[0] == "⚠️ Просрочены (1)"
    await walk(desk.olga, "Просрочены")
    assert desk.olga.screen.labels[0] == "⚠️ Соловьёв А. И. · до 17 июля"
    await walk(desk.olga, "Соловьёв")
    assert "⚠️ Срок ответа прошёл." in desk.olga.screen.text


async def test_the_next_one_is_opened_below(desk: Desk) -> None:
    await apply(desk.stage, 700, first_name="Пётр")
    await taken(desk)
    await invite(desk.olga)
    held = desk.olga.screen
    await desk.olga.press("Следующая")
    assert "Соловьёв Пётр Игоревич" in desk.olga.screen.text
    assert desk.olga.screen.message_id != held.message_id
    await walk(desk.olga, "Взять в работу")
    await desk.olga.press("Следующая", held)
    assert desk.olga.toast == "Новых заявок больше нет."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("солов", "Нашлась 1 заявка."),
        ("№ кл-26-0001", "Нашлась 1 заявка."),
        ("8 910 123-45-67", "Нашлась 1 заявка."),
        ("<b>Петров</b>", "Ничего не нашлось: «<b>Петров</b>»."),
        ("ы" * 101, "Слишком длинно. Напишите не больше 100 знаков."),
    ],
)
async def test_finding(desk: Desk, typed: str, found: str) -> None:
    await desk.olga.say("/queue")
    await walk(desk.olga, "Найти")
    await desk.olga.say(typed)
    assert found in desk.olga.screen.text
    fits_a_phone(desk.olga)
    if "Нашлась" in found:
        await walk(desk.olga, "Соловьёв")
        assert "Соловьёв Артём Игоревич" in desk.olga.screen.text


async def test_of_many_found_the_first_are_shown(desk: Desk) -> None:
    for place in range(8):
        await apply(desk.stage, 700 + place, first_name=NAMES[place])
    await desk.olga.say("/queue")
    await walk(desk.olga, "Найти")
    await desk.olga.say("соловьев")
    assert "Нашлось 9 заявок. Показаны первые, ещё 3: уточните запрос." in desk.olga.screen.text


async def test_of_very_many_found_no_number_is_claimed(desk: Desk) -> None:
    """Only so many are looked for: how many more there are nobody has counted."""
    for place in range(review.MOST_FOUND):
        await apply(desk.stage, 700 + place, birth_date=f"2010-01-{place % 28 + 1:02}", school=f"Школа № {place}")
    await desk.olga.say("/queue")
    await walk(desk.olga, "Найти")
    await desk.olga.say("соловьев")
    assert desk.olga.screen.text.startswith("Нашлось много заявок, показаны самые новые: 6.")


# --- notes and history -------------------------------------------------------------------------------


async def test_a_note_of_too_many_words_is_refused_and_can_be_shortened(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Заметки (0)", "Написать заметку")
    await desk.olga.say("ы" * 1001)
    assert "Слишком длинно: до 1\u00a0000 знаков." in desk.olga.screen.text
    await desk.olga.say("Звонила <b>маме</b>")
    assert "Звонила <b>маме</b>" in desk.olga.screen.text
    assert "Тайнова Ольга" in desk.olga.screen.text
    await walk(desk.olga, "К заявке")
    assert "Заметки (1)" in desk.olga.screen.labels
    assert desk.artyom.bubbles == []


async def test_long_notes_are_read_to_the_end(desk: Desk) -> None:
    olga, now = await olga_id(desk), desk.stage.clock.now()
    for number in range(7):
        text = f"Начало {number} " + "ы" * 970 + f" конец {number}"
        await desk.stage.database.run(notes.add, desk.application.id, olga, text, now)
    await open_card(desk.olga)
    await walk(desk.olga, "Заметки (7)")
    read = desk.olga.screen.text
    while "Начало 6" not in (await desk.olga.press("Ещё")).text:
        read += desk.olga.screen.text
    for number in range(7):
        assert f"Начало {number}" in read
        assert f"конец {number}" in read


async def test_history_is_read_page_by_page_newest_first(desk: Desk) -> None:
    olga = await olga_id(desk)

    def write(session: object, number: int) -> None:
        at = desk.stage.clock.now() + timedelta(minutes=number)
        comment = f"причина {number} " + "ы" * 400 if number % 2 else f"причина {number}"
        line = HistoryEntry(
            desk.application.id, at, HistoryKind.DOCUMENT, "staff", olga, "none", "brought",
            fields=("passport",), comment=comment,
        )  # fmt: skip
        applications.note(session, line)  # type: ignore[arg-type]

    for number in range(30):
        await desk.stage.database.run(write, number)
    await open_card(desk.olga)
    await walk(desk.olga, "История")
    first = desk.olga.screen.text
    assert "причина 29" in first
    read = first + "\n"
    while (await desk.olga.press("Ещё")).text != first:
        read += desk.olga.screen.text + "\n"
    places = [read.index(f"причина {number}" + (" " if number % 2 else "\n")) for number in range(30)]
    assert places == sorted(places, reverse=True)
    assert "черновик → новая" in read


# --- papers ------------------------------------------------------------------------------------------


async def test_a_paper_offers_only_what_may_be_done_with_it(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Документы", "Паспорт")
    assert desk.olga.screen.labels == ["Проверен", "Принесли", "Назад"]
    mark = desk.olga.screen.buttons[0][1]
    await walk(desk.olga, "Проверен", "Паспорт")
    assert desk.olga.screen.labels == ["Вернуть с причиной", "Назад"]
    await desk.olga.presses(mark, desk.olga.screen.message_id)  # the second tap of a double tap
    assert "проверено 1 из 7" in desk.olga.screen.text
    await walk(desk.olga, "Паспорт", "Вернуть с причиной")
    await desk.olga.say("<b>" * 200)
    assert "не больше 300 знаков" in desk.olga.screen.text
    await desk.olga.say("Нет <b>печати</b>")
    assert "Документ вернули: Паспорт. Почему: Нет <b>печати</b>" in desk.artyom.screen.text
    assert "⚠️ Паспорт — вернули" in desk.olga.screen.text


async def test_a_forged_mark_is_refused(desk: Desk) -> None:
    await open_card(desk.olga)
    for data in ("1;review;mark;{};passport;stolen", "1;review;mark;{};crown;verified", "1;review;paper;{};crown"):
        await desk.olga.presses(data.format(desk.application.id))
        assert desk.olga.toast.startswith("Этого больше нет")


# --- forms -------------------------------------------------------------------------------------------


async def test_an_invitation_is_left_and_gone_on_with(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Пригласить", "Список просмотрен", "16 июля")
    await desk.olga.say("/menu")
    await desk.stage.pass_time(hours=1)
    await walk(desk.olga, "Продолжить приглашение")
    assert "В какое время?" in desk.olga.screen.text
    await walk(desk.olga, "10:00", USUAL, "Родитель знает", "Пригласить")
    assert "узнает через 30 секунд" in desk.olga.screen.text


async def test_an_invitation_is_cancelled(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Пригласить", "Список просмотрен", "Отмена", "Удалить черновик")
    await desk.stage.pass_time(minutes=1)
    assert (await reread(desk.stage, desk.application)).status is S.IN_REVIEW
    assert desk.artyom.bubbles == []


async def test_a_forgotten_invitation_is_dropped_after_a_day(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Пригласить", "Список просмотрен")
    await desk.stage.pass_time(days=1, minutes=1)
    assert "Начатое приглашение удалено" in desk.olga.screen.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("13.07", "Нужен день от сегодняшнего до 15.08.2026"),
        ("16.08", "Нужен день от сегодняшнего до 15.08.2026"),
        ("18.07", "В этот день колледж не работает. Всё равно позвать?"),
        ("завтра утром", "дат"),
    ],
)
async def test_a_day_that_is_typed(desk: Desk, typed: str, told: str) -> None:
    await taken(desk)
    await walk(desk.olga, "Пригласить", "Список просмотрен")
    await desk.olga.say(typed)
    assert told in desk.olga.screen.text
    assert "В какое время?" not in desk.olga.screen.text


async def test_a_closed_office_is_warned_of_and_may_be_meant(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Пригласить", "Список просмотрен")
    await desk.olga.say("18.07")
    await walk(desk.olga, "Да, всё верно")
    await desk.olga.say("19:00")
    assert "В это время колледж закрыт. Всё равно позвать?" in desk.olga.screen.text
    await walk(desk.olga, "Да, всё верно", USUAL, "Родитель знает", "Пригласить", "Отправить сейчас")
    assert "18 июля, сб в 19:00" in desk.artyom.screen.text


async def test_a_full_room_leads_back_to_the_time(desk: Desk) -> None:
    for place in range(CONTENT.college("klepiki").room_capacity):
        await apply(desk.stage, 700 + place, first_name=NAMES[place])
        await open_card(desk.olga, name="Соловьёв А. И." if place < 0 else f"Соловьёв {NAMES[place][0]}.")
        await walk(desk.olga, "Взять в работу")
        await invite(desk.olga)
        await desk.olga.press("Отправить сейчас")
    await taken(desk)
    await invite(desk.olga)
    assert "На 10:00 в этом месте уже ждут" in desk.olga.screen.text
    assert "В какое время?" in desk.olga.screen.text
    await walk(desk.olga, "10:30", "Пригласить")
    assert "узнает через 30 секунд" in desk.olga.screen.text


async def test_a_refusal_of_4000_characters_with_markup(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Отказать", "Ещё", "Другая причина", "Пропустить", "Отказать")
    assert "Для этой причины нужен текст" in desk.olga.screen.text
    await desk.olga.say("<b>нет</b> " * 400)
    assert "Слишком длинно" in desk.olga.screen.text
    await desk.olga.say("<b>нет</b> " * 60)
    assert "Напишите не больше 500 знаков." in desk.olga.screen.text
    await desk.olga.say("Нет <b>мест</b> & <script>")
    await walk(desk.olga, "Отказать", "Отправить сейчас")
    assert "отказ. Другая причина" in desk.artyom.screen.text
    assert "Нет <b>мест</b> & <script>" in desk.artyom.screen.text
    assert "<script>" not in desk.artyom.screen.html


async def test_a_registration_says_what_is_missing(desk: Desk) -> None:
    await taken(desk)
    await invite(desk.olga)
    await desk.olga.press("Отправить сейчас")
    await walk(desk.olga, "Зарегистрировать")
    assert desk.olga.screen.text.startswith("Соловьёв Артём Игоревич, № КЛ-26-0001\n")
    await desk.olga.say("45")
    assert "сначала нужно согласие родителя" in desk.olga.screen.text
    await desk.stage.pass_time(minutes=1)
    assert (await reread(desk.stage, desk.application)).status is S.INVITED


async def test_asking_for_nothing_leads_back_to_the_list(desk: Desk) -> None:
    await taken(desk)
    await walk(desk.olga, "Уточнить", "Готово", "Готово")
    await desk.olga.say("Позвоните")
    await walk(desk.olga, "Спросить")
    assert "Отметьте, что нужно уточнить." in desk.olga.screen.text
    assert "Какие ответы уточнить?" in desk.olga.screen.text
    assert desk.artyom.bubbles == []


# --- the applicant answers ---------------------------------------------------------------------------


async def asked(desk: Desk, *ticks: str) -> Bubble:
    await taken(desk)
    await walk(desk.olga, "Уточнить", *ticks, "Готово", "Готово", "Пропустить", "Спросить")
    await desk.artyom.press("Ответить на вопросы")
    return desk.artyom.screen


async def test_the_same_answer_needs_a_word(desk: Desk) -> None:
    await asked(desk, "Школа")
    await desk.artyom.say("Школа № 1")
    await walk(desk.artyom, "Пропустить", "Отправить")
    assert "Ответ не изменился: Школа. Если он верный, напишите почему." in desk.artyom.screen.text
    assert (await reread(desk.stage, desk.application)).status is S.NEEDS_INFO
    await desk.artyom.say("Школа правда первая")
    await walk(desk.artyom, "Отправить")
    assert "снова у сотрудника" in desk.artyom.screen.text
    await open_card(desk.olga, "В работе")
    await walk(desk.olga, "История")
    assert "уточняют → в работе. Школа правда первая" in desk.olga.screen.text


async def test_answers_are_left_and_gone_on_with(desk: Desk) -> None:
    await asked(desk, "Школа", "Год окончания")
    await desk.artyom.say("Школа № 2")
    await desk.artyom.say("/menu")
    await desk.stage.pass_time(days=2)
    await walk(desk.artyom, "Продолжить ответы колледжу")
    await desk.artyom.say("2025")
    await walk(desk.artyom, "Пропустить", "Отправить")
    assert "снова у сотрудника" in desk.artyom.screen.text


async def test_what_was_withdrawn_meanwhile_is_not_sent(desk: Desk) -> None:
    await asked(desk, "Школа")
    await desk.artyom.say("Школа № 2")
    await walk(desk.artyom, "Пропустить")
    open_form = desk.artyom.screen
    await desk.artyom.say("/menu")
    await walk(desk.artyom, "Моя заявка", "Отозвать", "Отозвать")
    await desk.artyom.press("Отправить", open_form)
    assert (await reread(desk.stage, desk.application)).status is S.WITHDRAWN
    shown = [*(one.text for one in desk.artyom.bubbles), desk.artyom.toast]
    assert not any("снова у сотрудника" in text for text in shown)


async def test_an_old_invitation_to_answer_says_that_all_is_given(desk: Desk) -> None:
    await asked(desk, "Школа")
    await desk.artyom.say("Школа № 2")
    await walk(desk.artyom, "Пропустить", "Отправить")
    await desk.artyom.presses(f"1;clarify;open;{desk.application.id}")
    assert "Колледж уже ничего не ждёт" in desk.artyom.toast
