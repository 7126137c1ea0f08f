"""Runs one peer's adapter in its own environment, and takes the times.

What always holds: one peer runs at a time, in one process of one thread; what it took to index is
told by that process, a cold question is timed from here, from the start of the process to its first
answer. A peer that fails or takes too long stops nothing but itself.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bench.peers.adapters.protocol import Job
from tests.bench.peers.environments import ROOT
from tests.bench.peers.scores import percentile

ADAPTERS = "tests.bench.peers.adapters"
PATIENCE = 3600.0  # seconds for one index, and for one question
ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "RAYON_NUM_THREADS",
    ),
    "1",
)


class PeerError(Exception):
    """What became of a peer that gave no answer, in a line."""


def environment(scratch: Path) -> dict[str, str]:
    """One thread, no network, no caches but our own, and compiled modules as in daily use."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QUOTEDESK_", "PYTHON"))
    }
    return (
        ours
        | ONE_THREAD
        | {
            "TOKENIZERS_PARALLELISM": "false",
            "HF_HUB_OFFLINE": "1",
            "HF_HOME": str(scratch / "hf"),
            "HAYSTACK_TELEMETRY_ENABLED": "False",
        }
    )


def build(python: Path, module: str, job: Job) -> dict[str, Any]:
    """Indexes; tells seconds, memory and size (`_build` in adapters/protocol.py).

    Raises PeerError.
    """
    with Session(python, module, job, "build") as session:
        return session.reply()


class Session:
    """A peer's process; what it prints goes to a log in the job's folder."""

    def __init__(self, python: Path, module: str, job: Job, what: str = "ask") -> None:
        folder = Path(job.folder)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "job.json"
        file.write_text(json.dumps(asdict(job)), encoding="utf-8")
        self._name = module
        self._log = folder / f"{what}.log"
        with self._log.open("w", encoding="utf-8") as log:
            self.started = time.perf_counter()
            self._process = subprocess.Popen(
                [python, "-m", f"{ADAPTERS}.{module}", what, file],
                cwd=ROOT,
                env=environment(folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._process.kill()
        self._process.communicate()

    def ask(self, question: str) -> dict[str, Any]:
        """Raises PeerError."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"question": question}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise PeerError(self._fault()) from error
        return self.reply()

    def close(self) -> dict[str, Any]:
        """No more questions; tells the most memory that it took. Raises PeerError."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.stdin = None  # or communicate() would flush it
        return self.reply()

    def reply(self) -> dict[str, Any]:
        """Raises PeerError."""
        assert self._process.stdout is not None
        with self._patience():
            line = self._process.stdout.readline()
        if not line:
            raise PeerError(self._fault())
        read: dict[str, Any] = json.loads(line)
        return read

    @contextmanager
    def _patience(self) -> Iterator[None]:
        timer = threading.Timer(PATIENCE, self._process.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _fault(self) -> str:
        status = self._process.wait()
        if status < 0:
            return f"stopped by signal {-status}: too much memory, or too slow"
        said = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return said[-1][:200] if said else f"ended with status {status}"


def cold_and_warm(
    start: Callable[[], Session],
    questions: Sequence[Mapping[str, Any]],
    *,
    repeats: int,
    cold: int,
    seconds: float,
) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """The answers by question, and the times.

    Starts `cold` processes with one question each; the first `repeats` of them are then asked all
    questions, for at most so many `seconds`, so that nothing that a process remembers of an
    earlier round counts. A question's time is the median of its rounds. Raises PeerError.
    """
    answers: dict[str, dict[str, Any]] = {}
    first: list[float] = []
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    peak = 0
    for run in range(max(cold, repeats)):
        with start() as session:
            session.ask(questions[run % len(questions)]["question"])
            first.append((time.perf_counter() - session.started) * 1000)
            end = time.perf_counter() + seconds
            for one in questions if run < repeats else ():
                if times and time.perf_counter() > end and one["id"] not in times:
                    break
                answer = session.ask(one["question"])
                answers.setdefault(one["id"], answer)
                times[one["id"]].append((answer["ms"], answer["cpu_ms"]))
            peak = max(peak, session.close()["peak_bytes"])
    wall = [statistics.median(ms for ms, _ in rounds) for rounds in times.values()]
    cpu = [statistics.median(ms for _, ms in rounds) for rounds in times.values()]
    return answers, {
        "asked": len(times),
        "cold_p50_ms": statistics.median(first),
        "cold_worst_ms": max(first),
        "p50_ms": percentile(wall, 0.5),
        "p95_ms": percentile(wall, 0.95),
        "p50_cpu_ms": percentile(cpu, 0.5),
        "p95_cpu_ms": percentile(cpu, 0.95),
        "peak_bytes": peak,
    }
