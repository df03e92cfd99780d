"""Answers that were given, kept while nothing is written: a query asked again costs no query.

What is kept belongs to one version of the store and is dropped with it, so nobody is told what has
changed. It is the whole answer as it was sent, found by the whole request as it came.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.web.quota import is_at

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Sent = tuple[list[tuple[bytes, bytes]], bytes]

SHARE = 16
"""One answer may take this part of the memory at most."""
LONGEST_BODY = 64 * 1024
"""Bytes of a request body by which an answer is found; a longer one is not remembered."""
TOLD_APART = frozenset({b"accept", b"accept-encoding", b"content-type", b"host", b"if-none-match"})
"""Headers of a request on which an answer depends."""
NOTE = "whosaid.note"
OK = 200


@dataclass(slots=True)
class Note:
    """What the endpoint leaves in the scope: the version of the store that an answer holds for."""

    version: int | None = None


def note(request: Request, version: int) -> None:
    """Say that the answer to a request holds for this version of the store."""
    found = request.scope.get(NOTE)
    if isinstance(found, Note):
        found.version = version


class Versions:
    """Names the states of the store: by a number, and to clients by a tag that no restart repeats."""

    def __init__(self, number: Callable[[], int | None], epoch: str) -> None:
        self.number = number
        self._epoch = epoch

    def tag(self, version: int, parts: tuple[object, ...]) -> str:
        """Make the entity tag of an answer; weak, since rows without an order may come in another one."""
        digest = hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        return f'W/"{self._epoch}-{version:x}-{digest}"'


class Memory:
    """Keeps answers up to a number of bytes, those asked for last; for one version of the store at a time."""

    def __init__(self, version: Callable[[], int | None], most: int) -> None:
        self._version = version
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Sent, int]] = OrderedDict()
        self._kept_version: int | None = None
        self._bytes = 0

    @property
    def longest(self) -> int:
        """How long an answer may be to be kept."""
        return self._most // SHARE

    def get(self, key: Hashable) -> Sent | None:
        """Give headers and body of an answer that still holds."""
        if self._version() != self._kept_version:
            self._forget()
            return None
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, version: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep an answer, if it still holds."""
        if version != self._version() or len(body) > self.longest:
            return
        if version != self._kept_version:
            self._forget()
            self._kept_version = version
        self._drop(key)
        size = _size(key, headers, body)
        self._kept[key] = ((headers, body), size)
        self._bytes += size
        while self._bytes > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        dropped = self._kept.pop(key, None)
        if dropped:
            self._bytes -= dropped[1]

    def _forget(self) -> None:
        self._kept.clear()
        self._bytes = 0
        self._kept_version = None


def _size(key: Any, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    return len(body) + sum(map(len, key)) + 64 * len(headers) + 500


class Remembering:
    """Answers from memory what is asked again of one path."""

    def __init__(self, app: ASGIApp, memory: Memory, path: str) -> None:
        self._app = app
        self._memory = memory
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give what is known, or have it found out and take note of it."""
        if scope["type"] != "http" or not self._is_ours(scope):
            await self._app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            first = await receive()
            receive = _again(first, receive)
            body = first.get("body", b"")
            if first.get("more_body") or len(body) > LONGEST_BODY:
                await self._app(scope, receive, send)
                return
        key = _key(scope, body)
        known = self._memory.get(key)
        if known is None:
            await self._find_out(key, scope, receive, send)
            return
        headers, content = known
        await send({"type": "http.response.start", "status": OK, "headers": headers.copy()})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    def _is_ours(self, scope: Scope) -> bool:
        return is_at(scope, self._path) and scope["method"] in {"GET", "HEAD", "POST"}

    async def _find_out(self, key: Hashable, scope: Scope, receive: Receive, send: Send) -> None:
        noted = Note()
        scope[NOTE] = noted
        headers: list[tuple[bytes, bytes]] = []
        parts: list[bytes] = []
        left = self._memory.longest if scope["method"] != "HEAD" else -1

        async def send_and_note(message: Message) -> None:
            nonlocal headers, left
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                left = left if message["status"] == OK and noted.version is not None else -1
            elif message["type"] == "http.response.body" and left >= 0:
                part = message.get("body", b"")
                left -= len(part)
                parts.append(part)
                if not message.get("more_body") and left >= 0 and noted.version is not None:
                    self._memory.put(key, noted.version, headers, b"".join(parts))
            await send(message)

        await self._app(scope, receive, send_and_note)


def _key(scope: Scope, body: bytes) -> tuple[bytes, ...]:
    method = b"POST" if scope["method"] == "POST" else b"GET"
    told = [part for pair in scope["headers"] if pair[0] in TOLD_APART for part in pair]
    place = f"{scope['scheme']}:{scope.get('root_path', '')}".encode()
    return (method, place, scope["query_string"], body, *told)


def _again(first: Message, rest: Receive) -> Receive:
    """Give a message that was taken already once more, then what follows."""
    waiting = [first]

    async def receive() -> Message:
        return waiting.pop() if waiting else await rest()

    return receive
