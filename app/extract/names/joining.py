"""Which names are one: short forms, acronyms, firms, and what “of” and “and” hold together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.given_names import GIVEN
from app.extract.lexicon import CORPORATE, COURTESIES, FIRMS, NAMED_WITH_OF, ORGANIZATIONS
from app.extract.names.name import GENITIVE, TWO, Name, Names, bare
from app.extract.names.runs import BLANK, CAPITAL
from app.extract.nationality import nation_of

if TYPE_CHECKING:
    from collections.abc import Callable


_AND = re.compile(rf"{BLANK}and{BLANK}(?={CAPITAL})")
_OF = re.compile(rf"{BLANK}(?:of|for){BLANK}(?:the{BLANK})?(?={CAPITAL})")


def shared_surnames(text: str) -> frozenset[str]:
    """Find surnames that a man and a woman bear, so that Mr and Mrs Patel stay two."""
    men = set(re.findall(r"\bMr\.? ([A-Z][\w’'-]*\w)", text))
    women = set(re.findall(r"\b(?:Mrs|Ms|Miss)\.? ([A-Z][\w’'-]*\w)", text))
    return frozenset(GENITIVE.sub("", one) for one in men) & frozenset(GENITIVE.sub("", one) for one in women)


def join_firms(found: Names) -> None:
    """Join "Solveig Marine" to Solveig Marine ASA, before its first word makes it a person."""
    for words in [*found]:
        short = words[:-1]
        if len(short) > 1 and bare(words[-1]) in CORPORATE and short in found:
            found[words].places += found[short].places
            found[words].told += found[short].told
            found[words].first = min(found[words].first, found[short].first)
            del found[short]


def linked(text: str, found: Names) -> Names:
    """Put names together that "of", "for" or "and" hold together: "Friends of Thornbeck Library"."""
    return _with_link(text, _with_link(text, found, _OF, _goes_on_with_of), _AND, _goes_on_with_and)


def _with_link(
    text: str, found: Names, link: re.Pattern[str], goes_on: Callable[[Name, Name], bool]
) -> Names:
    at = {place.start: (name, place) for name in found.values() for place in name.places}
    for start in sorted(at):
        name, place = at[start]
        between = link.match(text, place.end)
        if between is None or between.end() not in at:
            continue
        rest, other = at[between.end()]
        if place not in name.places or other not in rest.places or not goes_on(name, rest):
            continue  # a part of a longer name already, or two names
        words = tuple(text[start : other.end].split())
        longer = found.setdefault(words, Name(words=words, first=Span(start, other.end), votes=-3))
        longer.places.append(Span(start, other.end))
        longer.told += [*name.told, *rest.told]
        name.places.remove(place)
        rest.places.remove(other)
    return {words: name for words, name in found.items() if name.places}


def _goes_on_with_of(name: Name, _rest: Name) -> bool:
    return bare(name.words[-1]) in NAMED_WITH_OF


def _goes_on_with_and(name: Name, rest: Name) -> bool:
    """Tell "Securities and Exchange Commission" from two: the first word stands nowhere by itself."""
    return (
        len(name.words) == 1
        and len(name.places) == 1
        and len(rest.words) > 1
        and bare(rest.words[-1]) in ORGANIZATIONS
        and not name.words[0].isupper()
        and name.votes < 0
        and bare(name.words[0]) not in ORGANIZATIONS | FIRMS | GIVEN
        and not nation_of(name.words[0])
    )


def with_short_forms(found: dict[tuple[str, ...], Name]) -> list[Name]:
    """Join one word to the person with that last or given name, or the organisation that begins so."""
    short: dict[str, list[Name]] = {}
    for name in found.values():
        if len(name.words) > 1 and bare(name.words[0]) not in COURTESIES:
            last = [name.words[-1]] if bare(name.words[-1]) in ORGANIZATIONS else []  # "the League"
            ends = [name.surname, name.words[0]] if name.is_person else [name.words[0], *last]
            for word in dict.fromkeys(ends):
                short.setdefault(word, []).append(name)
    kept = []
    for name in found.values():
        is_titled = len(name.words) > 1 and bare(name.words[0]) in COURTESIES
        meant = short.get(name.words[-1], []) if len(name.words) == 1 or is_titled else []
        by_last = [one for one in meant if one.is_person and one.surname == name.words[-1]]
        if is_titled:
            by_last = meant = [one for one in by_last if one.is_woman is name.is_woman]
        full = next(iter(by_last or meant), None)
        if full is None or (not by_last and len(meant) > 1):
            kept.append(name)
            continue
        full.places = sorted([*full.places, *name.places])
        full.roles += name.roles
        full.told += name.told
        if full.is_woman is None and (is_titled or name.roles or name.words[0] != full.surname):
            full.is_woman = name.is_woman  # a surname alone tells nothing, though it may be a given name too
    return kept


def with_acronyms(names: list[Name]) -> list[Name]:
    """Join "IMF" to the International Monetary Fund, where the text has both."""
    full = {
        "".join(word[0] for word in name.words if word[0].isupper()): name
        for name in names
        if len(name.words) > TWO and not name.is_person
    }
    kept = []
    for name in names:
        whole = full.get(name.text) if len(name.words) == 1 and name.text.isupper() else None
        if whole is None:
            kept.append(name)
        else:
            whole.places = sorted([*whole.places, *name.places])
    return kept
