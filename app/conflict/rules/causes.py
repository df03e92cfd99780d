"""The rule for what brought a thing about: fog or sabotage, a clot or poison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    BE,
    CAUSE_AFTER,
    CAUSE_BEFORE,
    DELIBERATE,
    EVENTS,
    FIRST_PERSON,
    MECHANISMS,
    VAGUE,
    word_set,
)
from app.conflict.language.thesaurus import is_a
from app.conflict.language.words import about_places, bases, content, kindred
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.scope import is_close
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

SORTS = {
    "illness": "illness",
    "nature": "weather",
    "technical": "device",
    "intent": "weapon",
    "animal": "animal",
}
"""Sorts of cause that the dictionary knows more words of, each with its class there."""

DEATH = word_set("die death dead kill")
OWN = FIRST_PERSON - {"mine"}  # what kills is no pronoun


def cause(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """Of one happening, one side names one thing as what brought it about, the other another."""
    if not is_close(scope) or scope.same_event is False:
        return None
    one, two = _cause(first), _cause(second)
    if one is None or two is None or kindred(one, two):
        return None
    ones, others = _mechanisms(one), _mechanisms(two)
    if ones & others or not (ones or others) or _has_person(one) or _has_person(two):
        return None
    shared = _effect(first, one, two) & _effect(second, two, one)
    if not shared and not scope.same_event and not (_is_death(first, ones) and _is_death(second, others)):
        return None
    return Finding(
        label=Label.CONFLICT,
        because="the two name different causes of it",
        rule="cause",
        kind=ConflictKind.CAUSE,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="cause", first=" ".join(sorted(one)), second=" ".join(sorted(two))),),
        matched=on_subject(shared, first, second),
    )


def _cause(one: Statement) -> frozenset[str] | None:
    """Give the words for what brought something about, None where a claim names no cause.

    They stand before "caused", "started" or "brought down", and after "due to", "because of" or "by"; else
    the claim names a deed that is a cause by itself: "the fire was arson".
    """
    words = bases(one.text)
    placed = about_places(one.places)
    for place, word in enumerate(words):
        following = words[place + 1 : place + 4]
        if word in CAUSE_BEFORE or (word == "set" and "fire" in words[place:]):
            is_passive = word != "set" and not BE.isdisjoint(words[max(0, place - 2) : place])
            found = words[place + 1 :] if "by" in following else () if is_passive else words[:place]
        elif word in CAUSE_AFTER and following[:1] and following[0] in CAUSE_AFTER[word]:
            found = words[place + 1 :]
        else:
            continue
        named = content(" ".join(_affirmed(found))) - placed - OWN - VAGUE
        if named:
            return named
    return (DELIBERATE & set(words)) or None


def _affirmed(words: Sequence[str]) -> list[str]:
    """Leave out what follows a "not": "overcrowded cages, not algae"."""
    kept: list[str] = []
    skipping = False
    for word in words:
        skipping = (skipping or word == "not") and word != ","
        if not skipping:
            kept.append(word)
    return kept


def _mechanisms(words: Sequence[str] | frozenset[str]) -> frozenset[str]:
    told = {MECHANISMS[word] for word in words if word in MECHANISMS}
    return frozenset(told | {sort for word in words for sort, kind in SORTS.items() if is_a(kind, word)})


def _has_person(words: frozenset[str]) -> bool:
    """Tell whether a cause names people: who did it is a rule of its own."""
    return any(is_a("person", word) and word not in MECHANISMS for word in words)


def _effect(one: Statement, own: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Give what a claim says came about, by sort of happening or by its words."""
    told = content(one.text) - own - other - about_places(one.places) - VAGUE
    return frozenset(EVENTS.get(word, word) for word in told if word not in MECHANISMS)


def _is_death(one: Statement, mechanisms: frozenset[str]) -> bool:
    return "intent" in mechanisms or not DEATH.isdisjoint(bases(one.text))
