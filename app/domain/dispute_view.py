"""A dispute as a reader is shown it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.view import (  # noqa: TC001  # the web reads the annotations of a record
    ClaimView,
    ConflictView,
    DecisionView,
    QuantityView,
    ThingView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One source in a dispute: what it says now, what it said before, and where that was printed again.

    `figures` are those of the present claim that are disputed.
    """

    party: ThingView
    claim: ClaimView
    figures: tuple[QuantityView, ...] = ()
    past: tuple[ClaimView, ...] = ()
    copies: tuple[ClaimView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """Claims that conflict about one thing, a side for each source; figures and days are its extremes.

    `status` is confirmed where people confirmed one of its conflicts, else open; `decisions` are those
    about the dispute itself.
    """

    id: str
    iri: str
    kind: str
    sources: int
    claims: int
    since: str | None
    latest: str | None
    lowest: str | None
    highest: str | None
    sides: tuple[SideView, ...]
    conflicts: tuple[ConflictView, ...]
    status: str = "open"
    decisions: tuple[DecisionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """What disputes to list: by a party or by words of one of the claims that stand now, and by kind."""

    party: str | None = None
    kind: str | None = None
    text: str | None = None
