"""What reading a student's path costs among a hundred thousand placements, beside a hundred."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from sqlalchemy import Engine, create_engine, insert, literal, select, true
from sqlalchemy.orm import Session

from bench.bots import ROOT
from bench.plan import Outcome, Plan, over, say
from cluster.content import Content, load_content
from cluster.path.reading import path
from storage import people, roles
from storage.base import table_of
from storage.encryption import Vault
from storage.internship import (
    NewPlace,
    NewPlacement,
    NewStudent,
    PayBasis,
    PlacementStatus,
    PracticeKind,
    placements,
    places,
    students,
)
from storage.internship.tables import PlacementRow, StudentRow
from storage.models import Base
from storage.roles import Role

FEW = 100
ROUNDS = 15
READS = 20
COLLEGE, PLANT, PROGRAMME, MODULE = "klepiki", "tyazhpressmash", "klepiki-welder-9", "weld-pm02"


def measure(plan: Plan) -> Outcome:
    """Measure both databases in turns: the CPU of this process alone counts, so no bot and no Telegram take part."""
    many = plan.sizes.placements
    say(f"path: laying {FEW} and {many} placements")
    now, content = datetime.fromisoformat(plan.setting.scenario["moment"]), load_content(ROOT / "content" / "ryazan")
    with tempfile.TemporaryDirectory(dir=plan.setting.folder) as folder:
        reads = {number: _reading(Path(folder) / f"{number}.db", number, now, content) for number in (FEW, many)}
        found: dict[int, list[float]] = {number: [] for number in reads}
        for round_ in range(ROUNDS):
            for number in sorted(reads, reverse=bool(round_ % 2)):
                found[number].append(reads[number]())
    cells = [
        {"who": f"{number} placements", "bot": "iskra", "round": round_, "round_trip_ms": 0, "cpu_ms": ms,
         "strayed": False, "noise": 0.0}
        for number, measured in found.items()
        for round_, ms in enumerate(measured)
    ]  # fmt: skip
    few, grown = (statistics.median(found[number]) for number in (FEW, many))
    return Outcome(cells, {"cpu": over(grown, few), "cpu_ms": grown})


def _reading(file: Path, number: int, now: datetime, content: Content) -> Callable[[], float]:
    """Lay a database; return what reads a path in it and gives the CPU that one takes, in ms."""
    engine = create_engine(f"sqlite:///{file}")
    engine.dialect.__dict__["iskra_vault"] = Vault(bytes(range(32)))
    Base.metadata.create_all(engine)
    person = _lay(engine, number, now)

    def read() -> float:
        with Session(engine) as session:
            began = time.process_time()
            for _ in range(READS):
                session.expire_all()
                path(session, now, person, person, content)
            return (time.process_time() - began) / READS * 1000

    return read


def _lay(engine: Engine, number: int, now: datetime) -> int:
    """Lay one student as a college would enter them, and copies until there are `number`; return their person."""
    with Session(engine) as session:
        person = people.meet(session, 1, 1, "ru", now).id
        roles.add(session, person, Role.STUDENT, None, now, None)
        first, last = now.date() + timedelta(days=20), now.date() + timedelta(days=75)
        place = places.add(session, _place(first, last), now)
        new = NewStudent(COLLEGE, PROGRAMME, "1", "petya", "P", "P", None, date(2009, 6, 8), person_id=person)
        student, _ = students.keep(session, new, now)
        planned = NewPlacement(
            student.id, COLLEGE, PLANT, PROGRAMME, MODULE, PracticeKind.PRODUCTION, first, last, 288, place_id=place.id
        )
        placement = placements.add(session, planned, now)
        assert placement is not None
        placements.set_status(session, placement.id, PlacementStatus.DOCS_PENDING, now)
        session.flush()
        _copy(session, number)
        session.commit()
    return person


def _place(first: date, last: date) -> NewPlace:
    return NewPlace(PLANT, "15.01.05", 100, first, last, "1", clock(8), clock(12, 30), PayBasis.STIPEND, 1)


def _copy(session: Session, number: int) -> None:
    """Copy the one student and their placement, inside the database: a hundred thousand take a second."""
    counted = select(literal(2).label("n")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.n + 1).where(counted.c.n < number))
    for row, own in (
        (table_of(StudentRow), {"person_id": literal(None), "identity_hash": counted.c.n}),
        (table_of(PlacementRow), {"student_id": counted.c.n}),
    ):
        names = [column.name for column in row.columns if column.name != "id"]
        values = [own.get(name, row.c[name]) for name in names]
        copied = select(counted.c.n, *values).select_from(row).join(counted, true()).where(row.c.id == 1)
        session.execute(insert(row).from_select(["id", *names], copied))
