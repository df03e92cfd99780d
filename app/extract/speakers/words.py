"""Words of a source, spelt for comparing, and the nation that they tell."""

from __future__ import annotations

from app.extract.lexicon import CROWDS, ORGANIZATIONS
from app.extract.names.name import bare
from app.extract.nationality import adjective_of
from app.gazetteer.demonyms import is_nationality


def lowered_words(words: str) -> list[str]:
    """Give the words in small letters, but for names in capitals: "WHO" is no "who"."""
    plain = [word.strip(",") for word in words.split()]
    loud = words.isupper()
    return [word if word.isupper() and len(word) > 1 and not loud else bare(word) for word in plain]


def initials(office: str) -> str:
    """Give the letters that an office is called by: of "Deputy Commissioner of Police (Crime)" DCP."""
    return "".join(word[0] for word in office.partition(" (")[0].split() if word[0].isupper())


def country_in(words: str) -> str | None:
    """Find the nation of whom some words describe, as an adjective: "in Italy" is "Italian"."""
    listed = words.split()
    for before, word in zip(["", *listed], listed, strict=False):
        adjective = adjective_of(word)
        if adjective and (is_nationality(word.strip(",")) or before in {"in", "of", "from"} or _is_own(word)):
            return adjective
    return None


def _is_own(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def of_the_nation(words: str) -> str:
    """Write "Kenya's government" as "Kenyan government", and the first word of a sentence small."""
    first, _, rest = words.partition(" ")
    adjective = adjective_of(first) if rest and _is_own(first) else None
    if adjective:
        return f"{adjective} {rest}"
    is_common = bare(first) in CROWDS or (rest and bare(first) in ORGANIZATIONS)
    if first.istitle() and is_common and words[1:].islower():
        return words.lower()
    return words
