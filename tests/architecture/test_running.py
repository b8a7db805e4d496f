"""Running it for real: the unit, the image, compose and the guide say what is so in this project."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, TextElement
from typer.main import get_command

from bot.cli import app
from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.counts import Counts
from bot.draining import DRAIN_S
from bot.health import HealthServer
from bot.metrics import Monitored, exposition
from storage import queues
from tests.conftest import NOW

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/operating.md").read_text("utf-8")
UNIT = (ROOT / "deploy/iskra.service").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
SHELL = [line for block in re.findall(r"(?ms)^```sh\n(.*?)^```", GUIDE) for line in block.splitlines()]
VARIABLES = {
    f"ISKRA_{section}__{key}".upper()
    for section in Config.model_fields
    for key in type(getattr(Config(), section)).model_fields
}


# --- the guide ------------------------------------------------------------------------------------


SAID = re.compile(r"(?:sudo iskra|docker compose (?:exec iskra iskra|run --rm iskra)|iskra) ([a-z].*)")


def iskra_commands() -> list[str]:
    """Return every `iskra ...` of the guide, in blocks and in sentences, without what stands before it."""
    inline = re.findall(r"`([^`\n]*)`", GUIDE)
    return sorted({found[1] for line in (*SHELL, *inline) if (found := SAID.fullmatch(line))})


@pytest.mark.parametrize("command", iskra_commands())
def test_every_command_of_the_guide_is_understood(command: str) -> None:
    name, *arguments = shlex.split(command)
    known = get_command(app).commands  # type: ignore[attr-defined]
    assert name in known
    known[name].make_context(name, arguments)  # raises where an option or an argument is none


def test_the_guide_knows_every_command_for_operators() -> None:
    told = {command.partition(" ")[0] for command in iskra_commands()}
    assert told >= set(get_command(app).commands) - {"demo"}  # type: ignore[attr-defined]


def test_every_file_and_section_that_the_guide_names_is_there() -> None:
    named = set(re.findall(r"/opt/iskra/((?:deploy|docs|content)/[\w./-]*\w)", GUIDE + UNIT))
    named |= set(re.findall(r"`((?:deploy|content)/[\w./-]*\w)`", GUIDE))
    assert named >= {"deploy/config.toml", "deploy/iskra", "deploy/iskra.service"}
    assert [name for name in named if not (ROOT / name).exists()] == []
    headings = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"(?m)^#+ (.*)$", GUIDE)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", GUIDE)) <= headings


def test_every_key_that_the_guide_names_exists() -> None:
    named = set(re.findall(rf"`({'|'.join(Config.model_fields)})\.(\w+)", GUIDE)) - {("content", "toml")}
    assert len(named) > 8
    assert {f"ISKRA_{section}__{key}".upper() for section, key in named} <= VARIABLES


def test_the_guide_explains_whatever_operators_are_told() -> None:
    alarms = [key for key, text in _beginnings().items() if text.startswith("⚠️")]
    assert len(alarms) >= 10
    assert [key for key in alarms if f"«{_beginnings()[key]}" not in GUIDE] == []


def _beginnings() -> dict[str, str]:
    """Return how each text to operators begins, up to its first placeholder or mark."""
    found = {}
    for file, prefix in (("operators", "operators-"), ("core", "core-operator-")):
        for entry in parse((ROOT / f"locales/ru/{file}.ftl").read_text("utf-8")).body:
            if isinstance(entry, Message) and entry.id.name.startswith(prefix) and entry.value is not None:
                first = entry.value.elements[0]
                text = first.value if isinstance(first, TextElement) else ""
                found[entry.id.name] = re.split(r"[:<\n]", text)[0].strip()
    return found


@pytest.mark.parametrize(
    "words", re.findall(r"(?m)^\| `{1,2}([^|]*?)`{1,2} \|", GUIDE.partition("In the log, or")[2].partition("###")[0])
)
def test_what_the_guide_quotes_is_said_by_the_program(words: str) -> None:
    sources = "\n".join(path.read_text("utf-8") for room in ("bot", "storage") for path in (ROOT / room).rglob("*.py"))
    assert words in sources


def test_alerts_ask_for_metrics_and_lanes_that_there_are() -> None:
    said = exposition(Monitored(Counts(), NOW, True, None, "0001")).decode()
    source = (ROOT / "bot/metrics.py").read_text("utf-8")
    asked = set(re.findall(r"iskra_[a-z_]+(?=[{) ])", "\n".join(re.findall(r"expr: (.*)", GUIDE))))
    assert len(asked) >= 4
    assert [name for name in asked if name not in said and f'"{name}"' not in source] == []
    lanes = re.search(r'lane=~"([a-z|]+)"', GUIDE)
    assert lanes is not None
    assert set(lanes[1].split("|")) <= {queues.INBOX, queues.JOBS, *queues.LANES.values()}


# --- systemd --------------------------------------------------------------------------------------


def directives() -> dict[str, list[str]]:
    """Return the unit's directives with their values."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"(?m)^(\w+)=(.*)$", UNIT):
        found.setdefault(name, []).append(value)
    return found


def test_the_unit_is_closed_and_comes_back() -> None:
    unit = directives()
    expected = {
        "User": ["iskra"],
        "NoNewPrivileges": ["yes"],
        "ProtectSystem": ["strict"],
        "ProtectHome": ["yes"],
        "PrivateTmp": ["yes"],
        "CapabilityBoundingSet": [""],
        "UMask": ["0077"],
        "Restart": ["always"],
        "RestartPreventExitStatus": ["2"],
        "StateDirectory": ["iskra"],
        "OOMPolicy": ["continue"],
    }
    assert {name: unit.get(name) for name in expected} == expected
    assert int(unit["TimeoutStopSec"][0]) > DRAIN_S
    # What the workshop holds its children by is not among what is forbidden.
    assert not any(value.startswith("~") and "@resources" in value for value in unit["SystemCallFilter"])


def test_unit_image_and_wrapper_start_what_there_is() -> None:
    wrapper = (ROOT / "deploy/iskra").read_text("utf-8")
    assert subprocess.run(["sh", "-n", ROOT / "deploy/iskra"], check=False).returncode == 0
    assert os.access(ROOT / "deploy/iskra", os.X_OK)
    for text in (UNIT, wrapper):
        assert "/opt/iskra/.venv/bin/iskra" in text
        assert "--config /etc/iskra/config.toml" in text
        assert "ISKRA_TELEGRAM__TOKEN_FILE=/etc/iskra/token" in text
    used = set(re.findall(r"ISKRA_[A-Z_]+__[A-Z_]+", UNIT + wrapper + COMPOSE))
    assert {name.removesuffix("_FILE") if name not in VARIABLES else name for name in used} <= VARIABLES


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "iskra.service"
    unit.write_text(UNIT.replace("/opt/iskra/.venv/bin/iskra", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    # Other units of the machine are looked at as well, and older versions do not know how to wait longer and longer.
    ours = [line for line in done.stderr.splitlines() if str(unit) in line and "RestartSteps" not in line]
    assert [line for line in ours if "RestartMaxDelaySec" not in line] == []


def test_the_settings_for_a_server_lie_where_unit_and_image_may_write() -> None:
    config = load_config(ROOT / "deploy/config.toml", {})
    written = [Path(config.storage.url.partition(":///")[2]), config.storage.key_file, config.backup.folder]
    assert all(path is not None and path.is_relative_to("/var/lib/iskra") for path in written)
    assert (ROOT / config.content.folder.relative_to("/opt/iskra")).is_dir()
    assert "VOLUME /var/lib/iskra" in DOCKERFILE
    assert "- state:/var/lib/iskra" in COMPOSE


# --- containers -----------------------------------------------------------------------------------


def test_the_image_runs_as_nobody_with_a_tested_python() -> None:
    bases = re.findall(r"(?m)^FROM (\S+) AS (\w+)$", DOCKERFILE)
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert bases[0] == (f"python:{needs.removeprefix('>=')}-slim-bookworm", "base")
    stages = {name for _, name in bases}
    assert all(base in stages for base, _ in bases[1:])
    assert bases[-1][1] == "iskra"
    assert set(re.findall(r"--target (\w+)", DOCKERFILE)) <= stages
    assert re.findall(r"(?m)^USER (.*)$", DOCKERFILE)[-1] == "10001:10001"
    assert "--require-hashes --no-deps -r requirements/run.txt" in DOCKERFILE
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE
    # The client that dumps is Debian 12's; it refuses a newer server.
    assert "image: postgres:15-bookworm" in COMPOSE
    assert "docker.io" not in DOCKERFILE + COMPOSE


def in_image(path: Path) -> bool:
    """Whether .dockerignore lets a file of this folder into the image, by its rules: the last that fits counts."""
    rules = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
    parts = ["/".join(path.parts[:n]) for n in range(1, len(path.parts) + 1)]
    kept = True
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        fits = any(fnmatch(part, pattern) or ("**/" in rule and fnmatch(Path(part).name, pattern)) for part in parts)
        kept = rule.startswith("!") if fits else kept
    return kept


def test_the_image_holds_the_program_and_nothing_else() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    held = {name for name in listed if in_image(Path(name))}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rooms = {name for name in project["tool"]["setuptools"]["packages"]["find"]["include"] if "." not in name}
    rooms |= {"locales", "content", "requirements"}
    assert {name for name in listed if name.partition("/")[0] in rooms} <= held
    alone = {name for name in held if name.partition("/")[0] not in rooms}
    assert alone == {"pyproject.toml", "README.md", "config.example.toml", "deploy/config.toml"}
    copied = re.findall(r"(?m)^COPY (?!--from)(.*) \S+$", DOCKERFILE)
    assert {name for line in copied for name in line.split()} - {"."} <= held


@pytest.mark.parametrize(
    "name", ["config.toml", "var/iskra.db", "secrets/telegram_token", "etc/config.toml", ".env", ".git/config"]
)
def test_no_secret_gets_into_the_image(name: str) -> None:
    assert not in_image(Path(name))


def service(name: str) -> str:
    """Return the lines of a service of compose.yaml."""
    found = re.search(rf"(?ms)^  {name}:\n(.*?)(?=^  \w|^\w)", COMPOSE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["iskra", "postgres"])
def test_services_are_closed_and_come_back(name: str) -> None:
    lines = service(name)
    for line in ("read_only: true", "cap_drop:\n      - ALL", "no-new-privileges:true", "restart: unless-stopped"):
        assert line in lines
    assert all(port.startswith("127.0.0.1:") for port in re.findall(r"(?m)^      - (\S+:\d+:\d+)$", lines))
    assert set(re.findall(r"/run/secrets/(\w+)", lines)) == set(re.findall(r"(?m)^    secrets:\n      - (\w+)", lines))


def test_sqlite_needs_no_profile_and_postgres_is_one() -> None:
    assert "profiles:" not in service("iskra")
    assert "profiles:\n      - postgres\n" in service("postgres")
    assert "healthcheck:" in service("postgres")
    assert int(re.findall(r"stop_grace_period: (\d+)s", service("iskra"))[0]) > DRAIN_S


async def test_the_healthcheck_of_the_image_gets_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    program, flag, code = json.loads(re.findall(r"CMD (\[\"python\".*\])", DOCKERFILE)[0])
    assert (program, flag) == ("python", "-c")
    listen = load_config(ROOT / "deploy/config.toml", {}).health.listen
    asked = re.search(r"http://([\d.:]+)/(\w+)", code)
    assert asked is not None
    assert asked[1] == listen
    assert f"ISKRA_HEALTH__LISTEN: 0.0.0.0:{listen.rpartition(':')[2]}" in COMPOSE
    health = HealthServer(None, SystemClock())  # type: ignore[arg-type]  # who is alive asks no database
    await health.start("127.0.0.1", 0)
    assert health._socket is not None
    here = code.replace(listen, f"127.0.0.1:{health._socket.getsockname()[1]}")
    try:
        assert await _exit_code(here) == 0
    finally:
        await health.stop()
    assert await _exit_code(here) == 1


async def _exit_code(code: str) -> int:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()
