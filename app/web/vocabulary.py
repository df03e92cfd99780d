"""`/ns`: the vocabulary as a page with an anchor for each term, and as triples."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from rdflib import OWL

from app.errors import NotFound
from app.rdf.terms import Ontology, Term
from app.web.answers import address, chosen, elsewhere, wants_page, whole
from app.web.desk import desk
from app.web.negotiation import HTML, JSON_LD, RDF, TURTLE
from app.web.pages import render

router = APIRouter(tags=["linked data"])
OFFERED = {HTML: "html", **RDF}


@router.get("/ns/context.jsonld", summary="The JSON-LD context")
def context(request: Request) -> Response:
    """Give the JSON-LD context of the vocabulary."""
    return whole(request, desk(request).ontology.context, JSON_LD)


@router.get("/ns/examples/{name}", summary="One example of the vocabulary in use")
def example(
    request: Request, name: Annotated[str, Path(description="A file of the examples: `claim.ttl` …")]
) -> Response:
    """Give one of the example graphs in Turtle; the page of the vocabulary says which terms each uses."""
    found = desk(request).ontology.examples.get(name.removesuffix(".ttl"))
    if found is None:
        message = f"there is no example {name!r}"
        raise NotFound(message)
    chosen(request, None, {TURTLE: "ttl"})
    return whole(
        request, found, TURTLE, headers={"content-location": address(request, f"/ns/examples/{name}")}
    )


@router.get("/ns", summary="The vocabulary")
def vocabulary(
    request: Request,
    wanted: Annotated[
        str | None,
        Query(alias="format", description="`html`, `ttl`, `jsonld`, `nt`, `rdf`; stands above Accept"),
    ] = None,
) -> Response:
    """Show the vocabulary: every term with its definition, as a page or as triples."""
    return _show(request, wanted)


@router.get("/ns.{suffix}", summary="The vocabulary in one format")
def vocabulary_as(
    request: Request, suffix: Annotated[str, Path(description="`html`, `ttl`, `jsonld`, `nt` or `rdf`")]
) -> Response:
    """Show the vocabulary in the format that the suffix names."""
    return _show(request, suffix)


def _show(request: Request, wanted: str | None) -> Response:
    ontology = desk(request).ontology
    media_type = chosen(request, wanted, OFFERED)
    headers = elsewhere(request, "/ns", media_type, OFFERED)
    headers["link"] += f', <{ontology.namespace}>; rel="canonical"'
    headers["link"] += f', <{address(request, "/ns.ttl")}>; rel="describedby"; type="{TURTLE}"'
    headers["link"] += f', <{OWL.Ontology}>; rel="type"'
    if wants_page(media_type):
        html = render(
            request,
            "ns.html",
            sorts=_by_sort(ontology),
            namespace=ontology.namespace,
            used_in=ontology.used_in(),
        )
        return whole(request, html, HTML, headers=headers)
    return whole(request, ontology.write(media_type), media_type, headers=headers)


def _by_sort(ontology: Ontology) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in ontology.terms():
        found.setdefault(term.sort, []).append(term)
    return found
