"""The operators' chat: settling in one tap what does not go on by itself."""

from __future__ import annotations

import structlog
from telegram import Update

from bot.feature import Feature
from bot.operators import FEATURE, LANGUAGE, SETTLE, next_card
from bot.turn.context import Context
from storage import settling
from storage.settling import Stuck, Way

log = structlog.get_logger(__name__)

feature = Feature(FEATURE)


@feature.press(SETTLE)
async def settle(update: Update, context: Context) -> None:
    """Settle a row and show the next one in its place; in any other chat than the operators' it does nothing."""
    chat, wish = update.effective_chat, _wish(context.args or [])
    if wish is None or chat is None or chat.id != context.room.operator_chat_id:
        context.alert("core-outdated-menu")
        return
    kind, way, row_id = wish
    settled = await context.run(settling.settle, kind, way, context.now, [row_id])
    log.info("settled in the operators' chat", kind=kind.value, way=way.value, row_id=row_id, count=settled)
    context.use_language(LANGUAGE)
    context.toast("operators-settled" if settled else "operators-settled-before")
    context.show(await context.read(next_card, kind, chat.id))


def _wish(args: list[str]) -> tuple[Stuck, Way, int] | None:
    try:
        kind, way, row_id = args
        return Stuck(kind), Way(way), int(row_id)
    except ValueError:
        return None
