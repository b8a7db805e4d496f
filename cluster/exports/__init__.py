"""Exports: the applications of a college as an Excel table, on the word of two people where there are many.

    ask ──► up to `MOST_ALONE` rows ───────────────────────► allowed ──► the file is made ──► deliver
     └────► more ──► waits for a colleague ──► confirmed ──────┘    (a right that ended meanwhile stops each step)
                         └──► declined, withdrawn, or nobody answered within 24 hours

`asking` holds these steps, `rows` what stands in the file.
"""

from cluster.exports.asking import (
    DUTIES,
    MOST_ALONE,
    VALID_FOR,
    ask,
    decide,
    deliver,
    is_answerable,
    permitted,
    read,
    record,
    withdraw,
)
from cluster.exports.choosing import ALL, OFFERED, Choice, campaigns, colleges, filter_for, shelves
from cluster.exports.events import ExportDecided, ExportExpired, ExportNeedsSecond
from cluster.exports.rows import FIELDS, PAGE, Cell, Page, Words, page
from storage.exports import Export, ExportState

__all__ = [
    "ALL",
    "DUTIES",
    "FIELDS",
    "MOST_ALONE",
    "OFFERED",
    "PAGE",
    "VALID_FOR",
    "Cell",
    "Choice",
    "Export",
    "ExportDecided",
    "ExportExpired",
    "ExportNeedsSecond",
    "ExportState",
    "Page",
    "Words",
    "ask",
    "campaigns",
    "colleges",
    "decide",
    "deliver",
    "filter_for",
    "is_answerable",
    "page",
    "permitted",
    "read",
    "record",
    "shelves",
    "withdraw",
]
