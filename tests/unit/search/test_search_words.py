from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.words import LONGEST, MOST_PARTS, expression


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("taliban", '"taliban"'),
        ("two words", '"two" AND "words"'),
        ('"border crossing" herat', '"border crossing" AND "herat"'),
        ("“border crossing”", '"border crossing"'),
        ('"never closed', '"never closed"'),
        ("distr*", '"distr"*'),
        ("houses -burned", '"houses" NOT "burned"'),
        ('houses -"burned down"', '"houses" NOT "burned down"'),
        ("fire OR flood town", '("fire" OR "flood") AND "town"'),
        ("fire OR", '"fire"'),
        ("OR fire", '"OR" AND "fire"'),
        ("a-b", '"a-b"'),
        ("title:x NEAR(a", '"title:x" AND "NEAR(a"'),
        ("-alone", ""),
        ('" " * ( - ', ""),
        ("", ""),
        ("a\x00b", '"a" AND "b"'),
        ("\ud800x", '"x"'),
    ],
)
def test_what_people_type_is_written_as_the_index_reads_it(question: str, written: str) -> None:
    assert expression(question) == written


@given(st.text(st.characters(), max_size=60) | st.text("ab\"*-() OR:^{}+,.'“”", max_size=30))
def test_any_text_is_an_expression_that_the_index_can_read(question: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61')")
        written = expression(question)
        if written:
            assert connection.execute("SELECT * FROM t WHERE t MATCH ?", (written,)).fetchall() == []
    connection.close()


def test_a_question_without_end_is_read_to_an_end() -> None:
    assert expression("word " * 10_000).count('"word"') == MOST_PARTS
    assert len(expression("x" * 10_000)) == LONGEST + 2
