"""Check that the migrations lead to exactly the tables of the models (on SQLite; the tests do it on PostgreSQL too)."""

from __future__ import annotations

import asyncio
import sys
import tempfile

from storage import migrate


async def main() -> int:
    """Return 1 and print the differences where models and migrations disagree."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/iskra.db"
        await migrate.upgrade(url)
        found = await migrate.differences(url)
    for difference in found:
        print(f"models and migrations differ: {difference}")
    print("Run: make migration NAME=what_changed" if found else "migrations: match the models")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
