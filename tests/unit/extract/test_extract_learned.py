"""What the model finds becomes attributions that stand on whole words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.article import Article
from app.domain.claim import Attribution, Quotation
from app.extract.learned import LearnedAttribution, attributions, is_english
from app.models.decode import Group
from app.models.runner import Reading
from app.models.units import Unit, split

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "“We will rebuild the ‘old’ quay,” Mayor Ilse Brandt said. She didn't say when."


def rows(units: list[Unit], words: str, text: str = TEXT) -> range:
    start = text.index(words)
    end = start + len(words)
    inside = [index for index, unit in enumerate(units) if start <= unit.start and unit.end <= end]
    return range(inside[0], inside[-1] + 1)


def found(source: str, cue: str, *content: str, text: str = TEXT) -> Attribution:
    units = split(text)
    group = Group(
        source=(rows(units, source, text),) if source else (),
        cue=rows(units, cue, text),
        content=tuple(rows(units, part, text) for part in content),
        score=1.0,
    )
    (attribution,) = attributions(text, Reading(units=units, groups=[group]))
    return attribution


def test_a_quotation_that_was_found_in_part_is_given_whole() -> None:
    attribution = found("Mayor Ilse Brandt", "said", "rebuild the ‘old’ quay")
    assert [span.of(TEXT) for span in attribution.content] == ["“We will rebuild the ‘old’ quay,”"]
    assert attribution.quotation is Quotation.DIRECT


def test_a_small_part_of_a_quotation_stays_small() -> None:
    text = TEXT.replace("quay,”", "quay”")
    attribution = found("Mayor Ilse Brandt", "said", "rebuild", text=text)
    assert [span.of(text) for span in attribution.content] == ["rebuild"]


def test_speech_is_given_whole_however_little_was_found() -> None:
    attribution = found("Mayor Ilse Brandt", "said", "rebuild")
    assert [span.of(TEXT) for span in attribution.content] == ["“We will rebuild the ‘old’ quay,”"]


def test_a_quotation_is_not_completed_over_the_words_of_another() -> None:
    attribution = found("We", "will", "rebuild the ‘old’ quay")
    assert [span.of(TEXT) for span in attribution.content] == ["rebuild the ‘old’ quay"]


def test_no_edge_falls_into_a_negation() -> None:
    units = split(TEXT)
    at = next(index for index, unit in enumerate(units) if unit.word == "didn")
    group = Group(source=(), cue=range(at, at + 1), content=(rows(units, "when"),), score=1.0)
    (attribution,) = attributions(TEXT, Reading(units=units, groups=[group]))
    assert attribution.cue[0].of(TEXT) == "didn't"


@pytest.mark.parametrize(
    ("content", "quotation"),
    [("that ice melts", Quotation.INDIRECT), ("that “fast” ice melts", Quotation.MIXED)],
)
def test_quotation_marks_tell_the_kind(content: str, quotation: Quotation) -> None:
    assert found("Ann", "said", content, text=f"Ann said {content}").quotation is quotation


def test_a_content_of_marks_alone_says_nothing() -> None:
    units = split("Ann said …")
    group = Group(source=(range(1),), cue=range(1, 2), content=(range(2, 3),), score=1.0)
    assert attributions("Ann said …", Reading(units=units, groups=[group])) == ()


class Silent:
    """A model that must not be asked."""

    def read(self, text: str, *, sentences: Sequence[int] | None = None) -> Reading:
        raise AssertionError(text, sentences)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Міністр заявив, що міст буде відкрито навесні.", "en"),
        ("قال الوزير إن الجسر سيفتح في الربيع", "en"),
        ("Le ministre a dit que le pont serait ouvert.", "fr"),
        ("Der Minister sagte am Montag, dass die Brücke im Frühjahr geöffnet werde. " * 4, "en"),
    ],
)
def test_other_languages_are_not_read(text: str, language: str) -> None:
    assert LearnedAttribution(Silent()).find(Article(text=text, language=language)).attributions == ()


def test_a_short_headline_may_be_english() -> None:
    assert is_english("Mayor Brandt vows: We rebuild")
    assert is_english("BLAST ROCKS REFINERY, UNION SAYS\n" * 7)  # flashes leave small words out
    assert not is_english("BLAST ROCKS REFINERY, UNION SAYS\n" * 70)
