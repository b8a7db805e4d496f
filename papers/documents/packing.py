"""The zip around a document: of the same parts always the same bytes."""

from __future__ import annotations

import io
import zipfile

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip knows


def packed_anew(document: bytes) -> bytes:
    """Return the same parts in their order, without times and without the system that wrote them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _WHEN)
            part.create_system = 0
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return out.getvalue()
