"""`iskra invite`: a one-time link and its QR code."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import typer

from bot.commands import house
from bot.commands.telegram import Telegram
from bot.config import Config, load_config, locate
from cluster import people
from cluster.people import BELONGS_TO, Invite, OrganisationKind, Role
from papers import qr


def run(
    role_name: str,
    *,
    college: str | None,
    enterprise: str | None,
    hours: int,
    png: Path | None,
    config_file: Path | None,
) -> None:
    """Make the invite, then print its link, its QR code and until when it works."""
    role = _role(role_name)
    organisation = _organisation(role, college, enterprise)
    config = load_config(locate(config_file), token=True)
    link, invite = house.run(_invite(config, role, organisation, timedelta(hours=hours)))
    typer.echo(f"One-time link for the role {role.value}{f' in {organisation}' if organisation else ''}:\n\n  {link}\n")
    typer.echo(qr.terminal(link), color=True)
    if png is not None:
        png.write_bytes(qr.png(link))
        typer.echo(f"QR code written to {png}")
    typer.echo(
        f"It works once, until {invite.expires_at:%Y-%m-%d %H:%M} UTC. Whoever opens it first gets the role: "
        "hand it over in person or in a private chat."
    )


async def _invite(config: Config, role: Role, organisation: str | None, valid_for: timedelta) -> tuple[str, Invite]:
    # The address needs the bot's name, so an unreachable Telegram is noticed before an invite is made.
    async with Telegram(config.telegram) as telegram:
        username = (await telegram.call("getMe"))["username"]
    async with house.opened(config) as database:
        made = await database.run(
            people.invite, await house.present(config), None, role, organisation, valid_for=valid_for
        )
    return f"https://t.me/{username}?start={made.value.payload}", made.value


def _role(name: str) -> Role:
    try:
        return Role(name.replace("-", "_").lower())
    except ValueError:
        known = ", ".join(sorted(role.value for role in Role))
        raise house.CommandError(f"no role {name!r}; expected one of: {known}") from None


def _organisation(role: Role, college: str | None, enterprise: str | None) -> str | None:
    kind = BELONGS_TO.get(role)
    wanted = {
        OrganisationKind.COLLEGE: ("--college", college),
        OrganisationKind.ENTERPRISE: ("--enterprise", enterprise),
    }
    if kind is None:
        if college or enterprise:
            raise house.CommandError(
                f"the role {role.value} belongs to no organisation: leave --college and --enterprise out"
            )
        return None
    option, key = wanted[kind]
    if key is None or (college and enterprise):
        raise house.CommandError(
            f"the role {role.value} needs {option} KEY, and only that; keys stand in the content folder"
        )
    return key
