"""Which place a name means in an article: the other places that it speaks of decide."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from app.domain.claim import MentionKind
from app.domain.entity import Entity
from app.domain.identity import place_id
from app.gazetteer.demonyms import country_of
from app.gazetteer.places import LONGEST_NAME, Place, key, places

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = 5
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART_OF = re.compile(r"(?:['’]s)?,\s{1,2}((?:[A-Z][\w.'’-]*\s?){1,4})")

_CITY_BY_HABIT = frozenset({"new york", "washington"})
"""State names that mean the city in news, unless the text says "state"."""

_WORLD_CITY = 1_000_000
_DWARFED = 10
"""Times that a world city must be larger to be meant, though the article names the smaller one's country."""
_OTHER_NAME_COUNTS = 0.2
"""What a city's people count when the name is not its first: "Moscow" is no alternative to "Moscow"."""
_CODE = 4
"""Letters of a word in capitals that is rather short for something than a place."""
_TELLING_CITY = 100_000
"""People a city needs to tell, by its name alone, which country an article speaks of."""


class Setting:
    """The countries and US states that a text speaks of, and how often, by the words that tell."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._countries: Counter[str] = Counter()
        self._states: Counter[str] = Counter()
        self._by_name: Counter[tuple[str, str]] = Counter()
        for name, place in _telling(text):
            self._countries[place.country] += 1
            self._by_name[name, place.country] += 1
            if place.country == "US" and place.region:
                self._states[place.region] += 1
                self._by_name[name, f"US-{place.region}"] += 1
        self._stated = _stated(text)

    def country(self, code: str, *, beside: str) -> int:
        """Count the words that tell of a country, leaving aside the name that is in question."""
        return self._countries[code] - self._by_name[beside, code]

    def state(self, region: str, *, beside: str) -> int:
        """Count the words that tell of one US state."""
        return self._states[region] - self._by_name[beside, f"US-{region}"]

    def stated(self, spelling: str) -> Place | None:
        """Give the country or state that the text puts right after a name: "Paris, Texas"."""
        return self._stated.get(spelling)

    def says_state(self, name: str) -> bool:
        """Tell whether the text speaks of the state of that name."""
        name = re.escape(name)
        return bool(re.search(rf"\b{name} [Ss]tate\b|\b[Ss]tate of {name}\b", self._text))


def _stated(text: str) -> dict[str, Place]:
    """Find each "name, whole" in one pass; of several wholes for one name the first counts."""
    found: dict[str, Place] = {}
    before: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(before) and text[before[-1].end() : word.start()].isspace()
        after = _PART_OF.match(text, word.end())
        before = [*before[1 - LONGEST_NAME :], word] if joined else [word]
        whole = _whole(after[1].split()) if after else None
        if whole:
            for first in before:
                found.setdefault(key(_bare(text[first.start() : word.end()])), whole)
    return found


def _whole(words: list[str]) -> Place | None:
    for end in range(len(words), 0, -1):
        whole = places().named(" ".join(words[:end]).rstrip(".,"))
        if whole:
            return whole
    return None


def _telling(text: str) -> Iterator[tuple[str, Place]]:
    """Find the words that name a country, a state, a nationality or a large city."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            printed = " ".join(text[words[at].start() : words[at + size - 1].end()].split())
            if not printed[0].isupper():
                break
            place = _tells(printed)
            if place:
                yield key(_bare(printed)), place
                step = size
                break
        at += step


def _tells(printed: str) -> Place | None:
    known = places()
    country = country_of(printed)
    if country:
        return known.countries[key(country)]
    if printed.isupper() and len(printed) <= _CODE:
        return None
    name = key(_bare(printed))
    whole = known.named(name)
    if whole:
        return whole
    cities = known.cities.get(name, ())
    return cities[0] if cities and cities[0].people >= _TELLING_CITY else None


def _bare(printed: str) -> str:
    return printed.replace("’", "'").removesuffix("'s")


def resolve(name: str, setting: Setting) -> Place | None:
    """Give the place that a name means there: a country, else a US state, else the likeliest city."""
    known = places()
    spelling = key(name)
    country = known.country(name)
    state = known.states.get(spelling)
    if country and state:
        in_state = setting.state(state.region, beside=spelling)
        return state if in_state > setting.country(country.country, beside=spelling) else country
    if country:
        return country
    if state and (spelling not in _CITY_BY_HABIT or setting.says_state(name)):
        return state
    return _city(spelling, setting)


def _city(spelling: str, setting: Setting) -> Place | None:
    known = places()
    weighed = [(float(place.people), place) for place in known.cities.get(spelling, ())]
    weighed += [(place.people * _OTHER_NAME_COUNTS, place) for place in known.other_names.get(spelling, ())]
    if not weighed:
        return None
    weighed.sort(key=lambda one: (-one[0], one[1].number))
    stated = setting.stated(spelling)
    if stated:
        inside = [place for _, place in weighed if _is_in(place, stated)]
        if inside:
            return inside[0]
    most, largest = weighed[0]

    def merit(one: tuple[float, Place]) -> tuple[int, int, float]:
        people, place = one
        in_state = setting.state(place.region, beside=spelling) if place.country == "US" else 0
        if largest.people >= _WORLD_CITY and people * _DWARFED < most and not in_state:
            return (0, 0, 0.0)
        return (setting.country(place.country, beside=spelling), in_state, people)

    return max(weighed, key=merit)[1]


def _is_in(place: Place, whole: Place) -> bool:
    return place.country == whole.country and (not whole.region or place.region == whole.region)


@cache
def entity_of(place: Place) -> Entity:
    """Give a place as it is shown and stored, within its country."""
    whole = places().by_code.get(place.country)
    return Entity(
        id=place_id(place.name, place.number),
        kind=MentionKind.PLACE,
        name=place.name,
        same_as=(f"https://sws.geonames.org/{place.number}/",),
        within=(entity_of(whole),) if whole and whole.number != place.number else (),
        latitude=_degrees(place.latitude),
        longitude=_degrees(place.longitude),
    )


def _degrees(value: float | None) -> Decimal | None:
    """Write a coordinate with at most five decimals, about a metre, and no zeros at its end."""
    if value is None:
        return None
    plain = format(Decimal(repr(value)).quantize(Decimal(1).scaleb(-_DIGITS)), "f").rstrip("0").rstrip(".")
    return Decimal("0" if plain in {"-0", ""} else plain)
