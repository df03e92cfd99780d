"""A claim of several statements is compared statement by statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.conflict.clauses import MOST, clauses, split
from app.conflict.detect import compare_among_all
from app.domain.claim import Told
from app.domain.conflict import ConflictKind, Opinion

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the bridge had held, and that nobody had been hurt", 2),
        ("the bridge had held well ... while the road was closed", 2),
        ("the bridge had held while the road was closed", 1),
        ("the bridge had held, while the road was closed", 2),
        ("It is a lie from start to finish. Nobody fired on the crowd. I was there.", 2),
        ("The old bridge held.” “Nobody was hurt by it.", 2),
        ("No. The bridge is in our hands", 1),
        ("Lt. Col. Maddoc and Mr. Hentzau crossed the bridge", 1),
        ("As for the river, Lt. Col. Maddoc and Mr. Hentzau crossed the bridge", 1),
        ("U.S. Marines crossed the bridge at 6 a.m. and left", 1),
        ("", 1),
    ],
)
def test_a_new_statement_begins_where_the_words_say_so(text: str, parts: int) -> None:
    found = split(text)
    assert len(found) == parts
    assert all(part in text for part in found)


def test_a_word_that_joins_belongs_to_neither() -> None:
    assert split("the bridge had held well ... while the road was closed")[1] == "the road was closed"


def test_a_long_speech_is_looked_at_in_bounds() -> None:
    assert len(split("Nobody was hurt by it. " * 1000)) == MOST


def test_each_statement_has_its_own_figures(claim: Callable[..., Statement]) -> None:
    whole = claim("union: {14 miners} were killed in the slide, and that the owner had been warned twice")
    killed, warned = clauses(whole)
    assert [one.words for one in killed.quantities] == ["14 miners"]
    assert warned.quantities == ()
    assert (killed.id, killed.party_name) == (whole.id, "union")


def test_a_figure_is_no_part_of_a_longer_one(claim: Callable[..., Statement]) -> None:
    first, second = clauses(
        claim("union: {14 people} were killed in the slide, and that {4 people} were missing since")
    )
    assert [one.words for one in first.quantities] == ["14 people"]
    assert [one.words for one in second.quantities] == ["4 people"]


def test_the_clause_that_was_read_stays_with_the_statement_that_holds_it(
    claim: Callable[..., Statement],
) -> None:
    told = Told(subject="the bridge", relation="had held", object=None, negated=False)
    whole = replace(claim("army: the bridge had held, and that no soldier had been hurt"), told=told)
    held, hurt = clauses(whole)
    assert held.told == told
    assert hurt.told == Told(subject=None, relation="", object=None, negated=True)


def test_a_claim_of_one_statement_stays_as_it_is(claim: Callable[..., Statement]) -> None:
    whole = claim("army: the bridge is in our hands")
    assert clauses(whole) == (whole,)


def test_the_judge_reads_statements_and_the_surest_clash_counts(claim: Callable[..., Statement]) -> None:
    asked: list[tuple[str, str]] = []

    def judge(first: Statement, second: Statement, _marks: tuple[int, ...]) -> Opinion:
        asked.append((first.text, second.text))
        share = 0.95 if "flew" in first.text + second.text else 0.1
        return Opinion(conflict=share, agree=0.0, kind=ConflictKind.STATUS)

    told = Told(subject="the minister", relation="flew", object="to Moscow", negated=False)
    lines = (
        "paper: the minister had slept badly, and that the minister flew to Moscow",
        "office: the minister spent the weekend at home",
    )
    first, second = (
        replace(claim(line, str(number)), told=told, story=("maddoc", "torvane"), article=line)
        for number, line in enumerate(lines)
    )
    found = compare_among_all(first, second, judge)
    assert found is not None
    assert found.score == 0.95
    assert "“the minister flew to Moscow”" in found.explanation
    assert len(asked) == 2
