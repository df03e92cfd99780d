"""Every IRI that we mint answers: as a page, as JSON, as triples."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from app.errors import NotFound
from app.rdf.formats import rewrite, rows
from app.rdf.iris import KINDS
from app.web.answers import as_json, chosen, wants_page, whole
from app.web.desk import Desk, desk, is_id
from app.web.faces import annotation
from app.web.links import (
    FACES,
    VARY,
    about,
    annotation_page,
    embed,
    first_page,
    typed,
    types_in,
    types_of,
    written,
)
from app.web.negotiation import HTML, JSON, JSON_LD, N_TRIPLES, RDF, TABLED, VIEWED
from app.web.pages import render
from app.web.profiles import ALTERNATES, ANNOTATION, OURS, PROVENANCE, Profile, alternates, asked_profile
from app.web.shown import SHOWN, Shown

router = APIRouter()
PARTS = ("version", "cursor")
ROWS_SHOWN = 1000
COLLECTION_TYPE = "http://www.w3.org/ns/oa#AnnotationCollection"
TITLES = frozenset(
    f"{prefix}:{name}"
    for prefix, name in (("schema", "name"), ("oa", "exact"), ("ws", "wording"), ("ws", "field"))
)
"""Properties whose value can stand above the table of a thing."""

Wanted = Annotated[
    str | None,
    Query(alias="format", description="`json`, `html`, `jsonld`, `ttl`, `nt`, `rdf`; stands above Accept"),
]
Name = Annotated[str, Path(description="The id, with a suffix if a format is wanted: `.ttl`, `.json` …")]


def _split(name: str, wanted: str | None, offered: dict[str, str]) -> tuple[str, str | None]:
    """Part an id from the suffix that names a format; ids have no dot."""
    ident, dot, suffix = name.rpartition(".")
    if dot and suffix in offered.values():
        return ident, suffix
    return name, wanted


def _part(request: Request) -> str:
    """Give what of the address chooses a part of a page: a version of the text, or where a list goes on."""
    chosen_by = [(name, request.query_params[name]) for name in PARTS if name in request.query_params]
    return f"?{urlencode(chosen_by)}" if chosen_by else ""


def _check(path: str) -> None:
    """Refuse what cannot be an IRI of ours, before it is asked for."""
    if not all(is_id(part) for part in path.split("/")):
        message = f"nothing can be at /{path}"
        raise NotFound(message)


def _shown(kind: str, shown: Shown) -> Callable[[Request, str, str | None], Response]:
    def show(request: Request, name: Name, wanted: Wanted = None) -> Response:
        here = desk(request)
        ident, wanted = _split(name, wanted, VIEWED)
        path = f"{kind}/{ident}"
        _check(path)
        if request.query_params.get("_profile") == ALTERNATES:
            with _or_gone(here, here.iris.iri(kind, ident)):
                shown.read(here, ident)
            listed = alternates(request, f"/{path}", kind, VIEWED)
            return whole(request, as_json(listed), JSON, headers={"vary": VARY})
        profile = asked_profile(request, kind)
        if profile not in (None, OURS) and not wanted:
            return _face(request, kind, ident, shown, profile)
        offered = profile.offered if profile else VIEWED
        wanted = wanted or (request.query_params.get("_mediatype") if profile else None)
        media_type = chosen(request, wanted, offered)
        headers = about(request, path, media_type, VIEWED, profile)
        if media_type in RDF:
            triples = _described(here, here.iris.iri(kind, ident))
            headers = typed(headers, types_in(triples, here.iris.iri(kind, ident)))
            body = rewrite(triples, media_type, here.ontology.graph)
            return whole(request, body, media_type, headers=headers)
        with _or_gone(here, here.iris.iri(kind, ident)):
            view = shown.read(here, ident)
        headers = typed(headers, types_of(kind, view))
        if wants_page(media_type):
            headers["content-location"] += _part(request)
            context = shown.context(request, view)
            embedded = embed(kind, view) if kind in FACES else None
            page = render(request, shown.template, it=view, embedded=embedded, **context)
            return whole(request, page, HTML, headers=headers)
        return whole(request, as_json(view), JSON, headers=headers)

    return show


def _face(request: Request, kind: str, ident: str, shown: Shown, profile: Profile) -> Response:
    """Write a thing in the words of another standard."""
    here = desk(request)
    media_type = chosen(request, request.query_params.get("_mediatype"), profile.offered)
    iri = here.iris.iri(kind, ident)
    with _or_gone(here, iri):
        view = shown.read(here, ident)
        headers = about(request, f"{kind}/{ident}", media_type, VIEWED, profile)
        headers = typed(headers, types_of(kind, view))
        if profile is PROVENANCE:
            triples = rewrite(here.archive.provenance(iri), media_type, here.ontology.graph)
            return whole(request, triples, media_type, headers=headers)
    if profile is ANNOTATION:
        face = first_page(here, view) if kind == "article" else annotation(view)
    else:
        face = FACES[kind](view)
    return whole(request, written(face), media_type, headers=headers)


@router.get(
    "/article/{name}/annotations",
    tags=["linked data"],
    summary="Show the claims of an article as a Web Annotation collection",
)
def annotations(
    request: Request,
    name: Name,
    page: Annotated[int | None, Query(ge=0, le=1_000_000, description="A page of it, counted from 0")] = None,
) -> Response:
    """Show the annotation collection of an article, with its first page inside, or one of its pages."""
    here = desk(request)
    _check(f"article/{name}")
    chosen(request, None, ANNOTATION.offered)
    with _or_gone(here, here.iris.iri("article", name)):
        article = here.archive.article(name)
    face = first_page(here, article) if page is None else annotation_page(here, article, page)
    headers = {
        "vary": VARY,
        "content-profile": f"<{ANNOTATION.iri}>",
        "link": f'<{ANNOTATION.iri}>; rel="profile", <{COLLECTION_TYPE}>; rel="type"'
        if page is None
        else f'<{ANNOTATION.iri}>; rel="profile"',
    }
    return whole(request, written(face), JSON_LD, headers=headers)


for _kind, _one in SHOWN.items():
    router.add_api_route(
        f"/{_kind}/{{name}}",
        _shown(_kind, _one),
        response_model=_one.model,
        summary=f"Show one {_kind}",
        tags=[_one.tag],
    )


@router.get("/graph/{name:path}", tags=["linked data"], summary="Show one named graph")
def graph(request: Request, name: Name, wanted: Wanted = None) -> Response:
    """Show all triples of a named graph."""
    ident, wanted = _split(name, wanted, TABLED)
    return _table(request, f"graph/{ident}", wanted)


def _tabled(kind: str) -> Callable[[Request, str, str | None], Response]:
    def show(request: Request, name: Name, wanted: Wanted = None) -> Response:
        ident, wanted = _split(name, wanted, TABLED)
        return _table(request, f"{kind}/{ident}", wanted)

    return show


for _kind in sorted(KINDS - SHOWN.keys()):
    router.add_api_route(
        f"/{_kind}/{{name}}", _tabled(_kind), summary=f"Show one {_kind}", tags=["linked data"]
    )


def _table(request: Request, path: str, wanted: str | None) -> Response:
    _check(path)
    here = desk(request)
    media_type = chosen(request, wanted, TABLED)
    iri = f"{here.iris.base}{path}"
    is_graph = path.startswith("graph/")
    written = JSON_LD if media_type == JSON else media_type
    headers = about(request, path, media_type, TABLED)
    if is_graph and not wants_page(media_type):
        return whole(request, _graph(here, iri, written), media_type, headers=headers)
    triples = _graph(here, iri, N_TRIPLES) if is_graph else _described(here, iri)
    headers = typed(headers, types_in(triples, iri))
    if not wants_page(media_type):
        return whole(request, rewrite(triples, written, here.ontology.graph), media_type, headers=headers)
    lines = sorted(triples.splitlines(keepends=True))
    table = rows(b"".join(lines[:ROWS_SHOWN]), here.ontology.graph)
    title = next((row.value for row in table if row.predicate in TITLES), "")
    html = render(
        request,
        "thing.html",
        iri=iri,
        here=f"/{path}",
        rows=table,
        title=title,
        left_out=max(0, len(lines) - ROWS_SHOWN),
        base=here.iris.base,
    )
    return whole(request, html, HTML, headers=headers)


@contextmanager
def _or_gone(here: Desk, iri: str) -> Iterator[None]:
    """Say of what is not there that it was there once, if so: 410 is not 404."""
    try:
        yield
    except NotFound as error:
        raise here.archive.gone(iri) or error from None


def _described(here: Desk, iri: str) -> bytes:
    """Give what is stored of a thing, as N-Triples."""
    with _or_gone(here, iri):
        return here.archive.describe(iri, N_TRIPLES)


def _graph(here: Desk, iri: str, media_type: str) -> bytes:
    """Give a graph; one of an article is gone when its article is."""
    about_article = re.match(re.escape(f"{here.iris.base}graph/") + "(article/[^/]+)", iri)
    with _or_gone(here, f"{here.iris.base}{about_article[1]}" if about_article else iri):
        return here.archive.describe_graph(iri, media_type)
