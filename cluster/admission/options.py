"""Ready answers of the application form; their labels are `admission-option-<question>-<value>`."""

from __future__ import annotations

import enum


class PersonalData(enum.StrEnum):
    """What the operator lets the bot ask (`privacy.personal_data` of the configuration)."""

    NONE = "none"  # nothing: questions, calendar and vacancies only
    CODE = "code"  # a ticket code; staff take the identity on paper
    FULL = "full"  # the whole form in the chat


class Citizenship(enum.StrEnum):
    """Whose citizen the applicant is, as far as the form asks."""

    RU = "RU"
    OTHER = "other"  # a human looks at it: the rules differ by country


class ContactPref(enum.StrEnum):
    """How the college should get in touch."""

    CHAT = "chat"
    CALL = "call"
    SMS = "sms"
    PARENT = "parent"  # a call to the parent


class ContactHours(enum.StrEnum):
    """When a call is convenient, in Moscow time."""

    MORNING = "9-12"
    DAY = "12-17"
    EVENING = "17-20"


class TargetInterest(enum.StrEnum):
    """Whether a contract with an employer is wanted."""

    NO = "no"
    WANT = "want"
    SIGNED = "signed"


class Discreet(enum.StrEnum):
    """An answer to what is never asked in detail: priority rights and health."""

    NO = "no"
    YES = "yes"
    TELL_IN_PERSON = "tell_in_person"


class Relation(enum.StrEnum):
    """Who the legal representative is to the applicant."""

    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    OTHER = "other"


CALLS = frozenset({ContactPref.CALL, ContactPref.PARENT})
"""Ways of contact that need convenient hours."""
