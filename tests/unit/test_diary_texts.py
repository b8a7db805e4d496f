"""Every state, reason and refusal of diaries and absences can be said in both languages."""

from __future__ import annotations

import pytest

from cluster.absences import REASONS
from cluster.diary import DayState
from storage.absences import AbsenceReason
from tests.conversation.stage import house_texts

CLOSED = ("rest", "ahead", "accepted", "absent", "off", "late")
KEYS = {
    "sign": [f"diary-sign-{state}" for state in DayState],
    "state": [f"diary-state-{state}" for state in DayState],
    "closed": [f"diary-closed-{why}" for why in CLOSED],
    "reason": [f"absences-reason-{reason}" for reason in AbsenceReason],
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_member_has_its_text(keys: list[str], language: str) -> None:
    said = [house_texts().get(language, key) for key in keys]
    assert len(set(said)) == len(keys)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_legend_explains_every_sign_but_that_of_no_practice(language: str) -> None:
    legend = house_texts().get(language, "diary-legend")
    signs = {state: house_texts().get(language, f"diary-sign-{state}") for state in DayState}
    unexplained = {state for state, sign in signs.items() if f"{sign} " not in legend}
    assert unexplained == {DayState.OFF}


def test_nobody_is_offered_to_say_that_nobody_knows() -> None:
    assert set(REASONS) == set(AbsenceReason) - {AbsenceReason.UNEXPLAINED}
