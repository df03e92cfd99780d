"""Errors as problem documents (RFC 9457): one table, one shape, never an inner detail."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount

from app import errors
from app.web.answers import address, as_json, charset
from app.web.middleware import CAREFUL
from app.web.negotiation import HTML, JSON, PROBLEM, TURTLE, NotAcceptable, choose
from app.web.pages import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

log = logging.getLogger(__name__)


class UnsupportedType(errors.InputError):
    """A body in a media type that this address does not read."""


class BadRequest(errors.InputError):
    """A request that does not follow the protocol of its address."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of problem: what stays the same from one occurrence to the next."""

    status: int
    name: str
    title: str
    says: bool = True
    """Whether the message may be shown: False where it might speak of what is inside."""


TABLE: dict[type[Exception], Sort] = {
    errors.NotText: Sort(415, "not-text", "The body is not text"),
    errors.EmptyInput: Sort(400, "empty", "There is nothing to read"),
    errors.TooLarge: Sort(413, "too-large", "The body is too large"),
    errors.Malformed: Sort(400, "malformed", "The body is not of the format that it claims to be"),
    UnsupportedType: Sort(415, "unsupported-type", "This media type is not read here"),
    BadRequest: Sort(400, "bad-request", "The request does not follow the protocol"),
    errors.InputError: Sort(400, "bad-input", "The body cannot be read as an article"),
    errors.AddressRefused: Sort(400, "address-refused", "We do not go to this address"),
    errors.FetchError: Sort(502, "fetch-failed", "An address gave no document"),
    errors.Rejected: Sort(422, "rejected", "The graph does not conform to the shapes"),
    errors.ExtractorUnreachable: Sort(
        503, "extractor-unreachable", "The chat endpoint does not answer", says=False
    ),
    errors.OverBudget: Sort(
        503, "extractor-over-budget", "Reading this may cost more than is allowed", says=False
    ),
    errors.ExtractorError: Sort(502, "extractor-failed", "The chat endpoint's answer cannot be used"),
    errors.Undecidable: Sort(422, "undecidable", "This cannot be decided so"),
    errors.NotFound: Sort(404, "not-found", "There is no such thing here"),
    errors.Gone: Sort(410, "gone", "It was here and was retracted"),
    errors.StoreUnreachable: Sort(503, "store-unreachable", "The store does not answer", says=False),
    errors.StoreInUse: Sort(503, "store-in-use", "The store is in use elsewhere", says=False),
    errors.StoreError: Sort(500, "store-failed", "The store did not do as asked", says=False),
    errors.QuerySyntax: Sort(400, "query-syntax", "This is not SPARQL"),
    errors.QueryRefused: Sort(403, "query-refused", "This SPARQL is not allowed here"),
    errors.QueryUnsupported: Sort(
        501, "query-unsupported", "The query asks for what the store does not have"
    ),
    errors.QueryTimeout: Sort(504, "query-timeout", "The query was stopped at the time limit"),
    errors.QueryTooLarge: Sort(507, "query-too-large", "The query was stopped at a limit of size"),
    errors.QueryBusy: Sort(503, "query-busy", "All readers are taken"),
    errors.TooManyQueries: Sort(429, "too-many-queries", "This client asks too much at the moment"),
    errors.QueryError: Sort(400, "query-failed", "The query was not answered"),
    errors.Guarded: Sort(403, "guarded", "This graph is written by the service only"),
    errors.Uncheckable: Sort(422, "uncheckable", "This cannot be checked before it is committed"),
    errors.UpdateFailed: Sort(409, "update-failed", "The store cannot carry this out"),
    errors.Outdated: Sort(412, "outdated", "The graph is in another state"),
    errors.UpdateError: Sort(409, "not-updated", "The update was not carried out"),
    errors.Unauthenticated: Sort(401, "unauthenticated", "This needs a token that is known here"),
    errors.Forbidden: Sort(403, "forbidden", "The token does not allow this"),
    errors.AccessError: Sort(403, "no-access", "This is not allowed"),
    NotAcceptable: Sort(406, "not-acceptable", "None of our media types is one that you take"),
    RequestValidationError: Sort(400, "bad-parameter", "A parameter is not as it should be"),
    errors.WhosaidError: Sort(500, "failed", "Something went wrong here", says=False),
    Exception: Sort(500, "unexpected", "Something went wrong here", says=False),
}
"""Every error that can reach the door; an error is of the sort of its nearest ancestor."""

HTTP_SORTS = {
    404: TABLE[errors.NotFound],
    405: Sort(405, "method-not-allowed", "This address does not take this method"),
    414: Sort(414, "address-too-long", "The address is longer than is read here"),
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
RETRY = {"extractor-unreachable": "60", "store-unreachable": "5", "store-in-use": "5", "query-busy": "1"}
"""After how many seconds another try makes sense."""


def sort_of(error: Exception) -> Sort:
    """Look an error up, nearest ancestor first."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


def install(app: FastAPI) -> None:
    """Let every error of the table, and every one that is none of ours, leave as a problem."""
    for kind in TABLE:
        app.add_exception_handler(kind, answer_problem)
    app.add_exception_handler(HTTPException, _answer_http)


def answer(request: Request, error: Exception) -> Response:
    """Answer for an error of ours, or for what the routing found."""
    return (_answer_http if isinstance(error, HTTPException) else answer_problem)(request, error)


def answer_problem(request: Request, error: Exception) -> Response:
    """Answer with the problem that an error is."""
    sort = sort_of(error)
    if sort.status >= 500 and not isinstance(error, errors.QueryError):  # noqa: PLR2004  # our own fault
        log.error("path=%s problem=%s", request.url.path, sort.name, exc_info=error)
    if isinstance(error, errors.Rejected) and _prefers_turtle(request) and error.report.turtle:
        return Response(error.report.turtle, status_code=sort.status, media_type=charset(TURTLE))
    headers = {"retry-after": RETRY[sort.name]} if sort.name in RETRY else {}
    if isinstance(error, errors.TooManyQueries):
        headers["retry-after"] = str(error.seconds)
    if isinstance(error, errors.Unauthenticated):
        headers["www-authenticate"] = 'Bearer realm="whosaid"'
    if isinstance(error, errors.Forbidden):
        headers["www-authenticate"] = 'Bearer realm="whosaid", error="insufficient_scope"'
    if isinstance(error, errors.Gone) and error.replaced_by:
        headers["link"] = f'<{error.replaced_by}>; rel="successor-version"'
    return problem(request, sort, detail=_detail(error, sort), more=_more(error), headers=headers)


def _answer_http(request: Request, error: Exception) -> Response:
    """Answer for what the routing found: no such address, or not this method on it."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:  # noqa: PLR2004  # method not allowed
        allow = {"allow": ", ".join(_methods(request))}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        return problem(request, HTTP_SORTS[405], detail=f"It takes {allow['allow']}.", headers=allow)
    known = HTTP_SORTS.get(error.status_code)
    sort = known or Sort(error.status_code, f"http-{error.status_code}", str(error.detail))
    detail = f"Nothing is at {request.url.path}." if error.status_code == 404 else None  # noqa: PLR2004
    return problem(request, sort, detail=detail)


def _methods(request: Request) -> list[str]:
    """Collect what every route of this path takes; the routing itself names only the first one's."""
    found = {"OPTIONS"}
    for route in request.app.routes:
        for method in ("GET",) if isinstance(route, Mount) else METHODS:
            match, _ = route.matches({**request.scope, "method": method})
            if match is Match.FULL:
                found.add(method)
    return sorted(found | {"HEAD"} if "GET" in found else found)


def document(request: Request, error: Exception) -> dict[str, Any]:
    """Write the problem document of an error that is one of several outcomes."""
    sort = sort_of(error)
    return _fill(request, sort, _detail(error, sort), _more(error))


def too_long(most: int) -> bytes:
    """Write the whole answer to an address that is too long to become a request."""
    sort = HTTP_SORTS[414]
    detail = f"It must have fewer than {most} bytes; what is longer can be sent by POST."
    body = as_json({"type": f"/problems#{sort.name}", "title": sort.title, "status": 414, "detail": detail})
    head = [
        "HTTP/1.1 414 URI Too Long",
        f"content-type: {PROBLEM}",
        f"content-length: {len(body)}",
        "access-control-allow-origin: *",
        "connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def _fill(request: Request, sort: Sort, detail: str | None, more: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "type": address(request, f"/problems#{sort.name}"),
        "title": sort.title,
        "status": sort.status,
        "detail": detail or f"{sort.title}.",
        "instance": request.url.path,
        **(more or {}),
    }


def problem(
    request: Request,
    sort: Sort,
    *,
    detail: str | None = None,
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a problem document, for a browser with a page that says the same."""
    filled = _fill(request, sort, detail, more)
    try:
        media_type = choose(request.headers.get("accept"), (PROBLEM, JSON, HTML))
    except NotAcceptable:
        media_type = PROBLEM
    shared = {**CAREFUL, "vary": "Accept", "cache-control": "no-store", **(headers or {})}
    if media_type == HTML:
        page = render(request, "problem.html", problem=filled)
        return Response(page, status_code=sort.status, media_type=charset(HTML), headers=shared)
    return Response(as_json(filled), status_code=sort.status, media_type=PROBLEM, headers=shared)


def _detail(error: Exception, sort: Sort) -> str | None:
    if not sort.says:
        return None
    if isinstance(error, RequestValidationError):
        return "; ".join(f"{_where(one)}: {one['msg']}" for one in error.errors())
    if isinstance(error, NotAcceptable):
        return f"We have {', '.join(error.offered)}."
    if isinstance(error, errors.InputError):
        return _sentence(error.message)
    return _sentence(str(error))


def _sentence(message: str) -> str | None:
    first = message.partition(" ")[0]
    if "/" in first or "<" in first:  # an address or a media type: what it is depends on its case
        return message
    return message[:1].upper() + message[1:] if message else None


def _where(one: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in one["loc"][1:])


def _more(error: Exception) -> dict[str, Any]:
    """Give the members that one sort of problem has beyond the common ones."""
    if isinstance(error, errors.QuerySyntax):
        places = {"line": error.line, "column": error.column}
        return {name: number for name, number in places.items() if number is not None}
    if isinstance(error, errors.Rejected):
        report = error.report
        return {
            "report": {
                "conforms": report.conforms,
                "violations": [asdict(one) for one in report.violations],
                "warnings": [asdict(one) for one in report.warnings],
            }
        }
    if isinstance(error, NotAcceptable):
        return {"offered": list(error.offered)}
    if isinstance(error, errors.Gone):
        return {"article": error.article, "retracted": error.when, "replaced_by": error.replaced_by}
    if isinstance(error, RequestValidationError):
        return {"errors": [{"where": _where(one), "message": one["msg"]} for one in error.errors()]}
    return {}


def _prefers_turtle(request: Request) -> bool:
    try:
        return choose(request.headers.get("accept"), (PROBLEM, JSON, HTML, TURTLE)) == TURTLE
    except NotAcceptable:
        return False
