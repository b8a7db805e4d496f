"""`iskra check`: a line for each thing that must be right before serving, with what to do where it is not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console

from bot.commands import house
from bot.commands.telegram import Refused, Telegram, Unreachable
from bot.config import Config, load_config, locate
from cluster.content import TEMPLATES, ContentError, load_content, template_faults, template_kinds
from storage import facts, revisions
from storage.database import Database
from storage.encryption import Vault
from storage.errors import VaultError

ZONE = "Europe/Moscow"
MOST_CLOCK_ERROR = timedelta(seconds=30)
MOST_FAULTS_SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `todo` is empty where it is right."""

    name: str
    seen: str
    todo: str = ""


def run(config_file: Path | None) -> int:
    """Print a line a finding; 1 where there is a fault."""
    config = load_config(locate(config_file))
    return house.run(_report(config))


async def _report(config: Config) -> int:
    console, faults = Console(soft_wrap=True, highlight=False), 0
    async for finding in findings(config):
        mark, style = ("FAULT", "bold red") if finding.todo else ("ok   ", "green")
        console.print(mark, style=style, end=" ")
        console.print(f"{finding.name}: {finding.seen}", markup=False)
        if finding.todo:
            faults += 1
            console.print(f"      -> {finding.todo}", markup=False)
    console.print(f"{faults} to mend" if faults else "Ready to serve: iskra serve")
    return 1 if faults else 0


async def findings(config: Config) -> AsyncIterator[Finding]:
    """Look at everything that serving needs, changing nothing."""
    async with Telegram(config.telegram) as telegram:
        async for finding in _telegram(config, telegram):
            yield finding
        ahead = telegram.clock_ahead
    async for finding in _database(config):
        yield finding
    yield _content(config.content.folder)
    yield _templates(config.content.folder)
    yield _time(ahead)


async def _telegram(config: Config, telegram: Telegram) -> AsyncIterator[Finding]:
    root = config.telegram.base_url
    if not config.telegram.token.get_secret_value():
        yield Finding("token", "not set", "get one from @BotFather and put it into ISKRA_TELEGRAM__TOKEN")
        return
    try:
        me = await telegram.call("getMe")
    except Unreachable as error:
        todo = "check the network, telegram.base_url and telegram.proxy; a local Bot API server must be running"
        yield Finding("base URL", str(error), todo)
        return
    except Refused as refused:
        yield Finding("base URL", f"{root} answers")
        yield Finding("token", str(refused), "compare it with @BotFather's /mybots; a revoked token never works again")
        return
    yield Finding("base URL", f"{root} answers")
    yield Finding("token", f"belongs to @{me['username']} (id {me['id']})")
    yield await _channel(config.operator.chat_id, telegram, me["id"])


async def _channel(chat_id: int, telegram: Telegram, bot_id: int) -> Finding:
    if not chat_id:
        return Finding("operators' chat", "none configured (operator.chat_id), faults go to the log only")
    todo = f"open chat {chat_id} and add the bot, or start it there; then run iskra check again"
    try:
        chat = await telegram.call("getChat", chat_id=chat_id)
        if chat["type"] == "private":
            return Finding("operators' chat", f"a private chat, {chat_id}")
        member = await telegram.call("getChatMember", chat_id=chat_id, user_id=bot_id)
    except (Refused, Unreachable) as error:
        return Finding("operators' chat", f"{chat_id}: {error}", todo)
    status = member["status"]
    if chat["type"] == "channel" and not (status == "administrator" and member.get("can_post_messages")):
        return Finding("operators' chat", f"{chat_id}: the bot is {status}", "make it an administrator who may post")
    if status in ("left", "kicked") or (status == "restricted" and not member.get("can_send_messages")):
        return Finding("operators' chat", f"{chat_id}: the bot is {status}", todo)
    return Finding("operators' chat", f"{chat['type']} {chat_id}, the bot is {status}")


async def _database(config: Config) -> AsyncIterator[Finding]:
    where = house.shown(config.storage.url)
    if not house.exists(config.storage.url):
        yield Finding("database", f"{where} is not there yet, iskra serve will make it")
        return
    try:
        revision = await house.revision_of(config)
    except house.CommandError as error:
        yield Finding("database", str(error), "check storage.url, and that the server runs and lets this user in")
        return
    yield Finding("database", f"{where} answers")
    if revision != revisions.newest():
        seen = f"at revision {revision or 'none'}, this version has {revisions.newest()}"
        yield Finding("migrations", seen, "run iskra migrate; if the database is newer, start the newer Iskra")
        return
    yield Finding("migrations", f"at revision {revision}, the newest")
    yield await _key(config)


async def _key(config: Config) -> Finding:
    path = config.storage.key_file
    todo = "put the key file of this database back; without it personal data cannot be read"
    try:
        vault = Vault.open(path)
        database = await Database.open(config.storage.url, vault)
        try:
            tied = await database.read(facts.is_tied)
            if tied:
                await database.read(facts.check_vault, vault)
        finally:
            await database.close()
    except VaultError as error:
        return Finding("key", str(error), todo)
    if not tied and vault.missing_file is not None:
        return Finding("key", f"{path} is not there yet, iskra serve will make it")
    return Finding("key", f"{path} opens this database")


def _content(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding(
            "content", f"{folder} is not there", "set content.folder to the folder of your cluster's TOML files"
        )
    try:
        content = load_content(folder)
    except ContentError as error:
        shown = "; ".join(str(fault) for fault in error.faults[:MOST_FAULTS_SHOWN])
        return Finding("content", f"{folder}: {shown}", "mend these lines; each names its file")
    return Finding(
        "content",
        f"{folder}: {len(content.colleges)} colleges, {len(content.programmes)} programmes, "
        f"{len(content.enterprises)} enterprises, {len(content.campaigns)} campaigns",
    )


def _templates(folder: Path) -> Finding:
    where = folder / TEMPLATES
    shown = [f"{name}: {said}" for name, said in template_faults(folder, filled=True)][:MOST_FAULTS_SHOWN]
    if shown:
        return Finding("templates", "; ".join(shown), "mend them in Word, see docs/templates.md")
    kinds = template_kinds(folder)
    return Finding("templates", f"{where}: {', '.join(kinds) if kinds else 'none, no papers of a practice are made'}")


def _time(ahead: timedelta | None) -> Finding:
    try:
        local = datetime.now(ZoneInfo(ZONE))
    except ZoneInfoNotFoundError:
        return Finding("time zone", f"{ZONE} is unknown here", "install the package tzdata: make install")
    if ahead is not None and abs(ahead) > MOST_CLOCK_ERROR:
        seconds = round(ahead.total_seconds())
        return Finding(
            "time", f"this machine's clock is {seconds:+} s from Telegram's", "switch time synchronisation (NTP) on"
        )
    return Finding("time zone", f"{ZONE}, there it is {local:%Y-%m-%d %H:%M}")
