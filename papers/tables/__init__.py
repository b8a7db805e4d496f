"""Excel tables: written for people, read from people with every doubtful cell named, and marked for correction.

    write, template   rows -> bytes                          writing.py
    read              bytes -> `Table`, or `PaperError`      reading.py over package.py, book.py, grid.py, values.py
    mark              their bytes + faults -> a marked copy  marking.py

A file from outside is hostile until read. package.py opens nothing that is too large, encrypted or has macros;
markup.py knows no entities; no formula is worked out and no stored result of one believed.
"""

from papers.tables.marking import MOST_MARKS, mark
from papers.tables.model import Column, Fault, Kind, Row, Sheet, Table, Value
from papers.tables.reading import read
from papers.tables.text import tidy
from papers.tables.writing import template, write

__all__ = [
    "MOST_MARKS",
    "Column",
    "Fault",
    "Kind",
    "Row",
    "Sheet",
    "Table",
    "Value",
    "mark",
    "read",
    "template",
    "tidy",
    "write",
]
