"""Whole answers with the headers that every one of them carries."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pydantic import TypeAdapter
from starlette.responses import Response

from app.web.negotiation import ALIASES, HTML, choose, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_ANYTHING: TypeAdapter[object] = TypeAdapter(object)


def whole(
    request: Request,
    body: bytes | str,
    media_type: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a body that is all there; 304 when the reader has it already (RFC 9110, 13.1.2)."""
    content = body.encode() if isinstance(body, str) else body
    # The type belongs to the tag: two types of one thing are two representations.
    digest = hashlib.sha256(media_type.encode() + b"\0" + content).hexdigest()[:32]
    shared = {"vary": "Accept", **(headers or {})}
    if status == 200:  # noqa: PLR2004  # OK is OK
        shared |= {"etag": f'"{digest}"', "cache-control": "no-cache"}
        if _knows(request, digest):
            return Response(status_code=304, headers=shared)
    return Response(content, status_code=status, media_type=charset(media_type), headers=shared)


def _knows(request: Request, digest: str) -> bool:
    known = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return request.method in {"GET", "HEAD"} and bool(tags & {f'"{digest}"', "*"})


def charset(media_type: str) -> str:
    """Say the encoding where a reader would otherwise guess; JSON and XML need no saying."""
    says = media_type.startswith("text/")
    return f"{media_type}; charset=utf-8" if says else media_type


def as_json(value: object) -> bytes:
    """Write records as JSON."""
    return _ANYTHING.dump_json(value)


def address(request: Request, path: str) -> str:
    """Give the path under which this service is reached, also behind a proxy that adds a prefix."""
    return f"{request.scope.get('root_path', '')}{path}"


def next_link(request: Request, cursor: str | None) -> str | None:
    """Give the address of the next page of the list that was asked for (RFC 8288)."""
    if cursor is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def wants_page(media_type: str) -> bool:
    """Tell whether a person is reading."""
    return media_type == HTML


def chosen(request: Request, wanted: str | None, offered: Mapping[str, str]) -> str:
    """Choose a media type: what the address names stands above what the Accept header wishes."""
    return named(wanted, offered) if wanted else choose(request.headers.get("accept"), offered, ALIASES)


def elsewhere(request: Request, path: str, media_type: str, offered: Mapping[str, str]) -> dict[str, str]:
    """Say where this very representation lies and where the others do (RFC 8288, RFC 9110 8.7)."""
    others = [
        f'<{address(request, f"{path}.{suffix}")}>; rel="alternate"; type="{other}"'
        for other, suffix in offered.items()
        if other != media_type
    ]
    location = address(request, f"{path}.{offered[media_type]}")
    return {"link": ", ".join(others), "content-location": location}
