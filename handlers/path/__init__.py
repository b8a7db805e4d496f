"""«My path» and «Today» as a student, an applicant and a parent see them."""

from handlers.path import agenda, card, family, today
from handlers.path.common import feature
from handlers.path.ways import lead

__all__ = ["agenda", "card", "family", "feature", "lead", "today"]
