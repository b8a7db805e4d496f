"""Commands that talk to Telegram, against the sandbox: check and invite."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.commands.telegram import Telegram
from bot.config import Telegram as Settings
from cluster import content_store
from cluster.content import load_content
from sandbox.testing import TOKEN, sandbox_in_loop
from storage import migrate
from storage.database import Database
from storage.encryption import Vault
from tests.conftest import NOW

ROOT = Path(__file__).parents[2]


async def iskra(folder: Path, sandbox_url: str, *arguments: str, token: str = TOKEN) -> tuple[int, str]:
    """Run `iskra` against a sandbox; return its exit code and everything it printed."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISKRA_")}
    own = {
        "ISKRA_TELEGRAM__TOKEN": token,
        "ISKRA_TELEGRAM__BASE_URL": sandbox_url,
        "ISKRA_CONTENT__FOLDER": str(ROOT / "content/ryazan"),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "200",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=inherited | own,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, out.decode()


async def laid(folder: Path) -> None:
    """Make the database and load the content, as `iskra migrate` and `iskra load` do."""
    url = f"sqlite+aiosqlite:///{folder}/var/iskra.db"
    await migrate.upgrade(url)
    database = await Database.open(url, Vault.open(folder / "var/iskra.key"))
    await database.run(content_store.load, load_content(ROOT / "content/ryazan"), NOW)
    await database.close()


async def test_check_finds_everything_right(tmp_path: Path) -> None:
    async with sandbox_in_loop() as sandbox:
        await laid(tmp_path)
        code, out = await iskra(tmp_path, sandbox.url, "check")
    assert code == 0, out
    assert f"ok    base URL: {sandbox.url} answers" in out
    assert "ok    token: belongs to @" in out
    assert "ok    operators' chat: none configured" in out
    assert "ok    migrations: at revision" in out
    assert "ok    content: " in out
    assert "ok    templates: " in out
    assert "Ready to serve" in out
    assert TOKEN not in out


@pytest.mark.parametrize(
    ("kind", "status", "line"),
    [
        ("supergroup", "member", "ok    operators' chat: supergroup {}, the bot is member"),
        ("supergroup", "left", "FAULT operators' chat: {}: "),
        ("channel", "administrator", "ok    operators' chat: channel {}, the bot is administrator"),
    ],
)
async def test_check_looks_at_the_operators_chat(tmp_path: Path, kind: str, status: str, line: str) -> None:
    async with sandbox_in_loop() as sandbox:
        person = await sandbox.control.add_person("Anna")
        async with Telegram(Settings(token=SecretStr(TOKEN), base_url=sandbox.url)) as telegram:
            bot_id = (await telegram.call("getMe"))["id"]
        members = [person["id"], *([bot_id] if status != "left" else [])]
        admins = [bot_id] if status == "administrator" else []
        chat = await sandbox.control.add_group("Operators", members, admins, kind)
        (tmp_path / "config.toml").write_text(f"[operator]\nchat_id = {chat['id']}\n")
        _, out = await iskra(tmp_path, sandbox.url, "check")
    assert line.format(chat["id"]) in out


async def test_check_tells_an_unreachable_server_from_a_wrong_token(tmp_path: Path) -> None:
    code, out = await iskra(tmp_path, "http://127.0.0.1:9", "check")
    assert code == 1
    assert "FAULT base URL: http://127.0.0.1:9 does not answer as a Bot API server" in out
    assert TOKEN.split(":")[1] not in out


async def test_an_invite_is_a_link_with_a_code_that_works_once(tmp_path: Path) -> None:
    async with sandbox_in_loop() as sandbox:
        await laid(tmp_path)
        arguments = ["invite", "coordinator", "--college", "klepiki", "--png", "invite.png"]
        code, out = await iskra(tmp_path, sandbox.url, *arguments)
        other = (await iskra(tmp_path, sandbox.url, *arguments[:-2]))[1]
        username = (await sandbox.control.state())["bots"][0]["username"]
    assert code == 0, out
    link = re.search(r"https://t\.me/(\w+)\?start=(inv_[A-Za-z0-9_-]{20,60})", out)
    assert link is not None
    assert link[1] == username
    assert link[2] not in other
    assert (tmp_path / "invite.png").read_bytes().startswith(b"\x89PNG")
    assert "▀" in out


async def test_an_invite_for_an_unknown_college_is_refused(tmp_path: Path) -> None:
    async with sandbox_in_loop() as sandbox:
        await laid(tmp_path)
        code, out = await iskra(tmp_path, sandbox.url, "invite", "coordinator", "--college", "atlantis")
    assert code == 1
    assert out.count("\n") == 1
    assert "Traceback" not in out
