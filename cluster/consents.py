"""Consents: one for each purpose, to a document in a version, given and withdrawn on the record.

The law wants a consent to be specific, separate from everything else, and provable: so the record holds the hash of
the text that was shown. Where a document has a new version, or the term that its text named is over, the consent is
asked for again at the next use; what was given stays on the record as it was. One that is given again before its end
takes the place of the older one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from cluster import content
from cluster.access import Action, Kind, Target, require
from cluster.calendar import day_of, months_after
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
    "given",
    "history",
    "is_needed",
    "is_over",
    "newest",
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
    """The text to agree to: its id, its version, the SHA-256 (hex) of what is shown, and the term that it names."""

    id: str
    version: str
    sha256: str
    valid_months: int | None = None
    """None: as long as what it is for."""

    @classmethod
    def of(cls, document_id: str, version: str, text: str) -> ConsentDocument:
        """Return the document whose shown text is `text`."""
        return cls(document_id, version, sha256(text.encode()).hexdigest())

    @classmethod
    def from_content(cls, consent: content.Consent, language: str) -> ConsentDocument:
        """Return a consent of the content as a person who reads `language` sees it."""
        return cls(consent.key, str(consent.version), consent.sha256(language), consent.valid_months)

    def until(self, day: date) -> date | None:
        """Return the last day of a consent that is given on a Moscow day; None where its text names none."""
        return None if self.valid_months is None else months_after(day, self.valid_months)


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

    One to the same text that stands already is renewed where the new one lasts longer.

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
    until = document.until(day_of(now))
    for older in given(session, subject):
        if _is_the_same(older, document, purpose, by) and _lasts_longer(until, older.valid_until):
            consents.renew(session, older.id, now)
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
        valid_until=until,
    )
    standing_one = current(session, now, subject, purpose, by)
    if standing_one is None:
        raise AssertionError("the consent has just been written, or was there")
    return Done(standing_one, (ConsentGiven(subject, purpose, by),) if new else ())


def _is_the_same(older: Consent, document: ConsentDocument, purpose: str, by: ConsentBy) -> bool:
    return (older.purpose, older.given_by, older.document, older.version) == (
        purpose, by, document.id, document.version
    )  # fmt: skip


def _lasts_longer(until: date | None, than: date | None) -> bool:
    return than is not None and (until is None or until > than)


def withdraw(
    session: Session,
    now: datetime,
    actor: int,
    purpose: str,
    *,
    subject_id: int | None = None,
    organisations: frozenset[str] = frozenset(),
) -> Done[bool]:
    """Withdraw every consent to `purpose`; the value says whether there was one. A second tap changes nothing.

    Screens call `cluster.privacy.withdraw_consent`, which also stops what rested on the consent.
    """
    subject = actor if subject_id is None else subject_id
    require(session, actor, Action.WRITE, Target(Kind.CONSENT, subject, organisations))
    if not consents.withdraw(session, subject, purpose, now):
        return Done(False)
    return Done(True, (ConsentWithdrawn(subject, purpose),))


def newest(session: Session, person_id: int, purpose: str, by: ConsentBy = ConsentBy.SELF) -> Consent | None:
    """Return the newest consent to `purpose` that is neither withdrawn nor renewed, also one that is over."""
    found = [c for c in given(session, person_id) if (c.purpose, c.given_by) == (purpose, by)]
    return found[-1] if found else None


def current(
    session: Session, now: datetime, person_id: int, purpose: str, by: ConsentBy = ConsentBy.SELF
) -> Consent | None:
    """Return the newest consent to `purpose` that stands, whatever its version; None where none does."""
    found = [c for c in standing(session, now, person_id) if (c.purpose, c.given_by) == (purpose, by)]
    return found[-1] if found else None


def is_needed(
    session: Session,
    now: datetime,
    person_id: int,
    document: ConsentDocument,
    purpose: str,
    by: ConsentBy = ConsentBy.SELF,
) -> bool:
    """Whether the person has to be asked: no consent stands, or only one to another version.

    The hash does not decide: it differs by language, and a consent to the Russian text holds in English too.
    """
    found = current(session, now, person_id, purpose, by)
    return found is None or (found.document, found.version) != (document.id, document.version)


def is_over(consent: Consent, now: datetime) -> bool:
    """Whether the term is over that the text named when the consent was given."""
    return consent.valid_until is not None and consent.valid_until < day_of(now)


def standing(session: Session, now: datetime, person_id: int) -> list[Consent]:
    """Return the consents of a person that hold now, oldest first."""
    return [consent for consent in given(session, person_id) if not is_over(consent, now)]


def given(session: Session, person_id: int) -> list[Consent]:
    """Return the consents of a person that are neither withdrawn nor renewed, those that are over too, oldest first."""
    return [one for one in history(session, person_id) if one.withdrawn_at is None and one.renewed_at is None]


def history(session: Session, person_id: int) -> list[Consent]:
    """Return every consent of a person, renewed and withdrawn ones too, oldest first."""
    return consents.of_person(session, person_id)
