"""The example queries of `seeds/queries`, each with its question in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One query worth trying: the first line of its file, a comment, is the question."""

    name: str
    question: str
    query: str


def read_examples(folder: Path) -> tuple[Example, ...]:
    """Read every example, in the order of their file names; none where there is no folder."""
    return tuple(
        _example(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))
    )


def _example(name: str, text: str) -> Example:
    first, _, rest = text.partition("\n")
    if not first.startswith("#"):
        return Example(name=name, question=name.replace("-", " "), query=text.strip())
    return Example(name=name, question=first.lstrip("# ").strip(), query=rest.strip())
