"""What claims are to each other besides conflicts, and the groups that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from app.domain.conflict import ConflictKind


class TieKind(StrEnum):
    """How a later claim goes with an earlier one."""

    COPY = "copy"  # the same words of the same source, printed again
    UPDATE = "update"  # the next thing that the same source says of the same matter
    CORROBORATION = "corroboration"  # another source says the same


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tie:
    """Two claims that go together; each claim is `later` in at most one copy and one corroboration.

    And it is `earlier` in at most one update: two hundred reports of one toll make a chain, not a web.
    """

    kind: TieKind
    earlier: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A conflict as grouping needs it: between which claims, about what, and in which words it differs.

    `pair` names what its claims say, so that a rejection holds wherever the same is said again.
    """

    id: str
    pair: str
    first: str
    second: str
    kind: ConflictKind
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that conflict with each other about one thing, with what their sources said before.

    `current` are the claims that stand now, `past` those that their source has replaced, `copies`
    those printed elsewhere in the same words. `lowest` and `highest` are the figures they give.
    """

    id: str
    kind: ConflictKind
    current: tuple[str, ...]
    past: tuple[str, ...]
    copies: tuple[str, ...]
    conflicts: tuple[str, ...]
    sources: int
    since: date | None = None
    latest: date | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Claims that say the same, and how many origins they have; a copy is no origin of its own."""

    id: str
    claims: tuple[str, ...]
    origins: int
