"""The story of deciding: two people act in turn, from a sent application to the enrolment order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock.clocks import FOLLOW_EVERY_S
from sandbox.client import ControlClient
from tests.e2e.story import Person, Step, press, say

ARTYOM, OLGA, CLOCK = "artyom", "olga", "clock"


@dataclass(frozen=True)
class Scene:
    """What one of the two does, or when the clock moves on; `also` is what the other one then sees."""

    who: str
    step: Step
    also: str = ""


def artyom(step: Step, also: str = "") -> Scene:
    return Scene(ARTYOM, step, also)


def olga(step: Step, also: str = "") -> Scene:
    return Scene(OLGA, step, also)


def passes(seconds: int, then: str, also: str = "") -> Scene:
    """Return a scene in which time passes; `then` is what Olga sees, `also` what Artyom does."""
    return Scene(CLOCK, Step("advance", str(seconds), then), also)


def moves(moment: str) -> Scene:
    """Return a scene in which the clock moves on to a moment; nobody has to see anything."""
    return Scene(CLOCK, Step("move", moment, ""))


def send_back(then: str) -> Step:
    """Return the step that sends the newest Excel file of the chat back, as it came."""
    return Step("send back", ".xlsx", then)


TAKING = (
    olga(say("/queue", "Новые (2)")),
    olga(press("Новые (2)", "Соловьёв А. И. · КЛ")),
    olga(press("Соловьёв А. И. · КЛ", "Взять в работу")),
    olga(press("Взять в работу", "Ведёт:")),
)
ASKING = (
    olga(press("Уточнить", "Какие ответы уточнить?")),
    olga(press("Средний балл", "✓ Средний балл")),
    olga(press("Готово", "Какие документы нужны?")),
    olga(press("Аттестат с приложением", "✓ Аттестат")),
    olga(press("Готово", "Хотите объяснить?")),
    olga(say("Средний балл не сходится с аттестатом", "Проверьте вопрос")),
    olga(press("Спросить", "вернётся к вам"), also="Нужно уточнить: Средний балл"),
    artyom(press("Ответить на вопросы", "Средний балл аттестата?")),
    artyom(say("4,25", "Какие из этих документов")),
    artyom(press("Аттестат с приложением", "✓ Аттестат")),
    artyom(press("Готово", "Колледж пишет")),
    artyom(say("Опечатка, теперь верно", "Проверьте и отправьте")),
    artyom(press("Отправить", "Спасибо, передали"), also="поступающий ответил на вопросы"),
)
INVITING = (
    olga(press("Открыть карточку", "в работе")),
    olga(press("Пригласить", "Посмотрите, что уже есть")),
    olga(press("Список просмотрен", "На какой день позвать?")),
    olga(press("16 июля", "В какое время?")),
    olga(press("10:30", "Куда прийти?")),
    olga(say("кабинет 7", "Родитель знает о приглашении?")),
    olga(press("Родитель знает", "Проверьте приглашение")),
    olga(press("Пригласить", "Поступающий узнает через 30 секунд")),
    passes(31, "ждём с документами. Поступающему сообщили", also="Ждём с документами 16 июля"),
)
REGISTERING = (
    olga(press("К заявке", "Ждём 16 июля")),
    olga(press("Документы", "Нажмите на документ")),
    olga(press("Аттестат с приложением", "сверен с оригиналом")),
    olga(press("Проверен", "проверено 1 из")),
    olga(press("К заявке", "Согласие родителя")),
    olga(press("Согласие родителя", "Как получено согласие")),
    olga(press("На бумаге", "ждём с документами"), also="Согласие родителя получено"),
    olga(press("Зарегистрировать", "Регистрационный номер")),
    olga(say("45", "Решение: зарегистрировать")),
    olga(press("Отправить сейчас", "Рег. № 45"), also="Заявление принято официально, № 45"),
    olga(press("Принесли оригинал", "Оригинал в колледже с"), also="Оригинал аттестата в колледже"),
)
RANKING = (
    olga(say("/menu", "Рейтинг")),
    olga(press("Рейтинг", "Рейтинг какого колледжа открыть?")),
    olga(press("Клепиковский техникум", "Шаблон")),
    olga(press("Шаблон", "Зарегистрированные уже внесены: 1")),
    olga(press("Загрузить список", "Пришлите список файлом Excel")),
    olga(send_back("Проверьте список")),
    olga(press("Применить", "Список применён"), also="вы 1-й из 1, мест 25"),
)
RECOMMENDING = (
    moves("2026-08-16T10:00:00+03:00"),
    olga(say("/menu", "Рейтинг")),
    olga(press("Рейтинг", "Рейтинг какого колледжа открыть?")),
    olga(press("Клепиковский техникум", "Рекомендовать к зачислению")),
    olga(press("Рекомендовать к зачислению", "Места какой программы распределить?")),
    olga(press("Сварщик, 9 классов", "Рекомендовать: 1")),
    olga(press("Применить", "Места распределены"), also="Вы рекомендованы к зачислению"),
)
ENROLLING = (
    moves("2026-08-19T11:00:00+03:00"),
    olga(say("/queue", "К зачислению (1)")),
    olga(press("К зачислению (1)", "Соловьёв А. И.")),
    olga(press("Соловьёв А. И.", "Зачислить")),
    olga(press("Зачислить", "Номер приказа о зачислении?")),
    olga(say("112-у", "Дата приказа?")),
    olga(press("19 августа", "Проверьте зачисление")),
    olga(press("Зачислить", "Решение: зачислить")),
    passes(31, "зачислен. Поступающему сообщили", also="Вы зачислены. Приказ № 112-у"),
    artyom(press("Другие мои заявки", "Остались другие заявки: КС-26-0001")),
    artyom(press("Отозвать остальные", "Отозвана 1 заявка"), also="Заявка № КС-26-0001 отозвана"),
)
UNTIL_ENROLLED = (*TAKING, *ASKING, *INVITING, *REGISTERING, *RANKING, *RECOMMENDING, *ENROLLING)
UNTIL_REGISTERED = (*TAKING, *ASKING, *INVITING, *REGISTERING)

IN_THE_DEMO: list[tuple[str, Sequence[Step]]] = [
    ("queue", [say("/queue", "Просрочен")]),
    ("card", [press("Просрочены", "Абрамова-Жукова"), press("Абрамова-Жукова", "Взять в работу")]),
    (
        "ranking",
        [
            say("/queue", "Придут"),
            press("Придут", "Ёлкин"),
            press("Ёлкин", "Зарегистрировать"),
            press("Документы", "Нажмите на документ"),
            press("Аттестат", "сверен с оригиналом"),
            press("Проверен", "проверено 1 из"),
            press("К заявке", "Согласие родителя"),
            press("Согласие родителя", "Как получено согласие"),
            press("На бумаге", "Зарегистрировать"),
            press("Зарегистрировать", "Регистрационный номер"),
            say("45", "Решение: зарегистрировать"),
            press("Отправить сейчас", "Рег. № 45"),
            say("/menu", "Рейтинг"),
            press("Рейтинг", "Рейтинг какого колледжа"),
            press("Клепиковский техникум", "Шаблон"),
            press("Шаблон", "Зарегистрированные уже внесены"),
            press("Загрузить список", "Пришлите список"),
            send_back("Проверьте список"),
        ],
    ),
]
"""The coordinator's pictures: the queue, a card, and the preview of a ranking, after one applicant was registered."""

Before = Callable[[Scene], Awaitable[None]]


async def play(
    control: ControlClient, people: dict[str, Person], scenes: Sequence[Scene], before: Before | None = None
) -> None:
    """Play scene after scene: who acts sees what follows, and so does the other one."""
    for scene in scenes:
        if before is not None:
            await before(scene)
        actor = people[OLGA] if scene.who == CLOCK else people[scene.who]
        other = people[ARTYOM] if actor is people[OLGA] else people[OLGA]
        seen = (await other.chat.view())["version"]
        if scene.who == CLOCK:
            version = (await actor.chat.view())["version"]
            await pass_time(control, scene.step.what)
            if scene.step.then:
                await actor.sees(scene.step.then, version)
        else:
            await plays(actor, [scene.step])
        if scene.also:
            await other.sees(scene.also, seen)


async def plays(actor: Person, steps: Iterable[Step]) -> None:
    """Do step after step; sending the newest file of the chat back is one, too."""
    for step in steps:
        if step.way != "send back":
            await actor.does(step)
            continue
        file = await actor.chat.wait_for_file(step.what)
        version = (await actor.chat.view())["version"]
        await actor.chat.send_document(file.name, file.data)
        await actor.sees(step.then, version)


async def pass_time(control: ControlClient, what: str) -> None:
    """Move the clock on by so many seconds, or to a moment, and give the bot the time to look at the clock again."""
    if what.isdecimal():
        await control.advance(float(what))
    else:
        await control.move_to(datetime.fromisoformat(what))
    await asyncio.sleep(2 * FOLLOW_EVERY_S)
