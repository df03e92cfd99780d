"""Figures: what they measure, as bounds, and what two bounds of one measure say about each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import CROWDS, DEAD, GENERAL, OF_PEOPLE, PEOPLE, RELATION, UNITS
from app.conflict.language.thesaurus import is_a
from app.conflict.language.words import base, concept, head, relation_of
from app.domain.claim import Comparator

if TYPE_CHECKING:
    from app.domain.claim import Quantity
    from app.domain.conflict import Statement

ABOUT = Decimal("0.1")
"""How far from the printed figure "about" reaches, as a share of it."""

ROUNDED = Decimal("0.03")
"""How far a figure that looks rounded may be from the exact one, as a share of it."""

CONVERTED = Decimal("0.02")
"""How far two figures in different units of one dimension may be apart."""

PRAGMATIC = Decimal("1.8")
"""From which ratio on nobody who knew the higher figure would name the lower as "more than"."""

PERCENT = re.compile(r"%|per ?cent|point", re.IGNORECASE)

LARGE = 1000


class Clash(StrEnum):
    """What two figures of the same measure come to."""

    EXCLUDED = "excluded"  # no number is within both
    PRAGMATIC = "pragmatic"  # both can be true, but nobody informed would say both
    SAME = "same"
    COMPATIBLE = "compatible"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that a figure allows; an end that is None is open."""

    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True

    def below(self, other: Bounds) -> bool:
        """Tell whether every number here is smaller than every number there."""
        if self.high is None or other.low is None:
            return False
        touching = self.high_included and other.low_included
        return self.high < other.low or (self.high == other.low and not touching)


def bounds(quantity: Quantity) -> Bounds | None:
    """Give the numbers that a quantity allows, or None where it has no figure at all."""
    value = quantity.value
    low = quantity.minimum if quantity.minimum is not None else value
    high = quantity.maximum if quantity.maximum is not None else value
    if low is None or high is None:
        return _open(quantity)
    about_low, about_high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    spread = Decimal(0)
    if low == high:
        spread = abs(low) * ABOUT if _is_fraction(quantity) else rounding(quantity)
    by_comparator = {
        Comparator.MORE_THAN: Bounds(low, None, low_included=False),
        Comparator.AT_LEAST: Bounds(low, None),
        Comparator.FEWER_THAN: Bounds(None, high, high_included=False),
        Comparator.AT_MOST: Bounds(None, high),
        Comparator.ABOUT: Bounds(about_low, about_high),
        Comparator.NEARLY: Bounds(about_low, high),
    }
    return by_comparator.get(quantity.comparator, Bounds(low - spread, high + spread))


def _open(quantity: Quantity) -> Bounds | None:
    """Bound a figure of which only one end is known ("dozens": 24 and more)."""
    if quantity.minimum is None and quantity.maximum is None:
        return None
    return Bounds(
        quantity.minimum,
        quantity.maximum,
        low_included=quantity.minimum_included,
        high_included=quantity.maximum_included,
    )


def _is_fraction(quantity: Quantity) -> bool:
    """Tell whether a share is told as a fraction, which is seldom exact: "six in ten", "half"."""
    return quantity.unit == "%" and not PERCENT.search(quantity.words)


def rounding(quantity: Quantity) -> Decimal:
    """Give how far off an exact-looking figure may be: half of its last printed digit, if it is rounded.

    "2 million" and "1,200" look rounded, "1,213" and "12" do not.
    """
    value = abs(quantity.value or Decimal(0))
    if value == value.to_integral_value() and value < LARGE:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or (exponent <= 0 and value == value.to_integral_value()):
        return Decimal(0)
    return min(Decimal(5).scaleb(exponent - 1), value * ROUNDED)


def dimension(unit: str | None) -> tuple[str, Decimal]:
    """Give the dimension of a unit and its size in the dimension's first unit; counts have "count".

    >>> dimension("miles")
    ('length', Decimal('1609.344'))
    """
    if unit is None:
        return "count", Decimal(1)
    name = _unit_name(unit)
    return UNITS.get(name, (name, Decimal(1)))


def _unit_name(unit: str) -> str:
    words = [base(word) for word in unit.lower().replace("per cent", "percent").split()]
    if words and words[0] in {"square", "sq"}:
        squared = {"kilometre": "km²", "kilometer": "km²", "km": "km²", "mile": "sqmi", "mi": "sqmi"}
        return squared.get(words[-1], "m²")
    return " ".join(words)


def clash(first: Quantity, second: Quantity) -> Clash | None:
    """Tell what two quantities of one measure say about each other; None where they cannot be compared."""
    first_sort, first_size = dimension(first.unit)
    second_sort, second_size = dimension(second.unit)
    one, two = bounds(first), bounds(second)
    if first_sort != second_sort or one is None or two is None:
        return None
    converted = first_size != second_size
    one, two = _scaled(one, first_size, converted=converted), _scaled(two, second_size, converted=converted)
    if one.below(two) or two.below(one):
        return Clash.EXCLUDED
    if _pragmatic(first, one, two) or _pragmatic(second, two, one):
        return Clash.PRAGMATIC
    return Clash.SAME if one == two else Clash.COMPATIBLE


def _scaled(one: Bounds, size: Decimal, *, converted: bool) -> Bounds:
    slack = CONVERTED if converted else Decimal(0)
    low = one.low * size * (1 - slack) if one.low is not None else None
    high = one.high * size * (1 + slack) if one.high is not None else None
    return Bounds(low, high, one.low_included, one.high_included)


def _pragmatic(quantity: Quantity, one: Bounds, other: Bounds) -> bool:
    """Tell whether "more than" a figure is said where the other side puts a far higher one."""
    if quantity.comparator is not Comparator.MORE_THAN or not one.low or not other.low or one.low < 0:
        return False
    return other.low >= one.low * PRAGMATIC


OF_US = (" of us", " of them", " of our")
WE_WERE = re.compile(r"\b(?:we|they) (?:are|were|numbered)(?: (?:maybe|perhaps|only|just))? $", re.IGNORECASE)
COMPARES = re.compile(r"\W+(?:up|down|short|ahead|behind|apart|away|late|clear)\b", re.IGNORECASE)
"""What makes a bare figure behind "we were" none of people: "we were two down"."""

DURATION = "time"
"""The dimension that is left out: "in the last five days" is seldom what a claim is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a claim and what it is a figure of.

    `noun` is what is counted ("district", "people" for every group of people) or the dimension of
    the unit; `group` tells fighters from children; `relation` is what happens to them, "" if unsaid.
    """

    quantity: Quantity
    noun: str
    group: str
    relation: str
    is_count: bool


def measures(statement: Statement) -> tuple[Measure, ...]:
    """Give all measures of a claim, in the order of its text."""
    return tuple(_measure(statement, quantity) for quantity in statement.quantities)


def _is_of_people(statement: Statement, quantity: Quantity, relation: str) -> bool:
    """Tell whether a figure that names nothing counts people: "killed 64", "60,000 of us", "we were 60"."""
    before, _, after = statement.text.partition(quantity.words)
    return (
        relation in OF_PEOPLE
        or after.lower().startswith(OF_US)
        or (WE_WERE.search(before) is not None and not COMPARES.match(after))
        or (quantity.counted is not None and base(quantity.counted) in CROWDS)
    )


def _measure(statement: Statement, quantity: Quantity) -> Measure:
    sort, _ = dimension(quantity.unit)
    relation = relation_of(statement.text, quantity)
    if sort != "count":
        noun = "" if sort == DURATION else sort
        return Measure(
            quantity=quantity,
            noun=noun,
            group=concept(head(quantity.counted)),
            relation=relation,
            is_count=False,
        )
    word = head(quantity.counted)
    if (
        word not in PEOPLE
        and (word in RELATION or word in CROWDS)
        and not (quantity.counted or "").endswith("s")
    ):
        word = ""  # "a quarter of a million marched" counts those who did
    if word in PEOPLE or is_a("person", word) or (not word and _is_of_people(statement, quantity, relation)):
        return Measure(
            quantity=quantity,
            noun=GENERAL,
            group=PEOPLE.get(word, word or GENERAL),
            relation="dismiss"
            if relation == "launch"
            else "die"
            if relation == "lose" or word in DEAD
            else relation,
            is_count=True,
        )
    thing = concept(word)
    return Measure(quantity=quantity, noun=thing, group=thing, relation=relation, is_count=True)
