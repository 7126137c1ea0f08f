"""Training: first the public questions, then the plain ones, with checkpoints to go on from.

One thread a process: threads that wait for each other cost more than they bring where cores are
shared. Each of `--processes` takes its share of a batch, and their gradients are averaged.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed
from tqdm import tqdm

from qa.read.tokens import ReaderTokenizer
from tools.train_reader.groups import Group
from tools.train_reader.model import Batch, Example, Reader, batch_of, example, losses

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    groups    of a step, in all processes together
    passages  most that a group keeps to learn from: those with gold first
    rate      the highest learning rate, after `warm` of the steps
    every     steps between two checkpoints
    """

    steps: int
    groups: int = 8
    passages: int = 3
    rate: float = 5e-5
    warm: float = 0.06
    decay: float = 0.01
    every: int = 50
    seed: int = 0


def order(groups: Sequence[Group], plan: Plan, first: frozenset[str], share: float) -> list[int]:
    """Rows of groups for all steps: for the first `share` of the run those of the parts `first`,
    then the others (TANDA, Garg, Vu and Moschitti 2020: the general before the own). Each kind in a
    random order, and from the start again when it ends."""
    chance = random.Random(plan.seed)
    wanted = plan.steps * plan.groups
    begin = round(share * wanted)
    rows: list[int] = []
    for count, is_first in ((begin, True), (wanted - begin, False)):
        some = [row for row, it in enumerate(groups) if (it.part in first) is is_first]
        drawn: list[int] = []
        while some and len(drawn) < count:
            chance.shuffle(some)
            drawn += some
        rows += drawn[:count]
    return rows


def learnt_from(
    group: Group, tokenizer: ReaderTokenizer, plan: Plan, chance: random.Random
) -> list[Example]:
    """The passages to learn from: with gold first, then the first of the others, and one of the
    rest by chance."""
    gold = [it for it in group.passages if it.gold]
    others = [it for it in group.passages if not it.gold]
    room = plan.passages - min(len(gold), plan.passages - 1)
    near, far = others[: max(1, room - 1)], others[max(1, room - 1) :]
    drawn = chance.sample(far, min(len(far), room - len(near))) if room > len(near) else []
    chosen = [*gold[: plan.passages - 1], *near[:room], *drawn]
    return [example(tokenizer, group.question, it) for it in chosen]


def train(
    reader: Reader,
    groups: Sequence[Group],
    rows: Sequence[int],
    tokenizer: ReaderTokenizer,
    plan: Plan,
    folder: Path,
    *,
    loss_of: Callable[[Reader, Batch], Tensor] = losses,
    rank: int = 0,
    processes: int = 1,
) -> None:
    """Goes on from the folder's checkpoint, if there is one. The first process writes."""
    folder.mkdir(parents=True, exist_ok=True)
    shaped = [p for name, p in reader.named_parameters() if p.dim() > 1 and p.requires_grad]
    plain = [p for name, p in reader.named_parameters() if p.dim() < 2 and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": shaped, "weight_decay": plan.decay}, {"params": plain, "weight_decay": 0.0}],
        lr=plan.rate,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(plan))
    first = _resume(folder, reader, optimizer, schedule)
    reader.train()
    own = plan.groups // processes
    bar = tqdm(total=plan.steps, initial=first, disable=rank > 0 or None, desc="training")
    started, total = time.perf_counter(), 0.0
    for step in range(first, plan.steps):
        at = step * plan.groups + rank * own
        chance = random.Random(plan.seed * 1_000_003 + step * processes + rank)
        batch = [learnt_from(groups[row], tokenizer, plan, chance) for row in rows[at : at + own]]
        loss = loss_of(reader, batch_of([it for it in batch if it]))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        if processes > 1:
            _average(reader, processes)
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        bar.update()
        if rank == 0 and ((step + 1) % plan.every == 0 or step + 1 == plan.steps):
            _save(folder, step + 1, reader, optimizer, schedule)
            row = {
                "step": step + 1,
                "loss": round(total / ((step - first) % plan.every + 1), 4),
                "groups_a_second": round(
                    plan.groups * (step + 1 - first) / (time.perf_counter() - started), 2
                ),
            }
            with (folder / LOG).open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
            total = 0.0


def _rate(plan: Plan) -> Callable[[int], float]:
    """A share of the highest rate: up in a line, then down along a cosine."""
    warm = max(1, round(plan.warm * plan.steps))

    def at(step: int) -> float:
        if step < warm:
            return (step + 1) / warm
        return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, plan.steps - warm)))

    return at


def _average(reader: Reader, processes: int) -> None:
    flat = torch.cat([p.grad.flatten() for p in reader.parameters() if p.grad is not None])
    distributed.all_reduce(flat)
    flat /= processes
    at = 0
    for p in reader.parameters():
        if p.grad is not None:
            p.grad.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


def _save(folder: Path, step: int, reader: Reader, optimizer: Any, schedule: Any) -> None:
    fresh = folder / f"{CHECKPOINT}.fresh"
    state = {
        "step": step,
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(state, fresh)
    fresh.replace(folder / CHECKPOINT)


def load(reader: Reader, folder: Path) -> int:
    """Takes the weights of a run's last checkpoint; returns its step."""
    state = torch.load(folder / CHECKPOINT, weights_only=True)
    reader.load_state_dict(state["reader"])
    return int(state["step"])


def _resume(folder: Path, reader: Reader, optimizer: Any, schedule: Any) -> int:
    """The step to go on with."""
    if not (folder / CHECKPOINT).exists():
        return 0
    state = torch.load(folder / CHECKPOINT, weights_only=True)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])
