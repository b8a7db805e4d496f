"""Whatever a bot sends, it gets an answer in Telegram's shape: never a 500, never a hang."""

import asyncio
import http.client
import threading
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.methods import HANDLERS
from sandbox.schema import METHODS
from sandbox.testing import TOKEN, TOKEN_BOT_ID, sandbox_in_loop

TEXTS = st.one_of(
    st.sampled_from([
        "", " ", "0", "-1", "501", "true", "null", "[]", "{}", "[[]]", "@", "@channel", "attach://x", "http://x", "\0",
        "<b>", "</b>", "<a href='", "&#55296;", "<pre><code class='language-", "*_`[", "[a](tg://user?id=501)", "1e400",
        "99999999999999999999", "x" * 5000, "я" * 1100, "👍" * 3000, "[" * 2000, '{"inline_keyboard":[[{}]]}',
        '{"keyboard":[["a"]]}', '{"inline_keyboard":[[{"text":"a","callback_data":"' + "d" * 65 + '"}]]}',
        '{"message_id":1}', '[{"type":"bold","offset":-5,"length":99999}]', '{"type":"chat","chat_id":"@no"}',
    ]),
    st.text(max_size=40),
)  # fmt: skip
FIELDS = [
    "text", "type", "offset", "length", "chat_id", "user_id", "message_id", "inline_keyboard", "keyboard",
    "callback_data", "url", "command",
]  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), TEXTS, st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, 1, -1, 501]),
        st.floats(allow_nan=False),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    ),
    max_leaves=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run a sandbox in a thread with its own loop, with a person who pressed Start; give host:port."""
    ready: threading.Event = threading.Event()
    found: list[str] = []
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        async with sandbox_in_loop() as sandbox:
            await sandbox.control.add_person("Anna", id=501)
            found.append(urlsplit(sandbox.url).netloc)
            await asyncio.to_thread(call, found[0], "GET", "getMe", b"", "")
            await sandbox.control.chat(501, TOKEN_BOT_ID).start()
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert ready.wait(20)
    yield found[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    loop.close()


def call(address: str, verb: str, target: str, body: bytes, content_type: str) -> tuple[int, bytes]:
    """Send one request as bytes; return (status, body)."""
    connection = http.client.HTTPConnection(address, timeout=10)
    try:
        headers = {"Content-Type": content_type} if content_type else {}
        connection.request(verb, f"/bot{TOKEN}/{target}", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def check(address: str, method: str, status: int, body: bytes, *, sent: object) -> None:
    assert status < 500, (method, sent, body)
    answer = orjson.loads(body)
    assert answer["ok"] is (status == 200), (method, sent, body)
    if not answer["ok"]:
        assert answer["error_code"] == status
        assert answer["description"]


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A method with some of its own parameters and sometimes a foreign one; ids often point at what exists."""
    method = draw(st.sampled_from(sorted([*HANDLERS, "getUpdates"])))
    names = sorted(METHODS[method])
    required = [name for name in names if METHODS[method][name].endswith("!")]
    chosen = draw(st.lists(st.sampled_from(names), max_size=4)) if names else []
    parameters: dict[str, object] = {name: draw(VALUES) for name in {*chosen, *required}}
    good = {"chat_id": 501, "message_id": 1, "text": "<b>x</b>"}
    parameters |= {name: good[name] for name in good if name in METHODS[method] and draw(st.booleans())}
    if draw(st.integers(0, 9)) == 0:
        parameters[draw(st.text(max_size=8))] = draw(VALUES)
    return method, parameters


def free_of_polls(address: str, method: str) -> None:
    # With a webhook a getUpdates that is well-formed is refused at once instead of waiting.
    if method == "getUpdates":
        body = b'{"url":"http://127.0.0.1:9/"}'
        assert call(address, "POST", "setWebhook", body, "application/json")[0] == 200


def as_json(parameters: dict[str, object]) -> tuple[str, bytes, str]:
    return "", orjson.dumps(parameters), "application/json"


def as_form(parameters: dict[str, object]) -> tuple[str, bytes, str]:
    flat = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in parameters.items()
    }
    return "", urlencode(flat).encode(), "application/x-www-form-urlencoded"


def as_query(parameters: dict[str, object]) -> tuple[str, bytes, str]:
    _, body, _ = as_form(parameters)
    return "?" + body.decode()[:6000], b"", ""


def as_multipart(parameters: dict[str, object]) -> tuple[str, bytes, str]:
    lines = []
    for i, (name, value) in enumerate(parameters.items()):
        text = value.encode() if isinstance(value, str) else orjson.dumps(value)
        file = b'; filename="f\xd1\x84.bin"' if i % 3 == 2 else b""
        lines.append(b'--B\r\nContent-Disposition: form-data; name="' + quote(name).encode() + b'"' + file)
        lines.append(b"\r\n\r\n" + text + b"\r\n")
    return "", b"".join([*lines, b"--B--\r\n"]), "multipart/form-data; boundary=B"


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(call_=calls(), encode=st.sampled_from([as_json, as_form, as_query, as_multipart]))
def test_wrong_types_and_sizes_get_4xx(address: str, call_: tuple[str, dict[str, object]], encode: object) -> None:
    method, parameters = call_
    free_of_polls(address, method)
    query, body, content_type = encode(parameters)  # type: ignore[operator]
    verb = "GET" if query else "POST"
    status, answer = call(address, verb, method + query, body, content_type)
    check(address, method, status, answer, sent=parameters)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    method=st.sampled_from(sorted(HANDLERS)),
    body=st.binary(max_size=300),
    content_type=st.sampled_from([
        "application/json", "application/json; charset=koi8-r", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=B", "multipart/form-data", "multipart/form-data; boundary=", "text/plain",
        ";", "",
    ]),
)  # fmt: skip
def test_wrong_encodings_get_4xx(address: str, method: str, body: bytes, content_type: str) -> None:
    status, answer = call(address, "POST", method, body, content_type)
    check(address, method, status, answer, sent=(content_type, body))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_of_the_api_answers_without_parameters(address: str, method: str) -> None:
    free_of_polls(address, method)
    status, answer = call(address, "POST", method, b"", "")
    check(address, method, status, answer, sent=None)
    if method not in HANDLERS and method != "getUpdates":
        description = orjson.loads(answer)["description"]
        assert (status, description) == (400, f"Bad Request: method {method} is not supported here")
