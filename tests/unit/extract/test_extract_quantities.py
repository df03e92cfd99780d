"""Figures: what bounds them, what they count or measure, and what is no count at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.claim import Comparator, Quantity
from app.extract.figures.numbers import WORDS, read_number
from app.extract.quantities import find_quantities


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Give the figure, unit and counted noun of each quantity."""
    return [(str(one.value), one.unit, one.counted) for one in find_quantities(text)]


def test_a_plain_count_has_its_value_on_both_ends_and_stands_in_the_text() -> None:
    text = "Police said 14 tram drivers were fined."
    quantity = only(text)
    assert (quantity.figure, quantity.value, quantity.counted) == ("14", 14, "tram drivers")
    assert (quantity.minimum, quantity.maximum, quantity.comparator) == (14, 14, Comparator.EXACTLY)
    assert quantity.span.of(text) == quantity.words == "14 tram drivers"


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high"),
    [
        ("more than 80", Comparator.MORE_THAN, 80, None),
        ("just over 80", Comparator.MORE_THAN, 80, None),
        ("well over 80", Comparator.MORE_THAN, 80, None),
        ("in excess of 80", Comparator.MORE_THAN, 80, None),
        ("upwards of 80", Comparator.MORE_THAN, 80, None),
        ("at least 80", Comparator.AT_LEAST, 80, None),
        ("no fewer than 80", Comparator.AT_LEAST, 80, None),
        ("not less than 80", Comparator.AT_LEAST, 80, None),
        ("as few as 80", Comparator.AT_LEAST, 80, None),
        ("fewer than 80", Comparator.FEWER_THAN, None, 80),
        ("far less than 80", Comparator.FEWER_THAN, None, 80),
        ("under 80", Comparator.FEWER_THAN, None, 80),
        ("up to 80", Comparator.AT_MOST, None, 80),
        ("as many as 80", Comparator.AT_MOST, None, 80),
        ("no more than 80", Comparator.AT_MOST, None, 80),
        ("at most 80", Comparator.AT_MOST, None, 80),
        ("about 80", Comparator.ABOUT, None, None),
        ("some 80", Comparator.ABOUT, None, None),
        ("roughly 80", Comparator.ABOUT, None, None),
        ("an estimated 80", Comparator.ABOUT, None, None),
        ("closer to 80", Comparator.ABOUT, None, None),
        ("nearly 80", Comparator.NEARLY, None, None),
        ("almost 80", Comparator.NEARLY, None, None),
        ("just under 80", Comparator.NEARLY, None, None),
        ("just short of 80", Comparator.NEARLY, None, None),
        ("80 or more", Comparator.AT_LEAST, 80, None),
        ("80 or so", Comparator.ABOUT, None, None),
        ("80 or fewer", Comparator.AT_MOST, None, 80),
        ("80-odd", Comparator.ABOUT, None, None),
        ("80+", Comparator.AT_LEAST, 80, None),
        ("80 or above", Comparator.AT_LEAST, 80, None),
        ("80 and over", Comparator.AT_LEAST, 80, None),
        ("80 or below", Comparator.AT_MOST, None, 80),
        ("greater than 80", Comparator.MORE_THAN, 80, None),
        ("upward of 80", Comparator.MORE_THAN, 80, None),
        ("as high as 80", Comparator.AT_MOST, None, 80),
        ("not exceeding 80", Comparator.AT_MOST, None, 80),
        ("approaching 80", Comparator.NEARLY, None, None),
        ("~80", Comparator.ABOUT, None, None),
        (">80", Comparator.MORE_THAN, 80, None),
        ("≤ 80", Comparator.AT_MOST, None, 80),
        ("a total of 80", Comparator.EXACTLY, 80, 80),
        ("only 80", Comparator.EXACTLY, 80, 80),
    ],
)
def test_words_around_a_figure_bound_it(
    words: str, comparator: Comparator, low: int | None, high: int | None
) -> None:
    quantity = only(f"The school turned away {words} pupils this year.")
    assert (quantity.comparator, quantity.minimum, quantity.maximum) == (comparator, low, high)
    assert (quantity.value, quantity.counted) == (80, "pupils")
    assert quantity.minimum_included is (comparator is not Comparator.MORE_THAN)
    assert quantity.maximum_included is (comparator is not Comparator.FEWER_THAN)


def test_words_that_bound_count_at_the_start_of_a_sentence_too() -> None:
    assert only("More than 80 pupils were turned away.").comparator is Comparator.MORE_THAN
    assert only("Between 3 and 5 trains are late.").comparator is Comparator.BETWEEN


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 20 and 30 boats", 20, 30),
        ("from 20 to 30 boats", 20, 30),
        ("20 to 30 boats", 20, 30),
        ("20-30 boats", 20, 30),
        ("20–30 boats", 20, 30),
        ("five or six boats", 5, 6),
        ("between two and three million boats", 2_000_000, 3_000_000),
        ("2 to 2.5 million boats", 2_000_000, 2_500_000),
        ("two million to three million boats", 2_000_000, 3_000_000),
        ("between 900 and 1,100 boats", 900, 1100),
        ("between 900,000 and 1.2 million boats", 900_000, 1_200_000),
    ],
)
def test_two_figures_are_a_range(words: str, low: int, high: int) -> None:
    quantity = only(f"The port holds {words} today.")
    assert (quantity.comparator, quantity.value) == (Comparator.BETWEEN, None)
    assert (quantity.minimum, quantity.maximum, quantity.counted) == (low, high, "boats")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnout rose from 41 to 47 percent.", [("47", "%", None)]),
        ("The fee was raised from £3 to £5.", [("3", "GBP", None), ("5", "GBP", None)]),
        ("A fifth of 640 drivers quit.", [("20", "%", "drivers"), ("640", None, "drivers")]),
        ("It hired 12 cooks and 9 waiters.", [("12", None, "cooks"), ("9", None, "waiters")]),
        ("Cups came with 3 and 4 handles.", [("3", None, None), ("4", None, "handles")]),
    ],
)
def test_two_figures_side_by_side_are_no_range(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-one", 21),
        ("two hundred and six", 206),
        ("a hundred", 100),
        ("four million two hundred thousand", 4_200_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("half million", 500_000),
        ("a quarter of a million", 250_000),
        ("two and a half million", 2_500_000),
        ("three and a half thousand", 3_500),
        ("four point two million", 4_200_000),
        ("3½ million", 3_500_000),
        ("2 1/2 thousand", 2_500),
        ("12 lakh", 1_200_000),
        ("12,34,567", 1_234_567),
        ("40\u00a0000", 40_000),
        ("5 crore", 50_000_000),
        ("a couple of", None),
        ("1,234", 1234),
        ("1.5 million", 1_500_000),
        ("3bn", 3_000_000_000),
    ],
)
def test_numbers_in_words_are_read(words: str, value: int | None) -> None:
    found = find_quantities(f"The museum sold {words} tickets.")
    assert [one.value for one in found] == ([value] if value else [])


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("dozens of", 24),
        ("hundreds of", 200),
        ("tens of thousands of", 20_000),
        ("hundreds of thousands of", 200_000),
        ("millions of", 2_000_000),
    ],
)
def test_plural_number_words_say_at_least_so_many(words: str, least: int) -> None:
    quantity = only(f"The fair drew {words} visitors.")
    assert (quantity.comparator, quantity.minimum, quantity.maximum) == (Comparator.AT_LEAST, least, None)
    assert quantity.counted == "visitors"


def test_dozens_of_nothing_are_not_counted() -> None:
    assert find_quantities("Dozens came. The scores were tied.") == ()


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("half of the bakers closed", "50", "bakers"),
        ("half the town voted", "50", "town"),
        ("nearly half were new", "50", None),
        ("two-thirds of pupils passed", "66.67", "pupils"),
        ("a third of its drivers quit", "33.33", "drivers"),
        ("three quarters of homes are dark", "75", "homes"),
        ("sales fell by a fifth.", "20", None),
        ("one in four adults smokes", "25", "adults"),
        ("nine out of ten voters agree", "90", "voters"),
        ("one in 1,000 people reacts", "0.10", "people"),
        ("87 percent of drivers joined", "87", "drivers"),
        ("38 per cent of them left", "38", None),
    ],
)
def test_shares_are_read_in_per_cent(text: str, value: str, counted: str | None) -> None:
    quantity = only(text)
    assert (str(quantity.value), quantity.unit, quantity.counted) == (value, "%", counted)


def test_a_figure_behind_a_name_and_a_comma_is_a_count_unless_it_is_an_age() -> None:
    assert told("According to Mwamba, 42 rebels were killed.") == [("42", None, "rebels")]
    assert told("Mwamba, 42, was killed.") == []
    assert told("A Boeing 737 landed.") == []


def test_a_third_is_about_a_third_but_half_is_half() -> None:
    assert only("a third of the bakers closed").comparator is Comparator.ABOUT
    assert only("half of the bakers closed").comparator is Comparator.EXACTLY
    assert only("more than half of the bakers closed").comparator is Comparator.MORE_THAN


@pytest.mark.parametrize(
    "text",
    [
        "They scored in the first half.",
        "An hour and a half passed.",
        "The vase broke in half.",
        "Half time was dull.",
        "A third man was seen.",
        "Profit fell in a quarter.",
        "The rate rose a quarter point.",
        "He was hit two in three days.",
        "She waited one in the rain.",
        "The line has lost money in each of the last five quarters.",
    ],
)
def test_halves_of_matches_and_thirds_in_a_row_are_no_shares(text: str) -> None:
    assert [one for one in find_quantities(text) if one.unit == "%"] == []


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("$1.2bn", 1_200_000_000, "USD"),
        ("€3 million", 3_000_000, "EUR"),
        ("£23,500", 23_500, "GBP"),
        ("400 pounds", 400, "GBP"),
        ("A$40m", 40_000_000, "AUD"),
        ("CHF 20 million", 20_000_000, "CHF"),
        ("Rs 500", 500, "rupees"),
        ("$ 280 million", 280_000_000, "USD"),
        ("USD 22.5 million", 22_500_000, "USD"),
        ("115EUR", 115, "EUR"),
        ("30 MEUR", 30_000_000, "EUR"),
        ("50 €", 50, "EUR"),
        ("R$5m", 5_000_000, "BRL"),
        ("10 US dollars", 10, "USD"),
        ("9 Canadian dollars", 9, "CAD"),
        ("500 Swiss francs", 500, "CHF"),
        ("50 billion won", 50_000_000_000, "KRW"),
        ("3 dollars 50 cents", Decimal("3.5"), "USD"),
        ("5 feet 6 inches", Decimal("5.5"), "ft"),
        ("two years and three months", Decimal("2.25"), "year"),
        ("nine hours", 9, "hour"),
        ("40 miles an hour", 40, "mph"),
        ("16,000 metric tons", 16_000, "t"),
        ("75ml", 75, "ml"),
        ("12km²", 12, "square km"),
        ("two million crowns", 2_000_000, "crowns"),
        ("5 kronor", 5, "kroner"),
        ("40km", 40, "km"),
        ("40 kilometres", 40, "km"),
        ("12 square miles", 12, "square miles"),
        ("90 cubic metres", 90, "cubic metres"),
        ("6 sq km", 6, "square km"),
        ("25,000 tonnes", 25_000, "t"),
        ("eleven days", 11, "day"),
        ("32°C", 32, "°C"),
        ("32 degrees Celsius", 32, "°C"),
        ("90 degrees Fahrenheit", 90, "°F"),
        ("minus 5 degrees", -5, "degree"),
        ("-12C", -12, "°C"),
        ("60mph", 60, "mph"),
        ("0.5 percentage points", Decimal("0.5"), "percentage point"),
        ("3m", 3, "m"),
    ],
)
def test_figures_are_measured_in_their_units(words: str, value: Decimal, unit: str) -> None:
    quantity = only(f"It came to {words}, she said.")
    assert (quantity.value, quantity.unit) == (value, unit)
    assert quantity.words == words


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$3 million to $5 million", 3_000_000, 5_000_000, "USD"),
        ("3–5%", 3, 5, "%"),
        ("six to eight weeks", 6, 8, "week"),
        ("3-4m", 3, 4, "m"),
    ],
)
def test_ranges_have_one_unit(text: str, low: int, high: int, unit: str) -> None:
    quantity = only(text)
    assert (quantity.minimum, quantity.maximum, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("a 45-acre farm", "45-acre", 45, "acre"),
        ("a 500-pound bomb", "500-pound", 500, "lb"),
        ("a three-day strike", "three-day", 3, "day"),
        ("a 12-cent-a-share payment", "12-cent-a-share", 12, "cents"),
        ("a two-and-a-half-hour talk", "two-and-a-half-hour", Decimal("2.5"), "hour"),
        ("a 10-15-minute walk", "10-15-minute", None, "minute"),
    ],
)
def test_a_unit_may_hang_on_the_figure(text: str, words: str, value: Decimal | None, unit: str) -> None:
    quantity = only(text)
    assert (quantity.words, quantity.value, quantity.unit) == (words, value, unit)


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("three times as many people came", "three times as many people", "people"),
        ("ten times more cases", "ten times more cases", "cases"),
        ("twice three times the size", "three times", None),
    ],
)
def test_times_as_many_are_a_multiple(text: str, words: str, counted: str | None) -> None:
    quantity = only(text)
    assert (quantity.words, quantity.unit, quantity.counted) == (words, "times", counted)


def test_a_smaller_unit_is_added_only_where_it_is_one() -> None:
    assert told("2 years and 14 months") == [("2", "year", None), ("14", "month", None)]
    assert told("3 hours and 4 litres") == [("3", "hour", None), ("4", "l", None)]


def test_years_that_no_calendar_names_are_an_amount() -> None:
    assert told("It erupted about 6,200 years ago.") == [("6200", "year", None)]


def test_a_share_and_a_sum_are_no_range() -> None:
    assert told("It rose 8 percent to $12 million.") == [("8", "%", None), ("12000000", "USD", None)]


def test_3m_people_are_three_million_but_a_3m_wall_is_three_metres() -> None:
    assert told("3m people saw it") == [("3000000", None, "people")]
    assert told("a 3m wall") == [("3", "m", None)]
    assert told("it made 3m euros") == [("3000000", "EUR", None)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("five more people", "people"),
        ("12 of its soldiers", "soldiers"),
        ("four of six samples", "samples"),
        ("9 of those infected", "infected"),
        ("three new cases", "cases"),
        ("69 harbour police officers arrested", "harbour police"),
        ("20 homes flooded", "homes"),
        ("14 people Monday", "people"),
        ("200", None),
        ("31 on Friday", None),
    ],
)
def test_what_is_counted_is_the_noun_group_after_the_figure(text: str, counted: str | None) -> None:
    assert find_quantities(text)[0].counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "It was founded in 1987.",
        "The 2021 election was close.",
        "Before the 2024 elections he quit.",
        "It ran between 2019 and 2023.",
        "It opened on 14 March.",
        "It opened on March 14, with music.",
        "The court sits at 9:30 on Monday.",
        "The court sits at 7 pm.",
        "The court sits at nine on Monday.",
        "The court sits from nine until one.",
        "They won 2-1 on Sunday.",
        "It was a 2-3 defeat.",
        "She won 6-4, 6-3.",
        "The motion passed 52-48.",
        "The council voted by seven to six.",
        "Graham Oakes, 61, denied it.",
        "It was denied by Graham Oakes, 61.",
        "Graham Oakes (61) denied it.",
        "Children aged 10 to 12 may enter.",
        "A 34-year-old man fell.",
        "It happened two days ago.",
        "The fair runs from 12 to 14 August.",
        "She won three times.",
        "They met at 10 Downing Street.",
        "He ran a 5K race.",
        "The makers, 3M, said so.",
        "It grew over the last ten years.",
        "It rose three times as fast.",
        "See page 3.",
        "The quake had magnitude 6.1.",
        "A Boeing 737 landed.",
        "The G20 met on the 21st floor.",
        "One of them laughed.",
        "No one knew.",
        "The two said nothing.",
        "The cake was cut in two.",
        "It is part 4/5.",
        "The parcel has the code 12345678901234567890.",
        "Most of the dead were over 80.",
        "Places for those under 5.",
    ],
)
def test_years_dates_times_scores_ages_and_names_are_no_counts(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Tuesday 14 people fell ill.", 14),
        ("In Lyon 20 shops closed.", 20),
        ("Police 20 strong came.", 20),
        ("The 14 crates were empty.", 14),
        ("Some 2000 people came.", 2000),
        ("At least 14 may have died.", 14),
        ("Among the dead, 14, were", None),
        ("The toll was put at 17 on Wednesday.", 17),
        ("“14 crates”, she said.", 14),
        ("One person was hurt.", 1),
        ("At least nine were hurt.", 9),
    ],
)
def test_counts_beside_names_days_and_at_the_start_are_counts(text: str, value: int | None) -> None:
    assert [one.value for one in find_quantities(text)] == ([value] if value else [])


def test_only_the_stretch_that_is_asked_for_is_read() -> None:
    text = "There were 3 cats and 4 dogs and 5 birds."
    start, end = text.index("and 4"), text.index(" and 5")
    (quantity,) = find_quantities(text, start, end)
    assert quantity.span.of(text) == "4 dogs"


@given(st.integers(0, 99))
def test_words_and_digits_mean_the_same(number: int) -> None:
    ten, one = divmod(number, 10)
    by_number = {value: word for word, value in WORDS.items()}
    words = by_number.get(number) or f"{by_number[10 * ten]}-{by_number[one]}"
    assert read_number(words) == read_number(str(number)) == number


@given(
    st.text(
        alphabet="0123456789 ,.-–$%€mkand half third of to between from million one two ten°C\n", max_size=60
    )
)
def test_whatever_the_text_each_quantity_stands_in_it(text: str) -> None:
    for one in find_quantities(text):
        assert one.span.of(text) == one.words
        assert one.figure in one.words
        assert (one.value is None) is (one.comparator is Comparator.BETWEEN)
        if one.minimum is not None and one.maximum is not None:
            assert one.minimum <= one.maximum


def test_another_clause_is_nothing_that_is_counted() -> None:
    assert [one.counted for one in find_quantities("If I gave you one I'd be making it up.")] in ([], [None])


def test_a_year_before_to_begins_no_range_and_a_pronoun_is_not_counted() -> None:
    assert [str(one.value) for one in find_quantities("It cut deaths in 2025 to 86,000 from 107,000.")] == [
        "86000",
        "107000",
    ]
    assert [one.counted for one in find_quantities("I counted 17 myself.")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She leads him by 43 percent to 38 percent.", [("43", "%", None), ("38", "%", None)]),
        ("It takes 38 percent to 43 percent.", [("None", "%", None)]),
        ("Eight of 10 pears are grown here.", [("80", "%", "pears")]),
        ("Eight of the 10 villages are dry.", [("8", None, "villages"), ("10", None, "villages")]),
        ("The top 10 percent paid 69 percent of all taxes.", [("10", "%", None), ("69", "%", "taxes")]),
        ("It fell 3.3 percent last year.", [("3.3", "%", None)]),
        ("Two used trams came.", [("2", None, "used trams")]),
        ("30 arrested men left.", [("30", None, "arrested men")]),
        ("Only 14 opened.", [("14", None, None)]),
        ("12 candidates got a vote.", [("12", None, "candidates")]),
        ("She got two years’ probation.", [("2", "year", None)]),
        ("One load gets through.", [("1", None, "load")]),
        ("One construction crew is left.", [("1", None, "construction crew")]),
        ("One or two big ideas won.", [("None", None, "big ideas")]),
        ("She has 9 million votes, 2 million more votes than he has.", [("9000000", None, "votes")]),
        ("It costs $30, which is $8 more than last year.", [("30", "USD", None)]),
        ("It is worth less than $1 or more than $4.", [("1", "USD", None), ("4", "USD", None)]),
        ("Five more people came.", [("5", None, "people")]),
    ],
)
def test_a_verb_ends_what_is_counted_and_two_shares_may_stand_against_each_other(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was famous during the 80’s.",
        "The two learned of it.",
        "It fined one firm after another.",
        "It happens one way or the other.",
        "It helps people under 30 find work.",
        "Voters over 65 were at home.",
        "They voted on Proposition 226.",
        "Mr. Roe, then 38, said nothing to his deputy, then 35.",
        "The town is not in the top ten.",
    ],
)
def test_ages_decades_and_words_for_somebody_are_no_counts(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("It costs $84 million over 10 years.", Comparator.EXACTLY),
        ("It lasted over 10 years.", Comparator.MORE_THAN),
        ("It costs over 10 million.", Comparator.MORE_THAN),
    ],
)
def test_over_years_says_how_long_where_an_amount_stands_before(text: str, comparator: Comparator) -> None:
    assert find_quantities(text)[-1].comparator is comparator
