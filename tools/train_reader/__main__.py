"""The commands of `python -m tools.train_reader`; what they do is told in the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.train_reader.groups import Group, read_groups, write_groups

PARTS = ("squad2", "selqa", "tydi", "qed", "clapnq", "nqg")


def gather(options: argparse.Namespace) -> None:
    from tools.train_reader.plain import plain_groups
    from tools.train_reader.public import public_groups

    folder = options.work / "groups"
    folder.mkdir(parents=True, exist_ok=True)
    if options.public:
        for name in PARTS:
            made = folder / f"{name}.jsonl"
            if not made.exists():
                print(name, write_groups(made, public_groups(options.public, [name])), flush=True)
    for name, questions, index in options.set or ():
        made = folder / f"{name}.jsonl"
        if not made.exists():
            groups = plain_groups(name, Path(questions), Path(index))
            print(name, write_groups(made, groups), flush=True)


def train(options: argparse.Namespace) -> None:
    from torch.multiprocessing.spawn import spawn

    if options.processes > 1:
        spawn(_train, (options,), options.processes)  # type: ignore[no-untyped-call]
    else:
        _train(0, options)


def _train(rank: int, options: argparse.Namespace) -> None:
    import torch
    from torch import distributed

    from tools.train_reader.start import new_reader, reading
    from tools.train_reader.train import Plan, order
    from tools.train_reader.train import train as run

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    if options.processes > 1:
        distributed.init_process_group(
            "gloo",
            init_method=f"file://{(options.work / 'meeting').resolve()}-{options.name}",
            rank=rank,
            world_size=options.processes,
        )
    groups = _groups(options.work, without=options.leave_out)
    plan = Plan(steps=options.steps, rate=options.rate, seed=options.seed)
    rows = order(groups, plan, frozenset(PARTS), options.public_share)
    run(
        new_reader(options.start, options.layers),
        groups,
        rows,
        reading(),
        plan,
        options.work / options.name,
        rank=rank,
        processes=options.processes,
    )


def measure(options: argparse.Namespace) -> None:
    import torch

    from tools.train_reader.measure import figures, told
    from tools.train_reader.model import batch_of, unit_scores
    from tools.train_reader.start import new_reader, reading
    from tools.train_reader.train import CHECKPOINT

    torch.set_num_threads(1)
    reader = new_reader(options.start, options.layers)
    state = torch.load(options.work / options.name / CHECKPOINT, weights_only=True)
    reader.load_state_dict(state["reader"])
    reader.eval()
    tokens = reading()

    @torch.no_grad()
    def scores(group: Group) -> list[list[float]]:
        held = [tokens.encode(group.question, it) for it in group.passages]
        if not held:
            return []
        batch = batch_of([held])
        by_token, by_passage = reader(batch.ids, batch.mask, batch.types)
        made = []
        for row, it in enumerate(held):
            found = unit_scores(by_token, it, row) + by_passage[row]
            whole = [-20.0] * len(group.passages[row].units)
            for at, unit in enumerate(it.kept):
                whole[unit] = float(found[at])
            made.append(whole)
        return made

    for name in options.parts:
        some = list(read_groups(options.work / "groups" / f"{name}.jsonl"))[: options.most]
        print(told(name, figures(some, scores)), flush=True)


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
    made.set_defaults(run=gather)
    for name, run in (("train", train), ("measure", measure)):
        made = commands.add_parser(name)
        made.add_argument("--name", default="reader", help="folder of this run, in --work")
        made.add_argument("--start", type=Path, help="weights to start from")
        made.add_argument("--layers", type=int, default=6)
        made.set_defaults(run=run)
        if name == "train":
            made.add_argument("--leave-out", nargs="*", default=[])
            made.add_argument("--steps", type=int, default=2_000)
            made.add_argument("--rate", type=float, default=5e-5)
            made.add_argument("--seed", type=int, default=0)
            made.add_argument("--processes", type=int, default=1)
            made.add_argument("--public-share", type=float, default=0.6)
        else:
            made.add_argument("parts", nargs="+")
            made.add_argument("--most", type=int, default=400)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
