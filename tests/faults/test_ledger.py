"""The ledger itself: clean after an undisturbed walk, and whatever may go wrong is told."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from tests.faults import ledger
from tests.faults.conftest import scene_in
from tests.faults.crowd import FIRST_ID, SYLLABLES, WORD, crowd_at, word
from tests.faults.ledger import Ledger

ME, YOU = FIRST_ID, FIRST_ID + 1


def _swapped(found: Ledger) -> None:
    calls = found.calls[ME]
    calls[6], calls[7] = calls[7], calls[6]


def _in_the_wrong_chat(found: Ledger) -> None:
    echo = next(n for n, call in enumerate(found.calls[YOU]) if "Исправлено" in call.text)
    found.calls[ME].insert(9, replace(found.calls[YOU][echo], chat_id=ME))


def _with_a_word_of_another(found: Ledger) -> None:
    echo = next(call for call in found.calls[YOU] if "Исправлено" in call.text)
    found.calls[ME][-1] = replace(found.calls[ME][-1], text=found.calls[ME][-1].text + echo.text)


def _once_more(place: int) -> Callable[[Ledger], None]:
    return lambda found: found.calls[ME].insert(place + 1, found.calls[ME][place])


def _after_a_death(at: int, *again: int) -> Callable[[Ledger], None]:
    """The process died before its call number `at`; the next one began with calls that had been made."""

    def spoil(found: Ledger) -> None:
        calls = found.calls[ME]
        after = [*(calls[place] for place in again), *calls[at:]]
        calls[at:] = [replace(call, n=call.n + 100_000, life=2) for call in after]

    return spoil


def _lost_and_made_again(found: Ledger) -> None:
    calls = found.calls[ME]
    calls.insert(5, replace(calls[5], lost=True))


WORSE: list[tuple[Callable[[Ledger], object], str]] = [
    (lambda found: found.inbox.popitem(), "is lost"),
    (lambda found: found.inbox.update({next(iter(found.inbox)): "quarantined"}), "is quarantined"),
    (lambda found: found.updates.popitem(), "missing"),
    (lambda found: found.outbox[ME].pop(), "rows in the outbox"),
    (lambda found: found.outbox[ME].append(("sendMessage", "sent")), "rows in the outbox"),
    (lambda found: found.outbox[ME].__setitem__(0, ("sendMessage", "waiting")), "in the outbox stand"),
    (lambda found: found.drafts[ME].update(last_name="Чужой"), "the draft holds"),
    (lambda found: found.calls[ME].pop(), "never came"),
    (lambda found: found.calls[ME].pop(4), "not owed"),
    (lambda found: found.calls.update({999: []}), "a stranger's chat"),
    (_swapped, "not owed"),
    (_in_the_wrong_chat, "not owed"),
    (_with_a_word_of_another, "shows"),
    (_once_more(5), "done twice without need"),
    (_after_a_death(20, 3), "done twice without need"),  # too long ago
    (_after_a_death(9, 7, 6), "out of order"),
]


async def test_a_walk_leaves_a_clean_ledger_and_whatever_is_worse_is_told(tmp_path: Path) -> None:
    async with scene_in(tmp_path) as scene:
        await scene.bot.start()
        await scene.bot.serving()
        async with crowd_at(scene.control, 4, rounds=2) as crowd:
            await crowd.rests()
        await ledger.calm(scene.control, scene.bot)
        found = await ledger.read(scene.control, scene.bot)
    assert (ledger.problems(found, crowd), ledger.repeats(found, crowd)) == ([], 0)
    found = replace(found, killed=(False, True))
    for spoil, told in WORSE:
        spoil(worse := deepcopy(found))
        assert any(told in problem for problem in ledger.problems(worse, crowd)), told
    for excused, count in ((_lost_and_made_again, 1), (_after_a_death(9, 7, 8), 2), (_after_a_death(9), 0)):
        excused(again := deepcopy(found))
        assert (ledger.problems(again, crowd), ledger.repeats(again, crowd)) == ([], count)


def test_everybody_has_words_of_their_own() -> None:
    dice = random.Random(1)
    numbers = {dice.randrange(len(SYLLABLES) ** WORD) for _ in range(10_000)}
    words = {word(number) for number in numbers}
    assert len(words) == len(numbers)
    assert {len(one) for one in words} == {2 * WORD}
