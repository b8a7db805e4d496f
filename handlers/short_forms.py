"""Forms that are filled in at one sitting: nobody is reminded of them, and after a day they are forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from cluster.calendar import after_quiet_hours

SHORT: Final[dict[str, Any]] = {"reminders": (), "expires": timedelta(days=1), "after_quiet": after_quiet_hours}
"""What such a form's `FormSpec` is given."""
AT_ONCE: Final[dict[str, Any]] = {**SHORT, "review": False}
"""The same for a form whose last answer is carried out at once."""
