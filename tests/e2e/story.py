"""The story that every test here plays: a stranger becomes an applicant, fills the form in, sends it, looks at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sandbox.client import ChatClient, ControlClient, NoAnswer
from sandbox.testing import TOKEN_BOT_ID

# A besieged step takes six starts.
PATIENCE_S = 60.0
ARTYOM, OLGA = 101, 201

Message = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What a person does, and what then stands on the screen, in the text or on a button."""

    way: str
    what: str
    then: str


def say(text: str, then: str) -> Step:
    return Step("say", text, then)


def press(label: str, then: str) -> Step:
    return Step("press", label, then)


def contact(then: str) -> Step:
    return Step("contact", "", then)


ARRIVING = (
    say("/start", "Кто вы?"),
    press("Поступаю", "Подать заявку"),
)
CONSENTING = (
    press("Подать заявку", "Согласие на обработку персональных данных"),
    press("Даю согласие", "Кто заполняет заявку?"),
)
FILLING = (
    press("Поступаю я", "Напишите фамилию"),
    say("Соловьёв", "Напишите имя"),
    say("Артём", "Напишите отчество"),
    say("Игоревич", "Дата рождения?"),
    say("05.09.2010", "Какое гражданство?"),
    press("Россия", "Номер телефона?"),
    contact("Адрес электронной почты?"),
    press("Пропустить", "Где вы живёте?"),
    say("касимовский", "Напишите город"),
    press("Пропустить", "Какое образование"),
    press("9 классов", "Какая школа"),
    say("Касимовская школа № 2", "В каком году"),
    say("2026", "Средний балл аттестата?"),
    press("Посчитать", "Напишите все оценки"),
    say("5 4 4 3", "Средний балл — 4,00"),
    press("Да, всё верно", "с отличием?"),
    press("Пропустить", "Куда хотите поступать?"),
    press("Клепиковский техникум · Сварщик", "1. Клепиковский техникум"),
    press("Касимовский колледж · Сварщик", "2. Касимовский колледж"),
    press("Готово", "Нужен целевой договор?"),
    press("Хочу", "С каким предприятием?"),
    press("Тяжпрессмаш", "первоочередной приём"),
    press("Пропустить", "Нужны особые условия"),
    press("Пропустить", "Нужно общежитие?"),
    press("Да", "Фамилия, имя и отчество родителя"),
    say("Соловьёва Ольга Петровна", "Кем этот человек приходится"),
    press("Мама", "Телефон родителя"),
    say("+7 910 765-43-21", "Как с вами удобнее связаться?"),
    press("Писать сюда", "Откуда вы узнали"),
    press("Пропустить", "Хотите что-то добавить?"),
    press("Пропустить", "Проверьте и отправьте"),
)
SENDING = (press("Отправить заявку", "КЛ-26-0001"),)
LOOKING = (
    say("/menu", "Моя заявка"),
    press("Моя заявка", "Мои заявки"),
    press("КЛ-26-0001", "Ответим до 17 июля"),
)
STORY = (*ARRIVING, *CONSENTING, *FILLING, *SENDING, *LOOKING)

Before = Callable[[Step], Awaitable[None]]


class Person:
    """Somebody with a phone: does a step, waits until the screen shows what it should."""

    def __init__(self, chat: ChatClient) -> None:
        self.chat = chat
        self.screen: Message = {}

    async def plays(self, steps: Iterable[Step], before: Before | None = None) -> None:
        """Do step after step; `before` each, something else may be done."""
        for step in steps:
            if before is not None:
                await before(step)
            await self.does(step)

    async def does(self, step: Step) -> Message:
        """Do one step; return the message that shows what it should."""
        version = (await self.chat.view())["version"]
        if step.way == "say":
            await self.chat.send(step.what)
        elif step.way == "contact":
            await self.chat.contact(phone_number="+79101234567")
        else:
            await self.presses(step.what)
        return await self.sees(step.then, version)

    async def sees(self, wanted: str, version: int = 0) -> Message:
        """Wait for a message newer than `version` that shows `wanted`; return it."""
        try:
            self.screen = await self.chat.wait_for(
                lambda m: m["version"] > version and wanted in shown(m), timeout_s=PATIENCE_S
            )
        except NoAnswer as error:
            raise NoAnswer(f"nothing new shows {wanted!r}: {error}") from None
        return self.screen

    async def presses(self, label: str) -> None:
        """Press the button whose label contains `label`: on the screen that was seen last, else on the newest."""
        seen = [m for m in await self.chat.messages() if not m["out"]]
        seen.sort(key=lambda m: (m["message_id"] == self.screen.get("message_id"), m["version"]))
        for message in reversed(seen):
            for found in labels(message):
                if label in found:
                    await self.chat.press(found, message["message_id"])
                    return
        raise NoAnswer(f"no button {label!r}; the newest message: {shown(seen[-1]) if seen else None!r}")


def labels(message: Message) -> list[str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def shown(message: Message) -> str:
    return "\n".join([message.get("text") or message.get("caption") or "", *labels(message)])


async def people(control: ControlClient) -> tuple[Person, Person]:
    """Create the applicant and the coordinator; return them."""
    await control.add_person("Артём", id=ARTYOM, language_code="ru")
    await control.add_person("Ольга", id=OLGA, language_code="ru")
    return Person(control.chat(ARTYOM, TOKEN_BOT_ID)), Person(control.chat(OLGA, TOKEN_BOT_ID))
