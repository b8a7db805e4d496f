"""The disk is full, the file is locked, rights are taken away, a second process starts: all under load."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.client import ChatClient
from sandbox.testing import TOKEN_BOT_ID
from tests.e2e.house import Bot, bot_in
from tests.e2e.story import shown
from tests.faults import ledger
from tests.faults.conftest import Scene, scene_in
from tests.faults.crowd import Crowd, crowd_at
from tests.faults.ledger import Ledger
from tests.faults.machine import Quota, SmallDisk, bound_by_rights, careless, complaints, events, locked, most_attempts

OPERATOR = 901
CROWD = 8
UNUSABLE, USABLE = "the database cannot be used", "the database can be used again"


async def _operator(scene: Scene) -> ChatClient:
    """Bring in the operator, whose chat is open to the bot."""
    await scene.control.add_person("Оператор", id=OPERATOR, language_code="ru")
    chat = scene.control.chat(OPERATOR, TOKEN_BOT_ID)
    await chat.start()
    await chat.wait_for(lambda message: "Кто вы?" in shown(message))
    return chat


def _of_the_crowd(found: Ledger) -> Ledger:
    """Leave out what was said to and by the operator, who is not in the crowd."""
    updates = {number: chat_id for number, chat_id in found.updates.items() if chat_id != OPERATOR}
    return replace(
        found,
        updates=updates,
        inbox={number: state for number, state in found.inbox.items() if found.updates.get(number) != OPERATOR},
        calls={chat_id: calls for chat_id, calls in found.calls.items() if chat_id != OPERATOR},
    )


async def _goes_on(crowd: Crowd, updates: int = 30) -> None:
    """Wait until the crowd has done so much more."""
    enough = crowd.done + updates
    async with asyncio.timeout(60):
        while crowd.done < enough:
            await asyncio.sleep(0.01)


async def _is_usable_again(bot: Bot, times: int) -> None:
    async with asyncio.timeout(60):
        while sum(event["event"] == USABLE for event in events(bot)) < times:
            await asyncio.sleep(0.02)


async def _ends_clean(scene: Scene, crowd: Crowd, unusable: dict[str, int]) -> list[str]:
    """Check that nothing was lost, counted as a failure or complained of twice; return what the operator was told."""
    await ledger.calm(scene.control, scene.bot)
    code, _ = await scene.bot.end()
    found = await ledger.read(scene.control, scene.bot)
    assert ledger.problems(_of_the_crowd(found), crowd) == []
    assert await scene.bot.look(most_attempts) == 0
    assert complaints(scene.bot) == Counter({(UNUSABLE, kind): count for kind, count in unusable.items()})
    assert code == 0
    return [call.text for call in found.calls.get(OPERATOR, [])]


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("kind", [Quota, SmallDisk])
async def test_a_full_disk_loses_nothing_and_ends_by_itself(
    kind: Callable[[Bot], Quota | SmallDisk], tmp_path: Path
) -> None:
    async with scene_in(tmp_path, OPERATOR__CHAT_ID=str(OPERATOR)) as scene:
        disk = kind(scene.bot)
        with disk.mounted():
            await scene.bot.start()
            await scene.bot.serving()
            operator = await _operator(scene)
            async with crowd_at(scene.control, CROWD) as crowd:
                await _goes_on(crowd)
                disk.fill()
                await scene.bot.says(UNUSABLE)
                await operator.wait_for(lambda message: "База данных не работает" in shown(message))
                disk.free()
                await _is_usable_again(scene.bot, 1)
                await _goes_on(crowd)
            told = await _ends_clean(scene, crowd, {disk.kind: 1})
    assert sum("Ничего не потеряно" in text for text in told) == 1


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_a_locked_file_and_lost_rights_stop_nobody_for_good(tmp_path: Path) -> None:
    async with scene_in(tmp_path) as scene:
        file = tmp_path / "var/iskra.db"
        scene.bot.prefix = (*careless(), *bound_by_rights())
        scene.bot.environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
        for name in ("HOME", "LANG"):
            scene.bot.environment.pop(name, None)
        await scene.bot.start()
        await scene.bot.serving()
        modes = {one.name: oct(one.stat().st_mode & 0o777) for one in file.parent.iterdir()}
        assert set(modes.values()) == {oct(0o600)}, modes
        async with crowd_at(scene.control, CROWD) as crowd:
            await _goes_on(crowd)
            with locked(file):
                await scene.bot.says(UNUSABLE)
            await _is_usable_again(scene.bot, 1)
            await _goes_on(crowd)
            await _second_is_refused(tmp_path, scene, file)
            for place, mode in ((file, 0o400), (file.parent, 0o500)):
                place.chmod(mode)
            await _goes_on(crowd)  # what is open stays open
            for place, mode in ((file.parent, 0o700), (file, 0o600)):
                place.chmod(mode)
        await _ends_clean(scene, crowd, {"locked": 1})


async def _second_is_refused(tmp_path: Path, scene: Scene, file: Path) -> None:
    link = tmp_path / "another name.db"
    link.symlink_to(file)
    url = f"sqlite+aiosqlite:///{link}"
    async with bot_in(tmp_path / "second", scene.sandbox.url, STORAGE__URL=url) as second:
        assert await second.run_to_end() == 1
        assert scene.bot.process is not None
        assert f"{file} is already served by process {scene.bot.process.pid}: stop it first" in second.said()
        assert not (second.folder / "var").exists()
