"""Parties and places that are known beyond one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from app.domain.claim import Mention, MentionKind, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party or a place under the one name that we show.

    `same_as` are IRIs of the same thing elsewhere (Wikidata, GeoNames). `within` are the ids of the
    places that contain a place, nearest first, so that "Herat" is known to be in Afghanistan.
    """

    id: str
    kind: MentionKind
    name: str
    also: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    within: tuple[Entity, ...] = ()
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A linker's word that a mention names an entity; a mention without a link stays unlinked."""

    mention: Mention
    entity: Entity
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who a claim is attributed to, with its id; an unnamed party exists in one text only."""

    id: str
    kind: SpeakerKind
    name: str
    same_as: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    on_behalf_of: Party | None = None
