"""Turns of a transcript and signed quotations are attributed without a verb."""

from __future__ import annotations

import pytest

from app.extract.typography import set_apart
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


@pytest.mark.parametrize("dash", ["—", "―", "–", "--"])
def test_a_signed_quotation_belongs_to_the_name(dash: str) -> None:
    text = f"Readers wrote to us.\n\n“It was a ‘long’ night.” {dash} Ilse Brandt, Norhaven\n\nMore follows."
    assert read(text) == [("Ilse Brandt, Norhaven", "“It was a ‘long’ night.”")]


@pytest.mark.parametrize("text", ["“Yes,” — and he left.", "“Yes” —", "He wrote “yes” — Brandt"])
def test_a_dash_after_a_quotation_alone_signs_nothing(text: str) -> None:
    assert read(text) == []
