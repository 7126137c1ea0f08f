"""A reader that is there learns some sets more, and keeps what it knows.

What always holds: the new sets are learnt from their labels. Of all others some are drawn, and what
the reader said of them before is learnt beside their labels (Li and Hoiem 2016, Learning without
Forgetting, arXiv 1606.09282).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from qa.read.pace import PASSAGES_READ
from tools.train_reader.groups import Given, Group
from tools.train_reader.model import taught
from tools.train_reader.start import new_reader, tokenizer
from tools.train_reader.tell import tell
from tools.train_reader.told import FILE, Told, write_told
from tools.train_reader.train import Plan, Steps, order, train


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """
    start    the folder of the reader
    public   parts that come first
    new      parts to learn
    beside   so many groups of all the others
    workers  processes that make batches ready
    """

    work: Path
    start: Path | None
    public: frozenset[str]
    new: frozenset[str]
    beside: int
    plan: Plan
    device: str = "cpu"
    workers: int = 0

    def run(self, groups: Iterable[Group], name: str) -> None:
        """Leaves a checkpoint in the folder `name` of `work`."""
        learnt, others = self._drawn(groups)
        reader, reads = new_reader(self.start), tokenizer(start=self.start)
        folder = self.work / name
        if not (folder / FILE).exists():  # or of a run that was interrupted later
            folder.mkdir(parents=True, exist_ok=True)
            said = tell(reader, reads, others, device=self.device, workers=self.workers)
            write_told(folder / FILE, said)
        both = [*learnt, *others]
        share = sum(it.part in self.public for it in both) / len(both)
        train(
            reader,
            Steps(
                both,
                order(both, self.plan, self.public, share),
                reads,
                self.plan,
                told=Told([folder / FILE]),
            ),
            folder,
            loss_of=taught,
            device=self.device,
            half=self.device != "cpu",
            workers=self.workers,
        )

    def _drawn(self, groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
        learnt, others = list[Group](), list[Group]()
        for group in groups:
            (learnt if group.part in self.new else others).append(group)
        chance = random.Random(self.plan.seed)
        drawn = chance.sample(others, min(self.beside, len(others)))
        return learnt, [replace(it, passages=_kept(it)) for it in drawn]


def _kept(group: Group) -> tuple[Given, ...]:
    """As many as a desk reads, what answers first."""
    return tuple(sorted(group.passages, key=lambda it: not it.gold)[:PASSAGES_READ])
