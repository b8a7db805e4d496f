"""Files of papers: which scans a person sent for which paper. Their bytes lie encrypted in `storage.files`.

Of a file is kept what it shows and when it came by whom; its name, which may tell anything, is not.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import files
from storage.admission.tables import ApplicantRow
from storage.base import Base, UtcDateTime
from storage.encryption import vault_of
from storage.files import FileRow
from storage.upsert import insert_missing


class PaperFileRow(Base):
    """One file of one paper of a person. The same content is kept once a paper."""

    __tablename__ = "paper_files"
    __table_args__ = (Index("uq_paper_files_content", "applicant_id", "kind", "digest", unique=True),)

    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, autoincrement=False)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"))
    kind: Mapped[str] = mapped_column(String(24))  # the paper's key in content
    format: Mapped[str] = mapped_column(String(4))  # jpg, png, pdf
    as_photo: Mapped[bool] = mapped_column()  # whether a chat can show it as a picture
    size: Mapped[int] = mapped_column()  # bytes
    digest: Mapped[str] = mapped_column(String(64))  # keyed: equal files are found, the file is not
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class Fate(enum.StrEnum):
    """What became of a file that came in good order."""

    KEPT = "kept"
    REPEATED = "repeated"  # the same is kept already
    LATE = "late"  # its day in `storage.files` was over before anybody took it
    TOO_MANY = "too_many"  # the paper has as many as it may have


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a job has read: where its bytes lie, what they are, their SHA-256 in hex."""

    file_id: int
    format: str
    as_photo: bool
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A kept file. Their order is the order in which they were sent."""

    file_id: int
    applicant_id: int
    kind: str
    format: str
    as_photo: bool
    size: int
    sent_at: datetime
    sent_by: int


def add(session: Session, applicant_id: int, kind: str, new: NewFile, sent_by: int, now: datetime) -> Fate:
    """Keep a file for good, unless the same is kept already: then its bytes are deleted."""
    if session.scalar(select(FileRow.id).where(FileRow.id == new.file_id)) is None:
        return Fate.LATE
    is_new = insert_missing(
        session,
        PaperFileRow,
        file_id=new.file_id,
        applicant_id=applicant_id,
        kind=kind,
        format=new.format,
        as_photo=new.as_photo,
        size=new.size,
        digest=_digest(session, new.sha256),
        sent_at=now,
        sent_by=sent_by,
    )
    if not is_new:
        discard(session, [new.file_id])
        return Fate.REPEATED
    files.adopt(session, [new.file_id])
    return Fate.KEPT


def discard(session: Session, file_ids: Collection[int]) -> None:
    """Delete the bytes of files that no paper keeps."""
    kept = session.scalars(select(PaperFileRow.file_id).where(PaperFileRow.file_id.in_(file_ids)))
    files.forget(session, set(file_ids) - set(kept))


def get(session: Session, file_id: int) -> PaperFile | None:
    """Return a file without its bytes."""
    return next(iter(_read(session, _all().where(PaperFileRow.file_id == file_id))), None)


def of_paper(session: Session, applicant_id: int, kind: str) -> list[PaperFile]:
    """Return the files of one paper, in the order in which they were sent."""
    return _read(session, _all().where(PaperFileRow.applicant_id == applicant_id, PaperFileRow.kind == kind))


def counts(session: Session, applicant_id: int) -> dict[str, int]:
    """Return how many files each paper of a person has; papers without any are left out."""
    query = (
        select(PaperFileRow.kind, func.count())
        .where(PaperFileRow.applicant_id == applicant_id)
        .group_by(PaperFileRow.kind)
    )
    return {kind: int(n) for kind, n in session.execute(query)}


def count_of_owner(session: Session, owner_id: int) -> int:
    """Return how many files are kept of the people whom an owner filled in."""
    query = select(func.count()).select_from(PaperFileRow).where(PaperFileRow.applicant_id.in_(_owned(owner_id)))
    return int(session.scalar(query) or 0)


def is_kept(session: Session, applicant_id: int, kind: str, sha256: str) -> bool:
    """Whether a paper has a file with this content."""
    query = select(PaperFileRow.file_id).where(
        PaperFileRow.applicant_id == applicant_id,
        PaperFileRow.kind == kind,
        PaperFileRow.digest == _digest(session, sha256),
    )
    return session.scalar(query) is not None


def contents(session: Session, wanted: Iterable[PaperFile]) -> dict[int, bytes]:
    """Return the bytes of files by `file_id`."""
    rows = session.execute(select(FileRow.id, FileRow.content).where(FileRow.id.in_([one.file_id for one in wanted])))
    return {row.id: row.content for row in rows}


def forget(session: Session, file_ids: Sequence[int]) -> int:
    """Delete files with their bytes; return how many there were."""
    gone = session.scalars(
        delete(PaperFileRow).where(PaperFileRow.file_id.in_(file_ids)).returning(PaperFileRow.file_id)
    ).all()
    files.forget(session, gone)
    return len(gone)


def forget_of(session: Session, applicant_id: int) -> int:
    """Delete every file of a person; return how many there were."""
    query = select(PaperFileRow.file_id).where(PaperFileRow.applicant_id == applicant_id)
    return forget(session, session.scalars(query).all())


def forget_of_owner(session: Session, owner_id: int) -> int:
    """Delete every file of the people whom an owner filled in; return how many there were."""
    query = select(PaperFileRow.file_id).where(PaperFileRow.applicant_id.in_(_owned(owner_id)))
    return forget(session, session.scalars(query).all())


def _digest(session: Session, sha256: str) -> str:
    return vault_of(session).keyed_hash(f"paper file:{sha256}")


def _owned(owner_id: int) -> Select[int]:
    return select(ApplicantRow.id).where(ApplicantRow.owner_person_id == owner_id)


def _all() -> Select[PaperFileRow]:
    return select(PaperFileRow).order_by(PaperFileRow.file_id)


def _read(session: Session, query: Select[PaperFileRow]) -> list[PaperFile]:
    return [
        PaperFile(r.file_id, r.applicant_id, r.kind, r.format, r.as_photo, r.size, r.sent_at, r.sent_by)
        for r in session.scalars(query)
    ]
