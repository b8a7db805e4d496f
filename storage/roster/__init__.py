"""Rosters: a college's students as an Excel file, kept as imports that can be taken back.

`tables` names the tables; `imports` holds files and what each did to whom, `known` what the bot knows of the people in
a file, `writing` the few statements that write or take back a whole file, `lists` how students are looked through.
"""

from storage.previews import PreviewState
from storage.roster import imports, known, lists, writing
from storage.roster.imports import Import, Move
from storage.roster.known import Enrolled, Known, Planned
from storage.roster.lists import Group, Numbers

__all__ = [
    "Enrolled",
    "Group",
    "Import",
    "Known",
    "Move",
    "Numbers",
    "Planned",
    "PreviewState",
    "imports",
    "known",
    "lists",
    "writing",
]
