"""The whole run: one peer after another, first with the model, then size by size without it.

What always holds: the results are written after every step, so that a run that is cut short leaves
what it had; what a peer wrote is removed once it is measured.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.peers import synthetic
from tests.bench.peers.adapters.protocol import Job, Passage, read_passages
from tests.bench.peers.environments import ROOT, model_folder, python_of, versions
from tests.bench.peers.measure import PeerError, Session, build, cold_and_warm, environment
from tests.bench.peers.peers import PeerSpec
from tests.bench.peers.scores import quality, ranking

Results = dict[str, Any]
MOMENTS = 60.0  # seconds of questions for each size
ASKED = 30  # questions for each size


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    corpus     of the questions
    questions  of which those that need no history are asked
    about      the set in a few words, for the page
    sizes      numbers of made-up passages
    readers    folders of models that read, by the option that names them
    repeats    rounds of all questions; cold: processes that are started for one
    limit      the most questions that are asked; None: all
    """

    peers: tuple[PeerSpec, ...]
    corpus: Path
    questions: tuple[Path, ...]
    about: str
    work: Path
    sizes: tuple[int, ...]
    readers: Mapping[str, Path]
    repeats: int = 3
    cold: int = 5
    limit: int | None = None


def questions_of(plan: Plan) -> list[dict[str, Any]]:
    """Those that stand alone: a peer that remembers what was said before has no advantage."""
    lines = [
        line for file in plan.questions for line in file.read_text(encoding="utf-8").splitlines()
    ]
    asked = [json.loads(line) for line in lines if line.strip()]
    alone = [one for one in asked if not one.get("history")]
    step = 1 if plan.limit is None else max(1, len(alone) // plan.limit)
    return alone[::step]


class Run:
    """`results` fill up as it goes, and stand in `results.json` of the plan's `work`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.pythons = {peer.name: python_of(peer.environment, plan.work) for peer in plan.peers}
        self.models = python_of("models", plan.work)
        self.model = model_folder(self.models)
        self.folder = plan.work / "run"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.results: Results = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": {
                "system": platform.system(),
                "processor": platform.machine(),
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "load": [os.getloadavg()[0]],
            },
            "peers": {
                peer.name: {
                    "does": peer.does,
                    "versions": versions(peer, self.pythons[peer.name]),
                    "sizes": {},
                }
                for peer in plan.peers
            },
        }

    def whole(self) -> Results:
        self.with_the_model()
        for size in self.plan.sizes:
            self.at_size(size)
        return self.results

    def with_the_model(self) -> None:
        """Quality and cost over the plan's corpus; what can't be beaten, too."""
        file = self.folder / "passages.jsonl"
        asked = questions_of(self.plan)
        subprocess.run(
            [sys.executable, "-m", "tests.bench.peers.material", self.plan.corpus.resolve(), file],
            cwd=ROOT,
            env=environment(self.folder),
            check=True,
        )
        passages = read_passages(str(file))
        self.results["set"] = {
            "about": self.plan.about,
            "documents": len({passage.document_id for passage in passages}),
            "passages": len(passages),
            "questions": len(asked),
            "answerable": sum(bool(one["answerable"]) for one in asked),
            "repeats": self.plan.repeats,
            "cold": self.plan.cold,
        }
        self.results["limits"] = self._limits(file, asked)
        for peer in self.plan.peers:
            job = self._job(peer, file, self.plan.corpus.resolve(), cheap=False)
            with self._noted(peer):
                self._of_the_set(peer, job, asked)
        self._tidy()

    def _limits(self, passages: Path, asked: Sequence[dict[str, Any]]) -> dict[str, float]:
        file = self.folder / "asked.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
        done = subprocess.run(
            [self.models, "-m", "tests.bench.peers.limits", self.model, passages, file],
            cwd=ROOT,
            env=environment(self.folder),
            check=True,
            capture_output=True,
            text=True,
        )
        limits: dict[str, float] = json.loads(done.stdout)
        return limits

    def at_size(self, size: int) -> None:
        """Cost over so many made-up passages."""
        made = list(synthetic.passages(size))
        passages, corpus = self.folder / "passages.jsonl", self.folder / "corpus.jsonl"
        _write(passages, (asdict(passage) for passage in made))
        _write(corpus, (_document(passage) for passage in made))
        asked = synthetic.questions(made, ASKED)
        del made
        for peer in self.plan.peers:
            if peer.reads or peer.shares:  # as many passages are read, however many there are
                continue
            job = self._job(peer, passages, corpus, cheap=True)
            with self._noted(peer):
                self._of_the_size(peer, job, asked, str(size))
        self._tidy()

    def _job(self, peer: PeerSpec, passages: Path, corpus: Path, *, cheap: bool) -> Job:
        reader = self.plan.readers.get(peer.reads or "")
        return Job(
            folder=str(self.folder / (peer.shares or peer.name)),
            passages=str(passages),
            corpus=str(corpus),
            model=self.model,
            reader=str(reader) if reader else None,
            cheap=cheap,
        )

    @contextmanager
    def _noted(self, peer: PeerSpec) -> Iterator[None]:
        """A peer that fails is left with a note of why."""
        print(f"{datetime.now(UTC):%H:%M:%S} {peer.name}", flush=True)
        try:
            yield
        except PeerError as error:
            print(f"  {error}", flush=True)
            self.results["peers"][peer.name].setdefault("notes", []).append(str(error))
        self.results["machine"]["load"].append(os.getloadavg()[0])
        file = self.plan.work / "results.json"
        file.write_text(json.dumps(self.results, indent=1) + "\n", encoding="utf-8")

    def _of_the_set(self, peer: PeerSpec, job: Job, asked: Sequence[dict[str, Any]]) -> None:
        if peer.reads and job.reader is None:
            raise PeerError(f"not run: no model at hand (--{peer.reads})")
        result = self.results["peers"][peer.name]
        if peer.shares is None:
            result["build"] = build(self.pythons[peer.name], peer.module, job)
        answers, result["times"] = cold_and_warm(
            self._starter(peer, job),
            asked,
            repeats=self.plan.repeats,
            cold=self.plan.cold,
            seconds=float("inf"),
        )
        owners = {passage.id: passage.document_id for passage in read_passages(job.passages)}
        result["quality"] = quality(
            asked,
            {
                name: {"ranking": ranking(answer, owners), "quote": answer["quote"]}
                for name, answer in answers.items()
            },
            quotes=peer.quotes,
        )

    def _of_the_size(
        self, peer: PeerSpec, job: Job, asked: Sequence[dict[str, Any]], size: str
    ) -> None:
        built = build(self.pythons[peer.name], peer.module, job)
        _, times = cold_and_warm(
            self._starter(peer, job), asked, repeats=1, cold=1, seconds=MOMENTS
        )
        self.results["peers"][peer.name]["sizes"][size] = {"build": built, "times": times}
        shutil.rmtree(job.folder)

    def _starter(self, peer: PeerSpec, job: Job) -> Callable[[], Session]:
        return lambda: Session(self.pythons[peer.name], peer.module, job)

    def _tidy(self) -> None:
        for peer in self.plan.peers:
            shutil.rmtree(self.folder / peer.name, ignore_errors=True)


def _document(passage: Passage) -> dict[str, str]:
    """In BEIR's form."""
    return {
        "_id": passage.document_id,
        "title": passage.title,
        "text": passage.text,
    }


def _write(file: Path, rows: Iterator[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
