"""What endpoints work with: the parts of the program, and what a request brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from starlette.requests import Request  # noqa: TC002  # FastAPI reads the annotation of a dependency

from app.errors import TooLarge

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from anyio import CapacityLimiter

    from app.access import Tokens
    from app.archive.archive import Archive
    from app.bootstrap import Parts
    from app.exchange.calling import Calling
    from app.exchange.judge import Judge
    from app.exchange.shelf import Shelf
    from app.rdf.iris import Iris
    from app.rdf.terms import Ontology
    from app.search.census import Census
    from app.search.keeper import Keeper
    from app.service import Service
    from app.store.base import PublicStore
    from app.updating.updates import Updates
    from app.web.asking import Listening
    from app.web.examples import Example
    from app.web.memory import Versions

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything an endpoint may reach; `app.state.desk` holds the one of an application."""

    parts: Parts
    archive: Archive
    service: Service
    public: PublicStore
    tokens: Tokens
    iris: Iris
    clock: Callable[[], datetime]
    body_limit: int
    askers: CapacityLimiter
    listening: Listening
    versions: Versions
    ontology: Ontology
    examples: tuple[Example, ...]
    judge: Judge
    search: Keeper
    census: Census
    shelf: Shelf
    updates: Updates
    dumpers: CapacityLimiter
    writers: CapacityLimiter
    calling: Calling | None
    callers: CapacityLimiter


def desk(request: Request) -> Desk:
    """Give the desk at which this request is dealt with."""
    return cast("Desk", request.app.state.desk)


def is_id(text: str) -> bool:
    """Tell whether a text can be an id: nothing but letters, digits and hyphens, so it fits an IRI."""
    return re.fullmatch(r"[A-Za-z0-9-]{1,200}", text) is not None


def bearer(request: Request) -> str | None:
    """Give the token of the Authorization header (RFC 6750), if there is one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def needs(scope: str) -> Callable[[Request], Awaitable[None]]:
    """Make the dependency that lets only holders of a scope pass, before anything of theirs is read."""

    async def check(request: Request) -> None:
        desk(request).tokens.check(bearer(request), scope)

    return check


def header(request: Request, name: bytes) -> str:
    """Give the value of a header, empty if there is none, without making an object of all of them."""
    for one, value in request.scope["headers"]:
        if one == name:
            return str(value, "latin-1")
    return ""


def content_type(request: Request) -> str:
    """Give the media type of the body, without parameters, in lower case; empty if none is named."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request) -> bytes:
    """Read the body up to the limit; stop at the first byte too many, whatever the length it named."""
    limit = desk(request).body_limit
    named = request.headers.get("content-length", "")
    if named.isdigit() and int(named) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"the body is larger than {limit / MEGABYTE:g} MB, the largest that is read here")
