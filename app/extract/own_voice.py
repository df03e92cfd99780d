"""What an article states in its own voice: sentences that give a figure, a state or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.dates import find_times
from app.extract.edges import QUOTES
from app.extract.lexicon import HAPPENINGS, REPORTING, STATES
from app.extract.quantities import find_quantities
from app.extract.sentences import sentences
from app.extract.stance import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.article import Article
    from app.domain.claim import Attribution

SHORTEST_STATEMENT = 5
"""Words below which a sentence is a heading or a fragment."""


def statements(article: Article, attributions: tuple[Attribution, ...]) -> Iterator[Span]:
    """Find sentences of the article's own voice that state a figure or an event: precision first."""
    if not article.language.lower().startswith("en"):
        return
    text = article.text
    taken = sorted(span for one in attributions for span in (*one.source, *one.cue, *one.content))
    at = 0
    for sentence in sentences(text):
        while at < len(taken) and taken[at].end <= sentence.start:
            at += 1
        if at < len(taken) and taken[at].overlaps(sentence):
            continue
        if _states_something(article, sentence):
            end = sentence.end
            while end > sentence.start + 1 and text[end - 1] in ".!… ":
                end -= 1
            yield Span(sentence.start, end)


def _states_something(article: Article, sentence: Span) -> bool:
    """Tell whether a sentence gives a figure, a state, or an event of a known day, and reports nobody."""
    spelt = sentence.of(article.text)
    found = words(spelt)
    if len(found) < SHORTEST_STATEMENT or spelt.rstrip()[-1:] not in {".", "!", "…"} or QUOTES & set(spelt):
        return False
    if not REPORTING.isdisjoint(found) or "according to" in spelt.lower():
        return False
    if not STATES.isdisjoint(found):
        return True
    figures = find_quantities(article.text, sentence.start, sentence.end)
    if any(one.counted or one.unit for one in figures):
        return True
    return not HAPPENINGS.isdisjoint(found) and any(
        time.earliest or time.latest
        for time in find_times(article.text, article.day, sentence.start, sentence.end)
    )
