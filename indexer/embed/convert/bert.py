"""A BERT encoder's published weights as an ONNX model, without torch.

Written out operator by operator, in ONNX's own operators, as Devlin et al. describe the encoder
(BERT, 2019, arXiv 1810.04805) and Reimers and Gurevych the mean over its last states
(Sentence-BERT, 2019, arXiv 1908.10084).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.embed.convert.model_file import save_model
from indexer.embed.encoder import EMBEDDING, IDS, MASK

OPSET = 20  # the first with Gelu
FLOAT = 1  # onnx.TensorProto.FLOAT, without importing the library to name it
IR_VERSION = 10  # what ONNX Runtime of two years ago reads

Weights = Mapping[str, npt.NDArray[np.float32]]


def write_bert(source: Path, folder: Path) -> None:
    """Reads `config.json` and `model.safetensors` of a sentence-transformers model whose sentence
    vector is the mean of its tokens', and writes MODEL and WEIGHTS.

    Raises OSError, ValueError or KeyError.
    """
    from safetensors.numpy import load_file

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    weights = load_file(source / "model.safetensors")
    graph = BertGraph(weights, config)
    mask = graph.do("Cast", MASK, to=FLOAT)
    graph.mean(graph.states(IDS, mask=mask), mask, gives=EMBEDDING)
    save_model(graph.model((IDS, MASK), {EMBEDDING: ["texts", graph.width]}), folder)


class BertGraph:
    """The operators in the order that they run in. A value is the name of what gives it."""

    def __init__(self, weights: Weights, config: Mapping[str, Any]) -> None:
        self._weights = weights
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self.width = int(config["hidden_size"])
        self._epsilon = float(config["layer_norm_eps"])
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def model(self, takes: Sequence[str], gives: Mapping[str, Sequence[str | int]]) -> Any:
        """All operators that there are, as a model. `takes`: names of whole numbers, shape (texts,
        tokens); `gives`: names of floats and their shapes."""
        from onnx import TensorProto, helper

        taken = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in takes
        ]
        given = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
            for name, shape in gives.items()
        ]
        graph = helper.make_graph(self._nodes, "bert", taken, given, list(self._constants.values()))
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)

    def states(self, ids: str, *, types: str = "", mask: str = "") -> str:
        """The last layer's, shape (texts, tokens, width). `types`: of the tokens; without them all
        are of the first. `mask`: 1.0 for tokens, 0.0 for padding; without it there is none."""
        states = self._embeddings(ids, types)
        penalty = self._penalty(mask) if mask else ""
        for layer in range(self._layers):
            states = self._layer(f"encoder.layer.{layer}.", states, penalty)
        return states

    def _embeddings(self, ids: str, types: str) -> str:
        """Of words, of their places and of the types of text."""
        name = "embeddings.{}_embeddings.weight"
        places = self._weights[name.format("position")]
        kinds = self._weights[name.format("token_type")]
        words = self.do("Gather", self._weight(name.format("word")), ids)
        if types:
            words = self.do("Add", words, self.do("Gather", self._constant("kinds", kinds), types))
        else:
            places = places + kinds[0]
        tokens = self.do("Gather", self.do("Shape", ids), self.ints(1))
        here = self.do(
            "Slice", self._constant("places", places), self.ints(0), tokens, self.ints(0)
        )
        return self._norm(self.do("Add", words, here), "embeddings.LayerNorm")

    def _penalty(self, mask: str) -> str:
        """What is added to the attention to padding, so that none is left of it."""
        padding = self.do("Sub", self._float("one", 1), mask)
        by_head = self.do("Unsqueeze", padding, self.ints(1, 2))
        return self.do("Mul", by_head, self._float("far", -10_000))

    def _layer(self, name: str, states: str, penalty: str) -> str:
        found = self._attention(f"{name}attention.self.", states, penalty)
        found = self.linear(found, f"{name}attention.output.dense")
        states = self._norm(self.do("Add", found, states), f"{name}attention.output.LayerNorm")
        found = self.do("Gelu", self.linear(states, f"{name}intermediate.dense"))
        found = self.linear(found, f"{name}output.dense")
        return self._norm(self.do("Add", found, states), f"{name}output.LayerNorm")

    def _attention(self, name: str, states: str, penalty: str) -> str:
        query = self._by_head(states, f"{name}query", (0, 2, 1, 3))
        key = self._by_head(states, f"{name}key", (0, 2, 3, 1))
        value = self._by_head(states, f"{name}value", (0, 2, 1, 3))
        scale = self._float("scale", (self.width // self._heads) ** -0.5)
        scores = self.do("Mul", self.do("MatMul", query, key), scale)
        scores = self.do("Add", scores, penalty) if penalty else scores
        shares = self.do("Softmax", scores, axis=-1)
        found = self.do("Transpose", self.do("MatMul", shares, value), perm=(0, 2, 1, 3))
        return self.do("Reshape", found, self.ints(0, 0, self.width))

    def _by_head(self, states: str, name: str, order: tuple[int, ...]) -> str:
        size = self.width // self._heads
        shape = self.ints(0, 0, self._heads, size)
        found = self.do("Reshape", self.linear(states, name), shape)
        return self.do("Transpose", found, perm=order)

    def mean(self, states: str, mask: str, gives: str = "") -> str:
        """Of the tokens that aren't padding. Not divided by their number: vectors are brought to
        length 1 when they have been made."""
        kept = self.do("Mul", states, self.do("Unsqueeze", mask, self.ints(2)))
        return self.do("ReduceSum", kept, self.ints(1), gives=gives, keepdims=0)

    def centred(self, vectors: str, centre: npt.NDArray[np.float32], gives: str) -> str:
        """Of length 1, less what all texts have in common: where vectors crowd together, their
        cosines say little otherwise (Mu and Viswanath 2018, arXiv 1702.01417)."""
        lengths = self.do("ReduceL2", vectors, self.ints(1))
        return self.do(
            "Sub", self.do("Div", vectors, lengths), self._constant("centre", centre), gives=gives
        )

    def linear(self, states: str, name: str) -> str:
        turned = self._constant(f"{name}.turned", self._weights[f"{name}.weight"].T)
        return self.do("Add", self.do("MatMul", states, turned), self._weight(f"{name}.bias"))

    def _norm(self, states: str, name: str) -> str:
        scale, shift = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self.do("LayerNormalization", states, scale, shift, axis=-1, epsilon=self._epsilon)

    def do(self, operator: str, *takes: str, gives: str = "", **attributes: Any) -> str:
        from onnx import helper

        gives = gives or f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(takes), [gives], **attributes))
        return gives

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _float(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, dtype=np.float32))

    def ints(self, *values: int) -> str:
        return self._constant(f"ints {values}", np.array(values, dtype=np.int64))

    def _constant(self, name: str, value: npt.NDArray[Any]) -> str:
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name
