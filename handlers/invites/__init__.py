"""Invites to students' records as each sees them: the guest, the staff who hand them out, the parent."""

from handlers.invites import children, deciding, joining, looks, making, printing
from handlers.invites.common import feature

__all__ = ["children", "deciding", "feature", "joining", "looks", "making", "printing"]
