"""Files of papers: scans that an applicant sends and the colleges of their applications look at.

`sending` says what may be sent and takes it, `mine` is what the applicant sees and deletes, `looking` what staff see,
`keeping` how long it stays. The operator's switch (`privacy.paper_files`) is asked by the handlers.
"""

from cluster.duties import Duties
from cluster.paper_files.keeping import FORGET, forget_over
from cluster.paper_files.looking import Bundle, CollegeShelf, college_shelf, look
from cluster.paper_files.mine import Shelf, drop_file, drop_paper, my_shelf, see
from cluster.paper_files.pages import Page, Pages
from cluster.paper_files.sending import (
    MOST_FILES,
    Receipt,
    check_may_send,
    consent_document,
    consent_needed,
    discard,
    receive,
    sendable_paper,
)
from storage.paper_files import Fate, NewFile, PaperFile

DUTIES: Duties = {FORGET: forget_over}

__all__ = [
    "DUTIES",
    "FORGET",
    "MOST_FILES",
    "Bundle",
    "CollegeShelf",
    "Fate",
    "NewFile",
    "Page",
    "Pages",
    "PaperFile",
    "Receipt",
    "Shelf",
    "check_may_send",
    "college_shelf",
    "consent_document",
    "consent_needed",
    "discard",
    "drop_file",
    "drop_paper",
    "forget_over",
    "look",
    "my_shelf",
    "receive",
    "see",
    "sendable_paper",
]
