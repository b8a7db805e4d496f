"""Read a bot's request: JSON, urlencoded or multipart, and the query string."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from sandbox.errors import ApiError, bad_request

MAX_BODY = 60 * 1024 * 1024  # Telegram takes files up to 50 MB


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    content_type: str
    data: bytes


def parse_request(query: bytes, content_type: str, body: bytes) -> dict[str, Any]:
    """Return the parameters of a request by name: strings, JSON values or `Upload`.

    Raises `ApiError` 400 when the body is not what its content type says. An `attach://part` is replaced by
    the part it names wherever it stands as a whole value.
    """
    try:
        parameters: dict[str, Any] = dict(_pairs(query))
        kind, options = parse_options_header(content_type)
        if not body:
            return parameters
        if kind == b"application/json":
            parameters.update(_json(body))
        elif kind == b"multipart/form-data":
            parameters.update(_multipart(body, options.get(b"boundary", b"")))
        else:
            parameters.update(_pairs(body))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return parameters


def _pairs(text: bytes) -> list[tuple[str, str]]:
    decoded = text.decode("utf-8")
    try:
        return parse_qsl(decoded, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        if isinstance(error, UnicodeDecodeError):
            raise
        raise bad_request("can't parse request: too many parameters") from None


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"can't parse JSON object: {error.msg}") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object: an object expected")
    return value


class _Parts:
    """Collects the parts of a multipart body as the parser meets them."""

    def __init__(self) -> None:
        self.found: list[tuple[dict[str, str], bytes]] = []
        self._headers: dict[str, str] = {}
        self._field = bytearray()
        self._value = bytearray()
        self._data = bytearray()

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": lambda data, start, end: self._data.extend(data[start:end]),
            "on_part_end": lambda: self.found.append((self._headers, bytes(self._data))),
            "on_header_field": lambda data, start, end: self._field.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_end,
        }

    def _begin(self) -> None:
        self._headers, self._data = {}, bytearray()
        self._field.clear()
        self._value.clear()

    def _header_end(self) -> None:
        self._headers[self._field.decode("latin-1").lower()] = self._value.decode("utf-8")
        self._field.clear()
        self._value.clear()


def _multipart(body: bytes, boundary: bytes) -> dict[str, Any]:
    parts = _Parts()
    try:
        parser = MultipartParser(boundary, parts.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise bad_request("can't parse multipart form data") from None
    found: dict[str, Any] = {}
    for headers, data in parts.found:
        _, options = parse_options_header(headers.get("content-disposition", "").encode())
        name = options.get(b"name", b"").decode("utf-8")
        if b"filename" in options:
            file_name = options[b"filename"].decode("utf-8")
            found[name] = Upload(file_name, headers.get("content-type", ""), data)
        else:
            found[name] = data.decode("utf-8")
    return _attached(found)


def _attached(found: dict[str, Any]) -> dict[str, Any]:
    used = set()
    for name, value in found.items():
        if isinstance(value, str) and value.startswith("attach://"):
            part = value.removeprefix("attach://")
            if not isinstance(found.get(part), Upload):
                raise ApiError(400, f'Bad Request: file "{part}" is not attached')
            found[name] = found[part]
            used.add(part)
    return {name: value for name, value in found.items() if name not in used}
