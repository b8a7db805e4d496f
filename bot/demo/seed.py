"""Lays the demo's first data: tables, content, roles of some of the cast, applications in the queue, practice.

Run as a process of its own before the bot first starts. Running it twice changes nothing.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bot.commands import house
from bot.config import Config, load_config
from bot.demo.practice import lay_practice
from bot.demo.settings import COORDINATOR, FIRST_MOMENT, PRACTICE, STORY
from bot.demo.story import lay_applications
from cluster import content_store, people
from cluster.content import load_content
from cluster.people import Role
from storage import migrate
from storage import people as stored_people
from storage import roles as stored_roles


async def seed(config: Config, roles: list[dict[str, Any]], now: datetime) -> None:
    """Make the database, load the content and give everybody in `roles` theirs, in one transaction after the tables."""
    await migrate.upgrade(config.storage.url)
    content = load_content(config.content.folder)
    story = tomllib.loads(STORY.read_text("utf-8"))
    practice = tomllib.loads(PRACTICE.read_text("utf-8"))

    def lay(session: Session) -> None:
        content_store.load(session, content, now)
        for given in roles:
            person = stored_people.meet(session, given["person"], given["person"], "ru", now)
            stored_people.set_name(session, person.id, given["name"])
            people.grant(session, now, None, person.id, Role(given["role"]), given.get("organisation"), choose=True)
        known = stored_people.by_telegram_ids(session, [given["person"] for given in roles])
        for given in roles:
            if "child" in given:
                stored_roles.add_guardian(session, known[given["person"]].id, known[given["child"]].id, now)
        lay_applications(session, content, story, known[COORDINATOR].id)
        lay_practice(session, content, practice, {telegram: person.id for telegram, person in known.items()})

    async with house.opened(config) as database:
        await database.run(lay)


def main(config_file: Path, roles_file: Path) -> None:
    """Seed the database that the environment names."""
    config = load_config(config_file, content=True)
    roles = tomllib.loads(roles_file.read_text("utf-8"))["role"]
    now = datetime.strptime(FIRST_MOMENT, "%Y-%m-%dT%H:%M:%S%z")
    house.run(seed(config, roles, now))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
