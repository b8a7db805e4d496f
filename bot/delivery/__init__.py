"""Delivery: what is owed goes out, in order, within Telegram's limits, through any outage."""

from bot.delivery.delivery import Delivery, Health
from bot.delivery.pacing import Limits

__all__ = ["Delivery", "Health", "Limits"]
