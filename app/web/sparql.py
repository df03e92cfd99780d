"""The SPARQL endpoint (SPARQL 1.1 Protocol); an update is handed on to `updates`.

An answer is streamed: its status is sent when the first bytes are there, and a query that fails
later breaks the transfer off, so that nobody takes half an answer for a whole one.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from anyio import CancelScope, CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.errors import QueryRefused
from app.rdf.formats import translate
from app.rdf.refuse import FORMS, UPDATES, keywords
from app.store.base import Question
from app.web.answers import address, charset, chosen, whole
from app.web.asking import ask
from app.web.desk import content_type, desk, read_body
from app.web.editor import query_page
from app.web.limits import as_turtle, limits_of
from app.web.memory import note
from app.web.negotiation import (
    ALIASES,
    FORM,
    HTML,
    QUERY,
    RDF,
    ROWS,
    TRUTH,
    TURTLE,
    UPDATE,
    NotAcceptable,
    choose,
    named,
)
from app.web.problems import BadRequest, UnsupportedType
from app.web.quota import client_of
from app.web.service_description import extension_functions, service_description
from app.web.updates import BY_GET as UPDATE_BY_GET
from app.web.updates import PARAMETERS, may_update, require_utf8, update

OFFERED: dict[str, Mapping[str, str]] = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": RDF, "DESCRIBE": RDF}
"""What each form of query can be answered in."""
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
"""Functions that give something else each time: an answer with one of them is not kept."""
KEPT = {"vary": "Accept, Accept-Encoding", "cache-control": "no-cache"}
LONGEST_TIMEOUT = 1e6
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
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of one protocol operation, from the address or from the body."""

    values: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a parameter."""
        return tuple(value for key, value in self.values if key == name)

    def one(self, name: str) -> str | None:
        """Give the value of a parameter that may be given once."""
        found = self.all(name)
        if len(found) > 1:
            message = f"{name}= is given {len(found)} times; expected once"
            raise BadRequest(message)
        return found[0] if found else None


@router.get("/sparql", tags=["sparql"], summary="Query", openapi_extra=BY_GET)
async def query_by_get(request: Request) -> Response:
    """Answer a query; without one, describe the service, to a browser with the query page."""
    asked = Asked(_pairs(request.scope["query_string"]))
    if asked.all("update"):
        raise BadRequest(UPDATE_BY_GET)
    query = asked.one("query")
    if query is None:
        return await run_sync(_describe_service, request, asked)
    if _is_for_page(request, asked):
        return await run_sync(query_page, request, query)
    return await _answer(request, asked, query)


@router.post("/sparql", tags=["sparql"], summary="Query, with the query in the body", openapi_extra=BY_POST)
async def query_by_post(request: Request) -> Response:
    """Answer a query that comes as a form or as it is (application/sparql-query)."""
    require_utf8(request)
    body = await read_body(request)
    media_type = content_type(request)
    address = _pairs(request.scope["query_string"])
    if media_type == FORM:
        asked = Asked((*address, *_pairs(body)))
    elif media_type == QUERY:
        asked = Asked((*address, ("query", _utf8(body))))
    elif media_type == UPDATE:
        may_update(request)
        return await update(request, (*address, ("update", _utf8(body))))
    else:
        message = f"found {media_type or 'no Content-Type'}; expected {FORM}, {QUERY} or {UPDATE}"
        raise UnsupportedType(message)
    if asked.all("update"):
        return await update(request, asked.values)
    query = asked.one("query")
    if query is None:
        message = "the form has no query= and no update="
        raise BadRequest(message)
    return await _answer(request, asked, query)


async def _answer(request: Request, asked: Asked, query: str) -> Response:
    words = keywords(query)
    form = next((word for word in words if word in FORMS or word in UPDATES), "")
    if form in UPDATES:
        message = f"this is an update ({form}), sent as a query; send it as update=, or as {UPDATE}"
        raise QueryRefused(message)
    here = desk(request)
    question = Question(
        query=query,
        accept=_media_type(request, asked, form),
        default_graphs=asked.all("default-graph-uri"),
        named_graphs=asked.all("named-graph-uri"),
        base=_endpoint(request),
        seconds=_seconds(asked.one("timeout")),
        client=client_of(request.scope) if here.parts.settings.rate_limit != "off" else None,
    )
    is_lasting = VOLATILE.isdisjoint(words)
    parts = (query, question.accept, question.default_graphs, question.named_graphs, question.base)
    known = request.headers.get("if-none-match")
    if known and is_lasting and request.method == "GET":
        version = here.versions.number()
        tag = "" if version is None else here.versions.tag(version, parts)
        if tag and tag in known:
            return Response(status_code=304, headers={"etag": tag, **KEPT})
    answer = await ask(here.public, question, here.askers)
    headers = {"content-type": charset(answer.media_type), "whosaid-state-age": f"{answer.age:.3f}", **KEPT}
    if answer.version is not None and is_lasting:
        headers["etag"] = here.versions.tag(answer.version, parts)
        note(request, answer.version)
    if answer.is_whole:
        return Response(b"".join(answer.chunks), headers=headers)
    first = await run_sync(_next, answer.chunks, limiter=here.askers)
    return Streamed(stream(first, answer.chunks, here.askers), answer.chunks, headers)


def _endpoint(request: Request) -> str:
    """Give the address of the endpoint as the request names it."""
    scope = request.scope
    server = tuple(scope.get("server") or ("localhost", None))
    return _address(scope["scheme"], request.headers.get("host", ""), scope["path"], server)


@lru_cache(maxsize=64)
def _address(scheme: str, host: str, path: str, server: tuple[str, int | None]) -> str:
    headers = [(b"host", host.encode("latin-1"))] if host else []
    scope = {"type": "http", "scheme": scheme, "path": path, "headers": headers, "server": server}
    return str(URL(scope=scope))


def _seconds(wanted: str | None) -> float | None:
    """Read the time that the asker gives the query, in seconds."""
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


class Streamed(StreamingResponse):
    """An answer that is passed on as it comes; when its reader leaves early, the query is let go."""

    def __init__(
        self, stream: AsyncIterator[bytes], source: Iterator[bytes], headers: Mapping[str, str]
    ) -> None:
        super().__init__(stream, headers=headers)
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send everything, and close the source however it ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            close = getattr(self._source, "close", None)
            if close is not None:
                with CancelScope(shield=True):
                    await run_sync(close)


async def stream(first: bytes | None, rest: Iterator[bytes], askers: CapacityLimiter) -> AsyncIterator[bytes]:
    """Pass chunks on as they come, each fetched in a thread."""
    chunk = first
    while chunk is not None:
        yield chunk
        chunk = await run_sync(_next, rest, limiter=askers)


def _next(chunks: Iterator[bytes]) -> bytes | None:
    """Give the next chunk, None at the end: no thread may raise StopIteration into a coroutine."""
    return next(chunks, None)


def _media_type(request: Request, asked: Asked, form: str) -> str:
    return _negotiated(request.headers.get("accept", ""), _wanted(asked), form)


def _wanted(asked: Asked) -> tuple[str, ...]:
    """Give what the address names as the format: SPARQLWrapper names it in several ways at once."""
    found = [value for name in ("format", "output", "results") for value in asked.all(name)]
    return tuple(value.strip().lower() for value in found if value.strip())


@lru_cache(maxsize=1024)
def _negotiated(accept: str, wanted: tuple[str, ...], form: str) -> str:
    # What is no query at all goes to the store too: its parser knows the line and the column.
    offered = OFFERED.get(form, {**ROWS, **RDF})
    if not wanted:
        return choose(accept, offered, ALIASES)
    for one in wanted:
        with suppress(NotAcceptable):
            meant = [media_type for media_type in ALIASES.get(one, ()) if media_type in offered]
            return meant[0] if meant else named(one, offered)
    raise NotAcceptable(list(offered))


def _is_for_page(request: Request, asked: Asked) -> bool:
    """Tell whether a browser follows a link to a query: it names text/html, a program does not."""
    return not _wanted(asked) and _names_page(request.headers.get("accept", ""))


@lru_cache(maxsize=1024)
def _names_page(accept: str) -> bool:
    try:
        return choose(accept, (*ROWS, *RDF, HTML), ALIASES) == HTML
    except NotAcceptable:
        return False


def _pairs(encoded: bytes) -> tuple[tuple[str, str], ...]:
    try:
        text = encoded.decode("ascii")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000))
    except UnicodeDecodeError as error:
        message = "the parameters are not UTF-8, percent-encoded"
        raise BadRequest(message) from error
    except ValueError as error:
        message = "there are more than 1000 parameters"
        raise BadRequest(message) from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        message = "the query is not UTF-8"
        raise BadRequest(message) from error


def _describe_service(request: Request, asked: Asked) -> Response:
    offered = {**RDF, HTML: "html"}
    media_type = chosen(request, asked.one("format"), offered)
    if media_type == HTML:
        examples = desk(request).examples
        return query_page(request, examples[0].query if examples else "")
    settings, union = desk(request).parts.settings, desk(request).updates.rules.union
    described = address(request, "/.well-known/void")
    turtle = service_description(_endpoint(request), described, union=union)
    turtle += as_turtle(_endpoint(request), limits_of(settings))
    if not settings.store_url:
        turtle += extension_functions(_endpoint(request))
    body = turtle.encode() if media_type == TURTLE else translate(turtle, media_type)
    return whole(request, body, media_type)
