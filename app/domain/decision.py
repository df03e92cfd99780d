"""What people decide about what a machine found; kept for good, with who and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.identity import make_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Act(StrEnum):
    """What one can decide."""

    CONFIRM = "confirm"  # a conflict: it is one
    REJECT = "reject"  # a conflict: it is none; the pair does not come back by itself
    MERGE = "merge"  # two parties are one, or two disputes are one
    SPLIT = "split"  # claims are not by this party, or not part of this dispute
    NOTE = "note"  # a remark that changes nothing
    UNDO = "undo"  # a decision holds no more; it stays in the history


JUDGING = (Act.CONFIRM, Act.REJECT)
ALLOWED = {
    "conflict": (Act.CONFIRM, Act.REJECT, Act.NOTE),
    "dispute": (Act.MERGE, Act.SPLIT, Act.NOTE),
    "party": (Act.MERGE, Act.SPLIT, Act.NOTE),
    "decision": (Act.UNDO,),
}
"""What can be decided about which kind of thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to decide about one thing: `kind` and `about` name it.

    `other` is what it is merged with, `claims` are those split off.
    """

    act: Act
    kind: str
    about: str
    by: str
    reason: str = ""
    other: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision as it is kept; `overrules` are earlier ones that hold no more because of it.

    `claims` are those that it rests on or takes out. A judged conflict is also named by what its pair
    says (`pair`), and kept as a line for training (`judged`), for both outlive the articles.
    """

    id: str
    wish: Wish
    at: datetime
    claims: tuple[str, ...] = ()
    pair: str = ""
    judged: str = ""
    overrules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What people decided, as far as it changes what is derived.

    `merged` names for a party the one that it counts as (never one that is itself merged), `apart` for
    a claim the party that it was given to. `rejected` are pairs that are no conflict, by what they say.
    `joined` are pairs of claims whose disputes are one, `cut` claims that were taken out of their dispute,
    each with its new group.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    joined: frozenset[tuple[str, str]] = frozenset()
    cut: Mapping[str, str] = field(default_factory=dict)


def decision_id(wish: Wish, *, before: int) -> str:
    """Name a decision; `before` is how many were taken about the same thing, so that a new one is new."""
    return make_id(
        "decision",
        wish.act.value,
        wish.about,
        wish.other,
        [*sorted(wish.claims)],
        wish.by,
        wish.reason,
        before,
    )


def roots(pairs: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Name for each thing in some pairs the smallest that it is one with; that one itself is left out.

    >>> roots(frozenset({("b", "a"), ("c", "b")}))
    {'b': 'a', 'c': 'a'}
    """
    group: dict[str, set[str]] = {}
    for first, second in sorted(pairs):
        joined = group.get(first, {first}) | group.get(second, {second})
        group.update(dict.fromkeys(joined, joined))
    return {one: min(group[one]) for one in sorted(group) if one != min(group[one])}
