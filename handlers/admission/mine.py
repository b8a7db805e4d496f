"""«My application»: where it stands, what comes next, changing and withdrawing it; and the papers."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import Update

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.turn.context import Context
from cluster import admission, russian
from cluster.admission import Checklist, MyApplication, NextStep
from cluster.path import drawing
from handlers import menu, paper_files
from handlers.admission.applying import AMEND, feature, seats_rows
from handlers.admission.facts import invited_room, place_lines, refusal_words
from handlers.admission.questions import FORM
from storage.admission import Application, ApplicationStatus, DocumentState

MOST_CARDS = 6
MOST_PAPERS = 6
WITHOUT_A_SEAT = frozenset({ApplicationStatus.REJECTED, ApplicationStatus.RESERVE, ApplicationStatus.EXPIRED})
"""Who may like to hear of extra seats."""
MARKS = {
    DocumentState.NONE: "\u25ab\ufe0f",
    DocumentState.HAVE: "\u2705",
    DocumentState.BROUGHT: "\U0001f4c4",
    DocumentState.VERIFIED: "\u2705",
    DocumentState.RETURNED: "\u26a0\ufe0f",
}


@feature.press("mine")
async def mine(_update: Update, context: Context) -> None:
    """Show one's application, or the list where there are several."""
    found = await context.read(admission.my_applications, context.person.id)
    if not found:
        context.show(Screen("admission-mine-none", keyboard=[[_open_button()], [menu.BACK]]))
    elif len(found) == 1:
        context.show(card(context, found[0]))
    else:
        context.show(_list(context, found, menu.number(context)))


def _list(context: Context, found: Sequence[MyApplication], page: int) -> Screen:
    pages = -(-len(found) // MOST_CARDS)
    page %= pages
    shown = found[page * MOST_CARDS : (page + 1) * MOST_CARDS]
    turn = [Button("form-page-next", feature.action("mine", (page + 1) % pages))] if pages > 1 else []
    parts = [context.text("admission-mine"), LINE.join(_line(context, one) for one in shown)]
    rows = [[_card_button(context, one)] for one in shown]
    return Screen("", body=BLANK.join(parts), keyboard=[*rows, [menu.BACK, *turn]])


@feature.press("card")
async def show_card(_update: Update, context: Context) -> None:
    """Show one application."""
    one = await context.read(admission.read_application, context.person.id, menu.number(context))
    several = len(await context.read(admission.my_applications, context.person.id)) > 1
    context.show(card(context, one, several=several))


def card(context: Context, mine: MyApplication, *, several: bool = False) -> Screen:
    """Return the card of an application: status in plain words, next step, deadline, contact."""
    one = mine.application
    step = admission.next_step(mine, context.content, context.now)
    parts = [context.text("admission-card", **_facts(context, mine), next=next_line(context, mine, step))]
    if mine.places:
        parts.append(place_lines(context.room.texts, context.content, context.language, mine.places))
    if mine.offer is not None:
        deadline = russian.format_moment(mine.offer.deadline, context.language)
        parts.append(context.text("ranking-offer-waits", deadline=deadline))
    if step.contact is not None:
        phone = russian.format_phone(step.contact.phone)
        parts.append(context.text("admission-contact", name=step.contact.name.in_(context.language), phone=phone))
    back = [Button("form-back", feature.action("mine"))] if several else []
    # A parent of somebody who applied reads along; what is done about it is the applicant's.
    ways = _ways(one, mine, step) if one.owner_id == context.person.id else []
    if one.status in WITHOUT_A_SEAT:
        ways += seats_rows(context)
    return Screen("", body=BLANK.join(parts), keyboard=[*ways, [*back, menu.BACK]])


def next_line(context: Context, mine: MyApplication, step: NextStep) -> Markup:
    """Return the next step in words, with its deadline and place."""
    language, one = context.language, mine.application
    awaited = step.moment is not None
    return context.text(
        step.text_key,
        reason=refusal_words(context.content, language, *(mine.refused_for or (None, None))),
        deadline=russian.format_day(step.deadline, language) if step.deadline else "",
        moment=russian.format_moment(step.moment, language) if step.moment else "",
        place=step.college.address.in_(language),
        room=invited_room(one, step.college, language) if awaited else step.college.room.in_(language),
    )


def _facts(context: Context, mine: MyApplication) -> dict[str, object]:
    one, answers = mine.application, mine.applicant.answers
    name = russian.short_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""
    return {
        "no": one.number,
        "college": context.content.college(one.college).name.in_(context.language),
        "programmes": _programmes(context, one),
        "name": name,
        "status": context.text(f"admission-status-{one.status}"),
    }


def _programmes(context: Context, one: Application) -> str:
    names = [context.content.programme(choice.programme).short.in_(context.language) for choice in one.choices]
    return ", ".join(names)


def _ways(one: Application, mine: MyApplication, step: NextStep) -> list[list[Button]]:
    rows = []
    if mine.offer is not None:
        answers = [Button(f"ranking-{verb}", Action.of("ranking", verb, mine.offer.id)) for verb in ("take", "decline")]
        rows.append(answers)
    if one.status is ApplicationStatus.NEEDS_INFO:
        rows.append([Button("clarify-open", Action.of("clarify", "open", one.id))])
    if step.may_edit:
        edit = Button("admission-edit", Action.of(AMEND, "open", mine.applicant.id))
        rows.append([edit, Button("admission-menu-papers", feature.action("papers", mine.applicant.id))])
    if step.may_withdraw:
        rows.append([Button("admission-withdraw", feature.action("withdraw", one.id))])
    return rows


def _line(context: Context, mine: MyApplication) -> Markup:
    one = mine.application
    college = context.content.college(one.college).short.in_(context.language)
    args = {"no": one.number, "college": college, "status": context.text(f"admission-status-{one.status}")}
    return context.text("admission-mine-line", **args)


def _card_button(context: Context, mine: MyApplication) -> Button:
    one = mine.application
    args = {"no": one.number, "college": context.content.college(one.college).short.in_(context.language)}
    return Button("admission-mine-open", feature.action("card", one.id), args=args)


def _open_button() -> Button:
    return Button("admission-open", Action.of(FORM, "open"))


# --- withdrawing -------------------------------------------------------------------------------------


@feature.press("withdraw")
async def ask_to_withdraw(_update: Update, context: Context) -> None:
    """Ask before an application is withdrawn."""
    one = await context.read(admission.own_application, context.person.id, menu.number(context))
    rows = [
        [Button("admission-withdraw-no", feature.action("card", one.id))],
        [Button("admission-withdraw-yes", feature.action("withdraw-sure", one.id))],
    ]
    context.show(Screen("admission-withdraw-sure", {"no": one.number}, rows))


@feature.press("withdraw-sure")
async def withdraw(_update: Update, context: Context) -> None:
    """Withdraw an application."""
    one: Application = await context.run(admission.withdraw, context.now, context.person.id, menu.number(context))
    context.show(Screen("admission-withdrawn", {"no": one.number}, [[_open_button()], [menu.BACK]]))


@feature.press("others")
async def others(_update: Update, context: Context) -> None:
    """After an enrolment: ask what becomes of the person's other applications."""
    application_id = menu.number(context)
    found = await context.read(admission.others_of, context.person.id, application_id)
    if not found:
        context.show(Screen("admission-others-none", keyboard=[[menu.BACK]]))
        return
    listed = ", ".join(
        f"{one.number} ({context.content.college(one.college).short.in_(context.language)})" for one in found
    )
    rows = [
        [Button("admission-others-withdraw", feature.action("others-gone", application_id))],
        [Button("admission-others-keep", feature.action("mine"))],
    ]
    context.show(Screen("admission-others-ask", {"list": listed}, rows))


@feature.press("others-gone")
async def others_gone(_update: Update, context: Context) -> None:
    """Withdraw the other applications."""
    count = await context.run(admission.withdraw_others, context.now, context.person.id, menu.number(context))
    key = "admission-others-gone" if count else "admission-others-none"
    context.show(Screen(key, {"count": count} if count else {}, [[menu.BACK]]))


# --- papers ------------------------------------------------------------------------------------------


@feature.press("papers")
async def papers(_update: Update, context: Context) -> None:
    """Show the papers of a person; of the only one where the menu asks."""
    applicant_id = menu.number(context) or await _only_applicant(context)
    if not applicant_id:
        context.show(Screen("admission-papers-none", keyboard=[[_open_button()], [menu.BACK]]))
        return
    listed = await context.read(admission.checklist, context.person.id, applicant_id, context.content)
    context.show(checklist(context, listed, menu.number(context, 1)))


@feature.press("paper")
async def tick(_update: Update, context: Context) -> None:
    """Tick a paper as being at home, or take the tick away."""
    applicant_id, have, page = menu.number(context), menu.number(context, 2), menu.number(context, 3)
    kind = menu.word(context, 1)
    listed: Checklist = await context.run(
        admission.mark_document, context.now, context.person.id, applicant_id, kind, bool(have), context.content
    )
    await context.run(drawing.touch, context.now, [context.person.id])
    context.show(checklist(context, listed, page))


async def _only_applicant(context: Context) -> int:
    found = await context.read(admission.my_applications, context.person.id)
    return next((one.applicant.id for one in found if one.application.owner_id == context.person.id), 0)


def checklist(context: Context, listed: Checklist, page: int) -> Screen:
    """Return the checklist: a line and a button for each paper."""
    if not listed.papers:
        return Screen("admission-papers-none", keyboard=[[menu.BACK]])
    lines = [
        Markup("{} {} \u2014 <i>{}</i>").format(
            MARKS[state], document.label.in_(context.language), context.text(f"admission-document-{state}")
        )
        for document, state in listed.papers
    ]
    title = context.text("admission-papers", ready=listed.ready, total=len(listed.papers))
    return Screen("", body=BLANK.join([title, LINE.join(lines)]), keyboard=_paper_rows(context, listed, page))


def _paper_rows(context: Context, listed: Checklist, page: int) -> list[list[Button]]:
    pages = -(-len(listed.papers) // MOST_PAPERS)
    page %= pages
    rows = []
    for document, state in listed.papers[page * MOST_PAPERS : (page + 1) * MOST_PAPERS]:
        want = int(state in {DocumentState.NONE, DocumentState.RETURNED})
        label = f"{MARKS[state]} {document.label.in_(context.language)}"
        rows.append(
            [Button(label=label, action=feature.action("paper", listed.applicant_id, document.key, want, page))]
        )
    last = [menu.BACK]
    if pages > 1:
        last.append(Button("form-page-next", feature.action("papers", listed.applicant_id, (page + 1) % pages)))
    return [*rows, paper_files.way_row(context, listed), last]
