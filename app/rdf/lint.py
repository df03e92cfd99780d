"""Checks on what is written by hand: Turtle files, queries, and the terms that the code knows.

`python -m app.rdf.lint` names every fault with its file and exits with 1 if there is any; with
`--fix` it first writes each Turtle file in the one stable format. A folder in which there is
nothing to check is a fault.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from app.rdf.vocabulary import NS, OA, PREFIXES, SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TURTLE = ("ontology", "ontology/examples", "shapes", "shapes/examples", "seeds")
QUERIES = ("app/queries", "seeds/queries")
EXAMPLES = "ontology/examples"
DESCRIBING = {RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy}
"""What every term of ours says of itself."""
FORBIDDEN = "https://schema.org/"
SCHEME = "scheme-"
LONGEST_REASON = 300

_OPAQUE = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|<[^<>"{}|^`\\\s]*>', re.DOTALL)
"""Strings and IRIs: what looks like a comment or a name in there is none."""
_PREFIXED = re.compile(r"(?<![\w:?$-])([a-z]+):([A-Za-z][\w-]*)")
_DANGLING = re.compile(r"(?m)^( +[\w-]*:[\w-]+) $")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which file."""

    where: str
    what: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Known:
    """The terms that exist, by namespace: ours as the ontology defines them, others as pinned."""

    terms: dict[str, frozenset[str]]

    def faults(self, where: str, iris: Iterable[str]) -> Iterator[Fault]:
        """Name the IRIs that lie in a known namespace and are no term of it."""
        for iri in sorted(set(iris)):
            namespace = next((one for one in self.terms if iri.startswith(one)), None)
            if namespace and iri != namespace and iri.removeprefix(namespace) not in self.terms[namespace]:
                yield Fault(where, f"uses <{iri}>, which its vocabulary does not have")

    def covers(self, iri: str) -> bool:
        """Tell whether an IRI lies in a known namespace."""
        return any(iri.startswith(namespace) for namespace in self.terms)


def read_pinned(folder: Path) -> dict[str, frozenset[str]]:
    """Read the pinned vocabularies: the first line names the namespace, the second the source."""
    pinned = {}
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        pinned[lines[0].removeprefix("# ")] = frozenset(lines[2:])
    # The longest first, so that a namespace inside another is found before it.
    return dict(sorted(pinned.items(), key=lambda item: -len(item[0])))


def parse(text: str) -> Graph:
    """Read Turtle, keeping the prefixes that the text declares and no others."""
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def written(text: str) -> str:
    """Write Turtle in the stable format: sorted, one value a line, the comment at its head kept."""
    body = parse(text).serialize(format="longturtle", canon=True)
    return _header(text) + _DANGLING.sub(r"\1", body).rstrip("\n") + "\n"


def _header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    count = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:count])


def read_turtle(path: Path) -> tuple[Graph, str]:
    """Read a Turtle file; of one that is not Turtle give an empty graph and the reason."""
    try:
        return parse(path.read_text(encoding="utf-8")), ""
    except (BadSyntax, ParserError, IndexError) as error:  # rdflib runs off the end of a cut statement
        return Graph(), f"is not Turtle: {' '.join(str(error).split())[:LONGEST_REASON]}"


def turtle_faults(path: Path, name: str, graph: Graph, known: Known) -> Iterator[Fault]:
    """Check one Turtle file: its terms exist, it is in the stable format."""
    text = path.read_text(encoding="utf-8")
    if not len(graph):
        yield Fault(name, "holds no triples")
    iris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    yield from known.faults(name, iris)
    forbidden = sorted(iri for iri in iris if iri.startswith(FORBIDDEN))
    yield from (Fault(name, f"uses <{iri}>; write http, not https") for iri in forbidden)
    terms = {str(one) for one in graph.predicates()} | {str(one) for one in graph.objects(None, RDF.type)}
    loose = sorted(iri for iri in terms if not known.covers(iri))
    yield from (Fault(name, f"uses <{iri}> of a vocabulary that is not pinned") for iri in loose)
    if "#" in _OPAQUE.sub("", text.removeprefix(_header(text))):
        yield Fault(name, "has a comment below its head; the stable format keeps none")
    elif written(text) != text:
        yield Fault(name, "is not in the stable format; run `make format`")


def query_faults(path: Path, name: str, known: Known) -> Iterator[Fault]:
    """Check one query: a question first, and every term that its prefixes spell exists."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("# "):
        yield Fault(name, "does not begin with its question as a comment")
    body = re.sub(r"(?m)(^|\s)#.*$", " ", text)
    declared = dict(re.findall(r"(?i)PREFIX\s+([a-z]+):\s*<([^>]*)>", body))
    used = {
        declared.get(prefix, PREFIXES.get(prefix, "")) + local
        for prefix, local in _PREFIXED.findall(_OPAQUE.sub(" ", body))
    }
    yield from known.faults(name, used)


def term_faults(ontology: Graph, examples: Graph) -> Iterator[Fault]:
    """Check our own terms: defined, described, the same ones that the code knows, and shown in an example."""
    defined = {str(one) for one in ontology.subjects(RDFS.isDefinedBy) if str(one).startswith(NS)}
    coded = {f"{WS}{name}" for name in dir(WS)}
    shown = {str(node) for triple in examples for node in triple}
    for iri in sorted(defined | coded):
        name = f"ws:{iri.removeprefix(NS)}"
        if iri not in defined:
            yield Fault(name, "is used by the code and not defined in the ontology")
            continue
        if iri not in coded:
            yield Fault(name, "is defined in the ontology and unknown to the code")
        for predicate in sorted(DESCRIBING - set(ontology.predicates(URIRef(iri)))):
            yield Fault(name, f"has no <{predicate}>")
        if iri not in shown and not _scheme_is_shown(iri, shown):
            yield Fault(name, "is used by no example")


def _scheme_is_shown(iri: str, shown: set[str]) -> bool:
    scheme = iri.removeprefix(NS).removeprefix(SCHEME)
    return iri == f"{NS}{SCHEME}{scheme}" and any(one.startswith(f"{NS}{scheme}-") for one in shown)


def faults(root: Path) -> Iterator[Fault]:
    """Check the whole project under a folder."""
    graphs: dict[str, Graph] = {folder: Graph() for folder in TURTLE}
    read: list[tuple[Path, str, Graph]] = []
    for folder in TURTLE:
        files = sorted((root / folder).glob("*.ttl"))
        if not files:
            yield Fault(folder, "holds no Turtle file to check")
        for path in files:
            name = f"{folder}/{path.name}"
            graph, reason = read_turtle(path)
            graphs[folder] += graph
            if reason:
                yield Fault(name, reason)
            else:
                read.append((path, name, graph))
    own = {str(one).removeprefix(NS) for one in graphs["ontology"].subjects(RDFS.isDefinedBy)}
    known = Known({NS: frozenset(own)} | read_pinned(root / "ontology/pinned"))
    for path, name, graph in read:
        yield from turtle_faults(path, name, graph, known)
    for folder in QUERIES:
        queries = sorted((root / folder).glob("*.rq"))
        if not queries:
            yield Fault(folder, "holds no query to check")
        for path in queries:
            yield from query_faults(path, f"{folder}/{path.name}", known)
    yield from term_faults(graphs["ontology"], graphs[EXAMPLES])
    coded = {f"{space}{name}" for space in (SCHEMA, OA) for name in dir(space)}
    yield from known.faults("app/rdf/vocabulary.py", coded)


def fix(root: Path) -> Iterator[str]:
    """Write every Turtle file in the stable format; gives the names of those that changed."""
    for folder in TURTLE:
        for path in sorted((root / folder).glob("*.ttl")):
            text = path.read_text(encoding="utf-8")
            better = written(text)
            if better != text:
                path.write_text(better, encoding="utf-8")
                yield f"{folder}/{path.name}"


def main(arguments: list[str]) -> int:
    """Check the project in the working folder, or in the folder given; `--fix` writes first."""
    folders = [one for one in arguments if one != "--fix"]
    root = Path(folders[0]) if folders else Path()
    if "--fix" in arguments:
        for name in fix(root):
            sys.stdout.write(f"{name}: written anew\n")
    found = list(faults(root))
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
