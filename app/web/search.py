"""`/search`: full text over claims, parties and articles, for people, for programs and for SPARQL."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.datastructures import URL

from app.rdf.iris import Iris
from app.search.records import Asked, Found
from app.web.answers import as_json, chosen, next_link, wants_page, whole
from app.web.desk import desk
from app.web.negotiation import HTML, JSON, LISTED
from app.web.pages import render
from app.web.schemas import Empty, Paging, Words, only

router = APIRouter()
VALUES = "application/sparql-query"
"""A `VALUES` block, to be put into a query."""
OFFERED = {**LISTED, VALUES: "values"}


class SearchQuery(Paging):
    """What to search for, and what to narrow it to."""

    q: Annotated[
        str,
        Field(
            max_length=2000,
            description='Words that must all be there; `"…"` a phrase, `word*` a beginning, `-word` not',
            examples=["districts"],
        ),
    ] = ""
    kind: Annotated[
        Literal["claim", "party", "article"] | None, Empty, Field(description="Only things of this kind")
    ] = None
    party: Annotated[Words, Field(description="Id or IRI of who says it; claims only")] = None
    publisher: Annotated[Words, Field(description="Id or IRI of who published it")] = None
    year: Annotated[
        Annotated[str, Field(pattern="^[0-9]{4}$")] | None, Empty, Field(description="Year of publication")
    ] = None

    def asked(self, iris: Iris) -> Asked:
        """Say it in the index's words."""
        return Asked(
            question=self.q,
            kind=self.kind,
            party=_iri(iris, self.party),
            publisher=_iri(iris, self.publisher),
            year=self.year,
        )


@router.get(
    "/search",
    response_model=Found,
    tags=["search"],
    summary="Search claims, parties and articles",
    dependencies=[only(SearchQuery, "format")],
)
def search(
    request: Request,
    asked: Annotated[SearchQuery, Query()],
    wanted: Annotated[
        str | None, Query(alias="format", description="`json`, `html` or `values`; stands above Accept")
    ] = None,
) -> Response:
    """Find by words, the best first; with how often each party, publisher, kind and year is among it."""
    here = desk(request)
    media_type = chosen(request, wanted, OFFERED)
    found = here.search.search(asked.asked(here.iris), cursor=asked.cursor, limit=asked.limit)
    following = next_link(request, found.next)
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if wants_page(media_type):
        page = render(
            request,
            "search.html",
            asked=asked,
            found=found,
            following=following,
            base=here.iris.base,
            narrowed=_narrower(request),
        )
        return whole(request, page, HTML, headers=headers)
    if media_type == VALUES:
        return whole(request, values_block(found), VALUES, headers=headers)
    return whole(request, as_json(found), JSON, headers=headers)


def values_block(found: Found) -> str:
    """Write what was found as data for a query: what, how well, and in which order."""
    rows = [f"  (<{hit.iri}> {hit.score} {place})" for place, hit in enumerate(found.items, 1)]
    return "\n".join(["VALUES (?thing ?score ?place) {", *rows, "}", ""])


def _narrower(request: Request) -> Callable[[str, str | None], str]:
    """Make what gives the address of this search with one thing narrowed, or not any more."""

    def narrowed(name: str, value: str | None) -> str:
        kept = URL(str(request.url)).remove_query_params([name, "cursor"])
        address = kept.include_query_params(**{name: value}) if value else kept
        return f"{request.url.path}?{address.query}"

    return narrowed


def _iri(iris: Iris, given: str | None) -> str | None:
    if given is None or iris.parse(given):
        return given
    return str(iris.iri("party", given))
