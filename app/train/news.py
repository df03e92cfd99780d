"""Pairs of claims out of real news, marked by hand, to learn from.

A weaker model took most of them for conflicts, and few are. The news is not ours to pass on, so a row says in
which article of a corpus, and where in it, each claim stands; the words are read from the corpus itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from app.train.articles import as_pair, is_said, read_article
from app.train.pair_rows import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.article import Article
    from app.domain.conflict import Statement
    from app.train.pair_rows import Pair

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_marked(
    path: Path, corpus: Path, statements: Callable[[Article], tuple[Statement, ...]]
) -> list[Pair]:
    """Read marked pairs of a corpus; one whose claims are no longer read as they were marked is left out.

    A row is {"first": [article, start, end], "second": […], "label", "kind"}, places in characters.
    """
    rows = {row["id"]: row for row in map(json.loads, corpus.read_text(encoding="utf-8").splitlines())}

    @cache
    def parts_of(ident: str) -> tuple[Statement, ...]:
        return read_article(as_article(rows[ident]), ident, statements)

    def part_at(ident: str, start: int, end: int) -> Statement | None:
        words = rows[ident]["text"][start:end]
        return next((part for part in parts_of(ident) if is_said(words, part.text)), None)

    found = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        first, second = part_at(*row["first"]), part_at(*row["second"])
        if first and second:
            found.append(as_pair(first, second, row["label"], CATEGORIES.get(row.get("kind"))))
    return found


def as_article(row: dict[str, Any]) -> dict[str, str]:
    """Give a line of a corpus as an article: headline first, and the day where its id tells it.

    The publisher is needed: what an article says in its own voice is said by a name that means something.
    """
    day = DAY.search(row["id"])
    published = row.get("published") or (day.group() if day else "")
    headline, _, rest = row["text"].partition("\n")
    known = {
        "publisher": row.get("meta", {}).get("publisher", "").replace("-", " ").title(),
        "headline": headline,
        "text": rest.strip() or headline,
        "url": f"http://news.example/{row['id']}",
    }
    return {name: told for name, told in (known | {"published": published}).items() if told}
