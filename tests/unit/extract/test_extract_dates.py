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
        ("next Friday", "2026-12-04"),
        ("next Monday", "2026-11-30"),
        ("this Friday", "2026-11-27"),
        ("this Monday", "2026-11-23"),
        ("this 11/26", "2026-11-26"),
        ("last 11/26", "2025-11-26"),
        ("next 11/20", "2027-11-20"),
        ("tmrw", "2026-11-26"),
        ("on mar3", "2026-03-03"),
        ("in the first week of May on Friday", "2026-05-08"),
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
        ("last night", "2026-11-24", "2026-11-24", Precision.DAY),
        ("this morning", "2026-11-25", "2026-11-25", Precision.DAY),
        ("last summer", "2026-06-01", "2026-08-31", Precision.SPAN),
        ("last winter", "2025-12-01", "2026-02-28", Precision.SPAN),
        ("this autumn", "2026-09-01", "2026-11-30", Precision.SPAN),
        ("this spring", "2026-03-01", "2026-05-31", Precision.SPAN),
        ("next spring", "2027-03-01", "2027-05-31", Precision.SPAN),
        ("in the summer of 2019", "2019-06-01", "2019-08-31", Precision.SPAN),
        ("back to 1865", "1865-01-01", "1865-12-31", Precision.YEAR),
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
        ("at the end of May", "2026-05-21", "2026-05-31", Precision.SPAN),
        ("in May last year", "2025-05-01", "2025-05-31", Precision.MONTH),
        ("in November of this year", "2026-11-01", "2026-11-30", Precision.MONTH),
        ("in 12/2019", "2019-12-01", "2019-12-31", Precision.MONTH),
        ("in 2015-12", "2015-12-01", "2015-12-31", Precision.MONTH),
        ("in may", "2026-05-01", "2026-05-31", Precision.MONTH),
        ("in December ’19", "2019-12-01", "2019-12-31", Precision.MONTH),
        ("in fiscal 2019", "2019-01-01", "2019-12-31", Precision.YEAR),
        ("in 2019-W12", "2019-03-18", "2019-03-24", Precision.WEEK),
        ("the week before last", "2026-11-09", "2026-11-15", Precision.WEEK),
        ("a fortnight ago", "2026-11-09", "2026-11-15", Precision.WEEK),
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
    ("words", "first", "last"),
    [
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("in the first half of 2023", "2023-01-01", "2023-06-30"),
        ("in the third quarter", "2026-07-01", "2026-09-30"),
        ("in the fourth quarter of last year", "2025-10-01", "2025-12-31"),
        ("in Q1 2025", "2025-01-01", "2025-03-31"),
        ("mid-June", "2026-06-10", "2026-06-20"),
        ("the beginning of next year", "2027-01-01", "2027-04-30"),
        ("from 2 to 10 July", "2026-07-02", "2026-07-10"),
        ("on July 2-10, 2025", "2025-07-02", "2025-07-10"),
        ("between 28 December and 3 January 2026", "2025-12-28", "2026-01-03"),
        ("from November 2025 to now", "2025-11-01", "2026-11-25"),
        ("between June and early October", "2026-06-01", "2026-10-10"),
        ("from the end of March to May 2026", "2026-04-01", "2026-05-31"),
        ("from Monday to Wednesday", "2026-11-23", "2026-11-25"),
        ("the 2014-2018 term", "2014-01-01", "2018-12-31"),
        ("10/1-10/7, 2025", "2025-10-01", "2025-10-07"),
        ("Jan-Feb 2026", "2026-01-01", "2026-02-28"),
        ("over the past decade", "2016-11-25", "2026-11-25"),
        ("the next three weeks", "2026-11-26", "2026-12-16"),
        ("over the last two quarters", "2026-04-01", "2026-09-30"),
        ("in the next week", "2026-11-26", "2026-12-02"),
        ("the first ten days of May", "2026-05-01", "2026-05-10"),
        ("the last two days of September", "2026-09-29", "2026-09-30"),
        ("the first week of May 2026", "2026-05-04", "2026-05-10"),
        ("the week of 18 May", "2026-05-18", "2026-05-24"),
        ("earlier in the year", "2026-01-01", "2026-11-24"),
        ("the year to date", "2026-01-01", "2026-11-25"),
        ("this working week", "2026-11-23", "2026-11-27"),
        ("on Labor Day weekend", "2026-09-05", "2026-09-07"),
        ("in the three months to the end of June", "2026-04-01", "2026-06-30"),
        ("in the two years ended 31 March", "2024-04-01", "2026-03-31"),
        ("in the '80s", "1980-01-01", "1989-12-31"),
        ("during the 80’s", "1980-01-01", "1989-12-31"),
        ("in the 1970's", "1970-01-01", "1979-12-31"),
        ("in the nineties", "1990-01-01", "1999-12-31"),
        ("within nine months", "2026-11-25", "2027-08-25"),
        ("in the 2019-20 season", "2019-01-01", "2020-12-31"),
        ("1914-18", "1914-01-01", "1918-12-31"),
        ("at year-end", "2026-09-01", "2026-12-31"),
        ("the end of last week", "2026-11-20", "2026-11-22"),
        ("at the start of the year", "2026-01-01", "2026-04-30"),
        ("in the first nine months of the year", "2026-01-01", "2026-09-30"),
        ("in the year to March", "2025-04-01", "2026-03-31"),
        ("in the fiscal year ended March 31", "2025-04-01", "2026-03-31"),
        ("in the 12 months through October", "2025-11-01", "2026-10-31"),
        ("in the week ending 12 April", "2026-04-06", "2026-04-12"),
        ("over the July 4 weekend", "2026-07-04", "2026-07-05"),
        ("on the weekend of 4 July", "2026-07-04", "2026-07-05"),
        ("over the past weekend", "2026-11-21", "2026-11-22"),
        ("in the next 48 hours", "2026-11-26", "2026-11-27"),
        ("within 24 hours", "2026-11-25", "2026-11-26"),
        ("within five working days", "2026-11-25", "2026-12-02"),
        ("in the last three business days", "2026-11-20", "2026-11-25"),
        ("in the coming weeks", "2026-11-26", "2026-12-16"),
        ("so far this year", "2026-01-01", "2026-11-25"),
        ("less than a week ago", "2026-11-18", "2026-11-25"),
        ("two decades ago", "2002-11-25", "2010-11-25"),
        ("in the mid-90s", "1990-01-01", "1999-12-31"),
        ("in the 19th century", "1801-01-01", "1900-12-31"),
        ("in H1 2019", "2019-01-01", "2019-06-30"),
        ("in 4Q19", "2019-10-01", "2019-12-31"),
        ("Monday through Friday", "2026-11-23", "2026-11-27"),
        ("from the 28th to the 3rd of April", "2026-03-28", "2026-04-03"),
        ("for 3 days from today", "2026-11-25", "2026-11-27"),
    ],
)
def test_spans_have_both_days(words: str, first: str, last: str) -> None:
    assert ends(f"It rained {words}.") == (first, last)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Friday, 20 November", "2026-11-20"),
        ("on Saturday May 9", "2026-05-09"),
        ("on Friday of last week", "2026-11-20"),
        ("on the last Friday in October", "2026-10-30"),
        ("on the fourth of July, 2025", "2025-07-04"),
        ("on May twenty nine", "2026-05-29"),
        ("on 9 April nineteen ninety six", "1996-04-09"),
        ("on 10/23/2025", "2025-10-23"),
        ("on 23/10/2025", "2025-10-23"),
        ("on Sep-23-2025", "2025-09-23"),
        ("the day before yesterday", "2026-11-23"),
        ("two weeks after Easter", "2026-04-19"),
        ("the day after Christmas 2025", "2025-12-26"),
        ("three days from now", "2026-11-28"),
        ("two weeks and two days ago", "2026-11-09"),
        ("on Good Friday", "2026-04-03"),
        ("at Thanksgiving", "2026-11-26"),
        ("on Black Friday 2025", "2025-11-28"),
        ("on Christmas Eve", "2026-12-24"),
        ("last Christmas", "2025-12-25"),
        ("on Father’s Day", "2026-06-21"),
        ("on Cyber Monday 2025", "2025-12-01"),
        ("on 5 May last year", "2025-05-05"),
        ("on the last day of May", "2026-05-31"),
        ("two Sundays ago", "2026-11-15"),
        ("on the Saturday before last", "2026-11-14"),
        ("a week ago on Monday", "2026-11-16"),
        ("a week on Tuesday", "2026-12-08"),
        ("on Tuesday week", "2026-12-08"),
        ("on the first Monday evening of June", "2026-06-01"),
        ("on the 15th", "2026-11-15"),
        ("on the 21st of last month", "2026-10-21"),
        ("on Monday the 12th", "2026-10-12"),
    ],
)
def test_single_days_in_many_dresses(words: str, expected: str) -> None:
    assert ends(f"It rained {words}.") == (expected, expected)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("before 2018", "None", "2017-12-31"),
        ("prior to 9 April", "None", "2026-04-08"),
        ("no later than Friday", "None", "2026-11-20"),
        ("after 2018", "2019-01-01", "None"),
        ("after Monday", "2026-11-24", "None"),
        ("since 9 April", "2026-04-09", "None"),
        ("since the 1990s", "1990-01-01", "None"),
        ("starting in 2020", "2020-01-01", "None"),
        ("2020 or later", "2020-01-01", "None"),
        ("from 2020 onwards", "2020-01-01", "None"),
        ("through June 2027", "None", "2027-06-30"),
        ("by year-end", "None", "2026-12-31"),
        ("by the year’s end", "None", "2026-12-31"),
        ("before New Year", "None", "2025-12-31"),
        ("more than two years ago", "None", "2024-11-25"),
        ("since the end of 2019", "2019-09-01", "None"),
        ("to date", "None", "2026-11-25"),
        ("more than two weeks before yesterday", "None", "2026-11-10"),
    ],
)
def test_what_is_bounded_on_one_side_is_open_on_the_other(words: str, first: str, last: str) -> None:
    text = f"It rained in {words}." if words[0] == "2" else f"It rained {words}."
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It could open as early as Friday.", "2026-11-27", "None"),
        ("It may open as soon as 3 December.", "2026-12-03", "None"),
        ("It could stay as late as March.", "None", "2027-03-31"),
        ("It was still so as late as March.", "2026-03-01", "2026-03-31"),
        ("It fell after the beginning of May 2020.", "2020-05-01", "None"),
        ("He left before new year.", "None", "2025-12-31"),
        ("He paid by EOY.", "None", "2026-12-31"),
        ("What was sold in a year greater than 2012?", "2013-01-01", "None"),
    ],
)
def test_bounds_that_words_before_a_time_make(text: str, first: str, last: str) -> None:
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("the year before 2015", "2014-01-01", "2014-12-31", Precision.YEAR),
        ("the week before Christmas 2020", "2020-12-18", "2020-12-24", Precision.SPAN),
        ("the month after 9 May 2019", "2019-05-10", "2019-06-09", Precision.SPAN),
        ("the day after 9 May 2019", "2019-05-10", "2019-05-10", Precision.DAY),
    ],
)
def test_a_unit_beside_a_time(words: str, first: str, last: str, precision: Precision) -> None:
    time = only(f"It fell {words}.")
    assert (str(time.earliest), str(time.latest), time.precision) == (first, last, precision)


def test_in_two_weeks_is_a_day_only_where_the_words_look_ahead() -> None:
    assert ends("It will open in two weeks.") == ("2026-12-09", "2026-12-09")
    assert find_times("He built it in two weeks.", WEDNESDAY) == ()


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
        ("“Come back on Friday,” she said.", "2026-11-27"),
        ("The fair is set for 9 April.", "2027-04-09"),
        ("They set an 11 April deadline.", "2027-04-11"),
        ("She set a record on Friday.", "2026-11-20"),
        ("They could win the town on Friday.", "2026-11-27"),
        ("She could not be reached on Friday.", "2026-11-20"),
        ("It could be seen in papers filed on Friday.", "2026-11-20"),
        ("A talk of what could be came on Friday.", "2026-11-20"),
        ("May Jones left on Friday.", "2026-11-20"),
    ],
)
def test_words_that_look_ahead_make_it_the_coming_day(text: str, expected: str) -> None:
    assert str(only(text).latest) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is open until the vote on Jan. 30.", "2027-01-30"),
        ("The town votes in January.", "2027-01-31"),
        ("They hope to win in February.", "2027-02-28"),
        ("They asked her to come on Jan. 30.", "2027-01-30"),
        ("The plan is based on a vote on Jan. 30.", "2027-01-30"),
        ("The fair lasts four days, Jan. 25-28. She said so.", "2027-01-28"),
        ("She took office in February.", "2026-02-28"),
        ("“I never eat it,” she said in January.", "2026-01-31"),
        ("She has run the town since taking over in February.", "2026-02-28"),
        ("In January, Mayor Roe praised it.", "2026-01-31"),
        ("It was shut on Jan. 30.", "2026-01-30"),
        ("The council knew of the crack as early as January.", "2026-01-31"),
        ("The town votes in June.", "2026-06-30"),
    ],
)
def test_a_day_without_a_year_is_at_most_three_months_ahead_unless_words_look_back(
    text: str, expected: str
) -> None:
    assert str(find_times(text, WEDNESDAY)[-1].latest) == expected


def test_a_score_beside_a_weekday_is_no_date() -> None:
    assert ends("They won on Saturday 3-1.") == ("2026-11-21", "2026-11-21")


def test_what_will_be_so_from_a_time_on_has_no_end() -> None:
    assert ends("The fare will rise from 1 January.") == ("2027-01-01", "None")
    assert ends("It will close two days from today.") == ("2026-11-27", "2026-11-27")


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
        "It fell in September of that year.",
        "It met on Monday of the following week.",
        "It meets every Friday.",
        "It meets on the first Monday of each month.",
        "It was built in 1200 BC.",
        "Plans for the new year were few.",
        "They cheered the Chinese New Year.",
        "Over 1500 people came.",
        "Today’s youth reads little.",
        "They are the leaders of tomorrow.",
        "He won it 9/11.",
        "Merry Christmas, she said.",
        "She bought a Christmas tree.",
        "A concert for the March of Dimes.",
        "He lives at Mar-a-Lago.",
        "The following week it snowed.",
        "He was on the 4th floor.",
        "We have heard by now.",
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


@pytest.mark.parametrize("text", ["A reporter for USA Today came.", "They read Holland Now and left."])
def test_the_end_of_a_name_is_no_time(text: str) -> None:
    assert find_times(text, WEDNESDAY) == ()


def test_a_sentence_may_begin_with_a_time() -> None:
    assert only("It rained. Today it snowed.").words == "Today"


def test_times_stand_where_their_spans_say() -> None:
    text = "On Monday it rained; in March 2020 it snowed."
    found = find_times(text, WEDNESDAY)
    assert [one.span.of(text) for one in found if one.span] == ["On Monday", "in March 2020"]
    assert [one.words for one in find_times(text, WEDNESDAY, 10)] == ["in March 2020"]


WORDS = """
on in since by until the last next this 9 31 2020 May March Friday week month year weekend ago two will
end of from to and between early past days 1990s yesterday over before after within Q3 half first quarter
decade Friday, Easter Christmas 10/11 - 9999 years mid-June weekend Monday 29 February
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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It closed in 2007 and 2009.", ["2007-01-01", "2009-01-01"]),
        ("It closed in 2015, 2016 and 2018.", ["2015-01-01", "2016-01-01", "2018-01-01"]),
        ("It closed in May and June.", ["2026-05-01", "2026-06-01"]),
        ("It closed on 10/20, 10/22 or 10/25.", ["2026-10-20", "2026-10-22", "2026-10-25"]),
        ("In 2015, 300 people left.", ["2015-01-01"]),
        ("This fall in prices went on.", []),
        ("It closed on 18 and 25 June 2014.", ["2014-06-18", "2014-06-25"]),
        ("It closed on June 18 and 25, 2014.", ["2014-06-18", "2014-06-25"]),
        ("It closed between 18 and 25 June 2014.", ["2014-06-18"]),
        ("On June 18 and 25 people left.", ["2026-06-18"]),
        ("They took figures from 2013 and 2016.", ["2013-01-01", "2016-01-01"]),
        ("They took figures from 2013 to 2016.", ["2013-01-01"]),
        ("They meet next Tuesday and Wednesday.", ["2026-12-01", "2026-12-02"]),
        ("Following Monday’s vote he left.", ["2026-11-23"]),
    ],
)
def test_times_of_one_sort_may_be_listed(text: str, days: list[str]) -> None:
    assert [str(one.earliest) for one in find_times(text, WEDNESDAY)] == days


def test_a_clinic_that_hopes_to_open_on_friday_means_the_coming_one() -> None:
    (time,) = find_times("It hoped to reopen on Friday.", WEDNESDAY)
    assert str(time.earliest) == "2026-11-27"
