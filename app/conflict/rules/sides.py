"""How a claim names a side, and whether two are one: by name, else by sort (rebels, the state)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import OWN, SIDES
from app.conflict.language.thesaurus import is_name, is_word
from app.conflict.language.words import base, names, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.conflict import Statement

STATE = "@state"
SORTS = frozenset(SIDES.values())


def named_side(one: Statement, region: Iterable[str]) -> frozenset[str]:
    """Name a side by the words that stand where the holder does: "our" is the party that speaks."""
    found = list(region)
    if not OWN.isdisjoint(found):
        return own_side(one)
    named = {word for word in found if word in names(one.text)}
    sorts = {SIDES[word] for word in found if word in SIDES}
    own = {SIDES[word] for word in map(base, tokens(one.party_name)) if word in SIDES}
    spoken_for = _party_names(one) if sorts & own and not named else frozenset()
    return frozenset(named) | sorts | spoken_for


def own_side(one: Statement) -> frozenset[str]:
    """Name the side of the party that speaks: by its id, its names and its sort."""
    words = [base(word) for word in tokens(one.party_name)]
    return one.parties | _party_names(one) | {SIDES[word] for word in words if word in SIDES}


def _party_names(one: Statement) -> frozenset[str]:
    """Give the words of a party's name that are names: "Farland" of "Farland general staff"."""
    return frozenset(
        base(word)
        for word in tokens(one.party_name)
        if word[0].isupper() and (is_name(word.lower()) or not is_word(base(word)))
    )


def shown(one: Statement, side: frozenset[str]) -> str:
    """Name a side: the party, where it speaks of its own, else the words that the text has for it."""
    if one.parties & side:
        return one.party_name
    words = [word for word in tokens(one.text) if {base(word), SIDES.get(base(word))} & side]
    return " ".join(dict.fromkeys(words))


def is_same_side(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two sides are one: a name in common, or, where not both are named, a sort of side."""
    ones, others = ({word for word in side if not word.startswith("@")} for side in (one, two))
    return bool(ones & others) if ones and others else bool(one & two)


def are_others(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether those who did it are not the same: by their names, or where neither has one by their sort.

    Somebody with a name may well be a rebel; but of the state's own forces one says so.
    """
    ones, others = ({word for word in side if not word.startswith("@")} for side in (one, two))
    if ones and others:
        return ones.isdisjoint(others)
    if ones or others:
        return (one | two) & SORTS == {STATE} and STATE not in (one if ones else two)
    return bool(one) and bool(two) and one.isdisjoint(two)
