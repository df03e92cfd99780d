"""The nation that a story is about, for institutions that it names without one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from app.gazetteer.demonyms import country_of, nationalities

OFTEN = 3
"""So often a country must be named before a bare "the ministry" is taken for its own."""
AHEAD = 1.5
"""So many times as often as the next country."""
_WITHIN_A_STATE = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})
_ENDING = re.compile(r"[’']s?$")
_WORD = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[A-Z][\w-]*)")


@lru_cache(maxsize=20_000)
def nation_of(word: str) -> str | None:
    """Give the country of a nationality word, a short name or the name itself: "Kenyan", "UK", "Kenya's"."""
    plain = _plain(word)
    return country_of(plain) or (plain if plain in _adjectives() else None)


def adjective_of(word: str) -> str | None:
    """Give the nationality word for a country's name; Scotland has none of its own here.

    >>> adjective_of("Kenya's")
    'Kenyan'
    """
    plain = _plain(word)
    country = nation_of(plain)
    if country is None or plain in nationalities():
        return plain if country else None
    return None if plain in _WITHIN_A_STATE else _adjectives().get(country)


def _plain(word: str) -> str:
    return _ENDING.sub("", word.strip(","))


@cache
def _adjectives() -> dict[str, str]:
    """Give each country with the first of its nationality words, plurals aside."""
    words = nationalities()
    first: dict[str, str] = {}
    for word, country in words.items():
        if word.removesuffix("s") == word or word.removesuffix("s") not in words:
            first.setdefault(country, word)
    return first


def nationality(text: str) -> str | None:
    """Find the adjective of the country that a text speaks of far more than of any other: "Afghan"."""
    adjectives: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        country = nation_of(word)
        if country:
            countries[country] += 1
            if word != country:
                adjectives[word] += 1
    ranked = countries.most_common(2)
    if not ranked or ranked[0][1] < OFTEN or (len(ranked) > 1 and ranked[0][1] < AHEAD * ranked[1][1]):
        return None
    own = [word for word, _ in adjectives.most_common() if country_of(word) == ranked[0][0]]
    return own[0] if own else None
