"""What a fresh machine builds from: locks, make targets, the CI script."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "dev")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)


def lock(name: str) -> str:
    """Return a lock's text."""
    return (ROOT / f"requirements/{name}.txt").read_text("utf-8")


def wanted(name: str) -> set[str]:
    """Return the names that an .in file asks for."""
    lines = (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines()
    found = (NAME.match(line) for line in lines if line and not line.startswith("#"))
    return {re.sub(r"[._]+", "-", match[1].lower()) for match in found if match}


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_host_and_no_path(name: str) -> None:
    assert re.findall(r"(?m)^.*(?:://|file:|--index|--find-links|\.org|\s/).*$", lock(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9-]+==)", lock(name))[1:]
    assert blocks
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_locks_agree_and_hold_what_is_asked() -> None:
    run, dev = dict(PIN.findall(lock("run"))), dict(PIN.findall(lock("dev")))
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}
    assert wanted("run") | wanted("build") <= run.keys()
    assert wanted("dev") <= dev.keys()


def test_run_time_brings_no_tools() -> None:
    assert dict(PIN.findall(lock("run"))).keys() & {"pytest", "ruff", "mypy", "aiogram", "playwright", "uv"} == set()


def test_the_built_package_brings_every_room() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["setuptools"]["packages"]["find"]["include"]
    assert set(included) == {
        f"{room}{rest}"
        for room in ("bot", "handlers", "cluster", "storage", "papers", "sandbox")
        for rest in ("", ".*")
    }
    assert project["project"]["scripts"] == {"iskra": "bot.cli:main"}


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    phony = set(re.search(r"(?m)^\.PHONY: (.*)$", makefile)[1].split())  # type: ignore[index]
    shown = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets == phony
    assert {line.split()[1] for line in shown.splitlines() if line.startswith("  make ")} == targets


def test_an_old_python_is_told_what_is_needed(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.1" && exit 0\nexit 1\n')
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    done = subprocess.run(
        ["make", "-s", "install", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Iskra needs Python 3.11 or newer, found: Python 3.9.1" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_ci_ends_with_the_tests() -> None:
    script = ROOT / ".ci/run"
    lines = script.read_text("utf-8").splitlines()
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in lines
    assert "export CI=true" in lines
    assert lines[-1].endswith(" test")
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
