"""Rules for what is so or not so: denials, and states that exclude each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.lexicon import (
    ACCUSATIONS,
    DISMISSALS,
    FURTHER,
    NEGATORS,
    NONCOMMITTAL,
    ONCE,
    ROLES,
    STATES,
    VAGUE,
)
from app.conflict.rules import Finding, Label
from app.conflict.scope import When, Where, is_country
from app.conflict.words import (
    about_places,
    base,
    bases,
    content,
    distinctive,
    names,
    relations,
    tokens,
)
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from datetime import date

    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

MOSTLY = 0.5
"""The share of the shorter claim's words that both must have to say the same thing, but for a "not"."""

NEARLY_ALL = 0.75
"""The same where nothing says that the two are about one place and time."""

ENOUGH = 2
"""Words that both must have besides."""

ONE_TALE = timedelta(days=30)
"""Days further apart than this are hardly two accounts of one happening."""

CHANGING = timedelta(days=2)
"""Beyond this gap a state may have changed between two reports."""

AFTER_NOT = 4
"""Words after a negator that it is taken to bear on."""


def negation(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same situation, one side says what the other says is not so."""
    one, two = polarity(first), polarity(second)
    if one is None or two is None or one == two or not _meet(first, second, scope):
        return None
    if _count_different_things(first, second):
        return None
    denial = first if two else second
    shared = subject(first) & subject(second)
    same_words = _is_mostly(shared, first, second, MOSTLY if _is_placed(scope) else NEARLY_ALL)
    if scope.when is When.FAR and not (same_words and scope.same_party):
        return None
    told = (distinctive(first.text) & distinctive(second.text)) - about_places(
        (*first.places, *second.places)
    )
    same_thing = scope.where is Where.SAME and _dismisses(denial, told)
    if not same_thing and not (same_words and _bears_on(denial, shared)):
        return None
    return Finding(
        label=Label.CONFLICT,
        because=f"{denial.party_name or 'one side'} says that it is not so",
        rule="negation",
        kind=ConflictKind.NEGATION,
        strength=Strength.HARD if same_words else Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="polarity", first=_so(one), second=_so(two)),),
        matched=on_subject(shared, first, second),
    )


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
    if one.stance is Stance.DOUBTS:
        return None
    return one.stance is not Stance.DENIES and DISMISSALS.isdisjoint(words)


def _is_negator(word: str) -> bool:
    return word in NEGATORS or word.endswith(("n't", "n’t"))


def subject(one: Statement) -> frozenset[str]:
    """Give the words that say what a claim is about, whether it affirms or denies it."""
    return content(one.text) - DISMISSALS - ACCUSATIONS - NEGATORS - VAGUE


def _is_placed(scope: Scope) -> bool:
    return scope.where is not Where.UNKNOWN and scope.when is not When.UNKNOWN


def _is_mostly(shared: frozenset[str], first: Statement, second: Statement, share: float = MOSTLY) -> bool:
    shorter = min(len(subject(first)), len(subject(second)))
    return len(shared) >= ENOUGH and len(shared) >= share * shorter


def _bears_on(denial: Statement, shared: frozenset[str]) -> bool:
    """Tell whether what a claim denies, or the words after its "not", are what both speak of."""
    words = bases(denial.text)
    if denial.stance is Stance.DENIES or not DISMISSALS.isdisjoint(words):
        return True
    return any(
        not shared.isdisjoint(content(" ".join(words[place + 1 : place + 1 + AFTER_NOT])))
        for place, word in enumerate(words)
        if _is_negator(word)
    )


def _dismisses(denial: Statement, told: frozenset[str]) -> bool:
    """Tell whether a claim calls an accusation false, or says "no X", where the other speaks of that."""
    words = bases(denial.text)
    called_false = not DISMISSALS.isdisjoint(words) and not ACCUSATIONS.isdisjoint(words)
    after_no = {
        one
        for place, word in enumerate(words)
        if word == "no"
        for one in content(" ".join(words[place + 1 : place + 2]))
    }
    return bool(told) and (called_false or bool(after_no & told))


def _meet(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one place, or at least name something in common."""
    return scope.where is not Where.UNKNOWN or bool(names(first.text) & names(second.text))


def status(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, one side says that somebody is alive, the other that he is dead; and the like."""
    if not (polarity(first) and polarity(second)) or not _meet(first, second, scope):
        return None
    for name, ones, others in STATES:
        sides = (_state(first, ones, others), _state(second, ones, others))
        if None in sides or sides[0] == sides[1] or not same_days(scope):
            continue
        shared = (subject(first) & subject(second)) - ones - others
        named = names(first.text) & names(second.text)
        if not named and not _is_same(name, shared, first, second, scope):
            continue
        words = ones | others
        return Finding(
            label=Label.CONFLICT,
            because="the one state excludes the other",
            rule="status",
            kind=ConflictKind.STATUS,
            strength=Strength.HARD if name == "life" and named else Strength.SOFT,
            flags=revision(scope),
            differs=(Compared(field="state", first=_word_of(first, words), second=_word_of(second, words)),),
            matched=on_subject(shared | named, first, second),
        )
    return None


def _is_same(state: str, shared: frozenset[str], first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims without a common name are about one thing, or one holder of an office.

    Half of their words must be common, or in one town, of few words, one.
    """
    if state == "life":
        return bool(shared & ROLES) and not (names(first.text) and names(second.text))
    shorter = min(len(subject(first)), len(subject(second))) - 1  # but for the state itself
    short = _is_local(first, scope) and bool(shared) and len(shared) >= MOSTLY * shorter
    return short or _is_mostly(shared, first, second)


def _state(one: Statement, ones: frozenset[str], others: frozenset[str]) -> bool | None:
    """Tell which of two states a claim speaks of; None for neither or both."""
    words = set(bases(one.text))
    is_one, is_other = bool(words & ones), bool(words & others)
    return None if is_one == is_other else is_one


def _word_of(one: Statement, among: frozenset[str]) -> str:
    return next((word for word in tokens(one.text) if base(word) in among), "")


def same_days(scope: Scope) -> bool:
    """Tell whether two claims are so close in time that no change lies between them."""
    return scope.when is When.SAME or (scope.gap is not None and abs(scope.gap) <= CHANGING)


def dating(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In reports of the same days from one place, two sides put one happening on different days."""
    one, two = _day(first), _day(second)
    told_together = scope.gap is not None and abs(scope.gap) <= CHANGING
    if one is None or two is None or not told_together or not _is_local(first, scope):
        return None
    words = {*bases(first.text), *bases(second.text)}
    if (
        not (polarity(first) and polarity(second))
        or not FURTHER.isdisjoint(words)
        or abs(one - two) > ONE_TALE
    ):
        return None
    shared = (subject(first) & subject(second)) - about_places((*first.places, *second.places))
    deeds = relations(first.text) & relations(second.text) & ONCE
    if first.quantities or second.quantities or not (deeds or _is_mostly(shared, first, second)):
        return None
    return Finding(
        label=Label.CONFLICT,
        because="one happening cannot be of both days",
        rule="date",
        kind=ConflictKind.DATE,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="day", first=one.isoformat(), second=two.isoformat()),),
        matched=on_subject(shared | deeds, first, second),
    )


def _day(one: Statement) -> date | None:
    """Give the one day that a claim puts its happening on."""
    return one.event.earliest if one.event and one.event.earliest == one.event.latest else None


def _is_local(first: Statement, scope: Scope) -> bool:
    return scope.where is Where.SAME and not all(is_country(place) for place in first.places)


def _so(holds: bool) -> str:  # noqa: FBT001 - one reading of one claim
    return "so" if holds else "not so"


def revision(scope: Scope) -> tuple[str, ...]:
    """Flag a clash in which one party contradicts itself."""
    return ("revision", "reversal") if scope.same_party else ()


def on_subject(shared: frozenset[str], first: Statement, second: Statement) -> tuple[Compared, ...]:
    """Give the words and the place that two claims have in common."""
    words = ", ".join(sorted(shared))
    found = [Compared(field="subject", first=words, second=words)] if words else []
    if first.places and second.places:
        found.append(Compared(field="place", first=first.places[0].name, second=second.places[0].name))
    return tuple(found)
