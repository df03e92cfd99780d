"""The store port: SPARQL text in, bytes out. Two doors implement it, one contract suite holds them to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

JSON_RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
N_QUADS = "application/n-quads"


class Store(Protocol):
    """Our own reads and writes: trusted text, bounded queries, always fresh.

    The default graph of a query is the union of all named graphs.
    """

    def answer(self, query: str, *, accept: str = JSON_RESULTS) -> bytes:
        """Answer a query in the media type asked for; QuerySyntax, StoreUnreachable."""
        ...

    def update(self, text: str) -> None:
        """Carry out one update request, all or nothing, acknowledged when it is on disk."""
        ...

    def load(self, graph: str, triples: bytes, *, media_type: str = "text/turtle") -> None:
        """Replace one named graph by the triples given, all or nothing."""
        ...

    def graph(self, name: str | None) -> bytes:
        """Give the triples of one named graph, or of the default graph (None), as N-Triples."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Let nobody else in this process write meanwhile; whoever holds it may."""
        ...

    def dump(self) -> Iterator[bytes]:
        """Give the whole store as N-Quads, in chunks."""
        ...

    def close(self) -> None:
        """Let go of the folder or the connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A stranger's query as the SPARQL protocol carries it; `accept` is one negotiated media type."""

    query: str
    accept: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    seconds: float | None = None
    """What the asker gives it at most; our own limit stands above."""
    client: str | None = None
    """Who asks, where one client must leave something to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, or its beginning: the chunks raise a `QueryError` if it cannot be finished.

    `age` is how old the state is that was asked, in seconds (0 for the present). `version` names that state,
    where the store can tell: equal versions, equal answers. `is_whole` says that the chunks are all there
    and cannot fail.
    """

    media_type: str
    chunks: Iterator[bytes]
    age: float = 0.0
    version: int | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLimits:
    """What a stranger's query may take, and how many are answered at once.

    `readers` queries run at a time; as many again may run on as slow ones, at low priority, so that
    a few heavy queries do not keep the light ones waiting. `waiting` more may wait for their turn.
    """

    seconds: float = 10.0
    memory_bytes: int = 1024**3
    rows: int = 1_000_000
    answer_bytes: int = 256 * 1024**2
    readers: int = 2
    waiting: int = 16
    checkpoint_seconds: float = 0.25


class PublicStore(Protocol):
    """Strangers' queries: query-only, limited in time, memory and size, stoppable at any moment."""

    def ask(self, question: Question) -> Answer:
        """Answer, or raise QuerySyntax, QueryRefused, QueryTimeout, QueryTooLarge, QueryBusy.

        What is raised before the first chunk is an error status; what is raised while chunks are
        read means that the transfer must be broken off.
        """
        ...

    def close(self) -> None:
        """End every child."""
        ...


class Source(Protocol):
    """Where an answer comes from: the same object for the same file."""

    def fileno(self) -> int:
        """Give the number of the file."""
        ...


class Turn(Protocol):
    """A question on its way: wait until settled, `begin`, wait until there is something to read, `finish`.

    Whoever does not finish must `leave`.
    """

    def is_settled(self, tell: Callable[[], None]) -> bool:
        """Tell whether the question can be sent, or never will be; if not yet, `tell` is called then.

        That may be in any thread, and nothing else goes on meanwhile.
        """
        ...

    def begin(self) -> Source | None:
        """Send the question; give that from which the answer will come. None if it cannot be sent."""
        ...

    def finish(self) -> Answer:
        """Read the beginning of the answer, or raise one of the query errors."""
        ...

    def leave(self) -> None:
        """Give the place up, whatever it has come to."""
        ...


class QueueingStore(Protocol):
    """A public store that need not block a thread for each question."""

    def is_at_hand(self) -> bool:
        """Tell whether `queue` would return at once."""
        ...

    def queue(self, question: Question) -> Turn:
        """Take a place in the queue, or raise one of the query errors."""
        ...
