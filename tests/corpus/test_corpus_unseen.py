"""The reader may not get worse on articles by somebody who knew nothing of it.

Nobody looks at what it misses there, so only figures are printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gold_articles import GoldArticle, GoldAttribution
from gold_scores import pair, reported, same_source, words_of

from app.bootstrap import make_extractor
from app.domain.article import Article, Span
from app.train.prose import read_prose

UNSEEN = Path(__file__).parent / "unseen" / "articles.jsonl"
FLOORS = {"precision": 0.93, "recall": 0.79, "exact content": 0.93}


def gold_of(row: dict[str, Any]) -> GoldArticle:
    def spans(ends: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(*one) for one in ends)

    return GoldArticle(
        name=row["id"],
        article=Article(text=row["text"]),
        attributions=tuple(
            GoldAttribution(
                source=spans(one["source"]),
                cue=spans(one["cue"]),
                content=spans(one["content"]),
                kind="",
                speaker=(),
                type="",
            )
            for one in row["attributions"]
        ),
        own=(),
        quantities=(),
        dates=(),
        places=(),
        parties={},
        countries={},
    )


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    extractor = make_extractor()
    found = wanted = right = exact = 0
    for gold in map(gold_of, read_prose(UNSEEN)):
        text = gold.article.text
        claims = reported(extractor.extract(gold.article).claims)
        pairs = [(one, claim) for one, claim in pair(gold, claims) if same_source(text, one, claim)]
        found += len(claims)
        wanted += len(gold.attributions)
        right += len(pairs)
        exact += sum(
            words_of(text, one.content) == words_of(text, claim.attribution.content) for one, claim in pairs
        )
    return {"precision": right / found, "recall": right / wanted, "exact content": exact / right}


@pytest.mark.parametrize("name", FLOORS)
def test_reading_articles_never_seen_does_not_get_worse(name: str, shares: dict[str, float]) -> None:
    assert shares[name] >= FLOORS[name], shares
