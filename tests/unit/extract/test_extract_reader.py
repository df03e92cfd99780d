"""An article becomes claims: what a stand-in for the model finds, with all that is read around it."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.article import Article, Span
from app.domain.claim import Attribution, Certainty, Claim, MentionKind, Quotation, SpeakerKind, Stance
from app.domain.grounding import why_ungrounded
from app.extract.base import Found
from app.extract.reader import NewsExtractor

WEDNESDAY = date(2026, 11, 25)
Told = tuple[str, str, str | tuple[str, ...]]


class Finder:
    """Finds the attributions it is told of: source, cue and content, as words of the text.

    Each cue is looked for after the one before it; source and content are those nearest to the cue.
    """

    def __init__(self, *told: Told) -> None:
        self._told = told

    def find(self, article: Article) -> Found:
        found = []
        at = 0
        for source, cue, content in self._told:
            start = article.text.index(cue, at) if cue else at
            parts = (content,) if isinstance(content, str) else content
            found.append(
                Attribution(
                    source=(_near(article.text, source, start),) if source else (),
                    cue=(Span(start, start + len(cue)),) if cue else (),
                    content=tuple(_near(article.text, part, start) for part in parts),
                    quotation=Quotation.INDIRECT,
                )
            )
            at = start + len(cue)
        return Found(attributions=tuple(found))


def _near(text: str, words: str, at: int) -> Span:
    starts = [start for start in range(len(text)) if text.startswith(words, start)]
    start = min(starts, key=lambda one: abs(one - at))
    return Span(start, start + len(words))


def read(text: str, *told: Told, language: str = "en", publisher: str | None = None) -> tuple[Claim, ...]:
    article = Article(text=text, published=WEDNESDAY, language=language, publisher=publisher)
    claims = NewsExtractor(Finder(*told), model="none").extract(article).claims
    assert [reason for claim in claims if (reason := why_ungrounded(text, claim))] == []
    return claims


def only(text: str, *told: Told) -> Claim:
    (claim,) = read(text, *told)
    return claim


def test_a_claim_has_all_that_a_fact_checker_asks() -> None:
    claim = only(
        "Mayor Ana Roe denied on Monday that more than 40 trees fell in Oslo in March.",
        ("Mayor Ana Roe", "denied", "more than 40 trees fell in Oslo in March"),
    )
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.speaker.role) == ("Ana Roe", "Mayor")
    assert (claim.stance, claim.certainty) == (Stance.DENIES, Certainty.CERTAIN)
    assert [one.counted for one in claim.quantities] == ["trees"]
    assert claim.said is not None
    assert claim.said.words == "on Monday"
    assert claim.event is not None
    assert claim.event.earliest == date(2026, 3, 1)
    assert claim.place is not None
    assert claim.place.name == "Oslo"
    assert claim.confidence < 1


def test_the_extractor_says_which_model_it_reads_with() -> None:
    extractor = NewsExtractor(Finder(), model="abc")
    extraction = extractor.extract(Article(text=""))
    assert extraction.extractor == extractor.name == "news"
    assert extraction.version == extractor.version
    assert extractor.version.endswith("+abc")


def test_the_same_article_gives_the_same_claims() -> None:
    told = ("Ana Roe", "said", "it was late")
    assert read("Ana Roe said it was late.", told) == read("Ana Roe said it was late.", told)


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [
        ("Ana Roe said on Monday it was late.", "it was late", "on Monday"),
        ("On Monday, Ana Roe said it was late.", "it was late", "On Monday"),
        ("“It is late,” Ana Roe said on Monday.", "It is late", "on Monday"),
        ("Ana Roe said the shop, which opened on Monday, was late.", "the shop", None),
        ("Ana Roe, who left on Monday, said it was late.", "it was late", None),
        ("Ana Roe said it was late. On Monday it rained.", "it was late", None),
        ("It was dull on Monday.\nAna Roe said it was late.", "it was late", None),
    ],
)
def test_the_time_of_saying_stands_beside_who_says_it(text: str, content: str, said: str | None) -> None:
    claim = read(text, ("Ana Roe", "said", content))[0]
    assert (claim.said.words if claim.said else None) == said


def test_a_time_in_what_another_says_is_not_the_time_of_saying() -> None:
    text = "It has rained since Monday, officials said, and Ana Roe said it was late."
    claims = read(
        text, ("officials", "said", "It has rained since Monday"), ("Ana Roe", "said", "it was late")
    )
    assert [claim.said for claim in claims] == [None, None]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("“It is late,”", "It is late"),
        ("it was late,", "it was late"),
        ("“late” and “cold”", "“late” and “cold”"),
        ("“", "“"),
    ],
)
def test_marks_around_a_content_are_no_part_of_it(content: str, kept: str) -> None:
    assert only(f"Ana Roe said {content} then left", ("Ana Roe", "said", content)).text == kept


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("‘It’s fine,’", "It’s fine"),
        ("'It's fine,'", "It's fine"),
        ("‘fine’ and ‘free’", "‘fine’ and ‘free’"),
        ("“It goes on.", "It goes on."),
        ('"It goes on.', "It goes on."),
        ('"fine" words', '"fine" words'),
    ],
)
def test_single_marks_and_marks_that_close_nowhere_are_left_out_too(content: str, kept: str) -> None:
    assert only(f"Ann Lee said {content}", ("Ann Lee", "said", content)).text == kept


def test_a_time_that_runs_over_years_is_no_time_of_saying() -> None:
    text = "Ann Lee, a baker since 1994, said it was late."
    assert only(text, ("Ann Lee, a baker since 1994", "said", "it was late")).said is None


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "OSLO, Norway (Wire) - Snow closed the roads, Ana Roe said."
    claim = only(text, ("Ana Roe", "said", "OSLO, Norway (Wire) - Snow closed the roads"))
    assert claim.text == "Snow closed the roads"


def test_a_heading_is_no_part_of_what_is_said_below_it() -> None:
    text = "Storm hits coast\nSnow closed the roads, Ana Roe said."
    claim = only(text, ("Ana Roe", "said", "Storm hits coast\nSnow closed the roads"))
    assert claim.text == "Snow closed the roads"


def test_a_quotation_over_paragraphs_stays_whole() -> None:
    text = "“It is late.\n“It is cold,” Ana Roe said."
    claim = only(text, ("Ana Roe", "said", "“It is late.\n“It is cold,”"))
    assert claim.text == "“It is late.\n“It is cold,”"


def test_parts_of_an_interrupted_content_are_joined() -> None:
    text = "“It is late,” Ana Roe said, “and cold.”"
    claim = only(text, ("Ana Roe", "said", ("“It is late,”", "“and cold.”")))
    assert claim.text.startswith("It is late ... ")


def test_what_is_said_is_about_the_parties_it_names_but_not_the_speaker() -> None:
    text = "Ida Marlow left. Ana Roe said that Ida Marlow and Ana Roe lost in Kenya."
    claim = only(text, ("Ana Roe", "said", "Ida Marlow and Ana Roe lost in Kenya"))
    assert claim.place is not None
    assert [(one.kind, one.name) for one in claim.about] == [(MentionKind.PERSON, "Ida Marlow")]


def test_a_pronoun_gets_its_name() -> None:
    text = "“It is late,” Ana Roe said.\n\n“It is cold,” she added."
    claims = read(text, ("Ana Roe", "said", "It is late"), ("she", "added", "It is cold"))
    assert [claim.speaker.name for claim in claims if claim.speaker] == ["Ana Roe", "Ana Roe"]


def test_a_content_without_a_source_has_an_unknown_speaker() -> None:
    claim = only("It is believed the vase is a fake.", ("", "is believed", "the vase is a fake"))
    assert claim.speaker is not None
    assert (claim.speaker.kind, claim.speaker.name) == (SpeakerKind.UNNAMED, "source not stated")
    assert claim.certainty is Certainty.PROBABLE


# The article's own voice


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 people fled the town.",
        "The pool was closed last month after rain.",
        "Rebels still control the old harbour town.",
        "The plant employs 180 people in two halls.",
    ],
)
def test_a_figure_or_an_event_in_the_articles_own_voice_is_a_claim(text: str) -> None:
    claim = only(text)
    assert claim.speaker is None
    assert claim.text == text.rstrip(".")
    assert claim.attribution.quotation is Quotation.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Forty die.",
        "Storm kills 40 people in the north of the country",
        "It was a fine day in the old town.",
        "He said “40 people died” in the fire.",
        "Some said that 40 people died in the fire.",
        "According to the map 40 people live in the town.",
        "Did 40 people really die in the fire?",
    ],
)
def test_headings_questions_and_reports_are_not_the_articles_own_statements(text: str) -> None:
    assert read(text) == ()


def test_what_somebody_says_is_not_the_articles_own() -> None:
    text = "It rained a lot. Ana Roe said 40 people died in the fire. 12 people were hurt in the flood."
    claims = read(text, ("Ana Roe", "said", "40 people died in the fire"))
    assert [claim.speaker.name if claim.speaker else "own" for claim in claims] == ["Ana Roe", "own"]


def test_another_language_is_left_alone() -> None:
    assert read("300 Menschen died in Kenya gestern.", language="de") == ()


# What is to be linked


def test_places_speakers_those_they_speak_for_and_the_publisher_are_to_be_linked() -> None:
    text = "Mia Berg, a spokeswoman for Brightwater Bank, said Ida Marlow left Kenya. A man said no."
    article = Article(text=text, publisher="Daily")
    finder = Finder(
        ("Mia Berg, a spokeswoman for Brightwater Bank,", "said", "Ida Marlow left Kenya"),
        ("A man", "said", "no"),
    )
    mentions = NewsExtractor(finder, model="none").extract(article).mentions
    assert {(one.kind, one.name) for one in mentions} == {
        (MentionKind.PLACE, "Kenya"),
        (MentionKind.PERSON, "Mia Berg"),
        (MentionKind.ORGANIZATION, "Brightwater Bank"),
        (MentionKind.PERSON, "Ida Marlow"),
        (MentionKind.ORGANIZATION, "Daily"),
    }


def test_the_mark_of_a_list_is_no_part_of_what_is_said() -> None:
    text = "- One man died, police said."
    assert only(text, ("police", "said", "- One man died")).text == "One man died"


def test_a_dateline_of_any_style_is_no_content() -> None:
    text = "Nashpur, Jul 21 (IPB) The police held two men, an official said."
    content = "Nashpur, Jul 21 (IPB) The police held two men"
    assert only(text, ("an official", "said", content)).text == "The police held two men"


def test_the_time_before_a_line_of_a_live_report_is_no_content() -> None:
    text = '00.45 "I am shaking," Ida Roe says.'
    assert only(text, ("Ida Roe", "says", '00.45 "I am shaking,"')).text == "I am shaking"
