"""The nation that a story is about, for institutions that it names without one."""

from __future__ import annotations

import re
from collections import Counter

from app.gazetteer.demonyms import country_of

OFTEN = 3
"""So often a country must be named before a bare "the ministry" is taken for its own."""
AHEAD = 1.5
"""So many times as often as the next country."""
_WORD = re.compile(r"\b[A-Z][\w.-]*\b")


def nationality(text: str) -> str | None:
    """Find the adjective of the country that a text speaks of far more than of any other: "Afghan"."""
    adjectives: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        country = country_of(word)
        if country:
            countries[country] += 1
            if word != country:
                adjectives[word] += 1
    ranked = countries.most_common(2)
    if not ranked or ranked[0][1] < OFTEN or (len(ranked) > 1 and ranked[0][1] < AHEAD * ranked[1][1]):
        return None
    own = [word for word, _ in adjectives.most_common() if country_of(word) == ranked[0][0]]
    return own[0] if own else None
