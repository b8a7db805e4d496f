"""What is kept about me, and how I take it back, through the chat."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import consents
from cluster.consents import ConsentBy, ConsentDocument
from cluster.people import Role
from storage import people as stored
from tests.conversation.people import CONTENT, role_of, with_role
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_applying import fill


@pytest.fixture
async def artyom(house: Stage) -> Actor:
    """An applicant who has agreed and left the form at the second question."""
    artyom = Actor(house, 101)
    await artyom.say("/start")
    await artyom.press("Поступаю")
    await artyom.press("Подать заявку")
    await artyom.press("Даю согласие")
    return artyom


async def drafts(stage: Stage, actor: Actor) -> list[str]:
    """Return the names of a person's unsent forms."""
    loaded = await stage.room.loader.load(actor.id, actor.id)
    return [talk.name for talk in loaded.conversations if talk.state is not None]


async def test_a_stranger_learns_that_only_chat_and_language_are_kept(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/privacy")
    assert "Отвечает: Учебный оператор «Искра»" in anna.screen.text
    assert "Больше о вас ничего нет" in anna.screen.text
    assert anna.screen.labels == ["Согласия и их тексты", "Удалить всё обо мне", "В меню"]


async def test_what_is_kept_is_told_with_reasons(artyom: Actor) -> None:
    await artyom.say("/privacy")
    for words in (
        "Согласие на заявку: дано 14 июля, вт, 10:00, версия 1",
        "Роли\nпоступающий",
        "заявка в колледж: изменён 14 июля, вт, 10:00",
        "Черновик хранится 14 дней",
    ):
        assert words in artyom.screen.text


async def test_english_is_whole(house: Stage) -> None:
    anna = Actor(house, 101, language="en")
    for text in ("/start", "/menu", "/privacy", "/help", "/language", "/cancel", "hello"):
        await anna.say(text)
        others = anna.screen.text.replace("Русский", "") + " ".join(anna.screen.labels).replace("Русский", "")
        assert not re.search("[А-Яа-я]", others), anna.screen.text
    await anna.say("/privacy")
    for label in ("Consents and their texts", "Consent to the application"):
        await anna.press(label)
        assert not re.search("[А-Яа-я]", anna.screen.text), anna.screen.text


async def test_the_document_behind_a_consent_can_be_read(artyom: Actor) -> None:
    await artyom.say("/privacy")
    await artyom.press("Согласия и их тексты")
    assert "✓ Согласие на заявку" in artyom.screen.labels
    assert "Согласие на новости" in artyom.screen.labels
    await artyom.press("Согласие на новости")
    assert "Этого согласия вы не давали" in artyom.screen.text
    assert "Отозвать согласие" not in artyom.screen.labels
    await artyom.press("Назад")
    await artyom.press("Согласие на заявку")
    assert "Чьи данные." in artyom.screen.text
    assert artyom.screen.text.endswith("версия 1")


async def test_a_withdrawn_consent_takes_the_draft_with_it(house: Stage, artyom: Actor) -> None:
    await artyom.say("/privacy")
    await artyom.press("Согласия")
    await artyom.press("Согласие на заявку")
    await artyom.press("Отозвать согласие")
    assert "будут отозваны и удалены сразу" in artyom.screen.text
    data = dict(artyom.screen.buttons)["Отозвать"]
    await artyom.press("Отозвать", artyom.screen)
    assert artyom.screen.text.startswith("Готово: согласие на заявку отозвано")
    assert await drafts(house, artyom) == []
    await artyom.presses(data)
    assert artyom.toast == "Такого согласия нет, отзывать нечего."


@pytest.mark.parametrize(
    "way",
    [
        ("Согласия", "Согласие на заявку", "Отозвать согласие", "Отозвать"),
        ("Удалить заявку", "Удалить"),
    ],
)
async def test_a_copy_of_what_was_sent_goes_with_it(house: Stage, way: tuple[str, ...]) -> None:
    """Answers that are being changed are the very answers that were sent."""
    maxim = await with_role(house, 102, Role.APPLICANT)
    await fill(maxim)
    await maxim.press("Отправить заявку")
    await maxim.press("Моя заявка")
    await maxim.press("КЛ-26-0001")
    await maxim.press("Изменить ответы")
    assert await drafts(house, maxim) == ["amend"]
    await maxim.say("/privacy")
    for label in way:
        await maxim.press(label, maxim.screen)
    assert await drafts(house, maxim) == []


async def test_a_draft_is_deleted_after_a_question(house: Stage, artyom: Actor) -> None:
    await artyom.say("/privacy")
    await artyom.press("Удалить черновик: заявка в колледж")
    assert "Это нельзя отменить" in artyom.screen.text
    await artyom.press("Оставить")
    assert await drafts(house, artyom) == ["admission"]
    await artyom.press("Удалить черновик")
    data, screen = dict(artyom.screen.buttons)["Удалить"], artyom.screen.message_id
    query = artyom.query
    await house.play({"callback_query": query(data, screen)}, {"callback_query": query(data, screen)})
    assert await drafts(house, artyom) == []
    assert artyom.screen.text.startswith("Черновик удалён")
    assert artyom.toast == "Черновика уже нет."


async def test_a_draft_that_is_on_the_screen_goes_too(house: Stage, artyom: Actor) -> None:
    """An old button, pressed while the form is the open one."""
    await artyom.say("/privacy")
    await artyom.press("Удалить черновик")
    data = dict(artyom.screen.buttons)["Удалить"]
    await artyom.say("/menu")
    await artyom.press("Продолжить заявку")
    await artyom.presses(data)
    assert await drafts(house, artyom) == []
    await artyom.say("Соловьёв")
    assert "Не понял" in artyom.screen.text


async def test_everything_goes_after_two_weeks(house: Stage, artyom: Actor) -> None:
    await artyom.say("/privacy")
    await artyom.press("Удалить всё обо мне")
    await artyom.press("Удалить всё")
    assert "Всё будет удалено 28 июля, вт, 10:00" in artyom.screen.text
    await house.pass_time(days=14)
    assert any(bubble.text.startswith("✅ Всё о вас удалено") for bubble in artyom.bubbles)
    assert await role_of(house, artyom) is None
    assert await drafts(house, artyom) == []
    await house.pass_time(days=1)
    await artyom.say("/privacy")
    assert "Больше о вас ничего нет" in artyom.screen.text


async def test_erasure_can_be_called_off(house: Stage, artyom: Actor) -> None:
    await artyom.say("/privacy")
    await artyom.press("Удалить всё обо мне")
    await artyom.press("Удалить всё")
    await artyom.press("Не удалять")
    assert artyom.screen.text.startswith("Хорошо, ничего не удаляем")
    await house.pass_time(days=15)
    assert await role_of(house, artyom) == (Role.APPLICANT, None)


async def test_a_mentors_role_goes_with_everything(house: Stage) -> None:
    nina = await with_role(house, 202, Role.MENTOR, "tyazhpressmash", "Лаврентьева Н. И.")
    await nina.say("/privacy")
    await nina.press("Удалить всё обо мне")
    await nina.press("Удалить всё")
    await house.pass_time(days=14)
    assert await role_of(house, nina) is None


async def test_a_representatives_consent_is_told(house: Stage, artyom: Actor) -> None:
    staff = await with_role(house, 301, Role.COORDINATOR, "klepiki")
    document = ConsentDocument.from_content(CONTENT.consent("application"), "ru")

    def record(session: Session) -> Any:
        known = stored.by_telegram_ids(session, [artyom.id, staff.id])
        return consents.give(
            session,
            house.clock.now(),
            known[staff.id].id,
            document,
            consents.APPLICATION,
            subject_id=known[artyom.id].id,
            by=ConsentBy.REPRESENTATIVE,
            representative="Соловьёва О. П.",
            organisations=frozenset({"klepiki"}),
        )

    done = await house.database.run(record)
    calls = await house.database.run(house.room.render, house.clock.now(), done.events)
    house.phones.offer(calls)
    assert "согласие вашего родителя или представителя на заявку" in artyom.screen.text


FORGED = [
    "consent;nothing", "consent", "withdraw;application", "withdraw;vacancy_share:1", "withdrawn;application", "withdrawn;x",
    "draft;admission", "draft;x", "draft", "undraft;admission", "undraft", "kept;admission", "kept;x", "unkeep;admission",
    "unkeep;__class__", "unkeep",
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_takes_nothing_from_anybody(house: Stage, artyom: Actor, data: str) -> None:
    """A stranger presses what stands under the applicant's messages, and what never stood anywhere."""
    stranger = Actor(house, 401)
    await stranger.presses(f"1;privacy;{data}")
    assert re.match("Такого согласия нет|Этого больше нет|Черновика уже нет|Удалять нечего", stranger.toast)
    assert stranger.bubbles == []
    assert await drafts(house, artyom) == ["admission"]
    await artyom.say("/privacy")
    assert "Согласие на заявку: дано" in artyom.screen.text
