"""The checks themselves: what they must find, they find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import check_cyrillic, check_locales


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a small house in which everything is right."""
    for path, text in {
        "handlers/fire.py": 'Screen("fire-hello", {"n": 1})\nButton(f"fire-label-{key}")\n"""«Привет»: a docstring"""',
        "sandbox/page/app.js": 't("title"); t(`kind-${x}`)',
        "locales/ru/fire.ftl": "fire-hello = <b>Привет</b>, { $name }\nfire-label-a = А",
        "locales/en/fire.ftl": "fire-hello = Hello, { $name }\nfire-label-a = A",
        "locales/ru/sandbox.ftl": "sandbox-title = Стол\nsandbox-kind-a = А",
        "locales/en/sandbox.ftl": "sandbox-title = Desk\nsandbox-kind-a = A",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_a_house_in_order_has_no_faults(house: Path) -> None:
    assert check_locales.all_faults(house) == []
    assert list(check_cyrillic.faults(house)) == []


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("locales/ru/fire.ftl", "fire-more = Ещё", "fire-more: missing in en"),
        ("locales/ru/fire.ftl", "fire-hello = Снова { $name }", "locales/ru/fire.ftl: fire-hello is there twice"),
        ("locales/en/fire.ftl", "fire-label-a = A { $n }", "fire-label-a: placeholders differ: n"),
        ("locales/en/fire.ftl", "fire-hello = <b>Hello { $name }", "fire-hello: <b> is never closed"),
        ("locales/en/fire.ftl", "fire-hello = <h1>Hello</h1> { $name }", "fire-hello: Telegram knows no <h1>"),
        ("locales/en/fire.ftl", "water = Water", "water does not begin with fire-"),
        ("locales/en/fire.ftl", "fire-broken = { $", "locales/en/fire.ftl: not Fluent: fire-broken"),
        ("handlers/fire.py", 'context.toast("fire-gone")', "handlers/fire.py:4: no text fire-gone"),
        ("handlers/fire.py", 'raise Refusal("fire-no", n=1)', "handlers/fire.py:4: no text fire-no"),
        ("handlers/fire.py", 'Screen(f"fire-step-{n}")', "handlers/fire.py:4: no text fire"),
        ("handlers/fire.py", 'room.texts.get("ru", "fire-gone")', "handlers/fire.py:4: no text fire-gone"),
    ],
)
def test_a_planted_fault_is_found(house: Path, file: str, line: str, fault: str) -> None:
    with (house / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    assert any(fault in found for found in check_locales.all_faults(house))


def test_an_unused_key_is_found(house: Path) -> None:
    for language in ("ru", "en"):
        with (house / f"locales/{language}/fire.ftl").open("a", encoding="utf-8") as opened:
            opened.write("\nfire-old = x\n")
    assert check_locales.all_faults(house) == ["fire-old: nobody uses it"]


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("handlers/fire.py", 'print("Привет")', 1),
        ("bot/fire.py", 'x = f"{n} мест"', 1),
        ("sandbox/page/app.js", "// Заголовок", 1),
        ("cluster/russian/names.py", 'x = "Ёлкин"', 0),
        ("handlers/fire.py", "# «Продолжить»", 0),
    ],
)
def test_a_sentence_in_code_is_found(house: Path, file: str, text: str, found: int) -> None:
    (house / file).parent.mkdir(parents=True, exist_ok=True)
    (house / file).write_text(text, "utf-8")
    assert len(list(check_cyrillic.faults(house))) == found
