"""The model: a BERT encoder with a score for each token and one for the passage.

A unit's score is the mean over its tokens, so that one pass gives all of them. The joint softmax
over all units that a question was given, with one place for "none of them", is that of Clark and
Gardner (2018, arXiv 1710.10723) for paragraphs, over sentences here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tools.train_reader.encode import Encoded


class Reader(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.unit = nn.Linear(width, 1)
        self.passage = nn.Linear(width, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of the tokens, shape (passages, tokens), and of the passages, shape (passages)."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types)[0]
        return self.unit(states).squeeze(-1), self.passage(states[:, 0]).squeeze(-1)


def fewer_layers(encoder: BertModel, layers: int) -> BertModel:
    """Every so many of its layers, the last among them, as DistilBERT begins (Sanh et al. 2019)."""
    config = BertConfig(**{**encoder.config.to_dict(), "num_hidden_layers": layers})
    made = BertModel(config, add_pooling_layer=False)
    held = encoder.config.num_hidden_layers
    chosen = [round((row + 1) * held / layers) - 1 for row in range(layers)]
    made.embeddings.load_state_dict(encoder.embeddings.state_dict())
    for row, one in enumerate(chosen):
        made.encoder.layer[row].load_state_dict(encoder.encoder.layer[one].state_dict())
    return made


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages of several groups, padded. `places`: for each group the rows of its passages."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    passages: tuple[Encoded, ...]
    places: tuple[tuple[int, ...], ...]


def batch_of(groups: list[list[Encoded]]) -> Batch:
    flat = [passage for group in groups for passage in group]
    width = max(len(it.ids) for it in flat)
    ids = torch.zeros(len(flat), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, it in enumerate(flat):
        ids[row, : len(it.ids)] = torch.tensor(it.ids)
        types[row, : len(it.types)] = torch.tensor(it.types)
        mask[row, : len(it.ids)] = 1
    places, first = [], 0
    for group in groups:
        places.append(tuple(range(first, first + len(group))))
        first += len(group)
    return Batch(ids, mask, types, tuple(flat), tuple(places))


def unit_scores(tokens: Tensor, passage: Encoded, row: int) -> Tensor:
    """Shape (units)."""
    if not passage.units:
        return tokens.new_zeros(0)
    sums = torch.cat([tokens.new_zeros(1), tokens[row].cumsum(0)])
    first = torch.tensor([a for a, _ in passage.units])
    last = torch.tensor([b for _, b in passage.units])
    means: Tensor = torch.div(sums[last] - sums[first], last - first)
    return means


def losses(reader: Any, batch: Batch, *, binary: float = 0.5) -> Tensor:
    """The joint softmax over a group's units and "none", plus a binary loss for each passage and
    for each unit, weighed by `binary`."""
    tokens, passages = reader(batch.ids, batch.mask, batch.types)
    total = tokens.new_zeros(())
    for rows in batch.places:
        scores, golds, answers = [], [], []
        for row in rows:
            it = batch.passages[row]
            scores.append(unit_scores(tokens, it, row) + passages[row])
            golds += [unit in it.gold for unit in range(len(it.units))]
            answers.append(bool(it.gold))
        every = torch.cat([*scores, tokens.new_zeros(1)])  # the last: none of them
        right = torch.tensor([*golds, not any(golds)])
        joint = torch.logsumexp(every, 0) - torch.logsumexp(every[right], 0)
        said = passages[list(rows)]
        alone = nn.functional.binary_cross_entropy_with_logits(
            said, torch.tensor(answers, dtype=said.dtype)
        )
        units = every[:-1]
        each = (
            nn.functional.binary_cross_entropy_with_logits(
                units, torch.tensor(golds, dtype=units.dtype)
            )
            if len(units)
            else tokens.new_zeros(())
        )
        total = total + joint + binary * (alone + each)
    mean: Tensor = total / len(batch.places)
    return mean
