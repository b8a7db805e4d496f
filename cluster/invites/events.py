"""What invites to students' records tell others."""

from __future__ import annotations

from dataclasses import dataclass

from cluster.events import Event


@dataclass(frozen=True)
class StudentJoined(Event):
    """A student opened the bot by an invite. `inviter_id`: who handed the link out; None where nobody waits for it."""

    invite_id: int
    student_id: int
    person_id: int
    inviter_id: int | None


@dataclass(frozen=True)
class ParentJoined(Event):
    """A parent came by an invite. `child_id`: the student in the bot, who is told that somebody sees their card now."""

    invite_id: int
    student_id: int
    person_id: int
    inviter_id: int | None
    child_id: int | None


@dataclass(frozen=True)
class ClaimMade(Event):
    """Somebody came by an invite under another name. Each of `deciders` gets a card; `again`: a day has passed."""

    invite_id: int
    deciders: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True)
class ClaimSettled(Event):
    """A claim is over; `deciders` are those whose cards are settled now.

    `granted` is what the college said; None where the claimant took it back (`claimant_id` is then told nothing).
    `decided_by=None`: nobody's word, as the student came themselves, another link took its place, or time ran out.
    """

    invite_id: int
    claimant_id: int
    granted: bool | None
    decided_by: int | None
    deciders: tuple[int, ...]
