"""The papers of a practice as Word files, in the chat of who fills them in or signs them."""

from handlers.practice_papers.making import feature

__all__ = ["feature"]
