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
        self.fingerprint = hmac.new(_derive(key, b"iskra fingerprint"), b"1", sha256).hexdigest()[:16]

    @classmethod
    def open(cls, path: Path) -> Vault:
        """Read the key file, or make one with mode 600 where there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(os.urandom(KEY_BYTES).hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
        try:
            return cls(bytes.fromhex(path.read_text().strip()))
        except ValueError as error:
            raise VaultError(f"{path}: expected {KEY_BYTES * 2} hexadecimal digits") from error

    def encrypt(self, plain: bytes) -> bytes:
        """Seal `plain`; every call gives another ciphertext."""
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


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)
