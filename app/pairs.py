"""Pairs of bare claims, as `whosaid compare` reads them: by the code that reads articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.article import Article, Span
from app.domain.claim import Extraction, Mention, MentionKind
from app.domain.conflict import Statement
from app.domain.identities import Identities
from app.domain.identity import make_id
from app.errors import Malformed
from app.extract.situation import read_statement
from app.lines import read_date, read_object

if TYPE_CHECKING:
    from app.domain.entity import Entity
    from app.link.base import Linker


def read_pair_row(line: str, *, origin: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Read a line of `whosaid compare`: id, and a and b, each at least with a claim."""
    row = read_object(line, origin=origin)
    for name in ("a", "b"):
        side = row.get(name)
        if isinstance(side, str):
            row[name] = {"claim": side}
        elif not isinstance(side, dict) or not isinstance(side.get("claim"), str):
            message = f"needs an object {name!r} with a claim, found {side!r}"
            raise Malformed(message, origin=origin)
    return str(row.get("id")), row["a"], row["b"]


def read_bare_claim(side: dict[str, Any], name: str, linker: Linker, *, origin: str) -> Statement:
    """Read one side of a pair: the claim with its source, date and place."""
    published = read_date(side.get("date"), origin=f"{origin}, {name}")
    text = side["claim"]
    article = Article(text=text, published=published)
    read = read_statement(text, day=article.day)
    source, place = side.get("source") or "", side.get("place") or ""
    named = _named_places(place)
    asked = [*read.places, *named]
    speaker = Mention(kind=MentionKind.ORGANIZATION, name=source, span=Span(0, 1)) if source else None
    if speaker:
        asked.append(speaker)
    context = Article(text=f"{text}\n{place}", published=published)
    identities = Identities(
        context, Extraction(extractor="", version="", claims=()), linker.link(context, asked)
    )
    own = read.situation.place
    found = [identities.entity(own)] if own else []
    if named:
        found.append(_narrowest([identities.entity(one) for one in named]))
    return Statement(
        id=make_id("bare", origin, name, text),
        text=text,
        parties=frozenset({identities.entity(speaker).id}) if speaker else frozenset(),
        party_name=source,
        article=make_id("bare", origin, name),
        published=article.day,
        event=read.situation.event,
        places=tuple({one.id: one for one in found}.values()),
        quantities=tuple(sorted(read.situation.quantities, key=lambda one: one.span)),
        stance=read.stance,
        certainty=read.situation.certainty,
    )


def _named_places(place: str) -> list[Mention]:
    """Read "Goma, Congo" as two places, the narrower one first, if the comma is no part of a name."""
    names = [name for part in place.split(",") if (name := part.strip())]
    return [Mention(kind=MentionKind.PLACE, name=name, span=Span(0, 1)) for name in names]


def _narrowest(places: list[Entity]) -> Entity:
    """Give the first of the places; where no gazetteer knows it, it lies in what is named after it."""
    first, *around = places
    if first.same_as or first.within or not around:
        return first
    return replace(first, within=(*around, *around[-1].within))
