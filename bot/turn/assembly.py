"""Puts the features together: which handler answers what, in which order."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from markupsafe import Markup
from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackContext, ContextTypes

from bot.feature import Feature, RegistrationError
from bot.form.flow import FormFlow
from bot.jobs.result import FAILED
from bot.screens import Action, Button, Screen
from bot.turn.context import Context
from bot.turn.offline import OfflineBot, TurnApplication
from bot.turn.reading import open_library
from bot.turn.room import Room
from bot.turn.routing import Commands, Forms, Presses, Public, Rest, Results, Unawaited, feature_tables, job_tables
from bot.turn.state import current_turn


async def assemble(room: Room, features: Sequence[Feature], token: str, me: dict[str, Any]) -> dict[str, FormFlow]:
    """Give `room` an application that answers as `features` say; return the forms by name.

    `me` is the answer of getMe. `RegistrationError` where two features claim the same.
    """
    open_library()
    commands, links, presses = feature_tables(features)
    jobs, results = job_tables(features)
    room.jobs.update(jobs)
    for feature in features:
        for event, look in feature.notices.items():
            if event in room.notices:
                raise RegistrationError(f"{event.__name__} of {feature.name} is registered already")
            room.notices[event] = look
        for event, listener in feature.listeners.items():
            room.listeners.setdefault(event, []).append(listener)
    flows = {spec.name: FormFlow(spec) for feature in features for spec in feature.forms}
    room.forms.update(flows)
    application: Any = (
        ApplicationBuilder()
        .application_class(TurnApplication)
        .bot(OfflineBot(token, me))
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    application.bot_data["room"] = room
    application.bot_data["presses"] = presses
    application.add_handler(Results(results, _forgotten_job))
    application.add_handler(Unawaited())
    application.add_handler(Public(_private_only, str(me["username"])))
    application.add_handler(Commands(commands, links, _unknown_command))
    application.add_handler(Forms({name: flow.handler() for name, flow in flows.items()}))
    application.add_handler(Presses(presses, _outdated))
    application.add_handler(Rest(_rest(features)))
    application.add_error_handler(_hand_over)
    await application.initialize()
    room.application = application
    return flows


async def _hand_over(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    # The library swallows what handlers raise; the turn must know, to roll back.
    current_turn().failure = context.error


async def _private_only(_update: Update, context: Context) -> None:
    context.send(Screen("core-private-only", {"username": context.bot.username}))


async def _unknown_command(_update: Update, context: Context) -> None:
    if not await _show_open_form(context, context.text("core-unknown-command")):
        context.send(Screen("core-unknown-command", keyboard=_way_out(context)))


def _rest(features: Sequence[Feature]) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Return what answers a message that no form awaits: a feature that takes its text, else "not understood"."""
    takers = [taker for feature in features for taker in feature.texts]

    async def take(update: Update, context: Context) -> None:
        message = update.message
        if message is not None and message.text and message.forward_origin is None:
            for taker in takers:
                if await taker(update, context):
                    return
        await _not_understood(update, context)

    return take


async def _not_understood(update: Update, context: Context) -> None:
    file = update.message is not None and (update.message.photo or update.message.document)
    context.send(Screen("core-file-unasked" if file else "core-not-understood", keyboard=_way_out(context)))


def _way_out(context: Context) -> list[list[Button]]:
    """Return the button to the menu, where some feature has one."""
    menu = Action.of("menu", "open")
    known = (menu.feature, menu.verb) in context.application.bot_data["presses"]
    return [[Button("core-menu", menu)]] if known else []


async def _forgotten_job(_update: Update, context: Context) -> None:
    """A result that a release has forgotten to take."""
    context.send(Screen(FAILED, keyboard=_way_out(context)))


async def _outdated(_update: Update, context: Context) -> None:
    """A button that nobody answers any more: say so, and show where the person is."""
    if await _show_open_form(context):
        context.toast("core-outdated")
    else:
        context.alert("core-outdated-menu")


async def _show_open_form(context: Context, note: Markup | None = None) -> bool:
    """Show the form that is on, where the person stands in it; return whether there was one."""
    talk = context.talks.active
    if talk is None or talk.name not in context.room.forms:
        return False
    await context.room.forms[talk.name].present(context, talk, note)
    return True
