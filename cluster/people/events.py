"""What people's use cases tell others."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event
from storage.roles import Role


@dataclass(frozen=True)
class RoleRevoked(Event):
    """A person lost a role, or left it (`revoked_by` is then that person; None is the operator)."""

    grant_id: int
    person_id: int
    role: Role
    organisation: str | None
    revoked_by: int | None


@dataclass(frozen=True)
class InviteAccepted(Event):
    """A guest used an invite. `inviter_id=None`: the operator had made it."""

    invite_id: int
    person_id: int
    role: Role
    organisation: str | None
    inviter_id: int | None


@dataclass(frozen=True)
class InviteNeedsSecond(Event):
    """An invite to a role that takes two people waits for the word of one of `confirmers`."""

    invite_id: int
    role: Role
    organisation: str | None
    inviter_id: int
    confirmers: tuple[int, ...]


@dataclass(frozen=True)
class InviteConfirmed(Event):
    """The second person agreed: the link works from now on."""

    invite_id: int
    inviter_id: int
    confirmed_by: int


@dataclass(frozen=True)
class AccessRequested(Event):
    """A person asks for a role. Each of `deciders` gets a card; empty means that only the operator can help.

    `again` is set when nobody has answered for a day.
    """

    request_id: int
    person_id: int
    role: Role
    organisation: str | None
    deciders: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True)
class AccessGranted(Event):
    """A request was granted by `decided_by`; `deciders` are those whose cards are settled now."""

    request_id: int
    person_id: int
    role: Role
    organisation: str | None
    decided_by: int
    deciders: tuple[int, ...]


@dataclass(frozen=True)
class AccessDeclined(Event):
    """A request was declined by `decided_by`; `deciders` are those whose cards are settled now."""

    request_id: int
    person_id: int
    role: Role
    organisation: str | None
    decided_by: int
    deciders: tuple[int, ...]


@dataclass(frozen=True)
class AccessWithdrawn(Event):
    """The person took the request back; `deciders` are those whose cards are settled now."""

    request_id: int
    person_id: int
    deciders: tuple[int, ...]
