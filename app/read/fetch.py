"""An http(s) address to bytes: politely, within limits, and never into a private network."""

from __future__ import annotations

import threading
import time
import zlib
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from app.errors import AddressRefused, FetchError
from app.read.net.addresses import is_public
from app.read.net.robots import MOST_BYTES, PATH, Robots, read_robots
from app.read.net.transport import FAILURES, CheckedTransport, Deadline, refused, resolve
from app.read.record import DEFAULT_LIMIT

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from app.read.net.addresses import AddressCheck

PRODUCT = "Whosaid"
OK, NOT_MODIFIED = 200, 304
REDIRECTS = {301, 302, 303, 307, 308}
ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/json, */*;q=0.1"
)
"""What we can read, in the order in which we like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an address gave; `media_type` is its Content-Type, with the charset if it says one."""

    url: str
    body: bytes
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one fetch may take; `seconds` is for the whole of it, redirects and robots.txt too.

    `pause` is what we wait at least between two requests to one host.
    """

    seconds: float = 30.0
    body_bytes: int = DEFAULT_LIMIT
    redirects: int = 5
    pause: float = 1.0


@dataclass(slots=True)
class _Host:
    """What is known of a host: its rules, and when it may be asked again."""

    robots: Robots
    asked_at: float
    free_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """One response, its body read and unpacked."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches documents, one connection at a time; may be shared by threads.

    `check` tells which network addresses are gone to. `transport` stands in for the network: with it
    nothing is resolved, so it is for tests and for callers that bring a safe one of their own.
    Proxies of the environment are not used, since behind one nobody can check an address.
    """

    contact: str = ""
    limits: FetchLimits = FetchLimits()
    check: AddressCheck = is_public
    resolver: Callable[[str, int], list[str]] = resolve
    transport: httpx.BaseTransport | None = None
    heed_robots: bool = True
    accept: str = ACCEPTED
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _ssl: ssl.SSLContext | None = field(default=None, init=False)

    @property
    def user_agent(self) -> str:
        """Name the product, and whom to write to about it."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{PRODUCT}/{version('whosaid')}{contact}"

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float | None = None,
    ) -> Document | None:
        """Get a document, or None if it has not changed since the one with this mark or date.

        `seconds` shortens what it may take.
        FetchError if there is none, AddressRefused if the address leads where we do not go.
        """
        most = self.limits.seconds
        deadline = Deadline(most if seconds is None else min(seconds, most), clock=self.clock)
        conditions = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
        conditions = {name: value for name, value in conditions.items() if value}
        answer = self._follow(url, conditions, deadline)
        if answer.status == NOT_MODIFIED and conditions:
            return None
        if answer.status != OK:
            message = f"answered with status {answer.status}; expected a document"
            raise FetchError(message, url=url)
        return Document(
            url=answer.url,
            body=answer.body,
            media_type=answer.headers.get("content-type"),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )

    def _follow(self, url: str, conditions: dict[str, str], deadline: Deadline) -> _Answer:
        """Ask, and go where the answers point, a limited number of times."""
        current = self._plain(url)
        for _ in range(self.limits.redirects + 1):
            self._wait_for_turn(current, deadline)
            answer = self._ask(current, conditions, deadline, self.limits.body_bytes)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            current = self._plain(location, base=current)
        message = f"led on more than {self.limits.redirects} times; expected a document"
        raise FetchError(message, url=url)

    def _plain(self, url: str, *, base: str = "") -> str:
        """Check an address before anything is resolved, and drop its fragment."""
        try:
            parts = urlsplit(urljoin(base, url.strip()))
            host, port = parts.hostname, parts.port
        except ValueError as error:
            message = "is no address that can be read; expected http(s)://…"
            raise FetchError(message, url=url) from error
        del port  # read only to have it checked
        if parts.scheme.lower() not in {"http", "https"} or not host:
            message = f"the scheme is {parts.scheme or 'missing'!r}; expected http or https with a host"
            raise AddressRefused(message, url=url)
        if parts.username is not None:
            message = "holds a user name; expected an address without credentials"
            raise AddressRefused(message, url=url)
        if _is_numeric(host) and not self.check(host):
            raise refused(host, host, url=url)
        return urlunsplit(parts._replace(fragment=""))

    def _wait_for_turn(self, url: str, deadline: Deadline) -> None:
        """Heed robots.txt, and let some time pass between two requests to one host."""
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            host = self._hosts.get(key)
        if host is None or self.clock() > host.asked_at + host.robots.kept:
            robots = self._robots(key, deadline) if self.heed_robots else Robots(None)
            host = _Host(robots, self.clock())
            with self._lock:
                self._hosts[key] = host
        if not host.robots.allow(url, PRODUCT):
            message = f"the robots.txt of {parts.netloc} asks programs not to fetch this"
            raise FetchError(message, url=url)
        pause = max(self.limits.pause, host.robots.delay(PRODUCT))
        with self._lock:
            now = self.clock()
            wait = max(0.0, host.free_at - now)
            host.free_at = now + wait + pause
        if wait:
            self.sleep(min(wait, deadline.left()))

    def _robots(self, root: str, deadline: Deadline) -> Robots:
        current = root + PATH
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(current, {}, deadline, MOST_BYTES, cut=True)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return read_robots(answer.status, answer.body)
            current = self._plain(location, base=current)
        return Robots(None)

    def _ask(
        self, url: str, conditions: dict[str, str], deadline: Deadline, limit: int, *, cut: bool = False
    ) -> _Answer:
        """Send one request and read the answer up to the limit; more is cut off, or an error."""
        headers = {
            "User-Agent": self.user_agent,
            "Accept": self.accept,
            "Accept-Encoding": "gzip",  # the one coding that we unpack piece by piece
            **conditions,
        }
        transport = self.transport or CheckedTransport(self.check, deadline, self._tls(), self.resolver)
        try:
            request = httpx.Request("GET", url, headers=headers)
            response = transport.handle_request(request)
            try:
                body = _read_body(response, limit, deadline, cut=cut)
            finally:
                response.close()
        except FetchError as error:
            raise type(error)(error.message, url=url) from error
        except FAILURES as error:
            message = f"gave no answer ({str(error) or type(error).__name__})"
            raise FetchError(message, url=url) from error
        finally:
            if transport is not self.transport:
                transport.close()
        return _Answer(url=url, status=response.status_code, headers=response.headers, body=body)

    def _tls(self) -> ssl.SSLContext:
        with self._lock:
            if self._ssl is None:
                self._ssl = httpx.create_ssl_context()
            return self._ssl


def _read_body(response: httpx.Response, limit: int, deadline: Deadline, *, cut: bool) -> bytes:
    """Read and unpack a body, never holding more than the limit, however small it was packed."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip", "x-gzip"}:
        message = f"came packed as {coding!r}, which was not asked for; expected gzip or nothing"
        raise FetchError(message, url="")
    unpacker = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    length = response.headers.get("content-length", "")
    if not cut and length.isdigit() and int(length) > limit:
        raise _too_large(limit)
    body = bytearray()
    received = 0
    assert isinstance(response.stream, httpx.SyncByteStream)
    for piece in response.stream:
        deadline.left()
        received += len(piece)
        try:
            body += unpacker.decompress(piece, limit + 1 - len(body)) if unpacker else piece
        except zlib.error as error:
            message = f"came in a gzip that is broken ({error})"
            raise FetchError(message, url="") from error
        if len(body) > limit or received > limit:
            if cut:
                return bytes(body[:limit])
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> FetchError:
    message = f"has more than {limit} bytes; expected at most that"
    return FetchError(message, url="")


def _is_numeric(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
