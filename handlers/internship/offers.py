"""An offer of practice: what the student, the enterprise and the college see of it, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, Action, Button, Screen
from bot.turn.context import Context
from cluster import invites, russian
from cluster.calendar import age_on
from cluster.internship import offering
from cluster.internship import offers as asking
from cluster.internship.card import PlacementCard, look
from cluster.internship.naming import full_name, short_name
from cluster.internship.offers import Offer
from cluster.internship.status import Actor, targets
from cluster.path.lines import Where
from cluster.people import ENTERPRISE_ROLES, Role
from handlers import menu, path
from handlers.internship import card as cards
from handlers.internship.card import STEP
from handlers.internship.common import card_button, feature
from handlers.internship.declining import DECLINE, PARTS
from handlers.internship.offer_looks import about_offer, stand
from handlers.naming import organisation_name
from handlers.places.common import DESK as PLACES
from handlers.places.common import card_ways, paged, place_button, plant_phone
from storage.errors import NotFound
from storage.internship import PlacementStatus

feature.on_duty(offering.DUTIES)

STUDENTS = frozenset({Role.STUDENT})


# --- the student ---------------------------------------------------------------------------------------


@feature.press("offers")
async def offers(_update: Update, context: Context) -> None:
    """Show what one was offered: the only offer at once."""
    found: list[Offer] = await context.read(asking.offers_of, context.now, context.person.id, context.content)
    if len(found) == 1:
        await _show(context, found[0])
        return
    rows = [
        [Button(label=_where_and_when(context, one), action=feature.action("offer", one.placement.id))] for one in found
    ]
    key = "internship-offer-mine" if found else "internship-offer-none"
    context.show(Screen(key, keyboard=[*rows[:6], [menu.BACK]]))


def _where_and_when(context: Context, one: Offer) -> str:
    name = organisation_name(context.content, one.placement.enterprise, context.language)
    return f"{name} \u00b7 {russian.format_short_day(one.placement.date_from, context.language)}"


@feature.press("offer")
async def offer(_update: Update, context: Context) -> None:
    """Show an offer to whom it concerns."""
    await _show(context, await _read(context, menu.number(context)))


async def _read(context: Context, placement_id: int) -> Offer:
    found: Offer = await context.read(asking.load_offer, context.now, context.person.id, placement_id, context.content)
    return found


async def _show(context: Context, one: Offer, note: Markup | None = None) -> None:
    parts = [note] if note else []
    if one.part is not Actor.STUDENT:
        await context.run(look, context.now, context.person.id, one.placement.id)
        parts.append(_who(context, one))
    parts.append(about_offer(context.text, context.content, context.language, one))
    body = BLANK.join([*parts, stand(context.text, context.language, one)])
    context.show(Screen("", body=body, keyboard=[*_answers(one), [menu.BACK]]))


def _answers(one: Offer) -> list[list[Button]]:
    rows = []
    verb = {Actor.STUDENT: "offer-yes", Actor.ENTERPRISE: "offer-take"}.get(one.part or Actor.CLOCK)
    if verb and one.may_answer:
        rows.append([Button(f"internship-{verb}", feature.action(verb, one.placement.id))])
    if one.part is not None and one.may_decline:
        key = "internship-offer-no" if one.may_answer else "internship-offer-changed-mind"
        rows.append([Button(key, Action.of(DECLINE, "open", one.placement.id, one.part))])
    if one.part is Actor.ENTERPRISE:
        rows.append([card_button(one.placement.id)])
    return rows


@feature.press("offer-yes")
async def agree(_update: Update, context: Context) -> None:
    """Say yes as the student."""
    await context.run(offering.agree, context.now, context.person.id, menu.number(context), Actor.STUDENT)
    await _show(context, await _read(context, menu.number(context)), context.text("internship-offer-said-yes"))


# --- the enterprise ------------------------------------------------------------------------------------


@feature.press("asked")
async def asked(_update: Update, context: Context) -> None:
    """List who waits for the answer of one's enterprise."""
    await _list_asked(context)


async def _list_asked(context: Context, note: Markup | None = None) -> None:
    found: list[Offer] = await context.read(asking.asked_of_me, context.now, context.person.id, context.content)
    rows = [[_line(context, one, "offer")] for one in found]
    page = menu.number(context) if note is None else 0
    shown = paged(rows, page, lambda other: Button("form-page-next", feature.action("asked", other)))
    everybody = [[Button("internship-offer-take-all", feature.action("offer-take-all"), args={"count": len(found)})]]
    title = context.text("internship-offer-asked", count=len(found))
    body = BLANK.join([note, title] if note else [title])
    context.show(Screen("", body=body, keyboard=[*shown, *(everybody if len(found) > 1 else []), [menu.BACK]]))


def _line(context: Context, one: Offer, verb: str) -> Button:
    """Return one offer as a line of a list; an enterprise knows its own name."""
    day = f"{one.placement.date_from:%d.%m}"
    plant = organisation_name(context.content, one.placement.enterprise, context.language)
    args = {
        "name": short_name(one.student) or context.text("internship-erased"),
        "group": one.student.study_group,
        "place": day if one.part is Actor.ENTERPRISE else f"{plant} \u00b7 {day}",
    }
    key = "internship-offer-line-overdue" if one.overdue else "internship-offer-line"
    return Button(key, feature.action(verb, one.placement.id), args=args)


@feature.press("offer-take")
async def take(_update: Update, context: Context) -> None:
    """Say yes for the enterprise."""
    await context.run(offering.agree, context.now, context.person.id, menu.number(context), Actor.ENTERPRISE)
    await _list_asked(context, context.text("internship-offer-taken"))


@feature.press("offer-take-all")
async def take_all(_update: Update, context: Context) -> None:
    """Say yes for the enterprise to everybody who waits."""
    count: int = await context.run(offering.agree_all, context.now, context.person.id)
    key = "internship-offer-taken-all" if count else "internship-offer-taken-none"
    await _list_asked(context, context.text(key, count=count) if count else context.text(key))


# --- the college ---------------------------------------------------------------------------------------


@feature.press("offer-planned")
async def planned(_update: Update, context: Context) -> None:
    """List what is planned and offered to nobody."""
    found: list[Offer] = await context.read(asking.planned_in, context.now, context.person.id, context.content)
    ask = Button("internship-offer-ask-all", Action.of("places", "askall"), args={"count": len(found)})
    await _list_college(context, found, "planned", [[ask]] if found else [])


@feature.press("offer-waiting")
async def waiting(_update: Update, context: Context) -> None:
    """List the offers that wait for an answer, the oldest first."""
    found: list[Offer] = await context.read(asking.waiting_in, context.now, context.person.id, context.content)
    await _list_college(context, found, "waiting", [])


@feature.press("offer-unheard")
async def unheard(_update: Update, context: Context) -> None:
    """List the offers of which somebody awaited knows nothing: they have to be called, or handed a card."""
    found: list[Offer] = await context.read(asking.unheard_in, context.now, context.person.id, context.content)
    deaf = {one.student.college for one in found if Actor.STUDENT in one.unheard}
    await _list_college(context, found, "unheard", await card_ways(context, sorted(deaf)))


async def _list_college(context: Context, found: Sequence[Offer], shelf: str, more: list[list[Button]]) -> None:
    rows = [[_line(context, one, "offer-of")] for one in found]
    shown = paged(
        rows,
        menu.number(context),
        lambda page: Button("form-page-next", feature.action(f"offer-{shelf}", page)),
    )
    overdue = sum(one.overdue for one in found)
    args = {"count": len(found), "overdue": overdue}
    context.show(Screen(f"internship-offer-{shelf}", args, [*shown, *more, [PLACES, menu.BACK]]))


@feature.press("offer-of")
async def offer_of(_update: Update, context: Context) -> None:
    """Show one placement until both have said yes: who it is, what is asked, what the college can do."""
    await _show_staff(context, menu.number(context))


async def _show_staff(context: Context, placement_id: int, note: Markup | None = None) -> None:
    one = await _read(context, placement_id)
    if one.part is not Actor.COLLEGE:
        await _show(context, one, note)
        return
    await context.run(look, context.now, context.person.id, placement_id)
    parts = [note] if note else []
    parts += [_who(context, one), about_offer(context.text, context.content, context.language, one)]
    parts += [stand(context.text, context.language, one), *_reach(context, one)]
    link = await _link(context, one)
    context.show(Screen("", body=BLANK.join(parts), keyboard=[*link, *_staff_ways(one)]))


def _who(context: Context, one: Offer) -> Markup:
    student = one.student
    born = student.birth_date
    return context.text(
        "internship-offer-who",
        name=full_name(student) or context.text("internship-erased"),
        group=student.study_group,
        age=-1 if born is None else age_on(born, one.placement.date_from),
    )


def _reach(context: Context, one: Offer) -> list[Markup]:
    """Return why somebody cannot answer by themselves: then the college notes what was said."""
    lines = []
    if Actor.STUDENT in one.unheard:
        lines.append(context.text("internship-offer-student-away"))
    if Actor.ENTERPRISE in one.unheard:
        lines.append(context.text("internship-offer-plant-away", phone=plant_phone(context, one.placement.enterprise)))
    return lines


async def _link(context: Context, one: Offer) -> list[list[Button]]:
    """Return the way to a link for a student who has no chat yet, to who may give one."""
    student = one.student
    if Actor.STUDENT not in one.unheard or student.person_id is not None:
        return []
    if student.college not in await context.read(invites.colleges_of, context.person.id):
        return []
    return [[Button("roster-link-student", Action.of("invites", "student", student.id))]]


def _staff_ways(one: Offer) -> list[list[Button]]:
    number = one.placement.id
    rows = []
    if one.placement.status is PlacementStatus.PLANNED:
        rows.append([Button("internship-offer-ask", feature.action("offer-ask", number))])
    rows += [
        [Button(f"internship-offer-note-{part}", feature.action("offer-noted", number, part))] for part in one.awaited
    ]
    if PlacementStatus.CANCELLED in targets(one.placement.status, Actor.COLLEGE):
        action = Action.of(STEP, "open", number, one.placement.version, PlacementStatus.CANCELLED)
        rows.append([Button("internship-offer-take-off", action)])
    place = [place_button(one.place.id)] if one.place is not None else []
    return [*rows, [card_button(number), *place], [PLACES]]


@feature.press("offer-ask")
async def ask(_update: Update, context: Context) -> None:
    """Ask the student and the enterprise of one plan."""
    await context.run(offering.offer, context.now, context.person.id, menu.number(context), context.content)
    one = await _read(context, menu.number(context))
    key = "internship-offer-sent-nobody" if one.unheard and one.unheard == one.awaited else "internship-offer-sent"
    await _show_staff(context, menu.number(context), context.text(key))


@feature.press("offer-noted")
async def noted(_update: Update, context: Context) -> None:
    """Note that somebody said yes on paper or by telephone."""
    part = PARTS.get(menu.word(context, 1))
    if part is None:
        raise NotFound
    await context.run(offering.note_agreed, context.now, context.person.id, menu.number(context), part)
    await _show_staff(context, menu.number(context), context.text("internship-offer-was-noted"))


@cards.offer
def on_card(found: PlacementCard) -> list[Button]:
    """Offer the way from a card to what was asked of the student and the plant, until both have said yes."""
    asked = found.placement.status in {PlacementStatus.OFFERED, PlacementStatus.CONFIRMED} or (
        found.placement.status is PlacementStatus.PLANNED and found.part is Actor.COLLEGE
    )
    return [Button("internship-offer-open", feature.action("offer-of", found.placement.id))] if asked else []


# --- the menu ------------------------------------------------------------------------------------------


def _has_offer(view: menu.MenuView) -> bool:
    return bool(asking.offers_of(view.session, view.now, view.person_id, view.content))


def _unanswered(view: menu.MenuView) -> int:
    found = asking.offers_of(view.session, view.now, view.person_id, view.content)
    return sum(one.may_answer for one in found)


def _asked(view: menu.MenuView) -> int:
    return asking.asked_of(view.session, view.person_id)


path.lead(Where.OFFER, partial(feature.action, "offer"))
menu.offer(
    menu.MenuEntry(
        "internship-offer-menu", feature.action("offers"), order=12, roles=STUDENTS, when=_has_offer, count=_unanswered
    ),
    menu.MenuEntry(
        "internship-offer-menu-plant",
        feature.action("asked", 0),
        order=29,
        roles=ENTERPRISE_ROLES,
        when=lambda view: bool(_asked(view)),
        count=_asked,
    ),
)
