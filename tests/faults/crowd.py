"""A crowd that talks to the bot without end, and knows what it is owed.

Everybody becomes an applicant, then goes round and round: into the form, names typed in a burst, one of them corrected,
back through the questions, out, a word that nobody understands, the menu, a role chosen again, back into the form, which
is thrown away for the next round.
What somebody types is a word that nobody else ever types, and the bot shows it again: so each update has one answer
that can be told from all others, and a word in somebody else's chat is known as a stray.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.client import ChatClient, ControlClient, NoAnswer
from sandbox.testing import TOKEN_BOT_ID
from tests.e2e.story import ARRIVING, CONSENTING, Step, labels, press, say, shown

FIRST_ID = 10_001
NAMES = ("last_name", "first_name", "middle_name")
LONGEST_BURST = len(NAMES)
PATIENCE_S = 180.0  # many starts of the process, on a machine that has much else to do
REMEMBERED = 8  # messages whose buttons a person may still press
SYLLABLES = [consonant + vowel for consonant in "бвгджзклмнпрст" for vowel in "аоиу"]
WORD = 4  # syllables
SCATTER = 7_919  # prime, so that neighbours look different and no two words are equal

Message = dict[str, Any]
Burst = tuple[Step, ...]


def word(number: int) -> str:
    """Return the word of a number, as a name is spelt: all are of one length, so none stands inside another."""
    left = number * SCATTER % len(SYLLABLES) ** WORD
    syllables = []
    for _ in range(WORD):
        left, digit = divmod(left, len(SYLLABLES))
        syllables.append(SYLLABLES[digit])
    return "".join(syllables).capitalize()


def correct(text: str, then: str) -> Step:
    """Change the text of one's first message of the last burst."""
    return Step("correct", text, then)


@dataclass(frozen=True, slots=True)
class Owed:
    """The one answer to one update: how it comes, and what it shows."""

    chat_id: int
    what: str
    method: str
    shows: str

    @classmethod
    def to(cls, chat_id: int, step: Step) -> Owed:
        return cls(chat_id, step.what, "editMessageText" if step.way == "press" else "sendMessage", step.then)


APPLYING = (*CONSENTING, press("Поступаю я", "Напишите фамилию"))
STARTING_OVER = (
    press("Отмена", "Остановиться?"),
    press("Удалить черновик", "Черновик удалён"),
    say("/menu", "Подать заявку"),
)


def going_round(names: Sequence[str], corrected: str, nonsense: str) -> tuple[Burst, ...]:
    """Return one round, from the menu to a draft that holds the names."""
    last, first, middle = names
    return (
        *((step,) for step in APPLYING),
        (say(last, "Напишите имя"), say(first, "Напишите отчество"), say(middle, "Дата рождения?")),
        (correct(corrected, f"Исправлено: Фамилия — {corrected}"),),
        tuple(say("Назад", f"Сейчас: {answer}") for answer in (middle, first, corrected)),
        (press("Отмена", "Остановиться?"),),
        (press("Выйти, черновик сохранить", "Черновик сохранён"),),
        (say(nonsense, "Не понял сообщение"),),
        (say("/menu", "Продолжить заявку"),),
        (press("Роль:", "В какой роли продолжить?"),),
        (press("✓", "Продолжить заявку"),),
        (press("Продолжить заявку", f"Сейчас: {corrected}"),),
    )


class Walker:
    """One person: does a burst of steps, waits for the answer to its last one, does the next."""

    def __init__(self, chat: ChatClient, words: Iterator[str], dice: random.Random, pause_s: float) -> None:
        self.chat = chat
        self.owed: list[Owed] = []
        self.words: list[str] = []
        self.answers: dict[str, str] = {}
        """What the draft has to hold after the rounds that are done."""
        self._fresh = words
        self._dice, self._pause_s = dice, pause_s
        self._seen: dict[int, Message] = {}
        self._changed = asyncio.Event()
        self._burst: list[int] = []

    async def walks(self, resting: asyncio.Event, rounds: int | None = None) -> None:
        """Arrive, then go round until the crowd rests, or so many times."""
        done = 0
        while not resting.is_set() and done != rounds:
            last, first, middle, corrected, nonsense = mine = [next(self._fresh) for _ in range(5)]
            self.words += mine
            before = STARTING_OVER if done else ARRIVING
            for burst in (*((step,) for step in before), *going_round((last, first, middle), corrected, nonsense)):
                await self._does(burst)
            self.answers = dict(zip(NAMES, (corrected, first, middle), strict=True))
            done += 1

    def sees(self, message: Message) -> None:
        """Take note of a message of the bot, new or edited."""
        self._seen.pop(message["message_id"], None)
        self._seen[message["message_id"]] = message
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        self._changed.set()

    async def _does(self, burst: Burst) -> None:
        if self._pause_s:
            await asyncio.sleep(self._dice.uniform(0, 2 * self._pause_s))
        before = max((message["version"] for message in self._seen.values()), default=0)
        sent, pressed = [], None
        for step in burst:
            self.owed.append(Owed.to(self.chat.chat_id, step))
            if step.way == "press":
                pressed = await self._presses(step.what)
            elif step.way == "correct":
                await self.chat.edit(self._burst[0], step.what)
            else:
                sent.append((await self.chat.send(step.what))["message_id"])
        self._burst = sent
        await self._waits(burst[-1].then, before, pressed)

    async def _presses(self, label: str) -> int:
        """Press the newest button with this in its label; return the id of its message."""
        for message_id, message in reversed(self._seen.items()):
            for found in labels(message):
                if label in found:
                    await self.chat.press(found, message_id)
                    return message_id
        raise NoAnswer(f"{self.chat.chat_id}: no button {label!r} on {[shown(m) for m in self._seen.values()]}")

    async def _waits(self, wanted: str, before: int, pressed: int | None) -> None:
        """Wait for an answer that came after `before`.

        A message may come once more after its answer was lost. So what a press leads to is looked for where the
        button stands, and no text leads to what one of the last few before it has led to.
        """

        def is_it(message: Message) -> bool:
            here = pressed in (None, message["message_id"])
            return here and message["version"] > before and wanted in shown(message)

        try:
            async with asyncio.timeout(PATIENCE_S):
                while not any(map(is_it, self._seen.values())):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            seen = [shown(message) for message in self._seen.values()]
            raise NoAnswer(f"{self.chat.chat_id}: nothing new shows {wanted!r}; seen: {seen}") from None


class Crowd:
    """Everybody. `owed` and `words` are what the ledger asks about."""

    def __init__(self, control: ControlClient, size: int, seed: int, pause_s: float, rounds: int | None) -> None:
        self._control = control
        self._rounds = rounds
        self._resting = asyncio.Event()
        words = map(word, range(len(SYLLABLES) ** WORD))
        self.walkers = {
            FIRST_ID + n: Walker(
                control.chat(FIRST_ID + n, TOKEN_BOT_ID), words, random.Random(seed * 1_000 + n), pause_s
            )
            for n in range(size)
        }
        self.lives = self.heard = 0
        """How often a process of the bot came up, and how many messages of the last one came, new or edited."""
        self._walks: list[asyncio.Task[None]] = []

    @property
    def owed(self) -> dict[int, list[Owed]]:
        """Return what every chat is owed for what was done so far, in order."""
        return {chat_id: walker.owed for chat_id, walker in self.walkers.items()}

    @property
    def done(self) -> int:
        """Return how many updates the crowd has made."""
        return sum(len(walker.owed) for walker in self.walkers.values())

    async def rests(self) -> None:
        """Let everybody finish their round, or all that they were to do; return when all have seen the end."""
        if self._rounds is None:
            self._resting.set()
        await asyncio.gather(*self._walks)

    async def enter(self, together: asyncio.TaskGroup) -> asyncio.Task[None]:
        """Begin to walk; return the task that watches what comes."""
        for person_id in self.walkers:
            await self._control.add_person(f"Человек {person_id}", id=person_id, language_code="ru")
        version = (await self._control.state())["version"]
        watching = together.create_task(self._watch(version), name="crowd watches")
        self._walks = [together.create_task(one.walks(self._resting, self._rounds)) for one in self.walkers.values()]
        return watching

    async def _watch(self, version: int) -> None:
        async for event in self._control.events(version):
            if event["kind"] == "reset":
                await self._look_again()
            elif event["kind"] == "call" and event["method"] == "getMe":
                self.lives, self.heard = self.lives + 1, 0
            elif event["kind"] in ("message", "edit") and not event["message"]["out"]:
                self.heard += 1
                walker = self.walkers.get(event["chat_id"])
                if walker is not None:  # somebody else may talk beside them
                    walker.sees(event["message"])

    async def _look_again(self) -> None:
        """Events were missed: read what stands in the chats."""
        for walker in self.walkers.values():
            messages = [message for message in await walker.chat.messages() if not message["out"]]
            for message in sorted(messages[-REMEMBERED:], key=lambda one: one["version"]):
                walker.sees(message)


@contextlib.asynccontextmanager
async def crowd_at(
    control: ControlClient, size: int = 40, *, seed: int = 0, pause_s: float = 0.02, rounds: int | None = None
) -> AsyncIterator[Crowd]:
    """Let a crowd walk beside the body, until it `rests`; whoever is stuck ends the body with `NoAnswer`.

    `pause_s` is how long a person thinks before each burst, on average; with `rounds` everybody stops by themselves.
    """
    crowd = Crowd(control, size, seed, pause_s, rounds)
    async with asyncio.TaskGroup() as together:
        watching = await crowd.enter(together)
        yield crowd
        await crowd.rests()
        watching.cancel()
