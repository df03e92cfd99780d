"""Quotations that the model left to nobody, given to whom the words around them name.

    “Of course,” wrote one.        He continued: “We will see.”        “Yes,” she said. “In May.”

What is printed between marks and set off as speech is seldom anything else; a model that was unsure of it
costs a reader more than a rule does.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.decode import Group
from app.models.units import Case, Gap, Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.extract.subjects import Subjects
    from app.models.units import Unit

_ENDS_SPEECH = frozenset(",.?!…—–")
_SENTENCE_ENDS = frozenset(".;:?!")
_FAR = 40  # units after a quotation in which its verb must stand
_NEAR = 6  # units between the verb and the comma before a quotation
_SURE = 1.0


def with_quotations(
    units: Sequence[Unit], groups: Sequence[Group], quotations: Sequence[range], subjects: Subjects | None
) -> list[Group]:
    """Give speech that belongs to nobody to its speaker; leave out speakers that are speech themselves."""
    speech = [quotation for quotation in quotations if _is_speech(units, quotation)]
    turns = _Turns(
        _without_asides(units, group, speech)
        for group in groups
        if not (subjects and _is_asked(units, group, subjects))
    )
    for quotation in speech:
        inner = turns.inside(quotation)
        if inner is None:
            turns.hold_whole(quotation)
            continue
        last = turns.last_before(quotation)
        if last is not None and _goes_on(units, turns.groups[last], turns.end(last), quotation):
            turns.leave_out(inner)
            turns.go_on(last, quotation)
        elif subjects and (found := _spoken(units, subjects, quotation, turns)):
            turns.leave_out(inner)
            turns.add(found)
    return [group for number, group in enumerate(turns.groups) if number not in turns.left_out]


class _Turns:
    """The groups found so far, asked by units: whose one is, and who spoke last."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups: list[Group] = []
        self.left_out: set[int] = set()
        self._owner: dict[int, int] = {}
        self._ends: list[tuple[int, int]] = []
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        number = len(self.groups)
        self.groups.append(group)
        self._owner.update(dict.fromkeys(units_of(group), number))
        insort(self._ends, (self.end(number), number))

    def end(self, number: int) -> int:
        group = self.groups[number]
        return max(part.stop for part in (*group.source, group.cue, *group.content))

    def is_free(self, units: Iterable[int]) -> bool:
        return not any(unit in self._owner for unit in units)

    def inside(self, quotation: range) -> set[int] | None:
        """Give the groups that lie wholly in a quotation; None if another has some of its words."""
        owners = {self._owner[unit] for unit in quotation if unit in self._owner}
        return owners if all(units_of(self.groups[one]) <= set(quotation) for one in owners) else None

    def last_before(self, quotation: range) -> int | None:
        place = bisect_right(self._ends, (quotation.start, len(self.groups)))
        return self._ends[place - 1][1] if place else None

    def go_on(self, number: int, quotation: range) -> None:
        group = self.groups[number]
        self._put(number, replace(group, content=(*group.content, quotation)))

    def _put(self, number: int, group: Group) -> None:
        self._ends.remove((self.end(number), number))
        self.groups[number] = group
        self._owner.update(dict.fromkeys(units_of(group), number))
        insort(self._ends, (self.end(number), number))

    def hold_whole(self, quotation: range) -> None:
        """Give a quotation whole to the one who says it from outside, with whom it quotes."""
        owners = {self._owner[unit] for unit in quotation if unit in self._owner}
        outer = [one for one in owners if not units_of(self.groups[one]) <= set(quotation)]
        group = self.groups[outer[0]]
        apart = all(set(part).isdisjoint(quotation) for part in (*group.source, group.cue))
        if len(outer) > 1 or not apart:
            return
        self.leave_out(owners - set(outer))
        parts = [part for part in group.content if not set(part).isdisjoint(quotation)]
        ends = [*parts, quotation]
        whole = range(min(part.start for part in ends), max(part.stop for part in ends))
        content = (*(part for part in group.content if part not in parts), whole)
        self._put(outer[0], replace(group, content=tuple(sorted(content, key=lambda part: part.start))))

    def leave_out(self, numbers: set[int]) -> None:
        """Drop who is quoted inside of speech: the speech as a whole is its speaker's."""
        for number in numbers:
            self.left_out.add(number)
            self._ends.remove((self.end(number), number))
            for unit in units_of(self.groups[number]):
                self._owner.pop(unit, None)


def units_of(group: Group) -> set[int]:
    """Give all units that a group claims."""
    return {at for part in (*group.source, group.cue, *group.content) for at in part}


def says(units: Sequence[Unit], part: range) -> bool:
    """Tell whether some units hold a word."""
    return any(units[at].word[0].isalnum() for at in part)


def _is_speech(units: Sequence[Unit], quotation: range) -> bool:
    """Tell speech from a scrap or a title: it ends in a mark of its own, or a colon leads to it."""
    led_to = quotation.start > 0 and units[quotation.start - 1].word == ":"
    last = quotation.stop - 2
    while last > quotation.start and units[last].quoted is Quoted.CLOSES:
        last -= 1
    return says(units, quotation) and (units[last].word in _ENDS_SPEECH or led_to)


def _is_asked(units: Sequence[Unit], group: Group, subjects: Subjects) -> bool:
    """Tell whether the source is asked and asks nothing: "Ida Marlow, asked whether it was so, said"."""
    verb = group.cue.start
    if units[verb].word.lower() != "asked" or not group.source:
        return False
    if units[verb].word == "Asked":
        return True
    after = max(part.stop for part in group.content)
    answers = after + 1 < len(units) and units[after].word == "," and subjects.is_verb(after + 1)
    return verb > 0 and units[verb - 1].word == "," and answers


def _around(part: range, speech: Sequence[range]) -> range | None:
    """Give the speech that a part lies in."""
    place = bisect_right(speech, part.start, key=lambda one: one.start)
    one = speech[place - 1] if place else None
    return one if one is not None and part.stop <= one.stop else None


def _without_asides(units: Sequence[Unit], group: Group, speech: Sequence[range]) -> Group:
    """Leave out what follows the cue without marks where speech is before it: "“Yes,” she said, but left"."""
    before = [part for part in group.content if part.stop <= group.cue.start]
    if all(_around(part, speech) is None for part in before):
        return group
    kept = (part for part in group.content if part in before or _is_quoted(units, part))
    return replace(group, content=tuple(part for part in kept if says(units, part)))


def _is_quoted(units: Sequence[Unit], part: range) -> bool:
    return any(units[at].quoted is not Quoted.OUTSIDE for at in part)


def _goes_on(units: Sequence[Unit], group: Group, end: int, quotation: range) -> bool:
    """Tell whether a speaker goes on: "“Yes,” she said. “In May.”", with nothing else said between."""
    first = min(group.content, key=lambda part: part.start)
    if first.start > group.cue.start or not _is_quoted(units, first):
        return False
    crosses = any(units[at].gap is Gap.PARAGRAPH for at in range(end, quotation.start + 1))
    stops = [at for at in range(end, quotation.start) if units[at].word in _SENTENCE_ENDS]
    return not crosses and stops == [quotation.start - 1]


def _spoken(units: Sequence[Unit], subjects: Subjects, quotation: range, turns: _Turns) -> Group | None:
    """Find verb and subject right after a quotation, else those that lead to it."""
    for found in (_after(units, subjects, quotation), _before(units, subjects, quotation)):
        if found and turns.is_free((*found.cue, *found.source[0])):
            return found
    return None


def _after(units: Sequence[Unit], subjects: Subjects, quotation: range) -> Group | None:
    ended = units[quotation.stop - 2].word == "." and quotation.stop < len(units)
    if ended and units[quotation.stop].case is Case.TITLE:
        return None  # another sentence
    place = _until_stop(units, quotation.stop)
    for verb in filter(subjects.is_verb, place):
        subject = subjects.of(verb, inverted=verb == place.start, within=place)
        if subject and place.start in (verb, subject.start):
            return _group(subject, verb, quotation)
    return None


def _until_stop(units: Sequence[Unit], start: int) -> range:
    stop = start
    while stop < min(start + _FAR, len(units)):
        unit = units[stop]
        if unit.gap is Gap.PARAGRAPH or unit.word in _SENTENCE_ENDS or unit.quoted is Quoted.OPENS:
            break
        stop += 1
    return range(start, stop)


def _before(units: Sequence[Unit], subjects: Subjects, quotation: range) -> Group | None:
    mark = quotation.start - 1
    if mark < 1 or units[mark].word not in ":,":
        return None
    if units[mark].word == "," and units[quotation.start].gap is Gap.PARAGRAPH:
        return None
    far = _FAR if units[mark].word == ":" else _NEAR
    for verb in range(mark - 1, max(-1, mark - 1 - far), -1):
        unit = units[verb]
        if unit.word in _SENTENCE_ENDS or unit.quoted is not Quoted.OUTSIDE:
            return None
        if subjects.is_verb(verb):
            subject = subjects.above(verb)
            return _group(subject, verb, quotation) if subject else None
        if unit.gap is Gap.PARAGRAPH:
            return None
    return None


def _group(source: range, verb: int, quotation: range) -> Group:
    return Group(source=(source,), cue=range(verb, verb + 1), content=(quotation,), score=_SURE)
