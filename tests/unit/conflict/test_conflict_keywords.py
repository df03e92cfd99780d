"""The words that tell one story from another."""

from __future__ import annotations

from datetime import date

from app.conflict.keys import story_keys
from app.conflict.keywords import MOST, keywords, tell_one_story

FIRST = "Torvane mill shuts", "TORVANE - Lindqvist said that the Torvane mill would shut.\nLindqvist left."
SECOND = "Anger in Torvane", "The closure was a scandal, Okafor told Lindqvist in Torvane. London was silent."
ELSEWHERE = "Talks in London", "Obama met Okafor in London on Tuesday, officials said."
DAY = date(2026, 3, 4)


def test_rare_names_are_kept_and_words_of_every_day_are_not() -> None:
    assert {"lindqvist", "torvane"} <= set(keywords(*FIRST))
    assert {"london", "said", "would", "scandal"}.isdisjoint(keywords(*FIRST) + keywords(*SECOND))


def test_a_word_that_is_no_name_has_to_come_twice() -> None:
    assert "militia" in keywords(None, "The militia fled. They call it a militia.")
    assert "militia" not in keywords(None, "The militia fled.")


def test_no_more_than_the_best_are_kept_whatever_their_order() -> None:
    names = [
        f"{first}{second}quist"
        for first in ("Al", "Bor", "Cel", "Dor")
        for second in ("den", "ker", "lin", "mun")
    ]
    said = [f"They met {name}. They met {name}." for name in names]
    found = keywords(None, " ".join([*said, "They saw Rasmund."]))
    assert len(found) == MOST == len(names)
    assert "rasmund" not in found
    assert found == keywords(None, " ".join(["They saw Rasmund.", *reversed(said)]))


def test_a_headline_in_capitals_gives_no_names() -> None:
    assert keywords("MILL WORKERS LEAVE", "They left the mill.") == ()


def test_articles_tell_one_story_that_share_more_than_one_rare_name() -> None:
    assert tell_one_story(keywords(*FIRST), keywords(*SECOND))
    assert not tell_one_story(keywords(*SECOND), keywords(*ELSEWHERE))
    assert not tell_one_story((), ())


def test_articles_are_looked_up_by_telling_words_and_weeks() -> None:
    near, far = DAY.replace(day=20), DAY.replace(month=9)
    assert set(story_keys(("torvane",), DAY)) & set(story_keys(("torvane", "lindqvist"), near))
    assert not set(story_keys(("torvane",), DAY)) & set(story_keys(("torvane",), far))
    assert story_keys(("london",), DAY) == ()
    assert story_keys(("torvane",), None) == ("story|torvane|-",)
