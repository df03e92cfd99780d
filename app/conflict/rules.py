"""Rules that tell whether two claims about one situation clash; each a plain function of two claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.conflict.explain import figure, spoken
from app.conflict.lexicon import GENERAL, GROWING, TOLLS
from app.conflict.measure import Measure, measures
from app.conflict.scope import Scope, When, Where
from app.conflict.values import Clash, bounds, clash
from app.conflict.words import content, relations
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.domain.conflict import Statement

RULE_VERSION = "1"

RUNNING = timedelta(days=2)
"""From this gap on, a higher count of another party may simply be a later one."""

SHARED_WORDS = 2
"""Words that two claims share before figures with a unit are taken to be of one thing."""


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


def quantity(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """Compare the figures of two claims; None where they measure nothing in common."""
    if Stance.DENIES in {first.stance, second.stance} and first.stance is not second.stance:
        return None
    found = [
        finding
        for one in measures(first)
        for two in measures(second)
        if (finding := _pair(first, second, one, two, scope))
    ]
    agreeing = next((finding for finding in found if finding.label is Label.AGREE), None)
    if agreeing:
        return agreeing
    return min(
        found, key=lambda finding: (finding.label is not Label.CONFLICT, finding.because), default=None
    )


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
    part = _part(one, two, scope)
    if part and not _exceeds(part[0], part[1]):
        return unrelated("one figure may be a part of the other", "subset", rule="quantity")
    update = _update(one, two, scope)
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
    if one.noun != two.noun or not one.noun:
        return ""
    related = one.relation == two.relation or not one.relation or not two.relation
    grouped = one.group == two.group or GENERAL in {one.group, two.group}
    about_one_thing = _same_subject(first, second)
    obstacles = (
        (one.is_count and not related, "they count different things"),
        (one.is_count and not grouped, "they count different groups"),
        (not one.is_count and not about_one_thing, "they measure different things"),
        (
            one.relation in TOLLS and not _one_happening(first, second, scope),
            "they may be about different happenings",
        ),
        (
            scope.where is Where.UNKNOWN and not about_one_thing,
            "nothing says that they are about the same place",
        ),
    )
    return next((because for holds, because in obstacles if holds), None)


def _same_subject(first: Statement, second: Statement) -> bool:
    return len(content(first.text) & content(second.text)) >= SHARED_WORDS


def _one_happening(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two tolls can be taken for tolls of one happening."""
    if scope.same_event or first.article == second.article != "":
        return True
    return scope.when is When.SAME or _same_subject(first, second)


def _part(one: Measure, two: Measure, scope: Scope) -> tuple[Measure, Measure] | None:
    """Give the part and the whole, where one figure counts within the other's group or place."""
    if one.is_count and one.group != two.group:
        return (two, one) if one.group == GENERAL else (one, two)
    if scope.same_event:
        return None
    if scope.where is Where.FIRST_WITHIN:
        return one, two
    if scope.where is Where.SECOND_WITHIN:
        return two, one
    return None


def _exceeds(part: Measure, whole: Measure) -> bool:
    one, two = bounds(part.quantity), bounds(whole.quantity)
    return bool(one and two and two.below(one))


def _update(one: Measure, two: Measure, scope: Scope) -> str:
    """Say that the later figure is a later count, where it may be one."""
    if scope.gap is None or not scope.gap:
        return ""
    earlier, later = (one, two) if scope.gap > timedelta() else (two, one)
    before, after = bounds(earlier.quantity), bounds(later.quantity)
    risen = bool(
        before and after and (before.below(after) or (before.low or Decimal(0)) < (after.low or Decimal(0)))
    )
    if scope.same_party:
        return "the same party gives a later figure"
    if risen and later.relation in GROWING and abs(scope.gap) > RUNNING:
        return "the count was still rising, and the higher figure is the later one"
    return ""


def _why(one: Measure, two: Measure, relation: Clash) -> str:
    left, right = figure(one.quantity), figure(two.quantity)
    if relation is Clash.EXCLUDED:
        return f"{left} and {right} cannot both be true"
    low, high = (one, two) if _low(one) < _low(two) else (two, one)
    return (
        f"both can be true, but nobody who knew of {spoken(high.quantity)} would say {low.quantity.words}, "
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
