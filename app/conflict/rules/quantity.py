"""The rule for figures: two that measure one thing and exclude each other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from app.conflict.explain import figure, spoken
from app.conflict.language.lexicon import GENERAL, GROWING, POINT_EVENTS, RISING, VAGUE
from app.conflict.language.thesaurus import are_kin
from app.conflict.language.words import bases, content, events, relations
from app.conflict.rules.finding import Finding, Label, unrelated
from app.conflict.rules.same_measure import SHARED_WORDS, obstacle
from app.conflict.scope import Scope, Where
from app.conflict.values import Clash, Measure, bounds, clash, measures
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.domain.claim import TimeRange
    from app.domain.conflict import Statement

RUNNING = timedelta(days=2)
"""From this gap on, a higher count of another party may simply be a later one."""


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


def is_part(first: Statement, second: Statement) -> bool:
    """Tell whether one side counts a group and the other all people, and the group may be among them."""
    counts = product(*(tuple(one for one in measures(claim) if one.is_count) for claim in (first, second)))
    pairs = [(two, one) if one.group == GENERAL else (one, two) for one, two in counts]
    return bool(pairs) and all(
        part.group != GENERAL and whole.group == GENERAL and not _exceeds(part, whole)
        for part, whole in pairs
    )


def _is_single(one: Measure, among: tuple[Measure, ...]) -> bool:
    """Tell whether a claim has one figure of its measure; "from 3 to 4 percent" has two."""
    return sum((other.noun, other.relation) == (one.noun, one.relation) for other in among) == 1


def _pair(first: Statement, second: Statement, one: Measure, two: Measure, scope: Scope) -> Finding | None:
    """Compare one figure with one other."""
    against = obstacle(first, second, one, two, scope)
    if against is not None:
        return unrelated(against, rule="quantity") if against else None
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
