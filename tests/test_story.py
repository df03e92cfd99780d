"""One article, from a page on the web to a page of ours: read this first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from app.bootstrap import build
from app.settings import Settings
from app.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """<!doctype html>
<html lang="en"><head><title>Flood in Lower Orrin</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood in Lower Orrin",
 "datePublished": "2024-03-08",
 "publisher": {"@type": "Organization", "name": "The Orrin Post"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Flood in Lower Orrin</h1>
<p>The river broke its banks on Thursday and filled the old town of Lower Orrin within an hour.</p>
<p>The mayor, Piet Sallow, said more than 40 people had died in Lower Orrin on Thursday. “We have never seen
water like this,” he said on Friday morning.</p>
<p>The regional health office said 12 people had died in Lower Orrin on Thursday.</p>
</article></body></html>"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    parts = build(Settings(data=tmp_path, base_iri="http://testserver/", admin_token="secret"))
    with TestClient(create_app(parts, clock=lambda: datetime(2024, 3, 9, tzinfo=UTC))) as client:
        yield client
    parts.close()


def test_a_page_becomes_claims_with_their_words_their_party_and_their_conflict(client: TestClient) -> None:
    headers = {"Authorization": "Bearer secret", "Content-Type": "text/html"}
    stored = client.post("/articles", content=PAGE, headers=headers)
    assert stored.status_code == 201, stored.text

    as_json = {"Accept": "application/json"}
    claims = client.get("/claims?text=died", headers=as_json).json()["items"]
    said = {claim["party"]["name"]: claim for claim in claims}
    assert set(said) == {"Piet Sallow", "regional health office"}
    assert said["Piet Sallow"]["quantities"][0]["comparator"] == "moreThan"
    quote = client.get("/claims?kind=direct", headers=as_json).json()["items"][0]
    assert (quote["party"]["name"], quote["passages"][0]["exact"][:13]) == ("Piet Sallow", "We have never")

    (conflict,) = client.get("/conflicts", headers=as_json).json()["items"]
    assert (conflict["kind"], conflict["strength"]) == ("quantity", "hard")
    assert "Piet Sallow" in conflict["explanation"]

    query = "PREFIX ws: <https://w3id.org/whosaid/ns#> SELECT ?c { ?c a ws:Claim }"
    rows = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
    assert rows.count("\n") >= 4

    page = client.get(stored.headers["Location"], headers={"Accept": "text/html"}).text
    assert "<mark" in page
    assert "Piet Sallow" in page
