"""Rosters: a college's students as an Excel file, kept as imports that can be taken back."""

from storage.roster.tables import RosterState

__all__ = ["RosterState"]
