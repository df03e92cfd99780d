"""Messages are read strictly, parts are cut at paragraphs, answers are kept in files."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.claim import Quotation
from app.errors import ExtractorError
from app.extract.chat.answer import Told, read_message
from app.extract.chat.cache import Cache
from app.extract.chat.parts import split

if TYPE_CHECKING:
    from pathlib import Path

ROW = {"source": "Lee", "cue": "said", "content": ["it will rain"], "kind": "indirect"}
TOLD = Told(source="Lee", cue="said", content=("it will rain",), kind=Quotation.INDIRECT)


def message(*rows: Any) -> str:
    return json.dumps({"attributions": rows})


@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```\n", " ```\n{}\n``` "])
def test_a_message_is_read_also_inside_a_fenced_block(around: str) -> None:
    assert read_message(around.replace("{}", message(ROW))) == (TOLD,)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "the message of the chat endpoint is not JSON"),
        (message(ROW)[:-5], "is not JSON"),
        ("Here you are: " + message(ROW), "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (message(ROW | {"source": "\ud83d"}), "is not JSON (half a character)"),
        ("[]", "has no list of attributions"),
        ('{"attributions": {}}', "has no list of attributions"),
        (message(ROW, "Lee"), "attribution 2 of the chat endpoint is not of the shape asked for"),
        (message(ROW | {"source": None}), "attribution 1"),
        (message(ROW | {"cue": 1}), "attribution 1"),
        (message(ROW | {"content": "it will rain"}), "attribution 1"),
        (message(ROW | {"content": ["it", 2]}), "attribution 1"),
        (message(ROW | {"kind": "loud"}), "attribution 1"),
        (message(ROW | {"kind": ["direct"]}), "attribution 1"),
    ],
)
def test_a_message_of_another_shape_is_an_error_that_names_it(words: str, reason: str) -> None:
    with pytest.raises(ExtractorError) as caught:
        read_message(words)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("short", ["short"]),
        ("one two\n\nthree", ["one two\n\n", "three"]),
        ("one two\nthree four", ["one two\n", "three four"]),
        ("It is. It was so.", ["It is. ", "It was so."]),
        ("aaaa bbbb cccc", ["aaaa bbbb ", "cccc"]),
        ("aaaaaaaaaaaaaa", ["aaaaaaaaaa", "aaaa"]),
        ("          aaaa", ["aaaa"]),
    ],
)
def test_a_text_is_cut_at_the_best_place_within_the_limit(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in split(text, most=10)] == parts


@given(some.text(alphabet="ab. \n", max_size=80), some.integers(min_value=3, max_value=20))
def test_parts_are_in_order_within_the_limit_and_leave_out_nothing_but_blanks(text: str, most: int) -> None:
    spans = list(split(text, most))
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(span.end - span.start <= most for span in spans)
    kept = "".join(span.of(text) for span in spans)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())


def test_an_answer_is_kept_for_its_words_and_its_model(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "chat")
    assert cache.get("text", "m") is None
    cache.put("text", "m", "answer")
    assert cache.get("text", "m") == "answer"
    assert cache.get("text", "other") is None
    assert cache.get("other", "m") is None
    cache.put("text", "m", "newer")
    assert cache.get("text", "m") == "newer"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"answer": 1}', "\ufffd"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.put("text", "m", "answer")
    (path,) = tmp_path.rglob("*.json")
    path.write_text(damage, encoding="utf-8")
    assert cache.get("text", "m") is None


def test_an_answer_that_cannot_be_written_leaves_nothing_half(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("text", "m", "answer")
    (path,) = tmp_path.rglob("*.json")
    path.unlink()
    path.mkdir()  # a folder in the way: the last step cannot be done
    with pytest.raises(OSError, match=r"\.json"):
        cache.put("text", "m", "answer")
    assert list(path.parent.iterdir()) == [path]
