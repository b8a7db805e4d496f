"""A college's students as an Excel file: read row by row, compared, applied as a whole, taken back for an hour."""

from cluster.duties import Duties
from cluster.roster.applying import (
    Applied,
    applied,
    apply,
    apply_part,
    begin,
    check_part,
    finish,
    is_large,
    numbers_of,
    rows_left,
)
from cluster.roster.desk import (
    PREVIEW_ENDS,
    UNDO_ENDS,
    UNDO_FOR,
    ask_undo,
    check,
    colleges_of,
    drop,
    end_preview,
    end_undo,
    load,
)
from cluster.roster.events import StudentLinked
from cluster.roster.importing import (
    Directory,
    Examined,
    Preview,
    directory,
    examine,
    prepare,
    preview,
    shared_by,
    similar,
    weigh,
)
from cluster.roster.overview import Card, Member, Overview, Page, card, groups, members, overview
from cluster.roster.planning import Step
from cluster.roster.reading import Labels, Named, Practice, Raw, RosterRow, doubles, read_row
from cluster.roster.undoing import Undone, abandon, undo
from storage.roster import Group, Import, RosterState

DUTIES: Duties = {PREVIEW_ENDS: end_preview, UNDO_ENDS: end_undo}

__all__ = [
    "DUTIES",
    "PREVIEW_ENDS",
    "UNDO_ENDS",
    "UNDO_FOR",
    "Applied",
    "Card",
    "Directory",
    "Examined",
    "Group",
    "Import",
    "Labels",
    "Member",
    "Named",
    "Overview",
    "Page",
    "Practice",
    "Preview",
    "Raw",
    "RosterRow",
    "RosterState",
    "Step",
    "StudentLinked",
    "Undone",
    "abandon",
    "applied",
    "apply",
    "apply_part",
    "ask_undo",
    "begin",
    "card",
    "check",
    "check_part",
    "colleges_of",
    "directory",
    "doubles",
    "drop",
    "examine",
    "finish",
    "groups",
    "is_large",
    "load",
    "members",
    "numbers_of",
    "overview",
    "prepare",
    "preview",
    "read_row",
    "rows_left",
    "shared_by",
    "similar",
    "undo",
    "weigh",
]
