"""Headers that every answer has: once each, and an answer's own stand above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from app.web.middleware import CAREFUL, Open

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

SCRIPT = {"origin": "http://elsewhere.example"}


def client(**headers: str) -> TestClient:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"", headers=headers)(scope, receive, send)

    return TestClient(Open(app, methods=["GET", "PUT"], headers=["accept"], exposed=["etag", "link"]))


@pytest.mark.parametrize("own", [{}, {"vary": "Accept"}, {"vary": "Origin"}])
@pytest.mark.parametrize("asker", [{}, SCRIPT])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_an_answer_depends_on_the_origin_and_says_so_once(
    own: dict[str, str], asker: dict[str, str], method: str
) -> None:
    said = client(**own).request(method, "/", headers=asker).headers
    assert said.get_list("vary", split_commas=True) == list(dict.fromkeys([*own.values(), "Origin"]))
    assert said.get_list("access-control-allow-origin") == ["*"] * len(asker)
    assert {name: said[name] for name in CAREFUL} == CAREFUL


def test_scripts_may_read_what_they_are_told_of() -> None:
    assert client().get("/", headers=SCRIPT).headers["access-control-expose-headers"] == "etag, link"


def test_a_script_that_asks_first_is_told_the_methods() -> None:
    asked = client().options("/", headers={**SCRIPT, "access-control-request-method": "PUT"})
    assert asked.headers["access-control-allow-methods"] == "GET, PUT"
    assert asked.headers["x-content-type-options"] == "nosniff"


def test_what_an_answer_says_itself_stands_above() -> None:
    said = client(**{"content-security-policy": "default-src *"}).get("/").headers
    assert said.get_list("content-security-policy") == ["default-src *"]
