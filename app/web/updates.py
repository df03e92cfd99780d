"""SPARQL 1.1 Update over HTTP: taken from administrators, checked before it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.responses import Response

from app.updating.trial import Request as Update
from app.web.desk import bearer, desk
from app.web.problems import BadRequest, UnsupportedType

if TYPE_CHECKING:
    from starlette.requests import Request

    Pairs = tuple[tuple[str, str], ...]

BY_GET = "an update is sent by POST: as update= in a form, or as application/sparql-update"
PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "description": f"Updates only: {what}; not beside USING or WITH",
        "schema": {"type": "array", "items": {"type": "string"}},
    }
    for name, what in (
        ("using-graph-uri", "graphs that make the default graph of patterns"),
        ("using-named-graph-uri", "graphs that GRAPH may name in patterns"),
    )
]


def may_update(request: Request) -> None:
    """Let only administrators pass, before their text is looked at."""
    desk(request).tokens.check(bearer(request), "admin")


async def update(request: Request, pairs: Pairs) -> Response:
    """Carry one update out (SPARQL 1.1 Protocol, section 2.2); 204 when it is on disk."""
    may_update(request)
    require_utf8(request)
    texts = [value for name, value in pairs if name == "update"]
    queries = [value for name, value in pairs if name == "query"]
    if len(texts) != 1 or queries:
        message = f"found {len(texts)} update= and {len(queries)} query=; expected one update="
        raise BadRequest(message)
    asked = Update(
        text=texts[0],
        base=str(request.url.replace(query="")),
        default_graphs=_all(pairs, "using-graph-uri"),
        named_graphs=_all(pairs, "using-named-graph-uri"),
    )
    await run_sync(desk(request).updates.update, asked, limiter=desk(request).writers)
    return Response(status_code=204)


def require_utf8(request: Request) -> None:
    """Refuse a body that says to be in another encoding; SPARQL and RDF are sent as UTF-8."""
    _, _, parameters = request.headers.get("content-type", "").partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        said = value.strip().strip("\"'").lower()
        if name.strip().lower() == "charset" and said not in {"utf-8", "utf8", "us-ascii"}:
            message = f"the body is said to be {said or 'of no charset'}; expected utf-8"
            raise UnsupportedType(message)


def _all(pairs: Pairs, wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in pairs if name == wanted)
