"""What the graph shows of claims that are compared: neighbours, ties, conflicts, groups; by their ids."""

from __future__ import annotations

import threading
from itertools import product
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from app.archive.derived_facts import TIE_CLASSES
from app.archive.sketch import read_sketch, read_telling
from app.archive.statements import DEPTH, read_statement
from app.archive.views import last_part, notation
from app.conflict.keywords import are_read_together
from app.conflict.proof import is_worth_reading
from app.domain.conflict import ConflictKind
from app.domain.dispute import Edge, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.archive.facts import Reader
    from app.domain.conflict import Statement
    from app.rdf.iris import Iris

BATCH = 500
"""Things named in one query."""
REMEMBERED = 20_000
"""Claims that are kept in memory as they are compared, some 40 MB: the newest, which meet most others."""

KINDS = {str(found): kind for kind, found in TIE_CLASSES.items()}


class Sight:
    """Reads what comparing needs; claims once read are remembered as long as their text stays."""

    def __init__(self, reader: Reader, iris: Iris) -> None:
        self._reader = reader
        self._iris = iris
        self._read: dict[str, Statement] = {}
        self._lock = threading.Lock()
        self._graphs = {
            name: iris.graph(path)
            for name, path in {
                "frames": "derived/frames",
                "conflicts": "derived/conflicts",
                "ties": "derived/ties",
                "groups": "derived/groups",
            }.items()
        }

    def around(self, claims: Iterable[str]) -> dict[str, frozenset[str]]:
        """Give for each claim those that share a frame with it, and those of its story worth reading."""
        asked = tuple(claims)
        found: dict[str, set[str]] = {}
        for row in self._rows("around", asked, "frames"):
            found.setdefault(last_part(row["mine"]), set()).add(last_part(row["other"]))
        for one, other in self._told_together(frozenset(asked)):
            found.setdefault(one, set()).add(other)
        return {one: frozenset(others - {one}) for one, others in found.items()}

    def _told_together(self, asked: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Pair these claims with those of the texts that are read together with theirs, if worth reading."""
        near: dict[str, set[str]] = {}
        for row in self._rows("tellings", asked, "frames"):
            if are_read_together(read_telling(row["mine"]), read_telling(row["theirs"])):
                near.setdefault(row["text"], set()).add(row["near"])
        claims: dict[str, list[str]] = {}
        for row in self._told_in({*near}.union(*near.values())):
            claims.setdefault(row["text"], []).append(last_part(row["claim"]))
        known = self.statements(one for ones in claims.values() for one in ones)
        for text, others in near.items():
            mine = [known[one] for one in asked.intersection(claims.get(text, ())) if one in known]
            told = [known[one] for other in others for one in claims.get(other, ()) if one in known]
            for one, other in product(mine, told):
                if is_worth_reading(one, other):
                    yield one.id, other.id

    def _told_in(self, texts: Iterable[str]) -> Iterator[dict[str, str]]:
        """Name the claims of some texts that are compared."""
        for batch in _batches(texts):
            named = [URIRef(text) for text in batch]
            yield from self._reader.rows("told_in", texts=named, frames=self._graphs["frames"])

    def statements(self, claims: Iterable[str]) -> dict[str, Statement]:
        """Give claims as they are compared, from memory where the same line was read before."""
        lines = {last_part(row["claim"]): row["sketch"] for row in self._rows("sketches", claims, "frames")}
        with self._lock:
            found = {ident: self._read[line] for ident, line in lines.items() if line in self._read}
        fresh = {ident: read_sketch(line) for ident, line in lines.items() if ident not in found}
        with self._lock:
            self._read |= {lines[ident]: one for ident, one in fresh.items()}
            while len(self._read) > REMEMBERED:
                del self._read[next(iter(self._read))]
        return found | fresh

    def read(self, claims: Iterable[str]) -> dict[str, Statement]:
        """Read claims back from their facts."""
        found: dict[str, Statement] = {}
        for batch in _batches(claims):
            iris = [str(self._iris.iri("claim", one)) for one in batch]
            facts = self._reader.follow(iris, depth=DEPTH, question="statement_facts")
            read = [read_statement(facts, iri) for iri in iris if iri in facts]
            found |= {one.id: one for one in read}
        return found

    def ties(self, claims: Iterable[str]) -> frozenset[Tie]:
        """Give the ties that these claims have."""
        return frozenset(
            Tie(
                kind=KINDS[row["class"]],
                earlier=last_part(row["earlier"]),
                later=last_part(row["later"]),
            )
            for row in self._rows("ties_of", claims, "ties")
        )

    def edges(self, claims: Iterable[str]) -> tuple[Edge, ...]:
        """Give the conflicts that these claims have."""
        words: dict[str, set[str]] = {}
        rows: dict[str, dict[str, str]] = {}
        for row in self._rows("edges_of", claims, "conflicts"):
            rows[row["conflict"]] = row
            words.setdefault(row["conflict"], set()).update((row["one"], row["two"]))
        return tuple(
            Edge(
                id=last_part(iri),
                pair=row["pair"],
                first=last_part(row["first"]),
                second=last_part(row["second"]),
                kind=ConflictKind(notation(row["kind"])),
                words=frozenset(words[iri]),
            )
            for iri, row in rows.items()
        )

    def groups(self, claims: Iterable[str]) -> dict[str, frozenset[str]]:
        """Give the disputes and propositions that hold these claims, by their IRIs, with all members."""
        found: dict[str, set[str]] = {}
        for row in self._rows("groups_of", claims, "groups"):
            found.setdefault(row["group"], set()).add(last_part(row["member"]))
        return {iri: frozenset(members) for iri, members in found.items()}

    def _rows(self, name: str, claims: Iterable[str], *graphs: str) -> Iterator[dict[str, str]]:
        named: dict[str, Any] = {graph: self._graphs[graph] for graph in graphs}
        for batch in _batches(claims):
            terms: list[URIRef] = [self._iris.iri("claim", one) for one in batch]
            yield from self._reader.rows(name, claims=terms, **named)


def _batches(claims: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(claims))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
