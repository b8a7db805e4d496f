"""Numbers of papers, hours and money."""

from __future__ import annotations

import re
from decimal import Decimal

from cluster.russian.words import DASHES, Parsed, Unclear, tidy

# Numbers up to this one were given before control digits existed (domain: pension fund's rule).
LAST_SNILS_WITHOUT_CONTROL = 1_001_998


def parse_snils(text: str) -> Parsed[str]:
    """Return the 11 digits of a pension insurance number whose control number fits."""
    digits = re.sub(r"[ -]", "", tidy(text).translate(DASHES))
    if not re.fullmatch(r"[0-9]{11}", digits):
        raise Unclear("russian-snils-unclear")
    control = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9])) % 101 % 100
    if int(digits[:9]) > LAST_SNILS_WITHOUT_CONTROL and control != int(digits[9:]):
        raise Unclear("russian-snils-control")
    return Parsed(digits)


def format_hours(hours: Decimal | int) -> str:
    """Return «6,5» or «6»."""
    shown = f"{Decimal(hours):f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace(".", ",")


def format_half_hours(half_hours: int, language: str = "ru") -> str:
    """Return half hours as hours, «6» or «6,5»."""
    shown = format_hours(Decimal(half_hours) / 2)
    return shown if language == "ru" else shown.replace(",", ".")


def format_money(roubles: int, upper: int | None = None) -> str:
    """Return «34 000 ₽», or «22 000–34 000 ₽» with an upper bound; spaces don't break."""
    amounts = [f"{amount:,}".replace(",", "\u00a0") for amount in (roubles, upper) if amount is not None]
    return "–".join(amounts) + "\u00a0₽"
