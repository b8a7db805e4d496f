"""The crowd: many people walk through one scenario, and every answer's time is kept.

Closed: each of `people` takes the next step the moment the last one was answered, which finds the throughput. Open:
steps are taken at `rate` whatever the bot does, which finds the latency. Whoever has walked to the end leaves, and
somebody new comes.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.fake.people import Person, Update, line

FIRST_ID = 1_000_000
MOST_PEOPLE = 9_000_000_000
RAMP_S = 0.5
now = time.monotonic


@dataclass(frozen=True, slots=True)
class Load:
    """What the crowd does. `walks`, where given, ends it after so many walks instead of after `duration_s`.

    `crowd`: with a `rate`, so many walk at once and whose turn it is falls by lot; 0: whoever is free walks on.
    `first`: the number of the first person, where the bot knows some already; the next ones are `stride` apart.
    """

    people: int
    rate: float
    warmup_s: float
    duration_s: float
    timeout_s: float
    walks: int = 0
    crowd: int = 0
    first: int = FIRST_ID + 1
    stride: int = 1


@dataclass(frozen=True, slots=True)
class Telegram:
    """What the crowd needs of the server: to hand updates over, and new numbers."""

    deliver: Callable[[Update], None]
    new_id: Callable[[], int]
    date: Callable[[], int]
    bot: Mapping[str, Any]


class Crowd:
    """Walks through a scenario and measures."""

    def __init__(self, scenario: Mapping[str, Any], load: Load, telegram: Telegram, events: Counter[str]) -> None:
        self._language = scenario["language"]
        self._steps = scenario["steps"]
        self._until = [re.compile(step["until"]) for step in self._steps]
        self._labels = [re.compile(step.get("press", "")) for step in self._steps]
        self._load = load
        self._telegram = telegram
        self._random = random.Random(1)
        self._people: dict[int, Person] = {}
        self._idle: deque[Person] = deque()
        self._waiting: OrderedDict[int, Person] = OrderedDict()
        self._running = False
        self._enough = asyncio.Event()
        self._from = self._to = float("inf")
        self._times: list[tuple[float, int]] = []
        self._came = 0
        self._answered_first: float | None = None
        self.events = events
        self.walks = 0
        self.lines: list[dict[str, Any]] = []
        self.result: dict[str, Any] | None = None

    async def run(self) -> None:
        """Walk until the time is over or enough have walked; leave `result`."""
        load = self._load
        began = now()
        self._from = began + load.warmup_s
        self._to = self._from + (load.timeout_s if load.walks else load.duration_s)
        self._running = True
        helpers = [asyncio.create_task(self._sweep()), asyncio.create_task(self._arrive())]
        try:
            async with asyncio.timeout(self._to - began):
                await self._enough.wait()
        except TimeoutError:
            pass
        self._running = False
        for helper in helpers:
            helper.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)
        self.result = self._figures(min(self._to, now()) - self._from)

    def hears(self, method: str, chat_id: int, parameters: Mapping[str, Any], message_id: int) -> None:
        """Take a message that the bot sent or edited."""
        person = self._people.get(chat_id)
        if person is None:
            self.events["late_reply"] += 1
            return
        person.sees(message_id, parameters.get("reply_markup"))
        if person.asked_at is None:
            self.events["extra_reply"] += 1
        elif not self._until[person.step].search(parameters["text"]):
            self.events["other_reply"] += 1
        else:
            if person.learning is not None:
                person.learning.append(line(method, parameters, tidied=person.tidied))
            self._answered(person, person.asked_at)

    def loses_buttons(self, chat_id: int) -> None:
        """Take the buttons away from the message that the person sees."""
        if (person := self._people.get(chat_id)) is not None:
            person.rows, person.tidied = [], True

    # --- people coming and going

    async def _arrive(self) -> None:
        load = self._load
        if not load.rate:
            for _ in range(load.people):
                self._act(self._newcomer())
                await asyncio.sleep(RAMP_S / load.people)
            return
        at = now()
        while True:
            at += self._random.expovariate(load.rate)
            await asyncio.sleep(max(0.0, at - now()))
            self._act(self._whose_turn())

    def _whose_turn(self) -> Person:
        if not self._idle or len(self._people) < self._load.crowd:
            return self._newcomer()
        if self._load.crowd:
            self._idle.rotate(self._random.randrange(len(self._idle)))
        return self._idle.popleft()

    def _newcomer(self) -> Person:
        number = self._load.first + self._came * self._load.stride % MOST_PEOPLE
        self._came += 1
        person = self._people[number] = Person(number, self._language)
        if number == self._load.first:
            person.learning = self.lines
        return person

    def _leaves(self, person: Person) -> None:
        self._waiting.pop(person.id, None)
        del self._people[person.id]
        if self._running:
            self._next(self._newcomer())

    # --- steps

    def _act(self, person: Person) -> None:
        if not self._running:
            return
        update = self._update(person)
        if update is None:
            self.events["no_button"] += 1
            self._leaves(person)
            return
        person.asked_at = now()
        self._waiting[person.id] = person
        self._telegram.deliver(update)

    def _update(self, person: Person) -> Update | None:
        step, telegram = self._steps[person.step], self._telegram
        if "send" in step:
            return person.says(step["send"], telegram.new_id(), telegram.date())
        return person.presses(self._labels[person.step], telegram.new_id(), telegram.date(), telegram.bot)

    def _answered(self, person: Person, asked_at: float) -> None:
        at = now()
        if self._answered_first is None:
            self._answered_first = at
        if self._from <= at < self._to:
            self._times.append((at - asked_at, person.step))
        self._waiting.pop(person.id, None)
        person.asked_at = None
        person.tidied = False
        person.step += 1
        if person.step < len(self._steps):
            self._next(person)
            return
        self.walks += 1
        if self._load.walks and self.walks >= self._load.walks:
            self._enough.set()
        self._leaves(person)

    def _next(self, person: Person) -> None:
        if self._load.rate:
            self._idle.append(person)
        else:
            asyncio.get_running_loop().call_soon(self._act, person)

    async def _sweep(self) -> None:
        """Let people go who have waited too long: their step is lost."""
        while True:
            await asyncio.sleep(0.2)
            limit = now() - self._load.timeout_s
            while self._waiting:
                person = next(iter(self._waiting.values()))
                if person.asked_at is None or person.asked_at > limit:
                    break
                self.events["timeout"] += 1
                self._leaves(person)

    # --- figures

    def _figures(self, window_s: float) -> dict[str, Any]:
        times = sorted(seconds for seconds, _step in self._times)
        steps: dict[int, list[float]] = {}
        for seconds, step in self._times:
            steps.setdefault(step, []).append(seconds)
        return {
            "window_s": round(window_s, 3),
            "answered": len(times),
            "answered_per_s": round(len(times) / window_s, 2),
            "p50_ms": _quantile_ms(times, 0.5),
            "p99_ms": _quantile_ms(times, 0.99),
            "step_p50_ms": [_quantile_ms(sorted(steps.get(step, [])), 0.5) for step in range(len(self._steps))],
            "answered_first_at": self._answered_first,
            "walks": self.walks,
            "waiting_at_end": len(self._waiting),
            "events": dict(self.events),
            "lines": self.lines,
        }


def _quantile_ms(times: list[float], share: float) -> float | None:
    """Return a quantile of sorted seconds, in milliseconds."""
    return round(times[min(len(times) - 1, int(share * len(times)))] * 1000, 2) if times else None
