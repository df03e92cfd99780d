"""Names of places: known ones by name, others by the words around them; words and persons are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.claim import MentionKind
from app.extract.places import find_places


def named(text: str) -> list[str]:
    return [mention.name for mention in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nurses fled Qala-i-Naw on Thursday and reached Kabul.", ["Qala-i-Naw", "Kabul"]),
        ("A vaccine was tested in Oslo, Norway.", ["Oslo", "Norway"]),
        ("Tea sells well in New York City and in St. Louis.", ["New York City", "St. Louis"]),
        ("U.S. farmers sell to the UK and to Ho Chi Minh City.", ["U.S.", "UK", "Ho Chi Minh City"]),
        ("Kenya’s runners met Chile's.", ["Kenya", "Chile"]),
        ("It fell in Asia but rose in the Middle East.", ["Asia", "Middle East"]),
        ("Cyclists left for the mayor of Lyon.", ["Lyon"]),
        ("Wildfires burn in northern California.", ["California"]),
        ("Snow fell on Lake Torv. A boat sank at Lake Torv.", ["Lake Torv", "Lake Torv"]),
        ("The band played at Oakmere Park.", ["Oakmere Park"]),
        ("Herat Province and Brellin district are dry.", ["Herat", "Brellin"]),
        ("He fled to Torvane, the old capital of the plain.", ["Torvane"]),
        ("Torvane, a fishing town, sleeps.", ["Torvane"]),
        ("Reading, England, was hot.", ["Reading", "England"]),
        ("She moved to Lebanon, a town in Oregon.", ["Lebanon", "Oregon"]),
        ("Rain hit the island of Torv.", ["Torv"]),
        ("The US and The Hague agreed.", ["US", "The Hague"]),
        ("They met near Nice.", ["Nice"]),
    ],
)
def test_places_are_found_by_name_and_by_the_words_around_them(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Afghan and Iranian cooks met Kenyans.",
        "The Bank of England raised rates.",
        "Kabul University closed.",
        "Paris Hilton sang with Jordan Peterson.",
        "Mr London laughed. London sang.",
        "In March, Nancy left on a Monday.",
        "Investors have confidence in Tesla and an interest in Brellin.",
        "A nice day is good for reading.",
        "Car bombs kill twenty. Us and them, they said.",
        "The coach praised Georgia Tech.",
        "He won at the Stade de France.",
        "The crowd sang in English.",
        "They met in Parliament.",
        "She works at Brellin.",
        "She believes in Brellin.",
        "IT and OK are short.",
        "EXCLUSIVE (Wire) - Prices rise.",
        "The Archbishop of Canterbury prayed.",
        "The company trusted McBrell.",
        "It happened in Alpha Beta Gamma Delta Epsilon.",
        "Members of Brellin spoke.",
        "They came from NASA.",
        "Anna India sang.",
        "India Jane Holt sang.",
    ],
)
def test_words_persons_and_organisations_are_no_places(text: str) -> None:
    assert named(text) == []


def test_a_surname_is_a_place_only_where_the_words_say_so() -> None:
    assert named("Mr Jackson left. Jackson sang in Jackson.") == ["Jackson"]
    assert named("Mr Kenya left. Kenya sang. It rained in Kenya.") == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Storm Hits Coast Of Florida As Winds Rise", ["Florida"]),
        ("SOUTH KOREA WINS GAME", ["South Korea"]),
        ("HELP US NOW PLEASE", []),
        ("TALKS IN US BEGIN TODAY", ["US"]),
        ("Brellin Wins Prize In Brellin Contest Again", []),
    ],
)
def test_capitals_throughout_a_line_say_nothing(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QALA-I-NAW, Afghanistan (Wire) - It rained.", ["Qala-I-Naw", "Afghanistan"]),
        (
            "QALA-I-NAW, Afghanistan (Wire) - Snow fell on Qala-i-Naw.",
            ["Qala-i-Naw", "Afghanistan", "Qala-i-Naw"],
        ),
        ("NORHAVEN (Wire) — It rained. Many love Norhaven.", ["Norhaven", "Norhaven"]),
        ("LONDON, March 4 (Wire) - It rained.", ["London"]),
    ],
)
def test_a_dateline_names_its_place(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_paragraph_ends_a_name() -> None:
    assert named("They love New\n\nYork ended.") == []


def test_a_mention_stands_without_its_possessive() -> None:
    text = "Kenya’s farmers"
    (mention,) = find_places(text)
    assert (mention.kind, mention.span.of(text)) == (MentionKind.PLACE, "Kenya")


WORDS = "In in the The of Paris Kenya, Brellin town Mr US “New York” fled . Lake"


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"])))
def test_no_two_places_overlap_and_each_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = find_places(text)
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start
    for one in found:
        assert one.span.of(text).split()[0].casefold() == one.name.split()[0].casefold()
