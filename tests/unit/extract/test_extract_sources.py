"""What the words of one source say by themselves."""

from __future__ import annotations

import pytest

from app.domain.article import Span
from app.extract.names.find import names_of
from app.extract.speakers.sources import behalf_in, coordinated, head_of, name_in, number_of, role_of, trimmed


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("two senior tax officials", "officials"),
        ("a nurse at the harbour clinic", "nurse"),
        ("people familiar with the matter", "people"),
        ("the union which called the strike", "union"),
    ],
)
def test_the_head_stands_before_a_preposition_or_a_clause(words: str, head: str) -> None:
    assert head_of(words.split()) == head


def test_that_each_of_them_said_it_is_no_part_of_who_they_are() -> None:
    assert trimmed(" Army and  rebels each,") == "Army and rebels"
    assert trimmed("each") == "each"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("two judges", 2),
        ("another official", 1),
        ("12 parents", 12),
        ("eleven players", 11),
        ("officials", None),
        ("the spokesman", 1),
    ],
)
def test_a_count_is_read_where_the_words_give_one(words: str, count: int | None) -> None:
    assert number_of(words.split()) == count


def test_the_office_is_what_is_left_of_a_description() -> None:
    words = "Two senior Danish tax officials in Aarhus"
    assert role_of(words, words.lower().split(), "officials", "Danish") == "senior tax officials"


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        ("spokeswoman for the harbour authority", "the harbour authority"),
        ("police spokesman", "police"),
        ("the union’s leader", "the union"),
        ("its president", "its"),
        ("lawyer for the night porter", "the night porter"),
        ("chief executive of Norlund, a maker of pumps", "Norlund"),
        ("chief executive", ""),
        ("deputy spokesman", ""),
    ],
)
def test_an_office_tells_for_whom_it_speaks(role: str, whom: str) -> None:
    behalf = behalf_in(role)
    assert behalf is not None
    assert behalf.words == whom
    assert behalf.possessive == (whom == "its")


@pytest.mark.parametrize("role", ["senior economist", "former leader", "a neighbour of the family"])
def test_who_speaks_for_nobody_speaks_for_nobody(role: str) -> None:
    assert behalf_in(role) is None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mayor Ida Brandt", "Ida Brandt"),
        ("Mr Oddle's barrister, Tobias Wray", "Tobias Wray"),
        ("a spokesman for the Norlund Group, Jens Falk,", "Jens Falk"),
        ("officials from the Norlund Group", None),
        ("a Clinton aide", None),
        ("a study in the journal Nature Letters", None),
        ("the Karren newspaper", "Karren"),
        ("Ida Brandt, head of the Norlund Group", "Ida Brandt"),
        ("Western diplomats", None),
    ],
)
def test_the_name_that_heads_a_source_is_its_name(source: str, name: str | None) -> None:
    text = f"It rained. According to {source} it was late. Western shops closed."
    start = text.index(source)
    found = name_in(text, Span(start, start + len(source)), names_of(text))
    assert (found.text if found else None) == name


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Ida Brandt and Mayor Jens Falk", ["Ida Brandt", "Mayor Jens Falk"]),
        ("Ida Brandt, Jens Falk and Tom Lee", ["Ida Brandt", "Jens Falk", "Tom Lee"]),
        ("Mayor Ida Brandt and Jens Falk", ["Mayor Ida Brandt", "Jens Falk"]),
        ("Ida Brandt, head of the Norlund Group", []),
        ("Ida Brandt of the Norlund Group and Jens Falk", []),
        ("Ida Brandt and her colleagues", []),
        ("Brandt and Brandt", []),
        ("Ida Brandt", []),
    ],
)
def test_a_source_of_several_names_is_parted(source: str, parts: list[str]) -> None:
    text = f"It rained. {source} said it was late."
    span = Span(11, 11 + len(source))
    assert [part.of(text) for part in coordinated(text, span, names_of(text))] == parts
