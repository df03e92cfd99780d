"""The SPARQL 1.1 Graph Store HTTP Protocol: graphs read, put, added to and taken away as they are.

`?graph=` and `?default` name a graph; a path below the store is the name of a graph itself.
"""

import re
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends
from rdflib import URIRef
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound, Outdated, QueryBusy
from app.exchange.dump import as_trig
from app.exchange.parse import GRAPH_FORMATS, media_type_of
from app.rdf.sparql import bind, query
from app.store.base import Question
from app.updating.change import is_iri
from app.updating.tags import Tag
from app.updating.trial import everything
from app.updating.updates import Document, Written
from app.web.answers import charset, chosen
from app.web.desk import content_type, desk, needs, read_body
from app.web.negotiation import N_QUADS, N_TRIPLES, RDF, TRIG, TURTLE
from app.web.problems import BadRequest, UnsupportedType
from app.web.streamed import streamed
from app.web.updates import require_utf8

PATH = "/rdf-graph-store"
MULTIPART = "multipart/form-data"
DATASETS = {N_QUADS: "nq", TRIG: "trig"}
WRITES = [Depends(needs("admin"))]
DEFAULT = ""
ALL_OF_IT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_TAG = re.compile(r'(?:W/)?"([0-9a-f]+)[^"]*"')


def _naming(example: str | None = None) -> dict[str, Any]:
    """Describe how a graph is named in the address."""
    graph = {
        "name": "graph",
        "in": "query",
        "description": "The IRI of a graph, percent-encoded once",
        "schema": {"type": "string"},
    }
    default = {
        "name": "default",
        "in": "query",
        "description": "Names the default graph; has no value",
        "schema": {"type": "string"},
        "allowEmptyValue": True,
    }
    return {"parameters": [graph | ({"example": example} if example else {}), default]}


EXAMPLE = '<urn:example:a> <http://www.w3.org/2000/01/rdf-schema#comment> "seen" .\n'
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            **{one: {"schema": {"type": "string"}} for one in GRAPH_FORMATS},
            TURTLE: {"schema": {"type": "string"}, "example": EXAMPLE},
            MULTIPART: {"schema": {"type": "object"}},
        },
    }
}
router = APIRouter(tags=["sparql"])


@router.get(PATH, summary="A graph, or the whole store", openapi_extra=_naming())
@router.get(PATH + "/{name:path}", include_in_schema=False)
async def read(request: Request) -> Response:
    """Give a graph; without a name, the whole store as N-Quads or TriG."""
    graph = _graph(request)
    if graph is None:
        return await _everything(request)
    media_type = chosen(request, request.query_params.get("format"), RDF)
    headers = {"content-type": charset(media_type), "vary": "Accept", "cache-control": "no-cache"}
    is_union = graph == DEFAULT and desk(request).updates.rules.union
    if not is_union:
        tag = await run_sync(_tag, request, graph, limiter=desk(request).askers)
        if tag is None and graph:
            message = f"there is no graph <{graph}>"
            raise NotFound(message)
        headers["etag"] = f'"{tag or 0}.{RDF[media_type]}"'
        if _names(request, "if-none-match", tag or "0"):
            headers.pop("content-type")
            return Response(status_code=304, headers=headers)
    chunks = await run_sync(_ask, request, graph, media_type, limiter=desk(request).askers)
    return await streamed(chunks, headers, desk(request).askers)


@router.put(
    PATH,
    summary="Put a graph in place of another",
    openapi_extra=_naming("urn:example:notes") | _BODY,
    dependencies=WRITES,
)
@router.put(PATH + "/{name:path}", include_in_schema=False, dependencies=WRITES)
async def put(request: Request) -> Response:
    """Put a graph: 201 if it is new, 204 if it takes the place of another; 422 if it does not conform."""
    graph = _named(request)
    documents = await _documents(request)
    here, agrees = desk(request), _agrees(request)
    written = await run_sync(lambda: here.updates.put(graph, documents, agrees=agrees), limiter=here.writers)
    return _done(written)


@router.post(
    PATH,
    summary="Add to a graph, or make one",
    openapi_extra=_naming("urn:example:notes") | _BODY,
    dependencies=WRITES,
)
@router.post(PATH + "/{name:path}", include_in_schema=False, dependencies=WRITES)
async def post(request: Request) -> Response:
    """Add triples to a graph; without a name, to a new one, whose address comes back as `Location`."""
    graph = _graph(request)
    made = f"{_address(request).rstrip('/')}/{uuid4().hex}" if graph is None else ""
    name = made if graph is None else graph
    documents = await _documents(request)
    here, agrees = desk(request), _agrees(request)
    written = await run_sync(lambda: here.updates.add(name, documents, agrees=agrees), limiter=here.writers)
    return _done(written, {"location": made} if made else {})


@router.delete(PATH, summary="Take a graph away", openapi_extra=_naming(), dependencies=WRITES)
@router.delete(PATH + "/{name:path}", include_in_schema=False, dependencies=WRITES)
async def delete(request: Request) -> Response:
    """Take a graph away: 204, or 404 if there is none."""
    graph = _named(request)
    here, agrees = desk(request), _agrees(request)
    await run_sync(lambda: here.updates.remove(graph, agrees=agrees), limiter=here.writers)
    return Response(status_code=204)


def _graph(request: Request) -> str | None:
    """Name the graph that is meant; empty for the default graph, None for the store itself."""
    found: dict[str, list[str]] = {"graph": [], "default": []}
    for pair in request.scope["query_string"].decode("latin-1").split("&"):
        name, _, value = pair.partition("=")
        if name in found:
            found[name].append(value)
    path = _address(request)
    is_direct = urlsplit(path).path.partition(PATH)[2].strip("/") != ""
    if len(found["graph"]) + bool(found["default"]) + is_direct > 1:
        message = "the request names a graph more than once; expected one of graph=, default and a path"
        raise BadRequest(message)
    if found["default"]:
        return DEFAULT
    if not (found["graph"] or is_direct):
        return None
    name = _decoded(found["graph"][0]) if found["graph"] else path
    if not is_iri(name):
        message = f"graph={name!r} is no absolute IRI"
        raise BadRequest(message)
    return name


def _named(request: Request) -> str:
    graph = _graph(request)
    if graph is None:
        message = "the request names no graph; expected graph=<IRI> or default in the address"
        raise BadRequest(message)
    return graph


def _decoded(value: str) -> str:
    """Decode once; a plus is a plus here, since no IRI holds a blank."""
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError as error:
        message = "graph= is not UTF-8, percent-encoded"
        raise BadRequest(message) from error


def _address(request: Request) -> str:
    """Give the address that was asked, as it was spelt."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    return f"{request.url.scheme}://{request.url.netloc}{path}"


def _ask(request: Request, graph: str, media_type: str) -> Iterator[bytes]:
    text = bind(query("graph_from"), graph=URIRef(graph)) if graph else ALL_OF_IT
    return desk(request).public.ask(Question(query=text, accept=media_type)).chunks


def _tag(request: Request, graph: str) -> str | None:
    tag = Tag()
    for chunk in _ask(request, graph, N_TRIPLES):
        tag.take(chunk)
    return tag.value()


def _names(request: Request, header: str, tag: str) -> bool:
    """Tell whether a header of conditions names the state; it is the same in whatever format it was sent."""
    value = request.headers.get(header, "")
    return value.strip() == "*" or tag in _TAG.findall(value)


def _agrees(request: Request) -> Callable[[str | None], None]:
    """Hold the conditions of a write against the state of the graph (RFC 9110, section 13.1)."""

    def agrees(tag: str | None) -> None:
        there = tag is not None
        if "if-match" in request.headers and not (there and _names(request, "if-match", tag or "")):
            message = "the graph is not in the state that If-Match names"
            raise Outdated(message)
        if there and _names(request, "if-none-match", tag or ""):
            message = "the graph is in the state that If-None-Match names"
            raise Outdated(message)

    return agrees


def _done(written: Written, headers: Mapping[str, str] | None = None) -> Response:
    status = 201 if written.tag and not written.was_there else 204
    tags = {"etag": f'"{written.tag}"'} if written.tag else {}
    return Response(status_code=status, headers={**tags, **(headers or {})})


async def _documents(request: Request) -> list[Document]:
    """Read the body: one graph, or several as the files of a form."""
    if content_type(request) != MULTIPART:
        require_utf8(request)
        media_type = _readable(content_type(request), "the body")
        return [Document(await read_body(request), media_type)]
    body = await read_body(request)

    async def whole() -> AsyncGenerator[bytes]:
        yield body

    try:
        form = await MultiPartParser(request.headers, whole(), max_part_size=len(body) + 1).parse()
    except MultiPartException as error:
        raise BadRequest(error.message) from error
    try:
        found = [await _part(name, value) for name, value in form.multi_items()]
    finally:
        await form.close()
    if not found or not body.rstrip().endswith(b"--"):
        message = f"the form has {len(found)} parts and is cut off, or has none; expected graphs as its files"
        raise BadRequest(message)
    return found


async def _part(name: str, value: UploadFile | str) -> Document:
    if isinstance(value, str):
        return Document(value.encode(), media_type_of(name) or TURTLE)
    sent = (value.content_type or "").partition(";")[0].strip()
    known = media_type_of(sent) if sent != "text/plain" else None
    return Document(await value.read(), known or _readable(value.filename or sent, f"the part {name!r}"))


def _readable(named: str, where: str) -> str:
    media_type = media_type_of(named)
    if media_type is None:
        message = f"{where} is {named or 'of no named type'}; expected one of {', '.join(GRAPH_FORMATS)}"
        raise UnsupportedType(message)
    return media_type


async def _everything(request: Request) -> Response:
    media_type = chosen(request, request.query_params.get("format"), DATASETS)
    here = desk(request)
    if here.dumpers.available_tokens < 1:
        message = "the whole store is being sent to others; /dump has it as a file"
        raise QueryBusy(message)
    chunks = everything(here.parts.store, union=here.updates.rules.union)
    chunks = as_trig(chunks) if media_type == TRIG else chunks
    headers = {"content-type": media_type, "vary": "Accept", "cache-control": "no-cache"}
    return await streamed(chunks, headers, here.dumpers)
