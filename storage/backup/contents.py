"""What a copy of a database holds, so that it can be compared with what it was copied from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from storage.backup.errors import BackupError
from storage.base import Base, EncryptedBytes, EncryptedJson, EncryptedText
from storage.encryption import Vault
from storage.errors import VaultError

BEGUN = "backup-begun"
"""The fact that says when a backup began: written before the copy is taken, so that every copy says of when it is."""
REVISION_TABLE = "alembic_version"


@dataclass(frozen=True)
class Contents:
    """What one copy holds. `sealed` has one stored value of each encrypted column that has any."""

    rows: Mapping[str, int]
    revision: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    sealed: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def begun_at(self) -> datetime | None:
        """Return the moment that the copy is of; None where nobody noted it."""
        noted = self.facts.get(BEGUN)
        return datetime.fromisoformat(noted) if noted else None

    @property
    def total(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(self.rows.values())


def compare(original: Contents, copy: Contents) -> None:
    """Raise `BackupError` where a copy does not hold what its original held in the same snapshot."""
    if original.revision != copy.revision:
        raise BackupError(f"the copy is at revision {copy.revision}, the database at {original.revision}")
    names = sorted(original.rows.keys() | copy.rows.keys())
    wrong = [name for name in names if original.rows.get(name) != copy.rows.get(name)]
    if wrong:
        told = ", ".join(f"{name} {copy.rows.get(name)} of {original.rows.get(name)}" for name in wrong[:3])
        raise BackupError(f"the copy does not hold all rows: {told}")


def check_key(contents: Contents, vault: Vault) -> None:
    """Raise `VaultError` where the key file does not open what a copy holds."""
    known = contents.facts.get("vault")
    if known is not None and known != vault.fingerprint:
        raise VaultError(
            "this backup holds personal data under another key: put the key file of that time back (storage.key_file)"
        )
    for column, value in contents.sealed.items():
        try:
            vault.decrypt(value)
        except VaultError as error:
            raise VaultError(f"{column}: {error}") from error


@cache
def encrypted_columns() -> Mapping[str, tuple[str, ...]]:
    """Return the names of the encrypted columns by table."""
    import storage.models  # noqa: F401 - makes the metadata whole

    found = {
        table.name: tuple(
            column.name
            for column in table.columns
            if isinstance(column.type, EncryptedText | EncryptedBytes | EncryptedJson)
        )
        for table in Base.metadata.tables.values()
    }
    return {name: columns for name, columns in found.items() if columns}
