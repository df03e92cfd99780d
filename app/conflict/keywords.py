"""Which words tell one news story from another, and when two articles tell the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.conflict.rarity import weight
from app.conflict.words import base, named_in, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 16
"""Words that are kept of one article."""
OFTEN = 5
"""How often a word has to stand in an article so that more does not count."""
SHORTEST = 3
RARE, RARE_NAME = 2.0, 1.0
"""What a word has to weigh, and a name; a word that is no name has to come twice."""
PLAIN = 0.8
"""What a word that is no name counts for beside a name."""
STORY = 5.5
"""What the words that two articles share have to weigh so that they tell one story."""


def keywords(headline: str | None, text: str) -> tuple[str, ...]:
    """Give the rarest and most frequent words of an article, names before others, in alphabetical order.

    >>> keywords("Kamituga retaken", "Lt. Mwamba spoke in Kamituga. The militia fled; a militia is no army.")
    ('kamituga', 'militia', 'mwamba', 'retake')
    """
    lines = [line for line in (headline or "", *text.split("\n")) if not line.isupper()]
    named = Counter(name for line in lines for name in named_in(line))
    words = Counter(base(word) for line in lines for word in tokens(line) if len(word) >= SHORTEST)
    weighed = {}
    for word, count in words.items():
        if word in named and weight(word) >= RARE_NAME:
            weighed[word] = weight(word) * min(named[word], OFTEN) ** 0.5
        elif word not in named and word.isalpha() and weight(word) >= RARE and count > 1:
            weighed[word] = PLAIN * weight(word) * min(count, OFTEN) ** 0.5
    return tuple(sorted(sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST]))


def tell_one_story(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether the articles of which these are the keywords tell one story."""
    return sum(map(weight, frozenset(ones) & frozenset(others))) >= STORY
