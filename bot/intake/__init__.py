"""Intake: updates come in, by polling or webhook, and are kept before Telegram may forget them.

`bot.intake.webhook` is imported where it is asked for: it brings a web server along.
"""

from bot.intake.intake import Intake
from bot.intake.polling import Poller
from bot.intake.routing import album_of, lane_of
from bot.kinds import ALLOWED_UPDATES

__all__ = ["ALLOWED_UPDATES", "Intake", "Poller", "album_of", "lane_of"]
