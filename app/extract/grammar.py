"""What some words state, read off the tree of their sentence: of whom, what is the case, and of what.

Relations are those of Universal Dependencies (https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.models.parser import Tree
    from app.models.units import Unit

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
_OBJECTS = ("obj", "iobj", "obl:agent")
_HELPERS = frozenset(("aux", "aux:pass", "cop", "compound:prt", "part"))
_VERBAL = frozenset(("VERB", "AUX"))
_CLAUSES = frozenset(("acl", "advcl", "parataxis", "conj", "cc", "appos", "punct", "discourse", "mark"))
"""Relations of what only adds to a name or a figure: left out of the words of subject and object."""
_NEGATIONS = frozenset(("not", "never", "no", "cannot", "'t"))
_MOST_STEPS = 60
_LEAD = 6
"""Units in which the "that" of a clause stands."""


class Grammar:
    """The trees of an article's sentences, asked by spans of its text."""

    def __init__(self, units: Sequence[Unit], tree: Tree) -> None:
        self._units = units
        self._starts = [unit.start for unit in units]
        self._tree = tree
        self._children: dict[int, list[int]] = defaultdict(list)
        for unit, head in enumerate(tree.heads):
            self._children[head].append(unit)

    def clause(self, spans: Sequence[Span], aside: Iterable[Span] = ()) -> Clause | None:
        """Tell what the words of some spans state; None where no clause can be seen in them.

        `aside` are words known to say when or where: they are not what a verb is about.
        """
        inside = [
            place
            for span in spans
            for place in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
        ]
        within = frozenset(inside)
        top = self._top(inside, within)
        if top is None:
            return None
        chain = list(self._chain(top, within))
        subject = self._child(chain[:1], _SUBJECTS, within)
        nominal = self._tree.classes[top] not in _VERBAL and len(chain) == 1
        relation = sorted({*self._helpers(chain, within), *(() if nominal else chain)})
        if not relation:
            return None
        if nominal:
            taken = {*relation, *(self._branch(subject, within) if subject is not None else ())}
            described: list[int] | None = [one for one in self._branch(top, within) if one not in taken]
        else:
            described = self._object(chain, within, list(aside))
        return Clause(
            subject=self._span(self._branch(subject, within)) if subject is not None else None,
            relation=tuple(self._runs(relation)),
            object=self._span(described) if described else None,
            negated=self._is_negated(chain, within),
        )

    def stated(self, span: Span) -> Span:
        """Give the words behind the "that" which only leads them in, and behind what stands before it.

        Of "on Monday that it had rained" that is "it had rained"; "that man" stays, and
        "he knew that it rained".
        """
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        for at in range(first, min(last, first + _LEAD)):
            if self._units[at].word != "that" or self._tree.relations[at] != "mark":
                continue
            top = self._tree.heads[at]
            clause = set(self._branch(top, frozenset(range(first, last))))
            begin = next((one for one in range(at + 1, last) if self._units[one].word != ","), last)
            before = range(first, at)
            told = self._tree.heads[top] in before or any(
                self._tree.classes[one] in _VERBAL for one in before
            )
            if begin < last and not told and clause.isdisjoint(before):
                return Span(self._units[begin].start, span.end)
        return span

    def _top(self, inside: Sequence[int], within: frozenset[int]) -> int | None:
        """Find the unit that governs the words: a verb with a subject before one without, before the rest."""
        tops = [one for one in inside if self._tree.heads[one] not in within]
        tops += [one for top in tops for one in self._children[top] if self._adds(one, within)]
        stating = [one for one in tops if self._is_predicate(one, within)] or [
            one
            for one in inside
            if self._is_predicate(one, within) and self._child([one], _SUBJECTS, within) is not None
        ]
        return min(
            stating, key=lambda one: (self._child([one], _SUBJECTS, within) is None, one), default=None
        )

    def _adds(self, unit: int, within: frozenset[int]) -> bool:
        return unit in within and self._tree.relations[unit] in {"ccomp", "parataxis", "conj"}

    def _is_predicate(self, unit: int, within: frozenset[int]) -> bool:
        return self._tree.classes[unit] in _VERBAL or any(
            self._tree.relations[child] == "cop" and child in within for child in self._children[unit]
        )

    def _chain(self, top: int, within: frozenset[int]) -> Iterator[int]:
        """Follow "plans to start to build" to its last verb."""
        at: int | None = top
        for _ in range(_MOST_STEPS):
            if at is None:
                return
            yield at
            at = self._child([at], ("xcomp",), within)
            if at is not None and self._tree.classes[at] not in _VERBAL:
                return

    def _helpers(self, chain: Sequence[int], within: frozenset[int]) -> Iterator[int]:
        for place, verb in enumerate(chain):
            for child in self._children[verb]:
                name = self._tree.relations[child]
                linking = place and name == "mark"
                if child in within and (name in _HELPERS or linking or self._negates(child)):
                    yield child
                    yield from (one for one in self._children[child] if self._tree.relations[one] == "part")

    def _negates(self, unit: int) -> bool:
        return self._tree.relations[unit] in {"advmod", "det", "aux"} and self._spelt(unit) in _NEGATIONS

    def _spelt(self, unit: int) -> str:
        """Spell a word of several units: of "didn't", "didn" is one word and "'t" is the other."""
        parts = [unit, *(one for one in self._children[unit] if self._tree.relations[one] == "part")]
        return "".join(self._units[one].word for one in parts).lower().replace("’", "'")

    def _is_negated(self, chain: Sequence[int], within: frozenset[int]) -> bool:
        """Tell whether the verbs are negated, or their subject or object begins with "no"."""
        around = [child for verb in chain for child in self._children[verb] if child in within]
        if any(self._negates(child) for child in around):
            return True
        named = [child for child in around if self._tree.relations[child] in (*_SUBJECTS, *_OBJECTS)]
        return any(
            self._units[one].word.lower() in {"no", "none", "nobody", "neither"}
            for child in named
            for one in (child, *self._children[child])
        )

    def _object(self, chain: Sequence[int], within: frozenset[int], aside: list[Span]) -> list[int] | None:
        """Find what the verbs act on: the object, else the first addition that is no time or place."""
        last = self._child(chain[::-1], _OBJECTS, within)
        if last is None:
            last = self._child(chain[::-1], ("xcomp", "ccomp"), within - set(chain))
        if last is not None:
            return self._branch(last, within)
        for verb in reversed(chain):
            for child in self._children[verb]:
                if self._tree.relations[child] != "obl" or child not in within:
                    continue
                span = Span(self._units[child].start, self._units[child].end)
                if not any(span.overlaps(other) for other in aside):
                    return self._branch(child, within)
        return None

    def _child(self, units: Sequence[int], names: Sequence[str], within: frozenset[int]) -> int | None:
        """Give the first child in the first relation that any has, "expl" and the like last."""
        for unit in units:
            for name in names:
                for child in self._children[unit]:
                    if child in within and self._tree.relations[child] == name:
                        return child
        return None

    def _branch(self, top: int, within: frozenset[int]) -> list[int]:
        """Give the units under one, without clauses that only add to it."""
        found, waiting = {top}, [top]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child in within and child not in found and self._tree.relations[child] not in _CLAUSES:
                    found.add(child)
                    waiting.append(child)
        return sorted(found)

    def _runs(self, units: Sequence[int]) -> Iterator[Span]:
        """Give the spans of units, those beside each other as one."""
        start = before = units[0]
        for unit in [*units[1:], None]:
            if unit is not None and unit == before + 1:
                before = unit
                continue
            yield Span(self._units[start].start, self._units[before].end)
            if unit is not None:
                start = before = unit

    def _span(self, units: Sequence[int]) -> Span:
        return Span(self._units[units[0]].start, self._units[units[-1]].end)
