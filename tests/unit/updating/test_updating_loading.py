from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.errors import QueryRefused, UpdateFailed
from app.read.fetch import Fetcher
from app.updating.loading import Loading

DOCUMENTS: dict[str, tuple[int, str, bytes]] = {
    "/a.ttl": (200, "text/turtle; charset=utf-8", b"<a:s> <a:p> <#x> ."),
    "/b.ttl": (200, "text/plain", b"<a:s> <a:p> 1 ."),
    "/c": (200, "text/html", b"<p>"),
    "/d.ttl": (200, "text/turtle", b"<a:s> ."),
    "/e.ttl": (404, "text/plain", b""),
    "/f.trig": (200, "application/trig", b"<a:g> { <a:s> <a:p> 1 }"),
}


def answer(request: httpx.Request) -> httpx.Response:
    status, media_type, body = DOCUMENTS.get(request.url.path, (404, "text/plain", b""))
    return httpx.Response(status, headers={"content-type": media_type}, content=body)


@pytest.fixture
def loading() -> Loading:
    fetcher = Fetcher(transport=httpx.MockTransport(answer), sleep=lambda _seconds: None)
    return Loading(fetcher, frozenset({"docs.example"}))


def test_a_document_of_a_named_host_is_read_as_triples(loading: Loading) -> None:
    assert loading("http://docs.example/a.ttl") == b"<a:s> <a:p> <http://docs.example/a.ttl#x> .\n"
    assert loading("http://DOCS.example/b.ttl").startswith(b'<a:s> <a:p> "1"')
    assert loading("http://docs.example/f.trig").startswith(b'<a:s> <a:p> "1"')


@pytest.mark.parametrize("address", ["http://other.example/a.ttl", "file:///etc/passwd", "http://[", "urn:x"])
def test_no_other_host_is_asked(loading: Loading, address: str) -> None:
    with pytest.raises(QueryRefused, match="WHOSAID_LOAD_HOSTS"):
        loading(address)


@pytest.mark.parametrize("path", ["c", "d.ttl", "e.ttl"])
def test_what_is_no_graph_is_told(loading: Loading, path: str) -> None:
    with pytest.raises(UpdateFailed, match=path):
        loading(f"http://docs.example/{path}")


def test_a_private_address_is_not_gone_to_even_when_it_is_named() -> None:
    loading: Any = Loading(Fetcher(), frozenset({"127.0.0.1"}))
    with pytest.raises(UpdateFailed, match=r"127\.0\.0\.1"):
        loading("http://127.0.0.1:9/a.ttl")
