"""The configuration: one TOML file, every key of which an environment variable may override.

Read once at start (`load_config`) and handed on by section; nobody reads it on import or inside a handler.
The manual of every key is `config.example.toml`.
"""

from bot.config.load import load_config, locate
from bot.config.model import (
    Backup,
    Clock,
    Config,
    ConfigError,
    Content,
    Delivery,
    Health,
    Log,
    Operator,
    Privacy,
    Retention,
    Storage,
    Telegram,
    Webhook,
)

__all__ = [
    "Backup",
    "Clock",
    "Config",
    "ConfigError",
    "Content",
    "Delivery",
    "Health",
    "Log",
    "Operator",
    "Privacy",
    "Retention",
    "Storage",
    "Telegram",
    "Webhook",
    "load_config",
    "locate",
]
