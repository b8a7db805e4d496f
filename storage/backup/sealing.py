"""Encryption of whole backup files: chunks under AES-256-GCM, so that a file of any size takes little memory.

    magic (15 bytes) · fingerprint of the key (8) · salt (16) · chunks of 256 KiB + tag (16)

Each file has a key of its own, made from the key file and the salt. The nonce of a chunk is its number and whether it
is the last one (the STREAM construction): a file that was cut short, lengthened or put in another order does not open.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.backup.errors import BackupError

MAGIC = b"iskra backup 1\n"
KEY_BYTES = 32
FINGERPRINT_BYTES = 8
SALT_BYTES = 16
TAG_BYTES = 16
CHUNK_BYTES = 256 * 1024  # a tenth of a millisecond: the other threads of the process hardly notice


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        ...


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> object:
        """Take bytes."""
        ...


class BackupKey:
    """The key of backups: a file of its own, since a backup does not hold the key of the personal data either."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise BackupError(f"the backup key has {len(secret)} bytes, expected {KEY_BYTES}")
        self._secret = secret
        self.fingerprint = hmac.new(secret, b"iskra backup fingerprint", sha256).digest()[:FINGERPRINT_BYTES]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a key file; it is never made by itself, since a key that nobody has put away opens no backup."""
        try:
            return cls(bytes.fromhex(path.read_text().strip()))
        except FileNotFoundError:
            raise BackupError(
                f"{path}: no such key file; make one with `iskra backup --make-key` and keep a copy elsewhere"
            ) from None
        except ValueError as error:
            raise BackupError(f"{path}: expected {KEY_BYTES * 2} hexadecimal digits") from error

    @classmethod
    def make(cls, path: Path) -> Self:
        """Make a key file with mode 600; `BackupError` where there is one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise BackupError(f"{path} is there already: backups made with it need it") from None
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return cls.read(path)

    def of_file(self, salt: bytes) -> AESGCM:
        """Return the cipher of the file with this salt."""
        return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"iskra backup").derive(self._secret))


def seal(source: Source, target: Sink, key: BackupKey) -> None:
    """Write what `source` holds, encrypted."""
    salt = os.urandom(SALT_BYTES)
    header = MAGIC + key.fingerprint + salt
    target.write(header)
    cipher = key.of_file(salt)
    for number, chunk, is_last in _chunks(source, CHUNK_BYTES):
        target.write(cipher.encrypt(_nonce(number, is_last), chunk, header))


def unseal(source: Source, target: Sink, key: BackupKey) -> None:
    """Write what `seal` encrypted; `BackupError` where the key is another one or anything was changed or is missing.

    Bytes are written as they come: what stands in `target` after an error is worth nothing.
    """
    header = source.read(len(MAGIC) + FINGERPRINT_BYTES + SALT_BYTES)
    fingerprint, salt = header[len(MAGIC) : -SALT_BYTES], header[-SALT_BYTES:]
    if not header.startswith(MAGIC) or len(fingerprint) != FINGERPRINT_BYTES:
        raise BackupError("this is no encrypted backup of Iskra")
    if not hmac.compare_digest(fingerprint, key.fingerprint):
        raise BackupError("this backup was encrypted with another key (backup.key_file)")
    cipher = key.of_file(salt)
    for number, chunk, is_last in _chunks(source, CHUNK_BYTES + TAG_BYTES):
        try:
            target.write(cipher.decrypt(_nonce(number, is_last), chunk, header))
        except InvalidTag:
            raise BackupError("this backup is damaged, or not all of it is here") from None


def is_sealed(path: Path) -> bool:
    """Whether a file is an encrypted backup."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _chunks(source: Source, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Give numbered chunks; only reading on tells which is the last one. There is always one."""
    number, chunk = 0, source.read(size)
    while following := source.read(size):
        yield number, chunk, False
        number, chunk = number + 1, following
    yield number, chunk, True


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if is_last else b"\0")
