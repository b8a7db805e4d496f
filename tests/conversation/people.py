"""A stage with the real features and content, and people who already have roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cluster import content_store, people
from cluster.content import load_content
from cluster.people import Role
from handlers import FEATURES
from storage import people as stored
from storage.database import Database
from tests.conversation.stage import Actor, Stage

FOLDER = Path(__file__).parents[2] / "content" / "ryazan"
CONTENT = load_content(FOLDER)


async def open_house(database: Database, now: Any) -> Stage:
    """Open a stage with every feature and the content with its organisations, unless the database has it already."""
    stage = Stage(database, now, CONTENT)
    stage.room.settings = {"personal_data": "full", "username": "iskra_bot", "content_folder": str(FOLDER)}
    if await database.read(content_store.content_version) == 0:
        await database.run(content_store.load, CONTENT, now)
    return await stage.open(FEATURES)


async def with_role(
    stage: Stage,
    telegram_id: int,
    role: Role,
    organisation: str | None = None,
    name: str | None = None,
    language: str = "ru",
) -> Actor:
    """Return a person who holds a role, as the operator gave it."""

    def lay(session: Session) -> None:
        person = stored.meet(session, telegram_id, telegram_id, language, stage.clock.now())
        if name is not None:
            stored.set_name(session, person.id, name)
        people.grant(session, stage.clock.now(), None, person.id, role, organisation, choose=True)

    await stage.database.run(lay)
    return Actor(stage, telegram_id, language=language)


async def role_of(stage: Stage, actor: Actor) -> tuple[Role, str | None] | None:
    """Return the role that a person has chosen, and where it is held."""
    person = (await stage.database.read(stored.by_telegram_ids, [actor.id])).get(actor.id)
    return (person.role, person.organisation) if person is not None and person.role is not None else None
