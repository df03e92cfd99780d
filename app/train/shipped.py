"""Weights as they are shipped, back into a network, so that training can go on from them.

The 8-bit numbers are multiplied out: what was lost when they were rounded is not found again, and is less
than a pass over the pairs changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from app.train.encoders import MINILM, MPNET
from app.train.pair_network import PairNetwork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_ROUNDED = "_quantized"
_IN_LAYERS = frozenset({"mixed", "widen", "narrow"})
"""What of a layer is named without its layer, where attention is written as one operation."""

Arrays = dict[str, "NDArray[Any]"]


def load_shipped(path: Path) -> PairNetwork:
    """Give a network filled from the ONNX file that it was written to (`app.train.export`).

    Raises ValueError if the file lacks one of its weights, as one of another network does.
    """
    model = onnx.load(path)
    values = _plain({one.name: numpy_helper.to_array(one) for one in model.graph.initializer})
    known = {name.removeprefix("network."): value for name, value in values.items()}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            known[_module(node.name) + ".weight"] = values[node.input[1].removesuffix(_ROUNDED)].T
    known |= dict(_divided(known))
    network = PairNetwork(MPNET if "distances.table.weight" in known else MINILM)
    state = network.state_dict()
    if missing := state.keys() - known.keys():
        message = f"{path}: expected the weights {', '.join(sorted(missing))}, found others"
        raise ValueError(message)
    network.load_state_dict({name: torch.from_numpy(known[name].copy()) for name in state})
    return network


def _plain(values: Arrays) -> Arrays:
    """Multiply out what is rounded; the others stay."""
    stems = [name.removesuffix(_ROUNDED) for name in values if name.endswith(_ROUNDED)]
    rounded = {stem: values[stem + _ROUNDED].astype(np.float32) for stem in stems}
    return values | {
        stem: (value - values[f"{stem}_zero_point"].astype(np.float32)) * values[f"{stem}_scale"]
        for stem, value in rounded.items()
    }


def _module(product: str) -> str:
    """Name the module whose product this is.

    >>> [_module(f"{name}/MatMul_quant") for name in ("/layers.3/query", "/mixed_2", "/mixed")]
    ['layers.3.query', 'layers.2.mixed', 'layers.0.mixed']
    """
    name = product.partition("/MatMul")[0].strip("/").replace("/", ".")
    stem, _, layer = name.partition("_")
    return f"layers.{layer or 0}.{stem}" if stem in _IN_LAYERS else name


def _divided(known: Arrays) -> Iterator[tuple[str, NDArray[Any]]]:
    """Take apart what asks, is asked and is told, where attention is written as one operation."""
    for name, value in known.items():
        kind, _, layer = name.partition(".")
        if kind in {"weights", "biases"} and layer.isdigit():
            for module, part in zip(("query", "key", "value"), np.split(value, 3, axis=-1), strict=True):
                yield f"layers.{layer}.{module}.{'weight' if kind == 'weights' else 'bias'}", part.T
