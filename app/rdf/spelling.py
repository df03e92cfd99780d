"""How values are spelt in the graph: numbers, moments, web addresses, words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from rdflib import XSD, Literal, URIRef

if TYPE_CHECKING:
    from decimal import Decimal


_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_NOT_IN_IRI = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~/?:@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + _PLANES
    + "]"
)
"""What may not stand behind the host of an IRI (RFC 3987, section 2.2), a second "#" included."""


def decimal(value: Decimal) -> Literal:
    """Write a number in the one spelling that stores keep: no exponent, no trailing zeros."""
    spelt = format(value, "f")
    if "." in spelt:
        spelt = spelt.rstrip("0").rstrip(".")
    return Literal("0" if spelt in {"-0", ""} else spelt, datatype=XSD.decimal, normalize=False)


def moment(value: date | datetime) -> Literal:
    """Write a day as xsd:date and a moment as xsd:dateTime in UTC, to the second."""
    if not isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=XSD.date, normalize=False)
    utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return Literal(utc.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime, normalize=False)


def address(url: str) -> URIRef:
    """Spell a web address as an IRI: what browsers take and IRIs do not have is percent-encoded.

    >>> str(address("https://x.example/a[1]?share=100%"))
    'https://x.example/a%5B1%5D?share=100%25'
    """
    before, mark, fragment = url.partition("#")
    host = re.match(r"[^:]*://[^/?]*", before)
    end = host.end() if host else 0
    encoded = [
        _NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), one) for one in (before[end:], fragment)
    ]
    return URIRef(before[:end] + encoded[0] + mark + encoded[1])


def text_fragment(url: str, exact: str) -> URIRef:
    """Link into the live page, to the words themselves (URL Fragment Text Directives, WICG)."""
    words = exact.split()
    edges = [" ".join(words)] if len(words) <= 10 else [" ".join(words[:5]), " ".join(words[-5:])]  # noqa: PLR2004 - beyond ten words a range is shorter than the quote
    target = ",".join(quote(edge, safe="").replace("-", "%2D") for edge in edges)
    return URIRef(f"{address(url).partition('#')[0]}#:~:text={target}")


def worded(text: str | None, language: str | None = None) -> Literal | None:
    """Write words, in the language that they are in if it is known; None for none."""
    return Literal(text, lang=language) if text else None
