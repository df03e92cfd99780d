"""What the trees of sentences mend in the model's attributions: missing sources, clauses, edges.

described it as strong and **said another could follow**      the ministry **puts the number at 12,500**
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from app.extract.quotes import says, units_of
from app.models.decode import Group
from app.models.units import Gap, Quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.extract.subjects import Subjects
    from app.models.units import Unit


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SAYS = _words(
    "said says say told tells warned warning added adding insisted claimed claims announced stated saying "
    "argued argues believe believes believed thinks hopes reported suggested denied acknowledged conceded "
    "confirmed revealed noted testified"
)
"""Verbs whose clause is what somebody says or holds, whatever else stands around."""
_PUTS = _words("put puts putting")
_SHARES = _words("half third quarter hundreds thousands millions dozens")
_RELATIVE = _words("who which whose")
_ACTS = _words(
    "warned urged accused denied added claimed insisted promised vowed pledged "
    "threatened encouraged demanded "
    "blamed called said argued noted suggested acknowledged criticized criticised accuses warns urges "
    "calls says adds predicted hinted"
)
_CLAIMS = _words(
    "claim claims statement assertion allegation accusation suggestion insistence argument warning promise "
    "belief"
)
_REPORTS = _CLAIMS | _words("report reports rumour rumours rumor rumors allegations accusations news")
_REJECTS = _words("reject rejected rejects deny denied denies dispute disputed disputes dismissed dismisses")
_ASKS = _words("ask asks asked asking whether if that")
_GENITIVES = _words("' ’ s") | {"'", "’"}
_OWNERS = _words("his her their its")
_UNNAMED = (["named"], ["identified"], ["quoted"])
_DASHES = frozenset("-–—")
_WITHIN = 10  # units in which who claims stands
_HAS_NO_SUBJECT = _words("Asked seem seems seemed")
"""Who is asked does not ask, and what seems so seems so to another."""
_POINTERS = _words("it this that which who what when so")
_SCRAP = 5  # words from which a quotation in another paragraph is more than a scrap
_SURE = 1.0


def mended(
    units: Sequence[Unit], groups: Sequence[Group], begins: Sequence[int], subjects: Subjects
) -> list[Group]:
    """Mend groups by the trees; `begins` is where sentences begin, in characters."""
    near = [_near(units, _with_own_subject(units, group, subjects, begins), begins) for group in groups]
    kept = [
        part
        for group in near
        if not _is_empty(units, group)
        for part in _parted(units, _owned(units, _told(units, group, subjects)), subjects)
    ]
    taken = {unit for group in kept for unit in units_of(group)}
    for found in (*_said(units, subjects), *_put(units, subjects)):
        if taken.isdisjoint((*found.cue, *found.content[0])):
            kept.append(found)
            taken.update((*found.cue, *found.content[0]))
    return kept


def _near(units: Sequence[Unit], group: Group, begins: Sequence[int]) -> Group:
    return _according_to(units, _within_sentence(units, group, begins), begins)


def _told(units: Sequence[Unit], group: Group, subjects: Subjects) -> Group:
    group = _with_source(units, _whole(units, group, subjects), subjects)
    return _raised(_turned(units, group, subjects), subjects)


def _within_sentence(units: Sequence[Unit], group: Group, begins: Sequence[int]) -> Group:
    """Leave out plain words of another sentence than the cue's: they are the article's, or another's."""
    if not says(units, group.cue):  # a colon or a dash: all that follows
        return group
    number = bisect_right(begins, units[group.cue.start].start)
    parts = []
    home = _paragraph(units, group.cue.start)
    for part in group.content:
        is_short = sum(units[at].word[0].isalnum() for at in part) < _SCRAP
        if is_short and part.start not in home and units[part.start].gap is not Gap.PARAGRAPH:
            continue  # of a headline, most likely
        near = [
            at
            for at in part
            if units[at].quoted is not Quoted.OUTSIDE or bisect_right(begins, units[at].start) == number
        ]
        parts += [range(near[0], near[-1] + 1)] if near else []
    aside = range(min((part.stop for part in group.source), default=group.cue.start), group.cue.start)
    kept = tuple(part for part in parts if says(units, part))
    plain = tuple(part for part in kept if part.start not in aside or not _is_plain(units, part))
    return replace(group, content=plain or kept) if kept else group


def _is_plain(units: Sequence[Unit], part: range) -> bool:
    return all(units[at].quoted is Quoted.OUTSIDE for at in part)


def _paragraph(units: Sequence[Unit], at: int) -> range:
    """Give the units of the paragraph of a unit."""
    start, stop = at, at + 1
    while start > 0 and units[start].gap is not Gap.PARAGRAPH:
        start -= 1
    while stop < len(units) and units[stop].gap is not Gap.PARAGRAPH:
        stop += 1
    return range(start, stop)


def _according_to(units: Sequence[Unit], group: Group, begins: Sequence[int]) -> Group:
    """Give what stands before "according to X, who asked not to be named" for what X says."""
    begin = begins[bisect_right(begins, units[group.cue.start].start) - 1]
    start = bisect_left(units, begin, key=lambda unit: unit.start)
    said = range(start, group.cue.start - (units[group.cue.start - 1].word == ","))
    led = [units[at].word for at in group.cue] == ["according", "to"]
    if led and says(units, said) and all(part.start > group.cue.start for part in group.content):
        return replace(group, content=(said,))
    return group


def _owned(units: Sequence[Unit], group: Group) -> Group:
    """Give "Trump’s claim that it rained" to Trump, whatever somebody else does with it."""
    part = group.content[0]
    leads = {units[at].word.lower() for at in (*group.cue, part.start)}
    if len(group.content) != 1 or leads & (_REJECTS | _SAYS | _ASKS):
        return group
    for at in part[1:_WITHIN]:
        claims = units[at].word.lower() in _CLAIMS and at + 2 < part.stop and units[at + 1].word == "that"
        owner = _owner(units, range(part.start, at)) if claims else None
        if owner:
            content = (range(at + 1, part.stop),)
            return Group(source=(owner,), cue=range(at, at + 1), content=content, score=group.score)
    return group


def _owner(units: Sequence[Unit], before: range) -> range | None:
    """Find whose something is: "his", or a name with its genitive."""
    if units[before[-1]].word.lower() in _OWNERS:
        return before[-1:]
    stop = before.stop
    while stop > before.start and units[stop - 1].word in _GENITIVES:
        stop -= 1
    return range(before.start, stop) if before.start < stop < before.stop else None


def _parted(units: Sequence[Unit], group: Group, subjects: Subjects) -> Iterator[Group]:
    """Part two acts of saying: "said it was opposed and warned them to refrain"."""
    part = group.content[-1]
    spoken = any(units[at].word.lower() in _SAYS for at in group.cue) or units[part.start].word == "that"
    for at in part[2:-2] if spoken and part.start >= group.cue.stop else ():
        verb = at + 1
        if units[at].word != "and" or units[at].quoted is not Quoted.OUTSIDE:
            continue
        if units[verb].word.lower() in _ACTS and subjects.is_verb(verb) and not subjects.has(verb, "nsubj"):
            yield replace(group, content=(*group.content[:-1], range(part.start, at)))
            yield replace(group, cue=range(verb, verb + 1), content=(range(verb + 1, part.stop),))
            return
    yield group


def _is_empty(units: Sequence[Unit], group: Group) -> bool:
    """Tell whether nobody says nothing ("It is not known"), or somebody only that they stay unnamed."""
    words = [units[at].word.lower() for part in group.content for at in part]
    if words[:3] == ["not", "to", "be"] and words[3:4] in _UNNAMED:
        return len(group.content) == 1
    return not group.source and len(words) == 1 and words[0] in _POINTERS


def _with_source(units: Sequence[Unit], group: Group, subjects: Subjects) -> Group:
    """Give a cue whose source was not found the subject of its verb; a passive has none."""
    verb = next(filter(subjects.is_verb, group.cue), None)
    if verb is None or group.source or units[verb].word in _HAS_NO_SUBJECT:
        return group
    source = subjects.above(verb)
    if source is None or units[source.start].word.lower() in _POINTERS or units_of(group) & set(source):
        return group
    return replace(group, source=(source,))


def _with_own_subject(
    units: Sequence[Unit], group: Group, subjects: Subjects, begins: Sequence[int]
) -> Group:
    """Give a verb its own subject, where the model took another verb's, or words of another sentence."""
    verb = next(filter(subjects.is_verb, group.cue), None)
    own = subjects.of(verb) if verb is not None else None
    if own is None or len(group.source) != 1 or units[own.start].word.lower() in _RELATIVE | _POINTERS:
        return group
    if units[own.start].gap is Gap.PARAGRAPH and units[own.stop].word in _DASHES:
        return group  # the place of a dateline
    source = group.source[0]
    other = subjects.speaks_for(source)
    is_others = other is not None and other not in group.cue
    far, near = (bisect_right(begins, units[part.start].start) for part in (source, own))
    if not (is_others or far != near) or not units_of(group).isdisjoint(own):
        return group
    return replace(group, source=(own,))


def _whole(units: Sequence[Unit], group: Group, subjects: Subjects) -> Group:
    """Begin "ice shows that it rained, she said" with what governs "it rained"."""
    part = group.content[0]
    mark = part.start if units[part.start].word == "that" else part.start - 1
    if mark < 0 or units[mark].word != "that" or part.stop > group.cue.start:
        return group
    named = mark > 0 and units[mark - 1].word.lower() in _REPORTS  # "Reports that it rained were false"
    verb = mark - 1 if named else subjects.governor(mark)
    if verb is None or verb >= mark or verb in units_of(group):
        return group
    start = min(one for one in subjects.branch(verb) if one > verb - _WITHIN)
    return replace(group, content=(range(start, part.stop), *group.content[1:]))


def _turned(units: Sequence[Unit], group: Group, subjects: Subjects) -> Group:
    """Set a group right that has source and content of a plain verb of saying the wrong way round."""
    verb = group.cue.start
    if units[verb].word.lower() not in _SAYS or not group.source:
        return group
    source = subjects.of(verb)
    content = subjects.clause(verb) or (subjects.clause_before(verb, source) if source else None)
    if content is None or source is None or source.stop > verb:
        return group
    turned = all(set(part) <= set(content) for part in group.source)
    return replace(group, source=(source,), content=(content,)) if turned else group


def _raised(group: Group, subjects: Subjects) -> Group:
    """Give "the captain is believed to have survived" whole, where only a part of it was found."""
    verb = next(filter(subjects.is_verb, group.cue), None)
    if verb is None or group.source or len(group.content) != 1 or not subjects.has(verb, "aux:pass"):
        return group
    who, what = subjects.of(verb, passive=True), subjects.clause(verb, "xcomp")
    if who is None or what is None or who.stop > group.cue.start or what.start < group.cue.stop:
        return group
    found = set(group.content[0])
    return replace(group, content=(who, what)) if found <= {*who, *what} else group


def _said(units: Sequence[Unit], subjects: Subjects) -> Iterator[Group]:
    """Find what stands under plain verbs of saying."""
    for verb, unit in enumerate(units):
        if unit.word.lower() not in _SAYS or not subjects.is_verb(verb):
            continue
        source = subjects.above(verb)
        content = subjects.clause(verb) or (subjects.clause_before(verb, source) if source else None)
        if content is None or source is None or verb in source:
            continue
        if not any(units[at].gap is Gap.PARAGRAPH for at in range(verb, content.stop)):
            yield _group(source, verb, content)


def _put(units: Sequence[Unit], subjects: Subjects) -> Iterator[Group]:
    """Find figures that somebody gives: "The ministry puts the number at 12,500"."""
    for verb, unit in enumerate(units):
        if unit.word.lower() not in _PUTS:
            continue
        placed, at, source = subjects.child(verb, "obj"), subjects.child(verb, "obl"), subjects.above(verb)
        if placed is None or at is None or source is None or not verb < placed < at:
            continue
        where = subjects.branch(at)
        is_figure = any(subjects.is_number(one) or units[one].word in _SHARES for one in where)
        if is_figure and units[where[0]].word == "at":
            stop = max(one for child in subjects.children(verb, "obl") for one in subjects.branch(child)) + 1
            yield _group(source, verb, range(min(subjects.branch(placed)), stop))


def _group(source: range, verb: int, content: range) -> Group:
    return Group(source=(source,), cue=range(verb, verb + 1), content=(content,), score=_SURE)
