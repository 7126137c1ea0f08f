"""The commands of `python -m tools.train_reader`; what they do is told in the package."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tools.train_reader.groups import Group, parted, read_groups, write_groups
from tools.train_reader.told import TEACHER_LAYERS

if TYPE_CHECKING:
    from torch import Tensor

    from tools.train_reader.model import Batch, Reader
    from tools.train_reader.told import Said, Told
    from tools.train_reader.train import Plan

PARTS = ("squad2", "selqa", "tydi", "qed", "clapnq", "nqg", "squad_es")


def gather(options: argparse.Namespace) -> None:
    from tools.train_reader.plain import plain_groups, translated_groups
    from tools.train_reader.public import check_sources, public_groups

    folder = options.work / "groups"
    folder.mkdir(parents=True, exist_ok=True)
    if options.public:
        check_sources(options.public)
        for name in PARTS:
            made = folder / f"{name}.jsonl"
            if not made.exists():
                print(name, write_groups(made, public_groups(options.public, [name])), flush=True)
    for name, questions, index in options.set or ():
        made = folder / f"{name}.jsonl"
        if not made.exists():
            groups = plain_groups(name, Path(questions), Path(index))
            print(name, write_groups(made, groups), flush=True)
    translated = options.translated or ()
    own = [name for name, _ in translated]
    asked = _groups(options.work, without=own) if translated else []
    for name, questions in translated:
        groups = translated_groups(name, Path(questions), asked)
        print(name, write_groups(folder / f"{name}.jsonl", groups), flush=True)


def trim(options: argparse.Namespace) -> None:
    from tools.train_reader.trim import trim as run

    held = _groups(options.work, without=())
    texts = (text for it in held for text in (it.question, *(p.text for p in it.passages)))
    print(run(options.model, options.languages, texts, options.to), "pieces", flush=True)


def train(options: argparse.Namespace) -> None:
    from torch.multiprocessing.spawn import spawn

    if options.processes > 1 and options.device == "cpu":
        _meeting(options).unlink(missing_ok=True)  # of a run that was interrupted
        spawn(_train, (options,), options.processes)  # type: ignore[no-untyped-call]
    else:
        _train(0, options)


def _meeting(options: argparse.Namespace) -> Path:
    """The file by which the processes of a run find each other."""
    path: Path = options.work.resolve() / f"meeting-{options.name}"
    return path


def _train(rank: int, options: argparse.Namespace) -> None:
    import torch
    from torch import distributed

    from tools.train_reader.start import new_reader, tokenizer
    from tools.train_reader.train import Steps, load, order
    from tools.train_reader.train import train as run

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    on_gpu = options.device != "cpu"
    share = (rank, 1 if on_gpu else options.processes)
    if share[1] > 1:
        distributed.init_process_group(
            "gloo",
            init_method=_meeting(options).as_uri(),
            rank=rank,
            world_size=options.processes,
        )
    groups = _groups(options.work, without=options.leave_out)
    if options.fold:
        groups, _ = parted(groups, options.fold)
    plan = replace(_plan(options), rate=options.rate, every=options.every)
    rows = order(groups, plan, frozenset(PARTS), options.public_share)
    reader = new_reader(options.start, options.layers)
    if options.after:
        load(reader, options.work / options.after)
    reads = tokenizer(options.tokenizer, options.start)
    run(
        reader,
        Steps(groups, rows, reads, plan, share, _told(options)),
        options.work / options.name,
        loss_of=_loss(options),
        device=options.device,
        half=on_gpu,
        workers=options.processes if on_gpu else 0,
    )


def tune(options: argparse.Namespace) -> None:
    import torch

    from tools.train_reader.tune import Tuning

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    groups = _groups(options.work, without=options.leave_out)
    if options.fold:
        groups, _ = parted(groups, options.fold)
    Tuning(
        work=options.work,
        start=options.start,
        public=frozenset(PARTS),
        new=frozenset(options.parts),
        beside=options.beside,
        plan=replace(_plan(options), rate=options.rate, every=options.every),
        device=options.device,
        workers=options.processes if options.device != "cpu" else 0,
    ).run(groups, options.name)


def chain(options: argparse.Namespace) -> None:
    from tools.train_reader.chain import Chain

    Chain(
        work=options.work,
        start=options.start,
        public=frozenset(PARTS),
        left_out=frozenset(options.leave_out),
        plan=_plan(options),
        folds=options.folds,
        layers=options.layers,
        teacher_layers=options.teacher_layers,
        device=options.device,
        workers=options.processes,
    ).run(_groups(options.work, without=options.without), options.name)


def _plan(options: argparse.Namespace) -> Plan:
    from tools.train_reader.train import Plan

    return Plan(
        steps=options.steps,
        groups=options.groups,
        passages=options.passages,
        minutes=options.minutes,
        seed=options.seed,
    )


def _told(options: argparse.Namespace) -> Told | None:
    from tools.train_reader.told import FILE, Told

    return Told(options.work / name / FILE for name in options.told) if options.told else None


def _loss(options: argparse.Namespace) -> Callable[[Reader, Batch], Tensor]:
    from tools.train_reader.model import distance, losses, taught
    from tools.train_reader.start import new_reader
    from tools.train_reader.train import frozen

    if options.learn == "labels":
        return losses
    if options.learn == "scores":
        return taught
    run = options.work / options.teacher if options.teacher else None
    return partial(distance, frozen(new_reader(options.start, TEACHER_LAYERS), run, options.device))


def tell(options: argparse.Namespace) -> None:
    from tools.train_reader.start import new_reader, tokenizer
    from tools.train_reader.tell import tell as told
    from tools.train_reader.told import FILE, write_told
    from tools.train_reader.train import load

    reader = new_reader(options.start, options.layers)
    load(reader, options.work / options.name)
    groups = _groups(options.work, without=())
    if options.fold:
        _, groups = parted(groups, options.fold, options.leave_out)
    said = told(
        reader,
        tokenizer(options.tokenizer, options.start),
        groups,
        device=options.device,
        workers=options.processes if options.device != "cpu" else 0,
    )
    print(write_told(options.work / options.name / FILE, said), "groups", flush=True)


def measure(options: argparse.Namespace) -> None:
    import torch

    from tools.train_reader.measure import as_a_desk_reads, figures, told
    from tools.train_reader.start import new_reader, tokenizer
    from tools.train_reader.tell import tell as say
    from tools.train_reader.train import load

    torch.set_num_threads(1)
    reader = new_reader(options.start, options.layers)
    load(reader, options.work / options.name)
    reads = tokenizer(options.tokenizer, options.start)
    for name in options.parts:
        some = [as_a_desk_reads(it) for it in _read(options.work, [name], options.most)]
        said = {id(it): found for it, found in say(reader, reads, some, device=options.device)}
        scorer = partial(_units_of, said)
        print(told(name, figures(some, scorer)), flush=True)


def _units_of(said: Mapping[int, Sequence[Said]], group: Group) -> list[Sequence[float]]:
    return [it.units for it in said.get(id(group), ())]


def export(options: argparse.Namespace) -> None:
    from tools.train_reader.export import agreement
    from tools.train_reader.export import export as write
    from tools.train_reader.restored import loosen
    from tools.train_reader.start import new_reader, tokenizer, tokenizer_file
    from tools.train_reader.train import load

    reader = new_reader(options.start, options.layers)
    step = load(reader, options.work / options.name)
    if options.start and options.start.is_dir():
        loosen(reader, options.start)
    reader.passage.bias.data -= options.less
    reader.eval()
    card = {"languages": options.languages, "layers": options.layers, "steps": step}
    write(reader, tokenizer_file(options.tokenizer, options.start), options.to, card)
    if options.parts:
        some = _read(options.work, options.parts, options.most)
        told = agreement(reader, options.to, tokenizer(options.tokenizer, options.start), some)
        print(json.dumps({name: round(value, 4) for name, value in told.items()}), flush=True)


def _fold(text: str) -> tuple[int, int]:
    fold, _, folds = text.partition("/")
    return int(fold), int(folds)


def _read(work: Path, parts: Sequence[str], most: int) -> list[Group]:
    """The first so many groups of each part."""
    return [
        group
        for part in parts
        for group in list(read_groups(work / "groups" / f"{part}.jsonl"))[:most]
    ]


def _groups(work: Path, without: Sequence[str]) -> list[Group]:
    found = []
    for file in sorted((work / "groups").glob("*.jsonl")):
        if file.stem not in without:
            found += [it for it in read_groups(file) if it.passages]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.train_reader", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for all that is made")
    commands = parser.add_subparsers(required=True)
    made = commands.add_parser("gather", help="questions and passages as groups")
    made.add_argument("--public", type=Path, help="folder of the public sets")
    made.add_argument("--set", nargs=3, action="append", metavar=("NAME", "QUESTIONS", "INDEX"))
    made.add_argument("--translated", nargs=2, action="append", metavar=("NAME", "QUESTIONS"))
    made.set_defaults(run=gather)
    made = commands.add_parser("trim", help="a multilingual encoder with fewer pieces of words")
    made.add_argument("--model", type=Path, required=True, help="folder of the encoder")
    made.add_argument("--languages", nargs="+", required=True)
    made.add_argument("--to", type=Path, required=True, help="folder for start.pt, tokenizer.json")
    made.set_defaults(run=trim)
    runs = {
        "chain": chain,
        "train": train,
        "tune": tune,
        "tell": tell,
        "measure": measure,
        "export": export,
    }
    for name, run in runs.items():
        made = commands.add_parser(name)
        made.add_argument("--name", default="reader", help="folder of this run, in --work")
        made.add_argument("--start", type=Path, help="weights, or a reader, to start from")
        made.add_argument("--layers", type=int, default=6)
        made.add_argument("--device", default="cpu", help="cuda for a GPU")
        made.set_defaults(run=run)
        if name not in ("chain", "tune"):
            made.add_argument("--tokenizer", type=Path, help="what belongs to --start")
        if name in ("chain", "train", "tune"):
            made.add_argument("--steps", type=int, default=20_000, help="at most")
            made.add_argument("--minutes", type=float, default=math.inf, help="at most")
            made.add_argument("--groups", type=int, default=8, help="of a step")
            made.add_argument("--passages", type=int, default=3, help="of a group")
            made.add_argument("--seed", type=int, default=0)
        if name in ("chain", "train", "tune", "tell"):
            made.add_argument("--leave-out", nargs="*", default=[], metavar="PART")
            made.add_argument("--processes", type=int, default=1, help="beside a GPU: of each run")
        if name in ("train", "tune", "tell"):
            made.add_argument("--fold", type=_fold, help="K/N: not learnt from, and so told of")
        if name in ("measure", "export"):
            made.add_argument("parts", nargs="*", help="sets of groups to measure on")
            made.add_argument("--most", type=int, default=400, help="groups of each")
        if name == "chain":
            made.add_argument("--without", nargs="*", default=[], help="parts that nobody reads")
            made.add_argument("--folds", type=int, default=3, help="teachers")
            made.add_argument("--teacher-layers", type=int, default=TEACHER_LAYERS)
        if name in ("train", "tune"):
            made.add_argument("--rate", type=float, default=5e-5)
            made.add_argument("--every", type=int, default=50, help="steps between checkpoints")
        if name == "tune":
            made.add_argument("parts", nargs="+", metavar="PART", help="new sets to learn")
            made.add_argument("--beside", type=int, default=2700, help="groups of the others")
        if name == "train":
            made.add_argument("--after", help="an earlier run, whose weights to go on with")
            made.add_argument("--learn", choices=("labels", "states", "scores"), default="labels")
            made.add_argument("--teacher", help="the run of twelve layers whose states to learn")
            made.add_argument("--told", nargs="*", default=[], help="runs whose scores to learn")
            made.add_argument("--public-share", type=float, default=0.6)
        if name == "export":
            made.add_argument("--to", type=Path, required=True, help="folder of the reader")
            made.add_argument("--languages", nargs="*", default=["en"], help="that it has learnt")
            made.add_argument("--less", type=float, default=0.0, help="taken from all log-odds")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.run(options)
    return 0
