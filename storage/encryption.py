"""Encryption of personal fields, raw updates, message bodies and drafts, and the keyed hashes to find people by."""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from storage.errors import VaultError

KEY_BYTES = 32
NONCE_BYTES = 12


class Vault:
    """AES-256-GCM under one master key; separate derived keys for sealing and for hashing.

    A sealed value is `nonce (12 bytes) + ciphertext + tag (16 bytes)`.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise VaultError(f"the key has {len(key)} bytes, expected {KEY_BYTES}")
        self._aead = AESGCM(_derive(key, b"iskra seal"))
        self._hash_key = _derive(key, b"iskra hash")
        self._unkept: tuple[Path, bytes] | None = None
        self.fingerprint = hmac.new(_derive(key, b"iskra fingerprint"), b"1", sha256).hexdigest()[:16]

    @classmethod
    def open(cls, path: Path) -> Vault:
        """Read the key file. Where there is none the key is a new one, kept only when a new database needs it."""
        try:
            return cls(bytes.fromhex(path.read_text("ascii").strip()))
        except FileNotFoundError:
            return cls._new(path)
        except OSError as error:
            raise VaultError(
                f"the key file {path} cannot be read ({error.strerror}): let this user read it, "
                "or correct storage.key_file"
            ) from error
        except (ValueError, VaultError) as error:
            raise VaultError(
                f"the key file {path} is damaged, expected {KEY_BYTES * 2} hexadecimal digits: put a copy of it back"
            ) from error

    @classmethod
    def _new(cls, path: Path) -> Vault:
        key = os.urandom(KEY_BYTES)
        vault = cls(key)
        vault._unkept = (path, key)
        return vault

    @property
    def missing_file(self) -> Path | None:
        """Where the key file should be, while there is none."""
        return self._unkept[0] if self._unkept else None

    def keep(self) -> None:
        """Make the key file, with mode 600, where there is none: as a whole or not at all."""
        if self._unkept is None:
            return
        path, key = self._unkept
        half = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                _write_durably(half, key.hex() + "\n")
                os.link(half, path)  # unlike a renaming it never takes the place of another one's key
            finally:
                half.unlink(missing_ok=True)
        except OSError as error:
            raise VaultError(
                f"the key file {path} cannot be made ({error.strerror}): let this user write there, "
                "or correct storage.key_file"
            ) from error
        self._unkept = None

    def encrypt(self, plain: bytes) -> bytes:
        """Seal `plain`; every call gives another ciphertext."""
        if self._unkept is not None:  # nothing is ever sealed with a key that would be forgotten
            self.keep()
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, None)

    def decrypt(self, sealed: bytes) -> bytes:
        """Open what `encrypt` sealed; `VaultError` where it was sealed with another key or changed."""
        try:
            return self._aead.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except InvalidTag as error:
            raise VaultError("a stored value was encrypted with another key or damaged") from error

    def keyed_hash(self, text: str) -> str:
        """Return the HMAC-SHA256 of `text` in hex: equal texts are found without being readable."""
        return hmac.new(self._hash_key, text.encode(), sha256).hexdigest()


def vault_of(session: Session) -> Vault:
    """Return the vault that the session's database was opened with."""
    vault: Any = session.get_bind().dialect.__dict__.get("iskra_vault")
    if not isinstance(vault, Vault):
        raise VaultError("this database was opened without a vault")
    return vault


def _write_durably(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)
