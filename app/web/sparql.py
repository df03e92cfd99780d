"""The SPARQL endpoint (SPARQL 1.1 Protocol); an update is handed on to `updates`.

An answer is streamed: its status is sent when the first bytes are there, and a query that fails
later breaks the transfer off, so that nobody takes half an answer for a whole one.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.errors import QueryError, QueryRefused, QuerySyntax
from app.rdf.calls import uncalled
from app.rdf.refuse import FORMS, LONG, UPDATES, keywords, refuse
from app.store.base import Question
from app.web.answers import charset
from app.web.asked import BY_GET, BY_POST, Asked, endpoint_of, read_pairs, read_utf8
from app.web.asking import ask
from app.web.desk import Desk, content_type, desk, header, read_body
from app.web.editor import query_page
from app.web.front import Found
from app.web.negotiation import (
    ALIASES,
    FORM,
    HTML,
    QUERY,
    RDF,
    ROWS,
    TRUTH,
    UPDATE,
    NotAcceptable,
    choose,
    named,
)
from app.web.problems import BadRequest, UnsupportedType
from app.web.quota import client_of
from app.web.service_description import describe_service
from app.web.streamed import let_go, streamed
from app.web.updates import BY_GET as UPDATE_BY_GET
from app.web.updates import may_update, require_utf8, update

OFFERED: dict[str, Mapping[str, str]] = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": RDF, "DESCRIBE": RDF}
"""What each form of query can be answered in."""
SERVICE = "SERVICE"
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", SERVICE})
"""What gives something else each time: an answer with one of them is not kept."""
NO_GRAPH = "urn:x-whosaid:nothing"
"""No graph has this name."""
KEPT = {"cache-control": "no-cache"}
VARY = {"vary": "Accept, Accept-Encoding"}
router = APIRouter()


@router.get("/sparql", tags=["sparql"], summary="Query", openapi_extra=BY_GET, response_model=None)
async def query_by_get(request: Request) -> Response | Found:
    """Answer a query; without one, describe the service, to a browser with the query page."""
    asked = Asked(read_pairs(request.scope["query_string"]))
    if asked.all("update"):
        raise BadRequest(UPDATE_BY_GET)
    query = asked.one("query")
    if query is None:
        return await run_sync(describe_service, request, asked.one("format"))
    if _is_for_page(request, asked):
        return await run_sync(query_page, request, query)
    return await _answer(request, asked, query)


@router.post(
    "/sparql",
    tags=["sparql"],
    summary="Query, with the query in the body",
    openapi_extra=BY_POST,
    response_model=None,
)
async def query_by_post(request: Request) -> Response | Found:
    """Answer a query that comes as a form or as it is (application/sparql-query)."""
    require_utf8(request)
    body = await read_body(request)
    media_type = content_type(request)
    address = read_pairs(request.scope["query_string"])
    if media_type == FORM:
        asked = Asked((*address, *read_pairs(body)))
    elif media_type == QUERY:
        asked = Asked((*address, ("query", read_utf8(body))))
    elif media_type == UPDATE:
        may_update(request)
        return await update(request, (*address, ("update", read_utf8(body))))
    else:
        message = f"found {media_type or 'no Content-Type'}; expected {FORM}, {QUERY} or {UPDATE}"
        raise UnsupportedType(message)
    if asked.all("update"):
        return await update(request, asked.pairs)
    query = asked.one("query")
    if query is None:
        message = "the form has no query= and no update="
        raise BadRequest(message)
    return await _answer(request, asked, query)


async def _answer(request: Request, asked: Asked, query: str) -> Response | Found:
    words = keywords(query) if len(query) < LONG else await run_sync(keywords, query)
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
        base=endpoint_of(request),
        seconds=asked.seconds(),
        client=client_of(request.scope) if here.parts.settings.rate_limit != "off" else None,
    )
    if SERVICE in words:
        question = await _with_calls(question, here)
    is_lasting = VOLATILE.isdisjoint(words)
    parts = (query, question.accept, question.default_graphs, question.named_graphs, question.base)
    known = header(request, b"if-none-match")
    if known and is_lasting and request.method == "GET":
        version = here.versions.number()
        tag = "" if version is None else here.versions.tag(version, parts)
        if tag and tag in known:
            return Response(status_code=304, headers={"etag": tag, **KEPT, **VARY})
    answer = await ask(here.public, question, here.askers, here.listening)
    version = answer.version if is_lasting else None
    headers = {"content-type": charset(answer.media_type), "whosaid-state-age": f"{answer.age:.3f}", **KEPT}
    if version is not None:
        headers["etag"] = here.versions.tag(version, parts)
    if answer.is_whole:
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        return Found(answer.media_type, sent, b"".join(answer.chunks), version)
    return await streamed(answer.chunks, headers | VARY, here.askers)


async def _with_calls(question: Question, here: Desk) -> Question:
    """Have other servers answer what the query asks of them; QuerySyntax before QueryRefused."""
    try:
        if not here.calling:
            refuse(question.query)
        return await run_sync(_call, question, here, limiter=here.callers)
    except QueryRefused:
        await _require_syntax(question, here)
        raise


def _call(question: Question, here: Desk) -> Question:
    assert here.calling
    most = here.parts.settings.query_seconds
    seconds = min(question.seconds or most, most)
    query, left = here.calling(question.query, base=question.base or "", seconds=seconds)
    return replace(question, query=query, seconds=left)


async def _require_syntax(question: Question, here: Desk) -> None:
    """Have the engine read a query that may not be asked, without its calls and of no graph; QuerySyntax."""
    query = await run_sync(uncalled, question.query)
    read = replace(question, query=query, default_graphs=(NO_GRAPH,), named_graphs=())
    try:
        answer = await ask(here.public, read, here.askers, here.listening)
    except QuerySyntax:
        raise
    except QueryError:  # it is refused, whatever else is wrong with it
        return
    await let_go(answer.chunks)


def _media_type(request: Request, asked: Asked, form: str) -> str:
    return _negotiated(header(request, b"accept"), asked.formats(), form)


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
    return not asked.formats() and _names_page(header(request, b"accept"))


@lru_cache(maxsize=1024)
def _names_page(accept: str) -> bool:
    try:
        return choose(accept, (*ROWS, *RDF, HTML), ALIASES) == HTML
    except NotAcceptable:
        return False
