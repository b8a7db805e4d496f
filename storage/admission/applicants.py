"""Queries on applicants: the people of the applications, their search keys, papers and parents."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.admission.records import Answers, Applicant, Document, Parent, SearchKeys
from storage.admission.states import DocumentState, FilledBy, ParentConsent, ParentState
from storage.admission.tables import ApplicantDocumentRow, ApplicantRow, ApplicantWordRow
from storage.encryption import vault_of

# Fields of `Answers` that lie in the row under the same name and need no translation.
_PLAIN = tuple(
    f.name
    for f in dataclasses.fields(Answers)
    if f.name not in {"birth_date", "parent", "priority_right", "special_conditions"}
)
_PERSONAL = (
    "last_name", "first_name", "middle_name", "birth_date", "phone", "email",
    "locality", "school", "comment", "snils", "special", "parent",
)  # fmt: skip


def keep(
    session: Session, owner_id: int, filled_by: FilledBy, answers: Answers, keys: SearchKeys, now: datetime
) -> Applicant:
    """Keep a person for their owner; the same name and birth date again gives the one kept before, updated.

    Two at once make one row: on PostgreSQL the later of two is told to run again.
    """
    identity_hash = _hash(session, "identity", keys.identity)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(
        insert(ApplicantRow)
        .values(
            owner_person_id=owner_id,
            identity_hash=identity_hash,
            filled_by=filled_by,
            created_at=now,
            updated_at=now,
            version=1,
            parent_state=ParentState.NONE,
            parent_consent=ParentConsent.NOT_NEEDED,
            **_columns(answers),
        )
        .on_conflict_do_nothing(index_elements=["owner_person_id", "identity_hash"])
    )
    row = session.scalars(
        select(ApplicantRow).where(
            ApplicantRow.owner_person_id == owner_id, ApplicantRow.identity_hash == identity_hash
        )
    ).one()
    row.filled_by = filled_by
    _fill(session, row, answers, keys, now)
    return _applicant(row)


def update(session: Session, applicant_id: int, answers: Answers, keys: SearchKeys, now: datetime) -> Applicant | None:
    """Replace a person's answers; None when the owner already keeps another person of that name and birth date."""
    row = session.get_one(ApplicantRow, applicant_id)
    identity_hash = _hash(session, "identity", keys.identity)
    taken = session.scalar(
        select(ApplicantRow.id).where(
            ApplicantRow.owner_person_id == row.owner_person_id,
            ApplicantRow.identity_hash == identity_hash,
            ApplicantRow.id != applicant_id,
        )
    )
    if taken is not None:
        return None
    row.identity_hash = identity_hash
    for name, value in _columns(answers).items():
        setattr(row, name, value)
    _fill(session, row, answers, keys, now)
    return _applicant(row)


def get(session: Session, applicant_ids: Iterable[int]) -> dict[int, Applicant]:
    """Return applicants by id."""
    rows = session.scalars(select(ApplicantRow).where(ApplicantRow.id.in_(list(applicant_ids))))
    return {row.id: _applicant(row) for row in rows}


def find(session: Session, owner_id: int, identity: str) -> Applicant | None:
    """Return the person of this normalised name and birth date whom the owner filled in."""
    row = session.scalar(
        select(ApplicantRow).where(
            ApplicantRow.owner_person_id == owner_id,
            ApplicantRow.identity_hash == _hash(session, "identity", identity),
        )
    )
    return None if row is None else _applicant(row)


def of_owner(session: Session, owner_id: int) -> list[Applicant]:
    """Return the people whom an owner filled in, oldest first; erased ones are left out."""
    rows = session.scalars(
        select(ApplicantRow)
        .where(ApplicantRow.owner_person_id == owner_id, ApplicantRow.erased_at.is_(None))
        .order_by(ApplicantRow.id)
    )
    return [_applicant(row) for row in rows]


def with_words(session: Session, words: Iterable[str]) -> list[int]:
    """Return ids of applicants whose names hold every one of the normalised `words` (or begin so, 3 letters up)."""
    hashes = {_hash(session, "word", word) for word in words}
    if not hashes:
        return []
    return list(
        session.scalars(
            select(ApplicantWordRow.applicant_id)
            .where(ApplicantWordRow.hash.in_(hashes))
            .group_by(ApplicantWordRow.applicant_id)
            .having(func.count() == len(hashes))
            .order_by(ApplicantWordRow.applicant_id)
        )
    )


def with_phone(session: Session, phone: str) -> list[int]:
    """Return ids of applicants with this E.164 number."""
    return list(
        session.scalars(
            select(ApplicantRow.id)
            .where(ApplicantRow.phone_hash == _hash(session, "phone", phone))
            .order_by(ApplicantRow.id)
        )
    )


def same_person(session: Session, applicant_id: int) -> list[int]:
    """Return ids of other owners' applicants with the same name and birth date."""
    mine = select(ApplicantRow.identity_hash).where(ApplicantRow.id == applicant_id).scalar_subquery()
    return list(
        session.scalars(
            select(ApplicantRow.id)
            .where(ApplicantRow.identity_hash == mine, ApplicantRow.id != applicant_id)
            .order_by(ApplicantRow.id)
        )
    )


# --- the parent ------------------------------------------------------------------------------------


def set_parent(session: Session, applicant_id: int, state: ParentState, consent: ParentConsent, now: datetime) -> None:
    """Note how far a parent's data and consent are; NONE and DROPPED delete what was kept of the parent."""
    row = session.get_one(ApplicantRow, applicant_id)
    if row.parent_state is not state:
        row.parent_noted_at = now
    row.parent_state, row.parent_consent = state, consent
    if state in {ParentState.NONE, ParentState.DROPPED}:
        row.parent = None
    session.flush()


# --- papers ----------------------------------------------------------------------------------------


def documents(session: Session, applicant_id: int) -> list[Document]:
    """Return a person's checklist."""
    rows = session.scalars(select(ApplicantDocumentRow).where(ApplicantDocumentRow.applicant_id == applicant_id))
    return [Document(r.kind, r.state, r.changed_at, r.changed_by, r.reason) for r in rows]


def expect_documents(session: Session, applicant_id: int, kinds: Sequence[str], now: datetime) -> None:
    """Put papers on a person's checklist; those that stand there keep their state."""
    known = {document.kind for document in documents(session, applicant_id)}
    session.add_all(
        ApplicantDocumentRow(applicant_id=applicant_id, kind=kind, state=DocumentState.NONE, changed_at=now)
        for kind in dict.fromkeys(kinds)
        if kind not in known
    )
    session.flush()


def set_document(session: Session, applicant_id: int, document: Document) -> None:
    """Change the state of a paper that stands on the checklist."""
    row = session.get_one(ApplicantDocumentRow, (applicant_id, document.kind))
    row.state, row.reason = document.state, document.reason
    row.changed_at, row.changed_by = document.changed_at, document.changed_by
    session.flush()


# --- leaving ---------------------------------------------------------------------------------------


def erase(session: Session, applicant_id: int, now: datetime) -> None:
    """Delete everything that tells who the person is; numbers, marks and statuses stay for the counts."""
    row = session.get_one(ApplicantRow, applicant_id)
    for name in _PERSONAL:
        setattr(row, name, None)
    row.identity_hash = "erased:" + secrets.token_hex(16)  # unique, and the hash of nobody
    row.phone_hash = None
    row.parent_state = ParentState.NONE
    row.erased_at = row.updated_at = now
    for table in (ApplicantWordRow, ApplicantDocumentRow):
        session.execute(delete(table).where(table.applicant_id == applicant_id))
    session.flush()


def _fill(session: Session, row: ApplicantRow, answers: Answers, keys: SearchKeys, now: datetime) -> None:
    for name, value in _columns(answers).items():
        setattr(row, name, value)
    row.phone_hash = _hash(session, "phone", answers.phone)
    row.updated_at = now
    session.flush()
    session.execute(delete(ApplicantWordRow).where(ApplicantWordRow.applicant_id == row.id))
    session.execute(
        ApplicantWordRow.__table__.insert(),  # type: ignore[attr-defined]
        [
            {"applicant_id": row.id, "hash": hashed}
            for hashed in sorted({_hash(session, "word", word) for word in keys.words})
        ],
    )


def _hash(session: Session, purpose: str, text: str) -> str:
    # The purpose keeps a name from ever matching a phone or a word from matching a whole identity.
    return vault_of(session).keyed_hash(f"{purpose}:{text}")


def _columns(answers: Answers) -> dict[str, Any]:
    special = {
        "priority_right": answers.priority_right,
        "special_conditions": answers.special_conditions,
    }
    return {
        **{name: getattr(answers, name) for name in _PLAIN},
        "birth_date": answers.birth_date.isoformat(),
        "special": special if any(special.values()) else None,
        "parent": dataclasses.asdict(answers.parent) if answers.parent else None,
    }


def _answers(row: ApplicantRow) -> Answers | None:
    if row.erased_at is not None or row.birth_date is None:
        return None
    special = row.special or {}
    return Answers(
        **{name: getattr(row, name) for name in _PLAIN},
        birth_date=date.fromisoformat(row.birth_date),
        priority_right=special.get("priority_right"),
        special_conditions=special.get("special_conditions"),
        parent=Parent(**row.parent) if row.parent else None,
    )


def _applicant(row: ApplicantRow) -> Applicant:
    return Applicant(
        id=row.id,
        owner_id=row.owner_person_id,
        filled_by=row.filled_by,
        answers=_answers(row),
        parent_state=row.parent_state,
        parent_consent=row.parent_consent,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
    )
