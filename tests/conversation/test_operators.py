"""The operators' chat: what it is told, how often, and settling there in one tap."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup
from sqlalchemy.orm import Session
from telegram import Update

from bot.clock import DueSource, Ticker
from bot.feature import Feature
from bot.reach import Reach
from bot.screens import Screen
from bot.settled import Settled
from bot.turn.context import Context
from bot.watch import Watch
from handlers import operators
from storage import inbox, outbox, people, settling
from storage.base import new_id
from storage.database import Database
from storage.inbox import Arrival, InboxState
from storage.outbox import Lane, OutboxState, Outgoing, Settlement
from storage.settling import Stuck, Way
from tests.conftest import NOW
from tests.conversation.stage import BOT_ID, Actor, Bubble, Stage

OPERATORS, ANNA, BORIS = -1001234567890, 5001, 5002
BODY = b'{"chat_id":5001,"text":"secret"}'


class Operator(Actor):
    """Somebody in the operators' group: what they press stands there."""

    def __init__(self, stage: Stage, chat_id: int = OPERATORS) -> None:
        super().__init__(stage, 5900, "Olga")
        self.chat = {"id": chat_id, "type": "supergroup", "title": "Operators"}

    @property
    def bubbles(self) -> list[Bubble]:
        return self.stage.phones.chats[OPERATORS]

    @property
    def told(self) -> list[str]:
        return [bubble.text for bubble in self.bubbles]


@dataclass
class Delivering:
    """Takes the calls that are owed again; `held` are those that are under way still."""

    held: set[int] = field(default_factory=set)
    offered: list[int] = field(default_factory=list)

    def offer(self, calls: Sequence[Outgoing]) -> None:
        self.offered += [call.id for call in calls]

    def holds(self, call_id: int) -> bool:
        return call_id in self.held


@dataclass
class Desk:
    """A stage with its operators, and what goes wrong as the test says."""

    stage: Stage
    operator: Operator
    down_since: datetime | None = None
    free: float = 0.5
    failures: int = 0
    delivering: Delivering = field(default_factory=Delivering)

    def __post_init__(self) -> None:
        reach = Reach(self.stage.clock)
        reach.ask(lambda: self.down_since)
        self.reach = reach
        self.watch = Watch(self.stage.room, reach, lambda: self.free)
        self.settled = Settled(self.stage.room, self.delivering, self.stage.lanes)

    @property
    def now(self) -> datetime:
        return self.stage.clock.now()

    async def look(self, **later: float) -> list[str]:
        """Let the watch look after some time; return what operators were told then."""
        self.stage.clock.forward(**later)
        before = len(self.operator.told)
        await _run(self.watch.due_source())
        return self.operator.told[before:]

    async def take_up(self) -> None:
        """Let what was settled be taken up, and its turns end."""
        await _run(self.settled.due_source())
        await self.stage.lanes.idle()

    async def owe(self, state: OutboxState, chat_id: int = ANNA) -> int:
        """Have a message end in a state; return its number."""
        call = Outgoing(new_id(), BOT_ID, chat_id, Lane.NOTICE, "sendMessage", BODY, self.now)
        await self.stage.database.run(outbox.add, [call])
        settlement = Settlement(call.id, state, self.now, "chat not found")
        await self.stage.database.run(outbox.settle, [settlement])
        self.stage.room.counts.stuck += 1  # as delivery says when that is recorded
        return call.id

    async def states(self) -> dict[OutboxState, int]:
        return await self.stage.database.read(outbox.counts)


async def _run(source: DueSource) -> None:
    if await source.next_due() is not None:
        await source.run(NOW)


@pytest.fixture
async def desk(sqlite_database: Database, now: datetime) -> AsyncIterator[Desk]:
    """Give a bot with operators and one command, `/count`, that fails as often as `desk.failures` says."""
    stage = Stage(sqlite_database, now)
    stage.room.operator_chat_id = OPERATORS
    desk = Desk(stage, Operator(stage))
    probe = Feature("probe")

    @probe.command("count")
    async def count(update: Update, context: Context) -> None:
        if desk.failures:
            desk.failures -= 1
            raise RuntimeError("boom")
        assert update.message is not None
        context.send(Screen("", body=Markup(f"done {update.message.message_id}")))

    await stage.open([probe, operators.feature])
    yield desk
    await stage.close()


# --- settling in one tap


async def test_an_update_set_aside_is_replayed_in_one_tap(desk: Desk) -> None:
    anna = Actor(desk.stage, ANNA)
    desk.failures = 3
    await anna.say("/count")
    card = desk.operator.bubbles[-1]
    assert card.text == (
        "⚠️ Обновление 1 отложено после трёх попыток: RuntimeError\nЧат …001, с 14.07.2026 10:00. Всего отложено: 1."
    )
    assert card.labels == ["Обработать ещё раз", "Не обрабатывать"]

    await desk.operator.press("Обработать")
    assert desk.operator.toast == "Сделано"
    assert desk.operator.told[-1] == "✅ Здесь больше ничего не ждёт решения."
    assert desk.operator.bubbles[-1].labels == []
    await desk.take_up()
    assert anna.screen.text == "done 1"
    assert await desk.stage.database.read(inbox.counts) == {}


async def test_one_message_settles_all_of_a_kind_one_after_the_other(desk: Desk) -> None:
    first, second = [await desk.owe(OutboxState.DEAD) for _ in range(2)]
    (text,) = await desk.look()
    assert text == (
        "⚠️ Telegram отказался принять сообщение: chat not found\n"
        "sendMessage в чат …001, с 14.07.2026 10:00. Всего таких: 2."
    )
    await desk.operator.press("Отправить ещё раз")
    assert desk.operator.told[-1].endswith("Всего таких: 1.")
    await desk.operator.press("Не отправлять")
    assert desk.operator.told == ["✅ Здесь больше ничего не ждёт решения."]
    assert await desk.states() == {OutboxState.WAITING: 1 + 3}, "the message sent again, and what the chat was shown"
    await desk.take_up()
    assert desk.delivering.offered == [first]
    assert second not in desk.delivering.offered


async def test_a_second_tap_settles_nothing_and_says_so(desk: Desk) -> None:
    await desk.owe(OutboxState.UNCERTAIN)
    await desk.look()
    card = desk.operator.bubbles[-1]
    again, drop = (data for _, data in card.buttons)
    await desk.operator.presses(drop, card.message_id)
    await desk.operator.presses(again, card.message_id)
    assert desk.operator.toast == "Это уже решено"
    await desk.take_up()
    assert desk.delivering.offered == []


@pytest.mark.parametrize("data", ["dead;again;{}", "dead;drop;{}", "dead;burn;{}", "dead;again;x", "dead;again", ""])
async def test_nothing_is_settled_elsewhere_or_by_what_nobody_drew(desk: Desk, data: str) -> None:
    row = await desk.owe(OutboxState.DEAD)
    wish = f"1;operators;settle;{data.format(row)}".rstrip(";")
    people_outside = [Actor(desk.stage, BORIS), Operator(desk.stage, -100777)]
    forged = "{}" not in data or "burn" in data
    for actor in people_outside + ([desk.operator] if forged else []):
        await actor.presses(wish)
        assert actor.toast.startswith("Эта кнопка устарела")
    assert (await desk.stage.database.read(settling.count, Stuck.DEAD)) == 1


# --- taking up


async def test_what_is_under_way_is_taken_up_later_and_once(desk: Desk) -> None:
    row = await desk.owe(OutboxState.UNCERTAIN)
    desk.delivering.held = {row}
    await desk.stage.database.run(settling.settle, Stuck.UNCERTAIN, Way.AGAIN, desk.now, [row])
    await desk.take_up()
    assert desk.delivering.offered == []
    desk.delivering.held = set()
    for _ in range(3):
        await desk.take_up()
    assert desk.delivering.offered == [row]
    settlement = Settlement(row, OutboxState.UNCERTAIN, desk.now + timedelta(minutes=1), "again")
    await desk.stage.database.run(outbox.settle, [settlement])
    await desk.take_up()
    await desk.stage.database.run(settling.settle, Stuck.UNCERTAIN, Way.AGAIN, desk.now + timedelta(minutes=2))
    await desk.take_up()
    assert desk.delivering.offered == [row, row], "settled once more, it goes out once more"


async def test_a_tick_finds_what_there_is_though_the_clock_runs_on(desk: Desk) -> None:
    class Running:
        """A clock that no two looks find at the same moment, as a real one."""

        def now(self) -> datetime:
            desk.stage.clock.forward(seconds=0.001)
            return desk.stage.clock.now()

    desk.stage.room.clock = Running()
    dead, uncertain = await desk.owe(OutboxState.DEAD), await desk.owe(OutboxState.UNCERTAIN)
    await desk.stage.database.run(settling.settle, Stuck.UNCERTAIN, Way.AGAIN, desk.now, [uncertain])
    sources = [desk.settled.due_source(), desk.watch.due_source()]
    await Ticker(desk.stage.room.clock, sources).tick()
    assert desk.delivering.offered == [uncertain]
    assert len(desk.operator.told) == 1
    assert dead not in desk.delivering.offered


async def test_a_replayed_update_waits_for_its_chat(desk: Desk) -> None:
    anna = Actor(desk.stage, ANNA)
    desk.failures = 3
    await anna.say("/count")
    await desk.stage.database.run(settling.settle, Stuck.QUARANTINE, Way.AGAIN, desk.now)
    arrival = desk.stage.arrival({"message": anna.message(text="/count")})
    await desk.stage.commits.store([arrival])
    desk.stage.lanes.accept([arrival])
    await desk.take_up()
    assert [bubble.text for bubble in anna.bubbles if "done" in bubble.text] == ["done 2", "done 1"]
    assert await desk.stage.database.read(inbox.counts) == {}


async def test_a_replayed_update_that_fails_again_is_told_of_again(desk: Desk) -> None:
    anna = Actor(desk.stage, ANNA)
    desk.failures = 6
    await anna.say("/count")
    desk.stage.clock.forward(hours=2)
    await desk.operator.press("Обработать")
    await desk.take_up()
    assert await desk.stage.database.read(inbox.counts) == {InboxState.QUARANTINED: 1}
    assert "отложено после трёх попыток" in desk.operator.told[-1]
    await desk.operator.press("Не обрабатывать")
    await desk.take_up()
    assert await desk.stage.database.read(inbox.counts) == {}


async def test_only_this_bots_updates_are_taken_up(desk: Desk) -> None:
    foreign = Arrival(new_id(), BOT_ID + 1, 1, ANNA, None, b"{}", desk.now)
    await desk.stage.database.run(inbox.store, [foreign])
    await desk.stage.database.run(inbox.count_attempt, [foreign.id], "KeyError", 1, desk.now)
    await desk.stage.database.run(settling.settle, Stuck.QUARANTINE, Way.AGAIN, desk.now)
    await desk.take_up()
    assert await desk.stage.database.read(inbox.counts) == {InboxState.WAITING: 1}


# --- how often


async def test_each_kind_of_row_is_told_of_once_an_hour_at_most(desk: Desk) -> None:
    await desk.owe(OutboxState.DEAD)
    assert len(await desk.look()) == 1
    await desk.owe(OutboxState.UNCERTAIN)
    assert len(await desk.look()) == 1, "another kind has an hour of its own"
    for minutes in (1, 10, 20):
        desk.stage.clock.forward(minutes=minutes)
        await desk.owe(OutboxState.DEAD)
        assert await desk.look() == []
    assert await desk.look(minutes=28) == []
    (text,) = await desk.look(minutes=2)
    assert text.endswith("Всего таких: 4."), "whatever was held back is in it"
    assert await desk.look(hours=5) == [], "nothing new, nothing told"


async def test_the_hour_is_kept_across_a_restart(desk: Desk) -> None:
    await desk.owe(OutboxState.DEAD)
    await desk.look()
    await desk.owe(OutboxState.DEAD)
    restarted = Desk(desk.stage, desk.operator)
    assert await restarted.look(minutes=5) == []
    assert len(await restarted.look(minutes=56)) == 1


async def test_a_clock_set_back_does_not_keep_the_watch_quiet(desk: Desk) -> None:
    await desk.owe(OutboxState.DEAD)
    await desk.look()
    desk.stage.clock.forward(hours=-7)
    await desk.owe(OutboxState.DEAD)
    assert len(await desk.look()) == 1


async def test_dead_letters_that_need_nobody_are_not_told_of(desk: Desk) -> None:
    def leaves(session: Session) -> None:
        people.meet(session, ANNA, ANNA, "ru", desk.now)
        people.mark_unreachable(session, ANNA, desk.now)

    await desk.stage.database.run(leaves)
    await desk.owe(OutboxState.DEAD)
    await desk.owe(OutboxState.DEAD, OPERATORS)
    assert await desk.look(minutes=2) == []


async def test_a_long_outage_is_told_of_when_it_is_over(desk: Desk) -> None:
    await desk.look()
    desk.down_since = desk.now
    call = Outgoing(new_id(), BOT_ID, ANNA, Lane.REPLY, "sendMessage", BODY, desk.now)
    await desk.stage.database.run(outbox.add, [call])
    assert await desk.look(minutes=25) == []
    await desk.stage.database.run(outbox.settle, [Settlement(call.id, OutboxState.SENT, desk.now)])
    desk.down_since = None
    (text,) = await desk.look(minutes=5)
    assert text == (
        "⚠️ Telegram был недоступен 30 мин.: с 14.07.2026 10:00 до 14.07.2026 10:30. "
        "Ждало сообщений: 1; теперь они уходят."
    )
    assert desk.reach.reachable_since == desk.now
    assert await desk.look(minutes=5) == []


async def test_a_short_outage_is_nobodys_business(desk: Desk) -> None:
    desk.down_since = desk.now
    assert await desk.look(minutes=9) == []
    desk.down_since = None
    assert await desk.look(minutes=9) == []


async def test_outages_within_an_hour_are_counted_and_told_of_later(desk: Desk) -> None:
    told = []
    for _ in range(3):
        desk.down_since = desk.now
        told += await desk.look(minutes=11)
        desk.down_since = None
        told += await desk.look(minutes=1)
    assert len(told) == 1
    assert await desk.look(minutes=35) == []
    assert await desk.look(minutes=2) == [
        "⚠️ За последний час Telegram был недоступен ещё: 2. Когда именно, сказано в журнале."
    ]
    assert await desk.look(hours=3) == []


async def test_an_outage_outlives_a_restart(desk: Desk) -> None:
    desk.down_since = desk.now
    await desk.look(minutes=15)
    restarted = Desk(desk.stage, desk.operator)
    (text,) = await restarted.look(minutes=15)
    assert "30 мин." in text


@pytest.mark.parametrize(("free", "told"), [(0.10, 0), (0.0999, 1), (0.0, 1)])
async def test_a_disk_that_fills_is_told_of_once_an_hour(desk: Desk, free: float, told: int) -> None:
    desk.free = free
    assert len(await desk.look()) == told
    for _ in range(3):
        assert await desk.look(minutes=15) == []
    assert len(await desk.look(minutes=15)) == told
    desk.free = 0.5
    assert await desk.look(hours=2) == []


async def test_failed_backups_are_told_of_once_an_hour(desk: Desk) -> None:
    for error in ("disk full", "no such folder", "disk full"):
        await desk.watch.backup_failed(error)
        desk.stage.clock.forward(minutes=5)
    assert desk.operator.told == ["⚠️ Резервная копия не получилась: disk full"]
    assert await desk.look(minutes=44) == []
    assert await desk.look(minutes=1) == [
        "⚠️ За последний час резервная копия не получилась ещё: 2. Почему, сказано в журнале."
    ]
    await desk.watch.backup_failed("disk full")
    desk.stage.clock.forward(hours=1)
    await desk.watch.backup_failed("no such folder")
    assert desk.operator.told[-1] == (
        "⚠️ Резервная копия не получилась: no such folder (и до этого в тот же час ещё: 1)"
    )


async def test_without_an_operators_chat_nothing_is_sent(desk: Desk) -> None:
    desk.stage.room.operator_chat_id = None
    desk.free, desk.failures = 0.01, 3
    await Actor(desk.stage, ANNA).say("/count")
    await desk.owe(OutboxState.DEAD)
    await desk.watch.backup_failed("disk full")
    await desk.look(minutes=1)
    chats = {call.chat_id for call in await desk.stage.owed()}
    assert chats == {ANNA}
