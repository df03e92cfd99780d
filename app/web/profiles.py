"""Negotiation by profile: one thing, several standards (W3C Content Negotiation by Profile).

A reader names a profile in `Accept-Profile`, or by `?_profile=`; the answer says in `Content-Profile` and
in `Link: rel="profile"` which it follows, and lists the others with theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.rdf.vocabulary import NS
from app.web.answers import address
from app.web.faces import ANNOTATION_CONTEXT, SCHEMA_CONTEXT
from app.web.negotiation import JSON_LD, RDF
from app.web.problems import BadRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

ALTERNATES: Final = "alt"
"""The token that asks for the list of all representations (section 5.2.4 of the recommendation)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A standard that a thing can be written in; `token` is its short name in an address."""

    token: str
    iri: str
    title: str
    offered: Mapping[str, str]


OURS: Final = Profile("ws", NS, "all that is stored, in the words of this service", RDF)
SCHEMA: Final = Profile("schema", SCHEMA_CONTEXT, "schema.org", {JSON_LD: "jsonld"})
ANNOTATION: Final = Profile("oa", ANNOTATION_CONTEXT, "Web Annotation", {JSON_LD: "jsonld"})
PROVENANCE: Final = Profile("prov", "http://www.w3.org/ns/prov#", "PROV-O", RDF)

PROFILES: Final[dict[str, tuple[Profile, ...]]] = {
    "article": (OURS, SCHEMA, ANNOTATION),
    "claim": (OURS, SCHEMA, ANNOTATION, PROVENANCE),
    "party": (OURS, SCHEMA),
    "conflict": (OURS, SCHEMA),
    "dispute": (OURS, SCHEMA),
}
"""Which profiles things of a kind have, ours first: it is what a reader without a wish gets."""


def asked_profile(request: Request, kind: str) -> Profile | None:
    """Give the profile that is asked for; None where none is, or none that we have.

    An `Accept-Profile` that we cannot meet is passed over, as the recommendation allows; a `_profile` that
    does not exist is a mistake in the address.
    """
    offered = PROFILES.get(kind, ())
    token = request.query_params.get("_profile")
    if token and token != ALTERNATES:
        for profile in offered:
            if token in {profile.token, profile.iri}:
                return profile
        known = ", ".join([one.token for one in offered] + [ALTERNATES])
        message = f"_profile is {token!r}; expected one of {known}" if offered else "this has no profiles"
        raise BadRequest(message)
    return _preferred(request.headers.get("accept-profile", ""), offered)


def _preferred(header: str, offered: tuple[Profile, ...]) -> Profile | None:
    best, wanted = None, 0.0
    for member in header.split(","):
        name, *parameters = (part.strip() for part in member.split(";"))
        found = next((one for one in offered if one.iri.rstrip("/#") == name.strip("<>").rstrip("/#")), None)
        quality = _quality(parameters)
        if found and quality > wanted:
            best, wanted = found, quality
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def profile_headers(request: Request, path: str, kind: str, profile: Profile | None) -> dict[str, str]:
    """Say which profile an answer follows, and where the others are (sections 5.1 and 5.2).

    Their media types stay unsaid: JSON-LD readers, rdflib among them, take whatever is an `alternate` of
    that type for the same document, and would read the words of schema.org for ours.
    """
    others = [
        f'<{address(request, f"{path}?_profile={one.token}")}>; rel="alternate"; profile="{one.iri}"'
        for one in PROFILES.get(kind, ())
        if one != profile
    ]
    if profile is None:
        return {"link": ", ".join(others)} if others else {}
    own = f'<{profile.iri}>; rel="profile"'
    return {"link": ", ".join([own, *others]), "content-profile": f"<{profile.iri}>"}


def alternates(request: Request, path: str, kind: str, viewed: Mapping[str, str]) -> dict[str, object]:
    """List all representations of a thing: the profiles with their media types, and the plain ones."""
    found: list[dict[str, object]] = [
        {
            "profile": one.iri,
            "token": one.token,
            "title": one.title,
            "formats": list(one.offered),
            "address": address(request, f"{path}?_profile={one.token}"),
        }
        for one in PROFILES.get(kind, ())
    ]
    return {"resource": path, "profiles": found, "formats": list(viewed)}
