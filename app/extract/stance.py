"""What a party does with a content, and how sure it is made out to be."""

from __future__ import annotations

import re

from app.domain.claim import Certainty, Stance
from app.extract.lexicon import (
    ASKS,
    ASKS_FOR,
    DENIES,
    DOUBTS,
    HEDGES,
    INTENDS,
    NEGATIONS,
    POSSIBILITIES,
)

_WORD = re.compile(r"n['’]t\b|[a-z]+(?=n['’]t\b)|[a-z]+")
_UNVERIFIED = re.compile(
    r"(?:not|n['’]t) (?:be )?(?:immediately |independently )*(?:verif|confirm)", re.IGNORECASE
)
FIRST_WORDS = 12
"""Words of a content in which a hedge bears on the whole of it."""


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, "n't" by itself."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def read_stance(cue: str) -> Stance:
    """Read what the cue says that the party does; a denied saying ("did not say") leaves it open."""
    cues = set(words(cue))
    negated = not NEGATIONS.isdisjoint(cues)
    if not DENIES.isdisjoint(cues):
        return Stance.ASSERTS if negated else Stance.DENIES
    if not DOUBTS.isdisjoint(cues) or negated:
        return Stance.DOUBTS
    if not INTENDS.isdisjoint(cues):
        return Stance.INTENDS
    if not ASKS.isdisjoint(cues) or (not ASKS_FOR.isdisjoint(cues) and not cues.isdisjoint({"for", "on"})):
        return Stance.ASKS
    return Stance.ASSERTS


def read_certainty(cue: str, content: str) -> Certainty:
    """Read how sure the content is made out to be by its cue and its own first words."""
    if _UNVERIFIED.search(content):
        return Certainty.UNKNOWN
    first = set(words(content)[:FIRST_WORDS])
    if not POSSIBILITIES.isdisjoint(first):
        return Certainty.POSSIBLE
    if not HEDGES.isdisjoint(first) or not HEDGES.isdisjoint(words(cue)):
        return Certainty.PROBABLE
    return Certainty.CERTAIN
