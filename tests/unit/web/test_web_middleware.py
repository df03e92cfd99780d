"""Headers that every answer has: once each, and an answer's own stand above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from app.web.middleware import CAREFUL, EXPOSED, METHODS, Open, Packed

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

SCRIPT = {"origin": "http://elsewhere.example"}


def client(**headers: str) -> TestClient:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"", headers=headers)(scope, receive, send)

    return TestClient(Open(app))


@pytest.mark.parametrize("own", [{}, {"vary": "Accept"}, {"vary": "Origin"}, {"vary": "Accept-Encoding"}])
@pytest.mark.parametrize("asker", [{}, SCRIPT])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_an_answer_says_once_what_it_depends_on(
    own: dict[str, str], asker: dict[str, str], method: str
) -> None:
    said = client(**own).request(method, "/", headers=asker).headers
    varies = said.get_list("vary", split_commas=True)
    assert varies == list(dict.fromkeys([*own.values(), "Accept-Encoding", "Origin"]))
    assert said.get_list("access-control-allow-origin") == ["*"] * len(asker)
    assert {name: said[name] for name in CAREFUL} == CAREFUL


def test_scripts_may_read_what_they_are_told_of() -> None:
    assert client().get("/", headers=SCRIPT).headers["access-control-expose-headers"] == ", ".join(EXPOSED)


def test_a_script_that_asks_first_is_told_the_methods() -> None:
    asked = client().options("/", headers={**SCRIPT, "access-control-request-method": "PUT"})
    assert asked.headers["access-control-allow-methods"] == ", ".join(METHODS)
    assert asked.headers["x-content-type-options"] == "nosniff"


def test_what_an_answer_says_itself_stands_above() -> None:
    said = client(**{"content-security-policy": "default-src *"}).get("/").headers
    assert said.get_list("content-security-policy") == ["default-src *"]


def packed(body: bytes, **headers: str) -> TestClient:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        known = dict(scope["headers"]).get(b"if-none-match", b"").decode()
        is_known = headers.get("etag", "-") in known
        answer = Response(status_code=304, headers=headers) if is_known else Response(body, headers=headers)
        await answer(scope, receive, send)

    return TestClient(Packed(app))


@pytest.mark.parametrize(
    ("taken", "is_packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000", False),
        ("x-gzipped", False),
    ],
)
def test_an_answer_is_packed_for_who_takes_it_so(taken: str, is_packed: bool) -> None:  # noqa: FBT001 - a table
    answer = packed(b"a" * 5000, etag='"x"').get("/", headers={"accept-encoding": taken})
    assert answer.content == b"a" * 5000
    assert (answer.headers.get("content-encoding") == "gzip") == is_packed
    assert answer.headers["etag"] == ('W/"x"' if is_packed else '"x"')


def test_a_tag_is_weak_only_where_something_was_packed() -> None:
    assert packed(b"short", etag='"x"').get("/").headers["etag"] == '"x"'
    assert packed(b"a" * 5000, etag='W/"x"').get("/").headers["etag"] == 'W/"x"'
    assert "etag" not in packed(b"a" * 5000).get("/").headers


@pytest.mark.parametrize("tag", ['"x"', 'W/"x"'])
def test_who_knows_an_answer_is_told_the_tag_that_he_knows(tag: str) -> None:
    answer = packed(b"a" * 5000, etag='"x"').get("/", headers={"if-none-match": tag})
    assert (answer.status_code, answer.headers["etag"]) == (304, tag)
