"""Admission: the form, the applications that it becomes, and their life.

`rules` and `form` say what may be answered, `status` who may do what with an application; the use cases are in
`filing` (submit), `editing` (edit, withdraw), `mine` (one's own applications and papers), `opening` (the reminder),
`seats` (extra seats after the campaign, and telling who waits for them).
"""

from cluster.admission.consent import document as consent_document
from cluster.admission.consent import is_given as consent_given
from cluster.admission.editing import (
    AskedOfMe,
    Edited,
    StillMissing,
    asked_of_me,
    clarify,
    edit,
    others_of,
    own_applicant,
    own_application,
    withdraw,
    withdraw_others,
)
from cluster.admission.events import (
    ApplicationEdited,
    ApplicationSubmitted,
    CampaignOpened,
    ParentDataDropped,
    SeatsOpened,
    StatusChanged,
)
from cluster.admission.filing import Submitted, frame_on, submit
from cluster.admission.form import ApplicationForm, FormRefused, Problem, prefill, problems
from cluster.admission.keeping import AdmissionKeeper
from cluster.admission.mine import (
    Checklist,
    MyApplication,
    NextStep,
    checklist,
    mark_document,
    my_applications,
    next_step,
    read_application,
)
from cluster.admission.opening import (
    OPENING,
    is_told,
    next_opening,
    open_campaign,
    subscribe_opening,
    tell_opening,
    unsubscribe_opening,
)
from cluster.admission.options import (
    Citizenship,
    ContactHours,
    ContactPref,
    Discreet,
    PersonalData,
    Relation,
    TargetInterest,
)
from cluster.admission.originals import original_due
from cluster.admission.parents import DROP_PARENT, drop_unconfirmed
from cluster.admission.rules import Frame
from cluster.admission.seats import (
    SEATS,
    SeatDesk,
    SeatLine,
    colleges_to_wait_for,
    seat_desk,
    seats_of,
    switch_seats,
    tell_seats,
    wait_for_seats,
    wait_no_more,
)
from cluster.admission.status import ApplicationStatus
from cluster.duties import Duties

DUTIES: Duties = {OPENING: tell_opening, SEATS: tell_seats, DROP_PARENT: drop_unconfirmed}

__all__ = [
    "DUTIES",
    "AdmissionKeeper",
    "ApplicationEdited",
    "ApplicationForm",
    "ApplicationStatus",
    "ApplicationSubmitted",
    "AskedOfMe",
    "CampaignOpened",
    "Checklist",
    "Citizenship",
    "ContactHours",
    "ContactPref",
    "Discreet",
    "Edited",
    "FormRefused",
    "Frame",
    "MyApplication",
    "NextStep",
    "ParentDataDropped",
    "PersonalData",
    "Problem",
    "Relation",
    "SeatDesk",
    "SeatLine",
    "SeatsOpened",
    "StatusChanged",
    "StillMissing",
    "Submitted",
    "TargetInterest",
    "asked_of_me",
    "checklist",
    "clarify",
    "colleges_to_wait_for",
    "consent_document",
    "consent_given",
    "edit",
    "frame_on",
    "is_told",
    "mark_document",
    "my_applications",
    "next_opening",
    "next_step",
    "open_campaign",
    "original_due",
    "others_of",
    "own_applicant",
    "own_application",
    "prefill",
    "problems",
    "read_application",
    "seat_desk",
    "seats_of",
    "submit",
    "subscribe_opening",
    "switch_seats",
    "unsubscribe_opening",
    "wait_for_seats",
    "wait_no_more",
    "withdraw",
    "withdraw_others",
]
