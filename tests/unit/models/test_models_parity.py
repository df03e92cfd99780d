"""The 8-bit weights give on this machine what they gave where they were measured."""

from __future__ import annotations

import pytest

from app.extract.learned import attributions
from app.models.runner import AttributionModel

RECORDED = {
    "Paul Adler denied that the wall had failed.": [("Paul Adler", "denied", "the wall had failed")],
    "The harbour is safe, according to two engineers.": [
        ("two engineers", "according to", "The harbour is safe")
    ],
    "“It was cold,” said Ida Roe, a nurse.": [("Ida Roe, a nurse", "said", "“It was cold,”")],
    "The night was calm and the tide was low.": [],
}


@pytest.mark.parametrize("text", RECORDED)
def test_the_weights_tag_as_recorded(text: str) -> None:
    found = attributions(text, AttributionModel().read(text))
    words = [
        tuple(" ".join(span.of(text) for span in part) for part in (one.source, one.cue, one.content))
        for one in found
    ]
    assert words == RECORDED[text]
