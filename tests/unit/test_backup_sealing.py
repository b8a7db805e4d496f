"""Sealed backup files: what opens them, and everything that must not."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from storage.backup.errors import BackupError
from storage.backup.sealing import CHUNK_BYTES, MAGIC, TAG_BYTES, BackupKey, is_sealed, seal, unseal

KEY = BackupKey(bytes(range(32)))
HEADER = len(MAGIC) + 8 + 16
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
SIZES = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES)


def sealed(plain: bytes, key: BackupKey = KEY) -> bytes:
    target = io.BytesIO()
    seal(io.BytesIO(plain), target, key)
    return target.getvalue()


def opened(data: bytes, key: BackupKey = KEY) -> bytes:
    target = io.BytesIO()
    unseal(io.BytesIO(data), target, key)
    return target.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens_again(size: int) -> None:
    plain = os.urandom(size)
    assert opened(sealed(plain)) == plain


def test_the_same_bytes_look_different_each_time() -> None:
    first, second = sealed(b"iskra" * 100), sealed(b"iskra" * 100)
    assert first[HEADER:] != second[HEADER:]
    assert b"iskraiskra" not in first


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("kept", ["a byte less", "a chunk less", "the header alone"])
def test_a_file_that_was_cut_short_does_not_open(size: int, kept: str) -> None:
    whole = sealed(os.urandom(size))
    begin_of_last = HEADER + (len(whole) - HEADER - 1) // SEALED_CHUNK * SEALED_CHUNK
    cut = {"a byte less": whole[:-1], "a chunk less": whole[:begin_of_last], "the header alone": whole[:HEADER]}[kept]
    with pytest.raises(BackupError, match="damaged, or not all of it is here"):
        opened(cut)


def _swapped(whole: bytes) -> bytes:
    first, second = HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK
    return whole[:HEADER] + whole[first:second] + whole[HEADER:first] + whole[second:]


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole + b"\0",
        lambda whole: whole + whole[HEADER:],
        lambda whole: whole[: HEADER + 5] + bytes([whole[HEADER + 5] ^ 1]) + whole[HEADER + 6 :],
        lambda whole: whole[: HEADER - 1] + bytes([whole[HEADER - 1] ^ 1]) + whole[HEADER:],
        _swapped,
    ],
    ids=["lengthened", "doubled", "a bit flipped", "another salt", "chunks swapped"],
)
def test_a_file_that_was_changed_does_not_open(change: object) -> None:
    whole = sealed(os.urandom(2 * CHUNK_BYTES + 7))
    with pytest.raises(BackupError, match="damaged, or not all of it is here"):
        opened(change(whole))


def test_another_key_and_another_file_are_told_apart() -> None:
    with pytest.raises(BackupError, match="encrypted with another key"):
        opened(sealed(b"x"), BackupKey(bytes(32)))
    for other in (b"", MAGIC, b"SQLite format 3\0" + bytes(100)):
        with pytest.raises(BackupError, match="no encrypted backup"):
            opened(other)


def test_a_key_file_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "keys/backup.key"
    with pytest.raises(BackupError, match="iskra backup --make-key"):
        BackupKey.read(path)
    made = BackupKey.make(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert opened(sealed(b"told", made), BackupKey.read(path)) == b"told"
    with pytest.raises(BackupError, match="is there already"):
        BackupKey.make(path)
    path.write_text("not a key")
    with pytest.raises(BackupError, match="expected 64 hexadecimal digits"):
        BackupKey.read(path)


def test_a_sealed_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(sealed(b""))
    (tmp_path / "plain").write_bytes(b"PGDMP")
    assert is_sealed(tmp_path / "sealed")
    assert not is_sealed(tmp_path / "plain")
