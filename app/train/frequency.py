"""Make the table of how common words are: `python -m app.train.frequency WHEEL OUT`.

WHEEL is the wheel of wordfreq 3 (Robyn Speer), whose small English list holds words by their frequency in
hundredths of a decade below one. OUT gets lines of a word and its Zipf frequency in tenths (van Heuven and
others, 2014): tenths of the decimal logarithm of how often it comes in a thousand million words.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import re
import zipfile
from pathlib import Path
from typing import Any

LIST = "wordfreq/data/small_en.msgpack.gz"
WORD = re.compile(r"[a-z][a-z'-]*")
ZIPF = 900
"""Hundredths of a decade between a part of one and a part of a thousand million."""


def main() -> None:
    """Read the list and write the table."""
    parser = argparse.ArgumentParser(prog="python -m app.train.frequency", description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    msgpack = importlib.import_module("msgpack")  # of the training extra

    with zipfile.ZipFile(options.wheel) as wheel:
        buckets: list[Any] = msgpack.unpackb(gzip.decompress(wheel.read(LIST)))
    lines = [
        f"{word}\t{(ZIPF - rank) // 10}"
        for rank, words in enumerate(buckets[1:])
        for word in words
        if WORD.fullmatch(word)
    ]
    options.out.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{len(lines)} words, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
