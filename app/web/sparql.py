"""The SPARQL endpoint (SPARQL 1.1 Protocol, query operation only).

An answer is streamed: its status is sent when the first bytes are there, and a query that fails
later breaks the transfer off, so that nobody takes half an answer for a whole one.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.errors import QueryRefused
from app.rdf.terms import translate
from app.store.base import Question
from app.web.answers import charset, whole
from app.web.desk import content_type, desk, read_body
from app.web.negotiation import (
    ALIASES,
    FORM,
    HTML,
    QUERY,
    RDF,
    RESULTS_JSON,
    ROWS,
    TRUTH,
    TURTLE,
    UPDATE,
    choose,
    named,
)
from app.web.pages import render
from app.web.problems import BadRequest, UnsupportedType
from app.web.queryform import Form, form_of

OFFERED: dict[Form, Mapping[str, str]] = {
    Form.SELECT: ROWS,
    Form.ASK: TRUTH,
    Form.CONSTRUCT: RDF,
    Form.DESCRIBE: RDF,
}
UPDATES = "updates are not taken here; articles enter by POST /articles"
EXAMPLE = "SELECT ?party ?words WHERE { ?claim ws:claimedBy/schema:name ?party ; schema:text ?words } LIMIT 5"
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip

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


@router.get("/sparql", tags=["sparql"], summary="Query", openapi_extra={})
async def query_by_get(request: Request) -> Response:
    """Answer a query; without one, describe the service, to a browser with the query page."""
    asked = Asked(_pairs(request.scope["query_string"]))
    if asked.all("update"):
        raise QueryRefused(UPDATES)
    query = asked.one("query")
    if query is None:
        return await run_in_threadpool(_describe_service, request, asked)
    if _is_for_page(request, asked):
        return await run_in_threadpool(_query_page, request, query)
    return await _answer(request, asked, query)


@router.post("/sparql", tags=["sparql"], summary="Query, with the query in the body")
async def query_by_post(request: Request) -> Response:
    """Answer a query that comes as a form or as it is (application/sparql-query)."""
    body = await read_body(request)
    media_type = content_type(request)
    address = _pairs(request.scope["query_string"])
    if media_type == FORM:
        asked = Asked((*address, *_pairs(body)))
    elif media_type == QUERY:
        asked = Asked((*address, ("query", _utf8(body))))
    elif media_type == UPDATE:
        raise QueryRefused(UPDATES)
    else:
        message = f"found {media_type or 'no Content-Type'}; expected {FORM} or {QUERY}"
        raise UnsupportedType(message)
    if asked.all("update"):
        raise QueryRefused(UPDATES)
    query = asked.one("query")
    if query is None:
        message = "the form has no query="
        raise BadRequest(message)
    return await _answer(request, asked, query)


async def _answer(request: Request, asked: Asked, query: str) -> Response:
    form = form_of(query)
    if form is Form.UPDATE:
        raise QueryRefused(UPDATES)
    # What is no query at all goes to the store too: its parser knows the line and the column.
    offered = OFFERED.get(form, {**ROWS, **RDF})
    question = Question(
        query=query,
        accept=_media_type(request, asked, offered),
        default_graphs=asked.all("default-graph-uri"),
        named_graphs=asked.all("named-graph-uri"),
        base=str(request.url.replace(query="")),
    )
    answer = await run_in_threadpool(desk(request).public.ask, question)
    first = await run_in_threadpool(next, answer.chunks, b"")
    headers = {
        "content-type": charset(answer.media_type),
        "vary": "Accept",
        "cache-control": "no-cache",
        "whosaid-state-age": f"{answer.age:.3f}",
    }
    return StreamingResponse(_stream(first, answer.chunks), headers=headers)


async def _stream(first: bytes, rest: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Pass chunks on as they come; whoever leaves early lets the reader go early too."""
    try:
        yield first
        while chunk := await run_in_threadpool(next, rest, b""):
            yield chunk
    finally:
        close = getattr(rest, "close", None)
        if close is not None:
            close()


def _media_type(request: Request, asked: Asked, offered: Mapping[str, str]) -> str:
    wanted = asked.one("format") or asked.one("output")
    if wanted:
        return named(ALIASES.get(wanted.strip().lower(), wanted), offered)
    return choose(request.headers.get("accept"), offered, ALIASES if RESULTS_JSON in offered else None)


def _is_for_page(request: Request, asked: Asked) -> bool:
    """Tell whether a browser follows a link to a query: it names text/html, a program does not."""
    if asked.one("format") or asked.one("output"):
        return False
    return choose(request.headers.get("accept"), (RESULTS_JSON, HTML, TURTLE, *ROWS, *RDF), ALIASES) == HTML


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


def _query_page(request: Request, query: str) -> Response:
    page = render(request, "sparql.html", query=query, examples=desk(request).examples)
    return whole(request, page, HTML)


def _describe_service(request: Request, asked: Asked) -> Response:
    offered = {**RDF, HTML: "html"}
    wanted = asked.one("format")
    media_type = named(wanted, offered) if wanted else choose(request.headers.get("accept"), offered)
    if media_type == HTML:
        examples = desk(request).examples
        return _query_page(request, examples[0].query if examples else "")
    turtle = service_description(str(request.url.replace(query="")))
    body = turtle.encode() if media_type == TURTLE else translate(turtle, media_type)
    return whole(request, body, media_type)


def service_description(endpoint: str) -> str:
    """Say in Turtle what the endpoint can do (SPARQL 1.1 Service Description)."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in RESULT_FORMATS)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .
<{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#union> .
<{endpoint}#union> a sd:Graph .
"""
