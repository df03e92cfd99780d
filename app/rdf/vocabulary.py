"""The terms that we write and read, as closed namespaces: a misspelt term raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, TIME, XSD, URIRef
from rdflib.namespace import ClosedNamespace

from app.domain.claim import Certainty, Comparator, Precision, Quotation, Stance
from app.domain.conflict import ConflictKind, Strength

if TYPE_CHECKING:
    from enum import StrEnum

NS = "https://w3id.org/whosaid/ns#"

SCHEMES: dict[type[StrEnum], str] = {
    Quotation: "quotation",
    Stance: "stance",
    Certainty: "certainty",
    Comparator: "comparator",
    Precision: "precision",
    ConflictKind: "conflictKind",
    Strength: "strength",
}
"""Each closed set of values is a SKOS scheme; its concepts are `ws:{scheme}-{notation}`."""

CLASSES = [
    "Claim",
    "ComparedField",
    "Conflict",
    "Copy",
    "Corroboration",
    "Decision",
    "Dispute",
    "Mention",
    "Proposition",
    "Refusal",
    "ReportingStep",
    "TextVersion",
    "UnnamedParty",
    "Update",
]

PROPERTIES = [
    "actingFor",
    "affiliation",
    "asCompared",
    "between",
    "certainty",
    "claimedBy",
    "comparator",
    "confidence",
    "conflictKind",
    "counted",
    "cue",
    "currentClaim",
    "currentVersion",
    "crowd",
    "decides",
    "decision",
    "differsIn",
    "earlierClaim",
    "earliest",
    "eventTime",
    "explanation",
    "expressedBy",
    "extractor",
    "extractorVersion",
    "factDigest",
    "field",
    "figure",
    "first",
    "firstValue",
    "flag",
    "frame",
    "graphDigest",
    "independentOrigins",
    "judgedPair",
    "laterClaim",
    "latest",
    "matchedOn",
    "maxIncluded",
    "minIncluded",
    "nameUsed",
    "contrasted",
    "negated",
    "object",
    "origin",
    "overrules",
    "pairKey",
    "passage",
    "payload",
    "pendingSince",
    "precision",
    "quantity",
    "quotation",
    "reason",
    "refersTo",
    "relation",
    "reportingStep",
    "role",
    "rule",
    "ruleVersion",
    "saidAt",
    "score",
    "second",
    "secondValue",
    "sourceMention",
    "stance",
    "statedCount",
    "stepNumber",
    "strength",
    "subject",
    "wording",
]

CONCEPTS = [f"{name}-{value}" for scheme, name in SCHEMES.items() for value in scheme]
CONCEPTS += [f"scheme-{name}" for name in SCHEMES.values()]

WS = ClosedNamespace(NS, [*CLASSES, *PROPERTIES, *CONCEPTS])

SCHEMA = ClosedNamespace(
    "http://schema.org/",
    [
        "Claim",
        "ClaimReview",
        "NewsArticle",
        "Organization",
        "Person",
        "Place",
        "QuantitativeValue",
        "Rating",
        "about",
        "alternateName",
        "appearance",
        "articleBody",
        "author",
        "claimReviewed",
        "containedInPlace",
        "contentLocation",
        "creditText",
        "dateCreated",
        "dateModified",
        "datePublished",
        "dateline",
        "headline",
        "inLanguage",
        "itemReviewed",
        "keywords",
        "latitude",
        "longitude",
        "maxValue",
        "minValue",
        "name",
        "publisher",
        "reviewRating",
        "sameAs",
        "sha256",
        "text",
        "unitText",
        "url",
        "value",
    ],
)
"""schema.org under http: rdflib's own SDO is the https form, which the published data do not use."""

OA = ClosedNamespace(
    "http://www.w3.org/ns/oa#",
    [
        "Annotation",
        "SpecificResource",
        "TextPositionSelector",
        "TextQuoteSelector",
        "end",
        "exact",
        "hasBody",
        "hasSelector",
        "hasSource",
        "hasTarget",
        "prefix",
        "start",
        "suffix",
    ],
)

PREFIXES = {
    "dcterms": str(DCTERMS),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sh": str(SH),
    "skos": str(SKOS),
    "time": str(TIME),
    "ws": NS,
    "xsd": str(XSD),
}

__all__ = ["OA", "PREFIXES", "PROV", "SCHEMA", "SCHEMES", "TIME", "WS", "concept"]


def concept(value: StrEnum) -> URIRef:
    """Name the concept that a value of a closed set is: `Stance.DENIES` → `ws:stance-denies`."""
    return WS[f"{SCHEMES[type(value)]}-{value.value}"]
