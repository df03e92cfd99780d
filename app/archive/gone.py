"""What was here and is no more: the graph of tombstones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.archive.facts import Reader
from app.archive.views import last_part
from app.errors import Gone

if TYPE_CHECKING:
    from rdflib import URIRef

    from app.rdf.iris import Iris
    from app.store.base import Store

GRAPH = "gone"
"""The name of the graph; no other part of the store speaks of what is not there."""


def tombstone(store: Store, iris: Iris, thing: URIRef) -> Gone | None:
    """Say of a thing that is not there that it was retracted; None if it never was there."""
    rows = Reader(store, iris).rows("tombstone", thing=thing, gone=iris.graph(GRAPH))
    if not rows:
        return None
    (row,) = rows
    message = f"{thing} was retracted"
    if row["article"] != str(thing):
        message += f" with the article {row['article']}"
    if "when" in row:
        message += f" on {row['when'][:10]}"
    if "replaced_by" in row:
        message += f"; what takes its place is {row['replaced_by']}"
    return Gone(
        message,
        article=last_part(row["article"]),
        when=row.get("when"),
        replaced_by=row.get("replaced_by"),
    )
