from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NoReturn

import pytest
from rdflib import Graph, Literal, URIRef
from strategies import TemplateExtractor
from world import BASE, ELSEWHERE, FIRE, NOW, OTHER, filled_service, make_service

from app.archive.derived import Comparer
from app.domain.identity import article_id
from app.domain.report import Outcome
from app.domain.view import ClaimFilter, ConflictFilter
from app.errors import InputError, Malformed, NotFound, Rejected
from app.rdf.sparql import bind
from app.service import read_payload, refusal_of
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.domain.claim import Extraction


class LyingExtractor(TemplateExtractor):
    """Says of every second claim what does not stand in the text."""

    def extract(self, article: Article) -> Extraction:
        extraction = super().extract(article)
        claims = [
            replace(claim, text="a lie") if number % 2 else claim
            for number, claim in enumerate(extraction.claims)
        ]
        return replace(extraction, claims=tuple(claims))


def test_the_receipt_tells_what_was_done() -> None:
    service = make_service()
    receipt = service.ingest(FIRE, now=NOW)
    assert (receipt.outcome, receipt.claims, receipt.conflicts) == (Outcome.STORED, 2, 0)
    assert receipt.article_iri == BASE.iri("article", article_id(FIRE))
    assert service.ingest(OTHER, now=NOW).conflicts == 1
    assert service.ingest(OTHER, now=NOW).outcome is Outcome.KNOWN


def test_a_changed_text_is_a_new_version() -> None:
    service = make_service()
    service.ingest(FIRE, now=NOW)
    changed = replace(FIRE, text=FIRE.text + "More.\n")
    assert service.ingest(changed, now=NOW).outcome is Outcome.NEW_VERSION


def test_what_is_not_in_the_text_is_quarantined_and_the_rest_goes_on() -> None:
    service = make_service(extractor=LyingExtractor())
    receipt = service.ingest(FIRE, now=NOW)
    assert receipt.claims == 1
    assert "'a lie'" in receipt.refused[0]
    (refusal,) = service.archive.quarantine().items
    assert refusal.reason.startswith("claim left out: the claim says 'a lie'")
    assert json.loads(refusal.payload)["claim"] == "a lie"
    assert "a lie" not in [claim.text for claim in service.archive.claims(ClaimFilter()).items]


def test_an_article_that_does_not_conform_is_quarantined_whole() -> None:
    service = make_service()
    with pytest.raises(Rejected) as caught:
        service.ingest(replace(FIRE, headline=None), now=NOW)
    assert any("headline" in violation.message for violation in caught.value.report.violations)
    assert service.archive.counts()["claims"] == 0
    (refusal,) = service.archive.quarantine().items
    assert "headline" in refusal.reason
    assert service.archive.refusal(refusal.id) == refusal


def test_a_retry_lets_go_what_is_taken_in_now() -> None:
    service = make_service()
    service.ledger.quarantine(refusal_of(FIRE, "the shapes were wrong", now=NOW))
    (refusal,) = service.archive.quarantine().items
    assert service.retry(refusal.id, now=NOW).outcome is Outcome.STORED
    assert service.archive.quarantine().items == ()


def test_a_retry_of_what_is_known_keeps_the_reason() -> None:
    service = make_service(extractor=LyingExtractor())
    service.ingest(FIRE, now=NOW)
    (refusal,) = service.archive.quarantine().items
    assert service.retry(refusal.id, now=NOW).outcome is Outcome.KNOWN
    assert len(service.archive.quarantine().items) == 1


def test_a_retry_of_nothing_is_not_found() -> None:
    with pytest.raises(NotFound):
        make_service().retry("nothing", now=NOW)


def test_a_payload_gives_the_article_back() -> None:
    moment = replace(FIRE, published=datetime.fromisoformat("2021-07-09T10:00:00+02:00"))
    for article in (FIRE, moment, replace(FIRE, published=None)):
        assert read_payload(refusal_of(article, "", now=NOW).payload, origin="") == article


@pytest.mark.parametrize("payload", ["", "[]", "{}", '{"published": 1, "authors": []}'])
def test_a_payload_that_is_none_says_so(payload: str) -> None:
    with pytest.raises(Malformed, match="cannot be read back"):
        read_payload(payload, origin="x")


def test_a_batch_goes_on_after_what_cannot_be_read() -> None:
    lines = '{"headline": "A", "text": "The mayor said exactly 1 houses burned in Zenda."}\n{broken\n'
    lines += '{"headline": "B", "text": "The mayor said exactly 2 houses burned in Zenda."}\n'
    data = lines.encode()
    results = list(
        make_service().ingest_all(data, now=NOW, media_type="application/x-ndjson", origin="batch.jsonl")
    )
    assert len(results) == 3
    assert isinstance(results[1], InputError)
    assert "batch.jsonl" in str(results[1])
    assert getattr(results[0], "claims", None) == getattr(results[2], "claims", None) == 1


def test_what_a_crash_left_uncompared_is_compared_later() -> None:
    service = make_service()
    service.ingest(FIRE, now=NOW)
    before = service.archive.conflicts(ConflictFilter()).items
    crashed = replace(service, comparer=Comparer(relate=_crash, compare=_crash))
    with pytest.raises(RuntimeError, match="power cut"):
        crashed.ingest(OTHER, now=NOW)
    assert before == service.archive.conflicts(ConflictFilter()).items == ()
    assert service.archive.counts()["pending"] == 1
    assert service.compare_touched() == 1
    assert len(service.archive.conflicts(ConflictFilter()).items) == 1
    assert service.archive.counts()["pending"] == 0


def _crash(*_: object) -> NoReturn:
    message = "power cut"
    raise RuntimeError(message)


def test_a_conflict_is_not_kept_when_one_of_its_claims_is_gone() -> None:
    service = make_service()
    for article in (FIRE, OTHER):
        service.ingest(article, now=NOW)
    (version,) = service.ledger.version_graphs(article_id(OTHER))
    plan = service.ledger.plan(version, service.comparer)
    assert len(plan.conflicts) == 1
    service.retract(article_id(FIRE))
    for update in service.ledger.derived.updates(replace(plan, groups=Graph())):
        service.ledger._store.update(update)
    assert service.archive.counts()["conflicts"] == 0


def test_retracting_nothing_does_nothing() -> None:
    assert make_service().retract("nothing") == 0


def test_rebuild_names_each_version() -> None:
    service = filled_service()
    assert len(list(service.rebuild(now=NOW))) == 3


def test_rebuild_gives_keywords_to_what_was_taken_in_before_there_were_any() -> None:
    old, new = EmbeddedStore(None), EmbeddedStore(None)
    service = replace(make_service(old), keywords=lambda _headline, _text: ())
    for article in (FIRE, OTHER, ELSEWHERE):
        service.ingest(article, now=NOW)
        make_service(new).ingest(article, now=NOW)
    assert sorted(b"".join(old.dump()).splitlines()) != sorted(b"".join(new.dump()).splitlines())
    for _ in range(2):
        list(make_service(old).rebuild(now=NOW))
        assert sorted(b"".join(old.dump()).splitlines()) == sorted(b"".join(new.dump()).splitlines())
    assert make_service(old).check().findings == ()


def test_a_sound_store_has_no_findings() -> None:
    found = filled_service().check()
    assert found.findings == ()
    assert found.graphs == 3
    assert found.passages > 10
    assert found.quads > 100


DAMAGES = {
    "a passage moved by one": "DELETE { GRAPH ?g { ?s oa:start ?n } } INSERT { GRAPH ?g { ?s oa:start ?m } } "
    "WHERE { { SELECT * { GRAPH ?g { ?s oa:start ?n } } ORDER BY ?s LIMIT 1 } BIND(?n + 1 AS ?m) }",
    "a claim without its party": "DELETE { GRAPH ?g { ?c ws:claimedBy ?p } } "
    "WHERE { { SELECT * { GRAPH ?g { ?c ws:claimedBy ?p } } ORDER BY ?c LIMIT 1 } }",
    "a topic lost": "DELETE { GRAPH ?g { ?c schema:about ?p } } "
    "WHERE { { SELECT * { GRAPH ?g { ?c schema:about ?p } } ORDER BY ?c LIMIT 1 } }",
    "a word of the text changed": "DELETE { GRAPH ?g { ?t schema:articleBody ?b } } "
    "INSERT { GRAPH ?g { ?t schema:articleBody ?new } } "
    "WHERE { { SELECT * { GRAPH ?g { ?t schema:articleBody ?b } } ORDER BY ?t LIMIT 1 } "
    "BIND(REPLACE(?b, 'burned', 'burnt!') AS ?new) }",
    "a frame lost": "DELETE { GRAPH ?g { ?c ws:frame ?f } } "
    "WHERE { { SELECT * { GRAPH ?g { ?c ws:frame ?f } } ORDER BY ?c ?f LIMIT 1 } }",
    "a conflict lost": "DELETE { GRAPH ?g { ?c ws:between ?x } } WHERE { GRAPH ?g { ?c ws:between ?x } }",
    "a triple stored twice": "INSERT { GRAPH <urn:copy> { ?c ws:frame ?f } } "
    "WHERE { { SELECT * { GRAPH ?g { ?c ws:frame ?f } } ORDER BY ?c ?f LIMIT 1 } }",
    "a party without its name": "DELETE { GRAPH ?g { ?p schema:name ?n } } "
    "WHERE { { SELECT * { GRAPH ?g { ?p schema:name ?n ; a schema:Person } } ORDER BY ?p LIMIT 1 } }",
    "an article's sheet without its version": "DELETE { GRAPH ?g { ?a ws:currentVersion ?t } } "
    "WHERE { { SELECT * { GRAPH ?g { ?a ws:currentVersion ?t } } ORDER BY ?a LIMIT 1 } }",
}
PREFIXES = (
    "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <http://schema.org/> "
    "PREFIX ws: <https://w3id.org/whosaid/ns#> "
)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_store_damaged_by_one_triple_has_findings(damage: str) -> None:
    store = EmbeddedStore(None)
    service = make_service(store)
    for article in (FIRE, OTHER):
        service.ingest(article, now=NOW)
    assert service.check().findings == ()
    store.update(PREFIXES + damage)
    assert service.check().findings


def test_a_time_of_arrival_later_than_the_rest_makes_the_current_version() -> None:
    service = make_service()
    changed = replace(FIRE, text="The mayor said exactly 11 houses burned in Zenda.\n")
    service.ingest(changed, now=NOW + timedelta(hours=1))
    service.ingest(FIRE, now=NOW)
    assert [one.text for one in service.archive.claims(ClaimFilter()).items] == [
        "exactly 11 houses burned in Zenda"
    ]


def test_a_bound_value_cannot_break_out_of_its_query() -> None:
    assert bind("ASK { $s ?p $o }", s=URIRef("urn:a"), o=Literal("} ; DROP ALL")) == (
        'ASK { <urn:a> ?p "} ; DROP ALL" }'
    )
