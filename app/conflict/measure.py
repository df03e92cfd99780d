"""What a figure measures: the thing counted or the dimension, the group, and what happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.conflict.lexicon import GENERAL, PEOPLE, TOLLS
from app.conflict.values import dimension
from app.conflict.words import concept, head, relation_of

if TYPE_CHECKING:
    from app.domain.claim import Quantity
    from app.domain.conflict import Statement

CALENDAR = frozenset({"time"})
"""Dimensions that rarely are what a claim is about: "in the last five days"."""


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


def _measure(statement: Statement, quantity: Quantity) -> Measure:
    sort, _ = dimension(quantity.unit)
    relation = relation_of(statement.text, quantity)
    if sort != "count":
        return Measure(
            quantity=quantity,
            noun=sort,
            group=concept(head(quantity.counted)),
            relation=relation,
            is_count=False,
        )
    word = head(quantity.counted)
    if word in PEOPLE or (not word and relation in TOLLS):
        return Measure(
            quantity=quantity, noun=GENERAL, group=PEOPLE.get(word, GENERAL), relation=relation, is_count=True
        )
    thing = concept(word)
    return Measure(quantity=quantity, noun=thing, group=thing, relation=relation, is_count=True)
