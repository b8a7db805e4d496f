"""What the demo shows of practice: whose screen, after which steps, by the name of its picture."""

from __future__ import annotations

from collections.abc import Sequence

from tests.e2e.story import Step, press, say

STUDENT, MENTOR, SUPERVISOR = 700121, 700104, 700112

PRACTICE: Sequence[tuple[str, int, Sequence[Step]]] = (
    ("path", STUDENT, (say("/menu", "Мой путь"), press("Мой путь", "Запишите в дневник"))),
    ("today", STUDENT, (say("/menu", "Сегодня"), press("Сегодня", "Смена"))),
    ("help", STUDENT, (say("/sos", "112"),)),
    ("trainees", MENTOR, (say("/menu", "Мои практиканты"), press("Мои практиканты (2)", "Принять"))),
    (
        "readiness",
        SUPERVISOR,
        (
            say("/practice", "Собирают документы"),
            press("Собирают документы: 1", "Кольцов"),
            press("Кольцов Н. Р. · Михайловцемент · 20 июля · ⏳ 3", "Не готово"),
            press("Список готовности", "Готовность"),
        ),
    ),
)
