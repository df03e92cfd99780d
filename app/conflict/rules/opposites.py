"""States that exclude each other, and which of the two a claim speaks of: alive and dead, open and shut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import STATES, UNOPPOSED
from app.conflict.language.thesaurus import are_opposed
from app.conflict.language.words import bases, content

if TYPE_CHECKING:
    from app.domain.conflict import Statement


@dataclass(frozen=True, slots=True)
class Opposites:
    """Two groups of words that exclude each other; those of the dictionary are named "opposites"."""

    name: str
    ones: frozenset[str]
    others: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """Give all words of both."""
        return self.ones | self.others

    def state(self, claim: Statement) -> bool | None:
        """Tell which of the two a claim speaks of; None for neither or both."""
        words = set(bases(claim.text))
        is_one, is_other = bool(words & self.ones), bool(words & self.others)
        return None if is_one == is_other else is_one


def opposites(first: Statement, second: Statement) -> list[Opposites]:
    """Give all opposites of which one claim names the one, and the other the other."""
    ones, others = content(first.text) - UNOPPOSED, content(second.text) - UNOPPOSED
    known = [Opposites(*state) for state in STATES]
    known += [
        Opposites("opposites", frozenset({one}), frozenset({other}))
        for one in sorted(ones - others)
        for other in sorted(others - ones)
        if are_opposed(one, other)
    ]
    return [
        pair
        for pair in known
        if None not in (found := {pair.state(first), pair.state(second)}) and len(found) > 1
    ]
