"""What the graph says, as entries of the index."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef

from app.rdf.sparql import bind, query
from app.search.records import Content, Entry, Naming, Tally, Version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.rdf.iris import Iris
    from app.store.base import Store

Rows = list[dict[str, str]]


class Feed:
    """Asks the store for text versions and for what can be found in them."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self._store = store
        self._iris = iris

    def versions(self) -> tuple[Version, ...]:
        """List all text versions there are."""
        rows = self._rows("search_versions", digests=self._iris.graph("digests"))
        return tuple(
            Version(
                graph=row["version"],
                text=row["text"],
                digest=row.get("digest", ""),
                current="sheet" in row,
            )
            for row in rows
        )

    def contents(self, versions: Sequence[Version]) -> tuple[Content, ...]:
        """Read some text versions, in a few queries; of one that is not current only the tallies."""
        sheets = {_sheet(one.graph): one.graph for one in versions if one.current}
        graphs = [URIRef(graph) for graph in (*(one.graph for one in versions), *sheets)]
        tallies: dict[str, Rows] = defaultdict(list)
        for row in self._rows("tally", graphs=graphs):
            tallies[sheets.get(row["graph"], row["graph"])].append(row)
        texts = [URIRef(one.text) for one in versions if one.current]
        found: dict[str, dict[str, Rows]] = {
            name: self._by("text", self._rows(name, texts=texts)) if texts else {}
            for name in ("search_articles", "search_claims", "search_namings")
        }
        return tuple(
            Content(
                version=one,
                tallies=_sums(tallies[one.graph]),
                entries=_entries(
                    found["search_articles"].get(one.text, []), found["search_claims"].get(one.text, [])
                ),
                namings=_namings(
                    found["search_claims"].get(one.text, []), found["search_namings"].get(one.text, [])
                ),
            )
            for one in versions
        )

    def shared_tallies(self) -> tuple[Tally, ...]:
        """Count what the graphs hold that are no article's."""
        articles = Literal(f"{self._iris.base}graph/article/")
        graphs = [URIRef(row["graph"]) for row in self._rows("shared_graphs", articles=articles)]
        return _sums(self._rows("tally", graphs=graphs) if graphs else [])

    def _rows(self, name: str, **values: Any) -> Rows:
        answer = json.loads(self._store.answer(bind(query(name), **values)))
        return [
            {variable: term["value"] for variable, term in row.items()}
            for row in answer["results"]["bindings"]
        ]

    @staticmethod
    def _by(name: str, rows: Rows) -> dict[str, Rows]:
        found: dict[str, Rows] = defaultdict(list)
        for row in rows:
            found[row[name]].append(row)
        return found


def _sheet(version: str) -> str:
    """Name the graph of what holds for all versions of an article; it counts with the current one."""
    return version.rpartition("/")[0]


def _sums(rows: Rows) -> tuple[Tally, ...]:
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sums[row["property"], row["class"]] += int(row["count"])
    return tuple(Tally(property=one[0], of_class=one[1], count=count) for one, count in sorted(sums.items()))


def _entries(articles: Rows, claims: Rows) -> tuple[Entry, ...]:
    if not articles:
        return ()
    about = articles[0]
    shared = {
        "publisher": about.get("publisher", ""),
        "publisher_name": about.get("publisher_name", ""),
        "article": about["article"],
        "headline": about.get("headline", ""),
        "published": about.get("published", ""),
    }
    found = [
        Entry(
            kind="article",
            iri=about["article"],
            title=about.get("headline", ""),
            body=about.get("body", ""),
            **shared,
        )
    ]
    found += [
        Entry(
            kind="claim",
            iri=row["claim"],
            title=row["name"],
            body=row["words"],
            party=row["party"],
            party_name=row["name"],
            **shared,
        )
        for row in claims
    ]
    return tuple(found)


def _namings(claims: Rows, namings: Rows) -> tuple[Naming, ...]:
    words: dict[tuple[str, str], set[str]] = {(row["party"], row["name"]): set() for row in claims}
    for row in namings:
        said = words.setdefault((row["party"], row["name"]), set())
        said |= {row[one] for one in ("called", "role", "affiliation") if one in row}
    return tuple(
        Naming(party=party, name=name, words=one)
        for (party, name), said in sorted(words.items())
        for one in sorted(said - {name}) or [""]
    )
