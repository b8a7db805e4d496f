"""Files of papers in the chat: sending, looking, deleting; nothing of it unless the operator switched it on."""

from cluster.paper_files import DUTIES
from handlers.paper_files import own, receiving, sending, staff
from handlers.paper_files.common import feature, way_row
from handlers.paper_files.staff import staff_rows

feature.on_duty(DUTIES)

__all__ = ["feature", "own", "receiving", "sending", "staff", "staff_rows", "way_row"]
