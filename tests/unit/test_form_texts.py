"""What a form says beside its questions: a form that was left, reminded of or forgotten is called by name."""

from __future__ import annotations

import pytest

from bot.form import FormSpec
from handlers import FEATURES
from tests.conversation.stage import house_texts

FORMS = [spec for feature in FEATURES for spec in feature.forms]


@pytest.mark.parametrize("spec", FORMS, ids=lambda spec: spec.name)
def test_a_form_that_was_left_says_which_it_is(spec: FormSpec) -> None:
    wanted = ["continue", "unfinished", "expired", "open", *(["remind"] if spec.reminders else [])]
    assert [one for one in wanted if not house_texts().has(f"{spec.name}-{one}")] == []
