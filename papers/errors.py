"""The one error of this folder: a paper that cannot be read, with its reason as data."""

from __future__ import annotations

from collections.abc import Mapping


class PaperError(Exception):
    """A paper is refused whole: `code` ends the key of the text that tells why, `args_` are its placeholders.

    It is raised in a child process and read in its parent, so it goes through pickle unharmed.
    """

    def __init__(self, code: str, args_: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.args_: Mapping[str, object] = dict(args_ or {})

    def __reduce__(self) -> tuple[type[PaperError], tuple[str, Mapping[str, object]]]:
        """Rebuild it from both, where `Exception` would remember its message alone."""
        return type(self), (self.code, self.args_)
