"""The door of the SPARQL endpoint, in front of all that other addresses go through.

Most questions are small and the same question is often asked again, so what is known is answered before
anything else is read, and a whole answer goes out as it is: no route is looked for and nothing is wrapped.
Whatever else an answer may be is an application of its own, and is dressed as on other addresses.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.errors import TooManyQueries
from app.web.middleware import (
    FOR_SCRIPTS,
    PACKED_FROM,
    PACKED_HOW,
    VARIES,
    careful,
    dressed,
    is_for_script,
    takes_gzip,
)
from app.web.quota import MINUTE, client_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.web.memory import Memory
    from app.web.middleware import Header
    from app.web.quota import Account, Quota

    Endpoint = Callable[[Request], Awaitable["Response | Found"]]

LONGEST_BODY = 64 * 1024
"""Bytes of a request body by which an answer is found; a longer one is not remembered."""
TOLD_APART = frozenset({b"accept", b"accept-encoding", b"content-type", b"host", b"if-none-match"})
"""Headers of a request on which an answer depends."""
ASKING = frozenset({"GET", "HEAD", "POST"})
"""Methods that ask a question; what is known answers no other."""
VARY = b", ".join([b"Accept", *VARIES])
OK = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A whole answer with its own headers, and the version of the store that it holds for, if it lasts."""

    media_type: str
    headers: list[Header]
    body: bytes
    version: int | None


class Front:
    """Answers at one path by these endpoints, and holds clients to their quota; `tell` tells errors."""

    def __init__(  # noqa: PLR0913 - made in one place, of what that place has at hand
        self,
        *,
        path: str,
        endpoints: Mapping[str, Endpoint],
        memory: Memory | None,
        quota: Quota | None,
        limits: str,
        tell: Callable[[Request, Exception], Response],
    ) -> None:
        self._path = path
        self._endpoints = endpoints
        self._memory = memory
        self._quota = quota
        self._tell = tell
        self._said: list[Header] = [(b"whosaid-limits", limits.encode())]
        if quota:
            self._said.append((b"ratelimit-policy", f'"queries";q={quota.a_minute};w={MINUTE}'.encode()))

    def is_for(self, scope: Scope) -> bool:
        """Tell whether a request comes to this door, also behind a proxy that adds a prefix."""
        if scope["type"] != "http":
            return False
        asked: str = scope["path"]
        return asked == self._path or asked == scope.get("root_path", "") + self._path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in or send away; answer."""
        said = self._said
        account: Account | None = None
        try:
            if self._quota and scope["method"] != "OPTIONS":
                account = self._quota.enter(client_of(scope))
                said = [*said, (b"ratelimit", self._quota.state(account).encode())]
            await self._answer(scope, receive, send, said)
        except TooManyQueries as error:
            await _send_dressed(self._tell(Request(scope), error), scope, receive, send, said)
        finally:
            if account:
                account.running -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send, said: list[Header]) -> None:
        """Give what is known, or have it found out and take note of it."""
        key: tuple[bytes, ...] | None = None
        if self._memory and scope["method"] in ASKING:
            key, receive = await _key(scope, receive)
            known = self._memory.get(key) if key else None
            if known:
                await _send_whole(*known, scope, send, said)
                return
        outcome = await self._outcome(scope, receive)
        if not isinstance(outcome, Found):
            await _send_dressed(outcome, scope, receive, send, said)
            return
        headers, body = _finished(outcome, scope)
        if self._memory and key and outcome.version is not None:
            self._memory.put(key, outcome.version, headers, body)
        await _send_whole(headers, body, scope, send, said)

    async def _outcome(self, scope: Scope, receive: Receive) -> Found | Response:
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        request = Request(scope, receive)
        endpoint = self._endpoints.get(scope["method"])
        if endpoint is None:
            return self._tell(request, HTTPException(405))
        try:
            return await endpoint(request)
        except Exception as error:  # noqa: BLE001 - there is a problem for each
            return self._tell(request, error)


async def _key(scope: Scope, receive: Receive) -> tuple[tuple[bytes, ...] | None, Receive]:
    """Give that by which an answer is found again, and the request with what was read of it."""
    method, body = b"GET", b""
    if scope["method"] == "POST":
        first = await receive()
        receive = _again(first, receive)
        method, body = b"POST", first.get("body", b"")
        if first.get("more_body") or len(body) > LONGEST_BODY:
            return None, receive
    told = [part for pair in scope["headers"] if pair[0] in TOLD_APART for part in pair]
    place = f"{scope['scheme']}:{scope.get('root_path', '')}".encode()
    return (method, place, scope["query_string"], body, *told), receive


def _again(first: Message, rest: Receive) -> Receive:
    """Give a message that was taken already once more, then what follows."""
    waiting = [first]

    async def receive() -> Message:
        return waiting.pop() if waiting else await rest()

    return receive


def _finished(found: Found, scope: Scope) -> tuple[list[Header], bytes]:
    """Add what every answer has, and pack it for who takes that."""
    headers = [*found.headers, *careful(found.media_type), (b"vary", VARY)]
    body = found.body
    if len(body) >= PACKED_FROM and takes_gzip(scope["headers"]):
        body = gzip.compress(body, PACKED_HOW)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    return headers, body


async def _send_whole(
    headers: list[Header], body: bytes, scope: Scope, send: Send, said: list[Header]
) -> None:
    added = FOR_SCRIPTS if is_for_script(scope) else ()
    await send({"type": "http.response.start", "status": OK, "headers": [*headers, *said, *added]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def _send_dressed(
    answer: ASGIApp, scope: Scope, receive: Receive, send: Send, said: list[Header]
) -> None:
    async def send_with_limits(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *said]
        await send(message)

    await dressed(answer)(scope, receive, send_with_limits)
