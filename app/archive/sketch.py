"""A claim as it is compared, in one line of JSON: read a hundred times for once that it is written.

Comparing a new claim reads all that share a frame with it. Their facts lie in some thirty triples each,
four steps deep; this line holds the same, and is derived like the frames beside which it is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.article import Span
from app.domain.claim import Certainty, Comparator, MentionKind, Precision, Quantity, Stance, TimeRange, Told
from app.domain.conflict import Statement
from app.domain.entity import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_sketch(one: Statement) -> str:
    """Write a claim as it is compared; what is empty is left out."""
    return json.dumps(
        _kept(
            id=one.id,
            text=one.text,
            parties=sorted(one.parties),
            party_name=one.party_name,
            article=one.article,
            published=_day(one.published),
            said=_write_time(one.said),
            event=_write_time(one.event),
            places=[_write_place(place) for place in one.places],
            quantities=[_write_quantity(quantity) for quantity in one.quantities],
            stance=one.stance.value,
            certainty=one.certainty.value,
            credit=one.credit,
            own_voice=one.own_voice,
            told=_write_told(one.told),
            contrasted=one.contrasted,
            story=list(one.story),
            headline=one.headline,
            speaks_for=one.speaks_for,
            crowd=_write_crowd(one.crowd),
        ),
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def read_sketch(line: str) -> Statement:
    """Read such a line back."""
    found = json.loads(line)
    return Statement(
        id=found["id"],
        text=found.get("text", ""),
        parties=frozenset(found.get("parties", ())),
        party_name=found.get("party_name", ""),
        article=found.get("article", ""),
        published=_read_day(found.get("published")),
        said=_read_time(found.get("said")),
        event=_read_time(found.get("event")),
        places=tuple(_read_place(place) for place in found.get("places", ())),
        quantities=tuple(_read_quantity(quantity) for quantity in found.get("quantities", ())),
        stance=Stance(found["stance"]),
        certainty=Certainty(found["certainty"]),
        credit=found.get("credit", ""),
        own_voice=found.get("own_voice", False),
        told=_read_told(found.get("told")),
        contrasted=found.get("contrasted", False),
        story=tuple(found.get("story", ())),
        headline=found.get("headline", ""),
        speaks_for=found.get("speaks_for", ""),
        crowd=found.get("crowd", 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A text as it is looked up by others of its story."""

    article: str
    story: tuple[str, ...]
    crowd: int


def write_telling(one: Statement) -> str:
    """Write of a claim what tells the story of its text."""
    found = _kept(article=one.article, story=list(one.story), crowd=_write_crowd(one.crowd))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=20_000)
def read_telling(line: str) -> Telling:
    """Read such a line back."""
    found = json.loads(line)
    return Telling(
        article=found.get("article", ""), story=tuple(found.get("story", ())), crowd=found.get("crowd", 1)
    )


def _write_crowd(crowd: int) -> int | None:
    return crowd if crowd > 1 else None


def _kept(**parts: Any) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value not in (None, "", [], False)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _write_span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _read_span(span: list[int] | None) -> Span | None:
    return Span(*span) if span else None


def _write_time(time: TimeRange | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return _kept(
        words=time.words,
        precision=time.precision.value,
        earliest=_day(time.earliest),
        latest=_day(time.latest),
        span=_write_span(time.span),
    )


def _read_time(time: Mapping[str, Any] | None) -> TimeRange | None:
    if time is None:
        return None
    return TimeRange(
        words=time.get("words", ""),
        precision=Precision(time["precision"]),
        earliest=_read_day(time.get("earliest")),
        latest=_read_day(time.get("latest")),
        span=_read_span(time.get("span")),
    )


def _write_told(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return _kept(subject=told.subject, relation=told.relation, object=told.object, negated=told.negated)


def _read_told(told: Mapping[str, Any] | None) -> Told | None:
    if told is None:
        return None
    return Told(
        subject=told.get("subject"),
        relation=told["relation"],
        object=told.get("object"),
        negated=told.get("negated", False),
    )


def _write_place(place: Entity) -> dict[str, Any]:
    return _kept(
        id=place.id,
        kind=place.kind.value,
        name=place.name,
        same_as=list(place.same_as),
        within=[_write_place(one) for one in place.within],
        latitude=_number(place.latitude),
        longitude=_number(place.longitude),
    )


def _read_place(place: Mapping[str, Any]) -> Entity:
    return Entity(
        id=place["id"],
        kind=MentionKind(place["kind"]),
        name=place.get("name", ""),
        same_as=tuple(place.get("same_as", ())),
        within=tuple(_read_place(one) for one in place.get("within", ())),
        latitude=_read_number(place.get("latitude")),
        longitude=_read_number(place.get("longitude")),
    )


def _write_quantity(quantity: Quantity) -> dict[str, Any]:
    return _kept(
        words=quantity.words,
        figure=quantity.figure,
        comparator=quantity.comparator.value,
        span=_write_span(quantity.span),
        value=_number(quantity.value),
        minimum=_number(quantity.minimum),
        maximum=_number(quantity.maximum),
        above_minimum=not quantity.minimum_included,
        below_maximum=not quantity.maximum_included,
        unit=quantity.unit,
        counted=quantity.counted,
    )


def _read_quantity(quantity: Mapping[str, Any]) -> Quantity:
    return Quantity(
        words=quantity.get("words", ""),
        figure=quantity.get("figure", ""),
        comparator=Comparator(quantity["comparator"]),
        span=Span(*quantity["span"]),
        value=_read_number(quantity.get("value")),
        minimum=_read_number(quantity.get("minimum")),
        maximum=_read_number(quantity.get("maximum")),
        minimum_included="above_minimum" not in quantity,
        maximum_included="below_maximum" not in quantity,
        unit=quantity.get("unit"),
        counted=quantity.get("counted"),
    )


def _number(number: Decimal | None) -> str | None:
    """Spell a number as the graph does, so that a claim read from there has the same line."""
    return None if number is None else format(number.normalize(), "f")


def _read_number(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)
