"""Queries on applications: their numbers, statuses, choices and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.admission.records import Application, Choice, HistoryEntry, NewApplication
from storage.admission.states import ACTIVE, ApplicationStatus
from storage.admission.tables import (
    ApplicantRow,
    ApplicationChoiceRow,
    ApplicationHistoryRow,
    ApplicationRow,
    NumberSeriesRow,
)
from storage.parts import in_parts
from storage.upsert import insert_all


def next_number(session: Session, series: str) -> int:
    """Return the next number of a series, from 1, without gaps or doubles: a rolled back turn gives its number back."""
    upsert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = upsert(NumberSeriesRow).values(series=series, last=1)
    number = session.scalar(
        statement.on_conflict_do_update(index_elements=["series"], set_={"last": NumberSeriesRow.last + 1}).returning(
            NumberSeriesRow.last
        )
    )
    assert number is not None
    return int(number)


def add(session: Session, new: NewApplication) -> Application | None:
    """Keep a submitted application; None where an active one of the person, campaign and college stands already.

    Two at once make one row: on PostgreSQL the later of two is told to run again.
    """
    upsert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    application_id = session.scalar(
        upsert(ApplicationRow)
        .values(
            applicant_id=new.applicant_id,
            campaign=new.campaign,
            college=new.college,
            number=new.number,
            priority=min(choice.place for choice in new.choices),
            status=ApplicationStatus.SUBMITTED,
            status_since=new.submitted_at,
            submitted_at=new.submitted_at,
            answer_due=new.answer_due,
            needs_human=new.needs_human,
            version=1,
        )
        .on_conflict_do_nothing()
        .returning(ApplicationRow.id)
    )
    if application_id is None:
        return None
    session.add_all(
        ApplicationChoiceRow(application_id=application_id, programme=choice.programme, place=choice.place)
        for choice in new.choices
    )
    session.flush()
    return get(session, [application_id])[application_id]


def get(session: Session, application_ids: Iterable[int]) -> dict[int, Application]:
    """Return applications by id."""
    found: dict[int, Application] = {}
    for some in in_parts(application_ids):
        found |= {one.id: one for one in _read(session, _with_owner().where(ApplicationRow.id.in_(some)))}
    return found


def of_applicant(
    session: Session, applicant_id: int, campaign: str | None = None, *, active: bool = False
) -> list[Application]:
    """Return a person's applications, the one they want most first; only active ones on wish."""
    query = _with_owner().where(ApplicationRow.applicant_id == applicant_id)
    if campaign is not None:
        query = query.where(ApplicationRow.campaign == campaign)
    if active:
        query = query.where(ApplicationRow.status.in_(sorted(ACTIVE)))
    return _read(session, query.order_by(ApplicationRow.priority, ApplicationRow.id))


def of_owner(session: Session, owner_id: int) -> list[Application]:
    """Return the applications that an owner filled in, newest campaign's first, then by wish."""
    theirs = _with_owner().where(ApplicantRow.owner_person_id == owner_id, ApplicantRow.erased_at.is_(None))
    by_wish = (
        ApplicationRow.campaign.desc(), ApplicationRow.applicant_id, ApplicationRow.priority, ApplicationRow.id
    )  # fmt: skip
    return _read(session, theirs.order_by(*by_wish))


def with_number(session: Session, number: str) -> Application | None:
    """Return the application with this human number."""
    return next(iter(_read(session, _with_owner().where(ApplicationRow.number == number))), None)


def set_status(session: Session, application_id: int, status: ApplicationStatus, now: datetime) -> Application:
    """Put an application into a status. Whether that may be is for the transition table to say."""
    row = session.get_one(ApplicationRow, application_id)
    row.status, row.status_since = status, now
    session.flush()
    return get(session, [application_id])[application_id]


def set_status_all(session: Session, application_ids: Sequence[int], status: ApplicationStatus, now: datetime) -> None:
    """Put many applications into a status, in a statement for each 500."""
    session.flush()
    for some in in_parts(application_ids):
        session.execute(
            update(ApplicationRow)
            .where(ApplicationRow.id.in_(some))
            .values(status=status, status_since=now, version=ApplicationRow.version + 1)
        )


def assign(session: Session, application_id: int, person_id: int | None) -> Application:
    """Note which member of staff has taken an application."""
    return _change(session, application_id, assignee_id=person_id)


def set_invitation(session: Session, application_id: int, moment: datetime | None, room: str | None) -> Application:
    """Note when and where the applicant is awaited with the papers."""
    return _change(session, application_id, invited_for=moment, invited_room=room)


def set_registration(session: Session, application_id: int, number: str | None) -> Application:
    """Note the official registration number."""
    return _change(session, application_id, registration_number=number)


def set_order(session: Session, application_id: int, number: str | None, day: date | None) -> Application:
    """Note the enrolment order."""
    return _change(session, application_id, order_number=number, order_date=day)


def set_original(session: Session, application_id: int, since: datetime | None) -> Application:
    """Note since when the original certificate lies in the application's college; None where it does not."""
    return _change(session, application_id, original_since=since)


def with_registration(session: Session, college: str, campaign: str, number: str) -> Application | None:
    """Return the application that holds this registration number now."""
    query = _with_owner().where(
        ApplicationRow.college == college,
        ApplicationRow.campaign == campaign,
        ApplicationRow.registration_number == number,
        ApplicationRow.status.in_(sorted(ACTIVE)),
    )
    return next(iter(_read(session, query)), None)


def set_choices(session: Session, application_id: int, choices: tuple[Choice, ...]) -> None:
    """Replace the programmes asked for in an application's college."""
    row = session.get_one(ApplicationRow, application_id)
    wanted = {choice.programme: choice.place for choice in choices}
    row.choices = [choice for choice in row.choices if choice.programme in wanted]
    for choice in row.choices:
        choice.place = wanted.pop(choice.programme)
    row.choices.extend(
        ApplicationChoiceRow(application_id=application_id, programme=programme, place=place)
        for programme, place in wanted.items()
    )
    row.priority = min(choice.place for choice in choices)
    session.flush()
    session.expire(row, ["choices"])


def set_needs_human(session: Session, application_ids: Iterable[int], *, needs_human: bool) -> None:
    """Note whether a person must look before any rule decides."""
    for row in session.scalars(select(ApplicationRow).where(ApplicationRow.id.in_(list(application_ids)))):
        row.needs_human = needs_human
    session.flush()


# --- history ---------------------------------------------------------------------------------------


def note(session: Session, entry: HistoryEntry) -> None:
    """Write a line into an application's history."""
    session.add(ApplicationHistoryRow(**_line(entry)))
    session.flush()


def note_all(session: Session, entries: Sequence[HistoryEntry]) -> None:
    """Write a line into each of many histories, in one go."""
    insert_all(session, ApplicationHistoryRow, [_line(entry) for entry in entries])


def history(session: Session, application_id: int) -> list[HistoryEntry]:
    """Return what happened to an application, oldest first."""
    rows = session.scalars(
        select(ApplicationHistoryRow)
        .where(ApplicationHistoryRow.application_id == application_id)
        .order_by(ApplicationHistoryRow.id)
    )
    return [
        HistoryEntry(
            application_id=r.application_id,
            at=r.at,
            kind=r.kind,
            actor_kind=r.actor_kind,
            actor_id=r.actor_id,
            before=r.before,
            after=r.after,
            reason=r.reason,
            fields=tuple(r.fields),
            comment=r.comment,
        )
        for r in rows
    ]


def forget_reasons(session: Session, applicant_id: int) -> None:
    """Empty the free texts in the history of a person's applications: they may tell who the person is."""
    rows = session.scalars(
        select(ApplicationHistoryRow)
        .join(ApplicationRow, ApplicationRow.id == ApplicationHistoryRow.application_id)
        .where(ApplicationRow.applicant_id == applicant_id)
    )
    for row in rows:
        row.reason = row.comment = None
    session.flush()


def _line(entry: HistoryEntry) -> dict[str, object]:
    return {
        "application_id": entry.application_id,
        "at": entry.at,
        "kind": entry.kind,
        "actor_kind": entry.actor_kind,
        "actor_id": entry.actor_id,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "comment": entry.comment,
        "fields": list(entry.fields),
    }


def _change(session: Session, application_id: int, **values: object) -> Application:
    row = session.get_one(ApplicationRow, application_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return get(session, [application_id])[application_id]


def _with_owner() -> Select[*tuple[Any, ...]]:
    return select(ApplicationRow.__table__, ApplicantRow.owner_person_id.label("owner_id")).join(
        ApplicantRow, ApplicantRow.id == ApplicationRow.applicant_id
    )


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[Application]:
    """Return the applications of a query as the database has them now: with their choices in two statements."""
    rows = session.execute(query).all()
    choices: dict[int, list[Choice]] = {row.id: [] for row in rows}
    table = ApplicationChoiceRow.__table__
    for some in in_parts(choices):
        query = select(table).where(table.c.application_id.in_(some)).order_by(table.c.place)
        for row in session.execute(query):
            choices[row.application_id].append(Choice(row.programme, row.place))
    return [Application(**{**row._mapping, "choices": tuple(choices[row.id])}) for row in rows]
