"""What a few claims are to all claims around them, and what changes for those: the work of one article.

Three questions, one after the other, each a function of the claims and of the answers before:

1. Which is the first print of this claim? A copy takes no further part.
2. What does the same source say next of the same matter? A claim that has a next is past.
3. Which current claims of other sources say the same, and which clash?

A claim that arrives changes the answers of the few that it touches, and only these are asked again.
So the cost depends on how many claims stand now under its frames, not on how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from app.dispute.kinship import (
    Relation,
    expressed,
    goes_on,
    is_copy,
    order,
    pair_key,
    ruled,
    same_source,
    says_the_same,
)
from app.domain.dispute import Tie, TieKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.domain.conflict import Conflict, Statement
    from app.domain.decision import Rulings


class Sight(Protocol):
    """What can be seen of the claims that are compared; an id that is not there is left out."""

    def around(self, claims: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Give for each claim those that share a frame with it, itself left out."""
        ...

    def statements(self, claims: Iterable[str]) -> Mapping[str, Statement]:
        """Give claims as they are compared."""
        ...

    def ties(self, claims: Iterable[str]) -> frozenset[Tie]:
        """Give the ties that any of these claims has now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict that was found, with the name of what its pair says."""

    conflict: Conflict
    pair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What changes: ties that go and come, claims all of whose conflicts go, and the conflicts that come."""

    gone: frozenset[Tie]
    come: frozenset[Tie]
    cleared: frozenset[str]
    clashes: tuple[Clash, ...]
    statements: Mapping[str, Statement]


@dataclass(slots=True)
class Settling:
    """One settling of the claims `touched`, all of which are there; `run` does it."""

    sight: Sight
    relate: Callable[[Statement, Statement], Relation]
    compare: Callable[[Statement, Statement], Conflict | None]
    rulings: Rulings
    touched: frozenset[str]
    _around: dict[str, frozenset[str]] = field(default_factory=dict)
    _statements: dict[str, Statement] = field(default_factory=dict)
    _had: set[Tie] = field(default_factory=set)
    _first_print: dict[str, str] = field(default_factory=dict)
    _next: dict[str, str] = field(default_factory=dict)
    _backed: dict[str, str] = field(default_factory=dict)
    _were_copies: set[str] = field(default_factory=set)
    _were_next: dict[str, str] = field(default_factory=dict)
    _clashes: dict[tuple[str, str], Clash] = field(default_factory=dict)

    def run(self) -> Settled:
        """Answer the three questions for the claims touched, and for those that they change."""
        self._see(self.touched)
        self._find_first_prints()
        changed = self._find_next()
        self._find_others(changed)
        renewed = changed | {
            one
            for one in self._next.keys() | self._were_next.keys()
            if self._next.get(one) != self._were_next.get(one)
        }
        self._find_revisions(renewed)
        come = self._ties()
        return Settled(
            gone=frozenset(self._had) - come,
            come=come - self._had,
            cleared=frozenset(renewed),
            clashes=tuple(self._clashes[pair] for pair in sorted(self._clashes)),
            statements=self._statements,
        )

    def _ties(self) -> frozenset[Tie]:
        copies = {(TieKind.COPY, first, copy) for copy, first in self._first_print.items()}
        updates = {(TieKind.UPDATE, earlier, later) for earlier, later in self._next.items()}
        backing = {(TieKind.CORROBORATION, first, later) for later, first in self._backed.items()}
        return frozenset(
            Tie(kind=kind, earlier=earlier, later=later)
            for kind, earlier, later in copies | updates | backing
        )

    def _see(self, claims: Iterable[str]) -> None:
        """Look at the neighbours of some claims, and at what these are to each other by now."""
        fresh = set(claims) - self._around.keys()
        if not fresh:
            return
        self._around |= {one: frozenset() for one in fresh} | dict(self.sight.around(fresh))
        self._load(fresh.union(*(self._around[one] for one in fresh)))

    def _load(self, claims: Iterable[str]) -> None:
        """Read claims with the ties that they have."""
        seen = set(claims) - self._statements.keys()
        found = self.sight.statements(seen) if seen else {}
        self._statements |= {ident: ruled(one, self.rulings) for ident, one in found.items()}
        for tie in (self.sight.ties(seen) if seen else frozenset()) - self._had:
            self._had.add(tie)
            if tie.kind is TieKind.COPY:
                self._first_print[tie.later] = tie.earlier
                self._were_copies.add(tie.later)
            elif tie.kind is TieKind.UPDATE:
                self._next[tie.earlier] = self._were_next[tie.earlier] = tie.later
            else:
                self._backed[tie.later] = tie.earlier

    def _near(self, claim: str) -> list[str]:
        """Give the claims around one, in order; of a claim that is not there any more, none."""
        if claim not in self._statements:
            return []
        known = [one for one in self._around[claim] if one in self._statements]
        return sorted(known, key=lambda one: order(self._statements[one]))

    def _before(self, first: str, second: str) -> bool:
        return order(self._statements[first]) < order(self._statements[second])

    def _is_better(self, one: str, known: str | None) -> bool:
        """Tell whether a claim stands rather than the known one, which may be none, gone, or later."""
        if known is None or known == one:
            return True
        self._load({known})
        return known not in self._statements or self._before(one, known)

    def _is_current(self, claim: str) -> bool:
        return claim not in self._first_print and claim not in self._next

    def _was_current(self, claim: str) -> bool:
        return claim not in self._were_copies and claim not in self._were_next

    def _find_first_prints(self) -> None:
        again = {one for one, first in self._first_print.items() if first in self.touched} - self.touched
        self._see(again)
        for claim in again | self.touched:
            self._first_print.pop(claim, None)
        for claim in sorted(again | self.touched):
            for other in self._near(claim):
                if not is_copy(self._statements[claim], self._statements[other]):
                    continue
                first, copy = (claim, other) if self._before(claim, other) else (other, claim)
                if self._is_better(first, self._first_print.get(copy)):
                    self._first_print[copy] = first

    def _find_next(self) -> set[str]:
        """Say what each source says next; give the claims touched and those that came or went as current."""
        demoted = self._first_print.keys() - self._were_copies
        promoted = self._were_copies - self._first_print.keys()
        lost = {one for one, later in self._next.items() if later in demoted | self.touched}
        anew = self.touched | promoted | lost
        self._see(anew)
        for claim in anew | demoted:
            self._next.pop(claim, None)
        for claim in sorted(anew - self._first_print.keys()):
            self._join_next(claim, both_ways=claim not in lost or claim in self.touched)
        turned = {one for one in self._statements if self._is_current(one) != self._was_current(one)}
        return turned | self.touched

    def _join_next(self, claim: str, *, both_ways: bool) -> None:
        """Find what the source says after a claim and, where it has just come up, what it said before."""
        for other in self._near(claim):
            earlier, later = (claim, other) if self._before(claim, other) else (other, claim)
            if other in self._first_print or (earlier != claim and not both_ways):
                continue
            if self._is_better(later, self._next.get(earlier)) and self._goes_on(earlier, later):
                self._next[earlier] = later

    def _goes_on(self, earlier: str, later: str) -> bool:
        one, two = self._statements[earlier], self._statements[later]
        return same_source(one, two) and goes_on(one, two, self.relate)

    def _find_others(self, changed: set[str]) -> None:
        """Find who says the same as each claim that has become current, and who says otherwise."""
        loose = {one for one in changed if not self._is_current(one)} | self.touched
        orphans = {one for one, first in self._backed.items() if first in loose}
        for claim in loose | orphans:
            self._backed.pop(claim, None)
        fresh = {one for one in changed if self._is_current(one)}
        asked = fresh | {one for one in orphans if self._is_current(one)}
        self._see(asked)
        for claim in sorted(asked):
            for other in self._near(claim):
                if self._is_current(other):
                    self._meet(claim, other, is_fresh=claim in fresh)

    def _meet(self, claim: str, other: str, *, is_fresh: bool) -> None:
        one, two = self._statements[claim], self._statements[other]
        if same_source(one, two):
            if is_fresh:  # it may take back in other words what it said, which no rule sees
                self._add_clash(one, two)
            return
        relation = self.relate(one, two)
        if says_the_same(one, two, relation):
            first, later = (claim, other) if self._before(claim, other) else (other, claim)
            if (later == claim or is_fresh) and self._is_better(first, self._backed.get(later)):
                self._backed[later] = first
        elif is_fresh:
            self._add_clash(one, two)

    def _find_revisions(self, renewed: set[str]) -> None:
        """Find where a source contradicts what it said before: only a claim and its next are compared."""
        pairs = [pair for pair in self._next.items() if renewed.intersection(pair)]
        self._load({one for pair in pairs for one in pair})
        for earlier, later in pairs:
            if {earlier, later} <= self._statements.keys():
                self._add_clash(self._statements[earlier], self._statements[later])

    def _add_clash(self, one: Statement, two: Statement) -> None:
        found = self.compare(one, two)
        if found:
            found = replace(found, flags=(*found.flags, *expressed(one, two)))
            self._clashes[found.first, found.second] = Clash(conflict=found, pair=pair_key(one, two))
