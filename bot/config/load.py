"""Reading the configuration: file, then environment, then one line about the first thing that is wrong."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from sqlalchemy.engine import make_url

from bot.config.model import Config, ConfigError, Section

PREFIX = "ISKRA_"
FROM_FILE = "_FILE"
DEFAULT_FILE = Path("config.toml")
MOST_CHARACTERS_SHOWN = 80
OPTIONAL_PATH = Path | None  # an empty text is None


@dataclass(frozen=True)
class Given:
    """One value and where it came from."""

    section: str
    key: str
    value: Any
    origin: str
    """How the operator finds it: `config.toml: health.listen` or `ISKRA_HEALTH__LISTEN`."""
    base: Path
    """The folder that a relative path starts from."""


def locate(path: Path | None) -> Path | None:
    """Return the file to read: the given one, else `config.toml` where it exists, else None."""
    if path is None:
        return DEFAULT_FILE if DEFAULT_FILE.is_file() else None
    return path


def load_config(
    path: Path | None, environ: Mapping[str, str] | None = None, *, token: bool = False, content: bool = False
) -> Config:
    """Read the configuration from `path` (None: only defaults) and the environment, which wins.

    A variable whose name goes on with `_FILE` names a file that holds the value, as secrets are handed to services.
    `token` and `content` say whether the caller needs a token and the content folder; where one is missing, that is
    an error too.
    Raises `ConfigError` with a message of one line; secrets are never part of it.
    """
    environ = os.environ if environ is None else environ
    given = {(item.section, item.key): item for item in (*_from_file(path), *_from_environ(environ))}
    base = path.resolve().parent if path else Path.cwd()
    _fill_default_paths(given, base, str(path) if path else "default")
    config = _validate(given, str(path) if path else "environment")
    if token and not config.telegram.token.get_secret_value():
        where = f"{path}: telegram.token" if path else "telegram.token"
        raise ConfigError(
            f"{where} is not set: expected a bot token; get one from @BotFather and put it into ISKRA_TELEGRAM__TOKEN"
        )
    if content and not config.content.folder.is_dir():
        item = given["content", "folder"]
        raise ConfigError(_line(item, f"expected {_field('content', 'folder').description}"))
    return config


# --- the two sources ----------------------------------------------------------------------------------


def _from_file(path: Path | None) -> Iterator[Given]:
    if path is None:
        return
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; expected a TOML file, config.example.toml is the pattern") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"{path}: cannot be read: {reason}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    base = path.resolve().parent
    for section, keys in tree.items():
        if section not in Config.model_fields:
            raise ConfigError(f"{path}: {_unknown(section, Config.model_fields, 'section')}")
        if not isinstance(keys, dict):
            raise ConfigError(f"{path}: {section} = {_shown(keys)}: expected a section, [{section}]")
        for key, value in keys.items():
            if key not in _section(section).model_fields:
                raise ConfigError(f"{path}: {_unknown(key, _section(section).model_fields, 'key', section)}")
            yield Given(section, key, value, f"{path}: {section}.{key}", base)


def _from_environ(environ: Mapping[str, str]) -> Iterator[Given]:
    names = {f"{PREFIX}{s}__{k}".upper(): (s, k) for s in Config.model_fields for k in _section(s).model_fields}
    for name in sorted(environ):
        if name.upper() in names:
            section, key = names[name.upper()]
            yield _parsed(Given(section, key, environ[name], name, Path.cwd()))
        elif name.upper().removesuffix(FROM_FILE) in names:
            yield _kept_in_file(name, *names[name.upper().removesuffix(FROM_FILE)], environ)
        elif name.startswith(PREFIX) and "__" in name:
            near = difflib.get_close_matches(name, names, 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"{name}: unknown variable{hint}")


def _kept_in_file(name: str, section: str, key: str, environ: Mapping[str, str]) -> Given:
    """Return the value that lies in the file which a variable names; the newline at its end is none of it."""
    direct = name[: -len(FROM_FILE)]
    if direct in environ:
        raise ConfigError(f"{name}: expected either this or {direct}, not both")
    try:
        value = Path(environ[name]).expanduser().read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"{name} = {_shown(environ[name])}: cannot be read: {reason}") from None
    return _parsed(Given(section, key, value, name, Path.cwd()))


def _parsed(item: Given) -> Given:
    """Turn the text of an environment variable into the type of its key."""
    kind = _field(item.section, item.key).annotation
    if kind not in (bool, int, float):
        return item
    try:
        value = TypeAdapter(kind).validate_strings(item.value.strip())
    except ValidationError:
        raise ConfigError(_line(item, f"expected {_field(item.section, item.key).description}")) from None
    return Given(item.section, item.key, value, item.origin, item.base)


# --- paths ----------------------------------------------------------------------------------------------


def _fill_default_paths(given: dict[tuple[str, str], Given], base: Path, origin: str) -> None:
    """Put the default paths beside the given values: they too start from the file's folder."""
    for section in Config.model_fields:
        for key, field in _section(section).model_fields.items():
            if _is_path(section, key) and (section, key) not in given and field.get_default() is not None:
                given[section, key] = Given(section, key, str(field.get_default()), f"{origin}: {section}.{key}", base)


def _is_path(section: str, key: str) -> bool:
    return _field(section, key).annotation in (Path, OPTIONAL_PATH) or (section, key) == ("storage", "url")


def _resolved(item: Given) -> Any:
    """Return the value, with a relative path made absolute."""
    if not isinstance(item.value, str) or not _is_path(item.section, item.key):
        return item.value
    kind = _field(item.section, item.key).annotation
    if kind in (Path, OPTIONAL_PATH):
        if not item.value and kind == OPTIONAL_PATH:
            return None
        if not item.value:
            raise ConfigError(_line(item, f"expected {_field(item.section, item.key).description}"))
        return item.base / Path(item.value).expanduser()
    if not item.value.startswith("sqlite+aiosqlite:///"):
        return item.value
    url = make_url(item.value)
    if not url.database or url.database == ":memory:":
        return item.value
    return url.set(database=str(item.base / url.database)).render_as_string(hide_password=False)


# --- one line about what is wrong -------------------------------------------------------------------------


def _validate(given: Mapping[tuple[str, str], Given], whole: str) -> Config:
    tree: dict[str, dict[str, Any]] = {}
    for item in given.values():
        tree.setdefault(item.section, {})[item.key] = _resolved(item)
    try:
        return Config(**tree)  # type: ignore[arg-type]  # plain values: pydantic builds the sections
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    location = [str(part) for part in first["loc"]]
    if len(location) >= 2:
        section, key = location[:2]
        expected = f"expected {_field(section, key).description}"
    else:
        # Two sections disagree; the validator names the key that is to be changed.
        name, _, problem = str(first["ctx"]["error"]).partition("|")
        section, key = name.split(".")
        expected = f"expected {problem}"
    item = given.get((section, key)) or Given(
        section, key, _field(section, key).get_default(), f"{whole}: {section}.{key}", Path.cwd()
    )
    raise ConfigError(_line(item, expected)) from None


def _line(item: Given, expected: str) -> str:
    secret = _field(item.section, item.key).annotation is SecretStr
    return f"{item.origin} = {'(hidden)' if secret else _shown(item.value)}: {expected}"


def _shown(value: Any) -> str:
    """Return a value as one short line, without the password of an address."""
    text = (
        f'"{value}"' if isinstance(value, str | Path) else str(value).lower() if isinstance(value, bool) else str(value)
    )
    text = re.sub(r"://[^/@\s]*@", "://(hidden)@", " ".join(text.split()))
    text = re.sub(r"\d{3,}:[A-Za-z0-9_-]{30,}", "(hidden)", text)
    return text if len(text) <= MOST_CHARACTERS_SHOWN else text[: MOST_CHARACTERS_SHOWN - 1] + "…"


def _unknown(name: str, known: Mapping[str, Any], what: str, section: str = "") -> str:
    full = f"{section}.{name}" if section else name
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        suggestion = f"{section}.{near[0]}" if section else near[0]
        return f"{full}: unknown {what}; did you mean {suggestion}?"
    return f"{full}: unknown {what}; expected one of: {', '.join(known)}"


def _section(name: str) -> type[Section]:
    kind = Config.model_fields[name].annotation
    assert isinstance(kind, type)
    assert issubclass(kind, Section)
    return kind


def _field(section: str, key: str) -> FieldInfo:
    return _section(section).model_fields[key]
