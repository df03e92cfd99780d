"""Under which frames a claim is looked up: claims without a common key are never compared."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from app.conflict.keywords import TELLING
from app.conflict.language.rarity import weight
from app.conflict.language.words import names
from app.conflict.rules.control import hold
from app.conflict.rules.subject import subject
from app.conflict.scope import WINDOW, is_country, reported
from app.conflict.values import measures
from app.domain.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.conflict import Statement
    from app.domain.entity import Entity

MOST = 8
"""Keys of one claim; figures come first, so that one long claim does not fill the index."""

TOPICS = 3
"""Words by which a claim without figures is looked up."""

BLOCK = 28
"""Days of a frame: a claim is filed under its own block and the one that `WINDOW` before it lies in.

So two claims whose days may be the same share a block, and a frame does not grow with the years.
"""

UNKNOWN = "-"


def keys(statement: Statement) -> tuple[str, ...]:
    """Name the frames of a claim: what is measured, held or said, in which country, in which weeks.

    "Over 200 districts" held in Afghanistan on 9 July 2021 is filed under
    `quantity|district|hold|{Afghanistan}|2021-07-05` and under the block before.
    """
    if statement.stance is Stance.ASKS:
        return ()
    found = [
        "|".join((*about, place, block))
        for about in _subjects(statement)
        for place in _countries(statement)
        for block in _blocks(statement)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _subjects(statement: Statement) -> list[tuple[str, ...]]:
    """Say in a few words what a claim can be compared by."""
    figures = [
        ("quantity", measure.noun, (measure.relation if measure.is_count else "") or "*")
        for measure in measures(statement)
        if measure.noun
    ]
    is_local = not all(is_country(place) for place in statement.places)
    held = [("control",)] if is_local and hold(statement) else []
    return [*figures, *held, *(("says", word) for word in _topics(statement))]


def _topics(statement: Statement) -> list[str]:
    """Give the words most likely to be rare: names of people and things first, then long ones."""
    places = {_plain(place.name) for place in statement.places}
    words = [word for word in subject(statement) if _plain(word) not in places]
    named = {word.lower() for word in names(statement.text)}
    return sorted(words, key=lambda word: (word not in named, -len(word), word))[:TOPICS]


def _countries(statement: Statement) -> list[str]:
    """Name the widest place around each place; one that no gazetteer knows goes by its consonants."""
    return [_widest(place) for place in statement.places] or [UNKNOWN]


def _widest(place: Entity) -> str:
    if place.within:
        return place.within[-1].id
    return place.id if place.same_as else _plain(place.name)


def _plain(name: str) -> str:
    """Give a spelling on which transliterations agree.

    >>> _plain("Qala-i-Naw") == _plain("Qalae Naw")
    True
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[aeiouy\W_]|(.)(?=\1)", "", letters)


def story_keys(words: Iterable[str], published: date | None) -> tuple[str, ...]:
    """Name the frames under which an article is looked up by those that may tell its story."""
    days = [published, published - WINDOW] if published else []
    blocks = sorted({_block(day) for day in days}, reverse=True) or [UNKNOWN]
    return tuple(f"story|{word}|{block}" for word in words if weight(word) >= TELLING for block in blocks)


def _blocks(statement: Statement) -> list[str]:
    """Name the blocks of days that a claim is filed under."""
    event = statement.event
    days = [day for day in (event.earliest, event.latest) if day] if event else []
    last = max(days, default=None) or reported(statement)
    if last is None:
        return [UNKNOWN]
    return sorted({_block(day) for day in (last, last - WINDOW, *days)}, reverse=True)


def _block(day: date) -> str:
    return date.fromordinal(day.toordinal() // BLOCK * BLOCK).isoformat()
