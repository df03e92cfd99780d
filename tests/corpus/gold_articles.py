"""The gold articles: our own invented reports with who says what in them, as people wrote it down.

An annotation gives words; where they stand is found here, and words that do not stand there are an error.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.article import Article, Span
from app.domain.claim import SpeakerKind
from app.read.clean import read_articles

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "articles"


class GoldError(Exception):
    """An annotation that does not fit its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One act of saying as a careful reader sees it; of several stances or names each is right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    speaker: tuple[str, ...]
    type: str
    behalf: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    stance: tuple[str, ...] = ("asserts",)
    certainty: tuple[str, ...] = ("certain",)
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuantity:
    """A figure inside a claim."""

    words: str
    span: Span
    comparator: str = "exactly"
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    counted: str | None = None
    unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """A time that a claim is about or was made at; an end is None where the words leave it open."""

    words: str
    span: Span
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with all that was annotated in it."""

    name: str
    article: Article
    attributions: tuple[GoldAttribution, ...]
    own: tuple[Span, ...]
    quantities: tuple[GoldQuantity, ...]
    dates: tuple[GoldDate, ...]
    places: tuple[str, ...]
    parties: dict[str, SpeakerKind]
    countries: dict[str, str]

    def country(self, party: str) -> str:
        """Give the nationality of a party: its own, or that of all others in the article."""
        return self.countries.get(party, self.countries["*"])


def load_gold(folder: Path = FOLDER) -> list[GoldArticle]:
    """Read all articles with their annotations; raise `GoldError` for one that does not fit."""
    return [load_one(file) for file in sorted(folder.glob("*.json"))]


def load_one(file: Path) -> GoldArticle:
    """Read one annotation and the article it is about: the one it names, else the one beside it."""
    try:
        notes = json.loads(file.read_text(encoding="utf-8"))
        named = notes.pop("text", None)
        path = ROOT / named if named else file.with_suffix(".txt")
        (article,) = read_articles(path.read_bytes(), media_type="text/plain", origin=path.name)
        if not isinstance(article, Article):
            raise GoldError(str(article))  # noqa: TRY301 - named with the file below
        return annotated(file.stem, article, notes)
    except (GoldError, ValueError, TypeError, KeyError) as error:
        message = f"{file.name}: {error!r}"
        raise GoldError(message) from error


def annotated(name: str, article: Article, notes: dict[str, Any]) -> GoldArticle:
    """Find the words of the annotation in the article."""
    text = article.text
    whole = Span(0, len(text))
    gold = GoldArticle(
        name=name,
        article=article,
        attributions=tuple(_attribution(text, one) for one in notes.pop("attributions")),
        own=tuple(find(text, one, whole) for one in notes.pop("own")),
        quantities=tuple(_quantity(text, one) for one in notes.pop("quantities")),
        dates=tuple(_date(text, one) for one in notes.pop("dates")),
        places=tuple(notes.pop("places")),
        parties=dict.fromkeys(notes.pop("people"), SpeakerKind.PERSON)
        | dict.fromkeys(notes.pop("organizations"), SpeakerKind.ORGANIZATION),
        countries=notes.pop("countries"),
    )
    told = gold.parties.keys() | gold.countries.keys()
    unknown = told - {name for one in gold.attributions for name in one.speaker[:1]} - {"*"}
    if unknown:
        message = f"no attribution has the speakers {sorted(unknown)}"
        raise GoldError(message)
    for place in gold.places:
        find(text, {"words": place, "occurrence": 1}, whole)
    if notes:
        message = f"unknown keys {sorted(notes)}"
        raise GoldError(message)
    return gold


def find(text: str, wanted: str | dict[str, Any], inside: Span) -> Span:
    """Find words; those that stand there twice need the number of their occurrence."""
    words = wanted if isinstance(wanted, str) else wanted["words"]
    number = None if isinstance(wanted, str) else wanted["occurrence"]
    # Words, not parts of words: "he" does not stand in "the".
    pattern = (
        rf"(?<!\w){re.escape(words)}(?!\w)"
        if words[:1].isalnum() and words[-1:].isalnum()
        else re.escape(words)
    )
    found = [match.start() for match in re.finditer(pattern, text[inside.start : inside.end])]
    if (
        not words
        or (len(found) != 1 and number is None)
        or (number is not None and not 1 <= number <= len(found))
    ):
        message = (
            f"expected {words!r} once (or {number}) in {inside.of(text)[:60]!r}, found it {len(found)} times"
        )
        raise GoldError(message)
    start = inside.start + found[(number or 1) - 1]
    return Span(start, start + len(words))


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _attribution(text: str, note: dict[str, Any]) -> GoldAttribution:
    note = dict(note)
    whole = Span(0, len(text))
    near = find(text, note.pop("at"), whole)
    places = {"source": near, "cue": near, "content": whole}
    for role, inside in places.items():
        note[role] = tuple(find(text, one, inside) for one in _several(note.get(role, [])))
    for key in ("speaker", "behalf", "chain", "stance", "certainty"):
        if key in note:
            note[key] = _several(note[key])
    return GoldAttribution(**note)


def _located(text: str, note: dict[str, Any]) -> dict[str, Any]:
    whole = Span(0, len(text))
    inside = find(text, note["at"], whole) if "at" in note else whole
    return {key: value for key, value in note.items() if key != "at"} | {
        "span": find(text, note["words"], inside)
    }


def _quantity(text: str, note: dict[str, Any]) -> GoldQuantity:
    found = _located(text, note)
    for key in {"value", "minimum", "maximum"} & found.keys():
        found[key] = Decimal(str(found[key]))
    return GoldQuantity(**found | {"unit": _several(found.get("unit", []))})


def _date(text: str, note: dict[str, Any]) -> GoldDate:
    found = _located(text, note)
    for key in ("earliest", "latest"):
        found[key] = date.fromisoformat(found[key]) if found[key] else None
    return GoldDate(**found)
