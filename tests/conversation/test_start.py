"""The first screen, the language, and what is said to whoever writes something else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cluster.people import Role
from storage import inbox
from tests.conversation.people import role_of, with_role
from tests.conversation.stage import Actor, Stage

STICKER = {
    "file_id": "1", "file_unique_id": "1", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular",
}  # fmt: skip


async def test_a_stranger_is_told_what_this_is_and_asked_who_they_are(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/start")
    assert anna.screen.text.startswith("Искра — ")
    assert "Не отправляйте фото паспорта и сведения о здоровье. Что мы храним и зачем: /privacy" in anna.screen.text
    assert anna.screen.labels == [
        "Поступаю", "Родитель", "Студент", "Наставник", "С предприятия", "Из колледжа", "English",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "button", "title"),
    [
        ("ru", "Поступаю", "Меню · поступающий"),
        ("ru", "Родитель", "Меню · родитель"),
        ("en", "I am applying", "Menu · applicant"),
        ("en", "Parent", "Menu · parent"),
        ("uk", "Поступаю", "Меню · поступающий"),
        ("de", "I am applying", "Menu · applicant"),
    ],
)
async def test_applicants_and_parents_go_straight_on(house: Stage, language: str, button: str, title: str) -> None:
    anna = Actor(house, 101, language=language)
    await anna.say("/start")
    await anna.press(button)
    assert title in anna.screen.text
    await anna.say("/start")
    assert anna.screen.text == title


async def test_a_double_tap_introduces_once(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/start")
    data, screen = dict(anna.screen.buttons)["Поступаю"], anna.screen.message_id
    await house.play({"callback_query": anna.query(data, screen)}, {"callback_query": anna.query(data, screen)})
    await anna.press("Роль: поступающий")
    assert [label for label in anna.screen.labels if "оступающий" in label] == ["Поступающий ✓"]


@pytest.mark.parametrize("kind", ["admin", "coordinator", "student", "", "x;y", "ministry_viewer"])
async def test_nobody_introduces_themselves_as_more(house: Stage, kind: str) -> None:
    anna = Actor(house, 101)
    await anna.say("/start")
    await anna.presses(f"1;start;am;{kind}", anna.screen.message_id)
    assert anna.toast.startswith("Этого больше нет")
    assert await role_of(house, anna) is None


# --- language ---------------------------------------------------------------------------------------------


async def test_the_first_screen_changes_its_language_in_place(house: Stage) -> None:
    anna = Actor(house, 101)
    await anna.say("/start")
    await anna.press("English")
    assert anna.screen.text.startswith("Iskra is")
    assert anna.screen.labels[0] == "I am applying"
    await anna.press("Русский")
    assert anna.screen.text.startswith("Искра — ")
    assert len(anna.bubbles) == 1


async def test_a_chosen_language_stays(house: Stage) -> None:
    anna = await with_role(house, 101, Role.APPLICANT)
    await anna.say("/language")
    await anna.press("English")
    assert anna.screen.text.startswith("English")
    await anna.press("Menu")
    assert anna.screen.text == "Menu · applicant"
    await anna.say("/menu")
    assert anna.screen.text == "Menu · applicant"
    await anna.say("/language")
    await anna.press("Русский")
    assert anna.screen.text.startswith("Русский")


@pytest.mark.parametrize("verb", ["set", "first"])
@pytest.mark.parametrize("language", ["de", "", "../../ru"])
async def test_a_language_that_is_not_spoken_changes_nothing(house: Stage, verb: str, language: str) -> None:
    anna = Actor(house, 101)
    await anna.say("/language")
    await anna.presses(f"1;language;{verb};{language}", anna.screen.message_id)
    assert anna.toast.startswith("Этого больше нет")
    await anna.say("/menu")
    assert anna.screen.text.startswith("Меню")


# --- what else people write -------------------------------------------------------------------------------

INPUT: list[tuple[str, dict[str, Any], str]] = [
    ("text", {"text": "привет"}, "core-not-understood"),
    ("emoji", {"text": "😀" * 2048}, "core-not-understood"),
    ("markup", {"text": "<b>&lt;</i> & "}, "core-not-understood"),
    ("right to left", {"text": "\u202e\u200f"}, "core-not-understood"),
    ("sticker", {"sticker": STICKER}, "core-not-understood"),
    ("voice", {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}}, "core-not-understood"),
    ("photo", {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}, "core-file-unasked"),
    ("contact", {"contact": {"phone_number": "1", "first_name": "a"}}, "core-not-understood"),
    ("unheard of", {"unheard_of": {"x": 1}}, "core-not-understood"),
    ("forwarded", {"text": "a", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}, "core-not-understood"),
    ("unknown command", {"text": "/apply"}, "core-unknown-command"),
    ("other bot's link", {"text": "/start whatever_1"}, ""),
    ("empty link", {"text": "/start inv_"}, "people-invite-unknown"),
    ("long link", {"text": "/start inv_" + "я" * 900}, "people-invite-unknown"),
    ("start", {"text": "/start"}, ""),
    ("menu", {"text": "/menu@iskra_bot"}, "menu"),
    ("help", {"text": "/HELP"}, "menu-help"),
    ("cancel", {"text": "/cancel"}, "menu-nothing-to-cancel"),
    ("language", {"text": "/language"}, "language-choose"),
    ("privacy", {"text": "/privacy now"}, "privacy-title"),
]  # fmt: skip
FIRST_WORDS = {
    "core-not-understood": "Не понял сообщение",
    "core-file-unasked": "Файл сюда присылать не нужно",
    "core-unknown-command": "Такой команды нет",
    "people-invite-unknown": "Такого приглашения нет",
    "menu": "Меню",
    "menu-help": "Я принимаю предварительные заявки",
    "menu-nothing-to-cancel": "Сейчас отменять нечего",
    "language-choose": "Русский",
    "privacy-title": "Мои данные",
}


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "applicant"])
@pytest.mark.parametrize(("content", "key"), [case[1:] for case in INPUT], ids=[case[0] for case in INPUT])
async def test_every_input_has_an_answer(house: Stage, known: bool, content: dict[str, Any], key: str) -> None:
    anna = await with_role(house, 101, Role.APPLICANT) if known else Actor(house, 101)
    await anna.sends(**content)
    assert len(anna.bubbles) == 1
    first = FIRST_WORDS[key] if key else ("Меню · поступающий" if known else "Искра")
    assert anna.screen.text.startswith(first)
    if key.startswith("core"):
        await anna.press("Меню")
        assert anna.screen.text.startswith("Меню")
    assert await house.database.read(inbox.counts) == {}


GROUP = {"id": -5, "type": "group", "title": "g"}
CHANNEL = {"id": -7, "type": "channel", "title": "c"}


@pytest.mark.parametrize(
    ("update", "answered"),
    [
        ({"message": {"text": "/start", "chat": GROUP}}, True),
        ({"message": {"text": "/start@iskra_bot x", "chat": GROUP}}, True),
        ({"message": {"text": "/start@another_bot", "chat": GROUP}}, False),
        ({"message": {"text": "привет", "chat": GROUP}}, False),
        ({"message": {"sticker": STICKER, "chat": GROUP}}, False),
        ({"channel_post": {"text": "/start", "chat": CHANNEL}}, False),
        ({"edited_message": {"text": "/start", "edit_date": 2}}, False),
    ],
)
async def test_in_public_only_a_command_is_answered(house: Stage, update: dict[str, Any], answered: bool) -> None:
    anna = Actor(house, 101)
    kind, content = next(iter(update.items()))
    full = {"message_id": 1, "date": 1, **content} if kind == "channel_post" else anna.message(**content)
    await house.play({kind: full})
    shown = [bubble.text for chat in house.phones.chats.values() for bubble in chat]
    assert shown == (["Я отвечаю только в личных сообщениях. Напишите мне: @iskra_bot"] if answered else [])


async def test_commands_have_a_line_in_both_languages(house: Stage) -> None:
    from handlers import FEATURES

    commands = [name for feature in FEATURES for name in feature.commands]
    assert commands[:2] == ["start", "menu"]
    told = {name for name in commands if house.texts.has(f"command-{name}")}
    assert told == {"start", "menu", "help", "cancel", "language", "privacy", "sos"}
    assert set(commands) - told == {"practice", "queue"}, "a command for staff alone is not offered to everybody"
    for language in ("ru", "en"):
        assert len(house.texts.get(language, "command-about")) <= 512
        assert len(house.texts.get(language, "command-about-short")) <= 120
    assert re.search("[А-Я]", house.texts.get("ru", "command-about"))
