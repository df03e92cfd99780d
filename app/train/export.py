"""Trained weights as ONNX: float32 for comparison, 8-bit integers for use.

Attention is written as the one fused operation that onnxruntime knows, since its own search for the
pattern misses a network without a mask.
"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from app.models.tags import LINK_SIZE
from app.train.network import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.train.network import Tagger

# Added to the scores of the tags when decoding: a source that several cues share is marked once in the
# training data's eyes and is missed otherwise. Chosen on the development part of PolNeAR.
_BIAS = [0.0, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0]
LARGEST_FILE = 29_000_000
_SMALL_TENSOR = 10_000
_OPERATIONS = 17  # the ONNX operator set that is written


class _Attention(torch.autograd.Function):
    """The fused operation; in torch it only says its shape."""

    @staticmethod
    def symbolic(graph: Any, states: Any, weights: Any, bias: Any, heads: int) -> Any:
        """Write the operation into the graph."""
        written = graph.op("com.microsoft::Attention", states, weights, bias, num_heads_i=heads)
        return written.setType(states.type())

    @staticmethod
    def forward(_context: Any, states: Tensor, _weights: Tensor, _bias: Tensor, _heads: int) -> Tensor:
        """Give something of the right shape; tracing asks for no more."""
        return states.clone()


class Written(nn.Module):
    """An encoder as it is to be written: one window, no mask, no padding."""

    def __init__(self, layers: Iterable[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.weights = nn.ParameterList()
        self.biases = nn.ParameterList()
        for layer in self._layers():
            parts = (layer.query, layer.key, layer.value)
            self.weights.append(torch.cat([part.weight.T for part in parts], dim=1).contiguous())
            self.biases.append(torch.cat([part.bias for part in parts]))

    def _layers(self) -> list[Layer]:
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def encode(self, states: Tensor, shift: Tensor | None = None) -> Tensor:
        """Put states, 1 × length × hidden, through all layers; the fused operation knows no `shift`."""
        for layer, weights, bias in zip(self._layers(), self.weights, self.biases, strict=True):
            if shift is None:
                states = self._layer(layer, states, weights, bias)
            else:
                states = layer(states, None, shift)
        return states

    def _layer(self, layer: Layer, states: Tensor, weights: Tensor, bias: Tensor) -> Tensor:
        attended = _Attention.apply(states, weights, bias, layer.heads)  # type: ignore[no-untyped-call]  # torch leaves it untyped
        states = layer.attention_norm(states + layer.mixed(attended))
        inner = layer.narrow(nn.functional.gelu(layer.widen(states)))
        normal: Tensor = layer.norm(states + inner)
        return normal


class _WrittenTagger(Written):
    """The tagger as it is to be written."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__(tagger.layers)
        self.tagger = tagger

    def forward(self, pieces: Tensor, marks: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        tagger = self.tagger
        states = tagger.words(pieces) + tagger.positions(torch.arange(pieces.shape[0])) + tagger.segment
        states = states + tagger.cases(marks[:, 0]) + tagger.gaps(marks[:, 1]) + tagger.quoted(marks[:, 2])
        states = self.encode(tagger.norm(states).unsqueeze(0))
        units = states[0].index_select(0, first)
        links = torch.softmax(tagger.asks(units) @ tagger.offers(units).T * LINK_SIZE**-0.5, dim=1)
        return tagger.tag(units), links


def export(tagger: Tagger, folder: Path, name: str) -> None:
    """Write NAME.float.onnx, NAME.onnx (8-bit) and NAME.json (what decoding needs) into a folder."""
    sample = (
        torch.tensor([101, 2002, 2056, 102]),
        torch.zeros(4, 3, dtype=torch.long),
        torch.tensor([0, 1, 2]),
    )
    axes = {"pieces": {0: "length"}, "marks": {0: "length"}, "first": {0: "units"}}
    write(_WrittenTagger(tagger.eval()), folder, name, sample, axes=axes, outputs=("tags", "links"))
    transitions = [[round(value, 4) for value in row] for row in tagger.transitions().tolist()]
    (folder / f"{name}.json").write_text(
        json.dumps({"transitions": transitions, "bias": _BIAS}) + "\n", encoding="utf-8"
    )


def write(  # noqa: PLR0913 - a network has as many faces
    written: Written,
    folder: Path,
    name: str,
    sample: tuple[Tensor, ...],
    *,
    axes: dict[str, dict[int, str]],
    outputs: tuple[str, ...],
) -> None:
    """Write NAME.float.onnx and NAME.onnx (8-bit); `axes` names the inputs and their lengths that vary."""
    folder.mkdir(parents=True, exist_ok=True)
    raw, plain, small = (folder / f"{name}{end}" for end in (".raw.onnx", ".float.onnx", ".onnx"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older exporter is asked for on purpose: it takes `symbolic`
        torch.onnx.export(
            written.eval(),
            sample,
            raw,
            dynamo=False,
            opset_version=_OPERATIONS,
            custom_opsets={"com.microsoft": 1},
            input_names=list(axes),
            output_names=list(outputs),
            dynamic_axes={name: lengths for name, lengths in axes.items() if lengths},
        )
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(plain)
    InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    raw.unlink()
    known = {
        "DefaultTensorType": onnx.TensorProto.FLOAT
    }  # the fused operation's results are of no declared type
    quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8, extra_options=known)
    if small.stat().st_size > LARGEST_FILE:
        _divide(small)
    onnx.checker.check_model(str(small))


def _divide(path: Path) -> None:
    """Move the weights of a large model into files beside it: NAME-1.bin and so on."""
    model = onnx.load(path)
    number, size = 1, 0
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) < _SMALL_TENSOR:
            continue
        if size + len(tensor.raw_data) > LARGEST_FILE:
            number, size = number + 1, 0
        size += len(tensor.raw_data)
        onnx.external_data_helper.set_external_data(tensor, f"{path.stem}-{number}.bin")
    for old in path.parent.glob(f"{path.stem}-*.bin"):
        old.unlink()
    onnx.save_model(model, path)
