"""Who does what a verb says, read off the trees of an article's sentences.

Relations are those of Universal Dependencies (https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.parser import Tree
    from app.models.units import Unit

_SHARES_SUBJECT = frozenset(("conj", "advcl", "xcomp", "acl", "parataxis"))
_MOST_STEPS = 8
_FAR = 60  # units between a verb and the words of its subject
_AFTER = 30


class Subjects:
    """Finds the subjects of verbs; heads may run in a circle, so every walk is bounded."""

    def __init__(self, units: Sequence[Unit], tree: Tree) -> None:
        self._units = units
        self._tree = tree
        self._children: dict[int, list[int]] = defaultdict(list)
        for unit, head in enumerate(tree.heads):
            self._children[head].append(unit)

    def is_verb(self, unit: int) -> bool:
        """Tell whether a unit is a full verb."""
        return self._tree.classes[unit] == "VERB"

    def relation(self, unit: int) -> str:
        """Name the relation of a unit to its head, without its subtype."""
        return self._tree.relations[unit].partition(":")[0]

    def has(self, verb: int, *relations: str) -> bool:
        """Tell whether a unit has a child in one of some relations."""
        return any(self._tree.relations[one] in relations for one in self._children[verb])

    def is_number(self, unit: int) -> bool:
        """Tell whether a unit is a number, as a figure or as a word."""
        return self._tree.classes[unit] == "NUM"

    def child(self, unit: int, relation: str) -> int | None:
        """Give the first child in a relation."""
        return next((one for one in self._children[unit] if self._tree.relations[one] == relation), None)

    def children(self, unit: int, relation: str) -> list[int]:
        """Give the children in a relation."""
        return [one for one in self._children[unit] if self._tree.relations[one] == relation]

    def clause(self, verb: int, relation: str = "ccomp") -> range | None:
        """Give the words of the clause that a verb governs, behind it, without marks at their ends."""
        top = self.child(verb, relation)
        if top is None or top < verb:
            return None
        words = [one for one in self.branch(top) if one > verb and self._units[one].word[0].isalnum()]
        return range(min(words), max(words) + 1) if words else None

    def clause_before(self, verb: int, subject: range) -> range | None:
        """Give the words before "…, she said", where the verb closes the sentence with them."""
        top = next((one for one in (*self.children(verb, "ccomp"), *self.children(verb, "parataxis"))), -1)
        if top < 0 and self.relation(verb) == "parataxis":
            top = self._tree.heads[verb]
        edge = min(verb, subject.start)
        if not 0 <= top < edge or self._units[edge - 1].word != ",":
            return None
        words = [one for one in self.branch(top) if one < edge and self._units[one].word[0].isalnum()]
        return range(min(words), max(words) + 1) if words else None

    def speaks_for(self, part: range) -> int | None:
        """Give the verb of which some words are the subject."""
        heads = (
            self._tree.heads[one]
            for one in part
            if self.relation(one) == "nsubj" and self._tree.heads[one] not in part
        )
        return next((one for one in heads if one >= 0 and self.is_verb(one)), None)

    def governor(self, mark: int) -> int | None:
        """Give the unit on which the clause hangs that a "that" leads in."""
        top = self._tree.heads[mark]
        above = self._tree.heads[top] if top >= 0 else -1
        return above if self.relation(mark) == "mark" and above >= 0 else None

    def above(self, verb: int) -> range | None:
        """Give the subject of a verb, or of the verb that it goes with: "sings before asking her"."""
        first = verb
        for _ in range(_MOST_STEPS):
            subject = self.of(verb, passive=verb != first)
            if subject:
                return subject
            if self.relation(verb) not in _SHARES_SUBJECT or self.has(verb, "aux:pass"):
                return None
            verb = self._tree.heads[verb]
            if verb < 0:
                return None
        return None

    def of(
        self, verb: int, *, passive: bool = False, inverted: bool = False, within: range | None = None
    ) -> range | None:
        """Give the words of the subject of a verb, without marks at their ends.

        `passive` takes that of a passive too; `inverted` what stands behind, whatever it is; `within` looks
        nowhere else.
        """
        either = passive or not self.has(verb, "aux:pass")  # else it was only read as one
        names = ("nsubj", *(("nsubj:pass",) if either else ()), *(("obj",) if inverted else ()))
        near = [one for one in self._children[verb] if within is None or one in within]
        heads = [one for name in names for one in near if self._tree.relations[one] == name]
        if not heads:
            return None
        words = [
            one
            for one in self.branch(heads[0])
            if (one < verb) == (heads[0] < verb) and self._units[one].word[0].isalnum()
        ]
        return range(min(words), max(words) + 1) if words else None

    def branch(self, top: int) -> list[int]:
        """Give the units under one, itself included, as far as they stand near it."""
        found, waiting = {top}, [top]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in found and -_FAR < child - top < _AFTER:
                    found.add(child)
                    waiting.append(child)
        return sorted(found)
