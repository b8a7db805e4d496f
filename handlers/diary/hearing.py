"""A day told without any form: an answer to the reminder, or a line that plainly belongs into the diary."""

from __future__ import annotations

from telegram import Message, Update

from bot.screens import Action, Screen
from bot.turn.context import Context
from cluster import diary, russian
from cluster.diary import Told
from handlers import menu
from handlers.diary.common import ENTRY, feature


@feature.free_text
async def take_as_a_day(update: Update, context: Context) -> bool:
    """Open the entry with what was understood, where a message tells a day; nothing is kept before they say so."""
    message = update.message
    if message is None or not message.text:
        return False
    found = await context.read(
        diary.told_day, context.now, context.person.id, message.text, context.content, _asked_in(message)
    )
    if found is None:
        return False
    placement_id, day = found
    context.send(Screen("diary-heard", {"day": russian.format_day(day, context.language)}))
    await context.room.forms[ENTRY].begin_with(update, context, (str(placement_id), day.isoformat()))
    return True


def _asked_in(message: Message) -> Told | None:
    """Return the day of the reminder that a message replies to; whose it is the use case asks."""
    under = message.reply_to_message.reply_markup if message.reply_to_message is not None else None
    for row in under.inline_keyboard if under is not None else ():
        for button in row:
            action = Action.parse(button.callback_data) if isinstance(button.callback_data, str) else None
            if action is not None and (action.feature, action.verb) == (ENTRY, "open") and len(action.args) > 1:
                return menu.read_number(action.args[0]), menu.read_day(action.args[1])
    return None
