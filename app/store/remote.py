"""The remote door: any server that speaks SPARQL 1.1 Query, Update and Graph Store over HTTP.

Parameters go as a form, which every server understands. What may be repeated without harm (queries,
replacing a graph) is tried once more when the connection fails; an update only if it never left.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import httpx

from app.errors import (
    Malformed,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
    QueryUnsupported,
    StoreError,
    StoreUnreachable,
)
from app.store.base import JSON_RESULTS, N_TRIPLES, Answer, Question
from app.store.dataset import names_dataset
from app.store.formats import ANSWER_TYPES, SURROGATE, evaluation_error, is_whole, syntax_error, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from app.store.base import ReaderLimits

_GRAPHS: Final = (
    "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?subject ?predicate ?object } } ORDER BY ?graph"
)
_SERVERS_OWN: Final = ("http://www.openlinksw.com/", "http://localhost:8890/", "urn:core:", "urn:rules.")
"""Beginnings of the names of Virtuoso's own graphs, which must never be touched."""
_GONE: Final = frozenset({502, 503, 504})
_GAVE_UP: Final = frozenset({408, 503, 504})
_NEVER_LEFT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_CHUNK: Final = 64 * 1024


class RemoteStore:
    """Our own reads and writes on a server; stateless, so many services may share one server."""

    def __init__(self, query_url: str, update_url: str, graph_store_url: str, client: httpx.Client) -> None:
        self._query_url = query_url
        self._update_url = update_url
        self._graph_store_url = graph_store_url
        self._client = client
        self._writing = threading.RLock()

    def answer(self, query: str, *, accept: str = JSON_RESULTS) -> bytes:
        """Answer a query in the media type asked for; the default graph is the union of all graphs."""
        question = Question(query=query, accept=accept)
        response = self._repeatable(_query_request(self._client, self._query_url, question))
        if response.status_code == httpx.codes.NOT_ACCEPTABLE:
            raise QueryRefused(_said(response))
        _check(response, syntax=True)
        if not is_whole(accept, response.content):
            message = "the store broke its answer off"
            raise StoreError(message)
        return response.content

    def update(self, text: str) -> None:
        """Carry out one update request; that it is all or nothing is what we ask of the server."""
        request = self._client.build_request("POST", self._update_url, data={"update": _encodable(text)})
        with self._writing:
            self._send_update(request)

    def _send_update(self, request: httpx.Request) -> None:
        try:
            response = self._send(request)
        except _NEVER_LEFT:
            response = self._last_try(request)
        except httpx.TransportError as error:
            message = f"the connection broke during an update, which may or may not have been done: {error}"
            raise StoreUnreachable(message) from error
        _check(response, syntax=True)

    def load(self, graph: str, triples: bytes, *, media_type: str = "text/turtle") -> None:
        """Replace one named graph by the triples given."""
        response = self._repeatable(
            self._client.build_request(
                "PUT",
                self._graph_store_url,
                params={"graph": graph},
                content=triples,
                headers={"content-type": media_type},
            )
        )
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise Malformed(_said(response), origin=graph)
        _check(response)

    def dump(self) -> Iterator[bytes]:
        """Give all named graphs as N-Quads, one after the other, each as it is at that moment."""
        for graph in self.graphs():
            yield _n_quads(self.graph(graph), graph)

    def graph(self, name: str | None) -> bytes:
        """Give the triples of one named graph, or of the default graph (None), as N-Triples."""
        params = {"default": ""} if name is None else {"graph": name}
        response = self._repeatable(
            self._client.build_request(
                "GET", self._graph_store_url, params=params, headers={"accept": N_TRIPLES}
            )
        )
        if response.status_code == httpx.codes.NOT_FOUND:
            return b""
        _check(response)
        return response.content

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other thread of this process write meanwhile; other instances may."""
        with self._writing:
            yield

    def graphs(self) -> list[str]:
        """Name the graphs that hold anything, but for those in which a server keeps its own affairs."""
        answer = httpx.Response(200, content=self.answer(_GRAPHS)).json()
        names = [row["graph"]["value"] for row in answer["results"]["bindings"]]
        return [name for name in names if not name.startswith(_SERVERS_OWN)]

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _repeatable(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._send(request)
        except httpx.TransportError:
            return self._last_try(request)

    def _last_try(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._send(request)
        except httpx.TransportError as error:
            message = f"no answer from the store: {error}"
            raise StoreUnreachable(message) from error

    def _send(self, request: httpx.Request) -> httpx.Response:
        return self._client.send(request)


class RemotePublic:
    """Strangers' queries on a server, held to our limits of time and size.

    The server must have a limit of its own: when we hang up, not every server stops. Rows are not
    counted here, and a silent server is left one time limit after it last sent something.
    """

    def __init__(
        self,
        query_url: str,
        client: httpx.Client,
        limits: ReaderLimits,
        refuse: Callable[[str], None],
        *,
        union: bool = True,
    ) -> None:
        self._union = union
        self._query_url = query_url
        self._client = client
        self._limits = limits
        self._refuse = refuse

    def ask(self, question: Question) -> Answer:
        """Answer, or raise one of the query errors; what follows the first part may still raise one."""
        self._refuse(question.query)
        timeout = httpx.Timeout(self._limits.seconds)
        request = _query_request(self._client, self._query_url, question, timeout=timeout, union=self._union)
        return Answer(media_type=question.accept, chunks=Primed(self._parts(request, question.accept)))

    def close(self) -> None:
        """Nothing: the connections belong to whoever made the client."""

    def _parts(self, request: httpx.Request, accept: str) -> Generator[bytes]:
        """Give the answer, always one part behind, so that the last is not given before it is checked."""
        deadline = time.monotonic() + self._limits.seconds
        left = self._limits.answer_bytes
        held = b""
        try:
            response = self._client.send(request, stream=True)
            try:
                _check_public(response)
                for part in response.iter_bytes(_CHUNK):
                    left -= len(part)
                    if left < 0:
                        message = f"the answer is over the limit of {self._limits.answer_bytes} bytes"
                        raise QueryTooLarge(message)
                    if time.monotonic() > deadline:
                        raise QueryTimeout(self._over_time())
                    if held:
                        yield held
                    held = part
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise QueryTimeout(self._over_time()) from error
        except httpx.TransportError as error:
            message = f"no whole answer from the store: {error}"
            raise StoreUnreachable(message) from error
        if not is_whole(accept, held):
            message = "the server broke its answer off, most likely at its own limit of time"
            raise QueryTimeout(message)
        if held:
            yield held

    def _over_time(self) -> str:
        return f"stopped at the limit of {self._limits.seconds:g} seconds"


class Primed(Iterator[bytes]):
    """An iterator that has done its first step, so that errors come before anything is promised."""

    def __init__(self, parts: Generator[bytes]) -> None:
        self._parts = parts
        self._first = next(parts, None)

    def __next__(self) -> bytes:
        """Give the next part."""
        if self._first is None:
            return next(self._parts)
        part, self._first = self._first, None
        return part

    def close(self) -> None:
        """Leave the rest and hang up."""
        self._first = None
        self._parts.close()


def _query_request(
    client: httpx.Client,
    url: str,
    question: Question,
    *,
    timeout: httpx.Timeout | None = None,
    union: bool = True,
) -> httpx.Request:
    """Write a query as a form; without a dataset of its own it is asked of the union of all graphs.

    The parameter for that is Oxigraph's; other servers pass it over, and are to be set up so.
    """
    if question.accept not in ANSWER_TYPES:
        raise QueryRefused(unwritable(question.accept, ANSWER_TYPES))
    form: dict[str, str | list[str]] = {"query": _encodable(question.query)}
    if question.default_graphs or question.named_graphs:
        form["default-graph-uri"] = list(question.default_graphs)
        form["named-graph-uri"] = list(question.named_graphs)
    elif union and not names_dataset(question.query):
        form["union-default-graph"] = ""
    headers = {"accept": question.accept}
    return client.build_request("POST", url, data=form, headers=headers, timeout=timeout or client.timeout)


def _encodable(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QuerySyntax(SURROGATE)
    return text


def _check(response: httpx.Response, *, syntax: bool = False) -> None:
    """Raise what a status means for us."""
    if response.is_success:
        return
    if syntax and response.status_code == httpx.codes.BAD_REQUEST:
        raise syntax_error(_said(response))
    message = f"the store answered with status {response.status_code}: {_said(response)}"
    if response.status_code in _GONE:
        raise StoreUnreachable(message)
    raise StoreError(message)


def _check_public(response: httpx.Response) -> None:
    """Raise what a status means for whoever asked."""
    if response.is_success:
        return
    response.read()
    if response.status_code == httpx.codes.NOT_ACCEPTABLE:
        raise QueryRefused(_said(response))
    if response.status_code in _GAVE_UP:
        message = f"the server gave the query up (status {response.status_code})"
        raise QueryTimeout(message)
    error = evaluation_error(_said(response))
    if isinstance(error, QueryUnsupported):
        raise error
    _check(response, syntax=True)


def _said(response: httpx.Response) -> str:
    """Give the beginning of what the server says."""
    return response.text[:2000].strip()


def _n_quads(triples: bytes, graph: str) -> bytes:
    r"""Name the graph at the end of each line; only "\n" ends a line here, other line ends are text."""
    name = f" <{graph}> .\n".encode()
    lines = (line.strip() for line in triples.split(b"\n"))
    return b"".join(
        line.removesuffix(b".").rstrip() + name for line in lines if line and not line.startswith(b"#")
    )
