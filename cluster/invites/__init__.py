"""Invites to students' records: made for one or printed for hundreds, opened by name, decided where names differ.

making      links for a student, for a parent, for a group on cards; their numbers
joining     what a guest sees, and whether the name they give is the record's
claims      somebody came under another name: the word of the college
children    what a parent sees
bound       an invite and its record; admitting: what somebody becomes by it; keeping: what is forgotten
"""

from cluster.invites.bound import LINK_PREFIX, check_college, colleges_of, load
from cluster.invites.children import child, children
from cluster.invites.claims import DUTIES, decide, is_granted, read, take_back, waiting
from cluster.invites.events import ClaimMade, ClaimSettled, ParentJoined, StudentJoined
from cluster.invites.joining import Answer, Answered, Offer, answer, begin, check, look
from cluster.invites.keeping import forget_students
from cluster.invites.making import (
    PRINTED_VALID_FOR,
    BoundInvite,
    Group,
    groups,
    invite_parent,
    invite_student,
    keep_printed,
    numbers,
    payload_of,
    revoke,
    to_print,
)
from cluster.people import VALID_FOR, InviteState
from cluster.people.invites import new_token
from storage.internship import Placement, Student
from storage.invites import InviteSource, Numbers, StoredInvite

__all__ = [
    "DUTIES",
    "LINK_PREFIX",
    "PRINTED_VALID_FOR",
    "VALID_FOR",
    "Answer",
    "Answered",
    "BoundInvite",
    "ClaimMade",
    "ClaimSettled",
    "Group",
    "InviteSource",
    "InviteState",
    "Numbers",
    "Offer",
    "ParentJoined",
    "Placement",
    "StoredInvite",
    "Student",
    "StudentJoined",
    "answer",
    "begin",
    "check",
    "check_college",
    "child",
    "children",
    "colleges_of",
    "decide",
    "forget_students",
    "groups",
    "invite_parent",
    "invite_student",
    "is_granted",
    "keep_printed",
    "load",
    "look",
    "new_token",
    "numbers",
    "payload_of",
    "read",
    "revoke",
    "take_back",
    "to_print",
    "waiting",
]
