"""The configuration: where values come from, what is refused and how the refusal reads."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config
from bot.config.model import split_listen

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz01234"
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def written(tmp_path: Path, text: str) -> Path:
    """Write a config file and return its path."""
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return path


def refusal(tmp_path: Path, text: str = "", **environ: str) -> str:
    """Return the one line that refuses this configuration."""
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text), environ)
    line = str(caught.value)
    assert "\n" not in line
    return line.replace(str(tmp_path), "DIR")


# --- where values come from -----------------------------------------------------------------------


def test_token_alone_makes_the_example_startable() -> None:
    config = load_config(EXAMPLE, {"ISKRA_TELEGRAM__TOKEN": TOKEN}, token=True)
    assert config.telegram.token.get_secret_value() == TOKEN
    assert (config.operator.kind, config.privacy.personal_data) == ("demo", "full")


def test_example_and_model_hold_the_same_keys_and_defaults() -> None:
    example = tomllib.loads(EXAMPLE.read_text("utf-8"))
    model = {name: {key: _plain(value) for key, value in getattr(Config(), name)} for name in Config.model_fields}
    assert example == model


def _plain(value: object) -> object:
    if hasattr(value, "get_secret_value"):
        return value.get_secret_value()
    return "" if value is None else str(value) if isinstance(value, Path) else value


def test_every_key_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for above, line in itertools.pairwise(lines):
        if " = " in line and not line.startswith("#"):
            assert above.startswith("#"), f"no comment above: {line}"


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        ("ISKRA_TELEGRAM__MODE", "polling", "polling"),
        ("ISKRA_TELEGRAM__BASE_URL", "http://127.0.0.1:8900/", "http://127.0.0.1:8900"),
        ("ISKRA_TELEGRAM__PROXY", "http://u:p@proxy:3128", "http://u:p@proxy:3128"),
        ("ISKRA_HEALTH__LISTEN", "", ""),
        ("ISKRA_HEALTH__LISTEN", "[::1]:80", "[::1]:80"),
        ("ISKRA_DELIVERY__PER_SECOND", "0", 0.0),
        ("ISKRA_DELIVERY__PER_CHAT_PER_SECOND", "0.5", 0.5),
        ("ISKRA_OPERATOR__CHAT_ID", "-1001234567890", -1001234567890),
        ("ISKRA_OPERATOR__ACKNOWLEDGED", "true", True),
        ("ISKRA_STORAGE__URL", "postgresql+asyncpg://u:p@db/iskra", "postgresql+asyncpg://u:p@db/iskra"),
        ("ISKRA_LOG__FORMAT", "json", "json"),
        ("ISKRA_BACKUP__FOLDER", "", None),
        ("ISKRA_BACKUP__KEY_FILE", "/srv/backup.key", Path("/srv/backup.key")),
        ("ISKRA_BACKUP__AT", "23:59", "23:59"),
        ("ISKRA_RETENTION__DAYS", "2", 2),
    ],
)
def test_environment_overrides_the_file(tmp_path: Path, variable: str, text: str, expected: object) -> None:
    path = written(tmp_path, EXAMPLE.read_text("utf-8"))
    config = load_config(path, {variable: text})
    section, key = variable.removeprefix("ISKRA_").lower().split("__")
    assert getattr(getattr(config, section), key) == expected


def test_every_key_has_a_variable(tmp_path: Path) -> None:
    for section in Config.model_fields:
        for key in type(getattr(Config(), section)).model_fields:
            with pytest.raises(ConfigError, match="did you mean"):
                load_config(None, {f"ISKRA_{section}__{key}x".upper(): "1"})


@pytest.mark.parametrize(
    ("variable", "content", "expected"),
    [
        ("ISKRA_TELEGRAM__TOKEN_FILE", f"{TOKEN}\n", TOKEN),
        ("ISKRA_WEBHOOK__SECRET_FILE", "s3cret\r\n", "s3cret"),
        ("ISKRA_STORAGE__URL_FILE", "postgresql+asyncpg://u:p@db/iskra", "postgresql+asyncpg://u:p@db/iskra"),
        ("ISKRA_OPERATOR__CHAT_ID_FILE", "-17\n", -17),
    ],
)
def test_a_value_may_lie_in_a_file_of_its_own(tmp_path: Path, variable: str, content: str, expected: object) -> None:
    (tmp_path / "secret").write_text(content)
    config = load_config(written(tmp_path, '[telegram]\ntoken = ""'), {variable: f"{tmp_path}/secret"})
    section, key = variable.removeprefix("ISKRA_").removesuffix("_FILE").lower().split("__")
    assert _plain(getattr(getattr(config, section), key)) == expected


def test_a_file_that_holds_a_value_is_not_shown_when_it_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("no token at all")
    line = refusal(tmp_path, ISKRA_TELEGRAM__TOKEN_FILE=f"{tmp_path}/secret")
    assert line.startswith("ISKRA_TELEGRAM__TOKEN_FILE = (hidden): expected a bot token as @BotFather gives it")
    missing = refusal(tmp_path, ISKRA_TELEGRAM__TOKEN_FILE=f"{tmp_path}/gone")
    assert missing == 'ISKRA_TELEGRAM__TOKEN_FILE = "DIR/gone": cannot be read: No such file or directory'
    both = refusal(tmp_path, ISKRA_TELEGRAM__TOKEN_FILE=f"{tmp_path}/secret", ISKRA_TELEGRAM__TOKEN=TOKEN)
    assert both == "ISKRA_TELEGRAM__TOKEN_FILE: expected either this or ISKRA_TELEGRAM__TOKEN, not both"


def test_no_key_is_called_like_the_file_of_another() -> None:
    keys = {
        f"{section}.{key}" for section in Config.model_fields for key in type(getattr(Config(), section)).model_fields
    }
    assert {key for key in keys if key.removesuffix("_file") != key and key.removesuffix("_file") in keys} == set()


def test_relative_path_starts_from_the_file_or_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    text = '[storage]\nurl = "sqlite+aiosqlite:///data/a.db"\n[content]\nfolder = "../cluster"'
    path = written(tmp_path / "etc", text)
    config = load_config(Path("../etc/config.toml"), {"ISKRA_STORAGE__KEY_FILE": "keys/k"})
    assert path.exists()
    assert config.storage.url == f"sqlite+aiosqlite:///{tmp_path}/etc/data/a.db"
    assert config.storage.key_file == tmp_path / "work/keys/k"
    assert config.content.folder == tmp_path / "etc/../cluster"
    from_variable = load_config(path, {"ISKRA_STORAGE__URL": "sqlite+aiosqlite:///b.db"})
    assert from_variable.storage.url == f"sqlite+aiosqlite:///{tmp_path}/work/b.db"
    assert from_variable.storage.key_file == tmp_path / "etc/var/iskra.key"
    assert from_variable.backup.folder == tmp_path / "etc/var/backups"
    assert from_variable.backup.key_file is None


@pytest.mark.parametrize(
    "url", ["sqlite+aiosqlite:////srv/iskra.db", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"]
)
def test_absolute_and_memory_databases_stay_as_they_are(url: str) -> None:
    assert load_config(None, {"ISKRA_STORAGE__URL": url}).storage.url == url


def test_sections_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Config().telegram.mode = "webhook"  # type: ignore[misc]


def test_listen_is_a_pair_or_off() -> None:
    assert split_listen("127.0.0.1:8901") == ("127.0.0.1", 8901)
    assert split_listen("[::1]:80") == ("::1", 80)
    assert split_listen("") is None


def test_webhook_secret_is_made_from_the_token_where_none_is_given() -> None:
    given = load_config(None, {"ISKRA_TELEGRAM__TOKEN": TOKEN, "ISKRA_WEBHOOK__SECRET": "s3cret"})
    made = load_config(None, {"ISKRA_TELEGRAM__TOKEN": TOKEN})
    assert given.webhook_secret() == "s3cret"
    assert made.webhook_secret() == load_config(None, {"ISKRA_TELEGRAM__TOKEN": TOKEN}).webhook_secret()
    assert TOKEN not in made.webhook_secret()
    assert len(made.webhook_secret()) == 64


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[telegram]\nmode = "push"', 'telegram.mode = "push": expected one of: polling, webhook'),
        (
            '[delivery]\nper_second = "fast"',
            'delivery.per_second = "fast": expected messages a second, 0 (off) to 100000',
        ),
        (
            "[delivery]\nper_second = true",
            "delivery.per_second = true: expected messages a second, 0 (off) to 100000",
        ),
        (
            "[delivery]\nper_second = -1",
            "delivery.per_second = -1: expected messages a second, 0 (off) to 100000",
        ),
        (
            "[delivery]\nper_second = nan",
            "delivery.per_second = nan: expected messages a second, 0 (off) to 100000",
        ),
        ("[health]\nlisten = 8901", 'health.listen = 8901: expected host:port to listen on, or "" for off'),
        ('[health]\nlisten = "x"', 'health.listen = "x": expected host:port to listen on, or "" for off'),
        ('[operator]\nacknowledged = "yes"', 'operator.acknowledged = "yes": expected true or false'),
        (
            '[telegram]\nbase_url = "api.telegram.org"',
            'telegram.base_url = "api.telegram.org": expected the root address of a Bot API server, http(s)://host[:port]',
        ),
        (
            '[storage]\nurl = "mysql://u:secret@db/iskra"',
            (
                'storage.url = "mysql://(hidden)@db/iskra": expected sqlite+aiosqlite:///path or '
                "postgresql+asyncpg://user:password@host/database"
            ),
        ),
        (
            "[storage]\nkey_file = 5",
            "storage.key_file = 5: expected a path of a file; it is made where there is none",
        ),
        ('[backup]\nat = "24:00"', 'backup.at = "24:00": expected a Moscow time of day, HH:MM'),
        (
            "[backup]\nfolder = 5",
            'backup.folder = 5: expected a path of a folder, or "" for no backups by night',
        ),
        ("[retention]\nunplaced_days = 1", "retention.unplaced_days = 1: expected days, 30 to 36500"),
        ("[retention]\ndays = 1", "retention.days = 1: expected days, 2 to 3650"),
        ("[telegram]\ntokn = 1", "telegram.tokn: unknown key; did you mean telegram.token?"),
        ("[telegrm]\ntoken = 1", "telegrm: unknown section; did you mean telegram?"),
        (
            "[log]\nzzz = 1",
            "log.zzz: unknown key; expected one of: format, level",
        ),
        ("log = 5", "log = 5: expected a section, [log]"),
        (
            '[clock]\nfollow = "http://127.0.0.1:8900/control/clock"',
            (
                'clock.follow = "http://127.0.0.1:8900/control/clock": expected a virtual clock only beside '
                'a Bot API server on this machine; "" for real time'
            ),
        ),
        (
            '[telegram]\nmode = "webhook"',
            'webhook.url = "": expected an https:// address, since telegram.mode is webhook',
        ),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, text: str, line: str) -> None:
    assert refusal(tmp_path, text) == f"DIR/config.toml: {line}"


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        (
            "ISKRA_DELIVERY__PER_SECOND",
            "fast",
            'ISKRA_DELIVERY__PER_SECOND = "fast": expected messages a second, 0 (off) to 100000',
        ),
        (
            "ISKRA_HEALTH__LISTEN",
            "nowhere",
            'ISKRA_HEALTH__LISTEN = "nowhere": expected host:port to listen on, or "" for off',
        ),
        (
            "ISKRA_TELEGRAM__TOKN",
            TOKEN,
            "ISKRA_TELEGRAM__TOKN: unknown variable; did you mean ISKRA_TELEGRAM__TOKEN?",
        ),
    ],
)
def test_a_wrong_variable_is_refused_in_one_line(tmp_path: Path, variable: str, value: str, line: str) -> None:
    assert refusal(tmp_path, "", **{variable: value}) == line


@pytest.mark.parametrize("token", ["secret-thing", "12:short", TOKEN + "x", f" {TOKEN}", "bot" + TOKEN])
def test_a_misshaped_token_is_refused_and_never_shown(tmp_path: Path, token: str) -> None:
    for line in (
        refusal(tmp_path, f'[telegram]\ntoken = "{token}"'),
        refusal(tmp_path, ISKRA_TELEGRAM__TOKEN=token),
    ):
        assert token not in line
        assert "(hidden): expected a bot token as @BotFather gives it" in line


def test_a_token_in_the_wrong_place_is_not_shown_either(tmp_path: Path) -> None:
    assert TOKEN not in refusal(tmp_path, f'[telegram]\nbase_url = "{TOKEN}"')
    assert TOKEN not in refusal(tmp_path, f'[telegram]\nmode = "https://api.telegram.org/bot{TOKEN}/"')


def test_the_token_is_no_part_of_the_representation() -> None:
    config = load_config(
        None, {"ISKRA_TELEGRAM__TOKEN": TOKEN, "ISKRA_STORAGE__URL": "postgresql+asyncpg://u:pass1@db/x"}
    )
    assert TOKEN not in repr(config)
    assert "pass1" not in repr(config)


def test_missing_token_and_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"telegram\.token is not set.*ISKRA_TELEGRAM__TOKEN"):
        load_config(None, {}, token=True)
    with pytest.raises(ConfigError, match=r"nothere\.toml: no such file"):
        load_config(tmp_path / "nothere.toml", {})
    with pytest.raises(ConfigError, match=r"cannot be read: Is a directory"):
        load_config(tmp_path, {})
    path = written(tmp_path, '[content]\nfolder = "nowhere"')
    with pytest.raises(ConfigError, match=r'content\.folder = "nowhere": expected an existing folder'):
        load_config(path, {}, content=True)


@pytest.mark.parametrize("broken", ["[telegram\n\n", "a = \n", 'x = "\\q"'])
def test_broken_toml_names_file_and_line(tmp_path: Path, broken: str) -> None:
    assert "config.toml: not TOML: " in (line := refusal(tmp_path, broken))
    assert "line 1" in line


def test_state_body_with_full_data_must_acknowledge(tmp_path: Path) -> None:
    text = '[operator]\nkind = "state"\n'
    assert 'operator.kind = "state": expected state bodies may not' in refusal(tmp_path, text)
    assert load_config(written(tmp_path, text + "acknowledged = true"), {}).operator.acknowledged
    for less in ("code", "none"):
        config = load_config(written(tmp_path, text), {"ISKRA_PRIVACY__PERSONAL_DATA": less})
        assert config.privacy.personal_data == less


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8900", "http://localhost:1", "http://[::1]:5"])
def test_the_clock_follows_a_sandbox_on_this_machine_only(base_url: str) -> None:
    near = {
        "ISKRA_TELEGRAM__BASE_URL": base_url,
        "ISKRA_CLOCK__FOLLOW": "http://127.0.0.1:8900/control/clock",
    }
    assert load_config(None, near).clock.follow
    for far in ({"ISKRA_TELEGRAM__BASE_URL": "http://127.evil.org"}, {"ISKRA_CLOCK__FOLLOW": "http://10.0.0.1/"}):
        with pytest.raises(ConfigError, match="ISKRA_CLOCK__FOLLOW"):
            load_config(None, near | far)
