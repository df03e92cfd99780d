"""Sentences that a journalist can read: who says what against whom, and why that clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import STOP
from app.conflict.scope import reported
from app.domain.claim import Stance

if TYPE_CHECKING:
    from datetime import date

    from app.domain.claim import Quantity
    from app.domain.conflict import Statement

LONGEST = 160
"""Characters of a claim that an explanation quotes."""

SAID = {
    Stance.ASSERTS: "said",
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.INTENDS: "announced",
    Stance.ASKS: "asked",
}


def figure(quantity: Quantity) -> str:
    """Give a figure in the words of its text, in quotation marks."""
    return f"“{quantity.words}”"


def spoken(quantity: Quantity) -> str:
    """Give the bare figure with what it counts: "200 districts"."""
    return " ".join(filter(None, (quantity.figure, quantity.unit, quantity.counted)))


def sentence(first: Statement, second: Statement, because: str, *, clash: bool) -> str:
    """Say who said what, when and about which place, and what that comes to; the earlier claim first.

    "On 4 March 2026, about Torvane, the ministry said “14 people were killed”, but the front said “31
    people were killed”: “14 people” and “31 people” cannot both be true."
    """
    one, two = sorted((first, second), key=lambda side: (str(reported(side) or ""), side.id))
    day, later = reported(one), reported(two)
    opening = ", ".join(filter(None, (_on(day), _about(one, two))))
    then = _on(later) if later != day else ""
    joined = f"{_side(one)}, {'but' if clash else 'and'} {' '.join(filter(None, (then, _side(two))))}"
    whole = f"{opening}, {joined}" if opening else joined
    return f"{whole[0].upper()}{whole[1:]}: {because}."


def _on(day: date | None) -> str:
    return f"on {day.day} {day:%B %Y}" if day else ""


def _side(one: Statement) -> str:
    return f"{_named(one)} {SAID[one.stance]} “{_shortened(one.text)}”"


def _named(one: Statement) -> str:
    """Name the party as inside a sentence: "a senior official", "two officials", but "Western officials"."""
    name = one.party_name.strip() or "an unnamed party"
    return name[0].lower() + name[1:] if name.split()[0].lower() in STOP else name


def _shortened(text: str) -> str:
    plain = " ".join(text.split()).strip(' .,“”"')
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _about(first: Statement, second: Statement) -> str:
    names = list(dict.fromkeys(place.name for one in (first, second) for place in one.places[:1]))
    return f"about {' and '.join(names)}" if names else ""
