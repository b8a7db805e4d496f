"""What the screens of reminders share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy.orm import Session

from bot.feature import Feature
from bot.screens import Action
from bot.texts import Texts
from cluster.content import Content
from cluster.reminders import Line

feature = Feature("reminders")

TABLE = feature.action("table")


@dataclass(frozen=True)
class Teller:
    """What the words of a reminder may look at, and in which language they are said."""

    session: Session
    now: datetime
    content: Content
    texts: Texts
    language: str

    def say(self, key: str, **args: object) -> Markup:
        """Return a text."""
        return self.texts.get(self.language, key, **args)


def show_action(line: Line) -> Action:
    """Return the action that shows a reminder by itself."""
    return feature.action("show", line.kind, line.placement_id, f"{line.day:%y%m%d}")
