"""Which words tell one news story from another, and when two articles tell the same."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from app.conflict.language.rarity import weight
from app.conflict.language.words import base, named_in, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 24
"""Words that are kept of one article."""
OFTEN = 5
"""How often a word has to stand in an article so that more does not count."""
SHORTEST = 3
RARE = 1.0
"""What a word has to weigh to be kept."""
PLAIN = 0.8
"""What a word that is no name counts for beside a name."""
STORY = 14.0
"""What the words that two articles share have to weigh, each squared, so that they tell one story.

Squared, since two words that come nowhere else tell more than five names that are in every paper.
"""
SHARE = 0.12
"""The same as a share of all that is kept of both: the cosine of the two."""
TELLING = 2.8
"""What one of the shared words has to weigh, by which articles are looked up: "Taliban", not "London"."""
CROWD = 8
"""Tellings of a story up to which a new one is held against every one of them."""


class Telling(Protocol):
    """What of an article tells its story, and how crowded that story was."""

    @property
    def article(self) -> str:
        """Give its id."""
        ...

    @property
    def story(self) -> tuple[str, ...]:
        """Give its keywords."""
        ...

    @property
    def crowd(self) -> int:
        """Say how many times too many had told its story when it was taken in, rounded up; at least 1."""
        ...


def keywords(headline: str | None, text: str) -> tuple[str, ...]:
    """Give the rarest and most frequent words of an article, names before others, in alphabetical order.

    >>> keywords("Kamituga retaken", "Lt. Mwamba spoke in Kamituga. The militia fled; a militia is no army.")
    ('army', 'flee', 'kamituga', 'militia', 'mwamba', 'retake', 'speak')
    """
    lines = [line for line in (headline or "", *text.split("\n")) if not line.isupper()]
    named = Counter(name for line in lines for name in named_in(line))
    words = Counter(base(word) for line in lines for word in tokens(line) if _may_tell(word))
    weighed = {
        word: weight(word) * min(named[word] or count, OFTEN) ** 0.5 * (1 if word in named else PLAIN)
        for word, count in words.items()
        if weight(word) >= RARE and (word in named or word.isalpha())
    }
    return tuple(sorted(sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST]))


def _may_tell(word: str) -> bool:
    """Tell whether a word as it is printed may tell a story: "according" is common, "accord" is not.

    Nor one whose base form hardly anybody prints, for it would weigh as much as a name: "displaced".
    """
    return len(word) >= SHORTEST and weight(word) >= RARE and weight(base(word)) - weight(word) < 1


def are_read_together(first: Telling, second: Telling) -> bool:
    """Tell whether all claims of two articles are held against each other, whatever their words.

    They tell one story and, where both found it crowded, are drawn by lot: one pair in as many as the lesser
    crowd. So of n tellings a new one meets not n but some CROWD * (1 + ln(n / CROWD)), the first of them
    always; and who meets whom does not change with what is taken in or retracted later.
    """
    return tell_one_story(first.story, second.story) and _are_drawn(first, second)


def crowd_of(first: Telling, second: Telling) -> int:
    """Say how crowded the story of two articles was for the one that found it less so; of one article, 1."""
    return 1 if first.article == second.article else min(first.crowd, second.crowd)


def _are_drawn(first: Telling, second: Telling) -> bool:
    crowd = crowd_of(first, second)
    if crowd == 1:
        return True
    pair = " ".join(sorted((first.article, second.article)))
    return int.from_bytes(blake2b(pair.encode(), digest_size=8).digest(), "big") % crowd == 0


@lru_cache(maxsize=20_000)
def tell_one_story(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether the articles of which these are the keywords tell one story."""
    shared = frozenset(ones) & frozenset(others)
    if not any(weight(word) >= TELLING for word in shared):
        return False
    same = _weigh(shared)
    return same >= STORY and same >= SHARE * (_weigh(ones) * _weigh(others)) ** 0.5


def _weigh(words: Iterable[str]) -> float:
    return sum(weight(word) ** 2 for word in words)
