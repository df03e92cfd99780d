"""What the service writes: article versions, conflicts, refusals; each act is one update, all or nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from rdflib import RDF, XSD, Graph, Literal, URIRef

from app.archive.facts import Reader
from app.archive.gone import GRAPH as GONE
from app.archive.statements import DEPTH, read_statement
from app.archive.views import last_part
from app.domain.identity import make_id, pair_id
from app.rdf.digest import digest, fact_digest
from app.rdf.sparql import bind, chain, query
from app.rdf.vocabulary import PROV, WS, concept
from app.rdf.write import moment
from app.store.base import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from app.domain.conflict import Compared, Conflict, Statement
    from app.domain.report import Refusal
    from app.rdf.iris import Iris
    from app.rdf.write import Written
    from app.store.base import Store

BATCH = 500
"""Things named in one query."""
REMEMBERED = 20_000
"""Claims that are kept in memory as they are compared, some 40 MB: the newest, which meet most others."""


class Ledger:
    """Our writes, and the reads that writing and comparing need."""

    def __init__(self, store: Store, iris: Iris, keys: Callable[[Statement], tuple[str, ...]]) -> None:
        self._store = store
        self._iris = iris
        self._keys = keys
        self._reader = Reader(store, iris)
        self._read: dict[tuple[str, str], Statement] = {}
        self._lock = threading.Lock()
        self._graphs = {
            name: iris.graph(path)
            for name, path in {
                "parties": "parties",
                "places": "places",
                "frames": "derived/frames",
                "conflicts": "derived/conflicts",
                "digests": "digests",
                "outbox": "outbox",
                "quarantine": "quarantine",
                "gone": GONE,
            }.items()
        }

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
        text = self._store.answer(bind(query("graph"), graph=URIRef(name)), accept=N_TRIPLES)
        return Graph().parse(data=text, format="nt")

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
            frame_facts=self.frame_facts(written.statements),
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
        here = bind(
            query("unbury"),
            version=version,
            things=[
                self._iris.iri("article", written.article),
                *_subjects(written.parties + written.places),
            ],
            **self._named("gone"),
        )
        self._store.update(chain(facts, here, sheet))

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
            **self._named("gone", "conflicts"),
        )
        undo = bind(
            query("retract"),
            versions=[*versions, sheet],
            **self._named("conflicts", "frames", "outbox", "digests"),
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
        self._store.update(chain(bury, undo, sweep, swept))
        return len(versions)

    def pending(self, limit: int = BATCH) -> tuple[str, ...]:
        """Name the version graphs that still want comparing, the longest waiting first."""
        rows = self._reader.rows("pending", limit=limit, **self._named("outbox"))
        return tuple(row["version"] for row in rows)

    def candidates(self, version: str) -> tuple[tuple[Statement, Statement], ...]:
        """Give each claim of a version with each claim that may be about the same."""
        rows = self._reader.rows("candidates", version=URIRef(version), **self._named("frames", "digests"))
        pairs = sorted({tuple(sorted((row["mine"], row["other"]))) for row in rows})
        statements = self.statements({row["mine"] for row in rows})
        statements |= self._known_statements({row["other"]: row["digest"] for row in rows})
        return tuple((statements[first], statements[second]) for first, second in pairs)

    def _known_statements(self, wanted: dict[str, str]) -> dict[str, Statement]:
        """Read claims of known versions back, each once: what the digest stands for does not change."""
        with self._lock:
            found = {key[0]: self._read[key] for key in wanted.items() if key in self._read}
        fresh = self.statements(wanted.keys() - found.keys())
        with self._lock:
            self._read |= {(iri, wanted[iri]): one for iri, one in fresh.items()}
            while len(self._read) > REMEMBERED:
                del self._read[next(iter(self._read))]
        return found | fresh

    def statements(self, iris: Iterable[str]) -> dict[str, Statement]:
        """Read claims back as they are compared."""
        wanted = sorted(iris)
        found: dict[str, Statement] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            facts = self._reader.follow(batch, depth=DEPTH, question="statement_facts")
            found.update({iri: read_statement(facts, iri) for iri in batch if iri in facts})
        return found

    def put_conflicts(self, version: str, conflicts: Sequence[Conflict]) -> None:
        """Keep what comparing a version found, and take it off the outbox."""
        updates = [
            bind(
                query("put_conflict"),
                conflict_facts=self.conflict_facts(conflict),
                first=self._iris.iri("claim", conflict.first),
                second=self._iris.iri("claim", conflict.second),
                **self._named("conflicts"),
            )
            for conflict in conflicts
        ]
        named = [thing for one in conflicts for thing in _subjects(self.conflict_facts(one))]
        updates.append(bind(query("unbury"), version=URIRef(version), things=named, **self._named("gone")))
        updates.append(bind(query("done"), version=URIRef(version), **self._named("outbox")))
        self._store.update(chain(*updates))

    def forget_derived(self) -> None:
        """Drop frames and conflicts; `put_frames` and comparing bring them back."""
        self._store.update(bind(query("forget_derived"), **self._named("frames", "conflicts")))

    def put_frames(self, version: str, *, now: datetime) -> None:
        """Work out again under which frames the claims of a version are compared; mark it for comparing."""
        statements = self.statements(self._reader.things("claims_in", version=URIRef(version)))
        self._store.update(
            bind(
                query("put_frames"),
                version=URIRef(version),
                frame_facts=self.frame_facts(statements.values()),
                now=moment(now),
                **self._named("frames", "outbox"),
            )
        )

    def claims_in(self, version: str) -> dict[str, Statement]:
        """Read all claims of a version back."""
        return self.statements(self._reader.things("claims_in", version=URIRef(version)))

    def stored_frames(self, version: str) -> Graph:
        """Read under which frames the claims of a version are kept."""
        graph = Graph()
        for row in self._reader.rows("frames_in", version=URIRef(version), **self._named("frames")):
            graph.add((URIRef(row["claim"]), WS.frame, Literal(row["frame"])))
        return graph

    def stored_conflicts(self, version: str) -> Graph:
        """Read the conflicts that are kept for the claims of a version, with what was compared."""
        text = self._store.answer(
            bind(query("conflicts_in"), version=URIRef(version), **self._named("conflicts")),
            accept=N_TRIPLES,
        )
        return Graph().parse(data=text, format="nt")

    def stored_digest(self, version: str) -> str | None:
        """Give the fingerprint that a version had when it was stored."""
        found = self._reader.things("digest", version=URIRef(version), **self._named("digests"))
        return found[0] if found else None

    def lost(self) -> tuple[str, ...]:
        """Name the versions that were stored and are not there, or belong to no article."""
        return tuple(self._reader.things("lost", **self._named("digests")))

    def strays(self) -> tuple[str, ...]:
        """Name what stands in our common graphs without belonging there."""
        named = self._named("parties", "places", "frames", "conflicts", "digests", "outbox")
        return tuple(f"{row['thing']}: {row['why']}" for row in self._reader.rows("strays", **named))

    def changed(self) -> tuple[str, ...]:
        """Name the parties and places of which something else is said than was written."""
        said: dict[str, set[str]] = {}
        noted: dict[str, set[str]] = {}
        for row in self._reader.rows("shared_facts", **self._named("parties", "places", "digests")):
            if row["p"] == str(WS.factDigest):
                noted.setdefault(row["s"], set()).add(row["o"])
            else:
                said.setdefault(row["s"], set()).add(fact_digest(row["s"], row["p"], row["o"]))
        return tuple(sorted(one for one in said.keys() | noted.keys() if said.get(one) != noted.get(one)))

    def kept_out(self) -> Graph:
        """Read the whole quarantine."""
        return self.graph(str(self._graphs["quarantine"]))

    def duplicates(self, limit: int = 20) -> tuple[str, ...]:
        """Name triples that are stored in two graphs."""
        rows = self._reader.rows("duplicates", limit=limit)
        return tuple(f"{row['s']} {row['p']} {row['o']}" for row in rows)

    def quarantine(self, refusal: Refusal) -> None:
        """Keep an input that was refused, with its reason."""
        iri = self._iris.iri("refusal", refusal.id)
        graph = Graph()
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

    def frame_facts(self, statements: Iterable[Statement]) -> Graph:
        """Write under which frames claims are compared."""
        graph = Graph()
        for statement in statements:
            for key in self._keys(statement):
                graph.add((self._iris.iri("claim", statement.id), WS.frame, Literal(key)))
        return graph

    def conflict_iri(self, conflict: Conflict) -> str:
        """Name a conflict."""
        return str(
            self._iris.iri("conflict", pair_id("conflict", conflict.first, conflict.second, conflict.kind))
        )

    def conflict_facts(self, conflict: Conflict) -> Graph:
        """Write one conflict with what was compared."""
        graph = Graph()
        ident = pair_id("conflict", conflict.first, conflict.second, conflict.kind)
        iri = URIRef(self.conflict_iri(conflict))
        first, second = (self._iris.iri("claim", one) for one in (conflict.first, conflict.second))
        for predicate, value in (
            (RDF.type, WS.Conflict),
            (WS.between, first),
            (WS.between, second),
            (WS.first, first),
            (WS.second, second),
            (WS.conflictKind, concept(conflict.kind)),
            (WS.strength, concept(conflict.strength)),
            (WS.explanation, Literal(conflict.explanation, lang="en")),
            (WS.rule, Literal(conflict.rule)),
            (WS.ruleVersion, Literal(conflict.rule_version)),
            (WS.score, Literal(f"{conflict.score:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal)),
        ):
            graph.add((iri, predicate, value))
        for predicate, fields in ((WS.differsIn, conflict.differs), (WS.matchedOn, conflict.matched)):
            for compared in fields:
                graph += self._compared_facts(ident, predicate, compared)
        return graph

    def _compared_facts(self, conflict: str, predicate: URIRef, compared: Compared) -> Graph:
        graph = Graph()
        side = "differs" if predicate == WS.differsIn else "matched"
        iri = self._iris.iri("compared", make_id("compared", conflict, side, compared.field))
        graph.add((self._iris.iri("conflict", conflict), predicate, iri))
        graph.add((iri, RDF.type, WS.ComparedField))
        graph.add((iri, WS.field, Literal(compared.field)))
        graph.add((iri, WS.firstValue, Literal(compared.first)))
        graph.add((iri, WS.secondValue, Literal(compared.second)))
        return graph

    def _named(self, *names: str) -> dict[str, Any]:
        return {name: self._graphs[name] for name in names}


def _subjects(graph: Graph) -> list[URIRef]:
    return [URIRef(str(one)) for one in sorted(set(graph.subjects()), key=str)]


def _witnesses(graph: Graph) -> Graph:
    """Note a digest for each fact of parties and places: several articles may have written them."""
    noted = Graph()
    for subject, predicate, value in graph:
        noted.add((subject, WS.factDigest, Literal(fact_digest(str(subject), str(predicate), str(value)))))
    return noted
