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
from storage.trouble import DatabaseTrouble

log = structlog.get_logger(__name__)

FACT = "greeting"
ABOUT, ABOUT_SHORT = "command-about", "command-about-short"

Call = tuple[str, dict[str, Any]]


async def greet(api: BotApi, database: Database, texts: Texts, features: Sequence[Feature]) -> None:
    """Tell Telegram, one thing after the other, unless it was told the same before; a failure is told and survived.

    Nobody waits for this: it goes on while the bot serves.
    """
    names = [name for feature in features for name in feature.commands if texts.has(f"command-{name}")]
    told = _fingerprint(api.bot_id, texts, names)
    try:
        if await database.read(facts.read, FACT) == told:
            return
        for method, body in _calls(texts, names):
            await api.call(method, body)
        await database.run(facts.write, FACT, told)
    except (TelegramError, DatabaseTrouble) as error:  # the next start tries again
        log.warning("commands could not be set", error=str(error))
    except Exception:
        log.exception("commands could not be set")


def _fingerprint(bot_id: int, texts: Texts, names: Sequence[str]) -> str:
    keys = [ABOUT, ABOUT_SHORT, *(f"command-{name}" for name in names)]
    told = [(language, key, texts.source(language, key)) for language in texts.languages for key in keys]
    return hashlib.sha256(orjson.dumps([bot_id, told])).hexdigest()


def _calls(texts: Texts, names: Sequence[str]) -> Iterator[Call]:
    for language in (None, *texts.languages):
        spoken = language or DEFAULT
        tag = {"language_code": language} if language else {}
        commands = [{"command": n, "description": texts.get(spoken, f"command-{n}").striptags()} for n in names]
        yield "setMyCommands", {"commands": commands, **tag}
        yield "setMyDescription", {"description": texts.get(spoken, ABOUT).striptags(), **tag}
        short = texts.get(spoken, ABOUT_SHORT).striptags()
        yield "setMyShortDescription", {"short_description": short, **tag}
