"""A tiny cross-encoder in ONNX: it sums a score of three numbers for each word of text and claim."""

import json
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

PADDING, UNKNOWN, AGREES, DENIES = range(4)
LABELS = {"0": "CONTRADICTION", "1": "NEUTRAL", "2": "ENTAILMENT"}
_SCORES = [[0.0, 0.0, 0.0], [0.0, 0.1, 0.0], [0.0, 0.0, 6.0], [6.0, 0.0, 0.0]]


def make_model(folder: Path, *, labels: dict[str, str] | None = None, loops: int = 0) -> Path:
    """Write the model into `folder`. "yes" entails, "no" contradicts; `loops` rounds of idle work make it slow."""
    folder.mkdir(exist_ok=True)
    nodes = [
        helper.make_node("Gather", ["scores", "input_ids"], ["of_words"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide_mask"]),
        helper.make_node("Mul", ["of_words", "wide_mask"], ["counted"]),
        helper.make_node("ReduceSum", ["counted", "words"], ["sums"], keepdims=0),
    ]
    last = "sums"
    if loops:
        nodes.append(helper.make_node("Loop", ["rounds", "", "sums"], ["slow"], body=_idle()))
        last = "slow"
    nodes.append(helper.make_node("Identity", [last], ["logits"]))
    ids = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    graph = helper.make_graph(
        nodes,
        "nli",
        ids,
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", 3])],
        [
            numpy_helper.from_array(numpy.array(_SCORES, dtype=numpy.float32), "scores"),
            numpy_helper.from_array(numpy.array([2]), "last"),
            numpy_helper.from_array(numpy.array([1]), "words"),
            numpy_helper.from_array(numpy.array(loops), "rounds"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer(models.WordLevel({"[PAD]": PADDING, "[UNK]": UNKNOWN, "yes": AGREES, "no": DENIES}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A", pair="$A $B:1", special_tokens=[])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": LABELS if labels is None else labels}))
    return folder


def _idle() -> onnx.GraphProto:
    """A round of the loop: it hands its input on."""
    number = helper.make_tensor_value_info("number", TensorProto.INT64, [])
    go_on = helper.make_tensor_value_info("go_on", TensorProto.BOOL, [])
    still = helper.make_tensor_value_info("still", TensorProto.BOOL, [])
    taken = helper.make_tensor_value_info("taken", TensorProto.FLOAT, None)
    given = helper.make_tensor_value_info("given", TensorProto.FLOAT, None)
    nodes = [
        helper.make_node("Identity", ["go_on"], ["still"]),
        helper.make_node("Identity", ["taken"], ["given"]),
    ]
    return helper.make_graph(nodes, "round", [number, go_on, taken], [still, given])
