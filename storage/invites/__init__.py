"""Invites: one-time links that give a role. Of a link's token only the SHA-256 is kept.

`tables` names the table, `records` what is read of it; `single` holds the life of one invite, `bound` invites to
students' records, `claims` who gave another name and waits.
"""

from storage.invites.bound import add_many, links_in, numbers, revoke_many, unused_of
from storage.invites.claims import claim, claims_in, claims_of, decline_claim, grant_claim, unclaim, unclaim_all
from storage.invites.records import Bound, Numbers, StoredInvite
from storage.invites.single import add, by_token_hash, confirm, count_opening, get, open_of, revoke, take
from storage.invites.tables import InviteRow, InviteSource

__all__ = [
    "Bound",
    "InviteRow",
    "InviteSource",
    "Numbers",
    "StoredInvite",
    "add",
    "add_many",
    "by_token_hash",
    "claim",
    "claims_in",
    "claims_of",
    "confirm",
    "count_opening",
    "decline_claim",
    "get",
    "grant_claim",
    "links_in",
    "numbers",
    "open_of",
    "revoke",
    "revoke_many",
    "take",
    "unclaim",
    "unclaim_all",
    "unused_of",
]
