from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AddressRefused, FetchError
from app.read.fetch import Document, Fetcher, FetchLimits
from app.read.net.addresses import is_public
from app.read.net.robots import read_robots
from app.read.net.transport import Deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = "https://post.example/1"
NO_PAUSE = FetchLimits(pause=0.0)


class Clock:
    """A clock that only goes on while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(answer: Callable[[httpx.Request], httpx.Response], **more: Any) -> Fetcher:
    """A fetcher whose network is a function."""
    return Fetcher(
        transport=httpx.MockTransport(answer), **({"heed_robots": False, "limits": NO_PAUSE} | more)
    )


def always(response: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(
        response.status_code, headers=response.headers, stream=httpx.ByteStream(response.content)
    )


def site(
    pages: dict[str, httpx.Response], seen: list[str] | None = None
) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(str(request.url))
        return pages.get(str(request.url), httpx.Response(404))

    return answer


def to(address: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"Location": address})


def test_a_document_comes_with_what_is_needed_to_read_it_and_to_ask_again() -> None:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "ETag": '"a"',
        "Last-Modified": "Thu, 05 Mar 2026 10:00:00 GMT",
    }
    found = fetcher(always(httpx.Response(200, headers=headers, content=b"<p>Hi</p>"))).fetch(PAGE + "#part")
    assert found == Document(
        url=PAGE,
        body=b"<p>Hi</p>",
        media_type="text/html; charset=utf-8",
        etag='"a"',
        last_modified="Thu, 05 Mar 2026 10:00:00 GMT",
    )


def test_a_document_that_has_not_changed_is_none() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        marks = (request.headers.get("if-none-match"), request.headers.get("if-modified-since"))
        return httpx.Response(304 if marks == ('"a"', "Thu, 05 Mar 2026 10:00:00 GMT") else 200)

    assert fetcher(answer).fetch(PAGE, etag='"a"', last_modified="Thu, 05 Mar 2026 10:00:00 GMT") is None
    assert fetcher(answer).fetch(PAGE, etag='"b"') is not None


def test_the_user_agent_names_the_product_and_whom_to_write_to() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    fetcher(answer, contact="mailto:desk@post.example").fetch(PAGE)
    fetcher(answer).fetch(PAGE)
    agents = [request.headers["user-agent"] for request in seen]
    assert agents[0].startswith("Whosaid/")
    assert agents[0].endswith(" (+mailto:desk@post.example)")
    assert "(" not in agents[1]


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_any_other_answer_is_an_error_that_tells_the_status(status: int) -> None:
    with pytest.raises(FetchError, match=f"status {status}; expected a document") as caught:
        fetcher(always(httpx.Response(status))).fetch(PAGE)
    assert caught.value.url == PAGE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_document(status: int) -> None:
    pages = {PAGE: to("/2", status), "https://post.example/2": httpx.Response(200, content=b"x")}
    found = fetcher(site(pages)).fetch(PAGE)
    assert found is not None
    assert found.url == "https://post.example/2"


def test_redirects_end_after_the_limit_and_one_that_leads_nowhere_is_an_answer() -> None:
    with pytest.raises(FetchError, match="led on more than 5 times"):
        fetcher(always(to(PAGE))).fetch(PAGE)
    with pytest.raises(FetchError, match="status 302"):
        fetcher(always(httpx.Response(302))).fetch(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://100.64.0.1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://post.example/",
        "gopher://post.example/",
        "https://user:secret@post.example/",
        "http:///path",
        "javascript:alert(1)",
    ],
)
def test_addresses_that_we_do_not_go_to_are_refused_at_once_and_at_a_redirect(address: str) -> None:
    seen: list[str] = []
    with pytest.raises(AddressRefused):
        fetcher(site({}, seen)).fetch(address)
    assert seen == []
    with pytest.raises(AddressRefused):
        fetcher(site({PAGE: to(address)}, seen)).fetch(PAGE)
    assert seen == [PAGE]


@pytest.mark.parametrize("address", ["http://[::1", "http://post.example:99999/", "https://[bad]/"])
def test_addresses_that_cannot_be_read_are_errors_at_once_and_at_a_redirect(address: str) -> None:
    with pytest.raises(FetchError, match="no address that can be read"):
        fetcher(site({})).fetch(address)
    with pytest.raises(FetchError, match="no address that can be read"):
        fetcher(site({PAGE: to(address)})).fetch(PAGE)


class Endless(httpx.SyncByteStream):
    """A body that does not end, and counts what was taken of it."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.taken += 1
            yield self.piece


def test_a_body_over_the_limit_is_left_after_so_many_bytes() -> None:
    limits = FetchLimits(pause=0.0, body_bytes=1000)
    body = Endless(b"a" * 100)
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        fetcher(lambda _: httpx.Response(200, stream=body), limits=limits).fetch(PAGE)
    assert body.taken == 11
    named = httpx.Response(200, headers={"Content-Length": "1001"}, stream=body)
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        fetcher(lambda _: named, limits=limits).fetch(PAGE)
    assert body.taken == 11


def test_a_packed_body_is_unpacked_within_the_limit() -> None:
    limits = FetchLimits(pause=0.0, body_bytes=1000)

    def answer(content: bytes) -> Fetcher:
        headers = {"Content-Encoding": "gzip"}
        return fetcher(
            lambda _: httpx.Response(200, headers=headers, stream=httpx.ByteStream(content)), limits=limits
        )

    found = answer(gzip.compress(b"a" * 1000)).fetch(PAGE)
    assert found is not None
    assert found.body == b"a" * 1000
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        answer(gzip.compress(b"a" * 100_000_000)[:900]).fetch(PAGE)
    with pytest.raises(FetchError, match="gzip that is broken"):
        answer(b"not packed").fetch(PAGE)


def test_a_packing_that_was_not_asked_for_is_refused() -> None:
    response = httpx.Response(200, headers={"Content-Encoding": "br"}, stream=httpx.ByteStream(b"x"))
    with pytest.raises(FetchError, match="packed as 'br'"):
        fetcher(lambda _: response).fetch(PAGE)


@pytest.mark.parametrize("problem", [httpx.ConnectError("no route"), httpx.ReadTimeout("")])
def test_a_network_that_fails_is_an_error_of_ours(problem: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise problem

    with pytest.raises(FetchError, match="gave no answer") as caught:
        fetcher(answer).fetch(PAGE)
    assert caught.value.url == PAGE


def test_robots_txt_is_heeded_and_asked_for_once() -> None:
    seen: list[str] = []
    rules = b"User-agent: *\nDisallow: /private\nAllow: /private/news\n"
    pages = {
        "https://post.example/robots.txt": httpx.Response(200, content=rules),
        PAGE: httpx.Response(200),
        "https://post.example/private/news": httpx.Response(200),
    }
    fetching = fetcher(site(pages, seen), heed_robots=True)
    assert fetching.fetch(PAGE)
    assert fetching.fetch("https://post.example/private/news")
    with pytest.raises(FetchError, match=r"robots\.txt of post\.example asks programs not to"):
        fetching.fetch("https://post.example/private/list")
    assert seen == ["https://post.example/robots.txt", PAGE, "https://post.example/private/news"]


def test_robots_txt_may_speak_to_us_by_name_and_lie_elsewhere() -> None:
    rules = b"User-agent: Whosaid\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    pages = {
        "https://post.example/robots.txt": to("https://www.post.example/robots.txt"),
        "https://www.post.example/robots.txt": httpx.Response(200, content=rules + b"#" * 600_000),
    }
    with pytest.raises(FetchError, match="asks programs not to"):
        fetcher(site(pages), heed_robots=True).fetch(PAGE)


def test_without_robots_txt_all_is_allowed_and_while_the_host_fails_nothing_is() -> None:
    assert fetcher(site({PAGE: httpx.Response(200)}), heed_robots=True).fetch(PAGE)
    assert not read_robots(503, b"").allow(PAGE, "Whosaid")
    circle = {"https://post.example/robots.txt": to("/robots.txt"), PAGE: httpx.Response(200)}
    assert fetcher(site(circle), heed_robots=True).fetch(PAGE)


def test_rules_are_asked_for_again_after_a_day_and_failures_after_minutes() -> None:
    clock = Clock()
    seen: list[str] = []
    pages = {"https://post.example/robots.txt": httpx.Response(503), PAGE: httpx.Response(200)}
    fetching = fetcher(site(pages, seen), heed_robots=True, clock=clock)
    for seconds, status in ((0, 404), (601, 200), (3600, 200), (86_401, 200)):
        clock.now += seconds
        if seconds:
            pages["https://post.example/robots.txt"] = httpx.Response(status, content=b"")
            assert fetching.fetch(PAGE)
        else:
            with pytest.raises(FetchError, match="asks programs not to"):
                fetching.fetch(PAGE)
    assert [address.endswith("robots.txt") for address in seen] == [True, True, False, False, True, False]


def test_a_deadline_shortens_every_wait_and_then_ends_them() -> None:
    clock = Clock()
    deadline = Deadline(2.0, clock=clock)
    assert (deadline.within(None), deadline.within(5.0), deadline.within(1.0)) == (2.0, 2.0, 1.0)
    clock.now += 2.0
    with pytest.raises(httpcore.ReadTimeout, match="longer than 2 seconds"):
        deadline.within(1.0)


def test_a_body_that_comes_too_slowly_is_left() -> None:
    clock = Clock()

    class Slow(Endless):
        def __iter__(self) -> Iterator[bytes]:
            for piece in super().__iter__():
                clock.now += 1.0
                yield piece

    with pytest.raises(FetchError, match="took longer than 30 seconds"):
        fetcher(lambda _: httpx.Response(200, stream=Slow(b"a")), clock=clock).fetch(PAGE)


def test_two_requests_to_one_host_keep_a_distance() -> None:
    clock = Clock()
    pages = {
        "https://slow.example/robots.txt": httpx.Response(200, content=b"User-agent: *\nCrawl-delay: 3\n"),
        "https://slow.example/1": httpx.Response(200),
        PAGE: httpx.Response(200),
    }
    limits = FetchLimits(pause=1.0)
    fetching = fetcher(site(pages), heed_robots=True, limits=limits, clock=clock, sleep=clock.sleep)
    for address in (PAGE, PAGE, "https://slow.example/1", "https://slow.example/1"):
        fetching.fetch(address)
    assert clock.slept == [1.0, 3.0]


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2001::1", "2002:7f00:1::", "2001:db8::1", "fc00::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "localhost", "", "8.8.8",
    ],
)  # fmt: skip
def test_addresses_inside_of_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_inside_of_ipv6_as_outside(address: Any) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address)) == is_public(f"64:ff9b::{address}")


@contextmanager
def server(*pieces: bytes, pause: float = 0.0) -> Iterator[tuple[int, list[bytes]]]:
    """A server on the loopback address that answers every connection with the pieces, one by one."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(65536))
                for piece in pieces:
                    if ended.wait(pause):
                        return
                    try:
                        connection.sendall(piece)
                    except OSError:
                        break

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"


def real(**more: Any) -> Fetcher:
    """A fetcher on the real network that is let go to the loopback address unless told otherwise."""
    return Fetcher(**({"heed_robots": False, "limits": NO_PAUSE, "check": lambda _: True} | more))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_a_server_on_this_machine_is_not_gone_to_by_any_name(host: str) -> None:
    with server(OK) as (port, heard), pytest.raises(AddressRefused, match="not on the public internet"):
        Fetcher(heed_robots=False).fetch(f"http://{host}:{port}/")
    assert heard == []


def test_the_address_that_was_checked_is_the_one_connected_to_and_the_name_stays() -> None:
    asked: list[str] = []
    checked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(f"{host} {port > 0}")
        return ["127.0.0.1"]

    def check(address: str) -> bool:
        checked.append(address)
        return True

    with server(OK) as (port, heard):
        found = real(resolver=resolver, check=check).fetch(f"http://news.example:{port}/a?b")
    assert found is not None
    assert (found.body, asked, checked) == (b"hello", ["news.example True"], ["127.0.0.1"])
    assert heard[0].startswith(b"GET /a?b HTTP/1.1\r\n")
    assert f"Host: news.example:{port}".encode() in heard[0]


def test_one_private_address_among_those_of_a_name_is_enough_to_refuse_it() -> None:
    with server(OK) as (port, heard), pytest.raises(AddressRefused, match=r"news.example \(127.0.0.1\)"):
        real(check=is_public, resolver=lambda *_: ["8.8.8.8", "127.0.0.1"]).fetch(
            f"http://news.example:{port}/"
        )
    assert heard == []


def test_a_redirect_to_a_name_that_leads_inside_is_refused() -> None:
    location = b"HTTP/1.1 302 Found\r\nLocation: http://inside.example/\r\nContent-Length: 0\r\n\r\n"
    names = {"news.example": "127.0.0.1", "inside.example": "10.0.0.7"}
    with server(location) as (port, heard), pytest.raises(AddressRefused, match=r"10\.0\.0\.7"):
        real(check=lambda one: one == "127.0.0.1", resolver=lambda host, _: [names[host]]).fetch(
            f"http://news.example:{port}/"
        )
    assert len(heard) == 1


def test_the_next_address_of_a_name_is_tried_when_one_does_not_answer() -> None:
    with server(OK) as (port, _):
        found = real(resolver=lambda *_: ["127.0.0.2", "127.0.0.1"]).fetch(f"http://news.example:{port}/")
    assert found is not None


def test_a_name_without_an_address_and_a_port_without_a_server_give_no_document() -> None:
    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match="has no address"):
        real(resolver=unknown).fetch("http://nowhere.example/")
    with pytest.raises(FetchError, match="gave no answer"):
        real(resolver=lambda *_: []).fetch("http://nowhere.example/")
    with server(OK) as (port, _):
        pass
    with pytest.raises(FetchError, match="gave no answer"):
        real().fetch(f"http://127.0.0.1:{port}/")


def test_encrypted_connections_ask_for_the_name_and_not_for_the_address() -> None:
    with server(b"no TLS here") as (port, heard), pytest.raises(FetchError, match="gave no answer"):
        real(resolver=lambda *_: ["127.0.0.1"]).fetch(f"https://news.example:{port}/")
    assert b"news.example" in heard[0]
    assert heard[0].startswith(b"\x16\x03")


@pytest.mark.parametrize("whole", [b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 500, OK[:-5] + b"hello"])
def test_a_server_that_drips_is_left_at_the_deadline(whole: bytes) -> None:
    drops = [whole[at : at + 1] for at in range(len(whole))]
    limits = FetchLimits(seconds=0.4, pause=0.0)
    start = time.monotonic()
    with server(*drops, pause=0.02) as (port, _), pytest.raises(FetchError, match="gave no answer"):
        real(limits=limits).fetch(f"http://127.0.0.1:{port}/")
    assert time.monotonic() - start < 3


def test_an_answer_that_is_no_http_gives_no_document() -> None:
    with (
        server(b"220 mail.example ESMTP\r\n") as (port, _),
        pytest.raises(FetchError, match="gave no answer"),
    ):
        real().fetch(f"http://127.0.0.1:{port}/")
