"""People of Kasimov's college who are registered, and the lists that its staff work with: for tests of every floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cluster import duties, ranking
from cluster.admission.status import Actor, By, Facts, transition
from cluster.admission.status import ApplicationStatus as S
from cluster.content import Content, load_content
from cluster.events import Event
from cluster.ranking import ListRow
from storage import organisations, people, roles
from storage.admission import (
    Answers,
    Application,
    Choice,
    FilledBy,
    NewApplication,
    SearchKeys,
    applicants,
    applications,
)
from storage.organisations import Organisation, OrganisationKind
from storage.roles import Role

CONTENT = load_content(Path(__file__).parents[1] / "content" / "ryazan")
COLLEGE, CAMPAIGN = "kasimov", "2026"
WELDER, MOUNTING = "kasimov-welder-9", "kasimov-mounting-9"
AFTER_DOCS = datetime(2026, 8, 16, 9, 0, tzinfo=UTC)
"""The day after papers were taken, 12:00 in Moscow."""
AFTER_ORIGINALS = datetime(2026, 8, 19, 6, 0, tzinfo=UTC)
"""The morning of the order, 9:00 in Moscow."""
STAFF_ID = 900
FIRST_OWNER = 5000
PROVEN = {
    "items_listed": ("phone",), "items_changed": True, "checklist_seen": True, "parent_told": True, "minor": False,
    "parent_consent": True, "papers_verified": 1, "ranking_imported": True, "after_docs_end": True,
    "original_verified": True, "order_number": "1", "order_date": date(2026, 8, 19), "reason": "other",
}  # fmt: skip
NAMES = ("Абрамов", "Белов", "Власов", "Громов", "Демидов", "Ершов", "Жуков", "Зайцев", "Ильин", "Комаров")


def content(**seats: int) -> Content:
    """Return the content with other numbers of seats, by the short name of a programme's key."""
    keys = {"welder": WELDER, "mounting": MOUNTING}
    changed = {keys[name]: n for name, n in seats.items()}
    return replace(
        CONTENT,
        programmes=tuple(
            one.model_copy(update={"funded_seats": changed[one.key]}) if one.key in changed else one
            for one in CONTENT.programmes
        ),
    )


def staff(session: Session, now: datetime, telegram_id: int = STAFF_ID, college: str = COLLEGE) -> int:
    """Return a coordinator of a college."""
    organisations.put(session, [Organisation(c.key, OrganisationKind.COLLEGE) for c in CONTENT.colleges])
    person = people.meet(session, telegram_id, telegram_id, "ru", now)
    roles.add(session, person.id, Role.COORDINATOR, college, now, None)
    return person.id


def register(
    session: Session,
    now: datetime,
    number: str | None,
    *programmes: str,
    grade: str = "4.0",
    college: str = COLLEGE,
    owner: int | None = None,
    status: S = S.REGISTERED,
) -> Application:
    """Return an application that reached `status`, of an owner of its own, under a registration number."""
    at = applications.next_number(session, "tests")
    person = people.meet(session, owner or FIRST_OWNER + at, owner or FIRST_OWNER + at, "ru", now)
    answers = _answers(at, grade)
    keys = SearchKeys(f"{at}", frozenset({f"word{at}"}))
    applicant = applicants.keep(session, person.id, FilledBy.APPLICANT, answers, keys, now)
    chosen = tuple(Choice(one, place) for place, one in enumerate(programmes or (WELDER,), 1))
    number_of_ours = f"{college[:2].upper()}-2026-{at:04}"
    new = NewApplication(applicant.id, CAMPAIGN, college, number_of_ours, chosen, now, now.date())
    one = applications.add(session, new)
    assert one is not None
    if number is not None:
        one = applications.set_registration(session, one.id, number)
    return walk(session, now, one, *PATH[: PATH.index(status) + 1])


PATH = (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RECOMMENDED, S.ENROLLED)


def walk(session: Session, now: datetime, one: Application, *path: S) -> Application:
    """Lead an application through statuses, as staff and the clock do."""
    facts = Facts(**PROVEN, registration_number=one.registration_number or "1")  # type: ignore[arg-type]
    for target in path:
        actor = {S.RANKED: Actor.CLOCK, S.WITHDRAWN: Actor.APPLICANT}.get(target, Actor.STAFF)
        one, _ = transition(session, now, one, target, By(actor, one.owner_id), facts)
    return one


def row(at: int, number: str, grade: str = "4.0", programme: str = WELDER, **more: Any) -> ListRow:
    """Return a row of a list."""
    return ListRow(row=at, number=number, programme=programme, grade=Decimal(grade), **more)


def listed(*numbers: str, programme: str = WELDER) -> list[ListRow]:
    """Return a list in which numbers stand in this order, best first."""
    return [row(at, no, f"{5 - at / 100:.2f}", programme) for at, no in enumerate(numbers, 2)]


def import_list(session: Session, now: datetime, actor: int, rows: Sequence[ListRow], given: Content = CONTENT) -> int:
    """Prepare and apply a list; return the number of the step."""
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, rows).value
    ranking.apply_list(session, now, actor, step.id, given)
    return step.id


def recommend(session: Session, now: datetime, actor: int, programme: str = WELDER, given: Content = CONTENT) -> int:
    """Give the seats of a programme out; return the number of the step."""
    step = ranking.prepare_seats(session, now, actor, COLLEGE, CAMPAIGN, programme, given).value
    ranking.apply_seats(session, now, actor, step.id, given)
    return step.id


def run_duties(session: Session, now: datetime, given: Content = CONTENT, only: Iterable[str] = ()) -> list[Event]:
    """Do what is due, as the clock does, until nothing of ranking is left; return what was told."""
    kinds = set(only) or set(ranking.DUTIES)
    told: list[Event] = []
    while due := [one for one in duties.due(session, now) if one.kind in kinds]:
        for duty in due:
            told += duties.perform(session, now, duty, ranking.DUTIES, given).events
    return told


def status_of(session: Session, one: Application) -> S:
    """Return where an application stands now."""
    session.expire_all()
    return applications.get(session, [one.id])[one.id].status


def _answers(at: int, grade: str) -> Answers:
    return Answers(
        last_name=NAMES[at % len(NAMES)], first_name="Иван", middle_name="Петрович", birth_date=date(2000, 1, 31),
        citizenship="RU", phone="+79101234567", email=None, contact_pref="chat", contact_hours=None,
        district="kasimovsky", locality=None, base_education="grade9", school="Школа № 1", grad_year=2026,
        avg_grade=Decimal(grade), honours=False, target_interest="no", target_enterprise=None, priority_right="no",
        special_conditions="no", dorm_needed=False, parent=None, snils=None, source=None, comment=None,
    )  # fmt: skip
