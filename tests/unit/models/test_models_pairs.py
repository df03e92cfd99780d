"""The model of pairs as shipped: what it is told, and that nothing but the pair changes what it says."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.conflict.marks import FIELDS, NUMBERS, UNKNOWN
from app.models import pairs
from app.models.pairs import LONGEST, READERS, RULED_OUT, PairModel, Side, feed

HELD = Side("Rebel spokesman", "The bridge is in our hands.")
LOST = Side("Army", "Our soldiers never left the bridge.")
HERE = {"where": "same", "gap": "none", "when": "near"}
TOGETHER = tuple(NUMBERS[field, HERE.get(field, values[0])] for field, values in FIELDS.items())
RAIN = Side("Weather office", "Showers are expected in the south.")


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel()


def test_it_knows_the_marks_that_the_rules_give(model: PairModel) -> None:
    assert {field: tuple(values) for field, values in model.fields.items()} == FIELDS
    assert list(model.fields) == list(FIELDS)


def test_the_card_tells_of_these_weights() -> None:
    folder = Path(pairs.__file__).parent
    card = (folder / "README.md").read_text(encoding="utf-8")
    weights = [*folder.glob("pairs*.onnx"), *folder.glob("pairs*.bin")]
    assert READERS.keys() <= {path.name for path in weights}
    for path in weights:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in card, path.name


def test_no_file_of_weights_is_too_large() -> None:
    folder = Path(pairs.__file__).parent
    assert max(path.stat().st_size for path in folder.iterdir()) < 30_000_000


def test_the_order_of_a_pair_does_not_matter(model: PairModel) -> None:
    assert model.judge(HELD, LOST, UNKNOWN) == model.judge(LOST, HELD, UNKNOWN)


def test_a_clash_is_told_from_two_things(model: PairModel) -> None:
    assert model.judge(HELD, LOST, TOGETHER).conflict > 0.5 > model.judge(HELD, RAIN, TOGETHER).conflict


def test_what_the_first_rules_out_the_others_are_not_asked(model: PairModel) -> None:
    first = PairModel(readers=dict(list(READERS.items())[:1]))
    bread = Side("baker", "Bread has become dearer.")
    assert first.judge(HELD, bread, UNKNOWN).conflict < RULED_OUT[0]
    assert model.judge(HELD, bread, UNKNOWN) == first.judge(HELD, bread, UNKNOWN)


def test_what_none_rules_out_all_have_a_word_in(model: PairModel) -> None:
    alone = {name: PairModel(readers={name: 1.0}).judge(HELD, LOST, TOGETHER).conflict for name in READERS}
    assert min(alone.values()) > max(RULED_OUT)
    assert min(alone.values()) <= model.judge(HELD, LOST, TOGETHER).conflict <= max(alone.values())


def test_the_same_said_twice_is_less_of_a_clash_than_its_denial(model: PairModel) -> None:
    same = model.judge(HELD, Side("Radio", "The bridge is in rebel hands."), TOGETHER)
    assert same.conflict < model.judge(HELD, LOST, TOGETHER).conflict


def test_threads_do_not_change_what_it_says() -> None:
    pairs = [(HELD, LOST), (HELD, RAIN), (LOST, RAIN)] * 4
    alone = [PairModel().judge(*pair, UNKNOWN) for pair in pairs[:3]]
    shared = PairModel()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pair: shared.judge(*pair, UNKNOWN), pairs)) == alone * 4


def test_a_very_long_claim_is_read_in_bounds(model: PairModel) -> None:
    long = Side("Clerk", "word " * 20_000)
    assert 0 <= model.judge(long, LOST, UNKNOWN).conflict <= 1
    assert len(feed([7] * LONGEST, [8] * LONGEST, UNKNOWN)["pieces"]) == 2 * LONGEST + 3


def test_an_empty_claim_is_read_too(model: PairModel) -> None:
    assert 0 <= model.judge(Side("", ""), LOST, UNKNOWN).conflict <= 1
