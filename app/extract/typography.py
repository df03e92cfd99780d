"""Attributions that the page itself makes: transcripts, signed quotations, lines of a headline.

    MORALES: The bridge will open in May.           “It was the worst night of my life.” — Ilse Brandt
    Right time to go, says chairman                 AT LEAST 11 HURT IN BLAST - HEALTH MINISTRY

A model trained on sentences has seen few of them, and they need no learning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from app.extract.lexicon import CROWDS, ORGANIZATIONS, PAPERS, ROLES
from app.models.decode import Group
from app.models.units import Case, Gap, Quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.units import Unit

_DASHES = frozenset("―—–-")
_LONGEST_LABEL = 10  # units before the colon: "SEN. DE LA CRUZ, CHAIRMAN"
_LONGEST_SIGNATURE = 14  # units after the dash: a name and where from
_LONGEST_NAME = 5
_LEAST_LABELS = 2  # one label alone may be a heading ("UPDATE:")
_ASKED_AND_ANSWERED = frozenset("QA")
_LONGEST_HEADLINE = 30
_LONGEST_HEADED = 5  # units of who says it in a headline
_LEAST_SAID = 3
_SAYS = frozenset({"says", "say", "claims", "claim", "warns", "warn", "insists", "admits"})
_MARKS = frozenset(",\"'’‘”“")
_DECK = 80  # units in which the lines of a headline stand
_BODIES = (CROWDS | ORGANIZATIONS) - PAPERS
_WHO = CROWDS | ORGANIZATIONS | PAPERS | ROLES
_SURE = 1.0


def set_apart(units: Sequence[Unit]) -> list[Group]:
    """Find labelled turns of a transcript and quotations signed with a name."""
    paragraphs = _paragraphs(units)
    often = _labels_set_often(units, paragraphs)
    turns = [turn for place in paragraphs if (turn := _turn(units, place, often))]
    signed = [found for place in paragraphs if (found := _signed(units, place))]
    headed = [found for place in paragraphs if (found := _headed(units, place))]
    if len(turns) >= _LEAST_LABELS:
        taken = {turn.cue.start for turn in turns}
        return turns + signed + [one for one in headed if one.cue.start not in taken]
    return signed + headed


def continued(units: Sequence[Unit], groups: Sequence[Group]) -> list[Group]:
    """Carry quotations over paragraphs: one left open goes on where the next paragraph opens one again.

    Both belong to one act of saying, whichever of them stands beside the speaker's name.
    """
    grown = [list(group.content) for group in groups]
    taken = {
        index for group in groups for part in (*group.source, group.cue, *group.content) for index in part
    }
    pairs = _unfinished(units)
    owner = {part.start: number for number, parts in reversed([*enumerate(grown)]) for part in parts}
    for first, second in [*reversed(pairs), *pairs]:
        for free, owned in ((first, second), (second, first)):
            owners = [owner[index] for index in owned if index in owner]
            if owners and not taken.intersection(free):
                grown[min(owners)].append(free)
                taken.update(free)
                owner[free.start] = min(owners)
    return [
        replace(group, content=tuple(sorted(parts, key=lambda part: part.start)))
        for group, parts in zip(groups, grown, strict=True)
    ]


def _unfinished(units: Sequence[Unit]) -> list[tuple[range, range]]:
    """Find quotations left open at the end of a paragraph, each with the one that goes on after it."""
    pairs = []
    for before, after in pairwise(_paragraphs(units)):
        if units[after.start].quoted is not Quoted.OPENS:
            continue
        marks = [index for index in before if units[index].quoted in (Quoted.OPENS, Quoted.CLOSES)]
        if marks and units[marks[-1]].quoted is Quoted.OPENS:
            closes = next((index for index in after if units[index].quoted is Quoted.CLOSES), after.stop - 1)
            pairs.append((range(marks[-1], before.stop), range(after.start, closes + 1)))
    return pairs


def _paragraphs(units: Sequence[Unit]) -> list[range]:
    starts = [index for index, unit in enumerate(units) if unit.gap is Gap.PARAGRAPH]
    stops = [*starts[1:], len(units)] if starts else []
    return [range(start, stop) for start, stop in zip(starts, stops, strict=True)]


def _labels_set_often(units: Sequence[Unit], paragraphs: Sequence[range]) -> frozenset[str]:
    """Find names in title case with a colon that begin several paragraphs: who is asked and who answers."""
    labels: Counter[str] = Counter()
    for place in paragraphs:
        stop = next((at for at in place[: _LONGEST_NAME + 1] if units[at].word == ":"), place.start)
        words = [units[at] for at in range(place.start, stop)]
        if words and all(unit.case is Case.TITLE or unit.word in ".'’-" for unit in words):
            labels[" ".join(unit.word for unit in words)] += 1
    often = {label for label, times in labels.items() if times >= _LEAST_LABELS}
    in_full = {label for label in labels if label.rpartition(" ")[2] in often}  # before "Brandvold:"
    return frozenset(often | in_full)


def _turn(units: Sequence[Unit], place: range, often: frozenset[str]) -> Group | None:
    """Read "LABEL: words": a label is in capitals throughout, or a name that is set so again and again."""
    start = place.start + (units[place.start].quoted is Quoted.OPENS)
    end = None  # of the name, where an office follows: "KAREN OLDS, HOST"
    is_aside = False  # "Q (off mic):"
    for index in range(start, min(start + _LONGEST_LABEL + 1, place.stop)):
        word = units[index].word
        if word == ":":
            who = range(start, end or index)
            return _group(units, who, range(index, index + 1), range(index + 1, place.stop))
        if word in ",(":
            end = end or index
        is_aside = word == "(" or (is_aside and word != ")")
        label = " ".join(unit.word for unit in units[start : index + 1])
        capitals = units[index].case is Case.UPPER or (word in _ASKED_AND_ANSWERED and index == start)
        if (
            not capitals
            and not is_aside
            and word not in ".'’-,()"
            and not any(f"{one} ".startswith(f"{label} ") for one in often)
        ):
            return None
    return None


def _signed(units: Sequence[Unit], place: range) -> Group | None:
    """Read "“words” — Name": the quotation is the whole paragraph but for the signature."""
    if units[place.start].quoted is not Quoted.OPENS:
        return None
    closes = [index for index in place if units[index].quoted is Quoted.CLOSES]
    if not closes or closes[-1] + 2 >= place.stop or units[closes[-1] + 1].word not in _DASHES:
        return None
    cue = range(closes[-1] + 1, closes[-1] + 2)
    while cue.stop < place.stop and units[cue.stop].word in _DASHES:
        cue = range(cue.start, cue.stop + 1)
    source = range(cue.stop, place.stop)
    if not source or len(source) > _LONGEST_SIGNATURE or units[source.start].case is Case.LOWER:
        return None
    return _group(units, source, cue, range(place.start, cue.start))


def _headed(units: Sequence[Unit], place: range) -> Group | None:
    """Read a line of a headline, which ends in no stop: "Time to go, says chairman", "Union: he lied"."""
    if len(place) > _LONGEST_HEADLINE or not units[place.stop - 1].word[0].isalnum():
        return None
    for at in range(place.start + 1, place.stop - 1):
        word, before, after = units[at].word, range(place.start, at), range(at + 1, place.stop)
        names_somebody = len(after) <= _LONGEST_HEADED
        if word.lower() in _SAYS and units[at - 1].word in _MARKS and names_somebody:
            return _said(units, after, at, before)
        if (
            word == "SAYS"
            and len(before) <= _LONGEST_LABEL
            and all(units[one].case is not Case.LOWER for one in place)
        ):
            return _said(units, before, at, after)
        if word in _DASHES and names_somebody and units[after[-1]].word.lower() in _WHO:
            return _said(units, after, at, before)
        if word == ":" and at < _DECK and units[before[-1]].word.lower() in _BODIES:
            return _said(units, before, at, after)
    return None


def _said(units: Sequence[Unit], source: range, cue: int, content: range) -> Group | None:
    while content and units[content[-1]].word == ",":
        content = content[:-1]
    enough = sum(units[at].word[0].isalnum() for at in content) >= _LEAST_SAID
    return _group(units, source, range(cue, cue + 1), content) if enough else None


def _group(units: Sequence[Unit], source: range, cue: range, content: range) -> Group | None:
    says = any(unit.word[0].isalnum() for unit in units[content.start : content.stop])
    if not source or not says:
        return None
    return Group(source=(source,), cue=cue, content=(content,), score=_SURE)
