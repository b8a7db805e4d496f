"""The story of deciding: two people act in turn, from a sent application to the enrolment order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

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
    olga(press("Аттестат с приложением", "Сверьте с оригиналом")),
    olga(press("Проверен", "проверено 1 из")),
    olga(press("К заявке", "Согласие родителя")),
    olga(press("Согласие родителя", "Как получено согласие")),
    olga(press("На бумаге", "ждём с документами"), also="Согласие родителя получено"),
    olga(press("Зарегистрировать", "Регистрационный номер")),
    olga(say("45", "Решение: зарегистрировать")),
    olga(press("Отправить сейчас", "Рег. № 45"), also="Заявление принято официально, № 45"),
    olga(press("Принесли оригинал", "Оригинал в колледже с"), also="Оригинал аттестата в колледже"),
)
UNTIL_REGISTERED = (*TAKING, *ASKING, *INVITING, *REGISTERING)

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
            await actor.sees(scene.step.then, version)
        else:
            await actor.does(scene.step)
        if scene.also:
            await other.sees(scene.also, seen)


async def pass_time(control: ControlClient, what: str) -> None:
    """Move the clock on by so many seconds, or to a moment."""
    if what.isdecimal():
        await control.advance(float(what))
    else:
        await control.move_to(datetime.fromisoformat(what))
