from __future__ import annotations

from typing import Any

import pytest
from door_world import STORY
from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_search_finds_ranks_marks_and_counts(client: Any) -> None:
    answer = client.get("/search", params={"q": "houses burned"})
    found = answer.json()
    assert found["total"] == sum(facet["count"] for facet in found["facets"]["kind"]) > 1
    scores = [hit["score"] for hit in found["items"]]
    assert scores == sorted(scores, reverse=True)
    claim = next(hit for hit in found["items"] if hit["kind"] == "claim")
    assert {piece["text"] for piece in claim["snippet"] if piece["mark"]} >= {"houses"}
    assert client.get(f"/claim/{claim['id']}").json()["iri"] == claim["iri"]
    assert claim["headline"] == STORY.headline


def test_a_search_can_be_narrowed_by_id_and_by_iri(client: Any) -> None:
    party = client.get("/search", params={"q": "houses"}).json()["facets"]["party"][0]
    for value in (party["value"], party["value"].rpartition("/")[2]):
        found = client.get("/search", params={"q": "houses", "party": value}).json()
        assert found["total"] == party["count"]
        assert {hit["party_name"] for hit in found["items"]} == {party["name"]}
    assert client.get("/search?q=houses&year=2021").json()["total"] > 0
    assert client.get("/search?q=houses&year=1999").json()["total"] == 0


def test_the_pages_of_a_search_follow_each_other(client: Any) -> None:
    seen, address = [], "/search?q=the&limit=2"
    while address:
        answer = client.get(address)
        seen += [hit["iri"] for hit in answer.json()["items"]]
        address = answer.links.get("next", {}).get("url")
    assert len(seen) == len(set(seen)) == client.get("/search?q=the").json()["total"] > 4


@pytest.mark.parametrize(
    "path", ["/search", "/search?q=", "/search?q=houses", "/search?q=%3Cb%3E", "/search?q=nobodysaysthis"]
)
def test_the_page_of_a_search_is_whole(client: Any, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert 'role="search"' in page.text
    assert "<b></h1>" not in page.text


def test_the_page_marks_what_was_asked_for_and_leads_to_less(client: Any) -> None:
    page = client.get("/search?q=houses&format=html").text
    assert "<mark>houses</mark>" in page
    narrower = client.get("/search?q=houses&kind=claim&format=html").text
    assert "any kind" in narrower
    assert "kind=claim" in page


def test_what_was_found_goes_into_a_query(client: Any) -> None:
    """The documented way to use full text from SPARQL."""
    values = client.get("/search?q=houses&kind=claim&format=values")
    assert values.headers["content-type"] == "application/sparql-query"
    query = (
        "PREFIX schema: <http://schema.org/> PREFIX ws: <https://w3id.org/whosaid/ns#>\n"
        f"SELECT ?name ?score WHERE {{ {values.text} ?thing ws:claimedBy/schema:name ?name }} ORDER BY ?place"
    )
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    found = client.get("/search?q=houses&kind=claim").json()["items"]
    assert [row["name"]["value"] for row in rows] == [hit["party_name"] for hit in found]
    assert rows


def test_a_search_for_nothing_gives_an_empty_block(client: Any) -> None:
    query = f"SELECT * {{ {client.get('/search?q=nobodysaysthis&format=values').text} }}"
    answer = client.get("/sparql", params={"query": query, "format": "json"})
    assert answer.json()["results"]["bindings"] == []


@pytest.mark.parametrize("asked", ["kind=claims", "year=21", "year=x", "limit=0", "limit=x", "format=ttl"])
def test_what_cannot_be_asked_is_told(client: Any, asked: str) -> None:
    assert client.get(f"/search?q=houses&{asked}").status_code in {400, 406}


def test_what_comes_and_goes_is_found_and_not(fresh_client: Any) -> None:
    assert fresh_client.get("/search?q=zeppelin").json()["total"] == 0
    token = {"authorization": "Bearer good", "content-type": "text/plain"}
    taken = fresh_client.post(
        "/articles", content="Zeppelin lands\n\nA zeppelin landed, the pilot said.", headers=token
    )
    assert fresh_client.get("/search?q=zeppelin").json()["total"] > 0
    assert fresh_client.post("/admin/rebuild", headers=token).status_code == 200
    assert fresh_client.get("/search?q=zeppelin").json()["total"] > 0
    fresh_client.delete(f"/articles/{taken.json()['article']}", headers=token)
    assert fresh_client.get("/search?q=zeppelin").json()["total"] == 0


@settings(max_examples=200)
@given(
    st.text(max_size=40) | st.text("ab\"*-() OR:^{}+,.'“”%\x00", max_size=30),
    st.text(max_size=10),
    st.sampled_from(["json", "html", "values"]),
)
def test_any_search_is_answered(client: Any, question: str, cursor: str, form: str) -> None:
    asked = {"q": question, "cursor": cursor, "party": cursor, "publisher": question, "format": form}
    for fields in (asked, {"q": question, "format": form}):
        assert client.get("/search", params=fields).status_code == 200, fields
