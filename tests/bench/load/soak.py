"""A desk for long: callers all the time, a new index every minute, and its memory beside it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.bench.load.callers import Seen, call_all, percentiles
from tests.bench.load.served import QUOTEDESK, Served, served
from ui.config import BUNDLED

SAMPLE_SECONDS = 5.0
TAKEN_UP_SECONDS = 30.0
CALLERS, PAUSE = 6, 0.2


@dataclass(slots=True)
class Watched:
    """memory   (minutes, MB) of the server
    indexed  minutes at which a new index was in place
    late     new indexes that the desk hadn't taken up in TAKEN_UP_SECONDS"""

    memory: list[tuple[float, float]] = field(default_factory=list)
    indexed: list[float] = field(default_factory=list)
    late: int = 0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def soak(folder: Path, minutes: float, corpus: Path | None, every: float) -> tuple[Seen, Watched]:
    """Serves a copy of the corpus, one document of which is another each time."""
    docs = folder / "docs"
    shutil.copytree(corpus or BUNDLED, docs)
    changing = docs / "changing.txt"
    config = folder / "quotedesk.toml"
    config.write_text(f'corpus = "{docs}"\nindex = "{folder / "index"}"\nrate_limit = 0\n')
    _write(changing, 0)
    _index(config)
    seen, watched = Seen(), Watched()
    with served(config, free_port()) as desk:
        asyncio.run(_all(desk, config, changing, minutes * 60, every, seen, watched))
    return seen, watched


async def _all(
    desk: Served,
    config: Path,
    changing: Path,
    seconds: float,
    every: float,
    seen: Seen,
    watched: Watched,
) -> None:
    side = [
        asyncio.create_task(_sample(desk, watched)),
        asyncio.create_task(_reindex(desk, config, changing, every, watched)),
    ]
    await call_all(desk.address, CALLERS, seconds, PAUSE, seen)
    for task in side:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _sample(desk: Served, watched: Watched) -> None:
    start = time.perf_counter()
    while True:
        watched.memory.append(((time.perf_counter() - start) / 60, desk.memory_mb()))
        await asyncio.sleep(SAMPLE_SECONDS)


async def _reindex(
    desk: Served, config: Path, changing: Path, every: float, watched: Watched
) -> None:
    start = time.perf_counter()
    number = 0
    while True:
        await asyncio.sleep(every)
        number += 1
        _write(changing, number)
        await asyncio.to_thread(_index, config)
        watched.indexed.append((time.perf_counter() - start) / 60)
        watched.late += not await _taken_up(desk, number)


async def _taken_up(desk: Served, number: int) -> bool:
    """Does the desk answer from the new index?"""
    question = "What is the number of the changing notice?"
    async with httpx.AsyncClient(base_url=desk.address, timeout=60) as client:
        end = time.perf_counter() + TAKEN_UP_SECONDS
        while time.perf_counter() < end:
            with contextlib.suppress(httpx.TransportError):
                reply = await client.post("/api/ask", json={"question": question})
                if f"notice is {number}." in reply.text:
                    return True
            await asyncio.sleep(0.5)
    return False


def _write(changing: Path, number: int) -> None:
    changing.write_text(f"The changing notice\n\nThe number of the changing notice is {number}.\n")


def _index(config: Path) -> None:
    subprocess.run(
        [*QUOTEDESK, "--config", str(config), "index"], check=True, stdout=subprocess.DEVNULL
    )


def slope(memory: list[tuple[float, float]]) -> float:
    """MB an hour, over the second half: by then everything has been used once."""
    half = memory[len(memory) // 2 :]
    if len(half) < 2:
        return float("nan")
    found = statistics.linear_regression([at for at, _ in half], [mb for _, mb in half])
    return float(found.slope) * 60


def by_minute(seen: Seen) -> list[tuple[int, float, float]]:
    """(minute, p50, p95) in milliseconds."""
    minutes: dict[int, list[float]] = {}
    for at, took in seen.answers:
        minutes.setdefault(int(at // 60), []).append(took)
    return [(minute, *percentiles(took)[:2]) for minute, took in sorted(minutes.items())]
