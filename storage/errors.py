"""The family of errors.

IskraError
├── Refusal            a known "no" that a person reads: a text key and its placeholders
│   ├── NotFound       the thing asked for is not there (or not theirs to see)
│   └── Forbidden      the person may not do that
├── NaiveTimeError     a moment without a time zone
├── VaultError         the key file is missing, damaged or of another database
├── StaleConversation  another turn saved this conversation first
├── AlreadyHandled     an update's turn is done: its commit went through, though nobody heard of it
├── DatabaseInUse      a second process serves from one database
└── DatabaseTrouble    the database itself cannot be used now (`storage/trouble.py`)
"""

from __future__ import annotations


class IskraError(Exception):
    """The root of every error that Iskra raises itself."""


class Refusal(IskraError):
    """A known "no": the rule `text_key` tells the person why and what to do instead.

    `args_` are the placeholders of the text. A refusal rolls the use case back; the update counts as handled.
    """

    def __init__(self, text_key: str, **args: object) -> None:
        super().__init__(text_key, args)
        self.text_key = text_key
        self.args_ = args


class NotFound(Refusal):
    """The thing asked for is not there, or not visible to who asks."""

    def __init__(self, text_key: str = "access-not-found", **args: object) -> None:
        super().__init__(text_key, **args)


class Forbidden(Refusal):
    """The person may not do that."""

    def __init__(self, text_key: str = "access-forbidden", **args: object) -> None:
        super().__init__(text_key, **args)


class NaiveTimeError(IskraError):
    """A moment without a time zone reached a border."""


class VaultError(IskraError):
    """The key file is missing, damaged, or belongs to another database."""


class StaleConversation(IskraError):
    """Another turn saved this conversation first; the turn runs again on what is there now."""


class AlreadyHandled(IskraError):
    """An update's turn is done: its commit went through, though the database's answer was lost on the way."""


class DatabaseInUse(IskraError):
    """Another process serves from this database already."""

    def __init__(self, where: str, who: str) -> None:
        super().__init__(f"{where} is already served by {who}: stop it first (two bots would answer twice)")
