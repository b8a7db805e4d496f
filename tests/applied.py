"""Applications laid straight into the database, for tests of what staff do with them."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import russian
from storage import people
from storage.admission import (
    Answers,
    Application,
    ApplicationStatus,
    Choice,
    FilledBy,
    NewApplication,
    SearchKeys,
    applicants,
    applications,
)

ANSWERS = Answers(
    last_name="Соловьёв",
    first_name="Артём",
    middle_name="Игоревич",
    birth_date=date(2010, 9, 5),
    citizenship="RU",
    phone="+79101234567",
    email=None,
    contact_pref="chat",
    contact_hours=None,
    district="klepikovsky",
    locality=None,
    base_education="grade9",
    school="Клепиковская школа № 1",
    grad_year=2026,
    avg_grade=Decimal("4.255"),
    honours=False,
    target_interest="no",
    target_enterprise=None,
    priority_right="no",
    special_conditions="no",
    dorm_needed=True,
    parent=None,
    snils=None,
    source=None,
    comment=None,
)
FIRST_OWNER = 30_000
LETTERS = "абвгдежиклмнопрстуфхцчшэюя"


def answers(**changes: Any) -> Answers:
    return dataclasses.replace(ANSWERS, **changes)


def owner(session: Session, telegram_id: int, now: datetime) -> int:
    """Return a person who can be told something."""
    return people.meet(session, telegram_id, telegram_id, "ru", now).id


def apply(
    session: Session,
    owner_id: int,
    now: datetime,
    said: Answers = ANSWERS,
    college: str = "klepiki",
    programmes: tuple[str, ...] = ("klepiki-welder-9",),
    campaign: str = "2026",
    filled_by: FilledBy = FilledBy.APPLICANT,
) -> Application:
    """Lay one application as its owner sent it."""
    keys = SearchKeys(
        russian.identity_key(said.last_name, said.first_name, said.middle_name, said.birth_date),
        russian.search_terms(said.last_name, said.first_name, said.middle_name),
    )
    person = applicants.keep(session, owner_id, filled_by, said, keys, now)
    number = f"{college.upper()}-{applications.next_number(session, college):04}"
    choices = tuple(Choice(programme, place) for place, programme in enumerate(programmes, 1))
    due = now.date() + timedelta(days=3)
    laid = applications.add(session, NewApplication(person.id, campaign, college, number, choices, now, due))
    assert laid is not None
    return laid


def many(session: Session, now: datetime, count: int, college: str = "klepiki", first: int = 0) -> None:
    """Lay applications of as many different people."""
    for n in range(first, first + count):
        name = "".join(LETTERS[n // 26**place % 26] for place in range(4)).capitalize()
        apply(session, owner(session, FIRST_OWNER + n, now), now, answers(last_name=name), college)


def stand(session: Session, application: Application, status: ApplicationStatus) -> None:
    """Put an application into a status, without the way that leads there."""
    session.execute(text("UPDATE applications SET status = :s WHERE id = :id"), {"s": status, "id": application.id})
    session.expire_all()
