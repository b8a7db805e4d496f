"""The command line. Thin: each command lives in `bot/commands/`, imported when it is run."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

CONFIG_HELP = "The TOML file; config.example.toml explains every key. Without it: config.toml, or else the environment."
ConfigFile = Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help=CONFIG_HELP)]

ABOUT = """Iskra, the Telegram bot of an education-and-industry cluster: colleges that train welders, factories that
need them.

To look at it without Telegram: iskra demo. To serve Telegram: put the token from @BotFather into
ISKRA_TELEGRAM__TOKEN, then iskra serve --config config.toml."""

app = typer.Typer(
    name="iskra",
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    # Rich tracebacks print local variables, and those hold tokens and what people wrote.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def serve(
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Bring a database of an older version along, after a backup.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Serve Telegram until stopped.

    On an empty database it makes the tables and loads the content that the configuration names. By night it makes a
    backup and forgets what is over and old.
    """
    from bot.commands.quick import quick_import

    with quick_import():
        from bot.commands import serve as command
    command.run(config, migrating=migrate)


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Where the page opens; a taken port gives the next.")
    ] = 8900,
    reset: Annotated[bool, typer.Option("--reset", help="Forget everything and begin anew.")] = False,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the demo keeps its data.")] = Path("var/demo"),
) -> None:
    """Open Iskra and a stand-in for Telegram in the browser: no token, no network, invented people.

    Ctrl-C ends it; started again it goes on where it was.
    """
    from bot.demo import run

    raise typer.Exit(run(port=port, reset=reset, folder=data))


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free port.")] = 8900,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    state: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where chats are kept; without it, in memory only.")
    ] = None,
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="TOML file of people to begin with, on an empty state.")
    ] = None,
    start_at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z"],
            metavar="MOMENT",
            help="Its clock on an empty state: 2026-07-14T10:00:00+0300",
        ),
    ] = None,
    rate: Annotated[float, typer.Option(min=0, help="Its seconds in a real second, on an empty state.")] = 1.0,
) -> None:
    """Run the stand-in for Telegram alone: a Bot API server and a chat page, for any bot.

    Point your bot's Bot API address at http://127.0.0.1:8900 and give it any well-formed token.
    """
    from bot.commands import sandbox as command

    command.run(host=host, port=port, state=state, cast=cast, start_at=start_at, rate=rate)


@app.command()
def check(config: ConfigFile = None) -> None:
    """Check token, Telegram, rights, database, migrations, content and time; say what to do about each fault.

    Changes nothing. Ends with 1 when something is wrong.
    """
    from bot.commands import check as command

    raise typer.Exit(command.run(config))


@app.command()
def migrate(
    backup: Annotated[bool, typer.Option(help="Make a backup first; nothing is migrated where that fails.")] = True,
    config: ConfigFile = None,
) -> None:
    """Bring the database to the tables of this version, making it where there is none.

    Stop the bot first: nothing is migrated under one that serves.
    """
    from bot.commands import migrate as command

    command.run(config, backing_up=backup)


@app.command()
def backup(
    list_: Annotated[
        bool, typer.Option("--list", help="List the backups instead, and how old the last one is.")
    ] = False,
    make_key: Annotated[
        bool, typer.Option("--make-key", help="Make the key file that backup.key_file names instead.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Back the database up now, verified, while the bot goes on serving; older backups go as configured.

    A backup does not hold the key file of the personal data (storage.key_file): keep a copy of that one apart.
    """
    from bot.commands import backup as command

    command.run(config, listing=list_, make_key=make_key)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup: its path, or its name in backup.folder.")],
    config: ConfigFile = None,
) -> None:
    """Put a backup in the place of the database, which is kept aside; stop the bot first.

    Nothing that may have been sent since the backup is sent again by itself: iskra status shows what to settle.
    """
    from bot.commands import restore as command

    command.run(file, config)


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Such as content/ryazan.")],
    config: ConfigFile = None,
) -> None:
    """Load a cluster's data into the database: colleges, programmes, factories, campaigns.

    Never overwrites what staff changed in the bot: such entries are listed as conflicts and stay as they are.
    """
    from bot.commands import load as command

    raise typer.Exit(command.run(folder, config))


@app.command()
def invite(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Such as coordinator, college_staff, mentor, admin.")],
    college: Annotated[str | None, typer.Option(metavar="KEY", help="For roles in a college, such as klepiki.")] = None,
    enterprise: Annotated[str | None, typer.Option(metavar="KEY", help="For roles in an enterprise.")] = None,
    hours: Annotated[int, typer.Option(min=1, max=720, help="How long the link works.")] = 72,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the QR code as a picture.")] = None,
    config: ConfigFile = None,
) -> None:
    """Make a one-time link that gives its first user a role, and the link's QR code."""
    from bot.commands import invite as command

    command.run(role, college=college, enterprise=enterprise, hours=hours, png=png, config_file=config)


@app.command()
def status(
    each: Annotated[bool, typer.Option("--list", help="Also show each row that needs a person.")] = False,
    show: Annotated[
        bool, typer.Option("--show", help="With --list: also show what each row holds. These are personal data.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Show what waits and since when, and what needs a person: updates set aside, messages that could not be sent.

    Works beside a running bot and without one. Ends with 1 when something needs a person.
    """
    from bot.commands import status as command

    raise typer.Exit(command.run(config, each=each, show=show))


@app.command()
def settle(
    kind: Annotated[Literal["uncertain", "dead", "quarantine"], typer.Argument(help="What iskra status calls it.")],
    rows: Annotated[list[int] | None, typer.Argument(metavar="ROW...", help="Numbers of iskra status --list.")] = None,
    again: Annotated[
        bool,
        typer.Option("--send-again", "--replay", help="Send the messages again; give the updates their turn again."),
    ] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Nobody needs them: empty them and forget.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every row of this kind instead of some.")] = False,
    config: ConfigFile = None,
) -> None:
    """Settle what does not go on by itself: messages uncertain or dead, updates in quarantine.

    For example iskra settle dead 1784012345678901 --send-again, or iskra settle quarantine --all --replay.

    A running bot takes it up within seconds, without a restart. Settling twice does no harm.
    """
    from bot.commands import settle as command

    raise typer.Exit(command.run(kind, rows or [], again=again, drop=drop, everything=everything, config_file=config))


def main() -> None:
    """Run the command line; what is known to go wrong ends in one line instead of a traceback."""
    from bot.config.model import ConfigError

    try:
        app(prog_name="iskra")
    except ConfigError as error:
        _fail(str(error), 2)
    except Exception as error:
        message = _known(error)
        if message is None:
            raise
        _fail(message, 1)


def _known(error: Exception) -> str | None:
    """Return the line for an error that Iskra raised itself, None for any other."""
    from sandbox.settings import SandboxError
    from storage.errors import IskraError, Refusal

    if isinstance(error, Refusal):
        from bot.commands.house import plain

        return plain(error)
    return str(error) if isinstance(error, IskraError | SandboxError) else None


def _fail(message: str, code: int) -> None:
    typer.echo(f"iskra: {message}", err=True)
    sys.exit(code)
