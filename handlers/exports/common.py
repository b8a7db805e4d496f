"""What the screens of exports share."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bot.feature import Feature
from bot.screens import Button
from bot.texts import Texts
from cluster import russian
from cluster.content import Content
from cluster.exports import ALL, Export, ExportState
from handlers import menu
from handlers.naming import organisation_name
from storage.errors import NotFound

feature = Feature("exports")

REPORTS = Button("exports-to-reports", feature.action("reports"))


def facts(texts: Texts, content: Content, language: str, export: Export) -> dict[str, Any]:
    """Return what a text may say about an export: never anything about a person in it."""
    return {
        "college": organisation_name(content, export.college, language),
        "campaign": campaign_year(content, export.campaign),
        "what": part(texts, language, export.shelf),
        "count": export.planned if export.rows is None else export.rows,
        "at": russian.format_moment(export.asked_at, language),
        "until": russian.format_moment(export.expires_at, language),
    }


def part(texts: Texts, language: str, shelf: str) -> Markup:
    """Return which applications are meant, in words."""
    return texts.get(language, "exports-part-all" if shelf == ALL else f"exports-part-{shelf}")


def campaign_year(content: Content, key: str) -> str:
    """Return the year of a campaign; its key where the content has it no more."""
    try:
        return str(content.campaign(key).year)
    except NotFound:
        return key


def card_rows(export: Export) -> list[list[Button]]:
    """Return what a second person may say about an export that waits."""
    if export.state is not ExportState.WAITING:
        return []
    return [
        [
            Button("exports-confirm", feature.action("confirm", export.id)),
            Button("exports-decline", feature.action("decline", export.id)),
        ]
    ]


__all__ = ["REPORTS", "campaign_year", "card_rows", "facts", "feature", "menu", "part"]
