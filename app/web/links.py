"""What an answer about a thing says of it in its head, and what its page says of it to machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from app.errors import NotFound
from app.rdf.vocabulary import SCHEMA, WS
from app.web.answers import address, elsewhere
from app.web.faces import (
    Face,
    article_face,
    claim_face,
    collection,
    conflict_face,
    dispute_face,
    page,
    party_face,
)
from app.web.negotiation import TURTLE
from app.web.profiles import profile_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.requests import Request

    from app.domain.view import ArticleView
    from app.web.desk import Desk
    from app.web.profiles import Profile

VARY: Final = "Accept, Accept-Profile"
VOID_PATH: Final = "/.well-known/void"
IN_DATASET: Final = "http://rdfs.org/ns/void#inDataset"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PAGE_SIZE: Final = 50
"""Annotations on one page of a collection."""
TYPES: Final[dict[str, tuple[str, ...]]] = {
    "article": (SCHEMA.NewsArticle,),
    "claim": (WS.Claim, "http://schema.org/Claim"),
    "conflict": (WS.Conflict,),
    "dispute": (WS.Dispute,),
    "decision": (WS.Decision,),
    "refusal": (WS.Refusal,),
    "person": (SCHEMA.Person,),
    "organization": (SCHEMA.Organization,),
    "unnamed": (WS.UnnamedParty,),
}
"""The classes of things that are read as what they are, by kind; parties by theirs."""

FACES: Final[dict[str, Callable[[Any], Face]]] = {
    "article": article_face,
    "claim": claim_face,
    "party": party_face,
    "conflict": lambda view: conflict_face(view, f"{view.iri}.html"),
    "dispute": lambda view: dispute_face(view, f"{view.iri}.html"),
}
"""How things of a kind are written in the words of schema.org."""


def about(
    request: Request,
    name: str,
    media_type: str,
    offered: Mapping[str, str],
    profile: Profile | None = None,
) -> dict[str, str]:
    """Say where a form of the thing `{kind}/{id}` lies, and where others are.

    The links are those of RFC 8288: canonical (RFC 6596), describedby (POWDER), profile
    (RFC 6906), alternate, and the dataset that it belongs to (VoID, section 7.2).
    """
    kind, path = name.partition("/")[0], f"/{name}"
    headers = elsewhere(request, path, media_type, offered)
    if profile:
        named = f"{path}?_profile={profile.token}&_mediatype={quote(media_type)}"
        headers["content-location"] = address(request, named)
    links = [headers["link"], f'<{_base(request)}{name}>; rel="canonical"']
    links.append(f'<{address(request, f"{path}.ttl")}>; rel="describedby"; type="{TURTLE}"')
    links.append(f'<{address(request, VOID_PATH)}>; rel="{IN_DATASET}"')
    profiles = profile_headers(request, path, kind, profile)
    links += [profiles.pop("link")] if "link" in profiles else []
    return {**headers, **profiles, "vary": VARY, "link": ", ".join(links)}


def typed(headers: Mapping[str, str], types: Iterable[str]) -> dict[str, str]:
    """Add of which classes a thing is (RFC 6903, section 6)."""
    return {**headers, "link": ", ".join([headers["link"], *(f'<{one}>; rel="type"' for one in types)])}


def types_of(kind: str, view: Any) -> tuple[str, ...]:
    """Give the classes of a thing that was read as what it is."""
    return TYPES.get(view.kind if kind == "party" else kind, ())


def types_in(triples: bytes, iri: str) -> tuple[str, ...]:
    r"""Give the classes of a thing by its N-Triples.

    >>> types_in(b"<a:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <a:c> .\n", "a:b")
    ('a:c',)
    """
    begin = f"<{iri}> <{RDF_TYPE}> <".encode()
    found = (line for line in triples.splitlines() if line.startswith(begin))
    return tuple(sorted(line[len(begin) :].partition(b">")[0].decode() for line in found))


def first_page(here: Desk, article: ArticleView) -> Face:
    """Write the annotation collection of an article with its first page."""
    first = annotation_page(here, article, 0) if article.claims else None
    return collection(article, _annotations(article), article.claims, first)


def annotation_page(here: Desk, article: ArticleView, number: int) -> Face:
    """Write one page of the annotation collection of an article; NotFound if it has not so many."""
    current = next(version for version in article.versions if version.current)
    claims = here.archive.claims_of_version(current.iri)
    start = number * PAGE_SIZE
    shown = claims[start : start + PAGE_SIZE]
    if not shown:
        message = f"the annotations of {article.iri} have no page {number}"
        raise NotFound(message)
    return page(shown, _annotations(article), start=start, total=len(claims), size=PAGE_SIZE)


def embed(kind: str, view: Any) -> Markup:
    """Write a thing for a page's head, in such a way that no word of it can end the script element."""
    text = written(FACES[kind](view)).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  # escaped here


def written(face: Face) -> bytes:
    """Write a face as JSON-LD."""
    return json.dumps(face, ensure_ascii=False, indent=1).encode()


def _annotations(article: ArticleView) -> str:
    return f"{article.iri}/annotations"


def _base(request: Request) -> str:
    here: Desk = request.app.state.desk
    return here.iris.base
