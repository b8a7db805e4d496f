"""The application form under a random applicant: whatever is done, in whatever order, the form stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversation.machine.stories import machine, play

STORIES, PARTS = 200, 4


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_any_sequence_of_actions_leaves_the_form_whole(tmp_path: Path, part: int) -> None:
    with machine(tmp_path) as played:
        play(played, STORIES // PARTS, number=part)
        assert sum(steps >= 30 for steps in played.sequences) >= STORIES // PARTS
