"""Records turned into the texts of a paper. Papers are Russian, whoever reads the chat in which language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from cluster import russian
from cluster.content import Content, Module
from cluster.diary.sharing import hours_by_competence
from cluster.internship.hours import plan_of
from cluster.internship.naming import full_name, short_name
from cluster.practice_papers.facts import DiaryEntryFacts, DiaryFacts, ListFacts, Member, PracticeFacts, Signer
from cluster.practice_papers.missing import DATA, Missing
from papers.documents import PAPERS, Kind, Need, Slot, Values
from storage.internship import FIRST_BRIEFINGS, Briefing, BriefingKind, Competence, Place, Placement, Student

Say: TypeAlias = Callable[[str], str]
"""Gives the Russian text of a key."""

Texts: TypeAlias = dict[str, str | Sequence[Mapping[str, str]]]

_BRIEFINGS: Mapping[BriefingKind, Missing] = {
    BriefingKind.INTRODUCTORY: Missing.INTRODUCTORY,
    BriefingKind.PRIMARY: Missing.PRIMARY,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What a paper says, and what it still lacks: with anything missing it is not made."""

    values: Values
    missing: tuple[Missing, ...] = ()
    days: Mapping[Missing, tuple[date, ...]] = field(default_factory=dict)
    """Which days it is that something is missing of, where it is about days."""


def values_of(
    kind: Kind,
    facts: PracticeFacts | ListFacts,
    content: Content,
    say: Say,
    shown: Collection[str] | None = None,
) -> Filled:
    """Return the values of a paper, and what is missing for it in the order of the paper.

    `shown` are the slots of the template that will be filled (`papers.documents.slots_of`): what it does not show is
    not asked for. None asks for everything that such a paper can say.
    """
    if isinstance(facts, ListFacts) != (kind is Kind.STUDENT_LIST):
        raise TypeError(f"{kind.value} is not made of {type(facts).__name__}")
    texts = _list(facts, content, say) if isinstance(facts, ListFacts) else _of_practice(kind, facts, content, say)
    missing = tuple(dict.fromkeys(_missing(kind, facts, texts, shown)))
    days = _days(facts, content) if isinstance(facts, PracticeFacts) else {}
    return Filled(texts, missing, {one: days[one] for one in missing if days.get(one)})


def _missing(
    kind: Kind, facts: PracticeFacts | ListFacts, texts: Texts, shown: Collection[str] | None
) -> Iterator[Missing]:
    diary = facts.diary if isinstance(facts, PracticeFacts) else DiaryFacts()
    for slot in PAPERS[kind].slots:
        items = [item for item in slot.items if shown is None or f"{slot.name}.{item.name}" in shown]
        if shown is not None and slot.name not in shown and not items:
            continue
        if slot.name == "briefings":
            held = {briefing.kind for briefing in diary.briefings}
            yield from (_BRIEFINGS[first] for first in FIRST_BRIEFINGS if first not in held)
            continue
        pending = [one for one, days in _pending(diary).items() if days]
        # Where days are only not accepted yet, these are what is missing, not a diary.
        known = texts[slot.name] or (pending and DATA.get(slot.name) is Missing.ENTRIES)
        if slot.need is not Need.OPTIONAL and not known:
            yield DATA[slot.name]
        yield from _missing_items(slot, items, texts[slot.name])
        if slot.name == "entries":
            yield from pending


def _pending(diary: DiaryFacts) -> Mapping[Missing, tuple[date, ...]]:
    return {Missing.UNACCEPTED: diary.waiting, Missing.RETURNED: diary.returned, Missing.STUCK: diary.stuck}


def _days(facts: PracticeFacts, content: Content) -> Mapping[Missing, tuple[date, ...]]:
    module = _module(facts.placement.module, content)
    wordless = tuple(sorted(one.day for one in facts.diary.entries if not _done(one, module)))
    return {**_pending(facts.diary), Missing.ENTRIES_TEXT: wordless}


def _missing_items(slot: Slot, items: Sequence[Slot], rows: str | Sequence[Mapping[str, str]]) -> Iterator[Missing]:
    for item in items:
        if item.need is not Need.OPTIONAL and not all(row[item.name] for row in rows if not isinstance(row, str)):
            yield DATA[f"{slot.name}.{item.name}"]


# --- of one student ------------------------------------------------------------------------------------


def _of_practice(kind: Kind, facts: PracticeFacts, content: Content, say: Say) -> Texts:
    texts = _practice(facts, content, say)
    if kind is Kind.DIARY:
        texts |= _diary(facts.diary, _module(facts.placement.module, content), say)
    elif kind in (Kind.ATTESTATION_SHEET, Kind.REFERENCE_LETTER):
        texts |= _assessment(facts, content, say)
    known = {slot.name for slot in PAPERS[kind].slots}
    return {name: text for name, text in texts.items() if name in known}


def _practice(facts: PracticeFacts, content: Content, say: Say) -> Texts:
    student, placement = facts.student, facts.placement
    programme, module = content.programme(placement.programme), _module(placement.module, content)
    return {
        **_organisations(placement.college, placement.enterprise, content),
        "site": facts.place.site if facts.place else "",
        "student_name": full_name(student),
        "student_short": short_name(student),
        "study_group": student.study_group,
        "programme_code": programme.code,
        "programme_name": programme.name.ru,
        "qualification": programme.qualification.ru,
        "practice_kind": say(f"practice_papers-kind-{placement.kind.value}"),
        "module": module.code if module else "",
        "module_name": module.name.ru if module else "",
        "date_from": russian.format_paper_date(placement.date_from),
        "date_to": russian.format_paper_date(placement.date_to),
        "year": str(placement.date_to.year),
        "hours_total": _planned(placement, facts.place, student, content),
        **_numbered("agreement", placement.agreement_no, placement.agreement_date),
        "agreement_until": _day(placement.agreement_until),
        **_numbered("college_order", placement.college_order_no, placement.college_order_date),
        **_numbered("enterprise_order", placement.enterprise_order_no, placement.enterprise_order_date),
        **_signer("supervisor", facts.supervisor),
        **_signer("mentor", facts.mentor),
    }


def _diary(diary: DiaryFacts, module: Module | None, say: Say) -> Texts:
    entries = sorted(diary.entries, key=lambda entry: entry.day)
    half_hours = sum(entry.half_hours for entry in entries)
    days = len({entry.day for entry in entries})
    return {
        "briefings": [_briefing(one, say) for one in sorted(diary.briefings, key=lambda one: one.held_on)],
        "entries": [_entry(entry, module) for entry in entries],
        "days_done": str(days) if days else "",
        "hours_done": _hours(half_hours) if half_hours else "",
    }


def _briefing(briefing: Briefing, say: Say) -> dict[str, str]:
    return {
        "kind": say(f"practice_papers-briefing-{briefing.kind.value}"),
        "date": russian.format_numeric_date(briefing.held_on),
        "held_by": briefing.held_by,
        "journal_no": briefing.journal_no or "",
    }


def _entry(entry: DiaryEntryFacts, module: Module | None) -> dict[str, str]:
    return {
        "day": russian.format_numeric_date(entry.day),
        "hours": _hours(entry.half_hours),
        "competences": ", ".join(_code(code) for code in entry.competences),
        "text": _done(entry, module),
    }


def _done(entry: DiaryEntryFacts, module: Module | None) -> str:
    """Return what was done: the words; of a day written by buttons, or whose words are deleted, the competences."""
    labels = {one.code: one.label.ru for one in module.competences} if module else {}
    return entry.text.strip() or "; ".join(labels.get(code, _code(code)) for code in entry.competences)


def _assessment(facts: PracticeFacts, content: Content, say: Say) -> Texts:
    placement, said = facts.placement, {one.code: one for one in facts.competences}
    module = _module(placement.module, content)
    hours = _hours_by_competence(facts, module)
    rows = (
        [
            _competence(one.code, one.label.ru, hours.get(one.code, ""), said.get(one.code), say)
            for one in module.competences
        ]
        if module
        else []
    )
    mastered = [said[one.code].mastered for one in module.competences if one.code in said] if module else []
    judged = bool(rows) and len(mastered) == len(rows)
    recommended = placement.recommendation
    return {
        "reference_text": (placement.review or "").strip(),
        "competences": rows,
        "competence_count": str(len(rows)) if rows else "",
        "mastered_count": str(sum(mastered)) if judged else "",
        "mark": say(f"practice_papers-mark-{placement.mark}") if placement.mark else "",
        "recommendation": say(f"practice_papers-recommend-{recommended.value}") if recommended else "",
    }


def _hours_by_competence(facts: PracticeFacts, module: Module | None) -> Mapping[str, str]:
    """Return the hours of each competence: as somebody wrote them, else from the accepted days; none known: empty."""
    said = {one.code: one.hours for one in facts.competences if one.hours is not None}
    codes = [one.code for one in module.competences] if module else []
    if said:
        return {code: russian.format_hours(said.get(code, 0)) for code in codes}
    shares = hours_by_competence(((one.half_hours, one.competences) for one in facts.diary.entries), codes)
    return {code: _hours(half_hours) for code, half_hours in shares.items()}


def _competence(code: str, name: str, hours: str, said: Competence | None, say: Say) -> dict[str, str]:
    return {
        "code": _code(code),
        "name": name,
        "hours": hours,
        "result": say(f"practice_papers-result-{'mastered' if said.mastered else 'open'}") if said else "",
    }


def _code(code: str) -> str:
    """Return «ПК 2.1», as papers write what is kept as «ПК2.1»; its space does not break."""
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\u00a0", code)


# --- of many -------------------------------------------------------------------------------------------


def _list(facts: ListFacts, content: Content, say: Say) -> Texts:
    members = sorted(facts.members, key=lambda member: russian.plain(full_name(member.student)))
    first = min((member.placement.date_from for member in members), default=None)
    return {
        **_organisations(facts.college, facts.enterprise, content),
        **_numbered("agreement", facts.agreement_no, facts.agreement_date),
        "agreement_until": _day(facts.agreement_until),
        **_signer("supervisor", facts.supervisor),
        "year": str(first.year) if first else "",
        "student_count": str(len(members)) if members else "",
        "students": [_member(member, content, say) for member in members],
    }


def _member(member: Member, content: Content, say: Say) -> dict[str, str]:
    student, placement = member.student, member.placement
    programme, module = content.programme(placement.programme), _module(placement.module, content)
    return {
        "name": full_name(student),
        "birth_date": russian.format_numeric_date(student.birth_date) if student.birth_date else "",
        "study_group": student.study_group,
        "programme_code": programme.code,
        "programme_name": programme.name.ru,
        "practice_kind": say(f"practice_papers-kind-{placement.kind.value}"),
        "module": module.code if module else "",
        "date_from": russian.format_numeric_date(placement.date_from),
        "date_to": russian.format_numeric_date(placement.date_to),
        "hours_total": _planned(placement, member.place, student, content),
        "mentor_name": russian.shortened(member.mentor.name) if member.mentor else "",
    }


# --- of all --------------------------------------------------------------------------------------------


def _organisations(college: str, enterprise: str, content: Content) -> dict[str, str]:
    sends = content.college(college)
    return {
        "college_name": sends.name.ru,
        "college_city": sends.city.ru,
        "enterprise_name": content.enterprise(enterprise).name.ru,
    }


def _module(key: str, content: Content) -> Module | None:
    """Return the module; None where the content has it no more: its code would be on the paper, not its key."""
    return next((module for module in content.modules if module.key == key), None)


def _hours(half_hours: int) -> str:
    return russian.format_hours(Decimal(half_hours) / 2)


def _planned(placement: Placement, place: Place | None, student: Student, content: Content) -> str:
    planned = plan_of(placement, place, student, content).half_hours
    return _hours(planned) if planned else ""


def _signer(role: str, signer: Signer | None) -> dict[str, str]:
    name = russian.tidy(signer.name) if signer else ""
    post = signer.post if signer else None
    return {f"{role}_name": name, f"{role}_short": russian.shortened(name), f"{role}_post": post or ""}


def _numbered(what: str, number: str | None, day: date | None) -> dict[str, str]:
    return {f"{what}_no": number or "", f"{what}_date": _day(day)}


def _day(day: date | None) -> str:
    return russian.format_numeric_date(day) if day else ""
