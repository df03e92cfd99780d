"""Make the parser: `python -m app.train.parse --corpora DIR --out DIR`, from the weights in app/models.

The tagger stays as it is, except that it gives the states that the parser reads besides.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic

from app.models.pieces import Pieces
from app.models.runner import LIMIT, feed
from app.models.windows import windows
from app.train.parser import LAYERS, Parser, Parsing, Stretch, fit
from app.train.treebank import PART, Tree, documents, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LAYER = "/norm_{}/LayerNormalization_output_0"
_LONG = 150  # units of a stretch, about as many as a window holds
_TOO_LONG = 400
_TRAIN = ("ud-english-ewt/en_ewt-train.conllu", "ud-english-gum/en_gum-train.conllu")
_DEV = ("ud-english-ewt/en_ewt-dev.conllu", "ud-english-gum/en_gum-dev.conllu")
_SEED = 20161123
_READ = ("states", "sentences")
_GIVEN = ("heads", "relations", "classes")


class Encoder:
    """The trained tagger's encoder, opened up: the states of each layer."""

    def __init__(self, folder: Path) -> None:
        graph = onnx.load(folder / "attribution.onnx")
        for layer in range(1, LAYERS + 1):
            graph.graph.output.append(
                helper.make_tensor_value_info(_LAYER.format(layer), TensorProto.FLOAT, None)
            )
        options = SessionOptions()
        options.log_severity_level = 3
        self._session = InferenceSession(graph.SerializeToString(), options)
        self._pieces = Pieces(folder / "attribution-tokenizer.json")

    def states(self, tree: Tree) -> torch.Tensor:
        """Give the states of all units: units × layers × hidden."""
        sizes = [len(found) for found in self._pieces.of([unit.word for unit in tree.units])]
        parts = []
        for window in windows(tree.units, sizes, limit=LIMIT):
            given = feed(self._pieces, [tree.units[index] for index in window])
            layers = self._session.run([_LAYER.format(layer) for layer in range(1, LAYERS + 1)], given)
            rows = [torch.from_numpy(layer.reshape(-1, layer.shape[-1])) for layer in layers]
            parts.append(torch.stack([row[given["first"][1:]] for row in rows], 1).half())
        return torch.cat(parts)


def stretches(
    trees: Sequence[tuple[Tree, torch.Tensor]], relations: Sequence[str], classes: Sequence[str]
) -> Iterator[Stretch]:
    """Cut documents between sentences."""
    named = {name: place for place, name in enumerate(relations)}
    classed = {name: place for place, name in enumerate(classes)}
    for tree, states in trees:
        for part in _parts(tree):
            yield Stretch(
                states=states[part.start : part.stop],
                sentences=torch.tensor([tree.sentences[index] for index in part]),
                heads=torch.tensor([max(0, tree.heads[index] - part.start + 1) for index in part]),
                relations=torch.tensor([named[tree.relations[index]] for index in part]),
                classes=torch.tensor([classed[tree.parts_of_speech[index]] for index in part]),
            )


def _parts(tree: Tree) -> Iterator[range]:
    sentences = tree.sentences
    starts = [at for at in range(len(sentences)) if not at or sentences[at] != sentences[at - 1]]
    begin = 0
    for start, stop in zip(starts, [*starts[1:], len(sentences)], strict=True):
        if stop - begin > _LONG and start > begin:
            yield range(begin, start)
            begin = start
    if len(sentences) - begin <= _TOO_LONG:
        yield range(begin, len(sentences))


def scores(session: InferenceSession, trees: Sequence[tuple[Tree, torch.Tensor]], parser: Parser) -> str:
    """Say how many words get their head, and their head and relation: UAS and LAS, subtypes apart.

    Sentence borders are the treebank's; punctuation counts; a word that is no unit of its own is wrong.
    """
    words = attached = labelled = classed = 0
    for tree, states in trees:
        mean = parser.mean(states.float()).detach()
        found: list[tuple[int, str, str]] = []
        for part in _parts(tree):
            given = {
                "states": mean[part.start : part.stop].numpy(),
                "sentences": torch.tensor([tree.sentences[index] for index in part]).numpy(),
            }
            heads, relations, classes = session.run(None, given)
            found += [
                (head - 1 + part.start if head else -1, parser.relations[relation], parser.classes[kind])
                for head, relation, kind in zip(heads, relations, classes, strict=True)
            ]
        for sentence, units in zip(tree.gold, tree.words, strict=True):
            for word, unit in zip(sentence.words, units, strict=True):
                words += 1
                if not 0 <= unit < len(found):
                    continue
                head, relation, kind = found[unit]
                classed += kind == word.part_of_speech
                if head == (units[word.head] if word.head >= 0 else -1):
                    attached += 1
                    labelled += relation.partition(":")[0] == word.relation.partition(":")[0]
    shares = (100 * count / words for count in (attached, labelled, classed))
    return "UAS {:.2f}, LAS {:.2f}, class {:.2f} of {} words".format(*shares, words)


def write(parser: Parser, weights: Path, out: Path) -> Path:
    """Write the parser, its names, and the tagger with the states that the parser reads."""
    plain, made = out / "parser.float.onnx", out / "parser.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older exporter, as for the tagger
        torch.onnx.export(
            Parsing(parser).eval(),
            (torch.zeros(3, 384), torch.zeros(3, dtype=torch.long)),
            plain,
            dynamo=False,
            opset_version=17,
            input_names=list(_READ),
            output_names=list(_GIVEN),
            dynamic_axes={name: {0: "units"} for name in (*_READ, *_GIVEN)},
        )
    quantize_dynamic(plain, made, per_channel=True, weight_type=QuantType.QInt8)
    names = {"relations": parser.relations, "classes": parser.classes}
    (out / "parser.json").write_text(json.dumps(names) + "\n", encoding="utf-8")
    _give_states(parser, weights / "attribution.onnx", out / "attribution.onnx")
    return made


def _give_states(parser: Parser, old: Path, new: Path) -> None:
    model = onnx.load(old)
    graph = model.graph
    _without_states(graph)
    shares = torch.softmax(parser.layers, 0).tolist()
    for layer, share in enumerate(shares, 1):
        graph.initializer.append(
            numpy_helper.from_array(torch.tensor(share).numpy(), f"states_share_{layer}")
        )
        inputs = [_LAYER.format(layer), f"states_share_{layer}"]
        graph.node.append(helper.make_node("Mul", inputs, [f"states_part_{layer}"]))
    parts = [f"states_part_{layer}" for layer in range(1, LAYERS + 1)]
    graph.node.append(helper.make_node("Sum", parts, ["states_sum"]))
    graph.initializer.append(numpy_helper.from_array(torch.tensor([-1, 384]).numpy(), "states_shape"))
    graph.node.append(helper.make_node("Reshape", ["states_sum", "states_shape"], ["states_rows"]))
    graph.node.append(helper.make_node("Gather", ["states_rows", "first"], ["states"]))
    graph.output.append(helper.make_tensor_value_info("states", TensorProto.FLOAT, ["units", 384]))
    onnx.checker.check_model(model)
    onnx.save(model, new)


def _without_states(graph: onnx.GraphProto) -> None:
    """Take away what an earlier run of this command has added."""
    for kept in (graph.node, graph.initializer, graph.output):
        for one in [one for one in kept if _is_ours(one)]:
            kept.remove(one)


def _is_ours(one: onnx.NodeProto | onnx.TensorProto | onnx.ValueInfoProto) -> bool:
    names = one.output if isinstance(one, onnx.NodeProto) else [one.name]
    return any(name == "states" or name.startswith("states_") for name in names)


def main() -> None:
    """Read the treebanks, train, write, and say how good it is."""
    options = argparse.ArgumentParser(prog="python -m app.train.parse", description=__doc__)
    options.add_argument("--corpora", type=Path, required=True, help="folder with ud-english-ewt, -gum")
    options.add_argument("--weights", type=Path, default=Path("app/models"), help="folder with the tagger")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--passes", type=int, default=10)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(given.threads)
    torch.manual_seed(_SEED)
    encoder = Encoder(given.weights)

    def trees(name: str) -> list[tuple[Tree, torch.Tensor]]:
        return [(tree, encoder.states(tree)) for tree in documents(list(read(given.corpora / name)))]

    train = [one for name in _TRAIN for one in trees(name)]
    relations = sorted({PART, *(name for tree, _ in train for name in tree.relations)})
    classes = sorted({name for tree, _ in train for name in tree.parts_of_speech})
    parser = Parser(relations, classes)
    fit(
        parser,
        list(stretches(train, relations, classes)),
        passes=given.passes,
        seed=_SEED,
        checkpoint=given.out / "parser.pt",
    )
    small = write(parser, given.weights, given.out)
    for made in (small.with_name("parser.float.onnx"), small):
        for name in _DEV:
            print(made.name, Path(name).stem, scores(InferenceSession(made), trees(name), parser))


if __name__ == "__main__":
    main()
