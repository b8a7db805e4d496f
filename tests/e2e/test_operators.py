"""What operators see and do beside the running process: health, metrics, settling by command and in their chat."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import orjson
from prometheus_client.parser import text_string_to_metric_families

from sandbox.client import ControlClient
from sandbox.testing import TOKEN, TOKEN_BOT_ID
from storage import inbox, outbox, settling
from storage.base import new_id
from storage.inbox import Arrival
from storage.outbox import Lane, OutboxState, Outgoing, Settlement
from storage.settling import Stuck
from tests.conftest import NOW
from tests.e2e.conftest import sandbox_at_the_story
from tests.e2e.house import Bot, bot_in
from tests.e2e.story import ARTYOM, OLGA, Person, people, say

PATIENCE_S = 30.0
Samples = dict[tuple[str, str], float]


class Monitor:
    """Asks the bot's health address."""

    def __init__(self, session: aiohttp.ClientSession, bot: Bot) -> None:
        port = re.search(
            r'"port":(\d+),[^\n]*"event":"health answers"|"event":"health answers"[^\n]*"port":(\d+)', bot.said()
        )
        assert port is not None, bot.said()
        self._session, self._root = session, f"http://127.0.0.1:{port[1] or port[2]}"

    async def get(self, path: str) -> tuple[int, dict[str, Any]]:
        async with self._session.get(self._root + path) as answer:
            return answer.status, orjson.loads(await answer.read())

    async def metrics(self) -> Samples:
        """Return every sample by name and the values of its labels."""
        async with self._session.get(f"{self._root}/metrics") as answer:
            assert answer.content_type == "text/plain"
            text = (await answer.read()).decode()
        assert TOKEN.split(":")[1] not in text
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        # A value may be any number; names and labels are what could tell about somebody.
        assert not [s for s in samples if str(ARTYOM) in " ".join([s.name, *s.labels.values()])]
        return {(sample.name, ",".join(sample.labels.values())): sample.value for sample in samples}

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not await holds():
            assert time.monotonic() < until
            await asyncio.sleep(0.05)


async def iskra(bot: Bot, *arguments: str) -> tuple[int, str]:
    """Run a command beside the bot."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=bot.folder,
        env=bot.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, out.decode()


async def lay_message(bot: Bot, state: OutboxState, text: str) -> int:
    """Have a message to Artyom end in a state, as if delivery had given it up; return its number."""
    body = orjson.dumps({"chat_id": ARTYOM, "text": text})
    call = Outgoing(new_id(), TOKEN_BOT_ID, ARTYOM, Lane.NOTICE, "sendMessage", body, NOW, careful=True)
    async with bot.opened() as database:
        await database.run(outbox.add, [call])
        await database.run(outbox.settle, [Settlement(call.id, state, NOW, "laid by the test")])
    return call.id


async def lay_update(bot: Bot, text: str) -> int:
    """Have an update of Artyom's set aside, as if its handler had crashed; return its number."""
    update: dict[str, Any] = {
        "update_id": 2_000_000_000,
        "message": {
            "message_id": 900,
            "date": int(NOW.timestamp()),
            "chat": {"id": ARTYOM, "type": "private", "first_name": "Артём"},
            "from": {"id": ARTYOM, "is_bot": False, "first_name": "Артём", "language_code": "ru"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        },
    }
    arrival = Arrival(new_id(), TOKEN_BOT_ID, update["update_id"], ARTYOM, None, orjson.dumps(update), NOW)
    async with bot.opened() as database:
        await database.run(inbox.store, [arrival])
        await database.run(inbox.count_attempt, [arrival.id], "KeyError", 1, NOW)
    return arrival.id


async def texts_to(control: ControlClient, text: str) -> list[Any]:
    return [c for c in await control.calls("sendMessage") if c["ok"] and text in c["params"].get("text", "")]


async def test_operators_see_and_settle_beside_the_running_bot(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, aiohttp.ClientSession() as session:
        control = sandbox.control
        artyom, _ = await people(control)
        async with session.get(f"{sandbox.url}/bot{TOKEN}/getMe"):  # the sandbox makes a bot at its first call
            pass
        group = await control.add_group("Operators", [OLGA, TOKEN_BOT_ID])
        variables = {"HEALTH__LISTEN": "127.0.0.1:0", "OPERATOR__CHAT_ID": str(group["id"])}
        async with bot_in(tmp_path, sandbox.url, **variables) as bot:
            await bot.start()
            await bot.serving()
            monitor = Monitor(session, bot)
            await _sees_turns(monitor, artyom)
            await _sees_an_outage(monitor, control, artyom)
            await _settles_by_command(bot, monitor, control, artyom)
            await _settles_in_the_chat(bot, control, group["id"])
            code, _ = await bot.end()
            assert code == 0, bot.said()


async def _sees_turns(monitor: Monitor, artyom: Person) -> None:
    assert await monitor.get("/healthz") == (200, {"alive": True})
    status, said = await monitor.get("/readyz")
    assert (status, said["ready"], said["reasons"]) == (200, True, [])
    assert said["telegram_reachable_since"] is not None
    assert said["oldest_undelivered"] is None
    assert said["queues"].keys() == {"inbox", "reply", "notice", "broadcast", "job"}

    async def joined() -> bool:  # the bot hears that it was added to the operators' group
        found = await monitor.metrics()
        updates = sum(value for (name, _), value in found.items() if name == "iskra_updates_total")
        return updates > 0 and found.get(("iskra_turns_total", "done")) == updates

    await monitor.until(joined)
    before = await monitor.metrics()
    await artyom.does(say("/start", "Кто вы?"))

    async def recorded() -> bool:  # what was sent is recorded beside the sending
        return (await monitor.metrics())["iskra_queue_rows", "reply"] == 0

    await monitor.until(recorded)
    after = await monitor.metrics()

    def grew(name: str, labels: str = "") -> float:
        return after.get((name, labels), 0) - before.get((name, labels), 0)

    assert grew("iskra_updates_total", "message") == 1
    assert grew("iskra_turns_total", "done") == 1
    assert grew("iskra_turn_seconds_count") == 1
    assert grew("iskra_sends_total", "sendMessage,sent") >= 1
    assert after["iskra_telegram_reachable", ""] == after["iskra_database_up", ""] == 1
    assert after["iskra_queue_age_seconds", "reply"] == 0
    assert ("process_start_time_seconds", "") in after
    assert any(name == "iskra_build_info" for name, _ in after)


async def _sees_an_outage(monitor: Monitor, control: ControlClient, artyom: Person) -> None:
    await control.faults(p5xx=1)
    await artyom.chat.send("/menu")  # the poll under way brings it, the answer finds Telegram down

    async def unreachable() -> bool:
        return (await monitor.get("/readyz"))[0] == 503

    await monitor.until(unreachable)
    _, said = await monitor.get("/readyz")
    assert (said["ready"], said["telegram_reachable_since"]) == (False, None)
    assert said["reasons"] == [f"telegram is unreachable since {said['telegram_unreachable_since']}"]
    assert await monitor.get("/healthz") == (200, {"alive": True})
    samples = await monitor.metrics()
    assert samples["iskra_telegram_reachable", ""] == 0
    assert samples["iskra_errors_total", "fetch"] >= 2
    await control.faults(p5xx=0)
    await artyom.sees("Меню")

    async def reachable() -> bool:
        return (await monitor.get("/readyz"))[0] == 200

    await monitor.until(reachable)


async def _settles_by_command(bot: Bot, monitor: Monitor, control: ControlClient, artyom: Person) -> None:
    dead = await lay_message(bot, OutboxState.DEAD, "ещё одно письмо")
    aside = await lay_update(bot, "/help")
    _, said = await monitor.get("/readyz")
    assert said["needs_a_person"] == {"uncertain": 0, "dead": 1, "quarantine": 1}
    code, out = await iskra(bot, "status", "--list")
    assert code == 1
    assert f"dead {dead}  sendMessage  chat …101" in out
    assert f"quarantine {aside}  update 2000000000  chat …101" in out

    assert (await iskra(bot, "settle", "dead", str(dead), "--send-again")) == (0, "1 messages are sent again\n")
    await artyom.sees("ещё одно письмо")
    code, out = await iskra(bot, "settle", "quarantine", str(aside), "--replay")
    assert (code, out) == (0, "1 updates get their turn again\n")
    await artyom.sees("/menu")
    assert (await iskra(bot, "settle", "dead", str(dead), "--send-again"))[0] == 1, "it is settled already"
    code, out = await iskra(bot, "status")
    assert code == 0, out
    assert len(await texts_to(control, "ещё одно письмо")) == 1


async def _settles_in_the_chat(bot: Bot, control: ControlClient, group_id: int) -> None:
    await lay_message(bot, OutboxState.UNCERTAIN, "дошло ли это")
    await control.advance(120)
    olga = Person(control.chat(group_id, TOKEN_BOT_ID, OLGA))
    await olga.sees("Неизвестно, дошло ли сообщение")
    await olga.presses("Отправить ещё раз")
    await olga.sees("больше ничего не ждёт решения")
    artyom = Person(control.chat(ARTYOM, TOKEN_BOT_ID))
    await artyom.sees("дошло ли это")
    assert await bot.look(settling.count, Stuck.UNCERTAIN) == 0
    assert len(await texts_to(control, "дошло ли это")) == 1
