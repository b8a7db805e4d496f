"""Asking for access without an invite, and deciding about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.access import Action, Kind, Target, require
from cluster.content import Content
from cluster.duties import Duty
from cluster.events import Done
from cluster.people.events import AccessDeclined, AccessGranted, AccessRequested, AccessWithdrawn
from cluster.people.organisations import check_belonging, circle_of, coordinators_of
from cluster.people.roles import give
from storage import access_requests, people, roles
from storage.access_requests import AccessRequest, RequestState
from storage.errors import NotFound, Refusal
from storage.roles import Role

# What a person may ask for. Coordinators, the ministry and admins come by invite alone; the open roles need neither.
REQUESTABLE_ROLES = (
    Role.STUDENT,
    Role.MENTOR,
    Role.ENTERPRISE_HR,
    Role.ENTERPRISE_ADMIN,
    Role.COLLEGE_STAFF,
    Role.COLLEGE_SUPERVISOR,
)
LONGEST_NAME = 100
REMIND_AFTER = timedelta(hours=24)
ASK_AGAIN_AFTER = timedelta(hours=24)
FORGET_NAMES_AFTER = timedelta(days=30)

REMIND = "people-request-remind"
FORGET = "people-request-forget"


def request_access(
    session: Session,
    now: datetime,
    actor: int,
    role: Role,
    organisation: str | None,
    name: str,
    position: str | None = None,
) -> Done[AccessRequest]:
    """Ask for a role; those who decide get a card (`AccessRequested`). An equal open request is simply returned.

    `name` and `position` are what the person says about themselves, 1 to 100 characters; they are kept encrypted.
    """
    name, position = _tidy(name), _tidy(position) if position and position.strip() else None
    if role not in REQUESTABLE_ROLES:
        raise Refusal("people-role-needs-invite")
    check_belonging(session, role, organisation)
    require(session, actor, Action.WRITE, Target(Kind.ACCESS_REQUEST, actor, role=role))
    if roles.find(session, actor, role, organisation) is not None:
        raise Refusal("people-role-held")
    _check_patience(session, now, actor, role, organisation)
    is_new = access_requests.add(session, actor, role, organisation, name, position, now)
    request = access_requests.open_one(session, actor, role)
    if request is None:
        raise NotFound
    if not is_new:
        if request.organisation != organisation:
            raise Refusal("people-request-open", at=russian.format_numeric_moment(request.created_at))
        return Done(request)
    duties.schedule(session, REMIND, str(request.id), now + REMIND_AFTER, {"request": request.id})
    return Done(request, (_asked(session, request),))


def waiting_requests(session: Session, actor: int) -> list[AccessRequest]:
    """Return the open requests that this person may decide about, oldest first."""
    return [r for r in access_requests.waiting(session) if actor in coordinators_of(session, r.organisation)]


def requests_of(session: Session, actor: int) -> list[AccessRequest]:
    """Return the person's own requests that wait for an answer, oldest first."""
    return [r for r in access_requests.of_person(session, actor) if r.state is RequestState.NEW]


def read_request(session: Session, actor: int, request_id: int) -> AccessRequest:
    """Return one request to its person or to who may decide about it."""
    request = _load(session, request_id)
    require(session, actor, Action.READ, _target(session, request))
    return request


def decide_access(session: Session, now: datetime, actor: int, request_id: int, grant: bool) -> Done[AccessRequest]:
    """Grant or decline a request. Of two who decide at once one wins, the other reads when it was decided.

    The winner's second tap on the same button changes nothing.
    """
    request = _load(session, request_id)
    require(session, actor, Action.DECIDE, _target(session, request))
    if request.person_id == actor:
        raise Refusal("people-request-own")
    state = RequestState.GRANTED if grant else RequestState.DECLINED
    deciders = tuple(coordinators_of(session, request.organisation))
    if not access_requests.decide(session, request_id, state, actor, now):
        request = _load(session, request_id)
        if (request.decided_by, request.state) == (actor, state):
            return Done(request)
        raise _settled(session, request)
    duties.cancel(session, REMIND, str(request_id))
    duties.schedule(session, FORGET, str(request_id), now + FORGET_NAMES_AFTER, {"request": request_id})
    if not grant:
        declined = AccessDeclined(request_id, request.person_id, request.role, request.organisation, actor, deciders)
        return Done(_load(session, request_id), (declined,))
    give(session, now, actor, request.person_id, request.role, request.organisation, choose=True)
    people.set_name(session, request.person_id, request.name)
    granted = AccessGranted(request_id, request.person_id, request.role, request.organisation, actor, deciders)
    return Done(_load(session, request_id), (granted,))


def withdraw_request(session: Session, now: datetime, actor: int, request_id: int) -> Done[AccessRequest]:
    """Take one's own open request back and forget what it said."""
    request = _load(session, request_id)
    if request.person_id != actor:
        raise NotFound
    if not access_requests.decide(session, request_id, RequestState.WITHDRAWN, actor, now):
        request = _load(session, request_id)
        if request.state is RequestState.WITHDRAWN:
            return Done(request)
        raise _settled(session, request)
    duties.cancel(session, REMIND, str(request_id))
    access_requests.forget_names(session, request_id=request_id)
    deciders = tuple(coordinators_of(session, request.organisation))
    return Done(_load(session, request_id), (AccessWithdrawn(request_id, actor, deciders),))


def _remind(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Show the card again, every day, to whoever decides by then: the person still waits."""
    request = access_requests.get(session, int(duty.payload["request"]))
    if request is None or request.state is not RequestState.NEW:
        return Done(None)
    duties.schedule(session, REMIND, duty.key, now + REMIND_AFTER, duty.payload)
    return Done(None, (_asked(session, request, again=True),))


def _forget(session: Session, now: datetime, duty: Duty, _content: Content) -> Done[None]:
    """Empty the name and position of a request that was decided a while ago."""
    access_requests.forget_names(session, request_id=int(duty.payload["request"]))
    return Done(None)


DUTIES: duties.Duties = {REMIND: _remind, FORGET: _forget}


def _load(session: Session, request_id: int) -> AccessRequest:
    request = access_requests.get(session, request_id)
    if request is None:
        raise NotFound
    return request


def _target(session: Session, request: AccessRequest) -> Target:
    circle = circle_of(session, request.organisation)
    return Target(Kind.ACCESS_REQUEST, request.person_id, circle, role=request.role)


def _asked(session: Session, request: AccessRequest, *, again: bool = False) -> AccessRequested:
    deciders = tuple(coordinators_of(session, request.organisation))
    return AccessRequested(request.id, request.person_id, request.role, request.organisation, deciders, again)


def _check_patience(session: Session, now: datetime, person_id: int, role: Role, organisation: str | None) -> None:
    for past in access_requests.of_person(session, person_id):
        same = (past.role, past.organisation) == (role, organisation)
        if same and past.state is RequestState.DECLINED and past.decided_at is not None:
            again_at = past.decided_at + ASK_AGAIN_AFTER
            if now < again_at:
                raise Refusal("people-request-declined-lately", at=russian.format_numeric_moment(again_at))


def _settled(session: Session, request: AccessRequest) -> Refusal:
    """Return the refusal that tells when it was settled, and by whom; `who` is "none" where they told no name."""
    at = russian.format_numeric_moment(request.decided_at or request.created_at)
    who = people.names(session, [request.decided_by or 0]).get(request.decided_by or 0, "none")
    return Refusal(f"people-request-already-{request.state}", at=at, who=who)


def _tidy(text: str) -> str:
    tidy = " ".join(text.split())
    if not 1 <= len(tidy) <= LONGEST_NAME:
        raise Refusal("people-request-name-length", most=LONGEST_NAME)
    return tidy
