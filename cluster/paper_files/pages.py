"""Handing files out a few at a time: a scan may weigh ten megabytes, and each lies in the outbox until it has left."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from storage import paper_files
from storage.errors import NotFound
from storage.paper_files import PaperFile

MOST_BYTES_AT_ONCE = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """One file to show; `number` counts from 1 among the files of its paper."""

    number: int
    file: PaperFile
    content: bytes


@dataclass(frozen=True, slots=True)
class Pages:
    """Some files of a paper that has `total`; `following` is where the others begin, None where these are the last."""

    shown: tuple[Page, ...]
    total: int
    following: int | None


def read_pages(session: Session, applicant_id: int, kind: str, start: int) -> Pages:
    """Return the files of a paper from `start` (from 0) on, as many as go at once; `NotFound` where there are none."""
    files = paper_files.of_paper(session, applicant_id, kind)
    wanted: list[PaperFile] = []
    for file in files[start:]:
        if wanted and sum(one.size for one in wanted) + file.size > MOST_BYTES_AT_ONCE:
            break
        wanted.append(file)
    if not wanted:
        raise NotFound
    contents = paper_files.contents(session, wanted)
    end = start + len(wanted)
    return Pages(
        tuple(Page(number, file, contents[file.file_id]) for number, file in enumerate(wanted, start + 1)),
        len(files),
        end if end < len(files) else None,
    )
