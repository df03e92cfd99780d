"""Stable ids: the hash of a thing's own parts, never of a label, a score or a model's version.

The same thing read twice has the same id, so replays are harmless and IRIs do not move.
`ontology/README.md` tells which parts make which id.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.article import Article, Span

ID_LENGTH = 24
"""Hexadecimal digits of an id: 96 bits, a collision among 10^9 things has odds below 10^-10."""

Part: TypeAlias = "str | int | list[Part] | None"


def make_id(kind: str, *parts: Part) -> str:
    """Hash a kind and its parts, as a JSON array, so that no two lists of parts look alike."""
    written = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:ID_LENGTH]


def plain_name(name: str) -> str:
    """Give a name its comparable spelling: one form of each character, single blanks, no article.

    >>> plain_name("The  Taliban")
    'Taliban'
    """
    words = unicodedata.normalize("NFC", name).replace("\u2019", "'").split()
    if len(words) > 1 and words[0] in {"The", "the"}:
        words = words[1:]
    return " ".join(words)


def spans_part(spans: Iterable[Span]) -> Part:
    """Spell spans as nested lists, in their order."""
    return [[span.start, span.end] for span in spans]


def article_id(article: Article) -> str:
    """Name an article: by its address, else by outlet, headline and day, else by its text."""
    if article.url:
        return make_id("article", "url", article.url)
    if article.headline:
        day = article.day.isoformat() if article.day else None
        return make_id("article", "headline", article.publisher, article.headline, day)
    return make_id("article", "text", article.digest)


def text_id(article: str, digest: str) -> str:
    """Name one state of an article's text."""
    return make_id("text", article, digest)


def passage_id(text: str, span: Span) -> str:
    """Name a stretch of one text version."""
    return make_id("passage", text, span.start, span.end)


def party_id(kind: str, name: str) -> str:
    """Name a party that has a name; the printed name is what tells it from others."""
    return make_id("party", kind, plain_name(name))


def unnamed_party_id(text: str, first: Span) -> str:
    """Name an unnamed party: it is its first mention in its own text, nothing more."""
    return make_id("unnamed", text, first.start, first.end)


def voice_id(text: str) -> str:
    """Name the voice of an article whose publisher is not stated."""
    return make_id("unnamed", text, "voice")


def place_id(name: str, geonames: int | None = None) -> str:
    """Name a place: by its GeoNames number, else by its printed name."""
    return make_id("place", "geonames", geonames) if geonames else make_id("place", "name", plain_name(name))


def claim_id(text: str, party: str, content: Iterable[Span], cue: Iterable[Span]) -> str:
    """Name a claim: this party, these words, this place in the text."""
    return make_id("claim", text, party, spans_part(content), spans_part(cue))


def mention_id(text: str, span: Span, entity: str) -> str:
    """Name the reading that these words mean this party or place."""
    return make_id("mention", text, span.start, span.end, entity)


def part_id(kind: str, claim: str, span: Span | None, words: str) -> str:
    """Name a quantity, a time or a step of a claim."""
    return make_id(kind, claim, [span.start, span.end] if span else None, words)


def run_id(text: str, extractor: str, version: str) -> str:
    """Name one run of an extractor over one text; here the version is a part of the thing."""
    return make_id("run", text, extractor, version)


def pair_id(kind: str, first: str, second: str, sort: str) -> str:
    """Name what is derived of two claims: their ids in order, and the sort of relation."""
    return make_id(kind, *sorted((first, second)), sort)


def refusal_id(origin: str, payload: str) -> str:
    """Name a quarantined input; the same input is quarantined once."""
    return make_id("refusal", origin, payload)
