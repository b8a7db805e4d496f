"""aiogram 3 as its examples use it: polling or webhook, updates as tasks, aiohttp, everything in memory."""

from __future__ import annotations

import asyncio
import logging
import signal

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from bench.rivals.script import BASE_URL, TOKEN, WEBHOOK_PORT, WEBHOOK_URL, Step, steps

# Its default of 100 would hold it back under a crowd of 200.
CONNECTIONS = 256


def markup(step: Step) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if step.inline:
        rows = [
            [InlineKeyboardButton(text=label, callback_data=step.data(i, j)) for j, label in enumerate(row)]
            for i, row in enumerate(step.inline)
        ]
        return InlineKeyboardMarkup(inline_keyboard=rows)
    if step.keyboard:
        return ReplyKeyboardMarkup(
            keyboard=[
                [KeyboardButton(text=one["text"], request_contact=one["contact"]) for one in row]
                for row in step.keyboard
            ],
            resize_keyboard=True,
        )
    return None


def register(dispatcher: Dispatcher, step: Step, states: list[State]) -> None:
    shown = markup(step)

    async def move_on(state: FSMContext, said: str | None) -> None:
        await state.update_data({str(step.number): said})
        if step.last:
            await state.clear()
        else:
            await state.set_state(states[step.next])

    async def pressed(query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        assert isinstance(query.message, Message)
        if step.tidy:
            await query.message.edit_reply_markup()
        if step.edit:
            assert not isinstance(shown, ReplyKeyboardMarkup)
            await query.message.edit_text(step.text, reply_markup=shown)
        else:
            await query.message.answer(step.text, reply_markup=shown)
        await move_on(state, query.data)

    async def written(message: Message, state: FSMContext) -> None:
        await message.answer(step.text, reply_markup=shown)
        await move_on(state, message.text)

    here = StateFilter(states[step.number])
    if step.command is not None:
        dispatcher.message.register(written, Command(step.command))
    elif step.pressed:
        dispatcher.callback_query.register(pressed, here, F.data.startswith(f"{step.number}:"))
    else:
        dispatcher.message.register(written, here, F.text & ~F.text.startswith("/"))


async def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(BASE_URL), limit=CONNECTIONS)
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher()
    script = steps()
    states = [State(f"step{step.number}", group_name="Application") for step in script]
    for step in script:
        register(dispatcher, step, states)
    if WEBHOOK_PORT:
        await serve_webhook(bot, dispatcher)
    else:
        await dispatcher.start_polling(bot)


async def serve_webhook(bot: Bot, dispatcher: Dispatcher) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(application, path="/hook")
    setup_application(application, dispatcher, bot=bot)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", WEBHOOK_PORT).start()
    await bot.set_webhook(WEBHOOK_URL, max_connections=100)
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
