"""A BERT encoder's published weights as an ONNX model, without torch.

Written out operator by operator, in ONNX's own operators, as Devlin et al. describe the encoder
(BERT, 2019, arXiv 1810.04805) and Reimers and Gurevych the mean over its last states
(Sentence-BERT, 2019, arXiv 1908.10084).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.embed.convert.model_file import save_model
from indexer.embed.encoder import EMBEDDING, IDS, MASK

OPSET = 20  # the first with Gelu
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
    save_model(_Graph(weights, config).model(), folder)


class _Graph:
    """The operators in the order that they run in. A value is the name of what gives it."""

    def __init__(self, weights: Weights, config: Mapping[str, Any]) -> None:
        self._weights = weights
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._width = int(config["hidden_size"])
        self._epsilon = float(config["layer_norm_eps"])
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def model(self) -> Any:
        from onnx import TensorProto, helper

        mask = self._do("Cast", MASK, to=TensorProto.FLOAT)
        states = self._embeddings()
        penalty = self._penalty(mask)
        for layer in range(self._layers):
            states = self._layer(f"encoder.layer.{layer}.", states, penalty)
        self._mean(states, mask)
        takes = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in (IDS, MASK)
        ]
        gives = helper.make_tensor_value_info(EMBEDDING, TensorProto.FLOAT, ["texts", self._width])
        graph = helper.make_graph(
            self._nodes, "bert", takes, [gives], list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)

    def _embeddings(self) -> str:
        """Words, their places, and the one type of text that there is."""
        words = self._do("Gather", self._weight("embeddings.word_embeddings.weight"), IDS)
        places = self._constant(
            "places",
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0],
        )
        tokens = self._do("Gather", self._do("Shape", IDS), self._ints(1))
        here = self._do("Slice", places, self._ints(0), tokens, self._ints(0))
        return self._norm(self._do("Add", words, here), "embeddings.LayerNorm")

    def _penalty(self, mask: str) -> str:
        """What is added to the attention to padding, so that none is left of it."""
        padding = self._do("Sub", self._float("one", 1), mask)
        by_head = self._do("Unsqueeze", padding, self._ints(1, 2))
        return self._do("Mul", by_head, self._float("far", -10_000))

    def _layer(self, name: str, states: str, penalty: str) -> str:
        found = self._attention(f"{name}attention.self.", states, penalty)
        found = self._linear(found, f"{name}attention.output.dense")
        states = self._norm(self._do("Add", found, states), f"{name}attention.output.LayerNorm")
        found = self._do("Gelu", self._linear(states, f"{name}intermediate.dense"))
        found = self._linear(found, f"{name}output.dense")
        return self._norm(self._do("Add", found, states), f"{name}output.LayerNorm")

    def _attention(self, name: str, states: str, penalty: str) -> str:
        query = self._by_head(states, f"{name}query", (0, 2, 1, 3))
        key = self._by_head(states, f"{name}key", (0, 2, 3, 1))
        value = self._by_head(states, f"{name}value", (0, 2, 1, 3))
        scale = self._float("scale", (self._width // self._heads) ** -0.5)
        scores = self._do("Mul", self._do("MatMul", query, key), scale)
        shares = self._do("Softmax", self._do("Add", scores, penalty), axis=-1)
        found = self._do("Transpose", self._do("MatMul", shares, value), perm=(0, 2, 1, 3))
        return self._do("Reshape", found, self._ints(0, 0, self._width))

    def _by_head(self, states: str, name: str, order: tuple[int, ...]) -> str:
        size = self._width // self._heads
        shape = self._ints(0, 0, self._heads, size)
        found = self._do("Reshape", self._linear(states, name), shape)
        return self._do("Transpose", found, perm=order)

    def _mean(self, states: str, mask: str) -> None:
        """Of the tokens that aren't padding. Not divided by their number: vectors are brought to
        length 1 when they have been made."""
        kept = self._do("Mul", states, self._do("Unsqueeze", mask, self._ints(2)))
        self._do("ReduceSum", kept, self._ints(1), gives=EMBEDDING, keepdims=0)

    def _linear(self, states: str, name: str) -> str:
        turned = self._constant(f"{name}.turned", self._weights[f"{name}.weight"].T)
        return self._do("Add", self._do("MatMul", states, turned), self._weight(f"{name}.bias"))

    def _norm(self, states: str, name: str) -> str:
        scale, shift = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._do("LayerNormalization", states, scale, shift, axis=-1, epsilon=self._epsilon)

    def _do(self, operator: str, *takes: str, gives: str = "", **attributes: Any) -> str:
        from onnx import helper

        gives = gives or f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(takes), [gives], **attributes))
        return gives

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _float(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, dtype=np.float32))

    def _ints(self, *values: int) -> str:
        return self._constant(f"ints {values}", np.array(values, dtype=np.int64))

    def _constant(self, name: str, value: npt.NDArray[Any]) -> str:
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name
