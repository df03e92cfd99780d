"""The OpenAPI description, with examples that run: ids are those of things that are there now."""

import re
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from app.domain.view import ClaimFilter, ConflictFilter, Page
from app.errors import StoreError
from app.rdf.iris import Iris
from app.web.answers import as_json, whole
from app.web.desk import Desk, desk
from app.web.negotiation import JSON, N_TRIPLES
from app.web.schemas import ProblemDocument

router = APIRouter()

KINDS_OF_LISTS = {
    "articles": "article",
    "claims": "claim",
    "parties": "party",
    "conflicts": "conflict",
    "quarantine": "refusal",
}
PROBLEM_RESPONSE: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem document (RFC 9457)",
        "content": {"application/problem+json": {"schema": ProblemDocument.model_json_schema()}},
    }
}
"""What every operation may answer too."""


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """Describe the API."""
    return whole(
        request, as_json(describe(request.app, desk(request), request.scope.get("root_path", ""))), JSON
    )


def describe(app: FastAPI, here: Desk, root: str) -> dict[str, Any]:
    """Write the description: FastAPI's, with the token, the prefix of a proxy, and live examples."""
    schema = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        servers=[{"url": root}] if root else None,
    )
    schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    idents = _idents(here)
    for path, operations in schema["paths"].items():
        first = path.split("/")[1]
        ident = idents.get(KINDS_OF_LISTS.get(first, first))
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path" and ident:
                    parameter["example"] = ident
    return schema


def _idents(here: Desk) -> dict[str, str]:
    """Find one id of each kind that has something to show."""
    archive = here.archive
    found = {"graph": "parties", "ns": "claim.ttl", "ns.{suffix}": "ttl"}
    try:
        claims = archive.claims(ClaimFilter(), limit=1)
        conflicts = archive.conflicts(ConflictFilter(), limit=1)
        pages: dict[str, Page[Any]] = {
            "article": archive.articles(limit=1),
            "party": archive.parties(limit=1),
            "claim": claims,
            "conflict": conflicts,
            "refusal": archive.quarantine(limit=1),
        }
        named = [one.iri for one in claims.items]
        found |= dict(filter(None, map(here.iris.parse, archive.one_of_each())))
        named += [iri for one in conflicts.items for iri in (one.iri, one.first.iri, one.second.iri)]
        for iri in named:
            found |= _spoken_of(archive.describe(iri, N_TRIPLES), here.iris)
    except StoreError:
        return found  # the description is worth having while the store is away
    return found | {kind: page.items[0].id for kind, page in pages.items() if page.items}


def _spoken_of(triples: bytes, iris: Iris) -> dict[str, str]:
    """Name one thing of each kind that some triples speak of."""
    return dict(filter(None, map(iris.parse, re.findall(r"<([^<>#]+)>", triples.decode()))))
