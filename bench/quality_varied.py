"""Score the reader on the same articles told with other names and in other typography.

    WHOSAID_CORPORA=DIR WHOSAID_SCORERS=DIR python bench/quality_varied.py [--set NAME…]

A reader that has learned the campaign of one year, or one paper's quotation marks, loses here. Prints the
triple F1 of each set as it stands and of each variation: every name of a person or place exchanged for one
of elsewhere, curly, straight, British and French quotation marks, and words in capitals where a line begins.
What is annotated moves along.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quality_model import gold_sets, score

from app.conflict.language.rarity import frequency
from app.models.runner import AttributionModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Edit = tuple[int, int, str]
"""Where text is exchanged, and for what; edits come in order and do not overlap."""

SEED = 20261128
MARKS = '“"«„”»'
NAME = re.compile(r"(?<![\w’'-])[A-Z][a-zà-ÿ]{2,}(?![\w-])")
COMMON = 38
"""What is this common, in tenths of Zipf frequency, may be a word as well."""
ELSEWHERE = re.findall(
    r"\w+",
    "Adebayo Anselm Aroha Bekele Birgit Chidi Dagny Ekwueme Farida Goran Hinemoa Ikaika Ilkka Itzel Jarrah "
    "Kaveh Kwabena Lindiwe Mahlangu Maren Nandini Nguyet Oddny Oyelaran Pachacuti Qamar Rangi Sefton Siosaia "
    "Tamsin Thandeka Tjarra Ulfsen Vashti Wambui Xiadani Yusra Zanele Zbigniew Quillfeldt",
)
"""Names that hardly any text here has (one has a Chidi)."""


def main() -> None:
    """Vary and score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="*", help="sets to score; all that are there by default")
    options = parser.parse_args()
    scorer = Path(os.environ["WHOSAID_SCORERS"]) / "attribution.py"
    model = AttributionModel()
    for name, rows in gold_sets().items():
        if options.set and name not in options.set:
            continue
        print(f"{name}, {len(rows)} texts")
        for kind, edits in VARIATIONS.items():
            with contextlib.redirect_stdout(io.StringIO()):
                figure = score(scorer, [varied(row, edits) for row in rows], model, [])
            print(f"  {kind:<22} triple F1 {figure:.3f}", flush=True)


def varied(row: dict[str, Any], edits: Callable[[str], Iterator[Edit]]) -> dict[str, Any]:
    """Give a text with some edits, and what is annotated in it at its new places."""
    text, parts, moved, at = row["text"], [], [], 0
    for start, end, new in edits(text):
        parts += [text[at:start], new]
        moved.append((end, len(new) - (end - start)))
        at = end

    def place(old: int) -> int:
        return old + sum(shift for end, shift in moved if end <= old)

    roles = ("source", "cue", "content")
    marks = [
        {**one, **{role: [[place(start), place(end)] for start, end in one[role]] for role in roles}}
        for one in row["attributions"]
    ]
    return {**row, "text": "".join((*parts, text[at:])), "attributions": marks}


def as_it_stands(_: str) -> Iterator[Edit]:
    """Change nothing."""
    yield from ()


def other_names(text: str) -> Iterator[Edit]:
    """Exchange each name for one of elsewhere, always the same within a text."""
    chance = random.Random(f"{SEED} {text[:80]}")
    given: dict[str, str] = {}
    small = set(re.findall(r"\b[a-z]+\b", text))
    for found in NAME.finditer(text):
        word = found[0]
        if frequency(word) < COMMON and word.lower() not in small:
            yield *found.span(), given.setdefault(word, chance.choice(ELSEWHERE))


def marks(opening: str, closing: str) -> Callable[[str], Iterator[Edit]]:
    """Exchange quotation marks; a straight one opens where a word follows a blank."""

    def exchanged(text: str) -> Iterator[Edit]:
        for found in re.finditer(f"[{MARKS}]", text):
            start = found.start()
            before = text[start - 1 : start]
            opens = found[0] in "“«„" or (found[0] == '"' and (not before or before in " \n(—-[‘'"))
            yield start, found.end(), opening if opens else closing

    return exchanged


def capitals(text: str) -> Iterator[Edit]:
    """Print the first three words of each paragraph in capitals, as some papers do."""
    for found in re.finditer(r"^\w[\w’'-]*(?: \w[\w’'-]*){1,2}", text, re.MULTILINE):
        yield *found.span(), found[0].upper()


VARIATIONS: dict[str, Callable[[str], Iterator[Edit]]] = {
    "as it stands": as_it_stands,
    "other names": other_names,
    "curly marks": marks("“", "”"),
    "straight marks": marks('"', '"'),
    "British marks": marks("‘", "’"),
    "French marks": marks("«\u00a0", "\u00a0»"),
    "capitals at the start": capitals,
}


if __name__ == "__main__":
    main()
