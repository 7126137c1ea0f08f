"""A trained reader as the files that quotedesk reads: whole numbers of eight bits, a tokenizer and
a card.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from indexer.embed.convert.bert import BertGraph
from indexer.embed.encoder import IDS, TYPES
from qa.read.model import CARD, MODEL, PASSAGE, TOKENIZER, UNITS, identity_of, open_reader
from qa.read.reader import UNREAD
from qa.read.tokens import ReaderTokenizer
from tools.train_reader.groups import Group
from tools.train_reader.model import Reader
from tools.train_reader.tell import tell


def export(reader: Reader, tokenizer: Path, folder: Path, card: Mapping[str, Any]) -> None:
    """Writes MODEL, TOKENIZER and CARD. `card`: what is to be told of it beside its identity.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        whole = Path(made) / MODEL
        write_model(reader, whole)
        quantise(whole, folder / MODEL)
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    told = {"identity": identity_of(folder), **card}
    (folder / CARD).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def agreement(
    reader: Reader, folder: Path, tokenizer: ReaderTokenizer, groups: Iterable[Group]
) -> dict[str, float]:
    """How near the exported reader comes to the one that was trained.

    difference  of the log-odds of units, the mean of its size
    spread      of the log-odds themselves, their standard deviation
    same        share of the groups in which both have the same unit first
    """
    exported = open_reader(folder)
    trained, made, same = list[float](), list[float](), list[bool]()
    for group, said in tell(reader, tokenizer, list(groups)):
        readings = exported.read(group.question, [it.readable for it in group.passages])
        one = [score for it in said for score in it.units if score != UNREAD]
        other = [score for it in readings for score in it.units if score != UNREAD]
        if not one:
            continue
        same.append(np.argmax(one) == np.argmax(other))
        trained += one
        made += other
    apart = np.abs(np.array(trained) - np.array(made))
    return {
        "difference": float(apart.mean()),
        "spread": float(np.std(trained)),
        "same": float(np.mean(same)),
    }


def write_model(reader: Reader, file: Path) -> None:
    """As floats. UNITS: the scores of tokens, shape (texts, tokens); PASSAGE: shape (texts, 1)."""
    import onnx

    heads = {
        f"{name}.{part}": getattr(getattr(reader, name), part)
        for name in ("unit", "passage")
        for part in ("weight", "bias")
    }
    held = {**reader.encoder.state_dict(), **heads}
    weights = {name: value.detach().numpy() for name, value in held.items()}
    graph = BertGraph(weights, reader.encoder.config.to_dict())
    states = graph.states(IDS, types=TYPES)
    graph.do("Flatten", graph.linear(states, "unit"), gives=UNITS, axis=1)
    first = graph.do("Slice", states, graph.ints(0), graph.ints(1), graph.ints(1))
    graph.do("Flatten", graph.linear(first, "passage"), gives=PASSAGE, axis=1)
    gives: dict[str, list[str | int]] = {UNITS: ["texts", "tokens"], PASSAGE: ["texts", 1]}
    onnx.save_model(graph.model((IDS, TYPES), gives), str(file))


def quantise(whole: Path, file: Path) -> None:
    """Weights as whole numbers, a scale for each column. `reduce_range`: seven bits of the eight,
    for processors without VNNI add two products in sixteen bits and would overflow."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        whole,
        file,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
