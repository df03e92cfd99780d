"""Find which of the media types that we have the reader wants (RFC 9110, section 12.5.1).

Tables of media types stand here; nothing else in the web room spells one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HTML = "text/html"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"
TEXT = "text/plain"
PROBLEM = "application/problem+json"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"
RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
XML = "application/xml"
ANY_BYTES = "application/octet-stream"
N_QUADS = "application/n-quads"
TRIG = "application/trig"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

RDF = {TURTLE: "ttl", JSON_LD: "jsonld", N_TRIPLES: "nt", RDF_XML: "rdf"}
"""How triples are written, the preferred first, each with its suffix."""
VIEWED = {JSON: "json", HTML: "html", **RDF}
"""A thing that has a page of its own; whoever has no wish gets JSON."""
TABLED = {TURTLE: "ttl", HTML: "html", JSON: "json", **RDF}
"""Any other thing; whoever has no wish gets Turtle, and JSON is JSON-LD."""
LISTED = {JSON: "json", HTML: "html"}
ROWS = {RESULTS_JSON: "json", RESULTS_XML: "xml", CSV: "csv", TSV: "tsv"}
TRUTH = {RESULTS_JSON: "json", RESULTS_XML: "xml"}

ALIASES = {
    JSON: (RESULTS_JSON, JSON_LD),
    "text/json": (RESULTS_JSON,),
    "application/xml": (RESULTS_XML, RDF_XML),
    "text/xml": (RESULTS_XML, RDF_XML),
    "application/x-turtle": (TURTLE,),
    "text/n3": (TURTLE,),
    "text/plain": (N_TRIPLES,),
}
"""What SPARQL clients ask for when they mean results or graphs."""

_NAMES = {
    TURTLE: ("turtle", "n3"),
    N_TRIPLES: ("ntriples", "n-triples"),
    JSON_LD: ("json-ld", "json"),
    RDF_XML: ("rdfxml", "rdf+xml", "xml"),
}
"""What formats are also called in `?format=`, where that name is not another format's suffix."""


class NotAcceptable(Exception):
    """None of the media types that we have is one that the reader takes; `offered` are ours."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__("no acceptable media type")
        self.offered = tuple(offered)


@dataclass(frozen=True, slots=True)
class Range:
    """One member of an Accept header: a type, "text/*" or "*/*", and how much it is wanted."""

    media_type: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Tell how exactly the range names the type: 0 not at all, 1 "*/*", 2 "text/*", 3 by name."""
        if self.media_type == media_type:
            return 3
        main, _, sub = self.media_type.partition("/")
        if sub != "*":
            return 0
        if main == "*":
            return 1
        return 2 if media_type.startswith(f"{main}/") else 0


def read_accept(header: str) -> tuple[Range, ...]:
    """Read an Accept header; what is not of its grammar is passed over.

    >>> read_accept("text/html, */*;q=0.1")
    (Range(media_type='text/html', quality=1.0), Range(media_type='*/*', quality=0.1))
    """
    found = []
    for member in header.split(","):
        media_type, *parameters = (part.strip() for part in member.split(";"))
        media_type = media_type.lower()
        if media_type == "*":  # Java's old HTTP client sends it
            media_type = "*/*"
        if "/" in media_type:
            found.append(Range(media_type, _quality(parameters)))
    return tuple(found)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() != "q":
            continue
        try:
            quality = float(value.strip())
        except ValueError:
            return 0.0
        return min(max(quality, 0.0), 1.0) if quality == quality else 0.0  # noqa: PLR0124  # NaN is no wish
    return 1.0


def choose(
    accept: str | None,
    offered: Mapping[str, str] | Sequence[str],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Choose what to send, or raise NotAcceptable; of equally wanted types the first offered wins.

    An alias is another name under which an offered type may be asked for.

    >>> choose("text/turtle;q=0.5, application/*", ["text/turtle", "application/json"])
    'application/json'
    """
    ranges = read_accept(accept or "")
    if not ranges:
        return next(iter(offered))
    names = {media_type: [media_type] for media_type in offered}
    for alias, media_types in (aliases or {}).items():
        for media_type in media_types:
            if media_type in names:
                names[media_type].append(alias)
    best, wanted = "", 0.0
    for media_type in offered:
        quality = max(_wanted(ranges, name) for name in names[media_type])
        if quality > wanted:
            best, wanted = media_type, quality
    if not best:
        raise NotAcceptable(list(offered))
    return best


def _wanted(ranges: tuple[Range, ...], media_type: str) -> float:
    """Give the quality of the most exact range, be it higher or lower than that of a vaguer one."""
    best = max(ranges, key=lambda one: (one.fits(media_type), one.quality))
    return best.quality if best.fits(media_type) else 0.0


def named(format_name: str, offered: Mapping[str, str]) -> str:
    """Give the type that `?format=` or a suffix names, by suffix ("ttl"), name or media type."""
    wanted = format_name.strip().lower().replace(" ", "+")  # "+" in a query string means a blank
    for media_type, suffix in offered.items():
        if wanted in {media_type, suffix}:
            return media_type
    for media_type in offered:
        if wanted in _NAMES.get(media_type, ()):
            return media_type
    raise NotAcceptable(list(offered))
