"""The start page, the state of the service, the list of problems, and the page of the API."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.domain.dispute_view import DisputeFilter
from app.web.answers import as_json, wants_page, whole
from app.web.desk import desk
from app.web.negotiation import HTML, JSON, LISTED, choose
from app.web.pages import render
from app.web.problems import HTTP_SORTS, TABLE

router = APIRouter()
WORTH_TRYING = 3
DISPUTES_SHOWN = 4


@router.get("/", include_in_schema=False)
def start(request: Request) -> Response:
    """Show what a person under deadline looks for: what conflicts now, what is new, and a search."""
    here = desk(request)
    page = render(
        request,
        "start.html",
        counts=here.archive.counts(),
        disputes=here.archive.disputes(DisputeFilter(), limit=DISPUTES_SHOWN),
        articles=here.archive.articles(limit=8),
        examples=here.examples[:WORTH_TRYING],
    )
    return whole(request, page, HTML)


@router.get("/healthz", tags=["state"])
def healthz() -> dict[str, str]:
    """Tell that the process lives; the store is not asked."""
    return {"status": "ok"}


@router.get("/readyz", tags=["state"])
def readyz(request: Request) -> dict[str, Any]:
    """Tell that questions can be answered, and how much there is; 503 while the store does not answer."""
    return {"status": "ready", "counts": desk(request).archive.counts()}


@router.get("/problems", include_in_schema=False)
def problems(request: Request) -> Response:
    """List the sorts of problem that an answer may name as its `type`."""
    sorts = sorted({*TABLE.values(), *HTTP_SORTS.values()}, key=lambda sort: (sort.status, sort.name))
    if wants_page(choose(request.headers.get("accept"), LISTED)):
        return whole(request, render(request, "problems.html", sorts=sorts), HTML)
    listed = [{"name": sort.name, "status": sort.status, "title": sort.title} for sort in sorts]
    return whole(request, as_json(listed), JSON)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """Show the API, to be tried out; all parts of the page come from here."""
    page = whole(request, render(request, "docs.html"), HTML)
    # The page's program styles its elements one by one.
    policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    page.headers["content-security-policy"] = (
        policy + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return page
