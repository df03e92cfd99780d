"""Rules that tell whether two claims about one situation clash; each a plain function of two claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.conflict.explain import figure, spoken
from app.conflict.lexicon import (
    FIRST_PERSON,
    GENERAL,
    GROWING,
    KINDRED_RELATIONS,
    MANY,
    NARROWING,
    PHYSICAL,
    POINT_EVENTS,
    RELATION,
    RISING,
    SHARED_BY_SIDES,
    TOLLS,
    UNITS,
    VAGUE,
)
from app.conflict.scope import Scope, When, Where, is_country, on_one_day
from app.conflict.thesaurus import are_kin
from app.conflict.values import Clash, Measure, bounds, clash, measures
from app.conflict.words import GROUPS, about_places, bases, content, events, kindred, names, relations
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.domain.claim import TimeRange
    from app.domain.conflict import Statement

RULE_VERSION = "4"

ONE_STORY = timedelta(days=7)
"""Within this gap two tolls at one place, of one sort of happening, are taken for one story."""

RUNNING = timedelta(days=2)
"""From this gap on, a higher count of another party may simply be a later one."""

SHARED_WORDS = 2
"""Words that two claims share before they are taken to be of one thing without other grounds."""


CROWD = "attend"
"""The relation that goes without saying where people are counted in the street."""

PRICE = "cost"
"""The relation of prices: everything has one, so it takes a word to say whose."""


class Label(StrEnum):
    """What two claims are to each other."""

    CONFLICT = "conflict"
    AGREE = "agree"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule found: the relation, and in `because` the clause that explains it."""

    label: Label
    because: str
    rule: str
    kind: ConflictKind | None = None
    strength: Strength | None = None
    flags: tuple[str, ...] = ()
    differs: tuple[Compared, ...] = ()
    matched: tuple[Compared, ...] = ()


def unrelated(because: str, *flags: str, rule: str = "scope") -> Finding:
    """Say why two claims are not to be held against each other."""
    return Finding(label=Label.UNRELATED, because=because, rule=rule, flags=flags)


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


def quantity(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """Compare the figures of two claims; None where they measure nothing in common."""
    if Stance.DENIES in {first.stance, second.stance} and first.stance is not second.stance:
        return None
    ours, theirs = measures(first), measures(second)
    found = [
        finding
        for one in ours
        for two in theirs
        if (finding := _pair(first, second, one, two, scope))
        and (finding.label is not Label.CONFLICT or (_is_single(one, ours) and _is_single(two, theirs)))
    ]
    order = (Label.AGREE, Label.CONFLICT, Label.UNRELATED)
    return min(found, key=lambda finding: (order.index(finding.label), finding.because), default=None)


def _is_single(one: Measure, among: tuple[Measure, ...]) -> bool:
    """Tell whether a claim has one figure of its measure; "from 3 to 4 percent" has two."""
    return sum((other.noun, other.relation) == (one.noun, one.relation) for other in among) == 1


def _pair(first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope) -> Finding | None:
    """Compare one figure with one other."""
    obstacle = _obstacle(first, second, one, two, scope)
    if obstacle is not None:
        return unrelated(obstacle, rule="quantity") if obstacle else None
    relation = clash(one.quantity, two.quantity)
    if relation is None:
        return None
    if relation in {Clash.SAME, Clash.COMPATIBLE}:
        return Finding(
            label=Label.AGREE,
            because=f"{figure(one.quantity)} and {figure(two.quantity)} do not exclude each other",
            rule="quantity",
            matched=_matched(first, second, one, two, scope),
        )
    part = _part(one, two, first, second, scope)
    if part and not _exceeds(part[0], part[1]):
        return unrelated("one figure may be a part of the other", "subset", rule="quantity")
    update = _update(first, second, one, two, scope)
    if update:
        return unrelated(update, "update", *(("revision",) if scope.same_party else ()), rule="quantity")
    return Finding(
        label=Label.CONFLICT,
        because=_why(one, two, relation),
        rule="quantity",
        kind=ConflictKind.QUANTITY,
        strength=Strength.HARD if relation is Clash.EXCLUDED else Strength.SOFT,
        differs=(Compared(field="value", first=one.quantity.words, second=two.quantity.words),),
        matched=_matched(first, second, one, two, scope),
        flags=("revision",) if scope.same_party else (),
    )


def _obstacle(first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope) -> str | None:
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
    return abs(scope.gap) <= (ONE_STORY if _is_local(first, scope) else timedelta(days=1))


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
    if shared >= SHARED_WORDS or (_is_local(first, scope) and on_one_day(first, second)):
        return True
    if scope.one_story and shared and scope.when in {When.SAME, When.NEAR}:
        return True
    near_place = scope.where in {Where.SAME, Where.FIRST_WITHIN, Where.SECOND_WITHIN}
    near_time = scope.when is When.SAME or (scope.gap is not None and abs(scope.gap) <= ONE_STORY)
    if scope.same_event:
        return near_place and near_time
    is_bare = min(len(_telling(first.text, one)), len(_telling(second.text, one))) <= 1
    return (near_time and _is_local(first, scope) and (bool(shared) or one.relation not in MANY)) or (
        is_bare and _is_here_and_now(first, scope)
    )


def _is_local(first: Statement, scope: Scope) -> bool:
    return scope.where is Where.SAME and not all(is_country(place) for place in first.places)


def _is_here_and_now(first: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one town and were made on one day or the next."""
    return _is_local(first, scope) and scope.gap is not None and abs(scope.gap) <= timedelta(days=1)


def _part(
    one: Measure, two: Measure, first: Statement, second: Statement, scope: Scope
) -> tuple[Measure, Measure] | None:
    """Give the part and the whole, where one figure counts within the other's group, days or place."""
    if one.is_count and not are_kin(one.group, two.group):
        return (two, one) if one.group == GENERAL else (one, two)
    named = events(first.text) | events(second.text)
    if scope.same_event and named <= POINT_EVENTS:
        return None
    during = _during(first.event, second.event)
    if during and one.is_count:
        return (one, two) if during is first.event else (two, one)
    sides = {Where.FIRST_WITHIN: (one, two), Where.SECOND_WITHIN: (two, one)}
    return sides.get(scope.where)


def _during(one: TimeRange | None, two: TimeRange | None) -> TimeRange | None:
    """Give the time that is a part of the other: Monday, of Monday to Thursday."""
    if not one or not two or not (one.earliest and one.latest and two.earliest and two.latest):
        return None
    if (one.earliest, one.latest) == (two.earliest, two.latest):
        return None
    if two.earliest <= one.earliest and one.latest <= two.latest:
        return one
    return two if one.earliest <= two.earliest and two.latest <= one.latest else None


def _exceeds(part: Measure, whole: Measure) -> bool:
    one, two = bounds(part.quantity), bounds(whole.quantity)
    return bool(one and two and two.below(one))


def _update(first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope) -> str:
    """Say that the later figure is a later count, where it may be one."""
    if not scope.gap:
        return ""
    first_is_earlier = scope.gap > timedelta()
    earlier, later = (one, two) if first_is_earlier else (two, one)
    risen = _low(earlier) < _low(later)
    runs_on = one.is_count and not RISING.isdisjoint(bases((second if first_is_earlier else first).text))
    grows = one.relation in GROWING or two.relation in GROWING
    if scope.same_party:
        return (
            "the same party gives a later figure" if grows or runs_on or not _settled(first, second) else ""
        )
    if risen and (runs_on or (grows and abs(scope.gap) > RUNNING)):
        return "the count was still rising, and the higher figure is the later one"
    return ""


def _settled(first: Statement, second: Statement) -> bool:
    """Tell whether two claims of one party are about the same past fact, of which there is one figure."""
    return len((content(first.text) & content(second.text)) - VAGUE) >= SHARED_WORDS


def _why(one: Measure, two: Measure, relation: Clash) -> str:
    left, right = figure(one.quantity), figure(two.quantity)
    if relation is Clash.EXCLUDED:
        return f"{left} and {right} cannot both be true"
    low, high = (one, two) if _low(one) < _low(two) else (two, one)
    return (
        f"both can be true, but nobody who knew of {spoken(high.quantity)} would say {figure(low.quantity)}, "
        "so the two do not rest on the same count"
    )


def _low(one: Measure) -> Decimal:
    found = bounds(one.quantity)
    return (found.low if found else None) or Decimal(0)


def _matched(
    first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope
) -> tuple[Compared, ...]:
    found = [
        Compared(
            field="measure",
            first=one.quantity.counted or one.quantity.unit or one.noun,
            second=two.quantity.counted or two.quantity.unit or two.noun,
        )
    ]
    shared = sorted(relations(first.text) & relations(second.text))
    if one.relation and one.relation == two.relation and shared:
        found.append(Compared(field="relation", first=one.relation, second=two.relation))
    if scope.where is not Where.UNKNOWN:
        found.append(Compared(field="place", first=first.places[0].name, second=second.places[0].name))
    return tuple(found)
