"""What holds for every answer: HEAD is GET without a body, scripts may read, browsers are careful."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Header = tuple[bytes, bytes]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CAREFUL = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
SENT = ["accept", "content-type", "authorization", "if-match", "if-none-match", "accept-profile"]
"""Headers that scripts of other origins may send."""
EXPOSED = [
    "etag",
    "content-profile",
    "link",
    "location",
    "content-location",
    "retry-after",
    "ratelimit",
    "ratelimit-policy",
    "whosaid-limits",
    "whosaid-state-age",
]
"""Headers that they may read."""
PACKED_FROM, PACKED_HOW = 1000, 4
"""Answers over so many bytes are packed, quickly rather than tightly."""
NOT_MODIFIED = 304
VARY = b"vary"
VARIES = (b"Accept-Encoding", b"Origin")
"""What every answer depends on, whether or not it made a difference this time (RFC 9110, section 12.5.5)."""
CAREFUL_HEADERS = [(name.encode(), value.encode()) for name, value in CAREFUL.items()]
NO_GUESS = [(b"x-content-type-options", b"nosniff")]
FOR_SCRIPTS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]


class HeadAsGet:
    """Answer HEAD with the status and headers that GET has (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, but for the body of an answer to HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_head)


class Open:
    """Let scripts of all origins read, and have browsers be careful: in one go, for every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_open = is_for_script(scope)
        added = [*CAREFUL_HEADERS, *FOR_SCRIPTS] if is_open else CAREFUL_HEADERS

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with(message["headers"], added)
            await send(message)

        asks_first = (
            is_open
            and scope["method"] == "OPTIONS"
            and any(name == b"access-control-request-method" for name, _ in scope["headers"])
        )
        await (_preflight(self._app) if asks_first else self._app)(scope, receive, send_open)


def careful(media_type: str) -> list[Header]:
    """Give what has a browser be careful with data: all of it for XML, which may hold a page.

    Anything else it shows as text, unless it guesses. Clients take a while for each header.
    """
    return CAREFUL_HEADERS if "xml" in media_type else NO_GUESS


def is_for_script(scope: Scope) -> bool:
    """Tell whether a script of some origin asks."""
    return any(name == b"origin" for name, _ in scope["headers"])


def _preflight(app: ASGIApp) -> ASGIApp:
    """Answer a script that asks whether it may ask."""
    return CORSMiddleware(
        app, allow_origins=["*"], allow_methods=METHODS, allow_headers=SENT, expose_headers=EXPOSED
    )


def _with(headers: Iterable[Header], added: Iterable[Header]) -> list[Header]:
    """Add headers, unless an answer has its own, and say what it depends on in any case."""
    made: list[Header] = []
    said: list[Header] = []
    for pair in headers:
        (said if pair[0] == VARY else made).append(pair)
    own = {name for name, _ in made}
    made += [pair for pair in added if pair[0] not in own]
    made.append((VARY, _varying(b", ".join([value for _, value in said]))))
    return made


@lru_cache(maxsize=256)
def _varying(said: bytes) -> bytes:
    """Add to what an answer says of what it depends on."""
    return b", ".join([*([said] if said else []), *(one for one in VARIES if one not in said)])


class Packed:
    """Packs answers by gzip for those who take it, and costs nothing for the others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=PACKED_FROM, compresslevel=PACKED_HOW)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, packed if it is wanted so."""
        if scope["type"] != "http" or not takes_gzip(scope["headers"]):
            await self._app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            """Weaken the tag of what is packed: it is the same, but not byte for byte (RFC 9110, 8.8.3.3)."""
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                varies = [name.strip() for name in headers.get("vary", "").split(",")]
                headers["vary"] = ", ".join(name for name in dict.fromkeys(varies) if name)
                weak = f"W/{headers.get('etag', '')}"
                is_packed = headers.get("content-encoding") == "gzip"
                is_known_packed = message["status"] == NOT_MODIFIED and _names(scope["headers"], weak)
                if (is_packed or is_known_packed) and weak.startswith('W/"'):
                    headers["etag"] = weak
            await send(message)

        await self._packing(scope, receive, send_marked)


def _names(headers: Iterable[Header], tag: str) -> bool:
    """Tell whether a tag is named as known."""
    return any(name == b"if-none-match" and tag.encode() in value for name, value in headers)


def takes_gzip(headers: Iterable[Header]) -> bool:
    """Tell whether gzip is named among the codings taken, and not with a weight of nothing."""
    for name, value in headers:
        if name == b"accept-encoding":
            for coding in value.lower().split(b","):
                named, _, weight = coding.replace(b" ", b"").partition(b";q=")
                if named == b"gzip":
                    return not weight or weight.strip(b"0.") != b""
    return False


def dressed(app: ASGIApp) -> ASGIApp:
    """Give an application with all of this around it."""
    return HeadAsGet(Open(Packed(app)))  # HEAD is told the length of what GET sends
