"""What WordNet knows of single words: base forms, kinship, opposites, people; read once, when first asked.

The table is made by `python -m app.train.wordnet`; its licence is in `wordnet-licence.txt`.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

TABLE = "wordnet.tsv.gz"


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The table, by sort of line; senses stay as written until a word is asked for."""

    irregular: dict[str, str]
    opposites: dict[str, frozenset[str]]
    scales: dict[str, str]
    classes: dict[str, frozenset[str]]
    names: frozenset[str]
    senses: dict[str, str]


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """Read the table that comes with the package."""
    packed = resources.files("app.conflict.language").joinpath(TABLE).read_bytes()
    lines = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    opposites: dict[str, set[str]] = {}
    classes: dict[str, set[str]] = {}
    for sort, *words in lines:
        if sort == "a":
            opposites.setdefault(words[0], set()).add(words[1])
            opposites.setdefault(words[1], set()).add(words[0])
        elif sort == "k":
            classes.setdefault(words[0], set()).add(words[1])
    return Thesaurus(
        irregular={line[1]: line[2] for line in lines if line[0] == "i"},
        opposites={word: frozenset(others) for word, others in opposites.items()},
        scales={line[1]: line[2] for line in lines if line[0] == "x"},
        classes={name: frozenset(words) for name, words in classes.items()},
        names=frozenset(line[1] for line in lines if line[0] == "c"),
        senses={line[1]: line[2] for line in lines if line[0] == "s"},
    )


def is_word(word: str) -> bool:
    """Tell whether a dictionary has the word in this form."""
    return word in thesaurus().senses


def irregular(form: str) -> str | None:
    """Give the base form of a form that no rule gives.

    >>> irregular("fled"), irregular("houses")
    ('flee', None)
    """
    return thesaurus().irregular.get(form)


def is_a(kind: str, word: str) -> bool:
    """Tell whether a word is, first of all, one for a person, an illness, the weather, an animal, a device.

    >>> is_a("person", "warder"), is_a("illness", "malaria"), is_a("person", "house")
    (True, True, False)
    """
    return word in thesaurus().classes[kind]


def is_name(word: str) -> bool:
    """Tell whether a word, given in small letters, is only ever written with a capital.

    >>> is_name("ukrainian"), is_name("soldier")
    (True, False)
    """
    return word in thesaurus().names


def are_opposed(one: str, other: str) -> bool:
    """Tell whether two words exclude each other: opposites, or near the two ends of one scale.

    >>> are_opposed("accept", "reject"), are_opposed("late", "punctual"), are_opposed("accept", "agree")
    (True, True, False)
    """
    if other in thesaurus().opposites.get(one, frozenset()):
        return True
    ends = {end[1:]: end[0] for end in thesaurus().scales.get(one, "").split()}
    return any(ends.get(end[1:], end[0]) != end[0] for end in thesaurus().scales.get(other, "").split())


def are_kin(one: str, other: str) -> bool:
    """Tell whether two words have a sense in common, or one that both fall under.

    >>> are_kin("household", "family"), are_kin("household", "bridge")
    (True, False)
    """
    return one == other or not _senses(one).isdisjoint(_senses(other))


@lru_cache(maxsize=20_000)
def _senses(word: str) -> frozenset[str]:
    return frozenset(thesaurus().senses.get(word, "").split())
