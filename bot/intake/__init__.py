"""Intake: updates come in, by polling or webhook, and are kept before Telegram may forget them."""

from bot.intake.intake import Intake
from bot.intake.polling import ALLOWED_UPDATES, Poller
from bot.intake.routing import album_of, lane_of
from bot.intake.webhook import Webhook

__all__ = ["ALLOWED_UPDATES", "Intake", "Poller", "Webhook", "album_of", "lane_of"]
