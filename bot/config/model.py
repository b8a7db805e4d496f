"""What may be configured: one frozen model a section.

A field's `description` is what the operator reads when the value is wrong, after the word "expected".
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

TOKEN_SHAPE = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{35}")
STATE_AND_FULL = (
    "state bodies may not ask personal data in a foreign messenger: set privacy.personal_data to code or none, "
    "or operator.acknowledged = true to take that on yourself"
)
DRIVERS = frozenset({"sqlite+aiosqlite", "postgresql+asyncpg"})


class ConfigError(Exception):
    """The configuration cannot be used; the message is one line that says where, what and what is expected."""


# --- values of a certain shape ----------------------------------------------------------------------


def _token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not TOKEN_SHAPE.fullmatch(value.get_secret_value()):
        raise ValueError("not shaped like a token")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("characters that Telegram refuses")
    return value


def _root_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not an address")
    _ = parts.port  # raises ValueError where it is no number
    return value.rstrip("/")


def _optional_url(value: str) -> str:
    return _root_url(value) if value else value


def _proxy(value: str) -> str:
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise ValueError("not a proxy")
    return value


def _listen(value: str) -> str:
    if value:
        host, _, port = value.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise ValueError("not host:port")
    return value


def _database_url(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError) as error:
        raise ValueError("not a database URL") from error
    if url.drivername not in DRIVERS:
        raise ValueError("not a known driver")
    return value


def _time_of_day(value: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise ValueError("not a time of day")
    return value


def split_listen(value: str) -> tuple[str, int] | None:
    """Return `host:port` as a pair, or None where it is empty (off). An IPv6 host loses its brackets."""
    host, _, port = value.rpartition(":")
    return (host.strip("[]"), int(port)) if value else None


def is_loopback(url: str) -> bool:
    """Whether the host of `url` is this machine itself, by name or by number, without asking DNS."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


Token = Annotated[SecretStr, AfterValidator(_token)]
RootUrl = Annotated[str, AfterValidator(_root_url)]
OptionalUrl = Annotated[str, AfterValidator(_optional_url)]
Listen = Annotated[str, AfterValidator(_listen)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
# Paths are resolved before validation (bot.config.load), so that a relative one knows where it came from.


# --- sections ---------------------------------------------------------------------------------------


class Section(BaseModel):
    """A section: unknown keys are refused, values are taken as they are and never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Telegram(Section):
    """How to reach Telegram."""

    token: Token = Field(
        SecretStr(""), description="a bot token as @BotFather gives it: digits, a colon, 35 characters"
    )
    base_url: RootUrl = Field(
        "https://api.telegram.org", description="the root address of a Bot API server, http(s)://host[:port]"
    )
    mode: Literal["polling", "webhook"] = Field("polling", description="one of: polling, webhook")
    proxy: Annotated[str, AfterValidator(_proxy)] = Field(
        "", repr=False, description='an HTTP proxy, http://[user:password@]host:port, or "" for none'
    )
    timeout_s: float = Field(30.0, ge=1, le=600, allow_inf_nan=False, description="seconds, 1 to 600")
    poll_s: int = Field(50, ge=1, le=50, description="whole seconds, 1 to 50")


class Webhook(Section):
    """Where Telegram delivers updates in webhook mode."""

    url: OptionalUrl = Field("", description='the public https:// address that reaches this process, or ""')
    listen: Listen = Field("127.0.0.1:8902", description="host:port to listen on")
    secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""), description="1 to 256 characters A-Z a-z 0-9 _ -, or empty for one made from the token"
    )


class Storage(Section):
    """Where everything is kept."""

    url: DatabaseUrl = Field(
        "sqlite+aiosqlite:///var/iskra.db",
        repr=False,
        description="sqlite+aiosqlite:///path or postgresql+asyncpg://user:password@host/database",
    )
    key_file: Path = Field(Path("var/iskra.key"), description="a path of a file; it is made where there is none")


class Backup(Section):
    """Where backups go, when, and which of them stay."""

    folder: Path | None = Field(Path("var/backups"), description='a path of a folder, or "" for no backups by night')
    at: Annotated[str, AfterValidator(_time_of_day)] = Field("03:30", description="a Moscow time of day, HH:MM")
    daily: int = Field(7, ge=1, le=366, description="how many days, 1 to 366")
    weekly: int = Field(4, ge=0, le=520, description="how many weeks, 0 to 520")
    key_file: Path | None = Field(None, description='a path of a file, or "" for backups that are not encrypted')

    def time(self) -> time:
        """Return the time of day as such."""
        return time.fromisoformat(self.at)


class Retention(Section):
    """How long what is over is kept."""

    days: int = Field(30, ge=2, le=3650, description="days, 2 to 3650")
    unplaced_days: int = Field(1096, ge=30, le=36500, description="days, 30 to 36500")


class Health(Section):
    """The address for a monitor: liveness, readiness, metrics."""

    listen: Listen = Field("127.0.0.1:8901", description='host:port to listen on, or "" for off')


class Delivery(Section):
    """Telegram's limits on what Iskra starts itself; 0 switches a limit off."""

    per_second: float = Field(
        30.0, ge=0, le=100_000, allow_inf_nan=False, description="messages a second, 0 (off) to 100000"
    )
    per_chat_per_second: float = Field(
        1.0, ge=0, le=100_000, allow_inf_nan=False, description="messages a second to one chat, 0 (off) to 100000"
    )
    per_group_per_minute: float = Field(
        20.0,
        ge=0,
        le=100_000,
        allow_inf_nan=False,
        description="messages a minute to one group or channel, 0 (off) to 100000",
    )


class Operator(Section):
    """Who runs this bot."""

    kind: Literal["state", "private", "demo"] = Field("demo", description="one of: state, private, demo")
    acknowledged: bool = Field(False, description="true or false")
    chat_id: int = Field(
        0, ge=-(2**53), le=2**53, description="the id of the operators' chat, a whole number; 0 for none"
    )


class Privacy(Section):
    """How much about a person the bot may ask."""

    personal_data: Literal["none", "code", "full"] = Field("full", description="one of: none, code, full")
    paper_files: bool = Field(False, description="true or false")


class Content(Section):
    """The data of the cluster."""

    folder: Path = Field(Path("content/ryazan"), description="an existing folder with the cluster's TOML files")


class Clock(Section):
    """Whose time it is."""

    follow: OptionalUrl = Field("", description='the address of a sandbox\'s clock, or "" for real time')


class Log(Section):
    """How events are written."""

    format: Literal["auto", "human", "json"] = Field("auto", description="one of: auto, human, json")
    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="one of: debug, info, warning, error"
    )


class Config(BaseModel):
    """The whole configuration; each part of the house is given its own section.

    It takes only what the loader hands in: that reads file and environment and knows where each value came from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    storage: Storage = Storage()
    backup: Backup = Backup()
    retention: Retention = Retention()
    health: Health = Health()
    delivery: Delivery = Delivery()
    operator: Operator = Operator()
    privacy: Privacy = Privacy()
    content: Content = Content()
    clock: Clock = Clock()
    log: Log = Log()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        for at, problem in _disagreements(self):
            raise ValueError(f"{at}|{problem}")
        return self

    def webhook_secret(self) -> str:
        """Return the secret that Telegram sends with every webhook call: as configured, else made from the token."""
        configured = self.webhook.secret.get_secret_value()
        token = self.telegram.token.get_secret_value()
        return configured or hmac.new(token.encode(), b"iskra webhook", hashlib.sha256).hexdigest()


def _disagreements(config: Config) -> list[tuple[str, str]]:
    """Return what is wrong between sections, as (section.key, what is expected)."""
    found = []
    if config.operator.kind == "state" and config.privacy.personal_data == "full" and not config.operator.acknowledged:
        found.append(("operator.kind", STATE_AND_FULL))
    if config.clock.follow and not is_loopback(config.telegram.base_url):
        found.append(("clock.follow", 'a virtual clock only beside a Bot API server on this machine; "" for real time'))
    if config.clock.follow and not is_loopback(config.clock.follow):
        found.append(("clock.follow", "the clock of a sandbox on this machine"))
    if config.telegram.mode == "webhook" and not config.webhook.url:
        found.append(("webhook.url", "an https:// address, since telegram.mode is webhook"))
    if config.telegram.mode == "webhook" and not config.webhook.listen:
        found.append(("webhook.listen", "host:port, since telegram.mode is webhook"))
    return found
