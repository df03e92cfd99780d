"""Words as the pieces of the encoder's vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102
MOST_PIECES = 8  # of one unit: an address or a hash says no more with fifty
_MOST_CACHED = 100_000
_QUOTES = {"''": '"', "``": '"'}


class Pieces:
    """Looks words up in a vocabulary file, and remembers them."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Give the pieces of each word: at least one, at most `MOST_PIECES`."""
        known = self._known
        new = sorted({word for word in words if word not in known})
        if new:
            if len(known) > _MOST_CACHED:
                known = {word: known[word] for word in set(words) if word in known}
            found = self._tokenizer.encode_batch(
                [_QUOTES.get(word, word) for word in new], add_special_tokens=False
            )
            for word, encoding in zip(new, found, strict=True):
                known[word] = tuple(encoding.ids[:MOST_PIECES]) or (UNKNOWN,)
            self._known = known
        return [known[word] for word in words]

    def of_text(self, text: str) -> list[int]:
        """Give the pieces of a whole text."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)
