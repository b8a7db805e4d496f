"""The people, bots and sentences that an empty sandbox begins with, from a TOML file."""

import tomllib
from pathlib import Path
from typing import Any

from sandbox.settings import SandboxError
from sandbox.world import World

_PERSON = {"id", "first_name", "last_name", "username", "language_code", "note", "hints"}
_BOT = {"id", "first_name", "username"}
_CLICK = {"person", "start", "send"}
_TOP = {"title", "notice", "clicks", "person", "bot"}


def load_cast(world: World, path: Path | None) -> None:
    """Create who stands in the file; raise `SandboxError` naming the file and what is wrong with it."""
    if path is None:
        return
    try:
        cast = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SandboxError(f"{path}: {error}") from error
    _known(path, "the file", cast, _TOP)
    for person in cast.get("person", []):
        _known(path, "[[person]]", person, _PERSON, {"id", "first_name"})
        world.add_person(dict(person))
    for bot in cast.get("bot", []):
        _known(path, "[[bot]]", bot, _BOT, _BOT)
        world.add_bot(bot["id"], bot["first_name"], bot["username"])
    clicks = cast.get("clicks", [])
    for click in clicks:
        _known(path, "clicks", click, {*_CLICK, "ru", "en"}, {"person"})
        if click["person"] not in world.people:
            raise SandboxError(f"{path}: clicks: no person {click['person']}")
    world.cast = {
        "title": cast.get("title"),
        "notice": cast.get("notice"),
        "clicks": [{"start": None, "send": None, **click} for click in clicks],
    }


def _known(path: Path, where: str, given: Any, allowed: set[str], needed: set[str] | None = None) -> None:
    if not isinstance(given, dict):
        raise SandboxError(f"{path}: {where} must be a table")
    if unknown := set(given) - allowed:
        raise SandboxError(f"{path}: {where} has the unknown key {min(unknown)!r}")
    if missing := (needed or set()) - set(given):
        raise SandboxError(f"{path}: {where} lacks {min(missing)!r}")
