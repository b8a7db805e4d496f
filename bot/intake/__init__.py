"""Intake: updates come in, by polling or webhook, and are kept before Telegram may forget them.

`bot.intake.webhook` is imported where it is asked for: it brings a web server along.
"""

from bot.intake.intake import Intake
from bot.intake.polling import ALLOWED_UPDATES, Poller
from bot.intake.routing import album_of, lane_of

__all__ = ["ALLOWED_UPDATES", "Intake", "Poller", "album_of", "lane_of"]
