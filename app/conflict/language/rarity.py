"""How rare words are in English: what is shared proves the more, the rarer it is."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib import resources

TABLE = "frequency.tsv.gz"
COMMON = 60
"""A word this common, or more so, proves nothing: a thousand in a million (Zipf frequency in tenths)."""
RARE = 25
"""What is taken for words that are not in the table."""


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """Read how common words are: Zipf frequency in tenths."""
    packed = resources.files("app.conflict.language").joinpath(TABLE).read_bytes()
    lines = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {word: int(tenths) for word, tenths in lines}


@lru_cache(maxsize=20_000)
def weight(word: str) -> float:
    """Give what sharing a word proves: 0 for the most common ones, 3.5 for those that no list has.

    >>> weight("say") < weight("district") < weight("canyon") < weight("torvane")
    True
    """
    return max(0, COMMON - frequency(word)) / 10


def frequency(word: str) -> int:
    """Say how common a word is: Zipf frequency in tenths."""
    return frequencies().get(word.lower(), RARE)
