"""Invented events told in whole articles, as pairs to learn from: what our own reader makes of them.

So the model of pairs meets at school what it meets in a graph: claims as they are cut out, parties as they
are named, headlines, places and figures as they are read.
"""

from __future__ import annotations

import json
import re
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.conflict.clauses import clauses
from app.conflict.detect import find, set_together
from app.conflict.marks import numbers
from app.conflict.proof import share_anything
from app.models.pairs import LABELS, Side
from app.read.clean import read_articles
from app.train.pair_rows import CATEGORIES, KINDS, Pair

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from app.domain.article import Article
    from app.domain.conflict import ConflictKind, Statement

TOLD = Path(__file__).parent / "material" / "articles"
PLAIN, ALIKE = 56, 32
"""Pairs of one event that neither clash nor agree, and how many of them share rarer words."""
SHARED = 0.5
"""Share of common words from which on a clause is the one that an event means."""

Clause = tuple[int, "Statement"]
"""One clause of a claim, with the number of its article."""


def read_told(
    path: Path, statements: Callable[[Article], tuple[Statement, ...]], chance: random.Random
) -> list[Pair]:
    """Read a file of events, one a line; `statements` reads an article as the product does."""
    return [
        pair
        for line in path.read_text(encoding="utf-8").splitlines()
        for pair in _pairs(json.loads(line), statements, chance)
    ]


def _pairs(
    event: dict[str, Any], statements: Callable[[Article], tuple[Statement, ...]], chance: random.Random
) -> Iterator[Pair]:
    found = [
        (number, part)
        for number, article in enumerate(event["articles"])
        for part in read_article(article, event["id"], statements)
    ]
    clashes = {(one, two): row for row in event["conflicts"] for one, two in meant(row, found)}
    agreeing = {pair for row in event["agreements"] for pair in meant(row, found)} - clashes.keys()
    plain = [
        (one, two)
        for one, two in combinations(range(len(found)), 2)
        if (one, two) not in clashes and (one, two) not in agreeing and found[one][1].id != found[two][1].id
    ]
    worth = [pair for pair in plain if share_anything(*(found[one][1] for one in pair))]
    some = chance.sample(worth, min(len(worth), ALIKE))
    some += chance.sample(plain, min(len(plain), PLAIN - len(some)))
    for (one, two), row in clashes.items():
        kind = CATEGORIES.get(row["kind"]) or KINDS.get(row["kind"])
        yield as_pair(found[one][1], found[two][1], LABELS[0], kind)
    for label, pairs in zip(LABELS[1:], (sorted(agreeing), sorted(set(some))), strict=True):
        for one, two in pairs:
            yield as_pair(found[one][1], found[two][1], label, None)


def read_article(
    row: dict[str, Any], origin: str, statements: Callable[[Article], tuple[Statement, ...]]
) -> tuple[Statement, ...]:
    """Read an article as the product does, down to the clauses of its claims; `origin` names it in errors."""
    found = next(read_articles(json.dumps(row).encode(), media_type="application/json", origin=origin))
    if isinstance(found, Exception):
        raise found
    return tuple(part for claim in statements(found) for part in clauses(claim))


def meant(row: dict[str, Any], found: list[Clause]) -> Iterator[tuple[int, int]]:
    """Give the pairs of clauses, by their places in `found`, that a row of an event means."""
    sides = ([place for place, one in enumerate(found) if _is_meant(row[side], one)] for side in "ab")
    for one, two in product(*sides):
        if one != two:
            yield min(one, two), max(one, two)


def _is_meant(side: dict[str, Any], clause: Clause) -> bool:
    number, statement = clause
    return number == side["article"] and is_said(side["words"], statement.text)


def is_said(words: str, text: str) -> bool:
    """Tell whether a claim shares half of its words with those that are meant, or one holds the other."""
    wanted, said = (frozenset(re.findall(r"\w+", one.casefold())) for one in (words, text))
    shared = len(wanted & said)
    return shared >= SHARED * len(wanted | said) or shared == min(len(wanted), len(said)) > 2  # noqa: PLR2004 - by chance


def as_pair(first: Statement, second: Statement, label: str, kind: ConflictKind | None) -> Pair:
    """Give two clauses as the model of pairs is to read them, with what the rules make of them."""
    one, two = set_together(first, second)
    marks = numbers(one, two, find(one, two))
    return Pair(Side.of(first), Side.of(second), marks, label, kind, is_symmetric=True)
