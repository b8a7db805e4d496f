"""What a verdict on a schedule says to people: a sentence a finding, and that a human decides."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal

from markupsafe import Markup

from bot.screens import LINE
from bot.texts import Texts
from cluster.minors import CLOSING, Finding, Span, Verdict
from cluster.russian import format_day, format_short_day

MOST_SENTENCES = 8
"""More than one reads on a phone; the rest is counted."""


def explain(texts: Texts, language: str, verdict: Verdict) -> Markup:
    """Return what speaks against a plan, a line a sentence; empty where nothing does."""
    spans = verdict.spans
    if not spans:
        return Markup()
    lines = [_sentence(texts, language, span) for span in spans[:MOST_SENTENCES]]
    if len(spans) > MOST_SENTENCES:
        lines.append(texts.get(language, "minors-more", count=len(spans) - MOST_SENTENCES))
    return LINE.join([*lines, texts.get(language, CLOSING)])


def _sentence(texts: Texts, language: str, span: Span) -> Markup:
    finding = span.finding
    when = {
        "count": span.count,
        "day": format_day(finding.day, language),
        "first": format_short_day(finding.day, language),
        "last": format_short_day(span.last, language),
        "sunday": format_short_day(span.last + timedelta(days=6), language),
    }
    said = {
        "days": texts.get(language, "minors-days", **when),
        "weeks": texts.get(language, "minors-weeks", **when),  # a week's finding has its Monday
        **_facts(texts, language, finding),
    }
    return texts.get(language, finding.reason.text_key, **said)


def _facts(texts: Texts, language: str, finding: Finding) -> dict[str, Markup | str | int]:
    """Return what of a finding is known, as its sentence shows it."""
    said: dict[str, Markup | str | int] = {}
    if finding.planned is not None:
        said["planned"] = texts.get(language, "minors-hours", count=_number(finding.planned))
    if finding.limit is not None:
        said["limit"] = texts.get(language, "minors-at-most", count=_number(finding.limit))
    if finding.age is not None:
        said["age"] = finding.age
    for name, clock in (("starts", finding.starts), ("ends", finding.ends)):
        if clock is not None:
            said[name] = _clock(clock)
    return said


def _number(hours: Decimal) -> int | float:
    """Return hours as Fluent takes them: whole ones without a comma."""
    return int(hours) if hours == int(hours) else float(hours)


def _clock(clock: time) -> str:
    return f"{clock:%-H:%M}"
