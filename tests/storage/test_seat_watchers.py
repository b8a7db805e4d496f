"""Who waits for extra seats, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage import people
from storage.admission import seat_watchers
from storage.database import Database


async def test_who_waits_is_kept_once_told_in_parts_and_forgotten(database: Database, now: datetime) -> None:
    def lay(session: Session) -> list[int]:
        ids = [people.meet(session, number, number, "ru", now).id for number in (1, 2, 3)]
        for person, programmes in zip(ids, (("a", "b"), ("a",), ("c",)), strict=True):
            for programme in programmes:
                assert seat_watchers.add(session, person, "2026", programme, now)
        assert not seat_watchers.add(session, ids[0], "2026", "a", now), "a second tap keeps nothing new"
        assert seat_watchers.add(session, ids[2], "2027", "a", now)
        return ids

    first, second, third = await database.run(lay)
    assert await database.read(seat_watchers.counts, "2026") == {"a": 2, "b": 1, "c": 1}
    assert await database.read(seat_watchers.waiting, "2026", ("a", "b"), 1) == {first: frozenset("ab")}
    assert await database.run(seat_watchers.remove, first, "2026", {"a", "b", "c"}) == 2
    assert await database.read(seat_watchers.waiting, "2026", ("a", "b"), 9) == {second: frozenset("a")}
    assert await database.read(seat_watchers.of_person, third, "2026") == frozenset("c")
    await database.run(lambda session: seat_watchers.forget(session, campaign="2026"))
    assert await database.read(seat_watchers.counts, "2026") == {}
    assert await database.read(seat_watchers.count_of_person, third) == 1
    await database.run(lambda session: seat_watchers.forget(session, person_id=third))
    assert await database.read(seat_watchers.count_of_person, third) == 0
