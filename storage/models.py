"""Imports every table, so that `Base.metadata` is whole."""

from storage import anchors, conversations, facts, inbox, outbox, people
from storage.base import Base

__all__ = ["Base", "anchors", "conversations", "facts", "inbox", "outbox", "people"]
