"""Words of an answer are found in the text by our code, or reported; nothing is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.article import Span
from app.domain.claim import Quotation
from app.extract.chat.alike import Alike
from app.extract.chat.answer import Told
from app.extract.chat.places import place

if TYPE_CHECKING:
    from app.extract.base import Found


def told(source: str, cue: str, *content: str, kind: Quotation = Quotation.INDIRECT) -> Told:
    return Told(source=source, cue=cue, content=content, kind=kind)


def placed(text: str, *rows: Told) -> Found:
    return place(text, Span(0, len(text)), rows)


def words(text: str, found: Found) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([span.of(text) for span in spans] for spans in (one.source, one.cue, one.content))  # type: ignore[misc]  # three
        for one in found.attributions
    ]


def test_words_that_stand_there_get_their_places() -> None:
    text = "“We will,” Ann Lee said on Monday, “open in May.”"
    found = placed(text, told("Ann Lee", "said", "We will", "open in May", kind=Quotation.DIRECT))
    assert words(text, found) == [(["Ann Lee"], ["said"], ["We will", "open in May"])]
    assert found.attributions[0].quotation is Quotation.DIRECT
    assert found.unfound == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (told("Lee", "said", "the bridge has fallen"), "the content 'the bridge has fallen' does not stand"),
        (told("Mayor Lee", "said", "it will open"), "the source 'Mayor Lee' does not stand"),
        (told("Lee", "shouted", "it will open"), "the cue 'shouted' does not stand"),
        (told("Lee", "said", "it will opne"), "the content 'it will opne' does not stand"),
        (told("Lee", "said"), "no words are said to be reported by 'Lee'"),
        (told("Lee", "said", " …"), "no words are said to be reported by 'Lee'"),
        (told("Lee", "said", "said it"), "the words overlap: 'said it'"),
        (told("Lee said", "said", "it will open"), "the words overlap"),
        (told("L", "said", "it will open"), "the source 'L' does not stand"),
        (told("Lee", "said", "t will open"), "the content 't will open' does not stand"),
        (told("Lee", "said", "it will ope"), "the content 'it will ope' does not stand"),
    ],
)
def test_what_does_not_stand_there_is_reported_and_not_repaired(row: Told, reason: str) -> None:
    found = placed("Lee said it will open.", row)
    assert found.attributions == ()
    (one,) = found.unfound
    assert reason in one.reason


def test_a_long_invention_is_shown_by_its_beginning() -> None:
    (one,) = placed("Lee said so.", told("Lee", "said", "lie " * 500)).unfound
    assert len(one.reason) < 300
    assert one.words == "lie " * 500


@pytest.mark.parametrize(
    ("text", "content", "stands"),
    [
        ("Lee said it’s\u00a0“the\n  end”.", 'it\'s "the end"', "it’s\u00a0“the\n  end”"),
        ("Lee said it — all of it… is gone.", "it - all of it... is gone", "it — all of it… is gone"),
        ("Lee said ''the end'' is near.", '"the end" is near', "''the end'' is near"),
        ("Lee said the co\u00adop\u200b closed.", "the coop closed", "the co\u00adop\u200b closed"),
        ("Lee said Cafe\u0301 Rio burnt.", "Café Rio burnt", "Cafe\u0301 Rio burnt"),
        ("“It is over,” Lee said.", '"It is over."', "It is over"),
    ],
)
def test_other_marks_and_blanks_are_no_difference_and_the_place_is_in_the_true_text(
    text: str, content: str, stands: str
) -> None:
    found = placed(text, told("Lee", "said", content))
    assert found.unfound == ()
    assert found.attributions[0].content[0].of(text) == stands


def test_the_same_words_told_twice_are_taken_in_their_order() -> None:
    text = "“Yes,” he said. Then rain fell for hours. “Yes,” he said."
    row = told("he", "said", "Yes")
    found = placed(text, row, row)
    assert [one.content[0].start for one in found.attributions] == [1, text.rindex("Yes")]
    assert [one.cue[0].start for one in found.attributions] == [text.index("said"), text.rindex("said")]


def test_words_that_stand_there_often_are_taken_near_the_cue() -> None:
    text = "The bridge will open\n\nLee and others met. It rained. The bridge will open, Lee announced."
    found = placed(text, told("Lee", "announced", "The bridge will open"))
    (one,) = found.attributions
    assert one.content[0].start == text.rindex("The bridge")
    assert one.source[0].start == text.rindex("Lee")


def test_a_lone_mark_may_be_spelt_otherwise_even_if_it_also_stands_there_as_told() -> None:
    text = "“It is a well-known road.” ― Ida Moss"
    found = placed(text, told("Ida Moss", "-", "It is a well-known road"))
    assert words(text, found) == [(["Ida Moss"], ["―"], ["It is a well-known road"])]


def test_one_cue_may_bring_two_contents() -> None:
    text = "Lee said the road is closed and the bridge is safe. Others said nothing."
    found = placed(text, told("Lee", "said", "the road is closed"), told("Lee", "said", "the bridge is safe"))
    assert [one.cue[0].start for one in found.attributions] == [4, 4]


def test_the_same_once_more_counts_once_and_another_reading_of_it_is_reported() -> None:
    text = "Lee, she recalls, said the road is closed today. Others said nothing of it."
    row = told("Lee", "said", "the road is closed")
    found = placed(text, row, row, told("she", "said", "the road is closed today"))
    assert len(found.attributions) == 1
    (one,) = found.unfound
    assert one.reason == "told before, otherwise: 'the road is closed today'"


def test_source_and_cue_may_be_missing() -> None:
    text = "The road, it was said, is closed. JONES: Yes."
    found = placed(text, told("", "it was said", "The road", "is closed"), told("JONES", "", "Yes"))
    assert words(text, found) == [
        ([], ["it was said"], ["The road", "is closed"]),
        (["JONES"], [], ["Yes"]),
    ]


def test_without_a_cue_what_one_says_may_hold_what_another_says() -> None:
    text = "JONES: Lee: It rains."
    whole, inner = told("JONES", "", "Lee: It rains"), told("Lee", "", "It rains")
    found = placed(text, whole, inner, inner)
    assert words(text, found) == [
        (["JONES"], [], ["Lee: It rains"]),
        (["Lee"], [], ["It rains"]),
    ]
    assert found.unfound == ()


@pytest.mark.parametrize(
    ("content", "kind", "is_given"),
    [
        ("the road is closed", Quotation.DIRECT, Quotation.INDIRECT),
        ("“it is over”", Quotation.INDIRECT, Quotation.DIRECT),
        ("the “whole” town", Quotation.INDIRECT, Quotation.MIXED),
        ("the “whole” town", Quotation.DIRECT, Quotation.DIRECT),
    ],
)
def test_the_marks_of_the_page_bound_what_the_endpoint_may_call_it(
    content: str, kind: Quotation, is_given: Quotation
) -> None:
    text = f"It rained.\nLee said {content}."
    (one,) = placed(text, told("Lee", "said", content, kind=kind)).attributions
    assert one.quotation is is_given


def test_only_the_part_that_was_sent_is_searched() -> None:
    text = "Lee said yes.\nLee said no."
    found = place(text, Span(14, len(text)), [told("Lee", "said", "no"), told("Lee", "said", "yes")])
    assert [one.source[0].start for one in found.attributions] == [14]
    assert len(found.unfound) == 1


LETTERS = some.text(alphabet="ab '’“”\"—-…\n\u00a0\u0301\u00ad.", max_size=40)


@given(LETTERS, LETTERS)
def test_whatever_is_found_has_the_same_letters(text: str, wanted: str) -> None:
    for span in Alike(text, Span(0, len(text) or 1)).places(wanted) if text else ():
        assert [one for one in span.of(text) if one in "ab"] == [one for one in wanted if one in "ab"]


@given(LETTERS, some.data())
def test_a_passage_between_blanks_is_always_found(text: str, data: some.DataObject) -> None:
    passages = text.split()
    if passages:
        wanted = data.draw(some.sampled_from(passages))
        assert wanted in {span.of(text) for span in Alike(text, Span(0, len(text))).places(wanted)}
