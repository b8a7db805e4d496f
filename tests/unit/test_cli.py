"""The command line, without Telegram: help, one-line errors, migrate, load, status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from tests.unit.papers.letters import letter

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content/ryazan"
COMMANDS = (
    "serve", "demo", "sandbox", "check", "migrate", "load", "invite", "status", "settle", "backup", "restore",
)  # fmt: skip
TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz01234"


@dataclass(frozen=True)
class Finished:
    """A command that ended."""

    returncode: int
    stdout: str
    stderr: str


class Iskra:
    """Runs `iskra` in this process, in a folder of its own: a process each would cost a second."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("ISKRA_")]:
            monkeypatch.delenv(name)
        for name, value in {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "ISKRA_HEALTH__LISTEN": ""}.items():
            monkeypatch.setenv(name, value)

    def __call__(self, *arguments: str | Path, **variables: str) -> Finished:
        """Run one command with more environment variables."""
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["iskra", *map(str, arguments)])
            for name, value in variables.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        written = self._capsys.readouterr()
        return Finished(int(ended.value.code or 0), written.out, written.err)


@pytest.fixture
def iskra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iskra:
    """Give the command line in an empty folder."""
    return Iskra(monkeypatch, capsys, tmp_path)


def test_python_m_bot_is_iskra(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[telegrm]")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "status"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "iskra: config.toml: telegrm: unknown section; did you mean telegram?\n"


def test_help_tells_a_stranger_what_there_is(iskra: Iskra, tmp_path: Path) -> None:
    done = iskra("--help")
    assert done.returncode == 0
    assert "Telegram bot of an education-and-industry cluster" in done.stdout
    for command in COMMANDS:
        assert f" {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(iskra: Iskra, tmp_path: Path, command: str) -> None:
    done = iskra(command, "-h")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 8
    assert list(tmp_path.iterdir()) == []


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, bot.cli; print(sorted({'telegram', 'sqlalchemy', 'aiohttp', 'pydantic'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["serve", "check", "migrate", "status"])
def test_a_wrong_config_is_one_line_and_exit_code_2(iskra: Iskra, tmp_path: Path, command: str) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\nmode = "push"\n')
    done = iskra(command, ISKRA_TELEGRAM__TOKEN=TOKEN)
    assert done.returncode == 2
    assert done.stderr == 'iskra: config.toml: telegram.mode = "push": expected one of: polling, webhook\n'
    assert done.stdout == ""


def test_serving_without_a_token_says_where_to_get_one(iskra: Iskra, tmp_path: Path) -> None:
    done = iskra("serve", "--config", str(ROOT / "config.example.toml"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "get one from @BotFather and put it into ISKRA_TELEGRAM__TOKEN" in done.stderr


def test_migrate_load_status_on_an_empty_folder(iskra: Iskra, tmp_path: Path) -> None:
    empty = iskra("status")
    assert empty.returncode == 1
    assert "run `iskra migrate` first" in empty.stderr
    assert list(tmp_path.iterdir()) == []

    made = iskra("migrate")
    assert made.returncode == 0
    assert "revision none -> 0" in made.stdout
    assert (tmp_path / "var/iskra.db").exists()
    assert "nothing to do" in iskra("migrate").stdout

    loaded = iskra("load", CONTENT)
    assert loaded.returncode == 0
    assert " 0 added" not in loaded.stdout
    again = iskra("load", CONTENT)
    assert again.returncode == 0
    assert ": 0 added, 0 updated, " in again.stdout

    status = iskra("status")
    assert status.returncode == 0
    assert "Nothing needs a person" in status.stdout
    assert (tmp_path / "var/iskra.key").stat().st_mode & 0o777 == 0o600


def test_wrong_content_is_refused_with_file_and_line(iskra: Iskra, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content/mine")
    shutil.copytree(CONTENT.parent / "holidays", tmp_path / "content/holidays")
    with (tmp_path / "content/mine/colleges.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[colleges]]\nkey = 5\n")
    iskra("migrate")
    done = iskra("load", "content/mine")
    assert done.returncode == 1
    assert "colleges.toml" in done.stderr
    assert "Traceback" not in done.stderr
    missing = iskra("load", "nowhere")
    assert missing.stderr == "iskra: nowhere: expected an existing folder with the cluster's TOML files\n"


def test_a_key_of_another_database_is_refused(iskra: Iskra, tmp_path: Path) -> None:
    iskra("migrate")
    iskra("status")
    (tmp_path / "var/iskra.key").write_text("00" * 32)
    done = iskra("status")
    assert done.returncode == 1
    assert done.stderr.startswith("iskra: this database was encrypted with another key")
    assert done.stderr.count("\n") == 1


def test_an_unreachable_database_is_one_line_without_its_password(iskra: Iskra, tmp_path: Path) -> None:
    url = "postgresql+asyncpg://iskra:hunter2@127.0.0.1:1/iskra"
    for command in ("migrate", "status"):
        done = iskra(command, ISKRA_STORAGE__URL=url)
        assert done.returncode == 1
        assert done.stderr.startswith(
            "iskra: postgresql+asyncpg://127.0.0.1:1/iskra: the database server does not answer"
        )
        assert "hunter2" not in done.stderr + done.stdout
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["boss"], "no role 'boss'; expected one of: admin, applicant, "),
        (["coordinator"], "the role coordinator needs --college KEY, and only that"),
        (["mentor", "--college", "klepiki"], "the role mentor needs --enterprise KEY, and only that"),
        (["admin", "--college", "klepiki"], "the role admin belongs to no organisation"),
    ],
)
def test_an_invite_that_makes_no_sense_is_refused(
    iskra: Iskra, tmp_path: Path, arguments: list[str], line: str
) -> None:
    done = iskra("invite", *arguments, ISKRA_TELEGRAM__TOKEN=TOKEN)
    assert done.returncode == 1
    assert done.stderr.startswith(f"iskra: {line}")


def test_check_without_anything_lists_what_to_do_and_changes_nothing(iskra: Iskra, tmp_path: Path) -> None:
    done = iskra("check")
    assert done.returncode == 1
    assert "FAULT token: not set\n      -> get one from @BotFather" in done.stdout
    assert "is not there yet, iskra serve will make it" in done.stdout
    assert "FAULT content: " in done.stdout
    assert "ok    time zone: Europe/Moscow" in done.stdout
    assert "2 to mend" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_check_tells_which_papers_have_templates_and_what_is_wrong_with_one(iskra: Iskra, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert "content/ryazan/templates: diary, attestation_sheet, " in iskra("check").stdout
    (tmp_path / "content/ryazan/templates/diary.docx").write_bytes(letter("{{ studnt_name }}"))
    done = iskra("check")
    assert done.returncode == 1
    assert 'FAULT templates: templates/diary.docx: unknown slot "studnt_name"' in done.stdout
    assert "docs/templates.md" in done.stdout
    (tmp_path / "content/ryazan/templates/diary.docx").unlink()
    assert "content/ryazan/templates: attestation_sheet, " in iskra("check").stdout
