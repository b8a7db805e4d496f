"""getFile; the bytes are served beside the methods."""

from sandbox.errors import bad_request
from sandbox.files import MAX_DOWNLOAD
from sandbox.methods import Call, method
from sandbox.model import Json


@method("getFile")
def get_file(call: Call) -> Json:
    """Return where a file can be downloaded."""
    file = call.sandbox.world.files.get(call.given["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
