"""python-telegram-bot as its examples use it: polling, one update after the other, httpx, everything in memory."""

from __future__ import annotations

import logging
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bench.rivals.script import BASE_URL, TOKEN, Step, steps


def markup(step: Step) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if step.inline:
        rows = [
            [InlineKeyboardButton(label, callback_data=step.data(i, j)) for j, label in enumerate(row)]
            for i, row in enumerate(step.inline)
        ]
        return InlineKeyboardMarkup(rows)
    if step.keyboard:
        return ReplyKeyboardMarkup(
            [[KeyboardButton(one["text"], request_contact=one["contact"]) for one in row] for row in step.keyboard],
            resize_keyboard=True,
        )
    return None


def handler(step: Step) -> Any:
    shown: Any = markup(step)

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query, chat = update.callback_query, update.effective_chat
        assert context.user_data is not None
        assert chat is not None
        if query is not None:
            await query.answer()
            if step.tidy:
                await query.edit_message_reply_markup()
            context.user_data[step.number] = query.data
        else:
            context.user_data[step.number] = update.message.text if update.message else None
        if query is not None and step.edit:
            await query.edit_message_text(step.text, parse_mode=ParseMode.HTML, reply_markup=shown)
        else:
            await context.bot.send_message(chat.id, step.text, parse_mode=ParseMode.HTML, reply_markup=shown)
        return ConversationHandler.END if step.last else step.next

    if step.command is not None:
        return CommandHandler(step.command, answer)
    if step.pressed:
        return CallbackQueryHandler(answer, pattern=rf"^{step.number}:")
    return MessageHandler(filters.TEXT & ~filters.COMMAND, answer)


def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    first, *rest = steps()
    application = (
        Application.builder().token(TOKEN).base_url(f"{BASE_URL}/bot").base_file_url(f"{BASE_URL}/file/bot").build()
    )
    states: dict[object, list[Any]] = {step.number: [handler(step)] for step in rest}
    application.add_handler(ConversationHandler([handler(first)], states, [], allow_reentry=True))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
