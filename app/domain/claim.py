"""In article A, party B is said to say C: the records of reading.

The values of each `StrEnum` are the notations of the SKOS concepts in `ontology/schemes.ttl`:
the concept of `Stance.DENIES` is `ws:stance-denies`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from app.domain.article import Span


class Quotation(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"  # the article's own voice


class Stance(StrEnum):
    """What the party does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    INTENDS = "intends"
    ASKS = "asks"


class Certainty(StrEnum):
    """How sure the party presents the content to be."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Comparator(StrEnum):
    """How a printed figure bounds the value."""

    EXACTLY = "exactly"
    MORE_THAN = "moreThan"
    AT_LEAST = "atLeast"
    FEWER_THAN = "fewerThan"
    AT_MOST = "atMost"
    ABOUT = "about"
    NEARLY = "nearly"
    BETWEEN = "between"


class Precision(StrEnum):
    """How fine a time is known."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"  # from one day to another, as the words say


class SpeakerKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    UNNAMED = "unnamed"


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """A time as the words give it, read against the article's date; the ends are inclusive days.

    An end that is not known is None ("since March" has no latest day).
    """

    words: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with what it bounds, counts and is measured in.

    "more than 100 districts": figure "100", value 100, minimum 100 not included, maximum None,
    counted "districts". `unit` is None for counts, "%" for shares, otherwise the unit as named
    ("km", "USD"). `words` are all words the reading rests on, `span` where they stand.
    """

    words: str
    figure: str
    comparator: Comparator
    span: Span
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    minimum_included: bool = True
    maximum_included: bool = True
    unit: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in the text that name a place or a party, and the fullest name the article gives it."""

    kind: MentionKind
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A source as the article presents it.

    Two claims with equal speakers have the same source. `name` is the fullest name in the article
    ("Boris Johnson" also where the text says "he"); for an unnamed source it is the description as
    printed at its first mention ("Two senior security officials"). `first` is that first mention;
    it keeps unnamed sources apart. `country` is the nationality word that goes with the source in
    this article ("Afghan"), also where it must be taken from another sentence.
    """

    kind: SpeakerKind
    name: str
    first: Span
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    on_behalf_of: Speaker | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content of one act of saying, as spans; the shape of the public scorer.

    `content` has several spans where the text interrupts it. `source` and `cue` may be empty.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingStep:
    """One hop between the event and the reader: who passed it on, and the words that say so."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The main clause of a content, as words of the text: of whom or what, what is the case, and with what.

    "Taliban | hold | over 200 districts". A subject that the content does not name ("promised to leave")
    is None, and so is the object of a verb that has none.
    """

    subject: Span | None
    relation: tuple[Span, ...]
    object: Span | None
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a claim states, in words that stand without its article: a `Clause` once it is written down."""

    subject: str | None
    relation: str
    object: str | None
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One party, one content: what a reader would call a claim in this article.

    `speaker` is None for the article's own voice; the publisher is then the party.
    `text` is the content as it stands, its spans joined with " ... ".
    `said` is when it was said, `event` when what it speaks of happened. `place` is the most specific
    place the content is about; `about` the other parties and places in it. `clause` is what it states.
    """

    attribution: Attribution
    text: str
    speaker: Speaker | None
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    quantities: tuple[Quantity, ...] = ()
    said: TimeRange | None = None
    event: TimeRange | None = None
    place: Mention | None = None
    about: tuple[Mention, ...] = ()
    clause: Clause | None = None
    steps: tuple[ReportingStep, ...] = ()
    confidence: float = 1.0
    speaker_confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfound:
    """Words that a reader says were reported, which could not be found in the text, and why not."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one extractor read in one article; name and version go into its provenance.

    `keywords` are the words that tell its story from others; `crowd` is in how many parts all who told it
    before have to be divided so that a part is few enough.
    """

    extractor: str
    version: str
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    keywords: tuple[str, ...] = ()
    crowd: int = 1
    unfound: tuple[Unfound, ...] = ()
