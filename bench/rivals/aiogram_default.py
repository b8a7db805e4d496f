"""aiogram 3 as its examples use it: polling, updates as tasks, aiohttp, everything in memory."""

from __future__ import annotations

import asyncio
import logging

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

from bench.rivals.script import BASE_URL, TOKEN, Step, steps

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
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
