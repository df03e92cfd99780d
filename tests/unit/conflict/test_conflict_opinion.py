"""The rules and a model that reads: who has the last word on what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from app.conflict.detect import (
    SURE,
    SURE_IN_STORY,
    SURE_OF_LITTLE,
    compare_among_all,
    relate,
)
from app.conflict.opinion import DOUBTFUL, LEAST, UNDATED
from app.conflict.proof import is_worth_reading
from app.domain.claim import Told
from app.domain.conflict import ConflictKind, Opinion, Strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement

CLASH = ("ministry: {14 people} were killed at the market", "front: {31 people} were killed at the market")
SILENT = ("paper: the minister flew to Moscow", "office: the minister spent the weekend at home")


@dataclass
class Opinions:
    """A judge that always says the same and remembers what it was asked."""

    conflict: float
    agree: float = 0.0
    kind: ConflictKind = ConflictKind.NEGATION
    in_story: float | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, first: Statement, second: Statement, _marks: tuple[int, ...]) -> Opinion:
        self.asked.append((first.text, second.text))
        return Opinion(conflict=self.conflict, agree=self.agree, kind=self.kind, in_story=self.in_story)


def pair(claim: Callable[..., Statement], lines: tuple[str, str]) -> tuple[Statement, Statement]:
    return claim(lines[0], "1"), claim(lines[1], "2")


def test_what_no_rule_finds_is_a_soft_conflict_when_it_is_read_as_one(
    claim: Callable[..., Statement],
) -> None:
    found = relate(*pair(claim, SILENT), Opinions(0.83))
    assert (found.label, found.kind, found.strength, found.rule) == ("conflict", "negation", "soft", "read")
    assert found.score == 0.83
    assert "read side by side, with a score of 0.83" in found.explanation
    assert [(one.first, one.second) for one in found.differs] == [
        ("the minister flew to Moscow", "the minister spent the weekend at home")
    ]


def test_an_unsure_side_makes_it_hedged(claim: Callable[..., Statement]) -> None:
    first, second = claim("paper [probably]: the minister flew to Moscow", "1"), claim(SILENT[1], "2")
    assert relate(first, second, Opinions(0.83)).strength is Strength.HEDGED


def test_below_the_least_share_it_is_none(claim: Callable[..., Statement]) -> None:
    found = relate(*pair(claim, SILENT), Opinions(LEAST - 0.01))
    assert (found.label, found.score) == ("unrelated", LEAST - 0.01)


def test_what_a_rule_found_stays_unless_it_is_read_otherwise(claim: Callable[..., Statement]) -> None:
    kept = relate(*pair(claim, CLASH), Opinions(DOUBTFUL))
    taken = relate(*pair(claim, CLASH), Opinions(DOUBTFUL - 0.01))
    assert (kept.label, kept.kind, kept.strength) == ("conflict", "quantity", "hard")
    assert (taken.label, taken.flags) == ("unrelated", ("doubted",))
    assert "taken for two different things" in taken.explanation


def test_a_denial_that_is_read_as_the_same_in_other_words_agrees(claim: Callable[..., Statement]) -> None:
    lines = ("chemist: the shop has no insulin", "nurse: the shop has insulin")
    assert relate(*pair(claim, lines)).kind is ConflictKind.NEGATION
    assert relate(*pair(claim, lines), Opinions(0.4, agree=0.3)).label == "conflict"
    assert relate(*pair(claim, lines), Opinions(0.4, agree=0.5)).label == "agree"
    assert relate(*pair(claim, CLASH), Opinions(0.4, agree=0.5)).label == "conflict", "figures are counted"


def test_what_is_read_as_one_thing_said_twice_agrees(claim: Callable[..., Statement]) -> None:
    assert relate(*pair(claim, SILENT), Opinions(0.1, agree=0.8)).label == "agree"
    assert relate(*pair(claim, SILENT), Opinions(0.1, agree=0.3)).label == "unrelated"


def test_what_the_rules_know_to_be_the_same_is_never_a_clash(claim: Callable[..., Statement]) -> None:
    lines = ("rebel spokesman: the bridge is in our hands", "radio: the bridge is in rebel hands")
    judge = Opinions(1.0)
    assert relate(*pair(claim, lines), judge).label == "agree"
    assert judge.asked == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ministry: the bridge stands", "ministry: the bridge fell"),
        ("reporter [asks]: did the bridge fall", "ministry: the bridge stands"),
    ],
)
def test_what_words_cannot_change_is_not_asked(claim: Callable[..., Statement], one: str, two: str) -> None:
    judge = Opinions(1.0)
    assert relate(claim(one, "1"), claim(two, "2"), judge).label == "unrelated"
    assert judge.asked == []


def test_the_days_of_a_dispute_are_named(claim: Callable[..., Statement]) -> None:
    first = claim("lawyer [on 3 March]: my client was taken away", "1")
    second = claim("prosecutor [on 6 March]: the blogger was picked up by us", "2")
    found = relate(first, second, Opinions(0.9, kind=ConflictKind.DATE))
    assert [(one.field, one.first, one.second) for one in found.differs] == [
        ("day", "on 3 March", "on 6 March")
    ]


def test_the_figures_of_a_dispute_are_named(claim: Callable[..., Statement]) -> None:
    first, second = claim("a: {212 posts} are unfilled", "1"), claim("b: vacancies number {57 jobs}", "2")
    found = relate(first, second, Opinions(0.9, kind=ConflictKind.QUANTITY))
    assert [(one.first, one.second) for one in found.differs] == [("212 posts", "57 jobs")]


def test_among_all_claims_nothing_is_found_by_reading_alone(claim: Callable[..., Statement]) -> None:
    judge = Opinions(1.0)
    told = Told(subject="the minister", relation="flew", object="to Moscow", negated=False)
    first, second = (with_clause(one, told) for one in pair(claim, SILENT))
    assert compare_among_all(first, second, judge) is None
    assert judge.asked == []


PLAIN = ("a: we have to go on with it", "b: that is how it was")
COMMON = ("a: the road was open to the school that day", "b: my family could not go along that road")
FLEW = Told(subject="the minister", relation="flew", object="to Moscow", negated=False)
STORY = ("maddoc", "torvane")


def story(claim: Callable[..., Statement], lines: tuple[str, str] = SILENT) -> tuple[Statement, Statement]:
    """Give two claims out of two articles that tell one story."""
    first, second = (replace(with_clause(one, FLEW), story=STORY) for one in pair(claim, lines))
    return replace(first, article="A"), replace(second, article="B")


def test_of_claims_out_of_one_story_the_judge_tells(claim: Callable[..., Statement]) -> None:
    first, second = story(claim)
    assert compare_among_all(first, second, Opinions(SURE_IN_STORY)) is not None
    assert compare_among_all(first, second, Opinions(SURE_IN_STORY - 0.01)) is None
    assert compare_among_all(first, replace(second, story=("hentzau",)), Opinions(1.0)) is None


def test_within_a_story_the_share_for_stories_counts(claim: Callable[..., Statement]) -> None:
    first, second = story(claim)
    assert compare_among_all(first, second, Opinions(0.1, in_story=SURE_IN_STORY)) is not None
    assert compare_among_all(first, second, Opinions(1.0, in_story=0.1)) is None
    assert relate(first, second, Opinions(0.1, in_story=1.0)).label == "unrelated"


def test_the_more_crowded_a_story_the_more_two_claims_have_to_share(claim: Callable[..., Statement]) -> None:
    lines = ("Ada: {31 posts} are unfilled in the ministry", "Ben: the ministry has filled all posts")
    first, second = story(claim, lines)
    shares = [
        is_worth_reading(replace(first, crowd=crowd), replace(second, crowd=crowd)) for crowd in (1, 2, 64)
    ]
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[-1]) == (True, False)
    assert is_worth_reading(replace(first, crowd=64), second)


def test_two_claims_of_one_article_are_read_if_they_share_a_rarer_word(
    claim: Callable[..., Statement],
) -> None:
    first, second = story(claim)
    within = replace(second, article="A")
    assert compare_among_all(first, within, Opinions(SURE_OF_LITTLE)) is not None
    assert compare_among_all(first, within, Opinions(SURE_OF_LITTLE - 0.01)) is None
    plain, other = (replace(one, article="A") for one in story(claim, PLAIN))
    assert compare_among_all(plain, other, Opinions(1.0)) is None


def test_what_shares_no_rarer_word_has_to_be_read_with_more_certainty(
    claim: Callable[..., Statement],
) -> None:
    first, second = story(claim, COMMON)
    assert compare_among_all(first, second, Opinions(SURE)) is not None
    assert compare_among_all(first, second, Opinions(SURE - 0.01)) is None
    assert compare_among_all(*story(claim, PLAIN), Opinions(1.0)) is None


def test_who_holds_what_has_to_be_read_with_more_certainty_still(claim: Callable[..., Statement]) -> None:
    first, second = story(claim)
    held = ConflictKind.CONTROL
    assert compare_among_all(first, second, Opinions(SURE_OF_LITTLE, kind=held)) is not None
    assert compare_among_all(first, second, Opinions(SURE_OF_LITTLE - 0.01, kind=held)) is None


def test_figures_of_unlike_things_do_not_clash(claim: Callable[..., Statement]) -> None:
    judge = Opinions(1.0, kind=ConflictKind.QUANTITY)
    lines = (
        "ministry: {12 soldiers} died in the winter fighting",
        "{}: {6 %s} were lost in the winter fighting",
    )
    houses, troops = (
        story(claim, (lines[0], lines[1].replace("{}", "front", 1) % what)) for what in ("houses", "troops")
    )
    assert compare_among_all(*houses, judge) is None
    assert compare_among_all(*troops, judge) is not None


def test_a_group_among_all_the_people_does_not_clash(claim: Callable[..., Statement]) -> None:
    judge = Opinions(1.0, kind=ConflictKind.QUANTITY)
    lines = ("ministry: {%s soldiers} died in the winter fight", "front: {19 people} died in that fight")
    few, many = (story(claim, (lines[0] % number, lines[1])) for number in (12, 31))
    assert compare_among_all(*few, judge) is None
    assert compare_among_all(*many, judge) is not None


def test_what_states_nothing_is_not_read_nor_in_a_crowd_what_shares_nothing(
    claim: Callable[..., Statement],
) -> None:
    judge = Opinions(1.0)
    first, second = story(claim)
    assert compare_among_all(first, replace(second, told=None), judge) is None
    crowded = [replace(one, crowd=2) for one in story(claim, COMMON)]
    assert compare_among_all(*crowded, judge) is None
    assert judge.asked == []


def test_what_a_source_takes_back_in_other_words_is_a_revision(claim: Callable[..., Statement]) -> None:
    lines = ("paper: the minister flew to Moscow", "paper [6 March]: the minister spent the weekend at home")
    found = compare_among_all(*story(claim, lines), Opinions(1.0))
    assert found is not None
    assert "revision" in found.flags


def test_the_country_of_an_article_does_not_part_two_claims_of_one_story(
    claim: Callable[..., Statement],
) -> None:
    """A report on one country may be sent from the capital of another."""
    first, second = story(claim)
    abroad = replace(second, places=claim("a [Kastren]: x").places)
    assert compare_among_all(first, abroad, Opinions(1.0)) is not None


def test_without_a_day_the_words_have_to_be_surer(claim: Callable[..., Statement]) -> None:
    first, second = claim("paper [undated]: the minister flew to Moscow", "1"), claim(SILENT[1], "2")
    assert relate(first, second, Opinions(UNDATED - 0.01)).label == "unrelated"
    assert relate(first, second, Opinions(UNDATED)).label == "conflict"


def test_among_all_claims_one_that_is_not_proven_has_to_be_read_with_certainty(
    claim: Callable[..., Statement],
) -> None:
    line = "[in {}]: {{{} miners}} were buried alive in the quarry slide"
    first, second = claim(f"union {line.format('A', 14)}", "1"), claim(f"owner {line.format('B', 31)}", "2")
    assert relate(first, second).label == "conflict"
    assert compare_among_all(first, second, Opinions(SURE)) is not None
    assert compare_among_all(first, second, Opinions(SURE - 0.01)) is None
    assert compare_among_all(first, second) is None
    assert compare_among_all(first, replace(second, article="A"), Opinions(SURE)) is None
    assert compare_among_all(first, replace(second, article="A", contrasted=True), Opinions(SURE)) is not None


def test_among_all_claims_a_proven_clash_stands_unread(claim: Callable[..., Statement]) -> None:
    told = Told(subject="people", relation="were killed", object="at the market", negated=False)
    first, second = (with_clause(one, told) for one in pair(claim, CLASH))
    doubtful = Opinions(0.1)
    assert compare_among_all(first, second, doubtful) is not None
    assert doubtful.asked == []


def with_clause(one: Statement, told: Told) -> Statement:
    return replace(one, told=told)
