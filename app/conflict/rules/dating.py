"""The rule for days: one happening cannot be of both."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import FURTHER, ONCE, RELATION
from app.conflict.language.thesaurus import are_kin
from app.conflict.language.words import bases
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.rules.negation import polarity
from app.conflict.rules.subject import alike, is_kept_short, is_mostly
from app.conflict.scope import CHANGING, is_local
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.claim import TimeRange
    from app.domain.conflict import Statement

ONE_TALE = timedelta(days=30)
"""Days further apart than this are hardly two accounts of one happening."""


def dating(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In reports of the same days from one place, two sides put one happening on different days."""
    one, two = first.event, second.event
    told_together = scope.gap is not None and abs(scope.gap) <= CHANGING
    if not (one and two and told_together and is_local(first, scope)):
        return None
    words = {*bases(first.text), *bases(second.text)}
    if (
        not (polarity(first) and polarity(second))
        or not FURTHER.isdisjoint(words)
        or _apart(one, two) > ONE_TALE
    ):
        return None
    shared = alike(first, second)
    same = is_mostly(shared, first, second) or (shared and (is_kept_short(first) or is_kept_short(second)))
    deeds = _deeds_once(first, second)
    if first.quantities or second.quantities or not (deeds or same):
        return None
    return Finding(
        label=Label.CONFLICT,
        because="one happening cannot be of both days",
        rule="date",
        kind=ConflictKind.DATE,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="day", first=one.words, second=two.words),),
        matched=on_subject(shared | deeds, first, second),
    )


def _deeds_once(first: Statement, second: Statement) -> frozenset[str]:
    """Give the deeds that both tell of and that befall one person once: arrested, seized, picked up."""
    others = bases(second.text)
    return frozenset(
        word
        for word in bases(first.text)
        if RELATION.get(word) in ONCE
        and any(RELATION.get(other) == RELATION[word] or are_kin(word, other) for other in others)
    )


def _apart(one: TimeRange, two: TimeRange) -> timedelta:
    """Give how far two times that do not overlap lie apart; beyond all measure, where an end is open."""
    gaps = [
        later.earliest - earlier.latest
        for earlier, later in ((one, two), (two, one))
        if earlier.latest and later.earliest and later.earliest > earlier.latest
    ]
    return min(gaps, default=timedelta.max)
