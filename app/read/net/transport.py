"""A transport that connects only to addresses it has checked, and only until a deadline.

The name is resolved once, here; what was checked is what is connected to, so a name server cannot
answer differently the second time. The name itself stays in the Host header and in TLS.
"""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from app.errors import AddressRefused, FetchError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from httpcore import SOCKET_OPTION

    from app.read.net.addresses import AddressCheck

MOST_ADDRESSES = 4
FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
)
"""What httpx and the layer below raise when there is no answer."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name; OSError if it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class Deadline:
    """A moment after which nothing is waited for, however busily the other side drips."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Give the seconds that are left; httpcore.ReadTimeout if none are."""
        left = self._end - self._clock()
        if left <= 0:
            message = f"took longer than {self.seconds:g} seconds"
            raise httpcore.ReadTimeout(message)
        return left

    def within(self, timeout: float | None) -> float:
        """Shorten a timeout to what is left."""
        return self.left() if timeout is None else min(timeout, self.left())


class CheckedTransport(httpx.BaseTransport):
    """Speaks HTTP over connections to checked addresses; made for one fetch, closed after it."""

    def __init__(
        self,
        check: AddressCheck,
        deadline: Deadline,
        ssl_context: ssl.SSLContext,
        resolver: Callable[[str, int], list[str]] = resolve,
    ) -> None:
        backend = _CheckedBackend(check, deadline, resolver)
        self._pool = httpcore.ConnectionPool(ssl_context=ssl_context, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and hand its answer back while it arrives."""
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, in pieces as they come."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _CheckedBackend(httpcore.SyncBackend):
    """Resolves a name once, checks every address of it, and connects to one of just these."""

    def __init__(
        self, check: AddressCheck, deadline: Deadline, resolver: Callable[[str, int], list[str]]
    ) -> None:
        self._check = check
        self._deadline = deadline
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; AddressRefused if any is not a public one."""
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            message = f"the name {host!r} has no address"
            raise FetchError(message, url=host) from error
        for address in addresses:
            if not self._check(address):
                raise refused(host, address, url=host)
        failure: Exception = httpcore.ConnectError("no address answered")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                stream = super().connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no single wait goes past the deadline of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def refused(host: str, address: str, *, url: str) -> AddressRefused:
    """Say that a host is not gone to, and which of its addresses is the reason."""
    where = host if host == address else f"{host} ({address})"
    message = f"{where} is not on the public internet; expected a public http(s) address"
    return AddressRefused(message, url=url)
