"""`golds` are the gold articles, `read` what the extractor as shipped reads in them, once for all tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "corpus"), str(ROOT / "bench")]

if TYPE_CHECKING:
    from gold_articles import GoldArticle
    from gold_scores import Scores

    from app.domain.claim import Claim


@pytest.fixture(scope="session")
def golds() -> list[GoldArticle]:
    from gold_articles import load_gold

    return load_gold()


@pytest.fixture(scope="session")
def read(golds: list[GoldArticle]) -> dict[str, tuple[Claim, ...]]:
    from quality_gold import read_gold

    return read_gold(golds)


@pytest.fixture(scope="session")
def scores(golds: list[GoldArticle], read: dict[str, tuple[Claim, ...]]) -> Scores:
    from gold_scores import score_all

    return score_all(golds, read)
