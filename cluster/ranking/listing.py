"""Whether a college's list can be true: what is wrong with a row is said of the row. Pure rules, no database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cluster.ranking.order import ListRow
from cluster.tables import RowFault
from storage.admission import CLOSED, ApplicationStatus
from storage.ranking import Candidate

S = ApplicationStatus
LOWEST, HIGHEST = Decimal(2), Decimal(5)
MOST_ACHIEVEMENTS = 1_000
LISTED = frozenset({S.REGISTERED, S.RANKED, S.RECOMMENDED, S.RESERVE})
"""Who belongs on a list. Who is enrolled may still stand there; who is not registered has no number to be known by."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The applications that a college's list may speak of, by registration number and by the bot's own number."""

    by_registration: Mapping[str, Candidate]
    by_number: Mapping[str, Candidate]
    foreign: Mapping[str, str]
    """Registration numbers of other colleges, each with its college."""

    @classmethod
    def of(cls, candidates: Iterable[Candidate], foreign: Mapping[str, str]) -> Roster:
        """Gather candidates; of two with one number, as after a withdrawal, the one that stands counts."""
        known: dict[str, Candidate] = {}
        numbers = {}
        for one in candidates:
            numbers[one.number] = one
            number = one.registration_number
            if number is not None and (number not in known or known[number].status in CLOSED):
                known[number] = one
        return cls(known, numbers, foreign)


def find_faults(rows: Sequence[ListRow], roster: Roster) -> list[RowFault]:
    """Return everything that is wrong with a list, by row."""
    found = [fault for row in rows for fault in _of_row(row, roster)]
    found += _doubles(rows)
    found += _places(rows)
    return sorted(found, key=lambda fault: fault.row)


def foreign_college(rows: Sequence[ListRow], roster: Roster) -> str | None:
    """Return the college whose list this seems to be: nobody in it is known here, most are known there."""
    numbers = {row.number for row in rows}
    if numbers & roster.by_registration.keys():
        return None
    colleges = Counter(roster.foreign[number] for number in numbers if number in roster.foreign)
    if not colleges:
        return None
    college, known = colleges.most_common(1)[0]
    return college if known * 2 > len(numbers) else None


def _of_row(row: ListRow, roster: Roster) -> Iterator[RowFault]:
    if not LOWEST <= row.grade <= HIGHEST:
        yield RowFault(row.row, "grade", "grade_range")
    if not 0 <= row.achievements <= MOST_ACHIEVEMENTS:
        yield RowFault(row.row, "achievements", "achievements_range", {"most": MOST_ACHIEVEMENTS})
    known = roster.by_registration.get(row.number)
    if known is not None:
        yield from _of_known(row, known)
    elif row.number in roster.by_number:
        official = roster.by_number[row.number].registration_number
        yield RowFault(row.row, "number", "own_number", {"number": official or "none"})
    elif row.number in roster.foreign and not row.number.isdecimal():
        # Colleges number from 1 alike: a bare number says nothing, one with letters says whose it is.
        yield RowFault(row.row, "number", "other_college")


def _of_known(row: ListRow, known: Candidate) -> Iterator[RowFault]:
    if known.status in CLOSED:
        yield RowFault(row.row, "number", "closed", {"status": known.status.value})
    elif row.programme not in known.wishes:
        yield RowFault(row.row, "programme", "not_chosen")


def _doubles(rows: Sequence[ListRow]) -> Iterator[RowFault]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        before = first.setdefault((row.programme, row.number), row.row)
        if before != row.row:
            yield RowFault(row.row, "number", "number_twice", {"row": before})


def _places(rows: Sequence[ListRow]) -> Iterator[RowFault]:
    by_programme: dict[str, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_programme[row.programme].append(row)
    for listed in by_programme.values():
        given = [row for row in listed if row.place is not None]
        if not given:
            continue
        taken: dict[int, int] = {}
        for row in listed:
            if row.place is None:
                yield RowFault(row.row, "place", "place_missing")
            elif not 1 <= row.place <= len(listed):
                yield RowFault(row.row, "place", "place_range", {"last": len(listed)})
            elif taken.setdefault(row.place, row.row) != row.row:
                yield RowFault(row.row, "place", "place_twice", {"row": taken[row.place]})
