"""Reminders of practice: laid with their cause, cancelled with it, told once, and never to who has no part in it.

`causes` says what each kind is about, `steps` when it comes; `planning` keeps the rows in the database, `telling` is
the moment itself, `parties` who is told, `pay` the answer to the one that asks, `listing` the table for staff. Whether,
when and whom is content (`content/*/reminders.toml`). What admission reminds of lies with admission, and reads its
switch there.
"""

from cluster.duties import Duties
from cluster.reminders import keeping, pay, planning, telling
from cluster.reminders.causes import OF_THE_DIARY, STANDING
from cluster.reminders.events import Line, PayMissing, ReminderDue, RemindersGathered
from cluster.reminders.listing import Table, look, switch, table
from cluster.reminders.parties import in_part, people_of
from cluster.reminders.pay import Answer, answer
from cluster.reminders.planning import REMIND, ensure, lay_soon

DUTIES: Duties = {**planning.DUTIES, **telling.DUTIES, **pay.DUTIES}

__all__ = [
    "DUTIES",
    "OF_THE_DIARY",
    "REMIND",
    "STANDING",
    "Answer",
    "Line",
    "PayMissing",
    "ReminderDue",
    "RemindersGathered",
    "Table",
    "answer",
    "ensure",
    "in_part",
    "keeping",
    "lay_soon",
    "look",
    "people_of",
    "switch",
    "table",
]
