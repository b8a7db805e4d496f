"""`iskra serve`: serve Telegram until stopped."""

from __future__ import annotations

import gc
from pathlib import Path

from sqlalchemy.engine import make_url

from bot import log
from bot.app import serve
from bot.commands import house
from bot.config import Config, load_config, locate

# Objects made before the collector looks, and looks of each generation before the next. A turn leaves hardly any cycles
# behind, and Python's own 700, 10, 10 spend 7 % of a busy bot's CPU on finding that out; these 1 %, at 4 ms a look.
COLLECTED_AFTER = (10_000, 20, 50)


def run(config_file: Path | None, *, migrating: bool = False) -> None:
    """Read the configuration, switch logs on, and serve; `migrating` brings an older database along."""
    config = load_config(locate(config_file), token=True, content=True)
    log.configure(config.log, secrets_of(config))
    if config.operator.kind == "state" and config.privacy.personal_data == "full":
        log.get_logger(__name__).warning(
            "a state body asks personal data in a foreign messenger; the operator acknowledged it",
            key="operator.acknowledged",
        )
    gc.set_threshold(*COLLECTED_AFTER)
    with house.reaching(config.storage.url):
        house.run(serve(config, migrating=migrating))


def secrets_of(config: Config) -> list[str]:
    """Return everything in the configuration that must not be logged."""
    passwords = [make_url(url).password for url in (config.storage.url, config.telegram.proxy) if url]
    return [
        config.telegram.token.get_secret_value(),
        config.webhook_secret(),
        *(str(password) for password in passwords if password),
    ]
