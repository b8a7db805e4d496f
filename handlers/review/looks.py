"""How a card looks: the state of things first, then the answers, then the papers."""

from __future__ import annotations

from markupsafe import Markup

from bot.form.screens import shown
from bot.screens import BLANK, LINE
from bot.turn.context import Context
from cluster import admission, russian
from cluster.calendar import age_on, day_of
from cluster.review import Card
from handlers.admission.questions import QUESTIONS
from handlers.review.common import MARKS, full_name, status_text, view_of

HIDDEN = frozenset({"consent_pd", "last_name", "first_name", "middle_name", "birth_date", "choices", "filled_by"})
"""Answers that stand in the heading."""
LONGEST_ANSWER = 160


def text(context: Context, card: Card) -> Markup:
    """Return the whole card."""
    parts = [_heading(context, card), *_warnings(context, card)]
    if card.applicant.answers is not None:
        parts += [_folded(_papers(context, card)), _folded(_answers(context, card))]
    return BLANK.join(part for part in parts if part)


def _folded(block: Markup) -> Markup:
    """Return a block that shows its first lines and opens at a tap: on a phone the buttons stay in sight."""
    return Markup("<blockquote expandable>{}</blockquote>").format(block)


def _heading(context: Context, card: Card) -> Markup:
    one, answers = card.application, card.applicant.answers
    lines = [context.text("review-card-title", no=one.number, status=status_text(context, card))]
    if answers is None:
        lines.append(context.text("review-erased"))
    else:
        age = age_on(answers.birth_date, day_of(context.now))
        born = russian.format_date(answers.birth_date, context.language)
        lines.append(context.text("review-card-person", name=full_name(card.applicant), age=age, born=born))
    names = [_programme(context, choice.programme, choice.place) for choice in one.choices]
    lines.append(Markup("; ").join(names))
    lines += _facts(context, card)
    return LINE.join(lines)


def _programme(context: Context, key: str, place: int) -> Markup:
    programme = context.content.programme(key)
    bases = ", ".join(str(context.text(f"admission-after-{level}")) for level in programme.base_education)
    return context.text("review-card-choice", place=place, name=programme.short.in_(context.language), base=bases)


def _facts(context: Context, card: Card) -> list[Markup]:
    """Return what is known of the way of the application: who works on it, when it is due, numbers and dates."""
    one, language = card.application, context.language
    lines = []
    if one.status in {"submitted", "in_review"}:
        lines.append(context.text("review-card-due", date=russian.format_day(one.answer_due, language)))
    if card.assignee is not None:
        lines.append(context.text("review-card-assignee", who=card.assignee))
    if one.invited_for is not None and one.status == "invited":
        when = russian.format_moment(one.invited_for, language)
        lines.append(context.text("review-card-invited", when=when, room=one.invited_room or ""))
    if one.registration_number:
        lines.append(context.text("review-card-registered", reg=one.registration_number))
    if one.original_since is not None:
        since = russian.format_date(day_of(one.original_since), language)
        lines.append(context.text("review-card-original", date=since))
    if one.order_number and one.order_date:
        date = russian.format_date(one.order_date, language)
        lines.append(context.text("review-card-order", number=one.order_number, date=date))
    return lines


def _warnings(context: Context, card: Card) -> list[Markup]:
    """Return what must not be overlooked."""
    lines = []
    if card.overdue:
        lines.append(context.text("review-warn-overdue"))
    if card.held is not None:
        until = russian.format_moment(card.held.due_at, context.language)
        what = context.text(f"review-decision-{card.held.kind}")
        lines.append(context.text("review-warn-held", what=what, at=until, who=card.decider or "none"))
    if not card.reach.in_chat:
        phone = russian.format_phone(card.reach.second_phone) if card.reach.second_phone else ""
        lines.append(context.text("review-warn-unreachable", known=int(bool(phone)), phone=phone))
    if card.application.needs_human:
        lines.append(context.text("review-warn-human"))
    if card.consent_awaited and card.workable:
        lines.append(context.text("review-warn-consent"))
    if card.request is not None:
        lines.append(_asked(context, card))
    lines += [_other(context, card, place) for place in range(min(3, len(card.others)))]
    return [LINE.join(lines)] if lines else []


def _asked(context: Context, card: Card) -> Markup:
    assert card.request is not None
    papers = {document.key: document.label.in_(context.language) for document, _ in card.papers}
    names = [
        str(papers[item]) if item in papers else str(context.text(f"admission-label-{item}"))
        for item in card.request.missing
    ]
    due = russian.format_day(card.request.due, context.language)
    return context.text("review-warn-asked", list=", ".join(names), date=due)


def _other(context: Context, card: Card, place: int) -> Markup:
    other = card.others[place]
    college = context.content.college(other.college).short.in_(context.language)
    twice = int(other.college == card.application.college)
    status = context.text(f"review-status-{other.status}")
    return context.text("review-warn-other", college=college, status=status, twice=twice)


def _answers(context: Context, card: Card) -> Markup:
    values = admission.prefill(card.applicant, [choice.programme for choice in card.application.choices])
    view = view_of(context, values)
    lines = []
    for question in QUESTIONS:
        value = values.get(question.key)
        if question.key in HIDDEN or value is None or not question.when(view):
            continue
        answer = shown(question, value, view)
        short = answer if len(answer) <= LONGEST_ANSWER else answer[: LONGEST_ANSWER - 1] + "…"
        lines.append(Markup("{}: {}").format(context.text(f"admission-label-{question.key}"), short))
    return LINE.join([context.text("review-card-answers"), *lines])


def _papers(context: Context, card: Card) -> Markup:
    ready = sum(state == "verified" for _, state in card.papers)
    lines = [context.text("review-card-papers", ready=ready, total=len(card.papers))]
    lines += [
        Markup("{} {} \u2014 <i>{}</i>").format(
            MARKS[state], document.label.in_(context.language), context.text(f"review-paper-{state}")
        )
        for document, state in card.papers
    ]
    return LINE.join(lines)
