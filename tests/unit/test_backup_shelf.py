"""The folder of backups: which ones stay, and what the folder guards against."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.backup.errors import BackupError
from storage.backup.shelf import SPARE_BYTES, Kept, Shelf, partial, to_keep

NIGHT = datetime(2026, 7, 14, 0, 30, tzinfo=UTC)  # Tuesday, 3:30 in Moscow
Usage = namedtuple("Usage", "total used free")


def nights(*ago: float) -> list[Kept]:
    return [Kept(NIGHT - timedelta(days=days), Path(f"{days}")) for days in ago]


@pytest.mark.parametrize(
    ("days_ago", "staying"),
    [
        ([], []),
        ([0], [0]),
        # A week of nights, then the last night of each week (they end on Sundays) before it: 4 weeks in all.
        (range(40), [0, 1, 2, 3, 4, 5, 6, 9, 16]),
        # Of several on one day the newest; 1.2 days before 3:30 is still the evening of another day.
        ([0, 1.1, 1.2, 1.3], [0, 1.1, 1.2]),
        ([0, 0.01, 0.02, 0.03], [0, 0.01, 0.02, 0.03]),
        # Nothing was backed up for a month: the last ones stay.
        ([30, 31, 32, 60], [30, 31, 32, 60]),
    ],
    ids=["none", "one", "every night", "several on one day", "today", "long ago"],
)
def test_the_last_of_each_day_and_of_each_week_stay(days_ago: list[float], staying: list[float]) -> None:
    kept = to_keep(nights(*days_ago), daily=7, weekly=4)
    assert [str(one.path) for one in kept] == [str(days) for days in sorted(staying, reverse=True)]


def test_only_backups_are_ever_deleted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, daily=1, weekly=0)
    names = ["iskra-20260712T003000Z.sqlite", "iskra-20260713T003000Z.pgdump.enc", "iskra-20260714T003000Z.sqlite.enc"]
    others = ["iskra.db", "iskra-20260101T000000Z.sqlite.copy", "iskra-notes.txt"]
    for name in names + others:
        (tmp_path / name).touch()
    assert [one.path.name for one in shelf.kept()] == names
    assert [path.name for path in shelf.prune()] == names[:2]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([names[2], *others])


def test_one_backup_at_a_time_and_nothing_unfinished_is_left(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "backups")
    with shelf.open():
        left = partial(shelf.place(NIGHT, ".sqlite"))
        assert left.stat().st_mode & 0o777 == 0o600
        with pytest.raises(BackupError, match="is under way"), shelf.open():
            pass
    assert left.exists()
    with shelf.open():
        assert not left.exists()
    assert shelf.folder.stat().st_mode & 0o777 == 0o700


def test_a_disk_that_is_nearly_full_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, SPARE_BYTES + 10 * 2**20))
    Shelf(tmp_path).check_room(10 * 2**20)
    with pytest.raises(BackupError, match=r"has 266\.0 MB free, 11\.0 MB are needed and 256\.0 MB to spare: make"):
        Shelf(tmp_path).check_room(11 * 2**20)
