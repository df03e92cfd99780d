"""What one operation of the SPARQL protocol carries: its parameters, in the address or in the body."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.datastructures import URL

from app.web.desk import header
from app.web.negotiation import FORM, QUERY, RDF, ROWS, UPDATE
from app.web.problems import BadRequest
from app.web.updates import PARAMETERS

if TYPE_CHECKING:
    from starlette.requests import Request

    Pairs = tuple[tuple[str, str], ...]

LONGEST_TIMEOUT = 1e6
FORMATS = ("format", "output", "results")
"""What clients call the format that they want: SPARQLWrapper names it in several ways at once."""
EXAMPLE = """PREFIX schema: <http://schema.org/>
PREFIX ws: <https://w3id.org/whosaid/ns#>
SELECT ?party ?words WHERE { ?claim ws:claimedBy/schema:name ?party ; schema:text ?words } LIMIT 5"""
UPDATE_EXAMPLE = "INSERT DATA { GRAPH <urn:example:notes> { <urn:example:a> <urn:example:b> 1 } }"


def _parameter(name: str, description: str, example: str | None = None, **more: Any) -> dict[str, Any]:
    said = {"name": name, "in": "query", "description": description, "schema": {"type": "string"}, **more}
    return said | ({"example": example} if example else {})


_GRAPHS = {"type": "array", "items": {"type": "string"}}
_DATASET = [
    _parameter("default-graph-uri", "Graphs merged into the default graph", schema=_GRAPHS),
    _parameter("named-graph-uri", "Graphs that GRAPH may name", schema=_GRAPHS),
    _parameter("timeout", "Seconds that the query may take, within the limit of this service", "5"),
    _parameter("format", "json, xml, csv, tsv; ttl, nt, jsonld, rdf; stands above Accept"),
]
_ANSWERS = {
    "200": {
        "description": "The answer, or the description of the service",
        "content": {media_type: {} for media_type in (*ROWS, *RDF)},
    }
}
BY_GET = {
    "parameters": [_parameter("query", "SPARQL 1.1 Query", EXAMPLE), *_DATASET],
    "responses": _ANSWERS,
}
BY_POST = {
    "parameters": [*_DATASET, *PARAMETERS],
    "responses": {**_ANSWERS, "204": {"description": "The update is carried out"}},
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string"}, "example": EXAMPLE},
            UPDATE: {"schema": {"type": "string"}, "example": UPDATE_EXAMPLE},
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in ("query", "update")},
                },
                "example": {"query": EXAMPLE},
            },
        },
    },
}


class Asked:
    """The parameters of one protocol operation, from the address or from the body."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self._values: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            self._values[name] = (*self._values.get(name, ()), value)

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a parameter."""
        return self._values.get(name, ())

    def one(self, name: str) -> str | None:
        """Give the value of a parameter that may be given once."""
        found = self.all(name)
        if len(found) > 1:
            message = f"{name}= is given {len(found)} times; expected once"
            raise BadRequest(message)
        return found[0] if found else None

    def formats(self) -> tuple[str, ...]:
        """Give what the address names as the format."""
        if self._values.keys().isdisjoint(FORMATS):
            return ()
        found = [value for name in FORMATS for value in self.all(name)]
        return tuple(value.strip().lower() for value in found if value.strip())

    def seconds(self) -> float | None:
        """Give the time that the asker gives the query, in seconds."""
        wanted = self.one("timeout")
        if wanted is None:
            return None
        try:
            seconds = float(wanted)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < LONGEST_TIMEOUT:
            message = f"timeout= is {wanted[:40]!r}; expected seconds, more than 0"
            raise BadRequest(message)
        return seconds


def endpoint_of(request: Request) -> str:
    """Give the address of the endpoint as the request names it."""
    scope = request.scope
    server = tuple(scope.get("server") or ("localhost", None))
    return _address(scope["scheme"], header(request, b"host"), scope["path"], server)


@lru_cache(maxsize=64)
def _address(scheme: str, host: str, path: str, server: tuple[str, int | None]) -> str:
    headers = [(b"host", host.encode("latin-1"))] if host else []
    scope = {"type": "http", "scheme": scheme, "path": path, "headers": headers, "server": server}
    return str(URL(scope=scope))


def read_pairs(encoded: bytes) -> Pairs:
    """Read the parameters of an address or a form."""
    try:
        text = encoded.decode("ascii")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000))
    except UnicodeDecodeError as error:
        message = "the parameters are not UTF-8, percent-encoded"
        raise BadRequest(message) from error
    except ValueError as error:
        message = "there are more than 1000 parameters"
        raise BadRequest(message) from error


def read_utf8(body: bytes) -> str:
    """Read a body that is a query or an update as it is."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        message = "the query is not UTF-8"
        raise BadRequest(message) from error
