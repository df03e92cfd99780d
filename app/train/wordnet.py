"""Make the table of words that comparing looks things up in: `python -m app.train.wordnet DICT OUT`.

DICT is the `dict` folder of WordNet 3.0 (Debian's `wordnet-base`, or a package that brings the same files).
OUT gets lines of fields between tabs: `i` a form and its base form, `a` two words that exclude each other,
`s` a word and the senses it has or falls under, `c` one that is always
a name, `k` a class and a word of it, `x` an adjective and the scales it is on, with the end.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import re
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj"}
WORD = re.compile(r"[a-z][a-z-]{2,}")
SENSES = {"n": 2, "v": 3, "a": 2}
"""How many of a word's senses count, the most frequent ones first."""
LEVELS = 2
"""How far up a sense is taken to fall under another: a warder is a guard, a skiff is a boat."""
WIDE = 150
"""A sense with more below it says too little: nearly everything is an artifact."""
MARK = "!"
UP = {"@", "@i"}
DERIVED = "+"
SIMILAR = "&"
CLASSES = {
    "person": ("n", "person", 0),
    "illness": ("n", "ill_health", 0),
    "weather": ("n", "atmospheric_phenomenon", 0),
    "animal": ("n", "animal", 0),
    "device": ("n", "device", 0),
    "weapon": ("n", "weapon", 0),
}
"""Classes that comparing knows by name, each with a part of speech, a word and which of its senses."""

Senses = dict[str, dict[str, list[str]]]
Pointers = list[tuple[str, str]]


def main() -> None:
    """Read the dictionary and write the table."""
    parser = argparse.ArgumentParser(prog="python -m app.train.wordnet", description=__doc__)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    senses = _read_senses(options.dictionary)
    words, pointers = _read_synsets(options.dictionary)
    below = _count_below(pointers)
    lines = [
        *_names(options.dictionary),
        *_irregular(options.dictionary),
        *_antonyms(senses, words, pointers),
        *_related(senses, pointers, below),
        *_classes(senses, pointers),
        *_scales(senses, words, pointers),
    ]
    options.out.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{len(lines)} lines, {options.out.stat().st_size} bytes")


def _read_senses(folder: Path) -> Senses:
    found: Senses = collections.defaultdict(dict)
    for part, name in PARTS.items():
        for fields in _lines(folder / f"index.{name}"):
            found[fields[0]][part] = [part + one for one in fields[6 + int(fields[3]) :]]
    return found


def _read_synsets(folder: Path) -> tuple[dict[str, list[str]], dict[str, Pointers]]:
    words: dict[str, list[str]] = {}
    pointers: dict[str, Pointers] = {}
    for part, name in PARTS.items():
        for fields in _lines(folder / f"data.{name}"):
            ident, count = part + fields[0], int(fields[3], 16)
            words[ident] = [re.sub(r"\(.*\)", "", one).lower() for one in fields[4 : 4 + 2 * count : 2]]
            start = 4 + 2 * count
            rest = [fields[start + 1 + 4 * one : start + 5 + 4 * one] for one in range(int(fields[start]))]
            pointers[ident] = [(one[0], one[2].replace("s", "a") + one[1]) for one in rest]
    return words, pointers


def _lines(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="latin-1")
    return [line.split(" | ")[0].split() for line in text.splitlines() if not line.startswith(" ")]


def _names(folder: Path) -> list[str]:
    """Give the words that the dictionary only has with a capital: "Ukrainian", but not "Turkey"."""
    small: set[str] = set()
    large: set[str] = set()
    for name in PARTS.values():
        for fields in _lines(folder / f"data.{name}"):
            for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                bare = re.sub(r"\(.*\)", "", word)
                (small if bare == bare.lower() else large).add(bare.lower())
    return [f"c\t{word}" for word in sorted(large - small) if WORD.fullmatch(word)]


def _above(ident: str, pointers: dict[str, Pointers], levels: int) -> set[str]:
    found = front = {ident}
    for _ in range(levels):
        front = {to for one in front for sign, to in pointers.get(one, ()) if sign in UP} - found
        found = found | front
    return found


def _count_below(pointers: dict[str, Pointers]) -> collections.Counter[str]:
    below: collections.Counter[str] = collections.Counter()
    for ident in pointers:
        below.update(_above(ident, pointers, 30))
    return below


def _irregular(folder: Path) -> list[str]:
    found = []
    for name in ("verb", "noun"):
        for line in (folder / f"{name}.exc").read_text(encoding="latin-1").splitlines():
            form, base = line.split()[:2]
            if WORD.fullmatch(form) and WORD.fullmatch(base) and form != base:
                found.append(f"i\t{form}\t{base}")
    return found


def _antonyms(senses: Senses, words: dict[str, list[str]], pointers: dict[str, Pointers]) -> list[str]:
    found = {
        tuple(sorted((one, other)))
        for ident, targets in pointers.items()
        for sign, target in targets
        if sign == MARK
        for one in words[ident]
        for other in words[target]
        if _counts(one, ident, senses) and _counts(other, target, senses)
    }
    return ["\t".join(("a", *pair)) for pair in sorted(found)]


def _counts(word: str, ident: str, senses: Senses) -> bool:
    part = ident[0]
    return bool(WORD.fullmatch(word)) and ident in senses[word].get(part, [])[: SENSES[part]]


def _related(senses: Senses, pointers: dict[str, Pointers], below: collections.Counter[str]) -> list[str]:
    kept: dict[str, set[str]] = {}
    for word in filter(WORD.fullmatch, sorted(senses)):
        own = [one for part, found in senses[word].items() for one in found[: SENSES[part]]]
        derived = {to for one in own for sign, to in pointers[one] if sign == DERIVED and to[0] != one[0]}
        around = derived.union(*(_above(one, pointers, LEVELS) for one in own))
        kept[word] = {one for one in around if below[one] <= WIDE or one in own}
    often = collections.Counter(one for found in kept.values() for one in found)
    short: dict[str, str] = {}
    lines = []
    for word, found in kept.items():
        shared = sorted(one for one in found if often[one] > 1)
        codes = " ".join(short.setdefault(one, _code(len(short))) for one in shared)
        lines.append(f"s\t{word}\t{codes}")
    return lines


def _classes(senses: Senses, pointers: dict[str, Pointers]) -> list[str]:
    """Give the words whose first sense, as a noun before all, falls under a class."""
    tops = {senses[word][part][number]: name for name, (part, word, number) in CLASSES.items()}
    lines = []
    for word in filter(WORD.fullmatch, sorted(senses)):
        first = next(iter(senses[word].values()))[0]
        lines += [f"k\t{tops[one]}\t{word}" for one in sorted(_above(first, pointers, 30) & tops.keys())]
    return lines


def _scales(senses: Senses, words: dict[str, list[str]], pointers: dict[str, Pointers]) -> list[str]:
    """Give for each adjective the scales between two opposites that its senses are near an end of."""
    ends = {
        (min(ident, to), max(ident, to))
        for ident, targets in pointers.items()
        for sign, to in targets
        if sign == MARK and ident[0] == to[0] == "a"
    }
    found: dict[str, set[str]] = collections.defaultdict(set)
    for number, pair in enumerate(sorted(ends)):
        for mark, head in zip("+-", pair, strict=True):
            around = [head, *(to for sign, to in pointers[head] if sign == SIMILAR)]
            for word in {word for one in around for word in words[one] if _counts(word, one, senses)}:
                found[word].add(f"{mark}{_code(number)}")
    return [f"x\t{word}\t{' '.join(sorted(scales))}" for word, scales in sorted(found.items())]


def _code(number: int) -> str:
    """Spell a number shortly."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    spelt = ""
    while number or not spelt:
        number, digit = divmod(number, len(digits))
        spelt = digits[digit] + spelt
    return spelt


if __name__ == "__main__":
    main()
