"""Score the reader on the gold articles: our own invented reports, annotated by hand.

    PYTHONPATH=. python bench/quality_gold.py [--misses] [--article NAME]

Prints one table over all articles; with --misses also each error, as the article, the gold and what was read.
How a thing is counted is told in `tests/corpus/README.md`; the floors are in `test_corpus_gold.py` there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import make_extractor

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "corpus"))

from gold_articles import GoldArticle, load_gold
from gold_scores import Scores, score_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.claim import Claim


def read_gold(golds: list[GoldArticle]) -> dict[str, tuple[Claim, ...]]:
    """Read all articles with the extractor as shipped."""
    extractor = make_extractor()
    return {gold.name: extractor.extract(gold.article).claims for gold in golds}


def table(scores: Scores, golds: list[GoldArticle]) -> Iterator[str]:
    """Give the lines of the table."""
    yield f"{len(golds)} articles"
    yield f"{'attribution F1':32}{scores.triple_f1:7.3f}"
    for name, score in sorted(scores.items()):
        yield f"{name:32}{score.share:7.3f}{score.right:6} of {score.total}"


def main() -> None:
    """Print the table, and every miss where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print every error")
    parser.add_argument("--article", default="", help="only the articles whose name begins so")
    options = parser.parse_args()
    golds = [gold for gold in load_gold() if gold.name.startswith(options.article)]
    scores = score_all(golds, read_gold(golds))
    print("\n".join(table(scores, golds)))
    if options.misses:
        for name, score in sorted(scores.items()):
            # The misses of a part stand under the whole already.
            if score.misses and not name.startswith("recall ") and " other than " not in name:
                print(f"\n== {name}: {len(score.misses)} of {score.total}")
                print("\n".join(f"  - {miss}" for miss in score.misses))


if __name__ == "__main__":
    main()
