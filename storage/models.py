"""Imports every table, so that `Base.metadata` is whole."""

from storage import (
    access_log,
    access_requests,
    admission,
    anchors,
    consents,
    content,
    conversations,
    duties,
    erasures,
    facts,
    inbox,
    invites,
    organisations,
    outbox,
    people,
    review,
    roles,
)
from storage.base import Base

__all__ = [
    "Base",
    "access_log",
    "access_requests",
    "admission",
    "anchors",
    "consents",
    "content",
    "conversations",
    "duties",
    "erasures",
    "facts",
    "inbox",
    "invites",
    "organisations",
    "outbox",
    "people",
    "review",
    "roles",
]
