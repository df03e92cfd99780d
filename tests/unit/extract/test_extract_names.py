"""Names: what is a part of them, which are one, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.article import Span
from app.extract.given_names import EITHER, is_woman
from app.extract.names.find import named_alone, names_of
from app.extract.names.runs import split_titles

if TYPE_CHECKING:
    from app.extract.names.name import Name


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
        ("A father, Sunday Okafor, waited.", "Sunday Okafor"),
        ("The mayor spoke, Sunday Okafor, a baker, said.", "Okafor"),
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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Volcanologist Ratna Dewi Kusuma", "Ratna Dewi Kusuma"),
        ("Ex-manager Dale Cutter", "Dale Cutter"),
        ("Co-author Ines Vartel", "Ines Vartel"),
        ("Baker Sheila Thornton", "Sheila Thornton"),
        ("Baker Hughes", "Baker Hughes"),
        ("Butcher Street Bank", "Butcher Street Bank"),
    ],
)
def test_an_occupation_before_a_name_is_no_part_of_it(words: str, name: str) -> None:
    assert " ".join(split_titles(words.split())[1]) == name


@pytest.mark.parametrize(
    "name",
    [
        "National Agency for Disaster Relief",
        "Department for Transport",
        "Ministry of Health",
        "Farmers’ League",
        "Harbour & Finch",
    ],
)
def test_a_name_of_an_institution_is_whole(name: str) -> None:
    text = f"It rained.\nThey asked the {name} for help."
    assert name in [one.text for one in names_of(text)]
    assert not the(name, text).is_person


def test_a_closing_mark_after_a_plural_is_no_genitive() -> None:
    text = "It rained.\nHe called them ‘Bad Brothers’ Ann Lee said."
    assert "Ann Lee" in [one.text for one in names_of(text)]


def test_a_firm_is_one_with_and_without_its_legal_form() -> None:
    text = "It rained.\nSolveig Marine ASA has grown. Boats of Solveig Marine sail."
    (firm,) = names_of(text)
    assert (firm.text, firm.is_person, len(firm.places)) == ("Solveig Marine ASA", False, 2)


def test_the_office_of_a_state_is_no_name() -> None:
    text = "It rained.\nNorway's Minister of Climate, Hege Brattli, left."
    assert [one.text for one in names_of(text) if one.is_person] == ["Hege Brattli"]


def test_a_word_that_is_common_in_the_text_is_no_name_where_a_sentence_begins() -> None:
    text = "It rained.\nFarmers left. The Old Farmers’ League met other farmers."
    assert "Farmers" not in [one.text for one in names_of(text)]


def test_speakers_of_a_transcript_are_spelt_as_names() -> None:
    text = "KAREN OLDS, HOST: Good evening.\nDEV MISTRY (BYLINE): Hello.\nOLDS: Well?\nBBC: No."
    found = {one.text: (one.is_person, len(one.places)) for one in names_of(text)}
    assert found["Karen Olds"] == (True, 2)
    assert found["Dev Mistry"] == (True, 1)
    assert "Bbc" not in found


def test_letters_after_a_name_are_no_part_of_it() -> None:
    text = "It rained.\nTheir spokesman, Douglas Inkster MSP, left. Mary Lee OBE stayed."
    assert [one.text for one in names_of(text) if one.is_person] == ["Douglas Inkster", "Mary Lee"]


def test_a_word_with_capitals_inside_is_a_name_where_a_sentence_begins_too() -> None:
    assert [one.text for one in names_of("It rained.\nCalMac has 32 ferries. PTI said so.")] == [
        "CalMac",
        "PTI",
    ]


def test_who_in_capitals_is_the_organization() -> None:
    text = "It rained.\nThe World Health Organization met. The WHO said so."
    assert len(the("World Health Organization", text).places) == 2


def test_what_is_called_a_company_right_after_is_one() -> None:
    text = "It rained.\nPower is out, according to Zorvan Tessel. The company says it is late."
    assert not the("Zorvan Tessel", text).is_person
    text = "It rained.\nZorvan Tessel left it. He said the company was late."
    assert the("Zorvan Tessel", text).is_person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deputy Commissioner of Police Anand Karr spoke.", ["Police", "Anand Karr"]),
        ("The Special Adviser on Media, Mr. Bello Danjuma, spoke.", ["Media", "Bello Danjuma"]),
        (
            "Here Leader of Opposition in the Legislative Council Farida Sheikh spoke.",
            ["Opposition", "Farida Sheikh"],
        ),
        ("Then Tory MP Giles Fothering-Hay spoke.", ["Tory", "Giles Fothering-Hay"]),
        ("It rained. Furious Maureen Tipple left.", ["Maureen Tipple"]),
        ("The Hollin Supporters' Trust met.", ["Hollin Supporters' Trust"]),
        ("Q: And was Ida Roe there?", ["Ida Roe"]),
    ],
)
def test_offices_adjectives_and_seats_are_no_part_of_a_name(text: str, expected: list[str]) -> None:
    found = [one.text for one in names_of(text)]
    assert set(found) <= set(expected)
    assert expected[-1] in found


def test_what_goes_on_after_a_name_is_no_office() -> None:
    assert the("Yaw Tetteh", "Then Yaw Tetteh, blamed the referee.").roles == []
    assert the("Gil Navarro", "It called on owner Gil Navarro to go.").roles == ["owner"]
    assert the("Janet Spry", "15:05\nCouncil leader Janet Spry said so.").roles != ["05\nCouncil leader"]


def test_whose_son_somebody_is_tells_no_sex() -> None:
    assert the("Fiona Baird", "Then Fiona Baird, whose son was on board, left.").is_woman is True


def test_an_honour_is_left_out_of_an_office_but_stands_alone() -> None:
    assert the("Edith Rowntree", "Then Chairwoman Dame Edith Rowntree left.").roles == ["Chairwoman"]
    assert the("Peninah Wekesa", "Then Dr Peninah Wekesa left.").roles == ["Dr"]


def test_a_surname_alone_tells_no_sex_though_it_may_be_a_given_name() -> None:
    assert the("Peninah John", "Dr Peninah John left. Later John came back.").is_woman is None


def test_a_line_of_capitals_with_an_office_is_no_name() -> None:
    assert named_alone("BANK CHIEF", Span(0, 10)) is None


def test_officers_in_letters_and_who_is_surnamed_so_are_persons() -> None:
    assert the("Mei-Ling Tso", "Then CFO Mei-Ling Tso spoke.").roles == ["CFO"]
    assert the("Wu", "One of them, surnamed Wu, spoke.").is_person
    assert the("Oktava", "It fell. Rival Oktava rose, and Oktava spoke.").text == "Oktava"
    assert the("Blueline", "It fell. Blueline, which complained, spoke.").text == "Blueline"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Suna's Peter Oduor spoke.", "Peter Oduor"),
        ("The builder, Turin-based Astralia, spoke.", "Astralia"),
        ("The footballer Dean Rudge spoke.", "Dean Rudge"),
        ("Then Lloyd's Register Group spoke.", "Lloyd's Register Group"),
    ],
)
def test_whose_and_where_from_is_no_part_of_a_name(text: str, expected: str) -> None:
    assert [one.text for one in names_of(text)] == [expected]


def test_initials_are_a_persons_whatever_stands_before_them() -> None:
    assert the("K. Raman", "Her counterpart at the agency, K. Raman, spoke.").is_person


def test_an_office_held_and_an_agency_of_a_nation_are_told_from_persons() -> None:
    text = "Its National Organiser, Mr Wepia Addo, spoke."
    assert [one.text for one in names_of(text)] == ["Wepia Addo"]
    agency = the("Transport Scotland", "It rained. Then Transport Scotland spoke.")
    assert not agency.is_person
    assert agency.roles == []


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    text = "The prison was quiet, spokesman John Miller said.\n\nAll were at their posts, Miller said."
    assert [one.start for one in the("John Miller", text).places] == [32, text.rindex("Miller")]
