"""The table of notices of practice: what content may say of a row, and what the program has where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster.content import NoticeMode, PracticeEvent, PracticeNoticeRule, PracticeRole, load_content
from cluster.content.checks import problems
from cluster.content.practice_notices import TOLD
from tests.unit.test_content import RYAZAN, WHOLE, faults, write

TABLE = "".join(f'[[practice_notices]]\nkey = "{event}"\n\n' for event in PracticeEvent)
SAFETY = [(event, role) for event, told in TOLD.items() for role in told.always]
ROLES = "student, mentor, supervisor, enterprise, parent"
MODES = "Input should be 'off', 'day' or 'now'"


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        ("ready", 'foreman = "day"', 'unknown key "foreman"'),
        ("ready", 'student = "morning"', f"student: {MODES}"),
        ("ready", "student = true", f"student: {MODES}"),
        ("ready", 'coordinators = "day"', f'"coordinators" is not told of it; there may be: {ROLES}'),
        ("absence_alarm", 'parent = "now"', '"parent" is not told of it; there may be: supervisor'),
        ("absence_alarm", 'supervisor = "off"', 'it is about safety: supervisor may not be "off", only "now"'),
        ("absence_asked", 'student = "day"', 'it is about safety: student may not be "day", only "now"'),
        ("help_wanted", 'supervisor = "off"', 'it is about safety: supervisor may not be "off", only "day" or "now"'),
    ],
)
def test_a_fault_of_a_row_is_told_with_its_line(tmp_path: Path, key: str, line: str, said: str) -> None:
    table = TABLE.replace(f'key = "{key}"\n', f'key = "{key}"\n{line}\n')
    number = table.splitlines().index(line) + 1
    assert faults(tmp_path, {**WHOLE, "practice_notices.toml": table}) == [
        f'practice_notices.toml:{number}: notice of practice "{key}": {said}'
    ]


def test_an_unknown_row_and_a_missing_one_are_told(tmp_path: Path) -> None:
    known, line = ", ".join(PracticeEvent), TABLE.splitlines().index('key = "student_linked"') + 1
    said = faults(tmp_path, {**WHOLE, "practice_notices.toml": TABLE.replace('"student_linked"', '"graduated"')})
    row = f'practice_notices.toml:{line}: notice of practice "graduated"'
    assert said == [
        f'{row}: "graduated" is no event of practice; there are: {known}',
        f'{row}: no row says anything of "student_linked" ("off" is silence)',
    ]


def test_content_without_the_table_is_as_the_program_has_it(tmp_path: Path) -> None:
    """A database that was filled before the table came tells what it told."""
    bare, shipped = load_content(write(tmp_path, WHOLE)), load_content(RYAZAN)
    for event, told in TOLD.items():
        for role in PracticeRole:
            assert bare.practice_notice(event).mode(role) is told.modes.get(role, NoticeMode.OFF)
            assert shipped.practice_notice(event).mode(role) is bare.practice_notice(event).mode(role)


def test_every_event_is_told_to_somebody() -> None:
    assert set(TOLD) == set(PracticeEvent)
    assert all(told.modes and told.always <= set(told.modes) for told in TOLD.values())


def test_safety_may_be_told_sooner_and_never_later() -> None:
    assert {event for event, _ in SAFETY} == {
        "not_started", "absence_told", "absence_withdrawn", "absence_asked", "absence_alarm", "help_wanted",
        "day_too_long",
    }  # fmt: skip
    haste = list(NoticeMode)
    for event, role in SAFETY:
        for mode in NoticeMode:
            rule = PracticeNoticeRule.model_validate({"key": event.value, role.value: mode})
            found = problems({"practice_notices": [rule]})
            assert bool(found) is (haste.index(mode) < haste.index(TOLD[event].modes[role])), (event, role, mode)
