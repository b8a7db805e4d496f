"""Consents: one for each purpose, to a document in a version, given and withdrawn on the record.

The law wants a consent to be specific, separate from everything else, and provable: so the record holds the hash of
the text that was shown. Where a document has a new version the consent is asked for again at the next use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from cluster import content
from cluster.access import Action, Kind, Target, require
from cluster.events import Done, Event
from storage import consents
from storage.consents import Consent, ConsentBy
from storage.errors import Refusal

__all__ = [
    "APPLICATION",
    "DORM",
    "NEWS",
    "PHOTO_FILES",
    "PRACTICE",
    "Consent",
    "ConsentBy",
    "ConsentDocument",
    "ConsentGiven",
    "ConsentWithdrawn",
    "current",
    "give",
    "history",
    "is_needed",
    "standing",
    "vacancy_share",
    "withdraw",
]

APPLICATION = "application"
PRACTICE = "practice"
DORM = "dorm"
NEWS = "news"
PHOTO_FILES = "photo_files"
_PURPOSE = re.compile(rf"{APPLICATION}|{PRACTICE}|{DORM}|{NEWS}|{PHOTO_FILES}|vacancy_share:\d+")


def vacancy_share(vacancy_id: int) -> str:
    """Return the purpose of showing name and contact to the enterprise behind one vacancy."""
    return f"vacancy_share:{vacancy_id}"


@dataclass(frozen=True, slots=True)
class ConsentDocument:
    """The text to agree to: its id, its version, and the SHA-256 (hex) of what is shown."""

    id: str
    version: str
    sha256: str

    @classmethod
    def of(cls, document_id: str, version: str, text: str) -> ConsentDocument:
        """Return the document whose shown text is `text`."""
        return cls(document_id, version, sha256(text.encode()).hexdigest())

    @classmethod
    def from_content(cls, consent: content.Consent, language: str) -> ConsentDocument:
        """Return a consent of the content as a person who reads `language` sees it."""
        return cls(consent.key, str(consent.version), consent.sha256(language))


@dataclass(frozen=True)
class ConsentGiven(Event):
    """A consent came onto the record."""

    person_id: int
    purpose: str
    by: ConsentBy


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """Every consent of a person to a purpose was withdrawn."""

    person_id: int
    purpose: str


def give(
    session: Session,
    now: datetime,
    actor: int,
    document: ConsentDocument,
    purpose: str,
    *,
    subject_id: int | None = None,
    by: ConsentBy = ConsentBy.SELF,
    representative: str | None = None,
    evidence: str | None = None,
    organisations: frozenset[str] = frozenset(),
    channel: str = "telegram",
) -> Done[Consent]:
    """Record a consent of `subject_id` (None: of the actor) to `document` for `purpose`. A second tap changes nothing.

    A representative's consent (`by=ConsentBy.REPRESENTATIVE`) is recorded by a parent in their own chat or by staff of
    one of `organisations`, with the representative's name and the evidence (paper, in person), both kept encrypted.
    Nobody gives a `SELF` consent for another person.
    """
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError(f"unknown purpose {purpose!r}")
    subject = actor if subject_id is None else subject_id
    require(session, actor, Action.WRITE, Target(Kind.CONSENT, subject, organisations))
    if (by is ConsentBy.SELF) is not (subject == actor):
        raise Refusal("privacy-consent-not-yours")
    new = consents.add(
        session,
        subject_id=subject,
        purpose=purpose,
        document=document.id,
        version=document.version,
        sha256=document.sha256,
        given_at=now,
        channel=channel,
        given_by=by,
        representative=representative,
        evidence=evidence,
        recorded_by=actor,
    )
    given = current(session, subject, purpose, by)
    if given is None:
        raise AssertionError("the consent has just been written, or was there")
    return Done(given, (ConsentGiven(subject, purpose, by),) if new else ())


def withdraw(
    session: Session,
    now: datetime,
    actor: int,
    purpose: str,
    *,
    subject_id: int | None = None,
    organisations: frozenset[str] = frozenset(),
) -> Done[bool]:
    """Withdraw every standing consent to `purpose`; the value says whether one stood. A second tap changes nothing.

    Screens call `cluster.privacy.withdraw_consent`, which also stops what rested on the consent.
    """
    subject = actor if subject_id is None else subject_id
    require(session, actor, Action.WRITE, Target(Kind.CONSENT, subject, organisations))
    if not consents.withdraw(session, subject, purpose, now):
        return Done(False)
    return Done(True, (ConsentWithdrawn(subject, purpose),))


def current(session: Session, person_id: int, purpose: str, by: ConsentBy = ConsentBy.SELF) -> Consent | None:
    """Return the newest consent to `purpose` that stands, whatever its version; None where none does."""
    found = [c for c in standing(session, person_id) if (c.purpose, c.given_by) == (purpose, by)]
    return found[-1] if found else None


def is_needed(
    session: Session,
    person_id: int,
    document: ConsentDocument,
    purpose: str,
    by: ConsentBy = ConsentBy.SELF,
) -> bool:
    """Whether the person has to be asked: no consent stands, or only one to another version.

    The hash does not decide: it differs by language, and a consent to the Russian text holds in English too.
    """
    given = current(session, person_id, purpose, by)
    return given is None or (given.document, given.version) != (document.id, document.version)


def standing(session: Session, person_id: int) -> list[Consent]:
    """Return the consents of a person that are not withdrawn, oldest first."""
    return [consent for consent in history(session, person_id) if consent.withdrawn_at is None]


def history(session: Session, person_id: int) -> list[Consent]:
    """Return every consent of a person, withdrawn ones too, oldest first."""
    return consents.of_person(session, person_id)
