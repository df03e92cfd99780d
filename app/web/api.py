"""Lists of articles, claims, parties, conflicts and the quarantined; taking articles in and out.

Each list is JSON for programs and a page for people, at the same address.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from app.domain.report import Outcome, Receipt
from app.domain.view import ArticleView, ClaimView, ConflictView, Page, PartyView, RefusalView
from app.errors import EmptyInput, ExtractorError, InputError, NotFound, Rejected
from app.rdf.iris import Iris
from app.read.clean import MEDIA_TYPES, Format
from app.web.answers import address, as_json, chosen, next_link, wants_page, whole
from app.web.desk import content_type, desk, is_id, needs, read_body
from app.web.negotiation import (
    ANY_BYTES,
    HTML,
    JSON,
    JSON_LD,
    JSON_LINES,
    LISTED,
    TEXT,
    XML,
)
from app.web.pages import render
from app.web.problems import BadRequest, UnsupportedType, document
from app.web.schemas import ClaimQuery, ConflictQuery, Metadata, Paging, ProblemDocument, TextQuery, only

router = APIRouter()

READ_HERE = (*MEDIA_TYPES, XML, ANY_BYTES)
"""Media types in which articles are taken in; of XML and of any bytes the format is found out."""
EXAMPLE = "More than 40 houses were lost, the mayor said on Monday."
Wanted = Annotated[str | None, Query(alias="format", description="`json` or `html`; stands above Accept")]


def _listed(request: Request, wanted: str | None, page: Page[Any], template: str, **context: Any) -> Response:
    """Answer with one page of a list."""
    media_type = chosen(request, wanted, LISTED)
    following = next_link(request, page.next)
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if wants_page(media_type):
        html = render(request, template, page=page, following=following, **context)
        return whole(request, html, HTML, headers=headers)
    return whole(request, as_json(page), JSON, headers=headers)


@router.get(
    "/articles", response_model=Page[ArticleView], tags=["articles"], dependencies=[only(TextQuery, "format")]
)
def list_articles(request: Request, asked: Annotated[TextQuery, Query()], wanted: Wanted = None) -> Response:
    """List articles, newest first."""
    page = desk(request).archive.articles(text=asked.text, cursor=asked.cursor, limit=asked.limit)
    return _listed(request, wanted, page, "articles.html", asked=asked)


@router.get(
    "/claims", response_model=Page[ClaimView], tags=["claims"], dependencies=[only(ClaimQuery, "format")]
)
def list_claims(request: Request, asked: Annotated[ClaimQuery, Query()], wanted: Wanted = None) -> Response:
    """List claims: who says what, in which article, in which words."""
    page = desk(request).archive.claims(asked.filter(), cursor=asked.cursor, limit=asked.limit)
    return _listed(request, wanted, page, "claims.html", asked=asked)


@router.get(
    "/parties", response_model=Page[PartyView], tags=["parties"], dependencies=[only(TextQuery, "format")]
)
def list_parties(request: Request, asked: Annotated[TextQuery, Query()], wanted: Wanted = None) -> Response:
    """List those who say something, by the number of their claims."""
    page = desk(request).archive.parties(text=asked.text, cursor=asked.cursor, limit=asked.limit)
    return _listed(request, wanted, page, "parties.html", asked=asked)


@router.get(
    "/conflicts",
    response_model=Page[ConflictView],
    tags=["conflicts"],
    dependencies=[only(ConflictQuery, "format")],
)
def list_conflicts(
    request: Request, asked: Annotated[ConflictQuery, Query()], wanted: Wanted = None
) -> Response:
    """List conflicts, each with both claims and their passages."""
    page = desk(request).archive.conflicts(asked.filter(), cursor=asked.cursor, limit=asked.limit)
    return _listed(request, wanted, page, "conflicts.html", asked=asked)


@router.get(
    "/quarantine",
    response_model=Page[RefusalView],
    tags=["quarantine"],
    dependencies=[only(Paging, "format")],
)
def list_quarantine(request: Request, asked: Annotated[Paging, Query()], wanted: Wanted = None) -> Response:
    """List inputs that were kept out, with the reason."""
    page = desk(request).archive.quarantine(cursor=asked.cursor, limit=asked.limit)
    return _listed(request, wanted, page, "quarantine.html", asked=asked)


@router.post(
    "/articles",
    status_code=201,
    tags=["articles"],
    dependencies=[Depends(needs("ingest")), only(Metadata)],
    response_model=Receipt | list[Receipt | ProblemDocument],
    responses={
        200: {"description": "The same text is known; nothing changed", "model": Receipt},
        201: {"description": "Taken in; `Location` names the article"},
        207: {
            "description": "Of several articles some were taken in and some were not",
            "model": list[Receipt | ProblemDocument],
        },
        422: {"description": "The article's graph does not conform; the SHACL report says why"},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                TEXT: {
                    "schema": {"type": "string"},
                    "example": f"Flood in Marrow Bay\n\n{EXAMPLE}",
                },
                HTML: {"schema": {"type": "string"}},
                JSON: {
                    "schema": {"type": "object"},
                    "example": {
                        "@context": "http://schema.org/",
                        "@type": "NewsArticle",
                        "headline": "Flood in Marrow Bay",
                        "datePublished": "2021-07-09",
                        "publisher": {"@type": "Organization", "name": "The Harbour Post"},
                        "articleBody": EXAMPLE,
                    },
                },
                JSON_LINES: {"schema": {"type": "string"}},
            },
        },
        "security": [{"token": []}],
    },
)
def take_in(
    request: Request,
    known: Annotated[Metadata, Query()],
    body: Annotated[bytes, Depends(read_body)],
) -> Response:
    """Take in one article, or several as JSON Lines or as a JSON array. Needs the scope `ingest`."""
    here = desk(request)
    media_type = content_type(request)
    if media_type not in READ_HERE:
        found = media_type or "no Content-Type"
        message = f"found {found}; expected one of {', '.join(READ_HERE)}"
        raise UnsupportedType(message)
    outcomes = list(
        here.service.ingest_all(
            body,
            now=here.clock(),
            media_type=request.headers["content-type"],  # with the charset
            **known.given(),
        )
    )
    if not outcomes:
        message = "no article was found in the body"
        raise EmptyInput(message)
    is_array = media_type in {JSON, JSON_LD} and body.lstrip().startswith(b"[")
    if MEDIA_TYPES.get(media_type) is Format.JSON_LINES or is_array or len(outcomes) > 1:
        return _batch(request, outcomes)
    return _one(request, outcomes[0])


def _one(request: Request, outcome: Receipt | InputError | Rejected | ExtractorError) -> Response:
    if not isinstance(outcome, Receipt):
        raise outcome
    status = 200 if outcome.outcome is Outcome.KNOWN else 201
    headers = {"location": address(request, f"/article/{outcome.article}")}
    return Response(as_json(outcome), status_code=status, media_type=JSON, headers=headers)


def _batch(request: Request, outcomes: list[Receipt | InputError | Rejected | ExtractorError]) -> Response:
    """Answer for several: 201 or 200 if all are in, 207 if some are, 422 if none is."""
    results: list[Any] = [one if isinstance(one, Receipt) else document(request, one) for one in outcomes]
    receipts = [one for one in outcomes if isinstance(one, Receipt)]
    status = 207 if receipts else 422
    if len(receipts) == len(outcomes):
        status = 200 if all(one.outcome is Outcome.KNOWN for one in receipts) else 201
    return Response(as_json(results), status_code=status, media_type=JSON)


@router.delete(
    "/articles/{ident}",
    status_code=204,
    tags=["articles"],
    dependencies=[Depends(needs("admin"))],
    openapi_extra={"security": [{"token": []}]},
)
def retract(
    request: Request,
    ident: str,
    replaced_by: Annotated[
        str | None, Query(description="Id or IRI of the article that takes its place")
    ] = None,
) -> Response:
    """Undo the ingest of an article, with all its versions. Needs the scope `admin`."""
    here = desk(request)
    successor = _successor(here.iris, replaced_by) if replaced_by else None
    if not is_id(ident) or not here.service.retract(ident, replaced_by=successor):
        message = f"there is no article {ident!r} here"
        raise NotFound(message)
    return Response(status_code=204)


def _successor(iris: Iris, given: str) -> str:
    """Give the IRI of what takes a retracted article's place."""
    if iris.parse(given):
        return given
    if not is_id(given):
        message = f"replaced_by is {given!r}; expected the id or the IRI of an article"
        raise BadRequest(message)
    return str(iris.iri("article", given))


@router.post(
    "/quarantine/{ident}/retry",
    status_code=201,
    tags=["quarantine"],
    dependencies=[Depends(needs("ingest"))],
    response_model=Receipt,
    responses={200: {"description": "The text has been taken in since", "model": Receipt}},
    openapi_extra={"security": [{"token": []}]},
)
def retry(request: Request, ident: str) -> Response:
    """Try a quarantined input again. Needs the scope `ingest`."""
    here = desk(request)
    if not is_id(ident):
        message = f"there is no refusal {ident!r} here"
        raise NotFound(message)
    return _one(request, here.service.retry(ident, now=here.clock()))


def _redirect(kind: str) -> Callable[[Request, str], Response]:
    """Lead from the list's address to the thing's own, which is its IRI."""

    def redirect(request: Request, ident: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(address(request, f"/{kind}/{ident}{query}"), status_code=308)

    return redirect


for _plural, _kind in {
    "articles": "article",
    "claims": "claim",
    "parties": "party",
    "conflicts": "conflict",
    "quarantine": "refusal",
}.items():
    router.add_api_route(
        f"/{_plural}/{{ident}}",
        _redirect(_kind),
        status_code=308,
        response_class=RedirectResponse,
        summary=f"Lead to /{_kind}/{{ident}}",
        tags=[_plural],
    )
