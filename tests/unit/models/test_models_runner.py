"""The shipped model reads anything, and reads it alike whatever the threads and the company."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.extract.learned import attributions
from app.models import runner
from app.models.runner import AttributionModel, Reading

ARTICLE = (
    "“We will rebuild the quay before winter,” Mayor Ilse Brandt said on Monday.\n\n"
    "Engineers warned that the northern wall could fail, adding that no ship should moor there.\n\n"
    "According to the harbour office, 14 boats were lost."
)


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel(threads=2)


def read(model: AttributionModel, text: str) -> list[tuple[str, str, str]]:
    return [
        (
            " ".join(span.of(text) for span in found.source),
            " ".join(span.of(text) for span in found.cue),
            " ".join(span.of(text) for span in found.content),
        )
        for found in attributions(text, model.read(text))
    ]


def test_plain_reported_speech_is_found(model: AttributionModel) -> None:
    assert read(model, ARTICLE) == [
        ("Mayor Ilse Brandt", "said", "“We will rebuild the quay before winter,”"),
        ("Engineers", "warned", "the northern wall could fail"),
        ("Engineers", "adding", "no ship should moor there"),
        ("the harbour office", "According to", "14 boats were lost"),
    ]


def test_threads_change_nothing(model: AttributionModel) -> None:
    text = "\n\n".join([ARTICLE] * 12)
    assert AttributionModel(threads=1).read(text) == model.read(text)


def test_what_stands_in_other_windows_changes_nothing(model: AttributionModel) -> None:
    filler = "The tide was high and the wind came from the west all day. " * 11
    whole = f"{filler}\n\n{ARTICLE}"
    assert read(model, whole)[-4:] == read(model, f"{filler}\n\n{filler}\n\n{ARTICLE}")[-4:]


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "\u200b", "🙂", "שלום", "x" * 5000, "'" * 500, "\x00"])
def test_odd_texts_are_read_without_harm(model: AttributionModel, text: str) -> None:
    assert isinstance(model.read(text), Reading)


def test_a_sentence_of_five_thousand_words_is_read(model: AttributionModel) -> None:
    text = "Mayor Brandt said that " + "the quay and " * 1700 + "the wall would hold."
    reading = model.read(text)
    assert reading.groups
    assert all(part.stop <= len(reading.units) for group in reading.groups for part in group.content)


def test_the_card_names_the_weights_that_are_shipped(model: AttributionModel) -> None:
    card = Path(runner.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert model.digest in card
    assert hashlib.sha256(Path(runner.__file__).with_name("parser.onnx").read_bytes()).hexdigest() in card


def test_nothing_is_loaded_before_it_is_needed() -> None:
    assert AttributionModel()._loaded is None
