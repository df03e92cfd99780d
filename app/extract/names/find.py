"""The names of persons and organisations in a text, each in its fullest form, with what is told of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.given_names import is_woman
from app.extract.lexicon import COURTESIES, NOT_NAMES, ORGANIZATIONS, ROLES
from app.extract.lines import capital_lines
from app.extract.names.joining import (
    join_firms,
    linked,
    shared_surnames,
    with_acronyms,
    with_short_forms,
)
from app.extract.names.name import TWO, Name, Names, bare
from app.extract.names.runs import (
    POSTNOMINALS,
    RUN,
    SMALL_WORD,
    labelled,
    len_of_genitive,
    read_run,
    split_titles,
)
from app.extract.names.telling import describe, is_a_person

if TYPE_CHECKING:
    from collections.abc import Iterator


def names_of(text: str) -> list[Name]:
    """Find the names of a text; a short form ("Johnson", "Kuusivirta") is joined to the full one."""
    found: Names = {}
    shared = shared_surnames(text)
    loud = list(capital_lines(text))
    labels = labelled(text)
    small = frozenset(SMALL_WORD.findall(text))
    for match in RUN.finditer(text):
        titles, run, start = read_run(text, match, small)
        if run and match.start() in labels:
            run = [*labels[match.start()][-len(run) :]]
        is_plain = match.start() not in labels and any(line.start <= start < line.end for line in loud)
        if not run or is_plain:
            continue
        if titles and len(run) == 1 and run[0] in shared and bare(titles[-1]) in COURTESIES:
            start -= len(titles[-1]) + 1
            titles, run = titles[:-1], [titles[-1], run[0]]
        stop = match.end() - len_of_genitive(match[0])
        if run[-1] != match[0].split()[-1] and match[0].split()[-1] in POSTNOMINALS:
            stop = start + len(" ".join(run))
        span = Span(start, stop)
        name = found.setdefault(tuple(run), Name(words=tuple(run), first=span))
        name.places.append(span)
        describe(name, titles, text, span)
    whole = linked(text, found)
    join_firms(whole)
    for name in whole.values():
        name.is_person = is_a_person(name)
    names = with_acronyms(with_short_forms(whole))
    for name in names:
        name.places = sorted([*name.places, *_in_lines(text, name, loud)])
    return sorted(names, key=lambda name: name.first)


def named_alone(words: str, span: Span) -> Name | None:
    """Read a source that is nothing but a name, in a line whose capitals tell nothing of the others."""
    if words.isupper() and any(bare(word) in ROLES | ORGANIZATIONS for word in words.split()):
        return None  # "BANK CHIEF"
    titles, run = split_titles(words.split())
    if len(run) < TWO or not RUN.fullmatch(" ".join(run)) or bare(run[0]) in NOT_NAMES:
        return None
    if any(word[0].islower() or bare(word) in NOT_NAMES for word in titles):
        return None  # "A spokesman for Gaming Minister Tony Apostolou" is not the minister
    name = Name(words=tuple(run), first=span, places=[span], roles=[" ".join(titles)] if titles else [])
    name.votes += 3 * bool(titles)
    name.is_woman = is_woman(run[0])
    name.is_person = is_a_person(name)
    return name


def _in_lines(text: str, name: Name, lines: list[Span]) -> Iterator[Span]:
    """Find a name that is known from elsewhere in lines whose capitals tell nothing."""
    spellings = [name.text, name.surname] if name.is_person and len(name.words) > 1 else [name.text]
    spellings = [one for one in spellings if any(text.find(one, line.start, line.end) >= 0 for line in lines)]
    if not spellings:
        return
    pattern = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in spellings))
    for line in lines:
        yield from (Span(*match.span()) for match in pattern.finditer(text, line.start, line.end))
