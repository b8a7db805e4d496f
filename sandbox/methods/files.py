"""getFile; `sandbox.downloads` serves the bytes."""

from sandbox.errors import bad_request
from sandbox.files import MAX_DOWNLOAD
from sandbox.methods import Call, method
from sandbox.model import Json


@method("getFile")
def get_file(call: Call) -> Json:
    """Return where a file can be downloaded."""
    file = call.sandbox.world.files.get(call.given["file_id"])
    if file is None or not file.known_to(call.bot.id):
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    file.opened[call.bot.id] = call.sandbox.world.clock.unix()
    call.sandbox.world.save_file(file)
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
