"""Under which frames a claim is looked up: claims without a common key are never compared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.scope import reported
from app.conflict.values import measures
from app.domain.claim import Stance

if TYPE_CHECKING:
    from datetime import date

    from app.domain.conflict import Statement
    from app.domain.entity import Entity

MOST = 6
"""Keys of one claim: what it says first counts, so that one long claim does not fill the index."""

BACK = timedelta(days=60)
"""A claim is also filed under the half-year that its last `BACK` days reach into."""

JULY = 7
UNDATED = "-"


def keys(statement: Statement) -> tuple[str, ...]:
    """Name the frames of a claim: what is measured or held, in which country, in which half-year.

    The half-year keeps a frame from growing with the years; near its beginning a claim belongs to two.
    """
    if statement.stance is Stance.ASKS:
        return ()
    found = [
        "|".join((*subject, place, half))
        for subject in _subjects(statement)
        for place in _countries(statement)
        for half in _halves(statement)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _subjects(statement: Statement) -> list[tuple[str, str, str]]:
    """Say what a claim is about in three words: sort of frame, thing, relation."""
    return [
        ("quantity", measure.noun, measure.relation if measure.is_count and measure.relation else "*")
        for measure in measures(statement)
        if measure.noun
    ]


def _countries(statement: Statement) -> list[str]:
    """Give the widest place around each place, "-" where a claim has none."""
    return [_widest(place).id for place in statement.places] or [UNDATED]


def _widest(place: Entity) -> Entity:
    return place.within[-1] if place.within else place


def _halves(statement: Statement) -> list[str]:
    """Name the half-years that a claim is filed under."""
    day = _day(statement)
    if day is None:
        return [UNDATED]
    return list(dict.fromkeys((_half(day), _half(day - BACK))))


def _day(statement: Statement) -> date | None:
    event = statement.event
    happened = (event.latest or event.earliest) if event else None
    return happened or reported(statement)


def _half(day: date) -> str:
    return f"{day.year}-{1 if day.month < JULY else 2}"
