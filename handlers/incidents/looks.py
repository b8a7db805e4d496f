"""How an incident looks: to the student, to who answers, to who has no right to a name, to a parent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.screens import BLANK, LINE, Action, Button, Screen
from bot.texts import Texts
from cluster import russian
from cluster.calendar import age_on, day_of
from cluster.content import Content
from cluster.incidents import Call, Card, Case
from cluster.internship.naming import full_name
from handlers import menu
from handlers.incidents.common import anchor_of, clock, feature, masked_name, numbers, who
from handlers.naming import organisation_name
from storage.incidents import IncidentState as S

MOST_NOTES_SHOWN = 3
"""With the student's words and the outcome no more fit into one message."""


class Look:
    """Draws one incident for one person at one moment."""

    def __init__(self, texts: Texts, content: Content, language: str, now: datetime, person_id: int) -> None:
        self.texts, self.content, self.language, self.now, self.person_id = texts, content, language, now, person_id

    def screen(self, card: Card) -> Screen:
        """Return the incident as its person sees it: the student's own, or the card of who answers or watches."""
        body = self._own(card) if card.is_own else self._card(card)
        rows = self._own_rows(card) if card.is_own else self._card_rows(card)
        return Screen("", body=body, keyboard=rows, anchor=anchor_of(card.case.incident.id, self.person_id))

    def line(self, case: Case) -> dict[str, Any]:
        """Return what a line of a list, or a short message, says of an incident."""
        return {
            "no": case.incident.id,
            "kind": self._label(case),
            "name": masked_name(case.student) or "none",
            "state": case.incident.state.value,
            "at": self._clock(case.incident.told_at),
        }

    def bare(self, case: Case, calls: tuple[Call, ...]) -> Screen:
        """Return the card of who has no right to the student's name: where it is, and whom to call."""
        anchor = anchor_of(case.incident.id, self.person_id)
        if not case.incident.is_waiting:
            return Screen("incidents-bare-over", self._place(case), anchor=anchor)
        body = BLANK.join([self._say("incidents-bare", **self._place(case)), self._numbers(calls)])
        return Screen("", body=body, keyboard=[[menu.FRESH]], anchor=anchor)

    def _place(self, case: Case) -> dict[str, Any]:
        college = organisation_name(self.content, case.incident.college, self.language)
        plant = organisation_name(self.content, case.incident.enterprise, self.language) or "none"
        return {**self.line(case), "college": college, "plant": plant}

    # --- the student -------------------------------------------------------------------------------------

    def _own(self, card: Card) -> Markup:
        case, incident = card.case, card.case.incident
        parts = [self._say("incidents-own-head", no=incident.id, kind=self._label(case))]
        if incident.is_standing and case.route.hint is not None:
            parts.append(Markup("<b>{}</b>").format(case.route.hint.in_(self.language)))
        parts.append(self._own_state(card))
        parts += self._closed(card)
        if incident.is_standing and (known := self._who_knows(card)):
            parts.append(known)
        parts += self._said(card, "incidents-own-words")
        if incident.is_waiting or (incident.is_standing and case.route.urgent):
            parts.append(LINE.join([self._say("incidents-calls"), self._numbers(card.calls)]))
        return BLANK.join(parts)

    def _own_state(self, card: Card) -> Markup:
        incident = card.case.incident
        at = self._clock(incident.told_at)
        match incident.state:
            case S.OPEN if not card.told:
                return self._say("incidents-own-nobody")
            case S.OPEN if incident.due_at is not None:
                key = "incidents-own-unanswered" if self._is_late(card) else "incidents-own-sent"
                return self._say(key, reporter=card.reporter, at=at, until=self._clock(incident.due_at))
            case S.OPEN:
                return self._say("incidents-own-silence")
            case S.ACKNOWLEDGED if incident.is_waiting:
                until = self._clock(incident.due_at or incident.told_at)
                return self._say("incidents-own-handed", who=who(card, incident.acknowledged_by), until=until)
            case S.ACKNOWLEDGED:
                taken = self._clock(incident.acknowledged_at or incident.told_at)
                return self._say("incidents-own-taken", who=who(card, incident.acknowledged_by), at=taken)
            case S.RESOLVED:
                closed = self._clock(incident.resolved_at or incident.told_at)
                by = who(card, incident.resolved_by)
                return self._say("incidents-own-resolved", who=by, at=closed, text=incident.outcome or "none")
            case S.WITHDRAWN:
                return self._say("incidents-own-withdrawn")

    def _closed(self, card: Card) -> list[Markup]:
        """Say when the college answers its telephone, where it is closed and nobody has answered in time."""
        incident, hours = card.case.incident, self.content.office_hours(card.case.incident.college)
        silent = incident.state is S.OPEN and (incident.due_at is None or self._is_late(card))
        if not silent or self.content.calendar.is_open(self.now, hours):
            return []
        opens = self.content.calendar.next_working_moment(self.now, hours)
        return [self._say("incidents-own-closed", opens=russian.format_moment(opens, self.language))]

    def _is_late(self, card: Card) -> bool:
        """Whether a deadline has passed: a level above the first may have been the first where anybody was."""
        incident = card.case.incident
        first = next(
            (n for n, step in enumerate(card.case.route.steps) if {p for p, _ in card.told} & set(step.told)), 0
        )
        return incident.level > first

    def _who_knows(self, card: Card) -> Markup:
        closed = card.case.route.closed_to_plant and card.reporter != "mentor"
        if not card.told:
            return self._say("incidents-own-alone") if closed else Markup("")
        told = [
            self._say(f"incidents-party-{party}", name=card.names.get(person_id, "none"))
            for party, person_id in card.told
        ]
        key = "incidents-own-told-closed" if closed else "incidents-own-told"
        return self._say(key, who=Markup(", ").join(dict.fromkeys(told)))

    def _own_rows(self, card: Card) -> list[list[Button]]:
        incident = card.case.incident
        if not incident.is_standing:
            return [[menu.FRESH]]
        written = "incidents-words-again" if incident.words else "incidents-words"
        rows = [[Button(written, Action.of("incident-words", "open", incident.id))]]
        if card.may_name:
            named = "incidents-whom-again" if card.whom is not None else "incidents-whom"
            rows.append([Button(named, feature.action("whom", incident.id))])
        if card.may_withdraw:
            rows.append([Button("incidents-withdraw", feature.action("oops", incident.id))])
        return [*rows, [menu.FRESH]]

    # --- who answers -------------------------------------------------------------------------------------

    def _card(self, card: Card) -> Markup:
        case, incident = card.case, card.case.incident
        head = self._say("incidents-card-head", **self.line(case))
        parts = [LINE.join([head, self._student(card), self._where(card), self._reported(card)])]
        parts.append(self._card_state(card))
        parts += self._said(card, "incidents-card-words")
        notes = [note for note in incident.notes if not note.final][-MOST_NOTES_SHOWN:]
        lines = [
            self._say("incidents-card-note", who=who(card, n.by_id), at=self._clock(n.at), text=n.text) for n in notes
        ]
        if lines:
            parts.append(LINE.join(lines))
        if incident.is_waiting:
            parts.append(LINE.join([self._say("incidents-calls"), self.numbers_of(card)]))
        return BLANK.join(parts)

    def numbers_of(self, card: Card) -> Markup:
        """Return whom to call about an incident; the student's own number for those alone who may answer."""
        phone = card.case.student.phone
        lines = [self._numbers(card.calls)]
        if card.may_answer and phone is not None:
            lines.insert(0, self._say("incidents-call-student", phone=russian.format_phone(phone)))
        return LINE.join(lines)

    def _student(self, card: Card) -> Markup:
        student = card.case.student
        age = 0 if student.birth_date is None else age_on(student.birth_date, day_of(card.case.incident.told_at))
        return self._say("incidents-card-who", name=full_name(student) or "none", group=student.study_group, age=age)

    def _where(self, card: Card) -> Markup:
        incident = card.case.incident
        college = organisation_name(self.content, incident.college, self.language)
        if incident.enterprise is None:
            return self._say("incidents-card-college", college=college)
        plant = organisation_name(self.content, incident.enterprise, self.language)
        site = card.site.name.in_(self.language) if card.site is not None else "none"
        return self._say("incidents-card-where", plant=plant, site=site)

    def _reported(self, card: Card) -> Markup:
        incident = card.case.incident
        by = card.names.get(incident.told_by, "none")
        return self._say("incidents-card-told", part=card.reporter, who=by, at=self._clock(incident.told_at))

    def _card_state(self, card: Card) -> Markup:
        incident = card.case.incident
        match incident.state:
            case S.OPEN:
                until = "none" if incident.due_at is None else self._clock(incident.due_at)
                return self._say("incidents-card-open", until=until, answers="yes" if card.may_answer else "no")
            case S.ACKNOWLEDGED if incident.is_waiting:
                own = "yes" if incident.acknowledged_by == self.person_id else "no"
                until = self._clock(incident.due_at or incident.told_at)
                return self._say("incidents-card-handed", own=own, who=who(card, incident.acknowledged_by), until=until)
            case S.ACKNOWLEDGED:
                own = "yes" if incident.acknowledged_by == self.person_id else "no"
                at = self._clock(incident.acknowledged_at or incident.told_at)
                return self._say("incidents-card-taken", own=own, who=who(card, incident.acknowledged_by), at=at)
            case S.RESOLVED:
                at = self._clock(incident.resolved_at or incident.told_at)
                by = who(card, incident.resolved_by)
                return self._say("incidents-card-resolved", who=by, at=at, text=incident.outcome or "none")
            case S.WITHDRAWN:
                return self._say("incidents-card-withdrawn")

    def _card_rows(self, card: Card) -> list[list[Button]]:
        incident = card.case.incident
        if not card.may_answer:
            return [[menu.FRESH]]
        buttons = [Button("incidents-take", feature.action("take", incident.id))] if incident.is_waiting else []
        buttons += [
            Button("incidents-resolve", Action.of("incident-outcome", "open", incident.id)),
            Button("incidents-call", feature.action("call", incident.id)),
            Button("incidents-hand", feature.action("hand", incident.id, 0)),
            Button("incidents-note", Action.of("incident-note", "open", incident.id)),
            menu.FRESH,
        ]
        return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]

    # --- both --------------------------------------------------------------------------------------------

    def _said(self, card: Card, key: str) -> list[Markup]:
        said = [self._say(key, words=card.case.incident.words)] if card.case.incident.words else []
        return said if card.whom is None else [*said, self._say(f"incidents-about-{card.whom}")]

    def _label(self, case: Case) -> str:
        return case.route.label.in_(self.language)

    def _numbers(self, calls: tuple[Call, ...]) -> Markup:
        return numbers(self.texts, self.language, calls)

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self.now, self.language)

    @property
    def _say(self) -> Callable[..., Markup]:
        def say(key: str, **args: Any) -> Markup:
            return self.texts.get(self.language, key, **args)

        return say
