"""The texts of admission: every key that the rules can give has a text in both languages, short and without gaps."""

from __future__ import annotations

import enum
import re
from pathlib import Path

import pytest

from bot.texts import Texts
from cluster.admission.form import ApplicationForm
from cluster.admission.opening import OPENING
from cluster.admission.options import Citizenship, ContactHours, ContactPref, Discreet, Relation, TargetInterest
from cluster.admission.status import ApplicationStatus, Guard
from cluster.content import BaseEducation, NoticeEvent, NoticeRole
from storage.admission import DocumentState, FilledBy

ROOT = Path(__file__).parents[2]
TEXTS = Texts(ROOT / "locales")
OPTIONS: dict[str, type[enum.StrEnum]] = {
    "filled_by": FilledBy,
    "citizenship": Citizenship,
    "base_education": BaseEducation,
    "target_interest": TargetInterest,
    "priority_right": Discreet,
    "special_conditions": Discreet,
    "contact_pref": ContactPref,
    "contact_hours": ContactHours,
    "parent_relation": Relation,
}
KEYS = [
    *(f"admission-question-{name}" for name in ApplicationForm.model_fields),
    *(f"admission-label-{name}" for name in ApplicationForm.model_fields),
    *(f"admission-option-{name}-{member.value}" for name, members in OPTIONS.items() for member in members),
    *(f"admission-status-{status.value}" for status in ApplicationStatus),
    *(f"admission-next-{status.value}" for status in ApplicationStatus),
    *(f"admission-guard-{guard.value}" for guard in Guard),
    *(f"admission-document-{state.value}" for state in DocumentState),
    *(f"notice-{event}-{role}" for event in NoticeEvent for role in NoticeRole),
]
GIVEN = re.compile(r'"(admission-(?:refuse|warn|edit|document|kept|opening|transition|next)-?[a-z0-9_-]*)"')
IN_CODE = {
    key
    for path in (ROOT / "cluster" / "admission").glob("*.py")
    for key in GIVEN.findall(path.read_text())
    if key != OPENING  # the kind of a duty
}
WORDS = """
    no name college programmes status next date list address room reg rank total seats as_of originals_end order where
    reason phone fields title text deadline place average start end originals address hours education duration who
    comment paper time decision why at places programme what moment
"""
NUMBERS = "declined words days step steps count km most limit lowest highest ready waiting"
ARGS = {**dict.fromkeys(WORDS.split(), "<x>"), **dict.fromkeys(NUMBERS.split(), 3)}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("key", sorted({*KEYS, *IN_CODE}))
def test_every_key_has_a_text(language: str, key: str) -> None:
    text = TEXTS.get(language, key, **ARGS)
    assert text.strip()
    assert "{" not in text
    assert "<x>" not in text


def _keys(language: str) -> list[str]:
    source = (ROOT / "locales" / language / "admission.ftl").read_text()
    return re.findall(r"^([a-z][\w-]*) =", source, re.MULTILINE | re.IGNORECASE)


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert _keys("ru") == _keys("en")
    assert len(set(_keys("ru"))) == len(_keys("ru"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_text_can_be_said(language: str) -> None:
    for key in _keys(language):
        assert len(TEXTS.get(language, key, **ARGS)) < 600


@pytest.mark.parametrize("language", ["ru", "en"])
def test_buttons_fit_a_phone(language: str) -> None:
    keys = [key for key in _keys(language) if key.startswith(("admission-option-", "admission-label-"))]
    long = [key for key in keys if len(TEXTS.get(language, key).unescape()) > 40]
    assert long == []


@pytest.mark.parametrize(("count", "sent"), [(1, "Заявка № 7 отправлена."), (2, "Заявки № 7 отправлены.")])
def test_what_was_sent_is_confirmed(count: int, sent: str) -> None:
    said = TEXTS.get("ru", "admission-submitted", no="7", date="17 июля", count=count)
    rest = "Ответим до 17 июля. Это ещё не официальная подача: документы нужно принести в колледж."
    assert said == f"✅ {sent} {rest}"


@pytest.mark.parametrize(("days", "words"), [(1, "1 день."), (2, "2 дня."), (13, "13 дней.")])
def test_days(days: int, words: str) -> None:
    assert TEXTS.get("ru", "admission-remind", days=days).endswith(words)


@pytest.mark.parametrize(
    ("km", "told"),
    [(0, "Нужно общежитие?"), (70, "Нужно общежитие? До самого дальнего из выбранных мест около 70 км.")],
)
def test_the_distance_is_told_where_it_is_known(km: int, told: str) -> None:
    assert TEXTS.get("ru", "admission-question-dorm_needed", km=km) == told
