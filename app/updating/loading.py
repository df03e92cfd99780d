"""LOAD: a document from another machine, from hosts that the settings name, by our own safe fetcher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from app.errors import FetchError, Malformed, QueryRefused, UpdateFailed
from app.exchange.parse import GRAPH_FORMATS, OTHER_NAMES, SUFFIXES, read_quads

if TYPE_CHECKING:
    from app.read.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Loading:
    """Fetches graphs from the hosts that may be asked; none unless the settings say so."""

    fetcher: Fetcher
    hosts: frozenset[str] = frozenset()

    def __call__(self, address: str) -> bytes:
        """Give the triples of an address as N-Triples; QueryRefused, UpdateFailed."""
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            host = ""
        if host.lower() not in self.hosts:
            message = (
                f"LOAD <{address}> is not allowed: WHOSAID_LOAD_HOSTS does not name {host or 'its host'}"
            )
            raise QueryRefused(message)
        try:
            document = self.fetcher.fetch(address)
        except FetchError as error:
            message = f"LOAD <{address}>: {error.message}"
            raise UpdateFailed(message) from error
        assert document is not None  # nothing was said of an earlier state
        named = (document.media_type or "").partition(";")[0].strip().lower()
        media_type = OTHER_NAMES.get(named, named)
        if media_type not in GRAPH_FORMATS or named == "text/plain":
            media_type = SUFFIXES.get(urlsplit(document.url).path.rpartition(".")[2], media_type)
        if media_type not in GRAPH_FORMATS:
            message = f"LOAD <{address}> gave {named or 'no media type'}; expected a graph"
            raise UpdateFailed(message)
        try:
            triples = [quad.triple for quad in read_quads(document.body, media_type, base=document.url)]
        except Malformed as error:
            message = f"LOAD <{address}>: {error.message}"
            raise UpdateFailed(message) from error
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
