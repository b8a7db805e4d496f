"""Databases as a cluster has them after years, made in seconds and kept for the next run.

One person walks through Iskra, up to the last answer that is typed; what that leaves in the database is the pattern
for everybody else, so that a database made here is one that Iskra would have made. It is made once and made anew when
the tables, the form or the content change.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Engine, create_engine, delete, event
from sqlalchemy.orm import Session

from bench.bots import BOT_ID, ISKRA, ROOT
from bench.cell import Setting, staged
from bench.fake.api import AUDIENCE
from bench.fake.crowd import FIRST_ID, Load
from bench.sizes import PER_SECOND
from bot.form.draft import Draft
from cluster import people, roster
from cluster.content import load_content
from cluster.roster import Practice, RosterRow
from handlers.roster.parts import KIND as APPLY
from storage import conversations, jobs, outbox
from storage import people as stored
from storage.base import new_id, table_of
from storage.conversations import Conversation, ConversationRow
from storage.encryption import Vault
from storage.inbox import InboxRow, InboxState
from storage.outbox import Lane, OutboxRow, OutboxState, Outgoing
from storage.people import PersonRow
from storage.sqlite import seal

if TYPE_CHECKING:
    from bench.sizes import Sizes

Fill = Callable[[Engine], None]

AT_ONCE = 10_000
KNOWN_FIRST = 100_000_000
KNOWN_STRIDE = 9_000
"""Those who are known have numbers all over Telegram's, so that a stranger comes between them."""
STRANGER = KNOWN_FIRST + 1
"""Somebody whom no prepared database knows."""
FIRST_HANDLED = 1_000_000_000
TALKING_FIRST = 2_000_000
PAUSE_S = 5.0
CONTENT = ROOT / "content" / "ryazan"
FIRST_LETTER, LETTERS = 0x430, 32
ROSTER_COLLEGE, ROSTER_PROGRAMME = "kasimov", "kasimov-welder-9"
DAY = timedelta(days=1)


class Databases:
    """Makes and keeps prepared databases: each is a folder with `iskra.db` and its key."""

    def __init__(self, setting: Setting, sizes: Sizes) -> None:
        self._setting, self._sizes = setting, sizes
        self._moment = datetime.fromisoformat(setting.scenario["moment"])

    def due_s(self) -> list[float]:
        """Return when each reminder is due, in seconds after the beginning: a stream, then a burst at one instant."""
        sizes = self._sizes
        stream = [sizes.due_from_s + number / PER_SECOND for number in range(sizes.streamed)]
        return stream + [sizes.due_from_s + sizes.stream_s + PAUSE_S] * sizes.burst

    def walked(self) -> Path:
        """Return one that a single person has walked through."""
        return self._made("walked", self._forget_updates, start=self._walk)

    def big(self) -> Path:
        """Return one with many people who came and went, and an outbox of what was told and what is still to be."""
        return self._made("big", self._fill_big, self._sizes.people, self._sizes.outbox)

    def talking(self) -> Path:
        """Return one with many open conversations: each waits for the last typed answer."""
        return self._made("talking", self._fill_talking, self._sizes.conversations)

    def news(self, messages: int) -> Path:
        """Return one with a broadcast to so many people, which goes out as soon as Iskra serves."""
        return self._made("news", lambda engine: self._fill_news(engine, messages), messages)

    def importing(self) -> Path:
        """Return one in which a list of students was decided on: it is written as soon as Iskra serves."""
        return self._made("importing", self._fill_importing, self._sizes.rows)

    def reminding(self) -> Path:
        """Return the big one with unfinished forms: some due soon, many due later."""
        sizes = self._sizes
        many = sizes.people, sizes.outbox, sizes.later, sizes.due_from_s, sizes.stream_s, sizes.burst
        return self._made("reminding", self._fill_reminding, *many, start=self.big)

    # --- making one

    def _made(self, name: str, fill: Fill, *sizes: float, start: Callable[[], Path] | None = None) -> Path:
        """Return the folder of a prepared database, made where there is none yet for these tables and sizes."""
        start = start or self.walked
        key = sha256(repr((name, sizes, _version(), self._setting.scenario["moment"])).encode()).hexdigest()[:12]
        kept = self._setting.folder / "prepared"
        folder = kept / f"{name}-{key}"
        if (folder / "done").exists():
            return folder
        for old in kept.glob(f"{name}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        for file in start().glob("iskra.*"):
            shutil.copy2(file, folder / file.name)
        engine = _opened(folder)
        try:
            fill(engine)
        finally:
            engine.dispose()
        (folder / "done").touch()
        return folder

    def _walk(self) -> Path:
        """Let one person walk through Iskra and keep the database."""
        folder = self._setting.folder / "prepared/walk"
        folder.mkdir(exist_ok=True)
        alone = Load(people=1, rate=0, warmup_s=0, duration_s=0, timeout_s=60, walks=1)
        scenario = {**self._setting.scenario, "steps": steps_of(self._setting.scenario)[0]}
        setting = replace(self._setting, scenario=scenario, load=alone, keep=folder, limited=False, round_trip_ms=0)
        with staged(setting, ISKRA) as stage:
            stage.start()
            stage.measure()
        return folder

    # --- what is in them

    def _forget_updates(self, engine: Engine) -> None:
        """Forget the updates of the walk: the next Telegram counts from the beginning, and none of its is a repeat."""
        with engine.begin() as connection:
            connection.execute(delete(table_of(InboxRow)))

    def _fill_big(self, engine: Engine) -> None:
        sizes = self._sizes
        known = [KNOWN_FIRST + n * KNOWN_STRIDE for n in range(sizes.people)]
        _insert(engine, PersonRow, (self._person(number) for number in known))
        _insert(engine, InboxRow, (self._handled(n, known[n % len(known)]) for n in range(sizes.outbox)))
        _insert(engine, OutboxRow, (self._told(n, known[n % len(known)]) for n in range(sizes.outbox)))

    def _fill_talking(self, engine: Engine) -> None:
        pattern = _pattern(engine)
        numbers = range(TALKING_FIRST, TALKING_FIRST + self._sizes.conversations)
        _insert(engine, PersonRow, map(self._person, numbers))
        _insert(engine, ConversationRow, (_of(pattern, n, self._moment + DAY, pattern.data) for n in numbers))

    def _fill_news(self, engine: Engine, messages: int) -> None:
        numbers = [AUDIENCE + n for n in range(messages)]
        _insert(engine, PersonRow, map(self._person, numbers))
        with Session(engine) as session:
            outbox.add(session, [self._news(number) for number in numbers])
            session.commit()

    def _fill_importing(self, engine: Engine) -> None:
        content, now = load_content(CONTENT), self._moment
        with Session(engine) as session:
            people.register_organisations(session, people.organisations_of(content))
            actor = stored.meet(session, AUDIENCE, AUDIENCE, "ru", now).id
            people.grant(session, now, None, actor, people.Role.COORDINATOR, ROSTER_COLLEGE)
            seen = roster.examine(session, now, actor, ROSTER_COLLEGE, self._roster())
            weighed = roster.weigh(session, now, actor, ROSTER_COLLEGE, seen.steps, (), content)
            version = roster.directory(session, actor, ROSTER_COLLEGE, content).version
            kept = roster.prepare(session, now, actor, ROSTER_COLLEGE, version, weighed).value.id
            roster.begin(session, now, actor, kept)
            payload = {"import": kept, "college": ROSTER_COLLEGE}
            jobs.start(session, jobs.Job(new_id(), BOT_ID, APPLY, str(kept), AUDIENCE, AUDIENCE, payload, now))
            session.commit()

    def _roster(self) -> list[RosterRow]:
        """Return a list of different students, each with a practice."""
        first = self._moment.date() + timedelta(days=60)
        practice = Practice("weld-pm02", "tyazhpressmash", first, first + timedelta(days=50), 288, None)
        born = first.replace(year=first.year - 17)
        rows = range(self._sizes.rows)
        pattern = RosterRow(0, "Bench", "B", None, born, ROSTER_PROGRAMME, "1", practice=practice)
        return [replace(pattern, row=n + 2, last=_surname(n), phone=f"+7910{n:07}") for n in rows]

    def _fill_reminding(self, engine: Engine) -> None:
        pattern, sizes = _pattern(engine), self._sizes
        due = list(enumerate(self.due_s(), AUDIENCE))
        _insert(engine, PersonRow, (self._person(number) for number, _after_s in due))
        _insert(engine, ConversationRow, (self._due(pattern, number, after_s) for number, after_s in due))
        blank = replace(pattern, data=orjson.dumps(Draft(touched_at=self._moment.isoformat()).data()))
        later = (
            _of(blank, KNOWN_FIRST + n * KNOWN_STRIDE, self._moment + DAY * (1 + n % 10), blank.data)
            for n in range(min(sizes.later, sizes.people))
        )
        _insert(engine, ConversationRow, later)

    def _person(self, number: int) -> dict[str, Any]:
        return {
            "telegram_id": number,
            "chat_id": number,
            "language": "ru",
            "language_chosen": False,
            "created_at": self._moment - DAY,
        }

    def _handled(self, n: int, chat_id: int) -> dict[str, Any]:
        """Return an update of yesterday, with a number that the next Telegram does not come to."""
        return {
            "bot_id": BOT_ID,
            "update_id": FIRST_HANDLED + n,
            "lane": chat_id,
            "state": InboxState.DONE,
            "attempts": 0,
            "received_at": self._moment - DAY,
            "done_at": self._moment - DAY,
        }

    def _told(self, n: int, chat_id: int) -> dict[str, Any]:
        """Return a call to somebody: every second one went out yesterday, the others are held until tomorrow."""
        sent = n % 2 == 0
        return {
            "id": new_id(),
            "bot_id": BOT_ID,
            "chat_id": chat_id,
            "lane": int(Lane.NOTICE),
            "method": "sendMessage",
            "body": None if sent else self._text(chat_id),
            "state": OutboxState.SENT if sent else OutboxState.WAITING,
            "careful": False,
            "dedupe_key": f"bench:{n}",
            "not_before": None if sent else self._moment + DAY + timedelta(seconds=n),
            "attempts": 0,
            "created_at": self._moment - DAY,
            "settled_at": self._moment - DAY if sent else None,
        }

    def _news(self, chat_id: int) -> Outgoing:
        made_at = self._moment - timedelta(minutes=1)
        return Outgoing(new_id(), BOT_ID, chat_id, Lane.BROADCAST, "sendMessage", self._text(chat_id), made_at)

    def _text(self, chat_id: int) -> bytes:
        return orjson.dumps({"chat_id": chat_id, "text": self._setting.scenario["news"], "parse_mode": "HTML"})

    def _due(self, pattern: Conversation, number: int, after_s: float) -> dict[str, Any]:
        """Return a form that was left a day before its reminder is due."""
        due = self._moment + timedelta(seconds=after_s)
        draft = Draft.of(conversations.answers(pattern))
        draft.touched_at = (due - DAY).isoformat()
        return _of(pattern, number, due, orjson.dumps(draft.data(), option=orjson.OPT_SORT_KEYS))


def _surname(n: int) -> str:
    """Return the n-th of many names, in letters by which people are told apart."""
    return "".join(chr(FIRST_LETTER + n // LETTERS**place % LETTERS) for place in range(4))


def steps_of(scenario: Mapping[str, Any]) -> tuple[list[Any], Any]:
    """Return the steps up to the last one that is typed, and that one: who has an open form can take it, unseen."""
    steps = scenario["steps"]
    last = max(number for number, step in enumerate(steps) if "send" in step)
    return steps[:last], steps[last]


def _of(pattern: Conversation, number: int, due_at: datetime, data: bytes) -> dict[str, Any]:
    return {
        "bot_id": BOT_ID,
        "chat_id": number,
        "user_id": number,
        "name": pattern.name,
        "state": pattern.state,
        "active": True,
        "data": data,
        "version": pattern.version,
        "updated_at": due_at - DAY,
        "due_at": due_at,
    }


def _pattern(engine: Engine) -> Conversation:
    """Return the open conversation of who walked through Iskra."""
    with Session(engine) as session:
        return conversations.of_person(session, FIRST_ID + 1)[0]


def _opened(folder: Path) -> Engine:
    engine = create_engine(f"sqlite:///{folder / 'iskra.db'}")
    seal(engine, Vault.open(folder / "iskra.key"))

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # Nothing is lost that could not be made again.
        connection.execute("PRAGMA synchronous=OFF").close()

    return engine


def _insert(engine: Engine, kind: Any, rows: Iterable[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        for chunk in _chunks(rows):
            connection.execute(table_of(kind).insert(), chunk)


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, AT_ONCE)):
        yield chunk


def _version() -> str:
    """Return what changes when a prepared database would come out differently."""
    found = sha256()
    sources = [*ROOT.glob("storage/**/*.py"), *ROOT.glob("bot/form/*.py"), Path(__file__)]
    for file in sorted([*sources, *ROOT.glob("content/ryazan/**/*.toml"), *ROOT.glob("handlers/admission/*.py")]):
        found.update(file.read_bytes())
    return found.hexdigest()
