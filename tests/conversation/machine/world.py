"""The stage of the machine: a database of its own, places to begin at, and what is looked at after every step."""

from __future__ import annotations

import asyncio
import copy
import itertools
import pickle
import re
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import orjson
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from cluster import content_store, people
from cluster.calendar import day_of
from cluster.people import Role
from handlers import FEATURES
from storage import conversations, inbox
from storage import people as stored_people
from storage.conversations import Conversation
from storage.encryption import Vault
from tests.conversation.inline import InlineDatabase
from tests.conversation.machine.answers import PARENT_PHONE, PHONE
from tests.conversation.machine.model import Model, Rules
from tests.conversation.people import CONTENT
from tests.conversation.stage import BOT_ID, Actor, Bubble, Phones, Stage

T = TypeVar("T")

NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
SETTINGS = {"personal_data": "full", "username": "iskra_bot"}
ANNA, EVE = 101, 666
MOST_CHARACTERS, MOST_ROWS, MOST_DATA_BYTES = 3500, 8, 64
AUXILIARY = frozenset({"editMessageReplyMarkup"})
SECRETS = (
    "Соловьёв", "Иванов", "Мамедов", "Ёлкин", "Артём", "Игоревич", "ivanova@", "Школа № 2",
    PHONE[-7:], PARENT_PHONE[-7:], "123-45-67", "765-43-21",
)  # fmt: skip
"""What only the first person types: it must never be seen by the second."""
NUMBER = re.compile(r"\b[А-Я]{2}-26-\d{4}\b")
TAG = re.compile(r"<[^>]+>")
STEP = re.compile(r"(?:Шаг|Step) (\d+) (?:из|of) (\d+)")
RAW = re.compile(r"\b[a-z]+-(?:welder|welding|mounting|mecha)-\d+\b|\bNone\b|\bTrue\b|\bFalse\b|\{ ?\$")
"""What no person should ever read: keys of content and values of the program."""
TABLES = (
    "applicants", "applicant_words", "applicant_documents", "applications", "application_choices", "application_history",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What one step brought about."""

    calls: list[tuple[str, dict[str, Any]]]
    answers: list[dict[str, Any]]

    def screens(self, chat_id: int) -> list[tuple[str, dict[str, Any]]]:
        """Return what a person would call an answer; a keyboard taken away is none."""
        return [
            (method, body)
            for method, body in self.calls
            if body.get("chat_id") == chat_id
            and method not in AUXILIARY
            and "remove_keyboard" not in (body.get("reply_markup") or {})
        ]


@dataclass
class Place:
    """A moment of the story to begin at."""

    path: Path
    phones: bytes
    model: Model
    counters: tuple[Any, Any]
    said: list[tuple[dict[str, Any], str]]


@dataclass
class World:
    """One story under way."""

    folder: Path
    loop: asyncio.AbstractEventLoop
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = InlineDatabase(self.folder / "iskra.db", Vault(bytes(range(32))))
        self.rules = Rules(CONTENT)
        self.stage: Stage | None = None
        self.said: list[tuple[dict[str, Any], str]] = []

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to the end what takes place on the stage."""
        return self.loop.run_until_complete(work)

    # --- beginning and ending -------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin at the very beginning: two people who want to apply."""
        self._open()
        self.wait(self.database.run(content_store.load, CONTENT, NOW))
        for actor in (self.anna, self.eve):
            self.wait(self.database.run(_introduce, actor.id))

    def keep(self, name: str) -> None:
        """Remember this moment as a place to begin at."""
        path = self.folder / f"{name}.db"
        self.database.keep_as(path)
        phones = self.phones
        self.places[name] = Place(
            path,
            pickle.dumps((phones.chats, phones.keyboards, phones.anchors, phones.last, phones.held)),
            copy.deepcopy(self.model, {id(self.rules): self.rules}),
            (self._peek("_updates"), self._peek("_messages")),
            copy.deepcopy(self.said),
        )

    def begin_at(self, name: str) -> None:
        """Begin at a moment that was kept."""
        place = self.places[name]
        self.end()
        self.database.become(place.path)
        self._open()
        phones = self.phones
        kept = pickle.loads(place.phones)  # a third of what a deep copy takes, and tests begin a thousand times
        phones.chats, phones.keyboards, phones.anchors, phones.last, phones.held = kept
        phones._ids = itertools.count(
            1 + max((b.message_id for chat in phones.chats.values() for b in chat), default=999)
        )
        self.model = copy.deepcopy(place.model, {id(self.rules): self.rules})
        self.said = copy.deepcopy(place.said)
        self.now_stage._updates, self.now_stage._messages = (itertools.count(n) for n in place.counters)
        self.now_stage.clock._now = self.model.now

    def restart(self, *waiting: dict[str, Any]) -> Seen:
        """Kill the process with these updates in the inbox, and start it anew."""

        async def again() -> None:
            await self.now_stage.commits.store([self.now_stage.arrival(update) for update in waiting])
            await self.now_stage.restart(FEATURES)

        return self._watch(again())

    def end(self) -> None:
        """Close the stage."""
        if self.stage is not None:
            self.wait(self.stage.close())
            self.stage = None

    @property
    def now_stage(self) -> Stage:
        assert self.stage is not None
        return self.stage

    @property
    def phones(self) -> Phones:
        return self.now_stage.phones

    def _open(self) -> None:
        self.stage = Stage(self.database, NOW, CONTENT)
        self.stage.room.settings = SETTINGS
        self.wait(self.stage.open(FEATURES))
        self.anna, self.eve = Actor(self.stage, ANNA), Actor(self.stage, EVE, "Eve")
        self.model = Model(self.rules, day_of)
        self.model.now = NOW
        self.said = []

    def _peek(self, counter: str) -> int:
        number: int = next(getattr(self.now_stage, counter))
        setattr(self.now_stage, counter, itertools.count(number))
        return number

    # --- playing --------------------------------------------------------------------------------------

    def play(self, *updates: dict[str, Any]) -> Seen:
        """Hand updates over in one batch, a second after the last ones."""
        return self._watch(self.now_stage.play(*updates))

    def tick(self) -> None:
        """Let a second pass: nobody is faster than that for long."""
        self.now_stage.clock.forward(seconds=1)
        self.model.now = self.now_stage.clock.now()

    def pass_time(self, **by: float) -> Seen:
        """Let time pass; what falls due is played."""
        seen = self._watch(self.now_stage.pass_time(**by))
        self.model.now = self.now_stage.clock.now()
        return seen

    def _watch(self, work: Coroutine[Any, Any, None]) -> Seen:
        calls, answers = len(self.phones.calls), len(self.phones.answers)
        self.wait(work)
        return Seen(self.phones.calls[calls:], self.phones.answers[answers:])

    def buttons(self, actor: Actor) -> list[tuple[Bubble, str, str]]:
        """Return every button on a person's phone: its message, its label, its data."""
        return [(bubble, label, data) for bubble in actor.bubbles for label, data in bubble.buttons if data]

    # --- looking --------------------------------------------------------------------------------------

    def talks(self, user_id: int) -> dict[str, Conversation]:
        """Return a person's open forms as the database has them."""
        rows = self.database.look(conversations.load, BOT_ID, [(user_id, user_id)])[user_id, user_id]
        return {row.name: row for row in rows if row.state is not None}

    def left_over(self) -> dict[Any, int]:
        """Return the updates that were not handled."""
        return self.database.look(inbox.counts)

    def applications(self) -> list[dict[str, Any]]:
        """Return every application with its person, oldest first."""
        return self.database.look(_applications)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of admission, as it lies in the database."""
        return self.database.look(lambda session: {name: _all(session, name) for name in TABLES})


def draft_of(row: Conversation) -> dict[str, Any]:
    """Return a draft as JSON values."""
    data: dict[str, Any] = orjson.loads(row.data)
    return data


def visible(html: str) -> str:
    """Return HTML as a person reads it."""
    plain = TAG.sub("", html)
    return (
        plain.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", '"')
        .replace("&#39;", "'")
        .replace("&amp;", "&")
    )


def words(body: dict[str, Any]) -> Iterator[str]:
    """Give every text that a call shows."""
    yield visible(str(body.get("text") or body.get("caption") or body.get("title") or ""))
    markup = body.get("reply_markup") or {}
    for row in [*markup.get("inline_keyboard", []), *markup.get("keyboard", [])]:
        yield from (str(button["text"]) for button in row)


def fits(body: dict[str, Any]) -> None:
    """Assert what every screen must keep to."""
    shown, *labels = words(body)
    assert len(shown) <= MOST_CHARACTERS, f"{len(shown)} characters"
    rows: Sequence[Any] = (body.get("reply_markup") or {}).get("inline_keyboard", [])
    assert len(rows) <= MOST_ROWS, f"{len(rows)} rows of buttons"
    for row in rows:
        for button in row:
            assert len(button.get("callback_data", "x").encode()) <= MOST_DATA_BYTES, button
    for one in (shown, *labels):
        assert not RAW.search(one.replace("{ $step }", "")), f"a value of the program is shown: {one!r}"
    for step, steps in STEP.findall(shown):
        assert 1 <= int(step) <= int(steps) <= 29, shown


def _introduce(session: Session, telegram_id: int) -> None:
    person = stored_people.meet(session, telegram_id, telegram_id, "ru", NOW)
    people.grant(session, NOW, None, person.id, Role.APPLICANT, None, choose=True)


def _applications(session: Session) -> list[dict[str, Any]]:
    from storage.admission import applicants, applications

    ids = [row[0] for row in session.execute(sql("SELECT id FROM applications ORDER BY id"))]
    found = applications.get(session, ids)
    persons = applicants.get(session, {one.applicant_id for one in found.values()})
    return [{"application": found[one], "applicant": persons[found[one].applicant_id]} for one in ids]


def _all(session: Session, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(sql(f"SELECT * FROM {table} ORDER BY 1, 2"))]
