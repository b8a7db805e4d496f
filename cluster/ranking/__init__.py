"""Ranking: the lists of a college, the seats given out by them, the waiting list, the enrolment order.

`order` holds the pure rules and `listing` what may be wrong with a list; `importing`, `recommending`, `freeing` and
`enrolling` what staff do to many at once, each prepared, looked at, applied as a whole (`desk`) and taken back for an
hour (`undoing`); `telling` tells people of it. `offering` passes seats on to the next in line, `originals` reminds,
`following` ends and begins what hangs on a status. `overview` is what staff see first.
"""

from cluster.admission.originals import ORIGINAL_DUE, original_due
from cluster.duties import Duties
from cluster.ranking import following
from cluster.ranking.applying import apply
from cluster.ranking.desk import (
    PREVIEW_ENDS,
    PREVIEW_FOR,
    UNDO_FOR,
    campaign_on,
    check,
    drop,
    end_preview,
    load,
    may_undo,
)
from cluster.ranking.enrolling import (
    EnrolPreview,
    EnrolRow,
    ToEnrol,
    apply_enrolment,
    check_enrolment,
    prepare_enrolment,
    preview_enrolment,
    to_enrol,
)
from cluster.ranking.events import OfferPassed, OriginalReminded, SeatOffered
from cluster.ranking.freeing import FreePreview, apply_freeing, offer_free, prepare_freeing, preview_freeing
from cluster.ranking.importing import (
    ListPreview,
    Mover,
    ProgrammePreview,
    apply_list,
    check_list,
    prepare_list,
    preview_list,
)
from cluster.ranking.offering import (
    NEXT_IN_LINE,
    OFFER_ENDS,
    SEAT_FREED,
    MyOffer,
    accept,
    decline,
    read_offer,
    run_ended,
    run_freed,
    run_next,
    seat_freed,
)
from cluster.ranking.order import ListRow, rank
from cluster.ranking.originals import remind
from cluster.ranking.overview import Overview, ProgrammeLine, ToList, overview, to_list
from cluster.ranking.recommending import SeatPreview, apply_seats, prepare_seats, preview_seats
from cluster.ranking.telling import TELL, tell
from cluster.ranking.undoing import Undone, undo
from cluster.tables import RowFault
from storage.ranking import OwnPlace, PreviewState, Step, StepKind

DUTIES: Duties = {
    TELL: tell,
    ORIGINAL_DUE: remind,
    SEAT_FREED: run_freed,
    NEXT_IN_LINE: run_next,
    OFFER_ENDS: run_ended,
    PREVIEW_ENDS: end_preview,
}

__all__ = [
    "DUTIES",
    "PREVIEW_FOR",
    "UNDO_FOR",
    "EnrolPreview",
    "EnrolRow",
    "FreePreview",
    "ListPreview",
    "ListRow",
    "Mover",
    "MyOffer",
    "OfferPassed",
    "OriginalReminded",
    "Overview",
    "OwnPlace",
    "PreviewState",
    "ProgrammeLine",
    "ProgrammePreview",
    "RowFault",
    "SeatOffered",
    "SeatPreview",
    "Step",
    "StepKind",
    "ToEnrol",
    "ToList",
    "Undone",
    "accept",
    "apply",
    "apply_enrolment",
    "apply_freeing",
    "apply_list",
    "apply_seats",
    "campaign_on",
    "check",
    "check_enrolment",
    "check_list",
    "decline",
    "drop",
    "following",
    "load",
    "may_undo",
    "offer_free",
    "original_due",
    "overview",
    "prepare_enrolment",
    "prepare_freeing",
    "prepare_list",
    "prepare_seats",
    "preview_enrolment",
    "preview_freeing",
    "preview_list",
    "preview_seats",
    "rank",
    "read_offer",
    "remind",
    "seat_freed",
    "tell",
    "to_enrol",
    "to_list",
    "undo",
]
