"""Every supported method answers what both libraries can read, and every update is what they expect."""

import inspect
import io
import re
import sys
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram
from aiogram import types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.client import ChatClient
from sandbox.methods import HANDLERS
from sandbox.testing import TOKEN, TOKEN_BOT_ID, RunningSandbox, picture
from tests.sandbox_fixtures import BotApi, anna, api, running

__all__ = ["anna", "api", "running"]

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + (60).to_bytes(4) + (40).to_bytes(4) + b"\x08\x02" + b"\0" * 40


@pytest.fixture
async def typed(running: RunningSandbox) -> AsyncIterator[aiogram.Bot]:
    """Give a bot of aiogram, whose answers are validated pydantic models."""
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(running.url)))
    yield bot
    await bot.session.close()


@pytest.fixture
async def plain(running: RunningSandbox) -> AsyncIterator[telegram.Bot]:
    """Give a bot of python-telegram-bot."""
    url = running.url
    async with telegram.Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


async def test_answers_can_be_read_by_aiogram(running: RunningSandbox, anna: ChatClient, typed: aiogram.Bot) -> None:
    group = (await running.control.add_group("G", [501], [TOKEN_BOT_ID]))["id"]
    assert (await typed.get_me()).is_bot
    text = await typed.send_message(501, "<b>x</b> @anna_k", parse_mode="HTML")
    keys = types.InlineKeyboardMarkup(inline_keyboard=[[types.InlineKeyboardButton(text="a", callback_data="b")]])
    photo = await typed.send_photo(501, types.BufferedInputFile(PNG, "p.png"), caption="c", reply_markup=keys)
    await typed.send_document(501, types.BufferedInputFile(b"d", "d.txt"))
    venue = await typed.send_venue(501, latitude=54.6, longitude=39.7, title="t", address="a")
    assert venue.venue.location.latitude == 54.6
    assert await typed.send_chat_action(501, "typing")
    edited = await typed.edit_message_text("y", chat_id=501, message_id=text.message_id, reply_markup=keys)
    assert edited.edit_date
    await typed.edit_message_caption(chat_id=501, message_id=photo.message_id, caption="d")
    await typed.edit_message_reply_markup(chat_id=501, message_id=text.message_id)
    assert await typed.pin_chat_message(501, text.message_id)
    assert (await typed.get_chat(501)).pinned_message.message_id == text.message_id
    assert await typed.unpin_chat_message(501)
    assert await typed.delete_message(501, venue.message_id)
    file = await typed.get_file(photo.photo[-1].file_id)
    assert (await typed.download_file(file.file_path)).read() == PNG
    assert (await typed.get_chat(group)).permissions.can_send_messages
    admins = await typed.get_chat_administrators(group)
    assert {type(member).__name__ for member in admins} == {"ChatMemberAdministrator", "ChatMemberOwner"}
    assert await typed.get_chat_member_count(group) == 2
    assert (await typed.get_chat_member(501, 501)).status == "member"


async def test_what_a_bot_says_about_itself_can_be_read_by_aiogram(anna: ChatClient, typed: aiogram.Bot) -> None:
    commands = [types.BotCommand(command="a", description="b")]
    scope = types.BotCommandScopeChat(chat_id=501)
    assert await typed.set_my_commands(commands, scope=scope, language_code="ru")
    (command,) = await typed.get_my_commands(scope=scope, language_code="ru")
    assert (command.command, command.description) == ("a", "b")
    assert (await anna.view())["commands"] == [{"command": "a", "description": "b"}]
    assert await typed.delete_my_commands(scope=scope, language_code="ru")
    assert await typed.set_my_name("Name")
    assert (await typed.get_my_name()).name == "Name"
    assert await typed.set_my_description("Long", language_code="ru")
    assert (await typed.get_my_description(language_code="ru")).description == "Long"
    assert await typed.set_my_short_description("Short")
    assert (await typed.get_my_short_description(language_code="en")).short_description == "Short"
    button = types.MenuButtonWebApp(text="w", web_app=types.WebAppInfo(url="https://x.ru"))
    assert await typed.set_chat_menu_button(chat_id=501, menu_button=button)
    assert (await typed.get_chat_menu_button(chat_id=501)).text == "w"
    assert (await typed.get_chat_menu_button()).type == "commands"
    assert await typed.set_webhook("http://127.0.0.1:9/", secret_token="s", max_connections=5)
    assert (await typed.get_webhook_info()).max_connections == 5
    assert await typed.delete_webhook()


def test_the_two_tests_above_call_every_supported_method() -> None:
    source = inspect.getsource(sys.modules[__name__])
    seen = {name.replace("_", "") for name in re.findall(r"await typed\.(\w+)\(", source)}
    assert {name for name in HANDLERS if name.lower() not in seen} == {"answerCallbackQuery"}  # see test_echo.py


async def test_answers_can_be_read_by_python_telegram_bot(anna: ChatClient, plain: telegram.Bot) -> None:
    markup = telegram.ReplyKeyboardMarkup([["a"]], one_time_keyboard=True)
    sent = await plain.send_message(
        501, "*x*", "MarkdownV2", reply_markup=markup, protect_content=True,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
    )  # fmt: skip
    assert sent.has_protected_content
    again = await plain.send_document(501, io.BytesIO(b"data"), filename="имя.txt", reply_to_message_id=sent.message_id)
    assert (again.document.file_name, again.reply_to_message.message_id) == ("имя.txt", sent.message_id)
    assert (await plain.send_photo(501, PNG)).photo[-1].width == 60
    assert (await plain.get_chat(501)).first_name == "Anna"
    assert await plain.set_my_commands([("a", "b")], telegram.BotCommandScopeAllPrivateChats(), "ru")
    assert await plain.set_chat_menu_button(501, telegram.MenuButtonCommands())
    assert (await plain.get_webhook_info()).url == ""
    await anna.block()
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await plain.send_message(501, "x")


async def test_updates_can_be_read_by_both(running: RunningSandbox, anna: ChatClient, api: BotApi) -> None:
    await running.control.add_group("G", [501, TOKEN_BOT_ID])
    channel = await running.control.add_group("C", [501], [TOKEN_BOT_ID], "channel")
    post = await running.control.chat(channel["id"], TOKEN_BOT_ID, 501).send("p")
    await running.control.chat(channel["id"], TOKEN_BOT_ID, 501).edit(post["message_id"], "q")
    sent = await anna.send("fwd", forward=True)
    await anna.edit(sent["message_id"], "edited")
    await anna.contact()
    await anna.contact("+79001234567", "Boris")
    await anna.send_photo(picture())
    await anna.upload(("f.bin", b"f"))
    await anna.upload(("f.oga", b"f"), kind="voice")
    await anna.upload(("f.webp", b"f"), kind="sticker")
    keys = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    asked = await api("sendMessage", chat_id=501, text="?", reply_markup=keys)
    await anna.press("a")
    await api("pinChatMessage", chat_id=501, message_id=asked["message_id"])
    await anna.block()
    updates = await api("getUpdates")
    kinds = {key for update in updates for key in update if key != "update_id"}
    assert kinds == {
        "my_chat_member", "channel_post", "edited_channel_post", "message", "edited_message", "callback_query",
    }  # fmt: skip
    for update in updates:
        read = types.Update.model_validate(update)
        assert read.event_type in update
        other = telegram.Update.de_json(update)
        assert other.to_dict().keys() == update.keys()
        assert not (other.effective_message and other.effective_message.api_kwargs)
