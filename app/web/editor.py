"""The page for writing queries: the editor with our endpoint, prefixes, terms and examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.rdf.vocabulary import PREFIXES
from app.web.answers import whole
from app.web.desk import desk
from app.web.middleware import POLICY
from app.web.negotiation import HTML
from app.web.pages import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from app.rdf.terms import Ontology


RESIZER = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""The one style sheet that the editor makes for itself, for the widths of columns, by its hash."""
POLICY_OF_EDITOR = POLICY.replace("style-src 'self'", f"style-src 'self' {RESIZER}")


def query_page(request: Request, query: str) -> Response:
    """Show the editor with a query in it."""
    here = desk(request)
    page = render(
        request,
        "sparql.html",
        query=query,
        examples=here.examples,
        base=here.iris.base,
        known=known(here.ontology),
    )
    return whole(request, page, HTML, headers={"content-security-policy": POLICY_OF_EDITOR})


def known(ontology: Ontology) -> str:
    """Write what the editor completes, as JSON."""
    used = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in {"sh", "owl"}}
    terms = [f"ws:{term.name}" for term in ontology.terms()]
    return json.dumps({"prefixes": used, "terms": terms})
