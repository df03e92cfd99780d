"""Times that are seen from another one of the text: "the following week", "a year earlier"."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.domain.claim import Precision, TimeRange
from app.extract.dates import find_times

WEDNESDAY = date(2026, 11, 25)


def last(text: str, day: date | None = WEDNESDAY) -> TimeRange:
    return find_times(text, day)[-1]


def ends(time: TimeRange) -> tuple[str, str]:
    return str(time.earliest), str(time.latest)


@pytest.mark.parametrize(
    ("marked", "first", "final", "precision"),
    [
        ("It burnt on 3 March 2020. [The next day] it rained.", "2020-03-04", "2020-03-04", "day"),
        ("It burnt on 3 March 2020 and shut [that night].", "2020-03-03", "2020-03-03", "day"),
        ("On 3 March 2020 it fell from $9 [the day before].", "2020-03-02", "2020-03-02", "day"),
        ("It burnt on Monday. [Two days later] it reopened.", "2026-11-25", "2026-11-25", "day"),
        ("It shut through Sunday and met [that afternoon].", "2026-11-22", "2026-11-22", "day"),
        ("It burnt on 3 March 2020. [The following week] it shut.", "2020-03-09", "2020-03-15", "week"),
        ("It burnt on 3 March 2020, and [the following Monday] it shut.", "2020-03-09", "2020-03-09", "day"),
        ("It burnt on 3 March 2020, not [the previous Friday].", "2020-02-28", "2020-02-28", "day"),
        ("It burnt on 3 March 2020. [The following weekend] it shut.", "2020-03-07", "2020-03-08", "span"),
        ("It burnt on 3 March 2020. [Two weeks later] it shut.", "2020-03-16", "2020-03-22", "week"),
        ("It burnt in June 2012. [That month] it shut.", "2012-06-01", "2012-06-30", "month"),
        ("He spoke on 9 November 2015. [Later that month] he left.", "2015-11-09", "2015-11-30", "span"),
        ("He spoke on 9 November 2015. [Earlier that month] he left.", "2015-11-01", "2015-11-09", "span"),
        ("In 2008 he won, but [four years later] he lost.", "2012-01-01", "2012-12-31", "year"),
        ("In his 2004 speech he hailed the nominee [that year].", "2004-01-01", "2004-12-31", "year"),
        ("In 2014 it rose. It fell [in September of that year].", "2014-09-01", "2014-09-30", "month"),
        ("It met on 3 March 2020 and [on Monday of the following week].", "2020-03-09", "2020-03-09", "day"),
        (
            "In the third quarter of 2019 it sold more than [in the previous quarter].",
            "2019-04-01",
            "2019-06-30",
            "span",
        ),
        ("Sales fell in October from [the same month last year].", "2025-10-01", "2025-10-31", "month"),
        ("In 2015 it lost more than [in the previous three years].", "2012-01-01", "2014-12-31", "span"),
        ("In 2008 he lost. [Since that year] he has won.", "2008-01-01", "None", "span"),
        ("He began on 3 March 2020 and ended [by the next day].", "None", "2020-03-04", "span"),
    ],
)
def test_a_time_is_seen_from_the_nearest_before_it(
    marked: str, first: str, final: str, precision: str
) -> None:
    text, words = re.sub(r"[\[\]]", "", marked), marked[marked.index("[") + 1 : marked.index("]")]
    time = last(text)
    assert (time.words, *ends(time), time.precision) == (words, first, final, Precision(precision))
    assert time.span is not None
    assert time.span.of(text) == words


@pytest.mark.parametrize(
    ("text", "first", "final"),
    [
        ("What happened the day before?", "2026-11-24", "2026-11-24"),
        ("Sales for the previous quarter are out.", "2026-07-01", "2026-09-30"),
        ("Please plan it for the following week.", "2026-11-30", "2026-12-06"),
        ("Please plan it for the following Friday.", "2026-12-04", "2026-12-04"),
        ("It is closed for the day.", "2026-11-25", "2026-11-25"),
        ("What were sales in the week?", "2026-11-23", "2026-11-29"),
    ],
)
def test_where_no_time_stands_before_it_is_seen_from_the_day_of_publication(
    text: str, first: str, final: str
) -> None:
    assert ends(last(text)) == (first, final)
    assert find_times(text, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The following week it snowed.",
        "The court sat the following Monday.",
        "He apologised the next day.",
        "That day will come.",
        "He was there that day.",
        "A year later he left.",
        "The week it happened was long.",
        "He quit the day before the vote.",
        "He came the same day she left.",
        "He changes his mind one or two days later.",
        "A few days later he left.",
        "She was named player of the year.",
        "He spoke of the previous day's attack.",
    ],
)
def test_what_is_seen_from_nothing_that_is_told_is_not_read(text: str) -> None:
    assert find_times(text, WEDNESDAY) == ()


def test_a_time_before_the_stretch_counts_too() -> None:
    text = "It burnt on 3 March 2020. The next day it rained."
    (time,) = find_times(text, WEDNESDAY, text.index("The next"))
    assert ends(time) == ("2020-03-04", "2020-03-04")


def test_a_time_that_is_too_far_away_does_not_count_nor_does_the_day_of_publication() -> None:
    text = (
        "It burnt on 3 March 2020." + " The mill stood by the water." * 40 + " What happened the day before?"
    )
    assert [one.words for one in find_times(text, WEDNESDAY)] == ["on 3 March 2020"]


def test_a_chain_of_days_goes_on() -> None:
    text = "It burnt on 3 March 2020. The next day it rained. The following day it snowed."
    assert [str(one.earliest) for one in find_times(text, None)] == ["2020-03-03", "2020-03-04", "2020-03-05"]


def test_a_year_is_seen_from_a_date_and_not_from_the_weekday_of_a_report() -> None:
    text = "In 2014 it sold 300, it said on Tuesday. The year before, it sold 200."
    assert ends(last(text)) == ("2013-01-01", "2013-12-31")


def test_what_figures_are_compared_with_is_not_what_the_text_tells_of() -> None:
    text = "In October 2019 it sold 9, from 8 in the same month last year. For the month it hoped for 7."
    assert ends(find_times(text, WEDNESDAY)[1]) == ("2018-10-01", "2018-10-31")
    assert [one.words for one in find_times(text, WEDNESDAY)] == [
        "In October 2019",
        "in the same month last year",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The polls for October 2014, just eight months later, were called in February 2014.",
        "He spoke a month earlier — on 18 November 2014.",
    ],
)
def test_a_second_name_of_the_same_time_is_no_other(text: str) -> None:
    assert all("month" not in one.words for one in find_times(text, WEDNESDAY))


def test_what_has_been_is_not_seen_as_to_come() -> None:
    assert [one.words for one in find_times("It began in 2020. Ten years later it was shut.", WEDNESDAY)] == [
        "in 2020"
    ]
