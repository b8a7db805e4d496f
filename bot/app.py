"""The front door of the running bot: opens every room, serves until told to stop, closes them in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.clock import Clock, DueSource, FollowedClock, SystemClock, Ticker
from bot.commits import GroupCommit
from bot.config import Config
from bot.config.model import split_listen
from bot.delivery import Delivery, Limits
from bot.delivery.pacing import backoff_s
from bot.draining import Drain
from bot.errors import TelegramError, TooManyRequests, Unauthorized
from bot.feature import Feature
from bot.form.duties import due_source as forms_due
from bot.health import HealthServer
from bot.http import AiohttpRequest, BotApi
from bot.intake import Intake, Poller, Webhook
from bot.intake.polling import GRACE_S
from bot.jobs.download import Downloads
from bot.jobs.runner import JobRunner
from bot.texts import Texts
from bot.turn.assembly import assemble
from bot.turn.lanes import Lanes
from bot.turn.room import Room
from bot.workshop import Workshop
from cluster import content_store, duties
from cluster.content import Content, load_content
from handlers import FEATURES
from storage import facts, inbox, migrate, outbox
from storage.database import Database
from storage.duties import Duty
from storage.encryption import Vault
from storage.errors import IskraError
from storage.outbox import Outgoing

log = structlog.get_logger(__name__)

LOCALES = Path(__file__).parents[1] / "locales"
WAIT_FOR_TELEGRAM_MOST_S = 5.0
WAIT_WITHOUT_TOKEN_S = 60.0
CONTENT_EVERY_S = 2.0


class ServeError(IskraError):
    """The bot cannot start; the message says why and what to do."""


async def serve(config: Config, features: Sequence[Feature] = FEATURES) -> None:
    """Serve until SIGINT or SIGTERM; what is under way is finished, what waits stays in the database."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with contextlib.AsyncExitStack() as house:
        house_open = asyncio.create_task(_open(config, features, house), name="opening")
        stopped = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({house_open, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not house_open.done():
            house_open.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await house_open
        await stopped
        log.info("stopping")
    log.info("stopped")


async def _open(config: Config, features: Sequence[Feature], house: contextlib.AsyncExitStack) -> None:
    database = await open_database(config)
    house.push_async_callback(database.close)
    clock = await _clock(config, house)
    content = ContentWatch(database, await _content(config, database, clock.now()))

    request = AiohttpRequest(proxy=config.telegram.proxy, read_timeout_s=config.telegram.timeout_s)
    await request.initialize()
    house.push_async_callback(request.shutdown)
    token = config.telegram.token.get_secret_value()
    api = BotApi(request, token, config.telegram.base_url)
    health = HealthServer(database, clock)
    if (listen := split_listen(config.health.listen)) is not None:
        await health.start(*listen)
        house.push_async_callback(health.stop)
    me = await _ask_who_i_am(api, health)
    bot_id = int(me["id"])

    commits = GroupCommit(database)
    await commits.start()
    house.push_async_callback(commits.stop)
    delivery = Delivery(api, database, commits, clock, bot_id, Limits(**config.delivery.model_dump()))
    texts = Texts(LOCALES)
    room = Room(
        bot_id,
        database,
        commits,
        clock,
        texts,
        delivery,
        content.now,
        {},
        operator_chat_id=config.operator.chat_id or None,
        settings={
            "personal_data": config.privacy.personal_data,
            "paper_files": config.privacy.paper_files,
            "username": me["username"],
        },
        look_again=delivery.wake,
    )
    flows = await assemble(room, features, token, me)
    await delivery.start()
    drain = Drain()
    house.push_async_callback(drain.stop, delivery.stop)

    await begin(database, features, clock.now())
    lanes = Lanes(room.take)
    house.push_async_callback(drain.stop, lanes.stop)
    runner = JobRunner(room, Downloads(api), Workshop(), lanes.accept)
    room.look_for_jobs = runner.wake
    house.push_async_callback(runner.stop)
    sources = [forms_due(room, flows), duties_due(room, features), delivery.due_source(), runner.due_source()]
    ticker = Ticker(clock, sources)
    house.push_async_callback(ticker.stop)
    ticker.start()
    content.start()
    house.push_async_callback(content.stop)

    intake = Intake(bot_id, commits, clock, lanes.accept)
    lanes.accept(await database.read(inbox.waiting, bot_id))
    runner.start()
    await _greet(api, texts, features)
    await _fetch(config, api, intake, house)
    health.ready(lambda: delivery.health().unreachable_since)
    log.info("serving", bot=me["username"], mode=config.telegram.mode, language=texts.languages)


async def open_database(config: Config) -> Database:
    """Open the database to serve from it: an empty one is made, one of another release is refused.

    `ServeError`, `DatabaseInUse` and `VaultError` say what to do.
    """
    url = config.storage.url
    vault = Vault.open(config.storage.key_file)
    database = await Database.open(url, vault, exclusive=True)
    try:
        revision = await migrate.current(url)
        if revision is None:
            await migrate.upgrade(url)
            log.info("database made", revision=migrate.head())
        elif revision != migrate.head():
            raise ServeError(
                f"the database is at revision {revision}, this version expects {migrate.head()}: "
                "make a copy of it, then run `iskra migrate`"
            )
        await database.run(facts.check_vault, vault)
    except BaseException:
        await database.close()
        raise
    return database


class ContentWatch:
    """The content as it stands: read again when its version in the database rises."""

    def __init__(self, database: Database, content: Content) -> None:
        self._database = database
        self._content = content
        self._task: asyncio.Task[None] | None = None

    def now(self) -> Content:
        """Return the present content."""
        return self._content

    def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch(), name="content")

    async def stop(self) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CONTENT_EVERY_S)
            try:
                self._content = await self._database.read(content_store.refresh, self._content)
            except Exception as error:  # what is held stays good until the next look
                log.warning("content could not be read again", error=type(error).__name__)


async def begin(database: Database, features: Sequence[Feature], now: datetime) -> None:
    """Do what features want done at each start, such as making sure that what is done every day has its first duty."""
    for feature in features:
        for start in feature.starts:
            await database.run(start, now)


def duties_due(room: Room, features: Sequence[Feature]) -> DueSource:
    """Return what the clock asks about the features' duties."""
    known = {kind: run for feature in features for kind, run in feature.duties.items()}

    async def run(now: datetime) -> int:
        due = await room.database.read(duties.due, now, 100)
        for duty in due:
            try:
                calls = await room.database.run(_perform, room, now, duty, known)
            except Exception as error:
                log.exception("duty failed", kind=duty.kind, duty_id=duty.id)
                await room.database.run(duties.fail, duty, now, type(error).__name__)
            else:
                room.sender.offer(calls)
        return len(due)

    async def next_due() -> datetime | None:
        return await room.database.read(duties.next_due)

    return DueSource("duties", next_due, run)


def _perform(session: Session, room: Room, now: datetime, duty: Duty, known: dict[str, Any]) -> list[Outgoing]:
    done = duties.perform(session, now, duty, known, room.content())
    return outbox.add(session, room.render(session, now, done.events))


async def _clock(config: Config, house: contextlib.AsyncExitStack) -> Clock:
    if not config.clock.follow:
        return SystemClock()
    clock = FollowedClock(config.clock.follow)
    await clock.start()
    house.push_async_callback(clock.stop)
    return clock


async def _content(config: Config, database: Database, now: datetime) -> Content:
    if await database.read(content_store.content_version) == 0:
        report = await database.run(content_store.load, load_content(config.content.folder), now)
        log.info("content loaded", folder=config.content.folder.name, items=len(report.added))
    return await database.read(content_store.snapshot)


async def _ask_who_i_am(api: BotApi, health: HealthServer) -> dict[str, Any]:
    """Ask Telegram until it answers: a start during an outage waits for its end."""
    attempt = 0
    while True:
        attempt += 1
        try:
            me: dict[str, Any] = await api.call("getMe", {})
        except Unauthorized:
            log.error("Telegram refuses the token: put the one that @BotFather gave into ISKRA_TELEGRAM__TOKEN")  # noqa: TRY400
            health.telegram_down("token refused")
            await asyncio.sleep(WAIT_WITHOUT_TOKEN_S)
        except TelegramError as error:
            if attempt == 1:
                log.warning("Telegram is not reachable yet, trying again", error=str(error))
            health.telegram_down(str(error))
            asked_s = error.retry_after if isinstance(error, TooManyRequests) else 0.0
            await asyncio.sleep(max(asked_s, backoff_s(attempt, WAIT_FOR_TELEGRAM_MOST_S)))
        else:
            return me


async def _greet(api: BotApi, texts: Texts, features: Sequence[Feature]) -> None:
    """Tell Telegram the commands, in every language; a failure is told and survived."""
    names = [name for feature in features for name in feature.commands if texts.has(f"command-{name}")]
    try:
        for language in (None, *texts.languages):
            spoken = language or "ru"
            commands = [{"command": n, "description": texts.get(spoken, f"command-{n}").striptags()} for n in names]
            tag = {"language_code": language} if language else {}
            await api.call("setMyCommands", {"commands": commands, **tag})
            about = texts.get(spoken, "command-about").striptags()
            await api.call("setMyDescription", {"description": about, **tag})
            short = texts.get(spoken, "command-about-short").striptags()
            await api.call("setMyShortDescription", {"short_description": short, **tag})
    except TelegramError as error:
        log.warning("commands could not be set", error=str(error))


async def _fetch(config: Config, api: BotApi, intake: Intake, house: contextlib.AsyncExitStack) -> None:
    if config.telegram.mode == "webhook":
        source: Webhook | Poller = Webhook(
            api, intake.receive, url=config.webhook.url, listen=config.webhook.listen, secret=config.webhook_secret()
        )
    else:
        grace_s = min(GRACE_S, config.telegram.timeout_s)
        source = Poller(api, intake.receive, timeout_s=config.telegram.poll_s, grace_s=grace_s)
    await source.start()
    house.push_async_callback(source.stop)
