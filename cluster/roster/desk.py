"""A file of students, whoever sends it: prepared, looked at, applied as a whole, taken back for an hour.

preview (an hour, on the college's students as they stand) ──► applied ──► taken back within an hour
      │                                                         ▲
      ├──► applying, part by part (a large file) ───────────────┘
      │         │ something came in between: taken back part by part, as a large file is in its hour (undoing)
      └──► dropped
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.access import Action, Kind, Target, allows, load_actor, require
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done
from cluster.people.organisations import circle_of
from cluster.review.desk import who
from cluster.roster.events import StudentLinked
from storage.errors import NotFound, Refusal
from storage.organisations import OrganisationKind
from storage.organisations import every as organisations
from storage.roster import Import, Move, PreviewState, imports

PREVIEW_ENDS: Final = "roster-preview-ends"
UNDO_ENDS: Final = "roster-undo-ends"
PREVIEW_FOR = UNDO_FOR = timedelta(hours=1)
A_MOMENT = timedelta(seconds=1)
AT_ONCE = 200
"""How many students of an import are let go in one transaction."""


def colleges_of(session: Session, actor: int) -> frozenset[str]:
    """Return the colleges whose students this person works on."""
    acting = load_actor(session, actor)
    keys = [one.key for one in organisations(session, OrganisationKind.COLLEGE)]
    return frozenset(key for key in keys if allows(acting, Action.WRITE, _students_of(session, key)))


def check(session: Session, actor: int, college: str) -> None:
    """Let who works on a college's students go on, or raise `Forbidden`. Asked anew in every transaction."""
    require(session, actor, Action.WRITE, _students_of(session, college))


def load(session: Session, actor: int, import_id: int, *, whole: bool = False) -> Import:
    """Return an import to who works on the students of its college, with its rows where it is `whole`.

    `NotFound`, `Forbidden`.
    """
    found = imports.get(session, import_id) if whole else imports.head(session, import_id)
    if found is None:
        raise NotFound
    check(session, actor, found.college)
    return found


def drop(session: Session, now: datetime, actor: int, import_id: int) -> Import:
    """Cancel a preview. A second tap changes nothing; what is applied stays."""
    found = load(session, actor, import_id)
    if found.state in {PreviewState.APPLYING, PreviewState.APPLIED}:
        raise Refusal("roster-already-applied")
    imports.settle(session, import_id, PreviewState.PREVIEW, PreviewState.DROPPED, now, actor, None)
    return found


def check_fresh(session: Session, now: datetime, found: Import) -> None:
    """Raise a `Refusal` that says why a preview may not be applied any more."""
    if found.state is not PreviewState.PREVIEW:
        raise Refusal("roster-preview-gone")
    if now - found.prepared_at > PREVIEW_FOR:
        raise Refusal("roster-preview-old")
    if imports.desk_version(session, found.college) != found.base:
        raise outdated(session, found.college)


def check_idle(session: Session, college: str) -> None:
    """Raise a `Refusal` while a large file is being applied or taken back: half of it would be compared with."""
    if imports.is_busy(session, college):
        raise Refusal("roster-busy")


def outdated(session: Session, college: str) -> Refusal:
    """Return the refusal of a preview that another file came before."""
    last = imports.last_applied(session, college)
    if last is None or last.applied_at is None:
        return Refusal("roster-preview-outdated", who="none", at="")
    return Refusal(
        "roster-preview-outdated", who=who(session, last.applied_by), at=russian.format_numeric_moment(last.applied_at)
    )


def claim(session: Session, now: datetime, found: Import) -> None:
    """Count a preview as the next change of the college's students, or raise: of two at once one gets here."""
    check_fresh(session, now, found)
    if not imports.raise_version(session, found.college, found.base):
        raise outdated(session, found.college)


def settle(
    session: Session, now: datetime, actor: int, found: Import, before: PreviewState, numbers: Mapping[str, int]
) -> None:
    """Make an import the applied one; from now on it may be taken back for an hour."""
    if not imports.settle(session, found.id, before, PreviewState.APPLIED, now, actor, dict(numbers)):
        raise Refusal("roster-preview-gone")
    duties.schedule(session, UNDO_ENDS, str(found.id), now + UNDO_FOR + A_MOMENT, {"import": found.id})


def may_undo(session: Session, found: Import, now: datetime) -> bool:
    """Whether an import may still be taken back: for an hour, while no other file came after it."""
    try:
        _check_undo(session, found, now)
    except Refusal:
        return False
    return True


def ask_undo(session: Session, now: datetime, actor: int, import_id: int) -> Import:
    """Return an import that may be taken back; a `Refusal` says why it stays."""
    found = load(session, actor, import_id)
    _check_undo(session, found, now)
    return found


def reclaim(session: Session, now: datetime, actor: int, found: Import, after: PreviewState) -> None:
    """Lead an import on its way back, or raise a `Refusal` that says why it stays: of two at once, one gets here."""
    _check_undo(session, found, now)
    if not imports.raise_version(session, found.college, found.base + 1):
        raise Refusal("roster-undo-newer")
    if not imports.settle(session, found.id, PreviewState.APPLIED, after, now, actor, None):
        raise Refusal("roster-undo-gone")
    duties.cancel(session, UNDO_ENDS, str(found.id))


def _check_undo(session: Session, found: Import, now: datetime) -> None:
    if found.state is not PreviewState.APPLIED or found.applied_at is None:
        raise Refusal("roster-undo-gone")
    if now - found.applied_at > UNDO_FOR:
        raise Refusal("roster-undo-late")
    if imports.desk_version(session, found.college) != found.base + 1:
        raise Refusal("roster-undo-newer")


# --- what the hours end ------------------------------------------------------------------------------


def end_preview(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Forget a file that nobody applied in its hour: it holds a whole college's names."""
    found = imports.head(session, int(duty.payload["import"]))
    if found is not None:
        imports.settle(session, found.id, PreviewState.PREVIEW, PreviewState.DROPPED, now, found.prepared_by, None)
    return Done(None)


def end_undo(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Forget what students were before an import, and tell those who became students by it: now it stays so."""
    import_id = int(duty.payload["import"])
    found = imports.head(session, import_id)
    if found is None or found.state is not PreviewState.APPLIED:
        return Done(None)
    moves = imports.forget_before(session, import_id, AT_ONCE)
    if len(moves) == AT_ONCE:
        duties.schedule(session, UNDO_ENDS, str(import_id), now, {"import": import_id})
    return Done(None, linked_by(found, moves))


def linked_by(found: Import, moves: Sequence[Move]) -> tuple[StudentLinked, ...]:
    """Return what is told to those whom an import has made students in the bot."""
    joined = [(one.student_id, one.before["joined"]) for one in moves if one.before.get("joined")]
    return tuple(StudentLinked(student, person, found.college, grant) for student, (person, grant) in joined)


def _students_of(session: Session, college: str) -> Target:
    return Target(Kind.STUDENT, organisations=circle_of(session, college))
