"""The model: a BERT encoder with a score for each token and one for the passage.

A unit's score is the mean over its tokens, so that one pass gives all of them. The joint softmax
over all units that a question was given, with one place for "none of them", is that of Clark and
Gardner (2018, arXiv 1710.10723) for paragraphs, over sentences here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as binary_loss
from transformers import BertConfig, BertModel

from qa.read.reader import UNREAD
from qa.read.tokens import ReaderTokenizer, Tokens
from tools.train_reader.groups import Given
from tools.train_reader.told import Said


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
        return self.unit(states).squeeze(-1), self.passage(
            states.index_select(0, batch.firsts)
        ).squeeze(-1)


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
        asked, held, told = (
            _in_rows(part, batch, heads) for part in (own.query(x), own.key(x), own.value(x))
        )
        seen = nn.functional.scaled_dot_product_attention(
            asked, held, told, batch.seen[:, None, None, :]
        )
        mixed = seen.transpose(1, 2).flatten(2).flatten(0, 1).index_select(0, batch.places)
        output = layer.attention.output
        x = output.LayerNorm(output.dense(mixed) + x)
        made = nn.functional.gelu(layer.intermediate.dense(x))
        x = layer.output.LayerNorm(layer.output.dense(made) + x)
        states.append(x)
    return states


def _in_rows(tokens: Tensor, batch: Batch, heads: int) -> Tensor:
    """Passage by passage, filled up with zeros; shape (passages, heads, longest, width of a head).

    Copied to their places: gathering them would add up the gradients of what fills up, one by one.
    """
    rows = tokens.new_zeros(batch.seen.numel(), tokens.shape[-1])
    rows = rows.index_copy(0, batch.places, tokens)
    return rows.view(*batch.seen.shape, heads, -1).transpose(1, 2)


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
    """A passage to learn from.

    gold  which of its tokens' units answer
    told  what teachers say of the passage, and then of each of these units; NaN where none does
    """

    tokens: Tokens
    gold: tuple[bool, ...]
    told: tuple[float, ...]


def example(
    tokenizer: ReaderTokenizer, question: str, passage: Given, told: Said | None = None
) -> Example:
    """`told`: what teachers say of the passage."""
    tokens = tokenizer.tokens(question, passage.readable)
    return Example(
        tokens=tokens,
        gold=tuple(row in passage.gold for row in tokens.kept),
        told=(told.passage, *(told.units[row] for row in tokens.kept))
        if told
        else (math.nan,) * (1 + len(tokens.kept)),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages of several groups, one after the other.

    ids, types, positions  shape (tokens)
    seen                   where tokens stand, if each passage has a row, filled up to the longest;
                           (passages, longest)
    places                 the place of each token in these rows, one after the other, (tokens)
    firsts                 the place of each passage's first token, (passages)
    unit_of                the unit of each token, `len(gold)` where it is in none, (tokens)
    passage_of, gold       each unit's passage, and whether it answers, (units)
    group_of               each passage's group, (passages)
    told_units, told       what teachers say of each unit and each passage; NaN where none does
    choices                for each group its units, then NONE; filled up with `len(gold) + 1`,
                           (groups, most units + 1)
    counts                 units of each passage
    """

    ids: Tensor
    types: Tensor
    positions: Tensor
    seen: Tensor
    places: Tensor
    firsts: Tensor
    unit_of: Tensor
    passage_of: Tensor
    gold: Tensor
    group_of: Tensor
    told_units: Tensor
    told: Tensor
    choices: Tensor
    counts: tuple[int, ...]

    def to(self, device: torch.device) -> Batch:
        moved: dict[str, Any] = {
            name: value.to(device, non_blocking=True)
            for name in self.__slots__
            if isinstance(value := getattr(self, name), Tensor)
        }
        return replace(self, **moved)


def batch_of(groups: Sequence[Sequence[Example]]) -> Batch:
    flat = [passage for group in groups for passage in group]
    lengths = np.array([len(it.tokens.ids) for it in flat])
    counts = tuple(len(it.gold) for it in flat)
    firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    positions = np.concatenate([np.arange(length) for length in lengths])
    passage = np.repeat(np.arange(len(flat)), lengths)
    longest = -(-int(lengths.max()) // 8) * 8  # as attention on a GPU wants it
    seen = np.arange(longest) < lengths[:, None]
    every = sum(counts)
    unit_of, unit = np.full(len(positions), every), 0
    for first, it in zip(firsts, flat, strict=True):
        for start, end in it.tokens.units:
            unit_of[first + start : first + end] = unit
            unit += 1
    return Batch(
        ids=torch.tensor([id_ for it in flat for id_ in it.tokens.ids]),
        types=torch.tensor([type_ for it in flat for type_ in it.tokens.types]),
        positions=torch.from_numpy(positions),
        seen=torch.from_numpy(seen),
        places=torch.from_numpy(passage * longest + positions),
        firsts=torch.from_numpy(firsts),
        unit_of=torch.from_numpy(unit_of),
        passage_of=torch.from_numpy(np.repeat(np.arange(len(flat)), counts)),
        gold=torch.tensor([gold for it in flat for gold in it.gold], dtype=torch.bool),
        group_of=torch.tensor([row for row, group in enumerate(groups) for _ in group]),
        told_units=torch.tensor([said for it in flat for said in it.told[1:]]),
        told=torch.tensor([it.told[0] for it in flat]),
        choices=torch.from_numpy(_choices([sum(len(it.gold) for it in group) for group in groups])),
        counts=counts,
    )


def _choices(units: Sequence[int]) -> np.ndarray:
    """The rows of each group's units, and of "none" after them."""
    every, first = sum(units), 0
    made = np.full((len(units), max(units) + 1), every + 1)
    for row, count in enumerate(units):
        made[row, :count] = np.arange(first, first + count)
        made[row, count] = every
        first += count
    return made


def scores(reader: Reader, batch: Batch) -> tuple[Tensor, Tensor]:
    """The log-odds of the units, shape (units), and of all passages that they answer, shape
    (passages)."""
    by_token, passages = reader(batch)
    by_token, passages = by_token.float(), passages.float()
    units = len(batch.gold)
    total = by_token.new_zeros(units + 1).index_add(0, batch.unit_of, by_token)
    size = torch.zeros_like(total).index_add(0, batch.unit_of, torch.ones_like(by_token))
    return total[:-1] / size[:-1] + passages[batch.passage_of], passages


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
    joint = _joint(_spread(units, batch), batch).mean()
    answers = _answers(batch)
    both = binary_loss(passages, answers) + binary_loss(units, batch.gold.float())
    return joint + binary * both


def taught(reader: Reader, batch: Batch, *, labels: float = 0.4, binary: float = 0.8) -> Tensor:
    """What teachers say of the same passages beside the labels, whose part is `labels` (Hinton,
    Vinyals and Dean 2015); where no teacher says anything, the labels alone."""
    units, passages = scores(reader, batch)
    unknown = batch.told_units.isnan().float()
    unknown = batch.told.isnan().float().index_add(0, batch.passage_of, unknown)
    known = torch.zeros(len(batch.choices), device=unknown.device)
    known = known.index_add(0, batch.group_of, unknown) == 0
    told_units, told = batch.told_units.nan_to_num(), batch.told.nan_to_num()
    said, wanted = _spread(units, batch), _spread(told_units, batch)
    apart = nn.functional.kl_div(said, wanted, reduction="none", log_target=True).sum(1)
    share = known * (1 - labels)
    joint = (share * apart + (1 - share) * _joint(said, batch)).mean()
    both = joint.new_zeros(())
    by_passage, by_unit = share[batch.group_of], share[batch.group_of][batch.passage_of]
    for mine, theirs, gold, part in (
        (passages, told, _answers(batch), by_passage),
        (units, told_units, batch.gold.float(), by_unit),
    ):
        sure = theirs.sigmoid()
        both = both + binary_loss(mine, part * sure + (1 - part) * gold)
        # Less what the teachers' own doubt would cost, so that a perfect pupil loses nothing.
        both = both - (part * binary_loss(theirs, sure, reduction="none")).mean()
    return joint + binary * both


def _joint(said: Tensor, batch: Batch) -> Tensor:
    """For each group the loss of choosing what is gold in it, or none, shape (groups)."""
    gold = torch.cat([batch.gold, batch.gold.new_zeros(2)])[batch.choices]
    none = ~gold.any(1, keepdim=True) & (batch.choices == len(batch.gold))
    return -torch.logsumexp(said.masked_fill(~(gold | none), -torch.inf), 1)


def _answers(batch: Batch) -> Tensor:
    """1 for each passage that answers."""
    held = torch.zeros(len(batch.group_of), device=batch.gold.device)
    return (held.index_add(0, batch.passage_of, batch.gold.float()) > 0).float()


def _spread(units: Tensor, batch: Batch) -> Tensor:
    """The log of each choice's share in its group, shape (groups, most units + 1)."""
    every = torch.cat([units, units.new_tensor([0.0, UNREAD * 1e3])])  # then none, and no choice
    return every[batch.choices].log_softmax(1)
