"""What holds for every answer: HEAD is GET without a body, scripts may read, browsers are careful."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from starlette.responses import Response
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


PACKED_FROM, PACKED_HOW = 1000, 4
"""Answers over so many bytes are packed, quickly rather than tightly."""
NOT_MODIFIED = 304
VARY = b"vary"
VARIES = (b"Accept-Encoding", b"Origin")
"""What every answer depends on, whether or not it made a difference this time (RFC 9110, section 12.5.5)."""
_CAREFUL = [(name.encode(), value.encode()) for name, value in CAREFUL.items()]


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

    def __init__(
        self, app: ASGIApp, *, methods: Sequence[str], headers: Sequence[str], exposed: Sequence[str]
    ) -> None:
        self._app = app
        self._preflight = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=methods, allow_headers=headers, expose_headers=exposed
        )
        self._for_scripts = [
            *_CAREFUL,
            (b"access-control-allow-origin", b"*"),
            (b"access-control-expose-headers", ", ".join(exposed).encode()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_for_script = any(name == b"origin" for name, _ in scope["headers"])
        added = self._for_scripts if is_for_script else _CAREFUL

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with(message["headers"], added)
            await send(message)

        asks_first = (
            is_for_script
            and scope["method"] == "OPTIONS"
            and any(name == b"access-control-request-method" for name, _ in scope["headers"])
        )
        await (self._preflight if asks_first else self._app)(scope, receive, send_open)


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
        if scope["type"] != "http" or not _takes_gzip(scope["headers"]):
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


def _takes_gzip(headers: Iterable[Header]) -> bool:
    """Tell whether gzip is named among the codings taken, and not with a weight of nothing."""
    for name, value in headers:
        if name == b"accept-encoding":
            for coding in value.lower().split(b","):
                named, _, weight = coding.replace(b" ", b"").partition(b";q=")
                if named == b"gzip":
                    return not weight or weight.strip(b"0.") != b""
    return False


class Direct:
    """Calls the endpoint of one path without looking through the routes, and tells its errors."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        path: str,
        endpoints: Mapping[str, Callable[[Request], Awaitable[Response]]],
        errors: tuple[type[Exception], ...],
        tell: Callable[[Request, Exception], Response],
    ) -> None:
        self._app = app
        self._path = path
        self._endpoints = endpoints
        self._errors = errors
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what is for another path or method."""
        endpoint = None
        if scope["type"] == "http" and scope["path"] == scope.get("root_path", "") + self._path:
            endpoint = self._endpoints.get(scope["method"])
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        try:
            response = await endpoint(request)
        except self._errors as error:
            response = self._tell(request, error)
        await response(scope, receive, send)
