"""Weights as they are shipped, back into a network, so that training can go on from them.

The 8-bit numbers are multiplied out: what was lost when they were rounded is not found again, and is less
than a pass over the pairs changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnx
import torch
from onnx import numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

    from torch import nn

_ROUNDED = "_quantized"


def load_shipped(network: nn.Module, path: Path) -> None:
    """Fill a network from the ONNX file that it was written to (`app.train.export`).

    Raises ValueError if the file lacks one of its weights, as one of another shape does; and one of MiniLM's,
    whose attention is fused.
    """
    model = onnx.load(path)
    values = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    held = {}
    for name in filter(lambda name: name.endswith(_ROUNDED), values):
        stem = name.removesuffix(_ROUNDED)
        scale, zero = values[f"{stem}_scale"], values[f"{stem}_zero_point"].astype("float32")
        held[stem] = (values[name].astype("float32") - zero) * scale
    of_modules = {
        node.name.strip("/").partition("/MatMul")[0].replace("/", ".") + ".weight": held[stem].T
        for node in model.graph.node
        if node.op_type == "MatMulInteger" and (stem := node.input[1].removesuffix(_ROUNDED)) in held
    }
    known = {name.removeprefix("network."): value for name, value in (values | held | of_modules).items()}
    state = network.state_dict()
    if missing := state.keys() - known.keys():
        message = f"{path}: expected the weights {', '.join(sorted(missing))}, found others"
        raise ValueError(message)
    network.load_state_dict({name: torch.from_numpy(known[name].copy()) for name in state})
