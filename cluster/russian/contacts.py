"""Telephones and addresses of mail."""

from __future__ import annotations

import re
import unicodedata

from cluster.russian.words import DASHES, Parsed, Unclear, tidy

EMAIL_LIMIT = 254
CAPITAL_CODE = "+74912"
REGION = "+7491"
"""The Ryazan region: its capital has a code of four digits, each district one of five, with numbers of five."""
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"().]{2,}")


def parse_phone(text: str) -> Parsed[str]:
    """Return a Russian number in E.164, `+79101234567`.

    A landline gets `confirm-landline`, a number of Kazakhstan (+7 6…, +7 7…) `confirm-kazakhstan`.
    """
    typed = unicodedata.normalize("NFKC", tidy(text).translate(DASHES))
    digits = re.sub(r"[ ().-]", "", typed)
    if not re.fullmatch(r"\+?[0-9]{3,20}", digits):
        raise Unclear("russian-phone-unclear")
    national = _national(digits)
    if national is None:
        raise Unclear("russian-phone-foreign" if _is_foreign(digits) else "russian-phone-unclear")
    phone = f"+7{national}"
    if is_kazakhstan(phone):
        return Parsed(phone, "confirm-kazakhstan")
    return Parsed(phone, "confirm-landline" if is_landline(phone) else None)


def is_landline(phone: str) -> bool:
    """Whether the Russian E.164 number can't get an SMS: area codes begin with 3, 4 or 8."""
    return phone[2:3] in {"3", "4", "8"}


def is_kazakhstan(phone: str) -> bool:
    """Whether the +7 number belongs to Kazakhstan."""
    return phone[2:3] in {"6", "7"}


def format_phone(phone: str) -> str:
    """Return an E.164 number as people write it, «+7 910 123-45-67», in the region's capital «+7 4912 00-00-14».

    In its districts «+7 49130 0-00-42».
    """
    if phone.startswith(CAPITAL_CODE):
        # The library knows codes of three digits only.
        rest = phone.removeprefix(CAPITAL_CODE)
        return f"+7 4912 {rest[:2]}-{rest[2:4]}-{rest[4:]}"
    if phone.startswith(REGION) and len(phone) == 12:
        return f"+7 {phone[2:7]} {phone[7]}-{phone[8:10]}-{phone[10:]}"
    if phone.startswith("+79") and len(phone) == 12:
        # As the library would, in a hundredth of its time: a table holds ten thousand of them.
        return f"+7 {phone[2:5]} {phone[5:8]}-{phone[8:10]}-{phone[10:]}"
    import phonenumbers  # for the few numbers that only a library knows

    return phonenumbers.format_number(phonenumbers.parse(phone), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def parse_email(text: str) -> Parsed[str]:
    """Return an e-mail address of at most 254 characters, as typed; no letter is sent to prove it."""
    address = tidy(text)
    if len(address) > EMAIL_LIMIT or not _EMAIL.fullmatch(address):
        raise Unclear("russian-email-unclear")
    return Parsed(address)


def _national(digits: str) -> str | None:
    """Return the ten digits after +7, or None when this is no Russian or Kazakhstan number."""
    found = re.fullmatch(r"(?:\+?7|8)([346789][0-9]{9})|(9[0-9]{9})", digits)
    return (found[1] or found[2]) if found else None


def _is_foreign(digits: str) -> bool:
    if digits.startswith("+7"):
        return False
    if digits.startswith("+"):
        return True
    if len(digits) <= 10:
        return False
    import phonenumbers

    # Telegram gives the phone of a contact without its plus.
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False
