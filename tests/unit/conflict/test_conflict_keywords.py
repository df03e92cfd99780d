"""The words that tell one story from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import ceil, log

from app.conflict.keys import story_keys
from app.conflict.keywords import CROWD, MOST, are_read_together, crowd_of, keywords, tell_one_story

FIRST = "Torvane mill shuts", "TORVANE - Lindqvist said that the Torvane mill would shut.\nLindqvist left."
SECOND = "Anger in Torvane", "The closure was a scandal, Okafor told Lindqvist in Torvane. London was silent."
ELSEWHERE = "Talks in London", "Obama met Okafor in London on Tuesday, officials said."
DAY = date(2026, 3, 4)
TOLD = ("lindqvist", "torvane")
NAMES = [
    f"{first}{second}quist"
    for first in ("Al", "Bor", "Cel", "Dor", "Es", "Fal")
    for second in ("den", "ker", "lin", "mun")
]


@dataclass(frozen=True)
class Told:
    article: str
    crowd: int
    story: tuple[str, ...] = TOLD


def test_rare_names_are_kept_and_words_of_every_day_are_not() -> None:
    assert {"lindqvist", "torvane"} <= set(keywords(*FIRST))
    assert {"london", "said", "would", "left"}.isdisjoint(keywords(*FIRST) + keywords(*SECOND))


def test_words_that_are_no_names_are_kept_behind_names() -> None:
    assert "militia" in keywords(None, "The militia fled.")
    named = " ".join(f"They met {name}." for name in NAMES)
    assert "militia" not in keywords(None, f"The militia fled. {named}")


def test_no_more_than_the_best_are_kept_whatever_their_order() -> None:
    said = [f"They met {name}. They met {name}." for name in NAMES]
    found = keywords(None, " ".join([*said, "They saw Rasmund."]))
    assert len(found) == MOST == len(NAMES)
    assert "rasmund" not in found
    assert found == keywords(None, " ".join(["They saw Rasmund.", *reversed(said)]))


def test_a_headline_in_capitals_gives_no_names() -> None:
    assert keywords("MILL WORKERS LEAVE", "They were there.") == ()


def test_articles_tell_one_story_that_share_more_than_one_rare_name() -> None:
    assert tell_one_story(keywords(*FIRST), keywords(*SECOND))
    assert not tell_one_story(keywords(*SECOND), keywords(*ELSEWHERE))
    assert not tell_one_story((), ())


def test_two_briefs_tell_one_story_that_share_a_town_and_what_happened() -> None:
    first = keywords("Four inmates escape from Zomba prison", "ZOMBA - Guards caught two, said Shaba.")
    second = keywords(
        "Chaos in Zomba jail", "Nineteen broke out of the prison. A guard spoke to Grace Phiri."
    )
    assert tell_one_story(first, second)
    assert not tell_one_story(first, keywords("Zomba market opens", "ZOMBA - Phiri cut a ribbon."))


def test_two_long_articles_need_more_in_common_than_two_briefs() -> None:
    others = tuple(name.lower() for name in NAMES)
    assert tell_one_story(TOLD, TOLD)
    assert not tell_one_story(TOLD + others[:12], TOLD[:1] + others[12:])


def test_names_that_are_in_every_paper_tell_no_story() -> None:
    assert not tell_one_story(*[("clinton", "donald", "hillary", "obama", "trump")] * 2)
    assert tell_one_story(*[("iloilo", "infant")] * 2)


def test_a_common_word_is_no_keyword_whatever_it_may_be_a_form_of() -> None:
    text = (
        "According to Lindqvist, it fell during the night. During the day, according to her, it was not so."
    )
    assert keywords(None, text) == ("lindqvist",)


def test_articles_are_looked_up_by_telling_words_and_weeks() -> None:
    near, far = DAY.replace(day=20), DAY.replace(month=9)
    assert set(story_keys(("torvane",), DAY)) & set(story_keys(("torvane", "lindqvist"), near))
    assert not set(story_keys(("torvane",), DAY)) & set(story_keys(("torvane",), far))
    assert story_keys(("london",), DAY) == ()
    assert story_keys(("torvane",), None) == ("story|torvane|-",)


def test_all_of_a_small_story_are_read_together_and_nothing_of_two() -> None:
    tellings = [Told(str(number), 1) for number in range(CROWD + 1)]
    assert all(are_read_together(*pair) for pair in combinations(tellings, 2))
    assert not are_read_together(tellings[0], Told("other", 1, ("lindqvist", "hentzau")))


def test_the_first_tellings_are_read_with_all_and_an_article_with_itself() -> None:
    late = [Told(str(number), 50) for number in range(100)]
    assert all(are_read_together(one, Told("first", 1)) for one in late)
    assert all(are_read_together(one, one) for one in late)
    assert crowd_of(late[0], Told("first", 3)) == crowd_of(Told("first", 3), late[0]) == 3


def test_of_a_great_story_a_new_telling_meets_as_many_as_the_logarithm() -> None:
    for told in (100, 1000):
        tellings = [Told(f"told {number}", max(1, ceil(number / CROWD))) for number in range(told)]
        met = [
            sum(are_read_together(Told(f"new {new}", ceil(told / CROWD)), one) for one in tellings)
            for new in range(50)
        ]
        expected = CROWD * (1 + log(told / CROWD))
        assert 0.8 * expected < sum(met) / len(met) < 1.2 * expected
        assert max(met) < 2 * expected


def test_the_draw_does_not_depend_on_the_order() -> None:
    late = [Told(str(number), 4) for number in range(40)]
    drawn = [are_read_together(one, two) for one, two in combinations(late, 2)]
    assert drawn == [are_read_together(two, one) for one, two in combinations(late, 2)]
    assert 0.2 < sum(drawn) / len(drawn) < 0.3
