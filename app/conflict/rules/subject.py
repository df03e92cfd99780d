"""What a claim is about, whether it says so or denies it, and how much of that two have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import ACCUSATIONS, DISMISSALS, GENERAL, NEGATORS, OWN, RELATIVES, VAGUE
from app.conflict.language.words import about_places, base, content, kindred, tokens

if TYPE_CHECKING:
    from app.domain.conflict import Statement

MOSTLY = 0.5
"""The share of the shorter claim's words that both must have to say the same thing, but for a "not"."""

NEARLY_ALL = 0.75
"""The same where nothing says that the two are about one place and time."""

ENOUGH = 2
"""Words that both must have besides."""

PRONOUNS = frozenset({"he", "she", "him"})
SHORT_REACH = 6


def subject(one: Statement) -> frozenset[str]:
    """Give the words that say what a claim is about, whether it affirms or denies it."""
    return content(one.text) - DISMISSALS - ACCUSATIONS - NEGATORS - VAGUE


def alike(first: Statement, second: Statement) -> frozenset[str]:
    """Give what both claims are about, in one word or in two of a family, but for people and places."""
    plain = about_places((*first.places, *second.places)) | {GENERAL}
    return kindred(subject(first) - plain, subject(second) - plain)


def is_mostly(shared: frozenset[str], first: Statement, second: Statement, share: float = MOSTLY) -> bool:
    """Tell whether what two claims share is at least a share of all that the shorter one is about."""
    shorter = min(len(subject(first)), len(subject(second)))
    return len(shared) >= ENOUGH and len(shared) >= share * shorter


def is_kept_short(one: Statement) -> bool:
    """Tell whether a claim says "he", "she" or "our son" instead of a name."""
    words = [word.lower() for word in tokens(one.text)[:SHORT_REACH]]
    kin = any(
        owner in OWN and not RELATIVES.isdisjoint(map(base, words[place + 1 : place + 3]))
        for place, owner in enumerate(words)
    )
    return kin or not PRONOUNS.isdisjoint(words)
