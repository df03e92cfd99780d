"""Claims as they are compared, and what a comparison finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.claim import Certainty, Stance

if TYPE_CHECKING:
    from datetime import date

    from app.domain.claim import Quantity, TimeRange, Told
    from app.domain.entity import Entity


class ConflictKind(StrEnum):
    """What two claims disagree about."""

    QUANTITY = "quantity"
    NEGATION = "negation"
    CONTROL = "control"
    AGENT = "agent"
    STATUS = "status"
    CAUSE = "cause"
    DATE = "date"


class Strength(StrEnum):
    """How surely both cannot stand."""

    HARD = "hard"
    SOFT = "soft"
    HEDGED = "hedged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim with all that comparing needs, whether it came from an article or from a table.

    `parties` holds the ids of the party and of those it speaks for. `places` are the places the
    content is about, each with what contains it; when it names none, the place of the article.
    `credit` is the agency that the article is credited to; `own_voice` that the article itself speaks;
    `told` what it states, where a parser has seen that; `contrasted` that the article itself sets it
    against what it told before; `story` the words that tell the story of its article from others,
    and `crowd` how crowded that story was when the article was taken in; `headline` is the article's,
    and `speaks_for` the name of whom the party speaks for, where known.
    """

    id: str
    text: str
    parties: frozenset[str]
    party_name: str
    article: str = ""
    published: date | None = None
    said: TimeRange | None = None
    event: TimeRange | None = None
    places: tuple[Entity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    credit: str = ""
    own_voice: bool = False
    told: Told | None = None
    contrasted: bool = False
    story: tuple[str, ...] = ()
    headline: str = ""
    speaks_for: str = ""
    crowd: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field that was compared, with the words of both sides."""

    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims that cannot both be true, or that nobody informed would both say.

    `first` and `second` are claim ids, first < second, so that a pair has one name.
    `differs` are the fields that clash, `matched` those that make the claims comparable; `flags` say
    more of it, such as `revision` where one source says both.
    """

    first: str
    second: str
    kind: ConflictKind
    strength: Strength
    explanation: str
    rule: str
    rule_version: str
    differs: tuple[Compared, ...]
    matched: tuple[Compared, ...]
    score: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What models that read two claims take them for: shares of one, and over what they would clash.

    `in_story` is the share of a clash if nobody put the two side by side, None where it is the same.
    """

    conflict: float
    agree: float
    kind: ConflictKind
    in_story: float | None = None
