"""How the hours of accepted days are shared among the competences of the module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from storage import diary
from storage.diary import EntryState


def hours_by_competence(days: Iterable[tuple[int, Sequence[str]]], codes: Sequence[str]) -> dict[str, int]:
    """Return half hours by competence: a day's are shared alike by what was done on it; the sum stays what it is.

    `days` are (half hours, codes). Whole half hours come of it: what is left of parts goes to the largest parts first.
    Empty where there are no days.
    """
    exact, seen = dict.fromkeys(codes, Fraction(0)), False
    for half_hours, done in days:
        seen = True
        known = [code for code in codes if code in done]
        for code in known:
            exact[code] += Fraction(half_hours, len(known))
    whole = {code: int(share) for code, share in exact.items()}
    left = int(sum(exact.values())) - sum(whole.values())
    by_part = sorted(codes, key=lambda code: (whole[code] - exact[code], codes.index(code)))
    return {code: whole[code] + (code in by_part[:left]) for code in codes} if seen else {}


@dataclass(frozen=True, slots=True)
class Shares:
    """The half hours of each competence by the accepted days, and of how many days the mentor has not said yes."""

    half_hours: Mapping[str, int]
    unaccepted: int


def accepted_hours(session: Session, placement_id: int, codes: Sequence[str]) -> Shares:
    """Return what the accepted days of a diary say of competences."""
    found = diary.marks(session, [placement_id]).get(placement_id, [])
    accepted = [one for one in found if one.state is EntryState.ACCEPTED]
    left = sum(one.state in {EntryState.WRITTEN, EntryState.RETURNED} for one in found)
    return Shares(hours_by_competence([(one.half_hours, one.competences) for one in accepted], codes), left)
