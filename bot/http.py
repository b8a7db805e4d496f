"""The HTTP client: the Bot API over aiohttp and orjson.

Measured on two cores: python-telegram-bot's default client costs 1-4 ms CPU a message and gets slower with every open
call; this one costs 0.1-0.2 ms. `BotApi` is what Iskra itself calls with ready bodies; `AiohttpRequest` also is a
`BaseRequest`, so a `telegram.Bot` can use the same connections.

The address of a call holds the bot token, and aiohttp's errors hold addresses. So errors are raised anew here, outside
the `except` that caught them: neither their text nor their context leads back to an address.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import IO, Any, NamedTuple
from urllib.parse import quote

import aiohttp
import orjson
from multidict import CIMultiDict
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot import wire
from bot.errors import FileGone, FileTooLarge, OutcomeUnknown, TelegramDown, TelegramError, error_of

POOL_SIZE = 256
KEEPALIVE_S = 60.0
CONNECT_TIMEOUT_S = 15.0
CALL_TIMEOUT_S = 30.0
DOWNLOAD_TIMEOUT_S = 120.0
TELEGRAM = "api.telegram.org"
JSON_HEADERS = CIMultiDict({"Content-Type": "application/json"})


class Upload(NamedTuple):
    """A file that goes out with a call."""

    filename: str
    mime: str
    content: bytes


class AiohttpRequest(BaseRequest):
    """A pool of kept connections. `proxy` is an http(s) URL, empty for none; timeouts are in seconds."""

    def __init__(self, *, pool: int = POOL_SIZE, proxy: str = "", read_timeout_s: float = CALL_TIMEOUT_S) -> None:
        self._pool = pool
        self._proxy = URL(proxy) if proxy else None
        self.read_timeout_s = read_timeout_s
        self._session: aiohttp.ClientSession | None = None
        self._timeouts: dict[float, aiohttp.ClientTimeout] = {}

    def __repr__(self) -> str:
        return f"AiohttpRequest(pool={self._pool})"

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take by default, in seconds."""
        return self.read_timeout_s

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool, keepalive_timeout=KEEPALIVE_S),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "iskra"},
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def exchange(
        self,
        url: URL,
        data: bytes | aiohttp.FormData | None,
        timeout_s: float,
        headers: CIMultiDict[str] | None = None,
        method: str = "POST",
    ) -> tuple[int, bytes]:
        """Send a request, return the answer's HTTP status and body.

        `TelegramDown` when the request surely did not arrive, `OutcomeUnknown` when it left and no answer came.
        """
        if self._session is None:
            await self.initialize()
        assert self._session is not None
        try:
            async with self._session.request(
                method,
                url,
                data=data,
                headers=headers,
                proxy=self._proxy,
                timeout=self._timeout(timeout_s),
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError) as error:
            fault = _fault(error)
        raise fault

    async def post_json(
        self, target: wire.Target, body: bytes, timeout_s: float, left: Callable[[], None] | None = None
    ) -> tuple[int, bytes]:
        """Send ready JSON the shortest way; result and errors as those of `exchange`.

        `left` is called when it has left; before it does, where a proxy is between.
        """
        if self._proxy is not None:
            if left is not None:
                left()  # what the proxy does with it is not seen from here
            return await self.exchange(target.url, body, timeout_s, JSON_HEADERS)
        if self._session is None:
            await self.initialize()
        assert self._session is not None
        connector = self._session.connector
        assert isinstance(connector, aiohttp.TCPConnector)
        try:
            return await wire.call(connector, target, body, self._timeout(timeout_s), left)
        except (aiohttp.ClientError, OSError) as error:
            fault = _fault(error)
        raise fault

    async def fetch(self, url: URL, most_bytes: int, timeout_s: float) -> tuple[int, bytes]:
        """Get a file piece by piece; return the answer's HTTP status and at most `most_bytes` + 1 bytes of it.

        Errors as those of `exchange`.
        """
        await self.initialize()
        assert self._session is not None
        try:
            async with self._session.get(
                url, proxy=self._proxy, timeout=self._timeout(timeout_s), allow_redirects=False
            ) as answer:
                content = bytearray()
                async for piece in answer.content.iter_any():
                    content += piece
                    if len(content) > most_bytes:
                        break
                return answer.status, bytes(content)
        except (aiohttp.ClientError, OSError) as error:
            fault = _fault(error)
        raise fault

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Serve a `telegram.Bot`: as `exchange`, with the errors of that library."""
        data: bytes | aiohttp.FormData | None = None
        headers: CIMultiDict[str] | None = None
        if request_data is not None and request_data.contains_files:
            uploads = {
                name: Upload(file[0], file[2], _bytes(file[1])) for name, file in request_data.multipart_data.items()
            }
            data = _form(request_data.json_parameters, uploads)
        elif request_data is not None:
            data, headers = orjson.dumps(request_data.parameters), JSON_HEADERS
        wait_s = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout_s
        try:
            return await self.exchange(URL(url), data, wait_s, headers, method)
        except OutcomeUnknown as error:
            raise TimedOut(str(error)) from None
        except TelegramDown as error:
            raise NetworkError(str(error)) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Decode an answer for a `telegram.Bot`."""
        said: dict[str, Any] = decode(payload)
        return said

    def _timeout(self, timeout_s: float) -> aiohttp.ClientTimeout:
        known = self._timeouts.get(timeout_s)
        if known is None:
            known = self._timeouts[timeout_s] = aiohttp.ClientTimeout(
                total=timeout_s + CONNECT_TIMEOUT_S, connect=CONNECT_TIMEOUT_S, sock_read=timeout_s
            )
        return known


class BotApi:
    """Calls one bot's methods. `base_url` is the root of a Bot API server, as in `https://api.telegram.org`."""

    def __init__(self, request: AiohttpRequest, token: str, base_url: str) -> None:
        self._request = request
        self._root = f"{base_url.rstrip('/')}/bot{token}/"
        self._files = f"{base_url.rstrip('/')}/file/bot{token}/"
        self._targets: dict[str, wire.Target] = {}
        self.is_telegrams = URL(base_url).host == TELEGRAM
        self.bot_id = int(token.partition(":")[0])

    def __repr__(self) -> str:
        return f"BotApi(bot_id={self.bot_id})"

    async def call(
        self,
        method: str,
        body: Mapping[str, Any] | bytes,
        *,
        files: Mapping[str, Upload] | None = None,
        timeout_s: float | None = None,
        left: Callable[[], None] | None = None,
    ) -> Any:
        """Call `method` and return its decoded `result`; raise a `TelegramError` when there is none.

        `timeout_s` is how long the answer may take, if not as long as any other. `left` is called when the call has
        left; before it does, where it carries files.
        `body` is the parameters, or their ready JSON. With `files` (field name to file) it goes out as multipart.
        """
        wait_s = self._request.read_timeout_s if timeout_s is None else timeout_s
        target = self._targets.get(method)
        if target is None:
            target = self._targets[method] = wire.Target(URL(self._root + method))
        if files:
            parameters = orjson.loads(body) if isinstance(body, bytes) else body
            form = _form({name: _text(value) for name, value in parameters.items()}, files)
            if left is not None:
                left()
            status, payload = await self._request.exchange(target.url, form, wait_s)
        else:
            data = body if isinstance(body, bytes) else orjson.dumps(body)
            status, payload = await self._request.post_json(target, data, wait_s, left)
        try:
            said = decode(payload)
        except ValueError:
            said = None
        if status == 200 and isinstance(said, dict) and said.get("ok") is True:
            return said.get("result")
        raise error_of(status, said)

    async def download(self, path: str, most_bytes: int, timeout_s: float = DOWNLOAD_TIMEOUT_S) -> bytes:
        """Return the file at a path that getFile answered; `FileTooLarge`, `FileGone`, or a `TelegramError`."""
        url = URL(self._files + quote(path), encoded=True)
        status, content = await self._request.fetch(url, most_bytes, timeout_s)
        if status == 404:
            raise FileGone
        if status != 200:
            raise error_of(status, None)
        if len(content) > most_bytes:
            raise FileTooLarge(most_bytes)
        return content


def decode(payload: bytes) -> Any:
    """Decode JSON; a lone surrogate, which is no text, becomes "?" rather than an error. `ValueError` if it is none."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        pass
    try:
        return orjson.loads(json.dumps(json.loads(payload), ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _fault(error: Exception) -> TelegramError:
    """Translate an error of aiohttp. Only its class is told: its text may hold the address of the call."""
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError):
        return TelegramDown(f"cannot connect to {error.host}:{error.port} ({name}: {error.os_error.strerror})")
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return TelegramDown(f"no connection within {CONNECT_TIMEOUT_S:.0f} s")
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return TelegramDown(f"the proxy refuses to connect (HTTP {error.status})")
    if isinstance(error, aiohttp.InvalidURL):
        return TelegramDown(f"the address is not usable ({name})")
    return OutcomeUnknown(f"the connection broke ({name})")


def _form(fields: Mapping[str, str], files: Mapping[str, Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    for name, file in files.items():
        # A reader, not bytes: it is sent in pieces, and the loop goes on between them.
        form.add_field(name, io.BytesIO(file.content), filename=file.filename, content_type=file.mime)
    return form


def _bytes(content: bytes | IO[bytes]) -> bytes:
    return content if isinstance(content, bytes) else content.read()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
