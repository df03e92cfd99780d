"""What only a real connection shows: broken transfers, early leavers, long addresses."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from door_world import make_world, served
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from app.errors import QueryTimeout
from app.store.base import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.base import Question

ASK = "ASK { ?s ?p ?o }"


@dataclass
class Endless:
    """Gives rows for ever, or fails after some; tells when it was let go."""

    failing: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)

    def ask(self, question: Question) -> Answer:
        return Answer(media_type=question.accept, chunks=self._rows())

    def _rows(self) -> Iterator[bytes]:
        try:
            for number in range(1_000_000):
                if self.failing and number == 3:
                    message = "stopped at the limit"
                    raise QueryTimeout(message)
                yield b"x" * 100_000
        finally:
            self.let_go.set()

    def close(self) -> None:
        pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_query_that_fails_late_breaks_the_transfer() -> None:
    public = Endless(failing=True)
    with (
        served(replace(make_world(), public=public)) as address,
        httpx.stream("GET", f"{address}/sparql", params={"query": ASK}) as answer,
    ):
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()
    assert public.let_go.is_set()


def test_a_query_whose_reader_leaves_is_let_go() -> None:
    public = Endless()
    with served(replace(make_world(), public=public)) as address:
        with httpx.stream("GET", f"{address}/sparql", params={"query": ASK}) as answer:
            assert next(answer.iter_bytes())
        assert public.let_go.wait(timeout=10)


def test_an_address_of_60_kb_and_a_head_request_are_answered() -> None:
    with served(make_world()) as address:
        query: dict[str, Any] = {"query": f"{ASK} #{'x' * 60_000}"}
        assert httpx.get(f"{address}/sparql", params=query).json()["boolean"] is True
        head = httpx.head(f"{address}/claims")
        assert head.headers["content-type"] == "application/json"
        assert int(head.headers["content-length"]) > 100


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_sparql_client_of_rdflib_is_understood(method: str) -> None:
    with served(make_world()) as address:
        client = Graph(SPARQLStore(f"{address}/sparql", method=method))
        names = {str(row[0]) for row in client.query("SELECT ?n WHERE { ?p <http://schema.org/name> ?n }")}
        assert "Ada Quill" in names
        assert client.query("ASK { ?s ?p ?o }").askAnswer is True
        assert len(client.query("CONSTRUCT { ?p a ?c } WHERE { ?p a ?c ; <http://schema.org/name> ?n }")) > 4


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", None])
def test_a_linked_data_client_reads_a_thing_by_its_address(form: str | None) -> None:
    with served(make_world()) as address:
        claim = httpx.get(f"{address}/claims").json()["items"][0]
        graph = Graph().parse(f"{address}/claim/{claim['id']}", format=form)
    texts = graph.objects(URIRef(claim["iri"]), URIRef("http://schema.org/text"))
    assert [str(text) for text in texts] == [claim["text"]]
