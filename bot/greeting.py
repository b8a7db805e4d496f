"""What Telegram shows of the bot before anybody speaks to it: its commands and descriptions, in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import structlog

from bot.errors import TelegramError
from bot.feature import Feature
from bot.http import BotApi
from bot.texts import DEFAULT, Texts
from storage import facts
from storage.database import Database

log = structlog.get_logger(__name__)

FACT = "greeting"

Call = tuple[str, dict[str, Any]]


async def greet(api: BotApi, database: Database, texts: Texts, features: Sequence[Feature]) -> None:
    """Tell Telegram, one thing after the other, unless it was told the same before; a failure is told and survived.

    Nobody waits for this: it goes on while the bot serves.
    """
    calls = list(_calls(texts, features))
    told = hashlib.sha256(orjson.dumps([api.bot_id, calls])).hexdigest()
    try:
        if await database.read(facts.read, FACT) == told:
            return
        for method, body in calls:
            await api.call(method, body)
        await database.run(facts.write, FACT, told)
    except TelegramError as error:
        log.warning("commands could not be set", error=str(error))
    except Exception:  # the next start tries again
        log.exception("commands could not be set")


def _calls(texts: Texts, features: Sequence[Feature]) -> Iterator[Call]:
    names = [name for feature in features for name in feature.commands if texts.has(f"command-{name}")]
    for language in (None, *texts.languages):
        spoken = language or DEFAULT
        tag = {"language_code": language} if language else {}
        commands = [{"command": n, "description": texts.get(spoken, f"command-{n}").striptags()} for n in names]
        yield "setMyCommands", {"commands": commands, **tag}
        yield "setMyDescription", {"description": texts.get(spoken, "command-about").striptags(), **tag}
        short = texts.get(spoken, "command-about-short").striptags()
        yield "setMyShortDescription", {"short_description": short, **tag}
