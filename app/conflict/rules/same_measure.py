"""Whether two figures measure one thing, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    FIRST_PERSON,
    GENERAL,
    KINDRED_RELATIONS,
    MANY,
    NARROWING,
    PHYSICAL,
    RELATION,
    SHARED_BY_SIDES,
    TOLLS,
    UNITS,
    VAGUE,
)
from app.conflict.language.thesaurus import are_kin
from app.conflict.language.words import GROUPS, about_places, bases, content, kindred, names
from app.conflict.scope import Scope, When, Where, is_local, is_same_day, on_one_day

if TYPE_CHECKING:
    from app.conflict.values import Measure
    from app.domain.conflict import Statement

ONE_STORY = timedelta(days=7)
"""Within this gap two tolls at one place, of one sort of happening, are taken for one story."""

SHARED_WORDS = 2
"""Words that two claims share before they are taken to be of one thing without other grounds."""

CROWD = "attend"
"""The relation that goes without saying where people are counted in the street."""

PRICE = "cost"
"""The relation of prices: everything has one, so it takes a word to say whose."""


def obstacle(first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope) -> str | None:
    """Say why two figures are not of one measure: "" where they have nothing in common, None if they are."""
    if one.is_count != two.is_count:
        return ""
    if one.is_count and not (one.noun and two.noun):
        one, two = _named_by_text(first, one, two), _named_by_text(second, two, one)
    if not one.noun or not two.noun:
        return ""
    if one.noun != two.noun and not (one.is_count and are_kin(one.noun, two.noun)):
        return ""
    related = _are_related(one, two)
    grouped = are_kin(one.group, two.group) or GENERAL in {one.group, two.group}
    placed = about_places((*first.places, *second.places))
    figures = content(f"{one.quantity.words} {two.quantity.words}") if not one.is_count else frozenset()
    shared = len(
        kindred(_telling(first.text, one) - placed - figures, _telling(second.text, two) - placed - figures)
    )
    same_relation = bool(one.relation) and one.relation == two.relation
    needed = _needed(first, one, scope)
    obstacles = (
        (not related, "they count different things"),
        (_is_each_of_its_own(first, second, one), "each speaks of its own"),
        (
            not NARROWING.isdisjoint({*bases(first.text)} ^ {*bases(second.text)}),
            "they measure different things",
        ),
        (one.is_count and not grouped, "they count different groups"),
        (not one.is_count and not same_relation and shared < needed, "they measure different things"),
        (
            one.relation == two.relation == PRICE
            and _telling(first.text, one).isdisjoint(_telling(second.text, two)),
            "they are prices of different things",
        ),
        (
            one.is_count and not same_relation and not shared and not _is_bare(one, two, first, scope),
            "they count different things",
        ),
        (
            one.relation in TOLLS
            and not scope.same_party
            and not _one_happening(first, second, one, scope, shared),
            "they may be about different happenings",
        ),
        (
            (not one.is_count or scope.where is Where.UNKNOWN) and _name_others(first, second),
            "they name different parties",
        ),
        (
            not one.is_count and scope.when is When.UNKNOWN,
            "nothing says that they are about the same time",
        ),
        (
            scope.where is Where.UNKNOWN
            and not names(first.text) & names(second.text)
            and not (scope.same_event and shared >= SHARED_WORDS),
            "nothing says that they are about the same place",
        ),
        (scope.when is When.FAR, "they were reported too far apart to be about the same days"),
    )
    return next((because for holds, because in obstacles if holds), None)


def _are_related(one: Measure, two: Measure) -> bool:
    """Tell whether the same happens to what two figures measure, as far as they say."""
    if one.relation == two.relation or frozenset((one.relation, two.relation)) in KINDRED_RELATIONS:
        return True
    return not (one.relation and two.relation)


def _named_by_text(claim: Statement, one: Measure, other: Measure) -> Measure:
    """Give a bare figure the other's noun where its claim has the word: "ticket sales passed 14 million"."""
    if one.noun or other.noun not in content(claim.text):
        return one
    return replace(one, noun=other.noun, group=other.group)


def _needed(first: Statement, one: Measure, scope: Scope) -> int:
    """Give how many words two measurements share before they are taken to be of one thing."""
    if not _is_close(first, scope):
        return SHARED_WORDS
    return 0 if one.noun in PHYSICAL and _is_here_and_now(first, scope) else 1


def _is_bare(one: Measure, two: Measure, first: Statement, scope: Scope) -> bool:
    """Tell whether two counts of one day in one town, of which nothing else is told, are of one measure."""
    return {one.relation, two.relation} <= {"", CROWD} and _is_here_and_now(first, scope)


def _is_close(first: Statement, scope: Scope) -> bool:
    """Tell whether two claims were made of one place within a week, of a country within a day."""
    if scope.where is not Where.SAME or scope.gap is None:
        return False
    return abs(scope.gap) <= (ONE_STORY if is_local(first, scope) else timedelta(days=1))


def _is_each_of_its_own(first: Statement, second: Statement, one: Measure) -> bool:
    """Tell whether two parties each count what is theirs: "our party has 74,000 members"."""
    if first.parties & second.parties or one.relation in SHARED_BY_SIDES:
        return False
    return not FIRST_PERSON.isdisjoint(bases(first.text)) and not FIRST_PERSON.isdisjoint(bases(second.text))


def _telling(text: str, one: Measure) -> frozenset[str]:
    """Give the words of a claim that tell what its figure is about, but for what the figure itself says."""
    return frozenset(
        word
        for word in content(text) - VAGUE - GROUPS - UNITS.keys() - {one.noun}
        if RELATION.get(word) != one.relation or not one.relation
    )


def _name_others(first: Statement, second: Statement) -> bool:
    """Tell whether each side names somebody or something that the other does not."""
    one, two = names(first.text), names(second.text)
    return bool(one - two) and bool(two - one)


def _one_happening(first: Statement, second: Statement, one: Measure, scope: Scope, shared: int) -> bool:
    """Tell whether two tolls can be taken for tolls of one happening."""
    if shared >= SHARED_WORDS or (is_local(first, scope) and on_one_day(first, second)):
        return True
    if scope.one_story and shared and scope.when in {When.SAME, When.NEAR}:
        return True
    near_place = scope.where in {Where.SAME, Where.FIRST_WITHIN, Where.SECOND_WITHIN}
    near_time = scope.when is When.SAME or (scope.gap is not None and abs(scope.gap) <= ONE_STORY)
    if scope.same_event:
        return near_place and near_time
    is_bare = min(len(_telling(first.text, one)), len(_telling(second.text, one))) <= 1
    return (near_time and is_local(first, scope) and (bool(shared) or one.relation not in MANY)) or (
        is_bare and _is_here_and_now(first, scope)
    )


def _is_here_and_now(first: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one town and were made on one day or the next."""
    return is_local(first, scope) and is_same_day(scope)
