"""Pairs that are marked in news are found again in what our reader makes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import build
from app.domain.conflict import ConflictKind
from app.settings import Settings
from app.train.articles import is_said
from app.train.news import as_article, read_marked

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "courier_2024-03-04": "Flood in Recife\n\nMayor Ana Rusu said seven people had drowned in the flood.",
    "gazette_2024-03-05": "Recife counts its dead\n\nPolice said two people had drowned in the flood.",
}
SAID = ("seven people had drowned in the flood", "two people had drowned in the flood")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = (json.dumps({"id": ident, "text": text}) for ident, text in TEXTS.items())
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def marked(path: Path, *sides: tuple[str, int, int]) -> Path:
    row = {"first": sides[0], "second": sides[1], "label": "conflict", "kind": "numeric"}
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_a_marked_pair_is_read_from_the_corpus(tmp_path: Path, corpus: Path) -> None:
    places = [
        (ident, text.index(said), text.index(said) + len(said))
        for (ident, text), said in zip(TEXTS.items(), SAID, strict=True)
    ]
    parts = build(Settings(data=tmp_path / "data"))
    try:
        (pair,) = read_marked(marked(tmp_path / "pairs.jsonl", *places), corpus, parts.service.statement)
    finally:
        parts.close()
    assert (pair.label, pair.kind) == ("conflict", ConflictKind.QUANTITY)
    assert [side.text for side in (pair.first, pair.second)] == list(SAID)
    assert [side.headline for side in (pair.first, pair.second)] == [
        "Flood in Recife",
        "Recife counts its dead",
    ]


def test_a_pair_whose_claim_is_no_longer_read_is_left_out(tmp_path: Path, corpus: Path) -> None:
    elsewhere = [(ident, 0, 5) for ident in TEXTS]
    parts = build(Settings(data=tmp_path / "data"))
    try:
        assert not read_marked(marked(tmp_path / "pairs.jsonl", *elsewhere), corpus, parts.service.statement)
    finally:
        parts.close()


def test_the_day_of_an_article_is_that_of_its_id() -> None:
    meta = {"publisher": "The Post"}
    row = as_article({"id": "post_2016-09-12_a-day", "text": "A day\n\nIt was long.", "meta": meta})
    assert (row["headline"], row["text"], row["published"]) == ("A day", "It was long.", "2016-09-12")
    assert row["publisher"] == "The Post"
    assert "published" not in as_article({"id": "post", "text": "A day\n\nIt was long."})


@pytest.mark.parametrize(
    ("words", "text", "same"),
    [
        ("seven people had drowned", "seven people had drowned in the flood", True),
        ("two of the seven", "two men", False),
        ("the bridge is open", "the school is shut", False),
    ],
)
def test_a_claim_is_meant_by_half_of_its_words(words: str, text: str, *, same: bool) -> None:
    assert is_said(words, text) is same
    assert is_said(text, words) is same
