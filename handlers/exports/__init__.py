"""Reports: the applications as an Excel table, a second person's word for large ones, and the record of what left."""

from handlers.exports import choosing, deciding, making, notices, recording
from handlers.exports.common import feature

__all__ = ["choosing", "deciding", "feature", "making", "notices", "recording"]
