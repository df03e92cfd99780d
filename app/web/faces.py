"""One thing in the words of other standards: schema.org and the Web Annotation data model, as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.dispute_view import DisputeView
    from app.domain.view import ArticleView, ClaimView, ConflictView, PartyView, PassageView, ThingView

Face = dict[str, Any]

ACTS = {"asserts": "says", "denies": "denies", "doubts": "doubts", "intends": "means to do", "asks": "asks"}
"""What a party does with the words: to give a denial without its "denies" would turn it round."""

SCHEMA_CONTEXT = "http://schema.org/"
ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
QUOTED = frozenset({"direct", "mixed"})
PARTY_TYPES = {"person": "Person", "organization": "Organization"}
"""An unnamed source may be one or several, people or a body: it has no type in schema.org."""


def claim_face(claim: ClaimView) -> Face:
    """Write a claim as `schema:Claim`; one in quotation marks is a `schema:Quotation`, too."""
    return {"@context": SCHEMA_CONTEXT, **_claim(claim)}


def article_face(article: ArticleView) -> Face:
    """Write an article as `schema:NewsArticle`."""
    return _kept(
        {
            "@context": SCHEMA_CONTEXT,
            "@type": "NewsArticle",
            "@id": article.iri,
            "headline": article.headline,
            "publisher": _named(article.publisher, "Organization"),
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "datePublished": article.published,
            "inLanguage": article.language,
            "url": article.url,
        }
    )


def party_face(party: PartyView) -> Face:
    """Write a party as `schema:Person` or `schema:Organization`; an unnamed one as a thing with a name."""
    kind = PARTY_TYPES.get(party.kind, "Thing")
    face: Face = {
        "@context": SCHEMA_CONTEXT,
        "@type": kind,
        "@id": party.iri,
        "name": party.name,
        "alternateName": [name for name in party.names if name != party.name],
        "sameAs": list(party.same_as),
    }
    if kind == "Person":
        face["jobTitle"] = list(party.roles)
        face["affiliation"] = (
            {"@type": "Organization", "name": party.affiliation} if party.affiliation else None
        )
    return _kept(face)


def conflict_face(conflict: ConflictView, page: str) -> Face:
    """Write a conflict as a page about two claims: schema.org has no word for what stands between them."""
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "WebPage",
        "@id": page,
        "description": conflict.explanation,
        "about": [_claim(conflict.first), _claim(conflict.second)],
        "mainEntity": {"@id": conflict.iri},
    }


def dispute_face(dispute: DisputeView, page: str) -> Face:
    """Write a dispute as a page about what each source says now; what was said before is mentioned."""
    now = [side.claim for side in dispute.sides]
    before = [claim for side in dispute.sides for claim in side.past]
    return _kept(
        {
            "@context": SCHEMA_CONTEXT,
            "@type": "WebPage",
            "@id": page,
            "about": [_claim(claim) for claim in now],
            "mentions": [_claim(claim) for claim in before],
            "mainEntity": {"@id": dispute.iri},
        }
    )


def annotation(claim: ClaimView) -> Face:
    """Write a claim as a Web Annotation: its body says who says what, its targets are where it stands."""
    return {
        "@context": ANNOTATION_CONTEXT,
        "id": f"{claim.iri}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "SpecificResource", "source": claim.iri, "purpose": "identifying"},
            {
                "type": "TextualBody",
                "value": _sentence(claim),
                "format": "text/plain",
                "purpose": "describing",
            },
        ],
        "target": [_target(passage, claim) for passage in claim.passages],
    }


def collection(article: ArticleView, address: str, total: int, first: Face | None) -> Face:
    """Write the claims of an article as an annotation collection, with its first page inside."""
    face = {
        "@context": ANNOTATION_CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Claims in “{article.headline}”" if article.headline else "Claims in an article",
        "total": total,
    }
    if first:
        face["first"] = {key: value for key, value in first.items() if key not in {"@context", "partOf"}}
    return face


def page(claims: Sequence[ClaimView], address: str, *, start: int, total: int, size: int) -> Face:
    """Write one page of an annotation collection; `start` counts from 0."""
    number = start // size
    face = {
        "@context": ANNOTATION_CONTEXT,
        "id": f"{address}?page={number}",
        "type": "AnnotationPage",
        "partOf": {"id": address, "total": total},
        "startIndex": start,
        "items": [
            {key: value for key, value in annotation(claim).items() if key != "@context"} for claim in claims
        ],
    }
    if start + size < total:
        face["next"] = f"{address}?page={number + 1}"
    if number:
        face["prev"] = f"{address}?page={number - 1}"
    return face


def _claim(claim: ClaimView) -> Face:
    author = _named(claim.party)
    quoted = claim.quotation in QUOTED
    return _kept(
        {
            "@type": ["Claim", "Quotation"] if quoted else "Claim",
            "@id": claim.iri,
            "name": _sentence(claim),
            "text": claim.text,
            "author": author,
            "spokenByCharacter": author if quoted else None,
            "appearance": _kept(
                {
                    "@type": "NewsArticle",
                    "@id": claim.article.iri,
                    "headline": claim.article.name,
                    "datePublished": claim.published,
                }
            ),
            "about": [_named(one, "Thing") for one in claim.about],
            "contentLocation": _named(claim.place, "Place"),
        }
    )


def _sentence(claim: ClaimView) -> str:
    """Say who does what with which words.

    schema.org has no word for a stance, so the name of a claim tells it.
    """
    return f"{claim.party.name} {ACTS.get(claim.stance, claim.stance)}: {claim.text}"


def _target(passage: PassageView, claim: ClaimView) -> Face:
    quote = {"type": "TextQuoteSelector", "exact": passage.exact}
    quote |= {name: text for name in ("prefix", "suffix") if (text := getattr(passage, name))}
    position = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    source = claim.iri.rpartition("/claim/")[0] + f"/text/{claim.text_version}"
    return {"type": "SpecificResource", "id": passage.iri, "source": source, "selector": [position, quote]}


def _named(thing: ThingView | None, kind: str | None = None) -> Face | None:
    if thing is None:
        return None
    return _kept({"@type": kind, "@id": thing.iri, "name": thing.name})


def _kept(face: Face) -> Face:
    """Leave out what is not known."""
    return {key: value for key, value in face.items() if value not in (None, "", [], ())}
