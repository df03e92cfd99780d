"""Sentences that a journalist can read: who says what against whom, and why that clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.scope import reported

if TYPE_CHECKING:
    from app.domain.claim import Quantity
    from app.domain.conflict import Statement

LONGEST = 160
"""Characters of a claim that an explanation quotes."""


def figure(quantity: Quantity) -> str:
    """Give a figure in the words of its text, in quotation marks."""
    return f"“{quantity.words}”"


def spoken(quantity: Quantity) -> str:
    """Give the bare figure."""
    return quantity.figure or quantity.words


def sentence(first: Statement, second: Statement, because: str) -> str:
    """Say who says what, where and when, and what that comes to.

    The earlier claim comes first; the clause `because` ends the sentence.
    """
    one, two = sorted((first, second), key=lambda side: (str(reported(side) or ""), side.id))
    return f"{_side(one)}; {_side(two)}{_about(one, two)}: {because}."


def _side(one: Statement) -> str:
    day = reported(one)
    when = f" ({day.day} {day:%B %Y})" if day else ""
    return f"{one.party_name or 'An unnamed party'}{when}: “{_shortened(one.text)}”"


def _shortened(text: str) -> str:
    plain = " ".join(text.split()).strip(' .“”"')
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _about(first: Statement, second: Statement) -> str:
    names = list(dict.fromkeys(place.name for one in (first, second) for place in one.places[:1]))
    return f", about {' / '.join(names)}" if names else ""
