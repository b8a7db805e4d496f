"""The diary of a practice.

`days` works out how each day stands, `writing` is the student's part, `deciding` the mentor's, `overseeing` the
college's and the plant's, `leaving_out` the college's word on what nobody settled; `reading` understands a free
message, `hearing` whether one that nobody awaited is meant as a day, `reminding` asks for what is missing.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from cluster.diary import behind, keeping, reminding
from cluster.diary.behind import is_behind
from cluster.diary.days import (
    EDITABLE_DAYS,
    IN_A_ROW,
    KEPT,
    PAST,
    WRITTEN_IN,
    Book,
    Day,
    DayState,
    load_book,
    load_books,
    monday_of,
)
from cluster.diary.deciding import (
    EntryOutdated,
    Former,
    Read,
    WeekOutdated,
    accept_all,
    accept_entry,
    accept_week,
    all_waiting,
    check_comment,
    coming,
    former_trainees,
    give_back,
    may_give_back,
    my_trainees,
    read_entry,
    read_to_give_back,
    read_trainee,
    read_week,
    stamp,
)
from cluster.diary.events import (
    ComfortLow,
    DaysMissed,
    DayTooLong,
    EntryAwaited,
    EntryLeftOut,
    EntryReturned,
    HelpWanted,
    HoursBehind,
)
from cluster.diary.hearing import Told, days_to_tell, told_day
from cluster.diary.leaving_out import Unsettled, leave_out, may_settle, read_unsettled, take_in, who_left_out
from cluster.diary.overseeing import (
    Numbers,
    calls_for_help,
    count_silent,
    has_diaries,
    has_trainees,
    overview,
    plant_numbers,
    read_diary,
    too_long,
)
from cluster.diary.people import mentor_of, parents_to_tell, student_of, supervisors_of
from cluster.diary.reading import Understood, understand
from cluster.diary.reminding import settle
from cluster.diary.sharing import Shares, accepted_hours
from cluster.diary.writing import (
    MOST_COMPETENCES,
    DayClosed,
    Page,
    add_words,
    ask_help,
    check_words,
    my_books,
    my_past,
    open_page,
    read_own,
    read_own_entry,
    write,
)
from cluster.duties import Duties
from cluster.internship.hours import MOST, Measure, shift_of

DUTIES: Duties = {**reminding.DUTIES, **behind.DUTIES}


def ensure(session: Session, now: datetime) -> None:
    """Make sure that what the diary does by the clock is due."""
    reminding.ensure(session, now)
    behind.ensure(session, now)


__all__ = [
    "DUTIES",
    "EDITABLE_DAYS",
    "IN_A_ROW",
    "KEPT",
    "MOST",
    "MOST_COMPETENCES",
    "PAST",
    "WRITTEN_IN",
    "Book",
    "ComfortLow",
    "Day",
    "DayClosed",
    "DayState",
    "DayTooLong",
    "DaysMissed",
    "EntryAwaited",
    "EntryLeftOut",
    "EntryOutdated",
    "EntryReturned",
    "Former",
    "HelpWanted",
    "HoursBehind",
    "Measure",
    "Numbers",
    "Page",
    "Read",
    "Shares",
    "Told",
    "Understood",
    "Unsettled",
    "WeekOutdated",
    "accept_all",
    "accept_entry",
    "accept_week",
    "accepted_hours",
    "add_words",
    "all_waiting",
    "ask_help",
    "calls_for_help",
    "check_comment",
    "check_words",
    "coming",
    "count_silent",
    "days_to_tell",
    "ensure",
    "former_trainees",
    "give_back",
    "has_diaries",
    "has_trainees",
    "is_behind",
    "keeping",
    "leave_out",
    "load_book",
    "load_books",
    "may_give_back",
    "may_settle",
    "mentor_of",
    "monday_of",
    "my_books",
    "my_past",
    "my_trainees",
    "open_page",
    "overview",
    "parents_to_tell",
    "plant_numbers",
    "read_diary",
    "read_entry",
    "read_own",
    "read_own_entry",
    "read_to_give_back",
    "read_trainee",
    "read_unsettled",
    "read_week",
    "settle",
    "shift_of",
    "stamp",
    "student_of",
    "supervisors_of",
    "take_in",
    "told_day",
    "too_long",
    "understand",
    "who_left_out",
    "write",
]
