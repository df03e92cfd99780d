"""A store that was damaged by one triple is found out, and the finding says what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from strategies import articles, taken_at
from world import BASE, FIRE, NOW, OTHER, make_service

from app.archive.check import misnamed
from app.domain.identity import article_id, party_id, place_id
from app.rdf.vocabulary import PREFIXES, SCHEMA, WS
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.service import Service

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def swap(old: str, new: str) -> str:
    """Write an update that puts `new` in the place of the first `old`, in whatever graph it stands."""
    return (
        f"DELETE {{ GRAPH ?g {{ {old} }} }} INSERT {{ GRAPH ?g {{ {new} }} }} "
        f"WHERE {{ {{ SELECT * {{ GRAPH ?g {{ {old} }} }} ORDER BY ?s ?o LIMIT 1 }} }}"
    )


DAMAGES = {
    "a word of the text is another": (
        """DELETE { GRAPH ?g { ?t schema:articleBody ?b } } INSERT { GRAPH ?g { ?t schema:articleBody ?n } }
        WHERE { GRAPH ?g { ?t schema:articleBody ?b } BIND(REPLACE(?b, 'burned', 'barned') AS ?n) }""",
        "but there the text says 'exactly 10 houses barned",
    ),
    "a passage begins elsewhere": (swap("?s oa:start ?o", "?s oa:start 3"), "but there the text says"),
    "a passage begins behind the text": (
        swap("?s oa:start ?o", "?s oa:start 99999"),
        "must begin at one character number, and before it ends",
    ),
    "a passage begins at a word": (swap("?s oa:start ?o", "?s oa:start 'x'"), "begins at 'x' and ends at"),
    "a quote has other words": (
        swap("?s oa:exact ?o", "?s oa:exact 'no such words'"),
        "'no such words', but",
    ),
    "a passage lost its text": (swap("?s oa:hasSource ?o", ""), "does not say in which one text"),
    "a triple stands in two graphs": (
        "INSERT { GRAPH <urn:copy> { ?s ws:stance ?o } } WHERE { GRAPH ?g { ?s ws:stance ?o } }",
        "stored in two graphs: http://test.example/claim/",
    ),
    "a claim is gone": (
        """DELETE { GRAPH ?g { ?c ?p ?o } } WHERE {
        { SELECT * { GRAPH ?g { ?c ws:claimedBy ?x } } ORDER BY ?c LIMIT 1 } GRAPH ?g { ?c ?p ?o } }""",
        "is not as it was stored (its digest differs)",
    ),
    "a claim is one no more": (swap("?s a ws:Claim", ""), "is not marked as a claim"),
    "a claim is of another party": (
        swap("?s ws:claimedBy ?o", "?s ws:claimedBy <http://test.example/party/nobody>"),
        "names one party with ws:claimedBy and another",
    ),
    "a claim lost its stance": (swap("?s ws:stance ?o", ""), "does not say what its party does"),
    "a claim has a stance that is none": (
        swap("?s ws:stance ?o", "?s ws:stance ws:stance-maybe"),
        "cannot be read back ('maybe' is not a valid Stance)",
    ),
    "a figure lost its place in the text": (
        swap("?s a schema:QuantitativeValue . ?s ws:passage ?o", "?s a schema:QuantitativeValue"),
        "does not say where in the article it stands",
    ),
    "a figure is a word": (
        swap(
            "?s a schema:QuantitativeValue ; schema:minValue ?o",
            "?s a schema:QuantitativeValue ; schema:minValue 'many'",
        ),
        "must be one number",
    ),
    "the highest figure of a dispute is another": (
        swap("?s a ws:Dispute ; schema:maxValue ?o", "?s a ws:Dispute ; schema:maxValue 7"),
        "the disputes and propositions of its claims are not those",
    ),
    "a dispute is gone": (
        swap("?s a ws:Dispute ; ?p ?o", ""),
        "the disputes and propositions of its claims are not those",
    ),
    "a dispute holds a claim that is not there": (
        swap("?s a ws:Dispute", "?s a ws:Dispute ; ws:expressedBy <urn:nobody>"),
        "holds a claim that is not there",
    ),
    "a claim copies another, which it does not": (
        """INSERT { GRAPH ?t { <urn:tie> a ws:Copy ; ws:between ?one , ?two ;
            ws:earlierClaim ?one ; ws:laterClaim ?two } }
        WHERE { GRAPH ?g { ?c ws:first ?one ; ws:second ?two }
            BIND(IRI(REPLACE(STR(?g), 'conflicts', 'ties')) AS ?t) }""",
        "what its claims copy, renew or corroborate is not what the rules give",
    ),
    "a tie is with a claim that is not there": (
        """INSERT { GRAPH ?t { <urn:tie> ws:between <urn:nobody> } }
        WHERE { GRAPH ?g { ?c ws:first ?one } BIND(IRI(REPLACE(STR(?g), 'conflicts', 'ties')) AS ?t) }""",
        "is a tie of a claim that is not there",
    ),
    "a day is a word": (swap("?s ws:earliest ?o", "?s ws:earliest 'soon'"), "'soon'"),
    "a party lost its name": (
        swap("?s a schema:Person ; schema:name ?o", "?s a schema:Person"),
        "has no name",
    ),
    "a party has another name": (
        swap("?s a schema:Person ; schema:name ?o", "?s a schema:Person ; schema:name 'Bo Lee'"),
        "is not named 'Bo Lee'",
    ),
    "a place has another number": (
        swap("?s schema:sameAs ?o", "?s schema:sameAs <https://sws.geonames.org/99/>"),
        "place/",
    ),
    "a place lies in itself": (
        "INSERT { GRAPH ?g { ?s schema:containedInPlace ?s } } WHERE { GRAPH ?g { ?s a schema:Place } }",
        "cannot be read back",
    ),
    "a frame is lost": (swap("?s ws:frame ?o", ""), "the frames of its claims are not those"),
    "a frame is new": (
        swap("?s ws:frame ?o", "?s ws:frame 'x' . ?s ws:frame ?o"),
        "the frames of its claims",
    ),
    "a conflict says something else": (
        swap("?s ws:explanation ?o", "?s ws:explanation 'Because.'@en"),
        "the conflicts of its claims are not those",
    ),
    "a sheet has another headline": (
        swap("?s a schema:NewsArticle ; schema:headline ?o", "?s a schema:NewsArticle ; schema:headline 'x'"),
        "the sheet of the article is not what its current version says",
    ),
    "a sheet names no version": (
        swap("?s ws:currentVersion ?o", ""),
        "names none of its versions as current",
    ),
    "a sheet names a version of no article": (
        swap("?s ws:currentVersion ?o", "?s ws:currentVersion <http://test.example/text/none>"),
        "names none of its versions as current",
    ),
    "a digest is lost": (swap("?s ws:graphDigest ?o", ""), "its digest differs"),
    "a version belongs to no article": (swap("?s prov:specializationOf ?o", ""), "belongs to no article"),
    "a version is gone": (
        """DELETE { GRAPH ?g { ?a ?b ?c } } WHERE {
        { SELECT ?g { GRAPH ?g { ?t a ws:TextVersion } } ORDER BY ?g LIMIT 1 } GRAPH ?g { ?a ?b ?c } }""",
        "is gone, or belongs to no article",
    ),
}


def filled(store: EmbeddedStore) -> Service:
    service = make_service(store)
    for article in (FIRE, OTHER):
        service.ingest(article, now=NOW)
    return service


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found_and_named(damage: str, said: str) -> None:
    store = EmbeddedStore(None)
    service = filled(store)
    before = sorted(b"".join(store.dump()).splitlines())
    store.update(PROLOGUE + damage)
    assert sorted(b"".join(store.dump()).splitlines()) != before
    findings = service.check().findings
    assert any(said in finding for finding in findings), findings


@settings(max_examples=25)
@given(taken=st.lists(articles(), min_size=1, max_size=2), which=st.integers(0, 10_000))
def test_any_triple_that_a_version_lost_is_found(taken: list[Article], which: int) -> None:
    store = EmbeddedStore(None)
    service = make_service(store)
    for article in taken:
        service.ingest(article, now=taken_at(article))
    lines = sorted(line for line in b"".join(store.dump()).decode().splitlines() if "/graph/article/" in line)
    line = lines[which % len(lines)]
    triple, _, graph = line.removesuffix(" .").rpartition(" ")
    store.update(f"DELETE DATA {{ GRAPH {graph} {{ {triple} }} }}")
    assert service.check().findings


def test_an_older_version_is_not_held_against_the_sheet() -> None:
    service = make_service()
    service.ingest(FIRE, now=NOW)
    changed = replace(FIRE, text="The mayor said exactly 11 houses burned in Zenda.\n", headline="Another")
    service.ingest(changed, now=NOW + timedelta(hours=1))
    found = service.check()
    assert (found.graphs, found.findings) == (2, ())
    assert service.archive.article(article_id(FIRE)).headline == "Another"


def test_an_empty_store_is_sound_and_says_that_it_is_empty() -> None:
    found = make_service().check()
    assert (found.graphs, found.passages, found.quads, found.findings) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("kind", "ident", "named", "found"),
    [
        (SCHEMA.Person, party_id("person", "Ann Lee"), "Ann Lee", 0),
        (SCHEMA.Person, party_id("organization", "Ann Lee"), "Ann Lee", 1),
        (SCHEMA.Organization, party_id("organization", "Port"), "Port", 0),
        (WS.UnnamedParty, "anything", "two officials", 0),
        (SCHEMA.Place, place_id("Orle"), "Orle", 0),
        (SCHEMA.Place, place_id("Orle", 7), "Orle", 1),
    ],
)
def test_an_id_that_the_name_does_not_make_is_found(kind: URIRef, ident: str, named: str, found: int) -> None:
    graph = Graph()
    thing = BASE.iri("place" if kind == SCHEMA.Place else "party", ident)
    graph.add((thing, RDF.type, kind))
    graph.add((thing, SCHEMA.name, Literal(named)))
    assert len(list(misnamed(graph))) == found


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (["https://sws.geonames.org/7/"], 0),
        (["https://elsewhere.example/7", "https://sws.geonames.org/7"], 0),
        (["https://sws.geonames.org/seven/"], 1),
        (["https://elsewhere.example/7"], 1),
    ],
)
def test_a_place_is_named_by_its_number_in_geonames(others: list[str], found: int) -> None:
    graph = Graph()
    place = BASE.iri("place", place_id("Orle", 7))
    graph.add((place, RDF.type, SCHEMA.Place))
    graph.add((place, SCHEMA.name, Literal("Orle")))
    for other in others:
        graph.add((place, SCHEMA.sameAs, URIRef(other)))
    assert len(list(misnamed(graph))) == found
