"""Queries that find applications by what somebody typed: words of a name, a number, a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.admission.applications import get
from storage.admission.records import Application
from storage.admission.tables import ApplicantRow, ApplicantWordRow, ApplicationRow
from storage.encryption import vault_of

MOST = 30


def by_name(session: Session, colleges: Iterable[str], words: Sequence[frozenset[str]]) -> list[Application]:
    """Return applications whose name holds, for each typed word, one of its spellings; newest first.

    A spelling is a normalised word or the beginning of one, 3 letters and more: only keyed hashes are compared.
    """
    vault = vault_of(session)
    query = select(ApplicationRow.id).where(ApplicationRow.college.in_(sorted(colleges)))
    for spellings in words:
        hashes = [vault.keyed_hash(f"word:{one}") for one in sorted(spellings)]
        holds = select(ApplicantWordRow.applicant_id).where(ApplicantWordRow.hash.in_(hashes))
        query = query.where(ApplicationRow.applicant_id.in_(holds))
    ids = session.scalars(query.order_by(ApplicationRow.id.desc()).limit(MOST)).all() if words else []
    return _in_order(session, ids)


def by_number(session: Session, colleges: Iterable[str], typed: str) -> list[Application]:
    """Return applications with this human or registration number; digits alone find the end of a human number."""
    number = ApplicationRow.number
    same = [number == typed.upper(), ApplicationRow.registration_number == typed]
    if typed.isdecimal():
        same.append(number.like(f"%-{int(typed):04}"))
    query = select(ApplicationRow.id).where(ApplicationRow.college.in_(sorted(colleges)), or_(*same))
    return _in_order(session, session.scalars(query.order_by(ApplicationRow.id.desc()).limit(MOST)).all())


def by_phone(session: Session, colleges: Iterable[str], phone: str) -> list[Application]:
    """Return applications of people with this E.164 number."""
    hashed = vault_of(session).keyed_hash(f"phone:{phone}")
    query = (
        select(ApplicationRow.id)
        .join(ApplicantRow, ApplicantRow.id == ApplicationRow.applicant_id)
        .where(ApplicationRow.college.in_(sorted(colleges)), ApplicantRow.phone_hash == hashed)
    )
    return _in_order(session, session.scalars(query.order_by(ApplicationRow.id.desc()).limit(MOST)).all())


def _in_order(session: Session, ids: Sequence[int]) -> list[Application]:
    found = get(session, ids)
    return [found[one] for one in ids]
