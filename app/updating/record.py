"""Changes to the record itself: the texts with their claims, the parties and the places.

They are taken if everything that speaks of what changes still holds: shapes, passages, ids, texts. What
follows from the record (digests, sheets, frames) is written along, and conflicts are worked out again.
What claims there are is not for anybody to change: they come and go with their article.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from rdflib import RDF, Graph, URIRef

from app.archive import renewal
from app.archive.check import UNREADABLE, misnamed
from app.archive.ledger import Ledger
from app.archive.renewal import Renewed
from app.conflict.detect import keys
from app.domain.identity import text_id
from app.domain.report import Severity, Violation
from app.errors import Guarded, Uncheckable
from app.rdf.digest import digest, fact_digest
from app.rdf.passages import misquoted
from app.rdf.sparql import bind, chain, query
from app.rdf.version import sheet_of
from app.rdf.vocabulary import PROV, SCHEMA, WS
from app.store.base import N_TRIPLES
from app.store.embedded import EmbeddedStore
from app.updating.change import Change, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.rdf.iris import Iris
    from app.rdf.shapes import Shapes
    from app.store.base import Store

MOST_VERSIONS: Final = 50
"""Texts that may speak of what is changed: each is held against the shapes, in a tenth of a second."""
SHARED: Final = {
    "parties": {str(RDF.type), str(SCHEMA.name), str(SCHEMA.sameAs)},
    "places": {
        str(one)
        for one in (
            RDF.type, SCHEMA.name, SCHEMA.sameAs, SCHEMA.latitude, SCHEMA.longitude, SCHEMA.containedInPlace,
        )
    },
}  # fmt: skip
"""The graphs that several articles share, and what may be changed in them."""
KINDS: Final = {"parties": "party", "places": "place"}
BATCH: Final = 500
FOLLOWS: Final = frozenset({str(WS.actingFor), str(PROV.actedOnBehalfOf)})
"""What stands in a text and in the graph of parties, so that neither may be changed alone."""
MARK: Final = "INSERT DATA { <urn:here> <urn:here> <urn:here> }"


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of the record that may be committed, with what is written along."""

    change: Change
    renewed: tuple[Renewed, ...] = ()

    def as_update(self, iris: Iris, *, now: datetime) -> str:
        """Say everything as one update request."""
        if not self.renewed:
            return self.change.as_update()
        renewed = list(self.renewed)
        around = chain(*renewal.before(renewed, iris), MARK, *renewal.after(renewed, iris, now=now))
        return around.replace(MARK, self.change.as_update() or MARK, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is needed to judge changes of the record."""

    store: Store
    shapes: Shapes
    iris: Iris

    def is_version(self, graph: str) -> bool:
        """Tell whether a graph is that of a text version."""
        place = re.escape(str(self.iris.graph("article/")))
        return re.fullmatch(rf"{place}[0-9A-Za-z]+/[0-9a-f]{{64}}", graph) is not None

    def is_shared(self, graph: str) -> bool:
        """Tell whether a graph is that of parties or places."""
        return graph in {str(self.iris.graph(name)) for name in SHARED}

    def holds(self, graph: str) -> bool:
        """Tell whether a graph is part of the record."""
        return self.is_version(graph) or self.is_shared(graph)

    def check(self, change: Change) -> tuple[Plan, list[Violation], str]:
        """Say what would not hold; Guarded, Uncheckable. The report is that of the shapes."""
        changed = [graph for graph in change.changed if self.holds(graph)]
        if not changed:
            return Plan(change), [], ""
        found = [*self._on_their_own(change), *self._out_of_place(change)]
        versions = sorted({*filter(self.is_version, changed), *self._speaking(change)})
        if len(versions) > MOST_VERSIONS:
            message = (
                f"{len(versions)} texts speak of what it would change; at most {MOST_VERSIONS} can be "
                "held against the shapes before a commit"
            )
            raise Uncheckable(message)
        renewed, turtle = [], ""
        with closing(self._stand(change, versions)) as stand:
            ledger = Ledger(stand, self.iris, keys)
            for version in versions:
                stored, whole = ledger.graph(version), ledger.whole(version)
                report = self.shapes.check(whole)
                turtle = turtle or ("" if report.conforms else report.turtle)
                found += report.violations
                said = self._findings(version, stored, whole)
                found += [Violation(severity=Severity.VIOLATION, message=one, focus=version) for one in said]
                if found:
                    continue
                noted = digest(stored) if version in changed else None
                try:
                    frames = ledger.expected_frames(version)
                except UNREADABLE as error:
                    message = f"its claims could not be read back ({error})"
                    found.append(Violation(severity=Severity.VIOLATION, message=message, focus=version))
                else:
                    renewed.append(Renewed(version=version, digest=noted, frames=frames))
        return Plan(self._witnessed(change), tuple(renewed)), found, turtle

    def _on_their_own(self, change: Change) -> Iterator[Violation]:
        """Look at single triples: what may be changed at all, and where."""
        shared = {str(self.iris.graph(name)): allowed for name, allowed in SHARED.items()}
        for quad in sorted(change.removed | change.added, key=str):
            graph, predicate = name_of(quad), quad.predicate.value
            if not self.holds(graph):
                continue
            wrong = ""
            if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object)):
                wrong = "has a node without a name, which nothing in the record has"
            elif not _subject(quad).startswith(self.iris.base):
                wrong = "speaks of what is no thing of this store"
            elif predicate in FOLLOWS:
                wrong = "says who acts for whom, which is read from the text"
            elif predicate not in shared.get(graph, {predicate}):
                wrong = f"has {predicate}, which is never written there"
            if wrong:
                yield Violation(severity=Severity.VIOLATION, message=f"{quad.triple} {wrong}", focus=graph)

    def _out_of_place(self, change: Change) -> Iterator[Violation]:
        """Find what is added in one graph about things that belong to another."""
        for graph in (one for one in change.changed if self.holds(one)):
            added = {_subject(quad) for quad in change.added if name_of(quad) == graph}
            kind = next((kind for name, kind in KINDS.items() if graph == str(self.iris.graph(name))), None)
            wrong = {one for one in added if kind and (self.iris.parse(one) or ("",))[0] != kind}
            wrong |= self._elsewhere(sorted(added), graph)
            for subject in sorted(wrong):
                message = f"{subject} belongs to another graph than <{graph}>"
                yield Violation(severity=Severity.VIOLATION, message=message, focus=graph)

    def _elsewhere(self, subjects: list[str], graph: str) -> set[str]:
        """Find the things of which another graph of the record speaks, sheets included."""
        found: set[str] = set()
        texts = str(self.iris.graph("article/"))
        for start in range(0, len(subjects), BATCH):
            batch = [URIRef(one) for one in subjects[start : start + BATCH] if one.startswith(self.iris.base)]
            text = bind(query("graphs_of"), subjects=batch)
            for row in json.loads(self.store.answer(text))["results"]["bindings"]:
                other = row["graph"]["value"]
                if other != graph and (other.startswith(texts) or self.is_shared(other)):
                    found.add(row["s"]["value"])
        return found

    def _speaking(self, change: Change) -> Iterator[str]:
        """Name the texts that speak of the parties and places that are changed."""
        things = sorted(
            {_subject(quad) for quad in change.removed | change.added if self.is_shared(name_of(quad))}
        )
        if things:
            text = bind(
                query("versions_speaking"),
                things=[URIRef(one) for one in things],
                places=self.iris.graph("places"),
            )
            for row in json.loads(self.store.answer(text))["results"]["bindings"]:
                if self.is_version(row["graph"]["value"]):
                    yield row["graph"]["value"]

    def _stand(self, change: Change, versions: list[str]) -> EmbeddedStore:
        """Put the record, as it will stand, into a store of its own, as far as these texts speak of it."""
        stand = EmbeddedStore(None)
        for graph in (*versions, *(str(self.iris.graph(name)) for name in SHARED)):
            triples = change.after(graph, self.store)
            if graph in versions and not triples:
                message = f"<{graph}> would be empty: {LEAVES}"
                raise Guarded(message)
            ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
            stand.load(graph, ntriples, media_type=N_TRIPLES)
        for version in versions:
            if not self.store.graph(version):
                message = f"<{version}> is not there: {LEAVES}"
                raise Guarded(message)
            name = version.rpartition("/")[0]
            sheet = Graph().parse(data=self.store.graph(name), format="nt")
            article = self.iris.iri("article", version.split("/")[-2])
            stored = Graph().parse(data=stand.graph(version), format="nt")
            current = sheet.value(article, WS.currentVersion)
            if (current, RDF.type, WS.TextVersion) in stored:
                sheet = sheet_of(stored, article, URIRef(str(current)))
            stand.load(name, sheet.serialize(format="nt", encoding="utf-8"), media_type=N_TRIPLES)
        return stand

    def _findings(self, version: str, stored: Graph, whole: Graph) -> Iterator[str]:
        article, sha256 = version.split("/")[-2:]
        text = self.iris.iri("text", text_id(article, sha256))
        if (text, PROV.specializationOf, self.iris.iri("article", article)) not in stored:
            yield f"does not hold the text version {text} of its article, which its name promises"
        body = str(stored.value(text, SCHEMA.articleBody) or "")
        if hashlib.sha256(body.encode()).hexdigest() != sha256:
            yield "its text is not the one that its hash names"
        before = Graph().parse(data=self.store.graph(version), format="nt")
        if set(before.subjects(RDF.type, WS.Claim)) != set(stored.subjects(RDF.type, WS.Claim)):
            yield f"has other claims than before: {LEAVES}"
        yield from misquoted(whole)
        yield from misnamed(whole)

    def _witnessed(self, change: Change) -> Change:
        """Write along the digests that are noted for each fact of parties and places."""
        return replace(
            change,
            removed=change.removed | self._witnesses(change.removed),
            added=change.added | self._witnesses(change.added),
        )

    def _witnesses(self, quads: frozenset[ox.Quad]) -> frozenset[ox.Quad]:
        noted = ox.NamedNode(str(self.iris.graph("digests")))
        predicate = ox.NamedNode(str(WS.factDigest))
        found = set()
        for quad in quads:
            if self.is_shared(name_of(quad)):
                value = str(getattr(quad.object, "value", ""))
                fact = fact_digest(_subject(quad), quad.predicate.value, value)
                found.add(ox.Quad(quad.subject, predicate, ox.Literal(fact), noted))
        return frozenset(found)


def _subject(quad: ox.Quad) -> str:
    return str(getattr(quad.subject, "value", ""))


LEAVES: Final = "texts and claims enter by POST /articles or whosaid load, and leave by DELETE /articles/{id}"
