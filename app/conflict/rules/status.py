"""The rule for states that exclude each other: alive and dead, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import ROLES, STATES, UNOPPOSED
from app.conflict.language.thesaurus import are_opposed
from app.conflict.language.words import base, bases, content, names, tokens
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.rules.negation import polarity
from app.conflict.rules.subject import alike, is_kept_short, is_mostly
from app.conflict.scope import is_local, is_same_day, meet, same_days
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

PERSONAL = frozenset({"life", "health", "custody", "verdict"})
"""States of people."""


def status(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, one side says that somebody is alive, the other that he is dead; and the like."""
    if not (polarity(first) and polarity(second)) or not meet(first, second, scope):
        return None
    for name, ones, others in (*STATES, *_opposites(first, second)):
        sides = (_state(first, ones, others), _state(second, ones, others))
        if None in sides or sides[0] == sides[1] or not same_days(scope):
            continue
        shared = alike(first, second) - ones - others
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


def _opposites(first: Statement, second: Statement) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Give the pairs of words of two claims that exclude each other by the dictionary."""
    ones, others = content(first.text) - UNOPPOSED, content(second.text) - UNOPPOSED
    return [
        ("opposites", frozenset({one}), frozenset({other}))
        for one in sorted(ones - others)
        for other in sorted(others - ones)
        if are_opposed(one, other)
    ]


def _is_same(state: str, shared: frozenset[str], first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims without a common name are about one thing, or one holder of an office.

    Somebody of whom one side says "he" or "our son" is the one the other side speaks of, where both spoke of
    one town on one day; else a word must be common there, and elsewhere half of the words.
    """
    one, two = names(first.text), names(second.text)
    local = is_local(first, scope)
    if state in PERSONAL:
        if (one and two) or (shared & ROLES):
            return bool(shared & ROLES) and not (one and two)
        return local and is_same_day(scope) and (is_kept_short(first) or is_kept_short(second))
    return (local and bool(shared)) or is_mostly(shared, first, second)


def _state(one: Statement, ones: frozenset[str], others: frozenset[str]) -> bool | None:
    """Tell which of two states a claim speaks of; None for neither or both."""
    words = set(bases(one.text))
    is_one, is_other = bool(words & ones), bool(words & others)
    return None if is_one == is_other else is_one


def _word_of(one: Statement, among: frozenset[str]) -> str:
    return next((word for word in tokens(one.text) if base(word) in among), "")
