"""What can go wrong with a backup."""

from __future__ import annotations

from storage.errors import IskraError


class BackupError(IskraError):
    """A backup cannot be made, or cannot be used; the message says why and what to do."""


class Interrupted(BackupError):
    """The program ends; a backup under way is thrown away."""

    def __init__(self) -> None:
        super().__init__("stopped before the backup was complete")
