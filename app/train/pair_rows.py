"""Rows of corpora, and of our own files, as pairs to learn from."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from app.conflict.language.words import content
from app.conflict.marks import NUMBERS, UNKNOWN, numbers
from app.domain.conflict import ConflictKind
from app.models.pairs import Side

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.conflict.rules.finding import Finding
    from app.domain.conflict import Statement

CATEGORIES = {
    "numeric": ConflictKind.QUANTITY,
    "denial": ConflictKind.NEGATION,
    "control": ConflictKind.CONTROL,
    "agent": ConflictKind.AGENT,
    "status": ConflictKind.STATUS,
    "cause": ConflictKind.CAUSE,
    "date": ConflictKind.DATE,
}
KINDS = {
    "quantity": ConflictKind.QUANTITY,
    "negation": ConflictKind.NEGATION,
    "control": ConflictKind.CONTROL,
    "temporal": ConflictKind.DATE,
    "value": ConflictKind.STATUS,
}
"""What a kind of the corpora comes to where no category says it better."""
FAR = 40
"""Rows of one file from which on two pairs are of different situations: twins stand side by side."""
PLAIN = 24
"""Pairs of one event that neither clash nor agree: half of them those with most words in common."""

FIELD_OF = {number: field for (field, _), number in NUMBERS.items()}
HERE_AND_NOW = {
    field: NUMBERS[field, value]
    for field, value in (("where", "same"), ("gap", "days"), ("when", "near"), ("rule", "none"))
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims with what is known of them, what they are to each other and, of a conflict, over what."""

    first: Side
    second: Side
    marks: tuple[int, ...]
    label: str
    kind: ConflictKind | None
    is_symmetric: bool
    read: tuple[Statement, Statement] | None = None

    def turned(self) -> Pair:
        """Give the pair with its sides changed."""
        return replace(self, first=self.second, second=self.first)


def read_corpus(path: Path, *, most: int) -> list[Pair]:
    """Read sentence pairs, evenly thinned to `most`; none where a corpus has no such part."""
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    step = max(1.0, len(rows) / most)
    return [
        Pair(Side("", row["a"]), Side("", row["b"]), UNKNOWN, row["label"], None, row["label"] != "agree")
        for row in (rows[int(place * step)] for place in range(min(most, len(rows))))
    ]


def read_ours(
    path: Path,
    read: Callable[..., tuple[str, Statement, Statement]],
    find: Callable[[Statement, Statement], Finding],
) -> list[Pair]:
    """Read pairs of attributed claims, with the marks that the rules give them."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = {side: row["meta"][side] for side in ("a", "b")}
        _, one, two = read(json.dumps({"id": row["id"], **sides}), origin=path.name)
        first, second = (Side(side["source"], side["claim"]) for side in sides.values())
        marks = numbers(one, two, find(one, two))
        found.append(Pair(first, second, marks, row["label"], _kind(row), is_symmetric=True, read=(one, two)))
    return found


def read_events(
    path: Path,
    read: Callable[..., tuple[str, Statement, Statement]],
    find: Callable[[Statement, Statement], Finding],
    chance: random.Random,
) -> list[Pair]:
    """Read events: all claims that some papers print on one matter, with the few pairs that clash or agree.

    Every other pair of an event is neither, as in a graph, where nobody has put two claims side by side.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = {one["id"]: one for one in row["claims"]}
        clashes = {frozenset(pair[:2]): pair[2] for pair in row["conflict"]}
        agreeing = {frozenset(pair[:2]) for pair in row["agree"]}
        listed = clashes.keys() | agreeing
        others = [pair for pair in map(frozenset, combinations(claims, 2)) if pair not in listed]
        chance.shuffle(others)
        others.sort(key=lambda pair: -_shared(*(claims[one]["claim"] for one in pair)))
        near, far = others[: PLAIN // 2], others[PLAIN // 2 :]
        for pair in sorted([*listed, *near, *chance.sample(far, min(len(far), PLAIN // 2))], key=sorted):
            a, b = (claims[one] for one in sorted(pair))
            label = "conflict" if pair in clashes else "agree" if pair in agreeing else "unrelated"
            kind = CATEGORIES.get(clashes.get(pair, ""))
            _, one, two = read(json.dumps({"id": row["id"], "a": a, "b": b}), origin=path.name)
            first, second = (Side(side["source"], side["claim"], row["topic"]) for side in (a, b))
            marks = numbers(one, two, find(one, two))
            found.append(Pair(first, second, marks, label, kind, is_symmetric=True))
    return found


def _shared(one: str, other: str) -> int:
    """Count the words that two claims share."""
    return len(content(one) & content(other))


def _kind(row: dict[str, Any]) -> ConflictKind | None:
    if row["label"] != "conflict":
        return None
    return CATEGORIES.get(row["meta"]["category"]) or KINDS.get(row["kind"])


def strangers(
    pairs: Sequence[Pair],
    count: int,
    chance: random.Random,
    find: Callable[[Statement, Statement], Finding],
) -> list[Pair]:
    """Join sides of pairs that stand far apart, and so are about different things.

    Every other one is told to be from one place and one week, so that words have to tell them apart.
    """
    made: list[Pair] = []
    while len(made) < count:
        place = chance.randrange(len(pairs))
        one, other = pairs[place], pairs[(place + chance.randrange(FAR, len(pairs) - FAR)) % len(pairs)]
        if one.read is None or other.read is None:
            continue
        marks = numbers(one.read[0], other.read[1], find(one.read[0], other.read[1]))
        if len(made) % 2:
            marks = tuple(HERE_AND_NOW.get(FIELD_OF[mark], mark) for mark in marks)
        made.append(Pair(one.first, other.second, marks, "unrelated", None, is_symmetric=True))
    return made
