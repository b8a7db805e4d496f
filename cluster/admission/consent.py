"""The consent to process data, without which no application is kept."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cluster import consents
from cluster.consents import ConsentDocument
from cluster.content import Content


def document(content: Content, language: str) -> ConsentDocument:
    """Return the document to agree to, as it is shown in `language`."""
    text = content.consent(consents.APPLICATION)
    return ConsentDocument(text.key, str(text.version), text.sha256(language))


def is_given(session: Session, content: Content, person_id: int) -> bool:
    """Whether the person's consent to the present version stands, in whichever language they read it."""
    return any(
        not consents.is_needed(session, person_id, document(content, language), consents.APPLICATION)
        for language in ("ru", "en")
    )
