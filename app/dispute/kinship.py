"""Two claims of one source: a copy of one report, or the next thing that the source says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from app.domain.identity import make_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Compared, ConflictKind, Statement
    from app.domain.decision import Rulings

REPRINTED = timedelta(days=3)
"""Within these days the same words of the same source are one report printed again."""

ALIKE = 0.6
"""Share of common word pairs from which two texts are one that was edited a little."""

ALIKE_OF_ONE_AGENCY = 0.4
"""The same, where both papers credit the same agency."""

SHORTEST = 6
"""Words below which only equal texts are one: short texts are alike by chance."""

CONFLICT = "conflict"
AGREE = "agree"
"""Labels of the comparer."""

RENEWED = "update"
"""The flag of the comparer for a later value of a tally that goes on."""


class Relation(Protocol):
    """What the comparer says of two claims; `label` is conflict, agree or unrelated."""

    @property
    def label(self) -> str:
        """Give conflict, agree or unrelated."""
        ...

    @property
    def flags(self) -> tuple[str, ...]:
        """Give marks such as `update` and `revision`."""
        ...

    @property
    def kind(self) -> ConflictKind | None:
        """Give what a conflict is about."""
        ...

    @property
    def differs(self) -> tuple[Compared, ...]:
        """Give the fields that clash."""
        ...


def ruled(statement: Statement, rulings: Rulings) -> Statement:
    """Give a claim with the parties that people say it has."""
    if statement.id in rulings.apart:
        return replace(statement, parties=frozenset({rulings.apart[statement.id]}))
    if not rulings.merged.keys() & statement.parties:
        return statement
    return replace(statement, parties=frozenset(rulings.merged.get(one, one) for one in statement.parties))


def expressed(one: Statement, two: Statement) -> tuple[str, ...]:
    """Flag a conflict that the article itself tells of: it sets one of the two claims against the other."""
    told = one.article == two.article and (one.contrasted or two.contrasted)
    return ("expressedDispute",) if told else ()


def day(one: Statement) -> date | None:
    """Give the day on which a claim was made, as well as it is known; not later than it was printed."""
    said = (one.said.latest or one.said.earliest) if one.said else None
    return min(said, one.published) if said and one.published else said or one.published


def order(one: Statement) -> tuple[date, str]:
    """Sort claims by their day, and by id where that does not tell them apart."""
    return (day(one) or date.min, one.id)


def same_source(first: Statement, second: Statement) -> bool:
    """Tell whether two claims are of one side: a party in common, or one for which a party speaks."""
    return bool(first.parties & second.parties)


def is_copy(first: Statement, second: Statement) -> bool:
    """Tell whether two claims are one report in two papers: the same source, words and days."""
    if first.article == second.article or not _near(first, second) or not _one_voice(first, second):
        return False
    by_chance = min(len(words(one.text)) for one in (first, second)) < SHORTEST
    if by_chance and not same_source(first, second) and not _one_agency(first, second):
        return False
    return alike(first, second)


def _one_agency(first: Statement, second: Statement) -> bool:
    return bool(first.credit) and first.credit == second.credit


def _near(first: Statement, second: Statement) -> bool:
    one, two = day(first), day(second)
    return one is None or two is None or abs(one - two) <= REPRINTED


def _one_voice(first: Statement, second: Statement) -> bool:
    """Tell whether the same one speaks: a party, an unnamed source so described, or the paper itself."""
    if same_source(first, second) or (first.own_voice and second.own_voice):
        return True
    unnamed = first.own_voice or second.own_voice
    return not unnamed and first.party_name.casefold() == second.party_name.casefold()


def alike(first: Statement, second: Statement) -> bool:
    """Tell whether two texts are one, perhaps edited; a figure that differs makes them two."""
    one, two = words(first.text), words(second.text)
    if one == two:
        return True
    if min(len(one), len(two)) < SHORTEST or _figures(first, one) != _figures(second, two):
        return False
    mine, theirs = (set(pairwise(text)) for text in (one, two))
    least = ALIKE_OF_ONE_AGENCY if _one_agency(first, second) else ALIKE
    return first.stance is second.stance and len(mine & theirs) >= least * len(mine | theirs)


def words(text: str) -> list[str]:
    """Give the words of a text without marks, capitals and accents.

    >>> words("“About 1,200 Houses” burned.")
    ['about', '1200', 'houses', 'burned']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", re.sub(r"(?<=\d),(?=\d)|[\u0300-\u036f'\u2019]", "", plain))


def _figures(one: Statement, text: list[str]) -> tuple[list[str], list[str]]:
    return sorted(quantity.figure for quantity in one.quantities), [word for word in text if word.isdigit()]


def goes_on(earlier: Statement, later: Statement, relate: Callable[[Statement, Statement], Relation]) -> bool:
    """Tell whether a source speaks of the same matter again: repeats it, renews a tally, or takes it back.

    They are held against each other as if two parties had said them: what would agree or clash then is
    about one thing. Of one day only what agrees is taken: which of two figures came later nobody can tell.
    """
    found = relate(earlier, replace(later, parties=frozenset()))
    if day(earlier) == day(later):
        return found.label == AGREE
    return found.label in {AGREE, CONFLICT} or RENEWED in found.flags


def says_the_same(first: Statement, second: Statement, relation: Relation) -> bool:
    """Tell whether two claims that agree also give the same figures, so that either stands for the other."""
    return relation.label == AGREE and _values(first) == _values(second)


def _values(one: Statement) -> list[tuple[str, ...]]:
    return sorted(
        tuple(str(part) for part in (quantity.value, quantity.minimum, quantity.maximum, quantity.unit))
        for quantity in one.quantities
    )


def pair_key(first: Statement, second: Statement) -> str:
    """Name a pair by what it says: who and in which words, wherever it is printed and read again."""
    sides = sorted(" ".join([*words(one.party_name), "|", *words(one.text)]) for one in (first, second))
    return make_id("pair", *sides)
