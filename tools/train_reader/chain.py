"""All steps of training as one command, side by side: teachers, what they say, pupils.

What always holds: nobody learns from the parts that are left out but the reader that comes along at
the end; its twin, taught in the same way without them, is the one to be measured on them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import torch
from torch import Tensor

from tools.train_reader.groups import Group, parted
from tools.train_reader.model import Batch, Reader, distance, losses, taught
from tools.train_reader.start import LAYERS, new_reader, tokenizer
from tools.train_reader.tell import tell
from tools.train_reader.told import FILE, TEACHER_LAYERS, Told, write_told
from tools.train_reader.train import CHECKPOINT, Plan, Steps, frozen, load, order, train

TWIN = "twin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """
    share   of the time that the whole takes
    rate    the highest learning rate, for 64 groups a step
    public  whether it learns from the public questions or the plain ones
    """

    name: str
    share: float
    rate: float
    public: bool


# The general before the own (TANDA); the last stage is the longest. Telling takes what is left.
TEACHER = (
    Stage(name="public", share=0.16, rate=1.5e-4, public=True),
    Stage(name="plain", share=0.30, rate=1e-4, public=False),
)
COPIED = Stage(name="copied", share=0.06, rate=5e-4, public=True)
PUPIL = (
    Stage(name="public", share=0.11, rate=3e-4, public=True),
    Stage(name="plain", share=0.31, rate=2.5e-4, public=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """
    start     the weights of a relevance model's twelve layers; None for what is at hand
    public    parts that come first
    left_out  parts that only the last reader learns from
    plan      of each stage, but for its rate; the minutes are for all of them
    folds     so many teachers, each of which tells of what it hasn't learnt from
    workers   processes that make batches ready for each that learns
    """

    work: Path
    start: Path | None
    public: frozenset[str]
    left_out: frozenset[str]
    plan: Plan
    folds: int = 3
    layers: int = LAYERS
    teacher_layers: int = TEACHER_LAYERS
    device: str = "cpu"
    workers: int = 0

    def run(self, groups: Sequence[Group], name: str) -> None:
        """Leaves the pupils' checkpoints in `work`, in `name` and in TWIN.

        Raises RuntimeError if one of the processes fails.
        """
        began = time.perf_counter()
        _side_by_side([partial(self._teacher, groups, fold) for fold in range(self.folds)], began)
        learnt = [it for it in groups if it.part not in self.left_out]
        pupils = {name: groups, TWIN: learnt} if self.left_out else {name: groups}
        _side_by_side([partial(self._pupil, *it) for it in pupils.items()], began)

    def _teacher(self, groups: Sequence[Group], fold: int) -> None:
        name = f"teacher-{fold}"
        if (self.work / name / FILE).exists():  # of a run that was interrupted later
            return
        own, told = parted(groups, (fold, self.folds), self.left_out)
        reader = self._new(self.teacher_layers)
        for stage in TEACHER:
            self._learn(reader, own, stage, name, losses, seed=fold)
        said = tell(reader, tokenizer(), told, device=self.device, workers=self.workers)
        write_told(self.work / name / FILE, said)

    def _pupil(self, name: str, groups: Sequence[Group]) -> None:
        reader = self._new(self.layers)
        load(reader, self.work / "teacher-0")
        teacher = frozen(self._new(self.teacher_layers), self.work / "teacher-0", self.device)
        self._learn(reader, groups, COPIED, name, partial(distance, teacher))
        told = Told(self.work / f"teacher-{fold}" / FILE for fold in range(self.folds))
        for stage in PUPIL:
            self._learn(reader, groups, stage, name, taught, told)

    def _learn(
        self,
        reader: Reader,
        groups: Sequence[Group],
        stage: Stage,
        name: str,
        loss_of: Callable[[Reader, Batch], Tensor],
        told: Told | None = None,
        *,
        seed: int = 0,
    ) -> None:
        folder = self.work / name
        if stage not in (TEACHER[-1], PUPIL[-1]):
            folder /= stage.name
        if (folder / CHECKPOINT).exists():  # of a run that was interrupted later
            load(reader, folder)
            return
        plan = replace(
            self.plan,
            rate=stage.rate,
            every=self.plan.steps,
            minutes=stage.share * self.plan.minutes,
            seed=self.plan.seed + seed,
        )
        rows = order(groups, plan, self.public, float(stage.public))
        train(
            reader,
            Steps(groups, rows, tokenizer(), plan, told=told),
            folder,
            loss_of=loss_of,
            device=self.device,
            half=self.device != "cpu",
            workers=self.workers,
        )

    def _new(self, layers: int) -> Reader:
        torch.set_num_threads(1)
        torch.manual_seed(self.plan.seed)
        return new_reader(self.start, layers)


def _side_by_side(tasks: Sequence[Callable[[], None]], began: float) -> None:
    """Each in a process of its own, which has what this one has read."""
    running = [get_context("fork").Process(target=task) for task in tasks]
    for process in running:
        process.start()
    for process in running:
        process.join()
    print(f"{(time.perf_counter() - began) / 60:.1f} minutes", flush=True)
    if any(process.exitcode for process in running):
        raise RuntimeError("a process of the training failed; what it said is above")
