"""The rule for states that exclude each other: alive and dead, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import ROLES
from app.conflict.language.words import base, names, tokens
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.rules.negation import polarity
from app.conflict.rules.opposites import opposites
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
    if not same_days(scope):
        return None
    for pair in opposites(first, second):
        shared = alike(first, second) - pair.words
        named = names(first.text) & names(second.text)
        if not named and not _is_same(pair.name, shared, first, second, scope):
            continue
        return Finding(
            label=Label.CONFLICT,
            because="the one state excludes the other",
            rule="status",
            kind=ConflictKind.STATUS,
            strength=Strength.HARD if pair.name == "life" and named else Strength.SOFT,
            flags=revision(scope),
            differs=(
                Compared(
                    field="state", first=_word_of(first, pair.words), second=_word_of(second, pair.words)
                ),
            ),
            matched=on_subject(shared | named, first, second),
        )
    return None


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


def _word_of(one: Statement, among: frozenset[str]) -> str:
    return next((word for word in tokens(one.text) if base(word) in among), "")
