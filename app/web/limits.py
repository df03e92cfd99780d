"""The limits of the SPARQL endpoint, as a header and as part of the service description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

MEGABYTE = 1_000_000
LONGEST_URL = 64 * 1024
"""Bytes of the address of a query: what uvicorn's parser takes, and more than most proxies pass on."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its short name, what it is in words, and the number."""

    name: str
    words: str
    value: float


def limits_of(settings: Settings) -> tuple[Limit, ...]:
    """Give the limits that hold for a query of a stranger."""
    found = [
        Limit("seconds", "seconds that a query may take", settings.query_seconds),
        Limit("rows", "rows or triples of an answer", settings.query_rows),
        Limit("bytes", "bytes of an answer", settings.query_mb * MEGABYTE),
        Limit("memory", "bytes of memory that a query may take", settings.query_memory_mb * MEGABYTE),
        Limit("url", "bytes of the address of a query by GET", LONGEST_URL),
    ]
    if settings.rate_limit != "off":
        found += [
            Limit("at-once", "queries of one client that may be under way", settings.client_queries),
            Limit("a-minute", "queries of one client in a minute", int(settings.rate_limit)),
        ]
    return tuple(found)


def as_header(limits: tuple[Limit, ...]) -> str:
    """Write limits as a dictionary of a header field (RFC 9651)."""
    return ", ".join(f"{limit.name}={limit.value:.12g}" for limit in limits)


def as_turtle(endpoint: str, limits: tuple[Limit, ...]) -> str:
    """Write limits in the words of schema.org, since the service description has none for them."""
    parts = [
        f'[ a schema:PropertyValue ; schema:propertyID "{limit.name}" ; schema:name "{limit.words}"@en ; '
        f"schema:value {limit.value:.12g} ]"
        for limit in limits
    ]
    return f"<{endpoint}> schema:additionalProperty\n    " + " ,\n    ".join(parts) + " .\n"
