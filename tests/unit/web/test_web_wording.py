from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.claim import Certainty, Comparator, Quotation, SpeakerKind, Stance
from app.domain.conflict import ConflictKind, Strength
from app.domain.view import QuantityView, TimeView
from app.web import wording
from app.web.examples import read_examples
from app.web.pages import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "scheme"),
    [
        (wording.QUOTATION, Quotation),
        (wording.STANCE, Stance),
        (wording.ACT, Stance),
        (wording.CERTAINTY, Certainty),
        (wording.COMPARATOR, Comparator),
        (wording.CONFLICT, ConflictKind),
        (wording.STRENGTH, Strength),
        (wording.PARTY, SpeakerKind),
    ],
)
def test_every_notation_has_its_words(words: dict[str, str], scheme: type) -> None:
    assert set(words) == {member.value for member in scheme}


def test_a_notation_without_words_is_shown_as_it_is() -> None:
    assert wording.said_as("novel", wording.STANCE) == "novel"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2021-07-09", "9 July 2021"),
        ("2021-07-09T23:30:00+02:00", "9 July 2021"),
        (None, ""),
        ("July", "July"),
    ],
)
def test_a_day_is_written_as_in_a_newspaper(iso: str | None, words: str) -> None:
    assert wording.day_words(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2021-07-09T23:30:00-02:00", "10 July 2021, 01:30 UTC"),
        ("2021-07-09T23:30:00", "9 July 2021, 23:30 UTC"),
        ("?", "?"),
    ],
)
def test_a_moment_is_written_in_utc(iso: str, words: str) -> None:
    assert wording.moment_words(iso) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2021-07-08", "2021-07-08", "8 July 2021"),
        ("2021-07-01", "2021-07-31", "1 July 2021 to 31 July 2021"),
        ("2021-03-01", None, "from 1 March 2021"),
        (None, "2021-03-01", "until 1 March 2021"),
        (None, None, "days not known"),
    ],
)
def test_a_time_is_written_as_the_days_it_comes_to(
    earliest: str | None, latest: str | None, words: str
) -> None:
    assert wording.time_words(TimeView(words="w", precision="day", earliest=earliest, latest=latest)) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (
            QuantityView(
                words="w",
                figure="100",
                comparator="moreThan",
                value="100",
                minimum="100",
                counted="districts",
            ),
            "more than 100 districts",
        ),
        (
            QuantityView(words="w", figure="2", comparator="between", minimum="2", maximum="3", unit="km"),
            "between 2 and 3 km",
        ),
        (QuantityView(words="w", figure="many", comparator="about"), "about many"),
    ],
)
def test_a_figure_is_written_with_its_bounds(quantity: QuantityView, words: str) -> None:
    assert wording.bounds_words(quantity) == words


def test_examples_are_read_with_their_questions(tmp_path: Path) -> None:
    (tmp_path / "2-who.rq").write_text("# Who says what?\nSELECT * {}\n", encoding="utf-8")
    (tmp_path / "1-all-things.rq").write_text("ASK {}", encoding="utf-8")
    found = read_examples(tmp_path)
    assert [(one.name, one.question, one.query) for one in found] == [
        ("1-all-things", "1 all things", "ASK {}"),
        ("2-who", "Who says what?", "SELECT * {}"),
    ]


def test_no_folder_means_no_examples(tmp_path: Path) -> None:
    assert read_examples(tmp_path / "nowhere") == ()


def test_no_template_holds_scripts_styles_or_foreign_parts() -> None:
    found = list(TEMPLATES.glob("*.html"))
    assert found
    for template in found:
        text = template.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text
        assert "|safe" not in text


def test_the_second_figure_of_a_question_begins_small() -> None:
    figures = SimpleNamespace(first="More than 4,000 people", second="No more than 1,500 people")
    conflict: Any = SimpleNamespace(kind="quantity", differs=(figures,))
    question = wording.conflict_question(conflict)
    assert question == "More than 4,000 people, or no more than 1,500 people?"
