"""Names: what is a part of them, which are one, and whose they are."""

from __future__ import annotations

import pytest

from app.domain.article import Span
from app.extract.given_names import EITHER, is_woman
from app.extract.names import Name, named_alone, names_of, split_titles


def the(name: str, text: str) -> Name:
    return next(one for one in names_of(text) if one.text == name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Prime Minister Ann Lee", "Ann Lee"),
        ("Mines Minister Ruth Zulu", "Ruth Zulu"),
        ("Chief Executive Lise Damborg", "Lise Damborg"),
        ("Detective Sergeant Amy Lunt", "Amy Lunt"),
        ("Martin Luther King", "Martin Luther King"),
        ("Justice Department", "Justice Department"),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, name: str) -> None:
    assert " ".join(split_titles(words.split())[1]) == name


def test_a_name_goes_on_over_of_where_an_institution_begins_it() -> None:
    text = "The Friends of Thornbeck Library met Ida of Karren."
    assert [one.text for one in names_of(text)] == ["Friends of Thornbeck Library", "Ida", "Karren"]


def test_short_forms_are_joined_to_the_full_name_wherever_it_stands() -> None:
    text = "Brandt was late. Ida Brandt ran. Norlund Group fell. Norlund rose. Ida smiled."
    assert len(the("Ida Brandt", text).places) == 3
    assert len(the("Norlund Group", text).places) == 2


def test_two_that_share_a_word_are_not_joined_by_it() -> None:
    text = "Norlund Group fell. Norlund Bank rose. Then Norlund slept and Norlund woke."
    assert len(the("Norlund", text).places) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ida Tormel left.",
        "Zorvan Tormel, 61, left.",
        "Zorvan Tormel, who runs, left.",
        "They met engineer Zorvan Tormel at noon.",
        "Mr Zorvan Tormel left.",
        "Zorvan Tormel, a novelist, left.",
        "Z. Tormel left.",
        "Zorvan Tormel left.",
    ],
)
def test_signs_of_a_person(text: str) -> None:
    assert next(one for one in names_of(text) if one.words[-1] == "Tormel").is_person


@pytest.mark.parametrize(
    "text",
    [
        "Zorvan Tormel, which mines copper, left.",
        "The operator, Zorvan Tormel, left.",
        "Zorvan Tormel Ltd left.",
        "They asked the Zorvan Tormel for help.",
        "Zorvan Tormel, a mining company, left.",
        "ZORVAN Tormel left.",
    ],
)
def test_signs_of_an_organisation(text: str) -> None:
    assert not next(one for one in names_of(text) if "Tormel" in one.words).is_person


def test_offices_before_and_after_a_name_are_kept() -> None:
    assert the("Ivan Ssem", "The ministry and its spokesperson, Ivan Ssem, agreed.").roles == [
        "its spokesperson"
    ]
    assert "leader of the union" in the("Ivan Ssem", "Ivan Ssem, the leader of the union, agreed.").roles
    assert the("Ivan Ssem", "Ivan Ssem, said the clerk, agreed.").told == []


def test_given_names_and_offices_tell_he_from_she() -> None:
    assert the("Ida Tormel", "Ida Tormel left.").is_woman is True
    assert the("Tobias Tormel", "Tobias Tormel left.").is_woman is False
    assert the("Zorvan Tormel", "Zorvan Tormel, a businesswoman, left.").is_woman is True
    assert the("Zorvan Tormel", "Zorvan Tormel left.").is_woman is None
    assert is_woman(min(EITHER)) is None


def test_a_headline_makes_no_names_of_its_own_but_may_hold_those_of_the_text() -> None:
    text = "Ida Brandt Calls Jens Falk Wrong Over Harbour Plans\n\nMayor Ida Brandt met Jens Falk in Karren."
    assert [one.text for one in names_of(text)] == ["Ida Brandt", "Jens Falk", "Karren"]
    assert [text[place.start : place.end] for place in the("Ida Brandt", text).places] == ["Ida Brandt"] * 2


def test_letters_stand_for_the_institution_that_they_begin() -> None:
    text = "The International Ferry Fund met. The IFF agreed. The IMF did not."
    assert [one.text for one in names_of(text)] == ["International Ferry Fund", "IMF"]
    assert len(the("International Ferry Fund", text).places) == 2


def test_cut_titles_are_read_whole() -> None:
    assert the("Ida Brandt", "New Jersey Gov. Ida Brandt left.").roles == ["New Jersey Governor"]
    assert [one.text for one in names_of("Sen. Jens Falk and New York slept.")] == ["Jens Falk", "New York"]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Ida Brandt", "Ida Brandt", "person"),
        ("Mayor Ida Brandt", "Ida Brandt", "person"),
        ("Norlund Ltd", "Norlund Ltd", "organization"),
    ],
)
def test_a_source_may_be_a_name_that_stands_nowhere_else(words: str, name: str, kind: str) -> None:
    found = named_alone(words, Span(0, len(words)))
    assert found is not None
    assert (found.text, "person" if found.is_person else "organization") == (name, kind)


@pytest.mark.parametrize("words", ["Brandt", "two officials", "The Brandts", "Ida of Karren"])
def test_a_source_that_is_more_than_a_name_or_less_is_not_read_as_one(words: str) -> None:
    assert named_alone(words, Span(0, len(words))) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Securities and Exchange Commission said no.", "Securities and Exchange Commission"),
        ("A plea of the Central and East European Coalition failed.", "Central and East European Coalition"),
        ("The I.R.S. has questions.", "I.R.S."),
        ("J.K. Tormel left.", "J.K. Tormel"),
        ("It was U.S. President Ann Lee who left.", "Ann Lee"),
    ],
)
def test_a_name_is_read_whole(text: str, name: str) -> None:
    assert name in [one.text for one in names_of(text)]


@pytest.mark.parametrize(
    "text", ["Ida and Norlund Bank met.", "The Pentagon and Norlund Bank met. The Pentagon left."]
)
def test_two_that_and_parts_stay_two(text: str) -> None:
    assert "Norlund Bank" in [one.text for one in names_of(text)]


def test_a_junior_is_meant_by_his_surname() -> None:
    text = "Joseph R. Tormel Jr. came. Mr. Tormel left."
    (name,) = names_of(text)
    assert len(name.places) == 2
    assert name.surname == "Tormel"


def test_initials_before_a_surname_are_a_persons() -> None:
    assert the("J.K. Tormel", "J.K. Tormel left.").is_person


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Ohio Democratic Party Chairman David Pepper left.",
            "David Pepper",
            "Ohio Democratic Party Chairman",
        ),
        ("It was Secretary of State Jon Tormel who left.", "Jon Tormel", "Secretary of State"),
        ("Speaker of the House Ann Lee left.", "Ann Lee", "Speaker of the House"),
        ("Both Democrat Ann Lee and Ida Roe left.", "Ann Lee", "Democrat"),
    ],
)
def test_an_office_before_a_name_is_read_whole(text: str, name: str, role: str) -> None:
    assert the(name, text).roles == [role]
