"""What the endpoint says of itself (SPARQL 1.1 Service Description), in Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rdf.formats import translate
from app.web.answers import address, chosen, whole
from app.web.asked import endpoint_of
from app.web.desk import desk
from app.web.editor import query_page
from app.web.limits import as_turtle, limits_of
from app.web.negotiation import HTML, RDF, TURTLE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

GEOSPARQL = "http://www.opengis.net/def/function/geosparql/"
FUNCTIONS = (
    "distance", "sfContains", "sfCrosses", "sfDisjoint", "sfEquals", "sfIntersects", "sfOverlaps",
    "sfTouches", "sfWithin",
)  # fmt: skip
"""Functions of GeoSPARQL that the engine of the embedded store has."""
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe_service(request: Request, wanted: str | None) -> Response:
    """Describe the endpoint; to a browser, with the query page."""
    offered = {**RDF, HTML: "html"}
    media_type = chosen(request, wanted, offered)
    if media_type == HTML:
        examples = desk(request).examples
        return query_page(request, examples[0].query if examples else "")
    settings, union = desk(request).parts.settings, desk(request).updates.rules.union
    described = address(request, "/.well-known/void")
    turtle = service_description(
        endpoint_of(request), described, union=union, calls=bool(settings.service_hosts)
    )
    turtle += as_turtle(endpoint_of(request), limits_of(settings))
    if not settings.store_url:
        turtle += extension_functions(endpoint_of(request))
    body = turtle.encode() if media_type == TURTLE else translate(turtle, media_type)
    return whole(request, body, media_type)


def service_description(endpoint: str, described: str, *, union: bool, calls: bool) -> str:
    """Say in Turtle what the endpoint can do (SPARQL 1.1 Service Description)."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in RESULT_FORMATS)
    features = ["sd:UnionDefaultGraph"] * union + ["sd:BasicFederatedQuery"] * calls
    feature = f"sd:feature {', '.join(features)} ;" if features else ""
    return f"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@base <{endpoint}> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ;
    {feature}
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .
<{endpoint}#dataset> a sd:Dataset, void:Dataset ;
    void:sparqlEndpoint <{endpoint}> ;
    rdfs:seeAlso <{described}> ;
    sd:defaultGraph <{endpoint}#default> .
<{endpoint}#default> a sd:Graph .
"""


def extension_functions(endpoint: str) -> str:
    """Say in Turtle which functions there are beyond those of SPARQL."""
    names = ", ".join(f"<{GEOSPARQL}{name}>" for name in FUNCTIONS)
    kinds = "\n".join(f"<{GEOSPARQL}{name}> a sd:Function ." for name in FUNCTIONS)
    return f"<{endpoint}> sd:extensionFunction {names} .\n{kinds}\n"
