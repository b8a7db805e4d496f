"""Facts about the database itself: which key sealed it, which content it holds."""

from __future__ import annotations

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base
from storage.encryption import Vault
from storage.errors import VaultError


class FactRow(Base):
    """One named fact."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(400))


def read(session: Session, name: str) -> str | None:
    """Return the fact with this name."""
    row = session.get(FactRow, name)
    return row.value if row else None


def write(session: Session, name: str, value: str) -> None:
    """Keep a fact; the newest wins."""
    session.merge(FactRow(name=name, value=value))
    session.flush()


def touch(session: Session) -> None:
    """Write what is there already, to see whether the database takes anything."""
    session.execute(update(FactRow).values(value=FactRow.value).execution_options(synchronize_session=False))


def is_tied(session: Session) -> bool:
    """Whether the database belongs to a key already."""
    return read(session, "vault") is not None


def check_vault(session: Session, vault: Vault) -> None:
    """Tie the database to the vault at first sight; later `VaultError` for any other key."""
    known = read(session, "vault")
    if known is None:
        vault.keep()  # before the database: a key without one does no harm
        write(session, "vault", vault.fingerprint)
    elif vault.missing_file is not None:
        raise VaultError(
            f"the key file {vault.missing_file} of this database is missing: put it back, "
            "without it what people wrote cannot be read"
        )
    elif known != vault.fingerprint:
        raise VaultError(
            "this database was encrypted with another key; put its key file back (storage.key_file) "
            "or start a new database"
        )
