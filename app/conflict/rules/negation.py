"""The rule for denials: one side says what the other says is not so."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    ACCUSATIONS,
    BEFORE_LIES,
    DISMISSALS,
    GENERAL,
    INQUIRIES,
    LIARS,
    NEGATORS,
    NONCOMMITTAL,
    OPENED,
    RELATION,
    SAYING,
    VAGUE,
)
from app.conflict.language.words import bases, content, kindred, tokens
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.rules.opposites import opposites
from app.conflict.rules.subject import ENOUGH, MOSTLY, NEARLY_ALL, alike, is_mostly, subject
from app.conflict.scope import When, Where, is_close, is_placed, meet
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

REACH = 6
"""Words after a negator among which the denied is looked for."""

NOUNS = frozenset({"lie", "fake"})
"""Words that call something untrue as nouns only: a town lies on a river, and somebody fakes a test."""

MODALS = frozenset({"may", "might", "could"})
FEW_BEFORE = 3
"""Words before one that calls something untrue, among which "may" makes it a mere fear."""

CLAUSE_ENDS = re.compile(r"[,;:.!?]\s|\s-+\s|[–—―]")
FAR_NOT = 10
"""Words between "true", or a state, and the "not" that bears on it."""

MOST_BESIDES = 4
"""Words besides in a claim that does nothing but call false what was said."""

AFTER_NOT = 4
"""Words after a negator that it is taken to bear on."""


def negation(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same situation, one side says what the other says is not so."""
    one, two = polarity(first), polarity(second)
    if one is None or two is None or one == two or not meet(first, second, scope):
        return None
    if _count_different_things(first, second):
        return None
    denial, other = (first, second) if two else (second, first)
    if denies_opposite(denial, other):
        return None
    shared = subject(first) & subject(second)
    same_words = is_mostly(shared, first, second, MOSTLY if is_placed(scope) else NEARLY_ALL)
    if scope.when is When.FAR and not scope.same_party:
        return None
    close = is_close(scope)
    telling = alike(first, second)
    same_thing = scope.where is Where.SAME and _dismisses(denial, telling)
    same_deed = (close or scope.same_party) and _negates(denial, other)
    waved_off = close and _waves_off(denial)
    recants = scope.same_party and bool(telling) and _bears_on(denial, telling)
    if not (same_thing or same_deed or waved_off or recants or (same_words and _bears_on(denial, shared))):
        return None
    return Finding(
        label=Label.CONFLICT,
        because=f"{denial.party_name or 'one side'} says that it is not so",
        rule="negation",
        kind=ConflictKind.NEGATION,
        strength=Strength.HARD if same_words else Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="polarity", first=_so(one), second=_so(two)),),
        matched=on_subject(shared | telling, first, second),
    )


def denies_opposite(denial: Statement, other: Statement) -> bool:
    """Tell whether a "not" bears on the opposite of what the other side says: "no school stayed shut"."""
    words = bases(denial.text)
    negated = {
        word
        for place, negator in enumerate(words)
        if _is_negator(negator)
        for word in words[place + 1 : place + 1 + FAR_NOT]
    }
    return any(not pair.words.isdisjoint(negated) for pair in opposites(denial, other))


def _so(holds: bool) -> str:  # noqa: FBT001 - one reading of one claim
    return "so" if holds else "not so"


def _told(one: Statement) -> frozenset[str]:
    """Give what a claim is about; that it is about people tells nothing."""
    return subject(one) - {GENERAL}


def _negates(denial: Statement, other: Statement) -> bool:
    """Tell whether the first word of weight after a "not" is what the other side speaks of, and one more.

    "We did not shoot at the hospital" denies that snipers fired on it, "nobody was hurt by the leak" does not
    deny that somebody hid the leak.
    """
    words = bases(denial.text)
    said = {
        RELATION.get(word, word) for word in (*bases(other.text), *subject(other), *content(other.party_name))
    }
    for place, word in enumerate(words):
        if not _is_negator(word):
            continue
        head = next(filter(None, map(_weight, words[place + 1 : place + 1 + REACH])), "")
        if head and kindred({head}, said):
            rest = kindred(_told(denial) - {head}, said)
            return bool(rest) or words[place + 1 : place + 2] == ("such",) or len(_told(denial)) <= ENOUGH
    return False


def _weight(word: str) -> str:
    """Give what a word says of a deed or a thing, "" where it says nothing."""
    if word in RELATION:
        return RELATION[word]
    return next(iter(content(word) - VAGUE - {GENERAL}), "")


def _waves_off(denial: Statement) -> bool:
    """Tell whether a claim does nothing but call false what was said: "the allegations are pure fantasy".

    "The claim that we are leaving is a lie" says itself what it denies, and that may be something else.
    """
    words = bases(denial.text)
    called_false = calls_false(denial.text) or "without" in words
    said = {after for word, after in pairwise((*words, "")) if word in ACCUSATIONS}
    if "what" in words and not SAYING.isdisjoint(words):
        said = {"what"}
    names_it = not said.isdisjoint({"that", "of", "about", "by"})
    return called_false and bool(said) and not names_it and len(subject(denial) - SAYING) <= MOST_BESIDES


def _count_different_things(first: Statement, second: Statement) -> bool:
    """Tell whether both give figures, and of nothing in common: ten houses, and no three people."""
    ones, others = (
        frozenset(word for figure in one.quantities if figure.counted for word in content(figure.counted))
        for one in (first, second)
    )
    return bool(ones and others) and ones.isdisjoint(others)


def polarity(one: Statement) -> bool | None:
    """Tell whether a claim says that something is so; None where it leaves that open."""
    words = bases(one.text)
    for place, word in enumerate(words):
        if _is_negator(word):
            following = words[place + 1 : place + 1 + AFTER_NOT]
            return None if not NONCOMMITTAL.isdisjoint(following) else False
    if one.stance is Stance.DOUBTS or not {"investigate", "examine"}.isdisjoint(words):
        return None
    if not INQUIRIES.isdisjoint(words) and not OPENED.isdisjoint(words):
        return None
    return one.stance is not Stance.DENIES and not calls_false(one.text)


@lru_cache(maxsize=20_000)
def calls_false(text: str) -> bool:
    """Tell whether a claim calls something untrue; that a town lies on a river does not.

    >>> [calls_false(text) for text in ("it is a lie", "he lied", "the town lies there", "he may lie")]
    [True, True, False, False]
    >>> [calls_false(text) for text in ("not a word of it is true", "he did not pay, as is true of many")]
    [True, False]
    """
    words = bases(text)
    if _is_untrue(text) or ("make", "up") in pairwise(words):
        return True
    if any(word in DISMISSALS - NOUNS and not _is_feared(words[:place]) for place, word in enumerate(words)):
        return True
    if not LIARS.isdisjoint(map(str.lower, tokens(text))):
        return True
    return any(word in NOUNS and before in BEFORE_LIES for before, word in pairwise(("", *words)))


def _is_feared(before: tuple[str, ...]) -> bool:
    """Tell whether what follows is no more than possible: "he may throw misinformation out there"."""
    return not MODALS.isdisjoint(before[-FEW_BEFORE:])


def _is_untrue(text: str) -> bool:
    """Tell whether a "not" bears on "true": "not a word of it is true", "there is no truth in that"."""
    return any(
        word in {"true", "truth"} and any(map(_is_negator, words[max(0, place - FAR_NOT) : place]))
        for words in map(bases, CLAUSE_ENDS.split(text))
        for place, word in enumerate(words)
    )


def _is_negator(word: str) -> bool:
    return word in NEGATORS or word.endswith(("n't", "n’t"))


def _bears_on(denial: Statement, shared: frozenset[str]) -> bool:
    """Tell whether what a claim denies, or the words after its "not", are what both speak of."""
    words = bases(denial.text)
    if denial.stance is Stance.DENIES or calls_false(denial.text):
        return True
    return any(
        not shared.isdisjoint(content(" ".join(words[place + 1 : place + 1 + AFTER_NOT])))
        for place, word in enumerate(words)
        if _is_negator(word)
    )


def _dismisses(denial: Statement, told: frozenset[str]) -> bool:
    """Tell whether a claim calls an accusation false, or says "no X", where the other speaks of that."""
    words = bases(denial.text)
    called_false = calls_false(denial.text) and not ACCUSATIONS.isdisjoint(words)
    after_no = {
        one
        for place, word in enumerate(words)
        if word == "no"
        for one in content(" ".join(words[place + 1 : place + 2]))
    }
    return bool(told) and (called_false or bool(after_no & told))
