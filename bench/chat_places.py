"""How many places our code finds again if a chat endpoint gives the words of the annotators.

    PYTHONPATH=. WHOSAID_CORPORA=... python bench/chat_places.py

The words are given as they stand, and once more with straight marks, plain dashes and single blanks. No
endpoint is asked: this measures the finding alone, the most that any endpoint can reach. An attribution
counts if source, cue and content all have exactly the annotated places.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from app.domain.article import Span
from app.domain.claim import Quotation
from app.extract.chat.alike import alike
from app.extract.chat.answer import Told
from app.extract.chat.parts import split
from app.extract.chat.places import place

ROLES = ("source", "cue", "content")


def measure(rows: list[dict[str, Any]], *, as_printed: bool) -> str:
    """Give one line: how many attributions were given, found, and found exactly."""
    given = found = exact = 0
    for row in rows:
        text = row["text"]
        ordered = sorted(row["attributions"], key=lambda one: one["content"])
        for part in split(text):
            inside = [one for one in ordered if is_one_string_each(one) and is_within(one, part)]
            places = place(text, part, [told(text, one, as_printed=as_printed) for one in inside])
            wanted = {tuple(spans(one[role]) for role in ROLES) for one in inside}
            reached = {(one.source, one.cue, one.content) for one in places.attributions}
            given += len(wanted)
            found += len(reached)
            exact += len(wanted & reached)
    return f"{given} given, {found} found, {exact} exactly ({exact / given:.3f})"


def is_one_string_each(gold: dict[str, Any]) -> bool:
    """Leave out sources and cues in several pieces: the answer has one string for each."""
    return bool(gold["content"]) and len(gold["source"]) <= 1 and len(gold["cue"]) <= 1


def is_within(gold: dict[str, Any], part: Span) -> bool:
    """Tell whether one request holds all of an attribution."""
    return all(span.within(part) for role in ROLES for span in spans(gold[role]))


def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    """Read spans, in the order of the text."""
    return tuple(sorted(Span(*pair) for pair in pairs))


def told(text: str, gold: dict[str, Any], *, as_printed: bool) -> Told:
    """Give an attribution as an endpoint would."""
    source, cue, content = (
        [span.of(text) if as_printed else alike(span.of(text)) for span in spans(gold[role])]
        for role in ROLES
    )
    return Told(source="".join(source), cue="".join(cue), content=tuple(content), kind=Quotation.INDIRECT)


def main() -> None:
    """Print a line for each corpus and spelling."""
    folder = os.environ.get("WHOSAID_CORPORA")
    if not folder:
        sys.exit("skipped: WHOSAID_CORPORA names no folder of corpora")
    for corpus in ("polnear", "gum"):
        lines = (Path(folder) / corpus / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        for as_printed in (True, False):
            start = time.perf_counter()
            measured = measure(rows, as_printed=as_printed)
            spelling = "as printed" if as_printed else "plain marks"
            print(f"{corpus} {spelling}: {measured}, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
