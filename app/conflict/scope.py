"""Whether two claims are about the same situation: place, time, plan or fact, party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from app.conflict.keywords import are_read_together
from app.conflict.language.lexicon import HEDGES, KINDRED_EVENTS, PLAN_WORDS, STATIVE
from app.conflict.language.words import events, names, parts, terms, tokens
from app.domain.claim import Precision, Stance

if TYPE_CHECKING:
    from datetime import date

    from app.domain.claim import TimeRange
    from app.domain.conflict import Statement
    from app.domain.entity import Entity

WINDOW = timedelta(days=21)
"""How far apart two reports may be published and still be taken to speak of the same days."""

SLACK = {
    Precision.WEEK: timedelta(days=3),
    Precision.MONTH: timedelta(days=0),
    Precision.YEAR: timedelta(days=0),
}
"""How much a time of this precision is widened before it is compared with another."""

SAME_SPELLING = 0.8
"""From this likeness on, two unresolved names are one ("Qala-i-Naw", "Qala-e-Naw")."""

CHANGING = timedelta(days=2)
"""Beyond this gap a state may have changed between two reports."""

ONE_WEEK = timedelta(days=7)
"""Within this gap an answer is taken for one to what was said of the same place."""


class Where(StrEnum):
    """How the places of two claims lie to each other."""

    SAME = "same"
    FIRST_WITHIN = "first within second"
    SECOND_WITHIN = "second within first"
    APART = "apart"
    UNKNOWN = "unknown"


class When(StrEnum):
    """How the times of two claims lie to each other."""

    SAME = "same"  # both say when, and it overlaps
    NEAR = "near"  # not said by both, but reported close enough
    FAR = "far"  # not said by both, and reported far apart
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How the situations of two claims relate; rules decide what they need of it."""

    where: Where
    when: When
    same_party: bool
    gap: timedelta | None  # between the two reports; positive where the second is later
    same_event: bool | None  # None where not both name a happening
    one_story: bool  # the articles that hold them tell one story, and are read together
    same_part: bool  # False where one says "in the north", the other "in the south"


def scope(first: Statement, second: Statement) -> Scope:
    """Compare the situations of two claims."""
    return Scope(
        where=where(first.places, second.places),
        when=when(first, second),
        same_party=bool(first.parties & second.parties),
        gap=_gap(first, second),
        same_event=_same_event(first.text, second.text),
        one_story=are_read_together(first, second),
        same_part=_same_part(first.text, second.text),
    )


def where(first: tuple[Entity, ...], second: tuple[Entity, ...]) -> Where:
    """Compare places: the closest relation that any two of them have.

    Where both name a place of their own before the one that they were said in, these two decide.
    """
    if len(first) > 1 and len(second) > 1 and _where(first[0], second[0]) is Where.APART:
        return Where.APART
    found = {_where(one, two) for one in first for two in second}
    order = (Where.SAME, Where.FIRST_WITHIN, Where.SECOND_WITHIN, Where.UNKNOWN, Where.APART)
    return next((relation for relation in order if relation in found), Where.UNKNOWN)


def _where(first: Entity, second: Entity) -> Where:
    if first.id == second.id or _alike(first.name, second.name):
        return Where.SAME
    if any(place.id == second.id for place in first.within):
        return Where.FIRST_WITHIN
    if any(place.id == first.id for place in second.within):
        return Where.SECOND_WITHIN
    return Where.APART if _is_resolved(first) == _is_resolved(second) else Where.UNKNOWN


def is_country(place: Entity) -> bool:
    """Tell whether a place is known and nothing contains it; too wide to say that two claims meet there."""
    return bool(place.same_as) and not place.within


def _is_resolved(place: Entity) -> bool:
    """Tell whether a gazetteer knows the place, so that "not within" means "elsewhere"."""
    return bool(place.within or place.same_as)


def _alike(first: str, second: str) -> bool:
    one, two = sorted((first.casefold(), second.casefold()))
    return one == two or (one[:1] == two[:1] and SequenceMatcher(None, one, two).ratio() > SAME_SPELLING)


def when(first: Statement, second: Statement) -> When:
    """Compare times: of the happening where both say it, else of the reports within a window."""
    both = bool(first.event and second.event and _is_bounded(first.event) and _is_bounded(second.event))
    one, two = _days(first), _days(second)
    if one is None or two is None:
        return When.UNKNOWN
    if _overlap(one, two):
        return When.SAME if both else When.NEAR
    return When.APART if both else When.FAR


def on_one_day(first: Statement, second: Statement) -> bool:
    """Tell whether both claims say that they speak of one and the same day."""
    one, two = first.event, second.event
    return bool(one and two and one.earliest and one.earliest == one.latest == two.earliest == two.latest)


def _is_bounded(time: TimeRange) -> bool:
    return time.earliest is not None or time.latest is not None


def _reach(time: TimeRange) -> tuple[date | None, date | None]:
    slack = SLACK.get(time.precision, timedelta())
    return (
        time.earliest - slack if time.earliest else None,
        time.latest + slack if time.latest else None,
    )


def _days(one: Statement) -> tuple[date | None, date | None] | None:
    """Give the days that a claim may speak of: those it names, else those before its report."""
    if one.event and _is_bounded(one.event):
        return _reach(one.event)
    day = reported(one)
    return (day - WINDOW, day) if day else None


def reported(one: Statement) -> date | None:
    """Give the day on which a claim was made, as well as it is known."""
    said = one.said.latest or one.said.earliest if one.said else None
    return said or one.published


def _overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    return not (
        (first[1] is not None and second[0] is not None and first[1] < second[0])
        or (second[1] is not None and first[0] is not None and second[1] < first[0])
    )


def _gap(first: Statement, second: Statement) -> timedelta | None:
    one, two = reported(first), reported(second)
    return two - one if one and two else None


def _same_event(first: str, second: str) -> bool | None:
    """Tell whether two texts name one sort of happening; None where not both name any."""
    one, two = events(first), events(second)
    if not one or not two:
        return None
    kindred = any(frozenset((left, right)) in KINDRED_EVENTS for left in one for right in two)
    return bool(one & two) or kindred


def _same_part(first: str, second: str) -> bool:
    one, two = parts(first), parts(second)
    return not one or not two or bool(one & two)


def is_close(scope: Scope) -> bool:
    """Tell whether two claims were made of one place within a few days."""
    return scope.where is Where.SAME and scope.gap is not None and abs(scope.gap) <= ONE_WEEK


def is_placed(scope: Scope) -> bool:
    """Tell whether anything says where and when two claims meet."""
    return scope.where is not Where.UNKNOWN and scope.when is not When.UNKNOWN


def is_local(first: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one place that is smaller than a country."""
    return scope.where is Where.SAME and not all(is_country(place) for place in first.places)


def is_same_day(scope: Scope) -> bool:
    """Tell whether two claims were made on one day or the next."""
    return scope.gap is not None and abs(scope.gap) <= timedelta(days=1)


def same_days(scope: Scope) -> bool:
    """Tell whether two claims are so close in time that no change lies between them."""
    near = scope.gap is not None and abs(scope.gap) <= CHANGING
    return scope.when is When.SAME or (near and scope.when is not When.FAR)


def meet(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one place, or at least name something in common."""
    return scope.where is not Where.UNKNOWN or bool(names(first.text) & names(second.text))


def is_plan(one: Statement) -> bool:
    """Tell whether a claim speaks of what is planned, expected, demanded or asked, not of what is so."""
    return one.stance in {Stance.INTENDS, Stance.ASKS} or _tells_plan(one.text)


@lru_cache(maxsize=20_000)
def _tells_plan(text: str) -> bool:
    words = terms(word for word in tokens(text) if word != "May")
    return any(
        word in PLAN_WORDS and not (word in HEDGES and STATIVE.intersection(words[place + 1 : place + 3]))
        for place, word in enumerate(words)
    )
