"""`/.well-known/void`: what the dataset is and holds. `/dump`: all of it, as a file."""

import email.utils
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from rdflib import Graph
from starlette.responses import FileResponse

from app.domain.view import ClaimFilter, ConflictFilter
from app.rdf.dataset import Dataset, describe_dataset
from app.rdf.formats import rows, write_graph
from app.web.answers import chosen, wants_page, whole
from app.web.desk import Desk, desk
from app.web.links import VOID_PATH
from app.web.negotiation import HTML, N_TRIPLES, RDF, TURTLE
from app.web.pages import render

router = APIRouter(tags=["linked data"])
OFFERED = {TURTLE: "ttl", HTML: "html", **RDF}
GZIP = "application/gzip"


@router.get(VOID_PATH, summary="The dataset in VoID and DCAT")
def void(
    request: Request,
    wanted: Annotated[
        str | None,
        Query(alias="format", description="`ttl`, `html`, `jsonld`, `nt`, `rdf`; stands above Accept"),
    ] = None,
) -> Response:
    """Say what there is, how much, under which licence, and where to get it; counts are kept, not made."""
    here = desk(request)
    media_type = chosen(request, wanted, OFFERED)
    counted = here.census.count()
    dump = here.shelf.newest()
    facts = dump.stat() if dump else None
    told = Dataset(
        base=here.iris.base,
        properties=counted.properties,
        classes=counted.classes,
        examples=_examples(here),
        licence=here.parts.settings.licence,
        dump_bytes=facts.st_size if facts else None,
        dumped=datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds") if facts else "",
    )
    headers = {"link": f'<{here.iris.base}.well-known/void#dataset>; rel="about"'}
    graph = describe_dataset(told)
    if wants_page(media_type):
        return whole(request, _page(request, graph), HTML, headers=headers)
    return whole(request, write_graph(graph, media_type), media_type, headers=headers)


def _page(request: Request, graph: Graph) -> str:
    """Show the description to a person."""
    base = desk(request).iris.base
    return render(
        request,
        "thing.html",
        iri=f"{base}{VOID_PATH[1:]}",
        here=VOID_PATH,
        joint="?format=",
        title="The dataset",
        rows=rows(write_graph(graph, N_TRIPLES), graph),
        left_out=0,
        base=base,
    )


@router.get(
    "/dump",
    summary="All of the data, as N-Quads packed by gzip",
    response_class=FileResponse,
    responses={200: {"content": {GZIP: {}}}, 206: {"description": "The part that was asked for"}},
)
def dump(request: Request) -> Response:
    """Give the newest dump, at most a day old; a part of it, if `Range` asks for one."""
    path = desk(request).shelf.fetch()
    facts = path.stat()
    day = datetime.fromtimestamp(facts.st_mtime, UTC).date().isoformat()
    answer = FileResponse(
        path,
        media_type=GZIP,
        filename=f"whosaid-{day}.nq.gz",
        stat_result=facts,
        headers={"cache-control": "no-cache", "accept-ranges": "bytes"},
    )
    if _has_it(request, answer):
        kept = {name: answer.headers[name] for name in ("etag", "last-modified", "cache-control")}
        return Response(status_code=304, headers=kept)
    return answer


def _has_it(request: Request, answer: Response) -> bool:
    """Tell whether the reader has this very dump (RFC 9110, 13.1.2 and 13.1.3)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return bool(tags & {answer.headers["etag"], "*"})
    since = request.headers.get("if-modified-since")
    try:
        return bool(since) and email.utils.parsedate_to_datetime(str(since)) >= (
            email.utils.parsedate_to_datetime(answer.headers["last-modified"])
        )
    except (ValueError, TypeError):  # no date, or one without a zone
        return False


def _examples(here: Desk) -> list[str]:
    """Name one thing of each kind that has a page, the newest."""
    archive = here.archive
    pages = (
        archive.articles(limit=1).items,
        archive.claims(ClaimFilter(), limit=1).items,
        archive.parties(limit=1).items,
        archive.conflicts(ConflictFilter(), limit=1).items,
    )
    return [one.iri for items in pages for one in items]
