"""The model: a BERT encoder with a score for each token and one for the passage.

A unit's score is the mean over its tokens, so that one pass gives all of them. The joint softmax
over all units that a question was given, with one place for "none of them", is that of Clark and
Gardner (2018, arXiv 1710.10723) for paragraphs, over sentences here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from qa.read.tokens import ReaderTokenizer, Tokens
from tools.train_reader.groups import Given


class Reader(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        """The embeddings of words are kept as they are: they are half of all weights, and what a
        few thousand questions would change in them is the words that these questions have."""
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.unit = nn.Linear(width, 1)
        self.passage = nn.Linear(width, 1)
        encoder.embeddings.requires_grad_(False)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of all tokens, shape (tokens), and of the passages, shape (passages)."""
        states = packed_states(self.encoder, batch)[-1]
        return self.unit(states).squeeze(-1), self.passage(states[batch.firsts]).squeeze(-1)


def packed_states(encoder: Any, batch: Batch) -> list[Tensor]:
    """Each layer's states, shape (tokens, width), of passages that stand one after the other
    without padding; each attends to itself only. Without dropout."""
    embeddings, heads = encoder.embeddings, encoder.config.num_attention_heads
    x: Tensor = embeddings.LayerNorm(
        embeddings.word_embeddings(batch.ids)
        + embeddings.position_embeddings(batch.positions)
        + embeddings.token_type_embeddings(batch.types)
    )
    states = []
    for layer in encoder.encoder.layer:
        own = layer.attention.self
        parts = [
            part.view(len(x), heads, -1).transpose(0, 1).split(batch.lengths, 1)
            for part in (own.query(x), own.key(x), own.value(x))
        ]
        seen = [
            nn.functional.scaled_dot_product_attention(q[None], k[None], v[None])[0]
            for q, k, v in zip(*parts, strict=True)
        ]
        mixed = torch.cat(seen, 1).transpose(0, 1).reshape(len(x), -1)
        output = layer.attention.output
        x = output.LayerNorm(output.dense(mixed) + x)
        made = nn.functional.gelu(layer.intermediate.dense(x))
        x = layer.output.LayerNorm(layer.output.dense(made) + x)
        states.append(x)
    return states


def evenly(held: int, layers: int) -> list[int]:
    """Rows of so many of the layers held, the last among them."""
    return [round((row + 1) * held / layers) - 1 for row in range(layers)]


def fewer_layers(encoder: BertModel, layers: int) -> BertModel:
    """Every so many of its layers, the last among them, as DistilBERT begins (Sanh et al. 2019)."""
    config = BertConfig(**{**encoder.config.to_dict(), "num_hidden_layers": layers})
    made = BertModel(config, add_pooling_layer=False)
    chosen = evenly(encoder.config.num_hidden_layers, layers)
    made.embeddings.load_state_dict(encoder.embeddings.state_dict())
    for row, one in enumerate(chosen):
        made.encoder.layer[row].load_state_dict(encoder.encoder.layer[one].state_dict())
    return made


@dataclass(frozen=True, slots=True)
class Example:
    """A passage to learn from. `gold`: which of its tokens' units answer."""

    tokens: Tokens
    gold: tuple[bool, ...]


def example(tokenizer: ReaderTokenizer, question: str, passage: Given) -> Example:
    tokens = tokenizer.tokens(question, passage.readable)
    return Example(tokens=tokens, gold=tuple(row in passage.gold for row in tokens.kept))


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages of several groups, one after the other.

    ids, types, positions  shape (tokens)
    lengths                of the passages
    firsts                 the place of each passage's first token, shape (passages)
    places                 for each group the rows of its passages
    """

    ids: Tensor
    types: Tensor
    positions: Tensor
    lengths: list[int]
    firsts: Tensor
    passages: tuple[Example, ...]
    places: tuple[tuple[int, ...], ...]


def batch_of(groups: Sequence[Sequence[Example]]) -> Batch:
    flat = [passage for group in groups for passage in group]
    lengths = [len(it.tokens.ids) for it in flat]
    places, first = [], 0
    for group in groups:
        places.append(tuple(range(first, first + len(group))))
        first += len(group)
    return Batch(
        ids=torch.tensor([id_ for it in flat for id_ in it.tokens.ids]),
        types=torch.tensor([type_ for it in flat for type_ in it.tokens.types]),
        positions=torch.cat([torch.arange(length) for length in lengths]),
        lengths=lengths,
        firsts=torch.tensor([0, *accumulate(lengths)][:-1]),
        passages=tuple(flat),
        places=tuple(places),
    )


def scores(reader: Reader, batch: Batch) -> tuple[list[Tensor], Tensor]:
    """For each passage the log-odds of its units, shape (units), and of all passages that they
    answer, shape (passages)."""
    by_token, passages = reader(batch)
    made = []
    for row, (own, it) in enumerate(
        zip(by_token.split(batch.lengths), batch.passages, strict=True)
    ):
        means = [own[first:end].mean() for first, end in it.tokens.units]
        made.append((torch.stack(means) if means else own[:0]) + passages[row])
    return made, passages


def distance(teacher: Reader, reader: Reader, batch: Batch) -> Tensor:
    """How far the reader's states are from those of the teacher's layers that it was made of, each
    beside their size (Romero et al. 2015, FitNets; Sanh et al. 2019)."""
    made = packed_states(reader.encoder, batch)
    with torch.no_grad():
        held = packed_states(teacher.encoder, batch)
    total = made[0].new_zeros(())
    for states, layer in zip(made, evenly(len(held), len(made)), strict=True):
        total = total + (states - held[layer]).square().mean() / held[layer].square().mean()
    return total


def losses(reader: Reader, batch: Batch, *, binary: float = 0.5) -> Tensor:
    """The joint softmax over a group's units and "none", plus a binary loss for each passage and
    for each unit, weighed by `binary`."""
    units, passages = scores(reader, batch)
    total = passages.new_zeros(())
    for rows in batch.places:
        golds = [gold for row in rows for gold in batch.passages[row].gold]
        every = torch.cat([*(units[row] for row in rows), passages.new_zeros(1)])  # last: none
        right = torch.tensor([*golds, not any(golds)])
        total = total + torch.logsumexp(every, 0) - torch.logsumexp(every[right], 0)
        answers = [any(batch.passages[row].gold) for row in rows]
        total = total + binary * _log_loss(passages[list(rows)], answers)
        if golds:
            total = total + binary * _log_loss(every[:-1], golds)
    mean: Tensor = total / len(batch.places)
    return mean


def _log_loss(logits: Tensor, truth: Sequence[bool]) -> Tensor:
    wanted = torch.tensor(truth, dtype=logits.dtype)
    return nn.functional.binary_cross_entropy_with_logits(logits, wanted)
