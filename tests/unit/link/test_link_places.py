"""Which place a name means: the other places that an article speaks of decide."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.gazetteer.places import places
from app.link.places import Setting, entity_of, resolve


def whole(name: str, text: str) -> str:
    """Give the place that a name means in a text, with its country or state."""
    place = resolve(name, Setting(text))
    return (
        f"{place.name}, {place.country} {place.region if place.country == 'US' else ''}".strip()
        if place
        else ""
    )


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Kenya", "Kenya won.", "Kenya, KE"),
        ("the UK", "Rain fell in the UK.", "United Kingdom, GB"),
        ("Texas", "Texas is dry.", "Texas, US TX"),
        ("Georgia", "Georgia and Armenia met. Georgians cheered.", "Georgia, GE"),
        ("Georgia", "Voters in Georgia, Alabama and Atlanta went to the polls.", "Georgia, US GA"),
        ("Paris", "Paris was hot.", "Paris, FR"),
        ("Paris", "A storm hit Paris, Texas, on Monday.", "Paris, US TX"),
        ("Paris", "Paris, a town in Texas, was hit. Texas sent help, Dallas too.", "Paris, US TX"),
        ("Birmingham", "Police in Birmingham, England, said no.", "Birmingham, GB"),
        ("Birmingham", "In Alabama, Birmingham and Montgomery were flooded.", "Birmingham, US AL"),
        ("London", "London, Ontario, and Toronto are in Canada. London grew. Canadian trains.", "London, GB"),
        ("Washington", "Washington sent aid.", "Washington, US DC"),
        ("Washington", "Washington state burned. In Washington state, Seattle choked.", "Washington, US WA"),
        ("New York", "New York was dark.", "New York City, US NY"),
        ("Peking", "Peking was cold.", "Beijing, CN"),
        ("Torvane", "Torvane was calm.", ""),
    ],
)
def test_a_name_means_the_place_that_its_article_speaks_of(name: str, text: str, expected: str) -> None:
    assert whole(name, text) == expected


def test_what_is_stated_counts_only_where_there_is_such_a_place() -> None:
    assert whole("Cairo", "In Cairo, Norway was praised.") == "Cairo, EG"


def test_codes_and_small_towns_tell_nothing_of_the_country() -> None:
    setting = Setting("OK, the NATO of IT said. The U.S. Army and Kabul's mayor, Ho Chi Minh City.")
    assert setting.country("US", beside="") == 1
    assert setting.country("AF", beside="") == 1
    assert setting.country("VN", beside="") == 1
    assert setting.country("IT", beside="") == 0


def test_a_place_lies_within_its_country_and_a_country_within_nothing() -> None:
    kabul = resolve("Kabul", Setting("Kabul was calm."))
    assert kabul is not None
    entity = entity_of(kabul)
    assert entity.same_as == (f"https://sws.geonames.org/{kabul.number}/",)
    assert [one.name for one in entity.within] == ["Afghanistan"]
    assert entity.within[0].within == ()
    assert entity.within[0].latitude is None
    assert entity.latitude is not None
    assert Decimal(34) < entity.latitude < Decimal(35)
    assert "E" not in str(entity.latitude)


def test_a_place_on_the_equator_has_a_plain_zero() -> None:
    kabul = places().cities["kabul"][0]
    assert str(entity_of(kabul._replace(number=-1, latitude=-0.0000001, longitude=10.5)).latitude) == "0"
    assert str(entity_of(kabul._replace(number=-1, latitude=-0.0000001, longitude=10.5)).longitude) == "10.5"
