"""Write the migration from the newest one to the models: `make migration NAME=add_vacancies`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from storage import migrate


async def write(name: str) -> Path:
    """Bring an empty database to the newest revision, then write the step from there to the models."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/iskra.db"
        if any(migrate.SCRIPTS.glob("versions/*.py")):
            await migrate.upgrade(url)
        return await migrate.write_migration(url, name)


def main(name: str) -> None:
    """Write the step and format it like the rest of the code."""
    path = asyncio.run(write(name))
    for order in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *order, str(path)], check=False)
    print(f"{path}: read it before you commit it")


if __name__ == "__main__":
    main(sys.argv[1])
