"""Review: staff of a college work through the applications, from the queue to the enrolment order.

`queue` says what waits, `card` shows one application, `acting` holds what happens at once, `deciding` what is held for
a moment before the applicant hears of it (`decisions`: the rules of each), `asking` what an applicant is asked for,
`originals` where the certificate lies, `expiry` who never came. `desk` says whose it is to decide.
"""

from cluster.admission.clarifying import REMIND_INFO
from cluster.duties import Duties
from cluster.review.acting import (
    Taken,
    add_note,
    check_paper,
    hand_on,
    look,
    paper_moves,
    receive_consent,
    reserve,
    take,
)
from cluster.review.asking import ASKABLE, ask, remind
from cluster.review.card import Card, Reach, read_card, read_history, read_notes
from cluster.review.deciding import (
    HELD,
    HOLD_FOR,
    HeldByOther,
    HeldGone,
    cancel,
    decide,
    run_held,
    send_now,
)
from cluster.review.decisions import HELD_STATUSES, Enrol, Invite, Register, Reject, invitation
from cluster.review.desk import CardOutdated, colleagues, colleges_of, desk_of, load
from cluster.review.events import (
    DecisionCarried,
    DecisionFailed,
    HandedOn,
    InfoReminded,
    OriginalMoved,
    PaperChecked,
    ParentConsentReceived,
)
from cluster.review.expiry import EXPIRE, expire
from cluster.review.originals import bring_original, give_original_back
from cluster.review.papers import CERTIFICATES, asked_papers
from cluster.review.queue import (
    LONGEST_SEARCH,
    MOST_FOUND,
    QueueLine,
    QueuePage,
    Shelf,
    counts,
    next_in_line,
    page,
    search,
    waiting,
)

DUTIES: Duties = {HELD: run_held, EXPIRE: expire, REMIND_INFO: remind}

__all__ = [
    "ASKABLE",
    "CERTIFICATES",
    "DUTIES",
    "HELD",
    "HELD_STATUSES",
    "HOLD_FOR",
    "LONGEST_SEARCH",
    "MOST_FOUND",
    "Card",
    "CardOutdated",
    "DecisionCarried",
    "DecisionFailed",
    "Enrol",
    "HandedOn",
    "HeldByOther",
    "HeldGone",
    "InfoReminded",
    "Invite",
    "OriginalMoved",
    "PaperChecked",
    "ParentConsentReceived",
    "QueueLine",
    "QueuePage",
    "Reach",
    "Register",
    "Reject",
    "Shelf",
    "Taken",
    "add_note",
    "ask",
    "asked_papers",
    "bring_original",
    "cancel",
    "check_paper",
    "colleagues",
    "colleges_of",
    "counts",
    "decide",
    "desk_of",
    "expire",
    "give_original_back",
    "hand_on",
    "invitation",
    "load",
    "look",
    "next_in_line",
    "page",
    "paper_moves",
    "read_card",
    "read_history",
    "read_notes",
    "receive_consent",
    "remind",
    "reserve",
    "run_held",
    "search",
    "send_now",
    "take",
    "waiting",
]
