"""Every guard, item and reason of practice can be said in both languages, and what becomes of a form that was left."""

from __future__ import annotations

import pytest

from bot.form import FormSpec
from cluster.internship.matching import Reason
from cluster.internship.readiness import Item
from cluster.internship.status import Guard, GuardFailed
from handlers import FEATURES
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


FORMS = [spec for feature in FEATURES for spec in feature.forms]


@pytest.mark.parametrize("spec", FORMS, ids=[spec.name for spec in FORMS])
def test_every_form_has_words_for_being_left(spec: FormSpec) -> None:
    """Without them whoever comes back to it, or is to be reminded of it, meets an error."""
    wanted = ["unfinished", "expired", "open", *(["remind"] if spec.reminders else [])]
    assert [end for end in wanted if not house_texts().has(f"{spec.name}-{end}")] == []
