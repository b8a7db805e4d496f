"""Where the machine's stories begin, and how they are run."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conversation.machine.rules import FormMachine
from tests.conversation.machine.world import World

SHORTEST, STEPS = 30, 36
"""How many actions a whole story has at least, and how many are drawn: now and then there is nothing to do."""
FRESH = 10


@contextlib.contextmanager
def machine(folder: Path) -> Iterator[type[FormMachine]]:
    """Give the machine with a world of its own, its places laid."""
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        world = World(folder, loop)
        played = type("FormMachine", (FormMachine,), {"world": world, "sequences": []})
        _lay(played, world)
        yield played
        world.end()
        loop.run_until_complete(world.database.close())


def play(played: type[FormMachine], stories: int, number: int, *, shrink: bool = True) -> None:
    """Play at least `stories` whole stories, the same ones for the same `number`."""
    batch = itertools.count(number * 1000)
    while sum(steps >= SHORTEST for steps in played.sequences) < stories:
        _play(played, next(batch), shrink=shrink)


def _play(played: type[FormMachine], number: int, *, shrink: bool) -> None:
    # Hypothesis plays the first stories of a run each for itself, and later ones mostly as variations on an earlier.
    seed(number)(played)
    run_state_machine_as_test(
        played,
        settings=settings(
            max_examples=FRESH,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _lay(played: type[FormMachine], world: World) -> None:
    """Play one plain story, and keep its moments."""
    world.begin()
    story = played()
    story.command("menu")
    world.keep("menu")
    for name, place in (("phone", "phone"), ("choices", "choices"), ("review", "review")):
        world.begin_at("menu")
        until(story, place)
        world.keep(name)
    world.begin_at("review")
    story.go_on(0)
    for label in ("Моя заявка", "КЛ-26", "Отозвать"):
        _press(story, label)
    story.command("menu")
    _press(story, "Документы")
    world.keep("sent")


def until(story: FormMachine, place: str) -> None:
    for _ in range(60):
        draft = story.model.draft
        if draft is not None and draft.place == place:
            return
        sensible(story)
    raise AssertionError(f"{place} was not reached")


def sensible(story: FormMachine) -> None:
    """The plainest answer: the first option, the first text, three programmes of two colleges."""
    draft, live = story.model.draft, story.live_bubble()
    if draft is not None and live is not None and draft.place == "choices" and len(draft.picked) < 2:
        options = [data for _, data in live.buttons if ";a;" in data]
        story.press(live, options[-1 if draft.picked else 0])
    else:
        story.go_on(0)


def _press(story: FormMachine, label: str) -> None:
    for bubble, shown, data in reversed(story.world.buttons(story.world.anna)):
        if label in shown:
            story.press(bubble, data)
            return
    raise AssertionError(f"no button {label!r}")
