"""What values of content are made of: texts in two languages, labels that fit a button, keys, and the base of items."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

# A key travels in callback data (64 bytes with the feature's name and verb).
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=24)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+7[0-9]{10}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Grade = Annotated[Decimal, Field(ge=2, le=5)]
Roubles = Annotated[int, Field(ge=0, le=10_000_000)]

# What a phone 360 pixels wide shows of an inline button in one line.
LABEL_LIMIT = 40
# Telegram takes 4096 characters; a consent shares its message with a heading and the question.
TEXT_LIMIT = 3000

Complaint = tuple[str, str]
"""The name of a field ("" for the whole item), and what is wrong with it."""


class Strict(BaseModel):
    """A value of content: no unknown keys, no silent conversions, no change after it is built."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


class LocalText(Strict):
    """A text in both languages of the bot."""

    ru: Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]

    def in_(self, language: str) -> str:
        """Return the text in `language`, Russian for any other than "en"."""
        return self.en if language == "en" else self.ru


def _fits_a_button(text: LocalText) -> LocalText:
    for language, shown in (("ru", text.ru), ("en", text.en)):
        if len(shown) > LABEL_LIMIT:
            raise ValueError(f'{language}: "{shown}" has {len(shown)} characters, a button shows {LABEL_LIMIT}')
        if "\n" in shown:
            raise ValueError(f"{language}: a button has one line")
    return text


Label = Annotated[LocalText, AfterValidator(_fits_a_button)]
"""A text that fits a button."""


class BaseEducation(enum.StrEnum):
    """What an applicant has finished."""

    GRADE9 = "grade9"
    GRADE11 = "grade11"
    SPO = "spo"  # a college
    HIGHER = "higher"


class MedicalExam(enum.StrEnum):
    """Whether a programme asks for a medical examination."""

    REQUIRED = "required"  # by decree
    COLLEGE_RULE = "college_rule"
    NONE = "none"


class TieBreaker(enum.StrEnum):
    """What decides between equal averages, in the order that content gives."""

    PRIORITY_RIGHT = "priority_right"
    TARGET_CONTRACT = "target_contract"
    ACHIEVEMENTS = "achievements"


class Point(Strict):
    """A place on the map, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Item(Strict):
    """One thing of content, known by its key within its kind."""

    noun: ClassVar[str] = "item"

    key: Key
    demo: bool = False
    """Whether values here are invented; screens then carry the mark of the demo."""

    def complaints(self) -> Iterator[Complaint]:
        """Tell what makes no sense within the item."""
        yield from ()
