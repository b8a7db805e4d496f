"""Asking for access without an invite: the form, and one's own request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from telegram import Update

from bot.form import FormSpec, FormView, Given, Option, Question, Subject
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from cluster import people, russian
from cluster.calendar import after_quiet_hours, day_of
from cluster.people import AccessRequest, OrganisationKind, Role
from handlers import menu
from handlers.naming import capital, organisation_name, role_name
from handlers.people.common import feature, moment, phone_of, role_in
from storage.errors import Refusal
from storage.outbox import Lane

FORM = "access"
LONGEST_POSITION = 100
ANSWERED_WITHIN_DAYS = 1
KINDS: Mapping[str, tuple[Role, ...]] = {
    "student": (Role.STUDENT,),
    "mentor": (Role.MENTOR,),
    "enterprise": (Role.ENTERPRISE_HR, Role.ENTERPRISE_ADMIN),
    "college": (Role.COLLEGE_STAFF, Role.COLLEGE_SUPERVISOR),
}
"""What people call themselves, and the roles that it may mean."""


class AccessForm(BaseModel):
    """What a person tells when asking for access."""

    kind: str
    role: Role | None = None
    organisation: str
    name: str
    position: str | None = None

    @property
    def wanted(self) -> Role:
        """Return the role that is asked for."""
        return self.role or KINDS[self.kind][0]


def _roles(view: FormView) -> tuple[Role, ...]:
    return KINDS.get(view.answers.get("kind", ""), ())


def _role_options(view: FormView) -> Sequence[Option]:
    return [Option(one.value, label=capital(role_name(view.texts, view.language, one))) for one in _roles(view)]


def _organisation_options(view: FormView) -> Sequence[Option]:
    roles = _roles(view)
    is_college = bool(roles) and people.BELONGS_TO[roles[0]] is OrganisationKind.COLLEGE
    known = {one.key: one.short for one in view.content.colleges} if is_college else {
        one.key: one.short for one in view.content.enterprises
    }  # fmt: skip
    return [Option(key, label=short.in_(view.language)) for key, short in known.items()]


def _is_offered(value: Any, view: FormView) -> bool:
    return any(option.value == value for option in _organisation_options(view))


def _kind(view: FormView) -> Mapping[str, Any]:
    return {"kind": view.answers.get("kind", "")}


def read_name(text: str, _view: FormView) -> Given:
    """Read a full name in Russian letters."""
    parsed = russian.parse_full_name(text)
    name = russian.format_full_name(parsed.value.last, parsed.value.first, parsed.value.middle)
    return Given(name, f"russian-{parsed.warning}" if parsed.warning else None, {"value": name})


def _read_position(text: str, _view: FormView) -> Given:
    position = russian.tidy(text)
    if len(position) > LONGEST_POSITION:
        raise Refusal("people-request-name-length", most=LONGEST_POSITION)
    return Given(position)


async def _at_door(context: Context) -> Screen | None:
    """One request at a time: who waits for an answer sees that."""
    waiting = await context.read(people.requests_of, context.person.id)
    return _waiting(context, waiting[0]) if waiting else None


async def _begin_with(_context: Context, subject: Subject) -> Mapping[str, Any]:
    return {"kind": subject[0]} if subject and subject[0] in KINDS else {}


async def _submit(context: Context, filled: BaseModel, _subject: Subject) -> None:
    """Send the request."""
    assert isinstance(filled, AccessForm)
    request: AccessRequest = await context.run(
        people.request_access,
        context.now,
        context.person.id,
        filled.wanted,
        filled.organisation,
        filled.name,
        filled.position,
    )
    await _show_sent(context, request)


async def _show_sent(context: Context, request: AccessRequest) -> None:
    """Tell who answers and by when; where nobody can, the operator learns of it."""
    colleges = await context.read(people.in_charge_of, request.organisation)
    deciders = await context.read(people.coordinators_of, request.organisation)
    if not deciders:
        _tell_operator(context, request)
        args = {"phone": phone_of(context.content, request.organisation)}
        context.show(Screen("people-request-sent-nobody", args, _ways(request)))
        return
    names = [organisation_name(context.content, key, context.language) for key in sorted(colleges)]
    who = ", ".join(names) or context.content.cluster.operator.in_(context.language)
    until = context.content.calendar.add_working_days(day_of(context.now), ANSWERED_WITHIN_DAYS)
    args = {"who": who, "until": russian.format_day(until, context.language)}
    context.show(Screen("people-request-sent", args, _ways(request)))


def _tell_operator(context: Context, request: AccessRequest) -> None:
    chat_id = context.room.operator_chat_id
    if chat_id is not None:
        screen = Screen("people-operator-request", {"request": str(request.id)})
        key = f"access-nobody:{request.id}"
        call = context.room.outgoing(screen, chat_id, "ru", context.now, lane=Lane.NOTICE, dedupe_key=key)
        context.turn.calls.append(call)


def _ways(request: AccessRequest) -> list[list[Button]]:
    return [[Button("people-request-take-back", feature.action("takeback", request.id))], [menu.BACK]]


def _waiting(context: Context, request: AccessRequest) -> Screen:
    role = role_in(context, request.role, request.organisation)
    args = {"at": moment(context, request.created_at), "role": role}
    return Screen("people-request-waiting", args, _ways(request))


@feature.press("mine")
async def mine(_update: Update, context: Context) -> None:
    """Show one's own request that waits."""
    waiting = await context.read(people.requests_of, context.person.id)
    if waiting:
        context.show(_waiting(context, waiting[0]))
    else:
        await menu.show(context)


@feature.press("takeback")
async def take_back(_update: Update, context: Context) -> None:
    """Take one's own request back."""
    await context.run(people.withdraw_request, context.now, context.person.id, menu.number(context))
    await menu.show(context, context.text("people-request-taken-back"))


def _waits(view: menu.MenuView) -> bool:
    return bool(people.requests_of(view.session, view.person_id))


feature.form(
    FormSpec(
        name=FORM,
        model=AccessForm,
        questions=[
            Question("kind", options=[Option(kind, f"start-i-am-{kind}") for kind in KINDS], columns=2),
            Question(
                "role",
                options=_role_options,
                when=lambda view: len(_roles(view)) > 1,
                holds=lambda value, view: value in _roles(view),
            ),
            Question("organisation", options=_organisation_options, prompt_args=_kind, holds=_is_offered),
            Question("name", parse=read_name),
            Question("position", parse=_read_position, required=False, prompt_args=_kind),
        ],
        submit=_submit,
        at_door=_at_door,
        initial=_begin_with,
        after_quiet=after_quiet_hours,
    )
)
menu.offer(menu.MenuEntry("people-menu-request", Action.of("people", "mine"), order=6, when=_waits))
