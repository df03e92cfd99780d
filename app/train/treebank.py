"""Treebanks in CoNLL-U as trees over our units.

Universal Dependencies cuts words otherwise than `app.models.units` ("don't" is two words there and three
units here), so each unit takes the place of the word that it begins in, and further units of one word
hang on the first by the relation `part`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.units import Gap, Unit, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PART = "part"
"""The relation of a further unit of one word to the first; no name of Universal Dependencies."""
KEPT = frozenset({"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "compound:prt"})
"""Subtypes that say who did it to whom; the others are dropped."""
_COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a treebank: where it stands in its sentence's text, its class, its head and relation."""

    start: int
    end: int
    part_of_speech: str
    head: int
    """The place of the head among the words of the sentence; -1 for the root."""
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its tree."""

    text: str
    words: tuple[Word, ...]
    begins_paragraph: bool
    begins_document: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A stretch of text as units, with head, relation and class of each, and which sentence it is in."""

    units: list[Unit]
    sentences: list[int]
    heads: list[int]
    """The place of the head among all units; -1 for a root."""
    relations: list[str]
    parts_of_speech: list[str]
    words: list[list[int]]
    """Per sentence, the unit that stands for each word of the treebank; -1 where none begins in it."""
    gold: list[Sentence]


def read(path: Path) -> Iterator[Sentence]:
    """Read the sentences of a CoNLL-U file; relations without their subtypes, but for those in `KEPT`.

    Source: https://universaldependencies.org/format.html
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        text = next((line[len("# text = ") :] for line in comments if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not text or any(len(row) != _COLUMNS for row in rows):
            continue
        yield Sentence(
            text=text,
            words=tuple(_words(rows, text)),
            begins_paragraph=any(line.startswith(("# newpar", "# newdoc")) for line in comments),
            begins_document=any(line.startswith("# newdoc") for line in comments),
        )


def _words(rows: Sequence[Sequence[str]], text: str) -> Iterator[Word]:
    at = 0
    shared_until, shared_end = 0, 0
    for row in rows:
        number, form = row[0], row[1]
        if "-" in number:
            shared_until = int(number.partition("-")[2])
            found = text.index(form, at)
            at, shared_end = found, found + len(form)
            continue
        if "." in number:
            continue
        inside = int(number) <= shared_until
        found = text.find(form, at, shared_end) if inside else text.index(form, at)
        if found < 0:  # a word written otherwise than it is counted, as in "gonna"
            start, end = at, at if at < shared_end and int(number) < shared_until else shared_end
        else:
            start, end = found, found + len(form)
        at = end
        if inside and int(number) == shared_until:
            at = shared_end
        yield Word(
            start=start,
            end=end,
            part_of_speech=row[3],
            head=int(row[6]) - 1,
            relation=row[7] if row[7] in KEPT else row[7].partition(":")[0],
        )


def documents(sentences: Sequence[Sentence]) -> Iterator[Tree]:
    """Put the sentences of each document together, as its text stood."""
    together: list[Sentence] = []
    for sentence in sentences:
        if sentence.begins_document and together:
            yield tree(together)
            together = []
        together.append(sentence)
    if together:
        yield tree(together)


def tree(sentences: Sequence[Sentence]) -> Tree:
    """Carry the trees of some sentences over to units."""
    made = Tree(
        units=[], sentences=[], heads=[], relations=[], parts_of_speech=[], words=[], gold=list(sentences)
    )
    text = ""
    for sentence in sentences:
        if text:
            text += "\n\n" if sentence.begins_paragraph else " "
        offset = len(text)
        text += sentence.text
        # Marks run through a paragraph, so a sentence is cut into units with what stands before it.
        begin = text.rfind("\n\n", 0, offset) + 2 if "\n\n" in text[:offset] else 0
        units = [unit for unit in split(text[begin:]) if unit.start + begin >= offset]
        _add(made, sentence, units, offset - begin)
    return made


def _add(made: Tree, sentence: Sentence, units: Sequence[Unit], shift: int) -> None:
    first, number = len(made.units), len(made.words)
    starts = [word.start for word in sentence.words]
    owners = [max(0, bisect_right(starts, unit.start - shift) - 1) for unit in units]
    stands_for = [-1] * len(sentence.words)
    for place, owner in enumerate(owners):
        if stands_for[owner] < 0:
            stands_for[owner] = place
    for place, (unit, owner) in enumerate(zip(units, owners, strict=True)):
        made.units.append(unit if made.units else replace(unit, gap=Gap.PARAGRAPH))
        made.sentences.append(number)
        made.parts_of_speech.append(sentence.words[owner].part_of_speech)
        head, relation = _head(sentence, stands_for, owner)
        if stands_for[owner] != place:
            made.heads.append(first + stands_for[owner])
            made.relations.append(PART)
        else:
            made.heads.append(-1 if head < 0 else first + stands_for[head])
            made.relations.append(relation)
    made.words.append([-1 if place < 0 else first + place for place in stands_for])


def _head(sentence: Sentence, stands_for: Sequence[int], word: int) -> tuple[int, str]:
    """Give the nearest head that has a unit of its own; a word without one passes its place on."""
    head, relation = sentence.words[word].head, sentence.words[word].relation
    while head >= 0 and stands_for[head] < 0:
        head, relation = sentence.words[head].head, sentence.words[head].relation
    return head, relation
