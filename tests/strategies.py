"""Hypothesis strategies for our records, and an extractor that reads what they write.

The articles are made of sentences of one shape, so that `TemplateExtractor` reads them without error and a
law that fails is the fault of what comes after reading.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

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
    Speaker,
    SpeakerKind,
    Stance,
    TimeRange,
)
from app.domain.entity import Entity, Link
from app.domain.identity import place_id

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTIES = ("The mayor", "Ann Lee", "Ministry of Ponds", "an official", "Zoë “Ö” Ångström 🦉")
PLACES = ("Zenda", "Strelsau", "Hentzau")
THINGS = ("houses", "people", "bridges")
WORDS = {
    "exactly": Comparator.EXACTLY,
    "more than": Comparator.MORE_THAN,
    "at least": Comparator.AT_LEAST,
    "about": Comparator.ABOUT,
}
SENTENCE = re.compile(
    r"(?P<party>[^.\n]+?) (?P<cue>said|denied) "
    r"(?P<content>(?P<quantity>(?P<word>exactly|more than|at least|about) (?P<figure>\d+) "
    r"(?P<thing>houses|people|bridges)) burned in (?P<place>Zenda|Strelsau|Hentzau)(?P<day> on the day)?)\."
)
COUNTRY = Entity(
    id=place_id("Ruritania", 1),
    kind=MentionKind.PLACE,
    name="Ruritania",
    same_as=("https://sws.geonames.org/1/",),
)
GAZETTEER = {
    name: Entity(
        id=place_id(name, number),
        kind=MentionKind.PLACE,
        name=name,
        same_as=(f"https://sws.geonames.org/{number}/",),
        within=(COUNTRY,),
        latitude=Decimal("1.50"),
        longitude=Decimal("-2.0"),
    )
    for number, name in enumerate(PLACES, 2)
}


class TemplateExtractor:
    """Reads sentences of the one shape that `articles` writes."""

    name = "template"
    version = "1"

    def extract(self, article: Article) -> Extraction:
        found = [(match, _span(match, "place")) for match in SENTENCE.finditer(article.text)]
        places = tuple(
            Mention(kind=MentionKind.PLACE, name=match["place"], span=span) for match, span in found
        )
        claims = tuple(
            self._claim(match, place, article) for (match, _), place in zip(found, places, strict=True)
        )
        return Extraction(extractor=self.name, version=self.version, claims=claims, mentions=places)

    def _claim(self, match: re.Match[str], place: Mention, article: Article) -> Claim:
        number = Decimal(match["figure"])
        comparator = WORDS[match["word"]]
        lowest = None if comparator is Comparator.ABOUT else number
        return Claim(
            attribution=Attribution(
                source=(_span(match, "party"),),
                cue=(_span(match, "cue"),),
                content=(_span(match, "content"),),
                quotation=Quotation.INDIRECT,
            ),
            text=match["content"],
            speaker=_speaker(match["party"], _span(match, "party")),
            stance=Stance.DENIES if match["cue"] == "denied" else Stance.ASSERTS,
            quantities=(
                Quantity(
                    words=match["quantity"],
                    figure=match["figure"],
                    comparator=comparator,
                    span=_span(match, "quantity"),
                    value=number,
                    minimum=lowest,
                    maximum=number if comparator is Comparator.EXACTLY else None,
                    minimum_included=comparator is not Comparator.MORE_THAN,
                    counted=match["thing"],
                ),
            ),
            event=_day(match, article.day),
            place=place,
        )


class TemplateLinker:
    """Knows the places of the strategies."""

    def link(self, article: Article, mentions: Iterable[Mention]) -> tuple[Link, ...]:
        del article
        return tuple(
            Link(mention=one, entity=GAZETTEER[one.name]) for one in mentions if one.name in GAZETTEER
        )


def _span(match: re.Match[str], name: str) -> Span:
    return Span(*match.span(name))


def _speaker(name: str, span: Span) -> Speaker:
    if name == "an official":
        ministry = "Ministry of Ponds"
        return Speaker(kind=SpeakerKind.UNNAMED, name=name, first=span, count=1, affiliation=ministry)
    if name == "Ann Lee":
        ministry = Speaker(kind=SpeakerKind.ORGANIZATION, name="Ministry of Ponds", first=span)
        return Speaker(
            kind=SpeakerKind.PERSON, name=name, first=span, role="spokeswoman", on_behalf_of=ministry
        )
    kind = SpeakerKind.ORGANIZATION if name.startswith("Ministry") else SpeakerKind.PERSON
    return Speaker(kind=kind, name=name, first=span)


def _day(match: re.Match[str], day: date | None) -> TimeRange | None:
    if match["day"] is None:
        return None
    span = Span(match.start("day") + 1, match.end("day"))
    return TimeRange(words="on the day", precision=Precision.DAY, earliest=day, latest=day, span=span)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    party = draw(st.sampled_from(PARTIES))
    cue = draw(st.sampled_from(("said", "said", "said", "denied")))
    word = draw(st.sampled_from(sorted(WORDS)))
    figure = draw(st.integers(1, 500))
    thing = draw(st.sampled_from(THINGS))
    place = draw(st.sampled_from(PLACES))
    day = draw(st.sampled_from(("", " on the day")))
    return f"{party} {cue} {word} {figure} {thing} burned in {place}{day}."


@st.composite
def articles(draw: st.DrawFn) -> Article:
    lines = draw(st.lists(sentences(), min_size=1, max_size=4))
    number = draw(st.integers(1, 6))
    return Article(
        text="\n".join(lines) + "\n",
        headline=f"Fire “{number}”",
        publisher=draw(st.sampled_from(("Daily", "The Weekly", None))),
        published=date(2021, 7, 1) + timedelta(days=draw(st.integers(0, 3))),
        url=draw(st.sampled_from((None, f"https://daily.example/{number}?a=b"))),
    )


def taken_at(article: Article) -> datetime:
    """When an article of the strategies is taken in: its own moment, so that order cannot matter."""
    return datetime(2021, 7, 10, tzinfo=UTC) + timedelta(seconds=int(article.digest[:5], 16))
