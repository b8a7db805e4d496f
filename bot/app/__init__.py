"""The front door of the running bot: opens every room, serves until told to stop, closes them in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.orm import Session

from bot.clock import Clock, DueSource, FollowedClock, SystemClock, Ticker
from bot.clock.cron import daily
from bot.commits import GroupCommit
from bot.config import Config
from bot.config.model import split_listen
from bot.counts import Counts
from bot.database_watch import DatabaseWatch, patiently
from bot.delivery import Delivery, Limits
from bot.delivery.pacing import backoff_s
from bot.draining import Drain
from bot.errors import TelegramError, TooManyRequests, Unauthorized
from bot.feature import Feature
from bot.form.duties import due_source as forms_due
from bot.greeting import greet
from bot.health import HealthServer
from bot.http import AiohttpRequest, BotApi
from bot.intake import Intake, Poller
from bot.intake.polling import GRACE_S
from bot.jobs.download import Downloads
from bot.jobs.runner import JobRunner
from bot.night import night_of
from bot.opening import open_database
from bot.reach import Reach
from bot.settled import Settled
from bot.texts import Texts
from bot.turn.assembly import assemble
from bot.turn.lanes import Lanes
from bot.turn.room import Room
from bot.watch import Watch, disk_of
from bot.workshop import Workshop
from cluster import content_store, duties
from cluster.calendar import MOSCOW
from cluster.content import Content, load_content
from handlers import FEATURES
from storage import inbox, restored, revisions
from storage.database import Database
from storage.duties import Duty
from storage.errors import DatabaseInUse
from storage.outbox import Outgoing
from storage.trouble import DatabaseTrouble

if TYPE_CHECKING:
    from bot.intake.webhook import Webhook

log = structlog.get_logger(__name__)

LOCALES = Path(__file__).parents[1] / "locales"
WAIT_FOR_TELEGRAM_MOST_S = 5.0
WAIT_WITHOUT_TOKEN_S = 60.0
CONTENT_EVERY_S = 2.0


async def serve(config: Config, features: Sequence[Feature] = FEATURES, *, migrating: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; what is under way is finished, what waits stays in the database.

    With `migrating` a database of an older version is brought to this one first.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with contextlib.AsyncExitStack() as house:
        house_open = asyncio.create_task(_open(config, features, house, migrating=migrating), name="opening")
        stopped = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({house_open, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not house_open.done():
            house_open.cancel()
        usurped: DatabaseInUse | None = None
        with contextlib.suppress(asyncio.CancelledError):
            usurped = await _until(stopped, await house_open)
        log.info("stopping")
    log.info("stopped")
    if usurped is not None:
        raise usurped


async def _until(stopped: asyncio.Task[bool], database: Database) -> DatabaseInUse | None:
    """Wait for the word to stop; return what another process has done where that was the reason."""
    lost = database.lost
    reasons: list[asyncio.Future[Any]] = [stopped, lost] if lost is not None else [stopped]
    await asyncio.wait(reasons, return_when=asyncio.FIRST_COMPLETED)
    return lost.result() if lost is not None and lost.done() else None


async def _open(
    config: Config, features: Sequence[Feature], house: contextlib.AsyncExitStack, *, migrating: bool
) -> Database:
    clock = await _clock(config, house)
    database = await patiently(lambda: open_database(config, clock.now(), migrating=migrating))
    house.push_async_callback(database.close)
    content = ContentWatch(database, await patiently(lambda: _content(config, database, clock.now())))

    request = AiohttpRequest(proxy=config.telegram.proxy, read_timeout_s=config.telegram.timeout_s)
    await request.initialize()
    house.push_async_callback(request.shutdown)
    token = config.telegram.token.get_secret_value()
    api = BotApi(request, token, config.telegram.base_url)
    counts, reach = Counts(), Reach(clock)
    health = HealthServer(database, clock, counts, revisions.newest())
    if (listen := split_listen(config.health.listen)) is not None:
        await health.start(*listen)
        house.push_async_callback(health.stop)
    me = await _ask_who_i_am(api, health)
    bot_id = int(me["id"])

    commits = GroupCommit(database)
    await commits.start()
    house.push_async_callback(commits.stop)
    limits = Limits(**config.delivery.model_dump())
    delivery = Delivery(api, database, commits, clock, bot_id, limits, counts=counts)
    reach.ask(lambda: delivery.health().unreachable_since)
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
        counts=counts,
        restored=await patiently(lambda: database.read(restored.read)),
    )
    flows = await assemble(room, features, token, me)
    await patiently(delivery.start)
    drain = Drain()
    house.push_async_callback(drain.stop, delivery.stop)

    await patiently(lambda: begin(database, features, clock.now()))
    lanes = Lanes(room.take)
    house.push_async_callback(drain.stop, lanes.stop)
    runner = JobRunner(room, Downloads(api), Workshop(), lanes.accept)
    room.look_for_jobs = runner.wake
    house.push_async_callback(runner.stop)
    trouble = DatabaseWatch(database, api, texts, room.operator_chat_id, again=lambda: _look_again(delivery, runner))
    house.push_async_callback(trouble.stop)
    sources = [forms_due(room, flows), duties_due(room, features), delivery.due_source(), runner.due_source()]
    watch = Watch(room, reach, disk_of(config.storage.key_file.parent))
    sources += [Settled(room, delivery, lanes).due_source(), watch.due_source()]
    night = night_of(config, database, clock, daily(config.backup.time(), MOSCOW), watch.backup_failed)
    await patiently(night.start)
    house.push_async_callback(night.stop)
    sources.append(night.due_source())
    lost = room.restored
    ticker = Ticker(clock, sources, (lost.since, lost.until) if lost is not None else None)
    house.push_async_callback(ticker.stop)
    ticker.start()
    content.start()
    house.push_async_callback(content.stop)

    intake = Intake(bot_id, commits, clock, lanes.accept, counts)
    await patiently(lambda: runner.rewind(clock.now()))  # it may have gone back since the last run
    lanes.accept(await patiently(lambda: database.read(inbox.waiting, bot_id)))
    runner.start()
    source = _source(config, api, intake, clock, counts)
    await source.start()
    house.push_async_callback(source.stop)
    if isinstance(source, Poller):
        reach.ask(lambda: source.unreachable_since)
    greeting = asyncio.create_task(greet(api, database, texts, features), name="greeting")
    house.push_async_callback(_given_up, greeting)
    health.ready(reach)
    _leave_alone()
    log.info("serving", bot=me["username"], mode=config.telegram.mode, language=texts.languages)
    return database


def _leave_alone() -> None:
    """Keep the garbage collector from looking at what was made so far again and again: it stays."""
    gc.collect()
    gc.freeze()


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
            await _given_up(self._task)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CONTENT_EVERY_S)
            try:
                self._content = await self._database.read(content_store.refresh, self._content)
            except DatabaseTrouble:
                await self._database.condition.well()
            except Exception as error:  # what is held stays good until the next look
                log.warning("content could not be read again", error=type(error).__name__)


def _look_again(delivery: Delivery, runner: JobRunner) -> None:
    delivery.wake()
    runner.wake()


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
            except DatabaseTrouble:  # no failure of its own: not counted
                raise
            except Exception as error:
                log.exception("duty failed", kind=duty.kind, duty_id=duty.id)
                room.counts.errors["duty"] += 1
                await room.database.run(duties.fail, duty, now, type(error).__name__)
            else:
                room.counts.was_due("duties", duty.due_at, now)
                room.sender.offer(calls)
        return len(due)

    async def next_due() -> datetime | None:
        return await room.database.read(duties.next_due)

    return DueSource("duties", next_due, run)


def _perform(session: Session, room: Room, now: datetime, duty: Duty, known: dict[str, Any]) -> list[Outgoing]:
    done = duties.perform(session, now, duty, known, room.content())
    return restored.keep(session, room.render(session, now, done.events), room.restored)


async def _given_up(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


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


def _source(config: Config, api: BotApi, intake: Intake, clock: Clock, counts: Counts) -> Webhook | Poller:
    if config.telegram.mode == "polling":
        grace_s = min(GRACE_S, config.telegram.timeout_s)
        return Poller(
            api, intake.receive, timeout_s=config.telegram.poll_s, grace_s=grace_s, clock=clock, counts=counts
        )
    from bot.intake.webhook import Webhook  # a web server, which polling does without

    return Webhook(
        api, intake.receive, url=config.webhook.url, listen=config.webhook.listen, secret=config.webhook_secret()
    )
