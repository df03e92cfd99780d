"""Changes of the record by hand: what still holds is taken, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from door_world import BASE, make_world
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.rdf.shapes import Shapes

ADMIN = {"authorization": "Bearer good"}
ROOT = Path(__file__).parent.parent.parent
PREFIXES = """
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <http://schema.org/>
PREFIX ws: <https://w3id.org/whosaid/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
"""
CURRENT = "GRAPH ?g { ?text a ws:TextVersion } ?article ws:currentVersion ?text ."


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(ROOT / "shapes")


@pytest.fixture
def world(shapes: Shapes) -> Any:
    made = make_world()
    return replace(made, service=replace(made.service, shapes=shapes))


@pytest.fixture
def client(world: Any, make_client: Any) -> Any:
    return make_client(world)


def send(client: Any, text: str) -> Any:
    return client.post("/sparql", data={"update": PREFIXES + text}, headers=ADMIN)


def rows(world: Any, text: str) -> bytes:
    answer: bytes = world.store.answer(PREFIXES + text, accept="text/csv")
    return answer


def test_a_headline_is_mended_with_its_sheet_its_digest_and_what_is_compared(client: Any, world: Any) -> None:
    assert world.service.check().findings == ()
    conflicts = world.archive.counts()["conflicts"]
    assert conflicts
    mended = send(
        client,
        "DELETE { GRAPH ?g { ?text schema:headline ?old } } "
        "INSERT { GRAPH ?g { ?text schema:headline 'Mended' } } "
        f"WHERE {{ {CURRENT} GRAPH ?g {{ ?text schema:headline ?old }} }}",
    )
    assert mended.status_code == 204, mended.text
    assert b"Mended" in rows(world, "SELECT ?h { ?a a schema:NewsArticle ; schema:headline ?h }")
    assert world.service.check().findings == ()
    assert world.archive.counts()["conflicts"] == conflicts


def test_a_figure_is_changed_and_the_conflict_that_rested_on_it_is_gone(client: Any, world: Any) -> None:
    before = world.archive.counts()["conflicts"]
    quiet = send(
        client,
        "DELETE { GRAPH ?g { ?q schema:value ?v ; schema:minValue ?min ; schema:maxValue ?max } } "
        "INSERT { GRAPH ?g { ?q schema:value 45.0 ; schema:minValue 41.0 ; schema:maxValue 50.0 } } "
        "WHERE { GRAPH ?g { ?q schema:value ?v ; schema:minValue ?min ; schema:maxValue ?max "
        "FILTER(?v = 25) } }",
    )
    assert quiet.status_code == 204, quiet.text
    assert world.service.check().findings == ()
    assert world.archive.counts()["conflicts"] == before - 1


def test_more_is_said_of_a_claim_in_its_own_graph(client: Any, world: Any) -> None:
    text = "INSERT { GRAPH ?g { ?c schema:about ?p } } WHERE { GRAPH ?g { ?c a ws:Claim ; ws:claimedBy ?p } }"
    answer = send(client, text)
    assert answer.status_code == 204, answer.text
    assert b"true" in world.store.answer(PREFIXES + "ASK { ?c ws:claimedBy ?p ; schema:about ?p }")
    assert world.service.check().findings == ()


def test_a_party_is_said_to_be_the_same_as_one_elsewhere(client: Any, world: Any) -> None:
    parties = f"{BASE}graph/parties"
    same = "<http://www.wikidata.org/entity/Q1>"
    text = f"WITH <{parties}> INSERT {{ ?p schema:sameAs {same} }} WHERE {{ ?p schema:name 'Ada Quill' }}"
    assert send(client, text).status_code == 204
    assert b"Q1" in rows(world, "SELECT ?o { ?s schema:sameAs ?o }")
    assert world.service.check().findings == ()
    text = f"WITH <{parties}> DELETE {{ ?p schema:sameAs ?o }} WHERE {{ ?p schema:sameAs ?o }}"
    assert send(client, text).status_code == 204
    assert world.service.check().findings == ()


PARTIES = f"WITH <{BASE}graph/parties>"
MAYOR = "WHERE { ?p schema:name 'Ada Quill' }"
BAD = {
    "a claim loses its party": (
        "DELETE { GRAPH ?g { ?c ws:claimedBy ?p } } WHERE { GRAPH ?g { ?c a ws:Claim ; ws:claimedBy ?p } }"
    ),
    "a quote is falsified": (
        "DELETE { GRAPH ?g { ?s oa:exact ?e } } INSERT { GRAPH ?g { ?s oa:exact 'never said' } } "
        "WHERE { GRAPH ?g { ?s oa:exact ?e } }"
    ),
    "a text is changed": (
        "DELETE { GRAPH ?g { ?t schema:articleBody ?b } } INSERT { GRAPH ?g { ?t schema:articleBody ?c } } "
        "WHERE { GRAPH ?g { ?t schema:articleBody ?b } BIND(CONCAT(?b, ' ') AS ?c) }"
    ),
    "a claim is taken away": (
        "DELETE { GRAPH ?g { ?c ?p ?o } } WHERE { GRAPH ?g { ?c a ws:Claim ; ?p ?o } }"
    ),
    "a party gets another name": (
        f"WITH <{BASE}graph/parties> DELETE {{ ?p schema:name ?n }} INSERT {{ ?p schema:name 'Eve' }} "
        "WHERE { ?p schema:name ?n . FILTER(?n = 'Ada Quill') }"
    ),
    "a party is taken away": (
        f"WITH <{BASE}graph/parties> DELETE {{ ?p ?q ?o }} WHERE {{ ?p schema:name 'Ada Quill' ; ?q ?o }}"
    ),
    "a thing is spoken of in the graph of another text": (
        "INSERT { GRAPH ?h { ?q schema:unitText 'huts' } } "
        "WHERE { GRAPH ?g { ?q a schema:QuantitativeValue } "
        "GRAPH ?h { ?t a ws:TextVersion } FILTER(?g != ?h) }"
    ),
    "a place stands among the parties": (
        f"INSERT {{ GRAPH <{BASE}graph/parties> {{ ?p schema:sameAs <http://x/> }} }} "
        f"WHERE {{ GRAPH <{BASE}graph/places> {{ ?p a schema:Place }} }}"
    ),
    "a note speaks in the words of the record": (
        "INSERT { GRAPH <a:notes> { ?c schema:about <a:x> } } WHERE { GRAPH ?g { ?c a ws:Claim } }"
    ),
    "a claim cannot be read any more": (
        "INSERT { GRAPH ?g { ?c schema:contentLocation 'Marrow Bay' } } "
        "WHERE { GRAPH ?g { ?c a ws:Claim FILTER NOT EXISTS { ?c schema:contentLocation ?l } } }"
    ),
    "a party acts for somebody": (f"{PARTIES} INSERT {{ ?p prov:actedOnBehalfOf ?p }} {MAYOR}"),
    "a party is said something that is never said": (
        f"{PARTIES} INSERT {{ ?p schema:url <http://x/> }} {MAYOR}"
    ),
    "a stranger stands among the parties": (
        f"INSERT DATA {{ GRAPH <{BASE}graph/parties> {{ <a:s> schema:name 'Eve' }} }}"
    ),
    "a node has no name": ("INSERT { GRAPH ?g { ?c schema:about [] } } WHERE { GRAPH ?g { ?c a ws:Claim } }"),
    "a text is dropped": (
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?t a ws:TextVersion . ?s ?p ?o } }"
    ),
    "a text is made up": (
        f"INSERT DATA {{ GRAPH <{BASE}graph/article/abc/{'0' * 64}> "
        f"{{ <{BASE}text/abc> a ws:TextVersion }} }}"
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_would_not_hold_any_more_is_refused_and_nothing_changes(
    client: Any, world: Any, name: str
) -> None:
    before = sorted(b"".join(world.store.dump()).splitlines())
    answer = send(client, BAD[name])
    assert answer.status_code in {403, 422}, answer.text
    assert answer.json()["type"] in {"/problems#guarded", "/problems#rejected"}
    assert sorted(b"".join(world.store.dump()).splitlines()) == before


def test_a_text_that_is_put_back_as_it_is_stays_as_it_is(client: Any, world: Any) -> None:
    (version, *_) = world.ledger.version_graphs()
    turtle = client.get("/rdf-graph-store", params={"graph": version}).content
    before = sorted(b"".join(world.store.dump()).splitlines())
    put = client.put(
        "/rdf-graph-store",
        params={"graph": version},
        content=turtle,
        headers={**ADMIN, "content-type": "text/turtle"},
    )
    assert put.status_code == 204
    assert sorted(b"".join(world.store.dump()).splitlines()) == before
    assert client.delete("/rdf-graph-store", params={"graph": version}, headers=ADMIN).status_code == 403


@pytest.fixture(scope="module")
def written(shapes: Shapes, make_client: Any) -> Any:
    """Give one world for many writes, and what it held at first."""
    made = make_world()
    world = replace(made, service=replace(made.service, shapes=shapes))
    quads = sorted(b"".join(world.store.dump()).decode().splitlines())
    return make_client(world), world, [re.fullmatch(r"(\S+) (\S+) (.*) (<\S+>) \.", one) for one in quads]


@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(data=st.data())
def test_whatever_is_taken_leaves_nothing_for_the_check_to_find(written: Any, data: st.DataObject) -> None:
    client, world, quads = written
    one, other, third = (data.draw(st.sampled_from(quads)) for _ in range(3))
    own = data.draw(st.booleans())
    graph = other[4] if own else data.draw(st.sampled_from(["<a:notes>", one[4]]))
    added = f"INSERT DATA {{ GRAPH {graph} {{ {one[1]} {other[2]} {third[3]} }} }}"
    gone = f"DELETE DATA {{ GRAPH {one[4]} {{ {one[1]} {one[2]} {one[3]} }} }}"
    text = data.draw(st.sampled_from([added, gone, f"{gone} ; {added}"]))
    answer = send(client, text)
    assert answer.status_code in {204, 403, 422}, answer.text
    if answer.status_code == 204:
        assert world.service.check().findings == (), text
