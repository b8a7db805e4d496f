"""The access table: role x object x action x scope, as data. Nothing else in the house decides who may do what.

How to read a line: `Role.MENTOR: _write(Scope.ASSIGNED)` under `Kind.DIARY` says that a mentor reads and writes the
diaries of those assigned to him. What is not here is not allowed. `ANYBODY` stands for every person, with or without
roles: what is about oneself needs none. A coordinator has the writing right of college staff in the colleges he
was made coordinator of; only what belongs to no college (vacancies, enterprises' requests) he handles everywhere.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType

from storage.roles import Role


class Kind(enum.StrEnum):
    """What can be acted on."""

    APPLICATION = "application"
    STUDENT = "student"  # a college's record of somebody who studies there
    PLACE = "place"  # places for trainees that an enterprise offers
    PLACEMENT = "placement"
    DIARY = "diary"  # diary entries and check-ins
    INCIDENT = "incident"
    DORM_REQUEST = "dorm_request"
    VACANCY = "vacancy"
    RESPONSE = "response"  # to a vacancy
    ENTERPRISE_REQUEST = "enterprise_request"
    PERSON = "person"  # what is kept about somebody
    ROLE = "role"
    INVITE = "invite"
    ACCESS_REQUEST = "access_request"
    CONSENT = "consent"
    DRAFT = "draft"  # a form that is not sent
    ACCESS_LOG = "access_log"
    CONTENT = "content"  # colleges, programmes, campaigns: everybody reads, few change


class Action(enum.StrEnum):
    """What can be done."""

    READ = "read"
    WRITE = "write"  # create, change, decide about the whole
    WRITE_PART = "write_part"  # change the enterprise's own part of it
    SUMMARY = "summary"  # see counts and marks, not the words
    NOTICE = "notice"  # be told that it is there
    ASSIGN = "assign"  # hand it to a colleague or a college
    MODERATE = "moderate"  # let it be published, or not
    NUMBERS = "numbers"  # see it counted among many
    DECIDE = "decide"  # grant or decline what a person asked for
    REVOKE = "revoke"  # end a role or an invite
    UNMASK = "unmask"  # see the personal fields in full; a reason is asked and logged


class Scope(enum.StrEnum):
    """Whose objects a right covers."""

    NONE = "none"
    OWN = "own"  # the actor's own
    CHILD = "child"  # of the actor's child
    ASSIGNED = "assigned"  # of those assigned to the actor, as to a mentor
    UNLESS_NAMED = "unless_named"  # assigned, but not where the actor himself is named in it
    ORGANISATION = "organisation"  # of the organisation for which the actor holds the role
    ALL = "all"


ANYBODY = None
Rights = Mapping[Action, Scope]


def _read(scope: Scope) -> dict[Action, Scope]:
    return {Action.READ: scope}


def _write(scope: Scope) -> dict[Action, Scope]:
    return {Action.READ: scope, Action.WRITE: scope}


def _hand_out(scope: Scope) -> dict[Action, Scope]:
    return {**_write(scope), Action.REVOKE: scope}


def _numbers() -> dict[Role | None, Rights]:
    return {Role.MINISTRY_VIEWER: {Action.NUMBERS: Scope.ALL}}


def _learners(rights: Rights) -> dict[Role | None, Rights]:
    return {Role.APPLICANT: rights, Role.STUDENT: rights}


def _enterprise(rights: Rights) -> dict[Role | None, Rights]:
    return {Role.ENTERPRISE_HR: rights, Role.ENTERPRISE_ADMIN: rights}


def _college(rights: Rights) -> dict[Role | None, Rights]:
    return {Role.COLLEGE_STAFF: rights, Role.COLLEGE_SUPERVISOR: rights}


_CASES: dict[Kind, dict[Role | None, Rights]] = {
    Kind.APPLICATION: {
        ANYBODY: _write(Scope.OWN),
        **_learners(_write(Scope.OWN)),
        Role.PARENT: _read(Scope.CHILD),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: {**_write(Scope.ORGANISATION), Action.ASSIGN: Scope.ORGANISATION},
        **_numbers(),
    },
    Kind.STUDENT: {
        **_learners(_write(Scope.OWN)),
        Role.PARENT: _read(Scope.CHILD),
        Role.MENTOR: _read(Scope.ASSIGNED),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
        **_numbers(),
    },
    Kind.PLACE: {
        **_enterprise(_write(Scope.ORGANISATION)),
        **_college(_read(Scope.ALL)),
        # What a plant says by telephone is written down by the college.
        Role.COORDINATOR: _write(Scope.ALL),
        **_numbers(),
    },
    Kind.PLACEMENT: {
        **_learners(_read(Scope.OWN)),
        Role.PARENT: _read(Scope.CHILD),
        Role.MENTOR: _read(Scope.ASSIGNED),
        **_enterprise({Action.READ: Scope.ORGANISATION, Action.WRITE_PART: Scope.ORGANISATION}),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
        **_numbers(),
    },
    Kind.DIARY: {
        **_learners(_write(Scope.OWN)),
        Role.MENTOR: _write(Scope.ASSIGNED),
        **_enterprise({Action.SUMMARY: Scope.ORGANISATION}),
        **_college(_read(Scope.ORGANISATION)),
        Role.COORDINATOR: _read(Scope.ORGANISATION),
        **_numbers(),
    },
    Kind.INCIDENT: {
        **_learners(_write(Scope.OWN)),
        Role.PARENT: {Action.NOTICE: Scope.CHILD},
        Role.MENTOR: _write(Scope.UNLESS_NAMED),
        **_enterprise(_read(Scope.ORGANISATION)),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
        **_numbers(),
    },
    Kind.DORM_REQUEST: {
        **_learners(_write(Scope.OWN)),
        Role.PARENT: _read(Scope.CHILD),
        **_enterprise(_write(Scope.ORGANISATION)),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
        **_numbers(),
    },
    Kind.VACANCY: {
        **_learners(_read(Scope.ALL)),
        Role.PARENT: _read(Scope.ALL),
        **_enterprise(_write(Scope.ORGANISATION)),
        **_college(_read(Scope.ALL)),
        Role.COORDINATOR: {Action.READ: Scope.ALL, Action.MODERATE: Scope.ALL},
        **_numbers(),
    },
    Kind.RESPONSE: {
        **_learners(_write(Scope.OWN)),
        **_enterprise(_write(Scope.ORGANISATION)),
        **_college(_read(Scope.ORGANISATION)),
        Role.COORDINATOR: {Action.READ: Scope.ORGANISATION, Action.MODERATE: Scope.ORGANISATION},
        **_numbers(),
    },
    Kind.ENTERPRISE_REQUEST: {
        **_enterprise(_write(Scope.ORGANISATION)),
        **_college(_write(Scope.ORGANISATION)),
        Role.COORDINATOR: {**_write(Scope.ALL), Action.ASSIGN: Scope.ALL},
        **_numbers(),
    },
}

_PEOPLE: dict[Kind, dict[Role | None, Rights]] = {
    Kind.PERSON: {
        ANYBODY: _write(Scope.OWN),
        Role.PARENT: _read(Scope.CHILD),
        Role.MENTOR: _read(Scope.ASSIGNED),
        Role.COLLEGE_STAFF: {Action.READ: Scope.ORGANISATION, Action.UNMASK: Scope.ORGANISATION},
        Role.COLLEGE_SUPERVISOR: {Action.READ: Scope.ORGANISATION, Action.UNMASK: Scope.ORGANISATION},
        Role.COORDINATOR: {Action.READ: Scope.ORGANISATION, Action.UNMASK: Scope.ORGANISATION},
        Role.ADMIN: _read(Scope.ALL),
    },
    Kind.ROLE: {
        ANYBODY: _hand_out(Scope.OWN),
        Role.ENTERPRISE_ADMIN: _hand_out(Scope.ORGANISATION),
        Role.COORDINATOR: _hand_out(Scope.ORGANISATION),
        Role.ADMIN: _hand_out(Scope.ALL),
    },
    Kind.INVITE: {
        ANYBODY: _hand_out(Scope.OWN),
        Role.ENTERPRISE_ADMIN: _hand_out(Scope.ORGANISATION),
        Role.COORDINATOR: _hand_out(Scope.ORGANISATION),
        Role.ADMIN: _hand_out(Scope.ALL),
    },
    Kind.ACCESS_REQUEST: {
        ANYBODY: _write(Scope.OWN),
        Role.COORDINATOR: {Action.READ: Scope.ORGANISATION, Action.DECIDE: Scope.ORGANISATION},
        Role.ADMIN: {Action.READ: Scope.ALL, Action.DECIDE: Scope.ALL},
    },
    Kind.CONSENT: {
        ANYBODY: _write(Scope.OWN),
        Role.PARENT: _write(Scope.CHILD),
        Role.COLLEGE_STAFF: _write(Scope.ORGANISATION),
        Role.COLLEGE_SUPERVISOR: _read(Scope.ORGANISATION),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
    },
    Kind.DRAFT: {ANYBODY: _write(Scope.OWN)},
    Kind.ACCESS_LOG: {ANYBODY: _read(Scope.OWN), Role.ADMIN: _read(Scope.ALL)},
    Kind.CONTENT: {
        ANYBODY: _read(Scope.ALL),
        Role.COORDINATOR: _write(Scope.ORGANISATION),
        Role.ADMIN: _write(Scope.ALL),
    },
}

RULES: Mapping[Kind, Mapping[Role | None, Rights]] = MappingProxyType({**_CASES, **_PEOPLE})

# Which roles a role may hand out (and take from others), where the table lets it write roles or invites, or decide.
GIVES: Mapping[Role | None, frozenset[Role]] = MappingProxyType(
    {
        ANYBODY: frozenset({Role.APPLICANT, Role.PARENT}),
        Role.ENTERPRISE_ADMIN: frozenset({Role.ENTERPRISE_HR, Role.MENTOR}),
        Role.COORDINATOR: frozenset(Role) - {Role.ADMIN, Role.MINISTRY_VIEWER},
        Role.ADMIN: frozenset(Role),
    }
)


def scope_of(role: Role | None, kind: Kind, action: Action) -> Scope:
    """Return whose objects of this kind `role` covers with this action; `role=ANYBODY` for a person without any."""
    return RULES[kind].get(role, {}).get(action, Scope.NONE)
