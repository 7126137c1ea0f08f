"""What a reader says of groups, many at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.utils.data import DataLoader, Dataset
from tqdm import tqdm

from qa.read.reader import UNREAD
from qa.read.tokens import ReaderTokenizer
from tools.train_reader.groups import Group
from tools.train_reader.model import Batch, Example, Reader, batch_of, example, scores
from tools.train_reader.told import Said

AT_ONCE = 32  # groups


@dataclass(frozen=True, slots=True)
class _Chunks(Dataset[tuple[Batch, list[list[Example]]]]):
    groups: Sequence[Group]
    tokenizer: ReaderTokenizer

    def __len__(self) -> int:
        return math.ceil(len(self.groups) / AT_ONCE)

    def __getitem__(self, row: int) -> tuple[Batch, list[list[Example]]]:
        some = self.groups[row * AT_ONCE : (row + 1) * AT_ONCE]
        held = [[example(self.tokenizer, it.question, p) for p in it.passages] for it in some]
        return batch_of(held), held


def tell(
    reader: Reader,
    tokenizer: ReaderTokenizer,
    groups: Sequence[Group],
    *,
    device: str = "cpu",
    workers: int = 0,
) -> Iterator[tuple[Group, list[Said]]]:
    """For each group that has passages, what the reader says of them; UNREAD where a unit isn't
    read. `workers`: processes that make batches ready."""
    asked = [it for it in groups if it.passages]
    where = torch.device(device)
    reader = reader.to(where).eval()
    chunks = _Chunks(asked, tokenizer)
    loaded = DataLoader(chunks, None, num_workers=workers, collate_fn=lambda it: it)
    for row, (batch, held) in enumerate(tqdm(loaded, disable=None, desc="telling")):
        with torch.no_grad(), torch.autocast(where.type, torch.bfloat16, where.type != "cpu"):
            units, passages = (it.float().tolist() for it in scores(reader, batch.to(where)))
        at, passage = 0, 0
        for group, examples in zip(asked[row * AT_ONCE :], held, strict=False):
            said = []
            for it, given in zip(examples, group.passages, strict=True):
                whole = [UNREAD] * len(given.units)
                for unit in it.tokens.kept:
                    whole[unit] = units[at]
                    at += 1
                said.append(Said(passages[passage], tuple(whole)))
                passage += 1
            yield group, said
