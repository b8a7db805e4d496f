"""Plain updates are read as the library reads them, and whatever is not plain is left to it."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import TelegramObject, Update

from bot.turn.offline import OfflineBot
from bot.turn.plain import read_plain
from bot.turn.reading import open_library

ME = {"id": 4711, "is_bot": True, "first_name": "Iskra", "username": "iskra_bot"}
BOT = OfflineBot("4711:AAE-abcdefghijklmnopqrstuvwxyz01234", ME)
KEYBOARD = {"inline_keyboard": [[{"text": "Да", "callback_data": "1;a;b"}]]}

ids = st.integers(1, 2**52)
words = st.text(max_size=40)
moments = st.integers(1, 2**31)
senders = st.fixed_dictionaries(
    {"id": ids, "is_bot": st.just(False), "first_name": words},
    optional={"last_name": words, "username": words, "language_code": st.sampled_from(["ru", "en"]), "new": words},
)
chats = st.fixed_dictionaries(
    {"id": ids, "type": st.just("private")}, optional={"first_name": words, "username": words}
)
texts = st.fixed_dictionaries({"message_id": ids, "date": moments, "chat": chats, "from": senders, "text": words})
under = st.fixed_dictionaries({"message_id": ids, "date": moments, "chat": chats}, optional={"text": words})
presses = st.fixed_dictionaries(
    {"id": words, "from": senders, "message": under, "chat_instance": words}, optional={"data": words}
)


@given(ids, st.one_of(st.tuples(st.just("message"), texts), st.tuples(st.just("callback_query"), presses)))
def test_a_plain_update_is_what_the_library_makes_of_it(number: int, content: tuple[str, dict[str, Any]]) -> None:
    raw = {"update_id": number, content[0]: content[1]}
    found = read_plain(raw, BOT)
    expected = Update.de_json(raw, BOT)
    assert found is not None
    assert found.to_dict() == expected.to_dict()
    assert found.effective_user == expected.effective_user
    assert found.effective_chat == expected.effective_chat
    assert found.effective_message == expected.effective_message


def test_of_a_press_the_buttons_and_the_sender_are_left_out() -> None:
    message = {"message_id": 5, "date": 9, "chat": {"id": 1, "type": "private"}, "from": ME, "text": "Да?"}
    press = {"id": "7", "from": {"id": 1, "is_bot": False, "first_name": "А"}, "chat_instance": "8", "data": "1;a;b"}
    found = read_plain(
        {"update_id": 1, "callback_query": press | {"message": message | {"reply_markup": KEYBOARD}}}, BOT
    )
    assert found is not None
    assert found.callback_query is not None
    pressed = found.callback_query.message
    assert pressed.reply_markup is not None
    assert pressed.reply_markup.inline_keyboard == ()
    assert pressed.from_user is None
    assert pressed.text == "Да?"


TEXT = {"message_id": 5, "date": 9, "chat": {"id": 1, "type": "private"}, "text": "Да"}
SENDER = {"id": 1, "is_bot": False, "first_name": "А"}
PRESS = {"id": "7", "from": SENDER, "chat_instance": "8", "data": "1;a;b"}


@pytest.mark.parametrize(
    "content",
    [
        {"message": TEXT | {"from": SENDER, "reply_to_message": TEXT}},
        {"message": TEXT | {"from": SENDER, "via_bot": ME}},
        {"message": TEXT},
        {"message": {name: value for name, value in TEXT.items() if name != "text"} | {"from": SENDER}},
        {"edited_message": TEXT | {"from": SENDER}},
        {"callback_query": PRESS},
        {"callback_query": PRESS | {"inline_message_id": "9"}},
        {"callback_query": PRESS | {"message": {"message_id": 5, "date": 0, "chat": TEXT["chat"]}}},
        {"message": TEXT | {"from": SENDER}, "callback_query": PRESS},
        {"of_the_future": {}},
        {},
    ],
)
def test_what_is_not_plain_is_left_to_the_library(content: dict[str, Any]) -> None:
    assert read_plain({"update_id": 1} | content, BOT) is None


def test_the_guard_that_is_taken_off_is_the_one_that_is_known() -> None:
    source = inspect.getsource(TelegramObject)
    assert source.count("def __setattr__") == source.count("def __delattr__") == 1
    open_library()
    assert not {"__setattr__", "__delattr__"} & vars(TelegramObject).keys()
    open_library()
    update = read_plain({"update_id": 1, "message": TEXT | {"from": SENDER}}, BOT)
    assert update is not None
    assert update.to_dict()["message"]["text"] == "Да"
    assert update == Update.de_json({"update_id": 1, "message": TEXT | {"from": SENDER}}, BOT)
