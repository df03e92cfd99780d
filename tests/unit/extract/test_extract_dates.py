"""Times are read against the day of publication; what cannot be read says nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.claim import Precision, TimeRange
from app.extract.dates import find_times

WEDNESDAY = date(2026, 11, 25)


def only(text: str, day: date | None = WEDNESDAY) -> TimeRange:
    (time,) = find_times(text, day)
    return time


def ends(text: str, day: date | None = WEDNESDAY) -> tuple[str, str]:
    time = only(text, day)
    return str(time.earliest), str(time.latest)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Thursday", "2026-11-19"),
        ("on Wednesday", "2026-11-25"),
        ("early on Sunday", "2026-11-22"),
        ("late Tuesday", "2026-11-24"),
        ("on Monday morning", "2026-11-23"),
        ("last Wednesday", "2026-11-18"),
        ("last Friday", "2026-11-20"),
        ("next Friday", "2026-11-27"),
        ("the following Monday", "2026-11-30"),
        ("yesterday", "2026-11-24"),
        ("today", "2026-11-25"),
        ("tonight", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("two days ago", "2026-11-23"),
        ("9 April", "2026-04-09"),
        ("on 9 April 2019", "2019-04-09"),
        ("the 3rd of July", "2026-07-03"),
        ("April 9", "2026-04-09"),
        ("April 9th, 2020", "2020-04-09"),
        ("on Jan. 5", "2026-01-05"),
        ("Sept 11", "2026-09-11"),
        ("December 24", "2026-12-24"),
        ("December 30", "2025-12-30"),
        ("29 February", "2024-02-29"),
        ("2026-11-20", "2026-11-20"),
    ],
)
def test_a_day_is_one_day(words: str, expected: str) -> None:
    time = only(f"The court sat {words}.")
    assert (str(time.earliest), str(time.latest)) == (expected, expected)
    assert time.precision is Precision.DAY
    assert time.words == words


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("last week", "2026-11-16", "2026-11-22", Precision.WEEK),
        ("this week", "2026-11-23", "2026-11-29", Precision.WEEK),
        ("two weeks ago", "2026-11-09", "2026-11-15", Precision.WEEK),
        ("a couple of weeks ago", "2026-11-09", "2026-11-15", Precision.WEEK),
        ("in March", "2026-03-01", "2026-03-31", Precision.MONTH),
        ("in mid-March", "2026-03-01", "2026-03-31", Precision.MONTH),
        ("as early as March", "2026-03-01", "2026-03-31", Precision.MONTH),
        ("in May 2020", "2020-05-01", "2020-05-31", Precision.MONTH),
        ("May 2020", "2020-05-01", "2020-05-31", Precision.MONTH),
        ("last December", "2025-12-01", "2025-12-31", Precision.MONTH),
        ("in last November", "2025-11-01", "2025-11-30", Precision.MONTH),
        ("next June", "2027-06-01", "2027-06-30", Precision.MONTH),
        ("this May", "2026-05-01", "2026-05-31", Precision.MONTH),
        ("last month", "2026-10-01", "2026-10-31", Precision.MONTH),
        ("next month", "2026-12-01", "2026-12-31", Precision.MONTH),
        ("a month ago", "2026-10-01", "2026-10-31", Precision.MONTH),
        ("in 2020", "2020-01-01", "2020-12-31", Precision.YEAR),
        ("in early 2020", "2020-01-01", "2020-12-31", Precision.YEAR),
        ("last year", "2025-01-01", "2025-12-31", Precision.YEAR),
        ("20 years ago", "2006-01-01", "2006-12-31", Precision.YEAR),
        ("at the weekend", "2026-11-21", "2026-11-22", Precision.SPAN),
        ("last weekend", "2026-11-21", "2026-11-22", Precision.SPAN),
        ("next weekend", "2026-12-05", "2026-12-06", Precision.SPAN),
        ("earlier this week", "2026-11-23", "2026-11-24", Precision.SPAN),
        ("later this year", "2026-11-25", "2026-12-31", Precision.SPAN),
        ("in the last week", "2026-11-18", "2026-11-25", Precision.SPAN),
        ("in the past three days", "2026-11-22", "2026-11-25", Precision.SPAN),
        ("over the last 10 days", "2026-11-15", "2026-11-25", Precision.SPAN),
        ("in the last 24 hours", "2026-11-24", "2026-11-25", Precision.SPAN),
        ("over the past few days", "2026-11-22", "2026-11-25", Precision.SPAN),
        ("in recent weeks", "2026-11-04", "2026-11-25", Precision.SPAN),
        ("between 2019 and 2023", "2019-01-01", "2023-12-31", Precision.SPAN),
        ("from March to June", "2026-03-01", "2026-06-30", Precision.SPAN),
        ("between November and February", "2025-11-01", "2026-02-28", Precision.SPAN),
        ("from March to June 2020", "2020-03-01", "2020-06-30", Precision.SPAN),
        ("in the 1990s", "1990-01-01", "1999-12-31", Precision.SPAN),
        ("in the 1900s", "1900-01-01", "1999-12-31", Precision.SPAN),
        ("at the end of May", "2026-05-31", "2026-05-31", Precision.SPAN),
    ],
)
def test_a_span_has_two_ends(words: str, first: str, last: str, precision: Precision) -> None:
    time = only(f"The clinic was closed {words}.")
    assert (str(time.earliest), str(time.latest), time.precision) == (first, last, precision)
    assert time.words in words


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("by 2030", "2030-12-31"),
        ("until May 2027", "2027-05-31"),
        ("by the end of the year", "2026-12-31"),
        ("by the end of next month", "2026-12-31"),
        ("by the end of last week", "2026-11-22"),
        ("by the end of 2027", "2027-12-31"),
        ("before the end of June 2027", "2027-06-30"),
        ("by Friday", "2026-11-27"),
        ("by Wednesday", "2026-11-25"),
        ("until Saturday", "2026-11-21"),
        ("by January", "2026-01-31"),
    ],
)
def test_a_deadline_has_a_last_day_alone(words: str, last: str) -> None:
    time = only(f"It lasted {words}.")
    assert (time.earliest, str(time.latest), time.precision) == (None, last, Precision.SPAN)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("since Monday", "2026-11-23"),
        ("since last Monday", "2026-11-23"),
        ("since yesterday", "2026-11-24"),
        ("since last week", "2026-11-16"),
        ("since March", "2026-03-01"),
        ("since last weekend", "2026-11-21"),
        ("since December", "2025-12-01"),
        ("since early May 2020", "2020-05-01"),
        ("since 2014", "2014-01-01"),
    ],
)
def test_what_goes_on_since_has_a_first_day_alone(words: str, first: str) -> None:
    time = only(f"The road has been shut {words}.")
    assert (str(time.earliest), time.latest, time.precision) == (first, None, Precision.SPAN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The judge will rule on Friday.", "2026-11-27"),
        ("The judge is to rule on Friday.", "2026-11-27"),
        ("The judge, who'll rule on Friday, left.", "2026-11-27"),
        ("A ruling was due on Friday.", "2026-11-27"),
        ("She expected 50,000 people on Saturday.", "2026-11-28"),
        ("She said on Friday it would rain.", "2026-11-20"),
        ("It will rain, she said on Friday.", "2026-11-20"),
        ("He had planned it on Friday.", "2026-11-20"),
        ("It would close until Saturday.", "2026-11-28"),
        ("She called for talks on Friday.", "2026-11-27"),
        ("The fair is set for 9 April.", "2027-04-09"),
    ],
)
def test_words_that_look_ahead_make_it_the_coming_day(text: str, expected: str) -> None:
    assert str(only(text).latest) == expected


def test_months_and_weekends_that_are_to_come_are_the_next_ones() -> None:
    assert ends("It will open in May.") == ("2027-05-01", "2027-05-31")
    assert ends("It will close in November.") == ("2026-11-01", "2026-11-30")
    assert ends("It had been promised in December.", date(2026, 1, 20)) == ("2025-12-01", "2025-12-31")
    assert ends("They will march at the weekend.") == ("2026-11-28", "2026-11-29")


def test_on_a_saturday_this_weekend_is_the_running_one() -> None:
    assert ends("It rained this weekend.", date(2026, 11, 21)) == ("2026-11-21", "2026-11-22")


@pytest.mark.parametrize(
    "words",
    [
        "On Thursday",
        "In March",
        "Last week",
        "Yesterday",
        "Two days ago",
        "In the last week",
        "Since Monday",
        "By 2030",
        "Early on Sunday",
        "Over the weekend",
        "Between 2019 and 2023",
        "Earlier this month",
        "By the end of the year",
    ],
)
def test_a_capital_at_the_start_of_a_sentence_changes_nothing(words: str) -> None:
    begin, small = only(f"{words}, it rained."), only(f"It rained {words[0].lower()}{words[1:]}.")
    assert begin.words == words
    assert (begin.earliest, begin.latest, begin.precision) == (
        small.earliest,
        small.latest,
        small.precision,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The bands march in step.",
        "She may sit down.",
        "The 12,000 seats sold.",
        "It opened on 31 June 2020.",
        "It opened on 30 February.",
        "It opened on 2026-13-40.",
        "Between 2023 and 2019 nothing moved.",
        "In the 1995s nobody lived.",
        "It began 99999999 days ago.",
        "It began 5000 years ago.",
        "It was in the 2019-20 season.",
    ],
)
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert find_times(text, WEDNESDAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It rained on Thursday.",
        "It rained last week.",
        "It rained in May.",
        "It rained on 9 April.",
        "It rained since March.",
        "It rained since Monday.",
        "It rained from March to June.",
        "It rained until Friday.",
        "It rained at the end of May.",
        "It rained by the end of the week.",
        "It rained two days ago.",
        "It rained yesterday.",
        "It rained last May.",
    ],
)
def test_without_a_day_of_publication_relative_times_say_nothing(text: str) -> None:
    assert find_times(text, None) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 9 April 2019", ("2019-04-09", "2019-04-09")),
        ("in May 2020", ("2020-05-01", "2020-05-31")),
        ("since 2014", ("2014-01-01", "None")),
        ("by the end of 2027", ("None", "2027-12-31")),
        ("2026-11-20", ("2026-11-20", "2026-11-20")),
    ],
)
def test_full_times_are_read_without_a_day_of_publication(text: str, expected: tuple[str, str]) -> None:
    assert ends(text, None) == expected


def test_times_stand_where_their_spans_say() -> None:
    text = "On Monday it rained; in March 2020 it snowed."
    found = find_times(text, WEDNESDAY)
    assert [one.span.of(text) for one in found if one.span] == ["On Monday", "in March 2020"]
    assert [one.words for one in find_times(text, WEDNESDAY, 10)] == ["in March 2020"]


WORDS = """
on in since by until the last next this 9 31 2020 May March Friday week month year weekend ago two will
end of from to and between early past days 1990s yesterday over
"""


@given(st.dates(), st.lists(st.sampled_from(WORDS.split()), max_size=8))
def test_whatever_the_day_reading_never_fails_and_no_time_ends_before_it_begins(
    day: date, words: list[str]
) -> None:
    text = " ".join(words)
    for time in find_times(text, day):
        assert time.span is not None
        assert time.span.of(text) == time.words
        assert time.earliest or time.latest
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
