"""What a bot says about itself: commands, name, descriptions, menu button."""

import re
from collections.abc import Callable

from sandbox.errors import ApiError, bad_request
from sandbox.methods import Call, find_chat, method
from sandbox.model import Bot, Chat, Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_TEXTS = {"name": ("Name", 64), "description": ("Description", 512), "short_description": ("ShortDescription", 120)}


def _language(call: Call) -> str:
    language = str(call.given.get("language_code") or "")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: Call) -> str:
    """Return a scope as a key: its type, chat and user."""
    scope = call.given.get("scope") or {"type": "default"}
    parts = [scope["type"]]
    if "chat_id" in scope:
        parts.append(str(find_chat(call, scope["chat_id"]).id))
    if "user_id" in scope:
        if scope["user_id"] <= 0:
            raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
        parts.append(str(scope["user_id"]))
    return ":".join(parts)


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Set the commands of a scope and language."""
    commands = []
    if len(call.given["commands"]) > 100:
        raise ApiError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in call.given["commands"]:
        name, description = command["command"].removeprefix("/"), command["description"].strip()
        if not _COMMAND.fullmatch(name):
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name, "description": description})
    call.bot.commands[f"{_scope(call)}|{_language(call)}"] = commands
    return _changed(call)


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Take the commands of a scope and language away."""
    call.bot.commands.pop(f"{_scope(call)}|{_language(call)}", None)
    return _changed(call)


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    """Return the commands of a scope and language, exactly as they were set."""
    return call.bot.commands.get(f"{_scope(call)}|{_language(call)}", [])


def commands_for(bot: Bot, chat: Chat, person_id: int, language: str | None) -> list[Json]:
    """Return the commands that a person sees in a chat: the narrowest scope that has some, their language first."""
    if chat.is_private:
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        member = f"chat_member:{chat.id}:{person_id}"
        scopes = [member, f"chat:{chat.id}", "all_group_chats", "default"]
        if chat.members.get(person_id) in ("creator", "administrator"):
            scopes[1:1] = [f"chat_administrators:{chat.id}"]
            scopes[3:3] = ["all_chat_administrators"]
    for scope in scopes:
        for code in ((language or "")[:2], ""):
            if commands := bot.commands.get(f"{scope}|{code}"):
                return commands
    return []


def _changed(call: Call) -> bool:
    world = call.sandbox.world
    world.save_bot(call.bot)
    world.events.publish("bot", bot_id=call.bot.id, bot=call.sandbox.bot_public(call.bot))
    for chat in world.chats.values():
        if chat.started and chat.bot_id == call.bot.id:
            world.events.publish("chat", chat_id=chat.id, bot_id=call.bot.id, commands=True)
    return True


def _set_text(what: str, limit: int) -> Callable[[Call], bool]:
    def handler(call: Call) -> bool:
        value = str(call.given.get(what, "")).strip()
        if len(value) > limit:
            raise ApiError(400, f"Bad Request: BOT_{what.upper()}_TOO_LONG")
        texts, language = call.bot.texts.setdefault(what, {}), _language(call)
        if value:
            texts[language] = value
        else:
            texts.pop(language, None)
        return _changed(call)

    return handler


def _get_text(what: str) -> Callable[[Call], Json]:
    def handler(call: Call) -> Json:
        value = call.bot.text(what, _language(call))
        return {what: value or (call.bot.first_name if what == "name" else "")}

    return handler


for _what, (_name, _limit) in _TEXTS.items():
    method(f"setMy{_name}")(_set_text(_what, _limit))
    method(f"getMy{_name}")(_get_text(_what))


def menu_button_of(bot: Bot, chat_id: int | None) -> Json:
    """Return the menu button of a private chat; without one of its own the default one."""
    default = bot.menu_buttons.get("", {"type": "commands"})
    return bot.menu_buttons.get(str(chat_id), default) if chat_id else default


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """Set the menu button of a private chat, or the default one."""
    button = call.given.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
        raise bad_request("menu button Web App URL is invalid: Only HTTPS links are allowed")
    key = str(_private_chat(call) or "")
    if button["type"] == "default":
        call.bot.menu_buttons.pop(key, None)
    else:
        call.bot.menu_buttons[key] = button
    return _changed(call)


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Json:
    """Return the menu button of a private chat, or the default one."""
    return menu_button_of(call.bot, _private_chat(call))


def _private_chat(call: Call) -> int | None:
    chat_id = call.given.get("chat_id")
    if chat_id is None:
        return None
    chat = find_chat(call, chat_id)
    if not chat.is_private:
        raise bad_request("chat not found")
    return chat.id
