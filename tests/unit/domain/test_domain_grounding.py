from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.article import Article, Span
from app.domain.claim import (
    Attribution,
    Claim,
    Comparator,
    Extraction,
    Mention,
    MentionKind,
    Precision,
    Quantity,
    Quotation,
    ReportingStep,
    Speaker,
    SpeakerKind,
    TimeRange,
)
from app.domain.grounding import content_text, ground, why_ungrounded

TEXT = "The mayor said on Monday that 12 houses burned."
ARTICLE = Article(text=TEXT)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


CLAIM = Claim(
    attribution=Attribution(
        source=(span("The mayor"),),
        cue=(span("said"),),
        content=(span("12 houses burned"),),
        quotation=Quotation.INDIRECT,
    ),
    text="12 houses burned",
    speaker=Speaker(kind=SpeakerKind.UNNAMED, name="The mayor", first=span("The mayor")),
    quantities=(
        Quantity(words="12 houses", figure="12", comparator=Comparator.EXACTLY, span=span("12 houses")),
    ),
    said=TimeRange(
        words="on Monday", precision=Precision.DAY, earliest=date(2021, 7, 5), span=span("on Monday")
    ),
)
BEYOND = Span(len(TEXT) - 1, len(TEXT) + 1)


def test_a_claim_that_stands_in_the_text_passes() -> None:
    assert why_ungrounded(TEXT, CLAIM) is None


def test_the_parts_of_a_content_are_joined_visibly() -> None:
    assert content_text(TEXT, (span("12"), span("burned"))) == "12 ... burned"


def test_good_claims_pass_and_bad_ones_are_told_apart_with_their_reason() -> None:
    bad = replace(CLAIM, text="13 houses burned")
    extraction = Extraction(
        extractor="x",
        version="1",
        claims=(CLAIM, bad),
        mentions=(Mention(kind=MentionKind.PLACE, name="Nowhere", span=BEYOND),),
    )
    good, refused = ground(ARTICLE, extraction)
    assert good.claims == (CLAIM,)
    assert good.mentions == ()
    assert [one.claim for one in refused] == [bad]
    assert "13 houses burned" in refused[0].reason
    assert "12 houses burned" in refused[0].reason


def test_a_claim_without_content_is_refused() -> None:
    empty = replace(CLAIM, attribution=replace(CLAIM.attribution, content=()))
    assert why_ungrounded(TEXT, empty) == "the claim has no content in the text"


@pytest.mark.parametrize(
    "claim",
    [
        replace(CLAIM, attribution=replace(CLAIM.attribution, cue=(BEYOND,))),
        replace(CLAIM, attribution=replace(CLAIM.attribution, source=(BEYOND,))),
        replace(CLAIM, place=Mention(kind=MentionKind.PLACE, name="x", span=BEYOND)),
        replace(CLAIM, about=(Mention(kind=MentionKind.PERSON, name="x", span=BEYOND),)),
        replace(CLAIM, steps=(ReportingStep(name="x", span=BEYOND),)),
        replace(CLAIM, event=TimeRange(words="x", precision=Precision.DAY, span=BEYOND)),
        replace(CLAIM, speaker=Speaker(kind=SpeakerKind.PERSON, name="x", first=BEYOND)),
    ],
)
def test_a_span_beyond_the_text_is_refused(claim: Claim) -> None:
    assert "outside of the text of 47 characters" in str(why_ungrounded(TEXT, claim))


def test_a_quantity_must_stand_where_it_says() -> None:
    wrong = replace(CLAIM, quantities=(replace(CLAIM.quantities[0], words="13 houses"),))
    assert why_ungrounded(TEXT, wrong) == (
        "the quantity says '13 houses', but there the text says '12 houses'"
    )


def test_a_time_must_stand_where_it_says() -> None:
    wrong = replace(CLAIM, said=TimeRange(words="on Friday", precision=Precision.DAY, span=span("on Monday")))
    assert why_ungrounded(TEXT, wrong) == "the time says 'on Friday', but there the text says 'on Monday'"


def test_a_time_that_was_worked_out_needs_no_words_in_the_text() -> None:
    assert (
        why_ungrounded(TEXT, replace(CLAIM, speaker=None, said=TimeRange(words="", precision=Precision.DAY)))
        is None
    )
