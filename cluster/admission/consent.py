"""The consent to process data, without which no application is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from cluster import consents
from cluster.consents import ConsentDocument
from cluster.content import Content


def document(content: Content, language: str) -> ConsentDocument:
    """Return the document to agree to, as it is shown in `language`."""
    return ConsentDocument.from_content(content.consent(consents.APPLICATION), language)


def is_given(session: Session, now: datetime, content: Content, person_id: int) -> bool:
    """Whether the person's consent to the present version stands now, in whichever language they read it."""
    return any(
        not consents.is_needed(session, now, person_id, document(content, language), consents.APPLICATION)
        for language in ("ru", "en")
    )
