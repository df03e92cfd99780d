"""Turns of a transcript and signed quotations are attributed without a verb."""

from __future__ import annotations

import pytest

from app.extract.typography import continued, set_apart
from app.models.decode import Group
from app.models.units import split


def read(text: str) -> list[tuple[str, str]]:
    units = split(text)

    def words(place: range) -> str:
        return text[units[place.start].start : units[place.stop - 1].end]

    return [(words(group.source[0]), words(group.content[0])) for group in set_apart(units)]


def test_turns_of_a_transcript_belong_to_their_labels() -> None:
    text = "MORALES: The bridge opens in May.\n\nSEN. DE LA CRUZ: Who pays?\n\nThe session ended."
    assert read(text) == [("MORALES", "The bridge opens in May."), ("SEN. DE LA CRUZ", "Who pays?")]


def test_questions_and_answers_are_turns() -> None:
    assert read("Q: Is it safe?\n\nA: Not yet.") == [("Q", "Is it safe?"), ("A", "Not yet.")]


def test_an_office_after_a_label_is_no_part_of_the_speaker() -> None:
    text = "KAREN OLDS, HOST: Good evening.\n\nDEV MISTRY (BYLINE): Hello."
    assert read(text) == [("KAREN OLDS", "Good evening."), ("DEV MISTRY", "Hello.")]


def test_names_that_are_set_again_and_again_are_labels_in_title_case_too() -> None:
    text = "Ann Lee: Is it safe?\n\nBo Marsh: Not yet.\n\nAnn Lee: When?\n\nBo Marsh: In May."
    assert [who for who, _ in read(text)] == ["Ann Lee", "Bo Marsh", "Ann Lee", "Bo Marsh"]
    assert read("Ann Lee: Is it safe?\n\nBo Marsh: Not yet.") == []


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The bridge is open again.",
        "The mayor listed two: the bridge and the quay.\n\nHe added: nothing more.",
        "",
        "FIRST:\n\nSECOND:",
    ],
)
def test_headings_and_colons_are_no_turns(text: str) -> None:
    assert read(text) == []


def test_a_name_in_full_is_a_label_where_its_last_word_is_one_again_and_again() -> None:
    text = (
        "Ida Roe: Was it safe?\n\nAnn Lee: No.\n\nRoe: When?\n\nLee: In May.\n\nRoe: Why?\n\nLee: It rained."
    )
    assert [who for who, _ in read(text)] == ["Ida Roe", "Ann Lee", "Roe", "Lee", "Roe", "Lee"]


def test_an_aside_in_a_label_is_passed_over() -> None:
    assert read("Q (off mic): Is it safe?\n\nROE: Not yet.") == [("Q", "Is it safe?"), ("ROE", "Not yet.")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("‘Right time for new leadership,’ says chairman", ("chairman", "‘Right time for new leadership,’")),
        ("Fire now under control, says chief", ("chief", "Fire now under control")),
        ("11 HURT, 3 MISSING - HEALTH MINISTRY", ("HEALTH MINISTRY", "11 HURT, 3 MISSING")),
        ("Rail union: He should have gone", ("Rail union", "He should have gone")),
    ],
)
def test_lines_of_a_headline_say_who_says_it(line: str, expected: tuple[str, str]) -> None:
    assert read(f"{line}\n\nIt rained.") == [expected]


@pytest.mark.parametrize(
    "line",
    ["It is late, says the mayor.", "Coach: Ann Lee and Bo Marsh", "24 - men held at sea", "A walk - police"],
)
def test_other_lines_say_nothing(line: str) -> None:
    assert read(f"{line}\n\nIt rained.") == []


@pytest.mark.parametrize("dash", ["—", "―", "–", "--"])
def test_a_signed_quotation_belongs_to_the_name(dash: str) -> None:
    text = f"Readers wrote to us.\n\n“It was a ‘long’ night.” {dash} Ilse Brandt, Norhaven\n\nMore follows."
    assert read(text) == [("Ilse Brandt, Norhaven", "“It was a ‘long’ night.”")]


@pytest.mark.parametrize("text", ["“Yes,” — and he left.", "“Yes” —", "He wrote “yes” — Brandt"])
def test_a_dash_after_a_quotation_alone_signs_nothing(text: str) -> None:
    assert read(text) == []


def parts(text: str, source: str, content: str) -> list[str]:
    """Give the parts of a content after a quotation over paragraphs was carried on."""
    units = split(text)

    def place(words: str) -> range:
        start = text.index(words)
        inside = [i for i, unit in enumerate(units) if start <= unit.start < start + len(words)]
        return range(inside[0], inside[-1] + 1)

    group = Group(source=(place(source),), cue=place("said"), content=(place(content),), score=1.0)
    (grown,) = continued(units, [group])
    return [text[units[part.start].start : units[part.stop - 1].end] for part in grown.content]


def test_a_quotation_left_open_belongs_to_who_is_named_after_it() -> None:
    text = "“We saw no fraud.\n\n“Votes were read twice.\n\n“All of them,” Yusuf said."
    assert parts(text, "Yusuf", "“All of them,”") == [
        "“We saw no fraud.",
        "“Votes were read twice.",
        "“All of them,”",
    ]


def test_a_quotation_left_open_belongs_to_who_is_named_before_it() -> None:
    text = "Yusuf said: “We saw no fraud.\n\n“Votes were read twice.\n\n“All.” Then she left."
    assert parts(text, "Yusuf", "“We saw no fraud.") == [
        "“We saw no fraud.",
        "“Votes were read twice.",
        "“All.”",
    ]


def test_a_closed_quotation_does_not_reach_into_the_next_paragraph() -> None:
    assert parts("Yusuf said: “None.”\n\n“All.” Brandt left.", "Yusuf", "“None.”") == ["“None.”"]


def test_a_flash_says_who_says_it() -> None:
    text = "INTERIOR MINISTER ROE SAYS NO SIGN OF ATTACK\n\nIt rained."
    assert read(text) == [("INTERIOR MINISTER ROE", "NO SIGN OF ATTACK")]
