"""The whole store held against the shapes, the texts, the digests and what the rules give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, URIRef

from app.archive.views import last_part
from app.domain.identity import party_id, place_id, refusal_id
from app.domain.view import CheckView
from app.rdf.digest import digest
from app.rdf.entities import PARTY_CLASS
from app.rdf.passages import count_passages, misquoted
from app.rdf.version import sheet_of
from app.rdf.vocabulary import PROV, SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.archive.derived import Comparer
    from app.archive.ledger import Ledger
    from app.rdf.iris import Iris
    from app.rdf.shapes import Shapes

REFUSAL = {RDF.type, WS.origin, WS.reason, WS.payload, PROV.generatedAtTime}
GEONAMES = "https://sws.geonames.org/"
UNREADABLE = (ValueError, ArithmeticError, LookupError, RecursionError)
"""What reading a damaged claim raises: a missing part, a number that is none, a place inside itself."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a check needs; `comparer` are the rules as they are now."""

    ledger: Ledger
    shapes: Shapes
    iris: Iris
    comparer: Comparer

    def check(self) -> CheckView:
        """Go through the store, one article version after the other, in constant memory."""
        findings = [f"stored in two graphs: {triple}" for triple in self.ledger.damage.duplicates()]
        findings += [f"{version}: is gone, or belongs to no article" for version in self.ledger.damage.lost()]
        findings += self.ledger.damage.strays()
        findings += [f"{one}: is not what was written of it" for one in self.ledger.damage.changed()]
        findings += self._quarantine(self.ledger.kept_out())
        findings += (one.message for one in self.shapes.check(self.ledger.decided()).violations)
        passages = quads = 0
        versions = self.ledger.version_graphs()
        for version in versions:
            graph = self.ledger.whole(version)
            passages += count_passages(graph)
            quads += len(graph)
            findings += (f"{version}: {finding}" for finding in self._findings(version, graph))
        return CheckView(passages=passages, graphs=len(versions), quads=quads, findings=tuple(findings))

    def _findings(self, version: str, graph: Graph) -> Iterator[str]:
        stored = self.ledger.graph(version)
        if digest(stored) != self.ledger.stored_digest(version):
            yield "is not as it was stored (its digest differs)"
        for violation in self.shapes.check(graph).violations:
            yield violation.message
        yield from misquoted(graph)
        yield from misnamed(graph)
        yield from self._sheet(version, stored)
        yield from self._derived(version)

    def _quarantine(self, graph: Graph) -> Iterator[str]:
        """Hold what was kept out against its shape and against the ids that it makes."""
        for violation in self.shapes.check(graph).violations:
            yield violation.message
        for refusal in sorted(set(graph.subjects()), key=str):
            found = set(graph.predicates(refusal))
            if found != REFUSAL:
                yield f"{refusal}: has not what a refusal has ({len(found)} properties)"
            origin, payload = (str(graph.value(refusal, one) or "") for one in (WS.origin, WS.payload))
            if last_part(str(refusal)) != refusal_id(origin, payload):
                yield f"{refusal}: is not the input that was kept out"

    def _sheet(self, version: str, stored: Graph) -> Iterator[str]:
        """Hold the article's sheet against the version that it says is current."""
        ident = version.split("/")[-2]
        sheet = self.ledger.graph(version.rpartition("/")[0])
        article = self.iris.iri("article", ident)
        current = sheet.value(article, WS.currentVersion)
        if current is None or last_part(str(current)) not in self.ledger.versions_of(ident):
            yield "the sheet of the article names none of its versions as current"
        elif (current, RDF.type, WS.TextVersion) in stored:
            expected = sheet_of(stored, article, URIRef(str(current)))
            if digest(sheet) != digest(expected):
                yield "the sheet of the article is not what its current version says"

    def _derived(self, version: str) -> Iterator[str]:
        derived = self.ledger.derived
        try:
            frames = self.ledger.expected_frames(version)
            plan = self.ledger.plan(version, self.comparer)
        except UNREADABLE as error:
            yield f"its claims, or those compared with them, cannot be read back ({error})"
            return
        if digest(frames) != digest(self.ledger.stored_frames(version)):
            yield "the frames of its claims are not those that the rules give; run rebuild"
        if digest(derived.expected_conflicts(plan)) != digest(derived.conflicts_of_version(version)):
            yield "the conflicts of its claims are not those that the rules give; run rebuild"
        if plan.settled.gone or plan.settled.come:
            yield "what its claims copy, renew or corroborate is not what the rules give; run rebuild"
        if digest(plan.groups) != digest(derived.stored_groups(plan)):
            yield "the disputes and propositions of its claims are not those that the rules give; run rebuild"


def misnamed(graph: Graph) -> Iterator[str]:
    """Name the parties and places whose id is not the one that their name makes."""
    for kind, party_class in PARTY_CLASS.items():
        for party in graph.subjects(RDF.type, party_class):
            name = str(graph.value(party, SCHEMA.name) or "")
            if party_class != WS.UnnamedParty and last_part(str(party)) != party_id(kind, name):
                yield f"{party}: is not named {name!r}"
    for place in graph.subjects(RDF.type, SCHEMA.Place):
        name = str(graph.value(place, SCHEMA.name) or "")
        others = sorted(str(other) for other in graph.objects(place, SCHEMA.sameAs))
        numbers = [other.removeprefix(GEONAMES).strip("/") for other in others if other.startswith(GEONAMES)]
        number = int(numbers[0]) if numbers and numbers[0].isdecimal() else None
        if last_part(str(place)) != place_id(name, number):
            yield f"{place}: is not {name!r}"
