"""The embedded door: Oxigraph in the one process that owns the folder.

Writers wait for one another; readers never wait. An acknowledged write is on disk: one wait for the
disk serves all who had written when it began.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from app.errors import Malformed, QueryRefused, QuerySyntax, StoreError, StoreInUse
from app.store.base import JSON_RESULTS
from app.store.dataset import names_dataset
from app.store.disk import FLUSH_AFTER, WRITE_COUNTS, WriteAheadLog
from app.store.formats import (
    BOOLEAN_TYPES,
    GRAPH_TYPES,
    RESULT_TYPES,
    SURROGATE,
    evaluation_error,
    syntax_error,
    unwritable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DUMP_BATCH = 5_000
"""Quads in one chunk of a dump: about a megabyte."""


class EmbeddedStore:
    """A store in a folder, or in memory when there is none; threads may share it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._opened: ox.Store | None = _open(folder)
        self._writing = threading.RLock()
        self._syncing = threading.Lock()
        self._written = 0
        self._synced = 0
        self._unflushed = 0
        # Where the system cannot wait for one file's content (macOS), each write flushes the engine.
        self._log = WriteAheadLog(folder) if folder and hasattr(os, "fdatasync") else None

    @property
    def writes(self) -> int:
        """How many writes were carried out since the store was opened: equal numbers, equal content."""
        return self._written

    def answer(self, query: str, *, accept: str = JSON_RESULTS) -> bytes:
        """Answer a query in the media type asked for; the default graph is the union of all graphs."""
        with _complaints_of_the_engine():
            return serialize(
                self._store.query(query, use_default_graph_as_union=not names_dataset(query)), accept
            )

    def update(self, text: str) -> None:
        """Carry out one update request in one transaction, and return when it is on disk."""
        with self._writing, _complaints_of_the_engine():
            self._store.update(text)
            self._written += 1
            self._unflushed += len(text) + WRITE_COUNTS
            ticket = self._written
        self._sync(ticket)

    def load(self, graph: str, triples: bytes, *, media_type: str = "text/turtle") -> None:
        """Replace one named graph by the triples given, in one transaction.

        Relative IRIs are read against the graph's own. Names of graphs inside the data are passed over.
        """
        name = _graph_name(graph)
        parsed = _parse(triples, media_type, graph)
        body = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES)
        self.update(
            f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{\n{(body or b'').decode()}}} }}"
        )

    def graph(self, name: str | None) -> bytes:
        """Give the triples of one named graph, or of the default graph (None), as N-Triples."""
        graph = ox.DefaultGraph() if name is None else _graph_name(name)
        with _complaints_of_the_engine():
            quads = self._store.quads_for_pattern(None, None, None, graph)
            return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other thread write meanwhile; readers go on."""
        with self._writing:
            yield

    def dump(self) -> Iterator[bytes]:
        """Give the whole store as N-Quads in chunks, as it was when the first chunk was asked for."""
        batch: list[ox.Quad] = []
        for quad in self._store.quads_for_pattern(None, None, None, None):
            batch.append(quad)
            if len(batch) == DUMP_BATCH:
                yield _n_quads(batch)
                batch.clear()
        if batch:
            yield _n_quads(batch)

    def checkpoint(self, to: Path) -> int:
        """Make a copy of hard links in a new folder; tell how many `writes` it holds at least.

        The copy shares its files with the store, so it costs little on the same file system, and
        writers do not wait for it. A store in memory is written out whole.
        """
        with _complaints_of_the_engine():
            writes = self._written
            if self.folder:
                self._store.backup(str(to))
                self._unflushed = 0
            else:
                copy = ox.Store(str(to))
                copy.extend(self._store)
                copy.flush()
            return writes

    def close(self) -> None:
        """Let go of the folder, after the write that is under way."""
        with self._writing, self._syncing:
            if self._opened is not None:
                self._opened.flush()  # so that the next start has no log to read back
            self._opened = None

    @property
    def _store(self) -> ox.Store:
        if self._opened is None:
            message = "the store is closed"
            raise StoreError(message)
        return self._opened

    def _sync(self, ticket: int) -> None:
        """Wait until the write with this number is on disk, along with all that came before."""
        with self._syncing, _complaints_of_the_engine():
            if self._synced >= ticket:
                return
            reached = self._written
            if self._log is None or self._unflushed > FLUSH_AFTER:
                self._store.flush()
                self._unflushed = 0
            else:
                self._log.sync()
            self._synced = reached


def serialize(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str) -> bytes:
    """Write a result with the engine's own serialiser; QueryRefused if the type does not fit the result."""
    if isinstance(result, ox.QueryTriples):
        rdf_format = ox.RdfFormat.from_media_type(accept) if accept in GRAPH_TYPES else None
        if rdf_format:
            return result.serialize(format=rdf_format) or b""
        offered: tuple[str, ...] = GRAPH_TYPES
    else:
        offered = BOOLEAN_TYPES if isinstance(result, ox.QueryBoolean) else RESULT_TYPES
        results_format = ox.QueryResultsFormat.from_media_type(accept) if accept in offered else None
        if results_format:
            return result.serialize(format=results_format) or b""
    raise QueryRefused(unwritable(accept, offered))


def _open(folder: Path | None) -> ox.Store:
    if folder is None:
        return ox.Store()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder))
    except OSError as error:
        if "LOCK" in str(error):
            message = f"{folder} is in use: another process has it open"
            raise StoreInUse(message) from error
        message = f"{folder} cannot be opened: {error}"
        raise StoreError(message) from error


def _graph_name(graph: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        message = f"{graph!r} is not an IRI: {error}"
        raise StoreError(message) from error


def _parse(triples: bytes, media_type: str, base: str) -> Iterable[ox.Triple]:
    rdf_format = ox.RdfFormat.from_media_type(media_type) if media_type in GRAPH_TYPES else None
    if rdf_format is None:
        message = f"found triples as {media_type}; expected one of {', '.join(GRAPH_TYPES)}"
        raise StoreError(message)
    try:
        return [quad.triple for quad in ox.parse(triples, format=rdf_format, base_iri=base)]
    except SyntaxError as error:
        raise Malformed(str(error.msg), origin=base) from error


def _n_quads(batch: list[ox.Quad]) -> bytes:
    return ox.serialize(batch, format=ox.RdfFormat.N_QUADS) or b""


@contextmanager
def _complaints_of_the_engine() -> Iterator[None]:
    """Tell the engine's errors in our own."""
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(str(error.msg)) from error
    except UnicodeEncodeError as error:
        raise QuerySyntax(SURROGATE) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise evaluation_error(str(error)) from error
