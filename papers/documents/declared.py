"""The five papers of a practice and their slots.

docs/templates.md explains each slot to the college; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from papers.documents.model import Kind, Need, Paper, Slot

_E, _R, _O = Need.ESSENTIAL, Need.REQUIRED, Need.OPTIONAL

_ORGANISATIONS = (
    Slot("college_name"),
    Slot("college_city"),
    Slot("enterprise_name"),
)
_AGREEMENT = (
    Slot("agreement_no"),
    Slot("agreement_date"),
    Slot("agreement_until", _O),
)
_SUPERVISOR = (
    Slot("supervisor_name"),
    Slot("supervisor_short"),
    Slot("supervisor_post", _O),
)
_PRACTICE = (
    *_ORGANISATIONS,
    Slot("site", _O),
    Slot("student_name", _E),
    Slot("student_short"),
    Slot("study_group"),
    Slot("programme_code"),
    Slot("programme_name"),
    Slot("qualification"),
    Slot("practice_kind"),
    Slot("module"),
    Slot("module_name", _O),
    Slot("date_from"),
    Slot("date_to"),
    Slot("year"),
    Slot("hours_total"),
    *_AGREEMENT,
    Slot("college_order_no"),
    Slot("college_order_date"),
    Slot("enterprise_order_no"),
    Slot("enterprise_order_date"),
    *_SUPERVISOR,
    Slot("mentor_name"),
    Slot("mentor_short"),
    Slot("mentor_post", _O),
)
_COMPETENCE = (
    Slot("code"),
    Slot("name"),
    Slot("hours", _O),
    Slot("result"),
)
_SHEET_COMPETENCE = (
    Slot("code"),
    Slot("name"),
    Slot("hours"),
    Slot("result"),
)
_BRIEFING = (
    Slot("kind"),
    Slot("date"),
    Slot("held_by"),
    Slot("journal_no", _O),
)
_ENTRY = (
    Slot("day"),
    Slot("hours"),
    Slot("competences", _O),
    Slot("text"),
)
_MEMBER = (
    Slot("name"),
    Slot("birth_date"),
    Slot("study_group"),
    Slot("programme_code"),
    Slot("programme_name"),
    Slot("practice_kind"),
    Slot("module"),
    Slot("date_from"),
    Slot("date_to"),
    Slot("hours_total"),
    Slot("mentor_name", _O),
)

PAPERS: Final[Mapping[Kind, Paper]] = {
    paper.kind: paper
    for paper in (
        Paper(
            Kind.DIARY,
            (
                *_PRACTICE,
                Slot("briefings", _R, _BRIEFING),
                Slot("entries", _E, _ENTRY),
                Slot("days_done"),
                Slot("hours_done"),
            ),
        ),
        Paper(
            Kind.ATTESTATION_SHEET,
            (
                *_PRACTICE,
                Slot("competences", _E, _SHEET_COMPETENCE),
                Slot("competence_count"),
                Slot("mastered_count"),
                Slot("mark", _E),
            ),
        ),
        Paper(
            Kind.REFERENCE_LETTER,
            (
                *_PRACTICE,
                Slot("reference_text", _E),
                Slot("competences", _R, _COMPETENCE),
                Slot("competence_count"),
                Slot("mastered_count"),
                Slot("mark"),
                Slot("recommendation"),
            ),
        ),
        Paper(Kind.REPORT_TITLE, _PRACTICE),
        Paper(
            Kind.STUDENT_LIST,
            (
                *_ORGANISATIONS,
                *_AGREEMENT,
                *_SUPERVISOR,
                Slot("year"),
                Slot("student_count"),
                Slot("students", _E, _MEMBER),
            ),
        ),
    )
}
