from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest
from rdflib import SH

from app.bootstrap import ROOT
from app.errors import Malformed, QueryBusy, QueryTimeout, QueryTooLarge, WhosaidError
from app.exchange.child import judge as judge_here
from app.exchange.judge import Document, Judge, JudgeLimits
from app.exchange.parse import media_type_of, read_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://ex.example/> .\n"
THING = "<http://ex.example/a> <http://ex.example/p> 'x' ."


def document(text: str, media_type: str = "text/turtle") -> Document:
    return Document(content=text.encode(), media_type=media_type, base="http://base.example/")


def sparql(select: str) -> Document:
    shape = 'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:message "m" ; sh:select """%s""" ] .'
    return document(PREFIXES + shape % select)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(ROOT / "shapes", JudgeLimits(seconds=2, memory_bytes=500_000_000))


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Something that hears whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def assert_nobody_called(listener: socket.socket) -> None:
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_one_child_is_kept_ready_and_the_next_one_after_it() -> None:
    judge = Judge(ROOT / "shapes")
    judge.open()
    first = judge._spare
    assert judge.judge(document(THING)).conforms
    second = judge._spare
    assert first is not None
    assert second is not None
    assert first.pid != second.pid
    assert first.returncode is not None
    second.kill()
    second.wait()
    assert judge.judge(document(THING)).conforms
    judge.close()
    assert judge._spare is None


def test_a_query_without_end_is_stopped(judge: Judge) -> None:
    many = "".join(f"<http://ex.example/{number}> <urn:p> <urn:{number}> ." for number in range(2000))
    endless = sparql("SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?none) }")
    with pytest.raises(QueryTimeout, match="stopped after 2 seconds"):
        judge.judge(document(many), endless)


def test_a_pattern_without_end_is_stopped(judge: Judge) -> None:
    shapes = (
        PREFIXES
        + "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:pattern '^(a+)+$' ] ."
    )
    data = f"<http://ex.example/a> <http://ex.example/p> '{'a' * 60}!' ."
    with pytest.raises(QueryTimeout):
        judge.judge(document(data), document(shapes))


def test_what_takes_too_much_memory_is_stopped() -> None:
    judge = Judge(ROOT / "shapes", JudgeLimits(seconds=60, memory_bytes=500_000_000))
    doubling = "".join(f" BIND(CONCAT(?x{n},?x{n},?x{n},?x{n}) AS ?x{n + 1})" for n in range(16))
    with pytest.raises(QueryTooLarge):
        judge.judge(document(THING), sparql(f"SELECT $this WHERE {{ BIND('{'a' * 50}' AS ?x0){doubling} }}"))


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SELECT $this WHERE { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SELECT $this FROM <http://127.0.0.1:PORT/> WHERE { $this ?p ?o }",
        "SELECT $this WHERE { GRAPH <http://127.0.0.1:PORT/> { $this ?p ?o } }",
    ],
)
def test_no_shape_makes_us_call_anybody(judge: Judge, listener: socket.socket, select: str) -> None:
    try:
        judge.judge(document(THING), sparql(select.replace("PORT", str(listener.getsockname()[1]))))
    except WhosaidError as error:
        assert isinstance(error, Malformed)  # noqa: PT017  # refusing is as good as not doing it
    assert_nobody_called(listener)


def test_nothing_is_imported_or_fetched_for_a_graph(judge: Judge, listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    owl = f"<http://127.0.0.1:{port}/>, <file:///etc/hostname>"
    shapes = PREFIXES + f"<urn:o> <http://www.w3.org/2002/07/owl#imports> {owl} . ex:S a sh:NodeShape ."
    assert judge.judge(document(THING), document(shapes)).conforms
    linked = f'{{"@context": "http://127.0.0.1:{port}/c", "@id": "urn:a", "p": 1}}'
    with pytest.raises(Malformed, match="remote contexts"):
        judge.judge(document(linked, "application/ld+json"))
    assert_nobody_called(listener)


def test_an_entity_of_a_file_is_not_read(judge: Judge) -> None:
    text = (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://ex.example/">'
        '<r:Description r:about="urn:a"><e:p>&x;</e:p></r:Description></r:RDF>'
    )
    with pytest.raises(Malformed):
        judge.judge(document(text, "application/rdf+xml"))


def test_who_comes_when_all_places_are_taken_is_told_so() -> None:
    judge = Judge(ROOT / "shapes", JudgeLimits(seconds=0.05, at_once=1))
    judge._places.acquire()
    with pytest.raises(QueryBusy):
        judge.judge(document(THING))


def test_places_are_given_back() -> None:
    few = Judge(ROOT / "shapes", JudgeLimits(seconds=5, at_once=1))
    threads = [threading.Thread(target=few.judge, args=[document(THING)]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert few._places._value == 1


@pytest.mark.parametrize("depth", [20_000])
def test_a_graph_that_nests_deeply_does_no_harm(judge: Judge, depth: int) -> None:
    assert judge.judge(document("<urn:a> <urn:p> " + "(" * depth + ")" * depth + " .")).triples >= depth


def test_our_shapes_are_held_to_be_shapes() -> None:
    shapes = read_graph(
        b"".join(path.read_bytes() for path in sorted((ROOT / "shapes").glob("*.ttl"))), "text/turtle"
    )
    claim = read_graph(b"<urn:a> a <https://w3id.org/whosaid/ns#Claim> .", "text/turtle")
    assert judge_here(claim, shapes)["conforms"] is False


def test_literals_stay_as_they_were_written() -> None:
    graph = read_graph(b'<urn:a> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .', "text/turtle")
    assert [str(value) for value in graph.objects()] == ["007"]


@pytest.mark.parametrize(
    "text", ["<urn:a> <urn:p> <<( <urn:a> <urn:p> <urn:b> )>> .", "<urn:a> <urn:p>", "<a> <b> <c> ."]
)
def test_what_is_no_plain_graph_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_graph(text.encode(), "text/turtle")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("TTL", "text/turtle"),
        ("a.b.nq", "application/n-quads"),
        ("text/xml", "application/rdf+xml"),
        ("", None),
        ("pdf", None),
    ],
)
def test_a_format_is_known_by_several_names(name: str, media_type: str | None) -> None:
    assert media_type_of(name) == media_type


def test_a_child_that_dies_is_told_as_a_limit(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("this is no Turtle", "utf-8")
    with pytest.raises(QueryTooLarge, match="ended by itself"):
        Judge(tmp_path, JudgeLimits(seconds=5)).judge(document(THING))


def test_each_result_has_its_path_for_itself() -> None:
    shapes = PREFIXES + (
        "ex:S a sh:NodeShape ; sh:targetNode ex:a, ex:b ;"
        " sh:property ex:P . ex:P sh:path ( [ sh:inversePath ex:p ] ex:q ) ; sh:minCount 1 ."
    )
    told = judge_here(
        read_graph(b"<urn:a> <urn:p> 1 .", "text/turtle"), read_graph(shapes.encode(), "text/turtle")
    )
    report = read_graph(told["report"].encode(), "application/n-triples")
    paths = list(report.objects(None, SH.resultPath))
    assert len(paths) == len(set(paths)) == 2
    assert len(list(report.subjects(SH.inversePath))) == 2


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(Malformed, match="is no base"):
        read_graph(b"<a> <b> <c> .", "text/turtle", base="not an address")
