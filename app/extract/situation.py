"""What a content speaks of: figures, time, place; the same for an article and a bare claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.extract.dates import find_times
from app.extract.places import find_places
from app.extract.quantities import find_quantities
from app.extract.stance import read_certainty, read_stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from app.domain.article import Span
    from app.domain.claim import Certainty, Mention, Quantity, Stance, TimeRange


WORD = 40
"""Characters in which the word before a name stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What was read in some words; the spans count in the whole text."""

    quantities: tuple[Quantity, ...]
    event: TimeRange | None
    place: Mention | None
    about: tuple[Mention, ...]
    certainty: Certainty


def read_situation(
    text: str, spans: Sequence[Span], *, cue: str, day: date | None, places: Iterable[Mention]
) -> Situation:
    """Read the words of a content against the places of its article."""
    quantities = [one for span in spans for one in find_quantities(text, span.start, span.end)]
    times = [one for span in spans for one in find_times(text, day, span.start, span.end)]
    inside = [place for place in places if any(place.span.within(span) for span in spans)]
    dated = [one for one in times if one.earliest or one.latest]
    place = min(inside, key=lambda one: _rank(text, one), default=None)
    return Situation(
        quantities=tuple(quantities),
        event=min(dated, key=lambda time: _is_a_things(text, time), default=None),
        place=place,
        about=tuple(one for one in inside if one is not place),
        certainty=read_certainty(cue, " ".join(span.of(text) for span in spans)),
    )


def _is_a_things(text: str, time: TimeRange) -> bool:
    """Tell whether a time belongs to a thing, not to what happens: "Monday's vote", "first-half profit"."""
    after = text[time.span.end : time.span.end + 2] if time.span else ""
    return after in {"'s", "’s"} or time.words.lower().endswith(("-quarter", "-half"))


def _rank(text: str, place: Mention) -> tuple[bool, int]:
    """Prefer the place in which something is said to happen: the first after "in" or "near"."""
    before = (
        text[max(0, place.span.start - WORD) : place.span.start]
        .rstrip()
        .rpartition(" ")[2]
        .lower()
        .strip("“\"'(")
    )
    return before not in {
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "around",
        "across",
        "throughout",
    }, place.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class BareClaim:
    """A claim that stands by itself, as a table of claims gives it."""

    situation: Situation
    stance: Stance
    places: tuple[Mention, ...]


def read_statement(text: str, *, day: date | None) -> BareClaim:
    """Read a bare sentence by the code that reads articles."""
    from app.domain.article import Span

    places = find_places(text)
    whole = (Span(0, len(text)),)
    situation = read_situation(text, whole, cue="", day=day, places=places)
    return BareClaim(situation=situation, stance=read_stance(""), places=places)
