"""What a content speaks of: figures, a time, a place, and how sure it is."""

from __future__ import annotations

from datetime import date

from app.domain.article import Span
from app.domain.claim import Certainty, Stance
from app.extract.places import find_places
from app.extract.situation import Situation, read_situation, read_statement

WEDNESDAY = date(2026, 11, 25)


def read(text: str, *parts: str, day: date | None = WEDNESDAY, cue: str = "said") -> Situation:
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts or (text,)]
    return read_situation(text, spans, cue=cue, day=day, places=find_places(text))


def test_only_what_stands_in_the_content_counts() -> None:
    text = "In Oslo, on Friday, 40 nurses said 12 wards in Bergen closed on Monday in Norway."
    found = read(text, "12 wards in Bergen closed on Monday in Norway")
    assert [one.words for one in found.quantities] == ["12 wards"]
    assert found.event is not None
    assert found.event.words == "on Monday"
    assert found.place is not None
    assert found.place.name == "Bergen"
    assert [one.name for one in found.about] == ["Norway"]


def test_the_parts_of_an_interrupted_content_are_read_together() -> None:
    text = "“The dam,” she said, “lost 3 gates in Peru.” It “may break on Friday”."
    found = read(text, "The dam", "lost 3 gates in Peru", "may break on Friday")
    assert [one.figure for one in found.quantities] == ["3"]
    assert found.place is not None
    assert found.place.name == "Peru"
    assert found.certainty is Certainty.POSSIBLE


def test_the_place_where_something_happens_goes_before_the_first_named() -> None:
    found = read("Germany sent nurses who work in Kenya")
    assert found.place is not None
    assert found.place.name == "Kenya"


def test_a_content_may_speak_of_nothing() -> None:
    found = read("it was a fine game")
    assert (found.quantities, found.event, found.place, found.about) == ((), None, None, ())


def test_the_cue_may_make_it_a_guess() -> None:
    assert read("it was a fine game", cue="believes").certainty is Certainty.PROBABLE


def test_a_bare_statement_is_read_as_an_article_is() -> None:
    bare = read_statement("More than 300 people fell ill in Kampala in March 2020.", day=None)
    assert bare.stance is Stance.ASSERTS
    assert [one.counted for one in bare.situation.quantities] == ["people"]
    assert bare.situation.event is not None
    assert bare.situation.event.earliest == date(2020, 3, 1)
    assert [place.name for place in bare.places] == ["Kampala"]
    assert bare.situation.place == bare.places[0]


def test_the_time_of_what_happens_goes_before_the_time_of_a_thing() -> None:
    found = read("last week’s vote is void and will be held again in May 2027")
    assert found.event is not None
    assert found.event.words == "in May 2027"
