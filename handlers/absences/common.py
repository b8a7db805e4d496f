"""How an absence looks, to the student and to those who are told."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Button, Screen
from bot.texts import Texts
from cluster import russian
from cluster.absences import REASONS, Absent
from cluster.content import Content
from cluster.internship.naming import short_name
from handlers.naming import organisation_name
from storage.absences import Absence, AbsenceReason

feature = Feature("absences")


def span(first: date, last: date, language: str) -> str:
    """Return the days of an absence."""
    if first == last:
        return russian.format_day(first, language)
    return f"{russian.format_day(first, language)} – {russian.format_day(last, language)}"


def reason_text(texts: Texts, language: str, reason: AbsenceReason) -> Markup:
    """Return why somebody is away."""
    return texts.get(language, f"absences-reason-{reason}")


def own_anchor(absence_id: int) -> str:
    """Return the name of the message in which a student sees what became of an absence."""
    return f"absence:{absence_id}"


def told_anchor(absence_id: int, person_id: int) -> str:
    """Return the name of the message by which somebody was told of an absence."""
    return f"absence:{absence_id}:{person_id}"


def seen_line(texts: Texts, language: str, absence: Absence, name: str | None, *, own: bool = True) -> Markup:
    """Return who was the first to read of it, and when, as the student or (not `own`) those told read it."""
    if absence.seen_at is None:
        return texts.get(language, "absences-unseen" if own else "absences-unread")
    at = russian.format_moment(absence.seen_at, language)
    return texts.get(language, "absences-seen-by", who=name or "none", at=at)


def told_card(texts: Texts, content: Content, language: str, found: Absent, seen_by: str | None, reader: int) -> Screen:
    """Return the card of an absence for the mentor and the college, as it stands."""
    absence = found.absence
    state = "withdrawn" if absence.withdrawn_at is not None else "told"
    args = {
        "name": short_name(found.student) or texts.get(language, "diary-nameless"),
        "group": found.student.study_group,
        "plant": organisation_name(content, found.placement.enterprise, language),
        "days": span(absence.first_day, absence.last_day, language),
        "reason": reason_text(texts, language, absence.reason),
        "note": absence.note or "",
        "noted": int(bool(absence.note)),
        "seen": seen_line(texts, language, absence, seen_by, own=False),
    }
    unseen = absence.seen_at is None and state == "told" and absence.reason is not AbsenceReason.UNEXPLAINED
    rows = [[Button("absences-saw", feature.action("seen", absence.id))]] if unseen else []
    return Screen(f"absences-card-{state}", args, rows, anchor=told_anchor(absence.id, reader))


def reason_rows(placement_id: int, chosen: date) -> list[list[Button]]:
    """Return a button for each reason, two a row."""
    buttons = [
        Button(f"absences-reason-{reason}", feature.action("tell", placement_id, chosen.isoformat(), reason))
        for reason in REASONS
    ]
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
