"""The attribution step on our own model: who is said to say what, as spans of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from app.domain.article import Span
from app.domain.claim import Attribution, Quotation
from app.extract.base import Found
from app.extract.clauses import mended
from app.extract.grammar import Grammar
from app.extract.quotes import with_quotations
from app.extract.sentences import sentences
from app.extract.subjects import Subjects
from app.extract.typography import continued, set_apart
from app.models.units import Gap, Quoted, Unit

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from app.domain.article import Article
    from app.models.decode import Group
    from app.models.runner import Reading

_WHOLLY = 0.9  # the share of quoted words from which a content counts as direct
_MOSTLY = 0.6  # a content that holds so much of a quotation is meant to hold all of it
_NEGATION = re.compile(r"n['’]t\b")
_SINGLE = frozenset("'‘’")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = 0.5  # the share of plain letters below which a text is in another script
_ENOUGH = 30  # words from which a language can be told
_SHOUTED = 150  # words up to which capitals may be the flashes of an agency, which leave small words out
_FUNCTION_WORDS = 0.06  # English prose has thrice that share, other languages next to none
_COMMON = (
    "the",
    "and",
    "of",
    "to",
    "that",
    "is",
    "was",
    "it",
    "you",
    "this",
    "have",
    "has",
    "with",
    "from",
    "by",
)
_MORE = (
    "not",
    "be",
    "are",
    "they",
    "we",
    "my",
    "your",
    "his",
    "she",
    "what",
    "who",
    "would",
    "can",
    "said",
    "their",
)
_ENGLISH = frozenset(_COMMON + _MORE)


class Reader(Protocol):
    """What reads a text: the model, or a stand-in."""

    def read(self, text: str, *, sentences: Sequence[int] | None = None) -> Reading:
        """Give the units of a text, the attributions among them, and trees of sentences if asked."""
        ...


class LearnedAttribution:
    """Finds attributions with the model; the model has learned English alone, so other texts have none."""

    def __init__(self, model: Reader) -> None:
        self._model = model

    def find(self, article: Article) -> Found:
        """Give what the article reports others to say, in the order of the text."""
        text = article.text
        if not article.language.lower().startswith("en") or not is_english(text):
            return Found(attributions=())
        reading = self._model.read(text, sentences=[sentence.start for sentence in sentences(text)])
        grammar = Grammar(reading.units, reading.tree) if reading.tree else None
        return Found(attributions=attributions(text, reading), grammar=grammar)


def is_english(text: str) -> bool:
    """Tell whether a text may be English; a short one in Latin letters gets the benefit of the doubt."""
    if not text.isascii():
        letters = [letter for letter in text if letter.isalpha()]
        if sum(letter.isascii() for letter in letters) < _LATIN * len(letters):
            return False
    words = _WORD.findall(text.lower())
    if len(words) < _ENOUGH or (len(words) < _SHOUTED and text.isupper()):
        return bool(words)
    return sum(word in _ENGLISH for word in words) >= _FUNCTION_WORDS * len(words)


def attributions(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """Turn what the model found into attributions: each unit in one role of one content at most."""
    units = reading.units
    begins = [sentence.start for sentence in sentences(text)]
    starts = frozenset(begins)
    quotations = _quotations(units)
    subjects = Subjects(units, reading.tree) if reading.tree else None
    groups = continued(units, _merged(set_apart(units), reading.groups))
    groups = with_quotations(units, groups, quotations, subjects)
    groups = mended(units, groups, begins, subjects) if subjects else groups
    taken = {index for group in groups for part in _parts(group) for index in part}
    found = []
    for group in groups:
        parts = [_completed(part, quotations, taken, units) for part in _within_paragraphs(units, group)]
        content = tuple(span for part in parts if (span := _span(text, units, part)) and _says(text, span))
        if not content:
            continue
        cue = _span(text, units, group.cue)
        source = tuple(_span(text, units, _beside(units, part, group.cue, starts)) for part in group.source)
        found.append(
            Attribution(source=source, cue=(cue,), content=content, quotation=_quotation(units, parts))
        )
    return tuple(sorted(found, key=lambda given: given.content[0]))


def _merged(certain: Sequence[Group], likely: Sequence[Group]) -> list[Group]:
    """Put what the page itself says before what the model finds in the same words."""
    taken = {index for group in certain for part in _parts(group) for index in part}
    free = [group for group in likely if not any(taken.intersection(part) for part in _parts(group))]
    return [*certain, *free]


def _parts(group: Group) -> tuple[range, ...]:
    return (*group.source, group.cue, *group.content)


def _quotations(units: Sequence[Unit]) -> list[range]:
    """Find the quotations that are opened and closed within a paragraph, marks included."""
    found = []
    start: int | None = None
    for index, unit in enumerate(units):
        if unit.gap is Gap.PARAGRAPH:
            start = None
        if unit.quoted is Quoted.OPENS and start is None:
            start = index
        elif unit.quoted is Quoted.CLOSES and start is not None and _like(units[start], unit):
            found.append(range(start, index + 1))
            start = None
    return found


def _within_paragraphs(units: Sequence[Unit], group: Group) -> list[range]:
    """Cut contents at the ends of paragraphs: a quotation goes on in the next one, other words do not."""
    kept = []
    for part in group.content:
        inner = (index for index in part if index > part.start and units[index].gap is Gap.PARAGRAPH)
        cuts = [part.start, *inner, part.stop]
        pieces = [range(start, stop) for start, stop in pairwise(cuts)]
        nearest = min(pieces, key=lambda piece: abs(piece.start - group.cue.start))
        kept += [piece for piece in pieces if piece == nearest or _goes_on(units, piece)]
    return kept


def _goes_on(units: Sequence[Unit], piece: range) -> bool:
    """Tell whether a piece is speech of its own paragraph, or left open; a headline has only scraps."""
    opens = units[piece.start].quoted is Quoted.OPENS
    closes = any(units[index].quoted is Quoted.CLOSES for index in piece)
    return opens and (units[piece.start].gap is Gap.PARAGRAPH or not closes)


def _beside(units: Sequence[Unit], part: range, cue: range, begins: Container[int]) -> range:
    """Keep of a source the sentence nearest to the cue: a byline above it names nobody who speaks."""
    inner = [index for index in part if index > part.start and units[index].start in begins]
    if not inner:
        return part
    pieces = [range(start, stop) for start, stop in pairwise([part.start, *inner, part.stop])]
    return min(pieces, key=lambda piece: max(piece.start - cue.stop, cue.start - piece.stop))


def _like(opening: Unit, closing: Unit) -> bool:
    """Tell whether two marks are both single or both double: an inner quotation ends no outer one."""
    return (opening.word in _SINGLE) == (closing.word in _SINGLE)


def _completed(part: range, quotations: Sequence[range], taken: set[int], units: Sequence[Unit]) -> range:
    """Let a content that holds most of a quotation hold all of it, unless others hold some of the rest."""
    # They stand in order and share nothing, so those that touch the part stand beside each other.
    first = bisect_right(quotations, part.start, key=lambda quotation: quotation.stop)
    last = bisect_left(quotations, part.stop, key=lambda quotation: quotation.start)
    for quotation in quotations[first:last]:
        shared = range(max(part.start, quotation.start), min(part.stop, quotation.stop))
        words = sum(units[index].word[0].isalnum() for index in quotation)
        held = sum(units[index].word[0].isalnum() for index in shared)
        rest = (*range(quotation.start, shared.start), *range(shared.stop, quotation.stop))
        if held >= _MOSTLY * words and not taken.intersection(rest):
            part = range(min(part.start, quotation.start), max(part.stop, quotation.stop))
    return part


def _span(text: str, units: Sequence[Unit], part: range) -> Span:
    """Give the characters of some units; no edge falls into "didn't"."""
    start, end = units[part.start].start, units[part.stop - 1].end
    for negation in _NEGATION.finditer(text, max(0, start - 3), min(len(text), end + 3)):
        if negation.start() < end < negation.end():
            end = negation.end()
    return Span(start, end)


def _says(text: str, span: Span) -> bool:
    return any(letter.isalnum() for letter in span.of(text))


def _quotation(units: Sequence[Unit], parts: Sequence[range]) -> Quotation:
    """Tell how much of a content stands between quotation marks."""
    words = [units[index] for part in parts for index in part if units[index].word[0].isalnum()]
    inside = sum(unit.quoted in (Quoted.INSIDE, Quoted.INSIDE_SINGLE) for unit in words)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside >= _WHOLLY * len(words) else Quotation.MIXED
