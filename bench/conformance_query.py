"""The W3C query suites over HTTP: our service beside a bare `oxigraph serve`, in one run.

    PYTHONPATH=. python bench/conformance_query.py ../shared/suites

The files of the tests are put into a store before the service starts, each as the graph that its
address names; a request then names the graphs of its test, as the SPARQL Protocol has it
(`default-graph-uri`, `named-graph-uri`), so the union of all graphs is never asked. Both servers get
the same requests. Prints passed / total per category; `--verbose` names what is missed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx
import pyoxigraph as ox
from running import oxigraph, whosaid
from w3c_results import Term, expected, given, rdf_format, same

if TYPE_CHECKING:
    from collections.abc import Iterator

SUITE = "http://suite.example/"
"""Where the suite's files are said to lie: relative IRIs in them are read against it."""
NOTHING = f"{SUITE}nothing"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CATEGORIES = {
    "SPARQL 1.0 query evaluation": ("sparql10/manifest-evaluation.ttl", "evaluation"),
    "SPARQL 1.0 syntax": ("sparql10/manifest-syntax.ttl", "syntax"),
    "SPARQL 1.1 query evaluation": ("sparql11/manifest-sparql11-query.ttl", "evaluation"),
    "SPARQL 1.1 query syntax": ("sparql11/manifest-sparql11-query.ttl", "syntax"),
    "SPARQL 1.1 results as CSV, TSV": ("sparql11/csv-tsv-res/manifest.ttl", "evaluation"),
    "SPARQL 1.1 results as JSON": ("sparql11/json-res/manifest.ttl", "evaluation"),
    "SPARQL 1.1 federation syntax": ("sparql11/syntax-fed/manifest.ttl", "syntax"),
    "SPARQL 1.2 query evaluation": ("sparql12/manifest.ttl", "evaluation"),
    "SPARQL 1.2 query syntax": ("sparql12/manifest.ttl", "syntax"),
}
KINDS = {
    "evaluation": {"QueryEvaluationTest", "CSVResultFormatTest"},
    "syntax": {
        "PositiveSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest", "NegativeSyntaxTest11",
    },
}  # fmt: skip
FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
FORM_OF_QUERY = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
BAD_REQUEST, FORBIDDEN, SERVER_ERROR = 400, 403, 500


@dataclass(frozen=True, slots=True)
class Case:
    """One test: a query, the graphs that it is asked of, and what must come out."""

    name: str
    query: str
    base: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: str | None = None
    is_lax: bool = False
    must_fail: bool = False
    files: tuple[str, ...] = ()


class Suites:
    """The folder of the suites, with addresses for its files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, address: str) -> Path:
        return self._folder / address.removeprefix(SUITE)

    def cases(self, manifest: str, kind: str) -> Iterator[Case]:
        """Give the tests of a manifest and of those that it includes."""
        graph = Manifest(self.path(SUITE + manifest), SUITE + manifest)
        for entry in graph.listed("entries"):
            if graph.kinds(entry) & KINDS[kind]:
                yield self._case(graph, entry)
        included = [*graph.listed("include"), *graph.listed("conformanceRequirement")]
        for other in included:
            assert isinstance(other, ox.NamedNode)
            yield from self.cases(other.value.removeprefix(SUITE), kind)

    def quads(self, address: str) -> Iterator[ox.Quad]:
        """Read a file; what is in no graph of its own is put into the one that its address names."""
        path, graph = self.path(address), ox.NamedNode(address)
        for one in ox.parse(
            path.read_bytes(), format=rdf_format(path), base_iri=address, rename_blank_nodes=True
        ):
            name = graph if isinstance(one.graph_name, ox.DefaultGraph) else one.graph_name
            yield ox.Quad(one.subject, one.predicate, one.object, name)

    def graphs(self, address: str) -> set[str]:
        """Name the graphs inside a TriG file."""
        if not address.endswith(".trig"):
            return set()
        return {one.graph_name.value for one in self.quads(address)} - {address}

    def _case(self, graph: Manifest, entry: Term) -> Case:
        action = graph.one(entry, f"{MF}action")
        assert action is not None
        address = (graph.one(action, f"{QT}query") or action).value
        text = self.path(address).read_text("utf-8")
        own = tuple(urljoin(address, match) for match in FROM.findall(text))
        default = tuple(one.value for one in graph.all(action, f"{QT}data"))
        named = tuple(one.value for one in graph.all(action, f"{QT}graphData"))
        inside = {name for one in default for name in self.graphs(one)}
        files = tuple(one for one in (*default, *named, *own) if self.path(one).is_file())
        result = graph.one(entry, f"{MF}result")
        return Case(
            name=f"{Path(address).parent.name}/{graph.one(entry, f'{MF}name').value}",
            query=text,
            base=address,
            default=() if own else default or (NOTHING,),
            named=() if own else (*named, *sorted(inside)),
            result=result.value if result else None,
            is_lax=graph.one(entry, f"{MF}resultCardinality") == ox.NamedNode(f"{MF}LaxCardinality"),
            must_fail=any(one.startswith("Negative") for one in graph.kinds(entry)),
            files=files,
        )


@dataclass(slots=True)
class Manifest:
    """A manifest, read."""

    path: Path
    base: str
    _store: ox.Store = field(default_factory=ox.Store)

    def __post_init__(self) -> None:
        self._store.load(self.path.read_bytes(), format=rdf_format(self.path), base_iri=self.base)

    def all(self, subject: Term | None, predicate: str) -> list[Term]:
        found = self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return [quad.object for quad in found]

    def one(self, subject: Term, predicate: str) -> Term | None:
        return next(iter(self.all(subject, predicate)), None)

    def kinds(self, subject: Term) -> set[str]:
        return {one.value.removeprefix(MF) for one in self.all(subject, f"{RDF}type")}

    def listed(self, name: str) -> Iterator[Term]:
        for start in self.all(None, f"{MF}{name}"):
            node: Term | None = start
            while node and node != ox.NamedNode(f"{RDF}nil"):
                yield from self.all(node, f"{RDF}first")
                node = self.one(node, f"{RDF}rest")


def passes(client: httpx.Client, url: str, suites: Suites, case: Case) -> str:
    """Run one test; the empty string if it passes, else why not."""
    wanted, accept = (None, "*/*")
    if case.result and not case.must_fail:
        wanted, accept = expected(suites.path(case.result), case.result)
    form = {
        "query": f"BASE <{case.base}>\n{case.query}" if wanted else case.query,
        "default-graph-uri": list(case.default),
        "named-graph-uri": list(case.named),
    }
    answer = client.post(url, data=form, headers={"accept": accept})
    if case.must_fail:
        return "" if answer.status_code == BAD_REQUEST else f"accepted: {answer.status_code}"
    if wanted is None:  # a query that is understood may still ask for what the server has not, or does not do
        is_understood = answer.is_success or answer.status_code >= SERVER_ERROR or _is_refused(answer)
        return "" if is_understood else f"{answer.status_code}: {answer.text[:200]}"
    if not answer.is_success:
        return f"{answer.status_code}: {answer.text[:200]}"
    try:
        got = given(answer.content, accept)
    except (SyntaxError, ValueError) as error:
        return f"the answer cannot be read: {error}"
    return "" if same(wanted, got, is_lax=case.is_lax) else "another answer"


def _is_refused(answer: httpx.Response) -> bool:
    """Tell whether a query was read and then not carried out, as those with SERVICE; no syntax error is."""
    return answer.status_code == FORBIDDEN and answer.json()["type"] == "/problems#query-refused"


def fill(folder: Path, suites: Suites, addresses: set[str]) -> None:
    """Put the files of the tests into a store, each as the graph that its address names."""
    store = ox.Store(str(folder))
    for address in sorted(addresses):
        store.extend(suites.quads(address))
    store.flush()


def run(folder: Path) -> list[tuple[str, str, str, str]]:
    """Run every category on both servers; give category, test, and why ours and the bare one miss it."""
    suites = Suites(folder / "rdf-tests" / "sparql")
    cases = [(category, case) for category, at in CATEGORIES.items() for case in suites.cases(*at)]
    rows = []
    with tempfile.TemporaryDirectory() as made:
        data = Path(made)
        fill(data / "store", suites, {address for _, case in cases for address in case.files})
        shutil.copytree(data / "store", data / "bare")
        with (
            whosaid(data) as ours,
            oxigraph(data / "bare") as bare,
            httpx.Client(timeout=60, trust_env=False) as client,
        ):
            urls = (f"{ours}/sparql", f"{bare}/query")
            for category, case in cases:
                rows.append((category, case.name, *(passes(client, url, suites, case) for url in urls)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", type=Path, help="folder that holds rdf-tests/")
    parser.add_argument("--verbose", action="store_true", help="name what is missed")
    asked = parser.parse_args()
    rows = run(asked.suites.resolve())
    total = Counter(category for category, *_ in rows)
    ours, bare = (Counter(row[0] for row in rows if not row[place]) for place in (2, 3))
    for category, name, ours_why, bare_why in rows if asked.verbose else ():
        if ours_why or bare_why:
            print(f"  missed in {category}: {name}: ours {ours_why!r}, bare {bare_why!r}", file=sys.stderr)
    print(f"{'':40} {'ours':>6} {'bare':>6} {'total':>6}")
    for category in CATEGORIES:
        print(f"{category:<40} {ours[category]:>6} {bare[category]:>6} {total[category]:>6}")
    print(f"{'all':<40} {ours.total():>6} {bare.total():>6} {total.total():>6}")
    if not all(total[category] for category in CATEGORIES):
        sys.exit("a category has no tests")
    lost = [name for _, name, ours_why, bare_why in rows if ours_why and not bare_why]
    if lost:
        sys.exit(f"lost on the way through us: {', '.join(lost)}")


if __name__ == "__main__":
    main()
