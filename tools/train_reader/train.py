"""Training: first the public questions, then the plain ones, with checkpoints to go on from.

Without a GPU, one thread a process: threads that wait for each other cost more than they bring
where cores are shared. Each of `--processes` takes its share of a batch, and their gradients are
averaged. With a GPU the processes only make batches ready for it.
"""

from __future__ import annotations

import copy
import json
import math
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed
from torch.utils.data import DataLoader, Dataset
from tqdm import tqdm

from qa.read.tokens import ReaderTokenizer
from tools.train_reader.groups import Group
from tools.train_reader.model import Batch, Example, Reader, batch_of, evenly, example, losses
from tools.train_reader.told import Said, Told

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    groups    of a step, in all processes together
    passages  most that a group keeps to learn from: those with gold first
    rate      the highest learning rate, after `warm` of the steps
    every     steps between two checkpoints
    minutes   after which it ends, however many steps are left; the rate falls with the time, too
    """

    steps: int
    groups: int = 8
    passages: int = 3
    rate: float = 5e-5
    warm: float = 0.06
    decay: float = 0.01
    every: int = 50
    minutes: float = math.inf
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
    group: Group,
    tokenizer: ReaderTokenizer,
    plan: Plan,
    chance: random.Random,
    told: Told | None = None,
) -> list[Example]:
    """The passages to learn from: with gold first, then the first of the others, and one of the
    rest by chance."""
    said: Sequence[Said | None] = (told.of(group) if told else None) or [None] * len(group.passages)
    passages = list(zip(group.passages, said, strict=True))
    gold = [it for it in passages if it[0].gold]
    others = [it for it in passages if not it[0].gold]
    room = plan.passages - min(len(gold), plan.passages - 1)
    near, far = others[: max(1, room - 1)], others[max(1, room - 1) :]
    drawn = chance.sample(far, min(len(far), room - len(near))) if room > len(near) else []
    chosen = [*gold[: plan.passages - 1], *near[:room], *drawn]
    return [example(tokenizer, group.question, it, says) for it, says in chosen]


@dataclass(frozen=True, slots=True)
class Steps(Dataset[Batch]):
    """What each step learns from, made when it is asked for; `share` of so many processes."""

    groups: Sequence[Group]
    rows: Sequence[int]
    tokenizer: ReaderTokenizer
    plan: Plan
    share: tuple[int, int] = (0, 1)
    told: Told | None = None

    def __getitem__(self, step: int) -> Batch:
        rank, processes = self.share
        own = self.plan.groups // processes
        at = step * self.plan.groups + rank * own
        chance = random.Random(self.plan.seed * 1_000_003 + step * processes + rank)
        some = (self.groups[row] for row in self.rows[at : at + own])
        held = [learnt_from(it, self.tokenizer, self.plan, chance, self.told) for it in some]
        return batch_of([it for it in held if it])


def train(
    reader: Reader,
    steps: Steps,
    folder: Path,
    *,
    loss_of: Callable[[Reader, Batch], Tensor] = losses,
    device: str = "cpu",
    half: bool = False,
    workers: int = 0,
) -> None:
    """Goes on from the folder's checkpoint, if there is one. The first process writes.

    half     what goes through the layers has half as many bits (bfloat16); the weights that are
             learnt keep theirs
    workers  processes that make batches ready
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan, (rank, processes) = steps.plan, steps.share
    where = torch.device(device)
    reader.to(where).train()
    shaped = [p for name, p in reader.named_parameters() if p.dim() > 1 and p.requires_grad]
    plain = [p for name, p in reader.named_parameters() if p.dim() < 2 and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": shaped, "weight_decay": plan.decay}, {"params": plain, "weight_decay": 0.0}],
        lr=plan.rate,
    )
    first = _resume(folder, reader, optimizer)
    at_work = copy.deepcopy(reader).bfloat16() if half else reader
    learnt: list[Tensor] = [it for it in reader.parameters() if it.requires_grad]
    worked: list[Tensor] = [it for it in at_work.parameters() if it.requires_grad]
    bar = tqdm(total=plan.steps, initial=first, disable=rank > 0 or None, desc="training")
    started, totals = time.perf_counter(), list[Tensor]()
    left = range(first, plan.steps)
    batches = DataLoader(steps, None, sampler=left, num_workers=workers, collate_fn=_as_it_is)
    for step, batch in zip(left, batches, strict=True):
        spent = (time.perf_counter() - started) / (60 * plan.minutes)
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * _share_of_rate(max(step / plan.steps, spent), plan.warm)
        loss = loss_of(at_work, batch.to(where))
        at_work.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        if half:
            for own, its in zip(learnt, worked, strict=True):
                own.grad = its.grad.float() if its.grad is not None else None
        if processes > 1:
            _average(reader, processes)
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        if half:
            with torch.no_grad():
                torch._foreach_copy_(worked, learnt)
        totals.append(loss.detach())
        bar.update()
        last = step + 1 == plan.steps or spent >= 1
        if rank == 0 and ((step + 1) % plan.every == 0 or last):
            _save(folder, step + 1, reader, optimizer)
            row = {
                "step": step + 1,
                "loss": round(float(torch.stack(totals).mean()), 4),
                "groups_a_second": round(
                    plan.groups * (step + 1 - first) / (time.perf_counter() - started), 2
                ),
            }
            with (folder / LOG).open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
            totals = []
        if last:
            break


def _as_it_is(batch: Any) -> Any:
    return batch


def _share_of_rate(done: float, warm: float) -> float:
    """A share of the highest rate, when so much of the run is done: up in a line, then down along a
    cosine."""
    if done < warm:
        return (done + 1e-3) / (warm + 1e-3)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warm) / (1 - warm))))


def _average(reader: Reader, processes: int) -> None:
    flat = torch.cat([p.grad.flatten() for p in reader.parameters() if p.grad is not None])
    distributed.all_reduce(flat)
    flat /= processes
    at = 0
    for p in reader.parameters():
        if p.grad is not None:
            p.grad.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


def _save(folder: Path, step: int, reader: Reader, optimizer: Any) -> None:
    fresh = folder / f"{CHECKPOINT}.fresh"
    state = {"step": step, "reader": reader.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, fresh)
    fresh.replace(folder / CHECKPOINT)


def load(reader: Reader, folder: Path) -> int:
    """Takes the weights of a run's last checkpoint, evenly chosen layers if that has more; returns
    its step."""
    state = _checkpoint(folder)
    held, own = state["reader"], reader.encoder.config.num_hidden_layers
    layer = re.compile(r"encoder\.encoder\.layer\.(\d+)\.(.+)")
    depth = 1 + max(int(found[1]) for name in held if (found := layer.fullmatch(name)))
    kept = {theirs: mine for mine, theirs in enumerate(evenly(depth, own))}
    chosen = {}
    for name, value in held.items():
        found = layer.fullmatch(name)
        if found is None:
            chosen[name] = value
        elif int(found[1]) in kept:
            chosen[f"encoder.encoder.layer.{kept[int(found[1])]}.{found[2]}"] = value
    reader.load_state_dict(chosen)
    return int(state["step"])


def frozen(reader: Reader, folder: Path | None, device: str) -> Reader:
    """Only to be asked, with the weights of a run if a folder is given; on a GPU in half as many
    bits."""
    if folder:
        load(reader, folder)
    reader.to(device).eval().requires_grad_(False)
    return reader if device == "cpu" else reader.bfloat16()


def _resume(folder: Path, reader: Reader, optimizer: Any) -> int:
    """The step to go on with."""
    if not (folder / CHECKPOINT).exists():
        return 0
    state = _checkpoint(folder)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _checkpoint(folder: Path) -> Any:
    return torch.load(folder / CHECKPOINT, weights_only=True, map_location="cpu")
