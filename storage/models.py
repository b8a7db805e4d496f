"""Imports every table, so that `Base.metadata` is whole."""

from storage import admission, anchors, conversations, facts, inbox, outbox, people
from storage.base import Base

__all__ = ["Base", "admission", "anchors", "conversations", "facts", "inbox", "outbox", "people"]
