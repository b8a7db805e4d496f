"""How review's events look, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.feature import Notice, NoticeContext
from bot.screens import Screen
from cluster import review
from cluster.calendar import is_quiet
from cluster.content import NoticeEvent
from cluster.review import (
    DecisionCarried,
    DecisionFailed,
    HandedOn,
    InfoReminded,
    OriginalMoved,
    PaperChecked,
    ParentConsentReceived,
)
from handlers.admission import facts
from handlers.admission.notices import ways
from handlers.admission.telling import Tale, Teller, once_at, tell
from handlers.review.common import QUEUE, card_button, feature
from handlers.review.holding import anchor_of
from storage import people
from storage.admission import Application, DocumentState, applicants, applications

feature.on_duty(review.DUTIES)


@feature.notice(HandedOn)
def handed_on(event: HandedOn, context: NoticeContext) -> Iterable[Notice]:
    """Tell who has the application now."""
    once = once_at(context.now, event.application_id)
    tale = Tale(NoticeEvent.HANDED_ON, event.application_id, once, event.from_id, assignee_id=event.to_id, rows=ways)
    yield from tell(context, tale)


@feature.notice(PaperChecked)
def paper_checked(event: PaperChecked, context: NoticeContext) -> Iterable[Notice]:
    """Tell what became of a paper."""

    def paper(teller: Teller, language: str) -> Mapping[str, Any]:
        papers = applicants.documents(context.session, teller.application.applicant_id)
        reason = next((one.reason for one in papers if one.kind == event.kind), None)
        return {"paper": facts.items(teller, language, [event.kind]), "reason": reason or ""}

    back = event.state is DocumentState.RETURNED
    known = NoticeEvent.PAPER_RETURNED if back else NoticeEvent.PAPER_VERIFIED
    once = once_at(context.now, event.application_id, event.kind)
    yield from tell(context, Tale(known, event.application_id, once, event.by_id, facts=paper, rows=ways))


@feature.notice(ParentConsentReceived)
def parent_consent(event: ParentConsentReceived, context: NoticeContext) -> Iterable[Notice]:
    """Tell that the consent came."""
    once = str(event.application_id)
    yield from tell(context, Tale(NoticeEvent.PARENT_CONSENT, event.application_id, once, event.by_id, rows=ways))


@feature.notice(OriginalMoved)
def original_moved(event: OriginalMoved, context: NoticeContext) -> Iterable[Notice]:
    """Tell where the original lies."""
    known = NoticeEvent.ORIGINAL_BROUGHT if event.brought else NoticeEvent.ORIGINAL_BACK
    once = once_at(context.now, event.application_id)
    yield from tell(context, Tale(known, event.application_id, once, event.by_id, rows=ways))


@feature.notice(InfoReminded)
def info_reminded(event: InfoReminded, context: NoticeContext) -> Iterable[Notice]:
    """Remind of what the college asked for."""
    once = f"{event.application_id}:{event.day}"
    rows = facts.rows_of(ways)
    yield from tell(context, Tale(NoticeEvent.INFO_REMINDED, event.application_id, once, facts=facts.asked, rows=rows))


@feature.notice(DecisionCarried)
def decision_carried(event: DecisionCarried, context: NoticeContext) -> Iterable[Notice]:
    """Turn the screen that showed the held decision into what became of it; silent, so at any hour."""
    one = applications.get(context.session, [event.application_id])[event.application_id]
    status = context.texts.get(context.language_of(event.decided_by), f"review-status-{event.after}")
    args = {"no": one.number, "status": status, "heard": _heard(context, one)}
    yield _in_place(event, context, Screen("review-held-done", args), one)


def _heard(context: NoticeContext, one: Application) -> str:
    owner = people.get(context.session, [one.owner_id]).get(one.owner_id)
    if owner is None or owner.unreachable or owner.chat_id is None:
        return "never"
    return "later" if is_quiet(context.now) else "now"


def _in_place(
    event: DecisionCarried | DecisionFailed, context: NoticeContext, screen: Screen, one: Application
) -> Notice:
    """Return a screen in place of the one that showed the held decision."""
    anchor = anchor_of(event.application_id, event.decided_by)
    shown = replace(screen, keyboard=[[card_button(one, fresh=True), QUEUE]], anchor=anchor)
    return Notice(event.decided_by, shown, once_at(context.now, "held", event.application_id))


@feature.notice(DecisionFailed)
def decision_failed(event: DecisionFailed, context: NoticeContext) -> Iterable[Notice]:
    """Tell who decided that it could not be carried out, and why; the screen that showed it held goes out of use."""

    def why(teller: Teller, language: str) -> Mapping[str, Any]:
        texts = teller.context.texts
        decision = texts.get(language, f"review-decision-{event.kind}")
        return {"decision": decision, "why": texts.get(language, event.text_key, **dict(event.args))}

    once = once_at(context.now, event.application_id)
    tale = Tale(
        NoticeEvent.DECISION_FAILED, event.application_id, once,
        assignee_id=event.decided_by, facts=why, rows=ways,
    )  # fmt: skip
    one = applications.get(context.session, [event.application_id])[event.application_id]
    decision = context.texts.get(context.language_of(event.decided_by), f"review-decision-{event.kind}")
    yield _in_place(event, context, Screen("review-held-failed", {"no": one.number, "decision": decision}), one)
    yield from tell(context, tale)
