"""Downloads: what people sent is fetched in pieces, within its limit, from Telegram or from a server of one's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.errors import FileGone, FileTooLarge, OutcomeUnknown, ServerFailed, TelegramDown, TelegramError
from bot.jobs.download import Downloads
from tests.conversation.fake_bot_api import CUT, TOKEN, FakeBotApi, Reply, client_of, fake_bot_api, refused

LIMIT = 1 << 20


@pytest.fixture
async def fake() -> AsyncIterator[FakeBotApi]:
    async with fake_bot_api() as fake:
        yield fake


def found(path: str, size: int | None = None) -> Reply:
    said: dict[str, Any] = {"file_id": "x", "file_unique_id": "y", "file_path": path}
    return 200, {"ok": True, "result": said if size is None else {**said, "file_size": size}}


async def fetch(fake: FakeBotApi, most: int = LIMIT) -> bytes:
    async with client_of(fake.root) as api:
        return await Downloads(api).fetch("x", most)


@pytest.mark.parametrize("path", ["documents/file_1.xlsx", "documents/приказ №5 (1).xlsx", "a b/%41?#.pdf"])
async def test_a_file_comes_whole(fake: FakeBotApi, path: str) -> None:
    content = bytes(range(256)) * 4096
    fake.files[path] = content
    fake.script("getFile", found(path, len(content)))
    assert await fetch(fake) == content
    assert fake.calls[0].params == {"file_id": "x"}


@pytest.mark.parametrize("told", [None, 5, LIMIT + 1])
async def test_a_file_over_the_limit_is_refused_whatever_its_size_is_said_to_be(
    fake: FakeBotApi, told: int | None
) -> None:
    fake.files["a"] = b"x" * (LIMIT + 1)
    fake.script("getFile", found("a", told))
    with pytest.raises(FileTooLarge) as refusal:
        await fetch(fake)
    assert refusal.value.args_ == {"most": 1}


NOT_THERE = [
    ("unknown", refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), FileGone),
    ("beyond Telegram's limit", refused(400, "Bad Request: file is too big"), FileTooLarge),
    ("no path", (200, {"ok": True, "result": {"file_id": "x", "file_unique_id": "y"}}), FileGone),
    ("its hour is over", found("gone"), FileGone),
    ("a gateway fails", found("bad"), ServerFailed),
    ("a filter", found("filtered"), TelegramDown),
    ("getFile is cut", CUT, OutcomeUnknown),
    ("getFile fails", refused(502, "Bad Gateway"), ServerFailed),
]


@pytest.mark.parametrize(("reply", "expected"), [c[1:] for c in NOT_THERE], ids=[c[0] for c in NOT_THERE])
async def test_what_does_not_come_says_why(fake: FakeBotApi, reply: Reply, expected: type[Exception]) -> None:
    fake.files |= {"bad": 502, "filtered": 403}
    fake.script("getFile", reply)
    with pytest.raises(expected):
        await fetch(fake)


async def test_a_server_of_ones_own_lays_files_on_the_disk(fake: FakeBotApi, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"content")
    for name, most, expected in (("a.xlsx", 7, b"content"), ("a.xlsx", 6, FileTooLarge), ("b.xlsx", 7, FileGone)):
        fake.script("getFile", found(str(tmp_path / name)))
        if isinstance(expected, bytes):
            assert await fetch(fake, most) == expected
        else:
            with pytest.raises(expected):
                await fetch(fake, most)


async def test_the_token_is_in_no_error() -> None:
    async with client_of("http://127.0.0.1:1") as api:
        with pytest.raises(TelegramError) as error:
            await api.download("documents/a", LIMIT)
    assert TOKEN not in repr(error.value)
    assert error.value.__context__ is None
