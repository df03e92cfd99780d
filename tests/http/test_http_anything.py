"""Whatever is asked, the answer is an answer or a problem of the asker's, never a failure of ours."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from door_world import BASE, make_world
from hypothesis import given, settings
from hypothesis import strategies as st

ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "\x00",
            "'",
            '"',
            "\\",
            "\n",
            "?x",
            "$words",
            "<http://x>",
            "a b",
            "\u202e",
            "😀",
            "é" * 600,
            "-1",
            "1e9",
            "null",
            f"{BASE}party/a b",
            f"{BASE}party/<x>",
            f'{BASE}party/"',
            f"{BASE}party/",
            f"{BASE}graph/parties",
            "http://elsewhere.example/<>",
        ]
    ),
)


@pytest.fixture(scope="module")
def fresh(make_client: Any) -> Any:
    """Give a world of its own to those who write."""
    return make_client(make_world())


LISTS = st.sampled_from(["/articles", "/claims", "/parties", "/conflicts", "/quarantine"])
NAMES = st.sampled_from(
    ["text", "party", "article", "about", "place", "since", "until", "kind", "stance", "strength", "cursor"]
)
KINDS = st.sampled_from(
    ["article", "claim", "party", "conflict", "refusal", "place", "passage", "graph", "ns"]
)


@settings(max_examples=150)
@given(LISTS, st.dictionaries(NAMES, ODD, max_size=3), st.sampled_from(["json", "html"]))
def test_any_question_to_a_list_is_answered(client: Any, path: str, asked: dict[str, str], form: str) -> None:
    answer = client.get(path, params={**asked, "format": form})
    assert answer.status_code in {200, 400}, (asked, answer.text)


@settings(max_examples=100)
@given(KINDS, ODD, st.sampled_from(["", ".ttl", ".html", ".json"]))
def test_any_name_of_a_thing_is_answered(client: Any, kind: str, name: str, suffix: str) -> None:
    answer = client.get(f"/{kind}/{quote(name, safe='')}{suffix}", follow_redirects=False)
    assert answer.status_code in {200, 307, 404}, (kind, name, answer.text)


@settings(max_examples=100)
@given(ODD, ODD, ODD)
def test_any_query_is_answered(client: Any, query: str, graph: str, form: str) -> None:
    asked = {"query": query, "default-graph-uri": graph, "format": form}
    for answer in (client.get("/sparql", params=asked), client.post("/sparql", data=asked)):
        assert answer.status_code in {200, 400, 403, 406}, (query, answer.text)


@settings(max_examples=100)
@given(
    st.binary(max_size=200),
    st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded"]),
)
def test_any_body_is_answered(client: Any, body: bytes, media_type: str) -> None:
    answer = client.post("/sparql", content=body, headers={"content-type": media_type})
    assert answer.status_code in {200, 400, 403}, answer.text


@settings(max_examples=100)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_any_accept_header_is_answered(client: Any, accept: str) -> None:
    for path in ("/claims", "/ns", "/sparql", "/nothing"):
        assert client.get(path, headers={"accept": accept}).status_code in {200, 404, 406}


def test_an_empty_year_is_no_year(client: Any) -> None:
    assert client.get("/search", params={"year": ""}).status_code == 200
    assert client.get("/search", params={"year": "19x4"}).status_code == 400


@given(ODD)
def test_any_name_may_be_asked_for_decisions(client: Any, about: str) -> None:
    answer = client.get("/decisions", params={"about": about, "format": "json"})
    assert answer.status_code in {200, 400}, (about, answer.text)


def test_the_description_of_the_api_points_nowhere_outside(client: Any) -> None:
    description = client.get("/openapi.json").json()
    for path in re.findall(r'"\$ref": ?"([^"]+)"', json.dumps(description)):
        node = description
        for part in path.removeprefix("#/").split("/"):
            assert part in node, path
            node = node[part]


@given(ODD.filter(bool))
def test_any_name_may_be_given_for_what_is_decided(client: Any, name: str) -> None:
    wish = {"decision": "split", "by": "Nell", "claims": [name], "other": name[:100]}
    party = client.get("/parties?format=json").json()["items"][0]["id"]
    answer = client.post(f"/parties/{party}/decisions", json=wish, headers={"authorization": "Bearer good"})
    assert answer.status_code in {400, 404, 422}, (name, answer.text)


ADMIN = {"authorization": "Bearer good"}
STATEMENTS = st.sampled_from(
    [
        "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://x/> INTO GRAPH <a:g>",
        "DROP ALL",
        "COPY <a:g> TO <a:h>",
        "INSERT { GRAPH ?s { ?s ?p ?o } } WHERE { GRAPH <a:g> { ?s ?p ?o } }",
        ";",
        "{",
        "}",
        "PREFIX a: <b>",
        "BASE <rel>",
        "GRAPH",
        "WITH",
        "USING <a:g>",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(STATEMENTS, ODD), max_size=4), ODD)
def test_any_update_is_answered(fresh: Any, parts: list[str], graph: str) -> None:
    asked = {"update": " ".join(parts), "using-graph-uri": graph}
    for form in (asked, {"update": asked["update"]}):
        answer = fresh.post("/sparql", data=form, headers=ADMIN)
        assert answer.status_code in {204, 400, 403, 409, 422}, (form, answer.text)


@settings(max_examples=100)
@given(
    st.sampled_from(["GET", "PUT", "POST", "DELETE"]),
    ODD,
    st.sampled_from(["text/turtle", "application/ld+json", "multipart/form-data; boundary=x", "text/csv"]),
    st.binary(max_size=60),
)
def test_any_request_to_the_graph_store_is_answered(
    fresh: Any, method: str, graph: str, media_type: str, body: bytes
) -> None:
    headers = {**ADMIN, "content-type": media_type}
    for address in (f"?graph={quote(graph)}", f"/{quote(graph)}", ""):
        answer = fresh.request(method, f"/rdf-graph-store{address}", content=body, headers=headers)
        assert answer.status_code in {200, 201, 204, 400, 403, 404, 405, 415, 422}, (address, answer.text)
