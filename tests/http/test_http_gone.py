from __future__ import annotations

import re
from typing import Any

import pytest

TOKEN = {"authorization": "Bearer good"}


@pytest.fixture
def gone(fresh_client: Any, fresh_world: Any) -> tuple[Any, dict[str, list[str]], str]:
    """Retract every article; give the client, what there was by kind, and one article's id."""
    there: dict[str, list[str]] = {}
    for iri in fresh_world.some_iris():
        parsed = fresh_world.iris.parse(iri)
        if parsed and fresh_client.get(f"/{parsed[0]}/{parsed[1]}.nt").status_code == 200:
            there.setdefault(parsed[0], []).append(parsed[1])
    for ident in there["article"]:
        answer = fresh_client.delete(f"/articles/{ident}?replaced_by=abc", headers=TOKEN)
        assert answer.status_code == 204
    return fresh_client, there, there["article"][0]


def test_everything_that_was_retracted_is_gone_and_not_unknown(gone: Any) -> None:
    client, there, _ = gone
    assert len(there) > 10
    for kind, idents in there.items():
        if kind == "refusal":
            continue
        for ident in idents:
            for suffix in ("", ".ttl", ".html"):
                answer = client.get(f"/{kind}/{ident}{suffix}")
                assert answer.status_code == 410, (kind, ident, suffix, answer.text[:200])


def test_what_is_gone_says_when_with_what_and_what_takes_its_place(gone: Any) -> None:
    client, there, article = gone
    answer = client.get(f"/article/{article}")
    told = answer.json()
    assert told["type"] == "/problems#gone"
    assert told["article"] == article
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*", told["retracted"])
    assert told["replaced_by"].endswith("/article/abc")
    assert answer.headers["link"] == f'<{told["replaced_by"]}>; rel="successor-version"'
    claim = client.get(f"/claim/{there['claim'][0]}").json()
    assert claim["article"] in there["article"]
    assert "was retracted with the article" in claim["detail"]


def test_the_graphs_of_an_article_are_gone_with_it(gone: Any, fresh_world: Any) -> None:
    client, there, article = gone
    for path in (f"article/{article}", f"article/{article}/{'0' * 64}"):
        for suffix in ("", ".ttl", ".html"):
            answer = client.get(f"/graph/{path}{suffix}")
            assert (answer.status_code, answer.json()["article"]) == (410, article)
    assert client.get("/graph/article/never").status_code == 404
    assert there
    assert answer.json()["detail"].startswith(f"{fresh_world.iris.iri('article', article)} was retracted")


def test_what_never_was_is_not_found(gone: Any) -> None:
    client, _, _ = gone
    assert client.get("/claim/never").status_code == 404


def test_what_comes_back_is_there_again(fresh_client: Any) -> None:
    headers = {**TOKEN, "content-type": "text/plain"}
    text = "Ferry\n\nThe ferry was full, the captain said."
    ident = fresh_client.post("/articles", content=text, headers=headers).json()["article"]
    claim = fresh_client.get(f"/claims?article={ident}").json()["items"][0]["id"]
    fresh_client.delete(f"/articles/{ident}", headers=TOKEN)
    assert fresh_client.get(f"/claim/{claim}").status_code == 410
    fresh_client.post("/articles", content=text, headers=headers)
    assert fresh_client.get(f"/claim/{claim}").status_code == 200
    assert fresh_client.get(f"/article/{ident}").status_code == 200


def test_a_successor_that_is_no_article_is_refused(fresh_client: Any) -> None:
    ident = fresh_client.get("/articles").json()["items"][0]["id"]
    answer = fresh_client.delete(f"/articles/{ident}", params={"replaced_by": "a b"}, headers=TOKEN)
    assert answer.status_code == 400
    assert fresh_client.get(f"/article/{ident}").status_code == 200
