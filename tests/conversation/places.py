"""A house with places to begin at: a story is played once, its moments are kept, and tests go on from any of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from cluster import content_store
from handlers import FEATURES
from storage.encryption import Vault
from storage.models import Base
from tests.conversation.inline import InlineDatabase
from tests.conversation.people import CONTENT, FOLDER
from tests.conversation.stage import Stage

T = TypeVar("T")
Rows = Mapping[str, Counter[tuple[Any, ...]]]

UNWATCHED = frozenset({"inbox", "outbox", "content_items", "facts"})
COUNTERS = frozenset({("invites", "opened")})
"""How often a link was followed is counted for whoever follows it."""


@dataclass(frozen=True)
class Place:
    """A moment to begin at, with every row that is watched."""

    path: Path
    now: datetime
    rows: Rows


@dataclass
class Places:
    """A stage with every feature on a database of its own."""

    folder: Path
    loop: asyncio.AbstractEventLoop
    now: datetime
    places: dict[str, Place] = field(default_factory=dict)
    standing: str = ""

    def open(self) -> None:
        """Open it: empty but for the content."""
        self.database = InlineDatabase(self.folder / "iskra.db", Vault(bytes(range(32))))
        self.stage = Stage(self.database, self.now, CONTENT)
        self.stage.room.settings = {
            "personal_data": "full",
            "username": "iskra_bot",
            "paper_files": True,
            "content_folder": str(FOLDER),
        }
        self.wait(self.stage.open(FEATURES))
        self.do(content_store.load, CONTENT, self.now)

    def close(self) -> None:
        """Close it."""
        self.wait(self.stage.close())
        self.wait(self.database.close())

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to the end what takes place on the stage."""
        return self.loop.run_until_complete(work)

    def do(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        """Run a use case; what it would tell is told nobody."""
        return self.wait(self.database.run(use_case, *args, **kwargs))

    def begin_at(self, place: str) -> None:
        """Bring everything to where it stood, with empty phones."""
        one = self.places[place]
        self.database.become(one.path)
        phones = self.stage.phones
        for seen in (phones.chats, phones.keyboards, phones.anchors, phones.last):
            seen.clear()
        for listed in (phones.held, phones.calls, phones.answers):
            listed.clear()
        self.stage.clock._now = one.now
        self.standing = place

    def keep(self, place: str, now: datetime | None = None) -> None:
        """Remember this moment as a place."""
        path = self.folder / f"{place}.db"
        self.database.keep_as(path)
        self.places[place] = Place(path, now or self.now, self.rows())

    def rows(self) -> Rows:
        """Return every row of every table that is watched, as it lies there."""
        return self.database.look(rows_of)


def rows_of(session: Session) -> Rows:
    """Return every row of every table that is watched."""
    raw: Any = session.connection().connection.driver_connection
    return {name: Counter(raw.execute(query).fetchall()) for name, query in _queries().items()}


@cache
def _queries() -> Mapping[str, str]:
    """Return what reads each table that is watched."""
    queries = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in UNWATCHED:
            columns = ", ".join(column.name for column in table.columns if (table.name, column.name) not in COUNTERS)
            queries[table.name] = f"SELECT {columns} FROM {table.name}"
    return queries
