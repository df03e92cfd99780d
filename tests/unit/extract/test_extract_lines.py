"""Lines whose capitals tell nothing of names."""

from __future__ import annotations

import pytest

from app.extract.lines import capital_lines, is_headline, is_loud


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Brandt Calls Council Plans Reckless",
        "Harbour Workers Refuse to Disavow Union Leader.",
        "Obama Sees ‘Personal Insult’ if Voters Stay Home for the Vote.",
    ],
)
def test_capitals_throughout_make_a_headline(line: str) -> None:
    assert is_headline(line)


@pytest.mark.parametrize(
    "line",
    [
        "President Barack Obama met Chancellor Angela Merkel.",
        "The council closed three schools on Monday.",
        "Mayor Ida Brandt",
        "BBC",
    ],
)
def test_sentences_and_short_lines_are_no_headlines(line: str) -> None:
    assert not is_headline(line)


def test_what_is_shouted_is_loud() -> None:
    assert is_loud("FERRY SINKS")
    assert not is_loud("BBC")
    assert not is_loud("FERRY sinks")


def test_the_first_line_counts_as_a_headline_where_more_follows() -> None:
    text = "Ferry sinks off Karren\n\nIt sank at noon.\nALL ARE SAFE\n"
    assert [line.of(text) for line in capital_lines(text)] == ["Ferry sinks off Karren", "ALL ARE SAFE"]
    assert list(capital_lines("Ida Brandt left.")) == []
    long = "The council of Karren, which met on Monday after weeks of quarrels, " * 2 + "\nIt rained."
    assert list(capital_lines(long)) == []
