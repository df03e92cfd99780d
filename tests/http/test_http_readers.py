"""The endpoint over the real readers: processes of their own, on checkpoints of a store on disk."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from door_world import BASE, make_world, served

from app.rdf.refuse import refuse
from app.store.embedded import EmbeddedStore
from app.store.readers import ReaderLimits, Readers

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("readers")]
LIMITS = ReaderLimits(
    seconds=4.0,
    memory_bytes=1_000_000_000,
    rows=20_000,
    answer_bytes=50_000_000,
    readers=2,
    waiting=4,
    checkpoint_seconds=0.05,
)
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("readers")
    world = make_world(EmbeddedStore(folder / "store"))
    readers = Readers(world.store, folder / "checkpoints", LIMITS, refuse)
    with served(replace(world, public=readers)) as found:
        yield found
    readers.close()
    world.store.close()


def ask(address: str, query: str, **more: Any) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query, **more}, timeout=30)


def test_an_answer_comes_from_a_reader(address: str) -> None:
    answer = ask(address, "SELECT ?h WHERE { ?a <http://schema.org/headline> ?h } LIMIT 1")
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"]
    assert float(answer.headers["whosaid-state-age"]) >= 0


def test_a_graph_can_be_named_as_the_default_one(address: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <http://schema.org/Person> }"
    here = ask(address, count, **{"default-graph-uri": f"{BASE}graph/parties"}).json()
    elsewhere = ask(address, count, **{"default-graph-uri": f"{BASE}graph/places"}).json()
    numbers = [one["results"]["bindings"][0]["n"]["value"] for one in (here, elsewhere)]
    assert numbers == ["1", "0"]


def test_a_query_without_end_is_stopped_and_others_do_not_wait_for_it(address: str) -> None:
    answers: list[httpx.Response] = []
    endless = threading.Thread(target=lambda: answers.append(ask(address, ENDLESS)))
    endless.start()
    time.sleep(0.3)
    assert httpx.get(f"{address}/claims").status_code == 200
    assert ask(address, "ASK { ?s ?p ?o }").json()["boolean"] is True
    assert endless.is_alive()
    endless.join()
    assert (answers[0].status_code, answers[0].json()["type"]) == (504, "/problems#query-timeout")


def test_too_many_rows_are_an_error_or_a_broken_transfer_never_a_short_answer(address: str) -> None:
    try:
        answer = ask(address, MANY)
    except httpx.RemoteProtocolError:
        return  # rows were on their way already
    assert (answer.status_code, answer.json()["type"]) in {
        (507, "/problems#query-too-large"),
        (504, "/problems#query-timeout"),
    }


def test_more_askers_than_may_wait_are_told_to_come_back(address: str) -> None:
    answers: list[httpx.Response] = []
    askers = [threading.Thread(target=lambda: answers.append(ask(address, ENDLESS))) for _ in range(10)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    busy = [answer for answer in answers if answer.status_code == 503]
    assert len(answers) == 10
    assert busy
    assert all(answer.headers["retry-after"] == "1" for answer in busy)
    assert {answer.status_code for answer in answers} <= {503, 504}


@pytest.mark.parametrize("name", ["", "nonsense", "a b", "http://[", "http://example.org/\u0000"])
@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_has_no_iri_is_the_askers_mistake(address: str, parameter: str, name: str) -> None:
    answer = ask(address, "ASK { ?s ?p ?o }", **{parameter: name})
    assert answer.status_code == 400
    assert "no absolute IRI" in answer.json()["detail"]


def test_a_host_that_is_none_is_no_base(address: str) -> None:
    url = f"{address}/sparql"
    answer = httpx.get(url, params={"query": "ASK { ?s ?p ?o }"}, headers={"host": "a b"}, timeout=30)
    assert answer.status_code == 200
