"""Which handler an update goes to: what jobs bring, commands, the open conversation, buttons, the way out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import Application, BaseHandler, filters

from bot.conversation import DatabaseConversation, current_talks
from bot.feature import Feature, Handler, Job, RegistrationError
from bot.jobs.result import JobUpdate
from bot.screens import Action
from bot.turn.context import Context

_START, _CANCEL = "start", "cancel"
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Found = tuple[Handler, tuple[str, ...]]


class _Table(BaseHandler[Update, Context, None]):
    """Finds the handler in a table; `check_update` of a kind of table says which, and what its arguments are.

    A handler that `puts_aside` leaves the open form first: the person has turned to something else.
    """

    puts_aside = True

    def __init__(self, unknown: Handler) -> None:
        super().__init__(_nobody)
        self._unknown = unknown

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Any, Any, Any, Any, Any],
        check_result: Any,
        context: Context,
    ) -> None:
        """Hand the update over."""
        handler, words = check_result
        context.args = list(words)
        if self.puts_aside and handler is not self._unknown:
            context.leave()
        await handler(update, context)


class Commands(_Table):
    """Answers commands of every feature, and `/start` with a deep link."""

    def __init__(self, commands: Mapping[str, Handler], links: Mapping[str, Handler], unknown: Handler) -> None:
        super().__init__(unknown)
        self._commands, self._links = commands, links

    def check_update(self, update: object) -> Found | None:
        """Return who answers a command, and its words."""
        message = update.message if isinstance(update, Update) else None
        if message is None or not message.text or not message.text.startswith("/") or _is_public(update):
            return None
        first, *words = message.text.split()
        name = first[1:].split("@")[0].lower()
        if name == _CANCEL and current_talks().active is not None:
            return None  # the open form asks what to do with its draft
        if name == _START and words:
            prefix, _, rest = words[0].partition("_")
            if prefix in self._links:
                return self._links[prefix], (rest,)
        return self._commands.get(name, self._unknown), tuple(words)


class Forms(BaseHandler[Update, Context, object]):
    """Hands an update to the one form that it can belong to: that of the pressed button, else the open one.

    Asking every form in turn whether the update is its own takes 35 µs for a text, more for a press, and grows with
    each feature.
    """

    def __init__(self, forms: Mapping[str, DatabaseConversation]) -> None:
        super().__init__(_nobody)
        self._forms = forms

    def check_update(self, update: object) -> tuple[DatabaseConversation, object] | None:
        """Return the form and what it makes of the update."""
        if not isinstance(update, Update):
            return None
        form = self._forms.get(_form_of(update))
        found = form.check_update(update) if form is not None else None
        return (form, found) if form is not None and found is not None else None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Any, Any, Any, Any, Any],
        check_result: Any,
        context: Context,
    ) -> object:
        """Hand the update over."""
        form, found = check_result
        return await form.handle_update(update, application, found, context)


def _form_of(update: Update) -> str:
    if update.callback_query is not None:
        action = Action.parse(update.callback_query.data)
        return action.feature if action is not None else ""
    talk = current_talks().active
    return talk.name if talk is not None else ""


class Presses(_Table):
    """Answers buttons of every feature; an unknown, foreign or outdated one goes to `unknown`."""

    def __init__(self, presses: Mapping[tuple[str, str], Handler], unknown: Handler) -> None:
        super().__init__(unknown)
        self._presses = presses

    def check_update(self, update: object) -> Found | None:
        """Return who answers a button, and its arguments."""
        if not isinstance(update, Update) or update.callback_query is None:
            return None
        action = Action.parse(update.callback_query.data)
        if action is None:
            return self._unknown, ()
        return self._presses.get((action.feature, action.verb), self._unknown), action.args


class Results(_Table):
    """Hands what jobs bring to their features. An open form stays open: the person may be typing in it."""

    puts_aside = False

    def __init__(self, results: Mapping[str, Handler], unknown: Handler) -> None:
        super().__init__(unknown)
        self._results = results

    def check_update(self, update: object) -> Found | None:
        """Return who takes the result."""
        return (self._results.get(update.job.kind, self._unknown), ()) if isinstance(update, JobUpdate) else None


class Unawaited(BaseHandler[Update, Context, None]):
    """Takes what needs no answer in a private chat: a pinned message, a new background, the bot's own doings."""

    def __init__(self) -> None:
        super().__init__(_nothing)

    def check_update(self, update: object) -> bool:
        """Whether nobody waits for an answer."""
        message = update.message if isinstance(update, Update) else None
        if not isinstance(update, Update) or message is None or _is_public(update):
            return False
        if message.from_user is not None and message.from_user.is_bot:
            return True
        # What has a text is said by a person. The library's filter tries 45 kinds of events one by one.
        return message.text is None and bool(filters.StatusUpdate.ALL.check_update(update))


class Rest(BaseHandler[Update, Context, None]):
    """Answers what nobody else awaited in a private chat."""

    def check_update(self, update: object) -> bool:
        """Whether a person waits for an answer."""
        return isinstance(update, Update) and update.message is not None and not _is_public(update)


class Public(BaseHandler[Update, Context, None]):
    """Answers commands in groups: Iskra speaks in private only."""

    def __init__(self, callback: Callable[[Update, Context], Coroutine[Any, Any, None]], username: str) -> None:
        super().__init__(callback)
        self._username = username

    def check_update(self, update: object) -> bool:
        """Whether somebody calls the bot in a group."""
        if not isinstance(update, Update) or not _is_public(update) or update.message is None:
            return False
        text = update.message.text or ""
        called, _, bot = text.partition(" ")[0].partition("@")
        # A group has other bots: a command with their name is none of our business.
        return called.startswith("/") and bot.lower() in ("", self._username.lower())


def feature_tables(
    features: Sequence[Feature],
) -> tuple[dict[str, Handler], dict[str, Handler], dict[tuple[str, str], Handler]]:
    """Return commands, deep links and presses of all features; `RegistrationError` where two claim the same."""
    commands: dict[str, Handler] = {}
    links: dict[str, Handler] = {}
    presses: dict[tuple[str, str], Handler] = {}
    for feature in features:
        for table, entries in ((commands, feature.commands), (links, feature.links)):
            for name, handler in entries.items():
                if name in table:
                    raise RegistrationError(f"{name!r} of {feature.name} is taken already")
                table[name] = handler
        presses.update({(feature.name, verb): handler for verb, handler in feature.presses.items()})
    return commands, links, presses


def job_tables(features: Sequence[Feature]) -> tuple[dict[str, Job], dict[str, Handler]]:
    """Return what jobs do and who takes their results; `RegistrationError` where one is missing or double."""
    jobs: dict[str, Job] = {}
    results: dict[str, Handler] = {}
    for feature in features:
        if lonely := feature.jobs.keys() ^ feature.results.keys():
            raise RegistrationError(
                f"{sorted(lonely)} of {feature.name}: a job and who takes its result belong together"
            )
        if taken := feature.jobs.keys() & jobs.keys():
            raise RegistrationError(f"{sorted(taken)} of {feature.name} is taken already")
        jobs.update(feature.jobs)
        results.update(feature.results)
    return jobs, results


def _is_public(update: object) -> bool:
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat is not None and chat.type != ChatType.PRIVATE


async def _nothing(_update: Update, _context: Context) -> None:
    return None


async def _nobody(_update: Update, _context: Context) -> None:
    raise RegistrationError("this handler routes and has no callback of its own")
