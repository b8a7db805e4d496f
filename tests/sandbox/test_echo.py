"""An echo bot on plain python-telegram-bot and one on aiogram, no code of ours, pass the same script."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from sandbox.client import ChatClient
from sandbox.testing import TOKEN, TOKEN_BOT_ID, RunningSandbox, sandbox_in_loop

SECRET = "only-telegram-knows"
DOCUMENT = b"%PDF-1.4 a small document"


@dataclass
class Heard:
    """What the bot saw of things that it does not answer."""

    conflicts: asyncio.Queue[str] = field(default_factory=asyncio.Queue)


@asynccontextmanager
async def webhook(feed: Callable[[dict[str, Any]], Awaitable[Any]]) -> AsyncIterator[str]:
    """Listen for updates with the right secret; give the URL."""

    async def take(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=403)
        await feed(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def ptb_bot(url: str, *, by_webhook: bool = False) -> AsyncIterator[Heard]:
    """Run the echo bot on python-telegram-bot."""
    heard = Heard()

    async def start(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        keys = [[telegram.KeyboardButton("My phone", request_contact=True)], ["Hello"]]
        markup = telegram.ReplyKeyboardMarkup(keys, resize_keyboard=True)
        await update.message.reply_html(f"<b>start</b> {' '.join(context.args)}", reply_markup=markup)

    async def ask(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        button = telegram.InlineKeyboardButton("Yes", callback_data="yes")
        await update.message.reply_text("sure?", reply_markup=telegram.InlineKeyboardMarkup([[button]]))

    async def pressed(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        await update.callback_query.answer("thanks")
        await update.callback_query.edit_message_text(f"pressed {update.callback_query.data}")

    async def contact(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        shared = update.message.contact
        await update.message.reply_text(f"{shared.phone_number} {shared.user_id}")

    async def document(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        file = await update.message.document.get_file()
        data = bytes(await file.download_as_bytearray())
        await update.message.reply_document(data, filename="back.pdf", caption=str(len(data)))

    async def edited(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        await update.edited_message.reply_text(f"edited: {update.edited_message.text}")

    async def echo(update: telegram.Update, context: telegram.ext.CallbackContext) -> None:
        await update.message.reply_text(update.message.text)

    app = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("ask", ask))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(MessageHandler(filters.CONTACT, contact))
    app.add_handler(MessageHandler(filters.Document.ALL, document))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    async with app:
        await app.start()
        if by_webhook:
            async with webhook(lambda data: app.update_queue.put(telegram.Update.de_json(data, app.bot))) as hook:
                await app.bot.set_webhook(hook, secret_token=SECRET)
                yield heard
                await app.bot.delete_webhook()
            await app.stop()
            return
        await app.updater.start_polling(
            timeout=10, poll_interval=0, error_callback=lambda error: heard.conflicts.put_nowait(str(error))
        )
        try:
            yield heard
        finally:
            await app.updater.stop()
            await app.stop()


@asynccontextmanager
async def aiogram_bot(url: str, *, by_webhook: bool = False) -> AsyncIterator[Heard]:
    """Run the echo bot on aiogram."""
    heard = Heard()
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = aiogram.Dispatcher()
    types, f = aiogram.types, aiogram.F

    @dispatcher.message(aiogram.filters.CommandStart())
    async def start(message: types.Message, command: aiogram.filters.CommandObject) -> None:
        keys = [[types.KeyboardButton(text="My phone", request_contact=True)], [types.KeyboardButton(text="Hello")]]
        markup = types.ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True)
        await message.answer(f"<b>start</b> {command.args or ''}", parse_mode="HTML", reply_markup=markup)

    @dispatcher.message(aiogram.filters.Command("ask"))
    async def ask(message: types.Message) -> None:
        button = types.InlineKeyboardButton(text="Yes", callback_data="yes")
        await message.answer("sure?", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[button]]))

    @dispatcher.callback_query()
    async def pressed(query: types.CallbackQuery) -> None:
        await query.answer("thanks")
        await query.message.edit_text(f"pressed {query.data}")

    @dispatcher.message(f.contact)
    async def contact(message: types.Message) -> None:
        await message.answer(f"{message.contact.phone_number} {message.contact.user_id}")

    @dispatcher.message(f.document)
    async def document(message: types.Message) -> None:
        data = (await bot.download(message.document)).read()
        await message.answer_document(types.BufferedInputFile(data, "back.pdf"), caption=str(len(data)))

    @dispatcher.edited_message()
    async def edited(message: types.Message) -> None:
        await message.answer(f"edited: {message.text}")

    @dispatcher.message()
    async def echo(message: types.Message) -> None:
        await message.answer(message.text)

    if by_webhook:
        async with webhook(lambda data: dispatcher.feed_raw_update(bot, data)) as hook:
            await bot.set_webhook(hook, secret_token=SECRET)
            yield heard
            await bot.delete_webhook()
        await bot.session.close()
        return
    polling = asyncio.ensure_future(
        dispatcher.start_polling(bot, polling_timeout=10, handle_signals=False, close_bot_session=False)
    )
    try:
        yield heard
    finally:
        await dispatcher.stop_polling()
        await polling
        await bot.session.close()


@pytest.fixture
async def running() -> AsyncIterator[RunningSandbox]:
    async with sandbox_in_loop() as sandbox:
        yield sandbox


@pytest.fixture(
    params=[(bot, hook) for bot in (ptb_bot, aiogram_bot) for hook in (False, True)],
    ids=["ptb-polls", "ptb-webhook", "aiogram-polls", "aiogram-webhook"],
)
async def chat(request: pytest.FixtureRequest, running: RunningSandbox) -> AsyncIterator[ChatClient]:
    """Give the chat of Anna with the running bot."""
    await running.control.add_person("Anna", id=501, last_name="K", language_code="ru")
    bot, by_webhook = request.param
    async with bot(running.url, by_webhook=by_webhook):
        await running.control.bot_online(TOKEN_BOT_ID)
        yield running.control.chat(501, TOKEN_BOT_ID)


async def test_the_same_script_passes_on_both_libraries(chat: ChatClient) -> None:
    steps: list[Callable[[ChatClient], Awaitable[None]]] = [
        deep_link, text, button, reply_keyboard_and_contact, document_there_and_back, edited_message,
    ]  # fmt: skip
    for step in steps:
        await step(chat)
    assert all(call["ok"] for call in await chat.client.calls()), await chat.client.calls()


async def deep_link(chat: ChatClient) -> None:
    answer = await chat.ask_start("college_7")
    assert answer["text"] == "start college_7"
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    assert answer["html"] == "<strong>start</strong> college_7"


async def text(chat: ChatClient) -> None:
    assert (await chat.ask("Привет 👋 <b>&"))["text"] == "Привет 👋 <b>&"


async def button(chat: ChatClient) -> None:
    question = await chat.ask("/ask")
    pressed = await chat.press("Yes")
    edited = await chat.wait_for("pressed yes")
    assert edited["message_id"] == question["message_id"]
    assert "reply_markup" not in edited
    assert (await chat.callback_answer(pressed["callback_query_id"]))["text"] == "thanks"


async def reply_keyboard_and_contact(chat: ChatClient) -> None:
    sent = (await chat.press("My phone"))["message"]
    assert sent["contact"]["user_id"] == 501
    answer = (await chat.wait(sent["message_id"]))[0]
    assert answer["text"] == f"{sent['contact']['phone_number']} 501"
    said = (await chat.press("Hello"))["message"]
    assert (await chat.wait(said["message_id"]))[0]["text"] == "Hello"


async def document_there_and_back(chat: ChatClient) -> None:
    (sent,) = await chat.upload(("заявление.pdf", DOCUMENT), caption="mine")
    assert sent["document"]["file_name"] == "заявление.pdf"
    (answer,) = await chat.wait(sent["message_id"])
    assert answer["caption"] == str(len(DOCUMENT))
    assert answer["document"]["file_name"] == "back.pdf"
    assert answer["document"]["mime_type"] == "application/pdf"
    assert await chat.client.file(answer["document"]["file_id"]) == DOCUMENT


async def edited_message(chat: ChatClient) -> None:
    sent = await chat.send("frist")
    await chat.wait(sent["message_id"])
    version = (await chat.client.state())["version"]
    await chat.edit(sent["message_id"], "first")
    assert (await chat.wait(2**52, after_version=version))[0]["text"] == "edited: first"


async def test_a_second_poll_takes_over_and_the_older_one_gets_409(running: RunningSandbox) -> None:
    async with ptb_bot(running.url) as first, telegram.Bot(TOKEN, base_url=f"{running.url}/bot") as second:
        await running.control.bot_online(TOKEN_BOT_ID)
        poll = asyncio.ensure_future(second.get_updates(timeout=30))
        conflict = await asyncio.wait_for(first.conflicts.get(), 5)
        # The library polls again after a second, so the tables turn.
        with pytest.raises(telegram.error.Conflict):
            await asyncio.wait_for(poll, 5)
    assert "terminated by other getUpdates request" in conflict


async def test_aiogram_survives_a_take_over(running: RunningSandbox) -> None:
    await running.control.add_person("Anna", id=501)
    async with aiogram_bot(running.url), telegram.Bot(TOKEN, base_url=f"{running.url}/bot") as second:
        await running.control.bot_online(TOKEN_BOT_ID)
        poll = asyncio.ensure_future(second.get_updates(timeout=30))
        with pytest.raises(telegram.error.Conflict):
            await asyncio.wait_for(poll, 10)
        assert (await running.control.chat(501, TOKEN_BOT_ID).ask("still here"))["text"] == "still here"
    refused = [call["error"] for call in await running.control.calls("getUpdates") if not call["ok"]]
    assert len(refused) == 2
    assert all("terminated by other getUpdates request" in error for error in refused)
