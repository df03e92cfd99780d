"""Clients that nobody here wrote, against a live service: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from door_world import BASE, make_world, served
from rdflib import RDF, Graph, Namespace
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from app.rdf.refuse import refuse
from app.store.embedded import EmbeddedStore
from app.store.readers import ReaderLimits, Readers

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("readers")]
SCHEMA = Namespace("http://schema.org/")
HEADLINES = "SELECT ?headline WHERE { ?article <http://schema.org/headline> ?headline }"
HEADLINE = "Fire takes houses in Marrow Bay as officials argue over the alarm"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t . FILTER(?t = <http://schema.org/NewsArticle>) }"
CURL = shutil.which("curl") or ""
needs_curl = pytest.mark.skipif(not CURL, reason="curl is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clients")
    world = make_world(EmbeddedStore(folder / "store"))
    readers = Readers(world.store, folder / "checkpoints", ReaderLimits(), refuse)
    with served(replace(world, public=readers)) as found:
        yield found
    readers.close()
    world.store.close()


def wrapper(address: str, query: str, form: str, *, method: str = "GET") -> SPARQLWrapper:
    made = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    made.setQuery(query)
    made.setMethod(method)
    return made


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_rows_as_json(address: str, method: str) -> None:
    found = wrapper(address, HEADLINES, JSON, method=method).queryAndConvert()
    assert {row["headline"]["value"] for row in found["results"]["bindings"]} == {HEADLINE}


@pytest.mark.parametrize("method", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_posts_in_both_ways(address: str, method: str) -> None:
    client = wrapper(address, HEADLINES, JSON, method=POST)
    client.setRequestMethod(method)
    assert client.queryAndConvert()["results"]["bindings"]


def test_sparqlwrapper_reads_rows_in_every_other_form(address: str) -> None:
    assert HEADLINE in wrapper(address, HEADLINES, XML).queryAndConvert().toxml()
    for form in (CSV, TSV):
        assert HEADLINE in wrapper(address, HEADLINES, form).queryAndConvert().decode()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # that SPARQLWrapper still makes one
@pytest.mark.parametrize("form", [XML, RDFXML, JSONLD])
def test_sparqlwrapper_reads_graphs(address: str, form: str) -> None:
    found = wrapper(address, CONSTRUCT, form).queryAndConvert()
    assert isinstance(found, Graph)
    assert list(found.subjects(RDF.type, SCHEMA.NewsArticle))


@pytest.mark.parametrize("form", [TURTLE, N3])
def test_sparqlwrapper_takes_turtle(address: str, form: str) -> None:
    found = Graph().parse(data=wrapper(address, CONSTRUCT, form).queryAndConvert(), format="turtle")
    assert list(found.subjects(RDF.type, SCHEMA.NewsArticle))


def test_sparqlwrapper_reads_a_truth(address: str) -> None:
    assert wrapper(address, "ASK { ?s ?p ?o }", JSON).queryAndConvert()["boolean"] is True


def test_sparqlwrapper_names_graphs(address: str) -> None:
    client = wrapper(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", JSON)
    client.addDefaultGraph(f"{BASE}graph/nothing")
    assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "0"


def test_sparqlwrapper_understands_a_syntax_error(address: str) -> None:
    with pytest.raises(QueryBadFormed, match="line"):
        wrapper(address, "SELECT * WHERE {", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_queries_us_as_a_store(address: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql", method=method, returnFormat="xml"))
    assert {str(headline) for (headline,) in graph.query(HEADLINES)} == {HEADLINE}
    assert bool(graph.query("ASK { ?s ?p ?o }").askAnswer)
    built = graph.query(CONSTRUCT).graph
    assert built is not None
    assert len(built) == 1


def test_rdflib_reads_triples_from_us_as_from_any_graph(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    article = graph.value(None, RDF.type, SCHEMA.NewsArticle)
    assert str(graph.value(article, SCHEMA.headline)) == HEADLINE
    assert (article, RDF.type, SCHEMA.NewsArticle) in graph
    assert len(list(graph.objects(article, SCHEMA.publisher))) == 1


def curl(*arguments: str) -> tuple[str, dict[str, str]]:
    """Ask as from a shell; give the body and the headers."""
    done = subprocess.run(
        [CURL, "--silent", "--show-error", "--dump-header", "/dev/stderr", *arguments],
        capture_output=True,
        check=True,
        timeout=60,
    )
    lines = [line.partition(":") for line in done.stderr.decode().splitlines()[1:] if ":" in line]
    return done.stdout.decode(), {name.lower(): value.strip() for name, _, value in lines}


@needs_curl
def test_curl_asks_as_the_documentation_shows(address: str) -> None:
    body, headers = curl(f"{address}/sparql", "--data-urlencode", f"query={HEADLINES}")
    assert json.loads(body)["results"]["bindings"][0]["headline"]["value"] == HEADLINE
    assert headers["content-type"] == "application/sparql-results+json"
    assert headers["vary"] == "Accept, Accept-Encoding, Origin"


@needs_curl
@pytest.mark.parametrize("length", [16_000, 64_000])
def test_curl_gets_an_answer_to_a_long_query_in_the_address(address: str, length: int) -> None:
    query = "ASK { ?s ?p ?o }"
    padded = query + " #" + "x" * (length - len(query))
    body, _ = curl("--get", f"{address}/sparql", "--data-urlencode", f"query={padded}")
    assert json.loads(body)["boolean"] is True


@needs_curl
@pytest.mark.parametrize("length", [66_000, 120_000])
def test_curl_is_told_that_an_address_is_too_long(address: str, length: int) -> None:
    body, headers = curl(f"{address}/sparql?query=ASK%7B%7D%23" + "x" * length)
    problem = json.loads(body)
    assert (problem["status"], problem["type"]) == (414, "/problems#address-too-long")
    assert headers["content-type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"


@needs_curl
def test_curl_gets_304_packed_and_head(address: str) -> None:
    asked = ["--get", f"{address}/sparql", "--data-urlencode", f"query={HEADLINES} LIMIT 7"]
    whole, headers = curl(*asked)
    body, again = curl(*asked, "--header", f"If-None-Match: {headers['etag']}")
    assert (body, again["etag"]) == ("", headers["etag"])
    _, head = curl("--head", *asked)
    assert head["content-length"] == str(len(whole))
    long = ["--get", f"{address}/sparql", "--data-urlencode", "query=SELECT * { ?s ?p ?o }"]
    packed, said = curl(*long, "--compressed")
    plain, _ = curl(*long)
    assert packed == plain
    assert said["content-encoding"] == "gzip"


@needs_curl
def test_curl_is_allowed_from_any_origin(address: str) -> None:
    origin = ["--header", "Origin: http://elsewhere.example"]
    _, said = curl(
        "--request", "OPTIONS", f"{address}/sparql", *origin,
        "--header", "Access-Control-Request-Method: POST",
        "--header", "Access-Control-Request-Headers: content-type, authorization",
    )  # fmt: skip
    assert said["access-control-allow-origin"] in {"*", "http://elsewhere.example"}
    assert "authorization" in said["access-control-allow-headers"].lower()
    _, told = curl("--get", f"{address}/sparql", *origin, "--data-urlencode", "query=ASK {}")
    assert {"etag", "link", "retry-after"} <= set(
        told["access-control-expose-headers"].lower().replace(" ", "").split(",")
    )
