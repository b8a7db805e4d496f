"""The front door of the running bot: opens every room, serves until told to stop, closes them in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.app.content import ContentWatch, first_content
from bot.app.features import begin, duties_due
from bot.clock import Clock, DueSource, FollowedClock, SystemClock, Ticker
from bot.clock.cron import daily
from bot.commits import GroupCommit
from bot.config import Config
from bot.config.model import split_listen
from bot.counts import Counts
from bot.database_watch import DatabaseWatch, patiently
from bot.delivery import Delivery, Limits
from bot.delivery.pacing import backoff_s
from bot.delivery.recording import cancel
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
from cluster.calendar import MOSCOW
from cluster.internship import keeping
from handlers import FEATURES
from storage import inbox, restored, revisions
from storage.database import Database
from storage.errors import DatabaseInUse

if TYPE_CHECKING:
    from bot.intake.webhook import Webhook

__all__ = ["LOCALES", "begin", "duties_due", "serve"]

log = structlog.get_logger(__name__)

LOCALES = Path(__file__).parents[2] / "locales"
WAIT_FOR_TELEGRAM_MOST_S = 5.0
WAIT_WITHOUT_TOKEN_S = 60.0


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
    content = ContentWatch(database, await patiently(lambda: first_content(config, database, clock.now())))
    unplaced_for = timedelta(days=config.retention.unplaced_days)
    await patiently(lambda: database.run(keeping.keep_unplaced_for, unplaced_for))
    texts, counts, reach = Texts(LOCALES), Counts(), Reach(clock)
    api = await _client(config, house)
    health = HealthServer(database, clock, counts, revisions.newest())
    if (listen := split_listen(config.health.listen)) is not None:
        await health.start(*listen)
        house.push_async_callback(health.stop)
    me = await _ask_who_i_am(api, health)

    commits = GroupCommit(database)
    await commits.start()
    house.push_async_callback(commits.stop)
    limits = Limits(**config.delivery.model_dump())
    delivery = Delivery(api, database, commits, clock, int(me["id"]), limits, counts=counts)
    reach.ask(lambda: delivery.health().unreachable_since)
    room = Room(
        int(me["id"]),
        database,
        commits,
        clock,
        texts,
        delivery,
        content.now,
        {},
        operator_chat_id=config.operator.chat_id or None,
        settings={
            **config.privacy.model_dump(),
            "username": me["username"],
            "content_folder": str(config.content.folder),
        },
        look_again=delivery.wake,
        counts=counts,
        restored=await patiently(lambda: database.read(restored.read)),
    )
    flows = await assemble(room, features, config.telegram.token.get_secret_value(), me)
    lanes, runner = await _start_work(room, delivery, api, features, house)
    sources = [forms_due(room, flows), duties_due(room, features), delivery.due_source(), runner.due_source()]
    await _start_clock(config, room, reach, [*sources, Settled(room, delivery, lanes).due_source()], house)
    content.start()
    house.push_async_callback(content.stop)
    await _start_intake(config, room, api, reach, lanes, runner, house)
    greeting = asyncio.create_task(greet(api, database, texts, features), name="greeting")
    house.push_async_callback(cancel, [greeting])
    health.ready(reach)
    _leave_alone()
    log.info("serving", bot=me["username"], mode=config.telegram.mode, language=texts.languages)
    return database


async def _client(config: Config, house: contextlib.AsyncExitStack) -> BotApi:
    request = AiohttpRequest(proxy=config.telegram.proxy, read_timeout_s=config.telegram.timeout_s)
    await request.initialize()
    house.push_async_callback(request.shutdown)
    return BotApi(request, config.telegram.token.get_secret_value(), config.telegram.base_url)


async def _start_work(
    room: Room, delivery: Delivery, api: BotApi, features: Sequence[Feature], house: contextlib.AsyncExitStack
) -> tuple[Lanes, JobRunner]:
    """Send what is owed, and make ready for turns and jobs. All that is under way at the end shares one time to end."""
    await patiently(delivery.start)
    drain = Drain()
    house.push_async_callback(drain.stop, delivery.stop)
    await patiently(lambda: begin(room.database, features, room.clock.now()))
    lanes = Lanes(room.take)
    house.push_async_callback(drain.stop, lanes.stop)
    runner = JobRunner(room, Downloads(api), Workshop(), lanes.accept)
    room.look_for_jobs = runner.wake
    house.push_async_callback(runner.stop)
    again = partial(_look_again, delivery, runner)
    trouble = DatabaseWatch(room.database, api, room.texts, room.operator_chat_id, again=again)
    house.push_async_callback(trouble.stop)
    return lanes, runner


async def _start_clock(
    config: Config, room: Room, reach: Reach, sources: Sequence[DueSource], house: contextlib.AsyncExitStack
) -> None:
    """Do from now on what is due: by `sources`, by the watch, by night."""
    watch = Watch(room, reach, disk_of(config.storage.key_file.parent))
    following = daily(config.backup.time(), MOSCOW)
    night = night_of(config, room.database, room.clock, following, watch.backup_failed)
    await patiently(night.start)
    house.push_async_callback(night.stop)
    lost = (room.restored.since, room.restored.until) if room.restored is not None else None
    ticker = Ticker(room.clock, [*sources, watch.due_source(), night.due_source()], lost)
    house.push_async_callback(ticker.stop)
    ticker.start()


async def _start_intake(
    config: Config,
    room: Room,
    api: BotApi,
    reach: Reach,
    lanes: Lanes,
    runner: JobRunner,
    house: contextlib.AsyncExitStack,
) -> None:
    """Take up what waits, then what comes."""
    database, clock = room.database, room.clock
    await patiently(lambda: runner.rewind(clock.now()))  # it may have gone back since the last run
    lanes.accept(await patiently(lambda: database.read(inbox.waiting, room.bot_id)))
    runner.start()
    intake = Intake(room.bot_id, room.commits, clock, lanes.accept, room.counts)
    source = _source(config, api, intake, clock, room.counts)
    await source.start()
    house.push_async_callback(source.stop)
    if isinstance(source, Poller):
        reach.ask(lambda: source.unreachable_since)


def _leave_alone() -> None:
    """Keep the garbage collector from looking at what was made so far again and again: it stays."""
    gc.collect()
    gc.freeze()


def _look_again(delivery: Delivery, runner: JobRunner) -> None:
    delivery.wake()
    runner.wake()


async def _clock(config: Config, house: contextlib.AsyncExitStack) -> Clock:
    if not config.clock.follow:
        return SystemClock()
    clock = FollowedClock(config.clock.follow)
    await clock.start()
    house.push_async_callback(clock.stop)
    return clock


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
