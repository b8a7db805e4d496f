"""Every guard, item and reason of practice can be said in both languages."""

from __future__ import annotations

import pytest

from cluster.internship.matching import Reason
from cluster.internship.readiness import Item
from cluster.internship.status import Guard, GuardFailed
from tests.conversation.stage import house_texts

KEYS = {
    "guard": [GuardFailed(guard).text_key for guard in Guard],
    "item": [item.text_key for item in Item],
    "reason": [reason.text_key for reason in Reason],
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_member_has_its_text(keys: list[str], language: str) -> None:
    said = [house_texts().get(language, key) for key in keys]
    assert len(set(said)) == len(keys)
