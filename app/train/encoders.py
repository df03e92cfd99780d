"""The published encoders that training starts from: MiniLM (BERT's shape) and MPNet.

Both know the words of BERT's vocabulary; MPNet numbers them four higher, behind marks of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetensors import safe_open
from safetensors.torch import load_file

from app.models.pieces import CLS, PAD, SEP, UNKNOWN
from app.train.network import Shape

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor, nn

MINILM = Shape()
MPNET = Shape(hidden=768, inner=3072, layers=12, epsilon=1e-5, buckets=32)
"""MPNet-base (Song and others 2020)."""
_SHIFTED_BY = 4
_MARKS = {CLS: 0, PAD: 1, SEP: 2, UNKNOWN: 3}
"""What MPNet calls the marks of BERT: <s>, <pad>, </s>, <unk>."""
_FIRST_POSITION = 2
_ENDS = {
    "attention_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}
_BERT = _ENDS | {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
}
_MPNET = _ENDS | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "mixed": "attention.attn.o",
    "attention_norm": "attention.LayerNorm",
}
_DISTANCES = "encoder.relative_attention_bias.weight"


def shape_of(weights: Path) -> Shape:
    """Tell which of the two encoders a file of weights holds."""
    with safe_open(weights, "pt") as file:
        return MPNET if _DISTANCES in file.keys() else MINILM  # noqa: SIM118 - no dictionary


def load_encoder(network: nn.Module, weights: Path) -> None:
    """Fill words, positions, norm, layers and segments of a network from published weights."""
    source = load_file(weights)
    shape = shape_of(weights)
    words, positions = (source[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position"))
    state = network.state_dict()
    if shape == MPNET:
        words = _as_bert(words)
        positions = positions[_FIRST_POSITION:]
        state["distances.table.weight"].copy_(source[_DISTANCES])
    else:
        state["segment"].copy_(source["embeddings.token_type_embeddings.weight"][0])
    state["words.weight"].copy_(words)
    state["positions.weight"].copy_(positions)
    names = {"norm": "embeddings.LayerNorm"}
    for index in range(shape.layers):
        for ours, theirs in (_MPNET if shape == MPNET else _BERT).items():
            names[f"layers.{index}.{ours}"] = f"encoder.layer.{index}.{theirs}"
    for ours, theirs in names.items():
        for kind in ("weight", "bias"):
            state[f"{ours}.{kind}"].copy_(source[f"{theirs}.{kind}"])
    network.load_state_dict(state)


def _as_bert(words: Tensor) -> Tensor:
    """Put MPNet's table of words into the order of BERT's vocabulary."""
    ordered = words[_SHIFTED_BY : _SHIFTED_BY + MINILM.vocabulary].clone()
    for ours, theirs in _MARKS.items():
        ordered[ours] = words[theirs]
    return ordered
