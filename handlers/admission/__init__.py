"""Admission as people see it: applying, one's applications, papers and dates."""

from handlers.admission.applying import feature

__all__ = ["feature"]
