"""The W3C SHACL suite, over HTTP, through `POST /validate` of a running service.

    python bench/conformance_shacl.py ../shared/suites [--url http://localhost:8000]

Without an address it starts a service of its own.
Each test's data and shapes are sent as files; the report that comes back must be the same graph as the
one that the test expects, but for the words of its messages. Prints passed / total per category.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import warnings
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from running import whosaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SERVER_ERROR = 500
REPORTED = (
    SH.focusNode,
    SH.resultPath,
    SH.resultSeverity,
    SH.sourceConstraintComponent,
    SH.sourceShape,
    SH.value,
)
"""What a result is compared by (SHACL Test Suite, section 2.1.1); `sh:sourceConstraint` may be left out."""


class Case(NamedTuple):
    """One test of the suite."""

    name: str
    data: Path
    shapes: Path
    expected: Graph | None


def cases(folder: Path) -> Iterator[Case]:
    """Find the tests below a folder; `expected` is None where the shapes must be refused."""
    for path in sorted(folder.rglob("*.ttl")):
        graph = read(path.read_bytes(), path.as_uri())
        for test in sorted(graph.subjects(RDF.type, SHT.Validate)):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            expected = None if result == SHT.Failure else report(graph, result)
            yield Case(
                str(path.relative_to(folder)),
                local(graph.value(action, SHT.dataGraph)),
                local(graph.value(action, SHT.shapesGraph)),
                expected,
            )


def read(content: bytes, base: str, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> Graph:
    """Read a graph and keep each literal as it is written."""
    graph = Graph()
    for quad in ox.parse(content, format=form, base_iri=base):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    assert isinstance(value, ox.Literal)
    if value.language:
        return Literal(value.value, lang=value.language)
    return Literal(value.value, datatype=URIRef(value.datatype.value), normalize=False)


def local(iri: Node | None) -> Path:
    return Path(str(iri).removeprefix("file://"))


def report(graph: Graph, root: Node | None) -> Graph:
    """Take out of a graph what a report says, without words."""
    found = Graph()
    conforms = str(graph.value(root, SH.conforms)).lower() in {"true", "1"}
    top = BNode()
    found.add((top, SH.conforms, Literal(conforms)))
    for result in graph.objects(root, SH.result):
        node = BNode()
        found.add((top, SH.result, node))
        for predicate in REPORTED:
            for value in graph.objects(result, predicate):
                if predicate == SH.sourceShape and isinstance(value, BNode):
                    continue  # a shape without a name is another node in every report
                found.add((node, predicate, value))
                if predicate == SH.resultPath:
                    copy_tree(graph, value, found)
    return found


def copy_tree(graph: Graph, node: Node, into: Graph) -> None:
    if isinstance(node, BNode):
        for predicate, value in graph.predicate_objects(node):
            if (node, predicate, value) not in into:
                into.add((node, predicate, value))
                copy_tree(graph, value, into)


def passes(client: httpx.Client, case: Case) -> str:
    """Run one test; the empty string if it passes, else why not."""
    files = {
        "data": (case.data.name, case.data.read_bytes(), "text/turtle"),
        "shapes": (case.shapes.name, case.shapes.read_bytes(), "text/turtle"),
    }
    answer = client.post(
        "/validate",
        files=files,
        params={"base": case.data.as_uri()},
        headers={"accept": "application/n-triples"},
    )
    if case.expected is None:
        refused = answer.is_client_error
        return "" if refused else f"expected a refusal, found {answer.status_code}"
    if not answer.is_success:
        return f"{answer.status_code}: {answer.text[:200]}"
    given = read(answer.content, case.data.as_uri(), ox.RdfFormat.N_TRIPLES)
    root = next(given.subjects(RDF.type, SH.ValidationReport), None)
    return "" if isomorphic(report(given, root), case.expected) else "the reports differ"


def run(url: str, suites: Path, *, verbose: bool = False) -> list[tuple[str, int, int]]:
    """Run the suite; give the category, the passed and the total."""
    rows = []
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        for category in ("core", "sparql"):
            found = [
                (case.name, passes(client, case))
                for case in cases(suites / "data-shapes" / "tests" / category)
            ]
            rows.append((f"SHACL {category}", sum(not why for _, why in found), len(found)))
            for name, why in found if verbose else ():
                if why:
                    print(f"  missed {category}/{name}: {why}", file=sys.stderr)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", type=Path, help="folder that holds data-shapes/")
    parser.add_argument("--url", help="address of a running service")
    parser.add_argument("--verbose", action="store_true", help="name what is missed")
    asked = parser.parse_args()
    logging.disable()  # rdflib tells of every literal that the suite makes wrong on purpose
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as data:
        served = nullcontext(asked.url) if asked.url else whosaid(Path(data))
        with served as url:
            rows = run(url, asked.suites.resolve(), verbose=asked.verbose)
    for name, passed, total in [*rows, ("SHACL", sum(row[1] for row in rows), sum(row[2] for row in rows))]:
        print(f"{name:<14} {passed:>4} / {total}")
    if not all(total for _, _, total in rows):
        sys.exit("nothing was found to run")


if __name__ == "__main__":
    main()
