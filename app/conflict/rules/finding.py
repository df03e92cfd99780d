"""What a rule finds about two claims: how they relate, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

RULE_VERSION = "7"


class Label(StrEnum):
    """What two claims are to each other."""

    CONFLICT = "conflict"
    AGREE = "agree"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule found: the relation, and in `because` the clause that explains it."""

    label: Label
    because: str
    rule: str
    kind: ConflictKind | None = None
    strength: Strength | None = None
    flags: tuple[str, ...] = ()
    differs: tuple[Compared, ...] = ()
    matched: tuple[Compared, ...] = ()


def unrelated(because: str, *flags: str, rule: str = "scope") -> Finding:
    """Say why two claims are not to be held against each other."""
    return Finding(label=Label.UNRELATED, because=because, rule=rule, flags=flags)


def revision(scope: Scope) -> tuple[str, ...]:
    """Flag a clash in which one party contradicts itself."""
    return ("revision", "reversal") if scope.same_party else ()


def on_subject(shared: frozenset[str], first: Statement, second: Statement) -> tuple[Compared, ...]:
    """Give the words and the place that two claims have in common."""
    words = ", ".join(sorted(shared))
    found = [Compared(field="subject", first=words, second=words)] if words else []
    if first.places and second.places:
        found.append(Compared(field="place", first=first.places[0].name, second=second.places[0].name))
    return tuple(found)
