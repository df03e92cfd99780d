"""What the service writes: article versions, conflicts, refusals; each act is one update, all or nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from rdflib import RDF, Graph, Literal, URIRef

from app.archive.damage import Damage
from app.archive.decisions import Decisions
from app.archive.derived import Comparer, Derived, Plan
from app.archive.facts import Reader
from app.archive.graphs import named
from app.archive.sight import BATCH
from app.archive.sketch import write_sketch
from app.archive.stories import Stories
from app.archive.views import last_part
from app.conflict.keywords import CROWD
from app.domain.claim import Stance
from app.rdf.digest import digest, fact_digest
from app.rdf.sparql import bind, chain, query
from app.rdf.spelling import moment
from app.rdf.triples import Triples
from app.rdf.vocabulary import PROV, WS
from app.store.base import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from app.domain.conflict import Statement
    from app.domain.report import Refusal
    from app.rdf.iris import Iris
    from app.rdf.version import Written
    from app.store.base import Store


class Ledger:
    """Our writes, and the reads that writing and comparing need."""

    def __init__(
        self,
        store: Store,
        iris: Iris,
        keys: Callable[[Statement], tuple[str, ...]],
        *,
        union: bool = True,
        crowd: int = CROWD,
    ) -> None:
        self._store = store
        self._iris = iris
        self._keys = keys
        self._reader = Reader(store, iris)
        self.stories = Stories(store, self._reader, iris, crowd=crowd)
        self.damage = Damage(self._reader, iris, union=union)
        self.derived = Derived(store, self._reader, iris)
        self.decisions = Decisions(store, self._reader, iris)
        self._comparing = threading.Lock()

    def versions_of(self, article: str) -> tuple[str, ...]:
        """Give the ids of the text versions that an article has."""
        rows = self._reader.rows("known", article=self._iris.iri("article", article))
        return tuple(last_part(row["text"]) for row in rows)

    def version_graphs(self, article: str | None = None) -> tuple[str, ...]:
        """Name the graphs of an article's versions, or of all versions there are."""
        wanted = self._iris.iri("article", article) if article else None
        return tuple(row["version"] for row in self._reader.rows("versions", article=wanted))

    def graph(self, name: str) -> Graph:
        """Read a whole named graph."""
        return self._reader.graph(name)

    def whole(self, version: str) -> Graph:
        """Read a version with its article's sheet and the parties and places that it speaks of."""
        things = self._reader.things(
            "referenced", versions=[URIRef(version)], **self._named("parties", "places")
        )
        graph = self.graph(version) + self.graph(version.rpartition("/")[0])
        for start in range(0, len(things), BATCH):
            subjects = [URIRef(thing) for thing in things[start : start + BATCH]]
            text = self._store.answer(bind(query("things"), subjects=subjects), accept=N_TRIPLES)
            graph.parse(data=text, format="nt")
        return graph

    def put(self, written: Written, *, now: datetime) -> None:
        """Store one article version with its frames and the note that it wants comparing."""
        version = self._iris.version_graph(written.article, written.digest)
        facts = bind(
            query("put"),
            version=version,
            text=self._iris.iri("text", written.text),
            version_facts=written.version,
            party_facts=written.parties,
            place_facts=written.places,
            frame_facts=self.frame_facts(version, written.statements),
            digest=Literal(digest(written.version)),
            witness_facts=_witnesses(written.parties + written.places),
            now=moment(now),
            **self._named("parties", "places", "frames", "digests", "outbox"),
        )
        sheet = bind(
            query("renew_article"),
            article=self._iris.iri("article", written.article),
            graph=self._iris.article_graph(written.article),
        )
        shared = _subjects(written.parties + written.places)
        here = bind(
            query("unbury"),
            version=version,
            things=[self._iris.iri("article", written.article), *shared],
            **self._named("gone"),
        )
        self._store.update(chain(facts, here, sheet, self._unsettle(written.article)))

    def _unsettle(self, article: str) -> str:
        """Drop what is derived of an article's claims; a first version has nothing of the kind yet."""
        return bind(
            query("unsettle"),
            article=self._iris.iri("article", article),
            sheet=self._iris.article_graph(article),
            **self._named("frames", "conflicts", "ties", "groups", "outbox"),
        )

    def retract(self, article: str, *, replaced_by: str | None = None) -> int:
        """Undo the ingest of all versions of an article, and note that it was here; give how many there were.

        `replaced_by` is the IRI of what takes its place.
        """
        if not article.isalnum():  # what a person typed may not be an id at all
            return 0
        versions = [URIRef(version) for version in self.version_graphs(article)]
        if not versions:
            return 0
        things = self._reader.things("referenced", versions=versions, **self._named("parties", "places"))
        sheet = self._iris.article_graph(article)
        iri = self._iris.iri("article", article)
        bury = bind(
            query("bury"),
            versions=versions,
            article=iri,
            replaced_by=URIRef(replaced_by) if replaced_by else None,
            **self._named("gone", "conflicts", "ties", "groups"),
        )
        undo = bind(
            query("retract"),
            versions=[*versions, sheet],
            **self._named("frames", "outbox", "digests"),
        )
        sweep = bind(
            query("sweep"),
            things=[URIRef(thing) for thing in things],
            **self._named("parties", "places", "digests"),
        )
        swept = bind(
            query("bury_swept"),
            things=[URIRef(thing) for thing in things],
            article=iri,
            **self._named("gone"),
        )
        self._store.update(chain(bury, self._unsettle(article), undo, sweep, swept))
        return len(versions)

    def pending(self, limit: int = BATCH) -> tuple[str, ...]:
        """Name the version graphs that still want comparing, the longest waiting first."""
        rows = self._reader.rows("pending", limit=limit, **self._named("outbox"))
        return tuple(row["version"] for row in rows)

    def statements(self, iris: Iterable[str]) -> dict[str, Statement]:
        """Read claims back as they are compared, by their IRIs."""
        found = self.derived.sight.read(last_part(iri) for iri in iris)
        return {str(self._iris.iri("claim", ident)): one for ident, one in found.items()}

    def plan(self, version: str, comparer: Comparer) -> Plan:
        """Work out what the claims of a version are to all others; those of an old version are nothing."""
        is_current = self._is_current(version)
        claims = self._reader.things("claims_in", version=URIRef(version)) if is_current else []
        return self.derived.plan((last_part(iri) for iri in claims), comparer, self.decisions.rulings())

    def settle(self, version: str, comparer: Comparer) -> int:
        """Compare the claims of a version, keep what that gives and take it off the outbox, all at once.

        One version at a time in one process. Elsewhere the same work may be done at the same time: both
        come to what the claims give that each has seen, and the version that was stored last has seen all.
        """
        with self._comparing:
            plan = self.plan(version, comparer)
            done = bind(query("done"), version=URIRef(version), **self._named("outbox"))
            self._store.update(chain(*self.derived.updates(plan), done))
        return len(plan.conflicts)

    def put_frames(self, version: str, *, now: datetime) -> None:
        """Work out again under which frames the claims of a version are compared; mark it for comparing."""
        statements = self.statements(self._reader.things("claims_in", version=URIRef(version)))
        self._store.update(
            bind(
                query("put_frames"),
                version=URIRef(version),
                frame_facts=self.frame_facts(version, statements.values()),
                now=moment(now),
                sheet=URIRef(version.rpartition("/")[0]),
                **self._named("frames", "outbox"),
            )
        )

    def claims_in(self, version: str) -> dict[str, Statement]:
        """Read all claims of a version back."""
        return self.statements(self._reader.things("claims_in", version=URIRef(version)))

    def expected_frames(self, version: str) -> Graph:
        """Work out under which frames the claims of a version are to be kept: none, if it is an old one."""
        frames = self.frame_facts(version, self.claims_in(version).values())
        return frames if self._is_current(version) else Triples()

    def _is_current(self, version: str) -> bool:
        sheet = URIRef(version.rpartition("/")[0])
        return bool(self._reader.rows("is_current", version=URIRef(version), sheet=sheet))

    def stored_frames(self, version: str) -> Graph:
        """Read under which frames the claims of a version are kept."""
        graph = Triples()
        for row in self._reader.rows("frames_in", version=URIRef(version), **self._named("frames")):
            graph.add((URIRef(row["claim"]), URIRef(row["property"]), Literal(row["value"])))
        return graph

    def stored_digest(self, version: str) -> str | None:
        """Give the fingerprint that a version had when it was stored."""
        found = self._reader.things("digest", version=URIRef(version), **self._named("digests"))
        return found[0] if found else None

    def kept_out(self) -> Graph:
        """Read the whole quarantine."""
        return self.graph(str(self._iris.graph("quarantine")))

    def decided(self) -> Graph:
        """Read all that people decided."""
        return self.graph(str(self._iris.graph("decisions")))

    def quarantine(self, refusal: Refusal) -> None:
        """Keep an input that was refused, with its reason."""
        iri = self._iris.iri("refusal", refusal.id)
        graph = Triples()
        graph.add((iri, RDF.type, WS.Refusal))
        graph.add((iri, WS.origin, Literal(refusal.origin)))
        graph.add((iri, WS.reason, Literal(refusal.reason)))
        graph.add((iri, WS.payload, Literal(refusal.payload)))
        graph.add((iri, PROV.generatedAtTime, moment(refusal.at)))
        self._store.update(
            bind(query("put_refusal"), refusal=iri, refusal_facts=graph, **self._named("quarantine"))
        )

    def release(self, refusal: str) -> None:
        """Let a quarantined input go."""
        iri = self._iris.iri("refusal", refusal)
        self._store.update(bind(query("drop_refusal"), refusal=iri, **self._named("quarantine")))

    def frame_facts(self, version: str, statements: Iterable[Statement]) -> Graph:
        """Write under which frames, and in which form, a text and its claims are compared; some with none."""
        graph = Triples()
        compared = tuple(statements)
        for statement in compared:
            iri, keys = self._iris.iri("claim", statement.id), self._keys(statement)
            if keys or (statement.story and statement.stance is not Stance.ASKS):
                graph.add((iri, WS.asCompared, Literal(write_sketch(statement))))
            for key in keys:
                graph.add((iri, WS.frame, Literal(key)))
        for one in compared[:1]:  # all claims of a version tell its story
            graph += self.stories.frame_facts(version, one)
        return graph

    def _named(self, *names: str) -> dict[str, Any]:
        return named(self._iris, *names)


def _subjects(graph: Graph) -> list[URIRef]:
    return [URIRef(str(one)) for one in sorted(set(graph.subjects()), key=str)]


def _witnesses(graph: Graph) -> Graph:
    """Note a digest for each fact of parties and places: several articles may have written them."""
    noted = Triples()
    for subject, predicate, value in graph:
        noted.add((subject, WS.factDigest, Literal(fact_digest(str(subject), str(predicate), str(value)))))
    return noted
