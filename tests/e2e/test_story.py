"""The story with the real process: through a restart, an outage, a webhook; and what keeps the process from starting."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from sandbox.testing import TOKEN, TOKEN_BOT_ID, sandbox_process
from tests.e2e import ledger
from tests.e2e.conftest import invited, sandbox_at_the_story
from tests.e2e.house import bot_in
from tests.e2e.ledger import Ledger
from tests.e2e.story import ARRIVING, ARTYOM, CONSENTING, LOOKING, STORY, people, press, say

# What makes migrations, tables, pictures and codes: imported when one is made.
NOT_FOR_SERVING = {"alembic", "mako", "openpyxl", "xlsxwriter", "PIL", "segno", "matplotlib", "docxtpl"}
SECOND_DRAFT = (
    say("/menu", "Подать заявку"),
    *CONSENTING,
    press("Родитель за ребёнка", "Напишите фамилию"),
    say("Соловьёва", "Напишите имя"),
)


@pytest.fixture
def port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_undisturbed_story_does_everything_once(told: Ledger) -> None:
    assert told.inside.applications == (("КЛ-26-0001", "submitted", 1), ("КС-26-0001", "submitted", 1))
    assert told.inside.unhandled == told.inside.unsent == {}
    ledger.check_nothing_is_lost(told, told)
    assert ledger.doubles(told, told, lambda _first, _again: False) == []


async def test_the_story_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        artyom, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)
        await artyom.plays(STORY)
        await olga.sees("📄 Новая заявка № КЛ-26-0001, Клепиковский техникум. Ответить до 17 июля")
        await artyom.plays(SECOND_DRAFT)
        code, seconds = await bot.end()
        assert (code, seconds < 10) == (0, True), bot.said()

        await artyom.chat.send("/menu")
        await bot.start(notes_imports=True)
        await artyom.sees("Продолжить заявку")
        await artyom.plays(LOOKING)
        await artyom.plays(
            [
                say("/menu", "Продолжить заявку"),
                press("Продолжить заявку", "Напишите имя"),
                say("Мария", "Напишите отчество"),
            ]
        )
        code, seconds = await bot.end()
        assert (code, seconds < 10) == (0, True), bot.said()
        imported = {module.partition(".")[0] for module in bot.imported()}
        log = bot.log.read_text("utf-8")
    assert {"sqlalchemy", "telegram", "handlers"} <= imported
    assert imported & NOT_FOR_SERVING == set()
    assert '"level":"error"' not in log
    for said in (TOKEN, TOKEN.split(":")[1], "Соловьёв", "79101234567"):
        assert said not in log


async def test_started_while_telegram_is_down_it_waits_and_serves_when_it_comes(tmp_path: Path, port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    async with bot_in(tmp_path, url, CLOCK__FOLLOW="") as bot:
        await bot.start()
        await bot.says("Telegram is not reachable yet")
        async with sandbox_process(port=port) as sandbox:
            artyom, _ = await people(sandbox.control)
            await bot.serving()
            await artyom.does(ARRIVING[0])
            code, _ = await bot.end()
    assert code == 0


async def test_telegram_away_in_the_middle_of_the_form(tmp_path: Path) -> None:
    state = str(tmp_path / "sandbox")
    async with sandbox_at_the_story("--state", state) as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        artyom, _ = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await artyom.plays([*ARRIVING, *CONSENTING])
        await sandbox.kill()
        await bot.says("telegram is unreachable")
        port = int(sandbox.url.rpartition(":")[2])
        async with sandbox_process("--state", state, port=port) as again:
            artyom.chat = again.control.chat(ARTYOM, TOKEN_BOT_ID)
            await artyom.does(press("Поступаю я", "Напишите фамилию"))


async def test_an_end_is_quick_while_telegram_is_down(tmp_path: Path, port: int) -> None:
    async with bot_in(tmp_path, f"http://127.0.0.1:{port}", CLOCK__FOLLOW="") as bot:
        await bot.start()
        await bot.says("Telegram is not reachable yet")
        code, seconds = await bot.end()
    assert (code, seconds < 10) == (0, True), bot.said()


async def test_by_webhook_it_goes_on_after_a_restart_and_after_deaths(tmp_path: Path, port: int) -> None:
    webhook = {"WEBHOOK__URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK__LISTEN": f"127.0.0.1:{port}"}
    async with (
        sandbox_at_the_story() as sandbox,
        bot_in(tmp_path, sandbox.url, TELEGRAM__MODE="webhook", **webhook) as bot,
    ):
        artyom, _ = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await artyom.plays([*ARRIVING, CONSENTING[0]])
        code, seconds = await bot.end()
        assert (code, seconds < 10) == (0, True), bot.said()

        # Telegram brings again what was not taken with a 200: before it is in the inbox, and after.
        version = (await artyom.chat.view())["version"]
        await artyom.presses("Даю согласие")
        for seam in ("intake.fetched:1", "intake.stored:1"):
            await bot.start(seam)
            await bot.killed()
        await bot.start()
        await artyom.sees("Кто заполняет заявку?", version)
        await ledger.calm(sandbox.control, bot)
        delivered = await sandbox.control.record(kind="delivered")
        found = await ledger.read(sandbox.control, bot)
    assert {entry["by"] for entry in delivered} == {"webhook"}
    assert sorted(found.inside.handled) == sorted(update["update_id"] for update in found.updates)


async def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        await bot.start()
        await bot.serving()
        async with bot_in(tmp_path, sandbox.url) as second:
            second.log = tmp_path / "second.log"
            code = await second.run_to_end()
    assert code == 1
    assert len(second.said().splitlines()) == 1
    assert "is already served by process " in second.said()


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"TELEGRAM__TOKEN": "12345:short"}, "ISKRA_TELEGRAM__TOKEN = (hidden): expected a bot token"),
        ({"TELEGRAM__MODE": "pigeon"}, 'ISKRA_TELEGRAM__MODE = "pigeon": expected one of: polling, webhook'),
        ({"DELIVERY__PER_SECOND": "many"}, 'ISKRA_DELIVERY__PER_SECOND = "many": expected'),
        ({"TELEGRAM__TOKN": TOKEN}, "ISKRA_TELEGRAM__TOKN: unknown variable; did you mean ISKRA_TELEGRAM__TOKEN?"),
        ({"TELEGRAM__MODE": "webhook"}, "webhook.url"),
    ],
)
async def test_a_wrong_configuration_is_one_line(tmp_path: Path, variables: dict[str, str], line: str) -> None:
    async with bot_in(tmp_path, "http://127.0.0.1:9", **variables) as bot:
        code = await bot.run_to_end()
    assert code == 2
    assert len(bot.said().splitlines()) == 1
    assert line in bot.said()
    assert TOKEN not in bot.said()
