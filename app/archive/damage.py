"""What the store itself shows of damage: what is gone, astray, changed or doubled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal

from app.archive.graphs import named
from app.rdf.digest import fact_digest
from app.rdf.vocabulary import WS

if TYPE_CHECKING:
    from app.archive.facts import Reader
    from app.rdf.iris import Iris


class Damage:
    """Looks for what no write of ours leaves behind; `union`: queries ask all graphs as one."""

    def __init__(self, reader: Reader, iris: Iris, *, union: bool) -> None:
        self._reader = reader
        self._iris = iris
        self._union = union

    def lost(self) -> tuple[str, ...]:
        """Name the versions that were stored and are not there, or belong to no article."""
        return tuple(self._reader.things("lost", **named(self._iris, "digests")))

    def strays(self) -> tuple[str, ...]:
        """Name what stands in our common graphs without belonging there."""
        graphs = named(
            self._iris, "parties", "places", "frames", "conflicts", "ties", "groups", "digests", "outbox"
        )
        return tuple(f"{row['thing']}: {row['why']}" for row in self._reader.rows("strays", **graphs))

    def changed(self) -> tuple[str, ...]:
        """Name the parties and places of which something else is said than was written."""
        said: dict[str, set[str]] = {}
        noted: dict[str, set[str]] = {}
        for row in self._reader.rows("shared_facts", **named(self._iris, "parties", "places", "digests")):
            if row["p"] == str(WS.factDigest):
                noted.setdefault(row["s"], set()).add(row["o"])
            else:
                said.setdefault(row["s"], set()).add(fact_digest(row["s"], row["p"], row["o"]))
        return tuple(sorted(one for one in said.keys() | noted.keys() if said.get(one) != noted.get(one)))

    def duplicates(self, limit: int = 20) -> tuple[str, ...]:
        """Name triples that are stored in two graphs, which the union counts twice.

        Where nobody asks the union, only our own graphs matter.
        """
        ours = None if self._union else Literal(str(self._iris.graph("")))
        rows = self._reader.rows("duplicates", limit=limit, ours=ours)
        return tuple(f"{row['s']} {row['p']} {row['o']}" for row in rows)
