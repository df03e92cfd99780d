"""SERVICE: other SPARQL servers, on hosts that the settings name, are asked by our own safe fetcher.

The processes that answer queries have no sockets. So a call is made before the query is asked, and its
answer stands in the query then as the rows that it is (VALUES).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from app.errors import AddressRefused, FetchError, QueryRefused, QueryTimeout, QueryTooLarge
from app.rdf.calls import answered, calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rdf.calls import Call
    from app.read.fetch import Fetcher

ACCEPTED: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
FORMATS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
MOST_CALLS: Final = 5
"""Calls that one query may make, one after the other."""
MOST_ROWS: Final = 10_000
"""Rows that a call may bring: they become part of the query."""
NOTHING_BOUND: Final = "{ }"
"""What stands for a call that failed in silence: one row that binds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """Answers the calls of a query from the servers that may be called; threads may share it."""

    fetcher: Fetcher
    hosts: frozenset[str]
    clock: Callable[[], float] = time.monotonic

    def __call__(self, query: str, *, base: str, seconds: float) -> tuple[str, float]:
        """Give the query with its calls answered, and the seconds that are left for it.

        QuerySyntax, QueryRefused, QueryTimeout, QueryTooLarge, FetchError. A call gets half of the time
        that is left, so that something remains for the query where a call fails in silence.
        """
        found = calls(query, base=base)
        if len(found) > MOST_CALLS:
            message = f"{len(found)} calls by SERVICE; {MOST_CALLS} are made for a query at most"
            raise QueryRefused(message)
        for call in found:
            self._check(call)
        end = self.clock() + seconds
        groups = [(call, self._group(call, self._left(end, seconds) / 2)) for call in found]
        return answered(query, groups), self._left(end, seconds)

    def _left(self, end: float, seconds: float) -> float:
        left = end - self.clock()
        if left <= 0:
            message = f"stopped at the limit of {seconds:g} seconds, while other servers were called"
            raise QueryTimeout(message)
        return left

    def _check(self, call: Call) -> None:
        """Refuse a host that may not be called, also where a failure would be passed over in silence."""
        try:
            host = urlsplit(call.endpoint).hostname or ""
        except ValueError:
            host = ""
        if host.lower() not in self.hosts:
            message = (
                f"SERVICE <{call.endpoint}> is not allowed: "
                f"WHOSAID_SERVICE_HOSTS does not name {host or 'its host'}"
            )
            raise QueryRefused(message)

    def _group(self, call: Call, seconds: float) -> str:
        """Ask one server, and write what it answered as a group of a query."""
        try:
            return self._ask(call, seconds)
        except AddressRefused:
            raise
        except (FetchError, QueryTooLarge):
            if call.silent:
                return NOTHING_BOUND
            raise

    def _ask(self, call: Call, seconds: float) -> str:
        joint = "&" if urlsplit(call.endpoint).query else "?"
        address = f"{call.endpoint}{joint}{urlencode({'query': call.query})}"
        try:
            document = self.fetcher.fetch(address, seconds=seconds)
        except FetchError as error:
            message = f"SERVICE: {error.message}"
            raise type(error)(message, url=call.endpoint) from error
        assert document is not None  # nothing was said of an earlier state
        named = (document.media_type or "").partition(";")[0].strip().lower()
        if named not in FORMATS:
            message = f"SERVICE: answered as {named or 'no media type'}; expected {ACCEPTED}"
            raise FetchError(message, url=call.endpoint)
        try:
            solutions = ox.parse_query_results(document.body, format=FORMATS[named])
            return _as_group(solutions, call.endpoint)
        except (SyntaxError, ValueError) as error:
            message = f"SERVICE: answered with what are no results of a query ({error})"
            raise FetchError(message, url=call.endpoint) from error


def _as_group(solutions: ox.QuerySolutions | ox.QueryBoolean, endpoint: str) -> str:
    """Write rows as VALUES, which knows no nodes without a name."""
    if isinstance(solutions, ox.QueryBoolean):
        message = "SERVICE: answered yes or no; expected rows"
        raise FetchError(message, url=endpoint)
    rows: list[str] = []
    for solution in solutions:
        if len(rows) == MOST_ROWS:
            message = f"SERVICE <{endpoint}> gave more than {MOST_ROWS} rows; add what narrows it"
            raise QueryTooLarge(message)
        terms = ["UNDEF" if term is None else _written(term, endpoint) for term in solution]
        rows.append(f"({' '.join(terms)})")
    names = " ".join(str(variable) for variable in solutions.variables)
    return f"{{ VALUES ({names}) {{ {' '.join(rows)} }} }}"


def _written(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, endpoint: str) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return str(term)
    message = "SERVICE: answered with nodes without a name, which cannot be joined with; bind none of them"
    raise FetchError(message, url=endpoint)
