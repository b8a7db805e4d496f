"""People, groups, bots, and the whole state at a glance."""

from typing import Any

from starlette.requests import Request

from sandbox import chats, files, people
from sandbox.control import Endpoint, Json, json_body, number, taken
from sandbox.core import Sandbox
from sandbox.errors import ControlError
from sandbox.model import Chat

_NAMES: dict[str, Any] = {
    "first_name": str,
    "last_name": str,
    "username": str,
    "language_code": str,
    "note": dict,
    "hints": list,
}


async def state(sandbox: Sandbox, _request: Request) -> Json:
    """Return people, bots, chats, clock, faults, cast, counts of unsupported methods, limits of files."""
    world = sandbox.world
    world.keep_clock()
    return {
        "bots": [sandbox.bot_public(bot) for bot in world.bots.values()],
        "people": [person.public() for person in world.people.values() if not person.removed],
        "chats": [summary for chat in world.chats.values() for summary in _summaries(sandbox, chat)],
        "clock": world.clock.dump(),
        "faults": sandbox.faults.values,
        "cast": world.cast,
        "unsupported": world.unsupported,
        "limits": files.LIMITS,
        "version": world.events.version,
    }


def _summaries(sandbox: Sandbox, chat: Chat) -> list[Json]:
    if chat.is_private and (not chat.started or sandbox.world.people[chat.id].removed):
        return []
    last = next(reversed(chat.messages.values()), None)
    shown = {
        "chat_id": chat.id,
        "chat": sandbox.world.chat_object(chat),
        "last_message": chats.view(chat, last) if last else None,
        "unread": chat.unread,
    }
    return [{**shown, "bot_id": bot.id} for bot in sandbox.bots_in(chat)]


async def add_person(sandbox: Sandbox, request: Request) -> Json:
    """Create a person."""
    given = taken(await json_body(request), id=int, **_NAMES)
    if not given.get("first_name"):
        raise ControlError(400, "first_name is needed")
    if "id" in given and not 0 < given["id"] < 2**52:
        raise ControlError(400, "id: a positive number below 2**52 expected")
    person = sandbox.world.add_person(given)
    sandbox.world.commit()
    return person.public()


async def change_person(sandbox: Sandbox, request: Request) -> Json:
    """Change names or language of a person; the next update carries them."""
    person = sandbox.world.person(request.path_params["id"])
    body = await json_body(request)
    taken(body, **_NAMES)
    if "first_name" in body and not body["first_name"]:
        raise ControlError(400, "first_name is needed")
    for name, value in body.items():
        setattr(person, name, [] if name == "hints" and value is None else value)
    sandbox.world.save_person(person)
    sandbox.world.events.publish("person", person=person.public())
    sandbox.world.commit()
    return person.public()


async def remove_person(sandbox: Sandbox, request: Request) -> Json:
    """Remove a person: they leave the lists, and bots that write to them get 403 `user is deactivated`."""
    person = sandbox.world.person(request.path_params["id"])
    person.removed = True
    sandbox.world.save_person(person)
    sandbox.world.events.publish("person", person_id=person.id, removed=True)
    sandbox.world.commit()
    return {"removed": True}


async def add_group(sandbox: Sandbox, request: Request) -> Json:
    """Create a group or channel; its bots hear that they were added."""
    given = taken(await json_body(request), title=str, type=str, members=list, admins=list, username=str)
    kind, world = given.get("type", "supergroup"), sandbox.world
    if kind not in ("group", "supergroup", "channel") or not given.get("title"):
        raise ControlError(400, "title is needed; type is group, supergroup or channel")
    members, admins = given.get("members", []), given.get("admins", [])
    for member in [*members, *admins]:
        if member not in world.people and member not in world.bots:
            raise ControlError(404, f"nobody has the id {member}")
    status = dict.fromkeys(members, "member") | dict.fromkeys(admins, "administrator")
    creator = next((world.people[m] for m in [*admins, *members] if m in world.people), None)
    if creator is None:
        raise ControlError(400, "a group needs a person")
    status[creator.id] = "creator"
    chat = world.add_group(given["title"], kind, status, given.get("username"))
    chats.changed(sandbox, chat, created=True)
    for bot in sandbox.bots_in(chat):
        people.membership(sandbox, chat, creator, bot, "left", status[bot.id])
    sandbox.commit_and_wake(*sandbox.bots_in(chat))
    return world.chat_object(chat)


async def upgrade_group(sandbox: Sandbox, request: Request) -> Json:
    """Make a supergroup of a group, which gets another id; return it."""
    chat = sandbox.world.chat(int(number(request.path_params["chat_id"], 0, "chat_id")), 0)
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError(409, "only a group that was not upgraded yet can be")
    upgraded = people.upgrade(sandbox, chat)
    sandbox.commit_and_wake(*sandbox.bots_in(upgraded))
    return sandbox.world.chat_object(upgraded)


async def set_member(sandbox: Sandbox, request: Request) -> Json:
    """Change the status of a person or bot in a group: member, administrator, left, kicked."""
    world = sandbox.world
    chat = world.chat(int(number(request.path_params["chat_id"], 0, "chat_id")), 0)
    given = taken(await json_body(request), status=str)
    user_id, status = request.path_params["user_id"], given.get("status", "member")
    if status not in ("member", "administrator", "left", "kicked"):
        raise ControlError(400, "status is member, administrator, left or kicked")
    if user_id not in world.people and user_id not in world.bots:
        raise ControlError(404, f"nobody has the id {user_id}")
    was = chat.members.get(user_id, "left")
    chat.members[user_id] = status
    chats.changed(sandbox, chat, members=True)
    if user_id in world.bots and was != status:
        creator = next(world.people[m] for m, s in chat.members.items() if s == "creator")
        people.membership(sandbox, chat, creator, world.bots[user_id], was, status)
        sandbox.commit_and_wake(world.bots[user_id])
    world.commit()
    return {"user_id": user_id, "status": status}


async def change_bot(sandbox: Sandbox, request: Request) -> Json:
    """Change name or username of a bot, as its owner does at @BotFather."""
    bot = sandbox.world.bot(request.path_params["id"])
    for name, value in taken(await json_body(request), first_name=str, username=str).items():
        setattr(bot, name, value)
    sandbox.world.save_bot(bot)
    sandbox.world.events.publish("bot", bot_id=bot.id, bot=sandbox.bot_public(bot))
    sandbox.world.commit()
    return sandbox.bot_public(bot)


async def forge_update(sandbox: Sandbox, request: Request) -> Json:
    """Send any update object to a bot."""
    bot = sandbox.world.bot(request.path_params["id"])
    content = await json_body(request)
    content.pop("update_id", None)
    update_id = sandbox.updates.add_raw(bot, content)
    sandbox.commit_and_wake(bot)
    return {"update_id": update_id}


async def forge_updates(sandbox: Sandbox, request: Request) -> Json:
    """Send several update objects to a bot at once, with numbers of one's choice."""
    bot = sandbox.world.bot(request.path_params["id"])
    given = taken(await json_body(request), updates=list).get("updates", [])
    if not all(isinstance(update, dict) for update in given):
        raise ControlError(400, "updates: objects expected")
    numbers = [update["update_id"] for update in given if "update_id" in update]
    if not all(type(number) is int and number > 0 for number in numbers):
        raise ControlError(400, "update_id: a whole number above 0 expected")
    waiting = sandbox.world.updates[bot.id]
    if len(set(numbers)) < len(numbers) or any(number in waiting for number in numbers):
        raise ControlError(409, "an update with this number waits already")
    update_ids = [sandbox.updates.add_raw(bot, update) for update in given]
    sandbox.commit_and_wake(bot)
    return {"update_ids": update_ids}


async def reset(sandbox: Sandbox, _request: Request) -> Json:
    """Forget everything and create the cast anew."""
    sandbox.reset()
    return {"version": sandbox.world.events.version}


TABLE: list[tuple[str, str, Endpoint]] = [
    ("GET", "/state", state),
    ("POST", "/people", add_person),
    ("PATCH", "/people/{id:int}", change_person),
    ("DELETE", "/people/{id:int}", remove_person),
    ("POST", "/groups", add_group),
    ("POST", "/groups/{chat_id}/upgrade", upgrade_group),
    ("PUT", "/groups/{chat_id}/members/{user_id:int}", set_member),
    ("PATCH", "/bots/{id:int}", change_bot),
    ("POST", "/bots/{id:int}/updates", forge_update),
    ("POST", "/bots/{id:int}/batch", forge_updates),
    ("POST", "/reset", reset),
]
